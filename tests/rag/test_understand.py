"""What a question asks for."""

from __future__ import annotations

import pytest

from rag.understand import understand

HELD = {"菏泽市", "济宁市", "德州市陵城区", "望川县"}


@pytest.mark.parametrize(
    ("question", "places", "years", "kind", "status"),
    [
        ("菏泽市2024年城镇新增就业的目标是多少人?", ("菏泽市",), (2024,), "figure", "target"),
        ("菏澤市2023年實際新增城鎮就業多少人?", ("菏泽市",), (2023,), "figure", "actual"),
        ("What GDP growth target did Jining set for 2020?", ("济宁市",), (2020,), "figure", "target"),
        ("德州市陵城区要新建多少公里农村公路?", ("德州市陵城区",), (), "figure", "target"),
        ("望川县2025年的就业目标是多少,实际完成了吗?", ("望川县",), (2025,), "tracking", ""),
        ("菏泽市和济宁市的粮食总产目标哪个更高?", ("菏泽市", "济宁市"), (), "comparison", "target"),
        ("哪些地方提出了粮食总产目标?", (), (), "aggregate", "target"),
        ("什么是“标准地”?", (), (), "definition", ""),
        ("望川县2025年的十件民生实事有哪些?", ("望川县",), (2025,), "list", ""),
    ],
)
def test_a_question_is_understood(
    question: str, places: tuple[str, ...], years: tuple[int, ...], kind: str, status: str
) -> None:
    found = understand(question, held=HELD).understood
    assert (found.places, found.years, found.kind, found.status) == (places, years, kind, status)


@pytest.mark.parametrize("question", ["未名县2025年新建幼儿园几所?", "望川县和未名县的幼儿园有几所?"])
def test_a_place_that_no_table_knows_is_still_a_place(question: str) -> None:
    assert "未名县" in understand(question, held=HELD).understood.places


@pytest.mark.parametrize(
    "question",
    ["老旧小区的改造计划是什么?", "全市的就业目标是多少?", "开发区有几个?", "城市的绿化目标是多少?", "大型超市有几家?"],
)
def test_common_nouns_are_no_places(question: str) -> None:
    assert understand(question, held=HELD).understood.places == ()


def test_question_words_are_not_searched_for() -> None:
    question = understand("请问菏泽市2024年要新建多少台充电桩呢?", held=HELD)
    assert "充电" in question.terms
    assert not {"多少", "请问", "菏泽", "2024"} & set(question.terms)


def test_everyday_words_bring_in_the_official_ones() -> None:
    official = understand("过年可以放鞭炮吗?", held=HELD).terms
    assert "烟花" in official


def test_where_one_goes_to_is_no_side_of_the_question() -> None:
    asked = understand("望川人去北京天津看病，能直接报销的医院有几家?", held={"望川县"})
    assert asked.understood.places == ("望川县",)


def test_a_held_place_opens_a_question_though_its_name_is_a_common_word() -> None:
    # 安国 is set off by nothing here, and would be missed.
    asked = understand("2021年安国农村改了多少个厕所?", held={"保定市安国市"})
    assert asked.understood.places == ("保定市安国市",)


def test_a_place_in_brackets_that_only_says_what_is_counted_is_no_side() -> None:
    assert understand("保定市（含定州）2024年地区生产总值是多少?").understood.places == ("保定市",)


def test_the_state_that_acts_is_the_nation_and_a_rank_is_not() -> None:
    assert understand("2011年国家种了多少树?").understood.places == ("国务院",)
    assert understand("国家级绿色工厂有多少家?").understood.places == ()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("望川县2024年经济增长目标实现了没有?", "tracking"),
        ("望川县2024年失业率控制在目标以内了吗?", "tracking"),
        ("望川县2024年的目标任务是什么?", "definition"),
        ("望川县2021年改厕和2022年计划改的，哪年多?", "comparison"),
        ("望川县一、二、三产业哪个增长最快?", "comparison"),
    ],
)
def test_whether_a_target_was_met_is_asked_in_many_words(question: str, kind: str) -> None:
    assert understand(question).understood.kind == kind


def test_three_industries_are_three_names_and_their_structure_one() -> None:
    assert understand("望川县2024年一、二、三产业各增长多少?").understood.terms == (
        "第一产业增加值",
        "第二产业增加值",
        "第三产业增加值",
    )
    assert understand("望川县2024年三产结构怎样?").understood.indicator == "三次产业结构"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("菏泽市2024年一般公共预算收入", "figure"),
        ("山东省2026年地区生产总值增长目标", "figure"),
        ("山东省“十五五”时期粮食产量目标", "figure"),
        ("河南省提高粮食产量的主要措施", "fact"),
    ],
)
def test_an_indicator_typed_alone_asks_for_its_figure(question: str, kind: str) -> None:
    assert understand(question).understood.kind == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("牡丹区有哪些医疗卫生项目正在建设？", "list"),
        ("济宁市各县区的特色农产品有哪几样？", "list"),
        ("山东省各市的地区生产总值哪个市最高？", "aggregate"),
        ("河南省2026年的目标比2025年是高了还是低了？", "comparison"),
        ("国务院2011、2014、2017年的政府工作报告，居民消费价格目标各控制在多少？", "comparison"),
    ],
)
def test_the_name_of_a_place_says_nothing_of_the_kind_of_question(question: str, kind: str) -> None:
    assert understand(question).understood.kind == kind


def test_provinces_are_known_by_one_character_where_they_are_counted() -> None:
    assert understand("2026年京沪两市一般公共预算收入目标谁高？").understood.places == ("北京市", "上海市")


def test_an_outer_place_that_holds_all_the_others_is_no_side() -> None:
    places = understand("贵州的黔南州和黔西南州，2024年地区生产总值目标哪个更高？").understood.places
    assert places == ("黔南布依族苗族自治州", "黔西南布依族苗族自治州")


def test_plans_and_means_are_understood_in_english() -> None:
    found = understand("What was Jining's average annual GDP growth in the 13th Five-Year Plan period?")
    assert "“十三五”期间" in found.text
    assert "年均" in found.text


def test_reports_of_several_years_are_named_together() -> None:
    assert understand("国务院2011、2014和2017年的政府工作报告提出了什么目标？").report_years == (2011, 2014, 2017)
