"""What a report says about itself, and what contradicts it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.types import Fact, Origin, Report

Build = Callable[..., Report]

BODY = "全市坚持稳中求进,我市经济平稳增长,全市投资增长8%,我市财政收入增长5%。"


def test_place_year_date_and_speaker_come_from_the_head(build: Build) -> None:
    report = build(
        "政府工作报告",
        "——2024年1月11日在菏泽市第二十届人民代表大会第四次会议上",
        "菏泽市市长 李 明",
        "各位代表：",
        BODY,
    )
    data = report.metadata
    assert [data.place.value, data.level.value, data.year.value, data.date.value, data.speaker.value] == [
        "菏泽市", "prefecture", "2024", "2024-01-11", "李明",
    ]  # fmt: skip
    assert data.place.origin is Origin.TEXT
    assert report.doubts == ()


def test_a_district_is_labelled_with_its_prefecture(build: Build) -> None:
    report = build(
        "2021年陵城区政府工作报告", "——二〇二一年一月二十七日在德州市陵城区第十八届人民代表大会第五次会议上", BODY
    )
    assert (report.place, report.metadata.level.value, report.metadata.date.value) == (
        "德州市陵城区",
        "county",
        "2021-01-27",
    )


def test_a_place_outside_the_table_is_taken_as_printed(build: Build) -> None:
    report = build("2024年澄湖市政府工作报告", "——2024年1月9日在澄湖市第六届人民代表大会第三次会议上", BODY)
    assert (report.place, report.metadata.level.value) == ("澄湖市", "prefecture")


def test_without_a_head_the_body_tells_the_place_by_level_and_frequency(build: Build) -> None:
    body = "在省委、省政府坚强领导下,菏泽加快发展。菏泽石化产业壮大,菏泽港开工,菏泽机场扩建,菏泽牡丹出口,菏泽站改造。"
    report = build(
        "各位代表：",
        "现在,我代表市人民政府,向大会报告工作。",
        "一、2023年工作回顾",
        body + "对接山东、山东、江苏。" + BODY,
    )
    assert report.place == "菏泽市"
    assert report.year == 2024


def test_a_review_of_one_year_is_a_report_of_the_next(build: Build) -> None:
    assert build("一、2019年工作回顾", BODY).year == 2020
    assert build("2019年工作回顾", BODY, "2020年重点工作", BODY).metadata.year.rivals == ()


@pytest.mark.parametrize(
    ("opening", "year"),
    [
        ("我代表国务院，向第四届全国人民代表大会作政府工作报告。", 1975),
        ("从第八届全国人民代表大会第一次会议以来的五年，成就巨大。我代表国务院报告工作。", 1998),
        ("从去年九月第五届全国人民代表大会第三次会议到现在，我代表国务院报告工作。", 1981),
    ],
)
def test_the_congress_dates_a_national_report_that_names_no_year(build: Build, opening: str, year: int) -> None:
    report = build("各位代表：", opening, "各项事业全面发展。")
    assert (report.place, report.metadata.level.value, report.year) == ("国务院", "national", year)


def test_a_file_name_that_contradicts_the_text_is_a_rival_and_a_doubt(build: Build) -> None:
    report = build(
        "各位代表：", "现在，我代表国务院，向大会报告政府工作。", "一、2023年工作回顾", BODY, file="台州市_2021.txt"
    )
    assert report.place == "国务院"
    assert report.metadata.place.rivals == (("台州市", Origin.FILE_NAME),)
    assert report.metadata.year.rivals == (("2021", Origin.FILE_NAME),)
    assert {doubt.kind for doubt in report.doubts} == {"metadata"}


def test_the_file_name_is_the_last_resort(build: Build) -> None:
    report = build("各项工作取得明显成效。", file="sub/德州市_2019.md")
    assert report.metadata.place == Fact("德州市", Origin.FILE_NAME)
    assert report.metadata.year == Fact("2019", Origin.FILE_NAME)


def test_what_was_given_beats_the_text_and_the_text_is_kept_as_a_rival(build: Build) -> None:
    given = {"place": Fact("菏泽市牡丹区", Origin.MANIFEST), "year": Fact("2024", Origin.USER)}
    report = build("2023年德州市政府工作报告", BODY, given=given)
    assert report.metadata.place == Fact("菏泽市牡丹区", Origin.MANIFEST, (("德州市", Origin.TEXT),))
    assert report.metadata.year.rivals == (("2023", Origin.TEXT),)
    assert report.metadata.level.value == "county"


def test_nothing_is_made_up_where_nothing_is_said(build: Build) -> None:
    data = build("坚持改革创新。").metadata
    assert (data.place.value, data.year.value, data.speaker.value) == ("", "", "")
