"""Floors hold; they rise freely and fall only with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval import gate
from eval.document import document
from eval.results import Item, SetResult
from rag.errors import UsageError

Json = dict[str, Any]


def run(correct: float, digest: str = "d1") -> Json:
    return document([SetResult("small", "questions", digest, (Item("q", {"correct": correct}),))], [], {})


NONE: Json = {"sets": {}, "lowered": []}


def test_what_was_reached_becomes_the_floor_and_holds() -> None:
    floors = gate.pin(run(0.8), NONE)
    assert gate.breaches(run(0.8), floors) == []
    assert gate.breaches(run(0.9), floors) == []
    (breach,) = gate.breaches(run(0.79), floors)
    assert str(breach) == "small: correct is 0.7900, its floor 0.8000"


def test_a_margin_is_left_below() -> None:
    floors = gate.pin(run(0.8), NONE, margin=0.05)
    assert floors["sets"]["small"]["floors"] == {"correct": 0.75}


def test_a_floor_that_still_holds_is_not_lowered_by_the_margin() -> None:
    floors = gate.pin(run(0.8), gate.pin(run(0.8), NONE), margin=0.05)
    assert floors["sets"]["small"]["floors"] == {"correct": 0.8}
    assert floors["lowered"] == []


def test_a_floor_that_was_not_measured_this_time_stays() -> None:
    floors = gate.pin(run(0.8), NONE)
    floors["sets"]["small"]["floors"]["recall@5"] = 0.5
    assert gate.pin(run(0.9), floors)["sets"]["small"]["floors"] == {"correct": 0.9, "recall@5": 0.5}


def test_a_floor_rises_without_a_word() -> None:
    floors = gate.pin(run(0.9), gate.pin(run(0.8), NONE))
    assert floors["sets"]["small"]["floors"]["correct"] == 0.9
    assert floors["lowered"] == []


def test_a_floor_falls_only_with_a_reason_which_is_kept() -> None:
    floors = gate.pin(run(0.8), NONE)
    with pytest.raises(UsageError, match=r"small: correct from 0\.8000 to 0\.7000.*--lower-floors REASON"):
        gate.pin(run(0.7), floors)
    lowered = gate.pin(run(0.7), floors, reason_to_lower="stricter scoring of edges")
    assert lowered["sets"]["small"]["floors"]["correct"] == 0.7
    assert lowered["lowered"][0]["reason"] == "stricter scoring of edges"


def test_floors_of_another_gold_set_are_a_breach_until_they_are_pinned_anew() -> None:
    floors = gate.pin(run(0.8), NONE)
    (breach,) = gate.breaches(run(1.0, digest="d2"), floors)
    assert "the floors are for gold set d1, this is d2" in breach.message
    assert gate.breaches(run(0.5, "d2"), gate.pin(run(0.5, "d2"), floors)) == []


def test_a_pinned_score_that_is_no_longer_measured_is_a_breach() -> None:
    floors = gate.pin(run(0.8), NONE)
    floors["sets"]["small"]["floors"]["recall@5"] = 0.5
    assert [b.message for b in gate.breaches(run(0.8), floors)] == ["recall@5 was not measured"]


def test_fail_under_names_the_score_and_knows_what_there_is() -> None:
    assert gate.below(run(0.8), {"correct": 0.8}) == []
    assert [b.message for b in gate.below(run(0.8), {"correct": 0.81})] == ["correct is 0.8000, its floor 0.8100"]
    assert "no score 'corect'; there are correct" in gate.below(run(0.8), {"corect": 0.1})[0].message


def test_floors_survive_the_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert gate.read(path) == NONE
    gate.write(path, gate.pin(run(0.8), NONE))
    assert gate.breaches(run(0.7), gate.read(path))
    path.write_text("[]")
    with pytest.raises(UsageError, match="is not a floors file"):
        gate.read(path)
