"""The list of good deeds (民生实事) of a year, and what the next report says of the list as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.indicators import TARGET, IndicatorRow
from rag.sentences import clauses
from rag.types import ItemKind, Report, Role

_NAME = r"(?:(?:民生|惠民|利民|便民|为民|民心)(?:利民|惠民|重点|办)?(?:实事|工程)|(?<![干抓办])实事)"
_DEEDS = re.compile(_NAME)
_DONE = re.compile(
    rf"{_NAME}[^。；;，,]{{0,14}}?(?:全部|全面|如期|圆满|顺利|基本|按时|高质量)*(?:完成|办结|落实|兑现|落地|完工|见效)"
)
# How far in front of the first item the list may be announced.
_NEAR = 80
_MOST = 60


def deed_rows(report: Report, rows: Sequence[IndicatorRow]) -> tuple[IndicatorRow, ...]:
    """The targets that stand in the report's numbered list of good deeds."""
    spans = list(_spans(report))
    return tuple(
        row
        for row in rows
        if row.kind == TARGET
        and row.report_id == report.id
        and not _DEEDS.search(row.indicator)  # 20件民生实事 counts the list itself
        and any(row.paragraph == ordinal and start <= row.start < end for ordinal, start, end in spans)
    )


def statement(report: Report) -> str:
    """The clause in which the report says that last year's good deeds are done; "" for none."""
    for paragraph in report.paragraphs:
        if paragraph.role is not Role.BODY or ("实事" not in paragraph.text and "民生工程" not in paragraph.text):
            continue
        for start, end in clauses(paragraph.text):
            found = _DONE.search(paragraph.text[start:end])
            if found:
                left = max(paragraph.text.rfind(mark, start, start + found.start()) for mark in ",，。；;")
                return paragraph.text[max(left + 1, start) : start + found.end()][-_MOST:]
    return ""


def _spans(report: Report) -> Iterator[tuple[int, int, int]]:
    """Paragraph and clean offsets of each item of such a list."""
    for paragraph in report.paragraphs:
        if paragraph.role is not Role.BODY:
            continue
        numbered = [i for i in paragraph.items if i.kind is ItemKind.NUMBERED]
        listed = numbered or [i for i in paragraph.items if i.kind is ItemKind.SPOKEN]
        announced = paragraph.text[: listed[0].start][-_NEAR:] if listed else ""
        heading = "".join(report.section_path(paragraph.section)[-1:])
        if listed and (_DEEDS.search(announced) or _DEEDS.search(heading)):
            yield from ((paragraph.ordinal, item.start, item.end) for item in listed)
        elif _DEEDS.search(paragraph.lead or heading):
            yield paragraph.ordinal, 0, len(paragraph.text)
