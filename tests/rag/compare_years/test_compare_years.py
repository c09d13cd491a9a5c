"""Two reports of one place: what is new, dropped, in other figures, in other words; slogans and terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.compare_years import ChangeKind, Comparison, compare, glossary, slogans
from rag.export import write_comparison
from rag.ingest import Task, parse
from rag.types import Fact, Origin, Report

# Written for these tests, in the manner of a county's reports of two years in a row.
EARLIER = """望川县2024年政府工作报告
一、2024年重点工作
（一）加快工业发展。实施“链长+链主”行动，新增规上工业企业12家，建设标准厂房6万平方米。推进化工园区扩区增容，完成投资3.2亿元。深化“亩均论英雄”改革。
（二）推进乡村振兴。新建高标准农田3万亩，粮食总产稳定在5亿斤以上。实施“百村示范”工程，改造农村公路80公里。
"""
LATER = """望川县2025年政府工作报告
一、2025年重点工作
（一）推动工业做大做强。实施“链长+链主”行动，新增规上工业企业15家，建设标准厂房6万平方米。谋划低空经济产业园，引进“专业运营商”3家。深化“亩均论英雄”改革。
（二）推进乡村全面振兴。新建高标准农田3万亩，粮食总产稳定在5亿斤以上。实施“百村示范”工程，改造农村公路95公里。
名词解释：
1.链长+链主：由负责同志担任产业链“链长”、由龙头企业担任“链主”的工作机制。
"""


def report_of(folder: Path, text: str, year: int) -> Report:
    path = folder / f"{year}.txt"
    path.write_text(text, encoding="utf-8")
    given = {"place": Fact("望川县", Origin.MANIFEST), "year": Fact(str(year), Origin.MANIFEST)}
    return parse(Task(path, path.name, given)).report


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    folder = tmp_path_factory.mktemp("compare")
    return report_of(folder, EARLIER, 2024), report_of(folder, LATER, 2025)


@pytest.fixture(scope="module")
def compared(two: tuple[Report, Report]) -> Comparison:
    return compare(*two)


def quotes(compared: Comparison, kind: ChangeKind) -> str:
    return "".join(s.quote for a in compared.sections for c in a.changes if c.kind is kind for s in c.sources)


def test_sections_are_aligned_by_what_they_are_about(compared: Comparison) -> None:
    pairs = {(a.before[-1], a.after[-1]) for a in compared.sections if a.before and a.after}
    assert any("加快工业发展" in before and "做大做强" in after for before, after in pairs)
    assert any("乡村振兴" in before and "乡村全面振兴" in after for before, after in pairs)


def test_other_figures_are_told_from_what_is_new_and_dropped(compared: Comparison) -> None:
    assert "80公里" in quotes(compared, ChangeKind.FIGURES)
    assert "95公里" in quotes(compared, ChangeKind.FIGURES)
    assert "低空经济产业园" in quotes(compared, ChangeKind.NEW)
    assert "化工园区" in quotes(compared, ChangeKind.DROPPED)


def test_what_stays_the_same_is_no_change(compared: Comparison) -> None:
    assert not any("高标准农田" in s.quote for a in compared.sections for c in a.changes for s in c.sources)


def test_new_slogans_are_those_that_the_earlier_report_has_nowhere(compared: Comparison) -> None:
    said = [c.says for c in compared.slogans]
    assert "2025年新提“专业运营商”" in said
    assert not any("亩均论英雄" in text for text in said)


def test_report_compared_with_itself_has_no_changes(two: tuple[Report, Report]) -> None:
    same = compare(two[0], two[0])
    assert not same.slogans
    assert not any(a.changes for a in same.sections)


def test_slogans_are_listed_with_where_they_stand(two: tuple[Report, Report]) -> None:
    found = {s.text: s for s in slogans(two[1])}
    assert {"链长+链主", "亩均论英雄", "百村示范", "专业运营商"} <= set(found)
    assert "“百村示范”" in found["百村示范"].source.quote


def test_terms_lead_to_their_uses(two: tuple[Report, Report]) -> None:
    (term,) = glossary(two[1])
    assert term.term == "链长+链主"
    assert "工作机制" in term.definition.quote
    assert any("规上工业企业15家" in use.quote for use in term.uses)


def test_comparison_is_written_with_its_notes(compared: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "compared.md"
    write_comparison(compared, path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# 望川县2024年与2025年政府工作报告对比")
    assert "数字变化" in text
    assert "新提“专业运营商”" in text
