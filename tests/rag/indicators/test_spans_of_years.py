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
        ("32家县属企业全部进行了改革。", "县属企业全部进行了改革", "过去五年"),
        ("引进重点项目16个、总投资60亿元。", "引进重点项目总投资", "过去五年"),
        ("投资3亿元的河滨公园项目建成。", "河滨公园项目投资", "year"),
        ("目前，入园企业8家，总投资21亿元。", "入园企业总投资", "year"),
        ("多年累计改造农村危房24万户。", "多年累计改造农村危房", "累计"),
        ("建成基站9万个、覆盖95%以上行政村。", "基站覆盖", "year"),
        ("固定资产投资完成56亿元，是2018年的2倍。", "固定资产投资", "year"),
        ("绿色工业园区74个。", "绿色工业园区", "year"),
        ("旅游综合收入12亿元，比上个五年增长4亿元。", "旅游收入", "过去五年"),
        ("装机容量达到23万千瓦，比“十二五”增加7万千瓦。", "装机容量", "year"),
        ("市区新改扩建主干道16条。", "市区新改扩建主干道", "过去五年"),
        ("综合治理水土流失面积23平方公里。", "综合治理水土流失面积", "过去五年"),
        ("使3000户困难家庭住上了新房。", "困难家庭住上了新房", "过去五年"),
        ("2个国家实验室[1]落户澄湖。", "国家实验室落户澄湖", "过去五年"),
        ("新增装机9万千瓦，其中水电3万千瓦、风电6万千瓦。", "风电", "过去五年"),
        ("新增电力装机35万千瓦，是1950年到2018年的总和；新增公路19公里。", "新增公路", "过去五年"),
    ],
)
def test_what_was_done_is_of_the_span_and_how_things_stand_of_its_end(
    report_of: Reports, sentence: str, name: str, period: str
) -> None:
    assert one(report_of(text=SPAN.format(sentence)), name).period == period


def test_what_is_to_be_done_up_to_a_year_is_of_the_plan_and_a_level_of_the_year(report_of: Reports) -> None:
    text = (
        "一、过去五年工作回顾\n保持平稳。\n二、今后五年的主要目标\n到2028年，建成特色市场10个，城镇化率达到60%。\n"
        "到2028年，县城建成区面积达到20平方公里。\n到2028年，地区生产总值比2010年翻两番。\n"
    )
    rows = extract(report_of(text=text))
    assert [(r.year, r.period) for r in rows] == [(2028, "今后五年"), *[(2028, "year")] * 3]


@pytest.mark.parametrize(
    ("review", "name", "year", "period"),
    [
        ("经过七年努力，累计实施水利工程27个。", "实施水利工程", 2023, "七年"),
        ("存款余额70亿元，是 2018 年的 3.1 倍；贫困人口下降到2万人。", "贫困人口", 2023, "year"),
        ("财政收入、税收收入分别是2018年的2.7和2.4倍。", "税收收入", 2023, "year"),
        ("钢产量在1952年是13万吨。", "钢产量", 1952, "year"),
        ("重点项目加快推进，完成投资14亿元，占年计划投资的120%。", "重点项目投资", 2023, "year"),
        ("经济总量达到预期目标，新增公园9个。", "新增公园", 2023, "year"),
    ],
)
def test_years_named_by_the_way_do_not_date(report_of: Reports, review: str, name: str, year: int, period: str) -> None:
    row = one(report_of(review), name)
    assert (row.year, row.period, row.kind) == (year, period, "actual")


def test_a_plan_s_growth_over_last_year_and_a_heading_s_own_year(report_of: Reports) -> None:
    rows = extract(report_of("保持平稳。", "财政安排补助资金10亿元，比去年增加2亿元。"))
    assert [(r.year, r.kind) for r in rows] == [(2024, "target")] * 2
    text = (
        "一、2023年工作回顾\n新增公园9个。\n二、2025年国民经济计划的任务\n粮食产量340万吨。\n"
        "三、2024年工作安排\n保持平稳。\n"
    )
    assert [(r.year, r.kind) for r in extract(report_of(text=text))] == [(2023, "actual"), (2025, "target")]


def test_a_plan_whose_heading_was_taken_for_text_goes_on_in_the_sections_behind_it(report_of: Reports) -> None:
    text = (
        "2023年工作回顾\n（一）实体经济持续向好\n新增规上企业30家，增长8%。\n努力做好2024年各项工作\n"
        "做好今年工作至关重要。\n（一）实施制造强市战略\n净增规上企业100家。\n（二）落实双招双引战术\n新签约项目600个以上。\n"
    )
    rows = extract(report_of(text=text))
    assert [(r.year, r.kind) for r in rows] == [(2023, "actual")] * 2 + [(2024, "target")] * 2


def test_the_last_results_of_a_part_that_goes_on_to_plan_are_results(report_of: Reports) -> None:
    plans = "加快推进产业升级，全力推动改革，确保安全，强化保障，完善制度，大力支持创新。\n" * 9
    text = (
        "过去五年回顾\n一、经济较快增长\n2023年经济总量突破300亿元，年均增长8%。\n二、生活明显改善\n"
        f"人均收入达到6600元，年均增长6.1%；居民存款完成26亿元，增长3.3%；五年累计发放救助款10亿元。\n{plans}"
    )
    rows = [r for r in extract(report_of(text=text)) if r.unit == "元" or "亿" in r.unit]
    assert {r.kind for r in rows} == {"actual"}


@pytest.mark.parametrize(
    ("plan", "name", "period"),
    [
        ("做实项目前期工作，新增入库项目200个以上。", "新增入库项目", "year"),
        ("财政收入在去年市核任务（5亿元）的基础上增长8%；社会消费品零售总额增长9%。", "社会消费品零售总额", "year"),
        ("用三年时间打造31个特色村镇。", "打造特色村镇", "三年"),
        ("用3—5年时间，培养引进100名科技领军人才。", "培养引进科技领军人才", "3—5年"),
    ],
)
def test_words_in_a_plan_that_only_look_like_the_past(report_of: Reports, plan: str, name: str, period: str) -> None:
    row = one(report_of("保持平稳。", plan), name)
    assert (row.year, row.period, row.kind) == (2024, period, "target")


@pytest.mark.parametrize(
    ("review", "name"),
    [
        ("制定大气污染防治行动计划实施方案，淘汰燃煤锅炉3万台。", "淘汰燃煤锅炉"),
        ("城镇登记失业率比省定目标低0.5个百分点。", "城镇登记失业率"),
        ("首批18个目标镇改造厨房1万户。", "目标镇改造厨房"),
    ],
)
def test_words_in_a_review_that_only_look_like_a_target(report_of: Reports, review: str, name: str) -> None:
    assert one(report_of(review), name).kind == "actual"


def test_both_units_of_one_count_and_what_is_among_it_share_its_years(report_of: Reports) -> None:
    rows = extract(report_of(text=SPAN.format("共搬迁1.7万户5.3万人。2018年新增公园9个。其中，新增口袋公园6个。")))
    assert [(r.year, r.period) for r in rows] == [(2023, "过去五年")] * 2 + [(2018, "year")] * 2


def test_what_was_cut_so_far_is_of_all_the_time(report_of: Reports) -> None:
    assert [r.period for r in extract(report_of("融资平台债务累计压降85%。"))] == ["累计"]


def test_since_something_began_is_since_that_year(report_of: Reports) -> None:
    row = one(report_of("2019年新型合作医疗开展以来，兑付补偿资金1.3亿元。"), "兑付补偿资金")
    assert (row.year, row.period) == (2023, "2019年以来")
    assert one(report_of("2019年新增公园9个。"), "新增公园").year == 2019


def test_what_rose_from_a_year_said_before_rose_from_that_year(report_of: Reports) -> None:
    review = "茶园面积从2020年的11万亩增加到31万亩；茶叶年产量从2万吨增加到3.5万吨。"
    assert [r.year for r in extract(report_of(review))] == [2020, 2023, 2020, 2023]


def test_every_member_of_a_list_of_falls_is_of_the_plan(report_of: Reports) -> None:
    text = (
        "一、过去五年工作回顾\n用水量、能耗分别降低16%、15%。\n二、今后五年的主要目标\n"
        "到 2026 年，城镇化率达到60%。\n用水量、能耗分别降低15%和14%。\n"
    )
    rows = [(r.year, r.period) for r in extract(report_of(text=text))]
    assert rows == [(2023, "过去五年")] * 2 + [(2026, "year")] + [(2028, "今后五年")] * 2


@pytest.mark.parametrize(
    ("plan", "name"),
    [
        ("持续推进2022年棚改480户。", "推进2022年棚改"),
        ("建成2022年棚改500户、2023年老旧小区改造90户。", "建成老旧小区改造"),
        ("推进2023年竞配项目全部开工，完成能源投资9亿元。", "能源投资"),
    ],
)
def test_which_year_s_works_are_completed_does_not_date_a_plan(report_of: Reports, plan: str, name: str) -> None:
    row = one(report_of(plan=plan), name)
    assert (row.year, row.kind) == (2024, "target")


def test_what_is_compared_next_and_the_parts_of_it_have_the_year_of_the_whole(report_of: Reports) -> None:
    text = "工农业总产值在2021年达到80亿元，比2016年的50亿元增长60%。其中，工业总产值达到60亿元；农业总产值达到20亿元。"
    assert {row.year for row in extract(report_of(text)) if row.value in (60, 20)} == {2021}


def test_so_many_years_named_behind_a_plan_for_this_year(report_of: Reports) -> None:
    plan = "“十四五”期间关停窑炉50座，今年要关停10座；五年淘汰落后炼铁产能90万吨。"
    assert one(report_of(plan=plan), "淘汰落后炼铁产能").period == "五年"


def test_when_a_thing_was_proposed_is_not_when_it_was_done(report_of: Reports) -> None:
    review = "2020年我们提出基本解决拖欠工程款的问题，这项工作基本完成，已偿还拖欠工程款18亿元。"
    assert [row.year for row in extract(report_of(review))] == [2023]
