"""A limit that a question sets: 高于5%的有哪些, 不到3万人的城市."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rag.figures import Bound, Figure, find_figures

# How people set a limit: 没到4%, 10%或更高, 5.5%以上(不含5.5%).
_NOT_YET = re.compile(r"(?:没有?|未|还没有?|尚未)(?:达到?|到|满)|达不到")
_NOT_ABOVE = re.compile(r"(?:没有?|未)(?:超过|高于|突破)")
_OR_MORE = re.compile(
    r"(?:达到?)?(?P<figure>[0-9.]+(?:%|个百分点|[万亿]*[一-鿿]{0,2}?))(?:或者?|及|和)(?:更|以)(?P<way>[高低多少大小])"
)
_EXCLUDED = re.compile(r"不(?:含|包括|算)[0-9]")
_SAID = {Bound.OVER: "高于", Bound.AT_LEAST: "不低于", Bound.UNDER: "低于", Bound.AT_MOST: "不超过"}


@dataclass(frozen=True, slots=True)
class Threshold:
    """The figure of a question that figures are to lie above or below of."""

    figure: Figure

    @property
    def is_upper(self) -> bool:
        """Whether the figures asked for lie below the limit."""
        return self.figure.bound in (Bound.UNDER, Bound.AT_MOST)

    @property
    def said(self) -> str:
        """The limit in words: 高于5%."""
        return f"{_SAID[self.figure.bound]}{self.figure.text}"

    def is_met(self, values: Sequence[Decimal], base_unit: str, bound: Bound = Bound.EXACT) -> bool:
        """Whether a figure lies on the side asked for; a range must with both its ends, 5%以内 is not above 5%."""
        if base_unit != self.figure.base_unit or not values:
            return False
        if bound in ((Bound.OVER, Bound.AT_LEAST) if self.is_upper else (Bound.UNDER, Bound.AT_MOST)):
            return False
        limit, low, high = self.figure.base_values[0], min(values), max(values)
        if self.is_upper:
            return high < limit or (high == limit and self.figure.bound is Bound.AT_MOST)
        return low > limit or (low == limit and self.figure.bound is Bound.AT_LEAST)


def threshold(question: str) -> Threshold | None:
    """Read the limit of a folded question; None where it sets none.

    >>> threshold("增速没到4%的有哪些?").said, threshold("定在5.5%以上(不含5.5%)的省?").said
    ('低于4%', '高于5.5%')

    >>> threshold("2026年增长目标高于5%的省份有哪些?").said
    '高于5%'
    >>> threshold("目标在8%以上的城市有哪些?").said
    '不低于8%'
    >>> threshold("2026年增长目标是多少?") is None
    True
    """
    plain = _OR_MORE.sub(lambda m: f"{'不低于' if m['way'] in '高多大' else '不超过'}{m['figure']}", question)
    plain = _NOT_ABOVE.sub("不超过", _NOT_YET.sub("不到", plain))
    limits = [f for f in find_figures(plain) if f.kind == "quantity" and f.base_values and f.bound in _SAID]
    if not limits:
        return None
    if _EXCLUDED.search(plain):
        strict = {Bound.AT_LEAST: Bound.OVER, Bound.AT_MOST: Bound.UNDER}.get(limits[0].bound, limits[0].bound)
        return Threshold(replace(limits[0], bound=strict))
    return Threshold(limits[0])
