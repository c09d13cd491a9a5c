"""Ranking metrics by trec_eval's definitions, over the ids of one ranking and the qrels of one query.

A query without results scores 0 and stays in the mean.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def recall_at_k(ranking: Sequence[str], gains: Mapping[str, int], k: int) -> float:
    """Share of the relevant ids that stand in the first k; 0.0 if none is relevant.

    >>> recall_at_k(["p7", "p2", "p4"], {"p2": 1, "p9": 1}, k=2)
    0.5
    """
    relevant = _relevant(gains)
    return len(relevant & set(_cut(ranking, k))) / len(relevant) if relevant else 0.0


def success_at_k(ranking: Sequence[str], gains: Mapping[str, int], k: int) -> float:
    """1.0 if any of the first k ids is relevant, else 0.0."""
    return float(bool(_relevant(gains) & set(_cut(ranking, k))))


def reciprocal_rank(ranking: Sequence[str], gains: Mapping[str, int]) -> float:
    """One over the rank of the first relevant id; 0.0 if there is none. The mean over queries is MRR.

    >>> reciprocal_rank(["p7", "p2"], {"p2": 1})
    0.5
    """
    relevant = _relevant(gains)
    return next((1 / rank for rank, item in enumerate(ranking, start=1) if item in relevant), 0.0)


def ndcg_at_k(ranking: Sequence[str], gains: Mapping[str, int], k: int) -> float:
    """Score one ranking by normalised discounted cumulative gain.

    Args:
        ranking: ids, best first, no repeats. Unjudged ids gain nothing.
        gains: the qrels of one query; gain 0 means judged and not relevant.
        k: cut-off, counted from 1.
    Returns:
        A value in [0, 1]; 0.0 if the query has no relevant id.
    Raises:
        ValueError: k is below 1.

    Formula: as trec_eval computes it, linear gain, log2(rank + 1) discount.

    >>> ndcg_at_k(["p7", "p2"], {"p2": 1}, k=2)   # 1 / log2(3)
    0.6309297535714575
    """
    got = _discounted([gains.get(item, 0) for item in _cut(ranking, k)])
    best = _discounted(sorted(gains.values(), reverse=True)[:k])
    return got / best if best else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(max(gain, 0) / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _relevant(gains: Mapping[str, int]) -> set[str]:
    return {item for item, gain in gains.items() if gain > 0}


def _cut(ranking: Sequence[str], k: int) -> Sequence[str]:
    if k < 1:
        raise ValueError(f"the cut-off k counts from 1, and is {k}")
    return ranking[:k]
