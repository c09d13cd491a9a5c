"""A tiny deterministic encoder: hashed character n-grams, no weights, nothing to download.

It knows no meaning, only shared spelling, but on spelling it is exact: equal texts have equal vectors. It keeps the
whole path runnable anywhere and is what tests use.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.base import Matrix

# Odd multipliers of 64 bits; the values only need to spread the bits (Steele and Vigna, 2021).
_MULTIPLIERS = np.array([0xD1342543DE82EF95, 0xAF251AF3B0F025B5, 0xB564EF22EC7AECE5], dtype=np.uint64)
# Together they are encoded faster than one by one; more would fall out of the processor's cache.
_TEXTS_AT_ONCE = 256
_WEIGHTS = (0.4, 1.0, 0.7)  # single characters tell little, pairs most, triples are rare


class HashEncoder:
    """Feature hashing with signs (Weinberger et al., 2009) of character 1-, 2- and 3-grams, square-rooted counts.

    >>> encoder = HashEncoder(dim=64)
    >>> a, b, c = encoder.encode_passages(["粮食总产160亿斤", "粮食总产150亿斤", "新建公园"])
    >>> bool(a @ b > a @ c)
    True
    """

    def __init__(self, dim: int = 256) -> None:
        if dim < 8:
            raise ValueError(f"dim is {dim}; at least 8 are needed")
        self._dim = dim

    @property
    def name(self) -> str:
        return f"hashing-{self._dim}"

    @property
    def dim(self) -> int:
        return self._dim

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        rows = np.zeros((len(texts), self._dim), dtype=np.float32)
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            some = texts[start : start + _TEXTS_AT_ONCE]
            rows[start : start + len(some)] = self._encode(some)
        return rows

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        folded = ["".join(text.lower().split()) for text in texts]
        joined = "".join(folded).encode("utf-32-le", "surrogatepass")
        codes = np.frombuffer(joined, dtype=np.uint32).astype(np.uint64)
        of_text = np.repeat(np.arange(len(texts)), [len(text) for text in folded])
        total = np.zeros((len(texts), self._dim), dtype=np.float64)
        for n, weight in enumerate(_WEIGHTS, start=1):
            if len(codes) < n:
                break
            with np.errstate(over="ignore"):
                hashed = sum(codes[i : len(codes) - n + 1 + i] * _MULTIPLIERS[i] for i in range(n))
                hashed = (hashed ^ (hashed >> np.uint64(29))) * _MULTIPLIERS[n - 1]
            text = of_text[: len(hashed)]
            inside = text == of_text[n - 1 :]  # no n-gram reaches from one text into the next
            buckets = text * self._dim + ((hashed >> np.uint64(33)) % np.uint64(self._dim)).astype(np.intp)
            signs = np.where(hashed >> np.uint64(32) & np.uint64(1), 1.0, -1.0)
            counts = np.bincount(buckets[inside], weights=signs[inside], minlength=total.size).reshape(total.shape)
            total += weight * np.sign(counts) * np.sqrt(np.abs(counts))
        lengths = np.linalg.norm(total, axis=1, keepdims=True)
        return (total / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
