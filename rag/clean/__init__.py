"""Source text to clean text: one paragraph a line, every change recorded.

`FIXERS` is the whole of cleaning, in order. A fixer proposes edits for one kind of fault and would rather miss a
fault than spoil sound text; `Aligned.apply` carries them out.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.clean.aligned import Aligned
from rag.clean.byte_shift import restore_shifted_bytes
from rag.clean.copies import drop_copies
from rag.clean.doubts import find_doubts
from rag.clean.fixer import Context, Fixer
from rag.clean.invisible import remove_invisible
from rag.clean.line_breaks import join_lines
from rag.clean.line_ends import mend_line_ends
from rag.clean.markdown import heading_marks, remove_markdown
from rag.clean.marked import drop_marked
from rag.clean.markup import remove_markup, resolve_entities
from rag.clean.page import drop_page_chrome, drop_watermarks
from rag.clean.pinyin import remove_pinyin
from rag.clean.script import simplify
from rag.clean.spaced_digits import join_digits
from rag.clean.spaces import break_at_indents, plain_spaces, restore_question_marks
from rag.clean.width import fold_width
from rag.types import Doubt, Dropped, Mark, Repair, SourceText

__all__ = ["FIXERS", "Aligned", "CleanText", "clean"]

FIXERS: tuple[Fixer, ...] = (
    drop_marked,  # what the file's markup hides; its offsets hold only for the untouched source
    mend_line_ends,  # \r\n, also written out; everything below goes by lines
    remove_invisible,  # zero-width characters, which would sit inside the patterns below
    restore_shifted_bytes,  # 河?xùn)|岸; before the pinyin goes, which tells where the bytes were
    remove_pinyin,  # 區(qū); before conversion, because a reading belongs to the character as printed
    resolve_entities,  # &nbsp; may be the space, &lt; the tag that the next ones look for
    remove_markup,  # tags, comments, hidden spans
    restore_question_marks,  # ???? for non-breaking spaces
    break_at_indents,  # two full-width spaces in mid-line, before they become one plain space
    plain_spaces,
    fold_width,  # ６．５％; before anything reads a number
    join_digits,  # 1 9 9 7 年; once all digits are narrow, and before anything reads a number
    simplify,  # Traditional to Simplified, before anything reads a word
    remove_markdown,
    drop_watermarks,
    drop_copies,  # before the page's edges: between two copies stands the footer of the first
    drop_page_chrome,
    join_lines,  # last: by now every line is of the report
)


# What one fixer leaves may be a fault for another: a joined line can close ** or 區(qū). A pass that finds nothing is
# the last, so clean text stays as it is.
_MAX_PASSES = 5


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text, and what was done to get it. `text.text` has one paragraph a line and no blank lines.

    `repairs`, `dropped`, `doubts` and `marks` are in source characters; `marks` holds the source's own and those
    that markdown stood for.
    """

    text: Aligned
    marks: tuple[Mark, ...]
    repairs: tuple[Repair, ...]
    dropped: tuple[Dropped, ...]
    doubts: tuple[Doubt, ...]


def clean(source: SourceText) -> CleanText:
    """Apply every fixer in order, until none finds anything.

    >>> clean(SourceText("  预计全年增长６．５％,\\r\\n好于预期。\\r\\n", "txt")).text.text
    '预计全年增长6.5%,好于预期。'
    """
    text = Aligned.of(source.text)
    context = Context(source)
    repairs: list[Repair] = []
    dropped: list[Dropped] = []
    for _ in range(_MAX_PASSES):
        before = text
        for fixer in FIXERS:
            edited = text.apply(fixer(text.text, context))
            text = edited.text
            repairs += edited.repairs
            dropped += edited.dropped
        if text is before:
            break
    return CleanText(
        text,
        source.marks + heading_marks(source.text, repairs),
        tuple(sorted(repairs, key=lambda r: (r.start, r.end))),
        _disjoint(dropped),
        find_doubts(text),
    )


def _disjoint(dropped: list[Dropped]) -> tuple[Dropped, ...]:
    """Take from each region what an earlier fixer had dropped inside it, so that no character is listed twice."""
    regions: list[Dropped] = []
    for region in dropped:
        start = region.start
        for inner in sorted(
            (r for r in regions if r.start < region.end and region.start < r.end), key=lambda r: r.start
        ):
            if start < inner.start:
                regions.append(Dropped(region.kind, start, inner.start))
            start = max(start, inner.end)
        if start < region.end:
            regions.append(Dropped(region.kind, start, region.end))
    return tuple(sorted(regions, key=lambda d: (d.start, d.end)))
