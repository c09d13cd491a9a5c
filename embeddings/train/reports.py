"""Pairs from government work reports: what stands over a text with the text, and neighbours with each other."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Set
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from embeddings.train.licensed import is_reserved
from embeddings.train.pairs import Pair
from embeddings.train.questions import questions
from rag.errors import FileProblem
from rag.ingest import Task, parse
from rag.read import find_files
from rag.sentences import sentences
from rag.types import Report, Role, joined

MIN_CHARS = 12
# A near-copy of one of the reports that the encoder is measured on.
_HELD_OUT = ("菏泽市_2024",)
_FIGURE = re.compile(r"\d[\d.,]*")


def held_out(gold: Path) -> frozenset[str]:
    """Stems of the reports that must not be seen in training: those that the gold questions are about."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    files = {file for line in lines if line.strip() for file in json.loads(line)["files"]}
    return frozenset({Path(file).stem for file in files} | set(_HELD_OUT))


def report_pairs(folder: Path, leave_out: Set[str], *, seed: int, reserve: bool = False) -> Iterator[Pair]:
    """Read every report below the folder once (a .docx beside its .txt is the same report) and make pairs of it."""
    chosen: dict[Path, Path] = {}
    for path in find_files(folder):
        if path.stem not in leave_out and not (reserve and is_reserved(path.stem)):
            chosen.setdefault(path.with_suffix(""), path)
            if path.suffix == ".txt":
                chosen[path.with_suffix("")] = path
    with ProcessPoolExecutor(max_workers=2) as pool:
        paths = [chosen[key] for key in sorted(chosen)]
        for found in pool.map(_of_file, paths, [seed] * len(paths), chunksize=4):
            yield from found


def _of_file(path: Path, seed: int) -> list[Pair]:
    try:
        parsed = parse(Task(path, path.name, {}))
    except FileProblem:
        return []
    rng = random.Random(f"{seed} {path.name}")
    found = list(_of_headings(parsed.report))
    for passage in parsed.passages:
        parts = [passage.text[a:b] for a, b in sentences(passage.text)]
        found += _of_sentences(parts, rng)
        found += questions(passage.text, rng)
    return found


def _of_headings(report: Report) -> Iterator[Pair]:
    """Headings and lead sentences against each paragraph below them."""
    for paragraph in report.paragraphs:
        body = paragraph.text[paragraph.lead_end :].strip()
        path = report.section_path(paragraph.section)
        title = joined((*path[-1:], paragraph.lead), " ")
        if paragraph.role is Role.BODY and len(body) >= MIN_CHARS and len(title) >= 4:
            yield Pair(title, body[:250], "heading")
        if paragraph.role is Role.BODY and paragraph.lead and len(body) >= MIN_CHARS:
            yield Pair(paragraph.lead, body[:250], "lead")
    for entry in report.glossary:
        yield Pair(f"什么是{entry.term}", entry.definition[:250], "glossary")


def _of_sentences(parts: list[str], rng: random.Random) -> Iterator[Pair]:
    """A sentence against the rest of its passage, and against its right neighbour."""
    long = [part for part in parts if len(part) >= MIN_CHARS]
    if len(long) >= 2:
        at = rng.randrange(len(long))
        yield Pair(long[at], "".join(p for i, p in enumerate(long) if i != at), "rest")
        at = rng.randrange(len(long) - 1)
        yield Pair(long[at], long[at + 1], "neighbour")
