"""OFD (GB/T 33190), the fixed-layout format of Chinese offices: XML pages in a zip container.

The objects of a page may come in any order, a line may be many objects and an object many lines, so each character is
placed by its own position.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from rag.errors import DamagedFile, LimitExceeded, NoTextLayer
from rag.read.archive import Archive
from rag.read.layout import Glyph, Page, place
from rag.read.limits import Deadline, Limits
from rag.read.xml import attribute, child, local, parse_xml
from rag.types import SourceText

_ROOT = "OFD.xml"
_A4 = (210.0, 297.0)  # millimetres
_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]{1,2})?")
_MAX_REPEAT = 100_000


class _Matrix(NamedTuple):
    """An object's own transformation: x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0


def read_ofd(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read an OFD document.

    Page templates (letterheads and watermarks that stand on every page), stamps and annotations are left out.

    Raises:
        DamagedFile: container or XML are broken.
        NoTextLayer: its pages hold pictures only.
        LimitExceeded: too many pages, or it expands too far or takes too long.
    """
    deadline = Deadline(name, limits)
    pages: list[Page] = []
    has_pictures = has_template = False
    with Archive(data, name, limits) as archive:
        for path in _page_paths(archive, name):
            if len(pages) >= limits.max_pages:
                raise LimitExceeded(
                    f"{name}: the document has more than {limits.max_pages} pages.", fix="Split it and add the parts."
                )
            if sum(len(page.glyphs) for page in pages) > limits.max_glyphs:
                raise LimitExceeded(
                    f"{name}: the document has more than {limits.max_glyphs} characters.",
                    fix="Split it and add the parts.",
                )
            deadline.check()
            root = parse_xml(archive.read(path), name, path)
            pages.append(_page(root, deadline))
            has_pictures = has_pictures or next(root.iter("{*}ImageObject"), None) is not None
            has_template = has_template or next(root.iter("{*}Template"), None) is not None
    if has_pictures and not any(page.glyphs for page in pages):
        raise NoTextLayer(
            f"{name}: the pages of this OFD are pictures without text.",
            fix="Export it as PDF in its reader and add that (scans need tesseract), or add a text version.",
        )
    text, notes = place(pages)
    if has_template:
        notes = (*notes, "text of page templates (letterhead, watermark) was left out")
    return SourceText(text=text, format="ofd", notes=notes)


def _page_paths(archive: Archive, name: str) -> Iterator[str]:
    """Follow OFD.xml to the documents and these to their pages."""
    for entry in parse_xml(archive.read(_ROOT), name, _ROOT).iter("{*}DocRoot"):
        document_path = _resolve("", entry.text or "")
        document = parse_xml(archive.read(document_path), name, document_path)
        pages = child(document, "Pages")
        if pages is None:
            raise DamagedFile(f"{name}: {document_path} lists no pages.", fix="Save the file again in its program.")
        for page in pages:
            if local(page) == "Page":
                yield _resolve(posixpath.dirname(document_path), attribute(page, "BaseLoc"))


def _resolve(folder: str, location: str) -> str:
    """Resolve a location, which is absolute in the container or relative to the file that names it."""
    location = location.strip().replace("\\", "/")
    return location.lstrip("/") if location.startswith("/") else posixpath.join(folder, location)


def _page(root: Any, deadline: Deadline) -> Page:
    physical = child(child(root, "Area"), "PhysicalBox")
    box = _numbers(physical.text) if physical is not None else []
    width, height = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else _A4
    glyphs: list[Glyph] = []
    for text_object in root.iter("{*}TextObject"):
        deadline.check()
        if attribute(text_object, "Visible").lower() != "false":
            glyphs.extend(_glyphs(text_object))
    return Page(width, height, glyphs)


def _glyphs(text_object: Any) -> Iterator[Glyph]:
    boundary = (*_numbers(attribute(text_object, "Boundary")), 0.0, 0.0)[:2]
    values = _numbers(attribute(text_object, "CTM"))
    matrix = _Matrix(*values) if len(values) == 6 else _Matrix()
    size = (*_numbers(attribute(text_object, "Size")), 3.5)[0]
    scale = (*_numbers(attribute(text_object, "HScale")), 1.0)[0]
    x = y = 0.0
    for code in text_object:
        if local(code) != "TextCode":
            continue
        text = (code.text or "").strip("\r\n\t")
        x = (*_numbers(attribute(code, "X")), x)[0]
        y = (*_numbers(attribute(code, "Y")), y)[0]
        across = _deltas(attribute(code, "DeltaX"), len(text))
        down = _deltas(attribute(code, "DeltaY"), len(text))
        at_x, at_y = x, y
        for n, character in enumerate(text):
            advance = size * scale * (1.0 if character > "\u2e7f" or character in "“”‘’…—" else 0.5)
            left = matrix.a * at_x + matrix.c * at_y + matrix.e + boundary[0]
            base = matrix.b * at_x + matrix.d * at_y + matrix.f + boundary[1]
            yield Glyph(character, left, left + abs(matrix.a or 1.0) * advance, base, abs(matrix.d or 1.0) * size)
            # A vertical line has steps downwards only; text without any step runs on by the width of its characters.
            at_x += across[n] if n < len(across) else 0.0 if down else advance
            at_y += down[n] if n < len(down) else 0.0


def _numbers(value: str | None) -> list[float]:
    return [float(number) for number in _NUMBER.findall(value or "")]


def _deltas(value: str, n_characters: int) -> list[float]:
    """Expand a list of steps, in which `g 3 5.6` stands for three steps of 5.6."""
    steps: list[float] = []
    words = iter(value.split())
    for word in words:
        if word == "g":
            count, step = _numbers(next(words, "")), _numbers(next(words, ""))
            if count and step:
                steps.extend([step[0]] * min(int(count[0]), n_characters, _MAX_REPEAT))
        else:
            steps.extend(_numbers(word)[:1])
    return steps
