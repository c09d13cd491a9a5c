"""Nearest passages by inner product: the `VectorStore` protocol and its FAISS implementation."""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from embeddings import Matrix
from rag.lexical import Hit


class VectorStore(Protocol):
    """Inner-product search over passage vectors; `only` restricts it to the passages of these reports.

    The report of a passage is what stands before the first slash of its id.
    """

    def add(self, passage_ids: Sequence[str], vectors: Matrix) -> None: ...

    def remove(self, passage_ids: Collection[str]) -> None: ...

    def search(self, queries: Matrix, k: int, only: Collection[str] | None = None) -> list[list[Hit]]:
        """For each query the best passages, best first, ties by id."""
        ...

    def save(self, folder: Path) -> None: ...

    @property
    def ids(self) -> Sequence[str]: ...


# Exact search over 200,000 vectors of 256 dimensions takes some 20 ms on one core; past that an inverted file does.
EXACT_LIMIT = 200_000
_INDEX = "vectors.faiss"
_IDS = "vectors.ids"


class FaissStore:
    """Exact inner product up to `exact_limit` vectors, an inverted file (IVF-Flat) of about 4·√n lists past it."""

    def __init__(self, dim: int, *, exact_limit: int = EXACT_LIMIT) -> None:
        import faiss

        self._faiss: Any = faiss
        self._dim = dim
        self._exact_limit = exact_limit
        self._ids: list[str] = []
        self._rows: dict[str, list[int]] | None = None
        self._index: Any = faiss.IndexFlatIP(dim)

    @classmethod
    def load(cls, folder: Path, dim: int) -> FaissStore:
        """Open what `save` wrote.

        Raises:
            ValueError: the files are damaged or of another dimension.
            OSError: the files are not there.
        """
        store = cls(dim)
        ids = (folder / _IDS).read_text(encoding="utf-8").splitlines()
        try:
            # Read by Python, since FAISS cannot open every path on Windows; straight from the file, in half the time
            # that it takes by way of bytes. A mapped file would open at once, but an index in one cannot grow.
            with (folder / _INDEX).open("rb") as file:
                store._index = store._faiss.read_index(store._faiss.PyCallbackIOReader(file.read))
        except RuntimeError as error:
            raise ValueError(f"{folder / _INDEX} is damaged: {error}") from error
        if store._index.d != dim or store._index.ntotal != len(ids):
            raise ValueError(f"{folder}: {store._index.ntotal} vectors of {store._index.d} dimensions, {len(ids)} ids")
        store._ids = ids
        return store

    @property
    def ids(self) -> Sequence[str]:
        return self._ids

    @property
    def dim(self) -> int:
        return self._dim

    def add(self, passage_ids: Sequence[str], vectors: Matrix) -> None:
        if vectors.shape != (len(passage_ids), self._dim):
            raise ValueError(f"vectors are {vectors.shape}; expected {(len(passage_ids), self._dim)}")
        if not passage_ids:
            return
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        self._ids.extend(passage_ids)
        self._rows = None
        self._choose_index()

    def remove(self, passage_ids: Collection[str]) -> None:
        gone = set(passage_ids)
        kept = [i for i, passage_id in enumerate(self._ids) if passage_id not in gone]
        if len(kept) == len(self._ids):
            return
        vectors = self._all()[kept]
        self._index = self._faiss.IndexFlatIP(self._dim)
        self._rows = None
        ids, self._ids = [self._ids[i] for i in kept], []
        self.add(ids, vectors)

    def search(self, queries: Matrix, k: int, only: Collection[str] | None = None) -> list[list[Hit]]:
        if not self._ids or k < 1 or (only is not None and not only):
            return [[] for _ in range(len(queries))]
        options: dict[str, Any] = {}
        if self._is_inverted():
            options["params"] = self._faiss.SearchParametersIVF(nprobe=max(8, self._index.nlist // 16))
        if only is not None:
            by_report = self._rows_by_report()
            rows = np.array([row for report in only for row in by_report.get(report, ())], dtype=np.int64)
            if not len(rows):
                return [[] for _ in range(len(queries))]
            parameters = self._faiss.SearchParametersIVF if self._is_inverted() else self._faiss.SearchParameters
            options["params"] = parameters(sel=self._faiss.IDSelectorBatch(rows))
        scores, rows = self._index.search(np.ascontiguousarray(queries, dtype=np.float32), k, **options)
        # FAISS fills missing neighbours with row -1. A score of 0 or less is no likeness at all.
        return [
            sorted(
                (Hit(self._ids[r], float(s)) for s, r in zip(line, found, strict=True) if r >= 0 and s > 0),
                key=lambda h: (-h.score, h.passage_id),
            )
            for line, found in zip(scores, rows, strict=True)
        ]

    def save(self, folder: Path) -> None:
        """Write both files, each whole or not at all."""
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / _INDEX, self._faiss.serialize_index(self._index).tobytes())
        _replace(folder / _IDS, "".join(f"{i}\n" for i in self._ids).encode())

    def _rows_by_report(self) -> dict[str, list[int]]:
        if self._rows is None:
            rows: dict[str, list[int]] = {}
            for row, passage_id in enumerate(self._ids):
                rows.setdefault(passage_id.split("/", 1)[0], []).append(row)
            self._rows = rows
        return self._rows

    def _is_inverted(self) -> bool:
        return hasattr(self._index, "nlist")

    def _all(self) -> Matrix:
        if self._is_inverted():
            self._index.make_direct_map()
        rows: Matrix = self._index.reconstruct_n(0, self._index.ntotal)
        return rows

    def _choose_index(self) -> None:
        if len(self._ids) <= self._exact_limit or self._is_inverted():
            return
        vectors = self._all()
        n_lists = int(4 * math.sqrt(len(vectors)))
        quantizer = self._faiss.IndexFlatIP(self._dim)
        inverted = self._faiss.IndexIVFFlat(quantizer, self._dim, n_lists, self._faiss.METRIC_INNER_PRODUCT)
        inverted.train(vectors)
        inverted.add(vectors)
        self._index = inverted


def _replace(path: Path, data: bytes) -> None:
    draft = path.with_suffix(path.suffix + f".{os.getpid()}")
    draft.write_bytes(data)
    os.replace(draft, path)
