"""The table of main indicators: what was reached and what is aimed at, each cell with its source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from rag.brief.topics import Topic
from rag.cite import Citations
from rag.compose import Source
from rag.indicators import ACTUAL, TARGET, YEAR, IndicatorRow
from rag.indicators.stance import Phase, stances
from rag.results import Cited, Table
from rag.summarize.write import normal
from rag.track.pair import name_of, over_years
from rag.types import Report

EMPTY = "—"
Entry = dict[str, list[IndicatorRow]]  # ACTUAL and TARGET rows of one indicator
# What reports lead with, in their usual order.
_FIRST = (
    "地区生产总值",
    "一般公共预算收入",
    "固定资产投资",
    "规模以上工业增加值",
    "社会消费品零售总额",
    "进出口总额",
    "居民人均可支配收入",
    "城镇居民人均可支配收入",
    "农村居民人均可支配收入",
    "城镇新增就业",
    "城镇调查失业率",
    "居民消费价格",
    "粮食产量",
)
_BEHIND = ("左右", "以上", "以下", "以内", "之内", "上下", "及以上")
# A phrase of a report's own that ends so is no quantity of anything: 59国入境旅游免签政策.
_CUT_OFF = ("不低", "不少", "不超", "不高", "提高", "降低", "达到", "超过", "突破")
_KINDS_OF_THINGS = ("类", "种")  # 7类帮扶对象补助标准提高3%: how many kinds, not how much
_NO_INDICATOR = ("政策", "制度", "机制", "方案", "行动", "活动", "大会", "会议", "推介", "意见", "办法", "体系")
_MEASURES = ("level", "growth", "share", "ratio")
_REST_OF_LIST = re.compile(
    r"(?:(?:、|和|与|及|以及)[^、,，;；。！？和与及]{0,12}?\d[\d.]*[^、,，;；。！？和与及\d]{0,8})+(?=[,，;；。！？]|$)"
)
_CLEAN_NAME = re.compile(r"[一-鿿A-Za-z（）“”]{3,18}")
# Rows of a table over one report, and for each place over several.
_MOST_ALONE, _MOST_TOPIC, _MOST_EACH, _MOST_SHARED = 20, 12, 6, 16
_MOST_PLACES = 6
# Columns of a table with a row for each of many places; most places fill a column, or it is not there.
_LEAST_COLUMNS, _MOST_COLUMNS, _MOST_FILL = 2, 4, 0.5
# With more of its cells empty a table keeps to the usual indicators, if these fill it, or gives results and targets
# below each other, not beside each other.
_MOST_EMPTY, _MOST_EMPTY_USUAL, _LEAST_USUAL = 0.25, 0.34, 5


def table(
    reports: Sequence[Report],
    entries: Sequence[dict[str, Entry]],
    names: Sequence[str],
    topic: Topic,
    citations: Citations,
    *,
    title: str,
    side_by_side: bool = False,
) -> Table | None:
    """Set the indicators of a topic, as `entries_of` each report, out; None for none.

    Places stand side by side where they share enough indicators, or any if that is what is wanted; many places have a
    row each under what most of them give; else they stand one after the other.
    """
    if len(reports) == 1:
        return _alone(reports[0], entries[0], topic, citations, title)
    shared = [name for name in order(entries) if sum(name in e for e in entries) > 1]
    least = 1 if side_by_side else 2 if len(reports) > 2 else 3
    if len(reports) <= _MOST_PLACES and len(shared) >= least:
        beside = _side_by_side(reports, entries, names, shared, citations, title)
        if beside.rows:
            return beside
    if len(reports) > _MOST_PLACES and (made := _a_row_each(reports, entries, names, topic, citations, title)):
        return made
    return _place_by_place(reports, entries, names, topic, citations, title)


def entries_of(report: Report, rows: Sequence[IndicatorRow], topic: Topic) -> dict[str, Entry]:
    """The rows of a topic, of the year reviewed and the year planned, by indicator."""
    found: dict[str, Entry] = {}
    density: defaultdict[int, int] = defaultdict(int)
    spans = _spans(report)
    for row in rows:
        density[row.paragraph] += row.standard
    # A part that looks back over five years gives sums over five years, whether it says so each time or not.
    if topic.over_years:
        usable = [r for r in rows if (r.kind, r.paragraph) in spans and _is_named(r, report, topic)]
    else:
        usable = [r for r in rows if (ACTUAL, r.paragraph) not in spans or r.kind != ACTUAL]
        usable = [r for r in usable if _is_of_year(r, report) and _is_named(r, report, topic)]
    for row in sorted(usable, key=lambda r: -density[r.paragraph]):
        side = found.setdefault(name_of(row), {}).setdefault(row.kind, [])
        other = found[name_of(row)].get(TARGET if row.kind == ACTUAL else ACTUAL, [])
        if side and row.measure == "share":
            continue  # 完成年度目标的106%: no second figure of the same thing
        if other and row.measure == other[0].measure and row.base_unit != other[0].base_unit:
            continue
        if row.measure not in {r.measure for r in side} and (not side or side[0].paragraph == row.paragraph):
            side.append(row)
    return found


def _spans(report: Report) -> set[tuple[str, int]]:
    """The paragraphs that take stock of several years, or plan for them, with the kind of what they give."""
    kinds = {Phase.REVIEW_SPAN: ACTUAL, Phase.PLAN_SPAN: TARGET}
    return {
        (kinds[stance.phase], paragraph.ordinal)
        for paragraph, stance in zip(report.paragraphs, stances(report), strict=True)
        if stance.phase in kinds
    }


def _is_of_year(row: IndicatorRow, report: Report) -> bool:
    """Whether the figure is of the year reviewed or the year planned."""
    if row.period != YEAR or over_years(row):
        return False
    return report.year is None or row.year == (report.year - 1 if row.kind == ACTUAL else report.year)


def _is_named(row: IndicatorRow, report: Report, topic: Topic) -> bool:
    """Whether the figure is the place's own, of something with a name that belongs to the topic."""
    if row.measure not in _MEASURES:
        return False
    if name_of(row).endswith(("率", "比重", "占比")) and not row.unit.endswith(("%", "‰", "点")):
        return False
    if name_of(row).endswith("产量") and "亩" in row.unit:
        return False
    if row.place and report.place and row.place != report.place:
        return False
    is_known = row.standard or name_of(row) in _FIRST
    if not is_known and row.indicator.endswith(_NO_INDICATOR):
        return False
    if (row.kind == ACTUAL and not topic.done) or (row.kind == TARGET and not topic.planned):
        return False
    if not row.standard and (row.indicator.endswith(_CUT_OFF) or row.unit in _KINDS_OF_THINGS):
        return False
    if topic.over_years and row.unit == "倍":
        return False  # 1.4倍 of what, no cell can say
    if topic.is_general:
        return is_known or (row.kind == TARGET and _CLEAN_NAME.fullmatch(row.indicator) is not None)
    named = topic.hits(row.indicator) > 0 or (is_known and row.topic in topic.ledger)
    return named and (is_known or _CLEAN_NAME.fullmatch(row.indicator) is not None)


def order(entries: Sequence[dict[str, Entry]]) -> list[str]:
    """Names of indicators: the usual first, then those that most reports give, result and target both."""
    counts: defaultdict[str, int] = defaultdict(int)
    for one in entries:
        for name, sides in one.items():
            counts[name] += 1 + len(sides) + any(r.standard for rows in sides.values() for r in rows)
    seen = list(counts)
    return sorted(counts, key=lambda n: (_FIRST.index(n) if n in _FIRST else len(_FIRST), -counts[n], seen.index(n)))


def _alone(report: Report, entries: dict[str, Entry], topic: Topic, citations: Citations, title: str) -> Table | None:
    names = order([entries])[: _MOST_ALONE if topic.is_general else _MOST_TOPIC]
    kinds = _kinds(topic)
    if topic.is_general and _emptiness(entries, names, kinds) > _MOST_EMPTY:
        usual = [n for n in names if n in _FIRST or all(entries[n].get(k) for k in kinds)]
        if len(usual) >= _LEAST_USUAL and _emptiness(entries, usual, kinds) <= _MOST_EMPTY_USUAL:
            names = usual
    rows = [((Cited(plain(n)),), [_cell(report, entries[n].get(k, []), citations) for k in kinds]) for n in names]
    return _laid_out(("指标",), [_label(report, k, topic) for k in kinds], rows, title)


def _emptiness(entries: dict[str, Entry], names: Sequence[str], kinds: Sequence[str]) -> float:
    """The share of empty cells in a table with a column for each kind."""
    return sum(not entries[n].get(k) for n in names for k in kinds) / max(1, len(names) * len(kinds))


_Named = tuple[tuple[Cited, ...], list[Cited]]  # the names that a row begins with, and its figures


def _laid_out(names: Sequence[str], heads: Sequence[str], rows: Sequence[_Named], title: str) -> Table | None:
    """Figures beside each other under their heads, or, where that leaves too much empty, below each other."""
    filled = [i for i in range(len(heads)) if any(figures[i].text != EMPTY for _, figures in rows)]
    if not filled:
        return None
    empty = sum(figures[i].text == EMPTY for _, figures in rows for i in filled)
    if empty <= _MOST_EMPTY_USUAL * len(rows) * len(filled):
        made = [_cited((*row, *(figures[i] for i in filled))) for row, figures in rows]
        return Table((*names, *(heads[i] for i in filled)), tuple(made), title)
    made = [
        _cited((*row, Cited(heads[i]), figures[i])) for row, figures in rows for i in filled if figures[i].text != EMPTY
    ]
    return Table((*names, "时间", "数值"), tuple(made), title)


def _kinds(topic: Topic) -> tuple[str, ...]:
    return tuple(k for k, asked in ((ACTUAL, topic.done), (TARGET, topic.planned)) if asked)


def _label(report: Report, kind: str, topic: Topic) -> str:
    if topic.over_years:
        return "多年结果" if kind == ACTUAL else "中期目标"
    if report.year is None:
        return "上年结果" if kind == ACTUAL else "本年目标"
    return f"{report.year - 1}年结果" if kind == ACTUAL else f"{report.year}年目标"


def _side_by_side(
    reports: Sequence[Report],
    entries: Sequence[dict[str, Entry]],
    names: Sequence[str],
    shared: Sequence[str],
    citations: Citations,
    title: str,
) -> Table:
    rows = []
    same_year = len({report.year for report in reports}) == 1
    for indicator in shared:
        for kind in (ACTUAL, TARGET):
            given = sum(kind in e.get(indicator, {}) for e in entries)
            if given < 2 or 2 * given < len(entries):
                continue
            label = "结果" if kind == ACTUAL else "目标"
            if same_year and reports[0].year:
                label = f"{reports[0].year - (kind == ACTUAL)}年{label}"
            cells = [
                _cell(r, e.get(indicator, {}).get(kind, []), citations) for r, e in zip(reports, entries, strict=True)
            ]
            rows.append(_cited((Cited(f"{plain(indicator)}（{label}）"), *cells)))
    return Table(("指标", *names), tuple(rows[:_MOST_SHARED]), title)


def _a_row_each(
    reports: Sequence[Report],
    entries: Sequence[dict[str, Entry]],
    names: Sequence[str],
    topic: Topic,
    citations: Citations,
    title: str,
) -> Table | None:
    """A row for each place and a column for each figure that most places give; None for too few such columns."""
    columns = []
    for indicator in order(entries):
        for kind in _kinds(topic):
            given = sum(bool(found.get(indicator, {}).get(kind)) for found in entries)
            if given >= _MOST_FILL * len(reports):
                columns.append((indicator, kind))
    columns = columns[:_MOST_COLUMNS]
    if len(columns) < _LEAST_COLUMNS:
        return None
    rows = []
    for report, found, name in zip(reports, entries, names, strict=True):
        cells = [_cell(report, found.get(indicator, {}).get(kind, []), citations) for indicator, kind in columns]
        if any(cell.text != EMPTY for cell in cells):
            rows.append(_cited((Cited(name), *cells)))
    is_one_year = len({report.year for report in reports}) == 1
    heads = [f"{plain(i)}（{_label(reports[0], k, topic) if is_one_year else _RELATIVE[k]}）" for i, k in columns]
    return Table(("地区", *heads), tuple(rows), title)


_RELATIVE = {ACTUAL: "上年结果", TARGET: "本年目标"}


def _place_by_place(
    reports: Sequence[Report],
    entries: Sequence[dict[str, Entry]],
    names: Sequence[str],
    topic: Topic,
    citations: Citations,
    title: str,
) -> Table | None:
    rows: list[_Named] = []
    kinds = _kinds(topic)
    is_one_year = len({report.year for report in reports}) == 1
    heads = [_label(reports[0], k, topic) if is_one_year else _RELATIVE[k] for k in kinds]
    for report, found, name in zip(reports, entries, names, strict=True):
        for indicator in order([found])[:_MOST_EACH]:
            figures = [_cell(report, found[indicator].get(kind, []), citations) for kind in kinds]
            rows.append(((Cited(name), Cited(plain(indicator))), figures))
    return _laid_out(("地区", "指标"), heads, rows, title)


def _cited(row: Sequence[Cited]) -> tuple[Cited, ...]:
    """Name cells carry the sources of their row: no cell with text is without one."""
    numbers = tuple(dict.fromkeys(n for cell in row for n in cell.citations))
    return tuple(Cited(c.text, numbers) if c.text != EMPTY and not c.citations else c for c in row)


def _cell(report: Report, rows: Sequence[IndicatorRow], citations: Citations) -> Cited:
    if not rows:
        return Cited(EMPTY)
    ordered = sorted(rows, key=lambda r: _MEASURES.index(r.measure))
    numbers = tuple(dict.fromkeys(citations.number(source(report, row)) for row in ordered))
    return Cited("、".join(said(report, row) for row in ordered), numbers)


def plain(name: str) -> str:
    """The name of an indicator as a table's row is called."""
    return name.replace("占比比重", "占比")


def source(report: Report, row: IndicatorRow) -> Source:
    """Where a row of the ledger stands; of a member of a 分别 list, the list, whose bound may stand behind its last."""
    paragraph = report.paragraph(row.paragraph)
    end = row.quote_end
    if "分别" in paragraph.text[row.quote_start : end] and (rest := _REST_OF_LIST.match(paragraph.text, end)):
        end = rest.end()
    return Source(report, paragraph, row.quote_start, end)


def said(report: Report, row: IndicatorRow) -> str:
    """A figure as the report prints it, with its bound, and the word that tells growth from amount.

    The report's own characters stand in the cell (11.6亿余条, 四个), so that they are found in the source.
    """
    text = report.paragraph(row.paragraph).text[row.start : row.end].strip()
    if row.qualifier in _BEHIND:
        text = text if text.endswith(row.qualifier) else f"{text}{row.qualifier}"
    elif row.bound != "exact" and row.qualifier not in ("多", "余", "") and not text.startswith(row.qualifier):
        text = f"{row.qualifier}{text}"
    if row.unit == "番" and not text.startswith("翻"):
        text = f"翻{text}"
    # 年均增长5.4% is another thing than growth over five years, and a sum another than a year's amount.
    before = report.paragraph(row.paragraph).text[row.quote_start : row.start]
    span = "年均" if "年均" in before else "累计" if "累计" in before else ""
    if row.measure == "growth" and row.unit in ("%", "‰", "倍"):
        return f"{span}{'下降' if row.values[0] < 0 else '增长'}{text.lstrip('-')}"
    return normal(f"{span}{text}")
