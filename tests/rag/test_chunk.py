"""Passages: whole sentences, one paragraph each, nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rag.chunk import MAX_CHARS, passages
from rag.sentences import clauses, sentences
from rag.types import UNKNOWN, Alignment, Item, ItemKind, Metadata, Paragraph, Report, Role, Segment

PIECES = [
    "一是稳增长。",
    "二是防风险,守底线;",
    "粮食总产160亿斤、增长6.5%",
    "“四新”经济增长10%。”",
    "为什么?",
    "比例为9.7:39.5:50.8",
    "。",
]


def report(text: str, items: tuple[Item, ...] = (), role: Role = Role.BODY) -> Report:
    alignment = Alignment.of([Segment(0, len(text), 0, len(text))])
    paragraph = Paragraph(1, role, text, -1, alignment, items=items)
    return Report("r1", "r.txt", Metadata(UNKNOWN), (), (paragraph,))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join))
def test_passages_tile_their_paragraph(text: str) -> None:
    found = passages(report(text))
    assert "".join(p.text for p in found) == text
    assert all(text[p.start : p.end] == p.text for p in found)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join))
def test_only_a_single_clause_may_be_longer_than_the_limit(text: str) -> None:
    for passage in passages(report(text)):
        assert len(passage.text) <= MAX_CHARS or len(clauses(passage.text)) == 1


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_sentences_and_clauses_tile_the_text(text: str) -> None:
    for split in (sentences, clauses):
        assert "".join(text[a:b] for a, b in split(text)) == text


def test_numbers_are_not_cut_at_their_points() -> None:
    text = "增长6.5%,比例为9.7:39.5:50.8。居第2位。"
    assert [text[a:b] for a, b in sentences(text)] == ["增长6.5%,比例为9.7:39.5:50.8。", "居第2位。"]


def test_a_new_item_starts_a_new_passage_once_there_is_enough() -> None:
    first, second = "一是" + "抓好项目建设,推动产业升级。" * 6, "二是" + "扩大有效投资。" * 4
    text = first + second
    items = (
        Item(ItemKind.SPOKEN, "一是", 0, len(first), 2, 8),
        Item(ItemKind.SPOKEN, "二是", len(first), len(text), len(first) + 2, len(first) + 8),
    )
    assert [p.text for p in passages(report(text, items))] == [first, second]


def test_ids_come_from_the_place_in_the_report() -> None:
    assert passages(report("一句。"))[0].id == "r1/p0001#0"


def test_salutations_are_not_searched_for() -> None:
    assert passages(report("各位代表:", role=Role.SALUTATION)) == []
