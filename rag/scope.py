"""Which reports each side of a question is about.

A named place restricts the reports, a named year prefers some of them: a report of January 2024 tells of 2023 and
plans 2024, so both years count. A comparison has a side for each place or year; a question over all reports has one
for each report, as long as there are not too many to ask one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.places import same_place
from rag.store import Row
from rag.tense import ACTUAL, TARGET
from rag.understand import Question

# More reports than this are ranked together, not each on its own: answers stay within tens of milliseconds.
MAX_SIDES = 40


@dataclass(frozen=True, slots=True)
class Scope:
    """One side: its reports, the likeliest first; `preferred` tell of the years asked about."""

    label: str
    rows: tuple[Row, ...]
    preferred: frozenset[str]
    years: tuple[int, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(row.id for row in self.rows)


def scopes(question: Question, rows: Sequence[Row]) -> list[Scope]:
    """The sides of the question that reports are held for; one for all reports where it names no held place."""
    status = question.understood.status
    every = rows
    if question.report_years:
        rows = [row for row in rows if row.year in question.report_years] or rows
    found: list[Scope] = []
    for side in question.sides:
        if side.place is None:
            found.append(_scope(_years_label(side.years), rows, side.years, status))
            continue
        name = side.place.label
        label = name if len(question.places) > 1 or len(question.sides) == 1 else f"{name}{_years_label(side.years)}"
        own = [row for row in rows if is_of(row, name)]
        years = side.years
        if not own and question.report_years:
            # The report of that year is not held: the place's others are nearer than other places' of the year.
            own, years = [row for row in every if is_of(row, name)], side.years or question.report_years
        found.append(_scope(label, own, years, status))
    held = [scope for scope in found if scope.rows]
    if not question.places and question.understood.kind == "aggregate":
        years = question.understood.years
        rows = of_level(rows, question.text)
        # Whoever asks for 2025 is not told what the report of 2024 planned, nor that it is silent.
        telling = [row for row in rows if not years or row.year is None or told_years(row, status) & set(years)] or rows
        if len(telling) <= MAX_SIDES:
            labels = _labels(telling, years, status)
            return [_scope(label, [row], years, status) for label, row in zip(labels, telling, strict=True)]
    return held or [_scope("", rows, question.understood.years, status)]


def _labels(rows: Sequence[Row], years: tuple[int, ...], status: str) -> list[str]:
    """What the sides of a question over all reports are called.

    The year of a report is that of its targets, and not that of the results it tells.
    """
    places = Counter(row.place for row in rows)
    alone = _years_label(years) if years or status != TARGET else None
    return [
        f"{row.place}{alone}"
        if alone is not None and row.place and places[row.place] == 1
        else row.name.removesuffix("政府工作报告")
        for row in rows
    ]


_WHICH = r"(?:哪[些个一]|哪几个|哪一个|各个?|所有|全部)"
_LEVELS = (
    (
        "province",
        re.compile(
            rf"{_WHICH}省|(?:省份?|省区|省市|省\([^()]+\))(?:里|中)?(?:都|分别)?(?:有|是)哪|最[高低多少大小快慢长]的?(?:是|在)?哪个?省|\bprovinces\b",
            re.I,
        ),
    ),
    (
        "prefecture",
        re.compile(
            rf"{_WHICH}(?:地级)?(?:城市|市(?![场县区]))|(?:城|地级)?市(?:都|分别)?(?:有|是)哪"
            r"|最[高低多少大小快慢长]的?(?:是|在)?哪个?(?:城市|市)|\bcities\b",
            re.I,
        ),
    ),
    (
        "county",
        re.compile(
            rf"{_WHICH}(?:市?县|区县|县区|区(?![域]))|[县区](?:都|分别)?(?:有|是)哪"
            r"|最[高低多少大小快慢长]的?(?:是|在)?哪个?[县区]|\bcounties\b",
            re.I,
        ),
    ),
)


def of_level(rows: Sequence[Row], question: str) -> Sequence[Row]:
    """The reports of the level that is asked for (哪些省份, 各市), all where none is or none is held.

    The nation is not one of the places that are compared with each other, but has reports.
    """
    for level, pattern in _LEVELS:
        if pattern.search(question):
            return [row for row in rows if row.metadata.level.value == level] or rows
    if "报告" in question or "reports" in question.lower():
        return rows
    return [row for row in rows if row.metadata.level.value != "national"] or rows


def is_of(row: Row, place: str) -> bool:
    return place == row.place or _same(place, row.place)


@lru_cache(maxsize=20_000)
def _same(place: str, other: str) -> bool:
    return same_place(place, other)


def told_years(row: Row, status: str) -> set[int]:
    """The years that a report gives targets or results for; empty where its own year is not known."""
    if row.year is None:
        return set()
    if status == TARGET:
        return {row.year}
    if status == ACTUAL:
        return {row.year - 1}
    return {row.year, row.year - 1}


def _scope(label: str, rows: Iterable[Row], years: tuple[int, ...], status: str) -> Scope:
    rows = list(rows)
    wanted = set(years)
    preferred = frozenset(r.id for r in rows if not wanted or r.year is None or told_years(r, status) & wanted)
    # The report of the year itself before the one that looks back on it, the newest first where no year is asked; who
    # names no place means the nation's figure before that of one of many places.
    ordered = sorted(
        rows,
        key=lambda r: (
            r.id not in preferred,
            r.metadata.level.value != "national",
            r.year not in wanted,
            -(r.year or 0),
            r.file,
        ),
    )
    return Scope(label, tuple(ordered), preferred, years)


def _years_label(years: Sequence[int]) -> str:
    return "、".join(f"{year}年" for year in years)
