"""What kind of figure a question asks for: its unit, and whether level, growth, share or rank."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rag.figures import Figure, Measure, find_figures

# Where a question has its blank; a number in its place makes the words around it readable as a figure.
_BLANK = re.compile(
    r"(?:多少|(?<![哪好这数第])几)(?=[^一-鿿]|$|[亿万千百]|[个家所条座项名人户套吨亩台米处张辆件份斤倍公平立美元次千])|百分之几"
)
_GROWTH = re.compile(
    r"(?:增长|增加|提高|提升|下降|减少|改善)(?:了|到)?(?:百分之)?(?:多少|几)(?![亿万个家人户公平吨台])|增速|增幅|增长率|增长(?:的)?(?:预期)?目标"
    r"|目标增速|growth|how fast|grow\b",
    re.I,
)
_SHARE = re.compile(r"占比|比重|比例|百分之几|[一-鿿]率(?:是|为|达|要|的|目标|多少|[?？]|$)")
_LEVEL = re.compile(r"总量|总额(?:是|为|达|目标)?多少|绝对值|多少[亿万]")
_RANK = re.compile(r"第几|排名|位次")
# Base units of which a figure in another one is no answer. Counts differ by measure word (家, 个, 所) and may mix.
_STRICT = frozenset(["%", "个百分点", "倍", "元", "美元", "亩", "公斤", "米", "立方米", "千瓦时", "千瓦", "人"])


@dataclass(frozen=True, slots=True)
class Asked:
    """Any of `units` and any of `measures`; empty where the question leaves it open."""

    units: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units or self.measures)

    def share_met(self, figures: Iterable[Figure]) -> float:
        """Which share of what is asked for the figures hold, 0 to 1."""
        found = list(figures)
        wanted = [any(_is_in(unit, figure) for figure in found) for unit in self.units]
        wanted += [any(_is_of(measure, figure) for figure in found) for measure in self.measures]
        return sum(wanted) / len(wanted) if wanted else float(bool(found))

    @staticmethod
    def is_unit(unit: str, base_unit: str) -> bool:
        """Whether a figure in `base_unit` answers a question for `unit`."""
        return base_unit == unit if unit in _STRICT else base_unit not in _STRICT


def asked(question: str) -> Asked:
    """Read a question that was folded already.

    >>> asked("城镇新增就业的目标是多少万人?").units
    ('人',)
    >>> asked("地区生产总值增长多少?").measures
    (<Measure.GROWTH: 'growth'>,)
    """
    filled = _BLANK.sub(lambda m: "5%" if m[0] == "百分之几" else "5", question)
    units = [f.base_unit for f in find_figures(filled) if f.base_unit and _is_new(f, question)]
    measures: list[Measure] = []
    if _GROWTH.search(question):
        measures.append(Measure.GROWTH)
    elif _SHARE.search(question):
        measures.append(Measure.SHARE)
    elif _LEVEL.search(question) and not units:
        measures.append(Measure.LEVEL)
    if _RANK.search(question):
        measures.append(Measure.RANK)
    return Asked(tuple(dict.fromkeys(u for u in units if not (u == "%" and measures))), tuple(measures))


def kind_of_unit(figure: Figure) -> str:
    """What figures must share to be compared: the base unit, or being counts of things."""
    return figure.base_unit if figure.base_unit in _STRICT else "count"


def _is_new(figure: Figure, question: str) -> bool:
    """Whether the figure stands in the question only because its blank was filled."""
    return "5" in figure.text and figure.text not in question


def _is_in(unit: str, figure: Figure) -> bool:
    if unit in _STRICT:
        return figure.base_unit == unit
    return figure.base_unit not in _STRICT and figure.kind != "rank"


def _is_of(measure: Measure, figure: Figure) -> bool:
    if measure is Measure.GROWTH:
        return figure.base_unit in ("%", "倍") and figure.measure in (Measure.GROWTH, Measure.CHANGE, Measure.SHARE)
    if measure is Measure.SHARE:
        return figure.base_unit == "%" and figure.measure is not Measure.GROWTH
    if measure is Measure.LEVEL:
        return figure.measure is Measure.LEVEL and figure.base_unit != "%"
    return figure.measure is measure
