"""Which result answers which target.

Both come from the ledger: targets of a year from the report that plans it, results of that year from the report after
it. A report often gives several results under one name (of the year, of five years, of the year before in 从…增长到…),
so candidates are ranked: the one in the paragraph that takes stock of most of the year's targets is the year's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from rag.figures import fold
from rag.indicators import ACTUAL, TARGET, YEAR, IndicatorRow
from rag.indicators.standard import exact
from rag.places import same_place
from rag.track.judge import is_too_far, judge, shown
from rag.track.types import Track, Verdict
from rag.types import joined

_MEASURES = ("level", "growth", "share", "change", "rank")
# Of a rate, "控制在5%以内" may have been read as growth or as share; it is the rate all the same.
_RATES = ("率", "比重", "占比", "比例", "强度")
# What a report may hang on an indicator's name without naming another one.
_TAIL = re.compile(r"(?:的)?(?:年?均值|平均值?|总体|微|增速|涨幅|总水平|按?(?:可比|同)口径|按)$")
_BY_WORD = {"经济": "地区生产总值", "经济总量": "地区生产总值", "CPI": "居民消费价格", "物价": "居民消费价格"}
# Other names under which the next report may answer for an indicator: renamed in between, or called by its kind.
_ALSO = {
    "农民人均纯收入": ("农村居民人均可支配收入",),
    "财政收入": ("财政总收入", "一般公共预算收入"),
    "进出口贸易总额": ("进出口总额",),
    "进出口贸易": ("进出口总额",),
    "外贸": ("进出口总额",),
    "工业增加值": ("规模以上工业增加值",),
    "规模以上工业": ("规模以上工业增加值",),
    "投资": ("固定资产投资",),
    "消费": ("社会消费品零售总额",),
}
_OVER_YEARS = re.compile(
    r"年均|累计|[三四五]年|以来|连续|翻[一两]?番|(?:从|由)[^,，;；]{0,14}(?:增|提|升|降|扩|跃|减)|比20\d\d年"
)
_VERBS = re.compile(
    r"(?:全[省市县区国]|我[省市县区]|力争|确保|完成|实现|新建成?|改扩建|新改扩建|新改建|建成|建设|实施|开展|培育|新增|改造|提升|推进|推动|开工|发放|组织|打造|创建|累计|达到?|筹集)"
)
_ALIKE = 0.72
# By how many other results in its paragraph a figure that may be a sum over years stands back.
_SUM = 6
# A shorter phrase of a report's own (建成, 投入) names nothing that could come back.
_LEAST_NAME = 4
# What stands for part of an indicator; a target of the whole is not met by its parts.
_PARTS = {"居民人均可支配收入": ("城镇居民人均可支配收入", "农村居民人均可支配收入")}


def pair(
    rows: Sequence[IndicatorRow],
    place: str,
    year: int,
    *,
    deeds: Sequence[IndicatorRow] = (),
    statement: str = "",
    spans: Collection[tuple[str, int]] = (),
) -> list[Track]:
    """Track a place's targets for a year, in the order of the report.

    Args:
        rows: the ledger of both reports; rows of other places and years are left aside. The report with results must
            be among them, or every target counts as not mentioned.
        deeds: targets that are followed even if no result is like them: those of the list of good deeds.
        statement: what the next report says of that list as a whole.
        spans: report and paragraph of what looks back over several years; results there count only for want of others.
    """
    of_place = [r for r in rows if r.year == year and r.period == YEAR and same_place(r.place, place)]
    results = _of_one_report(r for r in of_place if r.kind == ACTUAL)
    reviewing = results[0].report_id if results else ""
    planned = _of_one_report(r for r in of_place if r.kind == TARGET and r.report_id != reviewing)
    targets = _targets(planned)
    density = _density(results, {name_of(r) for r in targets})
    listed = {(r.report_id, r.paragraph, r.start) for r in deeds}
    tracked = []
    for target in targets:
        is_deed = (target.report_id, target.paragraph, target.start) in listed
        track = _track(target, results, density, place, year, is_deed=is_deed, spans=spans)
        if track is not None and is_deed and track.actual is None and statement:
            track = replace(track, note=f"{track.note};只有总的说法:{statement}")
        if track is not None:
            tracked.append(track)
    return tracked


def outcome(rows: Iterable[IndicatorRow], place: str, year: int, indicator: str, *, measure: str = "") -> Track | None:
    """What became of one target; None if the place set none for this indicator in that year.

    Args:
        indicator: a standard name, an alias of it, or the report's own words.
        measure: "growth", "level" …; else the first that has a target, one with a result before one without.
    """
    entry = exact(fold(indicator))
    name = entry.name if entry else indicator
    tracked = [t for t in pair(list(rows), place, year) if t.indicator == name or t.target.raw == indicator]
    if measure:
        tracked = [t for t in tracked if t.measure == measure]
    return min(tracked, key=lambda t: t.actual is None, default=None)


def name_of(row: IndicatorRow) -> str:
    """The indicator that the row is about, whatever the report hangs on its name (均值, 涨幅)."""
    if row.standard:
        return row.indicator
    bare = _TAIL.sub("", fold(row.indicator))
    if row.measure == "growth" and bare in _BY_WORD:
        return _BY_WORD[bare]
    entry = exact(bare)
    return entry.name if entry else row.indicator


def _of_one_report(rows: Iterable[IndicatorRow]) -> list[IndicatorRow]:
    """The rows of the report that has most of them: others only mention that year."""
    by_report: defaultdict[str, list[IndicatorRow]] = defaultdict(list)
    for row in rows:
        by_report[row.report_id].append(row)
    return max(by_report.values(), key=lambda some: (len(some), some[0].report_id), default=[])


def _targets(rows: Sequence[IndicatorRow]) -> list[IndicatorRow]:
    """One target for each indicator and measure, in the order of the report.

    Of several the one in the paragraph with the most targets of standard indicators: the list of main targets.
    """
    density = _density(rows, {name_of(r) for r in rows if r.standard})
    found: dict[tuple[str, str], IndicatorRow] = {}
    usable = [r for r in rows if r.measure in _MEASURES and not r.estimate]
    for row in sorted(usable, key=lambda r: -density.get((r.report_id, r.paragraph), 0)):
        key = (name_of(row), row.measure)
        # 增长7%以上、力争达到8%: the second is a hope, read as a share for want of 增长.
        if (
            row.measure == "share"
            and (key[0], "growth") in found
            and found[key[0], "growth"].paragraph == row.paragraph
        ):
            continue
        found.setdefault(key, row)
    return sorted(found.values(), key=lambda r: (r.paragraph, r.start))


def _density(results: Sequence[IndicatorRow], wanted: set[str]) -> dict[tuple[str, int], int]:
    """For each paragraph, how many of the indicators with targets it gives results of."""
    named: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for row in results:
        if name_of(row) in wanted and not _OVER_YEARS.search(row.quote):
            named[row.report_id, row.paragraph].add(name_of(row))
    return {key: len(names) for key, names in named.items()}


def _track(
    target: IndicatorRow,
    results: Sequence[IndicatorRow],
    density: dict[tuple[str, int], int],
    place: str,
    year: int,
    *,
    is_deed: bool,
    spans: Collection[tuple[str, int]],
) -> Track | None:
    name = name_of(target)
    is_known = target.standard or exact(name) is not None
    if not is_known and len(name) < _LEAST_NAME:
        return None
    same, also = _rows_named(name, target, results)
    if not same and not is_known:
        same = [r for r in results if _alike(r, target)]
        if not same and not is_deed:
            # A phrase of the report's own that does not come back may only be worded anew.
            return None
    fitting = (r for r in same if _measures_alike(r, target, name) and not over_years(r))
    candidates = sorted(fitting, key=_rank(target, density, spans))
    base = Track(place, year, name, target.measure, target, None, Verdict.NOT_MENTIONED, "", is_deed)
    if candidates:
        verdict, note = judge(target, candidates[0])
        best = candidates[0]
        if (best.report_id, best.paragraph) in spans:
            also = joined((also, "出自多年回顾"), ";")
        return replace(base, actual=best, verdict=verdict, note=joined((note, also), ";"))
    return _without_result(base, target, same, results)


def _rows_named(name: str, target: IndicatorRow, results: Sequence[IndicatorRow]) -> tuple[list[IndicatorRow], str]:
    """Results under the target's name; if none fits, those under a name that may stand for it, and a note on that."""
    own = [r for r in results if name_of(r) == name]
    if any(_measures_alike(r, target, name) and not over_years(r) for r in own):
        return own, ""
    for other in _ALSO.get(name, ()):
        rows = [r for r in results if name_of(r) == other]
        if any(r.measure == target.measure and not over_years(r) for r in rows):
            return rows, f"结果以“{other}”之名给出"
    return own, ""


def _measures_alike(row: IndicatorRow, target: IndicatorRow, name: str) -> bool:
    if row.measure == target.measure:
        return True
    return name.endswith(_RATES) and {row.measure, target.measure} == {"growth", "share"}


def _without_result(
    base: Track, target: IndicatorRow, same: Sequence[IndicatorRow], results: Sequence[IndicatorRow]
) -> Track:
    if same:
        other = same[0]
        why = "只有多年的数" if other.measure == target.measure else "给出的是另一种口径"
        note = f"目标{shown(target)};下一年报告{why}:{other.quote}"
        return replace(base, verdict=Verdict.NOT_COMPARABLE, note=note)
    parts = [
        r
        for r in results
        if r.indicator in _PARTS.get(base.indicator, ()) and r.measure == target.measure and not over_years(r)
    ]
    if parts:
        note = f"目标{shown(target)};下一年报告只分开给出:{parts[-1].quote}"
        return replace(base, verdict=Verdict.NOT_COMPARABLE, note=note)
    return replace(base, note=f"目标{shown(target)};下一年报告没有提到结果")


def over_years(row: IndicatorRow) -> bool:
    """Whether the figure is one over several years, or the first of 从…增长到…."""
    if re.search(r"年均|每年|(?:从|由)[^,，;；到至为]*$", row.quote):
        return True
    return row.measure in ("growth", "change") and "累计" in row.quote


def _rank(
    target: IndicatorRow, density: dict[tuple[str, int], int], spans: Collection[tuple[str, int]]
) -> Callable[[IndicatorRow], tuple[bool, bool, int, bool, int, int]]:
    def rank(row: IndicatorRow) -> tuple[bool, bool, int, bool, int, int]:
        in_stock = density.get((row.report_id, row.paragraph), 0)
        is_sum = _OVER_YEARS.search(row.quote) is not None or (row.report_id, row.paragraph) in spans
        return (
            is_too_far(target, row),
            row.base_unit != target.base_unit,
            _SUM * is_sum - in_stock,
            row.estimate,
            row.paragraph,
            row.start,
        )

    return rank


def _alike(row: IndicatorRow, target: IndicatorRow) -> bool:
    if row.measure != target.measure or row.base_unit != target.base_unit or row.standard:
        return False
    return likeness(row.indicator, target.indicator) >= _ALIKE


def likeness(one: str, other: str) -> float:
    """Shared character pairs of two names (Dice), the words of doing left off."""
    a, b = (_pairs(_VERBS.sub("", fold(name))) for name in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}
