"""Lists what still looks damaged after cleaning, so that nobody has to find out by quoting it."""

from __future__ import annotations

import re

from rag.clean.aligned import Aligned
from rag.headings import CLOSED, is_heading
from rag.types import Doubt

_REPLACED = re.compile("\ufffd+")


def find_doubts(text: Aligned) -> tuple[Doubt, ...]:
    doubts = [
        Doubt("unreadable", *text.source_span(m.start(), m.end()), "characters that no encoding could read")
        for m in _REPLACED.finditer(text.text)
    ]
    last_start = text.text.rfind("\n") + 1
    last = text.text[last_start:]
    if len(last) > 40 and not CLOSED.search(last) and not is_heading(last, before=None, after=None):
        start, end = text.source_span(len(text.text) - 1, len(text.text))
        doubts.append(Doubt("cut_off", start, end, "the text stops inside a sentence"))
    return tuple(sorted(doubts, key=lambda d: (d.start, d.end)))
