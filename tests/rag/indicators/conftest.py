"""Small reports written for the tests, in the manner of real ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.clean import clean
from rag.structure import structure
from rag.types import Fact, Origin, Report, SourceText

Reports = Callable[..., Report]


@pytest.fixture
def report_of() -> Reports:
    """A report of a review and a plan, of the place and year given."""

    def make(review: str = "", plan: str = "", *, place: str = "澄湖市", year: int = 2024, text: str = "") -> Report:
        if not text:
            text = f"一、{year - 1}年工作回顾\n{review}\n二、{year}年工作安排\n{plan}\n"
        given = {
            "place": Fact(place, Origin.USER),
            "year": Fact(str(year), Origin.USER),
            "level": Fact("prefecture", Origin.USER),
        }
        return structure(clean(SourceText(text, "txt")), file="a.txt", report_id="a", given=given)

    return make
