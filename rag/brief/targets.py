"""A year's targets beside what the next report says of them, where both reports of a place are here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rag.brief.tables import EMPTY, said, source
from rag.cite import Citations
from rag.indicators import IndicatorRow
from rag.results import Cited, Table
from rag.track import Track, Verdict, announced, pair
from rag.track.export import VERDICTS
from rag.track.over import checked, looks_back_over_years
from rag.types import Report

_COLUMNS = ("年份", "指标", "目标", "结果", "结论")
_PLACE = "地区"
_MOST = 30
_MOST_NAMED = 6
# 无法比较 is told by the table, where the reader sees why.
_SAYS = {Verdict.MET: "目标完成", Verdict.MISSED: "目标未完成", Verdict.NOT_MENTIONED: "目标在下一年报告中未提及"}


def followed(
    reports: Sequence[Report], ledgers: Sequence[Sequence[IndicatorRow]], is_wanted: Callable[[IndicatorRow], bool]
) -> list[tuple[Track, Report, Report]]:
    """Tracked targets of standard indicators with the reports of target and result, by place and year."""
    by_key = {(r.place, r.year): (r, rows) for r, rows in zip(reports, ledgers, strict=True)}
    found: list[tuple[Track, Report, Report]] = []
    for (place, year), (report, rows) in by_key.items():
        later = by_key.get((place, year + 1)) if year is not None else None
        if later is None or year is None or not place:
            continue
        tracked = pair(announced(report, [*rows, *later[1]]), place, year, spans=looks_back_over_years(later[0]))
        tracked = [checked(track, later[0]) for track in tracked]
        found += [(t, report, later[0]) for t in tracked if t.target.standard and is_wanted(t.target)]
    return found


def table(found: Sequence[tuple[Track, Report, Report]], citations: Citations, title: str) -> Table | None:
    rows = []
    many = _is_of_many_places(found)
    for track, report, later in found[:_MOST]:
        aim = Cited(said(report, track.target), (citations.number(source(report, track.target)),))
        result = Cited(EMPTY)
        if track.actual is not None:
            result = Cited(said(later, track.actual), (citations.number(source(later, track.actual)),))
        numbers = (*aim.citations, *result.citations)
        cells = (Cited(str(track.year), numbers), Cited(track.indicator, numbers))
        place = (Cited(track.place, numbers),) if many else ()
        rows.append((*place, *cells, aim, result, Cited(VERDICTS[track.verdict], numbers)))
    return Table((_PLACE, *_COLUMNS) if many else _COLUMNS, tuple(rows), title) if rows else None


def points(found: Sequence[tuple[Track, Report, Report]], citations: Citations, room: int) -> Iterator[Cited]:
    """For each place and year which targets were met, which not, and which the next report passes over."""
    many = _is_of_many_places(found)
    for key in dict.fromkeys((track.place, track.year) for track, _, _ in found):
        of_year = [one for one in found if (one[0].place, one[0].year) == key]
        for verdict, says in _SAYS.items():
            some = [one for one in of_year if one[0].verdict is verdict]
            names = list(dict.fromkeys(track.indicator for track, _, _ in some))
            listed = "、".join(names[:_MOST_NAMED]) + (f"等{len(names)}项" if len(names) > _MOST_NAMED else "")
            text = f"{key[0] if many else ''}{key[1]}年{says}：{listed}。"
            if not names or len(text) > room:
                continue
            room -= len(text)
            numbers = []
            for track, report, later in some:
                numbers.append(citations.number(source(report, track.target)))
                if track.actual is not None:
                    numbers.append(citations.number(source(later, track.actual)))
            yield Cited(text, tuple(dict.fromkeys(numbers)))


def _is_of_many_places(found: Sequence[tuple[Track, Report, Report]]) -> bool:
    return len({track.place for track, _, _ in found}) > 1
