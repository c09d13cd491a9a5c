"""Every figure is read with what it measures, of which year, and whether it was done or is planned."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from rag.indicators import IndicatorRow, extract
from rag.types import Report

Reports = Callable[..., Report]

Said = tuple[str, str, str]


def said(report: Report) -> list[Said]:
    """Name, value with unit, measure."""
    return [(r.indicator, "/".join(map(str, r.values)) + r.unit, r.measure) for r in extract(report)]


def only(report: Report) -> IndicatorRow:
    (row,) = extract(report)
    return row


def test_review_tells_the_year_before_and_plan_the_year_itself(report_of: Reports) -> None:
    report = report_of("全市地区生产总值增长5.9%。", "地区生产总值增长6%左右。")
    done, planned = extract(report)
    assert (done.kind, done.year, done.values) == ("actual", 2023, (Decimal("5.9"),))
    assert (planned.kind, planned.year, planned.qualifier, planned.bound) == ("target", 2024, "左右", "about")


def test_clause_without_a_subject_is_about_the_one_before(report_of: Reports) -> None:
    assert said(report_of("预计实现地区生产总值2186.4亿元、增长5.9%，居全省第5位。")) == [
        ("地区生产总值", "2186.4亿元", "level"),
        ("地区生产总值", "5.9%", "growth"),
        ("地区生产总值", "5位", "rank"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "固定资产投资、社会消费品零售总额和进出口总额分别增长8.1%、6%和4.2%。",
            [("固定资产投资", "8.1%"), ("社会消费品零售总额", "6%"), ("进出口总额", "4.2%")],
        ),
        (
            "城乡居民人均可支配收入分别增长5.1%和7%。",
            [("城镇居民人均可支配收入", "5.1%"), ("农村居民人均可支配收入", "7%")],
        ),
        ("普惠性幼儿园、公办幼儿园占比分别达到91%、56%。", [("普惠性幼儿园占比", "91%"), ("公办幼儿园占比", "56%")]),
        ("高新技术企业、瞪羚企业分别新增31家、4家。", [("新增高新技术企业", "31家"), ("新增瞪羚企业", "4家")]),
        ("其中一、二、三产分别增长3%、6.1%、5.5%。",
         [("第一产业增加值", "3%"), ("第二产业增加值", "6.1%"), ("第三产业增加值", "5.5%")]),
        (
            "城镇居民收入41200元，农村居民收入20100元，分别增长5%和6.8%。",
            [("城镇居民人均可支配收入", "41200元"), ("农村居民人均可支配收入", "20100元"),
             ("城镇居民人均可支配收入", "5%"), ("农村居民人均可支配收入", "6.8%")],
        ),
    ],
)  # fmt: skip
def test_parallel_lists_are_unrolled(report_of: Reports, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(name, value) for name, value, _ in said(report_of(sentence))] == expected


def test_one_figure_for_each_of_several_is_given_to_each(report_of: Reports) -> None:
    assert said(report_of("", "瞪羚企业、独角兽企业分别新增3家以上。")) == [
        ("新增瞪羚企业", "3家", "level"),
        ("新增独角兽企业", "3家", "level"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("改造提升56个老旧小区。", [("改造提升老旧小区", "56个")]),
        ("完成12个、88栋楼老旧小区改造。", [("城镇老旧小区改造", "12个"), ("城镇老旧小区改造", "88栋楼")]),
        ("新建村级养老点6处、口袋公园4个。", [("新建村级养老点", "6处"), ("新建口袋公园", "4个")]),
        ("新签约项目57个，总投资230亿元。", [("新签约项目", "57个"), ("新签约项目总投资", "230亿元")]),
        ("实施总投资35亿元的仓储项目。", [("仓储项目总投资", "35亿元")]),
        ("建成20个“小而美”驿站。", [("建成“小而美”驿站", "20个")]),
    ],
)
def test_what_is_counted_may_stand_on_either_side(
    report_of: Reports, sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert [(name, value) for name, value, _ in said(report_of("", sentence))] == expected


def test_decline_is_negative_and_improvement_is_not(report_of: Reports) -> None:
    rows = extract(report_of("固定资产投资下降3.3%，PM2.5平均浓度改善8.7%。"))
    assert [(str(r.values[0]), r.measure) for r in rows] == [("-3.3", "growth"), ("8.7", "growth")]


def test_change_names_what_it_is_measured_against(report_of: Reports) -> None:
    change = extract(report_of("高技术制造业增加值增长12.7%，高于规上工业1.2个百分点。"))[1]
    assert (change.indicator, change.measure, change.base) == ("高技术制造业增加值增速", "change", "规上工业")


def test_share_is_named_by_its_whole(report_of: Reports) -> None:
    share = extract(report_of("新能源装机550万千瓦，占总装机容量的58.1%。"))[1]
    assert (share.measure, "占总装机容量" in share.indicator) == ("share", True)


def test_ratio_and_range_keep_all_members(report_of: Reports) -> None:
    ratio = only(report_of("三次产业结构调整为9.7:39.5:50.8。"))
    assert (ratio.measure, ratio.value) == ("ratio", [9.7, 39.5, 50.8])
    assert only(report_of("", "地区生产总值增长5.0%—5.5%。")).value == [5.0, 5.5]


def test_target_printed_inside_a_review_is_a_target_of_that_year(report_of: Reports) -> None:
    done, planned = extract(report_of("地区生产总值增长6.5%（年度目标6%以上）。"))
    assert [(r.kind, r.year) for r in (done, planned)] == [("actual", 2023), ("target", 2023)]
    assert planned.indicator == "地区生产总值"


def test_result_told_in_a_plan_is_a_result(report_of: Reports) -> None:
    assert (only(report_of("", "去年接待游客1200万人次。")).kind) == "actual"


def test_the_first_of_two_states_is_of_the_time_before(report_of: Reports) -> None:
    before, now = extract(report_of("税收占比由2021年的74.5%提高到76.5%。"))
    assert (before.year, now.year) == (2021, 2023)


def test_part_of_a_year_is_kept_apart(report_of: Reports) -> None:
    assert only(report_of("1—11月份，进出口总额增长3%。")).period == "1—11月份"


def test_estimates_are_marked(report_of: Reports) -> None:
    row = only(report_of("预计全年地区生产总值增长6%。"))
    assert (row.estimate, row.bound) == (True, "exact")


def test_five_year_parts_have_their_own_years(report_of: Reports) -> None:
    text = (
        "一、“十三五”工作回顾\n五年来，地区生产总值年均增长5.4%，森林覆盖率达到31%。\n"
        "二、“十四五”时期主要目标\n今后五年，居民人均可支配收入年均增长7%以上，到2025年城镇化率达到60%。\n"
        "三、2021年重点工作\n地区生产总值增长6.5%左右。\n"
    )
    rows = extract(report_of(text=text, year=2021))
    assert [(r.year, r.period == "year", r.kind) for r in rows] == [
        (2020, False, "actual"),
        (2020, True, "actual"),
        (2025, False, "target"),
        (2025, True, "target"),
        (2021, True, "target"),
    ]


def test_a_county_named_as_the_subject_is_the_place(report_of: Reports) -> None:
    report = report_of("巨野县粮食总产达到21亿斤。", place="菏泽市")
    assert only(report).place == "菏泽市巨野县"


@pytest.mark.parametrize(
    "sentence",
    [
        "扎实开展第五次全国经济普查。",
        "落实“双30条”政策，办好10件民生实事。",
        "220国道改线工程开工，12345热线更加好用。",
        "推进年产30万吨乙烯项目。",
        "开展0.1微克攻坚行动。",
        "充分利用两个市场、两种资源。",
        "培育千万元以上纳税企业，发展百亿级产业。",
    ],
)
def test_numbers_that_say_nothing_of_the_place_give_no_row(report_of: Reports, sentence: str) -> None:
    assert said(report_of(sentence)) == []


def test_every_row_stands_where_it_says(report_of: Reports) -> None:
    report = report_of("一般公共预算收入实现102亿元、增长4.1%，税收占比71%。", "新增城镇就业2万人以上。")
    for row in extract(report):
        text = report.paragraph(row.paragraph).text
        assert text[row.quote_start : row.quote_end] == row.quote
        assert row.quote_start <= row.start < row.end <= row.quote_end
        assert row.section[0].startswith(("一、", "二、"))


def test_figures_that_people_marked_in_real_paragraphs_are_found_and_no_others(shared_data: Path) -> None:
    import json

    from rag.ingest import Task, parse
    from rag.types import Fact, Origin

    gold = shared_data / "gold" / "indicators_exhaustive_dev.jsonl"
    if not gold.exists():
        pytest.skip(f"{gold} is absent")
    right = wanted = given = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        marked = json.loads(line)
        path = next(f / marked["file"] for f in (shared_data / "seeds", shared_data / "corpora/reports")
                    if (f / marked["file"]).exists())  # fmt: skip
        years = {i["year"] for i in marked["indicators"]}
        if path.name.startswith("00") or len(years) > 1 or not path.stem[-4:].isdigit():
            continue
        facts = {"place": Fact(marked["place"], Origin.USER), "year": Fact(path.stem[-4:], Origin.USER)}
        report = parse(Task(path, marked["file"], facts)).report
        start = marked["paragraph"].replace("\\r\\n", "")[:24]
        found = [(_plain(r.value), r.measure, r.kind) for p in report.paragraphs if start in p.text
                 for r in extract(report) if r.paragraph == p.ordinal and r.quote in marked["paragraph"]]  # fmt: skip
        facts_marked = [(_plain(i["value"]), i["measure"], i["kind"]) for i in marked["indicators"]]
        if not found:
            continue
        wanted += len(facts_marked)
        given += len(found)
        for fact in facts_marked:
            if fact in found:
                found.remove(fact)
                right += 1
    assert wanted > 40
    assert right / given >= 0.92
    assert right / wanted >= 0.88


def _plain(value: float | list[float]) -> tuple[float, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def test_headline_figures_of_provinces_that_were_read_by_people_are_found(shared_data: Path) -> None:
    import json

    from rag.ingest import Task, parse
    from rag.types import Fact, Origin

    listed = Path(__file__).parents[3] / "eval" / "data" / "province_headlines.jsonl"
    facts = [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()]
    folder = shared_data / "corpora" / "reports"
    files = sorted({fact["file"] for fact in facts})[::8]  # all 46 take too long for a test
    if not all((folder / file).exists() for file in files):
        pytest.skip(f"the provinces' reports are not in {folder}")
    found = wanted = 0
    for file in files:
        place, _, year = Path(file).stem.rpartition("_")
        given = {"place": Fact(place, Origin.USER), "year": Fact(year, Origin.USER)}
        rows = extract(parse(Task(folder / file, file, given)).report)
        said = {(r.year, r.kind, r.indicator, r.measure, _plain(r.value), r.unit) for r in rows if r.place == place}
        for f in facts:
            if f["file"] == file:
                wanted += 1
                key = (f["year"], f["kind"], f["indicator"], f["measure"], _plain(f["value"]), f["unit"])
                found += key in said
    assert wanted > 30
    assert found / wanted >= 0.95
