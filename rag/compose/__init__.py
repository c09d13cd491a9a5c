"""Evidence to a draft: the `Generator` protocol. Whatever a generator writes is verified afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rag.indicators import IndicatorRow
from rag.types import Paragraph, Report
from rag.understand import Question


@dataclass(frozen=True, slots=True)
class Source:
    """Clean characters `start:end` of one paragraph, offered as the source of a statement."""

    report: Report
    paragraph: Paragraph
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.paragraph.text[self.start : self.end]

    @property
    def section_path(self) -> tuple[str, ...]:
        return self.report.section_path(self.paragraph.section)


@dataclass(frozen=True, slots=True)
class Side:
    """The reports that one side of the question is about, the likeliest first, under the name that people use."""

    label: str
    reports: tuple[Report, ...]
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A question with its evidence, best first, and how much each search term tells (inverse document frequency)."""

    question: Question
    evidence: Sequence[Source]
    sides: Sequence[Side]
    idf: Mapping[str, float]
    load: Callable[[str], Report]  # a report of the library by its id
    told: Callable[[str], Sequence[IndicatorRow]]  # all rows of the ledger of a report, by its id
    similar: Callable[[Sequence[str]], Sequence[float]] | None = None  # likeness of texts to the question, by vectors
    facts: Sequence[IndicatorRow] = ()  # the ledger's rows of the indicators that the question names
    among: Sequence[str] = ()  # ids of the reports that a question over all reports is about


@dataclass(frozen=True, slots=True)
class Piece:
    """One statement of a draft. An extractive generator names its sources; a language model writes marks instead."""

    text: str
    sources: tuple[Source, ...] = ()
    missing: bool = False  # `text` names a side of the question that is not answered
    formula: str = ""  # how the statement was computed, where it was; the sources are its operands
    row: str = ""  # the side of a comparison that `text` is the cell of; such a piece is no statement of its own


class Generator(Protocol):
    """A question and its evidence to a stream of draft pieces; whatever it writes is verified afterwards."""

    @property
    def name(self) -> str: ...

    def generate(self, request: Request) -> Iterator[Piece]: ...
