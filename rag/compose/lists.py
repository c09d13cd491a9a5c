"""Lists that answer a question: the items of a paragraph, or the headings under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.compose import Source
from rag.compose.candidates import Judge
from rag.figures import parse_chinese_number
from rag.types import ItemKind, Report

# 哪八个方面, 10件实事, 十大民生实事: how many members are asked for.
_COUNT = re.compile(r"(?:哪|这)?([一二两三四五六七八九十]{1,3}|\d{1,2})(?:个|项|条|大|件|方面|种|类|点)")


@dataclass(frozen=True, slots=True)
class FoundList:
    """Members in order, each a source of its own, and how well the list answers."""

    members: tuple[Source, ...]
    score: float


def asked_count(text: str) -> int | None:
    match = _COUNT.search(text)
    if not match:
        return None
    number = parse_chinese_number(match[1])
    return int(number) if number is not None and number > 1 else None


def best_list(reports: Sequence[Report], judge: Judge, count: int | None) -> FoundList | None:
    """The list whose introduction covers the question best; None where none covers it or the count differs."""
    found = [one for report in reports for one in _lists(report, judge, count)]
    if not found:
        return None
    return max(found, key=lambda one: one.score)


def _lists(report: Report, judge: Judge, count: int | None) -> Iterator[FoundList]:
    for paragraph in report.paragraphs:
        for kind in ItemKind:
            items = [item for item in paragraph.items if item.kind is kind]
            if len(items) < 2:
                continue
            members = tuple(Source(report, paragraph, i.start, i.end) for i in items)
            labels = tuple(Source(report, paragraph, i.label_start, i.label_end) for i in items)
            intro = paragraph.text[max(0, items[0].start - 60) : items[0].start]
            around = " ".join((*report.section_path(paragraph.section), paragraph.lead, intro))
            # Numbered works are listed whole, spoken points by what they are about.
            shown = members if kind is ItemKind.NUMBERED else labels
            yield FoundList(shown, _score(judge, around, labels, count))
    for parent in range(-1, len(report.sections)):
        children = [i for i, section in enumerate(report.sections) if section.parent == parent]
        if len(children) < 2:
            continue
        headings = tuple(_heading(report, child) for child in children)
        around = " ".join(report.section_path(parent)) if parent >= 0 else ""
        before = report.sections[children[0]].first - 1
        if before >= 1:
            around += " " + report.paragraph(before).text[-80:]
        yield FoundList(headings, _score(judge, around, headings, count))


def _score(judge: Judge, around: str, labels: Sequence[Source], count: int | None) -> float:
    inside = " ".join(label.quote for label in labels)
    score = max(judge.coverage(around), judge.coverage(f"{around} {inside}") * 0.9)
    if count is not None:
        score *= 1.25 if count == len(labels) else 0.5
    return score


def _heading(report: Report, section: int) -> Source:
    chosen = report.sections[section]
    paragraph = report.paragraph(chosen.first)
    start = max(paragraph.text.find(chosen.heading), 0)
    return Source(report, paragraph, start, start + len(chosen.heading))
