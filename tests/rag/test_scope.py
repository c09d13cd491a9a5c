"""Which reports a question is about."""

from __future__ import annotations

import pytest

from rag import Library
from rag.scope import scopes


def sides(library: Library, question: str) -> list[tuple[str, set[str]]]:
    understood, rows = library._understand(question, ())
    names = {row.id: row.file.removesuffix(".txt") for row in rows}
    return [(scope.label, {names[i] for i in scope.preferred}) for scope in scopes(understood, rows)]


@pytest.mark.parametrize(
    ("question", "preferred"),
    [
        ("望川县2024年城镇新增就业目标是多少?", {"wangchuan_2024"}),
        ("望川县2024年实际城镇新增就业多少人?", {"wangchuan_2025"}),
        ("望川县2024年城镇新增就业多少人?", {"wangchuan_2024", "wangchuan_2025"}),
        ("望川县城镇新增就业多少人?", {"wangchuan_2024", "wangchuan_2025"}),
        ("青河市改造老旧小区多少个?", {"qinghe_2025"}),
        ("东岭区改造老旧小区多少个?", {"dongling_2025"}),
        ("望川县2025年的报告提到改造老旧小区多少个?", {"wangchuan_2025"}),
        # Other places have a report of 2024; 青河市 has none, and its own of 2025 is nearer.
        ("青河市2024年的报告提到改造老旧小区多少个?", {"qinghe_2025"}),
    ],
)
def test_place_and_year_choose_the_reports(counties: Library, question: str, preferred: set[str]) -> None:
    assert [found for _, found in sides(counties, question)] == [preferred]


def test_a_comparison_has_a_side_for_each_place(counties: Library) -> None:
    found = sides(counties, "望川县和临溪县2024年地区生产总值哪个更高?")
    assert found == [("望川县", {"wangchuan_2024", "wangchuan_2025"}), ("临溪县", {"linxi_2025"})]


def test_a_comparison_of_years_has_a_side_for_each_year(counties: Library) -> None:
    found = sides(counties, "望川县2023年和2024年地区生产总值增速哪一年更高?")
    assert [label for label, _ in found] == ["望川县2023年", "望川县2024年"]


def test_a_question_over_all_reports_has_a_side_for_each_that_tells_of_the_year(counties: Library) -> None:
    assert len(sides(counties, "哪些地方提出了粮食总产目标?")) == 5
    assert [label for label, _ in sides(counties, "哪些地方提出了2024年的就业目标?")] == ["望川县2024年"]
