"""What a statement says of two figures together: which is higher, and by how much. Computed, never taken on trust."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.asked import kind_of_unit
from rag.compose import Source
from rag.figures import Figure, find_figures, find_periods
from rag.places import find_places

_MORE = re.compile(
    r"(?:更|最|较)(?:(?P<more>高|多|大|快|长|强)|(?P<less>低|少|小|慢|短|弱))(?:一?些|一点|了|的是.{1,20})?[。，,；;：:]?$"
)
_AGAINST = re.compile(r"(?P<more>高于|多于|大于|快于|超过了?|高出|领先于?)|(?P<less>低于|少于|小于|慢于|不及|落后于?)")
_DIFFERENCE = re.compile(
    r"(?:相差|差距|差额|高出?|低|多|少|快|慢|增加|减少|提高|下降|上调|下调|回落|扩大|缩小)了?(?:约|近)?$"
)
_THAN = re.compile(r"比(.{1,20}?)(?:高|多|大|快|低|少|小|慢|长|短)")


@dataclass(frozen=True, slots=True)
class Side:
    """A figure that stands, under the place or year that it is of."""

    label: str
    figure: Figure
    sources: tuple[Source, ...]

    @property
    def value(self) -> Decimal:
        return self.figure.base_values[0]


def side_of(text: str, sources: tuple[Source, ...], held: Iterable[str] = ()) -> Side | None:
    """The one figure of a clause and whose it is; None where there are several or it is nobody's."""
    figures = find_figures(text)
    label = labels(text, held)
    if len(figures) != 1 or not label or len(figures[0].base_values) != 1:
        return None
    return Side(label[0], figures[0], sources)


def labels(text: str, held: Iterable[str] = ()) -> list[str]:
    """Places as they are printed or, where there are none, years. `held` are places that no table knows."""
    places = [(m.start, text[m.start : m.end]) for m in find_places(text)]
    places += [(text.find(name), name) for name in held if name in text]
    if not places:
        places = [(p.start, str(p.years[0])) for p in find_periods(text) if len(p.years) == 1]
    return [label for _, label in sorted(set(places))]


def compares(clause: str, sides: Sequence[str] = ()) -> bool:
    """Whether a clause says which of several sides is more, without a figure of its own.

    >>> compares("砚溪县更高"), compares("澄湖市高于砚溪县", ["澄湖市", "砚溪县"])
    (True, True)
    >>> compares("推动更高水平开放"), compares("增速高于全省平均水平")
    (False, False)
    """
    if find_figures(clause):
        return False
    return bool(_MORE.search(clause)) or (
        bool(_AGAINST.search(clause)) and sum(side in clause for side in {*sides, *labels(clause)}) > 1
    )


def is_right_comparison(clause: str, sides: Sequence[Side]) -> bool | None:
    """Whether the one named is the one with the larger (or smaller) figure; None where that cannot be computed."""
    match = _AGAINST.search(clause) or _MORE.search(clause)
    if match is None:
        return None
    named = _named(clause, sides)
    if not named:
        return None
    unit = next(kind_of_unit(s.figure) for s in sides if s.label == named[0])
    rivals = {s.label: s.value for s in sides if kind_of_unit(s.figure) == unit}
    if len(rivals) < 2:
        return None
    best = max(rivals.values()) if match["more"] else min(rivals.values())
    return rivals[named[0]] == best and list(rivals.values()).count(best) == 1


def _named(clause: str, sides: Sequence[Side]) -> list[str]:
    """The sides that a clause names, the one that it speaks of first."""
    other = _THAN.search(clause)
    found = [(clause.find(s.label), s.label) for s in sides if s.label in clause]
    if other:
        found = [(at + (1000 if at >= other.start() else 0), label) for at, label in found]
    return [label for _, label in sorted(set(found))]


def difference(clause: str, sides: Sequence[Side]) -> tuple[str, tuple[Source, ...]] | None:
    """How the figure of a clause follows from two sides, with their sources; None where it does not.

    Percentages differ by percentage points.
    """
    figures = find_figures(clause)
    if len(figures) != 1 or not _DIFFERENCE.search(clause[: figures[0].start]):
        return None
    said = figures[0]
    unit = "%" if said.base_unit.endswith("百分点") else said.base_unit
    if said.unit == "%" or len(said.base_values) != 1:
        return None
    fitting = [s for s in sides if s.figure.base_unit == unit]
    for i, one in enumerate(fitting):
        for other in fitting[i + 1 :]:
            if one.label != other.label and abs(one.value - other.value) == abs(said.base_values[0]):
                big, small = sorted((one, other), key=lambda s: -s.value)
                formula = f"{big.figure.text} - {small.figure.text} = {said.text}"
                return formula, (*big.sources, *small.sources)
    return None
