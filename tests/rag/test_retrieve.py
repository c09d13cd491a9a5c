"""Which passages are found, and that a crowd of one side hides no other."""

from __future__ import annotations

from rag import Library


def test_the_sentence_asked_for_comes_first(counties: Library) -> None:
    found = counties.search("望川县2025年新建充电桩多少台", k=3).passages
    assert "充电桩200台" in found[0].text


def test_only_reports_of_the_place_are_searched(counties: Library) -> None:
    assert {p.file for p in counties.search("临溪县改造老旧小区", k=20).passages} == {"linxi_2025.txt"}
    assert {p.file for p in counties.search("东岭区改造老旧小区", k=20).passages} == {"dongling_2025.txt"}


def test_sides_of_a_comparison_take_turns(counties: Library) -> None:
    found = counties.search("望川县和临溪县2024年地区生产总值哪个更高?", k=6).passages
    assert {p.file.split("_")[0] for p in found[:2]} == {"wangchuan", "linxi"}


def test_what_no_report_has_scores_no_words(counties: Library) -> None:
    hit, *_ = counties.search("充电桩", k=1).passages
    assert "充电桩" in hit.text


def test_the_same_query_gives_the_same_passages(counties: Library) -> None:
    first, second = (counties.search("改造老旧小区", k=10).to_dict() for _ in range(2))
    assert first == second


def test_no_more_passages_than_asked_for(counties: Library) -> None:
    assert len(counties.search("地区生产总值", k=4).passages) == 4
