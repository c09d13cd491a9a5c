"""What a report says is still wanting: the paragraph that every report has before its plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.compose import Source
from rag.indicators.stance import stances
from rag.sentences import clauses
from rag.types import ItemKind, Paragraph, Report, Role

_ADMITS = re.compile(
    r"(?:还|仍|依然|也)?(?:存在|面临)(?:着|的)?(?:不少|一些|许多|诸多|很多|较多|多重|一定)?(?:的)?(?:困难|问题|短板|不足|挑战|差距|薄弱环节)"
    r"|清醒(?:地)?(?:看到|认识到)|(?:差距|短板|不足|问题)(?:和|与)(?:不足|短板|问题|困难|挑战)"
)
_OPENS = re.compile(
    r"(?:清醒|也|还)地?(?:看到|认识到)|(?:还|仍|依然|仍然|也)(?:存在|面临)(?:着|的)?(?:不少|一些|许多|诸多|困难|问题|短板|不足|挑战)"
)
# Where the list of them begins, and where the report goes on to what it will do about them.
_BEGINS = re.compile(r"(?:主要(?:是|有|表现在|体现在)|一是|[：:])")
_RESOLVES = re.compile(
    r"^(?:对此|对这些|针对这些|我们(?:将|要|一定|必须)|为此|这些(?:困难|问题|矛盾))|高度重视|采取有力|切实加以解决"
)
_LABEL = re.compile(r"^(?:[一二三四五六七八九十]+是|[（(]?\d{1,2}[)）.、．]|主要(?:是|有|表现在|体现在)[：:]?)")
_NEAR = 60
_LEAST, _MOST = 5, 45


def admitted_from(paragraph: Paragraph) -> int:
    """Where a paragraph that looks back goes over to what is wanting; behind its end if it does not."""
    found = _OPENS.search(paragraph.text)
    return found.start() if found else len(paragraph.text)


def shortcomings(report: Report) -> Iterator[tuple[str, Source]]:
    """What is wanting, one after the other, in the report's words."""
    for paragraph, stance in zip(report.paragraphs, stances(report), strict=True):
        if paragraph.role is not Role.BODY or not stance.phase.looks_back:
            continue
        found = _ADMITS.search(paragraph.text)
        if found and (told := list(_listed(report, paragraph, found.start(), found.end()))):
            yield from told
            return


def _listed(report: Report, paragraph: Paragraph, at: int, end: int) -> Iterator[tuple[str, Source]]:
    text = paragraph.text
    begins = _BEGINS.search(text, end, end + _NEAR)
    items = [i for i in paragraph.items if i.kind is ItemKind.SPOKEN and i.start >= at]
    if items:
        spans = [(i.start, i.end) for i in items]
    else:
        # 我们也清醒地看到，…；…: without a word that opens the list it begins behind the comma.
        comma = re.compile("[，,：:]").search(text, end)
        first = begins.end() if begins else comma.end() if comma else len(text)
        spans = [(max(a, first), b) for a, b in clauses(text) if b > first]
    for a, b in spans:
        words = text[a:b]
        if _RESOLVES.search(words):
            return
        left = len(words) - len(words.lstrip(" \u3000,，;；"))
        if label := _LABEL.match(words[left:]):
            left += label.end()
        said = _short(re.split(r"[。；;！]", words[left:])[0])
        if len(said) >= _LEAST:
            yield said, Source(report, paragraph, a + left, a + left + len(said))


def _short(text: str) -> str:
    """The clauses at the start that have room."""
    while len(text) > _MOST:
        cut = max(text.rfind("，"), text.rfind(","))
        if cut < 0:
            return ""
        text = text[:cut]
    return text
