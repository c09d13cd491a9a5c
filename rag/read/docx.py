"""Word documents: paragraphs and tables in order, with automatic numbers, revisions as accepted, text boxes once."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rag.read.archive import Archive
from rag.read.builder import TextBuilder
from rag.read.limits import Deadline, Limits
from rag.read.numbering import Numbering, parse_numbering
from rag.read.xml import attribute, child, integer, local, names, parse_xml
from rag.types import MarkKind, SourceText

_MAIN = "word/document.xml"
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE_NAMES = {"title", "标题"}
_TOC_NAME = re.compile(r"(?:toc|目录)\s*\d|toc heading", re.IGNORECASE)
# Revisions that were taken out, instructions of fields, and what is not body text.
_LEFT_OUT = names(
    "del moveFrom delText delInstrText instrText pPr rPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr sectPr rt rubyPr "
    "commentRangeStart commentRangeEnd commentReference annotationRef footnoteRef endnoteRef "
    "separator continuationSeparator object"
)
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "br": "\n", "cr": "\n"}
_OFF = {"0", "false", "off", "none"}
_MAX_CELL_CHARS = 400  # a table whose cells hold more lays out the page; its paragraphs are read one by one


@dataclass(frozen=True, slots=True)
class _Style:
    level: int = 0  # heading level, 0 for body text
    list_id: str = ""
    list_level: int | None = None
    is_contents: bool = False
    is_hidden: bool = False


def read_docx(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read a Word document.

    Headers and footers of the pages and comments are left out; footnotes and endnotes stand at the end.

    Raises:
        DamagedFile: container or XML are broken.
        LimitExceeded: it expands too far or takes too long.
    """
    deadline = Deadline(name, limits)
    with Archive(data, name, limits) as archive:
        main = _main_part(archive, name)
        folder = posixpath.dirname(main)
        body = child(parse_xml(archive.read(main), name, main), "body")

        def side_part(file: str) -> Any | None:
            path = posixpath.join(folder, file)
            return parse_xml(archive.read(path), name, path) if path in archive else None

        styles = _parse_styles(side_part("styles.xml"))
        numbering = parse_numbering(side_part("numbering.xml"))
        document = _Document(styles, numbering, deadline)
        if body is not None:
            document.write_blocks(body)
        for kind in ("footnote", "endnote"):
            if document.references[kind] and (part := side_part(f"{kind}s.xml")) is not None:
                document.write_notes(part, kind)
    text, marks = document.builder.finish()
    return SourceText(text=text, format="docx", marks=marks, notes=tuple(document.notes()))


def _main_part(archive: Archive, name: str) -> str:
    """Return the path of the document's body; a few programs call it other than word/document.xml."""
    if _MAIN not in archive and "_rels/.rels" in archive:
        for relation in parse_xml(archive.read("_rels/.rels"), name, "_rels/.rels"):
            if attribute(relation, "Type").endswith("/officeDocument"):
                return attribute(relation, "Target").lstrip("/")
    return _MAIN


class _Document:
    """Writes the body into a builder."""

    def __init__(self, styles: Mapping[str, _Style], numbering: Numbering, deadline: Deadline) -> None:
        self.builder = TextBuilder()
        self.references: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._styles = styles
        self._numbering = numbering
        self._deadline = deadline
        self._boxes: list[Any] = []  # text boxes anchored in the paragraph being written
        self._seen: Counter[str] = Counter()  # what could not be shown, for the notes

    def notes(self) -> Iterator[str]:
        for kind, ids in self.references.items():
            if ids:
                yield f"{len(ids)} {kind}(s) stand after the body"
        if self._seen["commentReference"]:
            yield f"{self._seen['commentReference']} comment(s) were left out"
        if n_revisions := self._seen["del"] + self._seen["moveFrom"]:
            yield f"{n_revisions} deleted passage(s) of tracked changes were left out"
        if self._seen["altChunk"]:
            yield f"{self._seen['altChunk']} embedded document(s) were not read"

    def write_blocks(self, parent: Any) -> None:
        """Write the paragraphs and tables of a body, cell, text box or content control."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._deadline.check()
                self._write_paragraph(element)
            elif name == "tbl":
                self._write_table(element)
            elif name == "altChunk":
                self._seen[name] += 1
            elif name == "sdt" and _is_contents(element):
                self.builder.open(MarkKind.NAVIGATION)
                self.write_blocks(element)
                self.builder.close()
            elif name == "AlternateContent":
                self.write_blocks(_chosen(element))
            elif name in _LEFT_OUT:
                self._seen[name] += 1
            else:
                self.write_blocks(element)

    def write_notes(self, part: Any, kind: str) -> None:
        """Write foot- or endnotes in the order in which the body refers to them, with the number that Word shows."""
        by_id = {attribute(note, "id"): note for note in part if local(note) == kind}
        for number, note_id in enumerate(self.references[kind][:], 1):
            if (note := by_id.get(note_id)) is not None:
                self.builder.end_line()
                self.builder.write(f"[{number}] ")
                self.write_blocks(note)

    def _write_paragraph(self, paragraph: Any) -> None:
        properties = child(paragraph, "pPr")
        style = self._style_of(properties)
        for kind, level in _meanings(style):
            self.builder.open(kind, level)
        self.builder.write(self._label(properties, style))
        outer_boxes, self._boxes = self._boxes, []
        self._write_runs(paragraph)
        for _ in _meanings(style):
            self.builder.close()
        # Deleting the mark at a paragraph's end joins it with the next.
        if not _has_deleted_end(properties):
            self.builder.end_line()
        boxes, self._boxes = self._boxes, outer_boxes
        for box in boxes:
            self.builder.end_line()
            self.write_blocks(box)

    def _write_runs(self, parent: Any) -> None:
        for element in parent:
            name = local(element)
            if name == "t":
                self.builder.write((element.text or "").replace("\n", " "))
            elif name in _CHARACTERS:
                self.builder.write(_CHARACTERS[name])
            elif name == "txbxContent":
                self._boxes.append(element)
            elif name == "AlternateContent":
                # The same text box twice, for new and for old programs.
                self._write_runs(_chosen(element))
            elif name in ("footnoteReference", "endnoteReference"):
                self.references[name.removesuffix("Reference")].append(attribute(element, "id"))
            elif name in _LEFT_OUT:
                self._seen[name] += 1
            elif name == "r" and _is_on(child(child(element, "rPr"), "vanish")):
                self.builder.open(MarkKind.HIDDEN)
                self._write_runs(element)
                self.builder.close()
            elif len(element):
                self._write_runs(element)

    def _label(self, properties: Any | None, style: _Style) -> str:
        numbers = child(properties, "numPr")
        list_id, level = style.list_id, style.list_level
        if numbers is not None:
            own_id, own_level = child(numbers, "numId"), child(numbers, "ilvl")
            if own_id is not None:
                list_id = attribute(own_id, "val")
                level = 0
            if own_level is not None:
                level = integer(attribute(own_level, "val"), 0)
        if not list_id or list_id == "0":
            return ""
        if level is None:
            level = self._numbering.level_of_style(list_id, _style_id(properties))
        return self._numbering.label(list_id, level)

    def _style_of(self, properties: Any | None) -> _Style:
        style = self._styles.get(_style_id(properties)) or self._styles.get("") or _Style()
        outline = child(properties, "outlineLvl")
        if outline is not None:
            return _Style(_level(outline), style.list_id, style.list_level, style.is_contents, style.is_hidden)
        return style

    def _write_table(self, table: Any) -> None:
        rows = [[self._cell(cell) for cell in _below(row, "tc")] for row in _below(table, "tr")]
        if _lays_out(table, rows):
            for row in _below(table, "tr"):
                for cell in _below(row, "tc"):
                    self.write_blocks(cell)
                    self.builder.end_line()
            return
        self.builder.end_line()
        self.builder.open(MarkKind.TABLE)
        for row in rows:
            self._deadline.check()
            self.builder.write("\t".join(row))
            self.builder.end_line()
        self.builder.close()

    def _cell(self, cell: Any) -> str:
        """Return the text of a cell on one line."""
        inner = _Document(self._styles, self._numbering, self._deadline)
        inner.references = self.references
        inner._seen = self._seen
        inner.write_blocks(cell)
        return re.sub(r"\s*[\n\t]\s*", " ", inner.builder.finish()[0])


def _below(parent: Any, name: str) -> Iterator[Any]:
    """Yield rows or cells, also those inside content controls and inserted revisions."""
    for element in parent:
        tag = local(element)
        if tag == name:
            yield element
        elif tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _below(element, name)


def _lays_out(table: Any, rows: list[list[str]]) -> bool:
    return (
        max(map(len, rows), default=0) < 2
        or any(local(element) == "tbl" for element in table.iterdescendants("{*}tbl"))
        or any(len(cell) > _MAX_CELL_CHARS for row in rows for cell in row)
    )


def _meanings(style: _Style) -> list[tuple[MarkKind, int]]:
    if style.is_contents:
        return [(MarkKind.NAVIGATION, 0)]
    meanings = [(MarkKind.HEADING, style.level)] if style.level else []
    return [*meanings, (MarkKind.HIDDEN, 0)] if style.is_hidden else meanings


def _chosen(alternatives: Any) -> Any:
    """Return the one branch of mc:AlternateContent that is read: the first choice, else the fallback."""
    choice = child(alternatives, "Choice")
    fallback = child(alternatives, "Fallback")
    if choice is not None and (fallback is None or next(choice.iterdescendants("{*}t"), None) is not None):
        return choice
    return fallback if fallback is not None else ()


def _is_contents(control: Any) -> bool:
    gallery = next(control.iterdescendants("{*}docPartGallery"), None)
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"


def _has_deleted_end(properties: Any | None) -> bool:
    return child(child(properties, "rPr"), "del") is not None


def _style_id(properties: Any | None) -> str:
    style = child(properties, "pStyle")
    return attribute(style, "val") if style is not None else ""


def _is_on(toggle: Any | None) -> bool:
    return toggle is not None and attribute(toggle, "val").lower() not in _OFF


def _level(outline: Any) -> int:
    """Turn an outline level (0 is outermost, 9 is body text) into a heading level."""
    value = attribute(outline, "val")
    return int(value) + 1 if re.fullmatch("[0-8]", value) else 0


def _parse_styles(root: Any | None) -> dict[str, _Style]:
    """Read the paragraph styles, what they inherit included. The default style is under ""."""
    elements = {
        attribute(element, "styleId"): element
        for element in (root if root is not None else ())
        if local(element) == "style" and attribute(element, "type") in ("paragraph", "")
    }
    styles = {style_id: _resolve(style_id, elements) for style_id in elements}
    for style_id, element in elements.items():
        if attribute(element, "default") in ("1", "true"):
            styles[""] = styles[style_id]
    return styles


def _resolve(style_id: str, elements: Mapping[str, Any]) -> _Style:
    level: int | None = None
    list_id, list_level, is_contents, is_hidden = "", None, False, False
    passed: set[str] = set()
    while style_id in elements and style_id not in passed:  # a style may be based on itself in a broken file
        passed.add(style_id)
        element = elements[style_id]
        title = child(element, "name")
        title_text = attribute(title, "val").strip() if title is not None else ""
        properties = child(element, "pPr")
        outline = child(properties, "outlineLvl")
        if level is None:
            if outline is not None:
                level = _level(outline)
            elif found := _HEADING_NAME.fullmatch(title_text):
                level = int(found[1])
            elif title_text.lower() in _TITLE_NAMES:
                level = 1
        numbers = child(properties, "numPr")
        if not list_id and numbers is not None:
            own_id, own_level = child(numbers, "numId"), child(numbers, "ilvl")
            list_id = attribute(own_id, "val") if own_id is not None else ""
            if list_level is None and own_level is not None:
                list_level = integer(attribute(own_level, "val"), 0)
        is_contents = is_contents or _TOC_NAME.match(title_text) is not None
        is_hidden = is_hidden or _is_on(child(child(element, "rPr"), "vanish"))
        base = child(element, "basedOn")
        style_id = attribute(base, "val") if base is not None else ""
    return _Style(level or 0, list_id, list_level, is_contents, is_hidden)
