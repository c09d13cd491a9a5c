"""Reads files on all cores: child processes that parse, and a parent that takes the results in order.

The children are plain `python -c` processes that talk over their pipes. `multiprocessing` would import the user's
script once more in each of them, and a script without a `__main__` guard would then add everything again; a fork of a
process with threads, as the page is one, can hang. A child that dies takes only its own file with it.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from operator import attrgetter
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from rag.errors import FileProblem, WenjuError

if TYPE_CHECKING:
    from rag.ingest import Parsed, Task

# Fewer files are read sooner than a second process has started.
_FEWEST = 24
# Results that may wait for their turn, so that one slow file holds up nobody, and memory stays bounded.
_AHEAD = 32
_SERVE = "import sys; sys.path[:] = {path!r}; from rag.workers import serve; serve()"


def parsed(
    tasks: Sequence[Task], cancelled: Callable[[], bool] = lambda: False
) -> Iterator[tuple[Task, Parsed | WenjuError]]:
    """Parse in order; many files on all cores. Ends early once `cancelled` returns true."""
    workers = min(os.cpu_count() or 1, len(tasks))
    if len(tasks) < _FEWEST or workers < 2 or not sys.executable:
        for task in tasks:
            yield task, try_parse(task)
            if cancelled():
                return
        return
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for _ in range(workers):
        idle.put(_Worker())

    def parse_elsewhere(task: Task) -> Parsed | WenjuError:
        worker = idle.get()
        try:
            return worker.parse(task)
        finally:
            idle.put(worker)

    waiting: deque[tuple[Task, Future[Parsed | WenjuError]]] = deque()
    pool = ThreadPoolExecutor(max_workers=workers)
    try:
        for task in tasks:
            waiting.append((task, pool.submit(parse_elsewhere, task)))
            if len(waiting) >= _AHEAD:
                first, future = waiting.popleft()
                yield first, future.result()
            if cancelled():
                return
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        for _ in range(workers):
            idle.get().close()


def try_parse(task: Task) -> Parsed | WenjuError:
    """Parse a file, or say as a value why not: a file must never take the others with it."""
    from rag.ingest import parse

    try:
        return parse(task)
    except WenjuError as error:
        return error
    except Exception as error:
        return FileProblem(
            f"{task.file}: could not be read ({type(error).__name__}: {error}).",
            fix="Please report this file; converting it to .txt or .docx may help until then.",
        )


class _Worker:
    """One child process, started at its first file and again after it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def parse(self, task: Task) -> Parsed | WenjuError:
        try:
            process = self._running()
        except OSError:
            return try_parse(task)  # no further process can be started here
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            _send(process.stdin, task)
            result: Parsed | WenjuError = pickle.load(process.stdout)
            return result
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            return FileProblem(
                f"{task.file}: the process that read it ended without a result.",
                fix="Check that there is enough memory; converting the file to .txt or .docx may help.",
            )

    def close(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(OSError):  # it may be gone already
            process.stdin.close()  # the end of its input ends it
        process.wait()
        process.stdout.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            code = _SERVE.format(path=[path or os.getcwd() for path in sys.path])
            self._process = subprocess.Popen(
                [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._process


def serve() -> None:
    """Be a child: parse what comes in on standard input until it ends."""
    # Ctrl-C goes to the whole group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a reader's library prints must not get between the answers
    while True:
        try:
            task = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            _send(answers, try_parse(task))
        except BrokenPipeError:
            return  # the parent is gone


def _send(pipe: IO[bytes], value: object) -> None:
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=5).dump(value)
    pipe.write(buffer.getbuffer())
    pipe.flush()


class _Pickler(pickle.Pickler):
    """Frozen dataclasses with slots, of which a report has thousands, are else pickled field by field in Python."""

    def reducer_override(self, value: Any) -> Any:
        kind: type = type(value)
        if hasattr(kind, "__dataclass_fields__"):
            return kind, _fields(kind)(value)
        return NotImplemented


@cache
def _fields(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    names = [name for name, field in kind.__dataclass_fields__.items() if field.init]  # type: ignore[attr-defined]
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    get = attrgetter(*names)
    return lambda value: tuple(get(value))
