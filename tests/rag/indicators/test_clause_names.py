"""Names that keep all that their clause says; lists dealt out; owners; spellings that are another measure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.indicators import IndicatorRow, extract
from rag.types import Report

Reports = Callable[..., Report]
SPAN = "一、过去五年工作回顾\n{}\n二、2024年工作安排\n保持平稳。\n"


def told(report: Report) -> list[tuple[str, str]]:
    return [(r.indicator, f"{r.value:g}{r.unit}" if not isinstance(r.value, list) else "") for r in extract(report)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("培育壮大茶叶、蔬菜、中药材3个优势产业。", ("培育壮大茶叶、蔬菜、中药材优势产业", "3个")),
        ("在12个乡镇开展土地托管试点。", ("在乡镇开展土地托管试点", "12个")),
        ("首批20个社区食堂开门迎客。", ("首批社区食堂开门迎客", "20个")),
        ("新缔结2对国际友城。", ("新缔结国际友城", "2对")),
        ("16家企业入选省级智能工厂名单。", ("企业入选省级智能工厂名单", "16家")),
        ("新启动9个城中村改造。", ("新启动城中村改造", "9个")),
        ("实施60个老旧小区改造。", ("城镇老旧小区改造", "60个")),
    ],
)
def test_a_counted_noun_keeps_what_its_clause_says_of_it(
    report_of: Reports, sentence: str, expected: tuple[str, str]
) -> None:
    assert told(report_of(sentence)) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "城乡居民人均可支配收入居全省第2，分别增长4%、7%。",
            [("城镇居民人均可支配收入", "4%"), ("农村居民人均可支配收入", "7%")],
        ),
        (
            "2023年城镇居民人均可支配收入、农民人均纯收入分别达到30000元和9000元，比2018年增长50%和60%。",
            [("城镇居民人均可支配收入", "50%"), ("农民人均纯收入", "60%")],
        ),
        ("小麦、稻谷最低收购价分别提高0.2元和0.3元。", [("小麦最低收购价", "0.2元"), ("稻谷最低收购价", "0.3元")]),
        (
            "港口货物、集装箱吞吐量分别突破3亿吨、900万标箱。",
            [("港口货物吞吐量", "3亿吨"), ("集装箱吞吐量", "900万标箱")],
        ),
        (
            "市场采购、互市、跨境电商贸易额达到5亿元、6亿元和7亿元。",
            [("市场采购贸易额", "5亿元"), ("互市贸易额", "6亿元")],
        ),
        ("臭氧、PM10指标分别居全省第3、第5位。", [("臭氧", "3位"), ("PM10指标", "5位")]),
        (
            "新材料产业、高技术产业产值占规上工业比重达31%、42%。",
            [("新材料产业产值占规上工业比重", "31%"), ("高技术产业产值占规上工业比重", "42%")],
        ),
        ("新备案天使基金7只、创业投资基金9只。", [("新备案天使基金", "7只"), ("新备案创业投资基金", "9只")]),
        ("新增规上工业企业10家，“专精特新”企业3家。", [("新增专精特新企业", "3家")]),
        (
            "新增国家级绿色工厂7家、绿色园区2家。",
            [("新增国家级绿色工厂", "7家"), ("新增国家级绿色园区", "2家")],
        ),
        ("办理市人大代表议案4项、建议90件。", [("办理市人大代表建议", "90件")]),
        ("棚户区改造完成68套、开工建设80套。", [("棚户区改造", "68套"), ("棚户区改造开工建设", "80套")]),
        ("滨江水厂建成投用、日供水量达8万吨。", [("日供水量", "8万吨")]),
    ],
)
def test_what_a_list_says_once_is_said_of_each_member(
    report_of: Reports, sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = told(report_of(sentence))
    assert [row for row in found if row in expected] == expected


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("投放“惠企贷”60亿元，增长8%，惠及市场主体2000户。", "“惠企贷”惠及市场主体"),
        ("办理人大代表建议、政协委员提案93件，按时办结率100%。", "人大代表建议、政协委员提案按时办结率"),
        ("市财政安排8亿元，用于补充乡村教师。", "市财政安排补充乡村教师资金"),
    ],
)
def test_whose_a_figure_is_may_stand_in_the_clause_before(report_of: Reports, sentence: str, name: str) -> None:
    assert name in [n for n, _ in told(report_of(sentence))]


@pytest.mark.parametrize(
    "printed", ["市重点项目", "铁路货运量", "城镇固定资产投资", "肉蛋奶产量", "国家现代农业产业园"]
)
def test_a_spelling_that_means_another_measure_keeps_its_own_words(report_of: Reports, printed: str) -> None:
    (row,) = extract(report_of(f"全年{printed}增长6%。"))
    assert (row.indicator, row.standard) == (printed, False)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("投资增长5%，比上年提高2个百分点。", ("投资增速", "change")),
        ("新兴产业产值占规上工业比重40%、提高0.7个百分点。", ("新兴产业产值占规上工业比重", "change")),
    ],
)
def test_points_are_of_the_growth_or_the_share_before(
    report_of: Reports, sentence: str, expected: tuple[str, str]
) -> None:
    last = extract(report_of(sentence))[-1]
    assert (last.indicator, last.measure) == expected


def test_places_of_a_list_are_each_their_own(report_of: Reports) -> None:
    rows = extract(report_of("巨野工笔画、曹县汉服产值分别突破2亿元、7亿元。", place="菏泽市"))
    assert [(r.place, r.indicator) for r in rows] == [("菏泽市巨野县", "工笔画产值"), ("菏泽市曹县", "汉服产值")]


def one(report: Report, name: str) -> IndicatorRow:
    return next(row for row in extract(report) if row.indicator == name)


@pytest.mark.parametrize(
    ("sentence", "name", "period"),
    [
        ("五年建成铁路160公里，新增公路630公里，其中高速公路330公里。", "新增高速公路", "过去五年"),
        ("两年新增4万亿元投资。", "新增投资", "两年"),
        ("开挖疏浚沟渠11公里。", "开挖疏浚沟渠", "过去五年"),
        ("36个村完成民居改造180户、道路硬化10公里。", "道路硬化", "过去五年"),
        ("服务业增加值达到68亿元。", "服务业增加值", "year"),
        ("五年来，两市倾力帮扶；对口单位援助资金3亿元。", "对口单位援助资金", "五年来"),
    ],
)
def test_a_review_of_years_dates_what_was_done_and_where_it_ended(
    report_of: Reports, sentence: str, name: str, period: str
) -> None:
    assert one(report_of(text=SPAN.format(sentence)), name).period == period


@pytest.mark.parametrize(
    ("sentence", "name", "period"),
    [
        ("全年民生支出3亿元，医保累计报销53万人次。", "医保累计报销", "year"),
        ("船舶年平均待泊时间降至1.8天。", "船舶年平均待泊时间", "year"),
    ],
)
def test_a_year_s_running_total_and_mean_are_of_that_year(
    report_of: Reports, sentence: str, name: str, period: str
) -> None:
    assert one(report_of(sentence), name).period == period


def test_a_single_year_named_in_a_review_of_years_does_not_end_it(report_of: Reports) -> None:
    text = (
        "一、过去五年工作回顾\n五年来，我们坚持绿色发展。\n2023年绿色产业占比达到30%。新增公园9个。\n"
        "五年来，我们坚持改善民生。\n新增学位3000个。\n二、2024年工作安排\n新建学校3所。\n"
    )
    assert one(report_of(text=text), "新增公园").period == "五年来"
    ended = text.replace("五年来，我们坚持改善民生", "一年来，我们坚持改善民生")
    assert one(report_of(text=ended), "新增公园").period == "year"


def test_what_years_came_to_is_of_the_last_and_what_grew_of_all(report_of: Reports) -> None:
    rows = extract(report_of(text=SPAN.format("固定资产投资完成21亿元，比2018年增长9亿元，年均递增12%。")))
    assert [r.period for r in rows[:3]] == ["year", "过去五年", "过去五年年均"]


def test_reviews_of_the_plans_of_the_last_century_are_of_five_years(report_of: Reports) -> None:
    text = "一、“九五”回顾\n水利设施明显改善。新增灌溉面积6万亩。\n二、2001年工作安排\n新建水库2座。\n"
    rows = extract(report_of(text=text, year=2001))
    assert [(r.year, r.period, r.kind) for r in rows] == [(2000, "九五", "actual"), (2001, "year", "target")]


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("存款余额五年增长1倍。", "五年"),
        ("累计实现工业增加值4亿元，同比增长8%。", "year"),
        ("累计实现工业增加值4亿元。", "累计"),
    ],
)
def test_words_behind_the_name_date_a_figure(report_of: Reports, sentence: str, period: str) -> None:
    assert next(iter(extract(report_of(sentence)))).period == period


def test_both_starting_points_are_of_the_time_before(report_of: Reports) -> None:
    rows = extract(report_of("低保补差标准由160元和55元分别提高到250元和150元。"))
    assert [r.year for r in rows] == [2022, 2022, 2023, 2023]


def test_so_many_times_has_the_base_that_was_said_before(report_of: Reports) -> None:
    rows = extract(report_of("生产总值比2015年增长74%；财政收入增长1.4倍。"))
    assert (rows[-1].measure, rows[-1].base) == ("growth", "2015年")


def test_a_cut_by_a_third_is_no_ratio(report_of: Reports) -> None:
    assert extract(report_of("许可证种类压减三分之一以上。")) == ()
