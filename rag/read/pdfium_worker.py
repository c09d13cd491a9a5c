"""A process of its own for PDFium: reads a PDF from standard input, writes its characters or pictures as JSON lines.

A PDF is a program run by a large C++ library. Apart, it can be stopped when it hangs, and its crash is one bad file
instead of the end of Wenju. The script is started by path and imports nothing of ours.

    pdfium_worker.py text MAX_PAGES MAX_GLYPHS
        one line a page: {"width", "height", "glyphs": [[char, x0, x1, y, size]…]}
    pdfium_worker.py picture PAGE DPI PATH
        renders one page (counted from 0) to a PGM file

Coordinates are in points, with the page's rotation applied to the text: x to the right as the text runs, y downwards.
A line with "error" ends the output.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from typing import Any

_MAX_MEMORY = 3 * 1024**3
_LEVEL = 5.0  # degrees by which text may lean and still be a line of the page, not a watermark across it


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, hard))


def _glyphs(raw: Any, text_page: Any) -> list[tuple[str, float, float, float, float, float]]:
    """Return character, left, right, base line (upwards), size and angle in degrees of every printed character."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    matrix = raw.FS_MATRIX()
    glyphs: list[tuple[str, float, float, float, float, float]] = []
    drawn_by: list[Any] = []  # the text object that drew each of them
    high = 0
    for n in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, n)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        # PDFium makes up spaces and line ends; the places of the characters tell as much, and more exactly.
        if (
            code < 32
            or code in (0xFFFE, 0xFFFF)
            or 0xD800 <= code < 0xE000
            or raw.FPDFText_IsGenerated(text_page, n) == 1
        ):
            continue
        raw.FPDFText_GetCharOrigin(text_page, n, x, y)
        raw.FPDFText_GetLooseCharBox(text_page, n, box)
        scale = 1.0
        if raw.FPDFText_GetMatrix(text_page, n, matrix):
            scale = math.hypot(matrix.c, matrix.d)
        size = raw.FPDFText_GetFontSize(text_page, n) * scale
        angle = math.degrees(raw.FPDFText_GetCharAngle(text_page, n)) % 360
        if all(map(math.isfinite, (x.value, y.value, size, angle))) and size > 0:
            glyphs.append((chr(code), x.value, y.value, max(box.right - box.left, 0.0), size, angle))
            drawn_by.append(ctypes.cast(raw.FPDFText_GetTextObject(text_page, n), ctypes.c_void_p).value)
    return _spread_ligatures(glyphs, drawn_by)


def _spread_ligatures(glyphs: list[Any], drawn_by: list[Any]) -> list[Any]:
    """Give the characters of one glyph (fonts draw —— as one) each their share of its width.

    The same character at the same place from another object is print made bold, which stays as it is.
    """
    spread = []
    start = 0
    while start < len(glyphs):
        end = start + 1
        while end < len(glyphs) and glyphs[end][1:3] == glyphs[start][1:3] and drawn_by[end] == drawn_by[start]:
            end += 1
        for n, (character, x, y, advance, size, angle) in enumerate(glyphs[start:end]):
            share = advance / (end - start)
            turned = math.radians(angle)
            at = (x + n * share * math.cos(turned), y - n * share * math.sin(turned))
            spread.append((character, *at, share, size, angle))
        start = end
    return spread


def _upright(glyphs: list[Any], width: float, height: float) -> dict[str, Any]:
    """Turn the page so that most of its text runs to the right; leave out what leans, and what lies off the page."""
    quarters = [round(glyph[5] / 90) % 4 for glyph in glyphs]
    turn = max(set(quarters), key=quarters.count) if quarters else 0
    kept = []
    for (character, x, y, advance, size, angle), quarter in zip(glyphs, quarters, strict=True):
        lean = abs((angle - 90 * quarter + 180) % 360 - 180)
        if quarter != turn or lean > _LEVEL or not (-1 <= x <= width + 1 and -1 <= y <= height + 1):
            continue
        # Angles count clockwise from the page's x axis in PDFium's answer.
        across, down = ((x, height - y), (height - y, width - x), (width - x, y), (y, x))[turn]
        kept.append([character, round(across, 2), round(across + advance, 2), round(down, 2), round(size, 2)])
    if turn % 2:
        width, height = height, width
    return {"width": width, "height": height, "glyphs": kept, "n_left_out": len(glyphs) - len(kept)}


def _open(pypdfium2: Any) -> Any:
    data = sys.stdin.buffer.read()
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        _write({"error": "password" if "assword" in str(error) else "damaged"})
        sys.exit(0)


def _write(record: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(record, ensure_ascii=True).encode() + b"\n")


def _text(pypdfium2: Any, max_pages: int, max_glyphs: int) -> None:
    raw = pypdfium2.raw
    document = _open(pypdfium2)
    if len(document) > max_pages:
        _write({"error": "pages", "n_pages": len(document)})
        return
    n_glyphs = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            _write({"width": 595.0, "height": 842.0, "glyphs": [], "n_left_out": 0, "damaged": True, "pictures": 0})
            continue
        left, bottom, right, top = page.get_mediabox()
        glyphs = [
            (character, x - left, y - bottom, advance, size, angle)
            for character, x, y, advance, size, angle in _glyphs(raw, text_page.raw)
        ]
        n_glyphs += len(glyphs)
        if n_glyphs > max_glyphs:
            _write({"error": "glyphs"})
            return
        pictures = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        _write({**_upright(glyphs, right - left, top - bottom), "pictures": pictures})
        text_page.close()
        page.close()
    _write({"end": True})


def _picture(pypdfium2: Any, page: int, dpi: float, path: str) -> None:
    bitmap = _open(pypdfium2)[page].render(scale=dpi / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    with open(path, "wb") as stream:
        stream.write(f"P5 {bitmap.width} {bitmap.height} 255\n".encode())
        for row in range(bitmap.height):
            stream.write(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width])
    _write({"end": True})


def _main(arguments: list[str]) -> None:
    _limit_memory()
    import pypdfium2

    if arguments[0] == "text":
        _text(pypdfium2, int(arguments[1]), int(arguments[2]))
    else:
        _picture(pypdfium2, int(arguments[1]), float(arguments[2]), arguments[3])


if __name__ == "__main__":
    _main(sys.argv[1:])
