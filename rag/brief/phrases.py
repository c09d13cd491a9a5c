"""How a briefing says of when something is, and who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.brief.material import Told, When

_ANNOUNCES = re.compile(r"^[^，；]{0,40}?(?:目标|指标)(?:建议|安排)?(?:是|为)?[：:]|^年度目标[，,]")
_PLAN = re.compile(r"十[一二三四五]?五")
_INTENDS = re.compile(r"计划|拟|力争|争取|确保|预计|预期")


def head(told: Told) -> str:
    """What stands in front of a point: of which time it tells."""
    return f"{when(told)}："


def when(told: Told) -> str:
    """2024年, 2025年计划, “十四五”时期, 五年来 …"""
    if told.over_years:
        return _of_span(told.span, is_done=told.when is When.DONE)
    if told.year is None:
        return "已完成" if told.when is When.DONE else "安排"
    return f"{told.year}年" if told.when is When.DONE else f"{told.year}年计划"


def _of_span(span: str, *, is_done: bool) -> str:
    if plan := _PLAN.search(span):
        return f"“{plan[0]}”时期" if is_done else f"“{plan[0]}”时期目标"
    if "五年" in span:
        return "五年来" if is_done else "今后五年"
    return "多年来" if is_done else "中期目标"


def dated(said: Sequence[tuple[str, Told, str]]) -> list[str]:
    """Place and words of each, with the time in between where they tell of different times."""
    if len({when(told) for _, told, _ in said}) < 2:
        return [_joined(place, "", text) for place, _, text in said]
    return [_joined(place, when(told), text) for place, told, text in said]


def _joined(place: str, time: str, text: str) -> str:
    """济宁市2020年计划新建学校16所; 计划 and the place are said once, and a time that is no date is set apart."""
    # 三亚入选…, 市图书馆晋升…: the report names itself.
    bare = place.rstrip("省市县区州旗盟")
    if len(bare) > 1 and text.startswith(bare):
        place = ""
    elif place and text[0] == place[-1] and text[0] in "省市县区":
        text = text[1:]
    if time.endswith("计划") and _INTENDS.match(text):
        time = time.removesuffix("计划")
    mark = "：" if time and not time.endswith(("年", "计划", "来", "时期")) else ""
    return f"{place}{time}{mark}{text}"


def without_announcement(text: str) -> str:
    """Leave out 今年的主要预期目标是: the point says so in front."""
    return _ANNOUNCES.sub("", text)
