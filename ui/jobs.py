"""Work that a page waits for: it runs in a thread, can be asked to stop, and never outlives interest in its result.

A page has at most one job of a kind; starting another, or leaving, tells the former to stop.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from rag.errors import Cancelled

T = TypeVar("T")


class Superseded(Cancelled):
    """The page started other work of the same kind, which now owns the place on the screen."""


@dataclass(slots=True)
class Job(Generic[T]):
    """One piece of work. `progress` holds the last thing that it reported about itself."""

    work: Callable[[Job[T]], T]
    progress: Any = None
    is_superseded: bool = False
    _result: T | None = None
    _error: BaseException | None = None
    _done: threading.Event = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        try:
            self._result = self.work(self)
        except BaseException as error:
            # Handed to the thread that waits, which raises it there.
            self._error = error
        finally:
            self._done.set()

    def report(self, progress: Any) -> None:
        self.progress = progress

    def cancel(self) -> None:
        self._stop.set()

    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end or for the time to pass; say whether it ended."""
        return self._done.wait(timeout_s)

    def result(self) -> T:
        """Give the result of work that ended, or raise what it raised."""
        if self._error is not None:
            raise self._error
        if self.is_cancelled() and self._result is None:
            raise Cancelled("The work was stopped.")
        return self._result  # type: ignore[return-value]  # set, since the work ended without an error


class Jobs:
    """The running jobs of all open pages, by a key made of page and kind."""

    def __init__(self) -> None:
        self._running: dict[str, Job[Any]] = {}
        self._lock = threading.Lock()

    def start(self, key: str, work: Callable[[Job[T]], T]) -> Job[T]:
        """Run `work` in a thread. It is given its own job, to report progress and to see whether it should stop."""
        job = Job(work)
        with self._lock:
            former = self._running.get(key)
            self._running[key] = job
        if former is not None:
            former.is_superseded = True
            former.cancel()
        threading.Thread(target=job.run, name=f"wenju {key}", daemon=True).start()
        return job

    def cancel(self, key: str) -> bool:
        """Ask the job of this key to stop; say whether there was one."""
        with self._lock:
            job = self._running.get(key)
        if job is None:
            return False
        job.cancel()
        return True

    def forget(self, key: str, job: Job[Any]) -> None:
        """Drop a job that nobody waits for any more."""
        job.cancel()
        with self._lock:
            if self._running.get(key) is job:
                del self._running[key]
