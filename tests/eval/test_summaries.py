"""Summaries are scored by the key points that one of their points covers."""

from __future__ import annotations

import json
from typing import Any

from eval.gold import SummaryTask, parse
from eval.results import totals
from eval.summaries import points_of, score_summary

Json = dict[str, Any]


def task() -> SummaryTask:
    line = {
        "id": "s-1", "task": "section", "section": ["一、回顾"], "files": ["a.txt"],
        "key_points": [
            {"point": "农村公路75公里，桥梁3座", "must_include": [["75公里"], ["3座"]], "quote": "农村公路75公里"},
            {"point": "新增学位4200个", "must_include": [["4200个"]], "quote": "新增学位4200个"},
        ],
    }  # fmt: skip
    return parse("s", json.dumps(line, ensure_ascii=False)).summaries[0]


def summary(*points: tuple[str, str]) -> Json:
    """Points, each with the sentence that it cites."""
    citations = [{"n": n, "quote": source, "context": source} for n, (_, source) in enumerate(points, start=1)]
    return {
        "points": [{"text": text, "citations": [n]} for n, (text, _) in enumerate(points, start=1)],
        "citations": citations,
    }


def test_a_perfect_summary_scores_one_and_none_scores_zero() -> None:
    good = summary(
        ("新改建农村公路75公里、桥梁3座", "新改建农村公路75公里、桥梁3座。"), ("新增学位4200个", "新增学位4200个。")
    )
    scores = totals([score_summary(task(), good)])
    assert {v for k, v in scores.items() if k not in ("chars", "points")} == {1.0}
    assert set(totals([score_summary(task(), {})]).values()) == {0.0}


def test_a_key_point_must_be_met_by_one_point() -> None:
    split = summary(("农村公路75公里", "农村公路75公里。"), ("桥梁3座", "桥梁3座。"))
    item = score_summary(task(), split)
    assert item.counts["key points"] == (0, 2)
    assert item.detail["faults"][0] == "missing: 农村公路75公里，桥梁3座"


def test_a_figure_that_its_source_does_not_hold_is_counted() -> None:
    scores = totals([score_summary(task(), summary(("新增学位4200个", "新增学位4300个。")))])
    assert scores["figures supported"] == 0.0
    assert scores["points supported"] == 0.0
    assert scores["points cited"] == 1.0


def test_rows_of_a_brief_are_points() -> None:
    table = {"columns": ["县", "公路"], "rows": [[{"text": "东湖县", "citations": []}, {"text": "75公里",
                                                                              "citations": [2]}]]}  # fmt: skip
    brief = {"sections": [{"heading": "交通", "points": [{"text": "通车", "citations": [1]}]}], "tables": [table]}
    assert points_of(brief) == [("通车", (1,)), ("东湖县 75公里", (2,))]
