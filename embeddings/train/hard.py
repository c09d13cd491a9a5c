"""Hard wrong answers: passages that share a query's words and are not its passage.

Those of a batch were drawn at random, and most of them are told apart at a glance. What lexical search finds is what
the encoder must tell apart beside it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.train.pairs import Pair
from rag.lexical import Entry, LexicalIndex
from rag.terms import terms

_DEPTH = 30
_KEPT = 4
# What scores nearly as well as the right passage is often as right: reports repeat each other.
_MOST = 0.8
_MAX_TERMS = 40


def hard_negatives(pairs: Sequence[Pair], sources: Sequence[str]) -> NDArray[np.int32]:
    """For each pair the numbers of up to four other pairs whose passages lexical search confuses with its own.

    Shape (len(pairs), 4), -1 where there is none; pairs of other sources have none.
    """
    found = np.full((len(pairs), _KEPT), -1, dtype=np.int32)
    chosen = [number for number, pair in enumerate(pairs) if pair.source in sources]
    first: dict[str, int] = {}
    for number in chosen:
        first.setdefault(pairs[number].passage, number)
    with tempfile.TemporaryDirectory(prefix="wenju-hard-") as folder:
        index = LexicalIndex(Path(folder))
        index.update(remove=(), add=_entries(first))
        for number in chosen:
            pair = pairs[number]
            query = dict.fromkeys(terms(pair.query)[:_MAX_TERMS], 1.0)
            hits = index.search(query, _DEPTH)
            if len(hits) == _DEPTH:
                # Which of those that score alike are among so many is chance.
                hits = [hit for hit in hits if hit.score > hits[-1].score]
            scores = {int(hit.passage_id): hit.score for hit in hits}
            most = _MOST * scores.get(first[pair.passage], 0.0)
            wrong = [n for n, score in scores.items() if score <= most and _differs(pair, pairs[n])][:_KEPT]
            found[number, : len(wrong)] = wrong
    return found


def _differs(pair: Pair, other: Pair) -> bool:
    return other.passage != pair.passage and other.query != pair.query and not (pair.key and pair.key == other.key)


def _entries(first: dict[str, int]) -> Iterator[Entry]:
    for passage, number in first.items():
        yield Entry(str(number), "", passage, "")
