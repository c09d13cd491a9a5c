"""The learned order: what is read off question and passage, and that the order follows from it."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from rag import Library
from rag.rerank import rerank
from rag.rerank.facts import told
from rag.rerank.features import NAMES, features
from rag.types import Evidence
from rag.understand import Question, understand

TEXT = """望川县2024年政府工作报告
一、2023年工作回顾
一年来,新增城镇就业1.2万人,完成老旧小区改造35个。
二、2024年重点工作
新增城镇就业1.3万人以上,改造老旧小区40个。
(一)办好民生实事。新建公共停车位600个,改造农村公路320公里。
名词解释
一枚印章管审批:把分散在各部门的审批职能集中到一个部门。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("rerank")
    (folder / "望川县_2024.txt").write_text(TEXT, encoding="utf-8")
    library = Library.open(folder / "home", encoder="hashing-64")
    library.add([folder / "望川县_2024.txt"])
    return library


def _all(library: Library) -> list[Evidence]:
    report = library.report("望川县_2024.txt")
    scores = (("words", 0.5), ("vectors", 0.5), ("preferred", 1.0))
    return [Evidence(passage, report, 0.5, scores) for passage in library._store.passages([report.id])]


def _column(question: Question, evidence: Sequence[Evidence], name: str) -> list[float]:
    column: list[float] = features(question, evidence)[:, NAMES.index(name)].tolist()
    return column


def test_every_weight_has_a_feature_and_every_feature_a_weight() -> None:
    known = json.loads((files("rag.rerank") / "weights.json").read_text(encoding="utf-8"))["weights"]
    assert tuple(known) == NAMES


def test_features_are_numbers_of_common_size(library: Library) -> None:
    rows = features(understand("望川县2024年新增城镇就业的目标是多少万人?"), _all(library))
    assert rows.shape == (len(_all(library)), len(NAMES))
    assert np.isfinite(rows).all()
    assert np.abs(rows).max() <= 2


def test_the_kind_of_figure_asked_for_is_seen(library: Library) -> None:
    evidence = _all(library)
    held = _column(understand("改造农村公路多少公里?"), evidence, "figure asked for")
    for one, value in zip(evidence, held, strict=True):
        assert (value == 1.0) == ("公里" in one.passage.text)


def test_target_and_result_are_told_apart(library: Library) -> None:
    evidence = _all(library)
    question = understand("望川县2024年计划新增城镇就业多少万人?")
    same = dict(zip([e.passage.text for e in evidence], _column(question, evidence, "same status"), strict=True))
    assert [value for text, value in same.items() if "1.3万人" in text] == [1.0]
    assert [value for text, value in same.items() if "1.2万人" in text] == [0.0]


def test_the_order_puts_the_right_passage_first(library: Library) -> None:
    for question, expected in (
        ("望川县2024年新建公共停车位多少个?", "停车位600个"),
        ("什么是一枚印章管审批?", "集中到一个部门"),
        ("望川县2023年完成老旧小区改造多少个?", "改造35个"),
    ):
        assert expected in rerank(understand(question), _all(library))[0].passage.text


def test_the_order_does_not_depend_on_the_order_given(library: Library) -> None:
    question = understand("老旧小区改造")
    evidence = _all(library)
    shuffled = random.Random(3).sample(evidence, len(evidence))
    assert rerank(question, shuffled) == rerank(question, evidence)


def test_nothing_is_lost_or_added(library: Library) -> None:
    evidence = _all(library)
    ordered = rerank(understand("就业"), evidence)
    assert {e.passage.id for e in ordered} == {e.passage.id for e in evidence}
    assert ordered[0].score == 1.0
    assert rerank(understand("就业"), []) == []
    assert rerank(understand("就业"), evidence[:1]) == evidence[:1]


def test_questions_without_anything_to_search_for_keep_a_fixed_order(library: Library) -> None:
    evidence = [dataclasses.replace(e, scores=()) for e in _all(library)]
    assert rerank(understand("?"), evidence) == rerank(understand("?"), list(reversed(evidence)))


def test_training_finds_the_feature_that_tells_right_from_wrong(tmp_path: Path) -> None:
    from rag.rerank.train import Case, fit

    rng = np.random.default_rng(5)
    telling = NAMES.index("longest run")
    cases = []
    for _ in range(200):
        rows = rng.random((10, len(NAMES)))
        cases.append(Case(rows, int(rows[:, telling].argmax()), "made"))
    weights = fit(cases)
    assert int(np.abs(weights).argmax()) == telling
    assert weights[telling] > 0


def test_the_ledger_tells_which_passage_gives_the_figure(library: Library) -> None:
    passages = [e.passage for e in _all(library)]
    question = understand("望川县2024年新增城镇就业目标是多少万人?")
    found = told(question, passages, library._store.facts, library._report)
    texts = {passage.id: passage.text for passage in passages}
    assert [texts[i] for i, one in found.items() if one.right == 1.0] == [t for t in texts.values() if "1.3万人" in t]
    assert [texts[i] for i, one in found.items() if one.other] == [t for t in texts.values() if "1.2万人" in t]


def test_the_ledger_has_nothing_to_say_where_no_indicator_is_named(library: Library) -> None:
    passages = [e.passage for e in _all(library)]
    assert not told(understand("望川县2024年怎么办好民生实事?"), passages, library._store.facts, library._report)


def test_half_of_what_is_asked_counts_half(library: Library) -> None:
    passages = [e.passage for e in _all(library)]
    question = understand("望川县2024年新增城镇就业目标是多少万人,增长多少?")
    found = told(question, passages, library._store.facts, library._report)
    assert max(one.right for one in found.values()) == 0.5
