"""Encoders: texts to vectors. `load_encoder` is how the rest of the project gets one."""

from __future__ import annotations

from embeddings.base import Encoder, Matrix

__all__ = ["BUNDLED_ENCODER", "DEFAULT_ENCODER", "Encoder", "Matrix", "load_encoder"]

BUNDLED_ENCODER = "wenju-static-2"
DEFAULT_ENCODER = BUNDLED_ENCODER
_BUNDLED_SOMETIME = "wenju-static-"


def load_encoder(name: str = DEFAULT_ENCODER) -> Encoder:
    """Load an encoder: the bundled one, `hashing-DIM`, or the name or folder of a sentence-transformers model.

    The bundled one may be cut shorter: `wenju-static-2@64` gives the first 64 numbers, scaled to unit length.

    Raises:
        ValueError: `hashing-` or `@` is not followed by a number.
        OSError: there is no such model here, and none could be fetched; or it is that of another version of Wenju.
    """
    bundled, _, dim = name.partition("@")
    if bundled == BUNDLED_ENCODER:
        from embeddings.static import BUNDLED, StaticEncoder

        return StaticEncoder(BUNDLED, name=name, dim=int(dim) if dim else None)
    if bundled.startswith(_BUNDLED_SOMETIME):
        raise OSError(f"it came with another version of Wenju, and this one brings {BUNDLED_ENCODER}")
    if name.startswith("hashing-"):
        from embeddings.hashing import HashEncoder

        return HashEncoder(int(name.removeprefix("hashing-")))
    from embeddings.sentence import SentenceTransformerEncoder

    return SentenceTransformerEncoder(name)
