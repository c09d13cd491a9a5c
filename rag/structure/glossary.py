"""Terms that a report explains itself, at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.types import GlossaryEntry

_MARKER = re.compile(
    r"\s*(?:[\[【〔(（]\s*\d{1,3}\s*[\]】〕)）][、.．]?|\d{1,3}\s*[.．、](?!\d)|[①-⑳⑴-⒇]|[*※•●]|注\s*\d{0,3}\s*[:：]?)?\s*"
)
_MAX_TERM = 60
_SAYS = r"(?:是\s*指的?是?|指的是|系指|即指|指|即|是)"
_COLON = re.compile(r"[^:：。！？!?]{1,60}?[:：]")
# Without a colon only an unmistakable phrase parts term and definition.
_PHRASE = re.compile(r"[^:：。！？!?；;]{2,40}?[,，]?(?:是指|指的是|系指)")
_OPENING = re.compile(rf"\s*{_SAYS}(?:[:：]|(?=[“\"《\u4e00-\u9fa5\d]))\s*")
# “中心提升”是指:…  “两区协同”指…, inside a longer definition
_INNER = re.compile(r"(?<![^。；;，,：:、！\s])[“\"]([^”\"。]{2,24})[”\"]\s*(?:是指|指的是|系指|指|即)\s*[:：]?\s*")
_CLOSING = re.compile(r"[:：]\s*$")


def entries(paragraphs: Iterable[tuple[int, str]]) -> list[GlossaryEntry]:
    """Read the entries of glossary paragraphs, given as (ordinal, text).

    An entry spans term and definition, so that quoting it says both. A term on a line by itself is explained by the
    next paragraph, which the entry then spans.
    """
    found: list[GlossaryEntry] = []
    pending = ""
    for ordinal, text in paragraphs:
        start = _MARKER.match(text).end()  # type: ignore[union-attr]  # matches the empty string too
        if pending and not _CLOSING.search(text):
            found.append(GlossaryEntry(pending, _definition(text, start)[0], ordinal, start, len(text)))
            pending = ""
            continue
        pending = ""
        head = _COLON.match(text, start) or _PHRASE.match(text, start)
        if not head:
            continue
        term = _term(head.group())
        definition, at = _definition(text, head.end())
        if not term or len(term) > _MAX_TERM:
            continue
        if not definition:
            pending = term
            continue
        found.append(GlossaryEntry(term, definition, ordinal, start, len(text)))
        found.extend(_inner(text, at, ordinal))
    return found


def _inner(text: str, start: int, ordinal: int) -> list[GlossaryEntry]:
    """Terms explained inside a definition, when there are several: each up to the next."""
    marks = list(_INNER.finditer(text, start))
    if len(marks) < 2:
        return []
    edges = [mark.start() for mark in marks] + [len(text)]
    found = []
    for mark, edge in zip(marks, edges[1:], strict=True):
        end = mark.end() + len(text[mark.end() : edge].rstrip())
        found.append(GlossaryEntry(mark.group(1), text[mark.end() : end], ordinal, mark.start(), end))
    return found


def _definition(text: str, start: int) -> tuple[str, int]:
    opening = _OPENING.match(text, start)
    if opening and opening.group().strip() != "是":
        start = opening.end()
    return text[start:].strip(), start


def _term(head: str) -> str:
    """The term as printed, without the words and marks that join it to its definition."""
    core = re.sub(r"[,，]?(?:是指|指的是|系指)?[:：]?$", "", head).strip()
    inner = core[1:-1]
    if core[:1] in '“"' and core[-1:] in '”"' and not re.search(r"[“”\"]", inner):
        return inner.strip()
    return core
