"""The one protocol for turning text into vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


class Encoder(Protocol):
    """Texts to unit-length float32 rows, shape (len(texts), dim). A text without any content gives a row of zeros."""

    @property
    def name(self) -> str:
        """Identifies the vectors: two encoders of one name give equal vectors for equal text."""
        ...

    @property
    def dim(self) -> int: ...

    def encode_queries(self, texts: Sequence[str]) -> Matrix: ...

    def encode_passages(self, texts: Sequence[str]) -> Matrix: ...
