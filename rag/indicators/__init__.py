"""The ledger: every figure of a report that says something about a place, with its address."""

from rag.indicators.extract import extract
from rag.indicators.types import ACTUAL, TARGET, YEAR, IndicatorRow

__all__ = ["ACTUAL", "TARGET", "YEAR", "IndicatorRow", "extract"]
