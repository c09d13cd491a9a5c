"""Runs gold sets over a library and collects what came of every question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from eval.answers import score_answer
from eval.files import SameFile
from eval.gold import GoldSet, Kind, Question
from eval.hits import DEPTH, missed, qrels, ranking, retrieval_scores
from eval.indicators import score_indicators
from eval.library import Measured, ask, cited_texts, held_names, same_file_in
from eval.measure import Clock
from eval.results import Item, SetResult
from eval.summaries import score_summaries
from rag.results import ReportCard

Json = dict[str, Any]
_SHOWN_PASSAGES = 5


class Part(StrEnum):
    """What may be measured alone."""

    RETRIEVAL = "retrieval"
    ANSWERS = "answers"
    SUMMARIES = "summaries"
    INDICATORS = "indicators"


class Progress(NamedTuple):
    name: str
    done: int
    total: int


Report = Callable[[Progress], None]
Judge = Callable[[Question, str], bool]


def _silent(_: Progress) -> None:
    return None


def _as_asked(question: str) -> str:
    return question


@dataclass(frozen=True, slots=True)
class Setting:
    """How a set of questions is put to a library; the default is as written, over all of it."""

    name: str = ""
    rewrite: Callable[[str], str] = _as_asked
    scoped: bool = False  # ask only the reports that the question is about
    parts: frozenset[Part] = frozenset(Part)


@dataclass(slots=True)
class Session:
    """One library under measurement, with what is collected on the way."""

    library: Measured
    clock: Clock = field(default_factory=Clock)
    progress: Report = _silent
    judge: Judge | None = None
    runs: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    qrels: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)

    def run(self, gold: GoldSet, setting: Setting = Setting()) -> SetResult | None:
        """Measure one gold set; None where none of the parts asked for concerns it."""
        if gold.kind in (Kind.QUESTIONS, Kind.SQUAD):
            wanted = setting.parts & {Part.RETRIEVAL, Part.ANSWERS}
            return self._questions(gold, setting) if wanted else None
        if gold.kind is Kind.SUMMARIES:
            return self._summaries(gold) if Part.SUMMARIES in setting.parts else None
        if Part.INDICATORS not in setting.parts:
            return None
        self.progress(Progress(gold.name, 0, 1))
        with self.clock.stage(f"{gold.name}: indicators"):
            result = score_indicators(gold, self.library, same_file_in(self.library.reports()))
        self.progress(Progress(gold.name, 1, 1))
        return result

    def _questions(self, gold: GoldSet, setting: Setting) -> SetResult:
        name = f"{gold.name} ({setting.name})" if setting.name else gold.name
        cards = self.library.reports()
        same_file = same_file_in(cards)
        texts = cited_texts(self.library, cards, same_file)
        items: list[Item] = []
        failed: dict[str, list[str]] = {}
        for done, question in enumerate(gold.questions):
            self.progress(Progress(name, done, len(gold.questions)))
            asked = setting.rewrite(question.question)
            scope = held_names(question.files or gold.files, cards, same_file) if setting.scoped else ()
            item = Item(question.id, {}, detail={"question": question.question, "reference": question.answer})
            if Part.ANSWERS in setting.parts:
                with self.clock.stage(f"{name}: ask"):
                    answer, problem = ask(self.library, asked, scope)
                item = score_answer(question, answer, texts, same_file)
                if problem:
                    failed.setdefault(problem, []).append(question.id)
            if Part.RETRIEVAL in setting.parts and question.evidence:
                item = self._with_retrieval(name, item, question, asked, scope, same_file)
            if self.judge and question.answerable and "answer" in item.detail:
                judged = float(self.judge(question, item.detail["answer"]["answer"]))
                item = _with(item, {"judged correct": judged}, {})
            if item.scores:
                items.append(item if asked == question.question else _with(item, {}, {"question": asked}))
        self.progress(Progress(name, len(gold.questions), len(gold.questions)))
        broken = (f"{len(ids)} questions failed, from {ids[0]} on: {problem}" for problem, ids in failed.items())
        notes = (*_not_held(gold, cards, same_file), *broken)
        return SetResult(name, gold.kind.value, gold.digest, tuple(items), notes=notes)

    def _with_retrieval(
        self, name: str, item: Item, question: Question, asked: str, scope: Sequence[str], same_file: SameFile
    ) -> Item:
        with self.clock.stage(f"{name}: search"):
            found = self.library.search(asked, k=DEPTH, files=scope)
        passages = [p.to_dict() for p in found.passages]
        self.runs.setdefault(name, {})[question.id] = ranking(question, passages, same_file)
        self.qrels.setdefault(name, {})[question.id] = qrels(question)
        detail = {
            "passages": [{key: p[key] for key in ("file", "text", "score")} for p in passages[:_SHOWN_PASSAGES]],
            "not_retrieved": missed(question, passages[:10], same_file),
        }
        return _with(item, retrieval_scores(question, passages, same_file), detail)

    def _summaries(self, gold: GoldSet) -> SetResult:
        self.progress(Progress(gold.name, 0, len(gold.summaries)))
        result = score_summaries(
            gold,
            self.library,
            same_file_in(self.library.reports()),
            clock=self.clock,
            step=lambda done: self.progress(Progress(gold.name, done, len(gold.summaries))),
        )
        self.progress(Progress(gold.name, len(gold.summaries), len(gold.summaries)))
        return result


def _with(item: Item, scores: dict[str, float], detail: Json) -> Item:
    return Item(item.id, {**item.scores, **scores}, item.counts, item.groups, {**item.detail, **detail})


def _not_held(gold: GoldSet, cards: Sequence[ReportCard], same_file: SameFile) -> tuple[str, ...]:
    held = {same_file.key(card.file) for card in cards}
    absent = [file for file in gold.files if same_file.key(file) not in held]
    if not absent:
        return ()
    return (f"{len(absent)} of {len(gold.files)} quoted reports are not in the library: {', '.join(absent[:5])}",)
