"""The contrastive step: a query nearer to its own passage than to the others of the batch (InfoNCE).

Batches are of one family of pairs, so that the others of a batch are of the same kind and hard to tell apart. The
loss is taken at several lengths of the vector (Matryoshka; Kusupati et al., 2022), so that the first 64 numbers work
alone. Written out in numpy: a mean of vectors needs no automatic gradients, and rows that a batch does not hold cost
nothing, which made a step five times as fast as with torch on one core.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from embeddings.base import Matrix

Ids = NDArray[np.int32]
_BETA1, _BETA2, _EPSILON = 0.9, 0.999, 1e-8


@dataclass(frozen=True, slots=True)
class Family:
    """Pairs of one kind: token ids of both sides, a number for the passage's text and one for the query's.

    `hard` holds for each pair the places of others in this family whose passages are hard wrong answers to its query,
    -1 where there is none.
    """

    queries: Sequence[Ids]
    passages: Sequence[Ids]
    passage_numbers: NDArray[np.int64]
    query_numbers: NDArray[np.int64]
    weight: float
    hard: NDArray[np.int32] | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What was used for the bundled weights; see EXPERIMENTS.md for what else was tried."""

    steps: int = 1500
    batch: int = 1024
    run: int = 4  # neighbouring pairs taken together
    learning_rate: float = 4e-3
    scale: float = 20.0
    dims: tuple[tuple[int, float], ...] = ((256, 1.0), (64, 0.3))
    max_pieces: int = 128
    dropped: float = 0.1
    seed: int = 7


class _Batch(NamedTuple):
    """Texts as a matrix that takes the mean of their pieces' vectors; its columns are `pieces`."""

    pieces: NDArray[np.int64]
    mean: scipy.sparse.csr_matrix


def train(
    initial: Matrix, families: Mapping[str, Family], options: Options, log: Callable[[str], None] = print
) -> Matrix:
    """Return the trained vectors; the same input and seed give the same vectors."""
    rng = np.random.default_rng(options.seed)
    vectors = initial.copy()
    mean = np.zeros_like(vectors)
    first, second = np.zeros_like(vectors), np.zeros_like(vectors)
    names = sorted(families)
    chances = np.array([families[name].weight for name in names])
    chances = chances / chances.sum()
    losses: dict[str, list[float]] = {name: [] for name in names}
    for step in range(options.steps):
        name = names[rng.choice(len(names), p=chances)]
        family = families[name]
        chosen = _chosen(len(family.queries), options, rng)
        wrong = _wrong(family, chosen, rng)
        sides = ([family.queries[i] for i in chosen], [family.passages[i] for i in (*chosen, *wrong)])
        batch = _batch([_dropped(text, options, rng) for side in sides for text in side])
        alike = _alike(family, chosen, np.concatenate([chosen, wrong]))
        loss, gradient = _loss(batch.mean @ vectors[batch.pieces], alike, options)
        gradient = batch.mean.T @ gradient
        # Adam, for the rows of this batch alone.
        at = batch.pieces
        first[at] = _BETA1 * first[at] + (1 - _BETA1) * gradient
        second[at] = _BETA2 * second[at] + (1 - _BETA2) * gradient**2
        rate = options.learning_rate * _schedule(step, options.steps)
        rate *= np.sqrt(1 - _BETA2 ** (step + 1)) / (1 - _BETA1 ** (step + 1))
        vectors[at] -= np.float32(rate) * first[at] / (np.sqrt(second[at]) + _EPSILON)
        losses[name].append(loss)
        if step >= options.steps // 2:
            # The mean of the second half generalises better than the last state.
            mean += (vectors - mean) / (step - options.steps // 2 + 1)
        if (step + 1) % 250 == 0:
            log(f"step {step + 1}: " + ", ".join(f"{n} {np.mean(v[-20:]):.2f}" for n, v in losses.items() if v))
    return mean


def _chosen(n: int, options: Options, rng: np.random.Generator) -> NDArray[np.int64]:
    """Runs of neighbouring pairs, from all over the family: neighbours come from one text and are the hard ones."""
    n_runs = max(1, min(options.batch, n) // options.run)
    starts = rng.choice(max(1, n - options.run), min(n_runs, max(1, n - options.run)), replace=False)
    return np.unique((starts[:, None] + np.arange(options.run)).ravel() % n)


def _batch(texts: Sequence[Ids]) -> _Batch:
    pieces, columns = np.unique(np.concatenate(texts), return_inverse=True)
    counts = np.array([len(text) for text in texts])
    values = np.repeat(1 / counts, counts).astype(np.float32)
    ends = np.concatenate([[0], np.cumsum(counts)])
    return _Batch(
        pieces.astype(np.int64), scipy.sparse.csr_matrix((values, columns, ends), shape=(len(texts), len(pieces)))
    )


def _wrong(family: Family, chosen: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """One hard wrong answer for each pair that has some, and is not of the batch already."""
    if family.hard is None:
        return np.zeros(0, dtype=np.int64)
    picked = family.hard[chosen, rng.integers(family.hard.shape[1], size=len(chosen))]
    return np.setdiff1d(picked[picked >= 0], chosen).astype(np.int64)


def _alike(family: Family, chosen: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where another pair's passage is no wrong answer: it is the same passage, or the same is asked."""
    numbers, queries = family.passage_numbers, family.query_numbers
    alike: NDArray[np.bool_] = numbers[chosen][:, None] == numbers[columns][None, :]
    alike |= queries[chosen][:, None] == queries[columns][None, :]
    np.fill_diagonal(alike, False)
    return alike


def _loss(means: Matrix, alike: NDArray[np.bool_], options: Options) -> tuple[float, Matrix]:
    """InfoNCE in both directions at every length, and its gradient.

    The first rows of `means` are n queries, then come their n passages, then more wrong answers; `alike` has a row for
    each query and a column for each passage, true where it is no wrong answer though it is not the right one.
    """
    n = len(alike)
    gradient = np.zeros_like(means)
    total = 0.0
    for dim, weight in options.dims:
        lengths = np.maximum(np.linalg.norm(means[:, :dim], axis=1, keepdims=True), 1e-6)
        unit = means[:, :dim] / lengths
        scores = options.scale * (unit[:n] @ unit[n:].T)
        scores[alike] = -1e4
        by_row, loss_of_rows = _softmax(scores)
        by_column, loss_of_columns = _softmax(scores[:, :n].T)
        total += weight * (loss_of_rows + loss_of_columns) / 2
        wrong = by_row
        wrong[:, :n] += by_column.T
        wrong[np.arange(n), np.arange(n)] -= 2
        wrong *= options.scale * weight / (2 * n)
        turned = np.concatenate([wrong @ unit[n:], wrong.T @ unit[:n]])
        gradient[:, :dim] += (turned - (turned * unit).sum(axis=1, keepdims=True) * unit) / lengths
    return float(total), gradient


def _softmax(scores: Matrix) -> tuple[Matrix, float]:
    """Of each row, and the mean of -log of the diagonal."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return shares, float(-np.log(np.maximum(np.diagonal(shares), 1e-30)).mean())


def _dropped(text: Ids, options: Options, rng: np.random.Generator) -> Ids:
    text = text[: options.max_pieces]
    kept = text[rng.random(len(text)) >= options.dropped]
    return kept if len(kept) else text


def _schedule(step: int, steps: int) -> float:
    """Warm up over the first twentieth, then fall linearly to nothing."""
    warm = max(1, steps // 20)
    return min(1.0, (step + 1) / warm) * (1 - step / steps)
