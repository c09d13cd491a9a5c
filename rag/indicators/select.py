"""Choosing from the ledger, and setting places or years side by side.

What is compared is alike: one measure, one kind, one dimension, whole years. Where a report gives nothing the cell is
empty, and whoever shows it says 未提及.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rag.figures import fold
from rag.indicators.standard import exact
from rag.indicators.types import ACTUAL, YEAR, IndicatorRow
from rag.places import same_place

NOT_MENTIONED = "未提及"
# Which measure to compare if none was asked for and several are equally common.
_ORDER = ("level", "growth", "share", "ratio", "rank", "change")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says for one place and year; None if it says nothing."""

    row: IndicatorRow | None

    @property
    def text(self) -> str:
        return NOT_MENTIONED if self.row is None else printed(self.row)

    @property
    def number(self) -> float | None:
        """The value in base units, for drawing: the middle of a range; None for ratios and empty cells."""
        if self.row is None or (self.row.measure == "ratio" and len(self.row.base_values) > 1):
            return None
        return float(sum(self.row.base_values) / len(self.row.base_values))


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator, one measure, one kind: a cell for each label (places of one year, or years of one place)."""

    title: str
    indicator: str
    measure: str
    kind: str
    labels: tuple[str, ...]
    cells: tuple[Cell, ...]

    def to_dict(self) -> dict[str, Any]:
        """For JSON; a label without a figure has null."""
        cells = [
            {"label": label, "text": cell.text, "figure": None if cell.row is None else cell.row.to_dict()}
            for label, cell in zip(self.labels, self.cells, strict=True)
        ]
        told = {"title": self.title, "indicator": self.indicator, "measure": self.measure, "kind": self.kind}
        return {**told, "unit": self.unit, "cells": cells}

    @property
    def unit(self) -> str:
        """The base unit of the numbers."""
        return next((c.row.base_unit for c in self.cells if c.row is not None), "")


def printed(row: IndicatorRow) -> str:
    """A row's figure as people read it: value, unit and bound.

    The words 左右, 以上, 以内 stand behind a figure, others (约, 不低于) in front.
    """
    separator = ":" if row.measure == "ratio" else "—"
    figure = row.quote[row.start - row.quote_start : row.end - row.quote_start]
    in_words = bool(figure) and not any(char.isdigit() for char in figure)
    number = separator.join(_short(v) if in_words else format(v, "f") for v in row.values)
    if row.measure == "rank":
        return f"{row.base}第{number}{row.unit}"
    if row.qualifier in ("左右", "以上", "以下", "以内", "之内", "上下", "及以上"):
        return f"{number}{row.unit}{row.qualifier}"
    front = row.qualifier if row.bound != "exact" and row.qualifier != "多" else ""
    return f"{front}{number}{'多' if row.qualifier == '多' else ''}{row.unit}"


def _short(value: Decimal) -> str:
    """A number that was printed in words: 42000000000 is 420亿."""
    for size, word in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if abs(value) >= size and value % (size / 10**4) == 0:
            return f"{(value / size).normalize():f}{word}"
    return format(value, "f")


def select(
    rows: Iterable[IndicatorRow],
    *,
    place: str | None = None,
    year: int | None = None,
    name: str | None = None,
    kind: str | None = None,
    measure: str | None = None,
    topic: str | None = None,
) -> tuple[IndicatorRow, ...]:
    """Keep the rows that meet every condition given, in order."""
    named = name_test(name) if name else None
    return tuple(
        row
        for row in rows
        if (year is None or row.year == year)
        and (kind is None or row.kind == kind)
        and (measure is None or row.measure == measure)
        and (topic is None or row.topic == topic)
        and (named is None or named(row))
        and (place is None or _same(row.place, place))
    )


def name_test(name: str) -> Callable[[IndicatorRow], bool]:
    """Tell rows of an indicator: those of its standard name, or those whose name holds the words given."""
    folded = fold(name).strip()
    entry = exact(folded)
    if entry is not None:
        wanted = entry.name
        return lambda row: row.indicator == wanted
    return lambda row: folded in fold(row.indicator) or folded in fold(row.raw)


@lru_cache(maxsize=65536)
def _same(one: str, other: str) -> bool:
    return same_place(one, other)


def compare_places(
    rows: Iterable[IndicatorRow],
    places: Sequence[str],
    year: int,
    name: str,
    *,
    kind: str = ACTUAL,
    measure: str | None = None,
) -> Comparison:
    """One indicator of several places in one year."""
    found = _comparable(rows, name, kind)
    by_place = [[r for r in found if r.year == year and _same(r.place, place)] for place in places]
    chosen, cells = _alike(by_place, measure)
    indicator = _name_of(cells, name)
    return Comparison(f"{year}年{indicator}", indicator, chosen, kind, tuple(places), cells)


def series(
    rows: Iterable[IndicatorRow],
    place: str,
    name: str,
    *,
    years: Sequence[int] | None = None,
    kind: str = ACTUAL,
    measure: str | None = None,
) -> Comparison:
    """One indicator of one place over the years; all years between the first and the last known, unless given."""
    found = [r for r in _comparable(rows, name, kind) if r.year is not None and _same(r.place, place)]
    known = [r.year for r in found if r.year is not None and (measure is None or r.measure == measure)]
    wanted = list(years) if years is not None else list(range(min(known), max(known) + 1)) if known else []
    by_year = [[r for r in found if r.year == year] for year in wanted]
    chosen, cells = _alike(by_year, measure)
    indicator = _name_of(cells, name)
    return Comparison(f"{place}{indicator}", indicator, chosen, kind, tuple(map(str, wanted)), cells)


def _comparable(rows: Iterable[IndicatorRow], name: str, kind: str) -> list[IndicatorRow]:
    """Rows of whole years; a name that is exactly the one asked for is not mixed with longer ones."""
    found = [r for r in select(rows, name=name, kind=kind) if r.period == YEAR]
    plain = fold(name).strip()
    same = [r for r in found if r.indicator == plain]
    return same or found


def _alike(groups: Sequence[Sequence[IndicatorRow]], measure: str | None) -> tuple[str, tuple[Cell, ...]]:
    """A cell for each group, all of one measure and of one dimension (番 does not stand among %)."""
    chosen = measure or _common_measure(groups)
    units = Counter(unit for some in groups for unit in {r.base_unit for r in some if r.measure == chosen})
    unit = min(units, key=lambda one: (-units[one], one), default="")
    cells = (Cell(_best(r for r in some if r.measure == chosen and r.base_unit == unit)) for some in groups)
    return chosen, tuple(cells)


def _common_measure(groups: Sequence[Sequence[IndicatorRow]]) -> str:
    counts = Counter(measure for some in groups for measure in {r.measure for r in some})
    return min(_ORDER, key=lambda m: (-counts[m], _ORDER.index(m)))


def _best(rows: Iterable[IndicatorRow]) -> IndicatorRow | None:
    """The row that says it most directly: named by the standard name, not an estimate, and first in its report."""
    return min(rows, key=lambda r: (not r.standard, r.estimate, r.file, r.paragraph, r.start), default=None)


def _name_of(cells: Sequence[Cell], name: str) -> str:
    return next((c.row.indicator for c in cells if c.row is not None), name)
