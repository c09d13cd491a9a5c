"""Questions that lean on the one before."""

from __future__ import annotations

import pytest

from rag import Library
from rag.followup import in_full
from rag.library import Turn

HELD = {"望川县", "临溪县", "青河市", "青河市东岭区"}
GDP = "望川县2024年地区生产总值是多少亿元?"
JOBS = "望川县2025年城镇新增就业的目标是多少人?"


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ([GDP], "那2023年呢?", "望川县2023年地区生产总值是多少亿元?"),
        ([GDP], "临溪县呢?", "临溪县2024年地区生产总值是多少亿元?"),
        ([GDP], "那临溪呢?", "临溪县2024年地区生产总值是多少亿元?"),
        ([GDP], "它的增速呢?", "望川县2024年地区生产总值增速是多少?"),
        ([GDP], "目标呢?", "望川县2024年地区生产总值目标是多少?"),
        ([GDP], "上一年呢?", "望川县2023年地区生产总值是多少亿元?"),
        ([GDP], "那一般公共预算收入呢?", "望川县2024年一般公共预算收入是多少?"),
        ([GDP], "和临溪县相比哪个更高?", "望川县和临溪县2024年地区生产总值哪个更高?"),
        ([JOBS], "实际呢?", "望川县2025年实际城镇新增就业是多少?"),
        ([JOBS], "完成了吗?", "望川县2025年城镇新增就业目标完成了吗?"),
        ([JOBS], "粮食总产呢?", "望川县2025年粮食总产目标是多少?"),
        ([GDP, "那2023年呢?"], "临溪县呢?", "临溪县2023年地区生产总值是多少亿元?"),
        ([GDP, "它的增速呢?"], "那2023年呢?", "望川县2023年地区生产总值增速是多少?"),
        (["望川县2025年的民生实事有哪些?"], "临溪县呢?", "临溪县2025年民生实事有哪些?"),
        (["什么是“标准地”?"], "“四好农村路”呢?", "什么是“四好农村路”?"),
        (["望川县和临溪县2024年地区生产总值哪个更高?"], "青河市呢?", "青河市2024年地区生产总值是多少?"),
    ],
)
def test_what_is_left_out_is_taken_from_the_last_question(earlier: list[str], question: str, full: str) -> None:
    assert in_full(question, earlier, held=HELD) == full


@pytest.mark.parametrize(
    "question",
    [
        "临溪县2025年固定资产投资增长目标是多少?",
        "哪些地方提出了粮食总产目标?",
        "什么是“标准地”?",
        "青河市2025年要改造多少个老旧小区、更新多少公里老旧管网?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert in_full(question, [JOBS], held=HELD) == question


def test_without_a_conversation_nothing_is_filled_in() -> None:
    assert in_full("那2023年呢?", []) == "那2023年呢?"


@pytest.mark.parametrize(
    ("earlier", "question", "has"),
    [
        ([GDP], "那2023年呢?", "171.6亿元"),
        ([GDP], "临溪呢?", "97.3亿元"),
        ([GDP], "它的增速呢?", "5.8%"),
        (["望川县2024年地区生产总值增长多少?"], "目标呢?", "6%左右"),
        ([JOBS], "那2024年呢?", "3000人以上"),
        ([GDP], "和临溪县比哪个更高?", "望川县更高"),
    ],
)
def test_a_conversation_is_followed(counties: Library, earlier: list[str], question: str, has: str) -> None:
    answer = counties.ask(question, history=[Turn(one) for one in earlier])
    assert has in answer.answer
    assert answer.question == question


def test_understood_shows_what_was_carried_over(counties: Library) -> None:
    understood = counties.ask("那临溪县呢?", history=[Turn(JOBS)]).understood
    assert (understood.places, understood.years, understood.status) == (("临溪县",), (2025,), "target")
    assert understood.indicator == "城镇新增就业"


def test_a_conversation_does_not_change_a_question_that_stands_alone(counties: Library) -> None:
    alone = counties.ask("临溪县2025年固定资产投资增长目标是多少?")
    after = counties.ask("临溪县2025年固定资产投资增长目标是多少?", history=[Turn(GDP), Turn(JOBS)])
    assert after.answer == alone.answer
