"""Question to evidence: words and vectors, each ranking passages of the reports that the question is about.

A question about several places or years is asked once for each side, and the lists interleave, so that no side of a
comparison crowds out the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from embeddings import Encoder, Matrix
from rag.index import Index
from rag.lexical import Hit
from rag.rerank import rerank
from rag.rerank.facts import NOTHING, told
from rag.scope import Scope, scopes
from rag.store import Row, Store
from rag.types import Evidence, Report
from rag.understand import Question

DEPTH = 60
# The learned order is made over so many, however few are wanted.
POOL = 30
# Passages of one side of a comparison, however many sides there are.
LEAST = 5

Order = Callable[[Question, Sequence[Evidence]], list[Evidence]]


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
    order: Order = rerank,
) -> list[Evidence]:
    """The best `k` passages, best first; the same question over the same library gives the same list."""
    found = candidates(
        question,
        k=max(k, POOL),
        store=store,
        index=index,
        encoder=encoder,
        load=load,
        rows=rows,
        weights=weights or Weights(),
    )
    return _interleave([order(question, side) for side in found])[:k]


def candidates(
    question: Question,
    *,
    k: int,
    store: Store,
    index: Index,
    encoder: Encoder,
    load: Callable[[str], Report],
    rows: Sequence[Row],
    weights: Weights,
) -> list[list[Evidence]]:
    """For each side of the question its best passages, with the scores that their order comes from."""
    sides = scopes(question, rows)
    asked = encoder.encode_queries([question.core or question.text])
    depth = k if len(sides) == 1 else max(k // len(sides) + 1, LEAST)
    ranked = [_rank(question, asked, scope, index, weights)[:depth] for scope in sides]
    passages = store.passages_by_id([hit.passage_id for found in ranked for hit in found])
    known = told(question, list(passages.values()), store.facts, load)
    return [
        [
            Evidence(
                passages[hit.passage_id],
                load(passages[hit.passage_id].report_id),
                hit.score,
                (*hit.scores, *known.get(hit.passage_id, NOTHING).scores()),
            )
            for hit in found
            if hit.passage_id in passages
        ]
        for found in ranked
    ]


class _Ranked(NamedTuple):
    passage_id: str
    score: float
    scores: tuple[tuple[str, float], ...]


def _rank(question: Question, asked: Matrix, scope: Scope, index: Index, weights: Weights) -> list[_Ranked]:
    # Of seventy reports of one place those of the year asked about would not be among the first: they come besides.
    among = [scope.ids] if len(scope.preferred) in (0, len(scope.rows)) else [scope.ids, scope.preferred]
    words = _scaled(_best(index.lexical(question.terms, DEPTH, only=ids) for ids in among)) if weights.words else {}
    cosines = _best(index.nearest(asked, DEPTH, only=ids)[0] for ids in among) if weights.vectors else []
    near, cosine = _scaled(cosines), dict(cosines)
    ranked: list[_Ranked] = []
    for passage_id in words.keys() | near.keys():
        word = words.get(passage_id, 0.0)
        score = weights.words * word + weights.vectors * near.get(passage_id, 0.0)
        is_preferred = passage_id.split("/", 1)[0] in scope.preferred
        if not is_preferred:
            score *= weights.other_year
        scores = (("words", word), ("vectors", cosine.get(passage_id, 0.0)), ("preferred", float(is_preferred)))
        ranked.append(_Ranked(passage_id, score, scores))
    return sorted(ranked, key=lambda r: (-r.score, r.passage_id))


def _best(rankings: Iterable[Sequence[Hit]]) -> list[Hit]:
    """The hits of all rankings, each once."""
    found: dict[str, Hit] = {}
    for ranking in rankings:
        for hit in ranking:
            found.setdefault(hit.passage_id, hit)
    return list(found.values())


def _scaled(hits: Sequence[Hit]) -> Mapping[str, float]:
    best = max((hit.score for hit in hits), default=0.0)
    return {hit.passage_id: hit.score / best for hit in hits} if best > 0 else {}


def _interleave(rankings: Sequence[Sequence[Evidence]]) -> list[Evidence]:
    if len(rankings) == 1:
        return list(rankings[0])
    found: dict[str, Evidence] = {}
    for place in range(max(map(len, rankings), default=0)):
        for ranking in rankings:
            if place < len(ranking):
                found.setdefault(ranking[place].passage.id, ranking[place])
    return list(found.values())
