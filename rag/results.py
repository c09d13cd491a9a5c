"""What the library gives back. `to_dict()` of each is the published JSON; `rag/schema/` describes it.

Keys may be added; none is ever changed or dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class Status(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"
    ABSTAINED = "abstained"


class Verdict(StrEnum):
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    NO_CLAIM = "no_claim"


class ProblemKind(StrEnum):
    NUMBER = "number"
    UNIT = "unit"
    BOUND = "bound"
    YEAR = "year"
    PLACE = "place"
    INDICATOR = "indicator"
    STATUS = "status"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a statement said and what the source says instead."""

    kind: ProblemKind
    said: str
    source: str = ""

    def to_dict(self) -> Json:
        return {"kind": self.kind.value, "said": self.said, "source": self.source}


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered source. `quote` stands word for word in `context`, the whole clean paragraph.

    `start:end` bound the quote in the source text: where nothing was repaired inside it, `source[start:end]` equals
    `quote` up to white space. `quote_start` is where the quote starts in `context`.
    """

    n: int
    report_id: str
    file: str
    report: str
    section: tuple[str, ...]
    paragraph: int
    quote: str
    context: str
    start: int
    end: int
    quote_start: int
    repaired: bool = False
    copies: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        return {
            "n": self.n,
            "report_id": self.report_id,
            "file": self.file,
            "report": self.report,
            "section": list(self.section),
            "paragraph": self.paragraph,
            "quote": self.quote,
            "context": self.context,
            "start": self.start,
            "end": self.end,
            "quote_start": self.quote_start,
            "repaired": self.repaired,
            "copies": list(self.copies),
        }


@dataclass(frozen=True, slots=True)
class Derived:
    """How a computed figure was computed; `operands` are citation numbers."""

    formula: str
    operands: tuple[int, ...]

    def to_dict(self) -> Json:
        return {"formula": self.formula, "operands": list(self.operands)}


@dataclass(frozen=True, slots=True)
class Statement:
    text: str
    citations: tuple[int, ...]
    verdict: Verdict = Verdict.SUPPORTED
    derived: Derived | None = None
    recited: bool = False  # a language model named other evidence for it than what carries it

    def to_dict(self) -> Json:
        return {
            "text": self.text,
            "citations": list(self.citations),
            "verdict": self.verdict.value,
            "derived": self.derived.to_dict() if self.derived else None,
            "recited": self.recited,
        }


@dataclass(frozen=True, slots=True)
class Struck:
    """A statement that failed verification and is not part of the answer."""

    text: str
    problems: tuple[Problem, ...]

    def to_dict(self) -> Json:
        return {"text": self.text, "problems": [p.to_dict() for p in self.problems]}


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of text with its sources: a table cell, a summary point, a nearest fact."""

    text: str
    citations: tuple[int, ...] = ()

    def to_dict(self) -> Json:
        return {"text": self.text, "citations": list(self.citations)}


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[Cited, ...], ...]
    title: str = ""

    def to_dict(self) -> Json:
        table: Json = {"columns": list(self.columns), "rows": [[c.to_dict() for c in row] for row in self.rows]}
        return {"title": self.title, **table} if self.title else table


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read out of a question. `year` values are the years that the figures asked for are about."""

    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kind: str = "fact"
    indicator: str = ""
    status: str = ""  # "target", "actual" or "" where the question does not say
    language: str = "zh"
    terms: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        return {
            "places": list(self.places),
            "years": list(self.years),
            "kind": self.kind,
            "indicator": self.indicator,
            "status": self.status,
            "language": self.language,
            "terms": list(self.terms),
        }


@dataclass(frozen=True, slots=True)
class Fallback:
    """A language model was to answer and did not: which, and why (`kind`, and `message` for the reader)."""

    kind: str
    generator: str
    message: str

    def to_dict(self) -> Json:
        return {"kind": self.kind, "generator": self.generator, "message": self.message}


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    status: Status
    answer: str
    statements: tuple[Statement, ...] = ()
    struck: tuple[Struck, ...] = ()
    table: Table | None = None
    reason: str = ""
    nearest: tuple[Cited, ...] = ()
    understood: Understood = field(default_factory=Understood)
    citations: tuple[Citation, ...] = ()
    generator: str = "extractive"
    fallback: Fallback | None = None
    seconds: tuple[tuple[str, float], ...] = ()
    id: str | None = None

    def to_dict(self) -> Json:
        return {
            "id": self.id,
            "question": self.question,
            "status": self.status.value,
            "answer": self.answer,
            "statements": [s.to_dict() for s in self.statements],
            "struck": [s.to_dict() for s in self.struck],
            "table": self.table.to_dict() if self.table else None,
            "reason": self.reason,
            "nearest": [n.to_dict() for n in self.nearest],
            "understood": self.understood.to_dict(),
            "citations": [c.to_dict() for c in self.citations],
            "generator": self.generator,
            "fallback": self.fallback.to_dict() if self.fallback else None,
            "seconds": dict(self.seconds),
        }


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A ranked passage; `start:end` bound `text` in the source text."""

    report_id: str
    file: str
    report: str
    section: tuple[str, ...]
    paragraph: int
    text: str
    context: str
    start: int
    end: int
    score: float
    passage_id: str = ""

    def to_dict(self) -> Json:
        return {
            "report_id": self.report_id,
            "file": self.file,
            "report": self.report,
            "section": list(self.section),
            "paragraph": self.paragraph,
            "text": self.text,
            "context": self.context,
            "start": self.start,
            "end": self.end,
            "score": self.score,
            "passage_id": self.passage_id,
        }


@dataclass(frozen=True, slots=True)
class SearchResult:
    query: str
    passages: tuple[FoundPassage, ...]
    id: str | None = None

    def to_dict(self) -> Json:
        return {"id": self.id, "query": self.query, "passages": [p.to_dict() for p in self.passages]}


@dataclass(frozen=True, slots=True)
class Summary:
    """Points of a section, or of a whole report, in the report's own order."""

    report: str
    section: tuple[str, ...]
    points: tuple[Cited, ...]
    citations: tuple[Citation, ...]
    length: str = "medium"
    generator: str = "extractive"
    fallback: Fallback | None = None
    struck: tuple[Struck, ...] = ()
    id: str | None = None

    def to_dict(self) -> Json:
        return {
            "id": self.id,
            "report": self.report,
            "section": list(self.section),
            "length": self.length,
            "points": [p.to_dict() for p in self.points],
            "citations": [c.to_dict() for c in self.citations],
            "generator": self.generator,
            "fallback": self.fallback.to_dict() if self.fallback else None,
            "struck": [s.to_dict() for s in self.struck],
        }


@dataclass(frozen=True, slots=True)
class BriefSection:
    heading: str
    points: tuple[Cited, ...]
    level: int = 1  # 2 under a section of level 1

    def to_dict(self) -> Json:
        return {"heading": self.heading, "points": [p.to_dict() for p in self.points], "level": self.level}


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing. `generator` wrote the overall picture; all the rest is always taken from the reports' own words."""

    title: str
    topic: str
    sections: tuple[BriefSection, ...]
    tables: tuple[Table, ...]
    citations: tuple[Citation, ...]
    generator: str = "extractive"
    fallback: Fallback | None = None
    struck: tuple[Struck, ...] = ()
    id: str | None = None

    def to_dict(self) -> Json:
        return {
            "id": self.id,
            "title": self.title,
            "topic": self.topic,
            "sections": [s.to_dict() for s in self.sections],
            "tables": [{"title": t.title, **t.to_dict()} for t in self.tables],
            "citations": [c.to_dict() for c in self.citations],
            "generator": self.generator,
            "fallback": self.fallback.to_dict() if self.fallback else None,
            "struck": [s.to_dict() for s in self.struck],
        }


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """One sentence of somebody's draft, checked against the reports."""

    text: str
    verdict: Verdict
    citations: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_dict(self) -> Json:
        return {
            "text": self.text,
            "verdict": self.verdict.value,
            "citations": list(self.citations),
            "problems": [p.to_dict() for p in self.problems],
        }


@dataclass(frozen=True, slots=True)
class Verification:
    sentences: tuple[CheckedSentence, ...]
    citations: tuple[Citation, ...]
    id: str | None = None

    def to_dict(self) -> Json:
        return {
            "id": self.id,
            "sentences": [s.to_dict() for s in self.sentences],
            "citations": [c.to_dict() for c in self.citations],
        }


class Outcome(StrEnum):
    """What became of one file that was to be added."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    COPY = "copy"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AddedFile:
    """One line of the account that `add` gives: nothing is passed over in silence."""

    file: str
    outcome: Outcome
    report_id: str = ""
    report: str = ""
    paragraphs: int = 0
    passages: int = 0
    repairs: int = 0
    doubts: int = 0
    copy_of: str = ""
    problem: Json | None = None

    def to_dict(self) -> Json:
        return {
            "file": self.file,
            "outcome": self.outcome.value,
            "report_id": self.report_id,
            "report": self.report,
            "paragraphs": self.paragraphs,
            "passages": self.passages,
            "repairs": self.repairs,
            "doubts": self.doubts,
            "copy_of": self.copy_of,
            "error": self.problem,
        }


@dataclass(frozen=True, slots=True)
class Added:
    files: tuple[AddedFile, ...]
    seconds: float = 0.0

    @property
    def failed(self) -> tuple[AddedFile, ...]:
        return tuple(f for f in self.files if f.outcome is Outcome.FAILED)

    def to_dict(self) -> Json:
        counts = {o.value: sum(f.outcome is o for f in self.files) for o in Outcome}
        return {"files": [f.to_dict() for f in self.files], "counts": counts, "seconds": self.seconds}


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One line of the list of reports."""

    report_id: str
    file: str
    report: str
    place: str
    level: str
    year: int | None
    title: str
    paragraphs: int
    passages: int
    repairs: int
    doubts: int
    copies: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        return {
            "report_id": self.report_id,
            "file": self.file,
            "report": self.report,
            "place": self.place,
            "level": self.level,
            "year": self.year,
            "title": self.title,
            "paragraphs": self.paragraphs,
            "passages": self.passages,
            "repairs": self.repairs,
            "doubts": self.doubts,
            "copies": list(self.copies),
        }
