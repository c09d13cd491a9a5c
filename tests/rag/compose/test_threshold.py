"""Limits that a question sets, and who lies on which side of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag import Library
from rag.compose.threshold import threshold


@pytest.mark.parametrize(
    ("question", "values", "unit", "is_met"),
    [
        ("增长目标高于5%的有哪些?", ["5.5"], "%", True),
        ("增长目标高于5%的有哪些?", ["5"], "%", False),
        ("增长目标高于5%的有哪些?", ["5", "5.5"], "%", False),  # 5%—5.5% may turn out to be 5%
        ("增长目标在5%以上的有哪些?", ["5"], "%", True),
        ("少于3万人的有哪些?", ["28000"], "人", True),
        ("少于3万人的有哪些?", ["30000"], "人", False),
        ("不超过3万人的有哪些?", ["30000"], "人", True),
        ("高于5%的有哪些?", ["9"], "元", False),
    ],
)
def test_a_figure_lies_on_the_side_asked_for_or_not(question: str, values: list[str], unit: str, is_met: bool) -> None:
    limit = threshold(question)
    assert limit is not None
    assert limit.is_met([Decimal(value) for value in values], unit) is is_met


def test_a_question_without_a_limit_has_none() -> None:
    assert threshold("2025年地区生产总值增长目标是多少?") is None


def test_places_on_one_side_of_a_limit_are_listed_with_their_figures(counties: Library) -> None:
    over = counties.ask("2025年地区生产总值增长目标高于5.5%的地方有哪些?")
    assert over.status.value == "answered"
    assert over.statements[0].derived is not None
    assert over.table is not None
    assert [row[0].text for row in over.table.rows] == ["望川县2025年"]


def test_where_none_lies_beyond_the_limit_the_nearest_is_named(counties: Library) -> None:
    none = counties.ask("2025年地区生产总值增长目标高于30%的地方有哪些?")
    assert none.answer.startswith("没有高于30%的")
    assert none.citations
