"""One row of the ledger: a printed figure, what it measures, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

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
