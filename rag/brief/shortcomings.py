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
# Where the list of them begins, and where the report goes on to what it will do about them.
_BEGINS = re.compile(r"(?:主要(?:是|有|表现在|体现在)?|一是|[：:])")
_RESOLVES = re.compile(
    r"^(?:对此|对这些|针对这些|我们(?:将|要|一定|必须)|为此|这些(?:困难|问题|矛盾))|高度重视|采取有力|切实加以解决"
)
_LABEL = re.compile(r"^(?:[一二三四五六七八九十]+是|[（(]?\d{1,2}[)）.、．]|主要(?:是|有|表现在|体现在)[：:]?)")
_LEAST, _MOST = 5, 60


def shortcomings(report: Report) -> Iterator[tuple[str, Source]]:
    """What is wanting, one after the other, in the report's words."""
    for paragraph, stance in zip(report.paragraphs, stances(report), strict=True):
        if paragraph.role is not Role.BODY or not stance.phase.looks_back:
            continue
        found = _ADMITS.search(paragraph.text)
        if found and (told := list(_listed(report, paragraph, found.end()))):
            yield from told
            return


def _listed(report: Report, paragraph: Paragraph, at: int) -> Iterator[tuple[str, Source]]:
    begins = _BEGINS.search(paragraph.text, at)
    if begins is None:
        return
    items = [i for i in paragraph.items if i.kind is ItemKind.SPOKEN and i.start >= at]
    spans = [(i.start, i.end) for i in items] or [
        span for span in clauses(paragraph.text) if span[0] >= begins.start() or span[0] <= begins.end() < span[1]
    ]
    for start, end in spans:
        start = max(start, begins.end() if not items else start)
        words = paragraph.text[start:end]
        if _RESOLVES.search(words):
            return
        left = len(words) - len(words.lstrip(" \u3000,，;；"))
        if label := _LABEL.match(words[left:]):
            left += label.end()
        text = re.split(r"[。；;！]", words[left:])[0]
        if _LEAST <= len(text) <= _MOST:
            yield text, Source(report, paragraph, start + left, start + left + len(text))
