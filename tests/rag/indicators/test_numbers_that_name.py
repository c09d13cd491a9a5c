"""Numbers that are part of what something is called, or that say which things are meant, are no figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.indicators import extract
from rag.types import Report

Reports = Callable[..., Report]


@pytest.mark.parametrize(
    "sentence",
    [
        "深入贯彻市委五届十一次、十二次全会精神。",
        "建筑工地落实“6个100%”要求。",
        "以解决三个1亿人问题为着力点。",
        "实现两个翻一番目标。",
        "全面落实“惠企政策”33条。",
        "突出12345市长热线作用。",
        "着力打造“一圈两场五位”。",
        "办好“百场戏曲进学校、万场演出惠民生”活动。",
        "织密审计和监督两张网。",
        "建设56个民族共同团结奋斗的美好家园。",
        "会议应出席代表181名，实际出席158名。",
        "推进空置率30%以下“空心村”治理。",
        "在人口20万以上的县建设学校。",
        "空气质量退出全国168个重点城市“倒数前十”。",
        "全国每出口4辆汽车就有1辆澄湖造。",
        "松岭万亩草场成为新的打卡地。",
        "启动百家企业进澄湖活动。",
        "实施千家企业节能行动。",
        "澄湖亿家红建成工作站。",
        "万人火灾发生率低于全省平均值。",
    ],
)
def test_a_number_that_names_is_no_figure(report_of: Reports, sentence: str) -> None:
    assert [(r.indicator, r.values[0]) for r in extract(report_of(sentence)) if r.values[0] != 1] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新建超1000亩的设施果园10个。", [10]),
        ("集体收入过20万元的村超过75%，过50万元的超过45%。", [75, 45]),
        ("建成3人制篮球场20个。", [20]),
        ("千人托位数4.8个。", [4.8]),
        ("打通“断头路”32条。", [32]),
        ("森林覆盖率30%以上。", [30]),
        ("收储土地近万亩。", [10000]),
        ("建成设施农业示范区百万亩。", [1000000]),
        ("引进千名高层次人才。", [1000]),
        ("城市信用指数位居全国90个地级市第7位。", [7]),
    ],
)
def test_what_is_counted_of_a_class_is_kept(report_of: Reports, sentence: str, expected: list[float]) -> None:
    assert [r.value for r in extract(report_of(sentence))] == expected


def test_upwards_of_a_round_word_is_no_part_of_a_name(report_of: Reports) -> None:
    (row,) = extract(report_of("足球联赛吸引参赛队伍上万支。"))
    assert (row.indicator, row.value, row.qualifier) == ("足球联赛吸引参赛队伍", 10000, "上")
