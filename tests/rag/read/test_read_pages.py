"""Fixed-layout files: text is read by where it stands, not by the order in which it is stored."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from report_files import (
    LEFT,
    LINES,
    PAGE,
    SIZE,
    Printed,
    as_ofd,
    as_pdf,
    as_scan,
    assembled,
    broken,
    lines_of,
    printed,
    width_of,
    zipped,
)  # fmt: skip

from rag.errors import DamagedFile, EmptyReport, FileProblem, LimitExceeded, NoTextLayer, UnsupportedFormat
from rag.read import Limits, read_bytes
from rag.read.layout import Glyph, Page, place
from rag.read.programs import find_program, run_program

LONG = LINES[3] + LINES[5] + LINES[6] + LINES[8]


def glyphs(x: float, y: float, text: str, size: float = SIZE) -> list[Glyph]:
    """Full-width characters side by side."""
    return [Glyph(character, x + n * size, x + (n + 1) * size, y, size) for n, character in enumerate(text)]


def printed_at(x: float, y: float, text: str) -> list[Glyph]:
    """Characters side by side, those of ASCII half as wide."""
    edges = [x + width_of(text[:n]) for n in range(len(text) + 1)]
    return [Glyph(text[n], edges[n], edges[n + 1], y, SIZE) for n in range(len(text))]


def placed(*lines: Sequence[Glyph]) -> str:
    return place([Page(*PAGE, [glyph for line in lines for glyph in line])]).text


def test_the_order_of_storage_does_not_matter() -> None:
    lines = [glyphs(90, 200, "一、总体要求"), glyphs(90, 260, "二、主要目标"), glyphs(90, 320, "三、重点工作")]
    assert placed(*reversed(lines)) == placed(*lines) == "一、总体要求\n二、主要目标\n三、重点工作"


def test_a_paragraph_is_joined_over_lines_and_pages_and_its_neighbour_is_not() -> None:
    parts = broken(LONG, 24)
    assert len(parts) >= 6
    rows = [(LEFT + 2 * SIZE, parts[0]), *((LEFT, part) for part in parts[1:]), (LEFT + 2 * SIZE, "各位代表！")]
    pages = [
        [Printed(x, 200 + 28 * n, SIZE, text) for n, (x, text) in enumerate(chunk)] for chunk in (rows[:3], rows[3:])
    ]
    assert read_bytes(as_ofd(pages), "a.ofd").text == f"{LONG}\n各位代表！"
    assert read_bytes(as_pdf(pages), "a.pdf").text == f"{LONG}\n各位代表！"


def test_paragraphs_without_indent_part_where_a_line_falls_short_or_a_gap_opens() -> None:
    full = "坚持稳中求进工作总基调完整准确全面贯彻新发展理念"
    text = placed(
        glyphs(90, 200, full), glyphs(90, 228, "加快构建新发展格局。"), glyphs(90, 256, full), glyphs(90, 284, full),
        glyphs(90, 340, full), glyphs(90, 368, "结束。"),
    )  # fmt: skip
    assert text.split("\n") == [f"{full}加快构建新发展格局。", full * 2, f"{full}结束。"]


def test_lines_of_one_length_that_end_sentences_are_paragraphs_unless_indents_say_otherwise() -> None:
    one, other = "全年粮食总产量达到十二亿斤以上。", "全年城镇新增就业一点二万人以上。"
    flush = [glyphs(90, 200, one), glyphs(90, 228, other), glyphs(90, 256, one)]
    assert placed(*flush).split("\n") == [one, other, one]
    indented = [*flush, glyphs(122, 284, one[:-3]), glyphs(90, 312, other), glyphs(122, 340, one[:-2])]
    assert placed(*indented).split("\n") == [one + other + one, one[:-3] + other, one[:-2]]


def test_a_line_break_is_a_space_between_words_but_never_inside_a_figure() -> None:
    for end, start, joined in (
        ("8.8:41.7", ":49.5", "8.8:41.7:49.5"),
        ("48", "6.3", "486.3"),
        ("GDP", "CPI", "GDP CPI"),
    ):
        first = printed_at(90, 200, f"全年三次产业结构比调整为{end}")
        rest = printed_at(90, 228, f"{start}等")
        assert placed(first, rest) == f"全年三次产业结构比调整为{joined}等"


def test_radicals_that_a_font_gives_for_characters_become_the_characters() -> None:
    source = read_bytes(as_pdf([[Printed(90, 200, 16, "⼀年来的⼯作和⼈⺠⽣活")]]), "a.pdf")
    assert source.text == "一年来的工作和人民生活"
    assert any("5 radicals" in note for note in source.notes)


def test_two_columns_are_read_one_after_the_other_under_their_common_title() -> None:
    left = ["左栏第一行写得很满很满很满", "左栏第二行写得很满很满很满", "左栏第三行写得很满很满很满", "左栏末行。"]
    right = [line.replace("左", "右") for line in left]
    lines = [glyphs(150, 150, "政府工作报告全文刊登如下请各部门遵照")]
    for n, (one, other) in enumerate(zip(left, right, strict=True)):
        lines += [glyphs(310, 200 + 28 * n, other), glyphs(60, 200 + 28 * n, one)]
    assert placed(*lines).split("\n") == ["政府工作报告全文刊登如下请各部门遵照", "".join(left), "".join(right)]


def test_a_table_is_read_row_by_row_with_tabs() -> None:
    rows = [
        ("指标", "单位", "增长"),
        ("生产总值", "亿元", "百分之六"),
        ("粮食产量", "亿斤", "百分之一"),
        ("就业", "人", "无"),
    ]
    lines = [glyphs(90 + 150 * m, 200 + 28 * n, cell) for n, row in enumerate(rows) for m, cell in enumerate(row)]
    assert placed(*lines).split("\n") == ["\t".join(row) for row in rows]


def test_running_heads_and_page_numbers_are_left_out_and_noted() -> None:
    source = read_bytes(as_pdf(printed()), "a.pdf")
    assert lines_of(source.text) == list(LINES)
    assert source.notes == (
        "page numbers were left out on 2 page(s)",
        "2 running head(s) or foot(s) were left out: 临河市人民政府公报 (2x)",
    )


def test_a_figure_at_the_foot_of_a_single_page_is_kept() -> None:
    assert placed(glyphs(90, 200, "全年粮食产量"), glyphs(90, 800, "486")) == "全年粮食产量\n486"
    assert placed(glyphs(90, 200, "全年粮食产量"), glyphs(280, 800, "第3页")) == "全年粮食产量"


def test_print_made_bold_by_printing_twice_is_read_once() -> None:
    assert placed(glyphs(90, 200, "工作回顾"), glyphs(90.6, 200, "工作回顾")) == "工作回顾"


def test_a_superscript_stays_in_its_line() -> None:
    assert placed(glyphs(90, 200, "平方米"), glyphs(138, 194, "２", 8)) == "平方米２"


def test_gaps_are_spaces_between_words_but_not_between_han_and_digits() -> None:
    assert placed(glyphs(90, 200, "市长"), glyphs(138, 200, "李某")) == "市长 李某"
    assert placed(glyphs(90, 200, "增长"), glyphs(126, 200, "5", 8)) == "增长5"
    assert placed(glyphs(90, 200, "A", 8), glyphs(101, 200, "B", 8)) == "A B"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_rotated_page_reads_the_same(rotate: int) -> None:
    assert lines_of(read_bytes(as_pdf(printed(), rotate=rotate), "a.pdf").text) == list(LINES)


@pytest.mark.parametrize("matrix", ["0 1 -1 0", "0 -1 1 0", "-1 0 0 -1"])
def test_text_that_runs_up_down_or_backwards_is_turned(matrix: str) -> None:
    texts = ["一、总体要求", "二、主要目标"]
    shown = [
        f"BT /F1 16 Tf {matrix} {300 + shift[0]} {400 + shift[1]} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
        for text, shift in zip(texts, offsets(matrix), strict=True)
    ]
    assert read_bytes(as_pdf([[]], extra="\n".join(reversed(shown))), "a.pdf").text == "\n".join(texts)


def offsets(matrix: str) -> list[tuple[int, int]]:
    """Where the second line of such text stands beside the first."""
    return {"0 1 -1 0": [(0, 0), (40, 0)], "0 -1 1 0": [(0, 0), (-40, 0)], "-1 0 0 -1": [(0, 0), (0, 40)]}[matrix]


def test_a_watermark_across_the_page_is_left_out_and_noted() -> None:
    mark = f"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <{'内部资料'.encode('utf-16-be').hex()}> Tj ET"
    source = read_bytes(as_pdf(printed(), extra=mark), "a.pdf")
    assert lines_of(source.text) == list(LINES)
    assert any(note.startswith("8 characters were left out that lean") for note in source.notes)


def test_a_truncated_pdf_is_named_damaged() -> None:
    data = as_pdf(printed())
    with pytest.raises(DamagedFile, match="damaged or cut off"):
        read_bytes(data[:200], "a.pdf")
    with pytest.raises(DamagedFile, match="not a PDF"):
        read_bytes(b"PDF-1.7 " + LONG.encode(), "a.pdf")


def test_a_pdf_with_a_password_is_named() -> None:
    data = as_pdf(printed())
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"ab" * 32 + b"> /U <" + b"cd" * 32 + b"> >>"
    data = data.replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00><00>] /Encrypt " + lock)
    with pytest.raises(UnsupportedFormat, match="password"):
        read_bytes(data, "a.pdf")


def test_a_pdf_with_too_many_pages_or_too_little_time_is_refused() -> None:
    data = as_pdf(printed())
    with pytest.raises(LimitExceeded, match="more than 1 pages"):
        read_bytes(data, "a.pdf", limits=Limits(max_pages=1))
    with pytest.raises(LimitExceeded, match="did not finish"):
        read_bytes(data, "a.pdf", limits=Limits(timeout_s=0.001))


def test_a_pdf_of_blank_pages_is_empty() -> None:
    with pytest.raises(EmptyReport, match="holds no text"):
        read_bytes(as_pdf([[]]), "a.pdf")


def test_a_page_tree_that_runs_in_a_circle_does_no_harm() -> None:
    circle = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"]
    with pytest.raises(FileProblem, match=r"a\.pdf"):
        read_bytes(assembled(circle), "a.pdf")


def test_a_scan_without_tesseract_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoTextLayer, match=r"page\(s\) 1, 2 are scans .* tesseract was not found") as caught:
        read_bytes(as_scan(as_pdf(printed()), dpi=20), "scan.pdf")
    assert "tesseract-ocr-chi-sim" in caught.value.fix


def program(folder: Path, name: str, script: str) -> None:
    """A program of our own under the name of another."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_tesseract_without_chinese_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "tesseract", "print('List of available languages (1):\\neng')")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoTextLayer, match="lacks its language chi_sim"):
        read_bytes(as_scan(as_pdf(printed()), dpi=20), "scan.pdf")


def test_a_scan_is_recognised_where_tesseract_is_installed() -> None:
    tesseract = shutil.which("tesseract")
    if tesseract is None or b"chi_sim" not in run_program([tesseract, "--list-langs"], name="", timeout_s=30).output:
        pytest.skip("tesseract with chi_sim is not installed")
    source = read_bytes(as_scan(as_pdf(printed()[:1])), "scan.pdf")
    if not source.text.strip():
        pytest.skip("no font here draws Chinese characters")
    assert "政府工作报告" in source.text
    assert "came from character recognition" in source.notes[-1]


def test_ofd_places_text_by_steps_matrix_and_boundary() -> None:
    page = (
        '<ofd:TextObject Boundary="20 60 100 6" Size="5">'
        '<ofd:TextCode X="0" Y="5" DeltaX="g 3 5">二、目标</ofd:TextCode>'
        "</ofd:TextObject>"
        '<ofd:TextObject Boundary="20 40 100 6" Size="1" CTM="5 0 0 5 0 0">'
        '<ofd:TextCode X="0" Y="1">一、回顾</ofd:TextCode></ofd:TextObject>'
        '<ofd:TextObject Boundary="20 80 100 6" Size="5" Visible="false"><ofd:TextCode X="0" Y="5">隐</ofd:TextCode>'
        "</ofd:TextObject>"
        '<ofd:TextObject Boundary="40 60 100 6" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="5 5">和任务</ofd:TextCode>'
        "</ofd:TextObject>"
    )
    assert read_bytes(one_page_ofd(page), "a.ofd").text == "一、回顾\n二、目标和任务"


OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def one_page_ofd(content: str, *, location: str = "Pages/Page_0/Content.xml") -> bytes:
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:OFD>",
            "Doc_0/Document.xml": f'<ofd:Document {OFD}><ofd:Pages><ofd:Page ID="1" BaseLoc="{location}"/></ofd:Pages>'
            "</ofd:Document>",
            "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{content}</ofd:Layer>"
            "</ofd:Content></ofd:Page>",
        }
    )


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (one_page_ofd("<ofd:TextObject/>"), EmptyReport, "no text"),
        (one_page_ofd('<ofd:ImageObject ResourceID="1"/>'), NoTextLayer, "pictures without text"),
        (one_page_ofd("", location="../../../etc/passwd"), DamagedFile, "lacks its part"),
        (one_page_ofd("<ofd:TextObject>"), DamagedFile, "not well-formed"),
        (zipped({"OFD.xml": "<OFD/>"}), EmptyReport, "no text"),
        (zipped({"OFD.xml": "<!DOCTYPE x [<!ENTITY e 'e'>]><OFD/>"}), DamagedFile, "document type"),
        (
            zipped({"OFD.xml": f"<ofd:OFD {OFD}><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:OFD>"}),
            DamagedFile,
            "lacks its part",
        ),
        (
            zipped({"OFD.xml": "<OFD><DocRoot>D.xml</DocRoot></OFD>", "D.xml": "<Document/>"}),
            DamagedFile,
            "lists no pages",
        ),
        (zipped({"OFD.xml": b" " * 30_000_000}), LimitExceeded, "expands"),
        (as_ofd(printed())[:-400], DamagedFile, "cut-off"),
    ],
)
def test_a_bad_ofd_gets_one_clear_message(data: bytes, kind: type[FileProblem], words: str) -> None:
    with pytest.raises(kind, match=words) as caught:
        read_bytes(data, "a.ofd")
    assert caught.value.message.startswith("a.ofd: ")
    assert caught.value.fix


def test_ofd_with_absurd_numbers_is_read_without_harm() -> None:
    content = (
        '<ofd:TextObject Boundary="x y" Size="" CTM="1"><ofd:TextCode X="" Y="1e9" DeltaX="g 999999999 1 g g">甲乙丙'
        "</ofd:TextCode></ofd:TextObject>"
    )
    assert sorted(read_bytes(one_page_ofd(content), "a.ofd").text.replace("\n", "").replace("\t", "")) == list("丙乙甲")


def test_ofd_with_too_many_pages_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="more than 1 pages"):
        read_bytes(as_ofd(printed()), "a.ofd", limits=Limits(max_pages=1))


def test_a_program_that_is_not_there_is_not_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program("a-program-that-nobody-has") is None
