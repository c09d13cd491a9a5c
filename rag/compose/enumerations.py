"""Lists inside one sentence: A、B、C…等三条线路, or parallel clauses with a figure each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rag.compose import Source
from rag.figures import find_figures, parse_chinese_number
from rag.sentences import sentences
from rag.types import Item, ItemKind, Paragraph, Report, Role

# One member: no comma or stop outside quotation marks and brackets.
_MEMBER = r"(?:“[^”]{1,30}”|（[^）]{1,30}）|\([^)]{1,30}\)|[^、，,；;。：:！？!?“”（）()])+"
_SEQUENCE = re.compile(rf"{_MEMBER}(?:、{_MEMBER})+(?:(?:和|与|及|以及){_MEMBER})?")
_LAST_AND = re.compile(r"(?:以及|和|与|及)(?=[“一-鿿])")
_SEMICOLON = re.compile(r"[；;]")
_IS_LIST = re.compile(r"(?:分别|依次|主要|具体)?(?:是|为|有|包括)")
_NUMBERED = re.compile(r"[(（]?([0-9]{1,2})[)）.、．]")
_ORDINAL = re.compile("[一二三四五六七八九十]{1,2}")
# The figure of a work is given with its name where it stands within so many characters.
NEAR = 60
# What only sets the stage: 在“知情、自愿”的前提下.
_OPENS = re.compile(r"(?:前提|基础|条件|背景|框架|要求|原则)[下上]$|^[^,，]{0,4}(?:围绕|根据|按照|通过)[^,，]*$")
# A paragraph of so few characters between two points (crumbs of a table or page) does not end their list.
MAX_BETWEEN = 12
MIN_FIGURES = 4
MIN_WORKS = 4


def sequences(
    report: Report, size: int | None, paragraphs: Iterable[Paragraph] | None = None
) -> Iterator[tuple[Source, int]]:
    """Runs of members joined by 、, with their number: of the size asked for, or of three and more.

    They are looked for in all paragraphs of the report, or in those given.
    """
    for paragraph in report.paragraphs if paragraphs is None else paragraphs:
        if paragraph.role not in (Role.BODY, Role.GLOSSARY) or "、" not in paragraph.text:
            continue
        for match in _SEQUENCE.finditer(paragraph.text):
            members = match[0].count("、") + 1
            joined = members + (1 if _LAST_AND.search(match[0].rsplit("、", 1)[-1]) else 0)
            if (size in (members, joined)) if size is not None else joined >= 3:
                start, end = _clause(paragraph.text, match.start(), match.end())
                yield Source(report, paragraph, start, end), size or members


def members_of(run: Source, size: int) -> tuple[Source, ...]:
    """The members of a run joined by 、, each a source; empty where they cannot be told apart."""
    text = run.quote
    joined = next((m for m in _SEQUENCE.finditer(text) if m[0].count("、") + 2 >= size), None)
    if joined is None:
        return ()
    edges = [joined.start(), *(joined.start() + m.end() for m in re.finditer("、", joined[0])), joined.end()]
    parts = [(a, b) for a, b in pairwise(edges)]
    last = _LAST_AND.search(text, *parts[-1])
    if len(parts) == size - 1 and last:
        parts[-1:] = [(parts[-1][0], last.start()), (last.end(), parts[-1][1])]
    return tuple(
        Source(run.report, run.paragraph, run.start + a, run.start + a + len(text[a:b].rstrip("、 "))) for a, b in parts
    )


def parallel_figures(report: Report) -> Iterator[Source]:
    """Sentences of several clauses with a figure in nearly each: 主要预期目标是:…增长…,…增长…."""
    for paragraph in report.paragraphs:
        if paragraph.role is not Role.BODY:
            continue
        for start, end in _to_full_stops(paragraph.text):
            text = paragraph.text[start:end]
            parts = re.split(r"[,，;；](?![0-9]{3}(?![0-9]))", text)
            if len(parts) >= MIN_FIGURES and len(find_figures(text)) >= MIN_FIGURES:
                yield Source(report, paragraph, start, end)


def _to_full_stops(text: str) -> Iterator[tuple[int, int]]:
    """Sentences that semicolons do not end: …能耗降低4%左右；居民消费价格…."""
    start: int | None = None
    for left, right in sentences(text):
        start = left if start is None else start
        if text[right - 1] not in "；;":
            yield start, right
            start = None
    if start is not None:
        yield start, len(text)


def paragraph_lists(report: Report) -> Iterator[tuple[str, list[Source]]]:
    """Numbered paragraphs that follow each other, with the end of the paragraph that leads to them."""
    members: list[Source] = []
    lead = ""
    for i, paragraph in enumerate(report.paragraphs):
        number = _NUMBERED.match(paragraph.text)
        if number and int(number[1]) == len(members) + 1 and paragraph.role is not Role.GLOSSARY:
            if not members and i:
                lead = report.paragraphs[i - 1].text[-80:]
            members.append(Source(report, paragraph, 0, len(paragraph.text)))
            continue
        if len(members) >= MIN_WORKS:
            yield lead, members
        members = []
    if len(members) >= MIN_WORKS:
        yield lead, members


def spoken_lists(report: Report) -> Iterator[tuple[str, list[tuple[Source, Item]]]]:
    """Points that go on from paragraph to paragraph (一是… / 二是…), with the end of what stands before the first."""
    chain: list[tuple[Source, Item]] = []
    lead = ""
    before = ""
    for paragraph in report.paragraphs:
        spoken = [item for item in paragraph.items if item.kind is ItemKind.SPOKEN]
        for item in spoken:
            number = _ordinal(item.marker)
            if number == 1 or number != len(chain) + 1:
                if _is_over_paragraphs(chain):
                    yield lead, chain
                chain = []
            if number == 1:
                lead = paragraph.text[max(0, item.start - 80) : item.start] or before[-80:]
            if number == len(chain) + 1:
                chain.append((Source(report, paragraph, item.start, item.end), item))
        if not spoken and len(paragraph.text) > MAX_BETWEEN:
            if _is_over_paragraphs(chain):
                yield lead, chain
            chain = []
        before = paragraph.text
    if _is_over_paragraphs(chain):
        yield lead, chain


def _is_over_paragraphs(chain: list[tuple[Source, Item]]) -> bool:
    return len(chain) > 1 and chain[0][0].paragraph != chain[-1][0].paragraph


def _ordinal(marker: str) -> int:
    number = _ORDINAL.search(marker)
    value = parse_chinese_number(number[0]) if number else None
    return int(value) if value is not None else 0


def semicolon_lists(report: Report) -> Iterator[tuple[str, list[Source]]]:
    """Sentences of works parted by semicolons, each list with the words that lead to it.

    The lead is what stands before a colon of the same sentence, or the sentence before: 办好十大民生实事。建设…;改造….
    """
    for paragraph in report.paragraphs:
        if paragraph.role is not Role.BODY or not _SEMICOLON.search(paragraph.text):
            continue
        before = (0, 0)
        for start, end in sentences(paragraph.text):
            parts = _semicolon_parts(paragraph.text, start, end)
            if len(parts) >= MIN_WORKS:
                first, last = parts[0]
                colon = re.search(r"[:：]", paragraph.text[first:last])
                intro = paragraph.text[first : first + colon.end()] if colon else paragraph.text[slice(*before)]
                parts[0] = (first + colon.end(), last) if colon else parts[0]
                yield intro, [Source(report, paragraph, a, b) for a, b in parts]
            before = (start, end)


def _semicolon_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start, *(start + m.end() for m in _SEMICOLON.finditer(text[start:end])), end]
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip("；;。 ")]


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """From the start of the members' clause to its end; the name of the list may stand before or behind them."""
    left = max(text.rfind(mark, 0, start) for mark in "。！？!?；;，,：:") + 1
    if text[left - 1 : left] in ("：", ":") or _IS_LIST.match(text, left):
        before = max(text.rfind(mark, 0, left - 1) for mark in "。！？!?；;，,")
        left = before + 1
    right = min((at for at in (text.find(mark, end) for mark in "。！？!?；;，,") if at >= 0), default=len(text))
    return left, right


def in_short(paragraph: Paragraph, start: int, end: int) -> int:
    """Where a member of a long list may end: behind its first figure if that is near, else behind the work's name."""
    text = paragraph.text
    named = 0
    for match in re.finditer(r"[,，;；。]", text[start:end]):
        clause = text[start : start + match.start()]
        if find_figures(clause):
            return start + match.start()
        if match.start() > NEAR and named:
            break
        if not named and re.search(r"“[^”]+”[^,，]*$|(?:工程|行动|计划|项目)$", clause) and not _OPENS.search(clause):
            named = start + match.start()
    return named or end
