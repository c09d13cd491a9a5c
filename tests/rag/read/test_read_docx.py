"""Word documents: order, automatic numbers, revisions, text boxes, notes."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from report_files import LEVELS, LINES, W, as_docx, lines_of, paragraph, raw_docx, run, saved, zipped

from rag.errors import DamagedFile, EmptyReport, LimitExceeded
from rag.read import Limits, read_bytes, read_file
from rag.read.numbering import write_number
from rag.types import MarkKind, SourceText


def marked(source: SourceText, kind: MarkKind) -> list[tuple[str, int]]:
    return [(source.text[mark.start : mark.end], mark.level) for mark in source.marks if mark.kind is kind]


def read(body: str, **parts: str) -> SourceText:
    return read_bytes(raw_docx(body, **parts), "report.docx")


def test_headings_are_marked_with_their_level() -> None:
    source = read_bytes(as_docx(), "report.docx")
    assert lines_of(source.text) == list(LINES)
    assert marked(source, MarkKind.HEADING) == [(LINES[n], level) for n, level in LEVELS.items()]


@pytest.mark.parametrize(
    ("style", "level"),
    [
        ('<w:name w:val="标题 3"/>', 3),
        ('<w:name w:val="heading 2"/>', 2),
        ('<w:name w:val="Title"/>', 1),
        ('<w:name w:val="章"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>', 2),
        ('<w:name w:val="章"/><w:basedOn w:val="b"/>', 4),
        ('<w:name w:val="标题 3"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', 0),
        ('<w:name w:val="循环"/><w:basedOn w:val="a"/>', 0),
    ],
)
def test_a_style_gives_the_level_by_name_outline_or_inheritance(style: str, level: int) -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="a">{style}</w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 4"/></w:style></w:styles>'
    )
    source = read(paragraph(run("一、总体要求"), '<w:pStyle w:val="a"/>'), styles=styles)
    assert marked(source, MarkKind.HEADING) == ([("一、总体要求", level)] if level else [])


def test_an_outline_level_of_the_paragraph_itself_counts() -> None:
    source = read(paragraph(run("一、总体要求"), '<w:outlineLvl w:val="0"/>') + paragraph(run("正文")))
    assert marked(source, MarkKind.HEADING) == [("一、总体要求", 1)]


def test_tables_are_read_in_place_row_by_row() -> None:
    document = docx.Document()
    document.add_paragraph("前")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["指标", "增长", "地区生产总值", "5.8%"], strict=True):
        cell.text = text
    table.cell(1, 0).add_paragraph("（现价）")
    document.add_paragraph("后")
    source = read_bytes(saved(document), "report.docx")
    assert source.text == "前\n指标\t增长\n地区生产总值 （现价）\t5.8%\n后"
    assert marked(source, MarkKind.TABLE) == [("指标\t增长\n地区生产总值 （现价）\t5.8%", 0)]


def test_a_frame_of_one_cell_around_the_report_is_no_table() -> None:
    body = f"<w:tbl><w:tr><w:tc>{paragraph(run('甲'))}{paragraph(run('乙'))}</w:tc></w:tr></w:tbl>"
    source = read(body)
    assert source.text == "甲\n乙"
    assert source.marks == ()


def test_soft_breaks_tabs_and_hyphens_are_characters() -> None:
    source = read(paragraph("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t><w:noBreakHyphen/></w:r>"))
    assert source.text == "一\n二\t三-"


def level(number: int, number_format: str, pattern: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbers(levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}</w:numbering>'


def item(text: str, at: int = 0, list_id: int = 1) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


THREE_LEVELS = (
    level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
)


def test_automatic_numbers_of_three_levels_are_written_out() -> None:
    body = item("回顾") + item("经济", 1) + item("工业", 2) + item("农业", 2) + item("民生", 1) + item("教育", 2)
    source = read(body + item("安排") + item("目标", 1), numbering=numbers(THREE_LEVELS))
    assert source.text.split("\n") == [
        "一、回顾", "（一）经济", "1. 工业", "2. 农业", "（二）民生", "1. 教育", "二、安排", "（一）目标",
    ]  # fmt: skip


def test_two_lists_of_one_kind_count_on_unless_one_restarts() -> None:
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for n, override in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        )
    )
    body = item("甲") + item("乙", 0, 2) + item("丙", 0, 3) + item("丁", 0, 3)
    source = read(body, numbering=numbers(THREE_LEVELS, lists))
    assert source.text.split("\n") == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_heading_style_brings_its_number_along() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>')
    source = read(paragraph(run("稳增长"), '<w:pStyle w:val="h2"/>'), styles=styles, numbering=numbers(levels))
    assert marked(source, MarkKind.HEADING) == [("（一）稳增长", 2)]


def test_number_zero_switches_a_list_off_and_bullets_write_nothing() -> None:
    bullets = numbers(level(0, "bullet", "\uf0b7"))
    assert read(item("甲") + item("乙", 0, 0), numbering=bullets).text == "甲\n乙"


def test_legal_numbering_writes_higher_levels_in_digits() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert read(item("甲") + item("乙", 1), numbering=numbers(levels)).text == "一、甲\n1.1 乙"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (10, "chineseLegalSimplified", "壹拾"),
        (3, "ideographTraditional", "丙"),
        (12, "ideographZodiac", "亥"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (36, "decimalEnclosedCircle", "㊱"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"),
        (27, "lowerLetter", "aa"),
        (1994, "upperRoman", "MCMXCIV"),
        (5, "someFutureFormat", "5"),
    ],
)
def test_numbers_are_written_as_word_writes_them(value: int, number_format: str, text: str) -> None:
    assert write_number(value, number_format) == text


def test_revisions_are_read_as_accepted() -> None:
    source = read(
        paragraph(
            run("增长")
            + '<w:del w:id="1"><w:r><w:delText>6%</w:delText></w:r></w:del>'
            + f'<w:ins w:id="2">{run("5.8%")}</w:ins>'
            + f'<w:moveFrom w:id="3">{run("旧处")}</w:moveFrom>'
            + run("左右。")
        )
    )
    assert source.text == "增长5.8%左右。"
    assert "2 deleted passage(s)" in source.notes[0]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = paragraph(run("坚持稳中"), '<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph(run("求进。"))
    assert read(body).text == "坚持稳中求进。"


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('专栏：重点项目'))}</w:txbxContent>"
    body = paragraph(
        run("正文前")
        + "<w:r><mc:AlternateContent>"
        + f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        + f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        + "</mc:AlternateContent></w:r>"
        + run("正文后")
    )
    assert read(body).text == "正文前正文后\n专栏：重点项目"


def test_footnotes_stand_at_the_end_in_the_order_of_their_references() -> None:
    footnotes = (
        f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph(run("甲释"))}</w:footnote><w:footnote w:id="5">{paragraph(run("乙释"))}'
        "</w:footnote></w:footnotes>"
    )
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = paragraph(run("一老一小") + reference.format(5) + run("，") + run("专精特新") + reference.format(2))
    source = read(body, footnotes=footnotes)
    assert source.text == "一老一小，专精特新\n[1] 乙释\n[2] 甲释"
    assert source.notes == ("2 footnote(s) stand after the body",)


def test_fields_show_their_result_and_not_their_instruction() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert read(paragraph(run("第") + field + run("页"))).text == "第12页"


def test_hidden_text_and_a_table_of_contents_are_marked() -> None:
    styles = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style></w:styles>'
    body = (
        paragraph(run("一、回顾\t1"), '<w:pStyle w:val="t"/>')
        + paragraph(run("正文") + run("暗记", "<w:vanish/>"))
        + paragraph(run("明记", '<w:vanish w:val="0"/>'))
    )
    source = read(body, styles=styles)
    assert marked(source, MarkKind.NAVIGATION) == [("一、回顾\t1", 0)]
    assert marked(source, MarkKind.HIDDEN) == [("暗记", 0)]


def test_content_controls_and_strict_namespaces_are_read() -> None:
    assert read(f"<w:sdt><w:sdtContent>{paragraph(run('甲'))}</w:sdtContent></w:sdt>").text == "甲"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = paragraph(run("严格模式"))
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{strict}"><w:body>{body}</w:body></w:document>',
    }
    assert read_bytes(zipped(parts), "report.docx").text == "严格模式"


def test_a_body_under_another_name_is_found_through_the_relations() -> None:
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": '<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/>'
        "</Relationships>",
        "word/document2.xml": f"<w:document {W}><w:body>{paragraph(run('别名'))}</w:body></w:document>",
    }
    assert read_bytes(zipped(parts), "report.docx").text == "别名"


BILLION = (
    "<!DOCTYPE w:document [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize("doctype", [BILLION, "<!DOCTYPE w:document [<!ENTITY i SYSTEM 'file:///etc/passwd'>]>"])
def test_entities_are_refused_whether_they_expand_or_fetch(doctype: str) -> None:
    xml = f"{doctype}<w:document {W}><w:body>{paragraph(run('&i;'))}</w:body></w:document>"
    with pytest.raises(DamagedFile, match=r"document\.xml"):
        read_bytes(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml}), "report.docx")


def test_a_zip_bomb_is_refused_before_it_expands() -> None:
    parts: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>", "word/document.xml": b" " * 40_000_000}
    with pytest.raises(LimitExceeded, match=r"expands \d+-fold"):
        read_bytes(zipped(parts), "report.docx")


def test_parts_that_are_large_together_are_refused() -> None:
    data = raw_docx(paragraph(run("甲")))
    with pytest.raises(LimitExceeded, match="zip bomb"):
        read_bytes(data, "report.docx", limits=Limits(max_expanded_bytes=100))


def test_a_document_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(LimitExceeded, match="longer than"):
        read_bytes(as_docx(), "report.docx", limits=Limits(timeout_s=-1.0))


def test_xml_nested_too_deep_is_refused() -> None:
    with pytest.raises(DamagedFile, match="not well-formed"):
        read("<w:sdt>" * 5000 + "</w:sdt>" * 5000)


def test_a_document_without_text_is_named_empty() -> None:
    with pytest.raises(EmptyReport, match="holds no text"):
        read(paragraph(""))


def test_every_real_docx_says_what_its_text_twin_says(shared_data: Path) -> None:
    n_read = 0
    for path in sorted((shared_data / "corpora/reports").rglob("*.docx")):
        twin = path.with_suffix(".txt")
        ours, theirs = ("".join(read_file(file).text.split()) for file in (path, twin))
        assert ours == theirs, path.name
        n_read += 1
    assert n_read >= 100
