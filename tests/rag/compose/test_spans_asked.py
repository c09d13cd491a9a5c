"""Questions about several years: what they average or add up to is no year's figure, nor another plan's."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import Library

CITY = """政府工作报告

——2021年1月10日在棠溪市第六届人民代表大会第一次会议上

棠溪市市长 闻溪桥

各位代表：

一、“十三五”工作回顾

五年来，我们坚持稳中求进，综合实力持续增强。地区生产总值年均增长6.4%，城镇新增就业15.2万人。2020年粮食产量达到31亿斤。城镇新增绿地90公顷。

五年来，我们坚持绿色发展，环境质量稳步改善。造林42万亩，新建游步道66公里。

过去一年，地区生产总值增长2.8%，城镇新增就业2.6万人。

二、2021年重点工作

今年的主要预期目标是：地区生产总值增长7%左右，城镇新增就业2.8万人。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("reports")
    (folder / "city.txt").write_text(CITY, encoding="utf-8")
    library = Library.open(tmp_path_factory.mktemp("home"))
    library.add([folder])
    return library


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("棠溪市“十三五”期间地区生产总值年均增长多少？", "6.4%"),
        ("棠溪市五年来地区生产总值年均增长多少？", "6.4%"),
        ("棠溪市2016—2020年地区生产总值年均增长多少？", "6.4%"),
        ("棠溪市“十三五”期间城镇新增就业多少万人？", "15.2万人"),
        ("棠溪市2020年地区生产总值增长多少？", "2.8%"),
        ("棠溪市2020年城镇新增就业多少万人？", "2.6万人"),
    ],
)
def test_a_span_is_told_from_its_last_year(library: Library, question: str, figure: str) -> None:
    answer = library.ask(question)
    assert [figure in statement.text for statement in answer.statements] == [True]


def test_an_average_of_years_that_no_report_gives_is_not_replaced_by_a_year_s_figure(library: Library) -> None:
    answer = library.ask("棠溪市“十四五”期间地区生产总值年均增长多少？")
    assert answer.statements == ()
    assert "所问时期" in answer.reason
    assert library.ask("棠溪市“十四五”地区生产总值年均增长目标").statements == ()


def test_a_plan_is_not_answered_by_the_reports_of_another_time(library: Library) -> None:
    assert library.ask("棠溪市“十三五”期间造林多少万亩？").statements != ()
    assert library.ask("棠溪市“九五”期间造林多少万亩？").statements == ()


def test_a_total_of_years_does_not_answer_for_one_of_them(library: Library) -> None:
    assert [s.text for s in library.ask("棠溪市五年来新建游步道多少公里？").statements] == ["新建游步道66公里。"]
    answer = library.ask("棠溪市2020年新建游步道多少公里？")
    assert answer.statements == ()
    assert "只有五年来的" in answer.reason
    assert ["66公里" in near.text for near in answer.nearest] == [True]
