"""Sections aligned by what they are about, then their sentences by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from rag.compare_years.slogans import slogans
from rag.compose import Source
from rag.figures import find_figures, fold
from rag.sentences import clauses
from rag.summarize.weigh import weigh
from rag.types import Report, Role

# Shared character pairs (Dice) from which two sections are about the same, two clauses say the same in other words.
_SAME_SECTION, _SAME_CLAUSE = 0.22, 0.55
# New and dropped clauses are only told if they tell something: by the summaries' weight, a figure or two names.
_TELLING = 0.8
_LEAST_CHARS = 8
_MOST_SLOGANS = 6


class ChangeKind(StrEnum):
    NEW = "new"
    DROPPED = "dropped"
    WORDING = "wording"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, with the clause before and the clause after, either of which may be missing."""

    kind: ChangeKind
    before: Source | None
    after: Source | None
    says: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(s for s in (self.before, self.after) if s is not None)

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "before": self.before.quote if self.before else None,
            "before_paragraph": self.before.paragraph.ordinal if self.before else None,
            "after": self.after.quote if self.after else None,
            "after_paragraph": self.after.paragraph.ordinal if self.after else None,
        }


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two sections about the same, or one that has no counterpart (its name on the other side is empty)."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    changes: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"before": list(self.before), "after": list(self.after), "changes": [c.to_dict() for c in self.changes]}


@dataclass(frozen=True, slots=True)
class Comparison:
    earlier: str
    later: str
    sections: tuple[Aligned, ...]
    slogans: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "earlier": self.earlier,
            "later": self.later,
            "sections": [s.to_dict() for s in self.sections],
            "slogans": [{**c.to_dict(), "text": c.says} for c in self.slogans],
        }


@dataclass(frozen=True, slots=True)
class _Part:
    """The body of one innermost section, as clauses."""

    path: tuple[str, ...]
    clauses: tuple[Source, ...]

    @property
    def text(self) -> str:
        return "".join(self.path[-1:]) + "".join(c.quote for c in self.clauses)


def compare(earlier: Report, later: Report) -> Comparison:
    """Compare two reports, in the order of the later one; sections that only the earlier one has come last."""
    old, new = _parts(earlier), _parts(later)
    partner = _aligned(old, new)
    aligned = []
    for at, part in enumerate(new):
        before = old[partner[at]] if at in partner else None
        aligned.append(Aligned(before.path if before else (), part.path, _changes(before, part)))
    for at, part in enumerate(old):
        if at not in partner.values():
            aligned.append(Aligned(part.path, (), _changes(part, None)))
    return Comparison(earlier.name, later.name, tuple(aligned), tuple(_slogan_changes(earlier, later)))


def _parts(report: Report) -> list[_Part]:
    by_section: dict[int, list[Source]] = {}
    for paragraph in report.paragraphs:
        if paragraph.role is not Role.BODY:
            continue
        for start, end in clauses(paragraph.text):
            text = paragraph.text[start:end]
            start += len(text) - len(text.lstrip())
            if end - start >= _LEAST_CHARS:
                by_section.setdefault(paragraph.section, []).append(Source(report, paragraph, start, end))
    return [_Part(report.section_path(section), tuple(found)) for section, found in by_section.items()]


def _aligned(old: Sequence[_Part], new: Sequence[_Part]) -> dict[int, int]:
    """For each later section its counterpart, the likest pairs first, each used once."""
    scored = sorted(
        ((-_likeness(a.text, b.text), i, j) for i, a in enumerate(old) for j, b in enumerate(new)),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in scored:
        if -score < _SAME_SECTION:
            break
        if i not in taken and j not in partner:
            partner[j] = i
            taken.add(i)
    return partner


def _changes(before: _Part | None, after: _Part | None) -> tuple[Change, ...]:
    old = list(before.clauses) if before else []
    new = list(after.clauses) if after else []
    scored = sorted((-_likeness(a.quote, b.quote), i, j) for i, a in enumerate(old) for j, b in enumerate(new))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in scored:
        if -score < _SAME_CLAUSE:
            break
        if i not in taken and j not in partner:
            partner[j] = i
            taken.add(i)
    found = []
    for j, clause in enumerate(new):
        if j in partner:
            change = _change(old[partner[j]], clause)
            found += [change] if change else []
        elif weigh(clause.quote) >= _TELLING:
            found.append(Change(ChangeKind.NEW, None, clause))
    found += [
        Change(ChangeKind.DROPPED, clause, None)
        for i, clause in enumerate(old)
        if i not in taken and weigh(clause.quote) >= _TELLING
    ]
    return tuple(found)


def _change(before: Source, after: Source) -> Change | None:
    if _plain(before.quote) == _plain(after.quote):
        return None
    numbers = [sorted(f.text for f in find_figures(s.quote)) for s in (before, after)]
    return Change(ChangeKind.FIGURES if numbers[0] != numbers[1] else ChangeKind.WORDING, before, after)


def _slogan_changes(earlier: Report, later: Report) -> Iterator[Change]:
    old, new = ({s.text: s for s in slogans(report)} for report in (earlier, later))
    later_text, earlier_text = (_plain("".join(p.text for p in r.paragraphs)) for r in (later, earlier))
    fresh = sorted((s for t, s in new.items() if _plain(t) not in earlier_text), key=lambda s: -s.uses)
    gone = sorted((s for t, s in old.items() if _plain(t) not in later_text), key=lambda s: -s.uses)
    for slogan in fresh[:_MOST_SLOGANS]:
        yield Change(ChangeKind.NEW, None, slogan.source, f"{_year(later)}新提“{slogan.text}”")
    for slogan in gone[:_MOST_SLOGANS]:
        yield Change(ChangeKind.DROPPED, slogan.source, None, f"{_year(later)}不再提“{slogan.text}”")


def _year(report: Report) -> str:
    return f"{report.year}年" if report.year else ""


def _plain(text: str) -> str:
    return re.sub(r"[\s，,。；;：:、“”\"（）()]", "", fold(text))


def _likeness(one: str, other: str) -> float:
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    plain = re.sub(r"\d+(?:\.\d+)?", "0", _plain(text))
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
