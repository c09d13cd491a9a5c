"""Indicators are matched on value, measure, kind, year and place; names apart."""

from __future__ import annotations

import json
from typing import Any

import pytest

from eval.files import SameFile
from eval.gold import Indicator, MarkedParagraph, parse
from eval.indicators import inside, matches, same_name, score_fact, score_indicators, score_paragraph
from eval.results import totals

Json = dict[str, Any]
PARAGRAPH = "去年粮食总产12.5亿斤，下降1.2%；城镇新增就业和失业再就业分别为3万人、1万人，办成10件实事。"


def record(**change: Any) -> Json:
    values = {
        "file": "a.txt", "place": "东湖县", "year": 2030, "period": "year", "indicator": "粮食总产量",
        "raw": "粮食总产",
        "value": 12.5, "unit": "亿斤", "kind": "actual", "measure": "level", "qualifier": "",
        "quote": "粮食总产12.5亿斤", "start": 2, "end": 12,
    }  # fmt: skip
    return {**values, **change}


def facts(*changes: Json) -> tuple[Indicator, ...]:
    return parse("facts", "\n".join(json.dumps(record(**c), ensure_ascii=False) for c in changes)).indicators


(GRAIN,) = facts({})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"value": 125000.0, "unit": "万斤"}, True),
        ({"indicator": "另一个名字", "raw": ""}, True),
        ({"place": "澄州市东湖县"}, True),
        ({"value": 12.6}, False),
        ({"unit": "万斤"}, False),
        ({"value": -12.5}, False),
        ({"measure": "growth"}, False),
        ({"kind": "target"}, False),
        ({"year": 2031}, False),
        ({"place": "西岭县"}, False),
        ({"place": ""}, False),
        ({"value": [12.5, 13.0]}, False),
    ],
)
def test_what_has_to_agree(change: Json, expected: bool) -> None:
    assert matches(GRAIN, record(**change)) is expected


def test_a_share_may_be_called_a_level_where_the_set_does_so() -> None:
    assert not matches(GRAIN, record(measure="share"))
    assert matches(GRAIN, record(measure="share"), share_is_level=True)


def test_ranges_agree_member_by_member() -> None:
    (growth,) = facts({"value": [5.0, 5.5], "unit": "%", "measure": "growth"})
    assert matches(growth, record(value=[5.0, 5.5], unit="%", measure="growth"))
    assert not matches(growth, record(value=[5.0, 5.6], unit="%", measure="growth"))


def test_names_agree_in_a_longer_or_shorter_form() -> None:
    assert same_name(GRAIN, record(indicator="全县粮食总产量"))
    assert same_name(GRAIN, record(indicator="粮食总产"))
    assert not same_name(GRAIN, record(indicator="油料总产量"))


def test_the_name_is_scored_apart() -> None:
    scores = totals([score_fact(GRAIN, [record(indicator="油料总产量")])])
    assert scores == {"recall": 1.0, "recall with name": 0.0}


def marked() -> MarkedParagraph:
    indicators = [
        record(),
        record(value=-1.2, unit="%", measure="growth", quote="下降1.2%"),
        record(indicator="城镇新增就业", raw="城镇新增就业", value=3.0, unit="万人", quote="分别为3万人、1万人"),
        record(indicator="失业再就业", raw="失业再就业", value=1.0, unit="万人", quote="分别为3万人、1万人"),
    ]
    line = {"file": "a.txt", "place": "东湖县", "paragraph": PARAGRAPH, "indicators": indicators,
            "not_indicators": ["10件"]}  # fmt: skip
    return parse("marked", json.dumps(line, ensure_ascii=False)).paragraphs[0]


def test_perfect_extraction_scores_one_and_none_scores_zero_but_for_what_was_left_alone() -> None:
    perfect = [record(**{k: getattr(i, k) for k in ("indicator", "value", "unit", "measure")})
               for i in marked().indicators]  # fmt: skip
    assert set(totals([score_paragraph(marked(), perfect)]).values()) == {1.0}
    assert totals([score_paragraph(marked(), [])]) == {
        "precision": 0.0, "recall": 0.0, "names": 0.0, "others left alone": 1.0,
    }  # fmt: skip


def test_what_is_not_marked_lowers_precision_and_each_record_answers_for_one_figure() -> None:
    extracted = [record(), record(), record(indicator="实事", value=10.0, unit="件")]
    item = score_paragraph(marked(), extracted)
    assert item.counts["precision"] == (1, 3)
    assert item.counts["recall"] == (1, 4)
    assert item.counts["others left alone"] == (0, 1)
    assert any("not marked: 实事 10件" in fault for fault in item.detail["faults"])


def test_records_are_those_that_stand_in_the_paragraph() -> None:
    source = f"一、回顾。粮食总产12.5亿斤。{PARAGRAPH}"
    at = source.index(PARAGRAPH)
    here, before = record(start=at + 3), record(start=5)
    assert inside(marked(), [here, before], {"a.txt": source}) == [here]
    assert inside(marked(), [here, record(quote="别处的话")], {}) == [here]


def test_a_library_without_indicators_is_said_to_have_none(shelf: Any) -> None:
    gold = parse("facts", json.dumps(record(), ensure_ascii=False))
    result = score_indicators(gold, shelf({"a.txt": PARAGRAPH}), SameFile())
    assert result.unavailable == "the library extracts no indicators"
    assert result.items == ()
