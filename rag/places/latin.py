"""Places in Latin letters: pinyin and official English names, with or without the class of the division."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rag.places.model import Level
from rag.places.table import table

WORD = re.compile(r"[A-Za-zÀ-ʯ]+(?:['’ʼ\-][A-Za-zÀ-ʯ]+)*")
_CLASSES: dict[str, tuple[str, ...]] = {  # English class → how the Chinese name may end
    "province": ("省", "自治区"), "autonomous region": ("自治区",), "region": ("自治区", "地区"),
    "special administrative region": ("特别行政区",), "municipality": ("市",), "city": ("市",),
    "prefecture": ("州", "地区", "盟", "市"), "autonomous prefecture": ("自治州",), "league": ("盟",),
    "county": ("县",), "autonomous county": ("自治县",), "district": ("区",), "new area": ("新区",),
    "banner": ("旗",), "autonomous banner": ("自治旗",), "sheng": ("省",), "shi": ("市",), "xian": ("县",),
    "qu": ("区",), "state": ("自治州",), "new district": ("新区",), "special district": ("特区",), "forestry district": ("林区",),
}  # fmt: skip
_MOST_WORDS = 6
# Pinyin that is an English word (or a person's name) when it stands without a class or a capital letter.
_ENGLISH_WORDS = frozenset(
    "lean dean guan china long song dong gong tong sang lang ling ding ping ring sing king wing bang hang pang rang he she men pan "
    "pin ban can fan man tan van wan yuan shan jian fang gang hong heng huan lian liu ning xian an yi are here made pine "
    "june july changing danger manage range ganges mingle tangle gender shanghai-style hainan-style dali lining linger longer "
    "singer yan ying min ming tang yang wang chang zhang".split()
)


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
            found[_without_class(fold(name))].append(number)
    return {name: tuple(dict.fromkeys(numbers)) for name, numbers in found.items()}


def _without_class(folded: str) -> str:
    for ending in ("leftbanner", "rightbanner"):
        if folded.endswith(ending):
            return folded
    for ending in ("city", "province", "league", "banner"):
        if folded.endswith(ending) and len(folded) > len(ending):
            return folded.removesuffix(ending)
    return folded


class Latin(NamedTuple):
    """A stretch of Latin text that can name the divisions of `key` whose names end in one of `endings`."""

    start: int
    end: int
    key: str
    endings: tuple[str, ...]  # empty: no class was written
    capital: bool


def stretches(text: str, known: frozenset[str] | dict[str, tuple[int, ...]]) -> Iterator[Latin]:
    """Yield, left to right and without overlap, the longest stretches whose folded form is known."""
    words = list(WORD.finditer(text))
    at = 0
    while at < len(words):
        found = _at(text, words, at, known)
        if found is None:
            at += 1
            continue
        latin, used = found
        yield latin
        at += used


def _at(
    text: str, words: list[re.Match[str]], at: int, known: frozenset[str] | dict[str, tuple[int, ...]]
) -> tuple[Latin, int] | None:
    for used in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        run = words[at : at + used]
        between = (text[one.end() : two.start()] for one, two in zip(run, run[1:], strict=False))
        if not all(gap.isspace() and gap for gap in between):
            continue
        folded = [fold(_possessive(word[0])) for word in run]
        for tail in range(min(3, used - 1), -1, -1):
            label = " ".join(folded[used - tail :]) if tail else ""
            if tail and label not in _CLASSES:
                continue
            key = "".join(folded[: used - tail])
            if key not in known:
                continue
            end = run[-1].end() - (2 if _possessive(run[-1][0]) != run[-1][0] else 0)
            capital = run[0][0][0].isupper()
            if not tail and (len(key) < 4 or (key in _ENGLISH_WORDS and not _plain_place(run, key))):
                continue
            if not tail and not capital and len(key) < 5:
                continue
            return Latin(run[0].start(), end, key, _CLASSES.get(label, ()), capital), used
    return None


def _plain_place(run: list[re.Match[str]], key: str) -> bool:
    """Let Xi'an and China's like pass: an apostrophe inside, or a capital on a word that is a big city."""
    written = run[0][0]
    return ("'" in written or "’" in written) or (written[0].isupper() and key in ("xian", "dali"))


def _possessive(word: str) -> str:
    """Cut the English 's off."""
    return word[:-2] if re.search(r"['’]s$", word) else word


def fitting(key: str, endings: tuple[str, ...]) -> tuple[int, ...]:
    """Return the rows of a folded name that bear one of the class endings."""
    rows = table().rows
    numbers = by_pinyin().get(key, ())
    if not endings:
        return numbers
    chosen = tuple(one for one in numbers if rows[one].name.endswith(endings))
    if endings == ("省", "自治区") or endings == ("自治区",):
        chosen = tuple(one for one in chosen if table().level(one) is Level.PROVINCE)
    # “Heze Prefecture-level city” aside, people also write County of what has become a district.
    return chosen


def latin_readings(name: str) -> tuple[int, ...]:
    """Return the rows that a name in Latin letters can mean."""
    for latin in stretches(name, by_pinyin()):
        if latin.start == 0 and latin.end == len(name):
            return fitting(latin.key, latin.endings)
    return ()
