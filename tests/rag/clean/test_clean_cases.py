"""Single faults, each in a sentence or two: label, original, expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import pytest

from rag.clean import clean
from rag.types import SourceText

CASES = Path(__file__).resolve().parents[2] / "cases"


class Case(TypedDict, total=False):
    label: str
    original: str
    expected: str
    comment: str


def load(name: str) -> list[Case]:
    cases: list[Case] = json.loads((CASES / name).read_text(encoding="utf-8"))
    return cases


def by_label(case: Case) -> str:
    return case["label"]


def cleaned(text: str) -> str:
    return clean(SourceText(text, "txt")).text.text


@pytest.mark.parametrize("case", load("clean_repairs.json"), ids=by_label)
def test_fault_is_mended(case: Case) -> None:
    assert cleaned(case["original"]) == case["expected"]


@pytest.mark.parametrize("case", load("clean_untouched.json"), ids=by_label)
def test_sound_text_stays_and_nothing_is_recorded(case: Case) -> None:
    result = clean(SourceText(case["original"], "txt"))
    assert result.text.text == case["original"]
    assert (result.repairs, result.dropped) == ((), ())


@pytest.mark.parametrize("case", load("clean_known_failures.json"), ids=by_label)
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failure(case: Case) -> None:
    assert cleaned(case["original"]) == case["expected"]


@pytest.mark.parametrize("case", load("clean_repairs.json"), ids=by_label)
def test_mended_text_needs_no_mending(case: Case) -> None:
    result = clean(SourceText(case["expected"], "txt"))
    assert result.text.text == case["expected"]
    assert (result.repairs, result.dropped) == ((), ())
