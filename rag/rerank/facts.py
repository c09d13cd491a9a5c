"""Which passages the ledger knows to answer: they hold its rows of what is asked, of that year and kind, or others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from rag.asked import asked
from rag.compose.ledger import indicators_named
from rag.figures import find_figures
from rag.indicators import YEAR, IndicatorRow
from rag.indicators.spans import is_period_named
from rag.places import same_place
from rag.types import Passage, Report
from rag.understand import Question

Facts = Callable[[Sequence[str], Collection[str]], Sequence[IndicatorRow]]


class Told(NamedTuple):
    """How much of what is asked the ledger has from a passage, and whether it has only other years, kinds or places."""

    right: float = 0.0
    other: float = 0.0

    def scores(self) -> tuple[tuple[str, float], ...]:
        return (("told", self.right), ("told of another", self.other))


NOTHING = Told()


def told(
    question: Question, passages: Sequence[Passage], facts: Facts, load: Callable[[str], Report]
) -> Mapping[str, Told]:
    """By passage id; empty where the question names no standard indicator."""
    names = indicators_named(question)
    if not names:
        return {}
    rows: dict[tuple[str, int], list[IndicatorRow]] = {}
    for row in facts(names, {passage.report_id for passage in passages}):
        rows.setdefault((row.report_id, row.paragraph), []).append(row)
    found: dict[str, Told] = {}
    for passage in passages:
        here = [
            row
            for row in rows.get((passage.report_id, passage.paragraph), ())
            if passage.start <= row.start < passage.end
        ]
        if here:
            found[passage.id] = _told(question, names, here, load(passage.report_id).place)
    return found


def _told(question: Question, names: Sequence[str], rows: Sequence[IndicatorRow], place: str) -> Told:
    understood, wanted = question.understood, asked(question.text)
    right = [
        row
        for row in rows
        if (not understood.years or row.year in understood.years)
        and (not understood.status or row.kind == understood.status)
        and (row.period == YEAR or is_period_named(row.period, question.text, row.year))
        and same_place(row.place, place)
    ]
    figures = {name: [f for row in right if row.indicator == name for f in find_figures(row.quote)] for name in names}
    share = fmean(wanted.share_met(found) if found else 0.0 for found in figures.values())
    return Told(share, float(not right))
