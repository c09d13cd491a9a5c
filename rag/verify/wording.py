"""Clauses without figures: whether the cited text says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.figures import find_nonquantities, find_periods
from rag.figures.periods import resolve
from rag.places import contains, same_place
from rag.results import Problem, ProblemKind
from rag.verify.claims import Claim
from rag.verify.compare import same_years, spoken
from rag.verify.facts import Reading
from rag.verify.text import plain, squeezed
from rag.verify.words import contrast, covered, merged, negated, weight, words

ENOUGH = 0.55
_ALIGNED = 0.75
_LABEL_CHARS = 9
_LEAST_SHORT = 2
_DERIVED = re.compile(
    r"更[高低多少快慢大小长短]|最[高低多少快慢大小长短]|相差|相同|一样|达到目标|达到$|完成$|没有达到|未达到|未完成|没有完成"
)

_ORDINAL_UNIT = re.compile(r"^(第 ?[0-9一二三四五六七八九十百]+).*$")


def unsupported_share(claim: Claim, readings: Sequence[Reading]) -> float:
    """How much of the clause stands in none of the paragraphs or of what stands over them."""
    evidence = merged([part for reading in readings for part in (reading.words, reading.head)])
    return 1 - covered(claim.subject, evidence)


def clause_problems(claim: Claim, readings: Sequence[Reading]) -> tuple[bool, list[Problem]]:
    """Whether a clause is carried by the paragraphs, and what in them contradicts it."""
    if _DERIVED.search(claim.text) and weight(claim.subject) <= 8:
        return True, []
    share = 1 - unsupported_share(claim, readings)
    closest, near = None, 0.0
    for reading in readings:
        for fact in reading.facts:
            alike = covered(claim.subject, words(fact.claim.text))
            if alike > near:
                closest, near = fact, alike
    if closest is not None and near >= ENOUGH:
        if near >= _ALIGNED and claim.own_period and closest.years:
            said = frozenset(y for p in claim.periods for y in resolve(p, closest.report.year))
            if said and not same_years(said, closest):
                return False, [Problem(ProblemKind.YEAR, spoken(said), spoken(closest.years))]
        if pair := contrast(claim.subject, closest.claim.text):
            return False, [Problem(ProblemKind.OTHER, *pair)]
        if near >= _ALIGNED and negated(claim.text) is not negated(closest.claim.text):
            return False, [Problem(ProblemKind.OTHER, claim.text.strip(), closest.claim.text.strip())]
    return share >= ENOUGH, []


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
    wanted_ones = [one for one in find_nonquantities(text) if one.kind in ("name", "code", "ordinal")]
    days = [period for period in find_periods(text) if period.kind == "date"]
    if not wanted_ones and not days:
        return []
    evidence = squeezed(" ".join(plain(reading.paragraph.text) for reading in readings))
    meta = squeezed(" ".join(f"{r.report.metadata.date.value}{r.report.metadata.title.value}" for r in readings))
    problems: list[Problem] = []
    for one in wanted_ones:
        wanted = squeezed(_ORDINAL_UNIT.sub(r"\1", one.text))
        if wanted and wanted not in evidence and wanted not in meta:
            problems.append(Problem(ProblemKind.NUMBER, one.text, ""))
    for period in days:
        wanted = squeezed(re.sub(r"^[0-9]{4}年", "", period.text))
        if wanted not in evidence and wanted not in meta:
            problems.append(Problem(ProblemKind.YEAR, period.text, ""))
    return problems
