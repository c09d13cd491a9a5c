"""Plain text and Markdown: the text stays as it is, and Markdown's headings are marked."""

from __future__ import annotations

import re

from rag.read.encoding import decode
from rag.types import Mark, MarkKind, SourceText

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?!#)(.+)$", re.MULTILINE)


def read_text(data: bytes, name: str) -> SourceText:
    text, encoding, notes = decode(data, name)
    return SourceText(text=text, format="txt", encoding=encoding, notes=notes)


def read_markdown(data: bytes, name: str) -> SourceText:
    """Keep the text with its marks; only headings are pointed out.

    A number sign without a space after it counts: reports converted by script write `##一、总体要求`.
    """
    text, encoding, notes = decode(data, name)
    marks = []
    for found in _HEADING.finditer(text):
        start = found.start(2) + len(found[2]) - len(found[2].lstrip())
        end = found.start(2) + len(found[2].rstrip().rstrip("#").rstrip())
        if start < end:
            marks.append(Mark(start, end, MarkKind.HEADING, len(found[1])))
    return SourceText(text=text, format="md", encoding=encoding, marks=tuple(marks), notes=notes)
