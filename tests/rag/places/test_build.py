"""The table as it is built from the codes of the ministry."""

from __future__ import annotations

import json

import pytest

from rag.places.build import HERE, build

CODES = {
    "110000": "北京市",
    "110100": "北京市",
    "110105": "朝阳区",
    "130225": "乐亭县",
    "140428": "长子县",
    "150000": "内蒙古自治区",
    "340300": "蚌埠市",
    "429000": "省直辖县级行政区划",
    "532300": "楚雄彝族自治州",
    "542621": "巴宜区",
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Lines of a table built of a few codes, by name."""
    path = tmp_path_factory.mktemp("codes") / "codes.json"
    path.write_text(json.dumps([{"code": code, "name": name} for code, name in CODES.items()]), encoding="utf-8")
    lines = [line.split("\t") for line in build(path).splitlines()]
    return {line[1]: line for line in lines if line[0] in CODES and not line[6]}


def test_headings_and_second_lines_of_municipalities_are_left_out(rows: dict[str, list[str]]) -> None:
    assert "省直辖县级行政区划" not in rows
    assert rows["北京市"][0] == "110000"


def test_readings_are_those_of_place_names(rows: dict[str, list[str]]) -> None:
    assert [rows[name][4] for name in ("乐亭县", "长子县", "蚌埠市")] == ["laoting", "zhangzi", "bengbu"]


def test_short_names_drop_class_and_people_and_words_are_marked(rows: dict[str, list[str]]) -> None:
    assert [rows[name][2] for name in ("内蒙古自治区", "楚雄彝族自治州", "朝阳区")] == ["内蒙古", "楚雄", "朝阳"]
    assert [rows[name][3] for name in ("朝阳区", "蚌埠市")] == ["w", ""]


def test_hand_kept_files_are_tables_without_holes() -> None:
    for name, width in (("former.tsv", 5), ("english.tsv", 2), ("readings.tsv", 2), ("guards.tsv", 3)):
        lines = (HERE / name).read_text(encoding="utf-8").splitlines()
        assert {len(line.split("\t")) for line in lines} == {width}, name
        keys = [line.split("\t")[1 if name == "former.tsv" else 0] for line in lines]
        assert all(keys)
