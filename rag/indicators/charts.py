"""A comparison of places as bars, a series of years as a line; SVG or PNG."""

from __future__ import annotations

from functools import lru_cache
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import UsageError
from rag.indicators.select import Comparison

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FONTS = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC"),
    *("Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "SimSun", "Noto Serif CJK SC"),
    *("Noto Sans CJK JP", "Noto Serif CJK JP", "Arial Unicode MS", "AR PL UMing CN"),
)
_COLOUR, _TARGET_COLOUR = "#2f6f9f", "#c97b2a"
_SCALES = ((10**8, "亿"), (10**4, "万"))
_MEASURES = {"growth": "增长", "share": "", "level": "", "rank": "位次", "change": "变化", "ratio": ""}


def draw(comparison: Comparison, *, line: bool = False) -> Figure:
    """Draw bars, or a line if the labels are years. Empty cells are named 未提及, and no line is drawn over them."""
    from matplotlib.figure import Figure

    numbers = [cell.number for cell in comparison.cells]
    factor, unit = _scale([n for n in numbers if n is not None], comparison.unit)
    width = max(6.0, 0.62 * len(numbers) + 2)
    figure = Figure(figsize=(width, 4.2), layout="constrained")
    axes = figure.add_subplot()
    colour = _TARGET_COLOUR if comparison.kind == "target" else _COLOUR
    at = range(len(numbers))
    if line:
        axes.plot(list(at), [nan if n is None else n / factor for n in numbers], color=colour, marker="o")
    else:
        known = [(i, n / factor) for i, n in zip(at, numbers, strict=True) if n is not None]
        axes.bar([i for i, _ in known], [n for _, n in known], color=colour, width=0.6)
    family = _font()
    for i, number in enumerate(numbers):
        text = comparison.cells[i].text
        axes.annotate(
            text,
            (i, number / factor if number is not None else 0),
            textcoords="offset points",
            xytext=(0, 4),
            ha="center",
            fontsize=8,
            color="#222" if number is not None else "#999",
            family=family,
        )
    axes.set_xlim(-0.6, max(len(numbers) - 0.4, 0.6))
    axes.set_xticks(list(at), comparison.labels, rotation=30 if len(numbers) > 8 else 0, family=family)
    said = {"target": "目标", "actual": ""}[comparison.kind]
    axes.set_title(f"{comparison.title}{_MEASURES[comparison.measure]}{said}", family=family)
    axes.set_ylabel(unit, family=family)
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(y=0.15)
    return figure


def save(comparison: Comparison, path: Path, *, line: bool = False) -> None:
    """Save a chart as .svg or .png.

    Raises:
        UsageError: the ending is another, or there is nothing to draw.
    """
    if path.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f"{path}: charts are saved as .svg or .png.", fix="Choose one of these endings.")
    if all(cell.number is None for cell in comparison.cells):
        raise UsageError(
            f"{comparison.title}: the reports give no figure that can be drawn.",
            fix="Name an indicator, a place or a year that the library holds; `wenju indicators` lists them.",
        )
    import matplotlib

    # Text stays text in SVG, so that it can be searched; the date would make every run another file.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "wenju"}):
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else {}
        draw(comparison, line=line).savefig(path, dpi=160, metadata=metadata)


@lru_cache(maxsize=1)
def _font() -> str:
    """A Chinese font that this system has; the default one if there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _FONTS if name in installed), "sans-serif")


def _scale(numbers: list[float], unit: str) -> tuple[float, str]:
    """Choose 亿 or 万 so that most numbers are short."""
    largest = max((abs(n) for n in numbers), default=0.0)
    if unit not in ("%", "位", "个百分点", "‰", "分", ""):
        for factor, word in _SCALES:
            if largest >= factor:
                return factor, word + unit
    return 1.0, unit
