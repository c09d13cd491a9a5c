"""Keeps once what a page printed twice: the whole body, or a paragraph quoted above it as an excerpt.

Compared without white space, because one of the two copies is often torn into links and fragments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.clean.aligned import Edit
from rag.clean.fixer import Context, Line, drop_lines, lines_of

_SPACE = re.compile(r"\s+")
# Shorter lines repeat in any report: 各位代表, 一年来,我们…。
_LONG = 40
# A second copy is the body again if this share of the text before it returns.
_WHOLE = 0.5


@dataclass(frozen=True, slots=True)
class _Folded:
    """The lines without white space, joined; line `i` starts at `starts[i]`."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[str, ...]

    @classmethod
    def of(cls, lines: list[Line]) -> _Folded:
        folded = tuple(_SPACE.sub("", line.text) for line in lines)
        starts: list[int] = []
        position = 0
        for line in folded:
            starts.append(position)
            position += len(line)
        return cls("".join(folded), tuple(starts), folded)

    def occurs_before(self, i: int) -> bool:
        return self.text.find(self.lines[i], 0, self.starts[i]) >= 0


def drop_copies(text: str, context: Context) -> list[Edit]:
    lines = lines_of(text)
    folded = _Folded.of(lines)
    repeated = [i for i, line in enumerate(folded.lines) if len(line) >= _LONG and folded.occurs_before(i)]
    if not repeated:
        return []
    if len(repeated) >= 3 and (second := _second_body(folded, repeated)):
        return [drop_lines(lines, *second, "second_copy")]
    return _excerpts(lines, folded, repeated)


def _second_body(folded: _Folded, repeated: list[int]) -> tuple[int, int] | None:
    """First and last line of a body printed again, with the short lines that came with it."""
    first, last = repeated[0], repeated[-1]
    inside = range(first, last + 1)
    again = sum(len(folded.lines[i]) for i in inside if folded.occurs_before(i))
    total = sum(len(folded.lines[i]) for i in inside)
    if again < 0.8 * total or again < _WHOLE * folded.starts[first]:
        return None
    while first > 0 and folded.occurs_before(first - 1):
        first -= 1
    while last + 1 < len(folded.lines) and folded.occurs_before(last + 1):
        last += 1
    return first, last


def _excerpts(lines: list[Line], folded: _Folded, repeated: list[int]) -> list[Edit]:
    """Drop a paragraph above the body that returns in the body; the place in the body is the right one."""
    edits: list[Edit] = []
    for i in repeated:
        earlier = next((j for j in range(i) if folded.lines[j] == folded.lines[i]), None)
        if earlier is not None and earlier < _FIRST_LINES and i - earlier < _FIRST_LINES:
            edits.append(drop_lines(lines, earlier, earlier, "excerpt"))
    return edits


_FIRST_LINES = 12
