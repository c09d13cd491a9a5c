"""The facts nearest to a question that has no answer: offered apart from it, so that nobody takes them for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.compose import Source
from rag.compose.candidates import Judge
from rag.compose.trim import trim
from rag.places import contains, same_place
from rag.types import Report, Role
from rag.understand import Question

MAX_NEAREST = 2
# A sentence that shares less with the question is not near it: nothing about the weather is.
MIN_SHARED = 0.2


def nearest(question: Question, evidence: Sequence[Source], idf: Mapping[str, float]) -> list[Source]:
    """The sentences that share most with the question, of the places asked about or those around them."""
    judge = Judge(question, idf)
    spans = [
        (s.report, s.paragraph, s.start, s.end)
        for s in evidence
        if s.paragraph.role is not Role.HEADING and s.section_path and _is_near(question, s.report)
    ]
    shared = [c for c in judge.candidates(spans) if c.coverage >= MIN_SHARED]
    # Another year or a target for a result is why there is no answer, and is near nevertheless.
    shared.sort(key=lambda c: -c.coverage)
    return [_without_stop(trim(c.source, judge, wants_figure=False)) for c in shared[:MAX_NEAREST]]


def _without_stop(source: Source) -> Source:
    """Without the comma or full stop that the clause ended with."""
    return Source(source.report, source.paragraph, source.start, source.start + len(source.quote.rstrip("，,；;。、")))


def _is_near(question: Question, report: Report) -> bool:
    return not question.places or any(
        same_place(place.label, report.place) or contains(report.place, place.label) for place in question.places
    )
