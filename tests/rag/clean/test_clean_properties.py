"""What must hold for any text made of the pieces that real reports and pages are made of."""

from __future__ import annotations

import itertools
import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.clean import clean
from rag.types import SourceText

PIECES = (
    "各位代表:", "各位代表！", "政府工作报告", "2025年某市政府工作报告", "——2025年1月11日在某市第四次会议上",
    "某市市长 江河", "一、2024年工作回顾", "(一)经济运行稳中向好。", "（二）聚力强产业", "第一部分", "名词解释",
    "名 词 解 释", "[1]“两不愁”:指不愁吃、不愁穿。",
    "过去的一年,我们坚持稳中求进,全市生产总值增长6.5%,粮食总产稳定在160亿斤以上。", "一是扩内需。二是稳外贸。",
    "高铁站前广场建成,沿湖公路加快", "推进;机场扩建完成4450亿元", "整治", "权力", "，", "。", "“", "”", "(B型)",
    "(1)", "1—11月份", "區(qū)", "現(xiàn)在", "我們(men)", "堅(jiān)持發(fā)展", "經濟發展", "著力",
    "任務(wù)?!包c(diǎn)對(duì)點(diǎn)”", "河?xùn)|岸", "６．５％", "ＧＤＰ", "&nbsp;", "&ldquo;", "&amp;nbsp;",
    "<p>", "</p>", "<br/>", "<", ">", "??", "????", "?", "？", "\n", "\n\n", "\r\n", "\\r\\n", "\u3000\u3000", " ",
    "\t", "\u00a0", "\u200b", "# ", "## ", "**", "> ", "---", "首页", "大", "中", "【字体：", "来源：某市日报",
    "2025-02-08 09:30:00", "上一篇:生态环境", "相关报道：", "热点推荐", "— 12 —", "冀ICP备06016263号-1",
    "版权所有：某市人民政府", "责任编辑：某某", "标题：某市报告", "正文：", "内容摘要：",
)  # fmt: skip
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def digits(text: str) -> str:
    return re.sub(r"\D", "", text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))


@settings(max_examples=400, deadline=None)
@given(pages)
def test_cleaning_twice_is_cleaning_once(page: str) -> None:
    once = clean(SourceText(page, "txt")).text.text
    assert clean(SourceText(once, "txt")).text.text == once


@settings(max_examples=400, deadline=None)
@given(pages)
def test_digits_survive_where_nothing_is_dropped(page: str) -> None:
    result = clean(SourceText(page, "txt"))
    dropped = {i for region in result.dropped for i in range(region.start, region.end)}
    assert digits(result.text.text) == digits("".join(c for i, c in enumerate(page) if i not in dropped))


@settings(max_examples=400, deadline=None)
@given(pages)
def test_every_line_is_a_paragraph(page: str) -> None:
    text = clean(SourceText(page, "txt")).text.text
    assert text == "" or all(line and line == line.strip() for line in text.split("\n"))


@settings(max_examples=400, deadline=None)
@given(pages)
def test_positions_rise_and_stay_inside_the_source(page: str) -> None:
    text = clean(SourceText(page, "txt")).text
    assert len(text.starts) == len(text.ends) == len(text.text)
    assert np.all(text.starts <= text.ends)
    assert np.all(np.diff(text.starts) >= 0)
    assert np.all(np.diff(text.ends) >= 0)
    assert not len(text.text) or (text.starts[0] >= 0 and text.ends[-1] <= len(page))


@settings(max_examples=400, deadline=None)
@given(pages)
def test_unrepaired_stretches_equal_the_source(page: str) -> None:
    text = clean(SourceText(page, "txt")).text
    whole = text.alignments([(0, len(text.text))])[0]
    for segment in whole.segments:
        if segment.verbatim and segment.clean_end > segment.clean_start:
            shown = text.text[segment.clean_start : segment.clean_end]
            assert page[segment.source_start : segment.source_end].split() == shown.split()


@settings(max_examples=400, deadline=None)
@given(pages)
def test_regions_that_were_dropped_do_not_overlap(page: str) -> None:
    dropped = clean(SourceText(page, "txt")).dropped
    assert all(a.end <= b.start for a, b in itertools.pairwise(dropped))
