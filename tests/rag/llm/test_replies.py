"""Replies as models write them: which statements are in them, and which evidence each names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.llm.parse import Parser, Said, SaidKind, parse
from rag.llm.thinking import Thinking, without_thinking

CASES = json.loads((Path(__file__).parents[2] / "cases" / "replies.json").read_text(encoding="utf-8"))
N_EVIDENCE = 5


def statements(said: list[Said]) -> list[list[Any]]:
    return [[one.text, list(one.marks)] for one in said if one.kind is SaidKind.STATEMENT]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_reply_is_read_as_its_statements(case: dict[str, Any]) -> None:
    said = parse(without_thinking(case["original"]), N_EVIDENCE)
    assert statements(said) == case["expected"]["said"]
    assert any(one.kind is SaidKind.ABSTENTION for one in said) is case["expected"]["abstains"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
@pytest.mark.parametrize("size", [1, 3, 8])
def test_reply_that_comes_in_pieces_is_read_alike(case: dict[str, Any], size: int) -> None:
    thinking, parser, said = Thinking(), Parser(N_EVIDENCE), list[Said]()
    text = case["original"]
    shown = [s for start in range(0, len(text), size) for s in thinking.feed(text[start : start + size])]
    for one in (*shown, *thinking.end()):
        if one.restart:
            parser, said = Parser(N_EVIDENCE), []
        said += parser.feed(one.text)
    said += parser.end()
    assert statements(said) == case["expected"]["said"]


_PIECES = [
    "望川县",
    "增长",
    "6.5%",
    "[1]",
    "【2】",
    "(1)",
    "①",
    "。",
    "，",
    "\n",
    "- ",
    "|",
    "**",
    "：",
    "[1-3]",
    "根据",
    "证据2",
    "4450亿元",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_no_mark_is_left_and_no_figure_is_lost(draft: str) -> None:
    said = parse(draft, N_EVIDENCE)
    joined = "".join(one.text for one in said)
    assert "[1]" not in joined
    assert "【2】" not in joined
    assert all(0 < n <= 5 for one in said for n in one.marks)


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join), st.integers(1, 7))
def test_what_was_given_early_is_what_the_whole_draft_says(draft: str, size: int) -> None:
    parser, early = Parser(N_EVIDENCE), list[Said]()
    for start in range(0, len(draft), size):
        early += parser.feed(draft[start : start + size])
    early += parser.end()
    assert early == parse(draft, N_EVIDENCE)
