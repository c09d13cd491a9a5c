"""Targets that the text announces as such, though the part that they stand in looks back.

A heading lost to a page break leaves a plan in the review of the year before; 今年的主要预期目标是 still says
what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rag.indicators import TARGET, YEAR, IndicatorRow
from rag.types import Report

_ANNOUNCES = re.compile(
    r"(?:今年|本年|新的一年)[^。；;]{0,40}(?:预期|主要|调控|奋斗|总体)(?:预期|主要|调控|奋斗|总体)?目标[^。；;，,]{0,6}(?:为|是|:|：)"
)


def announced(report: Report, rows: Iterable[IndicatorRow]) -> list[IndicatorRow]:
    """The rows of a report, those that an announcement of this year's targets covers read as such targets."""
    spans: dict[int, tuple[int, int]] = {}
    for paragraph in report.paragraphs:
        found = _ANNOUNCES.search(paragraph.text)
        if found:
            end = paragraph.text.find("。", found.end())
            spans[paragraph.ordinal] = found.end(), end if end >= 0 else len(paragraph.text)
    return [replace(row, kind=TARGET, year=report.year) if _is_covered(row, report, spans) else row for row in rows]


def _is_covered(row: IndicatorRow, report: Report, spans: dict[int, tuple[int, int]]) -> bool:
    if row.report_id != report.id or row.period != YEAR or report.year is None:
        return False
    start, end = spans.get(row.paragraph, (0, 0))
    return row.year == report.year - 1 and start <= row.start < end
