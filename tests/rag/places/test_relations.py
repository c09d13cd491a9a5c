"""Names and places: readings, containment, identity, labels."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from rag.places import Level, canonical, contains, find_places, lookup, same_place


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("菏泽", "菏泽市"),
        ("内蒙古", "内蒙古自治区"),
        ("德州市陵城区", "德州市陵城区"),
        ("陵县", "德州市陵县"),
        ("保定市徐水县", "保定市徐水县"),
        ("河北省保定市徐水区", "保定市徐水区"),
        ("吉林", "吉林省"),
        ("吉林市", "吉林市"),
        ("莱芜市", "莱芜市"),
        ("思茅市", "思茅市"),
        ("仙桃", "仙桃市"),
        ("黔西南", "黔西南布依族苗族自治州"),
        ("Hohhot", "呼和浩特市"),
        ("Lingcheng District", "德州市陵城区"),
        ("国务院", "国务院"),
        ("中国", "国务院"),
        ("雄安", "雄安新区"),
        ("新疆生产建设兵团", "新疆生产建设兵团"),
    ],
)
def test_the_first_reading_is_the_likeliest(name: str, first: str) -> None:
    assert lookup(name)[0].label == first


def test_all_readings_of_a_shared_name_are_given() -> None:
    assert {place.label for place in lookup("鼓楼区")} >= {
        "南京市鼓楼区",
        "徐州市鼓楼区",
        "福州市鼓楼区",
        "开封市鼓楼区",
    }
    assert [place.label for place in lookup("鼓楼区", within="福建省")] == ["福州市鼓楼区"]


def test_unknown_names_have_no_reading() -> None:
    assert lookup("澄湖市") == ()
    assert lookup("菏泽市徐水区") == ()


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("崇文区", "北京市东城区"),
        ("宣武区", "北京市西城区"),
        ("清苑县", "保定市清苑区"),
        ("满城县", "保定市满城区"),
        ("襄樊市", "襄阳市"),
        ("莱芜市", "济南市莱芜区"),
        ("蓟县", "天津市蓟州区"),
        ("闸北区", "上海市静安区"),
        ("南汇区", "上海市浦东新区"),
        ("江干区", "杭州市上城区"),
        ("铁法市", "铁岭市调兵山市"),
        ("巢湖地区", "合肥市巢湖市"),
        ("中甸县", "迪庆藏族自治州香格里拉市"),
        ("达县", "达州市达川区"),
        ("荆沙市", "荆州市"),
        ("通什市", "五指山市"),
        ("鄞县", "宁波市鄞州区"),
        ("吴江市", "苏州市吴江区"),
        ("番禺市", "广州市番禺区"),
        ("遵义县", "遵义市播州区"),
        ("户县", "西安市鄠邑区"),
        ("偃师市", "洛阳市偃师区"),
        ("胶南市", "青岛市黄岛区"),
        ("热河省", "河北省"),
    ],
)
def test_former_divisions_know_their_successors(former: str, now: str) -> None:
    place = next(one for one in lookup(former) if one.former)
    assert (place.name, place.now) == (former, now)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("菏泽市", "菏泽市牡丹区"),
        ("菏泽", "牡丹区"),
        ("山东省", "菏泽市牡丹区"),
        ("河北省", "保定市徐水县"),
        ("保定市", "徐水区"),
        ("全国", "菏泽市"),
        ("襄樊市", "襄城区"),
        ("北京市", "朝阳区"),
        ("湖北省", "潜江市"),
        ("澄湖市", "澄湖市云溪县"),
    ],
)
def test_outer_places_contain_inner_ones_and_not_the_reverse(outer: str, inner: str) -> None:
    assert contains(outer, inner)
    assert not contains(inner, outer)


@pytest.mark.parametrize(
    ("outer", "inner"), [("菏泽市", "菏泽市"), ("菏泽市", "陵城区"), ("澄湖市", "云溪县"), ("保定市", "国务院")]
)
def test_others_do_not(outer: str, inner: str) -> None:
    assert not contains(outer, inner)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("陵城区", "德州市陵城区"),
        ("徐水县", "徐水区"),
        ("保定市徐水县", "徐水"),
        ("襄樊市", "襄阳"),
        ("全国", "国务院"),
        ("内蒙古", "内蒙古自治区"),
        ("思茅市", "普洱市"),
        ("澄湖市云溪县", "云溪县"),
        ("Heze", "菏泽市"),
        ("恩施州", "恩施土家族苗族自治州"),
    ],
)
def test_same_places(a: str, b: str) -> None:
    assert same_place(a, b)
    assert same_place(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("菏泽市", "菏泽市牡丹区"),
        ("崇文区", "东城区"),
        ("徐州市鼓楼区", "南京市鼓楼区"),
        ("全国", "菏泽市"),
        ("河南省", "湖南省"),
        ("澄湖市云溪县", "平川市云溪县"),
        ("澄湖市", "澄湖市云溪县"),
        ("莱芜市", "济南市"),
    ],
)
def test_different_places(a: str, b: str) -> None:
    assert not same_place(a, b)
    assert not same_place(b, a)


def test_labels_carry_the_prefecture_where_reports_do() -> None:
    assert [canonical(name) for name in ("陵城区", "潜江", "菏泽", "朝阳区", "澄湖市", "徐水县")] == [
        "德州市陵城区",
        "潜江市",
        "菏泽市",
        "朝阳区",
        "澄湖市",
        "保定市徐水县",
    ]


def test_every_place_of_the_real_manifest_is_read_with_its_level(shared_data: Path) -> None:
    manifest = shared_data / "corpora" / "reports" / "manifest.csv"
    rows = list(csv.DictReader(manifest.read_text(encoding="utf-8").splitlines()))
    assert rows
    wrong = [row["place"] for row in rows if [lookup(row["place"])[0].level] != [Level(row["level"])]]
    assert wrong == []


def test_titles_of_real_reports_name_their_place(shared_data: Path) -> None:
    manifest = shared_data / "corpora" / "reports" / "manifest.csv"
    rows = list(csv.DictReader(manifest.read_text(encoding="utf-8").splitlines()))
    titles = {row["place"]: f"{row['place']}政府工作报告({row['year']}年)" for row in rows}
    wrong = [place for place, title in titles.items() if [one.place.label for one in find_places(title)] != [place]]
    assert wrong == []
