"""PDF: the text layer by position, and scans through tesseract where it is installed."""

from __future__ import annotations

import json
import sys
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rag.errors import DamagedFile, LimitExceeded, NoTextLayer, UnsupportedFormat
from rag.read.frequent import share_of_frequent
from rag.read.layout import Glyph, Page, place
from rag.read.limits import Deadline, Limits
from rag.read.ocr import Scanner
from rag.read.programs import run_program
from rag.types import SourceText

_WORKER = Path(__file__).with_name("pdfium_worker.py")
# Radicals of the supplement that are whole characters; Unicode itself does not equate them.
_SIMPLIFIED_RADICALS = dict(
    zip(
        "⺟⺠⺝⺒⺓⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民月巳幺虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
# A font without a table of its characters gives private or random code points. Reports score above 0.85 (frequent.py).
_LEGIBLE = 0.4
_MIN_CHARS = 20  # a page with a picture and less text than this (a page number, a stamp) is a scan


def read_pdf(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read a PDF: by its text layer, scanned pages by character recognition.

    Raises:
        DamagedFile: it is broken.
        NoTextLayer: no page has text, and tesseract with `chi_sim` is not installed.
        LimitExceeded: too many pages, or it takes too long.
        UnsupportedFormat: it needs a password.
    """
    if find_spec("pypdfium2") is None:
        raise UnsupportedFormat(
            f"{name}: reading PDF needs the package pypdfium2.", fix="Install it: pip install pypdfium2."
        )
    deadline = Deadline(name, limits)
    records = _ask_worker(data, name, limits, deadline)
    pages = [_page(record) for record in records]
    scans = [number for number, record in enumerate(records) if _is_scan(record, pages[number])]
    notes = [_read_scans(pages, scans, Scanner(data, name, limits, deadline), limits)] if scans else []
    pages, character_notes = _with_usual_characters(pages)
    notes.extend(character_notes)
    if n_left_out := sum(record.get("n_left_out", 0) for record in records):
        notes.append(f"{n_left_out} characters were left out that lean (a watermark) or lie off the page")
    if damaged := [number for number, record in enumerate(records) if record.get("damaged")]:
        notes.append(f"{_pages(damaged)} are damaged and could not be read")
    text, placed_notes = place(pages)
    return SourceText(text=text, format="pdf", notes=(*placed_notes, *notes))


def _read_scans(pages: list[Page], scans: list[int], scanner: Scanner, limits: Limits) -> str:
    """Put recognised pages in the place of those without usable text; return a note on what was done."""
    if scanner.is_ready and len(scans) <= limits.max_ocr_pages:
        for number in scans:
            pages[number] = scanner.read(number)
        return f"{_pages(scans)} came from character recognition, which errs: check every figure"
    if not any(page.glyphs for number, page in enumerate(pages) if number not in scans):
        raise _no_text(scanner.name, scans, scanner, limits)
    for number in scans:
        pages[number] = Page(pages[number].width, pages[number].height, ())
    return f"{_pages(scans)} have no usable text layer and were not read: {scanner.missing or 'too many of them'}"


def _with_usual_characters(pages: list[Page]) -> tuple[list[Page], list[str]]:
    """Write characters as text has them.

    Many programs that make PDF give the radical ⼯ (U+2F2F) for the character 工: their font draws both alike. Private
    code points are drawings of a font (bullets, logos) and mean nothing elsewhere.
    """
    n_radicals = n_private = 0
    usual = []
    for page in pages:
        glyphs = []
        for glyph in page.glyphs:
            if "\ue000" <= glyph.text <= "\uf8ff":
                n_private += 1
                continue
            text = _usual(glyph.text)
            n_radicals += text != glyph.text
            glyphs.append(glyph._replace(text=text))
        usual.append(Page(page.width, page.height, glyphs))
    notes = []
    if n_radicals:
        notes.append(f"{n_radicals} radicals and compatibility forms were read as the characters that they look like")
    if n_private:
        notes.append(f"{n_private} private characters of a font (bullets, drawings) were left out")
    return usual, notes


def _usual(character: str) -> str:
    if "\u2f00" <= character <= "\u2fd5" or "\uf900" <= character <= "\ufaff":
        return unicodedata.normalize("NFKC", character)
    return _SIMPLIFIED_RADICALS.get(character, character)


def _ask_worker(data: bytes, name: str, limits: Limits, deadline: Deadline) -> list[dict[str, Any]]:
    """Have the characters of all pages extracted in a process of its own."""
    command = [sys.executable, "-P", str(_WORKER), "text", str(limits.max_pages), str(limits.max_glyphs)]
    finished = run_program(command, name=name, timeout_s=deadline.remaining_s, given=data)
    records = [json.loads(line) for line in finished.output.splitlines() if line.endswith(b"}")]
    last = records[-1] if records else {}
    match last.get("error"):
        case "password":
            raise UnsupportedFormat(
                f"{name}: the PDF is protected by a password.", fix="Save a copy without the password and add that."
            )
        case "pages" | "glyphs":
            raise LimitExceeded(
                f"{name}: the PDF has more than {limits.max_pages} pages or far too many characters.",
                fix="Take the report's pages out of it and add these.",
            )
    if not last.get("end"):
        raise DamagedFile(
            f"{name}: the PDF is damaged or cut off and cannot be opened.",
            fix="Fetch it again, or print it to a new PDF from a viewer that still shows it.",
        )
    return records[:-1]


def _page(record: dict[str, Any]) -> Page:
    return Page(record["width"], record["height"], [Glyph(*glyph) for glyph in record["glyphs"]])


def _is_scan(record: dict[str, Any], page: Page) -> bool:
    text = "".join(glyph.text for glyph in page.glyphs)
    if len(text) < _MIN_CHARS:
        return bool(record.get("pictures"))
    beyond_ascii = sum(character > "\x7f" for character in text)
    return beyond_ascii > len(text) // 4 and share_of_frequent(text) < _LEGIBLE


def _no_text(name: str, scans: list[int], scanner: Scanner, limits: Limits) -> NoTextLayer:
    if not scanner.missing:
        return NoTextLayer(
            f"{name}: all {len(scans)} pages are scans; {limits.max_ocr_pages} can be recognised at once.",
            fix="Split the file, or add a text version of the report.",
        )
    return NoTextLayer(
        f"{name}: {_pages(scans)} are scans without a usable text layer, and {scanner.missing}.",
        fix="Install tesseract with simplified Chinese (Debian and Ubuntu: apt install tesseract-ocr "
        "tesseract-ocr-chi-sim; macOS: brew install tesseract tesseract-lang) and add the file again, or add a text "
        "version of the report.",
    )


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(str(number + 1) for number in numbers[:8])
    return f"page(s) {shown}{'…' if len(numbers) > 8 else ''}"
