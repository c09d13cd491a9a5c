"""Weighing what a text says about itself: clues in, one value and its rivals out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rag.types import UNKNOWN, Doubt, Fact, Origin

# A clue of this weight is a statement; lighter ones are signs, and do not contradict a statement.
STATEMENT = 6


@dataclass(frozen=True, slots=True)
class Clue:
    """One reading of a value; heavier clues are more explicit."""

    value: str
    weight: int


class Verdict(NamedTuple):
    value: str
    rivals: tuple[str, ...]


def same(a: str, b: str) -> bool:
    return a == b


def weigh(clues: Iterable[Clue], *, agree: Callable[[str, str], bool] = same) -> Verdict:
    """Choose the value with the most weight behind it; among values that agree, the one that says most.

    Rivals are the other values that are stated, not merely hinted at. Nothing to weigh gives an empty value.
    """
    groups: list[list[Clue]] = []
    for clue in clues:
        home = next((g for g in groups if all(agree(clue.value, known.value) for known in g)), None)
        if home is None:
            groups.append([clue])
        else:
            home.append(clue)
    if not groups:
        return Verdict("", ())
    groups.sort(key=lambda group: -sum(clue.weight for clue in group))
    rivals = [_fullest(group) for group in groups[1:] if max(clue.weight for clue in group) >= STATEMENT]
    return Verdict(_fullest(groups[0]), tuple(rivals))


def _fullest(group: Sequence[Clue]) -> str:
    return max(group, key=lambda clue: (len(clue.value), clue.weight)).value


def settle(
    name: str,
    given: Fact | None,
    text: Verdict,
    from_name: str = "",
    *,
    agree: Callable[[str, str], bool] = same,
) -> tuple[Fact, tuple[Doubt, ...]]:
    """Rank what was given over the text and the text over the file name; doubt what disagrees."""
    ranked: list[tuple[str, Origin]] = []
    if given is not None and given.value:
        ranked.append((given.value, given.origin))
        ranked.extend(given.rivals)
    if text.value:
        ranked.append((text.value, Origin.TEXT))
        ranked.extend((rival, Origin.TEXT) for rival in text.rivals)
    if from_name:
        ranked.append((from_name, Origin.FILE_NAME))
    if not ranked:
        return UNKNOWN, ()
    value, origin = ranked[0]
    rivals = tuple(dict.fromkeys((other, source) for other, source in ranked[1:] if not agree(value, other)))
    doubts = tuple(
        Doubt("metadata", 0, 0, f"{name}: {value} (from {origin}), but {source} says {other}")
        for other, source in rivals
    )
    return Fact(value, origin, rivals), doubts
