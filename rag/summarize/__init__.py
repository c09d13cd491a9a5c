"""A section, or a whole report, as points in its own order, each with its sources.

Extraction, compression and assembly: clauses are weighed, the most telling chosen for the room there is, and written
as points under the lead sentence that they stand under. Nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.cite import Citations
from rag.indicators.stance import Phase, stances
from rag.results import Cited, Summary
from rag.structure import find_section
from rag.summarize.choose import Choice, choose, own_weight, weight_in_whole
from rag.summarize.clauses import Clause, Subject, subjects
from rag.summarize.write import Point, write
from rag.types import Paragraph, Report, Role

__all__ = [
    "Choice",
    "Clause",
    "Point",
    "Subject",
    "choose",
    "own_weight",
    "subjects",
    "summarize",
    "weight_in_whole",
    "write",
]

# Characters in all points together. Medium is the larger of a number and a share of the section.
SHORT = 150
MEDIUM, MEDIUM_SHARE = 300, 0.4
LONG_SHARE = 0.7
# Nobody reads two fifths of a whole report as its summary.
WHOLE_MEDIUM, WHOLE_LONG = 1000, 2500
# Room for the words that tell results from plans.
_HEADS_CHARS = 28


def summarize(report: Report, section: Sequence[str], *, length: str, copies: tuple[str, ...] = ()) -> Summary:
    """Summarize the section that these words name; the whole report for none.

    Raises:
        NotFound: no such section; the message names the nearest headings.
    """
    if section:
        located = find_section(report, section)
        path = located.path
        spans = list(_spans(report, located.first, located.last, located.start, located.end))
    else:
        path = ()
        spans = [(p, 0, len(p.text)) for p in report.paragraphs if p.role is Role.BODY]
    found = [subject for paragraph, start, end in spans for subject in subjects(report, paragraph, start, end)]
    limit = _limit(length, sum(end - start for _, start, end in spans), whole=not section)
    weight = own_weight if section else weight_in_whole
    with_labels = length != "short"
    citations = Citations({report.id: copies})
    heads = {} if section else _heads(report)
    points = []
    said = ""
    for choice in choose(found, limit - _HEADS_CHARS * bool(heads), weight=weight, with_labels=with_labels):
        for point in write(choice, with_label=with_labels):
            head = heads.get(choice.subject.paragraph.ordinal, "")
            text = f"{head}{point.text}" if head != said else point.text
            said = head
            points.append(Cited(text, tuple(citations.number(source) for source in point.sources)))
    return Summary(report.name, path, tuple(points), citations.all, length)


def _heads(report: Report) -> dict[int, str]:
    """What the points of each paragraph tell of, put in front where it changes: a year's results or its plans."""
    heads = {}
    for paragraph, stance in zip(report.paragraphs, stances(report), strict=True):
        if stance.year is not None and stance.phase in (Phase.REVIEW, Phase.PLAN):
            heads[paragraph.ordinal] = f"{stance.year}年：" if stance.phase.looks_back else f"{stance.year}年计划："
        else:
            heads[paragraph.ordinal] = "多年来：" if stance.phase.looks_back else "中期目标："
    return heads


def _limit(length: str, chars: int, *, whole: bool) -> int:
    if length == "short":
        return SHORT
    share, most = (MEDIUM_SHARE, WHOLE_MEDIUM) if length == "medium" else (LONG_SHARE, WHOLE_LONG)
    wanted = max(MEDIUM, int(chars * share))
    return min(wanted, most) if whole else wanted


def _spans(report: Report, first: int, last: int, start: int, end: int) -> Iterator[tuple[Paragraph, int, int]]:
    for ordinal in range(first, last + 1):
        paragraph = report.paragraph(ordinal)
        if paragraph.role in (Role.BODY, Role.GLOSSARY):
            left = start if ordinal == first else 0
            right = end if ordinal == last and end else len(paragraph.text)
            yield paragraph, left, right
