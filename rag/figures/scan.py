"""One pass over a text: every number becomes a figure, a period, or something that measures nothing.

The pass goes from trigger to trigger (a digit, a numeral in Chinese, 第, 今年 …). What is found never overlaps, and
every Arabic digit of the text ends up in exactly one of the three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from rag.figures import names, periods
from rag.figures.context import Previous, Setting, setting_of
from rag.figures.grammar import (
    ARABIC_AT,
    COMPOUND_AT,
    DASH_AT,
    HAN_AT,
    HAN_DIGIT,
    HAN_NUMERAL,
    SCALE_AT,
    SPACED_AT,
)
from rag.figures.names import Named
from rag.figures.numerals import parse_chinese_number, scale_of
from rag.figures.types import Bound, Figure, Measure, NonQuantity, Period
from rag.figures.units import ARABIC_ONLY, NO_UNIT, NOT_AFTER_ONE_DIGIT, Unit, unit_at
from rag.figures.widths import fold

_TRIGGER = re.compile(rf"[0-9]|[{HAN_NUMERAL}]|第(?= ?[0-9{HAN_NUMERAL}])|首位(?!度)|榜首|{periods.RELATIVE_WORDS}")
_RATIO = re.compile(r"[0-9]+(?:\.[0-9]+)?(?: ?: ?[0-9]+(?:\.[0-9]+)?)+")
_FRACTION = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?![0-9./])")
_HAN_FRACTION = re.compile(rf"([{HAN_DIGIT}十]{{1,3}})分之([{HAN_DIGIT}十]{{1,3}})")
_PER = re.compile(r"[百千]分之(?:百|(?P<n>[0-9]+(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千万]+(?:点[零〇一二三四五六七八九]+)?))")
_RATE = re.compile(r"/(?:人|月|年|日|天|小时|亩|吨|公斤|千克|斤|平方公里|平方米|平米|立方米|升|户|次|千瓦时|公里|万元|秒|桶|头|只|床|标箱|m³|t)")
_APPROXIMATE = re.compile(rf"([{HAN_NUMERAL}]*?)([一二三四五六七八])([二三四五六七八九])([十百千万亿]*)$")
_TEN_THOUSANDS = re.compile(r"[百千万亿]+$")
_QUANTITIES_IN_QUOTES = ("percent", "point", "currency", "weight", "area", "length", "volume", "energy", "power")
_HAN_DIGITS = set("一二两三四五六七八九")
_FREE_NOT = frozenset("家户个里年日天村众人")
_IDIOM = re.compile(r"千家万户|千军万马|万家灯火|[千万百]人(?:计划|大会|空巷|瞩目)|百家(?:争鸣|讲坛|姓)|万里|千里|百里|万户|千户(?!以)")


class _Amount(NamedTuple):
    """A number with its scale and unit, not yet looked at in its surroundings."""

    start: int
    end: int
    value: Decimal
    base_value: Decimal
    printed: str  # scale and unit
    unit: Unit
    more: bool
    han: str  # the numeral, if it is in Chinese


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of one text, each list in order."""

    figures: list[Figure]
    periods: list[periods.Found]
    nonquantities: list[NonQuantity]


def read_numbers(text: str) -> Numbers:
    """Sort every number of `text` into figures, periods and numbers that measure nothing."""
    return _Scanner(text).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.floor = 0  # end of what was found last; nothing reaches back beyond it
        self.previous: Previous | None = None
        self.found = Numbers([], [], [])

    def run(self) -> Numbers:
        search, position = _TRIGGER.search, 0
        while (trigger := search(self.folded, position)) is not None:
            at, first = trigger.start(), trigger[0][0]
            if "0" <= first <= "9":
                end = self._arabic(at)
            elif first == "第":
                end = self._ordinal(at)
            elif len(trigger[0]) == 1:
                end = self._han(at)
            elif trigger[0] in ("首位", "榜首"):
                end = self._first_place(at)
            else:
                end = self._period(periods.relative(self.folded, at, trigger[0]))
            position = max(end, at + 1)
        return self.found

    # What was found is written down by one of these, which return where it ends.

    def _period(self, found: periods.Found) -> int:
        self.found.periods.append(found)
        self.floor = found.end
        return found.end

    def _name(self, named: Named) -> int:
        start = max(named.start, self.floor)
        self.found.nonquantities.append(NonQuantity(start, named.end, self.text[start : named.end], named.kind))
        self.floor = named.end
        return named.end

    def _figure(
        self,
        start: int,
        end: int,
        values: tuple[Decimal, ...],
        *,
        unit: Unit = NO_UNIT,
        printed: str = "",
        base_unit: str = "",
        base_values: tuple[Decimal, ...] = (),
        more: bool = False,
        is_range: bool = False,
        kind: str = "quantity",
        bound: Bound | None = None,
    ) -> int:
        base = base_unit or unit.base
        setting = setting_of(self.folded, start, end, unit=unit, more=more, kind=kind, previous=self.previous)
        self.found.figures.append(
            Figure(
                start=start,
                end=end,
                text=self.text[start:end],
                values=values,
                unit=printed,
                base_unit=base,
                base_values=base_values or values,
                bound=bound or setting.bound,
                qualifier=setting.qualifier,
                estimate=setting.estimate,
                measure=setting.measure,
                is_range=is_range,
                kind=kind,
                negative=setting.negative,
            )
        )
        if kind != "rank":
            self.previous = Previous(end, base, setting)
        else:
            # A rank between two members of a list does not change what the list is about.
            measure = self.previous.setting.measure if self.previous else Measure.LEVEL
            self.previous = Previous(end, "", Setting(Bound.EXACT, "", setting.estimate, measure, False))
        self.floor = end
        return end

    # Numbers in Arabic digits

    def _arabic(self, at: int) -> int:
        text = self.folded
        number = ARABIC_AT.match(text, at)
        assert number is not None
        end = number.end()
        amount = self._amount(at)
        before = text[at - 1 : at] if at > self.floor else ""
        if before and (before.isascii() and (before.isalpha() or before in "_@#&=/?-")):
            code = names.code_at(text, at, self.floor, has_unit=bool(amount.printed))
            if code is not None:
                return self._name(code)
        if mark := names.list_mark_at(text, at, end, self.floor):
            return self._name(mark)
        if period := self._period_at(at):
            return self._period(period)
        if clock := names.clock_at(text, at):
            return self._name(clock)
        if (ratio := _RATIO.match(text, at)) is not None:
            members = tuple(Decimal(member) for member in ratio[0].replace(" ", "").split(":"))
            return self._figure(at, ratio.end(), members, kind="ratio")
        if (fraction := _FRACTION.match(text, at)) is not None and not amount.printed:
            return self._figure(at, fraction.end(), (Decimal(fraction[1]), Decimal(fraction[2])), kind="ratio")
        if not amount.printed or amount.unit.dimension == "count":
            if not amount.printed and (named := names.arabic_name_at(text, at, end, self.floor)):
                return self._name(named)
            if amount.end == end and 1949 <= amount.value <= 2100 and amount.value == int(amount.value) and end - at == 4:
                return self._period(periods.Found(at, end, "year", (int(amount.value),)))
            if not amount.printed and end - at >= 6 and "." not in number[0] and "," not in number[0]:
                return self._name(Named(at, end, "code"))
        return self._quantity(amount)

    def _period_at(self, at: int) -> periods.Found | None:
        return periods.period_at(self.folded, at, self.floor)

    def _amount(self, at: int) -> _Amount:
        """Read number, scale and unit from an Arabic digit on; a number without either is an amount too."""
        text = self.folded
        compound = COMPOUND_AT.match(text, at)
        if compound is not None and (whole := parse_chinese_number(compound[0])) is not None:
            end, value, numeral = compound.end(), whole, None
        else:
            spaced = SPACED_AT.match(text, at)
            numeral = spaced or ARABIC_AT.match(text, at)
            assert numeral is not None
            end = numeral.end()
            value = Decimal(numeral[0].replace(" ", "").replace(",", "").replace("，", ""))
        return self._with_unit(at, end, value, han="")

    def _with_unit(self, at: int, end: int, value: Decimal, *, han: str) -> _Amount:
        text = self.folded
        tail = SCALE_AT.match(text, end)
        assert tail is not None
        scale, more = tail["scale"], bool(tail["more"] or tail["over"])
        unit = unit_at(text, tail.end())
        if unit is None and tail["more"] and not scale:
            # 3多 of nothing: the word belongs to what follows.
            tail_end, more = end, False
        elif unit is None:
            tail_end = tail.end("over") if tail["over"] else tail.end("scale") if scale else end
            more = more and (bool(scale) or bool(tail["over"]))
        else:
            tail_end = tail.end() + len(unit.printed)
        factor = scale_of(scale)
        printed = self.text[tail.start("scale") : tail.end("scale")]
        if unit is None:
            return _Amount(at, tail_end, value, value * factor, printed, NO_UNIT, more, han)
        printed += self.text[tail.end() : tail_end]
        base = value * factor * unit.factor
        if rate := _RATE.match(text, tail_end):
            unit = Unit(unit.printed + rate[0], "rate", unit.base + rate[0], unit.factor)
            printed += self.text[tail_end : rate.end()]
            tail_end = rate.end()
        return _Amount(at, tail_end, value, base, printed, unit, more, han)

    def _quantity(self, amount: _Amount) -> int:
        text = self.folded
        if not amount.unit.printed or amount.unit.dimension not in _QUANTITIES_IN_QUOTES:
            inside = names.quoted(text, amount.start, amount.end)
            if inside is not None and inside[0] >= self.floor and not set("%元") & set(text[inside[0] : inside[1]]):
                return self._name(Named(inside[0], inside[1], "name"))
        if amount.unit.printed == "年" and names.is_programme(text, amount.end - 1):
            return self._name(Named(amount.start, amount.end, "name"))
        if text[amount.start - 1 : amount.start] == "每" and amount.printed and not amount.unit.dimension == "percent":
            return self._name(Named(amount.start, amount.end, "denominator"))
        second = self._range_end(amount)
        if second is not None:
            return self._range(amount, second)
        start, value, base = amount.start, amount.value, amount.base_value
        if text[start - 1 : start] == "-" and start - 1 >= self.floor and not amount.han:
            before = text[start - 2 : start - 1]
            if not before or (not (before.isalnum() and before.isascii()) and before not in "%)-—"):
                start, value, base = start - 1, -value, -base
        if before_top := self._top(amount):
            return before_top
        return self._figure(
            start,
            amount.end,
            (value,),
            unit=amount.unit,
            printed=amount.printed,
            base_values=(base,),
            more=amount.more,
            kind=self._kind(amount),
        )

    def _top(self, amount: _Amount) -> int | None:
        """前3位 and 前10名 are places, not counts."""
        if self.folded[amount.start - 1 : amount.start] != "前" or amount.unit.base not in ("位", "人"):
            return None
        if amount.unit.printed not in ("位", "名") or amount.start - 1 < self.floor:
            return None
        value = (amount.value,)
        return self._figure(
            amount.start - 1, amount.end, value, printed=amount.printed, base_unit="位", kind="rank", bound=Bound.AT_MOST
        )

    def _kind(self, amount: _Amount) -> str:
        text, unit = self.folded, amount.unit
        if unit.dimension in ("percent", "point", "multiple", "rate"):
            return "quantity"
        if unit.dimension == "count" and unit.base in ("个", "大", "件", "项", "条", "大类") and amount.base_value < 1000:
            if names.TALLY.match(text, amount.end - len(unit.printed)):
                return "tally"
        landmark = bool(amount.han) and not _HAN_DIGITS & set(amount.han)
        if unit.base == "吨级" or (landmark and amount.han != "十" and unit.dimension == "currency"):
            return "threshold"
        if unit.dimension in ("currency", "age", "weight", "area", "power", "") and amount.printed:
            after = names.CLASS_AFTER.match(text, amount.end)
            if after is not None:
                return "threshold"
        return "quantity"

    def _range_end(self, first: _Amount) -> _Amount | None:
        """Read the second member of 10—12万人 or 5.0%至5.5%, if the first is one end of a range."""
        text = self.folded
        dash = DASH_AT.match(text, first.end)
        if dash is None:
            return None
        at = dash.end()
        spoken = dash[0].strip() in ("到", "至")
        if spoken and text[first.start - 1 : first.start] in ("从", "由", "自"):
            return None
        next_char = text[at : at + 1]
        if next_char and "0" <= next_char <= "9":
            second = self._amount(at)
        elif first.han and next_char and next_char in HAN_NUMERAL:
            han = self._han_amount(at)
            if han is None:
                return None
            second = han
        else:
            return None
        if first.printed and first.unit.base != second.unit.base and first.unit.printed:
            return None
        if not second.printed and not (first.printed == "" and not spoken):
            return None
        low = first.base_value if first.printed else first.value * self._factor(second)
        return second if low < second.base_value else None

    @staticmethod
    def _factor(amount: _Amount) -> Decimal:
        return amount.base_value / amount.value if amount.value else Decimal(1)

    def _range(self, first: _Amount, second: _Amount) -> int:
        factor = self._factor(second)
        low = first.base_value / factor if first.printed else first.value
        low_base = first.base_value if first.printed and first.unit.printed else first.value * factor
        if first.printed and not first.unit.printed:
            low_base = first.base_value * second.unit.factor
            low = low_base / factor
        return self._figure(
            first.start,
            second.end,
            (low, second.value),
            unit=second.unit,
            printed=second.printed,
            base_values=(low_base, second.base_value),
            more=second.more,
            is_range=True,
            kind=self._kind(second),
        )

    # Numbers in Chinese

    def _han(self, at: int) -> int:
        text = self.folded
        if (per := _PER.match(text, at)) is not None:
            return self._per(at, per)
        if (fraction := _HAN_FRACTION.match(text, at)) is not None:
            lower, upper = (parse_chinese_number(part) for part in fraction.groups())
            if lower and upper:
                return self._figure(at, fraction.end(), (upper, lower), kind="ratio")
        run = HAN_AT.match(text, at)
        if run is None:  # 千 of 千瓦 with nothing before it
            return at + 1
        if mark := names.list_mark_at(text, at, run.end(), self.floor):
            return self._name(mark)
        if period := self._period_at(at):
            return self._period(period)
        if named := names.han_name_at(text, at):
            return self._name(named)
        amount = self._han_amount(at)
        if amount is not None:
            refused = self._refused(amount)
            if refused is None:
                return self._quantity(amount)
            if refused:
                return self._name(Named(amount.start, amount.end, refused))
        inside = names.quoted(text, at, run.end())
        if inside is not None and inside[0] >= self.floor:
            return self._name(Named(inside[0], inside[1], "name"))
        return run.end()

    def _per(self, at: int, per: re.Match[str]) -> int:
        """百分之五点五, 百分之五到六, 千分之三; its unit is given as % or ‰."""
        text = self.folded
        unit = unit_at("%" if text[at] == "百" else "‰", 0)
        assert unit is not None
        value = Decimal(100) if per["n"] is None else parse_chinese_number(per["n"])
        if value is None:
            return per.end()
        end = per.end()
        dash = DASH_AT.match(text, end)
        if dash is not None and text[at - 1 : at] not in ("从", "由"):
            next_per = _PER.match(text, dash.end())
            if next_per is not None and next_per["n"] and (upper := parse_chinese_number(next_per["n"])) and upper > value:
                return self._figure(
                    at, next_per.end(), (value, upper), unit=unit, printed=unit.printed, is_range=True
                )
        more = text[end : end + 1] in ("多", "余", "几")
        return self._figure(at, end + more, (value,), unit=unit, printed=unit.printed, more=more)

    def _han_amount(self, at: int) -> _Amount | None:
        text = self.folded
        run = HAN_AT.match(text, at)
        if run is None:
            return None
        numeral = run[0]
        value = parse_chinese_number(numeral)
        amount = self._with_unit(at, run.end(), value or Decimal(0), han=numeral)
        if not amount.unit.printed:
            return None
        if value is None or (len(numeral) == 2 and set(numeral) <= _HAN_DIGITS):
            return None
        return amount

    def _refused(self, amount: _Amount) -> str | None:
        """Why a numeral in Chinese with a unit is no figure: a kind of non-quantity, "" for nothing at all."""
        text, numeral, unit = self.folded, amount.han, amount.unit
        scaled = amount.printed != unit.printed
        if unit.printed in ARABIC_ONLY and unit.printed != "大":
            return ""
        if numeral == "一" and not scaled:
            if unit.dimension in ("count", "time", "people", "age", "length", "weight"):
                return "article"
        if numeral == "二" and not scaled and unit.dimension in ("count", "people"):
            return "ordinal"
        if len(numeral) == 1 and not scaled and unit.printed in NOT_AFTER_ONE_DIGIT:
            return ""
        if not scaled and not _HAN_DIGITS & set(numeral) and numeral != "十":
            if (unit.printed in _FREE_NOT and unit.printed not in ("人", "户", "家", "个")) or _IDIOM.match(text, amount.start):
                return ""
            if unit.dimension == "currency" and names.PER_OUTPUT.match(text, amount.end):
                return "denominator"
        if numeral == "十" and unit.printed in ("分",):
            return ""
        return None

    # Places in an order

    def _ordinal(self, at: int) -> int:
        text = self.folded
        if plan := periods.nth_plan_at(text, at):
            return self._period(plan)
        found = names.ORDINAL.match(text, at)
        if found is None:
            return at + 1
        number = parse_chinese_number(found["n"])
        end, unit = found.end("n"), found["unit"]
        if text.startswith("季度", end):
            return self._period(periods.Found(at, end + 2, "months"))
        if number is not None:
            place = unit in ("位", "名")
            if place and text[found.end() : found.end() + 1] not in ("单",):
                return self._rank(at, found.end(), number, unit)
            if unit is None and names.RANK_AFTER.match(text, end) and names.RANK_BEFORE.search(text[max(0, at - 16) : at]):
                return self._rank(at, end, number, "")
        return self._name(Named(at, found.end(), "ordinal"))

    def _rank(self, at: int, end: int, number: Decimal, unit: str) -> int:
        return self._figure(at, end, (number,), printed=unit, base_unit="位", kind="rank")

    def _first_place(self, at: int) -> int:
        if names.FIRST.search(self.folded[max(self.floor, at - 14) : at]) is None:
            return at + 2
        if self.folded[max(0, at - 3) : at].endswith(("放在", "摆在", "置于", "列为", "作为")):
            return at + 2
        unit = "位" if self.folded[at + 1] == "位" else ""
        return self._rank(at, at + 2, Decimal(1), unit)


def find_figures(text: str) -> list[Figure]:
    """Find all figures of `text`, in order, none overlapping another.

    >>> [(figure.text, figure.measure.value) for figure in find_figures("预计实现4450亿元、增长6.5%左右")]
    [('4450亿元', 'level'), ('6.5%', 'growth')]
    """
    return read_numbers(text).figures


def find_periods(text: str, *, report_year: int | None = None) -> list[Period]:
    """Find all periods of `text`; 今年 is `report_year` and 过去五年 the five years before it, if it is given.

    >>> [period.years for period in find_periods("去年和2026年", report_year=2025)]
    [(2024,), (2026,)]
    """
    return [_as_period(text, found, report_year) for found in read_numbers(text).periods]


def _as_period(text: str, found: periods.Found, report_year: int | None) -> Period:
    years = periods.resolve(found, report_year)
    return Period(found.start, found.end, text[found.start : found.end], years, found.kind)


def find_nonquantities(text: str) -> list[NonQuantity]:
    """Find the numbers of `text` that measure nothing, periods included, in order.

    >>> [(one.text, one.kind) for one in find_nonquantities("“1+233”工程，第五次普查")]
    [('1+233', 'name'), ('第五次', 'ordinal')]
    """
    numbers = read_numbers(text)
    dated = [NonQuantity(one.start, one.end, text[one.start : one.end], "period") for one in numbers.periods]
    return sorted([*numbers.nonquantities, *dated], key=lambda one: one.start)
