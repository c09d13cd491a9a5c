"""A draft held to the promise: each statement is checked against the evidence, cited anew or struck.

A statement stands only where evidence carries it by itself and read as an answer to the question: 5.5%左右 with a true
source is still wrong if that source is another city's, another year's, or a result where the target was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from rag.compose import Source
from rag.figures import find_figures, find_periods
from rag.lexicon import mentions
from rag.llm.parse import Said
from rag.places import find_places, same_place
from rag.results import Problem, ProblemKind, Verdict
from rag.sentences import clauses, sentences
from rag.tense import ACTUAL, TARGET
from rag.understand import Question
from rag.verify import Checked, verify_statement
from rag.verify.words import covered, words

# Against how many other passages a statement is tried that its own do not carry.
_MAX_OTHERS = 12


@dataclass(frozen=True, slots=True)
class Held:
    """One statement of a draft and what became of it. `sources` carry it; none where it was struck."""

    text: str
    verdict: Verdict
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    recited: bool = False  # other evidence carries it than the draft named

    @property
    def stands(self) -> bool:
        return self.verdict is Verdict.SUPPORTED and bool(self.sources)


@dataclass(frozen=True, slots=True)
class Holder:
    """Judges statements over numbered evidence.

    `question` is None where none was asked (a summary); `places` are those that the library has reports of.
    """

    evidence: Sequence[Source]
    question: Question | None = None
    places: frozenset[str] = frozenset()

    def hold(self, said: Said) -> Iterator[Held]:
        """Judge one statement; of one that fails whole, clauses with marks of their own may stand or fail apart.

        What claims nothing gives nothing.
        """
        whole = self._judge(said.text, said.marks)
        if whole is None:
            return
        if whole.stands or len(said.clauses) < 2:
            yield whole
            return
        parts = [self._judge(clause.text, clause.marks or said.marks) for clause in said.clauses]
        # A clause that leaves its subject to the one before it says nothing without that one.
        if parts[0] is None or not parts[0].stands:
            yield whole
            return
        yield from (_as_sentence(part) for part in parts if part is not None)

    def _judge(self, text: str, marks: Sequence[int]) -> Held | None:
        cited = [self.evidence[n - 1] for n in marks if 1 <= n <= len(self.evidence)]
        first = self._check(text, cited) if cited else None
        if first is not None and first.verdict is Verdict.NO_CLAIM:
            return None
        if first is not None and first.verdict is Verdict.SUPPORTED:
            return Held(text, Verdict.SUPPORTED, self._narrow(text, cited))
        others = self._others(text, cited)
        for source in others:
            again = self._check(text, [source])
            if again.verdict is Verdict.SUPPORTED:
                return Held(text, Verdict.SUPPORTED, self._narrow(text, [source]), recited=True)
            if again.verdict is Verdict.NO_CLAIM:
                return None
        together = [*cited, *others]
        joint = self._check(text, together)
        if joint.verdict is Verdict.NO_CLAIM:
            return None
        if joint.verdict is Verdict.SUPPORTED:
            sources = self._narrow(text, together)
            return Held(text, Verdict.SUPPORTED, sources, recited=any(not _among(s, cited) for s in sources))
        failed = first or joint
        return Held(text, failed.verdict, problems=failed.problems)

    def _check(self, text: str, sources: Sequence[Source]) -> Checked:
        """Check a statement by itself and, where it leaves out what the question says, together with that."""
        checked = verify_statement(text, sources)
        if checked.verdict is not Verdict.SUPPORTED or self.question is None:
            return checked
        if problems := _elsewhere(text, checked.sources or sources, self.question, self.places):
            return Checked(text, Verdict.CONTRADICTED, problems, checked.sources)
        full = _in_full(text, self.question)
        if full == text:
            return checked
        again = verify_statement(full, sources)
        return checked if again.verdict is Verdict.SUPPORTED else Checked(text, again.verdict, again.problems)

    def _others(self, text: str, cited: Sequence[Source]) -> list[Source]:
        fresh = [(n, s) for n, s in enumerate(self.evidence) if not _among(s, cited)]
        ranked = sorted(fresh, key=lambda pair: (-covered(text, words(pair[1].quote)), pair[0]))
        return [source for _, source in ranked[:_MAX_OTHERS]]

    def _narrow(self, text: str, sources: Sequence[Source]) -> tuple[Source, ...]:
        """The fewest of these sources, each no more than the sentences that are needed."""
        for source in sources:
            if self._check(text, [source]).verdict is Verdict.SUPPORTED:
                return (self._sentence(text, source),)
        kept = list(dict.fromkeys(sources))
        for source in reversed(sources):
            fewer = [other for other in kept if other != source]
            if fewer and self._check(text, fewer).verdict is Verdict.SUPPORTED:
                kept = fewer
        return tuple(kept)

    def _sentence(self, text: str, source: Source) -> Source:
        for split in (sentences, clauses):
            spans = split(source.quote)
            for start, end in spans if len(spans) > 1 else ():
                one = _stripped(Source(source.report, source.paragraph, source.start + start, source.start + end))
                if one.quote and self._check(text, [one]).verdict is Verdict.SUPPORTED:
                    source = one
                    break
        return source


def _among(source: Source, others: Sequence[Source]) -> bool:
    return any(
        source.report.id == other.report.id
        and source.paragraph.ordinal == other.paragraph.ordinal
        and source.start < other.end
        and other.start < source.end
        for other in others
    )


def _stripped(source: Source) -> Source:
    quote = source.quote
    left = len(quote) - len(quote.lstrip())
    return Source(source.report, source.paragraph, source.start + left, source.start + len(quote.rstrip()))


def _elsewhere(text: str, sources: Sequence[Source], question: Question, held: Set[str]) -> tuple[Problem, ...]:
    """A statement that names no place is read as one about the place asked about.

    Places that no table knows are known here by the reports of them and by the question.
    """
    wanted = [place.label for place in question.places]
    named = [label for label in sorted({*held, *wanted}) if label in text]
    if not named and find_places(text):
        return ()
    for source in sources:
        own = source.report.place
        about = named or wanted
        if own and about and not any(same_place(own, label) or label in source.quote for label in about):
            return (Problem(ProblemKind.PLACE, "、".join(about), own),)
    return ()


def _in_full(text: str, question: Question) -> str:
    """The statement with the place, year, indicator and status that it leaves to the question."""
    understood = question.understood
    if not find_figures(text):
        return text
    parts: list[str] = []
    if len(question.places) == 1 and not find_places(text) and question.places[0].name not in text:
        parts.append(question.places[0].name)
    if len(understood.years) == 1 and not find_periods(text):
        parts.append(f"{understood.years[0]}年")
    names_own = any(m.entry.kind == "indicator" for m in mentions(text))
    if understood.indicator and not names_own:
        parts.append(understood.indicator)
    if not names_own and not re.search(r"目标|计划|实际|完成", text):
        parts.append({TARGET: "目标", ACTUAL: "实际"}.get(understood.status, ""))
    prefix = "".join(parts)
    return prefix + text if prefix else text


def _as_sentence(held: Held) -> Held:
    text = re.sub(r"[，,；;]$", "。", held.text)
    return Held(text, held.verdict, held.sources, held.problems, held.recited)
