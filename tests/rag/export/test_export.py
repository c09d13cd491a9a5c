"""Files that can be handed in: notes lead to their words, report text is no markup, the layout is the standard's."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rag.errors import UnsupportedFormat, UsageError
from rag.export import write_brief
from rag.export.document import Paragraph, Piece, chinese, of_brief, once
from rag.export.footnotes import Footnotes
from rag.export.markdown import render
from rag.export.placed import placed
from rag.read.programs import find_program
from rag.results import Brief, BriefSection, Citation, Cited, Table

HOSTILE = "<script>alert(1)</script>[x](javascript:1)|=1+1&amp;*_#`"


def cite(n: int, quote: str, paragraph: int = 3) -> Citation:
    return Citation(
        n, "r", "wangchuan.txt", "望川县2025年政府工作报告", ("二、重点工作",), paragraph, quote, quote, 0, 9, 0
    )


@pytest.fixture
def brief() -> Brief:
    points = (Cited("新建幼儿园4所；新增学位1200个。", (2, 3)), Cited(f"安排{HOSTILE}。", (4,)))
    table = Table(
        ("指标", "2024年结果", "2025年目标"),
        (
            (Cited("城镇新增就业", (1, 5)), Cited("3120人", (1,)), Cited("3000人以上", (5,))),
            (Cited("新增学位", (3,)), Cited("—"), Cited("1200个", (3,))),
        ),
        "主要指标",
    )
    return Brief(
        "民生情况简报",
        "民生",
        (BriefSection("总体情况", (Cited("城镇新增就业3120人。", (1,)),)), BriefSection("望川县", points)),
        (table,),
        (
            cite(1, "城镇新增就业3120人"),
            cite(2, "新建幼儿园4所", 7),
            cite(3, "新增学位1200个", 7),
            cite(4, HOSTILE, 8),
            cite(5, "城镇新增就业3000人以上", 9),
        ),
    )


def test_numbers_are_chinese() -> None:
    assert [chinese(n) for n in (1, 10, 11, 19, 20, 21, 99)] == ["一", "十", "十一", "十九", "二十", "二十一", "九十九"]


def test_notes_are_numbered_in_the_order_of_use(brief: Brief) -> None:
    assert of_brief(brief.to_dict()).order == (1, 5, 3, 2, 4)


def test_markdown_has_headings_table_sources_and_a_note_for_every_mark(brief: Brief) -> None:
    text = render(of_brief(brief.to_dict()))
    assert text.startswith("# 民生情况简报\n\n## 一、总体情况\n")
    assert "## 二、主要指标" in text
    assert "## 四、资料来源" in text
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert marks == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)) == {"1", "2", "3", "4", "5"}
    assert "“城镇新增就业3120人”" in text


def test_report_text_is_no_markup_in_markdown(brief: Brief) -> None:
    text = render(of_brief(brief.to_dict()))
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "\\&amp;" in text


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_html_is_one_file_whose_links_stay_inside_it(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    write_brief(brief, path)
    page = Tags()
    page.feed(path.read_text(encoding="utf-8"))
    names = [tag for tag, _ in page.tags]
    assert "script" not in names
    assert "link" not in names
    assert "img" not in names
    ids = {a["id"] for _, a in page.tags if "id" in a}
    links = [a["href"] or "" for tag, a in page.tags if tag == "a"]
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert len(ids) == sum("id" in a for _, a in page.tags)


def test_docx_has_real_footnotes_with_file_section_paragraph_and_words(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    write_brief(brief, path)
    with zipfile.ZipFile(path) as package:
        notes = package.read("word/footnotes.xml").decode("utf-8")
        body = package.read("word/document.xml").decode("utf-8")
        types = package.read("[Content_Types].xml").decode("utf-8")
    assert "footnotes+xml" in types
    used = re.findall(r'footnoteReference w:id="(\d+)"', body)
    made = re.findall(r'<w:footnote w:id="(\d+)"', notes)
    assert used == made == ["1", "2", "3"]
    for words in ("wangchuan.txt", "二、重点工作", "第7段", "“新建幼儿园4所”"):
        assert words in notes
    assert "<script>" not in notes


def test_sources_of_a_table_stand_under_it_and_later_text_refers_to_them(brief: Brief, tmp_path: Path) -> None:
    import docx

    path = tmp_path / "brief.docx"
    write_brief(brief, path)
    made = docx.Document(str(path))
    texts = [p.text.replace("\u2060", "") for p in made.paragraphs]
    (under,) = (text for text in texts if text.startswith("望川县2025年政府工作报告（wangchuan.txt）：“二、重点工作”"))
    assert "第3段[注1]“城镇新增就业3120人”" in under
    assert "第9段[注2]“城镇新增就业3000人以上”" in under
    assert "第7段[注3]“新增学位1200个”" in under
    assert any("新增学位1200个[注3]。" in text for text in texts)
    cells = [cell.text.replace("\u2060", "") for row in made.tables[0].rows for cell in row.cells]
    assert cells[3:] == ["城镇新增就业", "3120人[注1]", "3000人以上[注2]", "新增学位", "—", "1200个[注3]"]


def test_file_of_a_report_is_named_once_in_the_notes(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    write_brief(brief, path)
    with zipfile.ZipFile(path) as package:
        notes = package.read("word/footnotes.xml").decode("utf-8")
    assert notes.count("wangchuan.txt") == 1
    assert notes.count("望川县2025年政府工作报告") == 3


def test_statement_on_many_reports_has_one_note_for_all() -> None:
    notes = {n: {**cite(n, f"城镇新增就业{n}万人").to_dict(), "file": f"{n}.txt"} for n in range(1, 8)}
    footnotes = Footnotes(notes)
    paragraph = Paragraph((Piece("最高的是丙县", tuple(range(1, 7))), Piece("；新增学位", (7, 1))))
    footnotes.open(paragraph)
    marks = [[mark.label for mark in footnotes.marks(piece.notes)] for piece in paragraph.pieces]
    assert marks == [["1"], ["2", "1"]]
    assert all(f"（{n}.txt）" in footnotes.texts[0] for n in range(1, 7))


@pytest.mark.parametrize(
    ("text", "quotes", "expected"),
    [
        ("新建学校4所。", {1: "新建学校4所"}, [("新建学校4所", (1,)), ("。", ())]),
        (
            "2025年计划：新建学校4所；新增学位9个。",
            {1: "新增学位9个", 2: "高标准新建学校4所"},
            [("2025年计划：新建学校4所", (2,)), ("；新增学位9个", (1,)), ("。", ())],
        ),
        (
            "甲县稳定就业；乙县稳定就业。",
            {1: "稳定就业", 2: "稳定就业"},
            [("甲县稳定就业", (1,)), ("；乙县稳定就业", (2,)), ("。", ())],
        ),
        ("打造“宜居；宜业”新城。", {1: "打造新城", 2: "别的话"}, [("打造“宜居；宜业”新城", (1, 2)), ("。", ())]),
        (
            "新建学校4所；新增学位9个。",
            {1: "新建学校4所;新增学位9个"},
            [("新建学校4所；新增学位9个", (1,)), ("。", ())],
        ),
        (
            "交付住房40套；九件实事完成；新增学位9个。",
            {1: "交付住房40套,九件实事完成", 2: "新增学位9个"},
            [("交付住房40套", (1,)), ("；九件实事完成", (1,)), ("；新增学位9个", (2,)), ("。", ())],
        ),
        ("甲；乙。", {1: "毫不相干的话", 2: "另一句"}, [("甲；乙", (1, 2)), ("。", ())]),
    ],
    ids=[
        "one clause",
        "each its own",
        "alike",
        "a stop inside quotation marks",
        "one source",
        "one for two",
        "no clause fits",
    ],
)
def test_marks_stand_behind_the_clause_that_they_are_for(
    text: str, quotes: dict[int, str], expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    found = placed(text, tuple(quotes), quotes)
    assert found == expected
    assert "".join(part for part, _ in found) == text


def test_places_are_numbered_under_one_heading() -> None:
    point = (Cited("新建学校4所。", (1,)),)
    sections = (
        BriefSection("总体情况", point),
        BriefSection("各地情况", ()),
        BriefSection("甲县", point, 2),
        BriefSection("乙县", point, 2),
    )
    text = render(of_brief(Brief("就业情况简报", "就业", sections, (), (cite(1, "新建学校4所"),)).to_dict()))
    headings = [line for line in text.splitlines() if line.startswith("##")]
    assert headings == ["## 一、总体情况", "## 二、各地情况", "### （一）甲县", "### （二）乙县", "## 三、资料来源"]


def test_note_of_a_row_stands_at_its_figure_and_not_at_a_name_with_a_figure() -> None:
    row = tuple(Piece(text, (1,)) for text in ("望川县", "PM2.5平均浓度", "2024年结果", "31微克/立方米"))
    assert [bool(piece.notes) for piece in once(row)] == [False, False, False, True]
    told = tuple(Piece(text, (1,)) for text in ("2025", "居民人均可支配收入", "翻一番", "未提及"))
    assert [bool(piece.notes) for piece in once(told)] == [False, False, True, False]


def test_no_line_of_the_sources_stands_alone_on_a_page(tmp_path: Path) -> None:
    import docx

    places = ("临溪县", "望川县", "栖霞岭县", "松鹤县", "云壑县", "竹渡县", "梅坞县")
    notes = [
        replace(cite(n, "新建学校4所"), report=f"{place}2025年政府工作报告", file=f"{n}.txt")
        for n, place in enumerate(places, start=1)
    ]
    section = BriefSection("总体情况", tuple(Cited("新建学校4所。", (c.n,)) for c in notes))
    path = tmp_path / "brief.docx"
    write_brief(Brief("教育情况简报", "教育", (section,), (), tuple(notes)), path)
    listed = [p for p in docx.Document(str(path)).paragraphs if p.text.endswith(".txt）")]
    kept = [bool(p.paragraph_format.keep_with_next) for p in listed]
    assert kept == [True, True, False, False, True, True, False]


def test_docx_has_the_page_and_the_faces_of_official_documents(brief: Brief, tmp_path: Path) -> None:
    import docx

    path = tmp_path / "brief.docx"
    write_brief(brief, path)
    made = docx.Document(str(path))
    section = made.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]  # type: ignore[union-attr]
    assert [round(side.mm) for side in (section.top_margin, section.left_margin)] == [37, 28]  # type: ignore[union-attr]
    faces = {run.text: run._r.xpath("string(w:rPr/w:rFonts/@w:eastAsia)") for p in made.paragraphs for run in p.runs}
    assert faces["民生情况简报"] == "方正小标宋简体"
    assert faces["一、总体情况"] == "黑体"
    assert faces["城镇新增就业3120人"] == "仿宋_GB2312"
    with zipfile.ZipFile(path) as package:
        assert "altName" in package.read("word/fontTable.xml").decode("utf-8")
        footers = [package.read(n).decode("utf-8") for n in package.namelist() if "footer" in n and n.endswith(".xml")]
    assert len([f for f in footers if " PAGE " in f]) == 2


@pytest.mark.parametrize("ending", [".md", ".html", ".docx"])
def test_same_briefing_gives_the_same_content(brief: Brief, tmp_path: Path, ending: str) -> None:
    contents = []
    for name in ("a", "b"):
        path = tmp_path / f"{name}{ending}"
        write_brief(brief, path)
        if ending == ".docx":
            with zipfile.ZipFile(path) as package:
                contents.append({n: package.read(n) for n in package.namelist()})
        else:
            contents.append({"": path.read_bytes()})
    assert contents[0] == contents[1]


def test_pdf_is_made_where_the_program_is_and_asked_for_where_not(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    if find_program("soffice", "libreoffice"):
        write_brief(brief, path)
        assert path.read_bytes().startswith(b"%PDF")
    else:
        with pytest.raises(UnsupportedFormat, match="LibreOffice"):
            write_brief(brief, path)


def test_another_ending_or_a_folder_that_is_not_there_is_wrong_usage(brief: Brief, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this format"):
        write_brief(brief, tmp_path / "brief.rtf")
    with pytest.raises(UsageError, match="cannot be written"):
        write_brief(brief, tmp_path / "no" / "brief.md")
