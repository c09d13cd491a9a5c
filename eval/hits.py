"""From ranked passages to rankings that the metrics score: which passage holds which evidence.

What is relevant is a quote of the gold set, not a passage id, because passages differ from one way of cutting to the
next. A ranking is written down as evidence ids where a passage is the first to hold a quote, and as the passage's
place elsewhere; that ranking, with the evidence ids as qrels, is what goes into the TREC files too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.files import SameFile
from eval.gold import Question
from eval.matching import contains_copy
from eval.metrics import ndcg_at_k, recall_at_k, reciprocal_rank, success_at_k
from rag.chunk import MAX_CHARS
from rag.sentences import sentences

Json = dict[str, Any]

DEPTH = 20
CUTS = (1, 5, 10, 20)
READ_CHARS = (1000, 2000)


def qrels(question: Question) -> dict[str, int]:
    """Evidence ids with their gains; of evidence where any one suffices there is one id."""
    if question.evidence_any and question.evidence:
        return {f"{question.id}#any": 1}
    return {f"{question.id}#{n}": 1 for n in range(len(question.evidence))}


def ranking(question: Question, passages: Sequence[Json], same_file: SameFile) -> list[str]:
    """Evidence ids and passage places, best first, no repeats.

    A passage that holds several quotes is written as all of them.
    """
    ranked: list[str] = []
    for place, passage in enumerate(passages):
        new = [i for i in _held(question, passage, same_file) if i not in ranked]
        ranked += new or [f"{passage['file']}:{passage['start']}-{passage['end']}@{place}"]
    return ranked


def _held(question: Question, passage: Json, same_file: SameFile) -> list[str]:
    text = passage["text"]
    if is_too_long(text):
        return []
    held = [
        n
        for n, evidence in enumerate(question.evidence)
        if same_file(evidence.file, passage["file"]) and contains_copy(text, evidence.quote)
    ]
    if question.evidence_any:
        return [f"{question.id}#any"] if held else []
    return [f"{question.id}#{n}" for n in held]


def is_too_long(text: str) -> bool:
    """Whether a passage is too long to count as found: over the limit, and more than one sentence."""
    return len(text) > MAX_CHARS and len(sentences(text.strip())) > 1


def retrieval_scores(question: Question, passages: Sequence[Json], same_file: SameFile) -> dict[str, float]:
    """All retrieval scores of one question; k counts passages."""
    gains = qrels(question)
    scores: dict[str, float] = {}
    for k in CUTS:
        cut = ranking(question, passages[:k], same_file)
        depth = max(k, len(cut))
        scores[f"recall@{k}"] = recall_at_k(cut, gains, depth)
        scores[f"success@{k}"] = success_at_k(cut, gains, depth)
        if k == 10:
            scores["ndcg@10"] = ndcg_at_k(cut, gains, depth)
            scores["mrr@10"] = reciprocal_rank(cut, gains)
    for chars in READ_CHARS:
        read = ranking(question, _first_chars(passages, chars), same_file)
        scores[f"recall@{chars}chars"] = recall_at_k(read, gains, max(1, len(read)))
    return scores


def _first_chars(passages: Sequence[Json], chars: int) -> list[Json]:
    """The passages that somebody has read to their end after so many characters."""
    read: list[Json] = []
    for passage in passages:
        chars -= len(passage["text"])
        if chars < 0:
            break
        read.append(passage)
    return read


def missed(question: Question, passages: Sequence[Json], same_file: SameFile) -> list[str]:
    """The quotes that no passage holds."""
    found = set(ranking(question, passages, same_file))
    if question.evidence_any:
        return [] if found & set(qrels(question)) else [question.evidence[0].quote]
    return [e.quote for n, e in enumerate(question.evidence) if f"{question.id}#{n}" not in found]
