"""Questions as people ask them who write no reports: everyday words, lists known by a name, several in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rag import Library

CASES = Path(__file__).resolve().parent.parent / "cases"
QUESTIONS: list[dict[str, Any]] = json.loads((CASES / "everyday.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """栖云县, an invented county, 2024 and 2025."""
    library = Library.open(tmp_path_factory.mktemp("everyday"))
    library.add([CASES / "everyday"])
    return library


@pytest.mark.parametrize("case", QUESTIONS, ids=[case["label"] for case in QUESTIONS])
def test_an_everyday_question_finds_what_the_report_says_in_its_own_words(
    county: Library, case: dict[str, Any]
) -> None:
    answer = county.ask(case["question"])
    assert answer.status.value == case.get("status", "answered"), answer.answer
    for wanted in case.get("has", ()):
        assert wanted in answer.answer, answer.answer
    for wrong in case.get("not", ()):
        assert wrong not in answer.answer, answer.answer
