"""Why the library cannot answer, known before anything is composed: no reports, or not of that place or year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.scope import is_of, told_years
from rag.store import Row
from rag.understand import Question

# 到2026年, 今后五年: plans for years ahead stand in reports of other years.
_LOOKS_AHEAD = re.compile(
    r"到(?:19|20)[0-9]{2}年|今后|未来|[三五十]年(?:内|规划|计划)|规划|十[一二三四五]五|\bby (?:19|20)[0-9]{2}\b", re.I
)


def unheld(question: Question, rows: Sequence[Row]) -> str:
    """The reason in Chinese, or empty where place and year are held."""
    if not rows:
        return "资料库里还没有报告。"
    of_places = rows
    if question.places:
        missing = [p.label for p in question.places if not any(is_of(row, p.label) for row in rows)]
        if len(missing) == len(question.places):
            return f"资料库里没有{'、'.join(missing)}的报告。现有：{_places(rows)}。"
        of_places = [row for row in rows if any(is_of(row, p.label) for p in question.places)]
    years = question.understood.years
    if years and not _LOOKS_AHEAD.search(question.text) and all(row.year is not None for row in of_places):
        # Of either kind: that only the target of a year is given is said where the figure is looked for.
        told = {y for row in of_places for y in told_years(row, "")}
        if not told.intersection(years):
            held = "、".join(dict.fromkeys(row.name for row in of_places)) if question.places else _years(rows)
            return f"资料库里没有讲到{'、'.join(f'{y}年' for y in years)}的报告。现有：{held}。"
    return ""


def _years(rows: Sequence[Row]) -> str:
    years = sorted({row.year for row in rows if row.year is not None})
    return f"{years[0]}年至{years[-1]}年的{len(rows)}份报告" if years else f"{len(rows)}份报告"


def _places(rows: Sequence[Row]) -> str:
    names = list(dict.fromkeys(row.name for row in rows))
    return "、".join(names[:12]) + (f"等{len(names)}份" if len(names) > 12 else "")
