"""The generator that is always there: it quotes, and never writes a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.compose import Piece, Request, Scope, Source
from rag.compose.candidates import Candidate, Judge
from rag.compose.lists import best_list
from rag.compose.trim import trim
from rag.types import Paragraph, Report

# Below this share of the question covered, the sentence answers something else. Tuned on the questions over the five
# seeds, answerable against unanswerable.
MIN_COVERAGE = 0.32
# A second sentence must bring this much of the question that the first one lacks.
MIN_GAIN = 0.15


class ExtractiveGenerator:
    """The shortest sufficient sentences, glossary entries for definitions, items for lists, one line a side."""

    name = "extractive"

    def generate(self, request: Request) -> Iterator[Piece]:
        judge = Judge(request.question, request.idf)
        kind = request.question.understood.kind
        if kind == "definition" and (pieces := list(_definition(request, judge))):
            yield from pieces
            return
        if kind == "aggregate" or len(request.scopes) > 1:
            yield from _by_scope(request, judge)
            return
        if kind in ("list", "definition") and (pieces := list(_list(request, judge))):
            yield from pieces
            return
        for candidate in _sufficient(_candidates(request, judge), judge):
            source = _shortest(candidate.source, judge, request)
            yield Piece(_statement(source.quote), (source,))


def _candidates(request: Request, judge: Judge, scope: Scope | None = None) -> list[Candidate]:
    wanted = None if scope is None else {report.id for report in scope.reports}
    spans: list[tuple[Report, Paragraph, int, int]] = [
        (s.report, s.paragraph, s.start, s.end) for s in request.evidence if wanted is None or s.report.id in wanted
    ]
    return judge.candidates(spans)


def _sufficient(candidates: Sequence[Candidate], judge: Judge, most: int = 2) -> list[Candidate]:
    """The best sentence, and another only where it adds what the first lacks."""
    if not candidates or candidates[0].score < MIN_COVERAGE:
        return []
    chosen = [candidates[0]]
    text = candidates[0].source.quote
    for other in candidates[1:8]:
        if len(chosen) == most:
            break
        if other.score < MIN_COVERAGE * 0.8 or other.source.quote in text:
            continue
        if judge.coverage(f"{text} {other.source.quote}") - judge.coverage(text) >= MIN_GAIN:
            chosen.append(other)
            text += " " + other.source.quote
    return sorted(chosen, key=lambda c: (c.source.report.file, c.source.paragraph.ordinal, c.source.start))


def _definition(request: Request, judge: Judge) -> Iterator[Piece]:
    reports = {s.report.id: s.report for s in request.evidence}
    for scope in request.scopes:
        reports.update((r.id, r) for r in scope.reports)
    core = request.question.core
    best = max(
        (
            (len(entry.term), report, entry)
            for report in reports.values()
            for entry in report.glossary
            if _names(core, entry.term)
        ),
        key=lambda found: (found[0], found[1].file),
        default=None,
    )
    if best is not None:
        _, report, entry = best
        source = Source(report, report.paragraph(entry.paragraph), entry.start, entry.end)
        yield Piece(source.quote, (source,))


def _names(core: str, term: str) -> bool:
    folded = "".join(c for c in core if c.isalnum() or c == "+")
    wanted = "".join(c for c in term if c.isalnum() or c == "+")
    return len(wanted) > 1 and wanted in folded


def _list(request: Request, judge: Judge) -> Iterator[Piece]:
    reports = [report for scope in request.scopes for report in scope.reports]
    found = best_list(reports, judge, request.question.text)
    sentences = _candidates(request, judge)
    if found is None or found.score < MIN_COVERAGE or (sentences and sentences[0].score > found.score):
        return
    yield from (Piece(member.quote, (member,)) for member in found.members)


def _by_scope(request: Request, judge: Judge) -> Iterator[Piece]:
    for scope in request.scopes:
        chosen = _sufficient(_candidates(request, judge, scope), judge, most=1)
        for candidate in chosen:
            source = _shortest(candidate.source, judge, request)
            yield Piece(f"{scope.label}：{_statement(source.quote)}", (source,))
        if not chosen:
            yield Piece(f"{scope.label}：未提及。", missing=True)


def _shortest(source: Source, judge: Judge, request: Request) -> Source:
    return trim(source, judge, wants_figure=request.question.understood.kind in ("figure", "comparison", "aggregate"))


def _statement(quote: str) -> str:
    """A quote as a sentence of its own: what was cut off at a comma or semicolon ends with a full stop."""
    return re.sub(r"[,，;；、:：]$", "", quote) + ("" if re.search(r"[。！？!?][”’」』)）]*$", quote) else "。")
