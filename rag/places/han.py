"""Which names in Chinese text name places, and which are parts of other words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rag.places.held import Held
from rag.places.model import Level, Place
from rag.places.table import table

_GUARDS = Path(__file__).with_name("guards.tsv")

# What may stand before or after a name that nothing else holds up.
_BEFORE = frozenset("在和与及同跟对向从自到至往赴由为于比较按据把将让使是像如问请来去离居住各即而且或给替里年月日的")
_AFTER = frozenset(
    "等两的和与及同跟在对向从到至往由为于比是有也都将会要今去前近这那年能怎哪什何谁多呢吗人城全经财工政一二三四五六七八九十"
)
# A short name before one of these is part of a longer name: a road, a school, a lake.
_LONGER = re.compile(
    r"[东西南北中]?路(?![况网段口上])|[东西南北中]?街(?!头)|大道|大街|大桥|巷|胡同|里程|大学|师范|学院|理工|中学|"
    r"小学(?!生)|银行(?!业)|[东西南北]?站|机场|日报|晚报|晨报|卫视|时报|湖(?![南北州])|证券|集团|股份|战役|会议|会战|"
    r"条约|话剧|烈士"
)
# The class at the end of a name may belong to the next word: 南通|市场, 朝阳|区域.
_NEXT_WORD = {"市": "场级", "区": "域间划位块级", "县": "域级", "省": "级", "旗": "帜舰袍", "州": "际级"}
# Names of districts that are common nouns in every town.
_NOUNS = re.compile(
    "城区|郊区|市区|矿区|新区|新城区|老城区|东区|西区|南区|北区|新市区|市中区|城中区|城东区|城西区|城南区|城北区|东市区|"
    "西市区|北市区|南市区|中市区|港口区|南城区|北城区|市郊区|河口区|前进区|工农区|公园区|湖滨区|滨湖区|滨海区"
)
_NOT_LETTER = re.compile(r"[^㐀-鿿A-Za-z]")


class Found(NamedTuple):
    """A name in the text and the rows it can mean, or one place outside the table."""

    start: int
    end: int
    name: str  # as the table has it where the text is Chinese, else empty
    rows: tuple[int, ...]
    custom: Place | None


@cache
def _guards() -> dict[str, tuple[str, str]]:
    """Characters that must not stand before or after a name, from `guards.tsv`."""
    lines = (line.split("\t") for line in _GUARDS.read_text(encoding="utf-8").splitlines()[1:])
    return {name: (before, after) for name, before, after in lines}


def inside(row: int, outers: Collection[int]) -> bool:
    """Say whether a row lies in one of the others, by what those are now."""
    above = table().ancestors(row)
    return any(successor in above for outer in outers for successor in table().successors(outer))


def scan(text: str, held: Held) -> Iterator[Found]:
    """Yield the names that stand as places, left to right, the longest at each position."""
    heads, own = table().lengths, held.lengths
    known = heads.keys() | own.keys() if own else heads
    candidates = [at for at, head in enumerate(map(str.__add__, text, text[1:])) if head in known]
    previous: Found | None = None
    for at in candidates:
        if previous is not None and at < previous.end:
            continue
        head = text[at : at + 2]
        lengths = heads.get(head, ())
        if head in own:
            lengths = tuple(sorted({*lengths, *own[head]}, reverse=True))
        for length in lengths:
            if at + length > len(text):
                continue
            if (found := _at(text, at, at + length, held, previous)) is not None:
                previous = found
                yield found
                break


def _at(text: str, at: int, end: int, held: Held, previous: Found | None) -> Found | None:
    """Return what text[at:end] names, if it stands there as a name."""
    name = text[at:end]
    custom = held.custom.get(name)
    if custom is not None and (name != custom.short or name == custom.name or not _LONGER.match(text, end)):
        return Found(at, end, name, (), custom)
    full, short = table().full.get(name, ()), table().short.get(name, ())
    if full and _full_stands(text, at, end, full, held, previous):
        return Found(at, end, name, (*full, *short), None)
    if short and _short_stands(text, at, end, short, held, previous):
        return Found(at, end, name, tuple(short), None)
    return None


def _full_stands(text: str, at: int, end: int, rows: Collection[int], held: Held, previous: Found | None) -> bool:
    name, after = text[at:end], text[end : end + 1]
    if after and after in _NEXT_WORD.get(name[-1], ""):
        return False
    if _follows(at, rows, previous):
        return True
    if not _guarded(text, at, end):
        return False
    if _NOUNS.fullmatch(name):
        return not held.rows.isdisjoint(rows) and _set_off_left(text, at)
    # 唐县, 和县, 成县: two characters, at home in 建成县级公路 as well.
    return len(name) > 2 or (_set_off_left(text, at) and (not after or after not in "级乡区市直域"))


def _short_stands(text: str, at: int, end: int, rows: Collection[int], held: Held, previous: Found | None) -> bool:
    name = text[at:end]
    if _LONGER.match(text, end) or (text[end : end + 1] == "际" and name.endswith("城")):
        return False
    word = name in table().words
    if _follows(at, rows, previous, directly=word):
        return not word or set_off_right(text, end)
    if not _guarded(text, at, end):
        return False
    rows_now = [one for one in rows if not table().rows[one].until]
    if not held.rows.isdisjoint(rows) or any(table().levels[one] is not Level.COUNTY for one in rows_now):
        return not word or (_set_off_left(text, at) and set_off_right(text, end))
    # Nothing else holds the name up: it must stand where a word may begin and end. A county of the past, whose
    # short name may have become anything, does not count (清江, 南市), a prefecture of the past does (襄樊).
    counts = bool(rows_now) or any(table().levels[one] is not Level.COUNTY for one in rows)
    return counts and not word and _set_off_left(text, at) and set_off_right(text, end)


def _follows(at: int, rows: Collection[int], previous: Found | None, *, directly: bool = False) -> bool:
    """Say whether a parent of one of the rows ends where this name begins; if `directly`, the next parent up.

    辽宁振兴 is no district of Dandong, and 湖北公安 no county, though both provinces have one of that name.
    """
    if previous is None or previous.end != at:
        return False
    if not directly:
        return any(inside(one, previous.rows) for one in rows)
    return any(table().ancestors(one)[-1:] == [outer] for one in rows for outer in previous.rows)


def _guarded(text: str, at: int, end: int) -> bool:
    guards = _guards().get(text[at:end])
    if guards is None:
        return True
    before, after = text[at - 1 : at], text[end : end + 1]
    return not (before and before in guards[0]) and not (after and after in guards[1])


def _set_off_left(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _BEFORE or _NOT_LETTER.match(text[at - 1]) is not None


def set_off_right(text: str, end: int) -> bool:
    """Say whether a word of its own may begin at `end`: a mark, a digit, a common particle, or nothing at all."""
    return end == len(text) or text[end] in _AFTER or _NOT_LETTER.match(text[end]) is not None
