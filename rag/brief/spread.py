"""Who aims highest and who lowest: one indicator over places of one level and one year.

A city's jobs are not held against a district's, nor one year's growth against another's; where all say the same, that
is what they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.brief.tables import Entry, order, plain, said, source
from rag.compose import Source
from rag.indicators import ACTUAL, TARGET, IndicatorRow
from rag.types import Report

# Between two places the table shows it; more names at one end than this are counted.
_LEAST, _MOST_NAMED = 3, 3
# Where reports of several levels or years are read together, it is said which places are meant.
_LEVELS = {"province": "个省份", "prefecture": "个市", "county": "个县区", "township": "个乡镇"}
_MEASURES = ("growth", "level", "share")


@dataclass(frozen=True, slots=True)
class Spread:
    """A statement over the figures of several places, with every figure that it rests on."""

    text: str
    is_same: bool  # all places give one figure
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    report: Report
    name: str
    row: IndicatorRow


def spreads(reports: Sequence[Report], entries: Sequence[dict[str, Entry]], names: Sequence[str]) -> Iterator[Spread]:
    """One statement for each indicator that at least three places give alike, the usual ones first; targets first."""
    alike: defaultdict[tuple[str, int | None], list[int]] = defaultdict(list)
    for at, report in enumerate(reports):
        alike[report.metadata.level.value, report.year].append(at)
    groups = [(level, some) for (level, year), some in alike.items() if year is not None and len(some) >= _LEAST]
    for indicator in order(entries):
        for kind in (TARGET, ACTUAL):
            for level, some in groups:
                given = _comparable(
                    [reports[i] for i in some], [entries[i] for i in some], [names[i] for i in some], indicator, kind
                )
                if len(given) >= _LEAST:
                    yield _spread(given, plain(indicator), kind, _LEVELS.get(level, "") if len(alike) > 1 else "")


def _comparable(
    reports: Sequence[Report], entries: Sequence[dict[str, Entry]], names: Sequence[str], indicator: str, kind: str
) -> list[_Given]:
    """The largest group of figures of one measure and unit; growth before amounts."""
    groups: defaultdict[tuple[str, str], list[_Given]] = defaultdict(list)
    for report, found, name in zip(reports, entries, names, strict=True):
        for row in found.get(indicator, {}).get(kind, []):
            if row.measure in _MEASURES:
                groups[row.measure, row.base_unit].append(_Given(report, name, row))
    return max(groups.values(), key=lambda g: (len(g), -_MEASURES.index(g[0].row.measure)), default=[])


def _spread(given: Sequence[_Given], indicator: str, kind: str, unit: str) -> Spread:
    about = f"{given[0].row.year}年{indicator}{'目标' if kind == TARGET else ''}"
    sources = tuple(source(g.report, g.row) for g in given)
    values = [_value(g.row) for g in given]
    top, bottom = (
        [g for g, v in zip(given, values, strict=True) if v == extreme] for extreme in (max(values), min(values))
    )
    if max(values) == min(values):
        who = f"{len(given)}{unit}" if unit and len(given) > _MOST_NAMED else _named(given, len(given))
        return Spread(f"{who}的{about}都是{said(given[0].report, given[0].row)}。", True, sources)
    most, least = (f"{_named(end, len(given))}（{said(end[0].report, end[0].row)}）" for end in (top, bottom))
    among = f"给出{about}的{len(given)}{unit or '地'}中" if unit or len(given) > _MOST_NAMED + 1 else about
    return Spread(f"{among}，{most}最高，{least}最低。", False, sources)


def _value(row: IndicatorRow) -> float:
    return float(row.base_values[0])


def _named(some: Sequence[_Given], of: int) -> str:
    if len(some) <= _MOST_NAMED:
        return "、".join(g.name for g in some)
    return f"{len(some)}地" if len(some) < of or of > _MOST_NAMED else "、".join(g.name for g in some)
