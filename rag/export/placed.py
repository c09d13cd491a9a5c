"""Marks behind the words that they stand for.

A point strings several clauses together and lists its sources; whoever checks it wants to know which is whose. A
source's quote holds the words of its clause, so each mark goes behind the clause that shares most with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

_PART = re.compile(r"(?:“[^”]*”|[^；。])*[；。]?")
_STOPS = "；。"
# A quote that has less than this share of a clause's pairs of characters says nothing of it.
_LEAST = 0.5
_ALIKE = 0.05
_COVERS = 0.75


def placed(text: str, notes: Sequence[int], quotes: Mapping[int, str]) -> list[tuple[str, tuple[int, ...]]]:
    """Cut a point into stretches with the notes of each; the stretches joined are the point.

    A note that fits no clause, or every clause alike, stands at the end. A mark stands before the stop.

    >>> placed("新建学校4所；新增学位9个。", (1, 2), {1: "新建学校4所", 2: "新增学位9个"})
    [('新建学校4所', (1,)), ('；新增学位9个', (2,)), ('。', ())]
    """
    parts = [p for p in _PART.findall(text) if p]
    if len(parts) < 2 or len(notes) < 2:
        body = text.rstrip(_STOPS)
        tail = text[len(body) :]
        return [(body, tuple(notes)), *([(tail, ())] if tail else [])]
    of_part: list[list[int]] = [[] for _ in parts]
    pairs = [_pairs(part) for part in parts]
    for note in notes:
        wanted = _pairs(quotes.get(note, ""))
        shares = [sum((own & wanted).values()) / max(1, min(own.total(), wanted.total())) for own in pairs]
        of_part[_best(shares, of_part)].append(note)
    for own, numbers in zip(pairs, of_part, strict=True):
        # A quote may hold several clauses in a row: each of them has its mark.
        if not numbers and own:
            covering = (n for n in notes if _share(own, _pairs(quotes.get(n, ""))) >= _COVERS)
            numbers.extend(list(covering)[:1])
    stretches: list[tuple[str, tuple[int, ...]]] = []
    held = ""
    for part, numbers in zip(parts, of_part, strict=True):
        body = part.rstrip(_STOPS)
        if numbers:
            stretches.append((held + body, tuple(numbers)))
            held = part[len(body) :]
        else:
            held += part
    return [*stretches, (held, ())] if held else stretches


def _share(own: Counter[str], wanted: Counter[str]) -> float:
    return sum((own & wanted).values()) / max(1, own.total())


def _best(shares: Sequence[float], taken: Sequence[Sequence[int]]) -> int:
    """The clause that a quote fits best; of several alike, the first that has no note yet."""
    best = max(shares)
    if best < _LEAST:
        return len(shares) - 1
    alike = [i for i, share in enumerate(shares) if share >= best - _ALIKE]
    return next((i for i in alike if not taken[i]), alike[0])


def _pairs(text: str) -> Counter[str]:
    bare = re.sub(r"[\s，,、；;。：:]", "", text)
    return Counter(bare[i : i + 2] for i in range(len(bare) - 1))
