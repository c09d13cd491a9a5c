"""A target, the result that answers it, and what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rag.indicators import IndicatorRow

# The measure of a good deed that promises no figure.
DEED = "deed"


# Marks as people write them among Chinese words; those inside a number stay.
_FULL_WIDTH = str.maketrans(",;:", "，；：")
_HALF_WIDTH = re.compile(r"(?<!\d)[,;:]|[,;:](?!\d)")


class Verdict(StrEnum):
    MET = "met"
    MISSED = "missed"
    NOT_MENTIONED = "not_mentioned"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Track:
    """One target of a place for a year, with the result that the next report gives, if it gives one.

    A good deed without a figure has sides without values; its result is the sentence that mentions it, and to judge it
    is left to the reader.
    """

    place: str
    year: int
    indicator: str
    measure: str
    target: IndicatorRow
    actual: IndicatorRow | None
    verdict: Verdict
    note: str
    deed: bool = False  # an item of the list of good deeds (民生实事)

    @property
    def remark(self) -> str:
        """The note in the punctuation of Chinese prose."""
        return _HALF_WIDTH.sub(lambda mark: mark[0].translate(_FULL_WIDTH), self.note)

    def to_dict(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "year": self.year,
            "indicator": self.indicator,
            "measure": self.measure,
            "target": _side(self.target),
            "actual": _side(self.actual) if self.actual else None,
            "verdict": self.verdict.value,
            "note": self.remark,
            "deed": self.deed,
        }


def _side(row: IndicatorRow) -> dict[str, Any]:
    return {
        "value": row.value if row.values else None,
        "unit": row.unit,
        "qualifier": row.qualifier,
        "estimate": row.estimate,
        "file": row.file,
        "report_id": row.report_id,
        "section": list(row.section),
        "paragraph": row.paragraph,
        "quote": row.quote,
        "quote_start": row.quote_start,
        "start": row.source_start,
        "end": row.source_end,
    }
