"""Parts of a briefing that are made from a few lines of text: who is first, what is wanting, how time is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from rag import Library
from rag.brief.material import Material
from rag.brief.phrases import dated
from rag.brief.shortcomings import shortcomings
from rag.brief.sides import differences, shared
from rag.brief.spread import spreads
from rag.brief.tables import entries_of
from rag.brief.topics import topic_of
from rag.cite import Citations
from rag.types import Fact, Origin, Report

REPORT = """{place}{year}年政府工作报告

一、{last}年工作回顾

过去一年，全县经济稳定增长，城镇新增就业{done}人。

在肯定成绩的同时，我们也清醒看到，发展中还存在不少困难和问题：一是工业龙头企业不多；二是城区停车位紧缺；三是财政收支矛盾突出。对此，我们一定采取有力措施加以解决。

二、{year}年重点工作

今年主要预期目标是：地区生产总值增长{growth}%，城镇新增就业{aim}人以上，城镇调查失业率控制在5.5%以内。

全力稳定就业。开展职业技能培训{trained}人次，办好“{own}”招聘会。
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Report, list[object]]]:
    folder = tmp_path_factory.mktemp("three")
    given = (
        ("临溪县", "3120", "6", "3000", "4000", "溪畔春风"),
        ("望川县", "2815", "6.5", "2800", "5200", "川上有约"),
        ("栖霞岭县", "1906", "5.5", "1900", "1100", "岭上职来"),
    )
    for place, done, growth, aim, trained, own in given:
        text = REPORT.format(
            place=place, year=2025, last=2024, done=done, growth=growth, aim=aim, trained=trained, own=own
        )
        Path(folder, f"{place}.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("home")) as library:
        assert not library.add([folder]).failed
        files = [f"{place}.txt" for place, *_ in given]
        return [(library.report(f), list(library.indicator_rows(files=[f]))) for f in files]


def said(reports: list[tuple[Report, list[object]]], topic: str) -> list[str]:
    asked = topic_of(topic)
    entries = [entries_of(report, rows, asked) for report, rows in reports]  # type: ignore[arg-type]
    names = [report.place for report, _ in reports]
    return [one.text for one in spreads([report for report, _ in reports], entries, names)]


def test_highest_and_lowest_are_named_with_their_figures(reports: list[tuple[Report, list[object]]]) -> None:
    texts = said(reports, "就业")
    assert "2025年城镇新增就业目标，临溪县（3000人以上）最高，栖霞岭县（1900人以上）最低。" in texts
    assert "2024年城镇新增就业，临溪县（3120人）最高，栖霞岭县（1906人）最低。" in texts


def test_what_all_aim_at_alike_is_said_to_be_the_same(reports: list[tuple[Report, list[object]]]) -> None:
    (same,) = (text for text in said(reports, "就业") if "失业率" in text)
    assert same.startswith("临溪县、望川县、栖霞岭县的2025年城镇调查失业率目标都是")


def test_two_places_are_not_ranked(reports: list[tuple[Report, list[object]]]) -> None:
    assert said(reports[:2], "就业") == []


def test_places_of_one_level_and_year_are_ranked_among_themselves(reports: list[tuple[Report, list[object]]]) -> None:
    earlier = [
        (replace(r, metadata=replace(r.metadata, year=Fact("2024", Origin.TEXT))), rows) for r, rows in reports[:1]
    ]
    texts = said([*reports, *earlier], "就业")
    assert "给出2025年城镇新增就业目标的3个县区中，临溪县（3000人以上）最高，栖霞岭县（1900人以上）最低。" in texts


def test_shortcomings_are_listed_without_what_is_to_be_done_about_them(
    reports: list[tuple[Report, list[object]]],
) -> None:
    report = reports[0][0]
    found = list(shortcomings(report))
    assert [text for text, _ in found] == ["工业龙头企业不多", "城区停车位紧缺", "财政收支矛盾突出"]
    assert all(source.quote == text for text, source in found)


def test_time_is_said_where_it_differs(reports: list[tuple[Report, list[object]]]) -> None:
    told = Material(reports[0][0], topic_of("就业")).told
    done = next(t for t in told if t.year == 2024)
    planned = next(t for t in told if t.year == 2025)
    assert dated([("甲县", planned, "办好招聘会"), ("乙县", planned, "新建学校")]) == ["甲县办好招聘会", "乙县新建学校"]
    assert dated([("甲县", done, "新建学校"), ("乙县", planned, "计划新建学校")]) == [
        "甲县2024年新建学校",
        "乙县2025年计划新建学校",
    ]


def test_spread_rests_on_every_figure_that_it_compares(reports: list[tuple[Report, list[object]]]) -> None:
    asked = topic_of("就业")
    entries = [entries_of(report, rows, asked) for report, rows in reports]  # type: ignore[arg-type]
    found = list(spreads([report for report, _ in reports], entries, [r.place for r, _ in reports]))
    assert found
    assert all({s.report.place for s in one.sources} == {"临溪县", "望川县", "栖霞岭县"} for one in found)
    assert Decimal(3000) in {v for rows in entries[0]["城镇新增就业"].values() for r in rows for v in r.base_values}


def test_what_is_shared_is_quoted_from_each_place(reports: list[tuple[Report, list[object]]]) -> None:
    materials = [Material(report, topic_of("就业")) for report, _ in reports]
    citations = Citations()
    names = [report.place for report, _ in reports]
    tabled = ["城镇新增就业", "城镇调查失业率"]
    (point,) = shared(materials, names, citations, 120, besides=tabled)
    assert point.text.startswith("各地都提到职业技能培训：临溪县开展职业技能培训4000人次；望川县")
    quotes = {c.n: c for c in citations.all}
    assert [quotes[n].file for n in point.citations] == ["临溪县.txt", "望川县.txt", "栖霞岭县.txt"]
    assert all("职业技能培训" in quotes[n].quote for n in point.citations)
    assert shared(materials, names, citations, 120, besides=[*tabled, "职业技能培训人次"]) == []


def test_own_names_stand_in_the_clause_that_has_them(reports: list[tuple[Report, list[object]]]) -> None:
    materials = [Material(report, topic_of("就业")) for report, _ in reports]
    points = differences(materials, [report.place for report, _ in reports], Citations(), 200)
    assert points[0].text == "只有临溪县提到：办好“溪畔春风”招聘会。"


SPAN = """栖霞岭县2021年政府工作报告

一、“十三五”时期工作回顾

五年来，全县地区生产总值年均增长6.2%，一般公共预算收入累计完成58.3亿元，城镇新增就业累计1.9万人。

二、2020年工作回顾

过去一年，地区生产总值增长3.1%，一般公共预算收入完成12.4亿元。

三、2021年重点工作

今年主要预期目标是：地区生产总值增长6.5%左右。
"""


def test_several_years_have_their_own_figures_in_the_table(tmp_path: Path) -> None:
    path = tmp_path / "栖霞岭县_2021.txt"
    path.write_text(SPAN, encoding="utf-8")
    with Library.open(tmp_path / "home") as library:
        assert not library.add([path]).failed
        brief = library.brief("“十三五”五年来的成就")
    (table,) = brief.tables
    assert table.columns == ("指标", "多年结果")
    cells = {row[0].text: row[1].text for row in table.rows}
    assert cells["地区生产总值"] == "年均增长6.2%"
    assert cells["一般公共预算收入"] == "累计58.3亿元"
    assert not any("存在的不足" in s.heading for s in brief.sections)
