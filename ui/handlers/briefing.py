"""Briefings: a topic over chosen reports, previewed with its sources, and written to a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.errors import Cancelled
from rag.results import Brief
from ui.handlers.sources import backing
from ui.handlers.work import View, failure, waiting
from ui.jobs import Job, Jobs, Superseded
from ui.markup import Html
from ui.render import briefs, notices
from ui.texts import Language, say

if TYPE_CHECKING:
    from rag.library import Library

TEMPLATES = ("topic", "place", "compare", "years")
MAX_REPORTS = 12  # written from without being chosen: more than that is no briefing any more


@dataclass(frozen=True, slots=True)
class BriefView(View):
    brief: Brief | None = None


def topic_choices() -> list[str]:
    """The topics that offices ask for most; any other may be typed. Reports are searched for the Chinese words."""
    return say(Language.ZH, "brief.topics").split()


def write(
    library: Library,
    jobs: Jobs,
    page: str,
    topic: str,
    *,
    files: Sequence[str] = (),
    length: str = "medium",
    template: str = "",
    language: Language,
) -> Iterator[BriefView]:
    """Write a briefing, with progress over the reports until it is there."""
    n_reports = len(library.reports())
    if not n_reports:
        yield BriefView(notices.empty_library(language=language))
        return
    if not files and n_reports > MAX_REPORTS:
        message = say(language, "brief.too_many", n=n_reports, most=MAX_REPORTS)
        yield BriefView(notices.notice(message, kind="warn"))
        return

    def show_progress(progress: object, seconds: float) -> BriefView:
        message = say(language, "brief.working", seconds=f"{seconds:.1f}")
        if progress is not None:
            done, total = (getattr(progress, name) for name in ("done", "total"))
            stage = getattr(progress, "stage", "brief")
            key = f"brief.{stage}" if stage in ("write", "verify") else "brief.reading"
            message = say(language, key, done=done, total=total)
        return BriefView(notices.working(message), busy=True)

    def work(job: Job[Brief]) -> Brief:
        return library.brief(
            topic.strip(),
            files=tuple(files),
            length=length,
            template=template if template in TEMPLATES else "",
            progress=job.report,
            cancelled=job.is_cancelled,
        )

    try:
        brief = yield from waiting(jobs, f"{page}/brief", work, show_progress)
    except Superseded:
        return
    except Cancelled:
        yield BriefView(notices.notice(say(language, "summary.cancelled")))
    except Exception as error:
        yield BriefView(failure(error, language=language))
    else:
        yield BriefView(show_brief(library, brief, language=language), brief=brief)


def show_brief(library: Library, brief: Brief, *, language: Language) -> Html:
    return briefs.brief(brief, backing(library, brief.citations), language=language)
