"""English statements over Chinese reports: what is true and can be checked stands, all else is struck."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chat_server import Reply, serving
from scripted_models import says

from rag import Library
from rag.compose import Source
from rag.llm.hold import Holder
from rag.llm.parse import Said
from rag.understand import understand

CASES = json.loads((Path(__file__).parents[2] / "cases" / "english.json").read_text(encoding="utf-8"))
TRUE = [case["original"] for case in CASES if not case["expected"]]
QUESTION = "What is the GDP growth target of Chenghu City in 2025?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add([examples / "reports"])
        yield opened


@pytest.fixture(scope="module")
def holder(library: Library) -> Holder:
    """Over every paragraph of the sample reports."""
    reports = [library.report(card.file) for card in library.reports()]
    evidence = [Source(report, p, 0, len(p.text)) for report in reports for p in report.paragraphs]
    return Holder(evidence, places=frozenset(report.place for report in reports))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["original"])
def test_statement_stands_or_is_struck_for_its_reason(holder: Holder, case: dict[str, Any]) -> None:
    (held,) = holder.hold(Said(case["original"]))
    assert held.stands is (case["expected"] == "")
    assert [problem.kind.value for problem in held.problems[:1]] == [case["expected"]] * bool(case["expected"])


@pytest.mark.parametrize("true", TRUE)
def test_no_statement_stands_with_another_digit_year_scale_or_direction(holder: Holder, true: str) -> None:
    lies = {true[: m.start()] + d + true[m.end() :] for m in re.finditer(r"\d", true) for d in "123456789" if d != m[0]}
    for word, other in (("billion", "million"), ("million", "billion"), ("up", "down"), ("rose", "fell")):
        lies.add(re.sub(rf"\b{word}\b", other, true))
    for word, other in (("about", "over"), ("more than", "about"), ("Chenghu", "Yanxi"), ("GDP", "retail sales")):
        lies.add(true.replace(word, other))
    believed = [lie for lie in lies - {true} if next(iter(holder.hold(Said(lie)))).stands]
    assert believed == []


def test_sources_are_the_sentences_with_the_figures(holder: Holder) -> None:
    (held,) = holder.hold(Said("Chenghu City's GDP reached 231.87 billion yuan in 2024, up 5.4%."))
    assert all("2318.7亿元" in source.quote for source in held.sources)
    assert {source.report.file for source in held.sources} == {"chenghu_2025.txt"}


@pytest.mark.parametrize(
    ("said", "stands"), [("About 5.5%.", True), ("It is about 5.5%.", True), ("5.4%.", False), ("About 6%.", False)]
)
def test_what_a_statement_leaves_to_the_question_is_put_back(holder: Holder, said: str, stands: bool) -> None:
    question = understand(QUESTION, held=holder.places)
    asked = Holder(holder.evidence, question, holder.places)
    assert [one.stands for one in asked.hold(Said(said))] == [stands]


def test_question_in_english_is_answered_in_english(library: Library) -> None:
    said = "Chenghu City's GDP growth target for 2025 is about 5.5%"
    with serving(lambda *_: Reply(f"{said} [1].")) as server:
        answer = library.ask(QUESTION, generator=f"openai:{server.url}#test")
    assert (answer.generator, answer.fallback, answer.struck) == ("openai:test", None, ())
    assert answer.answer == f"{said}.[1]"
    assert "增长5.5%左右" in answer.citations[0].quote
    assert "answer in English" in server.bodies[0]["messages"][-1]["content"]


def test_false_english_answer_is_struck_and_the_extractive_one_given(library: Library) -> None:
    answer = library.ask(QUESTION, generator=says("Chenghu City's GDP growth target for 2025 is about 6.5% [1]."))
    assert answer.fallback is not None
    assert (answer.fallback.kind, len(answer.struck)) == ("nothing_stands", 1)
    assert "5.5%左右" in answer.answer


def test_question_in_chinese_is_not_answered_in_english_by_order(library: Library) -> None:
    model = says("澄湖市2025年地区生产总值增长目标是5.5%左右[1]。")
    library.ask("澄湖市2025年地区生产总值增长目标是多少？", generator=model)
    assert "English" not in model.seen[0][-1].content
