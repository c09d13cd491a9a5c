"""The vocabulary of the genre: standard indicators and subjects with the other words that people use for them.

`vocabulary.tsv` is meant to be read and corrected by people who know the field. Columns, tab-separated; several
values in one cell are separated by `|`:

name      the standard term, as reports print it most often
aliases   other official spellings of the same thing
related   official words for a part of it or for what goes with it: a question that says them means this entry, but a
          figure given for them is not a figure for the entry
everyday  how people ask about it who do not write reports; … stands for a few characters: 老楼…电梯
english   English names, lower case; the plural and the spelling with or without hyphens are understood
unit      usual units, the main one first
topic     the subject it belongs to
kind      indicator (a figure is given for it) or subject

One spelling belongs to one entry; where entries are close, it stays with the one that people mean. Lines that begin
with # and empty lines are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

# No spelling is shorter, so that two characters are enough to find those that may begin at a place of a text.
_KEY_CHARS = 2
# What … in an everyday spelling may stand for: more would join words of different clauses.
GAP = "…"
MAX_GAP = 6
# Parts that only ask, and tell nothing of what is asked about.
_ASKING = frozenset(["多少", "哪些", "什么", "怎么"])
_WITHIN_GAP = re.compile(r"[^,，。;；:：?？!！、]")
_COLUMNS = ("name", "aliases", "related", "everyday", "english", "unit", "topic", "kind")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the vocabulary."""

    name: str
    aliases: tuple[str, ...]
    everyday: tuple[str, ...]
    english: tuple[str, ...]
    units: tuple[str, ...]
    topic: str
    kind: str
    related: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """As reports print it, always the same thing."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start:end` of a text name this entry; `official` unless in everyday words or English.

    `exact` unless a related word led here: what is said of that word need not be true of the entry.
    """

    start: int
    end: int
    entry: Entry
    official: bool
    exact: bool = True


class _Owner(NamedTuple):
    entry: Entry
    official: bool
    exact: bool


@lru_cache(maxsize=1)
def vocabulary() -> tuple[Entry, ...]:
    """All entries, in the order of the file."""
    lines = (files(__package__) / "vocabulary.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line for line in lines if line.strip() and not line.startswith("#")]
    if tuple(header.split("\t")) != _COLUMNS:
        raise ValueError(f"vocabulary.tsv: columns are {header!r}; expected {_COLUMNS}")
    return tuple(_entry(row) for row in rows)


def _entry(row: str) -> Entry:
    cells = (row.split("\t") + [""] * len(_COLUMNS))[: len(_COLUMNS)]
    name, aliases, related, everyday, english, unit, topic, kind = cells
    return Entry(
        name, _list(aliases), _list(everyday), _list(english), _list(unit), topic, kind or "subject", _list(related)
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split("|") if value.strip())


def mentions(text: str, *, everyday_gaps: bool = False) -> list[Mention]:
    """Entries named in the text, longest spelling first where they overlap, in order of appearance.

    `everyday_gaps` finds spellings with … as well, which only questions need.

    >>> [(m.entry.name, m.official) for m in mentions("规上工业增加值和社零增长多少")]
    [('规模以上工业增加值', True), ('社会消费品零售总额', True)]
    >>> [m.entry.name for m in mentions("How many charging piles were built?")]
    ['充电桩']
    >>> [m.entry.name for m in mentions("老楼里没有装电梯", everyday_gaps=True)]
    ['既有住宅加装电梯']
    """
    folded = _folded(text)
    candidates: list[tuple[int, tuple[tuple[int, int], ...], _Owner]] = [
        (end - start, ((start, end),), owner) for start, end, owner in _candidates(folded)
    ]
    if everyday_gaps:
        candidates += _with_gaps(folded)
    candidates.sort(key=lambda c: (-c[0], c[1]))
    taken = bytearray(len(folded))
    found: list[Mention] = []
    for _, spans, (entry, official, exact) in candidates:
        if not any(any(taken[start:end]) for start, end in spans):
            for start, end in spans:
                # What stands in a gap may be a name of its own: 学校里吃上营养餐.
                taken[start:end] = b"\x01" * (end - start)
            found.append(Mention(spans[0][0], spans[-1][1], entry, official, exact))
    return sorted(found, key=lambda m: m.start)


def _candidates(folded: str) -> Iterator[tuple[int, int, _Owner]]:
    spellings = _spellings_by_key()
    for start in range(len(folded) - _KEY_CHARS + 1):
        for spelling, owner in spellings.get(folded[start : start + _KEY_CHARS], ()):
            end = start + len(spelling)
            if folded.startswith(spelling, start) and _stands_alone(folded, start, end):
                yield start, end, owner


def _with_gaps(folded: str) -> Iterator[tuple[int, tuple[tuple[int, int], ...], _Owner]]:
    """Spellings with …: how much they tell, where their parts stand, whose they are."""
    for parts, owner in _gapped():
        start = folded.find(parts[0])
        while start >= 0:
            spans = [(start, start + len(parts[0]))]
            for part in parts[1:]:
                end = spans[-1][1]
                at = folded.find(part, end, end + MAX_GAP + len(part))
                if at < 0 or not all(map(_WITHIN_GAP.match, folded[end:at])):
                    break
                spans.append((at, at + len(part)))
            if len(spans) == len(parts):
                yield sum(len(part) for part in parts if part not in _ASKING), tuple(spans), owner
            start = folded.find(parts[0], start + 1)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """English words are whole: gdp, but not the last letters of a longer word; 5g, but not 15g."""
    left_open = _is_ascii_word(folded[start]) and start > 0 and _is_ascii_word(folded[start - 1])
    right_open = _is_ascii_word(folded[end - 1]) and end < len(folded) and _is_ascii_word(folded[end])
    return not left_open and not right_open


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _folded(text: str) -> str:
    """Lower case, hyphens as spaces; one character for one, so that positions hold in the text itself."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.replace("-", " ").replace("’", "'")


# One pattern of 6,000 alternatives took 0.22 s to compile and 0.31 s to search a report of 18,000 characters, against
# 0.01 s and 0.02 s: it tries the alternatives one by one.
@lru_cache(maxsize=1)
def _spellings_by_key() -> dict[str, list[tuple[str, _Owner]]]:
    owners: dict[str, _Owner] = {}
    for spelling, owner in _spellings():
        if GAP not in spelling:
            owners.setdefault(_folded(spelling), owner)
    by_key: dict[str, list[tuple[str, _Owner]]] = {}
    for spelling, owner in owners.items():
        by_key.setdefault(spelling[:_KEY_CHARS], []).append((spelling, owner))
    return by_key


@lru_cache(maxsize=1)
def _gapped() -> tuple[tuple[tuple[str, ...], _Owner], ...]:
    return tuple((tuple(_folded(s).split(GAP)), owner) for s, owner in _spellings() if GAP in s)


def _spellings() -> Iterator[tuple[str, _Owner]]:
    """Every spelling with its entry, those first that settle a conflict."""
    for entry in vocabulary():
        same = _Owner(entry, official=True, exact=True)
        yield from ((s, same) for s in entry.spellings)
    for entry in vocabulary():
        part = _Owner(entry, official=True, exact=False)
        yield from ((s, part) for s in entry.related)
    for entry in vocabulary():
        asked = _Owner(entry, official=False, exact=True)
        yield from ((s, asked) for s in entry.everyday)
        yield from ((form, asked) for s in entry.english for form in _with_plural(s))


def _with_plural(english: str) -> tuple[str, ...]:
    if english.endswith("y") and english[-2:-1] not in tuple("aeiou"):
        return english, f"{english[:-1]}ies"
    if english.endswith(("s", "x", "ch", "sh")):
        return english, f"{english}es"
    return english, f"{english}s"
