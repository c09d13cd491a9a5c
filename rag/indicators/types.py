"""One row of the ledger: a printed figure, what it measures, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rag.figures.scan import find_periods

YEAR = "year"
YEARLY = "年均"  # behind the span that a yearly average is of, or alone where that is not said
SO_FAR = "累计"  # all that there was up to then
TARGET, ACTUAL = "target", "actual"
DOUBTFUL = 0.6  # rows that are trusted less are marked: see the sentence


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A figure that a report gives for an indicator of a place.

    `start:end` are the figure's clean offsets in its paragraph, `quote_start:quote_end` those of the smallest clause
    that carries the figure and what it measures; `source_start:source_end` bound that clause in the source text.
    `sentence` is what a reader checks the row against.
    """

    report_id: str
    file: str
    place: str
    year: int | None  # that the figure is about, not that of the report
    period: str  # "year", or as printed: 1—11月份, “十三五”
    indicator: str  # the standard name, or the report's own words
    raw: str  # as printed
    values: tuple[Decimal, ...]  # as printed, not rescaled; a fall is negative; a range or ratio has several
    unit: str
    base_values: tuple[Decimal, ...]
    base_unit: str
    kind: str  # "target" or "actual"
    measure: str  # "level", "growth", "share", "rank", "change" or "ratio"
    bound: str  # "exact", "about", "at_least", "at_most", "over", "under" or "nearly"
    qualifier: str  # the bounding words as printed
    estimate: bool
    base: str  # among whom a rank is held, against what a change is measured; else ""
    topic: str
    standard: bool  # whether `indicator` is a name of the vocabulary
    section: tuple[str, ...]
    paragraph: int
    start: int
    end: int
    quote: str
    quote_start: int
    quote_end: int
    sentence: str
    sentence_start: int
    source_start: int
    source_end: int
    trust: float = 1.0  # chance that a reader who checks it against its sentence agrees

    @property
    def is_doubtful(self) -> bool:
        """Whether the row, read alone, may say less or else than its sentence."""
        return self.trust < DOUBTFUL

    @property
    def value(self) -> float | list[float]:
        """The value as published: one number, or a list for ranges and ratios."""
        numbers = [float(v) for v in self.values]
        return numbers[0] if len(numbers) == 1 else numbers

    def to_dict(self) -> dict[str, Any]:
        return {
            "report_id": self.report_id,
            "file": self.file,
            "place": self.place,
            "year": self.year,
            "period": self.period,
            "indicator": self.indicator,
            "raw": self.raw,
            "value": self.value,
            "unit": self.unit,
            "base_value": [float(v) for v in self.base_values],
            "base_unit": self.base_unit,
            "kind": self.kind,
            "measure": self.measure,
            "bound": self.bound,
            "qualifier": self.qualifier,
            "estimate": self.estimate,
            "base": self.base,
            "topic": self.topic,
            "standard": self.standard,
            "section": list(self.section),
            "paragraph": self.paragraph,
            "figure_start": self.start,
            "figure_end": self.end,
            "quote": self.quote,
            "quote_start": self.quote_start,
            "sentence": self.sentence,
            "start": self.source_start,
            "end": self.source_end,
            "trust": self.trust,
        }


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


def _years_of(period: str, year: int | None) -> tuple[int, ...]:
    """The years of a period: of a plan, or so many up to the year of the row; none where neither tells."""
    if found := [p.years for p in find_periods(period) if len(p.years) > 1]:
        return found[0]
    count = re.search("[二两三四五]年", period)
    if count is None or year is None:
        return ()
    return tuple(range(year + 1 - {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}[count[0][0]], year + 1))


_MEAN_ASKED = re.compile(r"年均(?!气温|降水|温度|浓度)|平均每年|每年平均|平均增速")
_MEAN_TOLD = re.compile(rf"{_MEAN_ASKED.pattern}|年递增|年平均|每年")
# What 十四五时期 and 十四五期间, 五年来 and 过去五年 have in common.
_PLAN_OR_YEARS = re.compile(r"十[一二三四五]?五|[六七八九]五|(?<![〇○零一二三四五六七八九十0-9])[二两三四五几十]年")
