"""What holds for every text made of the pieces that reports are made of."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rag.figures import find_figures, find_nonquantities, find_periods, fold, read_numbers, same_value

NUMBERS = st.one_of(
    st.integers(0, 99999).map(str),
    st.decimals(0, 9999, places=2).map(str),
    st.sampled_from(["1,234", "１２．５", "4 450", "3亿5000", "2024", "十二", "四十三万四千", "百", "两", "一", "零"]),
)
PIECES = st.one_of(
    NUMBERS,
    st.sampled_from(
        [*"%％第位年月日占率点多余前每万亿百家项、，。“”()+-—至到:∶/", "亿元", "万人", "个百分点", "平方公里", "千瓦"]
    ),
    st.sampled_from(
        ["公里", "以上", "左右", "增长", "下降", "比例为", "G", "PM", "A级", "十四五", "今年", "过去", "五年"]
    ),
    st.sampled_from(
        ["一是", "预计", "热线", "区(qū)", "\n", "\\r\\n", "百分之", "倍", " ", "\u3000", "&nbsp;", "强", "期"]
    ),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
# Han text that neither bounds nor measures, to stand around a figure.
NEUTRAL = st.sampled_from(["", "全市教育", "人民群众。", "建设管理；", "各位代表，", "城乡环境"])


@given(TEXTS)
def test_offsets_slice_back_and_nothing_overlaps(text: str) -> None:
    spans = []
    for found in (*find_figures(text), *find_nonquantities(text)):
        assert text[found.start : found.end] == found.text != ""
        spans.append((found.start, found.end))
    for period in find_periods(text, report_year=2024):
        assert text[period.start : period.end] == period.text
    spans.sort()
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(TEXTS)
def test_no_digit_is_lost(text: str) -> None:
    numbers = read_numbers(text)
    covered = {
        position
        for found in (*numbers.figures, *numbers.periods, *numbers.nonquantities)
        for position in range(found.start, found.end)
    }
    digits = {found.start() for found in re.finditer("[0-9０-９]", text)}
    assert digits <= covered


@given(TEXTS)
def test_folding_keeps_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_folded_text_has_the_same_figures(text: str) -> None:
    def values(of: str) -> list[tuple[int, int, object]]:
        return [(figure.start, figure.end, figure.base_values) for figure in find_figures(of)]

    assert values(fold(text)) == values(text)


@given(NEUTRAL, st.decimals(1, 9999, places=1), st.sampled_from(["亿元", "万人", "%", "公里", "家"]), NEUTRAL)
def test_han_text_around_does_not_change_a_figure(before: str, value: object, unit: str, after: str) -> None:
    (alone,) = find_figures(f"{value}{unit}")
    (inside,) = find_figures(f"{before}{value}{unit}，{after}")
    assert inside.start == len(before)
    assert (inside.text, inside.values, inside.unit, inside.bound) == (
        alone.text,
        alone.values,
        alone.unit,
        alone.bound,
    )


@given(st.decimals(min_value="0.01", max_value=99999, places=2), st.sampled_from(["元", "斤", "千瓦", "人次", "亩"]))
def test_hundred_million_and_ten_thousand_convert(value: object, unit: str) -> None:
    (large,) = find_figures(f"{value}亿{unit}")
    (small,) = find_figures(f"{large.values[0] * 10000:f}万{unit}")
    assert same_value(large, small)
