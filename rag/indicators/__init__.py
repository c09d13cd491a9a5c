"""The indicator ledger: every figure of a report with what it measures, of which place, year and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rag.indicators.types import ACTUAL, TARGET, YEAR, IndicatorRow

if TYPE_CHECKING:
    from rag.indicators.reading import extract

__all__ = ["ACTUAL", "TARGET", "YEAR", "IndicatorRow", "extract"]


def __getattr__(name: str) -> Any:
    """Load the reader when it is first asked for: its patterns take longer to prepare than most commands run."""
    if name != "extract":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from rag.indicators.reading import extract

    return extract
