"""A static encoder: the mean of one trained vector for each word piece, in numpy alone.

Opens the folder that sentence-transformers opens, and gives the same vectors, without its seconds of start.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.base import Matrix

BUNDLED = Path(__file__).with_name("model")
_TEXTS_AT_ONCE = 1024
# Rows gathered at once; they should stay in the processor's cache.
_PIECES_AT_ONCE = 4096


class StaticEncoder:
    """Mean of piece vectors, scaled to unit length.

    Raises:
        OSError: the folder does not hold such a model.
    """

    def __init__(self, folder: Path, *, name: str, dim: int | None = None) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        for file in ("tokenizer.json", "model.safetensors"):
            if not (folder / file).is_file():
                raise OSError(f"{folder}: no {file} here; it is part of the project's files, so install it again")
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tensors = load_file(folder / "model.safetensors")
        rows, scale = tensors["embeddings"], tensors["weights"]
        self._name = name
        self._dim = dim or rows.shape[1]
        self._vectors: Matrix = rows[:, : self._dim] * scale[:, None]

    @property
    def name(self) -> str:
        return self._name

    @property
    def dim(self) -> int:
        return self._dim

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        blocks = [texts[start : start + _TEXTS_AT_ONCE] for start in range(0, len(texts), _TEXTS_AT_ONCE)]
        if len(blocks) <= 1:
            return self._encode(texts)
        # Both the tokenizer and numpy let go of Python's lock, so that one block is cut while another is added up.
        with ThreadPoolExecutor(max_workers=2) as pool:
            return np.concatenate(list(pool.map(self._encode, blocks)))

    def _encode(self, texts: Sequence[str]) -> Matrix:
        sums = np.zeros((len(texts), self._dim), dtype=np.float32)
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        ids = [encoding.ids for encoding in encodings]
        first = 0
        while first < len(ids):
            last, n_pieces = first, 0
            while last < len(ids) and (last == first or n_pieces + len(ids[last]) <= _PIECES_AT_ONCE):
                n_pieces += len(ids[last])
                last += 1
            self._add_up(ids[first:last], sums[first:last])
            first = last
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        np.divide(sums, lengths, out=sums, where=lengths > 0)
        return sums

    def _add_up(self, ids: Sequence[Sequence[int]], sums: Matrix) -> None:
        counts = np.array([len(one) for one in ids])
        filled = np.flatnonzero(counts)
        if not len(filled):
            return
        pieces = np.fromiter(chain.from_iterable(ids), dtype=np.intp, count=int(counts.sum()))
        starts = np.concatenate([[0], np.cumsum(counts[filled])[:-1]])
        sums[filled] = np.add.reduceat(self._vectors[pieces], starts, axis=0)
