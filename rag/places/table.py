"""The table of divisions in memory: rows, names that lead to them, and how they hang together.

Read on first use, within a few tens of milliseconds: the rows stay plain tuples and a `Place` is made only when
somebody asks for it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from rag.places.model import Level, Place
from rag.places.naming import level_of_code

_FILE = Path(__file__).with_name("divisions.tsv")

# Autonomous divisions are called by their short name and the plain class as well: 恩施州, 长阳县.
_PLAIN_CLASS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


class Row(NamedTuple):
    """One line of `divisions.tsv`."""

    code: str
    name: str
    short: str
    word: str  # "w": the short name is an ordinary word too
    pinyin: str
    english: str
    until: str
    now: str
    how: str


class Table:
    """All divisions, found by full name, short name or code. Rows are known by their number."""

    def __init__(self, text: str) -> None:
        self.rows = [Row(*line.split("\t")) for line in text.splitlines()[1:]]
        self.levels = [level_of_code(row.code) for row in self.rows]
        self.current: dict[str, int] = {}  # code → row
        self.full: dict[str, list[int]] = defaultdict(list)
        self.short: dict[str, list[int]] = defaultdict(list)
        self.lengths: dict[str, tuple[int, ...]] = {}  # first two characters → lengths of names, longest first
        lengths: dict[str, set[int]] = defaultdict(set)
        for number, row in enumerate(self.rows):
            if not row.until:
                self.current[row.code] = number
            for name, index in self._names(row):
                index[name].append(number)
                lengths[name[:2]].add(len(name))
        for head, found in lengths.items():
            self.lengths[head] = tuple(sorted(found, reverse=True))
        self._places: dict[int, Place] = {}
        self._ancestors: dict[int, list[int]] = {}

    def _names(self, row: Row) -> list[tuple[str, dict[str, list[int]]]]:
        names = [(row.name, self.full)]
        if row.short != row.name:
            names.append((row.short, self.short))
        plain = _PLAIN_CLASS.get(row.name[-3:])
        if plain and not row.short.endswith(plain):
            names.append((row.short + plain, self.full))
        return names

    @cached_property
    def words(self) -> frozenset[str]:
        """Short names that are ordinary words as well."""
        return frozenset(row.short for row in self.rows if row.word)

    def numbers(self, name: str) -> list[int]:
        """Return the rows of a bare name, full names first."""
        return [*self.full.get(name, ()), *self.short.get(name, ())]

    def successors(self, number: int) -> list[int]:
        """Return what a former division is now; a current one is itself."""
        row = self.rows[number]
        return [self.current[code] for code in row.now.split(",")] if row.until else [number]

    def ancestors(self, number: int) -> list[int]:
        """Return the current divisions above, outermost first; those above a former one are its successor's."""
        if number not in self._ancestors:
            code, level = self.rows[self.successors(number)[0]].code, self.levels[number]
            above = {
                Level.COUNTY: (code[:2] + "0000", code[:4] + "00"),
                Level.PREFECTURE: (code[:2] + "0000",),
            }.get(level, ())
            found = [self.current[one] for one in above if one in self.current]
            self._ancestors[number] = [one for one in found if one != number and self.levels[one] is not level]
        return self._ancestors[number]

    def identities(self, number: int) -> frozenset[int]:
        """Return the rows that are the same place: itself, or what it was renamed or raised to."""
        if self.rows[number].how == "same":
            return frozenset(self.successors(number))
        return frozenset((number,))

    def place(self, number: int) -> Place:
        """Make the place of a row, once."""
        if number not in self._places:
            row = self.rows[number]
            parents = tuple(self.rows[one].name for one in self.ancestors(number))
            now = self.place(self.successors(number)[0]).label if row.until else None
            self._places[number] = Place(
                row.code, row.name, self.levels[number], parents, row.short, bool(row.until), now
            )
        return self._places[number]


@cache
def table() -> Table:
    """Return the table, read once a process."""
    return Table(_FILE.read_text(encoding="utf-8"))
