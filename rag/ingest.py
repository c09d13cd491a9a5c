"""One file, from its bytes to what the store keeps: read, clean, structure, chunk, figures.

Encoding follows in batches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rag.chunk import passages
from rag.clean import clean
from rag.copies import shingles
from rag.errors import EmptyReport
from rag.indicators import IndicatorRow, extract
from rag.read import read_file
from rag.store import FileStamp
from rag.structure import structure
from rag.types import Fact, Origin, Passage, Report, SourceText

# Raise this when reading, cleaning, structure, chunking or extraction give other results: every file is then read anew.
PIPELINE_VERSION = 5
MIN_CHARS = 20


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read, the name it goes by, and what the user or a manifest says about it."""

    path: Path
    file: str
    given: Mapping[str, Fact]

    @property
    def fingerprint(self) -> str:
        """Of everything besides the file's bytes that decides the result; the user's own words are in it already."""
        facts = sorted(
            (name, value, origin.value)
            for name, fact in self.given.items()
            for value, origin in ((fact.value, fact.origin), *fact.rivals)
            if origin is not Origin.USER
        )
        return hashlib.sha256(repr((PIPELINE_VERSION, facts)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report before its passages are encoded."""

    stamp: FileStamp
    report: Report
    source: SourceText
    passages: tuple[Passage, ...]
    shingles: bytes
    settings: str
    indicators: tuple[IndicatorRow, ...]


def stamp_of(path: Path, *, digest: str = "") -> FileStamp:
    """Stat the file; read it for its digest unless that is given."""
    status = path.stat()
    digest = digest or hashlib.sha256(path.read_bytes()).hexdigest()
    return FileStamp(str(path.resolve()), digest, status.st_size, status.st_mtime_ns)


def parse(task: Task) -> Parsed:
    """Read one file.

    Raises:
        FileProblem: it cannot be read, or nothing of a report is in it.
    """
    source = read_file(task.path)
    stamp = stamp_of(task.path)
    cleaned = clean(source)
    report = structure(cleaned, file=task.file, report_id=stamp.digest[:12], given=task.given)
    text = "\n".join(p.text for p in report.paragraphs)
    if len(text.strip()) < MIN_CHARS:
        raise EmptyReport(
            f"{task.file}: no report text is left after cleaning ({len(source.text)} characters read).",
            fix="Check that the file holds the body of a report.",
        )
    return Parsed(stamp, report, source, tuple(passages(report)), shingles(text), task.fingerprint, extract(report))
