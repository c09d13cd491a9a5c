"""Several questions in one line are answered one by one."""

from __future__ import annotations

import pytest

from rag import Library
from rag.several import questions

HELD = {"望川县", "临溪县"}


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        ("望川县2024年城镇新增就业多少人？", ["望川县2024年城镇新增就业多少人？"]),
        ("望川县怎么样？？", ["望川县怎么样？？"]),
        (
            "望川县2024年城镇新增就业多少人？2023年呢？",
            ["望川县2024年城镇新增就业多少人？", "望川县2023年城镇新增就业多少人?"],
        ),
        (
            "1.望川县2025年粮食产量目标是多少？2.临溪县2025年粮食产量目标是多少？",
            ["望川县2025年粮食产量目标是多少？", "临溪县2025年粮食产量目标是多少？"],
        ),
    ],
)
def test_a_line_is_split_at_its_question_marks_and_each_question_made_whole(line: str, apart: list[str]) -> None:
    assert questions(line, held=HELD) == apart


def test_what_asks_nothing_is_no_question_of_its_own() -> None:
    line = "听说望川县在修路？是真的吗？好的？"
    assert questions(line, held=HELD) == [line]


def test_answers_stand_under_each_other_with_citations_counted_through(counties: Library) -> None:
    one = counties.ask("望川县2025年地区生产总值增长目标是多少？")
    two = counties.ask("临溪县2025年地区生产总值增长目标是多少？")
    both = counties.ask("望川县2025年地区生产总值增长目标是多少？临溪县2025年地区生产总值增长目标是多少？")
    assert [s.text for s in both.statements] == [s.text for s in (*one.statements, *two.statements)]
    assert [c.n for c in both.citations] == list(range(1, len(both.citations) + 1))
    assert [c.file for c in both.citations] == [c.file for c in (*one.citations, *two.citations)]
    for statement in both.statements:
        assert all(f"[{n}]" in both.answer for n in statement.citations)


def test_what_one_of_them_lacks_is_said_and_the_rest_answered(counties: Library) -> None:
    both = counties.ask("望川县2025年地区生产总值增长目标是多少？望川县的房价跌了多少？")
    assert both.status.value == "partial"
    assert both.statements
    assert both.reason
    assert both.reason in both.answer


def test_where_none_is_answered_all_are_declined(counties: Library) -> None:
    both = counties.ask("望川县的房价跌了多少？望川县要修几条地铁？")
    assert both.status.value == "abstained"
    assert both.statements == ()


def test_comparisons_in_one_line_keep_both_sides_and_both_tables(counties: Library) -> None:
    one = "望川县和临溪县2025年地区生产总值增长目标哪个高？"
    other = "望川县和临溪县2024年地区生产总值哪个高？"
    tables = [counties.ask(question).table for question in (one, other)]
    both = counties.ask(one + other).table
    assert both is not None
    assert all(tables)
    assert [row[1].text for row in both.rows] == [row[1].text for table in tables if table for row in table.rows]
    asked = counties.ask("比较望川县和临溪县2025年地区生产总值增长目标？比较望川县和临溪县2024年地区生产总值？")
    assert [s.text[:3] for s in asked.statements] == ["望川县", "临溪县"] * 2
