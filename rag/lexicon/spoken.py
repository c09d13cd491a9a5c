"""Single words that people say and reports print otherwise: 大夫 for 医生, 到手 for 可支配收入, 八十岁 for 80岁.

The vocabulary knows whole subjects by their everyday names; no list of those can be complete, because any subject may
be asked in any words. `spoken.tsv` goes word by word, so that words nobody has put together before are understood too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from rag.figures import parse_chinese_number

GAP = "…"
MAX_GAP = 4
_WITHIN_GAP = r"[^,，。;；:：?？!！、]"
_AGE = re.compile(r"([一二三四五六七八九十百]{1,4})岁|([一二三四五六七八九十]{1,3})周岁")
_SPEED = re.compile(r"(\d{2,3})码")


class Spoken(NamedTuple):
    """Characters `start:end` of a question say in speech what reports print as one of `written`."""

    start: int
    end: int
    written: tuple[str, ...]


def spoken_words(text: str) -> list[Spoken]:
    """Spoken words of a folded question in order, the longest where they overlap.

    >>> [word.written[0] for word in spoken_words("大夫一年到手多少")]
    ['医生', '可支配收入']
    >>> spoken_words("八十岁以上的")
    [Spoken(start=0, end=3, written=('80岁',))]
    """
    found = [*_listed(text), *_numbers(text)]
    found.sort(key=lambda word: (word.start - word.end, word.start))
    taken = bytearray(len(text))
    kept: list[Spoken] = []
    for word in found:
        if not any(taken[word.start : word.end]):
            taken[word.start : word.end] = b"\x01" * (word.end - word.start)
            kept.append(word)
    return sorted(kept)


def _listed(text: str) -> list[Spoken]:
    return [
        Spoken(match.start(), match.end(), written)
        for parts, written in _words()
        if parts[0] in text
        for match in _pattern(parts).finditer(text)
    ]


def _numbers(text: str) -> list[Spoken]:
    """Ages in Chinese numerals, which reports print in digits, and speeds as drivers say them."""
    ages = [(m, parse_chinese_number(m[1] or m[2])) for m in _AGE.finditer(text)]
    told = [Spoken(m.start(), m.end(), (f"{int(age)}岁",)) for m, age in ages if age is not None]
    return told + [Spoken(m.start(), m.end(), (f"{m[1]}公里", f"时速{m[1]}公里")) for m in _SPEED.finditer(text)]


@lru_cache(maxsize=4096)
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    """Made when a question may hold the word: two thousand of them at once take longer than an answer."""
    return re.compile(f"{_WITHIN_GAP}{{0,{MAX_GAP}}}?".join(map(re.escape, parts)))


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The parts of each spoken word, between which a few characters may stand, and what is printed for it."""
    lines = (files(__package__) / "spoken.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line for line in lines if line.strip() and not line.startswith("#")]
    if header != "spoken\twritten":
        raise ValueError(f"spoken.tsv: columns are {header!r}; expected spoken and written")
    words: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for row in rows:
        spoken, written = row.split("\t")
        for word in spoken.split("|"):
            words.append((tuple(word.split(GAP)), tuple(written.split("|"))))
    return tuple(words)
