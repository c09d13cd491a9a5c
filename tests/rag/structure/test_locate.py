"""Sections found by words of their headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.errors import NotFound
from rag.structure import find_section
from rag.types import Report

Build = Callable[..., Report]

BODY = "坚持稳字当头、稳中求进,全年工作取得新成效,高质量发展迈出坚实步伐。"


@pytest.fixture
def report(build: Build) -> Report:
    return build(
        "一、2023年工作回顾", "(一)工业提质增效。" + BODY,
        "二、2024年重点工作", "(一)工业再上台阶。" + BODY, "全力建设制造强市。" + BODY,
        "(二)改善民生", "扩大就业。" + BODY,
    )  # fmt: skip


def test_width_spaces_and_punctuation_do_not_matter(report: Report) -> None:
    found = find_section(report, ["二 ２０２４年 重点工作", "（一）工业再上台阶"])
    assert (found.first, found.last) == (4, 5)
    assert found.path == ("二、2024年重点工作", "(一)工业再上台阶")


def test_the_order_of_the_path_tells_equal_words_apart(report: Report) -> None:
    assert find_section(report, ["工作回顾", "工业"]).first == 2
    assert find_section(report, ["重点工作", "工业"]).first == 4


def test_a_lead_sentence_names_its_paragraph(report: Report) -> None:
    found = find_section(report, ["重点工作", "建设制造强市"])
    assert (found.first, found.last, found.section) == (5, 5, 3)


def test_an_item_names_its_span(build: Build) -> None:
    report = build("一、工作安排", "一是扩大消费。举办展会30场。二是稳定外贸。新增企业20家。")
    found = find_section(report, ["稳定外贸"])
    text = report.paragraph(2).text
    assert text[found.start : found.end] == "二是稳定外贸。新增企业20家。"


def test_a_path_that_leads_nowhere_names_the_nearest_headings(report: Report) -> None:
    with pytest.raises(NotFound, match=r"改善民生保障.*\(二\)改善民生"):
        find_section(report, ["改善民生保障"])
    with pytest.raises(NotFound, match="工作回顾 > 改善民生"):
        find_section(report, ["工作回顾", "改善民生"])
