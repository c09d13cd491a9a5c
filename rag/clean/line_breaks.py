"""Makes one line of every paragraph: joins what a page break tore apart, drops blank lines and indents.

A line that does not end a sentence is continued by the next, across blank lines too, unless one of the two is a
heading, a title or a byline.
"""

from __future__ import annotations

import re

from rag.clean.aligned import Edit, tidy
from rag.clean.byline import is_byline
from rag.clean.fixer import Context, lines_of
from rag.headings import CLOSED, is_heading, starts_paragraph

_LATIN_EDGE = re.compile(r"[A-Za-z]$")
_LATIN_START = re.compile(r"[A-Za-z]")
# Nothing begins like this, so the line before was cut off.
_CANNOT_OPEN = re.compile(r"[,，。、；;：:！!？?%％”’）)》」』】]")
# A line of a table, not of a paragraph that was broken: too short to have reached any margin.
_SHORTEST_BROKEN = 12


def join_lines(text: str, context: Context) -> list[Edit]:
    lines = lines_of(text)
    if not lines:
        return [tidy(0, len(text), "")] if text else []
    edits: list[Edit] = []
    if lines[0].start > 0:
        edits.append(tidy(0, lines[0].start, ""))
    paragraph = lines[0].text
    before: str | None = None
    for index in range(1, len(lines)):
        line, last = lines[index], lines[index - 1]
        after = lines[index + 1].text if index + 1 < len(lines) else None
        if continues(paragraph, line.text, before=before, after=after):
            space = " " if _LATIN_EDGE.search(paragraph) and _LATIN_START.match(line.text) else ""
            edits.append(Edit(last.end, line.start, space, "line_break"))
            paragraph += space + line.text
        else:
            if text[last.end : line.start] != "\n":
                edits.append(tidy(last.end, line.start, "\n"))
            before, paragraph = paragraph, line.text
    if lines[-1].end < len(text):
        edits.append(tidy(lines[-1].end, len(text), ""))
    return edits


def continues(paragraph: str, line: str, *, before: str | None, after: str | None) -> bool:
    """Tell whether the line belongs to the paragraph above it; `before` and `after` are the neighbours of the two."""
    if CLOSED.search(paragraph):
        return False
    if starts_paragraph(line) or is_byline(line) or is_byline(paragraph):
        return False
    if is_heading(line, before=paragraph, after=after) or is_heading(paragraph, before=before, after=line):
        return False
    if _CANNOT_OPEN.match(line):
        return True
    return len(paragraph) >= _SHORTEST_BROKEN
