"""How fast: adding reports, and one question as a command, process start and all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from eval.measure import percentile

_RUNS = 5
_QUESTION = "2024年地区生产总值增长目标是多少？"


class Added(NamedTuple):
    """How long it took to add reports, and how large they and the library are."""

    name: str
    n_files: int
    n_chars: int
    seconds: float
    mib: float


class Command(NamedTuple):
    """Wall time of a command from start to end."""

    name: str
    p50_ms: float
    worst_ms: float


def folder_mib(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 2**20


def time_commands(home: Path, *, runs: int = _RUNS) -> list[Command]:
    """Time `wenju --help`, `list`, `search` and `ask` over the library in this folder."""
    return [
        _time("wenju --help", ["--help"], runs),
        _time("wenju list", ["list", "--home", str(home)], runs),
        _time("wenju search", ["search", _QUESTION, "--home", str(home)], runs),
        _time("wenju ask", ["ask", _QUESTION, "--home", str(home)], runs),
    ]


def _time(name: str, arguments: Sequence[str], runs: int) -> Command:
    command = [sys.executable, "-c", "import sys; from rag.cli import main; sys.exit(main())", *arguments]
    durations: list[float] = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
        durations.append(time.perf_counter() - start)
    return Command(name, 1000 * percentile(durations, 50), 1000 * max(durations))
