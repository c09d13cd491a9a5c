"""Places in Latin letters: pinyin and official English names, with or without the class of the division."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rag.places.model import Level
from rag.places.table import table

WORD = re.compile(r"[A-Za-zÀ-ʯ]+(?:['’ʼ\-][A-Za-zÀ-ʯ]+)*")
_CLASSES: dict[str, tuple[str, ...]] = {  # English class → how the Chinese name may end
    "province": ("省", "自治区"), "autonomous region": ("自治区",), "region": ("自治区", "地区"),
    "special administrative region": ("特别行政区",), "municipality": ("市",), "city": ("市",),
    "prefecture": ("州", "地区", "盟", "市"), "autonomous prefecture": ("自治州",), "league": ("盟",),
    "county": ("县",), "autonomous county": ("自治县",), "district": ("区",), "new area": ("新区",),
    "new district": ("新区",), "special district": ("特区",), "forestry district": ("林区",),
    "banner": ("旗",), "autonomous banner": ("自治旗",),
    "sheng": ("省",), "shi": ("市",), "xian": ("县",), "qu": ("区",), "zhou": ("州",),
}  # fmt: skip
_MOST_WORDS = 6
# Pinyin that is an English word or a common surname or given name; alone it names no place.
_ENGLISH_WORDS = re.compile(
    "lean|dean|guan|china|long|song|dong|gong|tong|sang|lang|ling|ding|ping|ring|sing|king|wing|bang|hang|pang|rang|men|"
    "pan|pin|ban|can|fan|man|tan|van|wan|yuan|shan|jian|fang|gang|hong|heng|huan|lian|liu|ning|an|yi|are|here|made|pine|"
    "june|july|danger|manage|range|tangle|linger|longer|singer|yan|ying|min|ming|tang|yang|wang|chang|zhang|xian|"
    "lining"
)
# Big cities among them, taken when written with a capital letter.
_CITIES = frozenset(["xian", "luan", "jian"])


def fold(text: str) -> str:
    """Lower-case Latin letters without marks, apostrophes or hyphens.

    >>> fold("Ürümqi"), fold("Xi’an"), fold("Shangri-La")
    ('urumqi', 'xian', 'shangrila')
    """
    bare = unicodedata.normalize("NFKD", text)
    return "".join(char for char in bare if char.isalpha() and not unicodedata.combining(char)).lower()


@cache
def by_pinyin() -> dict[str, tuple[int, ...]]:
    """Rows by folded pinyin or English name; a current division comes before a former one."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(table().rows):
        found[row.pinyin].append(number)
        for name in row.english.split("|") if row.english else ():
            found[_without_class(name)].append(number)
    return {name: tuple(dict.fromkeys(numbers)) for name, numbers in found.items()}


def _without_class(name: str) -> str:
    """Fold an English name; its last word goes if it is a class (Ejin Banner, but Tumed Left Banner)."""
    head, _, tail = name.rpartition(" ")
    return fold(head) if tail.lower() in _CLASSES and head else fold(name)


class Latin(NamedTuple):
    """A stretch of Latin text that can name the divisions of `key` whose names end in one of `endings`."""

    start: int
    end: int
    key: str
    endings: tuple[str, ...]  # empty: no class was written
    capital: bool


def stretches(text: str, known: Collection[str]) -> Iterator[Latin]:
    """Yield, left to right and without overlap, the longest stretches whose folded form is known."""
    words = [word for word in WORD.finditer(text) if not _in_address(text, word)]
    at = 0
    while at < len(words):
        for used in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            run = words[at : at + used]
            if _one_phrase(text, run) and (latin := _named(run, known)):
                yield latin
                break
        else:
            used = 1
        at += used


def _in_address(text: str, word: re.Match[str]) -> bool:
    """Say whether a word is part of a web address or an identifier, as in www.heze.gov.cn."""
    before, after = text[max(0, word.start() - 1) : word.start()], text[word.end() : word.end() + 2]
    return before in tuple("./@:_&=?#%-0123456789") or re.match(r"[./@_:=][A-Za-z0-9/]|\d", after) is not None


def _one_phrase(text: str, run: Sequence[re.Match[str]]) -> bool:
    return all((gap := text[one.end() : two.start()]) and gap.isspace() for one, two in pairwise(run))


def _named(run: Sequence[re.Match[str]], known: Collection[str]) -> Latin | None:
    """Read a run of words as a name and perhaps its class."""
    last = re.sub(r"['’]s$", "", run[-1][0])
    written = [*(word[0] for word in run[:-1]), last]
    folded, capital = [fold(word) for word in written], written[0][0].isupper()
    end = run[-1].start() + len(last)
    for tail in range(min(3, len(run) - 1), -1, -1):
        label = " ".join(folded[len(folded) - tail :])
        key = "".join(folded[: len(folded) - tail])
        if (tail and label not in _CLASSES) or key not in known:
            continue
        if tail or _stands_alone(written[0], key, capital=capital):
            return Latin(run[0].start(), end, key, _CLASSES.get(label, ()), capital)
    return None


def _stands_alone(written: str, key: str, *, capital: bool) -> bool:
    """Say whether a bare word may be a place: Heze, jining, Xi'an; not lean, an, li."""
    if _ENGLISH_WORDS.fullmatch(key):
        return (capital and key in _CITIES) or "'" in written or "’" in written
    return len(key) >= (4 if capital else 5)


def fitting(key: str, endings: tuple[str, ...]) -> tuple[int, ...]:
    """Return the rows of a folded name that bear one of the class endings."""
    numbers = by_pinyin().get(key, ())
    if not endings:
        return numbers
    chosen = tuple(one for one in numbers if table().rows[one].name.endswith(endings))
    if "自治区" in endings:
        return tuple(one for one in chosen if table().levels[one] is not Level.COUNTY)
    return chosen


def latin_readings(name: str) -> tuple[int, ...]:
    """Return the rows that a name in Latin letters, all of it, can mean."""
    for latin in stretches(name, by_pinyin().keys()):
        if latin.start == 0 and latin.end == len(name):
            return fitting(latin.key, latin.endings)
    return ()
