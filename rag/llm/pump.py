"""A blocking stream, read so that it can be left at any moment: at a deadline, or when the user stops it."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

from rag.errors import Cancelled
from rag.llm.chat import FaultKind, ModelFault

T = TypeVar("T")

_POLL_S = 0.05


def pumped(
    produce: Callable[[threading.Event], Iterator[str]],
    *,
    cancelled: Callable[[], bool],
    first_s: float,
    total_s: float,
) -> Generator[str, None, None]:
    """Run `produce` in a thread and give what it yields as it comes.

    Raises:
        Cancelled: `cancelled` returned true; the thread is told to stop and not waited for.
        ModelFault: nothing came within `first_s`, or no end within `total_s`; or what `produce` raised.
    """
    arrived: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
    stop = threading.Event()

    def run() -> None:
        try:
            for text in produce(stop):
                arrived.put(text)
                if stop.is_set():
                    return
            arrived.put(None)
        except BaseException as error:
            # Handed to the thread that reads, which raises it there.
            arrived.put(error)

    started = time.monotonic()
    threading.Thread(target=run, name="wenju model", daemon=True).start()
    is_first = True
    try:
        while True:
            if cancelled():
                raise Cancelled("the question was stopped.")
            waited = time.monotonic() - started
            if waited > total_s or (is_first and waited > first_s):
                limit = first_s if is_first and waited <= total_s else total_s
                what = "wrote nothing" if is_first else "did not finish"
                raise ModelFault(FaultKind.SLOW, f"the language model {what} within {limit:g} seconds.")
            try:
                item = arrived.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            if item:
                is_first = False
                yield item
    finally:
        stop.set()


def waited(work: Callable[[], T], *, cancelled: Callable[[], bool], limit_s: float) -> T:
    """Run `work` in a thread and wait for it, at most `limit_s`; loading a model takes its time.

    Raises:
        Cancelled: `cancelled` returned true; the work is left to itself.
        ModelFault: it took longer; or what `work` raised.
    """
    done: list[T] = []

    def run(_: threading.Event) -> Iterator[str]:
        done.append(work())
        yield "done"

    for _ in pumped(run, cancelled=cancelled, first_s=limit_s, total_s=limit_s):
        pass
    return done[0]
