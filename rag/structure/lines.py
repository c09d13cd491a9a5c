"""Clean text as lines: where each paragraph begins and ends, and what the file's own markup calls it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.clean.aligned import Aligned
from rag.types import Mark, MarkKind

_HASHES = re.compile(r"#{1,6}[ \t\u3000]*(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """Clean characters `start:end` of the report, without blanks and # marks around them; `level` 0: no mark-up."""

    text: str
    start: int
    end: int
    level: int = 0


def split(text: Aligned, marks: Sequence[Mark]) -> list[Line]:
    """Read the lines that are not blank, with the level of the heading mark that covers them."""
    headings = sorted((m for m in marks if m.kind is MarkKind.HEADING and m.start < m.end), key=lambda m: m.start)
    starts = [mark.start for mark in headings]
    lines: list[Line] = []
    begin = 0
    for raw in text.text.split("\n"):
        start, end = begin + len(raw) - len(raw.lstrip()), begin + len(raw.rstrip())
        begin += len(raw) + 1
        if start >= end:
            continue
        level = _level(text, headings, starts, start, end) if headings else 0
        hashes = _HASHES.match(text.text, start, end)
        if hashes:
            level = level or hashes.group().count("#")
            start = hashes.end()
        lines.append(Line(text.text[start:end], start, end, level))
    return lines


def _level(text: Aligned, headings: Sequence[Mark], starts: Sequence[int], start: int, end: int) -> int:
    """A mark speaks for a line that it covers wholly, outer white space aside."""
    source_start, source_end = text.source_span(start, end)
    at = bisect.bisect_right(starts, source_start) - 1
    if at < 0 or headings[at].end <= source_start:
        return 0
    tail = text.source[headings[at].end : source_end]
    return 0 if tail.strip() else max(1, headings[at].level)
