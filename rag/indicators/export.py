"""The ledger as a table: pandas frame, CSV, XLSX."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import UsageError
from rag.indicators.select import Comparison
from rag.indicators.types import IndicatorRow

if TYPE_CHECKING:
    from pandas import DataFrame

_HEADINGS = {
    "place": "地区",
    "year": "年份",
    "period": "时期",
    "indicator": "指标",
    "raw": "原文名称",
    "value": "数值",
    "unit": "单位",
    "kind": "类型",
    "measure": "性质",
    "qualifier": "限定词",
    "estimate": "预计",
    "base": "比较对象",
    "topic": "主题",
    "file": "文件",
    "section": "章节",
    "paragraph": "段落",
    "quote": "原文",
    "sentence": "所在句",
    "start": "起",
    "end": "止",
    "trust": "把握",
}
_WORDS = {
    "target": "目标",
    "actual": "实绩",
    "level": "数额",
    "growth": "增长",
    "share": "比率",
    "rank": "位次",
    "change": "变化",
    "ratio": "比例",
    "year": "全年",
}
# A spreadsheet runs what begins like this.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def frame(rows: Sequence[IndicatorRow]) -> DataFrame:
    """The rows as a pandas frame; columns as in the published JSON."""
    import pandas as pd

    columns = [*_HEADINGS, "report_id", "bound", "base_value", "base_unit", "standard"]
    return pd.DataFrame([row.to_dict() for row in rows], columns=columns)


def cells(row: IndicatorRow) -> list[Any]:
    """One line of a table for people; a range or ratio is printed with its separator."""
    values = row.to_dict()
    values["section"] = " > ".join(row.section)
    if isinstance(values["value"], list):
        values["value"] = (":" if row.measure == "ratio" else "—").join(format(v, "f") for v in row.values)
    values["estimate"] = "是" if row.estimate else ""
    for key in ("kind", "measure", "period"):
        values[key] = _WORDS.get(values[key], values[key])
    return [values[key] for key in _HEADINGS]


def escaped(value: Any) -> Any:
    """Keep a spreadsheet from running a text: what looks like a formula gets an apostrophe in front.

    >>> escaped("=1+1"), escaped(-3.3)
    ("'=1+1", -3.3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value


def side_by_side(comparison: Comparison) -> list[list[Any]]:
    """A comparison as lines of a table, headings first; a place or year without a figure says 未提及.

    The figure is told as printed, and as a number in the base unit to reckon with.
    """
    of_years = all(label.isdigit() for label in comparison.labels)
    heads = ["年份" if of_years else "地区", "指标", "性质", "类型", "数值", f"数值（{comparison.unit or '无单位'}）"]
    lines: list[list[Any]] = [[*heads, "文件", "段落", "原文"]]
    for label, cell in zip(comparison.labels, comparison.cells, strict=True):
        told = [label, comparison.indicator, _WORDS[comparison.measure], _WORDS[comparison.kind], cell.text]
        row = cell.row
        source = [row.file, row.paragraph, row.quote] if row is not None else ["", "", ""]
        lines.append([*told, "" if cell.number is None else cell.number, *source])
    return lines


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Write a comparison as .csv or .xlsx, blanks included.

    Raises:
        UsageError: the file's ending is neither.
    """
    lines = [[escaped(cell) for cell in line] for line in side_by_side(comparison)]
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(lines)
        return
    if path.suffix.lower() != ".xlsx":
        raise _other_ending(path)
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "比较"
    for line in lines:
        sheet.append(line)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, one in enumerate(comparison.cells, start=2):
        if one.row is not None:
            sheet.cell(number, 7).hyperlink = f"{_address(one.row, None)}#第{one.row.paragraph}段"
    for column, width in zip("ABCDEFGHI", (14, 26, 8, 8, 16, 18, 30, 6, 60), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    book.save(path)


def write_csv(rows: Sequence[IndicatorRow], path: Path) -> None:
    """Write CSV in UTF-8 with a byte order mark, as spreadsheets expect."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_HEADINGS.values())
        writer.writerows([escaped(cell) for cell in cells(row)] for row in rows)


def write_xlsx(rows: Sequence[IndicatorRow], path: Path, *, folder: Path | None = None) -> None:
    """Write a workbook; the file's cell leads to the file, its comment-free label names the paragraph.

    Args:
        folder: where the reports' files lie, if they do; else the link is the bare file name.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "指标"
    sheet.append(list(_HEADINGS.values()))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    linked = list(_HEADINGS).index("file") + 1
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(cells(row), start=1):
            if isinstance(value, str):
                value = escaped(ILLEGAL_CHARACTERS_RE.sub("", value))
            sheet.cell(number, column, value)
        link = sheet.cell(number, linked)
        link.hyperlink = f"{_address(row, folder)}#第{row.paragraph}段"
        link.font = Font(color="0563C1", underline="single")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for column, width in enumerate((14, 8, 12, 26, 26, 12, 10, 8, 8, 8, 6, 16, 8, 30, 40, 6, 60, 60, 8, 8, 8), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    book.save(path)


def _address(row: IndicatorRow, folder: Path | None) -> str:
    return (folder / row.file).as_uri() if folder is not None and folder.is_absolute() else row.file.replace(" ", "%20")


def write(rows: Sequence[IndicatorRow], path: Path) -> None:
    """Write .csv or .xlsx.

    Raises:
        UsageError: the file's ending is neither.
    """
    if path.suffix.lower() == ".csv":
        write_csv(rows, path)
    elif path.suffix.lower() == ".xlsx":
        write_xlsx(rows, path)
    else:
        raise _other_ending(path)


def _other_ending(path: Path) -> UsageError:
    return UsageError(
        f"{path}: tables are written as .csv or .xlsx, charts as .svg or .png.", fix="Choose one of these endings."
    )
