"""Chosen clauses to points: sentences that a person would write, and the sources that carry them.

Words are only left out, never added or moved; the punctuation between clauses is ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.compose import Source
from rag.summarize.choose import Choice
from rag.summarize.clauses import Clause, Subject
from rag.summarize.pare import pared

# Beyond this a point is cut into two, between sentences.
_MAX_POINT = 130
# Sources nearer to each other than this are quoted as one.
_NEAR = 12
# 申报省级“专精特新”企业[8], “六江”生态廊道（28）: the report's own notes. A number that begins a clause is a label.
NOTE_MARK = re.compile(r"(?<=[一-鿿”》%])(?:\[\d{1,3}\]|〔\d{1,3}〕|[（(]\d{1,3}[）)]|[①-⑳]|[（(]下同[）)])")
_ASCII_COLON = re.compile(r"(?<=[一-鿿]):")
_ASCII_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Point:
    text: str
    sources: tuple[Source, ...]


def write(choice: Choice, *, with_label: bool = True) -> Iterator[Point]:
    """Write the chosen clauses of one subject as one point, or as several where they are long."""
    subject = choice.subject
    label = subject.label if with_label and subject.label[1] else (0, 0)
    parts: list[tuple[str, int, int]] = []
    size = 0
    for clauses in _by_sentence(choice):
        text = _joined(subject, clauses)
        if parts and size + len(text) > _MAX_POINT:
            yield _point(subject, label, parts)
            label, parts, size = (0, 0), [], 0
        parts.append((text, clauses[0].start, clauses[-1].end))
        size += len(text) + 1
    if parts:
        yield _point(subject, label, parts)


def _by_sentence(choice: Choice) -> list[list[Clause]]:
    groups: list[list[Clause]] = []
    for n in choice.clauses:
        clause = choice.subject.clauses[n]
        if groups and groups[-1][0].sentence == clause.sentence:
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return groups


def _joined(subject: Subject, clauses: list[Clause]) -> str:
    text = subject.paragraph.text
    written = ""
    for at, clause in enumerate(clauses):
        words = text[clause.start : clause.end]
        if at:
            between = text[clauses[at - 1].end : clause.start]
            written += "；" if re.search("[;；]", between) else "，"
        written += pared(words)
    return normal(written)


def normal(text: str) -> str:
    """Full-width commas, semicolons and colons, as Chinese is written; figures keep theirs. Marks of notes go."""
    text = NOTE_MARK.sub("", text)
    return _ASCII_COLON.sub("：", _ASCII_COMMA.sub("，", text)).replace(";", "；")


def _point(subject: Subject, label: tuple[int, int], parts: list[tuple[str, int, int]]) -> Point:
    head = normal(subject.paragraph.text[slice(*label)]) + "：" if label[1] else ""
    spans = [label] if label[1] else []
    spans += [(start, end) for _, start, end in parts]
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start - merged[-1][1] <= _NEAR:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    sources = tuple(Source(subject.report, subject.paragraph, start, end) for start, end in merged)
    return Point(head + "；".join(text for text, _, _ in parts) + "。", sources)
