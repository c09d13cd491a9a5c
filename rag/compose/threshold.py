"""A limit that a question sets: 高于5%的有哪些, 不到3万人的城市."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.figures import Bound, Figure, find_figures

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

    def is_met(self, values: Sequence[Decimal], base_unit: str) -> bool:
        """Whether a figure lies on the side asked for; a range must with both its ends."""
        if base_unit != self.figure.base_unit or not values:
            return False
        limit, low, high = self.figure.base_values[0], min(values), max(values)
        if self.is_upper:
            return high < limit or (high == limit and self.figure.bound is Bound.AT_MOST)
        return low > limit or (low == limit and self.figure.bound is Bound.AT_LEAST)


def threshold(question: str) -> Threshold | None:
    """Read the limit of a folded question; None where it sets none.

    >>> threshold("2026年增长目标高于5%的省份有哪些?").said
    '高于5%'
    >>> threshold("目标在8%以上的城市有哪些?").said
    '不低于8%'
    >>> threshold("2026年增长目标是多少?") is None
    True
    """
    limits = [f for f in find_figures(question) if f.kind == "quantity" and f.base_values and f.bound in _SAID]
    return Threshold(limits[0]) if limits else None
