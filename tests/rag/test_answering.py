"""What a library answers, where it says that it cannot, and what every answer must show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rag import Library
from rag.results import Answer, Status

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).resolve().parent.parent / "cases" / "questions.json").read_text(encoding="utf-8")
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_question_is_answered_or_refused_as_a_reader_of_the_reports_would(
    counties: Library, case: dict[str, Any]
) -> None:
    answer = counties.ask(case["question"])
    assert answer.status.value == case["status"], answer.answer
    for wanted in case.get("has", ()):
        assert wanted in answer.answer, answer.answer
    for wrong in case.get("not", ()):
        assert wrong not in answer.answer, answer.answer
    if "file" in case:
        assert {c.file for c in answer.citations} == {case["file"]}


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_every_statement_cites_and_every_citation_is_exact(counties: Library, case: dict[str, Any]) -> None:
    answer = counties.ask(case["question"])
    assert (answer.status is Status.ABSTAINED) == (not answer.statements)
    numbers = [c.n for c in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    for statement in answer.statements:
        assert statement.citations
        assert set(statement.citations) <= set(numbers)
        assert all(f"[{n}]" in answer.answer for n in statement.citations)
    for citation in answer.citations:
        assert citation.quote
        paragraph = counties.report(citation.report_id).paragraph(citation.paragraph)
        assert citation.context == paragraph.text
        at = citation.quote_start
        assert citation.context[at : at + len(citation.quote)] == citation.quote
        source = counties.source(citation.report_id)[citation.start : citation.end]
        assert squeezed(source) == squeezed(citation.quote)


@pytest.mark.parametrize(
    ("question", "says", "near"),
    [
        ("平沙县2025年地区生产总值增长目标是多少?", "没有平沙县的报告", ""),
        ("望川县2019年地区生产总值是多少?", "没有讲到2019年的报告", ""),
        ("望川县2026年城镇新增就业目标是多少人?", "没有讲到2026年的报告", "城镇新增就业"),
        ("望川县2024年固定资产投资是多少亿元?", "没有给出“固定资产投资”的总量，只有增速", "固定资产投资增长6.3%"),
        ("望川县2024年粮食总产是多少?", "没有给出2024年的“粮食产量”，只有2025年的", "5.2亿斤"),
        ("临溪县2025年粮食总产目标是多少?", "没有提到“粮食产量”的目标", ""),
        ("望川县2025年商品房均价是多少?", "没有提到", ""),
        ("今天天气怎么样?", "没有提到所问的内容", ""),
    ],
)
def test_a_refusal_says_why_and_what_there_is_instead(counties: Library, question: str, says: str, near: str) -> None:
    answer = counties.ask(question)
    assert answer.status is Status.ABSTAINED, answer.answer
    assert says in answer.reason
    assert says in answer.answer
    assert near in " ".join(fact.text for fact in answer.nearest)


def test_only_the_target_is_given_and_not_the_result(counties: Library) -> None:
    answer = counties.ask("望川县2025年固定资产投资实际增长多少?")
    assert answer.status is Status.ABSTAINED
    assert "没有给出“固定资产投资”的完成数，只有目标" in answer.reason
    assert [fact.text for fact in answer.nearest] == ["固定资产投资增长7%"]


def test_nearest_facts_are_facts_and_cited(counties: Library) -> None:
    for question in ("今天天气怎么样?", "东岭区2024年地区生产总值是多少亿元?", "望川县2026年地区生产总值增长多少?"):
        answer = counties.ask(question)
        for fact in answer.nearest:
            (n,) = fact.citations
            cited = answer.citations[n - 1]
            assert cited.quote == fact.text
            assert cited.section, fact.text
            assert len(fact.text) < 80


@pytest.mark.parametrize(
    "spellings",
    [
        ["望川县2024年全县粮食总产目标?", "望川縣2024年全縣糧食總產目標？", "望川县２０２４年全县粮食总产目标？"],
        ["望川县2024年财政收入是多少亿元?", "望川縣2024年財政收入是多少億元？", "望川县２０２４年财政收入是多少亿元？"],
        ["望川县2025年城镇新增就业的目标是多少人?", "望川縣2025年城鎮新增就業的目標是多少人？"],
        ["什么是“标准地”?", "什麼是「標準地」？"],
    ],
)
def test_script_and_width_of_a_question_do_not_matter(counties: Library, spellings: list[str]) -> None:
    first, *others = [counties.ask(spelling).answer for spelling in spellings]
    assert first
    assert all(other == first for other in others)


def test_an_english_question_gets_the_answer_of_the_chinese_one(counties: Library) -> None:
    assert "182.4亿元" in counties.ask("What was the GDP of Wangchuan County in 2024?").answer
    assert "6%左右" in counties.ask("What GDP growth target did Wangchuan set for 2025?").answer


def test_the_same_question_gets_the_same_answer(counties: Library) -> None:
    for case in CASES[:6]:
        first, second = (dict(counties.ask(case["question"]).to_dict(), seconds=None) for _ in range(2))
        assert first == second


def test_an_answer_over_other_reports_only_is_held_to_them(counties: Library) -> None:
    answer: Answer = counties.ask("老旧小区改造了多少个?", files=["linxi_2025.txt"])
    assert {c.file for c in answer.citations} == {"linxi_2025.txt"}
    assert "7个" in answer.answer


def test_what_is_missing_is_named_in_a_partial_answer(counties: Library) -> None:
    answer = counties.ask("望川县和东岭区2024年地区生产总值哪个更高?")
    assert answer.status is Status.PARTIAL
    assert "182.4亿元" in answer.answer
    assert "东岭区" in answer.reason
    assert "更高" not in answer.answer
