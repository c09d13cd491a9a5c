"""The five real reports that cleaning is measured on."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from rag.clean import CleanText, clean
from rag.headings import CLOSED
from rag.types import SourceText


@cache
def _read(path: Path) -> tuple[str, CleanText]:
    source = path.read_text(encoding="utf-8")
    return source, clean(SourceText(source, "txt"))


def seed(shared_data: Path, number: str) -> tuple[str, CleanText]:
    return _read(next((shared_data / "seeds").glob(f"{number}_*.txt")))


SEEDS = ("000", "001", "002", "003", "004")
# What the 21 damaged places read, from the meaning of their sentences.
SHIFTED = (
    "我们在市委、市政府和区委",
    "任务。“点对点”接回",
    "恒环保科技等一批优质项目",
    "鬲津河东岸社区",
    "行政效能。“互联网+监管”",
    "我们全面深化改革开放",
    "脱贫。“雪亮工程”扎实推进",
    "全国百强健走示范区",
    "接续不畅。“四新”业态",
    "第一要务,加快",
    "向专业化和价值链",
    "融入区域协同",
    "稳定性。纵深推进",
    "推动妇幼保健院",
    "担当的良好形象。\n",
    "新格局。“一体发展”是指",
    "宜居区”。“中心提升”是指:进一步",
    "功能。“两区协同”是指",
    "增效。“多点支撑”是指",
    "体系。“全面开花”是指",
    "最严谨的标准",
)


@pytest.mark.parametrize("number", SEEDS)
def test_digits_stay_in_order(shared_data: Path, number: str) -> None:
    source, result = seed(shared_data, number)
    dropped = set()
    for region in result.dropped:
        dropped.update(range(region.start, region.end))
    kept = "".join(c for i, c in enumerate(source) if i not in dropped)
    assert re.sub(r"\D", "", result.text.text) == re.sub(r"\D", "", kept)


@pytest.mark.parametrize("number", SEEDS)
def test_paragraphs_are_lines_without_white_space_around_them(shared_data: Path, number: str) -> None:
    _, result = seed(shared_data, number)
    assert all(line and line == line.strip() for line in result.text.text.split("\n"))


def test_no_sentence_is_left_broken(shared_data: Path) -> None:
    _, result = seed(shared_data, "001")
    broken = [line for line in result.text.text.split("\n") if len(line) > 40 and not CLOSED.search(line)]
    assert broken == []


def test_markdown_headings_become_marks(shared_data: Path) -> None:
    source, result = seed(shared_data, "001")
    marked = [(mark.level, source[mark.start : mark.end].strip("# ")) for mark in result.marks]
    assert (1, "政府工作报告") in marked
    assert [text for level, text in marked if level == 3] == [
        "一、2023年工作回顾",
        "二、2024年政府重点工作",
        "三、全面加强政府自身建设",
    ]


def test_nothing_from_around_the_report_is_left(shared_data: Path) -> None:
    _, result = seed(shared_data, "002")
    text = result.text.text
    assert not [word for word in ("热点推荐", "上一篇", "下一篇", "来源", "利津", "2021-02-28") if word in text]
    assert text.count("高水平编制“十四五”规划") == 1
    assert text.startswith("今年是全面建成小康社会")
    assert text.endswith("养老服务品牌。")


def test_no_pinyin_and_no_traditional_script_is_left(shared_data: Path) -> None:
    _, result = seed(shared_data, "003")
    assert not re.findall(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]", result.text.text)
    assert not [c for c in set(result.text.text) - set("—〇\n") if len(c.encode("gb2312", "ignore")) == 0]
    assert "工程资料" not in result.text.text


@pytest.mark.parametrize("reading", SHIFTED)
def test_bytes_read_one_off_are_restored(shared_data: Path, reading: str) -> None:
    _, result = seed(shared_data, "003")
    assert reading in result.text.text


def test_every_byte_shift_is_recorded(shared_data: Path) -> None:
    source, result = seed(shared_data, "003")
    repairs = [repair for repair in result.repairs if repair.kind == "byte_shift"]
    assert len(repairs) == len(SHIFTED)
    assert all(source[repair.start] == "?" for repair in repairs)
