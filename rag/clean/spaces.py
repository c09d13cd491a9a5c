"""Makes every space the plain one, and puts back the paragraph breaks that were written as spaces.

Exports to a narrow encoding print ???? where non-breaking spaces stood. Two full-width spaces indent a Chinese
paragraph; in the middle of a long line they are where it began.
"""

from __future__ import annotations

import re

from rag.clean.aligned import Edit, tidy
from rag.clean.fixer import Context

_INDENT = re.compile(r"(?<=[^\s\u3000])\u3000{2,}(?=[^\s\u3000])")
_COMPLETE = "。！？!?；;：:”’」』）)》…"
# A byline sets names apart with full-width spaces; a line with several paragraphs in it is longer than any byline.
_LONGER_THAN_BYLINE = 60

# A real question has one mark; the encoder wrote one for each byte of a two-byte space, so they come in pairs.
_QUESTION_MARKS = re.compile(r"[ \t]*(?:\?\?)+(?:[ \t]|\?\?)*(?!\?)")
_ODD = r"\t\u1680\u2000-\u200a\u202f\u205f\u3000\xa0\u2800\u3164"
_SPACES = re.compile(rf"[ {_ODD}]{{2,}}|[{_ODD}]")


def restore_question_marks(text: str, context: Context) -> list[Edit]:
    """吴?? 鹏 as 吴 鹏; a line end after the marks keeps them, for there a speaker may really ask.

    >>> from rag.types import SourceText
    >>> [edit.after for edit in restore_question_marks("县长?? 某??????某", Context(SourceText("", "txt")))]
    [' ', ' ']
    """
    if "??" not in text:
        return []
    return [
        Edit(m.start(), m.end(), " ", "question_marks")
        for m in _QUESTION_MARKS.finditer(text)
        if text[m.end() : m.end() + 1].strip() and text[max(m.start() - 1, 0) : m.start()] != "?"
    ]


def break_at_indents(text: str, context: Context) -> list[Edit]:
    if "\u3000\u3000" not in text:
        return []
    edits: list[Edit] = []
    for match in _INDENT.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        length = (line_end if line_end >= 0 else len(text)) - line_start
        if text[match.start() - 1] in _COMPLETE or length > _LONGER_THAN_BYLINE:
            edits.append(Edit(match.start(), match.end(), "\n", "paragraph_break"))
    return edits


def plain_spaces(text: str, context: Context) -> list[Edit]:
    """One plain space for any run of spaces inside a line. White space for white space is not worth listing."""
    return [tidy(m.start(), m.end(), " ") for m in _SPACES.finditer(text)]
