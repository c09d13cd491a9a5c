"""Any sentence-transformers model, by name or by path to its folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from embeddings.base import Matrix


class SentenceTransformerEncoder:
    """A model that sentence-transformers can open. Query and passage prompts are used where the model has them.

    Raises:
        OSError: no such model here, and none could be fetched.
    """

    def __init__(self, name_or_path: str, *, batch_size: int = 32) -> None:
        # Importing this costs seconds and half a gigabyte, so it waits until such a model is asked for.
        from sentence_transformers import SentenceTransformer

        self._model: Any = SentenceTransformer(name_or_path)
        self._name = name_or_path
        self._batch_size = batch_size

    @property
    def name(self) -> str:
        return self._name

    @property
    def dim(self) -> int:
        return int(self._model.get_embedding_dimension())

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        return self._rows(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        return self._rows(self._model.encode_document, texts)

    def _rows(self, encode: Any, texts: Sequence[str]) -> Matrix:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        rows = encode(
            list(texts),
            batch_size=self._batch_size,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(rows, dtype=np.float32)
