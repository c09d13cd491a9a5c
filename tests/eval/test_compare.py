"""A worse retriever is reported worse, with the questions that it lost; equal runs are even."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from eval.compare import compare, paired_bootstrap
from eval.document import document
from eval.gold import GoldSet
from eval.results import Item, SetResult
from eval.runner import Part, Session, Setting
from eval.terminal import comparison_text

Json = dict[str, Any]
RETRIEVAL = Setting(parts=frozenset({Part.RETRIEVAL}))


def result(*items: Item, digest: str = "d", settings: Json | None = None) -> Json:
    return document([SetResult("small", "questions", digest, items)], [], settings or {})


def many(values: list[float]) -> list[Item]:
    return [Item(f"q{i:02d}", {"correct": value}) for i, value in enumerate(values)]


def test_a_worse_retriever_is_reported_with_what_it_lost(
    gold: GoldSet, texts: dict[str, str], shelf: Callable[..., Any]
) -> None:
    good, bad = shelf(texts), shelf(texts, prefer=("老街", "托育"), finds=2)
    runs = [document([Session(lib).run(gold, RETRIEVAL)], [], {}) for lib in (good, bad)]  # type: ignore[list-item]
    differences = {d.score: d for d in compare(*runs).differences}
    assert differences["success@5"].lost == ("t-1", "t-2")
    assert differences["success@5"].won == ()
    assert differences["success@5"].verdict == "worse"
    assert "success@5, lost: t-1, t-2" in comparison_text(compare(*runs))
    assert {d.verdict for d in compare(runs[1], runs[0]).differences} == {"better"}
    assert {d.verdict for d in compare(runs[0], runs[0]).differences} == {"even"}


def test_a_difference_that_can_be_chance_is_even() -> None:
    before = many([1.0, 0.0, 1.0, 0.0, 1.0, 0.0])
    after = many([0.0, 1.0, 1.0, 0.0, 1.0, 1.0])
    (difference,) = compare(result(*before), result(*after)).differences
    assert (difference.won, difference.lost) == (("q01", "q05"), ("q00",))
    assert difference.low < 0 < difference.high
    assert difference.verdict == "even"


def test_a_gain_on_nearly_every_question_is_better() -> None:
    (difference,) = compare(result(*many([0.0] * 20)), result(*many([1.0] * 18 + [0.0] * 2))).differences
    assert difference.verdict == "better"
    assert difference.change == pytest.approx(0.9)


def test_the_interval_is_always_the_same_and_holds_the_mean() -> None:
    differences = np.array([1.0, 0.0, 0.0, -1.0, 1.0, 1.0, 0.0, 0.0])
    low, high = paired_bootstrap(differences)
    assert (low, high) == paired_bootstrap(differences)
    assert low < differences.mean() < high


def test_what_does_not_belong_together_is_said() -> None:
    earlier = result(*many([1.0]), digest="old", settings={"encoder": "a"})
    later = result(*many([1.0]), digest="new", settings={"encoder": "b"})
    later["sets"].append({**later["sets"][0], "name": "another"})
    notes = compare(earlier, later).notes
    assert any("the gold set has changed" in note for note in notes)
    assert "another is not in the earlier result" in notes
    assert "the settings differ" in notes


def test_only_shared_questions_are_compared() -> None:
    (difference,) = compare(result(*many([1.0])), result(*many([0.0, 0.0, 0.0]))).differences
    assert (difference.n, difference.lost) == (1, ("q00",))
