"""Counted nouns that stay whole: those that begin like a verb, carry a size, brackets or a mark, or share a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.indicators import extract
from rag.types import Report

Reports = Callable[..., Report]


def told(report: Report) -> list[tuple[str, str]]:
    return [(r.indicator, f"{r.value:g}{r.unit}" if not isinstance(r.value, list) else "") for r in extract(report)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("建成9个集中安置点、4个学校项目。", ("建成集中安置点", "9个")),
        ("建立经贸服务站3个、为农服务中心20处。", ("建立为农服务中心", "20处")),
        ("新建6个多功能运动场、2个智慧公园。", ("新建多功能运动场", "6个")),
        ("打造茶叶、蔬菜等3个千亩特色产业示范区。", ("打造茶叶、蔬菜等千亩特色产业示范区", "3个")),
        ("抓好12个小麦万亩高产示范方建设。", ("抓好小麦万亩高产示范方建设", "12个")),
        ("建成30个“10分钟文化圈”。", ("建成“10分钟文化圈”", "30个")),
        ("新增2所省级（特色）示范性高中，双桥学院获批。", ("新增省级(特色)示范性高中", "2所")),
        ("推进9县（市）城乡融合试点建设。", ("推进城乡融合试点建设", "9县")),
        ("以实施6项重大工程为抓手，加快发展物流业。", ("实施重大工程", "6项")),
        ("城市经济规模进入3万亿元以上的新阶段。", ("城市经济规模", "3万亿元")),
        ("8家企业入选全省百强、数量居全省第一。", ("企业入选全省百强", "8家")),
        ("抓好年度投资60亿元的40个市级项目。", ("市级项目年度投资", "60亿元")),
    ],
)
def test_a_counted_noun_is_whole(report_of: Reports, sentence: str, expected: tuple[str, str]) -> None:
    assert expected in told(report_of(sentence))


def test_a_size_of_things_counted_is_no_figure_of_its_own(report_of: Reports) -> None:
    assert told(report_of("建成4个2000亩标准化果园。")) == [("建成2000亩标准化果园", "4个")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "60个市级项目、9个省级重点项目分别完成投资80亿元、30亿元。",
            [("市级项目投资", "80亿元"), ("省级重点项目投资", "30亿元")],
        ),
        (
            "省、市重点项目分别完成投资30亿元、50亿元，为年度计划的120%、105%。",
            [("省重点项目投资完成年度计划比例", "120%"), ("市重点项目投资完成年度计划比例", "105%")],
        ),
        (
            "化工营业收入增长10%、航空航天增长20%、生物医药增长6%。",
            [("化工营业收入", "10%"), ("航空航天营业收入", "20%"), ("生物医药营业收入", "6%")],
        ),
    ],
)
def test_each_of_a_list_has_its_own(report_of: Reports, sentence: str, expected: list[tuple[str, str]]) -> None:
    rows = told(report_of(sentence))
    assert [row for row in rows if row in expected] == expected


def test_those_only_counted_are_told_with_what_they_won(report_of: Reports) -> None:
    rows = told(report_of("3人入选全国好人榜、2人获评省级道德模范、6人当选市级劳动模范。"))
    assert rows == [("入选全国好人榜", "3人"), ("获评省级道德模范", "2人"), ("当选市级劳动模范", "6人")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增城镇就业6万人，农村劳动力转移就业3万人。", ("农村劳动力转移就业", "3万人")),
        ("认定孵化基地9个、孵化创业实体57个。", ("孵化创业实体", "57个")),
        ("力争游客接待量达到800万人次，综合收入达到90亿元。", ("旅游收入", "90亿元")),
        ("房屋征收完成95%。", ("房屋征收完成比例", "95%")),
        ("脱贫人口增收12%。", ("脱贫人口增收", "12%")),
        ("村集体收入全部突破10万元。", ("村集体收入全部突破", "10万元")),
        ("建设300万亩小麦、200万亩玉米高产示范区。", ("建设小麦高产示范区", "300万亩")),
    ],
)
def test_a_name_says_what_is_said_of_its_own_figure(
    report_of: Reports, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in told(report_of(sentence))


def test_how_long_a_rank_is_held_is_no_length(report_of: Reports) -> None:
    assert told(report_of("建设用地审批效率连续两年排全省第一。")) == [("建设用地审批效率", "1位")]


def test_money_is_told_with_what_it_is_spent_on(report_of: Reports) -> None:
    assert told(report_of("安排特别国债30亿元支持消费品以旧换新。")) == [("安排特别国债支持消费品以旧换新", "30亿元")]
