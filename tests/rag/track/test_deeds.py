"""Good deeds without figures are looked for by name in the next report."""

from __future__ import annotations

import csv
from pathlib import Path

import jsonschema
import pytest

from rag import Library
from rag.schema import schema
from rag.track import Track, Verdict
from rag.track.deeds import name_of_deed
from rag.track.export import write

PLAN = """望川县2024年政府工作报告

二、2024年主要任务

今年要办好以下民生实事：一是望川县第三中学投入使用；二是实施柳溪路北延工程；三是新建村级幸福院20所；四是提升困难群众关爱服务水平；五是建设城北湿地公园。
"""
REVIEW = """望川县2025年政府工作报告

一、2024年工作回顾

十件民生实事全部完成。第三中学如期招生，柳溪路、中心路北延建成通车。建成村级幸福院22所。

二、2025年主要任务

加快建设城北湿地公园。
"""


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory) -> list[Track]:
    folder = tmp_path_factory.mktemp("two")
    Path(folder, "望川县_2024.txt").write_text(PLAN, encoding="utf-8")
    Path(folder, "望川县_2025.txt").write_text(REVIEW, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("home")) as library:
        assert not library.add([folder]).failed
        return [one for one in library.track() if one.deed]


def of(tracked: list[Track], name: str) -> Track:
    (found,) = (one for one in tracked if name in one.indicator)
    return found


def test_mention_of_a_deed_is_shown_and_not_judged(tracked: list[Track]) -> None:
    school = of(tracked, "第三中学")
    assert school.verdict is Verdict.NOT_COMPARABLE
    assert school.actual is not None
    assert school.actual.quote.startswith("第三中学如期招生")
    assert "是否完成请看原文" in school.note


def test_road_named_in_a_list_is_the_same_road(tracked: list[Track]) -> None:
    road = of(tracked, "柳溪路北延")
    assert road.actual is not None
    assert "柳溪路、中心路北延建成通车" in road.actual.quote


def test_deed_that_only_the_next_plan_names_is_not_mentioned(tracked: list[Track]) -> None:
    park = of(tracked, "城北湿地公园")
    assert park.verdict is Verdict.NOT_MENTIONED
    assert "没有提到“城北湿地公园”" in park.note
    assert "只有总的说法:十件民生实事全部完成" in park.note


def test_general_promises_are_not_followed_and_figures_by_their_figure(tracked: list[Track]) -> None:
    assert not any("困难群众" in one.indicator for one in tracked)
    homes = of(tracked, "幸福院")
    assert homes.verdict is Verdict.MET


def test_sides_without_a_figure_have_no_value_and_an_address(tracked: list[Track]) -> None:
    published = [one.to_dict() for one in tracked]
    jsonschema.validate(published, schema("track"))
    school = next(one for one in published if "第三中学" in one["indicator"])
    assert school["target"]["value"] is None
    assert PLAN[school["target"]["start"] : school["target"]["end"]] == school["target"]["quote"]


def test_deeds_stand_in_the_table(tracked: list[Track], tmp_path: Path) -> None:
    path = tmp_path / "deeds.csv"
    write(tracked, path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["性质"] for row in rows} == {"事项", "数额"}
    assert all(row["民生实事"] == "是" for row in rows)


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("启动广场大街拓宽改造工程", "广场大街拓宽改造"),
        ("完成乡镇卫生院旱厕改造", "乡镇卫生院旱厕改造"),
        ("新建一批城市书房、乡村文化驿站", "乡村文化驿站"),
        ("提升群众服务水平", ""),
        ("坚持统筹城乡发展", ""),
    ],
)
def test_name_is_what_the_clause_is_about(clause: str, name: str) -> None:
    assert name_of_deed(clause) == name


def test_indicator_that_the_next_review_names_is_not_said_to_be_passed_over(tmp_path: Path) -> None:
    plan = "望川县2024年政府工作报告\n\n二、2024年主要任务\n\n今年新增公共停车泊位800个，粮食产量达到40万吨。\n"
    review = (
        "望川县2025年政府工作报告\n\n一、2024年工作回顾\n\n过去一年，新增公共停车泊位一项因征收滞后没有完成。\n\n"
        "二、2025年主要任务\n\n粮食产量稳定。\n"
    )
    Path(tmp_path, "望川县_2024.txt").write_text(plan, encoding="utf-8")
    Path(tmp_path, "望川县_2025.txt").write_text(review, encoding="utf-8")
    with Library.open(tmp_path / "home") as library:
        assert not library.add([tmp_path / "望川县_2024.txt", tmp_path / "望川县_2025.txt"]).failed
        tracked = {one.indicator: one for one in library.track()}
    assert tracked["新增公共停车泊位"].verdict is Verdict.NOT_COMPARABLE
    assert "因征收滞后没有完成" in tracked["新增公共停车泊位"].note
    assert tracked["粮食产量"].verdict is Verdict.NOT_MENTIONED
