"""Targets meet their results in the next report; what disappears is said to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rag import Library
from rag.errors import Cancelled, UsageError
from rag.indicators import extract
from rag.indicators.types import IndicatorRow
from rag.ingest import Task, parse
from rag.read import read_manifest
from rag.track import Track, Verdict, announced, outcome, pair
from rag.track.deeds import deed_rows, statement
from rag.track.export import write
from rag.track.over import looks_back_over_years
from rag.types import Fact, Origin, Report

# Written for these tests, in the manner of a county's reports of two years in a row.
EARLIER = """望川县2024年政府工作报告
一、2023年工作回顾
地区生产总值增长5.1%。城镇新增就业3000人。
二、2024年重点工作
今年的主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长5%以上，固定资产投资增长8%，社会消费品零售总额增长7%，城镇新增就业3200人以上，城镇登记失业率控制在4.5%以内，居民人均可支配收入增长6%。
（一）办好民生实事。（1）新建公共停车位600个。（2）改造农村危房120户。（3）新建充电桩200台。
"""
LATER = """望川县2025年政府工作报告
一、2024年工作回顾
过去五年，城镇新增就业累计1.6万人，一般公共预算收入年均增长6.2%。
过去一年，地区生产总值增长5.6%，一般公共预算收入增长3.1%，社会消费品零售总额达到52亿元，城镇新增就业3310人，城镇登记失业率3.9%，城镇居民人均可支配收入增长5.2%。
新建公共停车位650个。民生实事全部完成。
二、2025年重点工作
今年的主要预期目标是：地区生产总值增长5%左右，一般公共预算收入增长4%，固定资产投资增长6%。
"""


def report_of(folder: Path, text: str, year: int) -> Report:
    path = folder / f"wangchuan_{year}.txt"
    path.write_text(text, encoding="utf-8")
    given = {"place": Fact("望川县", Origin.MANIFEST), "year": Fact(str(year), Origin.MANIFEST)}
    return parse(Task(path, path.name, given)).report


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    folder = tmp_path_factory.mktemp("two")
    return report_of(folder, EARLIER, 2024), report_of(folder, LATER, 2025)


@pytest.fixture(scope="module")
def rows(two: tuple[Report, Report]) -> list[IndicatorRow]:
    return [row for report in two for row in extract(report)]


Find = Callable[[str], Track]


@pytest.fixture(scope="module")
def found(two: tuple[Report, Report], rows: list[IndicatorRow]) -> Find:
    tracked = pair(rows, "望川县", 2024, deeds=deed_rows(two[0], rows), statement=statement(two[1]))

    def find(indicator: str) -> Track:
        (one,) = [t for t in tracked if indicator in t.indicator]
        return one

    return find


@pytest.mark.parametrize(
    ("indicator", "verdict"),
    [
        ("地区生产总值", "met"),
        ("一般公共预算收入", "missed"),
        ("固定资产投资", "not_mentioned"),
        ("社会消费品零售总额", "not_comparable"),
        ("城镇新增就业", "met"),
        ("城镇登记失业率", "met"),
        ("居民人均可支配收入", "not_comparable"),
    ],
)
def test_each_target_meets_what_the_next_report_says_of_it(found: Find, indicator: str, verdict: str) -> None:
    assert found(indicator).verdict == verdict


def test_result_of_the_year_is_preferred_to_one_over_five_years(found: Find) -> None:
    jobs, budget = found("城镇新增就业"), found("一般公共预算收入")
    assert jobs.actual is not None
    assert jobs.actual.value == 3310
    assert budget.actual is not None
    assert budget.actual.value == 3.1


def test_another_measure_or_only_a_part_is_not_comparable_and_the_note_says_why(found: Find) -> None:
    assert "52亿元" in found("社会消费品零售总额").note
    assert "城镇居民人均可支配收入" in found("居民人均可支配收入").note


def test_remark_has_the_marks_of_chinese_prose_and_leaves_numbers_alone(found: Find) -> None:
    one = replace(found("城镇新增就业"), note="目标3,300人以上,结果3310人;出自多年回顾")
    assert one.remark == "目标3,300人以上，结果3310人；出自多年回顾"
    assert one.to_dict()["note"] == one.remark


def test_good_deeds_are_followed_item_by_item(found: Find) -> None:
    parking = found("停车位")
    assert parking.deed
    assert parking.verdict == Verdict.MET
    homes = found("危房")
    assert homes.deed
    assert homes.verdict == Verdict.NOT_MENTIONED
    assert "民生实事全部完成" in homes.note


def test_targets_of_the_later_report_are_not_taken_for_results(rows: list[IndicatorRow]) -> None:
    assert all(t.actual is None or t.actual.kind == "actual" for t in pair(rows, "望川县", 2024))
    assert all(t.target.file == "wangchuan_2024.txt" for t in pair(rows, "望川县", 2024))


def test_announced_targets_count_though_the_heading_of_the_plan_is_lost(tmp_path: Path) -> None:
    late = "综合考虑支撑条件和有利因素，兼顾发展需要和现实可能，着眼稳定预期、增强信心、扩大就业、改善民生的要求，今年"
    lost = EARLIER.replace("二、2024年重点工作\n", "").replace("今年", late)
    earlier, later = report_of(tmp_path, lost, 2024), report_of(tmp_path, LATER, 2025)
    rows = [*announced(earlier, extract(earlier)), *extract(later)]
    assert {t.indicator for t in pair(rows, "望川县", 2024)} >= {"地区生产总值", "一般公共预算收入", "城镇新增就业"}


def test_outcome_takes_an_alias_and_is_none_without_a_target(rows: list[IndicatorRow]) -> None:
    gdp = outcome(rows, "望川县", 2024, "GDP")
    assert gdp is not None
    assert gdp.verdict == Verdict.MET
    assert outcome(rows, "望川县", 2024, "粮食产量") is None
    assert outcome(rows, "临溪县", 2024, "GDP") is None


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("track")) as opened:
        assert not opened.add([examples / "reports"]).failed
        yield opened


def test_library_tracks_every_place_with_two_reports_in_a_row(library: Library) -> None:
    tracked = library.track()
    assert {(t.place, t.year) for t in tracked} == {("澄湖市", 2024), ("砚溪县", 2024)}
    assert {t.verdict for t in tracked} >= {Verdict.MET, Verdict.MISSED, Verdict.NOT_MENTIONED}
    assert library.track() == tracked


def test_library_narrows_to_a_place_and_an_indicator(library: Library) -> None:
    tracked = library.track("澄湖市", "GDP")
    assert {(t.place, t.indicator) for t in tracked} == {("澄湖市", "地区生产总值")}


def test_tracking_can_be_watched_and_stopped(library: Library) -> None:
    steps: list[tuple[int, int]] = []
    library.track(progress=lambda p: steps.append((p.done, p.total)))
    assert steps == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(Cancelled, match="stopped after 0 of 2"):
        library.track(cancelled=lambda: True)


def test_quotes_stand_in_the_sources(library: Library) -> None:
    for one in library.track():
        for side in (one.target, one.actual):
            if side is not None:
                source = library.source(side.file)[side.source_start : side.source_end]
                assert "".join(source.split())[:4] == "".join(side.quote.split())[:4]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_table_is_written_with_both_sources(library: Library, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"tracked{ending}"
    tracked = library.track()
    write(tracked, path)
    if ending == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        assert text.count("\n") >= len(tracked)
    else:
        from openpyxl import load_workbook

        sheet = load_workbook(path).active
        assert sheet is not None
        assert sheet.max_row == len(tracked) + 1
        assert "未提及" in {cell.value for cell in sheet["H"]}


def test_another_ending_is_wrong_usage(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="written as"):
        write(library.track(), tmp_path / "tracked.pdf")


def test_headline_targets_of_real_reports_are_paired_and_judged_as_a_reader_does(shared_data: Path) -> None:
    """The list was made by reading the reports; of the cases in it 0.95 are to be right."""
    listed = Path(__file__).parents[3] / "eval" / "data" / "tracking_headlines.jsonl"
    facts = [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()]
    folder = shared_data / "corpora" / "reports"
    if not folder.is_dir():
        pytest.skip("the corpus of reports is not here")
    files = {(row.place, row.year): file for file, row in read_manifest(folder).items() if row.year}
    ledger: dict[tuple[str, int], tuple[IndicatorRow, ...]] = {}
    spans: dict[tuple[str, int], frozenset[tuple[str, int]]] = {}

    def rows_of(place: str, year: int) -> tuple[IndicatorRow, ...]:
        if (place, year) not in ledger:
            path = folder / files[place, year]
            given = {"place": Fact(place, Origin.MANIFEST), "year": Fact(str(year), Origin.MANIFEST)}
            report = parse(Task(path, path.name, given)).report
            ledger[place, year] = tuple(announced(report, extract(report)))
            spans[place, year] = looks_back_over_years(report)
        return ledger[place, year]

    right = 0
    for fact in facts:
        place, year = fact["place"], fact["year"]
        rows = [*rows_of(place, year), *rows_of(place, year + 1)]
        got = [
            t
            for t in pair(rows, place, year, spans=spans[place, year + 1])
            if t.indicator == fact["indicator"] and t.actual is not None
        ]
        right += any(
            (t.verdict, t.target.value, t.actual.value) == (fact["verdict"], fact["target"], fact["actual"])
            for t in got
            if t.actual is not None
        )
    assert right / len(facts) >= 0.95
