"""Tracked targets as a table: CSV, XLSX."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from rag.errors import UsageError
from rag.indicators import IndicatorRow
from rag.indicators.export import escaped
from rag.track.judge import shown
from rag.track.types import DEED, Track, Verdict

VERDICTS = {
    Verdict.MET: "完成",
    Verdict.MISSED: "未完成",
    Verdict.NOT_MENTIONED: "未提及",
    Verdict.NOT_COMPARABLE: "无法比较",
}
_MEASURES = {
    "level": "数额",
    "growth": "增长",
    "share": "比率",
    "rank": "位次",
    "change": "变化",
    "ratio": "比例",
    DEED: "事项",
}
_HEADINGS = (
    "地区",
    "年份",
    "指标",
    "性质",
    "民生实事",
    "目标",
    "结果",
    "结论",
    "说明",
    "目标原文",
    "目标出处",
    "结果原文",
    "结果出处",
)
_WIDTHS = (16, 8, 26, 8, 10, 16, 16, 10, 44, 44, 36, 44, 36)


def write(tracked: Sequence[Track], path: Path) -> None:
    """Write .csv or .xlsx; what a spreadsheet would run as a formula is kept as text.

    Raises:
        UsageError: the file's ending is neither.
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(_lines(tracked))
    elif ending == ".xlsx":
        _write_xlsx(tracked, path)
    else:
        raise UsageError(f"{path}: tracked targets are written as .csv or .xlsx.", fix="Choose one of these endings.")


def _lines(tracked: Sequence[Track]) -> Iterable[list[str | int]]:
    yield list(_HEADINGS)
    for one in tracked:
        cells: list[str | int] = [
            one.place,
            one.year,
            one.indicator,
            _MEASURES.get(one.measure, one.measure),
            "是" if one.deed else "",
            shown(one.target),
            shown(one.actual) if one.actual else "",
            VERDICTS[one.verdict],
            one.remark,
            one.target.quote,
            _address(one.target),
            one.actual.quote if one.actual else "",
            _address(one.actual) if one.actual else "",
        ]
        yield [escaped(cell) for cell in cells]


def _address(row: IndicatorRow) -> str:
    return f"{row.file} 第{row.paragraph}段"


def _write_xlsx(tracked: Sequence[Track], path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "目标跟踪"
    for line in _lines(tracked):
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell for cell in line])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    book.save(path)
