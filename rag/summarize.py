"""A section, or a whole report, as points in its own order, each with its source.

A point is a sentence of the report: the lead sentence of a paragraph or item, and the sentences that carry figures.
What does not fit the length is left out whole, the least telling first, so that no point is cut.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.cite import Citations
from rag.compose import Source
from rag.figures import find_figures
from rag.results import Cited, Summary
from rag.sentences import clauses, sentences
from rag.structure import find_section
from rag.types import ItemKind, Paragraph, Report, Role

# Characters in all points together. Medium is the larger of a number and a share of the section.
SHORT = 150
MEDIUM, MEDIUM_SHARE = 300, 0.4
LONG_SHARE = 0.7

_STOCK = re.compile(r"坚持以习近平|深入贯彻|认真贯彻|全面贯彻|不断增强.{0,8}(?:获得感|幸福感)|奋力谱写|团结在以|高举")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or clause that may become a point, with how much it tells."""

    source: Source
    weight: float


def summarize(report: Report, section: Sequence[str], *, length: str, copies: tuple[str, ...] = ()) -> Summary:
    """Choose the points.

    Raises:
        NotFound: no such section; the message names the nearest headings.
    """
    if section:
        located = find_section(report, section)
        path = located.path
        spans = list(_spans(report, located.first, located.last, located.start, located.end))
    else:
        path = ()
        spans = [(p, 0, len(p.text)) for p in report.paragraphs if p.role is Role.BODY]
    units = [unit for paragraph, start, end in spans for unit in _units(report, paragraph, start, end)]
    chosen = _fit(units, _limit(length, sum(end - start for _, start, end in spans)))
    citations = Citations({report.id: copies})
    points = tuple(Cited(unit.source.quote, (citations.number(unit.source),)) for unit in chosen)
    return Summary(report.name, path, points, citations.all, length)


def _limit(length: str, section_chars: int) -> int:
    if length == "short":
        return SHORT
    if length == "medium":
        return max(MEDIUM, int(section_chars * MEDIUM_SHARE))
    return max(MEDIUM, int(section_chars * LONG_SHARE))


def _spans(report: Report, first: int, last: int, start: int, end: int) -> Iterator[tuple[Paragraph, int, int]]:
    for ordinal in range(first, last + 1):
        paragraph = report.paragraph(ordinal)
        if paragraph.role in (Role.BODY, Role.GLOSSARY):
            left = start if ordinal == first else 0
            right = end if ordinal == last and end else len(paragraph.text)
            yield paragraph, left, right


def _units(report: Report, paragraph: Paragraph, start: int, end: int) -> Iterator[_Unit]:
    numbered = [i for i in paragraph.items if i.kind is ItemKind.NUMBERED and start <= i.start and i.end <= end]
    leads = {i.label_start for i in paragraph.items if i.kind is not ItemKind.NUMBERED} | {0}
    for left, right in sentences(paragraph.text[start:end]):
        left, right = start + left, start + right
        for a, b in _parts(paragraph.text, left, right, [i.start for i in numbered]):
            text = paragraph.text[a:b].strip()
            if len(text) < 4:
                continue
            a += paragraph.text[a:b].index(text[0])
            source = Source(report, paragraph, a, a + len(text))
            yield _Unit(source, _weight(text, is_lead=a in leads, is_item=any(i.start == a for i in numbered)))


def _parts(text: str, start: int, end: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """A sentence; a long one by its clauses, a numbered list by its items."""
    edges = [start, *(c for c in cuts if start < c < end), end]
    for left, right in itertools.pairwise(edges):
        if right - left <= 90:
            yield left, right
        else:
            yield from ((left + a, left + b) for a, b in clauses(text[left:right]))


def _weight(text: str, *, is_lead: bool, is_item: bool) -> float:
    figures = len(find_figures(text))
    weight = 0.4 + min(figures, 4) * 1.0
    if is_lead:
        weight += 0.5
    if is_item:
        weight += 1.5
    if "“" in text:
        weight += 0.3
    if re.search(r"完成|建成|获批|入选|启动|新建|新增|创建|推进.{2,20}(?:工程|项目)", text):
        weight += 0.3
    if _STOCK.search(text):
        weight -= 0.6
    # Per character, damped: of two sentences that tell as much the shorter one is better.
    return weight / (len(text) + 12) ** 0.6


def _fit(units: Sequence[_Unit], limit: int) -> list[_Unit]:
    ranked = sorted(range(len(units)), key=lambda i: (-units[i].weight, i))
    chosen: list[int] = []
    used = 0
    for i in ranked:
        size = len(units[i].source.quote)
        if used + size <= limit:
            chosen.append(i)
            used += size
    if not chosen and units:
        chosen = [min(range(len(units)), key=lambda i: (len(units[i].source.quote), i))]
    return [units[i] for i in sorted(chosen)]
