"""Collect the text of a marked-up file together with what its markup says about each stretch."""

from __future__ import annotations

from rag.types import Mark, MarkKind


class TextBuilder:
    """Text in reading order, and marks over it.

    Line breaks are written only when text follows, so the text neither begins nor ends with one.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._breaks = 0  # line breaks owed before the next text
        self._open: list[tuple[int, MarkKind, int]] = []
        self._marks: list[Mark] = []

    @property
    def is_at_line_start(self) -> bool:
        return self._breaks > 0 or not self._parts

    @property
    def last(self) -> str:
        """The last character written, "" at the beginning; a break that is owed counts as written."""
        return "\n" if self._breaks else self._parts[-1][-1] if self._parts else ""

    def write(self, text: str) -> None:
        if not text:
            return
        if self._breaks and self._parts:
            self._append("\n" * self._breaks)
        self._breaks = 0
        self._append(text)

    def end_line(self) -> None:
        """Begin a new line unless one has been begun."""
        self._breaks = max(self._breaks, 1)

    def break_line(self) -> None:
        """End the line even if it is empty; more than one empty line in a row is not kept."""
        self._breaks = min(self._breaks + 1, 2)

    def open(self, kind: MarkKind, level: int = 0) -> None:
        self._open.append((self._length, kind, level))

    def close(self) -> None:
        """End the mark that was opened last."""
        start, kind, level = self._open.pop()
        self._marks.append(Mark(start, self._length, kind, level))

    def finish(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the text and the marks in order, each tightened to the text that it covers."""
        text = "".join(self._parts)
        tight = (_tighten(mark, text) for mark in self._marks)
        kept = {mark for mark in tight if mark is not None}
        return text, tuple(sorted(kept, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.level)))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _tighten(mark: Mark, text: str) -> Mark | None:
    start, end = mark.start, mark.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Mark(start, end, mark.kind, mark.level) if start < end else None
