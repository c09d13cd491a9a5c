"""False statements of real reports: a sentence's own words with the figure of its neighbour, or of another report."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.compose import Source
from rag.figures import Figure, find_figures, same_value
from rag.sentences import sentences
from rag.types import Report, Role

_COMMA = re.compile(r"(?<!\d)[，,；;]|[，,；;](?!\d)")
_LEAST_WORDS, _MOST_CHARS = 4, 45


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with one figure, and the sentence around it."""

    text: str
    figure: Figure
    source: Source
    context: str

    @property
    def words(self) -> str:
        return re.sub(r"[^㐀-鿿]", "", self.text[: self.figure.start])


def clauses(report: Report) -> Iterator[Clause]:
    """Clauses that say by themselves what their one figure is of."""
    for paragraph in report.paragraphs:
        if paragraph.role is not Role.BODY:
            continue
        for start, end in sentences(paragraph.text):
            source = Source(report, paragraph, start, end)
            at = start
            for part in [*_COMMA.finditer(paragraph.text, start, end), None]:
                stop = part.start() if part else end
                text = paragraph.text[at:stop].strip(" 。；;，,")
                at = part.end() if part else end
                figures = find_figures(text)
                if len(figures) != 1 or len(text) > _MOST_CHARS or not figures[0].unit:
                    continue
                if (
                    figures[0].kind == "quantity"
                    and len(re.sub(r"[^㐀-鿿]", "", text[: figures[0].start])) >= _LEAST_WORDS
                ):
                    yield Clause(text, figures[0], source, paragraph.text)


def swapped(one: Clause, other: Clause) -> str:
    """The words of one with the figure of the other; empty where that may be true."""
    if same_value(one.figure, other.figure) or one.figure.base_unit != other.figure.base_unit:
        return ""
    if one.words in other.text or other.words in one.text:
        return ""
    return f"{one.text[: one.figure.start]}{other.figure.text}{one.text[one.figure.end :]}。"


def within_passages(reports: Sequence[Report], n: int, seed: int) -> list[tuple[str, tuple[Source, ...]]]:
    """Swaps between clauses of one paragraph, with the whole paragraph as evidence."""
    found = []
    for report in reports:
        held = list(clauses(report))
        for one, other in itertools.pairwise(held):
            if one.source.paragraph.ordinal == other.source.paragraph.ordinal and (lie := swapped(one, other)):
                paragraph = one.source.paragraph
                found.append((lie, (Source(report, paragraph, 0, len(paragraph.text)),)))
    random.Random(seed).shuffle(found)
    return found[:n]


def between_reports(reports: Sequence[Report], n: int, seed: int) -> list[tuple[str, tuple[Source, ...]]]:
    """The words of one report, under its place and year, with the figure of another for much the same words."""
    by_words: dict[str, list[Clause]] = {}
    for report in reports:
        for clause in clauses(report):
            by_words.setdefault(clause.words[-6:], []).append(clause)
    found = []
    for held in by_words.values():
        for one, other in itertools.pairwise(held):
            mine, theirs = one.source.report, other.source.report
            if mine.place == theirs.place or same_value(one.figure, other.figure):
                continue
            if one.figure.base_unit != other.figure.base_unit or other.figure.text in one.context:
                continue
            text = f"{one.text[: one.figure.start]}{other.figure.text}{one.text[one.figure.end :]}"
            found.append((f"{mine.place}{text}。", (one.source, other.source)))
    random.Random(seed).shuffle(found)
    return found[:n]


def truths(reports: Sequence[Report], n: int, seed: int) -> list[tuple[str, tuple[Source, ...]]]:
    """The clauses as they are, with their place, over their whole paragraph."""
    found = []
    for report in reports:
        for clause in clauses(report):
            paragraph = clause.source.paragraph
            place = "" if report.place in clause.text else report.place
            found.append((f"{place}{clause.text}。", (Source(report, paragraph, 0, len(paragraph.text)),)))
    random.Random(seed).shuffle(found)
    return found[:n]
