"""The promise at large: a model that knows loses nothing here, and a model that lies gets nothing past."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from lying_model import Liar
from scripted_models import ScriptedModel, letters, perfect
from swapped_figures import between_reports, truths, within_passages

from eval.gold import load
from eval.runner import Part, Session, Setting
from rag import Library
from rag.compose import Source
from rag.llm.hold import Holder
from rag.llm.parse import Said
from rag.results import Answer

_ANSWERS = Setting(parts=frozenset({Part.ANSWERS}))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add([examples / "reports"])
        yield opened


class Asking:
    """A library that is always asked with one generator."""

    def __init__(self, library: Library, generator: str | ScriptedModel) -> None:
        self._library = library
        self._generator = generator

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def ask(self, question: str, *, files: Sequence[str] = ()) -> Answer:
        return self._library.ask(question, files=files, generator=self._generator)


def gold_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def scores(library: Library, path: Path, generator: str | ScriptedModel) -> dict[str, float]:
    result = Session(Asking(library, generator)).run(load(path), _ANSWERS)
    assert result is not None
    return result.scores


def test_model_that_knows_does_not_score_below_the_extractive_one(library: Library, examples: Path) -> None:
    path = examples / "gold.jsonl"
    before = scores(library, path, "extractive")
    after = scores(library, path, perfect(gold_of(path)))
    for score in ("correct", "concise", "abstention recall", "citation precision"):
        assert after[score] >= before[score], score


def test_no_false_figure_reaches_the_reader(library: Library, examples: Path) -> None:
    liar = Liar(_everything(library), seed=1)
    told, ways = _lies(library, [q["question"] for q in gold_of(examples / "gold.jsonl")], liar, n=120)
    assert told == []
    assert len(ways) > 4, "the liar knows too few ways"


def test_no_false_figure_reaches_the_reader_of_real_reports(shared_data: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add([shared_data / "seeds"])
        questions = [q["question"] for q in gold_of(shared_data / "gold" / "seeds_dev.jsonl")]
        told, _ = _lies(library, questions, Liar(_everything(library), seed=2), n=500)
    assert told == []


def test_figure_of_a_neighbour_or_of_another_report_does_not_stand(shared_data: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add([shared_data / "seeds"])
        reports = [report for card in library.reports() if (report := library.report(card.file)).place]
    places = frozenset(report.place for report in reports)

    def standing(cases: Sequence[tuple[str, tuple[Source, ...]]]) -> list[str]:
        return [
            text
            for text, sources in cases
            for held in Holder(sources, places=places).hold(Said(text, tuple(range(1, len(sources) + 1))))
            if held.stands
        ]

    swapped, true = within_passages(reports, 150, seed=5), truths(reports, 150, seed=5)
    assert standing([*swapped, *between_reports(reports, 100, seed=5)]) == []
    assert len(standing(true)) >= 0.98 * len(true)


def _everything(library: Library) -> str:
    reports = [library.report(card.file) for card in library.reports()]
    return letters(" ".join(p.text for report in reports for p in report.paragraphs))


def _lies(library: Library, questions: Sequence[str], liar: Liar, n: int) -> tuple[list[str], Counter[str]]:
    """Ask until `n` lies were told; give those that stood in an answer."""
    believed: list[str] = []
    ways: Counter[str] = Counter()
    for turn in range(4 * n):
        liar.told = ""
        answer = library.ask(questions[turn % len(questions)], generator=liar.model)
        if not liar.told:
            continue
        ways[liar.way] += 1
        if answer.fallback is None and any(letters(s.text) == letters(liar.told) for s in answer.statements):
            believed.append(f"{liar.way}: {liar.told}")
        if ways.total() == n:
            break
    return believed, ways
