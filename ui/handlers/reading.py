"""Reading one report: its text for the screen, and summaries of its sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.errors import Cancelled, UsageError, WenjuError
from rag.results import Summary
from ui import reader
from ui.handlers.sources import backing
from ui.handlers.work import View, failure, waiting
from ui.jobs import Job, Jobs, Superseded
from ui.markup import EMPTY, Html
from ui.render import answers, notices
from ui.texts import Language, say

if TYPE_CHECKING:
    from rag.library import Library

WHOLE_REPORT = -1


@dataclass(frozen=True, slots=True)
class SummaryView(View):
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class ReportView:
    """An open report: its head, outline and text."""

    key: str
    head: Html
    outline: Html
    text: Html


def open_report(library: Library, key: str, *, language: Language) -> ReportView:
    """Lay a report out for reading; what cannot be opened is said in its head."""
    try:
        report = library.report(key)
        source = library.source(key)
    except WenjuError as error:
        return ReportView("", failure(error, language=language), EMPTY, EMPTY)
    return ReportView(
        report.id,
        reader.report_head(report, language=language),
        reader.outline(report, language=language),
        reader.reader(report, source, language=language),
    )


def summarize(
    library: Library, jobs: Jobs, page: str, key: str, *, section: int, length: str, language: Language
) -> Iterator[SummaryView]:
    """Summarize one section of a report, by its index, or the whole report."""

    def show_progress(_: object, seconds: float) -> SummaryView:
        message = say(language, "summary.working", seconds=f"{seconds:.1f}")
        return SummaryView(notices.working(message), busy=True)

    def work(_: Job[Summary]) -> Summary:
        report = library.report(key)
        if not -1 <= section < len(report.sections):
            raise UsageError(
                f"{report.name} has {len(report.sections)} sections, and none with the number {section}.",
                fix="Open the report again and choose a section from its outline.",
            )
        path = report.section_path(section) if section != WHOLE_REPORT else ()
        return library.summarize(report.file, section=path, length=length)

    try:
        summary = yield from waiting(jobs, f"{page}/summarize", work, show_progress)
    except Superseded:
        return
    except Cancelled:
        yield SummaryView(notices.notice(say(language, "summary.cancelled")))
    except Exception as error:
        yield SummaryView(failure(error, language=language))
    else:
        yield SummaryView(show_summary(library, summary, language=language), summary=summary)


def show_summary(library: Library, summary: Summary, *, language: Language) -> Html:
    return answers.summary(summary, backing(library, summary.citations), language=language)
