"""Figures: the one place where numbers of a report are read.

Quantities, units, bounds, edges, widths, Chinese numerals, ranges, ranks, ratios, years and periods. Everything else
(retrieval, composing, verifying, indicators, evaluation) asks here and parses no number itself.
"""

from rag.figures.compare import same_value
from rag.figures.edges import contains_figure
from rag.figures.numerals import parse_chinese_number
from rag.figures.scan import Numbers, find_figures, find_nonquantities, find_periods, read_numbers
from rag.figures.types import Bound, Figure, Measure, NonQuantity, Period
from rag.figures.widths import fold

__all__ = [
    "Bound",
    "Figure",
    "Measure",
    "NonQuantity",
    "Numbers",
    "Period",
    "contains_figure",
    "find_figures",
    "find_nonquantities",
    "find_periods",
    "fold",
    "parse_chinese_number",
    "read_numbers",
    "same_value",
]
