"""Drafts are read for what a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.verify.text import plain, squeezed


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("增长5.5%[1][2]", "增长5.5%"),
        ("增长5.5%【1，3】", "增长5.5%"),
        ("# 标题", "标题"),
        ("&nbsp;增长&#53;%", "增长5%"),
        ("<script>alert(1)</script>增长", "alert(1)增长"),
        ("增长Ⅴ.5%", "增长5.5%"),
        ("1О0个", "100个"),
        ("ｇｄｐ", "gdp"),
        ("區政府", "区政府"),
        ("《方案》（2024年）", "《方案》（2024年）"),
        ("①建成3所", "①建成3所"),
        ("第[2024]3号", "第[2024]3号"),
    ],
)
def test_plain(raw: str, seen: str) -> None:
    assert plain(raw) == seen


PIECES = st.sampled_from(
    ["增长", "5.5%", "[1]", "\u200b", "<b>", "６", "，", "。", "左右", "亿元", " ", "Ⅴ", "**", "區"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_plain_text_is_plain_already(text: str) -> None:
    once = squeezed(plain(text))
    assert squeezed(plain(once)) == once
