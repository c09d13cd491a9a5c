"""Find a section by words of its headings, as a person would name it."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.errors import NotFound
from rag.types import ItemKind, Paragraph, Report

_NEAREST = 5


@dataclass(frozen=True, slots=True)
class Located:
    """What a section path names: paragraphs `first:last`, ordinals, both included.

    `section` is an index into the report's sections: the section itself, or the one around a lead sentence. A span
    `start:end` that is not empty narrows a single paragraph down to an item of it.
    """

    path: tuple[str, ...]
    section: int
    first: int
    last: int
    start: int = 0
    end: int = 0


def find_section(report: Report, path: Sequence[str]) -> Located:
    """Find the section whose headings or lead sentences contain the texts of `path`, in that order.

    Width, spaces and punctuation do not matter. Of several that fit, the closest match wins, then the first.

    Raises:
        NotFound: nothing fits; the message names the nearest headings there are.
    """
    steps = [fold(step) for step in path]
    if steps and all(steps):
        whole = Located((), -1, 1, len(report.paragraphs))
        found = _descend(report, steps, whole)
        if found:
            return found
    wanted = " > ".join(path)
    near = nearest(report, path)
    listed = "；".join(near) if near else "none at all"
    raise NotFound(
        f"no section “{wanted}” in {report.name}; the nearest headings are: {listed}.",
        fix="Use words of one of its headings or of a lead sentence.",
    )


def fold(text: str) -> str:
    """Reduce to what counts in a comparison: letters and digits, half width, lower case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def nearest(report: Report, path: Sequence[str]) -> list[str]:
    """Headings and lead sentences most like the innermost text of the path, best first."""
    wanted = fold(path[-1]) if path else ""
    names = list(dict.fromkeys([*(s.heading for s in report.sections), *(p.lead for p in report.paragraphs if p.lead)]))
    if not wanted:
        return names[:_NEAREST]
    scored = [(-_likeness(wanted, fold(name)), at, name) for at, name in enumerate(names)]
    return [name for score, _, name in sorted(scored) if score < 0][:_NEAREST] or names[:_NEAREST]


def _likeness(wanted: str, name: str) -> float:
    matcher = difflib.SequenceMatcher(None, wanted, name, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks() if block.size > 1) / max(1, len(wanted))


def _descend(report: Report, steps: Sequence[str], within: Located) -> Located | None:
    for candidate in _candidates(report, steps[0], within):
        found = _descend(report, steps[1:], candidate) if len(steps) > 1 else candidate
        if found:
            return found
    return None


def _candidates(report: Report, step: str, within: Located) -> list[Located]:
    """What may be meant by one text of the path, inside what the texts before it named; best first."""
    scored = []
    for at, (name, rank, candidate) in enumerate(_named(report, within)):
        folded = fold(name)
        if step in folded:
            scored.append((len(folded) - len(step) > 8, rank, at, candidate))
    return [candidate for *_, candidate in sorted(scored, key=lambda entry: entry[:3])]


def _named(report: Report, within: Located) -> Iterator[tuple[str, int, Located]]:
    """Everything inside `within` that has a name: sections, then lead sentences, then items with a label."""
    for index, section in enumerate(report.sections):
        inside = within.first <= section.first and section.last <= within.last
        if inside and index != within.section:
            yield section.heading, 0, Located((*within.path, section.heading), index, section.first, section.last)
    for paragraph in report.paragraphs[within.first - 1 : within.last]:
        if paragraph.lead and not within.end:
            last = _lead_reach(report, paragraph, within.last)
            path = (*within.path, paragraph.lead)
            yield paragraph.lead, 1, Located(path, paragraph.section, paragraph.ordinal, last)
        for item in paragraph.items:
            name = paragraph.text[item.start : item.label_end]
            if within.end and not within.start <= item.start < item.end <= within.end:
                continue
            rank = 2 if item.kind is ItemKind.LEAD else 3
            path = (*within.path, paragraph.text[item.label_start : item.label_end])
            yield (
                name,
                rank,
                Located(path, paragraph.section, paragraph.ordinal, paragraph.ordinal, item.start, item.end),
            )


def _lead_reach(report: Report, paragraph: Paragraph, last: int) -> int:
    """A lead sentence that is a paragraph by itself reaches to the next one or to the end of its section."""
    if paragraph.lead_end < len(paragraph.text):
        return paragraph.ordinal
    ordinal = paragraph.ordinal
    while ordinal < last:
        following = report.paragraph(ordinal + 1)
        if following.section != paragraph.section or following.lead_end:
            break
        ordinal += 1
    return ordinal
