"""How the table of a briefing is laid out: full columns, whole names, no figure twice in the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jsonschema

from rag import Library
from rag.brief.tables import EMPTY
from rag.results import Brief
from rag.schema import schema

REPORT = """{place}{year}年政府工作报告

一、{last}年工作回顾

过去一年，全县民生持续改善。{done}

二、{year}年重点工作

今年主要预期目标是：{aims}。

全力稳定就业。{work}
"""


def briefing(folder: Path, reports: Sequence[tuple[str, int, str, str, str]], topic: str) -> Brief:
    texts = folder / "reports"
    texts.mkdir()
    for place, year, done, aims, work in reports:
        text = REPORT.format(place=place, year=year, last=year - 1, done=done, aims=aims, work=work)
        (texts / f"{place}_{year}.txt").write_text(text, encoding="utf-8")
    with Library.open(folder / "home") as library:
        assert not library.add([texts]).failed
        return library.brief(topic)


def test_column_with_nothing_in_it_is_left_out(tmp_path: Path) -> None:
    given = [
        ("临溪县", 2025, "社会和谐稳定。", "城镇新增就业3000人以上，城镇调查失业率控制在5.5%以内", "办好招聘会40场。")
    ]
    (table,) = briefing(tmp_path, given, "就业").tables
    assert table.columns == ("指标", "2025年目标")
    assert all(cell.text != EMPTY for row in table.rows for cell in row)


def test_results_and_targets_of_different_things_stand_below_each_other(tmp_path: Path) -> None:
    done = "开展职业技能培训5200人次。发放稳岗补贴460万元。新增高技能人才310人。"
    given = [("临溪县", 2025, done, "城镇新增就业3000人以上", "新建零工驿站12个。")]
    (table,) = briefing(tmp_path, given, "就业").tables
    assert table.columns == ("指标", "时间", "数值")
    assert all(cell.text != EMPTY and cell.citations for row in table.rows for cell in row)
    assert ("城镇新增就业", "2025年目标", "3000人以上") in [tuple(c.text for c in row) for row in table.rows]


def test_many_places_have_a_row_each_under_what_most_of_them_give(tmp_path: Path) -> None:
    given = [
        (
            f"{name}县",
            2025,
            f"城镇新增就业{3000 + at}人。",
            f"城镇新增就业{2000 + at}人以上",
            f"新建零工驿站{at + 2}个。",
        )
        for at, name in enumerate(("临溪", "望川", "栖霞岭", "松鹤", "云壑", "竹渡", "梅坞", "雁回"))
    ]
    brief = briefing(tmp_path, given, "就业")
    (table,) = brief.tables
    assert table.columns[:3] == ("地区", "城镇新增就业（2024年结果）", "城镇新增就业（2025年目标）")
    assert len(table.rows) == len(given)
    jsonschema.validate(brief.to_dict(), schema("brief"))


def test_kinds_of_things_and_names_cut_off_are_no_indicators(tmp_path: Path) -> None:
    work = "对10类重点就业群体发放创业担保贷款不低于8亿元。"
    done = "城镇新增就业3120人。9类就业困难群众补贴标准提高5%以上。"
    (table,) = briefing(tmp_path, [("临溪县", 2025, done, "城镇新增就业3000人以上", work)], "就业").tables
    assert not any("类" in cell.text or row[0].text.endswith(("不低", "提高")) for row in table.rows for cell in row)


def test_target_that_a_report_gives_again_and_again_is_said_once(tmp_path: Path) -> None:
    work = (
        "城镇新增就业3000人以上，帮扶就业困难人员600人。\n\n办好民生实事。新建零工驿站12个。"
        "全年实现城镇新增就业3000人以上。\n\n织密保障网络。确保城镇新增就业3000人以上。"
    )
    aims = "地区生产总值增长6%，城镇调查失业率控制在5.5%以内"
    given = [(f"{name}县", 2025, "社会和谐稳定。", aims, work) for name in ("临溪", "望川")]
    brief = briefing(tmp_path, given, "就业")
    for section in (s for s in brief.sections if s.level == 2):
        assert "".join(point.text for point in section.points).count("3000人以上") == 1


def test_place_is_told_apart_by_year_only_where_it_is_there_twice(tmp_path: Path) -> None:
    aims = "城镇新增就业{}人以上，城镇调查失业率控制在5.5%以内"
    given = [
        ("临溪县", 2024, "城镇新增就业2900人。", aims.format(2800), "打造“溪畔春风”招聘品牌。"),
        ("临溪县", 2025, "城镇新增就业3120人。", aims.format(3000), "打造“溪上有约”招聘品牌。"),
        ("望川县", 2025, "城镇新增就业2815人。", aims.format(2700), "打造“川上有约”招聘品牌。"),
    ]
    brief = briefing(tmp_path, given, "就业")
    overview = "".join(point.text for point in brief.sections[0].points)
    assert "年）20" not in overview
    rest = "".join(p.text for s in brief.sections[1:] for p in s.points)
    assert "望川县（2025年）" not in rest
    assert "“川上有约”" in rest
