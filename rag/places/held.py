"""What the library holds, prepared for recognising: rows of the table, and places that the table does not know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rag.places.latin import fold
from rag.places.model import Place
from rag.places.naming import HAN, level_of_name, short_name, split_qualified
from rag.places.relations import NATION_NAMES, readings
from rag.places.table import table


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of places held, and places outside the table by every name that leads to them."""

    rows: frozenset[int]
    custom: dict[str, Place]
    lengths: dict[str, tuple[int, ...]]  # first two characters of a custom name → lengths, longest first

    def spelt(self) -> dict[str, Place]:
        """Return the custom places by folded pinyin."""
        return {key: place for place in self.custom.values() for key in (_pinyin(place.short), _pinyin(place.name))}


@lru_cache(maxsize=8)
def held(labels: frozenset[str]) -> Held:
    """Prepare the labels of the reports in a library."""
    rows: set[int] = set()
    custom: dict[str, Place] = {}
    for label in sorted(labels):
        if label.lower() in NATION_NAMES or len(label) < 2:
            continue
        if found := readings(label):
            whole = [one for one in found if label.endswith(table().rows[one].name)]
            for one in whole or found[:1]:
                rows |= {one} | table().identities(one)
            continue
        place = outside(label)
        for name in (place.name, place.short, label):
            if len(name) >= 2:
                custom.setdefault(name, place)
    lengths: dict[str, set[int]] = {}
    for name in custom:
        lengths.setdefault(name[:2], set()).add(len(name))
    return Held(frozenset(rows), custom, {head: tuple(sorted(some, reverse=True)) for head, some in lengths.items()})


def outside(label: str) -> Place:
    """Make a place of a label that the table does not know.

    >>> outside("澄湖市云溪县").parents, outside("澄湖市").short
    (('澄湖市',), '澄湖')
    """
    outer, name = split_qualified(label) or ("", label)
    level = level_of_name(name, inside=bool(outer))
    return Place("", name, level, (outer,) if outer else (), short_name(name), False, None)


@lru_cache(maxsize=1024)
def _pinyin(name: str) -> str:
    """Return the folded pinyin of a name outside the table; the package for it is loaded only here."""
    if not HAN.search(name):
        return fold(name)
    from pypinyin import Style, lazy_pinyin

    return fold("".join(lazy_pinyin(name, style=Style.NORMAL)))
