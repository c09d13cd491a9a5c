from __future__ import annotations

import string

import pytest

from rag import errors
from rag.results import Outcome, ProblemKind, Status
from rag.types import Origin
from ui.texts import TEXTS, Language, say


def _places(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_text_is_there_in_both_languages_with_the_same_places(key: str) -> None:
    chinese, english = TEXTS[key]
    assert chinese.strip()
    assert english.strip()
    assert _places(chinese) == _places(english)


def test_chinese_texts_use_full_width_marks() -> None:
    wrong = [key for key, (chinese, _) in TEXTS.items() if any(mark in chinese for mark in ",;!?()")]
    assert wrong == []


@pytest.mark.parametrize(
    "keys",
    [
        [f"status.{s.value}" for s in Status],
        [f"outcome.{o.value}" for o in Outcome],
        [f"problem.{p.value}" for p in ProblemKind],
        [f"origin.{o.value}" for o in Origin],
        [f"kind.{c.kind}" for c in vars(errors).values() if isinstance(c, type) and hasattr(c, "kind")],
    ],
    ids=["status", "outcome", "problem", "origin", "error kind"],
)
def test_every_value_of_the_library_has_its_words(keys: list[str]) -> None:
    assert [key for key in keys if key not in TEXTS] == []


def test_the_example_of_a_copied_citation_reads_as_in_a_chinese_document() -> None:
    written = say(
        Language.ZH, "card.citation", quote="增长6%", report="某市2024年政府工作报告", section="一、目标，", n=3
    )
    assert written == "“增长6%”（某市2024年政府工作报告，一、目标，第3段）"
