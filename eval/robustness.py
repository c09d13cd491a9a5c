"""The same questions under harder conditions: more reports around, other script and width, the answer taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from eval.answers import ABSTAINED
from eval.gold import GoldSet, Question
from eval.library import Measured, ask, held_names, same_file_in
from eval.measure import Clock
from eval.results import Item, SetResult
from eval.runner import Part, Progress, Report, Session, Setting
from rag.results import Added, ReportCard

Json = dict[str, Any]
# Removing a report and adding it again costs a moment each; of many, all are taken away at once.
_MAX_ONE_BY_ONE = 8


class Changeable(Measured, Protocol):
    """A library that may be taken apart: a temporary one, never the user's."""

    def add(self, paths: Sequence[Path]) -> Added: ...
    def remove(self, key: str) -> ReportCard: ...


def to_full_width(text: str) -> str:
    """ASCII as it is typed with a Chinese input method in full-width mode.

    >>> to_full_width("2024年GDP?")
    '２０２４年ＧＤＰ？'
    """
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in text)


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("s2t")


def to_traditional(text: str) -> str:
    """Simplified to Traditional script."""
    return str(_converter().convert(text))


SCOPED = Setting("scoped to its reports", scoped=True)
TRADITIONAL = Setting("in Traditional script", rewrite=to_traditional)
FULL_WIDTH = Setting("in full width", rewrite=to_full_width)


def rewritten(session: Session, gold: GoldSet, parts: frozenset[Part]) -> Iterator[SetResult]:
    """The questions in Traditional script and in full width."""
    for setting in (TRADITIONAL, FULL_WIDTH):
        if result := session.run(gold, replace(setting, parts=parts)):
            yield result


def crowded(session: Session, gold: GoldSet, parts: frozenset[Part]) -> Iterator[SetResult]:
    """The questions over a library that holds many other reports: asked of their reports alone, and of all.

    Unscoped, questions that the set's own reports do not answer are left out: another report may answer them.
    """
    answerable = replace(gold, questions=tuple(q for q in gold.questions if q.answerable))
    for one, setting in ((gold, SCOPED), (answerable, Setting("among all reports"))):
        if result := session.run(one, replace(setting, parts=parts)):
            yield result


def without_answering_reports(
    library: Changeable, gold: GoldSet, restore: Callable[[str], Path], *, clock: Clock, progress: Report
) -> SetResult:
    """Ask every question of a library from which the reports that answer it are gone: it has to abstain.

    Args:
        library: a temporary library; reports are removed from it.
        gold: the questions.
        restore: the path from which a removed report is added again, by its name in the gold set.
    """
    name = f"{gold.name} (answering report removed)"
    questions = [q for q in gold.questions if q.evidence]
    removals = _removals(questions)
    items: list[Item] = []
    for files, asked in removals:
        with _removed(library, files, restore, for_good=len(removals) == 1):
            for question in asked:
                progress(Progress(name, len(items), len(questions)))
                with clock.stage(f"{name}: ask"):
                    answer, problem = ask(library, question.question)
                items.append(_declined(question, answer, problem))
    progress(Progress(name, len(items), len(questions)))
    return SetResult(name, gold.kind.value, gold.digest, tuple(items))


def _removals(questions: Sequence[Question]) -> list[tuple[tuple[str, ...], list[Question]]]:
    files = sorted({file for q in questions for file in q.answering_files})
    if len(files) > _MAX_ONE_BY_ONE:
        return [(tuple(files), list(questions))]
    groups: dict[tuple[str, ...], list[Question]] = {}
    for question in questions:
        groups.setdefault(question.answering_files, []).append(question)
    return sorted(groups.items())


@contextmanager
def _removed(
    library: Changeable, files: Sequence[str], restore: Callable[[str], Path], *, for_good: bool
) -> Iterator[None]:
    # When a report goes, its copy speaks in its place: that has to go too.
    while held := held_names(files, library.reports(), same_file_in(library.reports())):
        for name in held:
            library.remove(name)
    yield
    if not for_good:
        library.add([restore(file) for file in files])


def _declined(question: Question, answer: Json, problem: str) -> Item:
    is_right = answer.get("status") == ABSTAINED
    return Item(
        id=question.id,
        scores={"abstained": float(is_right)},
        groups={"type": question.type.value, "status": answer.get("status", "no answer")},
        detail={
            "question": question.question,
            "reference": "(must abstain)",
            "faults": [] if is_right else [problem or "answered from another report"],
            "answer": answer,
        },
    )
