"""Runs and qrels as TREC files, for other tools to score."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

Run = Mapping[str, Sequence[str]]
Qrels = Mapping[str, Mapping[str, int]]


def run_lines(run: Run, tag: str = "wenju") -> list[str]:
    """`query Q0 document rank score tag`; the score falls with the rank, since TREC tools sort by it."""
    return [
        f"{_word(query)} Q0 {_word(item)} {rank} {1 / rank:.6f} {tag}"
        for query, ranked in run.items()
        for rank, item in enumerate(ranked, start=1)
    ]


def qrels_lines(qrels: Qrels) -> list[str]:
    """`query 0 document gain`."""
    return [f"{_word(query)} 0 {_word(item)} {gain}" for query, gains in qrels.items() for item, gain in gains.items()]


def write(folder: Path, name: str, run: Run, qrels: Qrels) -> tuple[Path, Path]:
    """Write `name.run` and `name.qrels` into the folder, which is made if absent."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / f"{name}.run", folder / f"{name}.qrels"
    for path, lines in zip(paths, (run_lines(run), qrels_lines(qrels)), strict=True):
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return paths


def _word(text: str) -> str:
    """TREC columns are set apart by white space."""
    return re.sub(r"\s", "_", text)
