"""The tab where briefings are written, over the example reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from rag import Library
from rag.results import Brief, BriefSection, Cited, Fallback, Problem, ProblemKind, Struck, Table
from ui.handlers import briefing, exporting
from ui.jobs import Jobs
from ui.render import briefs
from ui.render.evidence import NO_BACKING
from ui.texts import Language

ZH = Language.ZH
FILES = ("chenghu_2025.txt", "yanxi_2025.txt")
HOSTILE = '<img src=x onerror="alert(1)">[9]'


def _last(views: Iterator[Any]) -> Any:
    *_, last = views
    return last


@pytest.fixture(scope="module")
def written(example_library: Library) -> Any:
    return _last(briefing.write(example_library, Jobs(), "p", "民生", files=FILES, language=ZH))


def test_a_briefing_is_previewed_with_a_source_for_every_point(written: Any, page: type) -> None:
    assert written.brief.sections
    seen = page(written.html)
    assert written.brief.title in seen.text
    numbers = {str(c.n) for c in written.brief.citations}
    assert {n for cards in seen.values("data-card") for n in cards.split()} == numbers
    assert all(point.citations for section in written.brief.sections for point in section.points)
    assert {c.file for c in written.brief.citations} <= set(FILES)


@pytest.mark.parametrize("suffix", [".docx", ".md", ".html"])
def test_a_briefing_is_written_to_a_file(written: Any, tmp_path: Path, suffix: str) -> None:
    file = exporting.export(written.brief, suffix, tmp_path)
    assert file.suffix == suffix
    if suffix == ".docx":
        text = "\n".join(p.text for p in Document(str(file)).paragraphs)
    else:
        text = file.read_text(encoding="utf-8")
    assert written.brief.title in text


def test_too_many_reports_have_to_be_chosen_from(
    example_library: Library, page: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefing, "MAX_REPORTS", 2)
    view = _last(briefing.write(example_library, Jobs(), "p", "民生", language=ZH))
    assert "请先选定用哪些报告" in page(view.html).text
    assert view.brief is None


def test_a_topic_that_nothing_is_said_of_is_said_to_be(page: type) -> None:
    empty = Brief("某主题简报", "某主题", (), (), ())
    assert "没有这个主题的内容" in page(briefs.brief(empty, NO_BACKING, language=ZH)).text


def test_what_a_language_model_wrote_and_what_of_it_was_struck_are_shown(page: type) -> None:
    struck = Struck("新增就业6万人。", (Problem(ProblemKind.NUMBER, "6万人", "5万人"),))
    section = BriefSection("总体情况", (Cited("新增就业5万人。", (1,)),))
    given = Brief("民生简报", "民生", (section,), (), (), generator="qwen", struck=(struck,))
    text = page(briefs.brief(given, NO_BACKING, language=ZH)).text
    assert "总体情况由 qwen 撰写" in text
    assert "已删去的句子新增就业6万人。" in text

    down = Brief("民生简报", "民生", (section,), (), (), fallback=Fallback("slow", "qwen", "语言模型太慢。"))
    assert "qwen 写的文字语言模型太慢。" in page(briefs.brief(down, NO_BACKING, language=ZH)).text


def test_nothing_in_a_briefing_becomes_live(page: type) -> None:
    point = Cited(HOSTILE, (1,))
    section = BriefSection(HOSTILE, (point,))
    given = Brief(
        HOSTILE,
        HOSTILE,
        (section,),
        (Table((HOSTILE,), ((point,),), HOSTILE),),
        (),
        generator=HOSTILE,
        fallback=Fallback(HOSTILE, HOSTILE, HOSTILE),
        struck=(Struck(HOSTILE, ()),),
    )
    seen = page(briefs.brief(given, NO_BACKING, language=ZH))
    assert "img" not in seen.names()
    assert set(seen.values("data-cite")) == {"1"}
