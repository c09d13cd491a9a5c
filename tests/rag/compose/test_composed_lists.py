"""Lists: all of their members, in order, each with its own source."""

from __future__ import annotations

import pytest

from rag import Library

WORKS = ["停车位600个", "充电桩200台", "农村公路45公里", "老旧小区10个", "床位150张"]


@pytest.mark.parametrize("question", ["望川县2025年的民生实事有哪些?", "望川县2025年要办好哪五件民生实事?"])
def test_a_list_is_complete_and_in_order(counties: Library, question: str) -> None:
    answer = counties.ask(question)
    assert len(answer.statements) == len(WORKS)
    for statement, work in zip(answer.statements, WORKS, strict=True):
        assert work in statement.text
        (n,) = statement.citations
        assert work in answer.citations[n - 1].quote


def test_points_of_a_paragraph_are_a_list(counties: Library) -> None:
    answer = counties.ask("望川县2025年做强工业经济有哪些举措?")
    assert [s.text[:2] for s in answer.statements] == ["一是", "二是", "三是"]


def test_the_reports_own_headings_are_a_list(counties: Library) -> None:
    answer = counties.ask("望川县2025年重点工作有哪几项?")
    said = answer.answer
    assert said.index("做强工业经济") < said.index("建设美丽乡村") < said.index("办好民生实事")
