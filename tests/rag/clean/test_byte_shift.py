"""Damage made after a real page, undone."""

from __future__ import annotations

import pytest
from byte_damage import damage_lost, damage_straddling, straddling, with_pinyin

from rag.clean import clean
from rag.types import SourceText

# A page that has pinyin everywhere; the place under test stands behind it.
PAGE = with_pinyin("現在,我代表區人民政府向大會報告工作。") + "\n"
PLAIN = "现在,我代表区人民政府向大会报告工作。\n"


def cleaned(text: str) -> str:
    return clean(SourceText(text, "txt")).text.text


@pytest.mark.parametrize(
    ("text", "last_whole", "simplified"),
    [
        ("持續推動婦幼健康事業發展。", 3, "持续推动妇幼健康事业发展。"),
        ("主動融入區域協調發展大局。", 3, "主动融入区域协调发展大局。"),
        ("牢記發展第一要務,加快轉型升級。", 6, "牢记发展第一要务,加快转型升级。"),
    ],
)
def test_pinyin_written_into_a_character_is_undone(text: str, last_whole: int, simplified: str) -> None:
    assert straddling(text, last_whole)
    assert cleaned(PAGE + damage_straddling(text, last_whole)) == PLAIN + simplified


@pytest.mark.parametrize(
    ("text", "lost", "simplified"),
    [
        ("圓滿完成全年任務。“一網通辦”改革深入推進。", 8, "圆满完成全年任务。“一网通办”改革深入推进。"),
        ("營商環境持續優化。縱深推進改革開放。", 8, "营商环境持续优化。纵深推进改革开放。"),
    ],
)
def test_byte_lost_at_a_full_stop_is_undone(text: str, lost: int, simplified: str) -> None:
    assert cleaned(PAGE + damage_lost(text, lost)) == PLAIN + simplified


def test_a_place_that_no_reading_explains_is_left_and_listed() -> None:
    damaged = PAGE + "新建龘?zhuō)|驫街道(dào)。"
    result = clean(SourceText(damaged, "txt"))
    assert "?zhuō)|" in result.text.text
    assert [doubt.kind for doubt in result.doubts] == ["shifted_bytes"]


def test_a_question_on_a_page_with_pinyin_stays_a_question() -> None:
    text = PAGE + with_pinyin("怎麼看?怎麼辦?我們的回答是實幹。")
    assert cleaned(text).endswith("怎么看?怎么办?我们的回答是实干。")


def test_text_without_pinyin_is_never_searched() -> None:
    text = "河?xùn)|岸的绿道贯通。"
    assert cleaned(text) == text
