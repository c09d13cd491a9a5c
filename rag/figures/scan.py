"""One pass over a text: every number becomes a figure, a period, or something that measures nothing.

The pass goes from trigger to trigger (a digit, a numeral in Chinese, 第, 今年 …). What is found never overlaps, and
every Arabic digit of the text ends up in exactly one of the three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from rag.figures import names, periods
from rag.figures.amounts import Amount, Source, arabic_amount, as_range, han_amount, is_landmark, refusal
from rag.figures.context import Previous, Setting, bound_after, setting_of
from rag.figures.grammar import ARABIC_AT, DASH_AT, HAN_AT, HAN_DIGIT, HAN_NUMERAL
from rag.figures.names import Named
from rag.figures.numerals import parse_chinese_number
from rag.figures.types import Bound, Figure, Measure, NonQuantity, Period
from rag.figures.units import NO_UNIT, Unit, unit_at
from rag.figures.widths import fold

_TRIGGER = re.compile(rf"[0-9]|[{HAN_NUMERAL}]|第(?= ?[0-9{HAN_NUMERAL}])|首位(?!度)|榜首|{periods.RELATIVE_WORDS}")
_RATIO = re.compile(r"[0-9]+(?:\.[0-9]+)?(?: ?: ?[0-9]+(?:\.[0-9]+)?)+")
_FRACTION = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?![0-9./])")
_HAN_FRACTION = re.compile(rf"([{HAN_DIGIT}十]{{1,3}})分之([{HAN_DIGIT}十]{{1,3}})")
_PER = re.compile(
    r"[百千]分之(?:百|(?P<n>[0-9]+(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千万]+(?:点[零〇一二三四五六七八九]+)?))"
)
_NEXT_MEMBER = re.compile(r" ?[、和与及或] ?(?=[0-9])")
_LONGEST_LIST = 5  # members that share a unit said once
_JOINED = re.compile(r" ?[、，,和与及] ?")
# Inside quotation marks only these are still measured; 双30条 and 12345 are names there.
_MEASURED_IN_QUOTES = frozenset(
    ("percent", "point", "currency", "weight", "area", "length", "volume", "energy", "power")
)
_SIGNED = frozenset(("percent", "point", "temperature", "currency"))
_TALLIED = frozenset(("个", "大", "件", "项", "条", "大类", "方面"))
_CLASSED = frozenset(("currency", "age", "weight", "area", "power", ""))


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of one text, each list in order."""

    figures: list[Figure]
    periods: list[periods.Found]
    nonquantities: list[NonQuantity]


# Figures and periods of a paragraph are asked for one after the other.
@lru_cache(maxsize=16)
def read_numbers(text: str) -> Numbers:
    """Sort every number of `text` into figures, periods and numbers that measure nothing. Not to be changed."""
    return _Scanner(text).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.source = Source(text, self.folded)
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
        base_values: tuple[Decimal, ...] = (),
        more: bool = False,
        is_range: bool = False,
        kind: str = "quantity",
        bound: Bound | None = None,
    ) -> int:
        setting = setting_of(self.folded, start, end, unit=unit, more=more, kind=kind, previous=self.previous)
        figure = Figure(
            start=start,
            end=end,
            text=self.text[start:end],
            values=values,
            unit=printed,
            base_unit="位" if kind == "rank" else unit.base,
            base_values=base_values or values,
            bound=bound or setting.bound,
            qualifier=setting.qualifier,
            estimate=setting.estimate,
            measure=setting.measure,
            is_range=is_range,
            kind=kind,
            negative=setting.negative,
        )
        self.found.figures.append(figure)
        if kind == "rank":
            # A rank between two members of a list does not change what the list is about.
            measure = self.previous.setting.measure if self.previous else Measure.LEVEL
            self.previous = Previous(end, "", Setting(Bound.EXACT, "", setting.estimate, measure, False))
        else:
            self.previous = Previous(end, unit.base, setting)
            if setting.bound is not Bound.EXACT:
                self._share_bound()
        self.floor = end
        return end

    def _share_bound(self) -> None:
        """Give the bound at the end of a 分别 list to all its members (分别增长6.5%、7%以上)."""
        figures = self.found.figures
        last = figures[-1]
        first = len(figures) - 1
        while first and _JOINED.fullmatch(self.folded, figures[first - 1].end, figures[first].start):
            first -= 1
        if first == len(figures) - 1:
            return
        head = figures[first].start
        after, word, _ = bound_after(self.folded, last.end)
        if after is Bound.EXACT or "分别" not in self.folded[max(0, head - 16) : head]:
            return
        for index in range(first, len(figures) - 1):
            if figures[index].bound is Bound.EXACT:
                figures[index] = replace(figures[index], bound=after, qualifier=word)

    # Numbers in Arabic digits

    def _arabic(self, at: int) -> int:
        text = self.folded
        number = ARABIC_AT.match(text, at)
        assert number is not None
        end = number.end()
        amount = arabic_amount(self.source, at)
        before = text[at - 1 : at] if at > self.floor else ""
        if before and before.isascii() and (before.isalpha() or before in "_@#&=/?-"):
            code = names.code_at(text, at, self.floor, has_unit=bool(amount.printed))
            if code is not None:
                return self._name(code)
        if mark := names.list_mark_at(text, at, end, self.floor):
            return self._name(mark)
        if period := periods.period_at(text, at, self.floor):
            return self._period(period)
        if clock := names.clock_at(text, at):
            return self._name(clock)
        if (ratio := _RATIO.match(text, at)) is not None:
            members = tuple(Decimal(member) for member in ratio[0].replace(" ", "").split(":"))
            return self._figure(at, ratio.end(), members, kind="ratio")
        if amount.printed or as_range(self.source, amount) is not None:
            return self._quantity(amount)
        if (fraction := _FRACTION.match(text, at)) is not None:
            return self._figure(at, fraction.end(), (Decimal(fraction[1]), Decimal(fraction[2])), kind="ratio")
        return self._bare(amount, number[0])

    def _bare(self, amount: Amount, digits: str) -> int:
        """A number without a unit: a name, a year, a member that shares its unit with the next, or just a number."""
        at, end = amount.start, amount.start + len(digits)
        if named := names.arabic_name_at(self.folded, at, end, self.floor):
            return self._name(named)
        if amount.end == end:
            if len(digits) == 4 and digits.isdigit() and 1949 <= int(digits) <= 2100:
                return self._period(periods.Found(at, end, "year", (int(digits),)))
            if len(digits) >= 6 and digits.isdigit():
                return self._name(Named(at, end, "code"))
            if (sharer := self._shares_unit_with(end)) is not None:
                amount = sharer._replace(
                    start=at, end=end, values=amount.values, base_values=(amount.values[0] * sharer.factor,), more=False
                )
            elif at > self.floor and names.is_top(self.folded, at, end):
                return self._figure(at - 1, end, amount.values, kind="rank", bound=Bound.AT_MOST)
        return self._quantity(amount)

    def _shares_unit_with(self, end: int) -> Amount | None:
        """The member of a list that says the unit for those before it (高于全省22.7和28.8个百分点)."""
        for _ in range(_LONGEST_LIST):
            joined = _NEXT_MEMBER.match(self.folded, end)
            if joined is None:
                break
            member = arabic_amount(self.source, joined.end())
            if member.printed:
                shared = member.unit.printed and member.unit.dimension not in ("count", "time", "people", "age")
                return member if shared and ":" not in self.folded[end : member.end] else None
            end = member.end
        return None

    def _quantity(self, amount: Amount) -> int:
        text, unit = self.folded, amount.unit
        if unit.dimension not in _MEASURED_IN_QUOTES:
            inside = names.quoted(text, amount.start, amount.end)
            if inside is not None and inside[0] >= self.floor and not set("%元") & set(text[inside[0] : inside[1]]):
                return self._name(Named(inside[0], inside[1], "name"))
        if unit.printed == "年" and names.is_programme(text, amount.end - 1):
            return self._name(Named(amount.start, amount.end, "name"))
        before = text[amount.start - 1 : amount.start] if amount.start > self.floor else ""
        if before == "每" and amount.printed and unit.dimension != "percent":
            return self._name(Named(amount.start, amount.end, "denominator"))
        if before == "前" and unit.printed in ("位", "名"):  # 前3位 are places, not a count
            return self._figure(
                amount.start - 1, amount.end, amount.values, printed=unit.printed, kind="rank", bound=Bound.AT_MOST
            )
        ranged = as_range(self.source, amount)
        amount = ranged or amount
        start, values, base_values = amount.start, amount.values, amount.base_values
        if before == "-" and self._is_minus(start - 1) and unit.dimension in _SIGNED and ranged is None:
            start, values, base_values = start - 1, (-values[0],), (-base_values[0],)
        return self._figure(
            start,
            amount.end,
            values,
            unit=amount.unit,
            printed=amount.printed,
            base_values=base_values,
            more=amount.more,
            is_range=len(values) > 1,
            kind=self._kind(amount),
            bound=Bound.ABOUT if amount.about else None,
        )

    def _is_minus(self, at: int) -> bool:
        before = self.folded[at - 1 : at]
        return not (before and ((before.isascii() and before.isalnum()) or before in "%)-—"))

    def _kind(self, amount: Amount) -> str:
        text, unit = self.folded, amount.unit
        if unit.dimension == "count":
            tallied = unit.base in _TALLIED and amount.base_values[-1] < 1000
            if tallied and names.TALLY.match(text, amount.end - len(unit.printed)):
                return "tally"
        if unit.base == "吨级" or (unit.dimension in ("currency", "length") and is_landmark(amount)):
            return "threshold"
        if unit.dimension in _CLASSED and amount.printed and names.CLASS_AFTER.match(text, amount.end):
            return "threshold"
        return "quantity"

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
        if period := periods.period_at(text, at, self.floor):
            return self._period(period)
        if named := names.han_name_at(text, at):
            return self._name(named)
        amount = han_amount(self.source, at)
        if amount is not None:
            refused = refusal(self.source, amount)
            if refused is None:
                return self._quantity(amount)
            if refused:
                return self._name(Named(amount.start, amount.end, refused))
        inside = names.quoted(text, at, run.end())
        if inside is not None and inside[0] >= self.floor:
            return self._name(Named(inside[0], inside[1], "name"))
        return run.end()

    def _per(self, at: int, per: re.Match[str]) -> int:
        """百分之五点五, 百分之五到百分之六, 千分之三; the unit is given as % or ‰."""
        text = self.folded
        unit = unit_at("%" if text[at] == "百" else "‰", 0)
        assert unit is not None
        value = Decimal(100) if per["n"] is None else parse_chinese_number(per["n"])
        if value is None:
            return per.end()
        end = per.end()
        values: tuple[Decimal, ...] = (value,)
        dash = DASH_AT.match(text, end)
        if dash is not None and text[at - 1 : at] not in ("从", "由"):
            second = _PER.match(text, dash.end())
            upper = parse_chinese_number(second["n"]) if second is not None and second["n"] else None
            if second is not None and upper is not None and upper > value:
                end, values = second.end(), (value, upper)
        more = text[end : end + 1] in ("多", "余", "几")
        return self._figure(
            at, end + more, values, unit=unit, printed=unit.printed, more=more, is_range=len(values) > 1
        )

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
            if unit in ("位", "名") and text[found.end() : found.end() + 1] != "单":
                return self._rank(at, found.end(), number, unit)
            ranked = unit is None and names.RANK_AFTER.match(text, end)
            if ranked and names.RANK_BEFORE.search(text[max(0, at - 16) : at]):
                return self._rank(at, end, number, "")
        return self._name(Named(at, found.end(), "ordinal"))

    def _rank(self, at: int, end: int, number: Decimal, unit: str) -> int:
        return self._figure(at, end, (number,), printed=unit, kind="rank")

    def _first_place(self, at: int) -> int:
        before = self.folded[max(self.floor, at - 14) : at]
        if names.FIRST.search(before) is None or before.endswith(("放在", "摆在", "置于", "列为", "作为")):
            return at + 2
        return self._rank(at, at + 2, Decimal(1), "位" if self.folded[at + 1] == "位" else "")


def find_figures(text: str) -> list[Figure]:
    """Find all figures of `text`, in order, none overlapping another.

    >>> [(figure.text, figure.measure.value) for figure in find_figures("预计实现4450亿元、增长6.5%左右")]
    [('4450亿元', 'level'), ('6.5%', 'growth')]
    """
    return list(read_numbers(text).figures)


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
