"""Targets judged as people judge them: bounds, 左右, ranges, ceilings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rag.indicators import ACTUAL, TARGET, IndicatorRow
from rag.track import Verdict, judge

SCALE = {"%": 1, "万人": 10_000, "人": 1, "亿元": 100_000_000, "亿斤": 50_000_000, "微克/立方米": 1}
BASE = {"万人": "人", "亿元": "元", "亿斤": "公斤"}


def row(
    value: str, unit: str = "%", *, kind: str, name: str = "地区生产总值", measure: str = "growth", bound: str = "exact"
) -> IndicatorRow:
    """A row as the ledger makes it, the range 5—6 written with a tilde."""
    values = tuple(Decimal(v) for v in value.split("~"))
    qualifier = {"about": "左右", "at_least": "以上", "at_most": "以内", "over": "突破", "nearly": "近"}.get(bound, "")
    return IndicatorRow(
        report_id=kind,
        file=f"{kind}.txt",
        place="望川县",
        year=2024,
        period="year",
        indicator=name,
        raw=name,
        values=values,
        unit=unit,
        base_values=tuple(v * SCALE[unit] for v in values),
        base_unit=BASE.get(unit, unit),
        kind=kind,
        measure=measure,
        bound=bound,
        qualifier=qualifier,
        estimate=False,
        base="",
        topic="",
        standard=True,
        section=(),
        paragraph=1,
        start=0,
        end=1,
        quote="",
        quote_start=0,
        quote_end=0,
        sentence="",
        sentence_start=0,
        source_start=0,
        source_end=0,
    )


def verdict(target: str, bound: str, actual: str, **how: str) -> Verdict:
    planned = row(target, kind=TARGET, bound=bound, **how)
    return judge(planned, row(actual, kind=ACTUAL, **how)).verdict


@pytest.mark.parametrize(
    ("target", "bound", "actual", "expected"),
    [
        ("6", "exact", "6", "met"),
        ("6", "exact", "5.9", "missed"),
        ("6", "at_least", "6.0", "met"),
        ("6", "at_least", "5.9", "missed"),
        ("5.5", "at_most", "5.5", "met"),
        ("5.5", "at_most", "5.6", "missed"),
        ("5~6", "exact", "5", "met"),
        ("5~6", "exact", "4.9", "missed"),
        ("6", "about", "5.5", "met"),
        ("6", "about", "5.4", "missed"),
        ("6", "about", "8", "met"),
        ("7.5", "about", "7.4", "met"),
        ("7.5", "about", "7.2", "missed"),
        ("6.2", "about", "6.1", "missed"),
        ("3", "at_least", "-1.2", "missed"),
    ],
)
def test_growth_is_judged_by_its_bound(target: str, bound: str, actual: str, expected: str) -> None:
    assert verdict(target, bound, actual) == expected


@pytest.mark.parametrize(
    ("name", "measure", "target", "actual", "expected"),
    [
        ("城镇调查失业率", "share", "5.5", "5.2", "met"),
        ("城镇调查失业率", "share", "5.5", "5.7", "met"),
        ("城镇调查失业率", "share", "5.5", "6.1", "missed"),
        ("居民消费价格", "growth", "3", "0.2", "met"),
        ("居民消费价格", "growth", "3", "-0.1", "met"),
        ("居民消费价格", "growth", "3", "4.1", "missed"),
        ("单位地区生产总值能耗", "growth", "-3", "-3.2", "met"),
        ("单位地区生产总值能耗", "growth", "-3", "-1.5", "missed"),
    ],
)
def test_what_is_to_be_kept_down_is_judged_from_above(
    name: str, measure: str, target: str, actual: str, expected: str
) -> None:
    assert verdict(target, "about", actual, name=name, measure=measure) == expected


@pytest.mark.parametrize(
    ("target", "unit", "actual", "expected"),
    [
        ("1100", "万人", "1050", "met"),
        ("1100", "万人", "1049", "missed"),
        ("282", "亿斤", "280.9", "met"),
        ("282", "亿斤", "278", "missed"),
    ],
)
def test_amounts_about_a_number_have_half_a_unit_of_its_last_digit_and_a_hundredth_at_least(
    target: str, unit: str, actual: str, expected: str
) -> None:
    assert verdict(target, "about", actual, unit=unit, measure="level", name="城镇新增就业") == expected


def test_the_same_amount_in_another_scale_is_compared() -> None:
    target = row("1.2", "万人", kind=TARGET, measure="level")
    assert judge(target, row("12600", "人", kind=ACTUAL, measure="level")).verdict == Verdict.MET


def test_another_unit_is_not_compared() -> None:
    judged = judge(row("12", "万人", kind=TARGET, measure="level"), row("12", "亿元", kind=ACTUAL, measure="level"))
    assert judged.verdict == Verdict.NOT_COMPARABLE
    assert "单位不同" in judged.note


def test_a_sum_over_five_years_is_not_taken_for_the_years_result() -> None:
    judged = judge(row("86", "万人", kind=TARGET, measure="level"), row("452", "万人", kind=ACTUAL, measure="level"))
    assert judged.verdict == Verdict.NOT_COMPARABLE


def test_nearly_does_not_meet() -> None:
    target = row("100", "亿元", kind=TARGET, measure="level", bound="at_least")
    assert judge(target, row("100", "亿元", kind=ACTUAL, measure="level", bound="nearly")).verdict == Verdict.MISSED
    assert judge(target, row("100", "亿元", kind=ACTUAL, measure="level", bound="over")).verdict == Verdict.MET


def test_note_says_by_how_much_and_what_about_means_and_that_a_result_is_an_estimate() -> None:
    target = row("6", kind=TARGET, bound="about")
    note = judge(target, replace(row("5.6", kind=ACTUAL), estimate=True)).note
    assert "目标6%左右" in note
    assert "差0.4个百分点" in note
    assert "不超过0.5个百分点" in note
    assert "预计数" in note
