"""Statements made of the gold sets over the five sample reports: few true ones accused, few altered ones missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.bench.verifier_cases import Case, altered_cases, true_cases
from eval.gold import load
from rag import Library
from rag.verify import verify_statement

CAUGHT, ACCUSED = 0.97, 0.05


@pytest.fixture(scope="module")
def cases(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Case], list[Case]]]:
    gold = [load(path) for path in sorted((shared_data / "gold").glob("seeds*.jsonl"))]
    gold.append(load(shared_data / "gold" / "indicators_dev.jsonl"))
    with Library.open(tmp_path_factory.mktemp("seeds")) as library:
        library.add([shared_data / "seeds"])
        true = true_cases(library, gold, seed=5, per_kind=40)
        yield true, altered_cases(true, gold, library, seed=5, per_kind=60)


def failed(case: Case) -> bool:
    return not verify_statement(case.text, case.sources, about=case.context).ok


def test_true_statements_in_other_words_are_not_accused(cases: tuple[list[Case], list[Case]]) -> None:
    accused = [case.text for case in cases[0] if failed(case)]
    assert len(cases[0]) > 300
    assert len(accused) <= ACCUSED * len(cases[0]), accused


def test_verbatim_sentences_are_never_accused(cases: tuple[list[Case], list[Case]]) -> None:
    assert [case.text for case in cases[0] if case.kind == "verbatim" and failed(case)] == []


def test_altered_statements_are_caught(cases: tuple[list[Case], list[Case]]) -> None:
    missed = [f"{case.kind}: {case.text}" for case in cases[1] if not failed(case)]
    assert len(cases[1]) > 250
    assert len(missed) <= (1 - CAUGHT) * len(cases[1]), missed
