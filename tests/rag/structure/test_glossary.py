"""Terms and their definitions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.structure.glossary import entries
from rag.types import Report, Role

Build = Callable[..., Report]


@pytest.mark.parametrize(
    ("text", "term", "definition"),
    [
        ("三品一标:是指品种培优、品质提升。", "三品一标", "品种培优、品质提升。"),
        ("[4]“放管服”：简政放权、放管结合。", "放管服", "简政放权、放管结合。"),
        ("【12】“一减四增”：“一减”指压减产能；“四增”指增加绿地。", "一减四增", "“一减”指压减产能；“四增”指增加绿地。"),
        ("3．“3+2”园区：指三个县园区和两个市园区。", "3+2", None),
        ("“双50强工业企业”名单:企业50强。", "“双50强工业企业”名单", "企业50强。"),
        ("标准地是指带着指标出让的工业用地。", "标准地", "带着指标出让的工业用地。"),
    ],
)
def test_each_way_of_printing_an_entry_is_read(text: str, term: str, definition: str | None) -> None:
    entry = entries([(7, text)])[0]
    assert entry.paragraph == 7
    if definition is None:
        assert entry.term.startswith("“3+2”")
        return
    assert (entry.term, entry.definition) == (term, definition)
    assert definition in text[entry.start : entry.end]
    assert term in text[entry.start : entry.end]


def test_a_term_on_its_own_line_is_explained_by_the_next() -> None:
    found = entries([(1, "1.“四上”企业："), (2, "达到一定规模的法人单位。"), (3, "2.双高："), (4, "高校和专业建设。")])
    assert [(e.term, e.definition, e.paragraph) for e in found] == [
        ("“四上”企业", "达到一定规模的法人单位。", 2),
        ("双高", "高校和专业建设。", 4),
    ]


def test_terms_explained_inside_a_definition_are_entries_of_their_own() -> None:
    text = "“一核两翼”布局:全市规划的布局。“一核”是指:中心城区。“两翼”是指:东部新城和西部新城。"
    found = entries([(1, text)])
    assert [(e.term, e.definition) for e in found][1:] == [("一核", "中心城区。"), ("两翼", "东部新城和西部新城。")]
    assert text[found[1].start : found[1].end] == "“一核”是指:中心城区。"


def test_paragraphs_under_the_glossary_heading_are_glossary_and_numbered_entries_no_sections(build: Build) -> None:
    report = build(
        "一、工作安排",
        "各项工作有序推进,全年任务圆满完成。",
        "名 词 解 释",
        "1.双招双引：招商引资、招才引智。",
        "2.放管服：简政放权。",
    )
    assert [p.role for p in report.paragraphs[3:]] == [Role.GLOSSARY, Role.GLOSSARY]
    assert [s.heading for s in report.sections] == ["一、工作安排", "名 词 解 释"]
    assert [e.term for e in report.glossary] == ["双招双引", "放管服"]
