"""Places named in running text.

Full names are taken nearly everywhere. Short names are the difficulty: 资源, 公安 and 合作 are counties, 河南 stands
in 黄河南岸 and 通渭 in 普通渭河. So a short name is taken

- of provinces and prefectures, unless it is part of a road, a school, a lake, or of the words in `guards.tsv`;
- of counties, if the library holds the place, if its parent stands right before it, or if marks and prepositions
  set it off on both sides; in the last case not if it is an ordinary word.

Of several places with one name the text decides first (a parent right before it), then what the library holds,
then other places in the text, then rank. If counties are still equal the mention says only the name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from rag.places.latin import Latin, by_pinyin, fitting, fold, stretches
from rag.places.model import Level, Mention, Place
from rag.places.naming import level_of_name, short_name, split_qualified
from rag.places.relations import NATION, NATION_NAMES, readings
from rag.places.table import table

_HAN = re.compile(r"[㐀-鿿]")
_LATIN = re.compile(r"[A-Za-zÀ-ʯ]{2}")

# What may stand before or after a name that nothing else holds up.
_BEFORE = frozenset("在和与及同跟对向从自到至往赴由为于比较按据把将让使是像如问请来去离居住各即而且或对给替里年月日的，,")
_AFTER = frozenset("的和与及同跟在对向从到至往由为于比是有也都将会要今去前近这那年能怎哪什何谁多呢吗人市县区省州旗全经财工政一二三四五六七八九十")
# A short name before one of these is part of a longer name.
_LONGER = re.compile(
    r"[东西南北中]?路(?![况网段口上])|[东西南北中]?街(?!头)|大道|大街|大桥|巷|胡同|里程|大学|师范|学院|理工|中学|小学(?!生)|"
    r"银行(?!业)|[东西南北]?站|机场|日报|晚报|晨报|卫视|时报|湖(?![南北州])|证券|集团|股份|战役|会议|会战|条约|话剧|烈士"
)
# The class at the end of a name may belong to the next word: 南通|市场, 朝阳|区域.
_OTHER_WORD = {"市": "场", "区": "域间划位块", "县": "域", "旗": "帜舰袍", "州": "际"}
# Names of districts that are common nouns in every town.
_NOUNS = frozenset(
    "城区 郊区 市区 矿区 新区 新城区 老城区 东区 西区 南区 北区 新市区 市中区 城中区 城东区 城西区 城南区 城北区 东市区 西市区 "
    "北市区 南市区 中市区 港口区 南城区 北城区 市郊区 古城区 河口区 滨海区 郊县 前进区 工农区 公园区 湖滨区 滨湖区 铁路区 山城区".split()
)
_NATION = re.compile("国务院|中华人民共和国(?!.{0,8}法)|全国|我国|中国")
_HONOUR = re.compile(
    "[首前百十文示先劳统重领第最性各范特知著优模五三青卫双县试平同市率“质唯仅排两人政农生旅民社法总工一乡新大道高科美土公体]"
)
_PUNCTUATION = re.compile(r"[^㐀-鿿A-Za-z]")


class _Found(NamedTuple):
    """A name in the text and the rows it can mean; `custom` for one outside the table."""

    start: int
    end: int
    rows: tuple[int, ...]
    custom: Place | None
    whole: bool  # a full name


@dataclass(frozen=True, slots=True)
class _Held:
    """What the library holds, prepared: rows of the table, and places outside it by their names."""

    rows: frozenset[int]
    custom: dict[str, Place]
    lengths: dict[str, tuple[int, ...]]


@lru_cache(maxsize=8)
def _held(prefer: frozenset[str]) -> _Held:
    rows: set[int] = set()
    custom: dict[str, Place] = {}
    for label in sorted(prefer):
        if label.lower() in NATION_NAMES:
            continue
        if found := readings(label):
            whole = [one for one in found if label.endswith(table().rows[one].name)]
            for one in whole or found[:1]:
                rows |= {one} | table().identities(one)
            continue
        place = _outside(label)
        for name in (place.name, place.short, label):
            if len(name) >= 2:
                custom.setdefault(name, place)
    lengths: dict[str, set[int]] = {}
    for name in custom:
        lengths.setdefault(name[:2], set()).add(len(name))
    return _Held(frozenset(rows), custom, {head: tuple(sorted(some, reverse=True)) for head, some in lengths.items()})


def _outside(label: str) -> Place:
    """Make a place of a label that the table does not know."""
    outer, name = split_qualified(label) or ("", label)
    return Place(
        "", name, level_of_name(name, inside=bool(outer)), (outer,) if outer else (), short_name(name), False, None
    )


@cache
def _guards() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Characters that must not stand before or after a name, from `guards.tsv`."""
    lines = Path(__file__).with_name("guards.tsv").read_text(encoding="utf-8").splitlines()[1:]
    fields = (line.split("\t") for line in lines)
    return {name: (frozenset(before), frozenset(after)) for name, before, after in fields}


def find_places(text: str, *, prefer: Collection[str] = ()) -> list[Mention]:
    """Find the places named in a text, left to right, without overlap; Traditional script is folded by the caller.

    A chain from the outermost inwards (山东省菏泽市牡丹区; Mudan District, Heze) is one mention of the innermost. A name
    in Latin letters is found with or without its class, whatever its case.

    Args:
        text: a question, a title or a whole report.
        prefer: labels of the places that the library holds. They settle ambiguity, let short names of counties
            count, and may lie outside the table.
    Returns:
        Mentions. 全国, 我国 and 国务院 are mentions at national level; beside other places they are rarely what is asked for.

    >>> [(one.text, one.place.label) for one in find_places("保定市徐水区与黄河南岸的菏泽相比")]
    [('保定市徐水区', '保定市徐水区'), ('菏泽', '菏泽市')]
    """
    held = _held(frozenset(prefer))
    found: list[_Found] = []
    if _HAN.search(text):
        found += _scan(text, held)
    if _LATIN.search(text):
        found += _scan_latin(text, held)
        found.sort()
    mentions = _resolve(text, _chain(text, found), held)
    mentions += _national(text)
    return sorted(mentions, key=lambda one: one.start)


def _scan(text: str, held: _Held) -> Iterator[_Found]:
    """Yield acceptable names in Chinese, longest first at each position."""
    heads, own = table().lengths, held.lengths
    at, last, previous = 0, len(text) - 1, None
    while at < last:
        head = text[at : at + 2]
        if head in heads or head in own:
            found = _named_at(text, at, held, previous)
            if found is not None:
                yield found
                previous, at = found, found.end
                continue
        at += 1


def _named_at(text: str, at: int, held: _Held, previous: _Found | None) -> _Found | None:
    head = text[at : at + 2]
    for length in sorted({*table().lengths.get(head, ()), *held.lengths.get(head, ())}, reverse=True):
        name, end = text[at : at + length], at + length
        if len(name) < length:
            continue
        custom = held.custom.get(name)
        if custom is not None and (name == custom.name or len(name) > len(custom.name) or _not_longer(text, end)):
            return _Found(at, end, (), custom, name != custom.short)
        full, short = table().full.get(name), table().short.get(name)
        if full and _full_stands(text, at, end, tuple(full), held, previous):
            return _Found(at, end, (*full, *(short or ())), None, True)
        if short and _short_stands(text, at, end, tuple(short), held, previous):
            return _Found(at, end, tuple(short), None, False)
    return None


def _full_stands(text: str, at: int, end: int, rows: tuple[int, ...], held: _Held, previous: _Found | None) -> bool:
    name = text[at:end]
    if not _guarded(text, at, end) or text[end : end + 1] in tuple(_OTHER_WORD.get(name[-1], "")):
        return False
    if len(name) > 2 and name not in _NOUNS:
        return True
    if _follows(at, rows, previous):
        return True
    if name in _NOUNS:
        return bool(held.rows.intersection(rows)) and _set_off_left(text, at)
    # 唐县, 和县, 成县: two characters, at home in 建成县级公路 as well.
    return _set_off_left(text, at) and text[end : end + 1] not in tuple("级乡区市直域")


def _short_stands(text: str, at: int, end: int, rows: tuple[int, ...], held: _Held, previous: _Found | None) -> bool:
    name = text[at:end]
    if not _not_longer(text, end) or not _guarded(text, at, end):
        return False
    if _follows(at, rows, previous):
        return True
    word = name in table().words
    if held.rows.intersection(rows):
        return not word or (_set_off_left(text, at) and _set_off_right(text, end))
    if any(table().level(one) is not Level.COUNTY and not table().rows[one].until for one in rows):
        return not word or (_set_off_left(text, at) and _set_off_right(text, end))
    return not word and _set_off_left(text, at) and _set_off_right(text, end)


def _follows(at: int, rows: tuple[int, ...], previous: _Found | None) -> bool:
    """Say whether a parent of one of the rows ends where this name begins."""
    return previous is not None and previous.end == at and any(_inside(one, previous.rows) for one in rows)


def _inside(row: int, outers: Collection[int]) -> bool:
    above = table().ancestors(row)
    return any(successor in above for outer in outers for successor in table().successors(outer))


def _guarded(text: str, at: int, end: int) -> bool:
    before, after = _guards().get(text[at:end], (frozenset[str](), frozenset[str]()))
    return text[at - 1 : at] not in before and text[end : end + 1] not in after


def _not_longer(text: str, end: int) -> bool:
    return _LONGER.match(text, end) is None


def _set_off_left(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _BEFORE or _PUNCTUATION.match(text[at - 1]) is not None


def _set_off_right(text: str, end: int) -> bool:
    return end == len(text) or text[end] in _AFTER or _PUNCTUATION.match(text[end]) is not None


def _scan_latin(text: str, held: _Held) -> Iterator[_Found]:
    known = by_pinyin()
    own = {key: place for place in held.custom.values() for key in _spelt(place.short)} if held.custom else {}
    for latin in stretches(text, known if not own else frozenset(known) | frozenset(own)):
        if latin.key in own:
            yield _Found(latin.start, latin.end, (), own[latin.key], bool(latin.endings))
        elif rows := _latin_rows(latin, held):
            yield _Found(latin.start, latin.end, rows, None, bool(latin.endings))


@lru_cache(maxsize=256)
def _spelt(short: str) -> tuple[str, ...]:
    """Return the pinyin of a name outside the table; the library for it is loaded only here."""
    if not _HAN.search(short):
        return (fold(short),)
    from pypinyin import Style, lazy_pinyin

    return ("".join(lazy_pinyin(short, style=Style.NORMAL)),)


def _latin_rows(latin: Latin, held: _Held) -> tuple[int, ...]:
    rows = fitting(latin.key, latin.endings)
    if latin.endings or held.rows.intersection(rows):
        return rows
    # A bare word names a county only if it looks like a name.
    return rows if latin.capital or any(table().level(one) is not Level.COUNTY for one in rows) else ()


class _Chain(NamedTuple):
    """Names that follow one another from the outermost inwards (or, in English, outwards): one place."""

    start: int
    end: int
    inner: _Found
    outers: tuple[_Found, ...]


_COMMA = re.compile(r"\s*,\s*|\s+(?:in|of)\s+|['’]s\s+")


def _chain(text: str, found: list[_Found]) -> list[_Chain]:
    chains: list[_Chain] = []
    for one in found:
        if chains:
            last = chains[-1]
            gap = text[last.end : one.start]
            if not gap or gap == "’s " or gap == "'s " or (gap.isspace() and _is_han(text, one)):
                if _lies_in(one, last.inner):
                    chains[-1] = _Chain(last.start, one.end, one, (*last.outers, last.inner))
                    continue
            elif _COMMA.fullmatch(gap) and not _is_han(text, one) and _lies_in(last.inner, one):
                chains[-1] = _Chain(last.start, one.end, last.inner, (*last.outers, one))
                continue
        chains.append(_Chain(one.start, one.end, one, ()))
    return chains


def _is_han(text: str, one: _Found) -> bool:
    return _HAN.match(text, one.start) is not None


def _lies_in(inner: _Found, outer: _Found) -> bool:
    if inner.custom or outer.custom:
        return bool(inner.custom and outer.custom and outer.custom.name in inner.custom.parents)
    return any(_inside(one, outer.rows) for one in inner.rows)


def _resolve(text: str, chains: list[_Chain], held: _Held) -> list[Mention]:
    """Choose one place for every chain."""
    around = {
        above
        for chain in chains
        if len(chain.inner.rows) == 1
        for above in (chain.inner.rows[0], *table().ancestors(chain.inner.rows[0]))
    }
    mentions = []
    for chain in chains:
        place = chain.inner.custom or _choose(chain, held, around)
        if place is not None:
            mentions.append(Mention(chain.start, chain.end, text[chain.start : chain.end], place))
    return mentions


def _choose(chain: _Chain, held: _Held, around: set[int]) -> Place | None:
    """Return the likeliest of the places that share a name; None where a short name leaves several counties."""
    levels = list(Level)

    def rank(row: int) -> tuple[bool, bool, int, bool, int, bool]:
        above = table().ancestors(row)
        return (
            not all(_inside(row, outer.rows) for outer in chain.outers),
            row not in held.rows,
            -sum(one in around for one in above) if table().level(row) is Level.COUNTY else -len(levels),
            bool(table().rows[row].until),
            levels.index(table().level(row)),
            chain.inner.whole and table().rows[row].name != chain.inner,
        )

    ranked = sorted(chain.inner.rows, key=lambda row: (rank(row), row))
    best, tied = ranked[0], [row for row in ranked if rank(row) == rank(ranked[0])]
    if len(tied) == 1 or table().level(best) is not Level.COUNTY:
        return table().place(best)
    names = {table().rows[row].name for row in tied}
    if len(names) > 1:
        return table().place(best) if chain.inner.whole else None
    row = table().rows[best]
    return Place("", row.name, Level.COUNTY, (), row.short, bool(row.until), None)


def _national(text: str) -> Iterator[Mention]:
    for found in _NATION.finditer(text):
        name, end = found[0], found.end()
        if name == "全国" and _HONOUR.match(text, end):
            continue
        if name in ("中国", "我国") and not _set_off_right(text, end):
            continue
        yield Mention(found.start(), end, name, NATION)
    for found in re.finditer(r"\b(?:China|State Council|nationwide)\b", text, re.IGNORECASE | re.ASCII):
        yield Mention(found.start(), found.end(), found[0], NATION)
