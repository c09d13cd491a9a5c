"""Whether a result meets a target, judged as the people who set targets judge it.

- 6%: met from 6 up. 6%以上, 不低于6%: the same. 5.5%以内, 不超过5.5%: met up to 5.5.
- 5%—6%: met from the lower end up; what is above the range is met too, and the note says so.
- 6%左右, 约6%: met from 6 less a tolerance up. The tolerance of a percentage is half a point for a whole number (5.5
  rounds to 6), a quarter of a point for a half (7.4 meets 7.5左右), else half a unit of the last printed place. That of
  an amount is half a unit of its last digit that is not zero (1100万人左右: 50万人), at least a hundredth and at most
  a twentieth of it.
- Where less is better (失业率, 居民消费价格, PM2.5浓度, 能耗, whatever is to fall) all of this is turned round. A price
  target is a ceiling: a rise of 0.2% meets 3%左右.
- A result that is itself no exact figure counts as what it says at least (突破4900亿元 is 4900亿元), one of 近 as a
  little less.

Different units are not compared, nor is a result that is so far from its target that it must measure something else
(a sum over five years).
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from rag.figures import fold
from rag.indicators import IndicatorRow
from rag.indicators.select import printed
from rag.track.types import Verdict

_LESS_IS_BETTER = (
    "失业率",
    "消费价格",
    "物价",
    "能耗",
    "能源消费强度",
    "碳排放强度",
    "二氧化碳排放",
    "浓度",
    "排放",
    "死亡率",
    "死亡人数",
    "事故",
    "用水量",
    "负债率",
    "不良贷款",
    "赤字",
    "贫困发生率",
    "发病率",
    "辍学率",
    "煤炭消费",
    "发案",
    "办理时限",
    "审批时限",
)
# A result so many times its target is a sum over several years, or of something else; by reading such pairs.
_TOO_FAR = Decimal("2.5")
_LEAST_SHARE = Decimal("0.2")
_FAR_POINTS = Decimal(25)


class Judged(NamedTuple):
    verdict: Verdict
    note: str


def judge(target: IndicatorRow, actual: IndicatorRow) -> Judged:
    """Judge a result by its target; the note says how, in Chinese."""
    if target.base_unit != actual.base_unit:
        return Judged(Verdict.NOT_COMPARABLE, f"单位不同:目标以{target.unit or '数'}计,结果以{actual.unit or '数'}计")
    if target.measure == "ratio" or actual.measure == "ratio":
        return Judged(Verdict.NOT_COMPARABLE, "比例不作比较")
    if target.measure == "rank" and fold(target.base) != fold(actual.base):
        return Judged(Verdict.NOT_COMPARABLE, "位次的比较范围不同")
    less = less_is_better(target)
    wanted = target.base_values[0]
    if len(target.base_values) > 1:
        wanted = max(target.base_values) if less else min(target.base_values)
    got = _value(actual, less=less)
    if is_too_far(target, actual):
        return Judged(
            Verdict.NOT_COMPARABLE, f"结果{shown(actual)}与目标{shown(target)}相差悬殊,疑为多年累计或口径不同"
        )
    slack = tolerance(target)
    met = got <= wanted + slack if less else got >= wanted - slack
    notes = [_compared(target, actual, got, wanted, less=less)]
    if slack and not (got <= wanted if less else got >= wanted):
        notes.append(f"“{target.qualifier or '左右'}”按相差不超过{_number(slack, target)}算")
    if len(target.base_values) > 1 and met and not less and got > max(target.base_values):
        notes.append("高于目标区间")
    if actual.bound != "exact":
        notes.append("结果不是确数")
    if actual.estimate:
        notes.append("结果为预计数")
    return Judged(Verdict.MET if met else Verdict.MISSED, ";".join(notes))


def less_is_better(row: IndicatorRow) -> bool:
    """Whether the target is met from above: a ceiling, a fall, or an indicator that is to be kept down."""
    if row.measure == "rank":
        return True
    if row.bound in ("at_most", "under"):
        return True
    return row.values[0] < 0 or any(word in row.indicator for word in _LESS_IS_BETTER)


def tolerance(target: IndicatorRow) -> Decimal:
    """By how much a result may fall short of a target of 左右, in base units; 0 for other targets."""
    if target.bound != "about":
        return Decimal(0)
    printed_value = abs(target.values[0])
    if target.base_unit in ("%", "‰") or target.unit.endswith("点"):
        return _of_percentage(printed_value)
    scale = abs(target.base_values[0] / target.values[0]) if target.values[0] else Decimal(1)
    exponent = _last_digit(printed_value)
    half = Decimal(5).scaleb(exponent - 1)
    return min(max(half, printed_value / 100), printed_value / 20) * scale


def _of_percentage(value: Decimal) -> Decimal:
    if value == value.to_integral_value():
        return Decimal("0.5")
    if value * 2 == (value * 2).to_integral_value():
        return Decimal("0.25")
    return Decimal(5).scaleb(_last_digit(value) - 1)


def _last_digit(value: Decimal) -> int:
    """The place of the last digit that is not zero, as a power of ten."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def is_too_far(target: IndicatorRow, actual: IndicatorRow) -> bool:
    """Whether the two can hardly be of the same thing and span."""
    wanted, got = abs(target.base_values[0]), abs(actual.base_values[0])
    if target.measure == "level":
        return wanted > 0 and (got / wanted >= _TOO_FAR or got / wanted <= _LEAST_SHARE)
    return target.measure in ("growth", "share", "change") and abs(got - wanted) >= _FAR_POINTS


def _value(actual: IndicatorRow, *, less: bool) -> Decimal:
    value = max(actual.base_values) if less else min(actual.base_values)
    if actual.bound == "nearly":
        return value - abs(value) * Decimal("0.0001")
    return value


def _compared(target: IndicatorRow, actual: IndicatorRow, got: Decimal, wanted: Decimal, *, less: bool) -> str:
    said = f"目标{shown(target)},结果{shown(actual)}"
    if got == wanted or actual.bound == "nearly":
        return said
    ahead = got < wanted if less else got > wanted
    return f"{said},{'好于' if ahead else '差'}{'目标' if ahead else ''}{_number(abs(got - wanted), target)}"


def _number(value: Decimal, target: IndicatorRow) -> str:
    """A difference in the unit of the target; of percentages, in points."""
    if target.base_unit == "%":
        return f"{_plain(value)}个百分点"
    scale = abs(target.base_values[0] / target.values[0]) if target.values[0] else Decimal(1)
    return f"{_plain(value / scale)}{target.unit}"


def shown(row: IndicatorRow) -> str:
    """A row's figure as people say it: a fall is 下降3%, not -3%."""
    text = printed(row)
    if row.measure in ("growth", "change") and row.values[0] < 0:
        return f"下降{text.replace('-', '')}"
    return text


def _plain(value: Decimal) -> str:
    text = format(round(value, 4), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
