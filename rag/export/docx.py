"""DOCX in the layout of official documents (GB/T 9704): A4, 22 lines of 28 characters, notes as footnotes.

Title in 小标宋, body in 仿宋, 一、 in 黑体, （一） in 楷体, page numbers between dashes at the outer
edge. Where a machine lacks these fonts the document names others to take instead (`altName`), so that no program falls
back to a Latin one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from rag.export.document import Document, Grid, Heading, Paragraph, Piece, chinese, numbered
from rag.export.footnotes import Footnotes, Mark

TITLE, BODY, HEI, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
_LATIN = "Times New Roman"
# Names that the same faces have elsewhere, the nearest first.
_ALTERNATIVES = {
    TITLE: ("宋体;SimSun;STSong;Noto Serif CJK SC", "roman"),
    BODY: ("仿宋;FangSong;STFangsong;Noto Serif CJK SC", "modern"),
    HEI: ("SimHei;STHeiti;Noto Sans CJK SC", "modern"),
    KAI: ("楷体;KaiTi;STKaiti;Noto Serif CJK SC", "modern"),
    SONG: ("SimSun;STSong;Noto Serif CJK SC", "roman"),
}
# 二号, 三号, 四号, 小四, 五号, 小五 in points; 28 characters of 三号 are a line, 28.95 points its height.
_TITLE_PT, _BODY_PT, _PAGE_PT, _CELL_PT, _NOTE_PT = 22, 16, 14, 12, 9
_LINE_PT = 28.95
_CELL_LINE_PT, _SOURCE_LINE_PT, _NOTE_LINE_PT = 20, 22, 13
_MARGINS_MM = {"top": 37, "bottom": 35, "left": 28, "right": 26}
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTES_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FONTS_REL = "/fontTable"
# Characters that a column has room for.
_LEAST_CHARS, _MOST_CHARS = 7, 12
_YEAR = re.compile(r"（(\d{4}年)）$")
# What XML 1.0 cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(document: Document, path: Path) -> None:
    _Docx(document).save(path)


class _Docx:
    def __init__(self, document: Document) -> None:
        import docx

        self.source = document
        self.made = docx.Document()
        self.notes = Footnotes(document.notes)
        self._set_page()
        self._set_fonts()
        self._write()
        self._write_notes()

    def save(self, path: Path) -> None:
        import datetime

        # The same briefing gives the same file: no time of writing in it.
        properties = self.made.core_properties
        properties.title, properties.author, properties.comments = self.source.title, "", ""
        properties.created = properties.modified = datetime.datetime(2000, 1, 1)
        self.made.save(str(path))

    # Page and styles

    def _set_page(self) -> None:
        from docx.shared import Mm

        section = self.made.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        for side, width in _MARGINS_MM.items():
            setattr(section, f"{side}_margin", Mm(width))
        section.footer_distance = Mm(28)
        self.made.settings.odd_and_even_pages_header_footer = True
        for footer, is_odd in ((section.footer, True), (section.even_page_footer, False)):
            self._page_number(footer.paragraphs[0], is_odd=is_odd)

    def _page_number(self, paragraph: Any, *, is_odd: bool) -> None:
        """— 1 —, one character in from the outer edge: right on odd pages, left on even ones."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_odd else WD_ALIGN_PARAGRAPH.LEFT
        indent = Pt(_PAGE_PT)
        if is_odd:
            paragraph.paragraph_format.right_indent = indent
        else:
            paragraph.paragraph_format.left_indent = indent
        self._run(paragraph, "— ", SONG, _PAGE_PT)
        run = self._run(paragraph, "", SONG, _PAGE_PT)
        for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
            run._r.append(
                _xml(f'<w:fldChar w:fldCharType="{kind}"/>' if kind else f"<w:instrText>{text}</w:instrText>")
            )
        self._run(paragraph, " —", SONG, _PAGE_PT)

    def _set_fonts(self) -> None:
        """Name substitutes in the font table, and the body face as the default."""
        from docx.shared import Pt

        normal = self.made.styles["Normal"]
        normal.font.name, normal.font.size = _LATIN, Pt(_BODY_PT)
        normal.element.get_or_add_rPr().get_or_add_rFonts().set(f"{{{_W}}}eastAsia", BODY)
        # Without a language the marks take the shapes of Traditional script, in the middle of the square.
        normal.element.get_or_add_rPr().append(_xml('<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'))
        face = f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{SONG}"/>'
        self.made.styles.element.append(
            _xml(
                '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
                '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
                f'<w:rPr>{face}<w:sz w:val="{2 * _NOTE_PT}"/><w:szCs w:val="{2 * _NOTE_PT}"/></w:rPr></w:style>'
            )
        )
        self.made.styles.element.append(
            _xml(
                '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
                f'<w:rPr>{face}<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
            )
        )
        for rel in self.made.part.rels.values():
            if rel.reltype.endswith(_FONTS_REL):
                fonts = "".join(
                    f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
                    f'<w:family w:val="{family}"/></w:font>'
                    for name, (others, family) in _ALTERNATIVES.items()
                )
                blob = rel.target_part.blob.decode("utf-8")
                rel.target_part._blob = blob.replace("</w:fonts>", f"{fonts}</w:fonts>").encode("utf-8")

    # Text

    def _write(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        title = self._paragraph(indent=False)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.line_spacing = _points(36)
        self._run(title, self.source.title, TITLE, _TITLE_PT)
        under = title
        if self.source.subtitle:
            under = self._paragraph(indent=False)
            under.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._run(under, self.source.subtitle, KAI, _BODY_PT)
        under.paragraph_format.space_after = _points(_LINE_PT)
        names = iter(numbered([b for b in self.source.blocks if isinstance(b, Heading)]))
        for block in self.source.blocks:
            if isinstance(block, Heading):
                self._heading(next(names), block.level)
            elif isinstance(block, Grid):
                self._grid(block)
            else:
                self._text(block)
        self._sources()

    def _sources(self) -> None:
        """The reports with their files: a list under a heading of its own, or one line for one report."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        files = self.source.files
        if len(files) > 1:
            n_headings = sum(isinstance(b, Heading) and b.level == 1 for b in self.source.blocks)
            self._heading(f"{chinese(n_headings + 1)}、资料来源", 1)
        for at, (report, file) in enumerate(files):
            # Names of files have no place to break at: justified, they would pull a line apart.
            source = self._paragraph()
            # No line of the list alone on a page: the first three and the last three stay together.
            source.paragraph_format.keep_with_next = at + 1 < len(files) and (at < 2 or at + 3 >= len(files))
            source.alignment = WD_ALIGN_PARAGRAPH.LEFT
            source.paragraph_format.line_spacing = _points(_SOURCE_LINE_PT)
            start = "资料来源：" if len(files) == 1 else ""
            self._run(source, f"{start}{report}（{file}）", BODY, _CELL_PT)

    def _heading(self, text: str, level: int) -> None:
        paragraph = self._paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.element.get_or_add_pPr().append(_xml(f'<w:outlineLvl w:val="{level - 1}"/>'))
        self._run(paragraph, text, HEI if level == 1 else KAI, _BODY_PT)

    def _text(self, block: Paragraph) -> None:
        paragraph = self._paragraph()
        self.notes.open(block)
        for piece in block.pieces:
            self._run(paragraph, piece.text, BODY, _BODY_PT)
            self._marks(paragraph, self.notes.marks(piece.notes))

    def _marks(self, paragraph: Any, marks: Sequence[Mark]) -> None:
        """A footnote where a citation is first used, its number after that."""
        for mark in marks:
            for part in ("[", "" if mark.opens else mark.label, "]"):
                run = self._run(paragraph, part, SONG, _CELL_PT)
                run.font.superscript = True
                if mark.opens and not part:
                    run._r.append(_xml(f'<w:footnoteReference w:id="{mark.opens}"/>'))

    def _grid(self, grid: Grid) -> None:
        from docx.enum.table import WD_TABLE_ALIGNMENT

        under = self.notes.under(grid)
        table = self.made.add_table(rows=1, cols=len(grid.columns))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _repeat_head(table.rows[0])
        for cell, column in zip(table.rows[0].cells, grid.columns, strict=True):
            # 济宁市（2020年）: the year on a line of its own.
            self._cell(cell, Piece(_YEAR.sub(r"\n\1", column)), HEI)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        for row in grid.rows:
            made = table.add_row()
            made._tr.get_or_add_trPr().append(_xml("<w:cantSplit/>"))
            for cell, piece in zip(made.cells, row, strict=True):
                self._cell(cell, piece, BODY)
        for column, width in zip(table.columns, _widths(grid), strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        self._under(under)

    def _under(self, lines: Sequence[str]) -> None:
        """The sources of a table, small, right under it."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        for at, line in enumerate(lines):
            paragraph = self._paragraph(indent=False)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            paragraph.paragraph_format.line_spacing = _points(_NOTE_LINE_PT)
            if at == 0:
                paragraph.paragraph_format.space_before = _points(_NOTE_LINE_PT / 3)
            if at == len(lines) - 1:
                paragraph.paragraph_format.space_after = _points(_NOTE_LINE_PT)
            self._run(paragraph, line, SONG, _NOTE_PT)

    def _cell(self, cell: Any, piece: Piece, font: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing = _points(_CELL_LINE_PT)
        self._run(paragraph, piece.text, font, _CELL_PT)
        self.notes.open(Paragraph((piece,)))
        self._marks(paragraph, self.notes.marks(piece.notes))

    def _paragraph(self, *, indent: bool = True) -> Any:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = self.made.add_paragraph()
        form = paragraph.paragraph_format
        form.line_spacing = _points(_LINE_PT)
        form.space_before = form.space_after = _points(0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if indent:
            form.first_line_indent = _points(2 * _BODY_PT)
        return paragraph

    def _run(self, paragraph: Any, text: str, font: str, size: float) -> Any:
        run = paragraph.add_run(_ILLEGAL.sub("", text))
        run.font.size = _points(size)
        run.font.name = _LATIN
        run._r.get_or_add_rPr().get_or_add_rFonts().set(f"{{{_W}}}eastAsia", font)
        return run

    # Notes

    def _write_notes(self) -> None:
        """python-docx writes no footnotes: their part is written here, with the two separators that it must have."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        separators = (
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            "</w:footnote>"
        )
        notes = "".join(_footnote(i, text) for i, text in enumerate(self.notes.texts, start=1))
        head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">'
        xml = f"{head}{separators}{notes}</w:footnotes>"
        part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml.encode("utf-8"), self.made.part.package)
        self.made.part.relate_to(part, _NOTES_REL)


def _footnote(number: int, text: str) -> str:
    body = escape(_ILLEGAL.sub("", text))
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {body}</w:t></w:r></w:p></w:footnote>'
    )


def _widths(grid: Grid) -> list[Any]:
    """Columns as wide as what stands in them asks for, within what looks right, together as wide as the text."""
    from docx.shared import Mm

    longest = [max(len(part) for part in re.split(r"[\n（]", name)) for name in grid.columns]
    for row in grid.rows:
        # A mark takes about as much room as two characters.
        sizes = (len(cell.text) + 2 * bool(cell.notes) for cell in row)
        longest = [max(size, wanted) for size, wanted in zip(longest, sizes, strict=True)]
    wanted = [min(max(size, _LEAST_CHARS), _MOST_CHARS) for size in longest]
    width = 210 - _MARGINS_MM["left"] - _MARGINS_MM["right"]
    return [Mm(round(width * size / sum(wanted), 1)) for size in wanted]


def _repeat_head(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_xml("<w:tblHeader/>"))


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _xml(text: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(re.sub(r"^<(w:\w+)", rf'<\1 xmlns:w="{_W}"', text))
