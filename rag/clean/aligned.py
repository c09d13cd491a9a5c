"""Text that remembers where each of its characters stood in the source, and the one function that changes it.

A fixer looks at text and proposes edits; `Aligned.apply` carries them out. So every change can be listed, mapped
back and shown beside the source.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.types import Alignment, Dropped, Repair, Segment

Offsets = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace characters `start:end` of the current text by `after`.

    `dropped` marks text that does not belong to the report, as against a repair of text that does. An edit without a
    kind only tidies white space at the edges of lines; it is carried out and not listed.
    """

    start: int
    end: int
    after: str
    kind: str
    dropped: bool = False


def tidy(start: int, end: int, after: str) -> Edit:
    """Change white space at the edge of a line, which nobody wants to read about."""
    return Edit(start, end, after, kind="")


def without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """Keep of edits that overlap the one that starts first, of those the longest."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


class Edited(NamedTuple):
    text: Aligned
    repairs: tuple[Repair, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """`text[i]` stands for source characters `starts[i]:ends[i]`; both rise with `i`."""

    source: str
    text: str
    starts: Offsets
    ends: Offsets

    @classmethod
    def of(cls, source: str) -> Aligned:
        starts = np.arange(len(source), dtype=np.int32)
        return cls(source, source, starts, starts + 1)

    def apply(self, edits: Sequence[Edit]) -> Edited:
        """Carry out edits, given in any order, in one pass.

        A replacement as long as what it replaces is aligned character by character, any other as a whole.

        Raises:
            ValueError: two edits overlap, or one lies outside the text.
        """
        if not edits:
            return Edited(self, (), ())
        texts: list[str] = []
        starts: list[Offsets] = []
        ends: list[Offsets] = []
        repairs: list[Repair] = []
        dropped: list[Dropped] = []
        done = 0
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            if edit.start < done or edit.end > len(self.text):
                raise ValueError(f"edit {edit} overlaps the one before it or lies outside the text")
            texts.append(self.text[done : edit.start])
            starts.append(self.starts[done : edit.start])
            ends.append(self.ends[done : edit.start])
            first, last = self.source_span(edit.start, edit.end)
            if edit.after:
                texts.append(edit.after)
                if len(edit.after) == edit.end - edit.start:
                    starts.append(self.starts[edit.start : edit.end])
                    ends.append(self.ends[edit.start : edit.end])
                else:
                    starts.append(np.full(len(edit.after), first, dtype=np.int32))
                    ends.append(np.full(len(edit.after), last, dtype=np.int32))
            if edit.dropped:
                dropped.append(Dropped(edit.kind, first, last))
            elif edit.kind:
                repairs.append(Repair(edit.kind, first, last, self.text[edit.start : edit.end], edit.after))
            done = edit.end
        texts.append(self.text[done:])
        starts.append(self.starts[done:])
        ends.append(self.ends[done:])
        changed = Aligned(self.source, "".join(texts), np.concatenate(starts), np.concatenate(ends))
        return Edited(changed, tuple(repairs), tuple(dropped))

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Source characters that `start:end` stand for; an empty span stays empty, where it stands."""
        if start < end:
            return int(self.starts[start]), int(self.ends[end - 1])
        position = int(self.starts[start]) if start < len(self.text) else len(self.source)
        return position, position

    def alignments(self, spans: Sequence[tuple[int, int]]) -> list[Alignment]:
        """Alignment of each span of this text, with clean offsets counted from the start of the span."""
        if not self.text:
            return [Alignment(b"") for _ in spans]
        clean = np.frombuffer(self.text.encode("utf-32-le"), dtype=np.uint32)
        source = np.frombuffer(self.source.encode("utf-32-le"), dtype=np.uint32)
        single = self.ends - self.starts == 1
        verbatim = single & (source[self.starts] == clean)
        # A run goes on while characters are neighbours in the source, one to one, and alike in being changed or not;
        # or while they belong to one block that was replaced as a whole.
        neighbours = single[1:] & single[:-1] & (self.starts[1:] == self.ends[:-1])
        same_block = ~single[1:] & (self.starts[1:] == self.starts[:-1]) & (self.ends[1:] == self.ends[:-1])
        goes_on = (neighbours | same_block) & (verbatim[1:] == verbatim[:-1])
        breaks = np.flatnonzero(~goes_on) + 1
        return [self._alignment(start, end, breaks, verbatim) for start, end in spans]

    def _alignment(self, start: int, end: int, breaks: NDArray[np.intp], verbatim: NDArray[np.bool_]) -> Alignment:
        if start == end:
            return Alignment(b"")
        inner = breaks[np.searchsorted(breaks, start, "right") : np.searchsorted(breaks, end, "left")]
        edges = [start, *inner.tolist(), end]
        segments: list[Segment] = []
        for left, right in itertools.pairwise(edges):
            first, last = int(self.starts[left]), int(self.ends[right - 1])
            if segments and first > segments[-1].source_end and self.source[segments[-1].source_end : first].strip():
                # Something other than white space was taken out here.
                at = left - start
                segments.append(Segment(at, at, segments[-1].source_end, first, verbatim=False))
            is_white = not (self.text[left:right].strip() or self.source[first:last].strip())
            segments.append(Segment(left - start, right - start, first, last, is_white or bool(verbatim[left])))
        return Alignment.of(segments)
