"""What is shown on the page goes into files: summaries and comparisons of two years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from rag import Library
from rag.compare_years import Comparison
from rag.results import Summary
from rag.types import Doubt
from ui.handlers import comparing, exporting, reading
from ui.jobs import Jobs
from ui.render import doubts, notices
from ui.texts import Language

ZH, EN = Language.ZH, Language.EN


def _last(views: Iterator[Any]) -> Any:
    *_, last = views
    return last


def _id(library: Library, file: str) -> str:
    return next(c.report_id for c in library.reports() if c.file == file)


@pytest.fixture(scope="module")
def summary(example_library: Library) -> Summary:
    key = _id(example_library, "yanxi_2025.txt")
    view = _last(reading.summarize(example_library, Jobs(), "p", key, section=0, length="medium", language=ZH))
    made: Summary = view.summary
    return made


@pytest.fixture(scope="module")
def compared(example_library: Library) -> Any:
    return _last(comparing.compare(example_library, Jobs(), "p", _id(example_library, "chenghu_2025.txt"), language=ZH))


@pytest.mark.parametrize("suffix", [".docx", ".md", ".html"])
def test_a_summary_is_written_to_a_file_named_after_it(summary: Summary, tmp_path: Path, suffix: str) -> None:
    file = exporting.export(summary, suffix, tmp_path)
    assert file.name.startswith("砚溪县2025年政府工作报告摘要")
    assert file.suffix == suffix
    if suffix == ".docx":
        text = "\n".join(p.text for p in Document(str(file)).paragraphs)
    else:
        text = file.read_text(encoding="utf-8")
    assert summary.points[0].text.split("；")[0].rstrip("。") in text.replace("\\", "")


def test_a_report_is_compared_with_the_one_before_it(example_library: Library, compared: Any, page: type) -> None:
    comparison: Comparison = compared.comparison
    assert (comparison.earlier, comparison.later) == ("澄湖市2024年政府工作报告", "澄湖市2025年政府工作报告")
    seen = page(compared.html)
    assert "提法的变化" in seen.text
    assert "数字变化" in seen.text
    cards = {n for numbers in seen.values("data-card") for n in numbers.split()}
    assert cards
    assert example_library.reports()


def test_a_comparison_is_written_to_a_file(compared: Any, tmp_path: Path) -> None:
    file = exporting.export(compared.comparison, ".md", tmp_path)
    assert file.stem == "澄湖市2024年与2025年政府工作报告对比"
    assert "不再提及" in file.read_text(encoding="utf-8")


def test_a_first_report_has_nothing_to_be_compared_with(example_library: Library, page: type) -> None:
    key = _id(example_library, "chenghu_2024.md")
    assert comparing.earlier_report(example_library, key) is None
    view = _last(comparing.compare(example_library, Jobs(), "p", key, language=ZH))
    assert view.comparison is None
    assert "没有这个地方更早的报告" in page(view.html).text


@pytest.mark.parametrize(
    ("message", "chinese"),
    [
        ("the text stops inside a sentence", "正文到这里断在句子中间。"),
        ("characters that no encoding could read", "原文件里有读不出的字符。"),
        (
            "place: 望川县 (from text), but file name says 临溪县",
            "地方用的是“望川县”（来自正文），文件名写的是“临溪县”。",
        ),
        (
            "level: county (from manifest), but text says prefecture",
            "层级用的是“县级”（来自清单），正文写的是“地级市”。",
        ),
        ("something that nobody has met yet", "something that nobody has met yet"),
    ],
)
def test_doubts_are_said_in_the_language_of_the_page(message: str, chinese: str) -> None:
    doubt = Doubt("metadata", 0, 9, message)
    assert doubts.said(doubt, language=ZH) == chinese
    assert doubts.said(doubt, language=EN) == message


def test_what_went_wrong_is_said_in_chinese_and_the_rest_waits_behind_a_click(page: type) -> None:
    said = str(notices.problem("not_found", "no report x.txt in this library", "`wenju list` shows all.", language=ZH))
    before, _, after = said.partition("<details")
    assert "资料库里没有这份报告或这个章节" in before
    assert "no report" not in before
    assert "no report x.txt in this library" in after
