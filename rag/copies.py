"""Which reports are copies of one another: a .docx and its .txt, or two downloads of one report.

Both texts become sets of shingles (overlapping strings of eight characters, punctuation left out); a sample of them
is compared. Containment, not likeness, decides, because a fragment of a report is a copy of a part of it.
Broder (1997), "On the resemblance and containment of documents".
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

SHINGLE_CHARS = 8
# One shingle in eight is kept: still some 2,000 for a report of ordinary length.
_SAMPLE = 8
CONTAINED = 0.8
_PUNCTUATION = re.compile(r"[^㐀-鿿0-9a-z]+")


def shingles(text: str) -> bytes:
    """A sorted sample of 64-bit shingle hashes, packed."""
    codes = np.frombuffer(_PUNCTUATION.sub("", text.lower()).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < SHINGLE_CHARS:
        return b""
    with np.errstate(over="ignore"):
        hashed = np.zeros(len(codes) - SHINGLE_CHARS + 1, dtype=np.uint64)
        for i in range(SHINGLE_CHARS):
            hashed = hashed * np.uint64(0x100000001B3) + codes[i : len(codes) - SHINGLE_CHARS + 1 + i]
        hashed ^= hashed >> np.uint64(32)
        hashed *= np.uint64(0xD6E8FEB86659FD93)
        hashed ^= hashed >> np.uint64(32)
    return np.unique(hashed[hashed % np.uint64(_SAMPLE) == 0]).tobytes()


def containment(one: bytes, other: bytes) -> float:
    """Share of the smaller set that the larger one holds, 0 to 1; 0 where either is empty."""
    a: NDArray[np.uint64] = np.frombuffer(one, dtype=np.uint64)
    b: NDArray[np.uint64] = np.frombuffer(other, dtype=np.uint64)
    if not len(a) or not len(b):
        return 0.0
    return len(np.intersect1d(a, b, assume_unique=True)) / min(len(a), len(b))
