"""What a review of several years dates as all of them, and what as their last."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.indicators import IndicatorRow, extract
from rag.types import Report

Reports = Callable[..., Report]
SPAN = "一、过去五年工作回顾\n{}\n二、2024年工作安排\n保持平稳。\n"


def one(report: Report, name: str) -> IndicatorRow:
    return next(row for row in extract(report) if row.indicator == name)


@pytest.mark.parametrize(
    "opening",
    [
        "2023年全市生产总值达到300亿元，是2018年的1.6倍。",
        "综合实力显著增强。2023年财政收入达到30亿元。",
        "（一）2023年财政收入达到30亿元，年均增长8%。",
        "粮食单产稳步提高，去年达到500公斤。",
    ],
)
def test_a_level_of_the_last_year_does_not_end_the_review_of_several(report_of: Reports, opening: str) -> None:
    text = SPAN.format(f"{opening}\n新增公园9个。")
    assert one(report_of(text=text), "新增公园").period == "过去五年"


@pytest.mark.parametrize("opening", ["刚刚过去的2023年，我们砥砺前行。", "2023年，我们聚焦民生，办成一批实事。"])
def test_a_paragraph_about_the_last_year_does(report_of: Reports, opening: str) -> None:
    assert one(report_of(text=SPAN.format(f"{opening}\n新增公园9个。")), "新增公园").period == "year"


@pytest.mark.parametrize(
    ("heading", "opening", "period"),
    [
        ("一、过去一年和五年工作回顾", "过去五年极不平凡。\n——绿色发展成效明显。", "过去五年"),
        ("一、建设成就辉煌的五年", "绿色发展成效明显。", "五年"),
        ("一、过去五年工作回顾", "几年来，绿色发展成效明显。", "过去五年"),
        ("一、2023年工作回顾", "三年行动收官，近三年产值较快增长。", "year"),
    ],
)
def test_headings_say_the_span_and_words_in_passing_do_not_change_it(
    report_of: Reports, heading: str, opening: str, period: str
) -> None:
    text = f"{heading}\n{opening}新增公园9个。\n二、2024年工作安排\n保持平稳。\n"
    assert one(report_of(text=text), "新增公园").period == period


@pytest.mark.parametrize(
    ("sentence", "name", "period"),
    [
        ("新上电力项目12个。", "新上电力项目", "过去五年"),
        ("依法拆除窑炉19座。", "依法拆除窑炉", "过去五年"),
        ("湿地保护修复2万亩。", "湿地保护修复", "过去五年"),
        ("融资平台退出13户。", "融资平台退出", "过去五年"),
        ("向乡镇下放服务事项118项。", "向乡镇下放服务事项", "过去五年"),
        ("36个街道债务提前清零。", "街道债务提前清零", "过去五年"),
        ("引进重点项目16个、总投资60亿元。", "重点项目总投资", "过去五年"),
        ("投资3亿元的河滨公园项目建成。", "河滨公园项目投资", "year"),
        ("目前，入园企业8家，总投资21亿元。", "入园企业总投资", "year"),
        ("多年累计改造农村危房24万户。", "多年累计改造农村危房", "累计"),
        ("建成基站9万个、覆盖95%以上行政村。", "基站覆盖", "year"),
        ("固定资产投资完成56亿元，是2018年的2倍。", "固定资产投资", "year"),
        ("绿色工业园区74个。", "绿色工业园区", "year"),
    ],
)
def test_what_was_done_is_of_the_span_and_how_things_stand_of_its_end(
    report_of: Reports, sentence: str, name: str, period: str
) -> None:
    assert one(report_of(text=SPAN.format(sentence)), name).period == period
