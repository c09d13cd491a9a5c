"""What a briefing is to be about, read out of what was asked."""

from __future__ import annotations

import pytest

from rag.brief.topics import topic_of

PLACES = ["望川县", "临溪县"]


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("民生", "低保提标"),
        ("工业", "规上工业企业"),
        ("乡村振兴", "村集体收入"),
        ("营商环境", "行政审批"),
        ("生态", "空气质量"),
        ("科技创新", "研发投入"),
        ("文旅", "接待游客"),
        ("就业", "公益性岗位"),
        ("教育", "新增学位"),
        ("医疗", "紧密型医共体"),
        ("养老", "适老化改造"),
        ("交通", "农村公路"),
        ("低空经济", "发展低空经济"),
    ],
)
def test_topic_knows_clauses_that_are_about_it(asked: str, word: str) -> None:
    assert topic_of(asked).hits(word)


def test_pension_insurance_is_not_care_for_the_old() -> None:
    assert not topic_of("养老服务").hits("养老保险扩面")


def test_longer_name_of_a_subject_counts_alone() -> None:
    assert not topic_of("粮食安全").hits("安全生产")
    assert topic_of("粮食安全").hits("粮食总产")


@pytest.mark.parametrize(
    "asked", ["", "望川县2024年主要指标简报", "2023年完成情况与2024年目标", "“十四五”五年来的成就"]
)
def test_places_years_and_kinds_of_text_are_no_subject(asked: str) -> None:
    assert topic_of(asked, PLACES).is_general


def test_done_and_planned_are_told_apart() -> None:
    assert (topic_of("工作安排").done, topic_of("工作安排").planned) == (False, True)
    assert (topic_of("五年来的成就").done, topic_of("五年来的成就").planned) == (True, False)
    assert topic_of("五年来的成就").over_years
    assert (topic_of("就业").done, topic_of("就业").planned) == (True, True)


def test_marks_in_what_is_asked_are_no_pattern() -> None:
    assert topic_of("低空经济[试点*").hits("低空经济[试点*") == 1
