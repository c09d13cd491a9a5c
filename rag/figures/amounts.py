"""Numbers with scale and unit, read at a known place; their surroundings are not looked at here."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from rag.figures import names
from rag.figures.grammar import ARABIC_AT, COMPOUND_AT, DASH_AT, HAN_AT, HAN_NUMERAL, SCALE_AT, SPACED_AT
from rag.figures.numerals import ONES, parse_chinese_number, scale_of
from rag.figures.units import ARABIC_ONLY, NO_UNIT, NOT_AFTER_ONE_DIGIT, Unit, unit_at


class Source(NamedTuple):
    """A text and its folded form, character for character."""

    text: str
    folded: str


class Amount(NamedTuple):
    """A number at `start:end`, one value or the two of a range; `han` is the numeral if it is in Chinese."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    base_values: tuple[Decimal, ...]
    printed: str  # scale and unit
    unit: Unit
    more: bool  # 多, 余: something above
    han: str = ""
    about: bool = False  # 七八个

    @property
    def factor(self) -> Decimal:
        """What one printed unit is in base units."""
        return self.base_values[-1] / self.values[-1] if self.values[-1] else self.unit.factor


_ONE = "".join(ONES)
_LONGEST_APPROXIMATE = 12
_MORE = re.compile("[多余餘 ]")
_SOME = re.compile(r"[几数成]")
_APPROXIMATE = re.compile(
    r"([百千万亿一二三四五六七八九十]*?)([一二两三四五六七八])([二三四五六七八九])([十百千万亿]*)"
)
_RATE = re.compile(
    r"/(?:人|月|年|日|天|小时|亩|吨|公斤|千克|斤|平方公里|平方米|平米|立方米|升|户|次|千瓦时|公里|百?[万亿]元|万人|秒|桶|头|只|床|标箱|m³|t)"
)
_IDIOM = re.compile(
    r"千家万户|千军万马|万家(?!企|以)|百家(?:争鸣|讲坛|姓)|[千万百]人(?:计划|大会|空巷|瞩目)|[万千百]里|[万千]户(?!以)|万岁|百倍|千篇|百个?日"
)
_NOT_ALONE = frozenset("里年日天村岁周代")  # 百年, 千里, 万岁


def arabic_amount(source: Source, at: int) -> Amount:
    """Read number, scale and unit from an Arabic digit on; a number without either is an amount too."""
    folded = source.folded
    compound = COMPOUND_AT.match(folded, at)
    if compound is not None:
        whole = parse_chinese_number(compound[0].replace("多", "").replace("余", ""))
        if whole is not None:
            return _with_unit(source, at, compound.end(), (whole,), more="多" in compound[0] or "余" in compound[0])
    spaced = SPACED_AT.match(folded, at)
    if spaced is not None:
        amount = _with_unit(source, at, spaced.end(), (Decimal(spaced[0].replace(" ", "")),))
        if amount.printed:  # else they may as well be the cells of a table
            return amount
    numeral = ARABIC_AT.match(folded, at)
    assert numeral is not None
    return _with_unit(source, at, numeral.end(), (Decimal(numeral[0].replace(",", "").replace("，", "")),))


def han_amount(source: Source, at: int) -> Amount | None:
    """Read a numeral in Chinese with its unit; None where there is no unit or no number."""
    run = HAN_AT.match(source.folded, at)
    if run is None:
        return None
    start, numeral = at, run[0]
    while len(numeral) > 1 and numeral[0] in "零〇":  # 一年零两个月
        start, numeral = start + 1, numeral[1:]
    if numeral in ("零", "〇"):
        return None
    if numeral[0] in "十百千万亿" and start > 0 and _SOME.match(source.folded, start - 1):
        return None  # 几百, 数十
    approximate = _APPROXIMATE.fullmatch(numeral) if len(numeral) <= _LONGEST_APPROXIMATE else None
    values: list[Decimal | None] = [parse_chinese_number(numeral)]
    if approximate is not None:
        before, low, high, after = approximate.groups()
        pair = [parse_chinese_number(before + digit + after) for digit in (low, high)]
        if values[0] is None or len(numeral) == 2:
            if ONES[high] - ONES[low] != 1 and low + high != "三五":
                return None
            values = pair
    known = tuple(value for value in values if value is not None)
    if len(known) < len(values):
        return None
    amount = _with_unit(source, start, run.end(), known, han=numeral, about=len(known) == 2)
    return amount if amount.unit.printed else None


def _with_unit(
    source: Source,
    start: int,
    end: int,
    values: tuple[Decimal, ...],
    *,
    han: str = "",
    more: bool = False,
    about: bool = False,
) -> Amount:
    text, folded = source
    tail = SCALE_AT.match(folded, end)
    assert tail is not None
    scale = tail["scale"].replace(" ", "") + tail["rest"]
    if tail["more"] == "几" and scale[:1] in tuple("十百千"):  # 一百几十亿 is too vague to be a number
        return Amount(start, end, values, values, "", NO_UNIT, False, han)
    unit = unit_at(folded, tail.end(), short=len(han) == 1)
    if unit is not None or scale or tail["over"]:
        more = more or bool(tail["more"] or tail["over"])
        stop = tail.end() if unit is not None else tail.end("rest")
    else:
        stop = end  # 3多 of nothing: the word belongs to what follows
    scaled_from = tail.start("scale") if not tail["rest"] or tail["scale"] else tail.start("rest")
    printed = _MORE.sub("", text[scaled_from : tail.end("rest")]) if scale else ""
    factor = scale_of(scale)
    if han and more and scale and len(values) == 1:  # 一亿七千多万 is 一亿七千万 and more
        whole = parse_chinese_number(han + scale)
        if whole is not None:
            values, factor, printed = (whole,), Decimal(1), ""
    if unit is None:
        scaled = tuple(value * factor for value in values)
        return Amount(start, stop, values, scaled, printed, NO_UNIT, more, han, about)
    end = stop + len(unit.printed)
    base_values = tuple(value * factor * unit.factor for value in values)
    if rate := _RATE.match(folded, end):
        end = rate.end()
        unit = Unit(unit.printed + rate[0], "rate", unit.base + rate[0], unit.factor)
    return Amount(start, end, values, base_values, printed + text[stop:end], unit, more, han, about)


def as_range(source: Source, first: Amount) -> Amount | None:
    """Read on from `first` if it is the lower end of a range (10—12万人, 5.0%至5.5%)."""
    folded = source.folded
    dash = DASH_AT.match(folded, first.end)
    if dash is None or len(first.values) > 1:
        return None
    spoken = dash[0].strip() in ("到", "至")
    if spoken and folded[first.start - 1 : first.start] in ("从", "由", "自"):
        return None
    sign = folded[dash.end() : dash.end() + 1]
    second: Amount | None = None
    if sign and "0" <= sign <= "9":
        second = arabic_amount(source, dash.end())
    elif first.han and sign and sign in HAN_NUMERAL:
        second = han_amount(source, dash.end())
    if second is None or len(second.values) > 1:
        return None
    if first.unit.printed and first.unit.base != second.unit.base:
        return None
    if not second.printed and (first.printed or spoken):
        return None
    if first.unit.printed:
        low = first.base_values[0]
    elif first.printed:  # 5000万—1亿元
        low = first.base_values[0] * second.unit.factor
    else:
        low = first.values[0] * second.factor
    if not low < second.base_values[0]:
        return None
    return second._replace(
        start=first.start,
        values=(low / second.factor, second.values[0]),
        base_values=(low, second.base_values[0]),
    )


def refusal(source: Source, amount: Amount) -> str | None:
    """Say why a numeral in Chinese with a unit is no figure: a kind of non-quantity, "" for nothing at all."""
    numeral, unit = amount.han, amount.unit
    if unit.printed in ARABIC_ONLY and unit.printed != "大":
        return ""
    scaled = len(amount.printed) > len(unit.printed)
    if scaled:
        return None
    if numeral == "一" and unit.dimension in ("count", "time", "people", "age", "length", "weight"):
        return "article"
    if numeral == "二" and unit.dimension in ("count", "people"):
        return "ordinal"
    if len(numeral) == 1 and numeral != "两" and unit.printed in NOT_AFTER_ONE_DIGIT:
        return ""
    if is_landmark(amount):
        if unit.printed in _NOT_ALONE or _IDIOM.match(source.folded, amount.start):
            return ""
        if numeral == "万" and unit.printed == "元" and names.PER_OUTPUT.match(source.folded, amount.end):
            return "denominator"
    return None


def is_landmark(amount: Amount) -> bool:
    """Whether the number is a bare power of ten in Chinese (百亿元, 千公里), said as a mark rather than measured."""
    return bool(amount.han) and amount.han != "十" and not any(char in _ONE for char in amount.han)
