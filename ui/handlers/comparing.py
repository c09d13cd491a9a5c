"""A report beside the one before it of the same place: what is new, gone, and changed in words or figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.cite import Citations
from rag.compare_years import Comparison
from rag.errors import Cancelled
from rag.places import same_place
from rag.results import ReportCard
from ui.handlers.sources import backing
from ui.handlers.work import View, failure, waiting
from ui.jobs import Job, Jobs, Superseded
from ui.markup import Html
from ui.render import comparisons, notices
from ui.texts import Language, say

if TYPE_CHECKING:
    from rag.library import Library


@dataclass(frozen=True, slots=True)
class ComparisonView(View):
    comparison: Comparison | None = None


def earlier_report(library: Library, key: str) -> ReportCard | None:
    """The newest report of the same place from a year before; None where there is none."""
    cards = {card.report_id: card for card in library.reports()}
    one = cards.get(key)
    if one is None or not one.place or one.year is None:
        return None
    before = [c for c in cards.values() if c.year is not None and c.year < one.year and same_place(c.place, one.place)]
    return max(before, key=lambda c: (c.year or 0, c.report_id), default=None)


def compare(library: Library, jobs: Jobs, page: str, key: str, *, language: Language) -> Iterator[ComparisonView]:
    """Compare a report with the one before it."""
    before = earlier_report(library, key)
    if before is None:
        yield ComparisonView(notices.notice(say(language, "compare.none"), kind="warn"))
        return

    def show_progress(_: object, seconds: float) -> ComparisonView:
        message = say(language, "compare.working", seconds=f"{seconds:.1f}")
        return ComparisonView(notices.working(message), busy=True)

    def work(_: Job[Comparison]) -> Comparison:
        return library.compare(before.report_id, key)

    try:
        comparison = yield from waiting(jobs, f"{page}/summarize", work, show_progress)
    except Superseded:
        return
    except Cancelled:
        yield ComparisonView(notices.notice(say(language, "summary.cancelled")))
    except Exception as error:
        yield ComparisonView(failure(error, language=language))
    else:
        yield ComparisonView(show_comparison(library, comparison, language=language), comparison=comparison)


def show_comparison(library: Library, comparison: Comparison, *, language: Language) -> Html:
    citations = Citations()
    changes = [*comparison.slogans, *(c for s in comparison.sections for c in s.changes)]
    number = {id(source): citations.number(source) for change in changes for source in change.sources}
    return comparisons.comparison(comparison, citations.all, number, backing(library, citations.all), language=language)
