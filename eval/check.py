"""Whether a gold set contradicts itself.

A score against a reference that fails its own test says nothing, so a set with one contradiction is refused as a
whole, with every place listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from eval.gold import GoldSet, Groups, Indicator, Kind, Question, SummaryTask
from eval.matching import contains_copy, holds, missing_groups, strike
from eval.verdict import contradicts, names_winner
from rag.errors import GoldSetProblem

KINDS = ("target", "actual")
MEASURES = ("level", "growth", "share", "rank", "change", "ratio")
_SHOWN = 20


class Contradiction(NamedTuple):
    """What is wrong, and where."""

    line: int
    id: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line} ({self.id}): {self.message}"


def require_sound(gold: GoldSet, texts: Mapping[str, str] | None = None) -> None:
    """Refuse a gold set that contradicts itself.

    Args:
        gold: the set.
        texts: source text by file name, where at hand; quotes are then looked up in them.
    Raises:
        GoldSetProblem: listing every contradiction with its line and id.
    """
    found = contradictions(gold, texts or {})
    if not found:
        return
    listed = "\n".join(f"  {c}" for c in found[:_SHOWN])
    more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise GoldSetProblem(
        f"Gold set {gold.name} contradicts itself in {len(found)} places:\n{listed}{more}",
        fix="Correct these lines and run again.",
    )


def contradictions(gold: GoldSet, texts: Mapping[str, str]) -> list[Contradiction]:
    """Everything wrong with a set, by line."""
    found = [*_repeats(gold)]
    for question in gold.questions:
        at = (question.line, question.id)
        # A reading-comprehension set comes as it is: its answers are parts of its contexts, and may repeat.
        if gold.kind is not Kind.SQUAD:
            found += [Contradiction(*at, message) for message in _question(question)]
        for evidence in question.evidence:
            found += [Contradiction(*at, m) for m in _quote(evidence.file, evidence.quote, texts)]
    for task in gold.summaries:
        found += [Contradiction(task.line, task.id, message) for message in _summary(task, texts)]
    for indicator in gold.indicators:
        found += [Contradiction(indicator.line, indicator.indicator, m) for m in _indicator(indicator, texts)]
    for paragraph in gold.paragraphs:
        at = (paragraph.line, paragraph.file)
        found += [Contradiction(*at, m) for m in _quote(paragraph.file, paragraph.paragraph, texts)]
        for indicator in paragraph.indicators:
            found += [Contradiction(*at, f"{indicator.indicator}: {m}") for m in _indicator(indicator, {})]
            if not contains_copy(paragraph.paragraph, indicator.quote):
                found.append(Contradiction(*at, f"the quote {indicator.quote!r} is not in the paragraph"))
        found += [
            Contradiction(*at, f"{text!r} is marked as no indicator and is not in the paragraph")
            for text in paragraph.not_indicators
            if not holds(paragraph.paragraph, text) and text not in paragraph.paragraph
        ]
    return sorted(found)


def _repeats(gold: GoldSet) -> Iterator[Contradiction]:
    named = [(q.line, q.id) for q in gold.questions] + [(s.line, s.id) for s in gold.summaries]
    often = Counter(identity for _, identity in named)
    yield from (Contradiction(line, name, "the id occurs more than once") for line, name in named if often[name] > 1)
    if gold.kind is Kind.SQUAD:
        return
    wording = Counter(q.question.strip() for q in gold.questions)
    yield from (
        Contradiction(q.line, q.id, "the same question occurs more than once")
        for q in gold.questions
        if wording[q.question.strip()] > 1
    )
    facts = [(i.file, i.place, i.year, i.period, i.indicator, i.value, i.unit, i.measure, i.kind, i.quote)
             for i in gold.indicators]  # fmt: skip
    counted = Counter(facts)
    for indicator, fact in zip(gold.indicators, facts, strict=True):
        if counted[fact] > 1:
            yield Contradiction(indicator.line, indicator.indicator, "the same fact occurs more than once")


def _question(question: Question) -> Iterator[str]:
    if not question.question.strip():
        yield "the question is empty"
    if not question.answerable:
        if question.answer or question.must_include or question.evidence:
            yield "not answerable, and yet it has an answer, must_include or evidence"
        return
    if not question.answer.strip():
        yield "answerable, but without a reference answer"
    if not question.must_include:
        yield "answerable, but nothing must be included: every answer would be right"
    if not question.evidence and not question.derived:
        yield "answerable, but without evidence (only a derived answer may have none)"
    for group in missing_groups(question.must_include, question.answer):
        yield f"the reference answer holds none of {_listed(group)}, which must be included"
    quotes = tuple(e.quote for e in question.evidence)
    left = strike(question.answer, quotes)
    for wrong in question.must_not_include:
        if holds(left, wrong):
            yield f"the reference answer holds {wrong!r}, which must not be included"
        if any(wrong in group for group in question.must_include):
            yield f"{wrong!r} must be included and must not be included"
    if question.verdict:
        if set(question.verdict.winner) & set(question.verdict.loser):
            yield "the same name wins and loses"
        elif not names_winner(question.question, question.answer, question.verdict):
            yield "the reference answer does not name the winner as the answer"
    if question.polarity and contradicts(left, question.polarity):
        yield f"the reference answer says the contrary of {question.polarity.value!r}"
    repeated = [e.quote for e, n in Counter(question.evidence).items() if n > 1]
    if repeated:
        yield f"the evidence {repeated[0]!r} is given twice"


def _listed(group: tuple[str, ...]) -> str:
    return " / ".join(repr(spelling) for spelling in group)


def _quote(file: str, quote: str, texts: Mapping[str, str]) -> Iterator[str]:
    if not quote.strip():
        yield f"an empty quote of {file}"
    elif file in texts and not contains_copy(texts[file], quote):
        yield f"the quote {quote!r} is not in {file}"


def _summary(task: SummaryTask, texts: Mapping[str, str]) -> Iterator[str]:
    if not task.key_points:
        yield "no key points"
    for point in task.key_points:
        yield from _met(point.point, point.must_include)
        if point.quote.quote:
            yield from _quote(point.quote.file, point.quote.quote, texts)
        if point.quote.file not in task.files:
            yield f"the key point {point.point!r} quotes {point.quote.file}, which is not among the task's files"
    for wording, n in Counter(p.point for p in task.key_points).items():
        if n > 1:
            yield f"the key point {wording!r} occurs {n} times"


def _met(point: str, groups: Groups) -> Iterator[str]:
    if not groups:
        yield f"the key point {point!r} needs nothing: every summary would cover it"
    for group in missing_groups(groups, point):
        yield f"the key point {point!r} itself holds none of {_listed(group)}"


def _indicator(indicator: Indicator, texts: Mapping[str, str]) -> Iterator[str]:
    if indicator.kind not in KINDS:
        yield f"unknown kind {indicator.kind!r}; known are {', '.join(KINDS)}"
    if indicator.measure not in MEASURES:
        yield f"unknown measure {indicator.measure!r}; known are {', '.join(MEASURES)}"
    yield from _quote(indicator.file, indicator.quote, texts)
