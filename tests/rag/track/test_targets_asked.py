"""Questions whether a target was met get the verdict that tracking gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Library

PLAN = """望川县2024年政府工作报告

二、2024年主要任务

今年的主要预期目标是：地区生产总值增长6%左右，固定资产投资增长8%以上，城镇调查失业率控制在5.5%以内。
"""
REVIEW = """望川县2025年政府工作报告

一、2024年工作回顾

全县地区生产总值增长5.7%，固定资产投资增长7.9%，城镇调查失业率5.2%。

二、2025年主要任务

今年的主要预期目标是：地区生产总值增长5.5%左右。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("two")
    Path(folder, "望川县_2024.txt").write_text(PLAN, encoding="utf-8")
    Path(folder, "望川县_2025.txt").write_text(REVIEW, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("home")) as opened:
        assert not opened.add([folder]).failed
        yield opened


@pytest.mark.parametrize(
    ("indicator", "verdict"),
    [
        (
            "地区生产总值增长",
            "达到目标：2024年地区生产总值目标增长6%左右，实际增长5.7%（“左右”按相差不超过0.5个百分点算）",
        ),
        ("固定资产投资增长", "没有达到目标：2024年固定资产投资目标"),
        ("城镇调查失业率", "达到目标：2024年城镇调查失业率目标"),
    ],
)
def test_target_asked_about_is_judged_as_it_is_tracked(library: Library, indicator: str, verdict: str) -> None:
    answer = library.ask(f"望川县2024年{indicator}目标完成了吗？")
    assert answer.answer.startswith(verdict), answer.answer
    assert {c.file for c in answer.citations} == {"望川县_2024.txt", "望川县_2025.txt"}
