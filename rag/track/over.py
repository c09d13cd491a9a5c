"""Tracking over a whole library: every place with two reports in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rag.errors import Cancelled
from rag.indicators import IndicatorRow
from rag.indicators.select import name_test
from rag.indicators.stance import Phase, stances
from rag.track.announced import announced
from rag.track.deeds import deed_rows, statement
from rag.track.pair import pair
from rag.track.types import Track
from rag.types import Report


class Held(NamedTuple):
    """One report as the library lists it."""

    file: str
    place: str
    year: int


def track(
    held: Sequence[Held],
    *,
    rows_of: Callable[[Sequence[str]], Iterable[IndicatorRow]],
    load: Callable[[str], Report],
    indicator: str | None = None,
    step: Callable[[int, int, str], None] = lambda done, total, file: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Track]:
    """Track the targets of every report whose next one is held, by place, year and order of the report.

    Args:
        rows_of: the ledger of some files.
        step: told how many of how many pairs are done, and the file at hand.

    Raises:
        Cancelled: `cancelled` returned true.
    """
    by_key = {(one.place, one.year): one for one in held if one.place and one.year}
    pairs = [
        (one, by_key[place, year + 1]) for (place, year), one in sorted(by_key.items()) if (place, year + 1) in by_key
    ]
    named = name_test(indicator) if indicator else None
    found: list[Track] = []
    for done, (earlier, later) in enumerate(pairs):
        step(done, len(pairs), earlier.file)
        if cancelled():
            raise Cancelled(f"stopped after {done} of {len(pairs)} pairs of reports.", fix="Track again to go on.")
        planning = load(earlier.file)
        rows = announced(planning, rows_of([earlier.file, later.file]))
        deeds = deed_rows(planning, rows)
        reviewing = load(later.file)
        done_all = statement(reviewing) if deeds else ""
        spans = looks_back_over_years(reviewing)
        tracked = pair(rows, earlier.place, earlier.year, deeds=deeds, statement=done_all, spans=spans)
        found += [t for t in tracked if named is None or t.indicator == indicator or named(t.target)]
    step(len(pairs), len(pairs), "")
    return found


def looks_back_over_years(report: Report) -> frozenset[tuple[str, int]]:
    """The paragraphs that take stock of several years."""
    return frozenset(
        (report.id, paragraph.ordinal)
        for paragraph, stance in zip(report.paragraphs, stances(report), strict=True)
        if stance.phase is Phase.REVIEW_SPAN
    )
