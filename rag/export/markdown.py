"""Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rag.export.document import Document, Grid, Heading, Json, Piece, chinese, note_text, numbered, of_brief

# A report may hold what Markdown would take for a mark, a link or HTML.
_MARKS = re.compile(r"([\\`*_\[\]<>#|&])")


def text_of(brief: Json) -> str:
    """A briefing, as its published JSON, in Markdown."""
    return render(of_brief(brief))


def render(document: Document) -> str:
    """One text, ending in a newline; notes are numbered in the order of use."""
    order = {n: i for i, n in enumerate(document.order, start=1)}
    names = iter(numbered([b for b in document.blocks if isinstance(b, Heading)]))
    lines = [f"# {_plain(document.title)}", ""]
    for block in document.blocks:
        if isinstance(block, Heading):
            lines += [f"{'#' * (block.level + 1)} {_plain(next(names))}", ""]
        elif isinstance(block, Grid):
            lines += [_row(block.columns), _row(["---"] * len(block.columns))]
            lines += [_row([_marked(cell, order) for cell in row], is_escaped=True) for row in block.rows]
            lines.append("")
        else:
            lines += ["".join(_marked(piece, order) for piece in block.pieces), ""]
    if document.files:
        n_headings = sum(isinstance(b, Heading) and b.level == 1 for b in document.blocks)
        lines += [f"## {chinese(n_headings + 1)}、资料来源", ""]
        lines += [f"- {_plain(report)}（{_plain(file)}）" for report, file in document.files]
        lines.append("")
    lines += [f"[^{order[n]}]: {_plain(note_text(document.notes[n]))}" for n in document.order]
    return "\n".join(lines).rstrip("\n") + "\n"


def _marked(piece: Piece, order: Mapping[int, int]) -> str:
    return _plain(piece.text) + "".join(f"[^{order[n]}]" for n in piece.notes if n in order)


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _row(cells: list[str] | tuple[str, ...], *, is_escaped: bool = False) -> str:
    return f"| {' | '.join(cell if is_escaped else _plain(cell) for cell in cells)} |"
