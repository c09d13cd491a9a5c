"""Questions about names: what they can mean, which contains which, which are one place."""

from __future__ import annotations

from functools import lru_cache

from rag.places.latin import latin_readings
from rag.places.model import Level, Place
from rag.places.naming import split_qualified
from rag.places.table import table

NATION = Place("", "国务院", Level.NATIONAL, (), "全国", False, None)
NATION_NAMES = frozenset(
    {
        *("国务院", "全国", "中国", "我国", "中华人民共和国", "中央", "中央人民政府"),
        *("china", "nationwide", "state council", "prc", "people's republic of china"),
    }
)


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[int, ...]:
    """Return the rows that a name can mean, qualified or not; likeliest first, nothing for an unknown name."""
    found = table().numbers(name)
    if not found:
        found = [
            inner
            for cut in range(2, len(name) - 1)
            if (outers := readings(name[:cut]))
            for inner in readings(name[cut:])
            if any(_is_above(outer, inner) for outer in outers)
        ]
    if not found and name.isascii():
        found = list(latin_readings(name))
    full = frozenset(table().full.get(name, ()))
    return tuple(sorted(dict.fromkeys(found), key=lambda number: (number not in full, *_likelihood(number))))


def _likelihood(number: int) -> tuple[bool, int, int]:
    levels = list(Level)
    return bool(table().rows[number].until), levels.index(table().levels[number]), number


def _is_above(outer: int, inner: int) -> bool:
    """Say whether one row lies in another, by what they are now or were called."""
    above = set(table().ancestors(inner))
    return bool(above & (set(table().successors(outer)) | {outer}))


def lookup(name: str, *, within: str | None = None) -> tuple[Place, ...]:
    """Return every division that a name can mean: full, short, former, with parents in front, or in Latin letters.

    Full names come before short ones, current before former, higher before lower. A name outside the table has
    no reading; 国务院, 全国 and their like have one, at national level.

    >>> [place.label for place in lookup("保定市徐水县")], lookup("保定市徐水县")[0].now
    (['保定市徐水县'], '保定市徐水区')
    >>> [place.label for place in lookup("鼓楼区", within="江苏省")]
    ['南京市鼓楼区', '徐州市鼓楼区']
    """
    name = name.strip()
    if name.lower() in NATION_NAMES:
        return (NATION,)
    found = readings(name)
    if within is not None and within.strip().lower() not in NATION_NAMES:
        outers = readings(within.strip())
        found = tuple(one for one in found if any(_is_above(outer, one) for outer in outers))
    return tuple(table().place(one) for one in found)


def contains(outer: str, inner: str) -> bool:
    """Say whether one place lies inside another; no place lies inside itself.

    Names outside the table are judged by their spelling: 澄湖市 contains 澄湖市云溪县.

    >>> contains("菏泽市", "牡丹区"), contains("保定市", "保定市徐水县"), contains("牡丹区", "菏泽市")
    (True, True, False)
    """
    outer, inner = outer.strip(), inner.strip()
    if outer.lower() in NATION_NAMES:
        return inner.lower() not in NATION_NAMES
    if outer != inner and inner.startswith(outer) and split_qualified(inner) and not readings(inner):
        return True
    return any(_is_above(one, other) for one in readings(outer) for other in readings(inner))


def same_place(a: str, b: str) -> bool:
    """Say whether two names can mean one place, under its present or a former name.

    A name without its parent agrees with the same name under any parent. What was divided, or merged into
    another (崇文区, 东城区), is not the same place.

    >>> same_place("陵城区", "德州市陵城区"), same_place("徐水县", "徐水区"), same_place("崇文区", "东城区")
    (True, True, False)
    """
    a, b = a.strip(), b.strip()
    if a == b:
        return True
    if (a.lower() in NATION_NAMES) or (b.lower() in NATION_NAMES):
        return a.lower() in NATION_NAMES and b.lower() in NATION_NAMES
    first, second = readings(a), readings(b)
    if not first and not second:
        return _bare(a) == _bare(b) and (split_qualified(a) is None) != (split_qualified(b) is None)
    return bool(_identities(first) & _identities(second))


def _bare(name: str) -> str:
    split = split_qualified(name)
    return split[1] if split else name


def _identities(numbers: tuple[int, ...]) -> set[int]:
    return {same for number in numbers for same in table().identities(number)}


def canonical(name: str) -> str:
    """Return the name as reports are labelled: full, a county with its prefecture or municipality in front.

    A former name stays former (保定市徐水县), since that is how its reports are labelled. A name that is unknown,
    or shared by several places of the likeliest level, is returned as it is.

    >>> canonical("陵城区"), canonical("内蒙古"), canonical("Heze"), canonical("鼓楼区"), canonical("全国")
    ('德州市陵城区', '内蒙古自治区', '菏泽市', '鼓楼区', '国务院')
    """
    places = lookup(name)
    if not places:
        return name.strip()
    likeliest = [place for place in places if (place.level, place.former) == (places[0].level, places[0].former)]
    if places[0].level is Level.COUNTY and len(likeliest) > 1:
        exact = [place for place in likeliest if place.name == name.strip()]
        return exact[0].label if len(exact) == 1 else name.strip()
    return places[0].label
