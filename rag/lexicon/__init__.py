"""The vocabulary of the genre: standard indicators and subjects with the other words that people use for them.

`vocabulary.tsv` is meant to be read and corrected by people who know the field. Columns, tab-separated; several
values in one cell are separated by `|`:

name      the standard term, as reports print it most often
aliases   other official spellings of the same thing
everyday  how people ask about it who do not write reports
english   English names, lower case
unit      usual units, the main one first
topic     the subject it belongs to
kind      indicator (a figure is given for it) or subject
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_COLUMNS = ("name", "aliases", "everyday", "english", "unit", "topic", "kind")


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

    @property
    def spellings(self) -> tuple[str, ...]:
        """As reports print it."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start:end` of a text name this entry; `official` unless in everyday words or English."""

    start: int
    end: int
    entry: Entry
    official: bool


@lru_cache(maxsize=1)
def vocabulary() -> tuple[Entry, ...]:
    """All entries, in the order of the file."""
    lines = (files(__package__) / "vocabulary.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line for line in lines if line and not line.startswith("#")]
    if tuple(header.split("\t")) != _COLUMNS:
        raise ValueError(f"vocabulary.tsv: columns are {header!r}; expected {_COLUMNS}")
    return tuple(_entry(row) for row in rows)


def _entry(row: str) -> Entry:
    cells = (row.split("\t") + [""] * len(_COLUMNS))[: len(_COLUMNS)]
    name, aliases, everyday, english, unit, topic, kind = cells
    return Entry(name, _list(aliases), _list(everyday), _list(english), _list(unit), topic, kind or "subject")


def _list(cell: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split("|") if value.strip())


def mentions(text: str) -> list[Mention]:
    """Entries named in the text, longest spelling first where they overlap, in order of appearance."""
    pattern, entries = _matcher()
    found: list[Mention] = []
    for match in pattern.finditer(text.lower()):
        entry, official = entries[match.group()]
        found.append(Mention(match.start(), match.end(), entry, official))
    return found


@lru_cache(maxsize=1)
def _matcher() -> tuple[re.Pattern[str], dict[str, tuple[Entry, bool]]]:
    spellings: dict[str, tuple[Entry, bool]] = {}
    for spelling, entry, official in _spellings():
        spellings.setdefault(spelling.lower(), (entry, official))
    longest_first = sorted(spellings, key=lambda s: (-len(s), s))
    return re.compile("|".join(_bounded(s) for s in longest_first)), spellings


def _spellings() -> Iterator[tuple[str, Entry, bool]]:
    for entry in vocabulary():
        yield from ((s, entry, True) for s in entry.spellings)
    for entry in vocabulary():
        yield from ((s, entry, False) for s in (*entry.everyday, *entry.english))


def _bounded(spelling: str) -> str:
    """English words stand alone: gdp, but not the last letters of a longer word."""
    escaped = re.escape(spelling)
    left = "(?<![a-z])" if spelling[0].isascii() and spelling[0].isalpha() else ""
    right = "(?:(?<=s)|(?=s?(?![a-z])))" if spelling[-1].isascii() and spelling[-1].isalpha() else ""
    return left + escaped + right
