"""Encoders: texts to vectors. `load_encoder` is how the rest of the project gets one."""

from __future__ import annotations

from embeddings.base import Encoder, Matrix

__all__ = ["DEFAULT_ENCODER", "Encoder", "Matrix", "load_encoder"]

DEFAULT_ENCODER = "hashing-256"


def load_encoder(name: str = DEFAULT_ENCODER) -> Encoder:
    """Load an encoder: `hashing-DIM`, or the name or folder of a sentence-transformers model.

    Raises:
        ValueError: `hashing-` is not followed by a number.
        OSError: there is no such model here, and none could be fetched.
    """
    if name.startswith("hashing-"):
        from embeddings.hashing import HashEncoder

        return HashEncoder(int(name.removeprefix("hashing-")))
    from embeddings.sentence import SentenceTransformerEncoder

    return SentenceTransformerEncoder(name)
