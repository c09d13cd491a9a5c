"""Whether a model has lost its thread: says the same again and again, or never ends."""

from __future__ import annotations

import re
from collections import Counter

from rag.sentences import sentences

MAX_CHARS = 3000
_SAME_SENTENCE = 3
_CYCLE = re.compile(r"(.{1,30}?)\1{7,}$", re.S)
_MARKS = re.compile(r"\W|\d")


def is_rambling(draft: str) -> bool:
    """Judge a draft so far.

    >>> is_rambling("新增就业5万人。" * 3), is_rambling("新建学校3所。新建学校5所。改造道路2条。")
    (True, False)
    """
    if len(draft) > MAX_CHARS:
        return True
    # Rules of tables and rows of points repeat themselves by nature.
    if (cycle := _CYCLE.search(draft[-400:])) and _MARKS.sub("", cycle[1]):
        return True
    said = Counter(re.sub(r"\W", "", draft[a:b]) for a, b in sentences(draft))
    return any(times >= _SAME_SENTENCE and len(text) > 3 for text, times in said.items())
