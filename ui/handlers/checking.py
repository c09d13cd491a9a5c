"""Checking somebody's draft: pasted or read from a file, to a verdict on every sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import Cancelled, WenjuError
from rag.read import read_file
from rag.results import Verification
from ui.handlers.sources import backing
from ui.handlers.work import View, failure, waiting
from ui.jobs import Job, Jobs, Superseded
from ui.markup import EMPTY, Html
from ui.render import checked, notices
from ui.texts import Language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.library import Library

DRAFTS = (".txt", ".md", ".docx")


@dataclass(frozen=True, slots=True)
class CheckView(View):
    verification: Verification | None = None


def read_draft(upload: str, *, language: Language) -> tuple[str, Html]:
    """Read an uploaded draft; what cannot be read is said, and gives no text."""
    if Path(upload).suffix.lower() not in DRAFTS:
        return "", notices.notice(say(language, "check.bad_format", formats=" ".join(DRAFTS)), kind="warn")
    try:
        return read_file(Path(upload)).text, EMPTY
    except WenjuError as error:
        return "", failure(error, language=language)


def check(
    library: Library, jobs: Jobs, page: str, draft: str, *, files: Sequence[str] = (), language: Language
) -> Iterator[CheckView]:
    """Check a draft sentence by sentence, with a line of progress until it is done."""
    if not library.reports():
        yield CheckView(notices.empty_library(language=language))
        return
    if not draft.strip():
        yield CheckView(notices.notice(say(language, "check.blank"), kind="warn"))
        return

    def show_progress(progress: object, seconds: float) -> CheckView:
        message = say(language, "check.working", seconds=f"{seconds:.1f}")
        if progress is not None:
            done, total = (getattr(progress, name) for name in ("done", "total"))
            message = say(language, "check.checked", done=done, total=total, seconds=f"{seconds:.1f}")
        return CheckView(notices.working(message), busy=True)

    def work(job: Job[Verification]) -> Verification:
        return library.verify(draft, files=tuple(files), progress=job.report, cancelled=job.is_cancelled)

    try:
        verification = yield from waiting(jobs, f"{page}/check", work, show_progress)
    except Superseded:
        return
    except Cancelled:
        yield CheckView(notices.notice(say(language, "summary.cancelled")))
    except Exception as error:
        yield CheckView(failure(error, language=language))
    else:
        yield CheckView(show_checked(library, verification, language=language), verification=verification)


def show_checked(library: Library, verification: Verification, *, language: Language) -> Html:
    return checked.verification(verification, backing(library, verification.citations), language=language)
