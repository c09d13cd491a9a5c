"""Vectors kept by encoder and text, so that what was encoded once is never encoded again.

Worth it for models that take long for a text. The bundled encoder is faster than the disk and goes without.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from embeddings import BUNDLED_ENCODER
from embeddings.base import Encoder, Matrix

# Rows written at once: what a stopped run keeps.
_AT_ONCE = 256
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    encoder TEXT NOT NULL, digest BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (encoder, digest)
) WITHOUT ROWID
"""


def cached(encoder: Encoder, path: Path) -> Encoder:
    """The encoder with a file of what it has encoded, or as it is where encoding is faster than looking up."""
    is_fast = encoder.name.startswith("hashing-") or encoder.name.partition("@")[0] == BUNDLED_ENCODER
    return encoder if is_fast else CachedEncoder(encoder, path)


class CachedEncoder:
    """Another encoder with a file of what it has encoded already; questions are not kept.

    A model in a folder is known by its files' sizes and times as well, so that new weights are not mistaken for old.

    The file may be deleted at any time, and is made anew if it is damaged.
    """

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self._encoder = encoder
        self._path = path
        files = sorted(f for f in Path(encoder.name).rglob("*") if f.is_file()) if Path(encoder.name).is_dir() else []
        states = [(f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in files]
        self._key = f"{encoder.name} {hashlib.sha256(repr(states).encode()).hexdigest()[:16]}"

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def dim(self) -> int:
        return self._encoder.dim

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        db = self._open()
        try:
            for start in range(0, len(texts), _AT_ONCE):
                some = texts[start : start + _AT_ONCE]
                rows[start : start + len(some)] = self._block(db, some)
        finally:
            db.close()
        return rows

    def _block(self, db: sqlite3.Connection, texts: Sequence[str]) -> Matrix:
        digests = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        known = self._known(db, digests)
        missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
        if missing:
            fresh = self._encoder.encode_passages(list(missing.values()))
            new = [(self._key, digest, row.tobytes()) for digest, row in zip(missing, fresh, strict=True)]
            with db:
                db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", new)
            known |= {digest: vector for _, digest, vector in new}
        return np.frombuffer(b"".join(known[d] for d in digests), dtype=np.float32).reshape(len(texts), self.dim)

    def _known(self, db: sqlite3.Connection, digests: Sequence[bytes]) -> dict[bytes, bytes]:
        marks = ",".join("?" * len(digests))
        found = db.execute(
            f"SELECT digest, vector FROM vectors WHERE encoder = ? AND digest IN ({marks})", (self._key, *digests)
        )
        # A model of the same name may have been exchanged for one of another length.
        return {digest: vector for digest, vector in found if len(vector) == 4 * self.dim}

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError:
            self._path.unlink()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=60)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(_SCHEMA)
        return db
