"""Makes one line of every paragraph: joins what a page break tore apart, drops blank lines and indents.

A line that does not end a sentence is continued by the next, across blank lines too, unless one of the two is a
heading, a title or a byline.
"""

from __future__ import annotations

import re

from rag.clean.aligned import Edit, tidy
from rag.clean.fixer import Context, lines_of
from rag.clean.opening import is_byline, is_salutation, is_title
from rag.headings import CLOSED, OPEN_END, is_heading, starts_paragraph

_LATIN_EDGE = re.compile(r"[A-Za-z]$")
_LATIN_START = re.compile(r"[A-Za-z]")
# Nothing begins like this, so the line before was cut off.
_CANNOT_OPEN = re.compile(r"[,，。、；;：:！!？?%％”’）)》」』】]")
# Notes at the end: [1], 〔1〕, 【47】; their own remarks, (见第24页), stand behind the full stop.
_NOTE = re.compile(r"[\[〔【［]\s*\d{1,3}\s*[\]〕】］]|[※★●■◆]")
_CLOSED_NOTE = re.compile(r"[。！？!?][（(][^（()）]{1,16}[)）]$")
_DEFINITION = re.compile(r"[^。，,;；:：]{2,30}[:：]\s*\S")
# A line of a table, not of a paragraph that was broken: too short to have reached any margin.
_SHORTEST_BROKEN = 12
_LONGEST_HEADING = 40
_WHOLE_PARAGRAPH = 60
# Words that lead on, and marks that are open: no heading ends so.
_LEADS_ON = re.compile(r"[为是的和与及等也将]")
_UNFINISHED = re.compile(
    r"[的了和与在把为对以于是及或将让使从向被由们不][”’）)]*$|[,，、—\-(（“‘《〈「『【\[]$|[。；;]"
)


def join_lines(text: str, context: Context) -> list[Edit]:
    lines = lines_of(text)
    if not lines:
        return [tidy(0, len(text), "")] if text else []
    edits: list[Edit] = []
    if lines[0].start > 0:
        edits.append(tidy(0, lines[0].start, ""))
    paragraph = lines[0].text
    is_torn = False
    before: str | None = None
    for index in range(1, len(lines)):
        line, last = lines[index], lines[index - 1]
        after = lines[index + 1].text if index + 1 < len(lines) else None
        if continues(paragraph, line.text, before=before, after=after, is_torn=is_torn):
            space = " " if _LATIN_EDGE.search(paragraph) and _LATIN_START.match(line.text) else ""
            edits.append(Edit(last.end, line.start, space, "line_break"))
            paragraph += space + line.text
            is_torn = True
        else:
            if text[last.end : line.start] != "\n":
                edits.append(tidy(last.end, line.start, "\n"))
            before, paragraph, is_torn = paragraph, line.text, False
    if lines[-1].end < len(text):
        edits.append(tidy(lines[-1].end, len(text), ""))
    return edits


def continues(
    paragraph: str, line: str, *, before: str | None = None, after: str | None = None, is_torn: bool = False
) -> bool:
    """Tell whether the line belongs to the paragraph above it; `before` and `after` are the neighbours of the two.

    `is_torn` says that the paragraph has been joined from several lines already.

    >>> continues("投资完成320亿元,高铁建设加快", "推进;机场扩建如期完成。")
    True
    >>> continues("二、2024年重点工作", "今年是关键一年。")
    False
    """
    if CLOSED.search(paragraph) or _CLOSED_NOTE.search(paragraph):
        return False
    if starts_paragraph(line) or _NOTE.match(line) or any(_is_opening(text) for text in (line, paragraph)):
        return False
    if paragraph.endswith(("”", "》")) and _DEFINITION.match(line) and _DEFINITION.match(paragraph):
        return False  # two entries of a glossary whose author saved the full stop
    if before is not None and _is_opening(before):
        before = None  # what stands under a title or byline begins anew
    if is_heading(line, before=paragraph, after=after) or is_heading(paragraph, before=before, after=line):
        return False
    if _CANNOT_OPEN.match(line) or OPEN_END.search(paragraph) or (paragraph[-1].isdigit() and line[0] in "万亿"):
        return True
    return len(paragraph) >= _SHORTEST_BROKEN and (is_torn or not _is_unmarked_heading(paragraph, before, line))


def _is_unmarked_heading(paragraph: str, before: str | None, line: str) -> bool:
    """A short line under a complete one and above a whole paragraph, that could end where it ends.

    Some reports of the 1980s have headings like this, worded as statements. A paragraph torn by links goes on with
    the short text of the link instead.
    """
    is_complete_above = before is None or CLOSED.search(before) is not None
    return (
        is_complete_above
        and len(paragraph) <= _LONGEST_HEADING
        and len(line) >= _WHOLE_PARAGRAPH
        and not _UNFINISHED.search(paragraph)
        and not _LEADS_ON.match(line)
    )


def is_note(line: str) -> bool:
    """Tell whether the line opens with the number of a note.

    >>> is_note("〔12〕雪亮工程：…"), is_note("【重点】")
    (True, False)
    """
    return _NOTE.match(line) is not None


def _is_opening(line: str) -> bool:
    return is_title(line) or is_byline(line) or is_salutation(line)
