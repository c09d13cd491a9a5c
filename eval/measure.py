"""Time and memory of the stages of a run."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from eval.results import Stage

_STATM = Path("/proc/self/statm")


class Clock:
    """Collects how long each call of each stage took."""

    def __init__(self) -> None:
        self._durations: dict[str, list[float]] = {}
        self._memory: dict[str, tuple[float, float]] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one call of a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._durations.setdefault(name, []).append(time.perf_counter() - start)
            self._memory[name] = memory_mib(), peak_mib()

    def stages(self) -> list[Stage]:
        """All stages, in the order in which they were first entered."""
        return [
            Stage(
                name=name,
                n=len(durations),
                seconds=sum(durations),
                p50_ms=1000 * percentile(durations, 50),
                p95_ms=1000 * percentile(durations, 95),
                memory_mib=self._memory[name][0],
                peak_mib=self._memory[name][1],
            )
            for name, durations in self._durations.items()
        ]


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent of the values do not exceed (nearest rank).

    >>> percentile([3.0, 1.0, 2.0, 4.0], 50)
    2.0
    """
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def memory_mib() -> float:
    """Memory that the process holds now; where the system does not tell, the most that it ever held."""
    if _STATM.exists():
        return int(_STATM.read_text().split()[1]) * resource.getpagesize() / 2**20
    return peak_mib()


def peak_mib() -> float:
    """The most memory that the process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
