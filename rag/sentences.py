"""Where sentences and clauses end in Chinese official prose."""

from __future__ import annotations

import re

# A sentence ends at 。！？ or their ASCII forms, with the closing quotes and brackets after it. An ASCII point or a
# colon does not end one: 6.5%, 9.7:39.5:50.8. A mark inside quotes or brackets that go on does not either.
_SENTENCE_END = re.compile(r"(?:[。！？!?]|\.(?=\s|$))+[”’」』）)】》\"']*")
_CLAUSE_END = re.compile(r"[；;][”’」』）)】》\"']*|(?:[。！？!?]|\.(?=\s|$))+[”’」』）)】》\"']*")

Offsets = tuple[int, int]


def sentences(text: str) -> list[Offsets]:
    """Split into sentences that tile the text.

    >>> [("一是稳增长。二是“防风险。”三是")[a:b] for a, b in sentences("一是稳增长。二是“防风险。”三是")]
    ['一是稳增长。', '二是“防风险。”', '三是']
    """
    return _tile(text, _SENTENCE_END)


def clauses(text: str) -> list[Offsets]:
    """Split into the parts between semicolons and sentence ends; they tile the text."""
    return _tile(text, _CLAUSE_END)


def _tile(text: str, end: re.Pattern[str]) -> list[Offsets]:
    parts: list[Offsets] = []
    start = 0
    for match in end.finditer(text):
        parts.append((start, match.end()))
        start = match.end()
    if start < len(text):
        parts.append((start, len(text)))
    return parts
