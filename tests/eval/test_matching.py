"""Two texts are compared by their letters and digits, and figures keep their edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import contains_copy, find_copies, holds, loose, missing_groups, overlap, strike, table_text

PIECES = st.lists(
    st.sampled_from(
        ["增长", "5.5%", "１２．５", "亿斤", "，", "。", "\n", " ", "[1]", "1,279", "區政府", "（一）", "8"]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("地区生产总值\n增长 5.5％左右", "地区生产总值增长5.5%", True),
        ("增长15.5%", "增长5.5%", False),
        ("总值5.5%", "5%", False),
        ("位居第8。2007年建成", "2007年建成", True),
        ("位居第8\n2007年建成", "2007年建成", False),
        ("共1,279台", "1279台", True),
        ("共1,279台", "279台", False),
        ("區政府新建學校", "区政府新建学校", True),
        ("增长6.5%", "增长65%", False),
        ("任何文字", "", False),
    ],
)
def test_a_quote_is_found_loosely_but_whole(text: str, quote: str, expected: bool) -> None:
    assert contains_copy(text, quote) is expected


@pytest.mark.parametrize(
    ("text", "spelling", "expected"),
    [
        ("4450亿元", "4450亿", True),
        ("4,450 亿元", "4450亿元", True),
        ("增长６．５％", "6.5%", True),
        ("6.5%[1]。", "6.5%", True),
        ("增长[2]5%", "25%", False),
        ("共14个", "4个", False),
        ("12025年", "2025", False),
        ("12.5万套", "2.5万套", False),
        ("5.55%", "5.5", False),
        ("“双30条”、“黄金12条”", "双30条", True),
        ("东湖 县", "东湖县", True),
        ("東湖縣", "东湖县", True),
        ("地区，生产总值", "地区生产总值", True),
    ],
)
def test_a_spelling_is_held_with_its_edges(text: str, spelling: str, expected: bool) -> None:
    assert holds(text, spelling) is expected


def test_what_is_struck_joins_nothing() -> None:
    assert not holds(strike("1新增学位4200个5%", ("新增学位4200个",)), "15%")
    assert not holds(strike("东新增学位湖县", ("新增学位",)), "东湖县")
    assert strike("甲新增学位4200个[1]乙新增学位 4200 个", ("新增学位4200个",)).count("4200") == 0


def test_the_longest_quote_is_struck_first() -> None:
    text = "分别增长8.5%、9%和9%"
    assert not holds(strike(text, ("增长8.5%", "分别增长8.5%、9%和9%")), "9%")


@given(PIECES)
def test_a_text_is_a_copy_of_itself_where_anything_is_left(text: str) -> None:
    assert contains_copy(text, text) is bool(loose(text).text)


@given(PIECES, PIECES)
def test_copies_lie_inside_the_text_and_read_like_the_quote(text: str, quote: str) -> None:
    for start, end in find_copies(text, quote):
        assert loose(text[start:end]).text == loose(quote).text


def test_overlap_is_a_share_of_the_first() -> None:
    assert overlap("粮食总产", "去年粮食总产再创新高") == 1.0
    assert overlap("粮食总产", "完善托育服务") == 0.0
    assert overlap("", "完善托育服务") == 0.0


def test_groups_without_a_spelling_are_given_back() -> None:
    groups = (("4200个", "0.42万个"), ("5%",))
    assert missing_groups(groups, "新增0.42万个，增长15%") == [("5%",)]


def test_a_table_reads_line_by_line() -> None:
    table = {"columns": ["县", "台"], "rows": [[{"text": "东湖县"}, {"text": "480台"}]]}
    assert table_text(table) == "县 台\n东湖县 480台"
    assert table_text(None) == ""
