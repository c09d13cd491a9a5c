"""Clauses without figures: whether the cited text says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rag.figures import find_nonquantities, find_periods
from rag.figures.periods import resolve
from rag.places import contains, same_place
from rag.results import Problem, ProblemKind
from rag.verify.claims import Claim
from rag.verify.compare import other_place, same_years, spoken
from rag.verify.facts import Fact, Reading
from rag.verify.text import plain, squeezed
from rag.verify.words import contrast, covered, merged, negated, weight, words

ENOUGH = 0.55
_ALIGNED = 0.75
_LABEL_CHARS = 9
_LEAST_SHORT = 2
# Of the words of several sources together nearly all must be there: each alone says too little.
_TOGETHER = 0.9
_ORDINAL_UNIT = re.compile(r"^(第 ?[0-9一二三四五六七八九十百]+).*$")


class Carried(NamedTuple):
    """Whether the sources carry a clause, where, and what in them contradicts it."""

    carried: bool
    fact: Fact | None
    problems: list[Problem]


def carried_by(claim: Claim, readings: Sequence[Reading]) -> Carried:
    """Find the clause of the sources that says what a clause without figures says."""
    closest: Fact | None = None
    near = -1.0
    for reading in readings:
        for fact in reading.facts:
            alike = covered(claim.subject, words(fact.claim.text))
            if alike > near:
                closest, near = fact, alike
    share = max((_share(claim, [reading]) for reading in readings), default=0.0)
    carried = share >= ENOUGH or _share(claim, readings) >= _TOGETHER
    if closest is None or near < ENOUGH:
        return Carried(carried, closest, [])
    problem = _against(claim, closest, near)
    return Carried(carried and problem is None, closest, [problem] if problem else [])


def _share(claim: Claim, readings: Sequence[Reading]) -> float:
    evidence = merged([part for reading in readings for part in (reading.words, reading.head)])
    return covered(claim.subject, evidence)


def _against(claim: Claim, closest: Fact, near: float) -> Problem | None:
    there = closest.claim.text
    if near >= _ALIGNED and claim.own_period and closest.years:
        said = frozenset(y for p in claim.periods for y in resolve(p, closest.report.year))
        if said and not same_years(said, closest):
            return Problem(ProblemKind.YEAR, spoken(said), spoken(closest.years))
    if near >= _ALIGNED and not _is_own(claim, closest) and (place := other_place(claim, closest)):
        return place
    if pair := contrast(claim.subject, there):
        return Problem(ProblemKind.OTHER, *pair)
    if negated(claim.text) is not negated(there):
        return Problem(ProblemKind.OTHER, claim.text.strip(), there.strip())
    return None


def _is_own(claim: Claim, fact: Fact) -> bool:
    own = fact.report.place
    return any(same_place(place.label, own) or contains(place.label, own) for place in claim.places if own)


# 第五次, 第十四届: which one; 第一产业 is a name with other spellings.
_COUNTS = re.compile(r"第 ?[0-9一二三四五六七八九十百]+(?!产业)")
_QUOTED = re.compile(r"“([^“”]{2,16})”")


def is_label(text: str, claim: Claim) -> bool:
    """社保：…, 民生实事：…: a heading of the writer's own over what follows."""
    return text[claim.end : claim.end + 1] in ("：", ":") and weight(claim.subject) <= _LABEL_CHARS


def places_missing(claims: Sequence[Claim], readings: Sequence[Reading]) -> list[Problem]:
    """Places named that neither the cited text nor the report's own name, nor what it lies in, has."""
    evidence = plain("".join(reading.paragraph.text for reading in readings))
    own = [reading.report.place for reading in readings if reading.report.place]
    problems: list[Problem] = []
    for place in dict.fromkeys(p for claim in claims for p in (*claim.places, *(m.place for m in claim.named))):
        if place.name in evidence or (len(place.short) >= _LEAST_SHORT and place.short in evidence):
            continue
        if any(same_place(place.label, one) or contains(place.label, one) for one in own):
            continue
        problems.append(Problem(ProblemKind.PLACE, place.name, own[0] if own else ""))
    return problems


def names_missing(text: str, readings: Sequence[Reading]) -> list[Problem]:
    """Numbers in names, ordinals and days that the cited paragraphs do not have: 第六次普查 for 第五次普查."""
    wanted_ones = [one for one in find_nonquantities(text) if one.kind in ("name", "code") or _COUNTS.match(one.text)]
    periods = find_periods(text)
    days = [period for period in periods if period.kind == "date"]
    quoted = [m[1] for m in _QUOTED.finditer(text) if not any(p.start <= m.start() + 1 < p.end for p in periods)]
    if not wanted_ones and not days and not quoted:
        return []
    evidence = squeezed(" ".join(plain(reading.paragraph.text) for reading in readings))
    meta = squeezed(" ".join(f"{r.report.metadata.date.value}{r.report.metadata.title.value}" for r in readings))
    problems: list[Problem] = []
    for name in quoted:
        if squeezed(name) not in evidence and squeezed(name) not in meta:
            problems.append(Problem(ProblemKind.OTHER, f"“{name}”"))
    for one in wanted_ones:
        wanted = squeezed(_ORDINAL_UNIT.sub(r"\1", one.text))
        if wanted and wanted not in evidence and wanted not in meta:
            problems.append(Problem(ProblemKind.NUMBER, one.text, ""))
    for period in days:
        wanted = squeezed(re.sub(r"^[0-9]{4}年", "", period.text))
        if wanted not in evidence and wanted not in meta:
            problems.append(Problem(ProblemKind.YEAR, period.text, ""))
    return problems
