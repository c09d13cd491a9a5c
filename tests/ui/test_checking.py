"""The tab where drafts are checked, over the example reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from rag import Library
from rag.results import CheckedSentence, Citation, Problem, ProblemKind, Verdict, Verification
from ui.handlers import checking
from ui.jobs import Jobs
from ui.render import checked
from ui.render.evidence import NO_BACKING
from ui.texts import Language

ZH, EN = Language.ZH, Language.EN
DRAFT = "2025年，砚溪县地区生产总值增长9.3%左右。2025年砚溪县固定资产投资增长7%左右。"
HOSTILE = '<script>alert(1)</script>[9]<img src=x onerror="alert(2)">'


def _last(views: Iterator[Any]) -> Any:
    *_, last = views
    return last


def _sentence(text: str, verdict: Verdict, *problems: Problem) -> CheckedSentence:
    return CheckedSentence(text, verdict, (1,), problems)


def test_each_sentence_gets_its_verdict_and_the_wrong_figure_is_named(example_library: Library, page: type) -> None:
    view = _last(checking.check(example_library, Jobs(), "p", DRAFT, language=ZH))
    assert [s.verdict for s in view.verification.sentences] == [Verdict.CONTRADICTED, Verdict.SUPPORTED]
    seen = page(view.html)
    assert "数字不符；写的是“9.3%左右”；原文是“6%左右”" in seen.text
    assert seen.values("data-verdict") == ["contradicted", "supported"]
    assert '<mark class="wj-wrong">9.3%左右</mark>' in view.html
    for citation in view.verification.citations:
        assert example_library.report(citation.report_id).paragraph(citation.paragraph).text == citation.context


def test_counts_stand_on_top_with_words_for_every_colour(citation: Citation, page: type) -> None:
    given = Verification(
        (
            _sentence("一。", Verdict.SUPPORTED),
            _sentence("二。", Verdict.CONTRADICTED),
            _sentence("三。", Verdict.CONTRADICTED),
            _sentence("四。", Verdict.UNSUPPORTED),
            _sentence("五。", Verdict.NO_CLAIM),
        ),
        (citation,),
    )
    seen = page(checked.verification(given, NO_BACKING, language=ZH))
    assert seen.values("data-only") == ["contradicted", "unsupported", "supported", "no_claim"]
    assert "与原文不符2没有依据1有依据1无需核对1" in seen.text
    english = page(checked.verification(given, NO_BACKING, language=EN)).text
    assert "contradicted2no source1supported1no claim1" in english


def test_only_words_that_the_source_says_otherwise_are_marked(citation: Citation) -> None:
    unsaid = _sentence("建成三座码头。", Verdict.UNSUPPORTED, Problem(ProblemKind.NUMBER, "三座"))
    html = checked.verification(Verification((unsaid,), (citation,)), NO_BACKING, language=ZH)
    assert "wj-wrong" not in html


def test_a_copied_result_names_verdict_and_source(citation: Citation) -> None:
    wrong = _sentence("增长7%。", Verdict.CONTRADICTED, Problem(ProblemKind.NUMBER, "7%", "6%左右"))
    written = checked.as_text(Verification((wrong,), (citation,)), language=ZH)
    assert written.splitlines() == ["[与原文不符] 增长7%。", "    数字不符 · 写的是“7%” · 原文是“6%左右”"]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".docx"])
def test_an_uploaded_draft_is_read(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"稿子{suffix}"
    if suffix == ".docx":
        document = Document()
        document.add_paragraph(DRAFT)
        document.save(str(file))
    else:
        file.write_text(DRAFT, encoding="utf-8")
    draft, problem = checking.read_draft(str(file), language=ZH)
    assert DRAFT in draft
    assert problem == ""


def test_a_draft_that_cannot_be_read_is_said(tmp_path: Path, page: type) -> None:
    picture = tmp_path / "稿子.png"
    picture.write_bytes(b"\x89PNG")
    broken = tmp_path / "稿子.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    assert "稿子请用这些格式：.txt .md .docx" in page(checking.read_draft(str(picture), language=ZH)[1]).text
    assert "文件已损坏或不完整" in page(checking.read_draft(str(broken), language=ZH)[1]).text


def test_a_blank_draft_and_an_empty_library_say_what_to_do(
    example_library: Library, empty_library: Library, page: type
) -> None:
    blank = _last(checking.check(example_library, Jobs(), "p", " \n", language=ZH))
    assert "请先粘贴或上传" in page(blank.html).text
    empty = _last(checking.check(empty_library, Jobs(), "p", DRAFT, language=ZH))
    assert page(empty.html).values("data-act") == ["add_examples", "go_library"]


def test_nothing_in_a_draft_becomes_live(citation: Citation, page: type) -> None:
    evil = _sentence(HOSTILE, Verdict.CONTRADICTED, Problem(ProblemKind.OTHER, HOSTILE[:10], HOSTILE))
    given = Verification((evil,), (replace(citation, quote=HOSTILE, context=HOSTILE),))
    seen = page(checked.verification(given, NO_BACKING, language=ZH))
    assert seen.names().isdisjoint({"script", "img"})
    assert seen.values("data-cite") == ["1"]
