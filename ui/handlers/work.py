"""Work that a page waits for, with its progress, and how a failure is said."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from rag.errors import Cancelled, WenjuError
from ui.jobs import Job, Jobs, Superseded
from ui.markup import Html
from ui.render.notices import notice, problem
from ui.texts import Language, say

_LOG = logging.getLogger(__name__)
_POLL_S = 0.1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """What one part of the page shows, and whether work on it goes on."""

    html: Html
    busy: bool = False


V = TypeVar("V", bound=View)


def failure(error: Exception, *, language: Language) -> Html:
    """Say what happened and what to do; an error that nobody foresaw is logged with its trace."""
    title = say(language, "error.title")
    if isinstance(error, WenjuError):
        said = problem(error.kind, error.message, error.fix, language=language)
        return notice(said, kind="error", title=title)
    _LOG.error("unexpected error behind the page", exc_info=error)
    message = say(language, "error.unexpected", kind=type(error).__name__, message=error)
    return notice(message, kind="error", title=title)


def waiting(
    jobs: Jobs,
    key: str,
    work: Callable[[Job[T]], T],
    show_progress: Callable[[object, float], V],
    *,
    patient: bool = False,
) -> Generator[V, None, T]:
    """Run work and show its progress until it ends; its result is the generator's return value.

    When cancelled, `patient` waits for the work to stop by itself and give its account; otherwise it is left behind.

    Raises:
        Cancelled: the work was cancelled, and left no account.
        Superseded: the page started other work of this kind; there is nothing left to show of this one.
    """
    started = time.monotonic()
    job = jobs.start(key, work)
    try:
        shown: object = ()
        while not job.wait(_POLL_S):
            if job.is_cancelled() and not patient:
                break
            seconds = time.monotonic() - started
            if (state := (job.progress, round(seconds, 1))) != shown:
                shown = state
                yield show_progress(job.progress, seconds)
        if job.is_superseded:
            raise Superseded("Other work took its place.")
        if job.is_cancelled() and not patient:
            raise Cancelled("The work was stopped.")
        return job.result()
    finally:
        jobs.forget(key, job)
