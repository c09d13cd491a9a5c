"""Drops what the web page printed before and after the report.

Before: everything up to the lines that open a report (title, meeting, date, speaker, salutation, first heading or
first sentence). After: everything from the first footer line behind which no more of the report follows. Between the
two only lines that are page furniture in any place.
"""

from __future__ import annotations

import re

from rag.clean.aligned import Edit
from rag.clean.byline import is_byline
from rag.clean.chrome_lines import is_edge, is_furniture, opens_footer
from rag.clean.fixer import Context, Line, drop_lines, lines_of
from rag.headings import classify, is_title, is_topic, starts_paragraph

# A paragraph of a report, as against a caption or a menu.
_PROSE_CHARS = 40
_SENTENCE_MARK = re.compile(r"[。；;，,！!]")
_SALUTATION = re.compile(r"(?:各位|同志们|尊敬的)[^。]{0,14}[:：!！]?$|现在[,，].{0,30}报告工作")
# A record that a collector put above the text: one labelled line each, then 正文.
_RECORD_START = re.compile(r"(?:标题|题名)\s*[:：]")
_RECORD_END = re.compile(r"正文\s*[:：]$")
_ABSTRACT = re.compile(r"(?:内容)?(?:摘要|提要|导读)\s*[:：]$")
_WATERMARK = re.compile(
    r"\s*(?:来自马克数据网|(?:详见官网|更多数据请?见?)\s*[:：]?\s*www\.\S+|(?:本文)?(?:来源|转载)(?:于|自)?\s*[:：]?\s*www\.\S+)\s*$",
    re.MULTILINE,
)
# How much of the prose stands before a footer; behind it there may be news, and even other reports.
_BODY_SHARE = 0.5


def drop_page_chrome(text: str, context: Context) -> list[Edit]:
    lines = lines_of(text)
    if not lines:
        return []
    head = _head_end(lines)
    foot = _foot_start(lines, head)
    edits: list[Edit] = []
    kept = [i for i in range(head) if i in _report_lines_above(lines, head)]
    edits += _drop_runs(lines, [i for i in range(head) if i not in kept], "page_head")
    edits += _drop_runs(lines, [i for i in range(head, foot) if _is_stray(lines, i)], "page_furniture")
    if foot < len(lines):
        edits.append(drop_lines(lines, foot, len(lines) - 1, "page_foot"))
    return edits


def drop_watermarks(text: str, context: Context) -> list[Edit]:
    """A collector's name at the end of the last line."""
    return [Edit(m.start(), m.end(), "", "watermark", dropped=True) for m in _WATERMARK.finditer(text)]


def is_prose(line: str) -> bool:
    return len(line) >= _PROSE_CHARS and _SENTENCE_MARK.search(line) is not None and not is_edge(line)


def _head_end(lines: list[Line]) -> int:
    """Index of the first line that is surely of the report: a salutation, a marked heading or prose."""
    start = 0
    if _RECORD_START.match(lines[0].text):
        start = next((i + 1 for i, line in enumerate(lines[:12]) if _RECORD_END.match(line.text)), 0)
    for i in range(start, len(lines)):
        text = lines[i].text
        if _ABSTRACT.match(text) or (i > 0 and _ABSTRACT.match(lines[i - 1].text)):
            continue
        if (
            _SALUTATION.match(text)
            or is_prose(text)
            or (starts_paragraph(text) and not is_edge(text) and len(text) > 5)
        ):
            return i if not _SALUTATION.match(text) else i
    return start


def _report_lines_above(lines: list[Line], head: int) -> set[int]:
    """Title and byline lines above the first line of the report; the block that touches it, or else the page's title."""
    kept: set[int] = set()
    has_title = False
    for i in range(head - 1, -1, -1):
        text = lines[i].text
        if is_title(text) or is_byline(text) or (is_topic(text) and not is_edge(text)):
            kept.add(i)
            has_title = has_title or is_title(text)
        elif is_edge(text) or opens_footer(text) or _ABSTRACT.match(text) or is_prose(text):
            break
        elif not any(is_edge(line.text) for line in lines[:head]):
            kept.add(i)
        else:
            break
    if not has_title:
        titles = [i for i in range(head) if is_title(lines[i].text) and not is_edge(lines[i].text)]
        kept.update(max(titles, key=lambda i: (len(lines[i].text), i)) for _ in titles[:1])
    return kept


def _foot_start(lines: list[Line], head: int) -> int:
    prose = [len(line.text) if is_prose(line.text) else 0 for line in lines]
    total = sum(prose[head:])
    end = len(lines)
    before = 0
    for i in range(head, len(lines)):
        if opens_footer(lines[i].text) and before >= _BODY_SHARE * total and not _report_goes_on(lines, i + 1):
            end = i
            break
        before += prose[i]
    while end > head + 1 and is_edge(lines[end - 1].text) and not starts_paragraph(lines[end - 1].text):
        end -= 1
    return end


def _report_goes_on(lines: list[Line], start: int) -> bool:
    """Numbered headings with prose under them, or a glossary: the footer was none."""
    for i in range(start, len(lines) - 1):
        text = lines[i].text
        heading = classify(text)
        if heading and heading.marker and heading.kind.value in ("chapter", "section") and is_prose(lines[i + 1].text):
            return True
        if is_topic(text) and "解释" in text.replace(" ", ""):
            return True
    return False


def _is_stray(lines: list[Line], i: int) -> bool:
    return is_furniture(lines[i].text)


def _drop_runs(lines: list[Line], indices: list[int], kind: str) -> list[Edit]:
    """One edit for each run of neighbouring lines."""
    edits: list[Edit] = []
    run: list[int] = []
    for i in indices:
        if run and i != run[-1] + 1:
            edits.append(drop_lines(lines, run[0], run[-1], kind))
            run = []
        run.append(i)
    if run:
        edits.append(drop_lines(lines, run[0], run[-1], kind))
    return edits
