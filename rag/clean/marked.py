"""Drops what the file's own markup says is hidden or navigation.

Readers keep such text in the source, so that the source stays complete; it is no part of the report.
"""

from __future__ import annotations

from rag.clean.aligned import Edit
from rag.clean.fixer import Context
from rag.types import MarkKind

_KINDS = {MarkKind.HIDDEN: "hidden_text", MarkKind.NAVIGATION: "navigation"}


def drop_marked(text: str, context: Context) -> list[Edit]:
    """Runs first, and once: the marks are offsets into the source, and the text must still be the source."""
    if text != context.source.text:
        return []
    edits: list[Edit] = []
    done = 0
    for mark in sorted(context.source.marks, key=lambda m: (m.start, -m.end)):
        start = max(mark.start, done)
        if mark.kind in _KINDS and start < mark.end:
            edits.append(Edit(start, mark.end, "", _KINDS[mark.kind], dropped=True))
            done = mark.end
    return edits
