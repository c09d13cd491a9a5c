"""Question and evidence to an answer with citations, or to an abstention with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rag.abstain import unheld
from rag.cite import Citations, marks
from rag.compose import Generator, Piece, Request, Scope, Source
from rag.compose.extractive import ExtractiveGenerator
from rag.index import Index
from rag.places import same_place
from rag.results import Answer, Cited, Statement, Status
from rag.store import Row
from rag.tense import ACTUAL, TARGET
from rag.types import Evidence, Report
from rag.understand import Question

MAX_NEAREST = 2


def answer(
    question: Question,
    evidence: Sequence[Evidence],
    *,
    rows: Sequence[Row],
    load: Callable[[Row], Report],
    index: Index,
    copies: Mapping[str, tuple[str, ...]],
    generator: Generator | None = None,
) -> Answer:
    """Compose, number the citations, or say why there is no answer."""
    generator = generator or ExtractiveGenerator()
    citations = Citations(copies)
    sources = [Source(e.report, e.paragraph, e.passage.start, e.passage.end) for e in evidence]
    if reason := unheld(question, rows):
        return _abstained(question, reason, sources, citations, generator)
    scopes = _scopes(question, rows, load)
    request = Request(question, sources, scopes, index.idf(question.terms))
    pieces = list(generator.generate(request))
    stated = [piece for piece in pieces if piece.sources]
    missing = [piece for piece in pieces if piece.missing]
    if not stated:
        return _abstained(question, _not_covered(question, rows), sources, citations, generator)
    statements = tuple(
        Statement(piece.text, tuple(citations.number(source) for source in piece.sources)) for piece in stated
    )
    return Answer(
        question=question.text,
        status=Status.PARTIAL if missing else Status.ANSWERED,
        answer=_joined(statements, missing),
        statements=statements,
        reason="；".join(piece.text for piece in missing),
        understood=question.understood,
        citations=citations.all,
        generator=generator.name,
    )


def _joined(statements: Sequence[Statement], missing: Sequence[Piece]) -> str:
    lines = [f"{s.text}{marks(s.citations)}" for s in statements]
    lines += [piece.text for piece in missing]
    return "\n".join(lines) if len(lines) > 1 else "".join(lines)


def _scopes(question: Question, rows: Sequence[Row], load: Callable[[Row], Report]) -> list[Scope]:
    """One for each place asked about; for a question over all reports one for each report."""
    if question.places:
        groups = [
            (place.label, [row for row in rows if same_place(place.label, row.place) or place.label == row.place])
            for place in question.places
        ]
    elif question.understood.kind == "aggregate":
        groups = [(row.name.removesuffix("政府工作报告"), [row]) for row in rows]
    else:
        groups = [("", list(rows))] if len(rows) <= 8 else []
    years = question.understood.years
    return [Scope(label, tuple(load(row) for row in _by_year(group, years)), years) for label, group in groups if group]


def _by_year(rows: Sequence[Row], years: Sequence[int]) -> list[Row]:
    """Reports that tell of these years, the report of the year itself first."""
    if not years:
        return sorted(rows, key=lambda r: -(r.year or 0))
    told = [row for row in rows if row.year is None or row.year in years or row.year - 1 in years]
    return sorted(told, key=lambda r: (r.year not in years, -(r.year or 0)))


def _abstained(
    question: Question, reason: str, sources: Sequence[Source], citations: Citations, generator: Generator
) -> Answer:
    nearest = tuple(Cited(source.quote, (citations.number(source),)) for source in sources[:MAX_NEAREST])
    return Answer(
        question=question.text,
        status=Status.ABSTAINED,
        answer=f"现有报告没有回答这个问题：{reason}",
        reason=reason,
        nearest=nearest,
        understood=question.understood,
        citations=citations.all,
        generator=generator.name,
    )


def _not_covered(question: Question, rows: Sequence[Row]) -> str:
    asked = {TARGET: "目标", ACTUAL: "完成情况"}.get(question.understood.status, "内容")
    places = "、".join(p.label for p in question.places)
    where = f"{places}的报告" if places else f"资料库中的{len(rows)}份报告"
    subject = f"“{question.understood.indicator}”的{asked}" if question.understood.indicator else "所问的内容"
    return f"{where}没有提到{subject}。"
