"""One claim beside one fact: how far they are about the same, and in what they differ.

The rules for figures, as a careful editor would have them:

- Values are equal after conversion, exactly; 个 may stand for another measure word of things (家, 座, 所 …), never for
  people, households or areas.
- A bound is part of a figure: 增长6%以上 is neither 增长6% nor 增长6%左右. 超过, 突破 and 以上 say the same side, and
  so do 低于 and 以内; 近 is not 约. A statement may round an exact figure if it says so (约4450亿元 for 4450.3亿元).
- 增长1.4倍 is not 1.4倍, 增加5000万吨 is not 达到5000万吨, a fall is not a rise.
- The years of a statement must be those of the source, a base (较“十二五”末) must be the same base.
- The figure of a district is not the city's; what the report says of its own place needs no place.
- What a report plans is no result, and the other way round, where a statement says which it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from rag.figures import Bound, Figure, Measure, same_value
from rag.figures.periods import resolve
from rag.places import Place, contains, same_place
from rag.results import Problem, ProblemKind
from rag.tense import TARGET
from rag.verify.claims import Claim, is_generic
from rag.verify.facts import Fact, Reading
from rag.verify.words import contrast, covered, weight, words

_SIDES = {
    Bound.OVER: "over", Bound.AT_LEAST: "over", Bound.UNDER: "under", Bound.AT_MOST: "under",
    Bound.ABOUT: "about", Bound.NEARLY: "nearly", Bound.EXACT: "exact",
}  # fmt: skip
_THINGS = frozenset("个家所座处项件条台间类种场部支批枚辆艘架片块")
_INSTITUTIONS = frozenset("家所座处间")
_PENALTY = {
    ProblemKind.NUMBER: 0.35,
    ProblemKind.UNIT: 0.3,
    ProblemKind.PLACE: 0.35,
    ProblemKind.YEAR: 0.3,
    ProblemKind.STATUS: 0.25,
    ProblemKind.INDICATOR: 0.3,
    ProblemKind.BOUND: 0.15,
    ProblemKind.OTHER: 0.25,
}
_NEAR = 0.06
_LEAST_OWN = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A fact that may carry a claim: how far they are about the same (0 to 1), and in what they differ."""

    fact: Fact
    alike: float
    problems: tuple[Problem, ...]
    near: float = 0.0  # how much the two figures are printed alike: to tell which one was miscopied

    @property
    def score(self) -> float:
        return self.alike - sum(_PENALTY[p.kind] for p in self.problems) + _NEAR * self.near

    @property
    def only_another_value(self) -> bool:
        return bool(self.problems) and {p.kind for p in self.problems} == {ProblemKind.NUMBER}


def compare(claim: Claim, reading: Reading, fact: Fact) -> Match | None:
    """Compare the figure of a claim with one of the source; None where the two are not of one kind."""
    said, there = claim.figure, fact.claim.figure
    assert said is not None
    if there is None:
        return None
    value = _value(claim, there)
    if value is not None and value.kind is ProblemKind.NUMBER and not _comparable(said, there):
        return None
    problems = [value] if value else []
    if not value or value.kind is ProblemKind.UNIT:
        problems += _bound(said, there, fact, rounded=value is None and said.base_values != there.base_values)
    problems += _measure(claim, fact)
    problems += _years(claim, fact)
    problems += _places(claim, fact)
    problems += _status(claim, fact)
    alike, subject = _alike(claim, reading, fact)
    near = SequenceMatcher(None, said.text, there.text).ratio() if value else 1.0
    return Match(fact, alike, tuple(problems + subject), near)


# Figures


_EACH = re.compile(r"每(?=[人户亩吨天日年月])|人均|户均|亩均|日均|月均|年均")


def _value(claim: Claim, there: Figure) -> Problem | None:
    said = claim.figure
    assert said is not None
    rate = there.base_unit.startswith(f"{said.base_unit}/") and said.base_values == there.base_values
    if rate and _EACH.search(claim.text):
        return None  # 每人16.8万元 for 16.8万元/人
    if same_value(said, there) or _same_things(said, there) or _rounded(said, there):
        return None
    if (said.values == there.values and said.base_unit != there.base_unit) or _scaled(said, there):
        return Problem(ProblemKind.UNIT, said.text, there.text)
    return Problem(ProblemKind.NUMBER, _with_bound(said), _with_bound(there))


def _with_bound(figure: Figure) -> str:
    words = {Bound.ABOUT: "左右", Bound.AT_LEAST: "以上", Bound.AT_MOST: "以内", Bound.OVER: "多"}
    after = figure.qualifier in ("左右", "以上", "及以上", "以内", "以下", "上下", "多", "余")
    if figure.bound is Bound.EXACT:
        return figure.text
    if after:
        return figure.text if figure.text.endswith(figure.qualifier) else f"{figure.text}{figure.qualifier}"
    return f"{figure.qualifier}{figure.text}" if figure.qualifier else f"{figure.text}{words.get(figure.bound, '')}"


def _scaled(said: Figure, there: Figure) -> bool:
    """4450亿元 and 4450万元: the same digits in another unit."""
    return said.unit != there.unit and said.values == there.values and said.base_values != there.base_values


def _comparable(said: Figure, there: Figure) -> bool:
    return said.kind == there.kind and (
        said.base_unit == there.base_unit or _interchangeable(said.base_unit, there.base_unit)
    )


def _interchangeable(a: str, b: str) -> bool:
    return ("个" in (a, b) and {a, b} <= _THINGS) or {a, b} <= _INSTITUTIONS


def _same_things(said: Figure, there: Figure) -> bool:
    if said.kind != there.kind or said.base_values != there.base_values:
        return False
    return _interchangeable(said.base_unit, there.base_unit)


def _rounded(said: Figure, there: Figure) -> bool:
    """约4450亿元 for 4450.3亿元: said so, of an exact figure, to the last digit that is given."""
    if there.bound is not Bound.EXACT or said.bound is Bound.EXACT or said.base_unit != there.base_unit:
        return False
    if said.is_range or there.is_range or len(said.values) != 1 or len(there.values) != 1 or not said.values[0]:
        return False
    if said.kind != there.kind or not there.base_values[0]:
        return False
    factor = said.base_values[0] / said.values[0]
    exponent = said.values[0].as_tuple().exponent
    assert isinstance(exponent, int)
    if there.values[0].as_tuple().exponent == exponent and said.unit == there.unit:
        return False  # as many decimals: nothing was rounded away
    step = Decimal(1).scaleb(exponent)
    exact = there.base_values[0] / factor
    if exact == said.values[0] or abs(exact - said.values[0]) > step / 2 * (1 if said.bound is Bound.ABOUT else 2):
        return False
    side = _SIDES[said.bound]
    if side == "over":
        return exact > said.values[0]
    return exact < said.values[0] if side in ("under", "nearly") else True


_BOUND_AFTER = re.compile(r"及?以[上内下]|左右|上下|多|余|之内|之上")


def _bound(said: Figure, there: Figure, fact: Fact, *, rounded: bool) -> list[Problem]:
    if said.bound is Bound.EXACT and fact.claim.listed and not _BOUND_AFTER.match(fact.paragraph.text, fact.end):
        return []  # 分别达到99%、53%以上: the bound at the end may be meant for all or for the last
    if rounded or _SIDES[said.bound] == _SIDES[there.bound]:
        return []
    return [Problem(ProblemKind.BOUND, _with_bound(said), _with_bound(there))]


def _measure(claim: Claim, fact: Fact) -> list[Problem]:
    said, there = claim.figure, fact.claim.figure
    assert said is not None
    assert there is not None
    if said.kind == "rank":
        return _among(claim, fact)
    problem = [Problem(ProblemKind.INDICATOR, _named(said), _named(there))]
    if said.measure is not there.measure:
        pair = {said.measure, there.measure}
        if pair == {Measure.GROWTH, Measure.MULTIPLE}:
            return problem
        if pair == {Measure.GROWTH, Measure.SHARE} and _says_measure(claim):
            return problem
        if pair == {Measure.CHANGE, Measure.LEVEL} and {_reached(claim), _reached(fact.claim)} == {True, False}:
            return problem
    moving = (Measure.GROWTH, Measure.CHANGE)
    if said.negative is there.negative or said.measure not in moving or there.measure not in moving:
        return []
    if _says_direction(claim) and "改善" not in fact.claim.text:  # concentrations improve by falling
        return [Problem(ProblemKind.OTHER, _direction(said), _direction(there))]
    return []


_AMONG = re.compile(r"全国|全省|全市|全区|全县|全州|世界|全球|亚洲|中部|西部|东部|副省级")


def _among(claim: Claim, fact: Fact) -> list[Problem]:
    """A rank is held among somebody: 居全省第2位 is not 居全国第2位."""
    said, there = (set(_AMONG.findall(_last_before(one))) for one in (claim, fact.claim))
    if said and there and not said & there:
        return [Problem(ProblemKind.INDICATOR, "、".join(sorted(said)), "、".join(sorted(there)))]
    return []


def _last_before(claim: Claim) -> str:
    """The words of a clause up to its rank, from the figure before it on."""
    assert claim.figure is not None
    at = claim.text.rfind(claim.figure.text)
    return claim.text[:at] if at >= 0 else claim.text


def _named(figure: Figure) -> str:
    names = {Measure.GROWTH: "增长", Measure.CHANGE: "变化", Measure.SHARE: "占比", Measure.MULTIPLE: "是其"}
    return f"{names.get(figure.measure, '')}{figure.text}"


def _direction(figure: Figure) -> str:
    return f"{'下降' if figure.negative else '增长'}{figure.text}"


_LEVEL_WORDS = ("达到", "达", "至", "到", "为", "共", "总", "累计", "突破")

_MEASURE_WORDS = re.compile(
    r"增加(?!值)|减少|提高|降低|提升|下降|上升|增长|缩短|压减|缩减|回落|扩大|增速|增幅|占|率(?!先)|比重|比例|份额"
)
_DIRECTION_WORDS = re.compile(r"增加(?!值)|减少|提高|降低|提升|下降|上升|增长|缩短|压减|缩减|回落|扩大")


def _says_measure(claim: Claim) -> bool:
    return _MEASURE_WORDS.search(claim.subject) is not None


def _says_direction(claim: Claim) -> bool:
    return _DIRECTION_WORDS.search(claim.text) is not None


def _reached(claim: Claim) -> bool | None:
    """Whether the figure is a level that was reached (True) or the change itself (False); None where it is open."""
    assert claim.figure is not None
    if claim.figure.measure is Measure.CHANGE:
        return False
    return True if any(word in claim.text for word in _LEVEL_WORDS) else None


# Time, place, status


def _years(claim: Claim, fact: Fact) -> list[Problem]:
    year = fact.report.year
    said = frozenset(y for p in claim.periods for y in resolve(p, year))
    problems: list[Problem] = []
    if claim.report_year and year and claim.report_year != year:
        problems.append(Problem(ProblemKind.YEAR, f"{claim.report_year}年报告", f"{year}年报告"))
    if said and fact.years and not same_years(said, fact):
        problems.append(Problem(ProblemKind.YEAR, spoken(said), spoken(fact.years)))
    base = frozenset(y for p in claim.bases for y in resolve(p, year))
    if base and fact.bases and not base & fact.bases:
        problems.append(Problem(ProblemKind.YEAR, spoken(base), spoken(fact.bases)))
    return problems


def same_years(said: frozenset[int], fact: Fact) -> bool:
    if said in (fact.years, fact.span):
        return True
    if not fact.dated or len(fact.years) == 1:
        return said <= fact.years
    # 五年累计 is not one of the five years, though the last of them may name the level that was reached.
    return said == {max(fact.years)} if len(said) == 1 else said <= fact.years or fact.years <= said


def spoken(years: frozenset[int]) -> str:
    first, last = min(years), max(years)
    return f"{first}年" if first == last else f"{first}—{last}年"


@lru_cache(maxsize=20_000)
def _same(a: str, b: str) -> bool:
    return same_place(a, b)


@lru_cache(maxsize=20_000)
def _inside(outer: str, inner: str) -> bool:
    return contains(outer, inner)


def _places(claim: Claim, fact: Fact) -> list[Problem]:
    own = fact.report.place
    there = fact.claim.places
    if not claim.places:
        return []
    if not own and not there:
        return []
    for place in claim.places:
        if there and any(_one(place, other) for other in there):
            return []
    inner = [other for other in there if own and _inside(own, other.label)]
    for place in claim.places:
        if own and (_same(place.name, own) or _same(place.label, own)):
            if inner and fact.claim.figure is not None:
                return [Problem(ProblemKind.PLACE, place.name, inner[0].name)]
            return []
        if any(m.place.name == place.name for m in fact.claim.named) or place.short in fact.claim.text:
            return []
    return [Problem(ProblemKind.PLACE, claim.places[0].name, own or there[0].name)]


def _one(a: Place, b: Place) -> bool:
    return a.name == b.name or _same(a.label, b.label)


def other_place(claim: Claim, fact: Fact) -> Problem | None:
    """The problem where a clause and its source speak of different places."""
    there = fact.claim.places
    if not claim.places or not there or any(_one(a, b) for a in claim.places for b in there):
        return None
    return Problem(ProblemKind.PLACE, claim.places[0].name, there[0].name)


def _status(claim: Claim, fact: Fact) -> list[Problem]:
    if not claim.status or claim.status in (fact.status, fact.claim.status):
        return []
    names = ("目标", "完成情况") if claim.status == TARGET else ("完成情况", "目标")
    return [Problem(ProblemKind.STATUS, *names)]


# What it is about


def _own(claim: Claim) -> str:
    """A claim's own words where they say what it is about."""
    return claim.subject if weight(claim.subject) >= _LEAST_OWN and not is_generic(claim.subject) else ""


def _alike(claim: Claim, reading: Reading, fact: Fact) -> tuple[float, list[Problem]]:
    said, there = claim.about, fact.claim.about
    if not weight(said):
        return 0.6, []
    own, own_there = _own(claim), _own(fact.claim)
    tight = covered(said, words(there))
    if own and own != said:
        tight = (tight + covered(own, words(there))) / 2
    near = words(there + fact.claim.context + fact.claim.text)
    loose = max(covered(said, near), covered(said, reading.head) * 0.8)
    says = words(said + claim.context + claim.text)
    back = covered(there, says) if weight(there) else 0.5
    if own_there and own_there != there:
        back = (back + covered(own_there, words(said))) / 2
    alike = 0.44 * tight + 0.29 * loose + 0.25 * back + 0.02 * (said == there)
    if own and own_there and not covered(own_there, words(said)) and not covered(own, words(there)):
        return alike, [Problem(ProblemKind.INDICATOR, own, own_there)]
    if tight < 1 and (pair := contrast(said, there)):
        return alike, [Problem(ProblemKind.INDICATOR, *pair)]
    return alike, []
