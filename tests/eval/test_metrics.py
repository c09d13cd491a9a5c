"""Ranking metrics agree with trec_eval."""

from __future__ import annotations

import random

import ir_measures
import pytest
from ir_measures import RR, R, Success, nDCG

from eval.metrics import ndcg_at_k, recall_at_k, reciprocal_rank, success_at_k
from eval.trec import qrels_lines, run_lines


def _made_up(seed: int) -> tuple[dict[str, list[str]], dict[str, dict[str, int]]]:
    dice = random.Random(seed)
    items = [f"d{i}" for i in range(30)]
    run = {f"q{q}": dice.sample(items, dice.randint(1, 25)) for q in range(12)}
    qrels = {f"q{q}": {d: dice.randint(0, 2) for d in dice.sample(items, 6)} for q in range(12)}
    return run, qrels


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_scores_are_those_of_trec_eval(seed: int) -> None:
    run, qrels = _made_up(seed)
    theirs: dict[tuple[str, str], float] = {}
    for value in ir_measures.iter_calc(
        [R @ 5, Success @ 5, nDCG @ 10, RR],
        list(ir_measures.read_trec_qrels("\n".join(qrels_lines(qrels)))),
        list(ir_measures.read_trec_run("\n".join(run_lines(run)))),
    ):
        theirs[value.query_id, str(value.measure)] = value.value
    for query, ranking in run.items():
        gains = qrels[query]
        assert recall_at_k(ranking, gains, 5) == pytest.approx(theirs[query, "R@5"])
        assert success_at_k(ranking, gains, 5) == pytest.approx(theirs[query, "Success@5"])
        assert ndcg_at_k(ranking, gains, 10) == pytest.approx(theirs[query, "nDCG@10"])
        assert reciprocal_rank(ranking, gains) == pytest.approx(theirs[query, "RR"])


def test_a_query_without_results_scores_zero() -> None:
    for score in (recall_at_k([], {"a": 1}, 5), ndcg_at_k([], {"a": 1}, 5), reciprocal_rank([], {"a": 1})):
        assert score == 0.0


def test_a_cut_off_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="counts from 1, and is 0"):
        recall_at_k(["a"], {"a": 1}, 0)
