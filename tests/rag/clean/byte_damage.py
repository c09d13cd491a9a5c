"""Damages text the way one real page was: pinyin written into the middle of a character, bytes read one off.

Written forwards, from what the tool must have done; it knows nothing of how the cleaner goes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

Stream = list[int | str]  # bytes, and pinyin that was written between them


@cache
def reading(character: str) -> str:
    """The pinyin that the tool wrote behind a character; none behind one that is the same in Simplified script."""
    from opencc import OpenCC
    from pypinyin import Style, pinyin

    is_same: bool = OpenCC("t2s").convert(character) == character
    return "" if is_same else str(pinyin(character, style=Style.TONE)[0][0])


def with_pinyin(text: str) -> str:
    """Every Traditional character with its pinyin in brackets behind it."""
    return "".join(c + (f"({reading(c)})" if reading(c) else "") for c in text)


def straddling(text: str, k: int) -> str:
    """Pinyin of the character that the last byte of `text[k]` and the first of `text[k + 1]` make together."""
    first, second = text[k].encode("gbk"), text[k + 1].encode("gbk")
    if len(first) != 2 or len(second) != 2:
        return ""
    try:
        between = bytes((first[1], second[0])).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return reading(between) if "\u4e00" <= between <= "\u9fff" else ""


def damage_straddling(text: str, k: int) -> str:
    """Write the straddling character's pinyin into the middle of `text[k + 1]`."""
    stream = _stream(text[k + 1 :])
    return with_pinyin(text[: k + 1]) + _misread([stream[0], straddling(text, k), *stream[1:]])


def damage_lost(text: str, k: int) -> str:
    """Lose the first byte of `text[k]`."""
    return with_pinyin(text[:k]) + "?" + _misread(_stream(text[k:])[1:])


def _stream(text: str) -> Stream:
    stream: Stream = []
    for c in text:
        stream += c.encode("gbk")
        if reading(c):
            stream.append(reading(c))
    return stream


def _misread(stream: Sequence[int | str]) -> str:
    """Decode as a reader does that replaces what it cannot read, and whose undefined pairs vanish afterwards."""
    shown: list[str] = []
    i = 0
    while i < len(stream):
        item = stream[i]
        after = stream[i + 1] if i + 1 < len(stream) else 0
        if isinstance(item, str):
            shown.append(f"({item})")
            i += 1
        elif item < 0x80:
            shown.append(chr(item))
            i += 1
        elif isinstance(after, str):
            shown.append(f"?{after})")  # the bracket went with the lost byte
            i += 2
        elif after < 0x40:
            shown.append("?")
            i += 2
        else:
            shown.append(bytes((item, after)).decode("gbk", "ignore"))
            i += 2
    folded = str.maketrans("，；：！？（）", ",;:!?()")
    return "".join(shown).translate(folded)
