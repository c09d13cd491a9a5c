"""Places and years set side by side: the verdict, what it was computed from, and who says nothing."""

from __future__ import annotations

import pytest

from rag import Library
from rag.results import Answer, Status


def formula(answer: Answer) -> str:
    derived = answer.statements[0].derived
    assert derived is not None
    assert derived.operands == answer.statements[0].citations
    return derived.formula


@pytest.mark.parametrize(
    ("question", "verdict", "computed"),
    [
        (
            "望川县和临溪县2024年地区生产总值哪个更高?",
            "望川县更高：望川县182.4亿元，临溪县97.3亿元。",
            "182.4亿元 > 97.3亿元",
        ),
        (
            "望川县与临溪县2024年地区生产总值谁更低?",
            "临溪县更低：临溪县97.3亿元，望川县182.4亿元。",
            "97.3亿元 < 182.4亿元",
        ),
        (
            "望川县和青河市2025年一般公共预算收入增长目标哪个更高?",
            "望川县、青河市相同：望川县5%以上，青河市5%以上。",
            "5% = 5%",
        ),
        (
            "望川县和临溪县2025年地区生产总值增长目标哪个更高?",
            "望川县更高：望川县6%左右，临溪县5.0%—5.5%。",
            "6% > 5.0%—5.5%",
        ),
        ("望川县和临溪县2024年进出口总额增速哪个更高?", "临溪县更高：临溪县4.5%，望川县下降3.2%。", "4.5% > -3.2%"),
        (
            "望川县2023年和2024年地区生产总值增速哪一年更高?",
            "望川县2024年更高：望川县2024年5.8%，望川县2023年5.2%。",
            "5.8% > 5.2%",
        ),
    ],
)
def test_a_verdict_names_the_winner_and_both_figures(
    counties: Library, question: str, verdict: str, computed: str
) -> None:
    answer = counties.ask(question)
    assert answer.statements[0].text == verdict
    assert formula(answer) == computed


def test_figures_in_different_units_of_one_kind_are_compared_by_value(counties: Library) -> None:
    answer = counties.ask("望川县和青河市2024年城镇新增就业哪个更多?")
    assert answer.statements[0].text == "青河市更多：青河市4.8万人，望川县3120人。"


def test_figures_that_cannot_be_compared_stand_side_by_side_without_a_verdict(counties: Library) -> None:
    # The one gives a fall in per cent only, the other asks for an amount: nothing is made up.
    answer = counties.ask("望川县和临溪县2024年进出口总额哪个更高?")
    assert "亿元" not in answer.answer
    assert all(s.derived is None or "%" in s.derived.formula for s in answer.statements)


def test_a_difference_is_computed_and_shown_as_computed(counties: Library) -> None:
    answer = counties.ask("望川县和临溪县2024年地区生产总值相差多少亿元?")
    assert "相差85.1亿元" in answer.answer
    assert formula(answer) == "182.4亿元 - 97.3亿元 = 85.1亿元"


def test_a_difference_of_percentages_is_in_points(counties: Library) -> None:
    answer = counties.ask("望川县和青河市2024年地区生产总值增速相差多少?")
    assert "相差0.4个百分点" in answer.answer


def test_a_sum_is_computed_over_all_operands(counties: Library) -> None:
    answer = counties.ask("望川县和临溪县2024年地区生产总值合计多少亿元?")
    assert "合计279.7亿元" in answer.answer
    assert formula(answer) == "182.4亿元 + 97.3亿元 = 279.7亿元"


def test_the_table_has_a_source_in_every_cell(counties: Library) -> None:
    answer = counties.ask("望川县和临溪县2024年地区生产总值哪个更高?")
    assert answer.table is not None
    cells = {row[0].text: row[1] for row in answer.table.rows}
    assert {name: cell.text for name, cell in cells.items()} == {"望川县": "182.4亿元", "临溪县": "97.3亿元"}
    for cell in cells.values():
        (n,) = cell.citations
        assert cell.text in answer.citations[n - 1].quote


def test_every_report_that_answers_is_listed_and_the_others_are_named(counties: Library) -> None:
    answer = counties.ask("哪些地方提出了粮食总产目标?")
    assert answer.status is Status.PARTIAL
    assert "望川县2025年：粮食总产稳定在5.2亿斤以上" in answer.answer
    assert "青河市2025年：粮食总产稳定在96亿斤以上" in answer.answer
    assert {c.file for c in answer.citations} == {"wangchuan_2025.txt", "qinghe_2025.txt"}
    for silent in ("临溪县2025年", "望川县2024年", "青河市东岭区2025年"):
        assert silent in answer.reason


def test_reports_of_other_years_are_not_listed(counties: Library) -> None:
    answer = counties.ask("哪些地方提出了2025年城镇新增就业目标,各是多少?")
    assert "wangchuan_2024.txt" not in {c.file for c in answer.citations}
    assert len(answer.statements) == 4
    assert "2024年" not in answer.answer


def test_the_highest_of_all_is_found(counties: Library) -> None:
    answer = counties.ask("2025年各地的固定资产投资增长目标哪个最高?")
    assert answer.statements[0].text.startswith("临溪县2025年")
    assert "9%左右" in answer.statements[0].text
    assert "8%" not in answer.answer


def test_last_years_figures_are_not_listed_for_this_year(counties: Library) -> None:
    answer = counties.ask("各地2025年新建充电桩多少台?")
    assert "200台" in answer.answer
    assert "3000台" in answer.answer
    assert "86台" not in answer.answer
    assert "临溪县2025年" in answer.reason


def test_a_sum_without_one_of_its_operands_is_not_computed(counties: Library) -> None:
    answer = counties.ask("望川县、临溪县和青河市2024年充电桩合计新建多少台?")
    assert answer.status is Status.PARTIAL
    assert "望川县" in answer.reason
    assert "合计" not in answer.answer
    assert all(s.derived is None for s in answer.statements)


def test_the_lowest_of_all_is_found_whatever_the_question_calls_it(counties: Library) -> None:
    answer = counties.ask("2025年哪个县的固定资产投资增长目标最低?")
    assert answer.statements[0].text.startswith("望川县2025年最低：望川县2025年7%")
