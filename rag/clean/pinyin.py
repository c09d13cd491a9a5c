"""Removes pinyin that a page printed in brackets after Traditional characters: 區(qū).

Only Latin letters with a tone mark, and only where they are a reading of the character before them or sound like
one: (B型), (1) and (GDP) are text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rag.clean.aligned import Edit
from rag.clean.fixer import Context

LETTERS = "a-zāáǎàēéěèêếềīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
TONED = "āáǎàēéěèếềīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_BRACKETED = re.compile(rf"([\u3400-\u9fff])[ ]?[(（]([{LETTERS}]{{1,6}})[)）]")


def remove_pinyin(text: str, context: Context) -> list[Edit]:
    """Runs after the byte shifts are mended: a damaged place has its pinyin behind the wrong character."""
    if not re.search(rf"[(（][{LETTERS}]{{0,3}}[{TONED}]", text):
        return []
    return [
        Edit(m.end(1), m.end(), "", "pinyin") for m in _BRACKETED.finditer(text) if is_reading(m.group(1), m.group(2))
    ]


@cache
def is_reading(character: str, pinyin: str) -> bool:
    """Tell whether the character is read so, tones aside.

    >>> is_reading("區", "qū"), is_reading("型", "b"), is_reading("長", "zhǎng")
    (True, False, True)
    """
    bare = without_tones(pinyin)
    return bare in {without_tones(reading) for reading in readings(character)}


@cache
def readings(character: str) -> tuple[str, ...]:
    """Every reading in the pinyin table, with tone marks."""
    from pypinyin import Style, pinyin

    return tuple(pinyin(character, style=Style.TONE, heteronym=True)[0])


def without_tones(pinyin: str) -> str:
    decomposed = unicodedata.normalize("NFD", pinyin)
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn" or c == "\u0308")
    return unicodedata.normalize("NFC", bare).replace("ü", "v")
