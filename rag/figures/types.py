"""What a report says in numbers, as values: figures, periods, and numbers that measure nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Measure(StrEnum):
    """What a figure says of its indicator."""

    LEVEL = "level"
    GROWTH = "growth"
    SHARE = "share"
    RANK = "rank"
    CHANGE = "change"
    RATIO = "ratio"
    MULTIPLE = "multiple"


class Bound(StrEnum):
    """How exactly a figure is meant."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    OVER = "over"
    UNDER = "under"
    NEARLY = "nearly"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its unit; `start:end` are offsets into the text that was searched.

    `kind` is
    - "quantity": an amount, a count or a percentage;
    - "rank": a place in an order (居全省第2位);
    - "ratio": members of a proportion (9.7:39.5:50.8), or numerator and denominator of a fraction (三分之一);
    - "tally": a count of the report's own items (10件实事, 八个方面), true or false but never an indicator;
    - "threshold": a size that names a class (千万元以上项目, 百亿元, 万吨级).
    """

    start: int
    end: int
    text: str
    values: tuple[Decimal, ...]  # as printed, not rescaled; Chinese numerals in the bare unit
    unit: str  # as printed, scale included (亿元); "%" for 百分之; "" if bare
    base_unit: str
    base_values: tuple[Decimal, ...]
    bound: Bound
    qualifier: str  # the words printed around it
    estimate: bool
    measure: Measure
    is_range: bool
    kind: str
    negative: bool = False  # the wording says that it falls

    @property
    def signed_values(self) -> tuple[Decimal, ...]:
        """The values with a minus sign where the wording says decline (下降3.3% is -3.3)."""
        return tuple(-value for value in self.values) if self.negative else self.values


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a report names; `years` is empty where the text alone does not tell.

    `kind` is "year", "span", "plan", "months", "relative" or "date".
    """

    start: int
    end: int
    text: str
    years: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class NonQuantity:
    """A number that measures nothing.

    `kind` is "period", "ordinal", "list_mark", "name", "code", "time", "article" or "denominator".
    """

    start: int
    end: int
    text: str
    kind: str
