"""What a report says, claim by claim: with the place, the years and the status that a claim has where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rag.compose import Source
from rag.figures import find_periods
from rag.figures.periods import Found, resolve
from rag.indicators.stance import Stance, stances
from rag.sentences import sentences
from rag.tense import ACTUAL, TARGET
from rag.types import Paragraph, Report
from rag.verify.claims import Claim, read_claims
from rag.verify.words import Words, words


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim that a report makes; `years` is empty where they cannot be known."""

    claim: Claim
    report: Report
    paragraph: Paragraph
    start: int  # of the figure in the paragraph, or of the clause
    end: int
    sentence: tuple[int, int]
    years: frozenset[int]
    span: frozenset[int]  # of a review or plan of several years; then `years` is the one that ends it
    dated: bool  # the sentence itself names the years
    bases: frozenset[int]
    status: str

    @property
    def source(self) -> Source:
        return Source(self.report, self.paragraph, *self.sentence)


@dataclass(frozen=True, slots=True)
class Reading:
    """Whole sentences of one paragraph, read; offsets in its facts count in the paragraph."""

    report: Report
    paragraph: Paragraph
    start: int
    end: int
    facts: tuple[Fact, ...]
    words: Words  # of the sentences
    head: Words  # of what stands over them: place, year, headings, title

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]


class _Key:
    """Sentences of a report, compared by identity of content."""

    __slots__ = ("end", "paragraph", "report", "start")

    def __init__(self, report: Report, paragraph: Paragraph, start: int, end: int) -> None:
        self.report, self.paragraph, self.start, self.end = report, paragraph, start, end

    def __hash__(self) -> int:
        return hash((self.report.id, self.paragraph.ordinal, self.start, self.end))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Key)
            and (self.report.id, self.paragraph.ordinal) == (other.report.id, other.paragraph.ordinal)
            and (self.start, self.end) == (other.start, other.end)
            and self.report.metadata == other.report.metadata
            and self.paragraph.text == other.paragraph.text
        )


def read_source(source: Source) -> Reading:
    """Read the whole sentences that a source touches."""
    touched = [
        (start, end) for start, end in sentences(source.paragraph.text) if start < source.end and source.start < end
    ] or [(source.start, source.end)]
    return _read(_Key(source.report, source.paragraph, touched[0][0], touched[-1][1]))


@lru_cache(maxsize=8192)
def _read(key: _Key) -> Reading:
    report, paragraph, first, last = key.report, key.paragraph, key.start, key.end
    text = paragraph.text[first:last]
    spans = sentences(text)
    place = frozenset({report.place} if report.place else ())
    facts: list[Fact] = []
    for claim in read_claims(text, held=place, carry=False):
        start, end = next(span for span in spans if span[0] <= claim.end - 1 < span[1])
        facts.append(_fact(claim, report, paragraph, first, (first + start, first + end)))
    return Reading(report, paragraph, first, last, tuple(facts), words(text), _head(report, paragraph))


@lru_cache(maxsize=4096)
def _head_words(place: str, year: int | None, title: str, speaker: str, headings: tuple[str, ...]) -> Words:
    return words(" ".join((place, f"{year or ''}年", title, speaker, "政府工作报告", *headings)))


def _head(report: Report, paragraph: Paragraph) -> Words:
    meta = report.metadata
    headings = (*report.section_path(paragraph.section), paragraph.lead)
    return _head_words(report.place, report.year, meta.title.value, meta.speaker.value, headings)


def _fact(claim: Claim, report: Report, paragraph: Paragraph, offset: int, sentence: tuple[int, int]) -> Fact:
    start, end = (claim.figure.start, claim.figure.end) if claim.figure else (claim.start, claim.end)
    stance = _stances(_Whole(report))[paragraph.ordinal - 1]
    own = _years(claim.periods, report.year)
    return Fact(
        claim=claim,
        report=report,
        paragraph=paragraph,
        start=offset + start,
        end=offset + end,
        sentence=sentence,
        years=own or frozenset({stance.year} if stance.year else ()),
        span=frozenset() if own else _span(stance.span, report.year),
        dated=bool(own),
        bases=_years(claim.bases, report.year),
        status=_status(claim, report, stance, own),
    )


def _years(periods: tuple[Found, ...], report_year: int | None) -> frozenset[int]:
    return frozenset(year for period in periods for year in resolve(period, report_year))


@lru_cache(maxsize=1024)
def _span(printed: str, report_year: int | None) -> frozenset[int]:
    found = [*find_periods(printed, report_year=report_year), *find_periods(f"{printed}时期", report_year=report_year)]
    return frozenset(year for period in found for year in period.years)


class _Whole:
    """A report, compared by identity of content."""

    __slots__ = ("report",)

    def __init__(self, report: Report) -> None:
        self.report = report

    def __hash__(self) -> int:
        return hash(self.report.id)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Whole)
            and self.report.id == other.report.id
            and self.report.metadata == other.report.metadata
            and self.report.sections == other.report.sections
            and len(self.report.paragraphs) == len(other.report.paragraphs)
        )


@lru_cache(maxsize=1024)
def _stances(whole: _Whole) -> tuple[Stance, ...]:
    return tuple(stances(whole.report))


def _status(claim: Claim, report: Report, stance: Stance, years: frozenset[int]) -> str:
    if stance.kind == ACTUAL and claim.status == TARGET and claim.figure is not None and "目标" in claim.text:
        return TARGET  # a review recalls what was aimed at: （年度目标6%以上）
    if stance.kind == TARGET and report.year and years and max(years) < report.year:
        return ACTUAL
    return stance.kind
