"""How large and how slow one file may be before reading it is given up."""

from __future__ import annotations

import time
from dataclasses import dataclass

from rag.errors import LimitExceeded

_MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file. The defaults are some fifty times what the largest known report needs."""

    max_bytes: int = 50 * _MEBI
    max_expanded_bytes: int = 200 * _MEBI  # of all parts of a .docx or .ofd that are unpacked
    max_part_bytes: int = 48 * _MEBI  # of one such part: a parsed tree takes ten to twenty times as much memory
    max_ratio: int = 250  # unpacked to packed size of one part; Word's own XML reaches about 40
    max_parts: int = 10_000
    max_pages: int = 2_000
    max_glyphs: int = 5_000_000  # characters with a place, in PDF and OFD
    max_ocr_pages: int = 120  # at some 5 to 10 seconds each
    timeout_s: float = 120.0
    ocr_page_timeout_s: float = 60.0


class Deadline:
    """The moment at which reading one file has taken too long; readers look at it between pages or paragraphs."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._timeout_s = limits.timeout_s
        self._end = time.monotonic() + limits.timeout_s

    @property
    def remaining_s(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """
        Raises:
            LimitExceeded: the time is over.
        """
        if time.monotonic() > self._end:
            raise LimitExceeded(
                f"{self._name}: reading took longer than {self._timeout_s:g} s and was stopped.",
                fix="Save the report as plain text (.txt, UTF-8) and add that instead.",
            )
