"""What a statement concludes from its own figures: who is ahead, whether an aim was met, by how much two differ.

No report says such things in so many words. They are true if they follow from the figures that the statement gives,
which are checked by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from rag.figures import Bound
from rag.results import Problem, ProblemKind
from rag.tense import TARGET
from rag.verify.claims import Claim
from rag.verify.words import weight

_AHEAD = re.compile(r"(?:更|最)(?:(?P<more>[高多快大长])|(?P<less>[低少慢小短]))")
_MET = re.compile(
    r"(?P<no>没有|没|未能?|尚未)?(?:完成|达到|达成|实现|达标)(?:了)?(?:这一|该|预期|年度|年初|既定)*(?:目标|计划|任务)?$"
)
_DIFFERENCE = re.compile(r"相差|差距|高出|多出|低了?$|少了?$|高了?$|多了?$|上调|下调")
_CHANGED = re.compile(r"(?:有所)?(?:变化|不同|提高|下降|上调|下调|相同|一样|持平)$")
_CONCLUSION_CHARS = 8


def concludes(claim: Claim) -> bool:
    """Whether a clause without figures only draws a conclusion: 菏泽市更高, 没有达到目标."""
    text = claim.text.strip()
    if weight(claim.subject) > _CONCLUSION_CHARS:
        return False
    return any(pattern.search(text) for pattern in (_AHEAD, _MET, _CHANGED))


def wrong_conclusions(claims: Sequence[Claim]) -> list[Problem]:
    """Conclusions that do not follow from the figures of the same statement."""
    figures = [claim for claim in claims if claim.figure is not None]
    problems = _misjudged(figures)
    for claim in claims:
        if claim.figure is not None or not concludes(claim):
            continue
        text = claim.text.strip()
        if (ahead := _AHEAD.search(text)) and not _is_ahead(claim, figures, more=ahead["more"] is not None):
            problems.append(Problem(ProblemKind.OTHER, text))
        elif (met := _MET.search(text)) and _is_met(figures) is (met["no"] is not None):
            problems.append(Problem(ProblemKind.STATUS, text))
    return problems


def _value(claim: Claim) -> Decimal:
    assert claim.figure is not None
    value = claim.figure.base_values[-1]
    return -value if claim.figure.negative else value


def _is_ahead(winner: Claim, figures: Sequence[Claim], *, more: bool) -> bool:
    """Whether the winner's figure beats all others of its unit; true where that cannot be told."""
    same_unit = [
        f for f in figures if f.figure and figures[0].figure and f.figure.base_unit == figures[0].figure.base_unit
    ]
    if len(same_unit) < 2:
        return True
    by_place = len({one.places for one in same_unit}) > 1
    mine = [f for f in same_unit if (f.places == winner.places if by_place else f.periods[-1:] == winner.periods[-1:])]
    if not by_place:
        said = {p.years for p in winner.periods}
        mine = [f for f in same_unit if {p.years for p in f.periods} == said]
    others = [f for f in same_unit if f not in mine]
    if not mine or not others:
        return True
    best, rest = [_value(f) for f in mine], [_value(f) for f in others]
    return max(best) > max(rest) if more else min(best) < min(rest)


def _is_met(figures: Sequence[Claim]) -> bool | None:
    """Whether the result reaches the aim; None where the statement does not give one of each."""
    aims = [f for f in figures if f.status == TARGET]
    results = [f for f in figures if f.status != TARGET]
    if len(aims) != 1 or len(results) != 1:
        return None
    aim, result = aims[0].figure, results[0].figure
    if aim is None or result is None or aim.base_unit != result.base_unit or aim.bound in (Bound.AT_MOST, Bound.UNDER):
        return None
    return _value(results[0]) >= aim.base_values[0]


_REACHES = re.compile(r"(?P<no>未能?|没有|没|尚未|不及|低于|慢于)?(?:达到|完成|实现|达成)?(?:了)?$")
_SAYS_REACHES = re.compile(r"达到|完成|实现|达成|不及|低于|慢于|高于|快于|超过")


def _misjudged(figures: Sequence[Claim]) -> list[Problem]:
    """达到6%左右的目标, 低于6%的预期目标: said in the clause that names the aim."""
    met = _is_met(figures)
    aim = next((f for f in figures if f.status == TARGET), None)
    if met is None or aim is None or aim.figure is None or len(figures) != 2 or aim is not figures[1]:
        return []
    lead = aim.text[: aim.text.find(aim.figure.text)]
    if not _SAYS_REACHES.search(lead):
        return []
    said = _REACHES.search(lead)
    denies = said is not None and said["no"] is not None
    return [Problem(ProblemKind.STATUS, aim.text.strip())] if denies is met else []


def is_difference(claim: Claim, claims: Sequence[Claim]) -> bool:
    """相差280万平方米: the difference of two other figures of the statement."""
    figure = claim.figure
    if (
        figure is None
        or len(figure.base_values) != 1
        or not _DIFFERENCE.search(claim.text[: claim.text.find(figure.text)])
    ):
        return False
    others = [
        c.figure.base_values[0]
        for c in claims
        if c.figure and c is not claim and _one_scale(c.figure.base_unit, figure.base_unit)
    ]
    return any(abs(a - b) == figure.base_values[0] for a in others for b in others)


def _one_scale(a: str, b: str) -> bool:
    return a == b or {a, b} == {"%", "个百分点"}
