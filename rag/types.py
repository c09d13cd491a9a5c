"""The values that travel between the stages, from the bytes of a file to the evidence for an answer.

Positions are character offsets, start included, end excluded; a name says into which text: `source` is what the
reader returned, `clean` is one paragraph after cleaning.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class MarkKind(StrEnum):
    """What a file's own markup says about a stretch of its text."""

    HEADING = "heading"
    LINK = "link"
    NAVIGATION = "navigation"
    TABLE = "table"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Mark:
    """Markup over source characters `start:end`; `level` is the heading level (1 is outermost), else 0."""

    start: int
    end: int
    kind: MarkKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a reader returned: code points, newlines as read, byte order mark removed, markup excluded."""

    text: str
    format: str
    encoding: str = ""
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that cleaning made: source characters `start:end` read `before` and now read `after`."""

    kind: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Source characters `start:end` are not part of the report (page chrome, a second copy of the body)."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Source characters `start:end` look damaged, or a value was inferred; nothing was changed."""

    kind: str
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Clean characters `clean_start:clean_end` come from source characters `source_start:source_end`.

    Of equal length they correspond one to one; otherwise they correspond as a whole.
    """

    clean_start: int
    clean_end: int
    source_start: int
    source_end: int
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each clean character of a paragraph stands in the source. Segments are in order and tile the paragraph.

    Kept packed (five native int32 a segment): a page with pinyin in it has tens of thousands of them, and most are
    never looked at.
    """

    packed: bytes

    @classmethod
    def of(cls, segments: Iterable[Segment]) -> Alignment:
        numbers: array[int] = array("i")
        for s in segments:
            numbers.extend((s.clean_start, s.clean_end, s.source_start, s.source_end, s.verbatim))
        return cls(numbers.tobytes())

    @property
    def segments(self) -> tuple[Segment, ...]:
        numbers: array[int] = array("i")
        numbers.frombytes(self.packed)
        rows = zip(*[iter(numbers)] * 5, strict=True)
        return tuple(Segment(a, b, c, d, bool(verbatim)) for a, b, c, d, verbatim in rows)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Translate a clean span to the smallest source span that carries it.

        Raises:
            ValueError: the span is empty or outside the paragraph.
        """
        first = last = None
        for segment in self.segments:
            if segment.clean_start <= start < segment.clean_end:
                first = segment
            if segment.clean_start < end <= segment.clean_end:
                last = segment
                break
        if first is None or last is None or start >= end:
            raise ValueError(f"clean span {start}:{end} is not inside the paragraph")
        return _inside(first, start, is_end=False), _inside(last, end, is_end=True)

    def is_verbatim(self, start: int, end: int) -> bool:
        """Whether nothing but white space was repaired inside the clean span."""
        return all(s.verbatim for s in self.segments if s.clean_start < end and start < s.clean_end)


def _inside(segment: Segment, position: int, *, is_end: bool) -> int:
    if segment.clean_end - segment.clean_start == segment.source_end - segment.source_start:
        return segment.source_start + position - segment.clean_start
    return segment.source_end if is_end else segment.source_start


class Role(StrEnum):
    """What a paragraph is for. Everything but page chrome is a paragraph, so that everything can be cited."""

    TITLE = "title"
    BYLINE = "byline"  # date and meeting, speaker and office
    SALUTATION = "salutation"  # 各位代表
    HEADING = "heading"
    BODY = "body"
    GLOSSARY = "glossary"


class ItemKind(StrEnum):
    SPOKEN = "spoken"  # 一是…二是…
    NUMBERED = "numbered"  # (1)…(10), ①…
    LEAD = "lead"  # a lead sentence inside the paragraph opens a new subject


@dataclass(frozen=True, slots=True)
class Item:
    """One member of an enumeration inside a paragraph: clean characters `start:end`; `label` is its lead sentence."""

    kind: ItemKind
    marker: str
    start: int
    end: int
    label_start: int
    label_end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What citations point to. `ordinal` counts from 1 in the report; `section` is an index into its sections or -1."""

    ordinal: int
    role: Role
    text: str
    section: int
    alignment: Alignment
    lead_end: int = 0  # clean characters 0:lead_end are a lead sentence that acts as a heading; 0 for none
    items: tuple[Item, ...] = ()

    @property
    def lead(self) -> str:
        return self.text[: self.lead_end]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it: paragraphs `first:last`, ordinals, both included.

    `level` 1 is outermost; `parent` is an index into the report's sections, -1 at the top. A run-in heading opens a
    paragraph and is part of its text; its section starts with that paragraph.
    """

    heading: str
    level: int
    parent: int
    first: int
    last: int
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term that the report itself explains; offsets are clean, into the paragraph with this ordinal."""

    term: str
    definition: str
    paragraph: int
    start: int
    end: int


class Origin(StrEnum):
    """Where a metadata value comes from, the most trusted first."""

    USER = "user"
    MANIFEST = "manifest"
    TEXT = "text"
    FILE_NAME = "file name"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """One metadata value, its origin, and the other values that were found and not used."""

    value: str
    origin: Origin
    rivals: tuple[tuple[str, Origin], ...] = ()


UNKNOWN = Fact("", Origin.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Metadata:
    place: Fact = UNKNOWN
    level: Fact = UNKNOWN
    year: Fact = UNKNOWN  # of the report: the year it plans for
    date: Fact = UNKNOWN
    speaker: Fact = UNKNOWN
    title: Fact = UNKNOWN


@dataclass(frozen=True, slots=True)
class Report:
    """One government work report, cleaned and structured."""

    id: str
    file: str
    metadata: Metadata
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    glossary: tuple[GlossaryEntry, ...] = ()
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def place(self) -> str:
        return self.metadata.place.value

    @property
    def year(self) -> int | None:
        return int(self.metadata.year.value) if self.metadata.year.value else None

    @property
    def name(self) -> str:
        """What people call it: 菏泽市2024年政府工作报告; the title or the file name where place or year is unknown."""
        if self.place and self.year:
            return f"{self.place}{self.year}年政府工作报告"
        return self.metadata.title.value or self.file

    def section_path(self, section: int) -> tuple[str, ...]:
        """Headings from the outermost inwards."""
        path: list[str] = []
        while section >= 0:
            path.append(self.sections[section].heading)
            section = self.sections[section].parent
        return tuple(reversed(path))

    def paragraph(self, ordinal: int) -> Paragraph:
        return self.paragraphs[ordinal - 1]

    def in_section(self, section: int) -> tuple[Paragraph, ...]:
        chosen = self.sections[section]
        return self.paragraphs[chosen.first - 1 : chosen.last]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is ranked: clean characters `start:end` of one paragraph, whole sentences, at most 250 of them."""

    id: str
    report_id: str
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage with its place in the world and its scores, best first when in a list."""

    passage: Passage
    report: Report
    score: float
    scores: tuple[tuple[str, float], ...] = field(default=())

    @property
    def paragraph(self) -> Paragraph:
        return self.report.paragraph(self.passage.paragraph)

    @property
    def section_path(self) -> tuple[str, ...]:
        return self.report.section_path(self.paragraph.section)


def joined(parts: Iterable[str], separator: str = "") -> str:
    """Join the parts that are not empty."""
    return separator.join(part for part in parts if part)
