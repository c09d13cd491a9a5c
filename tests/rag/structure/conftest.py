"""A clean text from lines, as the cleaner would hand it over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from rag.clean import Aligned, CleanText
from rag.structure import structure
from rag.types import Fact, Mark, Report

Build = Callable[..., Report]


@pytest.fixture
def build() -> Build:
    def of(
        *lines: str, file: str = "report.txt", given: Mapping[str, Fact] | None = None, marks: tuple[Mark, ...] = ()
    ) -> Report:
        clean = CleanText(Aligned.of("\n".join(lines)), marks, (), (), ())
        return structure(clean, file=file, report_id="r", given=given or {})

    return of
