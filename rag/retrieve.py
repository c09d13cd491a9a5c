"""Question to evidence: words and vectors, each ranking passages of the reports that the question is about.

A question about several places or years is asked once for each side, and the lists interleave, so that no side of a
comparison crowds out the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from embeddings import Encoder
from rag.index import Index
from rag.lexical import Hit
from rag.scope import Scope, scopes
from rag.store import Row, Store
from rag.types import Evidence, Report
from rag.understand import Question

DEPTH = 60


@dataclass(frozen=True, slots=True)
class Weights:
    """How the scores are put together; each is scaled to 0..1 within one query first."""

    words: float = 1.0
    vectors: float = 0.25
    # Multiplied onto the score of a report of another year than the question names.
    other_year: float = 0.6


def retrieve(
    question: Question,
    *,
    k: int,
    store: Store,
    index: Index,
    encoder: Encoder,
    load: Callable[[str], Report],
    rows: Sequence[Row],
    weights: Weights | None = None,
) -> list[Evidence]:
    """The best `k` passages, best first; the same question over the same library gives the same list."""
    weights = weights or Weights()
    ranked = [_rank(question, scope, store, index, encoder, weights) for scope in scopes(question, rows)]
    hits = _interleave(ranked)[:k]
    passages = store.passages_by_id([hit.passage_id for hit in hits])
    return [
        Evidence(passages[hit.passage_id], load(passages[hit.passage_id].report_id), hit.score)
        for hit in hits
        if hit.passage_id in passages
    ]


def _rank(
    question: Question, scope: Scope, store: Store, index: Index, encoder: Encoder, weights: Weights
) -> list[Hit]:
    words = _scaled(index.lexical(question.terms, DEPTH, only=scope.ids))
    text = question.core or question.text
    near = _scaled(index.nearest(encoder.encode_queries([text]), DEPTH, only=scope.ids)[0])
    ids = words.keys() | near.keys()
    hits: list[Hit] = []
    for passage_id in ids:
        score = weights.words * words.get(passage_id, 0.0) + weights.vectors * near.get(passage_id, 0.0)
        if passage_id.split("/", 1)[0] not in scope.preferred:
            score *= weights.other_year
        hits.append(Hit(passage_id, score))
    return sorted(hits, key=lambda h: (-h.score, h.passage_id))


def _scaled(hits: Sequence[Hit]) -> Mapping[str, float]:
    best = max((hit.score for hit in hits), default=0.0)
    return {hit.passage_id: hit.score / best for hit in hits} if best > 0 else {}


def _interleave(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    if len(rankings) == 1:
        return list(rankings[0])
    found: dict[str, Hit] = {}
    for place in range(max(map(len, rankings), default=0)):
        for ranking in rankings:
            if place < len(ranking):
                found.setdefault(ranking[place].passage_id, ranking[place])
    return list(found.values())
