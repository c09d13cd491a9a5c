"""What a report promises one by one: the list of 民生实事, each item with its quantities, objects and deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rag.figures import fold, parse_chinese_number
from rag.indicators.reading import extract
from rag.indicators.stance import stances
from rag.indicators.types import TARGET, IndicatorRow
from rag.types import Paragraph, Report, Role

_DEEDS = r"(?:实事|民生工程|民心工程|暖心工程|惠民工程|微实事)"
_ANNOUNCED = re.compile(
    rf"[0-9一二三四五六七八九十两]+(?:大类?|件|项|个)[^。；;]{{0,24}}?{_DEEDS}|{_DEEDS}(?:项目)?[：:]"
)
_MARK = re.compile(
    r"(?P<spoken>[一二三四五六七八九十]{1,3})是(?![否不])|[(（](?P<bracketed>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"|(?P<circled>[①-⑳])|(?<![0-9.])(?P<dotted>[0-9]{1,2})[.．、](?![0-9])|(?<![一二三四五六七八九十])(?P<han>[一二三四五六七八九十]{1,3})、"
)
_BEFORE_MARK = re.compile(r"(?:^|[。；;:：!！?？\s])$")
_DEADLINE = re.compile(
    r"(?:20[0-9]{2}年)?(?:1[0-2]|[1-9])月(?:份|底|末)?(?:前|之前|以前)|(?:今年|20[0-9]{2}年)?(?:年底|年末)(?:前|之前)?|年内|上半年|一季度|前三季度"
    r"|(?:到|至)?20[0-9]{2}年(?:底|末)?(?:前|之前)?|全年|用[一二两三四五]年(?:左右)?时间|[一二两三四五]年内"
)
_FEWEST = 3  # items of one list


@dataclass(frozen=True, slots=True)
class Pledge:
    """One promise. `start:end` are clean offsets in its paragraph; `deadline` is as printed, "" if none is."""

    report_id: str
    file: str
    place: str
    year: int | None
    number: int
    title: str
    text: str
    quantities: tuple[IndicatorRow, ...]
    deadline: str
    section: tuple[str, ...]
    paragraph: int
    start: int
    end: int

    @property
    def due(self) -> str:
        """The deadline, or the end of the year that the report plans."""
        return self.deadline or (f"{self.year}年底" if self.year else "")

    def to_dict(self) -> dict[str, Any]:
        return {
            "report_id": self.report_id,
            "file": self.file,
            "place": self.place,
            "year": self.year,
            "number": self.number,
            "title": self.title,
            "text": self.text,
            "quantities": [row.to_dict() for row in self.quantities],
            "deadline": self.deadline,
            "due": self.due,
            "section": list(self.section),
            "paragraph": self.paragraph,
            "start": self.start,
            "end": self.end,
        }


def pledges(report: Report, rows: Sequence[IndicatorRow] | None = None) -> tuple[Pledge, ...]:
    """The items of the lists of 实事 that a report announces, in the order of the text.

    Args:
        rows: the report's ledger if it is at hand; else it is extracted.
    """
    ledger = [row for row in (extract(report) if rows is None else rows) if row.kind == TARGET]
    found: list[Pledge] = []
    for paragraphs in _lists(report):
        items = [(p, *item) for p in paragraphs for item in _items(p)]
        in_order = [item for place, item in enumerate(items, start=1) if item[1] == place]
        if len(in_order) >= _FEWEST:
            found += [_pledge(report, ledger, *item) for item in in_order]
    return tuple(found)


def _lists(report: Report) -> Iterator[list[Paragraph]]:
    """The paragraphs in which each announced list stands: the one that announces it, and numbered ones after it."""
    taken = 0
    for paragraph, stance in zip(report.paragraphs, stances(report), strict=True):
        body = paragraph.role in (Role.BODY, Role.HEADING)
        if paragraph.ordinal <= taken or stance.phase.looks_back or not body:
            continue
        announced = _ANNOUNCED.search(paragraph.text)
        if announced is None:
            continue
        chosen = [paragraph]
        for following in report.paragraphs[paragraph.ordinal :]:
            mark = _MARK.match(following.text)
            if mark is None:
                break
            chosen.append(following)
        taken = chosen[-1].ordinal
        yield chosen


def _items(paragraph: Paragraph) -> Iterator[tuple[int, int, int, int]]:
    """Number, start of the mark, start of the words and end of each item."""
    text = paragraph.text
    announced = _ANNOUNCED.search(text)
    begin = announced.end() if announced else 0
    marks = [m for m in _MARK.finditer(text, begin) if _BEFORE_MARK.search(text[: m.start()])]
    kinds = [m.lastgroup for m in marks]
    if marks:
        marks = [m for m in marks if m.lastgroup == kinds[0]]  # (1)… inside 一是… are details
    for i, mark in enumerate(marks):
        end = marks[i + 1].start() if i + 1 < len(marks) else _end_of_last(text, mark.end())
        yield _number(mark), mark.start(), mark.end(), end


def _end_of_last(text: str, start: int) -> int:
    """The last item ends with its sentence: what follows is a peroration."""
    stop = re.compile(r"[。！!]").search(text, start)
    return stop.end() if stop else len(text)


def _number(mark: re.Match[str]) -> int:
    printed = mark[mark.lastgroup or 0]
    if mark.lastgroup == "circled":
        return ord(printed) - ord("①") + 1
    number = parse_chinese_number(fold(printed))
    return int(number) if number is not None else int(fold(printed))


def _pledge(
    report: Report, ledger: Sequence[IndicatorRow], paragraph: Paragraph, number: int, start: int, words: int, end: int
) -> Pledge:
    text = paragraph.text[words:end].rstrip("；;。 \n")
    title = re.split(r"[，,。；;：:]", text, maxsplit=1)[0]
    deadline = _DEADLINE.search(text)
    return Pledge(
        report_id=report.id,
        file=report.file,
        place=report.place,
        year=report.year,
        number=number,
        title=title,
        text=text,
        quantities=tuple(r for r in ledger if r.paragraph == paragraph.ordinal and start <= r.start < end),
        deadline=deadline[0] if deadline else "",
        section=report.section_path(paragraph.section),
        paragraph=paragraph.ordinal,
        start=start,
        end=words + len(text),
    )
