"""What looks damaged after cleaning is said."""

from __future__ import annotations

import pytest

from rag.clean import clean
from rag.types import SourceText

BODY = "\n".join(f"过去一年,第{n}项重点任务如期完成,群众满意度稳步提高,各项指标好于预期。" for n in range(12))
OPENING = "各位代表:\n现在,我向大会报告工作。\n"


def doubts(text: str) -> list[str]:
    return [doubt.kind for doubt in clean(SourceText(text, "txt")).doubts]


def test_text_that_stops_inside_a_sentence_is_said_to_be_cut_off() -> None:
    assert doubts(OPENING + BODY + "\n做强项目承接平台,支持大学生创新创业,实施县域创新发展,") == ["cut_off"]
    long = "做强项目承接平台,构建协同创新共同体,培育高层次创新创业团队,支持大学生创新创业,实施县域创新发展跃升"
    assert doubts(OPENING + BODY + "\n" + long) == ["cut_off"]


def test_report_without_closing_words_is_said_to_be_cut_off() -> None:
    assert doubts(OPENING + BODY) == ["cut_off"]


@pytest.mark.parametrize(
    "end",
    [
        "各位代表!让我们携手奋进。",
        "[1]“两不愁”:不愁吃穿。",
        "附：名词解释\n免申即享：指不需申请、直接兑付。",
        "为美丽家园而努力奋斗!",
    ],
)
def test_report_with_closing_words_or_notes_is_whole(end: str) -> None:
    assert doubts(OPENING + BODY + "\n" + end) == []


def test_fragment_without_an_opening_is_not_said_to_be_cut_off() -> None:
    assert doubts(BODY) == []


def test_characters_lost_in_decoding_are_listed_where_they_stand() -> None:
    text = "到二\ufffd\ufffd三五年,基本实现现代化。"
    (doubt,) = clean(SourceText(text, "txt")).doubts
    assert (doubt.kind, text[doubt.start : doubt.end]) == ("unreadable", "\ufffd\ufffd")
