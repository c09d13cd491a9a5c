"""What kind of figure a question asks for."""

from __future__ import annotations

import pytest

from rag.asked import asked
from rag.figures import Measure, find_figures


@pytest.mark.parametrize(
    ("question", "units", "measures"),
    [
        ("城镇新增就业的目标是多少万人?", ("人",), ()),
        ("地区生产总值是多少亿元,增长多少?", ("元",), (Measure.GROWTH,)),
        ("税收占比是多少?", (), (Measure.SHARE,)),
        ("一般公共预算收入增长百分之几?", (), (Measure.GROWTH,)),
        ("民生支出占百分之几?", (), (Measure.SHARE,)),
        ("增速居全省第几?", (), (Measure.GROWTH, Measure.RANK)),
        ("要建几个公园?", ("个",), ()),
        ("进出口总额是多少?", (), (Measure.LEVEL,)),
        ("要新建多少公里农村公路?", ("米",), ()),
        ("报告是谁作的?", (), ()),
    ],
)
def test_unit_and_measure_are_read_from_the_question(
    question: str, units: tuple[str, ...], measures: tuple[Measure, ...]
) -> None:
    found = asked(question)
    assert (found.units, found.measures) == (units, measures)


@pytest.mark.parametrize(
    ("question", "sentence", "share"),
    [
        ("是多少亿元?", "达到182.4亿元", 1.0),
        ("是多少亿元?", "增长5.8%", 0.0),
        ("增长多少?", "增长5.8%", 1.0),
        ("增长多少?", "达到182.4亿元", 0.0),
        ("是多少亿元,增长多少?", "达到182.4亿元", 0.5),
        ("新增多少家企业?", "新增企业20家", 1.0),
        ("新增多少家企业?", "新增企业20个", 0.85),  # another measure word may count the same things
        ("看一次病要花多少钱?", "每人补助200元", 1.0),
        ("一年里有多少天空气是好的?", "优良天数达到301天", 1.0),
        ("一年里有多少天空气是好的?", "平均浓度下降5.8%", 0.0),
        ("办下来要多久?", "压缩至3个工作日以内", 1.0),
        ("当地人平均能活多大?", "人均预期寿命79.2岁", 1.0),
        ("来了多少游客?", "接待游客39.5万人次", 1.0),
        ("水管换了多长?", "改造供水管网15公里", 1.0),
        ("新增多少家企业?", "投入20万元", 0.0),
        ("多少人?", "新增20家", 0.0),
        ("PM2.5浓度是多少微克每立方米?", "降至38微克/立方米", 1.0),
        ("PM2.5浓度是多少微克/立方米?", "降至38微克", 1.0),
        ("PM2.5浓度是多少微克/立方米?", "下降5.8%", 0.0),
    ],
)
def test_a_figure_answers_in_the_unit_that_is_asked_for(question: str, sentence: str, share: float) -> None:
    assert asked(question).share_met(find_figures(sentence)) == share


def test_where_nothing_is_asked_any_figure_does() -> None:
    assert not asked("目标是什么?")
    assert asked("目标是什么?").share_met(find_figures("增长5%")) == 1.0
    assert asked("目标是什么?").share_met([]) == 0.0
