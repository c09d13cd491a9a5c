"""Takes markdown's marks off: # before a heading, > before a quotation, ** around words, rules between blocks.

What the # marks said about headings is kept: `heading_marks` reads it back from the repairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.clean.aligned import Edit, without_overlaps
from rag.clean.fixer import Context
from rag.types import Mark, MarkKind, Repair

HEADING = "markdown_heading"

_HEADING = re.compile(r"^[ \t]*((?:#{1,6}[ \t]+)+|#{1,6}(?=[^\s#\x00-\x7f]))", re.MULTILINE)
_HEADING_TAIL = re.compile(r"(?<=\S)[ \t]+#+[ \t]*$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]*)+(?=[^\s>])", re.MULTILINE)
_STRONG = re.compile(r"(\*{2,3}|__)(?=[^\s*_])([^\n*]*?[^\s*_])\1")
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE)


def remove_markdown(text: str, context: Context) -> list[Edit]:
    edits = [Edit(m.start(), m.end(), "", "rule", dropped=True) for m in _RULE.finditer(text)]
    if "#" in text:
        edits += [Edit(m.start(1), m.end(1), "", HEADING) for m in _HEADING.finditer(text)]
        edits += [Edit(m.start(), m.end(), "", "markdown") for m in _HEADING_TAIL.finditer(text)]
    if ">" in text:
        edits += [Edit(m.start(), m.end(), "", "markdown") for m in _QUOTED.finditer(text)]
    if "**" in text or "__" in text:
        for match in _STRONG.finditer(text):
            width = len(match.group(1))
            edits.append(Edit(match.start(), match.start() + width, "", "markdown"))
            edits.append(Edit(match.end() - width, match.end(), "", "markdown"))
    return without_overlaps(edits)


def heading_marks(source: str, repairs: Iterable[Repair]) -> tuple[Mark, ...]:
    """Headings that # marks announced, as marks over the source."""
    marks: list[Mark] = []
    for repair in repairs:
        if repair.kind == HEADING:
            end = source.find("\n", repair.end)
            level = len(repair.before.split()[0])
            marks.append(Mark(repair.start, end if end >= 0 else len(source), MarkKind.HEADING, level))
    return tuple(marks)
