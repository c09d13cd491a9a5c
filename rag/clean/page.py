"""Drops what the web page printed before and after the report.

Before: everything up to the lines that open a report (title, meeting, date, speaker, salutation, first heading or
first sentence). After: everything from the first footer line behind which no more of the report follows. Between the
two only lines that are page furniture in any place.
"""

from __future__ import annotations

import re

from rag.clean.aligned import Edit
from rag.clean.chrome_lines import is_edge, is_stray, opens_footer
from rag.clean.fixer import Context, Line, drop_lines, lines_of
from rag.clean.opening import is_byline, is_salutation, is_title
from rag.headings import classify, is_topic, starts_paragraph

# A paragraph of a report, as against a caption or a menu.
_PROSE_CHARS = 40
_SENTENCE_MARK = re.compile(r"[。；;，,！!]")
# A record that a collector put above the text: one labelled line each, then 正文.
_RECORD_START = re.compile(r"(?:标题|题名)\s*[:：]")
_RECORD_END = re.compile(r"正文\s*[:：]$")
_ABSTRACT = re.compile(r"(?:内容)?(?:摘要|提要|导读)\s*[:：]$")
_COLLECTOR = r"(?:(?:来自|来源|转自|百度|搜索|微信公众号|详见官网|更多(?:数据|内容)?)[ \t:：]*){1,4}"
_COLLECTION = r"(?:[\u4e00-\u9fff][ \t]*){1,6}数[ \t]*据[ \t]*网"  # spaced out so that nobody searches it away
_WATERMARK = re.compile(
    rf"[ \t]*{_COLLECTOR}(?:{_COLLECTION}|www\.[\w.]+)[ \t]*$|^{_COLLECTOR}{_COLLECTION}[ \t]+", re.MULTILINE
)
_WATERMARK_SIGN = re.compile(r"据[ \t]*网|www\.")
# How much of the prose stands before a footer; behind it there may be news, and even other reports.
_BODY_SHARE = 0.5
# Title, subtitle in two lines, office, speaker, date.
_OPENING_LINES = 8
_LONGEST_MENU = 60


def drop_page_chrome(text: str, context: Context) -> list[Edit]:
    lines = lines_of(text)
    if not lines:
        return []
    head = _head_end(lines)
    foot = _foot_start(lines, head)
    edits: list[Edit] = []
    kept = _report_lines_above(lines, head)
    edits += _drop_runs(lines, [i for i in range(head) if i not in kept], "page_head")
    edits += _drop_runs(lines, [i for i in range(head, foot) if is_stray(lines[i].text)], "page_furniture")
    if foot < len(lines):
        edits.append(drop_lines(lines, foot, len(lines) - 1, "page_foot"))
    return edits


def drop_watermarks(text: str, context: Context) -> list[Edit]:
    """The name of a collector before the first word of a line or behind the last: 来源：百度某 某 数据网."""
    if not _WATERMARK_SIGN.search(text):
        return []
    return [Edit(m.start(), m.end(), "", "watermark", dropped=True) for m in _WATERMARK.finditer(text)]


def is_prose(line: str) -> bool:
    return len(line) >= _PROSE_CHARS and _SENTENCE_MARK.search(line) is not None and not is_edge(line)


def _head_end(lines: list[Line]) -> int:
    """Index of the first line that is surely of the report: a salutation, a marked heading or prose."""
    start = 0
    if _RECORD_START.match(lines[0].text):
        start = next((i + 1 for i, line in enumerate(lines[:12]) if _RECORD_END.match(line.text)), 0)
    head = start
    for i in range(start, len(lines)):
        text = lines[i].text
        if _ABSTRACT.match(text) or (i > 0 and _ABSTRACT.match(lines[i - 1].text)):
            continue
        is_marked = starts_paragraph(text) and len(text) > 5 and not is_edge(text) and not is_byline(text)
        if is_salutation(text) or is_prose(text) or is_marked:
            head = i
            break
    return _past_motto(lines, head)


def _past_motto(lines: list[Line], head: int) -> int:
    """Some pages open with a sentence of their own above the menu; the salutation below the menu is the report's."""
    has_chrome = False
    n_prose = 0
    for i in range(head, min(head + _LONGEST_MENU, len(lines))):
        text = lines[i].text
        if is_salutation(text) and has_chrome and n_prose <= 1:
            return i
        has_chrome = has_chrome or is_edge(text)
        n_prose += is_prose(text)
    return head


def _report_lines_above(lines: list[Line], head: int) -> set[int]:
    """Lines above that belong to the report: those that touch it, and title and bylines wherever they stand.

    What touches the report ends at the first line of page chrome; if it is long, it is a menu down to its first title
    or byline.
    """
    first = head
    while first > 0 and not _is_above_report(lines[first - 1].text):
        first -= 1
    if first > 0 and head - first > _OPENING_LINES:
        first = next((i for i in range(first, head) if _opens_report(lines[i].text)), head)
    kept = set(range(first, head))
    below = "".join("".join(lines[i].text.split()) for i in kept)
    for i in range(first - 1, -1, -1):
        folded = "".join(lines[i].text.split())
        if is_byline(lines[i].text) and not is_edge(lines[i].text) and folded not in below:
            kept.add(i)
            below += folded
    titles = [i for i in range(head) if is_title(lines[i].text) and not is_edge(lines[i].text)]
    if titles and not kept.intersection(titles):
        kept.add(max(titles))
    return kept


def _is_above_report(line: str) -> bool:
    is_chrome = is_edge(line) or opens_footer(line) or _ABSTRACT.match(line) is not None or is_prose(line)
    return is_chrome and not is_byline(line)


def _opens_report(line: str) -> bool:
    return is_title(line) or is_byline(line) or is_topic(line)


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
    while end > head + 1 and _is_below_report(lines[end - 1].text):
        end -= 1
    return end


def _is_below_report(line: str) -> bool:
    # A bare number may be the last cell of a table.
    return is_edge(line) and not line.isdigit() and not starts_paragraph(line)


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
