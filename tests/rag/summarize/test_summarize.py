"""Summaries: complete in figures and names, within their length, in order, nothing added, everything cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.errors import NotFound
from rag.ingest import Task, parse
from rag.results import Summary
from rag.structure import find_section
from rag.summarize import summarize
from rag.types import Report

LENGTHS = ("short", "medium", "long")


def chars(summary: Summary) -> int:
    return sum(len(point.text) for point in summary.points)


def letters(text: str) -> str:
    return "".join(re.findall(r"[一-鿿A-Za-z0-9.%]", text))


def stands_in(words: str, text: str) -> bool:
    """Whether the words occur in the text in this order, other words between them allowed."""
    rest = iter(letters(text))
    return all(char in rest for char in letters(words))


def own_words(text: str) -> str:
    """A point without the words in front that tell results from plans."""
    return re.sub(r"^(?:\d{4}年(?:计划)?|多年来|中期目标)：", "", text)


def quotes(summary: Summary, numbers: tuple[int, ...]) -> str:
    return "".join(c.quote for c in summary.citations if c.n in numbers)


def text_of(summary: Summary) -> str:
    return "\n".join(point.text for point in summary.points)


def test_a_section_keeps_its_figures_and_loses_its_stock_phrases(county: Report) -> None:
    said = text_of(summarize(county, ["经济运行"], length="medium"))
    assert "地区生产总值182.4亿元、增长5.8%" in said
    assert "谱写" not in said
    assert "以人民为中心" not in said


def test_a_clause_without_a_subject_is_not_left_alone(county: Report) -> None:
    for length in LENGTHS:
        for point in summarize(county, ["经济运行"], length=length).points:
            if "增速居全市第2位" in point.text:
                assert "地区生产总值" in point.text
            if "其中税收" in point.text:
                assert "一般公共预算收入" in point.text


def test_every_item_of_a_list_of_good_deeds_is_kept(county: Report) -> None:
    said = text_of(summarize(county, ["民生实事"], length="medium"))
    for figure in ("600个", "200台", "45公里", "300户"):
        assert figure in said
    assert "(1)" not in said


def test_points_carry_the_lead_that_they_stand_under(county: Report) -> None:
    (point,) = summarize(county, ["提升教育质量"], length="medium").points
    assert point.text.startswith("提升教育质量：")


def test_words_of_manner_and_examples_before_a_count_are_left_out(county: Report) -> None:
    said = text_of(summarize(county, ["提升教育质量"], length="medium"))
    assert "推进望川一中新校区建设" in said
    assert "积极" not in said
    assert "围绕" not in said
    assert "推进12项校舍加固工程" in said


def test_short_is_at_most_150_characters_for_a_whole_report(county: Report) -> None:
    short = summarize(county, (), length="short")
    assert 0 < chars(short) <= 150
    assert "182.4亿元" in text_of(short)


def test_a_whole_report_tells_results_from_plans(county: Report) -> None:
    texts = [point.text for point in summarize(county, (), length="medium").points]
    assert sum(text.startswith("2024年：") for text in texts) == 1
    assert sum(text.startswith("2025年计划：") for text in texts) == 1
    assert not any(p.text.startswith("20") for p in summarize(county, ["民生实事"], length="medium").points)


def test_a_report_without_such_a_section_says_which_there_are(county: Report) -> None:
    with pytest.raises(NotFound, match="nearest headings"):
        summarize(county, ["量子计算"], length="short")


def test_the_same_report_gives_the_same_summary(county: Report) -> None:
    assert summarize(county, (), length="medium") == summarize(county, (), length="medium")


def _sections(report: Report) -> Iterator[tuple[str, ...]]:
    yield ()
    for index in range(len(report.sections)):
        yield report.section_path(index)


@pytest.mark.parametrize("length", LENGTHS)
def test_words_of_a_point_stand_in_its_quotes_in_their_order(county: Report, length: str) -> None:
    for path in _sections(county):
        summary = summarize(county, path, length=length)
        for point in summary.points:
            assert point.citations
            assert stands_in(own_words(point.text), quotes(summary, point.citations)), point.text


def test_real_reports_are_summed_up_within_length_and_with_their_own_words(shared_data: Path) -> None:
    folder = shared_data / "seeds"
    for file in sorted(folder.glob("*.txt")):
        report = parse(Task(file, file.name, {})).report
        for path in _sections(report):
            located = find_section(report, path) if path else None
            spans = report.paragraphs if located is None else report.paragraphs[located.first - 1 : located.last]
            size = sum(len(p.text) for p in spans)
            if size < 200:
                continue
            for length, most in (("short", 150), ("medium", max(300, int(size * 0.4)))):
                summary = summarize(report, path, length=length)
                assert chars(summary) <= most, (file.name, path, length)
                for point in summary.points:
                    assert stands_in(own_words(point.text), quotes(summary, point.citations)), point.text
                for citation in summary.citations:
                    assert located is None or located.first <= citation.paragraph <= located.last
