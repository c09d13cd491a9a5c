"""Web pages: order, lines, and what the markup says."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_files import LINES, TEXT, as_html, lines_of

from rag.errors import EmptyReport, LimitExceeded
from rag.read import read_bytes
from rag.types import MarkKind, SourceText


def page(body: str, head: str = "") -> SourceText:
    markup = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read_bytes(markup.encode(), "page.html")


def marked(source: SourceText, kind: MarkKind) -> list[str]:
    return [source.text[mark.start : mark.end] for mark in source.marks if mark.kind is kind]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<div>一<p>二</p>三</div>四", "一\n二\n三\n四"),
        ("<p>增长5<span>.8</span>%</p>", "增长5.8%"),
        ("<p>市人民\n    政府</p>", "市人民政府"),
        ("<p>GDP of\n  the city</p>", "GDP of the city"),
        ("<p>左 右</p>", "左 右"),
        ("一<br>二<br><br><br>三", "一\n二\n\n三"),
        ("<p>\u3000\u3000各位代表：</p>", "\u3000\u3000各位代表："),
        ("<p>5.8%&nbsp;左右&#12290;</p>", "5.8%\xa0左右。"),
        ("<pre>甲\n  乙</pre>", "甲\n  乙"),
        ("<p>一<script>var a='假';</script><style>p{}</style><noscript>假</noscript>二</p>", "一二"),
        ("<p>一<!-- 注释 -->二</p>", "一二"),
        ("<ol><li>甲</li><li><p>乙</p></li></ol>", "1. 甲\n2. 乙"),
        ("<ol start=3 style='list-style: none'><li>甲</li></ol>", "甲"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
        ("<p>区<ruby>政<rp>(</rp><rt>zhèng</rt><rp>)</rp></ruby>府</p>", "区政府"),
        ("<p>一<p>二<div>三", "一\n二\n三"),
    ],
)
def test_markup_becomes_lines(markup: str, text: str) -> None:
    assert page(markup).text == text


def test_rows_of_a_data_table_are_lines_with_tabs() -> None:
    source = page(
        "<table><caption>主要指标</caption><tr><th>指标</th><th>增长</th></tr>"
        "<tr><td><p>地区生产</p><p>总值</p></td><td>5.8%</td></tr><tr><td>粮食</td><td></td></tr></table>"
    )
    assert source.text == "主要指标\n指标\t增长\n地区生产总值\t5.8%\n粮食\t"
    assert marked(source, MarkKind.TABLE) == ["指标\t增长\n地区生产总值\t5.8%\n粮食"]


def test_a_table_that_lays_out_the_page_is_read_block_by_block() -> None:
    source = page(f"<table><tr><td>栏目</td><td><p>{LINES[3] * 12}</p><p>{LINES[4]}</p></td></tr></table>")
    assert source.text == f"栏目\n{LINES[3] * 12}\n{LINES[4]}"
    assert marked(source, MarkKind.TABLE) == []
    nested = page("<table><tr><td>左</td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>")
    assert nested.text == "左\n甲\t乙"


def test_marks_name_headings_links_navigation_and_hidden_text() -> None:
    source = page(
        "<header>某市人民政府网</header><nav><a href='/'>首页</a></nav><h2>一、总体要求</h2>"
        "<p>正文<span style='color:red; display : none'>資料_001</span>继续</p><p hidden>藏</p>"
        "<aside>热点推荐</aside><footer>版权所有</footer>",
        head="<title>工作报告_某市</title>",
    )
    assert marked(source, MarkKind.HEADING) == ["一、总体要求"]
    assert next(mark.level for mark in source.marks if mark.kind is MarkKind.HEADING) == 2
    assert marked(source, MarkKind.LINK) == ["首页"]
    assert marked(source, MarkKind.NAVIGATION) == ["某市人民政府网", "首页", "热点推荐", "版权所有"]
    assert marked(source, MarkKind.HIDDEN) == ["工作报告_某市", "資料_001", "藏"]
    assert "正文資料_001继续" in source.text


def test_page_headers_that_a_word_processor_exports_are_navigation() -> None:
    source = page("<div title='header'><p>市政府公报</p></div><p>正文</p><div title='footer'><p>1</p></div>")
    assert marked(source, MarkKind.NAVIGATION) == ["市政府公报", "1"]


def test_the_header_of_an_article_is_not_navigation() -> None:
    source = page("<article><header><h1>政府工作报告</h1></header><p>正文</p></article>")
    assert marked(source, MarkKind.NAVIGATION) == []


def test_the_declared_charset_is_honoured() -> None:
    source = read_bytes(as_html("gbk").replace(b'"gbk"', b"gb2312"), "page.htm")
    assert lines_of(source.text) == list(LINES)
    assert (source.encoding, source.notes) == ("gb18030", ())


def test_a_page_that_lies_about_its_charset_is_read_right_and_noted() -> None:
    data = as_html("utf-8").replace(b'charset="utf-8"', b'charset="gb2312"')
    source = read_bytes(data, "page.html")
    assert lines_of(source.text) == list(LINES)
    assert source.notes == ("the page says that it is in gb2312, but its bytes are utf-8",)


def test_utf16_page_and_page_without_html_tags_are_read() -> None:
    markup = "<html><head></head><body><p>" + "</p><p>".join(LINES) + "</p></body></html>"
    assert lines_of(read_bytes(b"\xff\xfe" + markup.encode("utf-16-le"), "p.html").text) == list(LINES)
    assert lines_of(read_bytes(("<p>" + "<p>".join(LINES)).encode(), "p.html").text) == list(LINES)


def test_entities_of_the_document_type_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    source = read_bytes(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>正文&x;</p></body></html>'.encode(),
        "p.html",
    )
    assert "机密" not in source.text


def test_moderately_deep_pages_are_read_whole_and_absurd_ones_refused() -> None:
    source = page("<font>" * 900 + "深处" + "</font>" * 900 + "<p>结尾</p>")
    assert lines_of(source.text) == ["深处", "结尾"]
    with pytest.raises(LimitExceeded, match="nested too deep"):
        page("<div>" * 50_000 + "深处" + "</div>" * 50_000)


def test_a_page_without_text_is_named_empty() -> None:
    with pytest.raises(EmptyReport, match=r"page\.html: the file holds no text"):
        page("<div><img src='scan.jpg'></div>")


def test_marks_lie_inside_the_text_and_in_order() -> None:
    source = page(TEXT.replace("\n", "<br>") + "<h3> 标题 <a href=x> 链接 </a></h3><nav> </nav>")
    assert list(source.marks) == sorted(source.marks, key=lambda mark: (mark.start, -mark.end))
    for mark in source.marks:
        assert source.text[mark.start : mark.end] == source.text[mark.start : mark.end].strip() != ""
