"""First vectors: pieces that keep the same company lie close together (PPMI and truncated SVD).

Levy and Goldberg (2014) showed that this is what word2vec approximates; on a small corpus the counts themselves are
better. Rows are scaled by smooth inverse frequency (Arora et al., 2017), so that 的 weighs little in a mean.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from embeddings.base import Matrix

Ids = NDArray[np.int32]
WINDOW = 6
_SIF = 1e-3
_CHUNK = 1_000_000


def initial_vectors(texts: Sequence[Ids], n_pieces: int, dim: int, *, seed: int) -> Matrix:
    """Vectors of all pieces from the texts; pieces that never occur get zeros."""
    counts = _counts(texts, n_pieces)
    frequency = np.bincount(np.concatenate(texts), minlength=n_pieces).astype(np.float64)
    vectors = _svd(_ppmi(counts), dim, seed)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    # A piece without company has a vector of rounding errors, which must not be blown up to full length.
    vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-6 * lengths.max())
    weight = _SIF / (_SIF + frequency / frequency.sum())
    return np.ascontiguousarray(vectors * weight[:, None], dtype=np.float32)


def interleaved(left: Ids, right: Ids) -> Ids:
    """Mix two texts by relative position, so that a sentence and its translation share their company."""
    places = np.concatenate([np.linspace(0, 1, len(left)), np.linspace(0, 1, len(right))])
    return np.concatenate([left, right])[np.argsort(places, kind="stable")]


def _counts(texts: Sequence[Ids], n_pieces: int) -> scipy.sparse.csr_matrix:
    """How often two pieces stand within the window, nearer ones counting more."""
    gap = np.full(WINDOW, -1, dtype=np.int32)
    stream = np.concatenate([part for text in texts for part in (text, gap)])
    total = scipy.sparse.csr_matrix((n_pieces, n_pieces), dtype=np.float32)
    for start in range(0, len(stream), _CHUNK):
        chunk = stream[start : start + _CHUNK + WINDOW]
        rows, columns, weights = [], [], []
        for distance in range(1, WINDOW + 1):
            left, right = chunk[:-distance], chunk[distance:]
            both = (left >= 0) & (right >= 0) & (left != right)
            rows.append(left[both])
            columns.append(right[both])
            weights.append(np.full(int(both.sum()), 1 / distance, dtype=np.float32))
        found = (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns)))
        total = total + scipy.sparse.coo_matrix(found, shape=total.shape).tocsr()
    return (total + total.T).tocsr()


def _ppmi(counts: scipy.sparse.csr_matrix) -> scipy.sparse.csr_matrix:
    """Positive pointwise mutual information, contexts smoothed by the power 0.75 (Levy et al., 2015)."""
    pairs = counts.tocoo()
    kept = pairs.data >= 1.0
    rows, columns, values = pairs.row[kept], pairs.col[kept], pairs.data[kept].astype(np.float64)
    of_row = np.asarray(counts.sum(axis=1)).ravel()
    of_column = of_row**0.75
    with np.errstate(divide="ignore"):
        information = np.log(values * of_column.sum() / (of_row[rows] * of_column[columns]))
    positive = information > 0
    found = (information[positive].astype(np.float32), (rows[positive], columns[positive]))
    return scipy.sparse.coo_matrix(found, shape=counts.shape).tocsr()


def _svd(matrix: scipy.sparse.csr_matrix, dim: int, seed: int) -> NDArray[np.float64]:
    """Truncated SVD by random projection (Halko et al., 2011), two power iterations; U·√S."""
    random = np.random.default_rng(seed).standard_normal((matrix.shape[1], dim + 16)).astype(np.float32)
    basis = np.linalg.qr(matrix @ random)[0]
    for _ in range(2):
        basis = np.linalg.qr(matrix @ np.linalg.qr(matrix.T @ basis)[0])[0]
    left, scale, _ = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    vectors: NDArray[np.float64] = (basis @ left[:, :dim]) * np.sqrt(scale[:dim])
    return vectors
