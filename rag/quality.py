"""What was done to a report's text, in a form that people can check: by kind, with examples beside the source.

A page in Traditional script has thousands of repairs. Of kinds that follow a plain rule the commonest examples tell
enough; of those that weigh one reading against another every one is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rag.types import Paragraph, Repair, Report

KINDS = {
    "byte_shift": "bytes read one off, put back into step",
    "entity": "HTML entities written out",
    "glyph": "characters that only look right",
    "invisible": "characters that cannot be seen",
    "line_break": "paragraphs torn in mid-sentence, joined",
    "literal_line_end": r"line ends written out as \n",
    "markdown": "markdown marks removed",
    "markdown_heading": "marks of a markdown heading removed",
    "markup": "HTML tags removed",
    "paragraph_break": "paragraphs that an indent parts, parted",
    "pinyin": "pinyin in brackets removed",
    "question_marks": "question marks where a space was",
    "spaced_digits": "figures set apart digit by digit, joined",
    "traditional": "Traditional to Simplified script",
    "width": "full-width digits, letters and % made narrow",
}
# A reading was chosen here: each is to be looked at.
_CHOSEN = frozenset({"byte_shift", "spaced_digits"})
_EXAMPLES = 5
_AROUND = 8
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Example:
    """One change: what the source has there, with a little around it, and what the clean text has."""

    start: int
    end: int
    before: str
    after: str
    source: str
    clean: str
    times: int


@dataclass(frozen=True, slots=True)
class Kind:
    """All repairs of one kind: how many, how many different ones, and examples, the commonest first."""

    kind: str
    meaning: str
    times: int
    different: int
    examples: tuple[Example, ...]


def by_kind(report: Report, source: str) -> tuple[Kind, ...]:
    """Group the repairs; kinds that happened least often first, for they deserve the first look."""
    groups: defaultdict[str, list[Repair]] = defaultdict(list)
    for repair in report.repairs:
        groups[repair.kind].append(repair)
    places = _Places(report, source)
    return tuple(
        _kind(kind, repairs, places) for kind, repairs in sorted(groups.items(), key=lambda g: (len(g[1]), g[0]))
    )


def _kind(kind: str, repairs: Sequence[Repair], places: _Places) -> Kind:
    counts = Counter((r.before, r.after) for r in repairs)
    first: dict[tuple[str, str], Repair] = {}
    for repair in repairs:
        first.setdefault((repair.before, repair.after), repair)
    # Where nothing is common, the order of the text.
    wanted = sorted(first, key=lambda change: (-counts[change], first[change].start))
    shown = [first[change] for change in (wanted if kind in _CHOSEN else wanted[:_EXAMPLES])]
    examples = tuple(
        Example(r.start, r.end, r.before, r.after, *places.around(r.start, r.end), counts[r.before, r.after])
        for r in shown
    )
    return Kind(kind, KINDS.get(kind, kind.replace("_", " ")), len(repairs), len(counts), examples)


class _Places:
    """Finds what the clean text has for a place in the source."""

    def __init__(self, report: Report, source: str) -> None:
        self.source = source
        self.paragraphs = [p for p in report.paragraphs if p.text]
        self.bounds = [p.alignment.to_source(0, len(p.text)) for p in self.paragraphs]

    def around(self, start: int, end: int) -> tuple[str, str]:
        """The source there and the clean text there, each with the same few characters around."""
        left, right = max(0, start - _AROUND), min(len(self.source), end + _AROUND)
        parts = [
            _clean(paragraph, left, right)
            for paragraph, (first, last) in zip(self.paragraphs, self.bounds, strict=True)
            if first < right and left < last
        ]
        return shortened(self.source[left:right]), shortened("⏎".join(part for part in parts if part))


def _clean(paragraph: Paragraph, left: int, right: int) -> str:
    """Clean characters of a paragraph that stand for source characters `left:right`."""
    text = ""
    for s in paragraph.alignment.segments:
        if s.source_end <= left or s.source_start >= right or s.clean_start == s.clean_end:
            continue
        if s.clean_end - s.clean_start == s.source_end - s.source_start:
            start = s.clean_start + max(0, left - s.source_start)
            text += paragraph.text[start : s.clean_end - max(0, s.source_end - right)]
        else:
            text += paragraph.text[s.clean_start : s.clean_end]
    return text


def shortened(text: str) -> str:
    """One line of at most 60 characters, line ends shown as ⏎."""
    folded = "⏎".join(" ".join(line.split()) for line in text.splitlines())
    return folded if len(folded) <= _LONGEST else folded[: _LONGEST - 1] + "…"
