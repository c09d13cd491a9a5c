"""Places named in running text.

Full names are taken nearly everywhere. Short names are the difficulty: 资源, 公安 and 合作 are counties, 河南 stands
in 黄河南岸 and 通渭 in 普通渭河. So a short name is taken

- of provinces and prefectures, unless it is part of a road, a school, a lake, or of the words in `guards.tsv`;
- of counties, if the library holds the place, if its parent stands right before it, or if marks and prepositions
  set it off on both sides; in the last case not if it is an ordinary word (`words.txt`).

Of several places with one name the text decides first (a parent right before it), then what the library holds,
then what is current, then other places in the text, then rank. If counties are still equal the mention says only
the name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from rag.places.han import Found, inside, scan, set_off_right
from rag.places.held import Held, held
from rag.places.latin import Latin, by_pinyin, fitting, stretches
from rag.places.model import Level, Mention, Place
from rag.places.naming import HAN
from rag.places.relations import NATION
from rag.places.table import table

_LATIN = re.compile(r"[A-Za-zÀ-ʯ]{2}")
_NATION = re.compile(
    r"国务院|中华人民共和国(?!.{0,8}法)|全国|我国|中国|(?<![A-Za-z])(?:China|State Council|nationwide)(?![A-Za-z])",
    re.IGNORECASE,
)
# Titles and ranks that a place holds among all: 全国文明城市, 全国第三, 全国乡村治理示范村.
_HONOUR = re.compile(
    r"[首前百十第最各“”一率仅唯双卫试]|文明|示范|先进|劳模|劳动|统一|重点|领先|领军|性|范围|特色|知名|著名|优秀|优质|模范|五一|三八|青年|"
    r"县域|平均|同类|质量|排名|排位|人大|人民代表|政协|两会|农业|农村|农民|生态|旅游|民族|民主|社会主义|社会治安|社会信用|社会组织|"
    r"法治|工人|工会|总工会|乡村|新时代|大赛|道德|高水平|科普|科技|美丽|土地|公安|公共|体育|巾帼|三农|妇联|政府|老年|节水|双拥|绿色"
)
_RUN_ON = re.compile(r"[ \u3000]*|['’]s ")  # from the outer to the inner
_UPWARDS = re.compile(r"\s*,\s*|\s+(?:in|of)\s+")  # in English, from the inner to the outer


class _Chain(NamedTuple):
    """Names that lead from the outermost inwards, or in English outwards, to one place."""

    start: int
    end: int
    inner: Found
    outers: tuple[Found, ...]


def find_places(text: str, *, prefer: Collection[str] = ()) -> list[Mention]:
    """Find the places named in a text, left to right, without overlap.

    A chain from the outermost inwards (山东省菏泽市牡丹区; Mudan District, Heze) is one mention of the innermost. A
    name in Latin letters is found with or without its class, whatever its case. Traditional script is for the
    caller to fold.

    Args:
        text: a question, a title or a whole report.
        prefer: labels of the places that the library holds. They settle ambiguity, let short names of counties
            count, and may lie outside the table.
    Returns:
        Mentions. 全国, 我国, 国务院 are mentions at national level; beside other places they are rarely what is
        asked for.

    >>> [(one.text, one.place.label) for one in find_places("保定市徐水区与黄河南岸的菏泽相比")]
    [('保定市徐水区', '保定市徐水区'), ('菏泽', '菏泽市')]
    """
    library = held(frozenset(prefer))
    found = list(scan(text, library))
    if _LATIN.search(text):
        found = sorted([*found, *_scan_latin(text, library)], key=lambda one: one.start)
    chains = _chain(text, found)
    mentions = [*_resolve(text, chains, library), *_national(text)]
    return sorted(mentions, key=lambda one: one.start)


def _scan_latin(text: str, library: Held) -> Iterator[Found]:
    own = library.spelt()
    for latin in stretches(text, by_pinyin().keys() | own.keys() if own else by_pinyin().keys()):
        if latin.key in own:
            yield Found(latin.start, latin.end, "", (), own[latin.key])
        elif rows := _latin_rows(latin, library):
            yield Found(latin.start, latin.end, "", rows, None)


def _latin_rows(latin: Latin, library: Held) -> tuple[int, ...]:
    rows = fitting(latin.key, latin.endings)
    if latin.endings or latin.capital or not library.rows.isdisjoint(rows):
        return rows
    # A bare word in small letters names no county that nobody has heard of.
    return rows if any(table().levels[one] is not Level.COUNTY for one in rows) else ()


def _chain(text: str, found: list[Found]) -> list[_Chain]:
    chains: list[_Chain] = []
    for one in found:
        if chains:
            last = chains[-1]
            gap = text[last.end : one.start]
            if _RUN_ON.fullmatch(gap) and _lies_in(one, last.inner):
                chains[-1] = _Chain(last.start, one.end, one, (*last.outers, last.inner))
                continue
            if _UPWARDS.fullmatch(gap) and not HAN.match(text[one.start]) and _lies_in(last.inner, one):
                chains[-1] = _Chain(last.start, one.end, last.inner, (*last.outers, one))
                continue
        chains.append(_Chain(one.start, one.end, one, ()))
    return chains


def _lies_in(inner: Found, outer: Found) -> bool:
    if inner.custom or outer.custom:
        return bool(inner.custom and outer.custom and outer.custom.name in inner.custom.parents)
    return any(inside(one, outer.rows) for one in inner.rows)


def _resolve(text: str, chains: list[_Chain], library: Held) -> Iterator[Mention]:
    """Choose one place for every chain."""
    sure = {chain.inner.rows[0] for chain in chains if len(chain.inner.rows) == 1}
    around = sure.union(*(table().ancestors(one) for one in sure))
    for chain in chains:
        place = chain.inner.custom or _choose(chain, library, around)
        if place is not None:
            yield Mention(chain.start, chain.end, text[chain.start : chain.end], place)


def _choose(chain: _Chain, library: Held, around: set[int]) -> Place | None:
    """Return the likeliest of the places that share a name; None where a short name leaves several counties."""
    rows, name = chain.inner.rows, chain.inner.name
    if len(rows) == 1:
        return table().place(rows[0])
    levels = list(Level)
    higher = {table().levels[row] for row in rows if not table().rows[row].until} - {Level.COUNTY}
    # 河北 near 天津 is no district of it; but 朝阳, hardly ever said of the prefecture alone, may be one of 北京.
    neighbours = not higher or (higher == {Level.PREFECTURE} and name in table().words)

    def rank(row: int) -> tuple[bool, bool, bool, bool, bool, int]:
        parent = table().ancestors(row)[-1:]
        return (
            not all(inside(row, outer.rows) for outer in chain.outers),
            row not in library.rows,
            bool(table().rows[row].until),
            bool(name) and row not in table().full.get(name, ()),
            not (neighbours and parent and parent[0] in around and parent[0] not in rows),
            levels.index(table().levels[row]),
        )

    ranks = {row: rank(row) for row in rows}
    best = min(rows, key=lambda row: (ranks[row], row))
    tied = [row for row in rows if ranks[row] == ranks[best]]
    if len(tied) == 1 or table().levels[best] is not Level.COUNTY:
        return table().place(best)
    row = table().rows[best]
    if len({table().rows[one].name for one in tied}) > 1:
        return table().place(best) if row.until else None
    return Place("", row.name, Level.COUNTY, (), row.short, bool(row.until), None)


def _national(text: str) -> Iterator[Mention]:
    for found in _NATION.finditer(text):
        name, end = found[0], found.end()
        if name == "全国" and _HONOUR.match(text, end):
            continue
        if name in ("中国", "我国") and not set_off_right(text, end):
            continue
        yield Mention(found.start(), end, name, NATION)
