"""Scanned pages through tesseract, as characters with places, so that columns and running heads are found as usual."""

from __future__ import annotations

import csv
import io
import sys
import tempfile
from functools import cached_property
from pathlib import Path

from rag.errors import DamagedFile
from rag.read.layout import Glyph, Page
from rag.read.limits import Deadline, Limits
from rag.read.programs import find_program, run_program

_LANGUAGE = "chi_sim"
_DPI = 300
_WORKER = Path(__file__).with_name("pdfium_worker.py")


class Scanner:
    """Recognises single pages of one PDF."""

    def __init__(self, data: bytes, name: str, limits: Limits, deadline: Deadline) -> None:
        self._data = data
        self.name = name
        self._limits = limits
        self._deadline = deadline
        self._program = find_program("tesseract")

    @cached_property
    def missing(self) -> str:
        """What is not installed, in words; empty if nothing is missing."""
        if self._program is None:
            return "tesseract was not found"
        listed = run_program([self._program, "--list-langs"], name=self.name, timeout_s=20.0)
        languages = (listed.output.decode("utf-8", "replace") + listed.complaint).split()
        return "" if _LANGUAGE in languages else f"tesseract lacks its language {_LANGUAGE}"

    @property
    def is_ready(self) -> bool:
        return not self.missing

    def read(self, number: int) -> Page:
        """Recognise the page with this number, counted from 0.

        Raises:
            LimitExceeded: it takes too long.
            DamagedFile: the page cannot be rendered or tesseract fails.
        """
        assert self._program is not None, "ask is_ready first"
        # Recognition takes seconds a page; the limit on the whole file would stop an honest scan.
        timeout_s = self._limits.ocr_page_timeout_s
        with tempfile.TemporaryDirectory(prefix="wenju-") as folder:
            picture = Path(folder, "page.pgm")
            render = [sys.executable, "-P", str(_WORKER), "picture", str(number), str(_DPI), str(picture)]
            run_program(render, name=self.name, timeout_s=timeout_s, given=self._data)
            if not picture.is_file():
                raise self._failed(number, "it cannot be rendered")
            width, height = (int(value) for value in picture.read_bytes()[:40].split()[1:3])
            recognise = [self._program, str(picture), "stdout", "-l", _LANGUAGE, "--psm", "3", "tsv"]
            done = run_program(recognise, name=self.name, timeout_s=timeout_s, environment={"OMP_THREAD_LIMIT": "1"})
        if done.status != 0:
            raise self._failed(number, f"tesseract failed ({done.complaint[-200:]})")
        return Page(float(width), float(height), _glyphs(done.output.decode("utf-8", "replace")))

    def _failed(self, number: int, why: str) -> DamagedFile:
        return DamagedFile(
            f"{self.name}: page {number + 1} is a scan and could not be read: {why}.",
            fix="Add a text version of the report.",
        )


def _glyphs(table: str) -> list[Glyph]:
    """Spread the words of tesseract's table over their boxes.

    The words of one line get one base line, the lowest of their boxes: a comma's own box would lie below its line.
    """
    glyphs: list[Glyph] = []
    lines: dict[tuple[str, ...], list[tuple[str, float, float, float, float]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == "5" and text:
            left, top, width, height = (float(row[key]) for key in ("left", "top", "width", "height"))
            key = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(key, []).append((text, left, top, width, height))
    for words in lines.values():
        base = max(top + height for _, _, top, _, height in words)
        size = base - min(top for _, _, top, _, _ in words)
        edge = 0.0
        for text, word_left, _, width, _ in words:
            # Boxes of neighbours may overlap; the order of the words is right where their boxes are not.
            left = max(word_left, edge)
            edge = max(word_left + width, left + 1.0)
            step = (edge - left) / len(text)
            glyphs.extend(
                Glyph(character, left + n * step, left + (n + 1) * step, base, size) for n, character in enumerate(text)
            )
    return glyphs
