"""The tab of figures, over the example reports: handlers as functions, and rows as HTML."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from rag import Library
from rag.indicators import IndicatorRow
from rag.indicators.select import Cell, Comparison
from rag.track import Track, Verdict
from ui.handlers import figures
from ui.handlers.figures import Missing, Mode, Wanted
from ui.jobs import Jobs
from ui.render import figures as drawn
from ui.texts import Language

ZH, EN = Language.ZH, Language.EN
GDP = "地区生产总值"
HOSTILE = '<img src=x onerror="alert(1)">'


def _last(views: Iterator[Any]) -> Any:
    *_, last = views
    return last


def _shown(library: Library, wanted: Wanted, language: Language = ZH) -> str:
    return str(_last(figures.show(library, Jobs(), "p", wanted, language=language)).html)


@pytest.fixture(scope="session")
def row(example_library: Library) -> IndicatorRow:
    found = example_library.indicator_rows("砚溪县", 2025, GDP, "target", measure="growth")
    assert len(found) == 1
    return found[0]


# Rows


def test_every_row_opens_the_paragraph_that_holds_its_quote(example_library: Library, page: type) -> None:
    seen = page(_shown(example_library, Wanted(places=("砚溪县",), year=2025, indicator=GDP, kind="target")))
    keys, ordinals = seen.values("data-key"), seen.values("data-value")
    assert keys
    for key, ordinal in zip(keys, ordinals, strict=True):
        assert "地区生产总值增长6%左右" in example_library.report(key).paragraph(int(ordinal)).text


def test_the_figure_is_marked_inside_its_clause(row: IndicatorRow) -> None:
    assert "地区生产总值增长<mark>6%</mark>左右" in drawn.ledger([row], 1, language=ZH)


def test_filters_keep_only_what_was_chosen(example_library: Library) -> None:
    found = figures.find(
        example_library, Wanted(places=("砚溪县", "澄湖市"), kind="target", measure="growth", year=2025)
    )
    assert {r.place for r in found.rows} >= {"砚溪县", "澄湖市"}
    assert {(r.kind, r.measure, r.year) for r in found.rows} == {("target", "growth", 2025)}


def test_a_long_list_is_shown_in_parts_and_counted_whole(example_library: Library, page: type) -> None:
    total = len(figures.find(example_library, Wanted()).rows)
    html = _shown(example_library, Wanted(limit=5))
    seen = page(html)
    assert f"共 {total} 条，先列出 5 条" in seen.text
    assert html.count("<tr>") == 5 + 1
    assert "more_figures" in seen.values("data-act")


def test_other_words_for_an_indicator_are_among_the_suggestions() -> None:
    labels = [label for label, name in figures.indicator_choices(ZH) if name == GDP]
    assert len(labels) == 1
    assert labels[0].startswith(f"{GDP}（")
    assert len(figures.indicator_choices(EN)) == len(figures.indicator_choices(ZH))


@pytest.mark.parametrize(("year", "read"), [("2025", 2025), ("2025年", 2025), ("", None), (" 2024 ", 2024)])
def test_a_year_may_be_typed(year: str, read: int | None) -> None:
    assert figures.wanted("list", [], year, "", "", "", "").year == read


@pytest.mark.parametrize("year", ["二五", "25", "20255", "２０２５"])
def test_what_is_no_year_is_said(year: str) -> None:
    with pytest.raises(Missing, match="four digits"):
        figures.wanted("list", [], year, "", "", "", "")


# Comparisons


@pytest.mark.parametrize(("year", "kind"), [(2025, "target"), (2023, "actual")])
def test_targets_are_compared_where_results_are_not_known_yet(example_library: Library, year: int, kind: str) -> None:
    made = figures.find(example_library, Wanted(Mode.PLACES, year=year, indicator=GDP)).comparison
    assert made is not None
    assert made.kind == kind


def test_places_are_compared_for_one_year_the_largest_first(example_library: Library, page: type) -> None:
    wanted = Wanted(Mode.PLACES, year=2025, indicator=GDP, kind="target")
    made = figures.find(example_library, wanted).comparison
    assert made is not None
    assert made.labels == ("砚溪县", "澄湖市")
    assert [cell.text for cell in made.cells] == ["6%左右", "5.5%左右"]
    seen = page(_shown(example_library, wanted))
    assert [name for name, _ in seen.tags].count("img") == 1
    assert seen.values("src")[0].startswith("data:image/svg+xml;base64,")
    assert seen.values("data-act") == ["open_paragraph", "open_paragraph"]


def test_a_place_that_does_not_mention_it_stays_in_the_table(row: IndicatorRow, page: type) -> None:
    made = Comparison("2025年地区生产总值", GDP, "growth", "target", ("甲县", "乙县"), (Cell(row), Cell(None)))
    text = page(drawn.comparison(made, None, language=ZH)).text
    assert "乙县未提及" in text
    assert "2 个中有 1 个提及" in text


def test_one_place_is_followed_over_the_years_results_apart_from_targets(example_library: Library) -> None:
    wanted = Wanted(Mode.YEARS, places=("砚溪县",), indicator=GDP, measure="growth")
    results = figures.find(example_library, wanted)
    targets = figures.find(example_library, replace(wanted, kind="target"))
    assert {r.kind for r in results.rows} == {"actual"}
    assert {r.kind for r in targets.rows} == {"target"}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(Mode.PLACES, year=2025), "请先选一个指标"),
        (Wanted(Mode.PLACES, indicator=GDP), "要选一个年份"),
        (Wanted(Mode.YEARS, indicator=GDP), "要选一个地方"),
        (Wanted(Mode.YEARS, places=("砚溪县", "澄湖市"), indicator=GDP), "要选一个地方"),
        (Wanted(Mode.PLACES, year=1990, indicator=GDP), "报告里没有这样的"),
        (Wanted(indicator="没有人说过的指标"), "没有符合的数据"),
    ],
)
def test_what_is_missing_for_a_table_is_said(example_library: Library, wanted: Wanted, said: str, page: type) -> None:
    assert said in page(_shown(example_library, wanted)).text


# Targets and results


def test_targets_stand_beside_their_results_with_a_verdict_in_words(example_library: Library, page: type) -> None:
    wanted = Wanted(Mode.TRACK, places=("砚溪县",), year=2024)
    found = figures.find(example_library, wanted)
    assert found.tracks
    assert {(one.place, one.year) for one in found.tracks} == {("砚溪县", 2024)}
    seen = page(_shown(example_library, wanted))
    budget = next(one for one in found.tracks if one.indicator == "一般公共预算收入" and one.measure == "growth")
    assert budget.verdict is Verdict.MISSED
    assert "未完成" in seen.text


def test_a_target_that_is_not_mentioned_again_is_said_to_be(row: IndicatorRow, page: type) -> None:
    quiet = Track("砚溪县", 2025, GDP, "growth", row, None, Verdict.NOT_MENTIONED, "次年报告没有提到")
    html = drawn.tracks([quiet], 1, language=ZH)
    assert "未提及" in page(html).text
    assert 'data-verdict="not_mentioned"' in html


# Exporting


def test_a_table_is_exported_whole_for_spreadsheets(example_library: Library, tmp_path: Path) -> None:
    wanted = Wanted(places=("砚溪县",), limit=1)
    total = len(figures.find(example_library, wanted).rows)
    table = figures.export(example_library, wanted, ".csv", tmp_path, language=ZH)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == total + 1
    book = load_workbook(figures.export(example_library, wanted, ".xlsx", tmp_path, language=ZH))
    assert book.active.max_row == total + 1


def test_a_chart_is_exported_as_a_picture(example_library: Library, tmp_path: Path) -> None:
    wanted = Wanted(Mode.PLACES, year=2025, indicator=GDP, kind="target")
    file = figures.export(example_library, wanted, ".png", tmp_path, language=ZH)
    assert file.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(Missing, match="Only comparisons have a chart"):
        figures.export(example_library, Wanted(), ".png", tmp_path, language=ZH)


# Safety, language


def test_nothing_hostile_becomes_live(row: IndicatorRow, page: type) -> None:
    evil = replace(
        row, place=HOSTILE, indicator=HOSTILE, raw=HOSTILE + "1", quote=HOSTILE, period=HOSTILE, file=HOSTILE
    )
    made = Comparison(HOSTILE, HOSTILE, "growth", "target", (HOSTILE,), (Cell(evil),))
    html = drawn.ledger([evil], 1, language=ZH) + drawn.comparison(made, None, language=ZH)
    html += drawn.tracks([Track(HOSTILE, 2025, HOSTILE, "growth", evil, evil, Verdict.MET, HOSTILE)], 1, language=ZH)
    seen = page(html)
    assert "img" not in seen.names()
    assert not [a for _, attributes in seen.tags for a in attributes if a.startswith("on")]


def test_an_empty_library_says_what_to_do(empty_library: Library, page: type) -> None:
    assert page(_shown(empty_library, Wanted())).values("data-act") == ["add_examples", "go_library"]


def test_a_table_is_said_again_in_the_other_language(example_library: Library) -> None:
    wanted = Wanted(Mode.PLACES, year=2025, indicator=GDP, kind="target")
    assert "2 of 2 mention it" in figures.show_at_once(example_library, wanted, language=EN)
    assert figures.show_at_once(example_library, None, language=EN) == ""
