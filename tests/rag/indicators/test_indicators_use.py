"""The ledger in use: chosen, compared, written to tables and charts, and kept in the library."""

from __future__ import annotations

import csv
import dataclasses
import math
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from rag import Library
from rag.errors import UsageError
from rag.indicators import IndicatorRow, extract
from rag.indicators.charts import draw, save
from rag.indicators.export import escaped, frame, write, write_comparison
from rag.indicators.pledges import pledges
from rag.indicators.select import NOT_MENTIONED, compare_places, printed, select, series
from rag.types import Report

Reports = Callable[..., Report]


@pytest.fixture
def rows(report_of: Reports) -> tuple[IndicatorRow, ...]:
    lake = report_of("地区生产总值2186.4亿元、增长5.9%。1—11月份，进出口总额增长3%。", "地区生产总值增长6%左右。")
    next_year = report_of("地区生产总值2318.7亿元、增长5.4%。", "地区生产总值增长5.5%左右。", year=2025)
    other = report_of("地区生产总值增长7.2%。", place="云溪县")
    return (*extract(lake), *extract(next_year), *extract(other))


def test_rows_are_chosen_by_any_name_of_the_indicator(rows: tuple[IndicatorRow, ...]) -> None:
    chosen = select(rows, place="澄湖市", year=2023, name="GDP", kind="actual")
    assert [str(r.values[0]) for r in chosen] == ["2186.4", "5.9"]


def test_places_are_compared_by_one_measure_and_blanks_say_so(rows: tuple[IndicatorRow, ...]) -> None:
    found = compare_places(rows, ["澄湖市", "云溪县", "河阳市"], 2023, "地区生产总值")
    assert found.measure == "growth"  # the one that most of them give
    assert [cell.text for cell in found.cells] == ["5.9%", "7.2%", NOT_MENTIONED]


def test_a_target_is_never_put_among_results(rows: tuple[IndicatorRow, ...]) -> None:
    done = series(rows, "澄湖市", "地区生产总值", measure="growth")
    assert list(zip(done.labels, (c.text for c in done.cells), strict=True)) == [("2023", "5.9%"), ("2024", "5.4%")]
    planned = series(rows, "澄湖市", "地区生产总值", kind="target", measure="growth")
    assert [cell.text for cell in planned.cells] == ["6%左右", "5.5%左右"]


def test_part_of_a_year_is_not_compared_with_whole_years(rows: tuple[IndicatorRow, ...]) -> None:
    assert series(rows, "澄湖市", "进出口总额").cells == ()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_what_looks_like_a_formula_is_not_run(text: str) -> None:
    assert escaped(text) == f"'{text}"


def test_csv_opens_in_spreadsheets(rows: tuple[IndicatorRow, ...], tmp_path: Path) -> None:
    risky = dataclasses.replace(rows[0], raw="=cmd()")
    write([risky, *rows], tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert len(lines) == len(rows) + 1
    assert (lines[0]["原文名称"], lines[1]["数值"], lines[1]["类型"]) == ("'=cmd()", "2186.4", "实绩")


def test_workbook_links_to_file_and_paragraph(rows: tuple[IndicatorRow, ...], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    write(rows, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    heads = [cell.value for cell in sheet[1]]
    link = sheet.cell(2, heads.index("文件") + 1).hyperlink
    assert (link.target, link.location) in (
        ("a.txt", f"第{rows[0].paragraph}段"),
        (f"a.txt#第{rows[0].paragraph}段", None),
    )
    assert sheet.cell(2, heads.index("数值") + 1).value == 2186.4


def test_other_endings_are_refused(rows: tuple[IndicatorRow, ...], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"written as \.csv or \.xlsx"):
        write(rows, tmp_path / "a.pdf")


@pytest.mark.parametrize("ending", [".svg", ".png"])
def test_charts_are_drawn_as_bars_and_lines(rows: tuple[IndicatorRow, ...], tmp_path: Path, ending: str) -> None:
    pytest.importorskip("matplotlib")
    save(compare_places(rows, ["澄湖市", "云溪县", "河阳市"], 2023, "地区生产总值"), tmp_path / f"bars{ending}")
    save(series(rows, "澄湖市", "地区生产总值", measure="growth"), tmp_path / f"line{ending}", line=True)
    assert (tmp_path / f"line{ending}").stat().st_size > 2000
    if ending == ".svg":
        drawn = (tmp_path / "bars.svg").read_text(encoding="utf-8")
        assert all(text in drawn for text in ("澄湖市", "7.2%", NOT_MENTIONED))


def test_nothing_to_draw_is_said(rows: tuple[IndicatorRow, ...], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no figure that can be drawn"):
        save(compare_places(rows, ["河阳市"], 2023, "地区生产总值"), tmp_path / "a.svg")


def test_frame_has_a_row_for_each_figure(rows: tuple[IndicatorRow, ...]) -> None:
    table = frame(rows)
    assert len(table) == len(rows)
    assert table.loc[0, ["place", "year", "value"]].tolist() == ["澄湖市", 2023, 2186.4]


def test_pledges_have_quantity_object_and_deadline(report_of: Reports) -> None:
    plan = "今年办好10件民生实事：一是新建口袋公园12个。二是6月底前改造老旧小区30个、1.1万户。三是发放消费券3000万元。"
    found = pledges(report_of("", plan))
    assert [(p.number, p.title, p.deadline) for p in found] == [
        (1, "新建口袋公园12个", ""),
        (2, "6月底前改造老旧小区30个、1.1万户", "6月底前"),
        (3, "发放消费券3000万元", ""),
    ]
    assert [str(q.values[0]) + q.unit for q in found[1].quantities] == ["30个", "1.1万户"]
    assert found[0].due == "2024年底"


def test_library_keeps_the_ledger_with_its_reports(tmp_path: Path, examples: Path) -> None:
    with Library.open(tmp_path / "home", encoder="hashing-256") as library:
        library.add([examples / "reports"])
        card = library.reports()[0]
        kept = library.indicator_rows(files=[card.file])
        assert kept == extract(library.report(card.file))
        moved = library.edit(card.file, year=(card.year or 0) + 1)
        assert {r.year for r in library.indicator_rows(files=[moved.file])} != {r.year for r in kept}
        library.remove(card.file)
        assert card.file not in {r.file for r in library.indicator_rows()}


def test_library_of_the_first_schema_gets_its_ledger_when_opened(tmp_path: Path, examples: Path) -> None:
    with Library.open(tmp_path / "home", encoder="hashing-256") as library:
        library.add([examples / "reports"])
        before = library.indicator_rows()
        path = library._store.path
    db = sqlite3.connect(path)
    with db:
        db.execute("DROP TABLE indicators")
        db.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
    db.close()
    with Library.open(tmp_path / "home") as library:
        assert library.indicator_rows() == before


def test_one_dimension_is_followed_over_the_years(report_of: Reports) -> None:
    doubled = extract(report_of("到2023年，财政收入翻一番。"))
    grown = [*extract(report_of("财政收入增长6%。", year=2025)), *extract(report_of("财政收入增长8%。", year=2026))]
    found = series([*doubled, *grown], "澄湖市", "财政收入", measure="growth", years=[2023, 2024, 2025])
    assert [cell.text for cell in found.cells] == [NOT_MENTIONED, "6%", "8%"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_comparison_is_written_with_its_blanks(rows: tuple[IndicatorRow, ...], tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    write_comparison(compare_places(rows, ["澄湖市", "河阳市"], 2023, "地区生产总值", measure="growth"), path)
    if ending == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream))
    else:
        openpyxl = pytest.importorskip("openpyxl")
        lines = [["" if v is None else str(v) for v in line] for line in openpyxl.load_workbook(path).active.values]
    assert [line[0] for line in lines] == ["地区", "澄湖市", "河阳市"]
    assert [line[4] for line in lines[1:]] == ["5.9%", NOT_MENTIONED]
    assert lines[2][5:] == ["", "", "", ""]


def test_no_line_is_drawn_over_years_without_a_figure(report_of: Reports) -> None:
    pytest.importorskip("matplotlib")
    rows = [*extract(report_of("进出口总额增长6%。")), *extract(report_of("进出口总额增长8%。", year=2026))]
    (line,) = draw(series(rows, "澄湖市", "进出口总额"), line=True).axes[0].get_lines()
    assert [math.isnan(value) for value in line.get_ydata()] == [False, True, False]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("粮食产量增加四百二十亿斤。", "420亿斤"),
        ("人均地区生产总值突破七万元。", "突破7万元"),
        ("新增就业12000人。", "12000人"),
        ("常住人口三百零五人。", "305人"),
    ],
)
def test_numbers_in_words_are_shown_short(report_of: Reports, sentence: str, shown: str) -> None:
    (row,) = extract(report_of(sentence))
    assert printed(row) == shown
