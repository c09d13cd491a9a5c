"""Spans of several years and their averages: which rows and sentences are of the one that a question names."""

from __future__ import annotations

import re

from rag.figures import find_periods
from rag.indicators.types import SO_FAR, YEAR, YEARLY, IndicatorRow

MEAN = r"年平?均(?!气温|降水|温度|浓度)|平均每年|每年平均|年递增"
_MEAN_ASKED = re.compile(rf"{MEAN}|平均增速")
_MEAN_TOLD = re.compile(rf"{MEAN}|平均增速|每年")
# What 十四五时期 and 十四五期间, 五年来 and 过去五年 have in common.
_PLAN_OR_YEARS = re.compile(r"十[一二三四五]?五|[六七八九]五|(?<![〇○零一二三四五六七八九十0-9])[二两三四五几十]年")
_COUNT = re.compile(r"([二两三四五])年")


def is_period_named(period: str, text: str, year: int | None = None) -> bool:
    """Whether a text names the period of a row, in whatever words; a yearly average is named by its span.

    Args:
        year: the row's, with which 五年来 of a row that ends in 2020 is the 十三五 of a question.

    >>> is_period_named("十四五时期", "“十四五”期间新增多少"), is_period_named("五年来", "过去五年新增多少")
    (True, True)
    >>> is_period_named("五年来", "十三五期间新增多少", 2020), is_period_named("五年来", "十四五期间新增多少", 2020)
    (True, False)
    >>> is_period_named("十四五年均", "十四五期间增长多少"), is_period_named("年均", "2025年增长多少")
    (True, False)
    """
    if period == SO_FAR:
        return True
    named = period.removesuffix(YEARLY) or YEARLY
    asked = [p.years for p in find_periods(text) if len(p.years) > 1]
    if asked and (years := _years_of(named, year)):
        return years in asked
    span = _PLAN_OR_YEARS.search(named)
    return re.search(f"{span[0]}(?!五)", text) is not None if span is not None else named in text


def is_of_period_asked(row: IndicatorRow, text: str, *, years_said: bool) -> bool:
    """Whether a row may answer a question by its period: a yearly average where one is asked for, and only there."""
    named = is_period_named(row.period, text, row.year)
    if _MEAN_ASKED.search(text):
        spans_said = years_said or _PLAN_OR_YEARS.search(text) is not None
        return row.period.endswith(YEARLY) and (row.period == YEARLY or not spans_said or named)
    return row.period == YEAR or not years_said or named


def tells_of_period(quote: str, text: str, report_year: int | None = None) -> bool:
    """Whether a sentence may answer a question by the span it names: the same plan, and a mean for a mean.

    >>> tells_of_period("“十五”期间年均增长8%", "九五期间年均增长多少")
    False
    >>> tells_of_period("增长8%", "年均增长多少"), tells_of_period("年均增长8%", "年均增长多少")
    (False, True)
    """
    if _MEAN_ASKED.search(text) and not _MEAN_TOLD.search(quote):
        return False
    return is_of_plan_asked(quote, text, report_year)


def is_of_plan_asked(quote: str, text: str, report_year: int | None) -> bool:
    """Whether a sentence may be of the five-year plan that a question names, if it names one.

    Args:
        report_year: a sentence that names no plan is of one only in a report of its years or of the year behind them.
    """
    asked, told = ([p.years for p in find_periods(t) if p.kind == "plan"] for t in (text, quote))
    if not asked or not told:
        return not asked or report_year is None or any(y[0] <= report_year <= y[-1] + 1 for y in asked)
    return any(years in asked for years in told)


def is_span_asked(text: str) -> bool:
    """Whether a question is about several years, or about their average."""
    return _MEAN_ASKED.search(text) is not None or _PLAN_OR_YEARS.search(text) is not None


def years_in(span: str) -> int | None:
    """How many years a span named in words covers: 三年来; None where it gives no number."""
    found = _COUNT.search(span)
    return {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}[found[1]] if found is not None else None


def _years_of(period: str, year: int | None) -> tuple[int, ...]:
    """The years of a period: of a plan, or so many up to the year of the row; none where neither tells."""
    if found := [p.years for p in find_periods(period) if len(p.years) > 1]:
        return found[0]
    count = years_in(period)
    return tuple(range(year + 1 - count, year + 1)) if count is not None and year is not None else ()
