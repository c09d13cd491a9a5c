"""Whether a sentence tells of what was done or of what is planned, and of which year.

A report of January 2024 reviews 2023 and plans 2024: most sentences say so only by the section that they stand in.
"""

from __future__ import annotations

import re

from rag.types import Paragraph, Report

TARGET, ACTUAL = "target", "actual"

_PLAN_HEADING = re.compile(
    r"重点工作|主要任务|工作安排|工作部署|总体要求|预期目标|主要目标|目标任务|今年(?:的|政府)?工作|工作任务|工作重点|奋斗目标|工作思路|计划安排"
)
_REVIEW_HEADING = re.compile(
    r"回顾|过去(?:的)?(?:一|五|几)年|工作总结|主要成绩|取得的成[就绩]|完成情况|执行情况|[一五]年来"
)
# 二、2025年工作 heads the plan of a report of 2025, 一、2024年工作 its review.
_YEAR_OF_WORK = re.compile(r"((?:19|20)[0-9]{2})年(?:的|度)?(?:政府)?工作(?=[^一-鿿]|$)")
_PLAN_WORDS = re.compile(
    r"力争|争取|确保|预期目标|主要目标|计划(?=[新完建开实改])|今年(?:要|将)|(?:^|[,，;；。])(?:要|将|拟)(?=[一-鿿])|不低于|左右|以上"
)
_REVIEW_WORDS = re.compile(
    r"(?:完成|实现|达到|突破|建成|新增|获批|获评|荣获|荣膺|入选|成功|圆满|顺利|累计|增长|下降|提高)了|年均|创历史新高|居全[省市国]第|预计(?:全年)?"
    r"|去年|过去|这一年|五年来|超额完成|同比"
)


def status_of(report: Report, paragraph: Paragraph, sentence: str = "") -> str:
    """`target`, `actual`, or empty where neither section nor wording tells."""
    for heading in reversed(report.section_path(paragraph.section)):
        if _REVIEW_HEADING.search(heading):
            return ACTUAL
        if _PLAN_HEADING.search(heading):
            return TARGET
        if (dated := _YEAR_OF_WORK.search(heading)) and report.year is not None:
            return ACTUAL if int(dated[1]) < report.year else TARGET
    if _REVIEW_WORDS.search(sentence):
        return ACTUAL
    if _PLAN_WORDS.search(sentence):
        return TARGET
    # The parts before and behind tell: 一、突出产业立市 heads a review in one report and a plan in another.
    return _kinds(report)[paragraph.ordinal - 1]


# A question looks at the same few reports again and again; walking one takes some milliseconds.
_MAX_KNOWN = 400
_known: dict[tuple[str, int | None, int], tuple[str, ...]] = {}


def _kinds(report: Report) -> tuple[str, ...]:
    """Of each paragraph whether it looks back or ahead."""
    from rag.indicators.stance import stances

    key = (report.id, report.year, len(report.paragraphs))
    if key not in _known:
        if len(_known) >= _MAX_KNOWN:
            _known.clear()
        kinds = tuple(stance.kind for stance in stances(report))
        # In a fragment that only does one of both, nothing sets them apart but its wording.
        _known[key] = kinds if len(set(kinds)) > 1 else ("",) * len(kinds)
    return _known[key]


def year_of(report: Report, status: str) -> int | None:
    """The year that figures of this kind are about in this report; None where the report's year is not known."""
    if report.year is None:
        return None
    return report.year - 1 if status == ACTUAL else report.year
