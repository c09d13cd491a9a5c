"""Which side is higher, and by how much: a verdict computed from one figure of each side, every operand cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from rag.asked import kind_of_unit
from rag.compose import Source
from rag.compose.candidates import Judge
from rag.figures import Bound, Figure, find_figures

# The adjective of the question is that of the answer: 哪个里程更长 is answered with 更长.
_MORE = re.compile(
    r"(?:更|最|得(?=[高多大快]还是)|谁[^,，?？]{0,5}?|哪[个一]?[年地市县区省]?[^,，?？]{0,6}?)(高|多|大|快|长|强|重|早|猛|厉害)(?=[?？,，。(（]|$|的|一?些|一?点|还是|[呢啊呀吗])|(高|多|大|快|长|强|早|重)的是[哪谁]|(?<=[^更最])(高|多|大|快|长|强|早)(?=了?还是更?[低少小慢短弱晚])|higher|more|larger|faster|longer"
)
_LESS = re.compile(
    r"(?:更|最|谁[^,，?？]{0,5}?|哪[个一]?[年地市县区省]?[^,，?？]{0,6}?)(低|少|小|慢|短|轻)(?=[?？,，。(（]|$|的|一?些|一?点|[呢啊呀吗])|(低|少|小|慢|短|弱|晚|轻)的是[哪谁]|(?<=[^更最])(低|少|小|慢|短|弱|晚)(?=了?还是更?[高多大快长强早])|lower|less|fewer|smaller|slower"
)
_BEHIND = ("左右", "以上", "以下", "以内", "之内", "上下", "及以上")
_DIFFERENCE = re.compile(r"相差|差多少|(?:长|短|大|小|快|慢)多少|多多少|少多少|高多少|低多少|差距|difference", re.I)
_SUM = re.compile(r"合计|总共|加起来|一共|总和|total", re.I)


_WAS = re.compile(r"(?:由|从)[^,，;；、0-9]{0,12}(?:[0-9]{4}年[^,，;；、0-9]{0,8})?$")


# So many sides a verdict names with their figures; of more only the first few, and a table of some shows the next.
MAX_SAID = 6
MAX_NAMED = 3
MAX_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Operand:
    """The figure that one side is compared by."""

    label: str
    source: Source
    figure: Figure

    @property
    def value(self) -> Decimal:
        """The middle of a range, a fall as a negative number, in base units."""
        values = self.figure.base_values
        mean = sum(values, Decimal(0)) / len(values)
        return -mean if self.figure.negative else mean

    @property
    def shown(self) -> str:
        """The figure with its bound, before or behind it as printed, and with the word that it falls."""
        fall = "下降" if self.figure.negative else ""
        bound = self.figure.qualifier if self.figure.bound is not Bound.EXACT else ""
        if bound in _BEHIND:
            return f"{fall}{self.figure.text}{bound}"
        # 多 stands inside the figure as printed.
        return f"{fall}{'' if bound == '多' else bound}{self.figure.text}"

    @property
    def signed(self) -> str:
        """The figure as it stands in a formula: a fall of 3.2% is -3.2%."""
        return f"-{self.figure.text}" if self.figure.negative else self.figure.text

    @property
    def bracketed(self) -> str:
        """The same behind a minus sign."""
        return f"({self.signed})" if self.signed.startswith("-") else self.signed


@dataclass(frozen=True, slots=True)
class Comparison:
    """A sentence and how it was computed."""

    text: str
    formula: str


def operand(label: str, source: Source, judge: Judge, at: int | None = None) -> Operand | None:
    """The figure of a source that the question is about: of the kind asked for, behind the words asked about.

    Where the ledger knows it, `at` is its offset in the quote.
    """
    figures = [f for f in find_figures(source.quote) if f.kind == "quantity" and f.base_values]
    fitting = [f for f in figures if judge.asked.share_met([f]) > 0] or figures
    # 里程由2110公里增至3055公里: the first is what it was.
    fitting = [f for f in fitting if not _WAS.search(source.quote[: f.start])] or fitting
    if not fitting:
        return None
    if known := next((f for f in figures if at is not None and f.start <= at < f.end), None):
        return Operand(label, source, known)
    ends = {f.start: max((g.end for g in figures if g.end <= f.start), default=0) for f in fitting}

    def covered(figure: Figure) -> tuple[bool, bool, float, int]:
        part = source.quote[ends[figure.start] : figure.end]
        # 29个小区91栋楼 has the number of 小区 asked for in its own unit.
        in_unit = figure.base_unit in judge.asked.units
        return judge.is_of_level(part), in_unit, judge.coverage(part), -figure.start

    best = max(fitting, key=covered)
    return Operand(label, source, best)


def needs_all(question: str) -> bool:
    """Whether the question asks for a sum or a difference, which is none without one of its operands."""
    return bool(_SUM.search(question) or _DIFFERENCE.search(question))


def asks_verdict(question: str) -> bool:
    """Whether the question asks which side has more, or less."""
    return bool(_MORE.search(question) or _LESS.search(question))


def asks_least(question: str) -> bool:
    """Whether the question asks which side has least."""
    return bool(_LESS.search(question)) and not _MORE.search(question)


def verdict(question: str, operands: Sequence[Operand]) -> Comparison | None:
    """Compare, subtract or add up, as the question asks; None where it asks for none of these or units differ."""
    if len(operands) < 2 or len({_kind(o) for o in operands}) > 1:
        return None
    listed = "，".join(f"{o.label}{o.shown}" for o in operands)
    if _SUM.search(question):
        total = sum((o.value for o in operands), Decimal(0))
        formula = " + ".join(o.signed for o in operands) + f" = {_in_unit(total, operands[0])}"
        return Comparison(f"合计{_in_unit(total, operands[0])}：{listed}。", formula)
    if _DIFFERENCE.search(question) and len(operands) == 2:
        between = apart(*operands)
        return Comparison(f"{listed}，相差{between.gap}。", between.formula) if between is not None else None
    more, less = _MORE.search(question), _LESS.search(question)
    if not more and not less:
        return None
    ranked = sorted(operands, key=lambda o: -o.value if more else o.value)
    adjective = next((word for m in (more, less) if m for word in m.groups() if word), "高" if more else "低")
    first = [o.label for o in ranked if o.value == ranked[0].value]
    if len(first) == len(ranked):
        return Comparison(f"{'、'.join(first)}相同：{listed}。", " = ".join(o.signed for o in ranked))
    degree = "最" if len(operands) > 2 or "最" in question else "更"
    said = ranked[: said_of(len(ranked), len(first))]
    listed = "，".join(f"{o.label}{o.shown}" for o in said)
    rest = f"等{len(ranked)}个" if len(ranked) > len(said) else ""
    top = f"{'、'.join(first)}{'并列' if len(first) > 1 else ''}{degree}{adjective}"
    sign = " > " if more else " < "
    return Comparison(f"{top}：{listed}{rest}。", _chain(said, sign) + (f"{sign}…" if rest else ""))


def _kind(operand: Operand) -> str:
    """The kind of unit; 平均浓度23微克 is one of 微克/立方米."""
    return "公斤/立方米" if operand.figure.unit == "微克" else kind_of_unit(operand.figure)


class Gap(NamedTuple):
    """How far two figures are apart, in the unit of the higher one, and how that was computed."""

    gap: str
    formula: str


def apart(one: Operand, other: Operand) -> Gap | None:
    """How far two figures are apart; None where their units differ."""
    if _kind(one) != _kind(other):
        return None
    high, low = sorted((one, other), key=lambda o: -o.value)
    gap = _in_unit(high.value - low.value, high)
    return Gap(gap, f"{high.signed} - {low.bracketed} = {gap}")


def said_of(n: int, first: int) -> int:
    """How many of `n` sides a verdict names, `first` of which share the first place."""
    return n if n <= MAX_SAID else max(MAX_NAMED, first)


def _chain(ranked: Sequence[Operand], sign: str) -> str:
    """The figures in their order, with an equals sign between those that are the same."""
    told = ranked[0].signed
    for one, after in pairwise(ranked):
        told += (" = " if one.value == after.value else sign) + after.signed
    return told


def _in_unit(value: Decimal, like: Operand) -> str:
    """A value in base units, written in the unit of a printed figure; a difference of percentages is in points."""
    figure = like.figure
    scale = figure.base_values[0] / figure.values[0] if figure.values and figure.values[0] else Decimal(1)
    number = (value / scale).normalize()
    unit = "个百分点" if figure.base_unit == "%" else figure.unit
    return f"{number:f}{unit}"
