"""Numerals, widths, edges and equality."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.figures import Figure, contains_figure, find_figures, fold, parse_chinese_number, same_value


def one(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("四千四百五十", 4450),
        ("四十三万四千", 434000),
        ("六千零二十三万", 60230000),
        ("两", 2),
        ("廿三", 23),
        ("卅", 30),
        ("十二点五", Decimal("12.5")),
        ("十二点五亿", 1250000000),
        ("3亿5000万", 350000000),
        ("1.5万", 15000),
        ("一九八三", 1983),
        ("二○二五", 2025),
        ("六万万", 600000000),
        ("一万亿", 10**12),
        ("三百五", 350),
        ("三百零五", 305),
        ("三万五", 35000),
        ("一百十五", 115),
        ("十", 10),
        ("零", 0),
        ("億", 10**8),
    ],
)
def test_chinese_numeral_is_read(numeral: str, value: int | Decimal) -> None:
    assert parse_chinese_number(numeral) == value


@pytest.mark.parametrize("word", ["", "亿万", "百千万", "千百", "一体", "几十", "点五", "十点", "百万千", "5个"])
def test_what_is_no_numeral_is_refused(word: str) -> None:
    assert parse_chinese_number(word) is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("增长6.5%左右", "6.5%"),
        ("增长６．５％", "6.5%"),
        ("达到4,450亿元", "4450亿"),
        ("达到4450亿", "4450亿元"),
        ("完成44.5億元", "44.5亿元"),
        ("全年,2024年达到", "2024年"),
        ("分别为5%,6%", "6%"),
        ("建成三个站点", "三个"),
        ("共5，6两类", "6"),
    ],
)
def test_figure_is_contained_with_its_edges(text: str, figure: str) -> None:
    assert contains_figure(text, figure)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("增长6.5%", "5%"),
        ("共14个", "4个"),
        ("编号12025", "2025"),
        ("编号20251", "2025"),
        ("增长6.55%", "6.5"),
        ("完成1,316.5亿元", "316.5亿元"),
        ("建成十三个站点", "三个"),
        ("增长6", "6.5"),
        ("任意", ""),
    ],
)
def test_part_of_a_longer_number_is_not_contained(text: str, figure: str) -> None:
    assert not contains_figure(text, figure)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("44.5亿元", "445000万元"),
        ("44.5亿元", "44.50亿元"),
        ("四千四百五十亿元", "4450亿元"),
        ("百分之五点五", "５．５％"),
        ("10—12万人", "100000至120000人"),
        ("2公顷", "30亩"),
        ("3吨", "6000斤"),
        ("500名", "500人"),
        ("目标1000亿", "1000亿元"),
        ("居全省第2位", "居全省第二"),
        ("9.7:39.5:50.8", "9.7∶39.5∶50.8"),
    ],
)
def test_same_value_in_other_words(first: str, second: str) -> None:
    assert same_value(one(first), one(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("5.5%", "5.5个百分点"),
        ("44.5亿元", "44.6亿元"),
        ("44.5亿元", "44.5亿美元"),
        ("5%—6%", "5%"),
        ("5%", "5‰"),
        ("居全省第2位", "2个"),
        ("30户", "30家"),
        ("完成25", "25元"),
        ("1.4倍", "1.4%"),
    ],
)
def test_other_values_are_not_the_same(first: str, second: str) -> None:
    assert not same_value(one(first), one(second))


def test_bounds_are_compared_on_demand() -> None:
    exact, about = one("增长5.5%"), one("增长5.5%左右")
    assert same_value(exact, about)
    assert not same_value(exact, about, bounds=True)


def test_folding_keeps_every_position_and_the_commas() -> None:
    text = "４４５０億元，增長６．５％；“３＋２”：１∶２"
    folded = fold(text)
    assert folded == "4450亿元，增长6.5%；“3+2”:1:2"
    assert len(folded) == len(text)
