"""Which figures are said of an indicator; the others are part of a name or only tell how much of something is meant."""

from __future__ import annotations

import re

from rag.figures import Figure
from rag.indicators.phrases import TIMED

_CAPACITY_NAME = re.compile(r"(?:年产|年处理|日处理|日产|年加工|年出栏|单机|首套|首台|首艘)$")
_SPECIFIED = re.compile(
    r"^[^,;。、:的]{0,16}?(?:项目|工程|机组|生产线|电站|基地|储能|锅炉|输变电|变电站|线路|专用线|码头|泊位|装置|火箭|客机|卫星|高炉|转炉|风机)"
)
_SPECIFIC_UNITS = frozenset(
    ("公斤", "千瓦", "千瓦时", "千伏", "千伏安", "吨级", "载重吨", "立方米", "马力", "米", "GB", "Mbps", "PFLOPS")
)
_TIME_UNITS = frozenset(("分钟", "秒", "学时", "天", "工作日", "个月"))
_MEASURED_BARE = re.compile(r"(?:指数|系数|比|得分|评分|值|数|总量|存量|用户|人口|规模)[^,;。]{0,8}$")
_NO_TIME = ("来", "以来", "前", "后", "内", "行动", "计划")
_NAMED_BEFORE = re.compile(r"[A-Za-z_.]$")
_TITLES = re.compile(r"《[^《》]*》")


def title_spans(text: str) -> list[tuple[int, int]]:
    """The insides of 《》; what is printed there are names."""
    return [match.span() for match in _TITLES.finditer(text)]


def is_measured(text: str, figure: Figure, left: str, right: str) -> bool:
    """Whether a figure can be said of an indicator.

    Args:
        text: the folded paragraph.
        left: what stands between the figure and the last one that was kept, or the start of the sentence.
        right: what follows, up to the next figure or the end of the sentence.
    """
    if figure.kind in ("tally", "threshold"):
        return False
    if figure.kind != "quantity":
        return True
    if not figure.base_unit:
        return _MEASURED_BARE.search(left) is not None and not _NAMED_BEFORE.search(left)
    if _CAPACITY_NAME.search(left):
        return False
    if figure.base_unit in _SPECIFIC_UNITS and _SPECIFIED.match(right) and figure.unit[-2:] not in ("公里", "千米"):
        return False
    if figure.base_unit in _TIME_UNITS:
        clause = re.split(r"[,;:。、]", left)[-1] or left[-12:]
        return TIMED.search(clause) is not None and not right.startswith(_NO_TIME)
    return True
