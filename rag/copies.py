"""Which reports are copies of one another: a .docx and its .txt, or two downloads of one report.

Both texts become sets of shingles (overlapping strings of eight characters, punctuation left out); a sample of them
is compared. Containment, not likeness, decides, because a fragment of a report is a copy of a part of it.
Broder (1997), "On the resemblance and containment of documents".

Two reports of one place and year need share less of their text than two that claim different ones: those are copies
only if hardly a word differs, and then one of the two is mislabelled.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHINGLE_CHARS = 8
# One shingle in eight is kept: still some 2,000 for a report of ordinary length.
_SAMPLE = 8
CONTAINED = 0.8
# Of all shingles of both, for texts under different labels. Reports written to one pattern (two years of one county,
# two counties) were never above 0.3 in 300 real ones; a file saved twice is above 0.99.
IDENTICAL = 0.98
# Short texts to one pattern can be alike by chance: some 1,600 characters are needed to be sure.
_FEWEST_IDENTICAL = 200
# The smallest hashes of a set; of two sets that are nearly one, most are the same (Broder's sketch).
_SKETCH = 8
_SKETCH_SHARED = 4
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


def resemblance(one: bytes, other: bytes) -> float:
    """Share of all shingles of both that both hold, 0 to 1."""
    a: NDArray[np.uint64] = np.frombuffer(one, dtype=np.uint64)
    b: NDArray[np.uint64] = np.frombuffer(other, dtype=np.uint64)
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / max(1, len(a) + len(b) - shared)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report as far as copies go. `contradicted` says that its text names another place or year than its label."""

    id: str
    place: str
    year: int | None
    shingles: bytes
    contradicted: bool = False


class Speakers:
    """The reports that speak for themselves, asked which of them a further text is a copy of."""

    def __init__(self) -> None:
        self._reports: dict[str, Labelled] = {}
        self._by_label: defaultdict[tuple[str, int | None], list[str]] = defaultdict(list)
        self._by_sketch: defaultdict[bytes, list[str]] = defaultdict(list)

    def __getitem__(self, report_id: str) -> Labelled:
        return self._reports[report_id]

    def add(self, report: Labelled) -> None:
        self._reports[report.id] = report
        self._by_label[report.place, report.year].append(report.id)
        for part in _sketch(report.shingles):
            self._by_sketch[part].append(report.id)

    def discard(self, report_id: str) -> None:
        report = self._reports.pop(report_id, None)
        if report is None:
            return
        self._by_label[report.place, report.year].remove(report_id)
        for part in _sketch(report.shingles):
            self._by_sketch[part].remove(report_id)

    def copied_by(self, report: Labelled) -> str | None:
        """Id of the report that this one is a copy of, the first added first; None where it is new."""
        for other in self._by_label[report.place, report.year]:
            if other != report.id and containment(self._reports[other].shingles, report.shingles) >= CONTAINED:
                return other
        if len(report.shingles) < 8 * _FEWEST_IDENTICAL:
            return None
        shared = Counter(i for part in _sketch(report.shingles) for i in self._by_sketch[part] if i != report.id)
        for other, parts in shared.items():
            if parts >= _SKETCH_SHARED and resemblance(self._reports[other].shingles, report.shingles) >= IDENTICAL:
                return other
        return None


def _sketch(shingles: bytes) -> list[bytes]:
    return [shingles[at : at + 8] for at in range(0, min(len(shingles), 8 * _SKETCH), 8)]
