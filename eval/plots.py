"""Small plots as SVG text that stands in a page without anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_BAR, _GAP, _LABEL, _WIDTH = 16, 6, 190, 280
_MAX_LABEL = 24


def bars(values: Mapping[str, float], title: str) -> str:
    """One bar a value, each from 0 to 1, longest names cut."""
    height = len(values) * (_BAR + _GAP) + _GAP
    rows: list[str] = []
    for i, (name, value) in enumerate(values.items()):
        y = _GAP + i * (_BAR + _GAP)
        label = name if len(name) <= _MAX_LABEL else f"{name[: _MAX_LABEL - 1]}…"
        middle = y + _BAR - 4
        rows.append(
            f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end"><title>{escape(name)}</title>{escape(label)}</text>'
            f'<rect class="track" x="{_LABEL}" y="{y}" width="{_WIDTH}" height="{_BAR}"/>'
            f'<rect class="bar" x="{_LABEL}" y="{y}" width="{_share(value) * _WIDTH:.1f}" height="{_BAR}"/>'
            f'<text x="{_LABEL + _WIDTH + 8}" y="{middle}">{value:.2f}</text>'
        )
    return _svg(title, _LABEL + _WIDTH + 50, height, rows)


def line(points: Sequence[tuple[str, float]], title: str) -> str:
    """Values from 0 to 1 in order, evenly spaced, joined by a line."""
    width, height, left, top = 400, 180, 40, 12
    step = width / max(1, len(points) - 1)
    places = [(left + i * step, top + height * (1 - _share(value))) for i, (_, value) in enumerate(points)]
    rows = [
        f'<line class="grid" x1="{left}" x2="{left + width}" y1="{top + height * (1 - level)}" '
        f'y2="{top + height * (1 - level)}"/><text x="{left - 6}" y="{top + height * (1 - level) + 4}" '
        f'text-anchor="end">{level}</text>'
        for level in (0.0, 0.5, 1.0)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    rows.append(f'<polyline class="curve" points="{path}"/>')
    for (name, value), (x, y) in zip(points, places, strict=True):
        rows.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"><title>{value:.3f}</title></circle>')
        rows.append(f'<text x="{x:.1f}" y="{top + height + 18}" text-anchor="middle">{escape(name)}</text>')
    return _svg(title, left + width + 40, top + height + 28, rows)


def scatter(points: Sequence[tuple[str, float, float]], title: str, x_name: str) -> str:
    """Named points: x from 0 to the largest, y from 0 to 1."""
    width, height, left, top = 400, 180, 40, 12
    largest = max((x for _, x, _ in points), default=0.0) or 1.0
    rows = [
        f'<line class="grid" x1="{left}" x2="{left + width}" y1="{top + height}" y2="{top + height}"/>'
        f'<line class="grid" x1="{left}" x2="{left}" y1="{top}" y2="{top + height}"/>'
        f'<text x="{left + width}" y="{top + height + 18}" text-anchor="end">{escape(x_name)} (≤ {largest:.0f})</text>'
        f'<text x="{left - 6}" y="{top + 8}" text-anchor="end">1</text>'
    ]
    rows += [
        f'<circle class="dot" cx="{left + x / largest * width:.1f}" cy="{top + height * (1 - _share(y)):.1f}" r="4">'
        f"<title>{escape(name)}: {y:.2f}, {x:.0f}</title></circle>"
        for name, x, y in points
    ]
    return _svg(title, left + width + 20, top + height + 28, rows)


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def _svg(title: str, width: float, height: float, rows: Sequence[str]) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" role="img" aria-label="{escape(title)}">{"".join(rows)}</svg></figure>'
    )
