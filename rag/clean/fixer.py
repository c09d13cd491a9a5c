"""What a fixer is: a function that reads the text as it stands and proposes edits, and never carries them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rag.clean.aligned import Edit
from rag.types import SourceText


@dataclass(frozen=True, slots=True)
class Context:
    """What a fixer may know besides the text: how and from where it was read."""

    source: SourceText


Fixer = Callable[[str, Context], list[Edit]]


class Line(NamedTuple):
    """Characters `start:end` of a text, without the white space around them; never empty."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> list[Line]:
    """Split at line feeds; blank lines are left out."""
    return list(_iter_lines(text))


def _iter_lines(text: str) -> Iterator[Line]:
    position = 0
    for raw in text.split("\n"):
        content = raw.strip()
        if content:
            start = position + len(raw) - len(raw.lstrip())
            yield Line(start, start + len(content), content)
        position += len(raw) + 1


def drop_lines(lines: list[Line], first: int, last: int, kind: str) -> Edit:
    """Drop lines `first` to `last`, both included."""
    return Edit(lines[first].start, lines[last].end, "", kind, dropped=True)
