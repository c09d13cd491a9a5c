"""Figures from the ledger: each asked indicator's row for the place, year, kind and measure that the question names.

A row is chosen only where all that the question says agrees with it. What the ledger has beside it (another year,
growth without a level, a target without a result) is the reason of an abstention, never the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.asked import Asked
from rag.compose import Piece, Request, Side, Source
from rag.compose.candidates import PER_HEAD
from rag.figures import Measure
from rag.indicators import IndicatorRow
from rag.indicators.select import printed
from rag.indicators.spans import is_of_period_asked, is_period_named, is_span_asked
from rag.indicators.types import SO_FAR, YEAR
from rag.places import same_place
from rag.tense import ACTUAL, TARGET
from rag.track import Verdict, outcome
from rag.understand import Question

# A level and its growth are often asked for together; more than this of one indicator is a paste, not an answer.
MAX_OF_ONE = 3


_APART = re.compile(r"分别(?P<verb>[一-鿿]{0,6}?)(?=[0-9约近超])")
_REST_OF_LIST = re.compile(
    r"(?:、|和|与|及|以及)[^、,，;；。！？]*?[0-9][0-9.]*[%％]?[一-鿿]{0,4}(?=[、和与及,，;；。！？]|以及|$)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that answer, or else the nearest ones with what they lack."""

    rows: tuple[IndicatorRow, ...]
    near: tuple[IndicatorRow, ...] = ()
    lack: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """Why there is no answer, in Chinese, and the nearest facts."""

    reason: str
    near: tuple[Source, ...]


def indicators_named(question: Question) -> list[str]:
    """Standard indicators that the question names exactly, in its order."""
    named = [m for m in question.vocabulary if m.exact and m.entry.kind == "indicator"]
    # 人均粮食产量 is not 粮食产量.
    return list(dict.fromkeys(m.entry.name for m in named if question.bare[m.start - 2 : m.start] not in PER_HEAD))


def names_asked(request: Request) -> list[str]:
    return indicators_named(request.question)


def find(request: Request, side: Side, name: str, asked: Asked, *, status: str) -> Found:
    """The rows of one indicator for one side of the question."""
    of_place = [r for r in request.facts if r.indicator == name and _is_of(r, side)]
    if not of_place:
        return Found(())
    wanted, text = of_place, request.question.text
    checks: tuple[tuple[str, Callable[[IndicatorRow], bool]], ...] = (
        ("year", lambda r: not side.years or r.year in side.years),
        ("status", lambda r: not status or r.kind == status),
        ("measure", lambda r: _fits(r, asked)),
        ("period", lambda r: is_of_period_asked(r, text, years_said=bool(side.years))),
    )
    for lack, keep in checks:
        kept = [row for row in wanted if keep(row)]
        if not kept:
            return Found((), tuple(_best(wanted, side)[:2]), lack)
        wanted = kept
    if spans := [r for r in wanted if r.period not in (YEAR, SO_FAR) and is_period_named(r.period, text, r.year)]:
        wanted = spans
    if not status and (done := [row for row in wanted if row.kind == ACTUAL]) and _meets(done, asked):
        # Of a year that is over one asks for the result.
        wanted = done
    return Found(tuple(_best(wanted, side)))


def figures(request: Request, asked: Asked) -> Iterator[Piece]:
    """The answer to a figure question about one place; nothing where the ledger has none of it.

    Of several indicators, each that the ledger does not have is a missing piece.
    """
    names = names_asked(request)
    if not names or len(request.sides) != 1:
        return
    side = request.sides[0]
    pieces: list[Piece] = []
    for name in names:
        rows = find(request, side, name, asked, status=request.question.understood.status).rows
        # Of several indicators each has its own unit: 生产总值多少亿元、粮食多少亿斤.
        if rows and (len(names) > 1 or _meets(rows, asked)):
            pieces.extend(_pieces(request, rows, asked))
        else:
            pieces.append(Piece(name, missing=True))
    if not all(piece.missing for piece in pieces):
        yield from pieces


# Of the letters of a name, and of the question, so many pairs must be the other's too. Of 50 questions over four gold
# sets that share 0.6 and more with a name, its figure is what is asked for wherever the place asked for is the row's.
MIN_NAME = 0.75
MIN_ASKED = 0.75
_SAYS_NOTHING = re.compile(r"[^一-鿿A-Za-z0-9]|[的和与及要了在将对为等是把给]")


def by_name(request: Request, asked: Asked) -> Iterator[Piece]:
    """The figure whose name in the ledger, the report's own, is what the question asks for in nearly the same words."""
    wanted = _pairs(request.question.core)
    if not wanted or len(request.sides) != 1:
        return
    side, text, status = request.sides[0], request.question.text, request.question.understood.status
    found: list[tuple[float, IndicatorRow]] = []
    for row in (row for report in side.reports for row in request.told(report.id)):
        if (side.years and row.year not in side.years) or (status and row.kind != status) or not _is_of(row, side):
            continue
        if not is_of_period_asked(row, text, years_said=bool(side.years)) or not _fits(row, asked):
            continue
        name = _pairs(row.indicator)
        shared = len(name & wanted)
        if name and shared >= MIN_NAME * len(name) and shared >= MIN_ASKED * len(wanted):
            found.append((shared / len(name) + shared / len(wanted), row))
    if not found:
        return
    most = max(score for score, _ in found)
    best = [row for score, row in found if score == most]
    if len({(row.measure, row.base_unit) for row in best}) == len({(r.measure, r.base_unit, r.values) for r in best}):
        yield from _pieces(request, _best(best, side), asked)


def _pairs(text: str) -> set[str]:
    letters = _SAYS_NOTHING.sub("", text)
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


def lacking(request: Request, asked: Asked) -> Lack | None:
    """Why the ledger does not answer: what it has of the indicator instead; None where it has nothing of it at all."""
    for name in names_asked(request)[:1]:
        for side in request.sides:
            found = find(request, side, name, asked, status=request.question.understood.status)
            if found.lack:
                near = tuple(source_of(request, row) for row in found.near)
                return Lack(_reason(name, side, request, asked, found), near)
    return None


def _reason(name: str, side: Side, request: Request, asked: Asked, found: Found) -> str:
    where = f"{side.label}的报告" if side.label else "报告"
    if found.lack == "year":
        years = "、".join(f"{year}年" for year in side.years)
        told = "、".join(dict.fromkeys(f"{row.year}年" for row in found.near if row.year))
        return f"{where}没有给出{years}的“{name}”" + (f"，只有{told}的。" if told else "。")
    if found.lack == "status":
        wanted, instead = ("目标", "完成数") if request.question.understood.status == TARGET else ("完成数", "目标")
        return f"{where}没有给出“{name}”的{wanted}，只有{instead}。"
    if found.lack == "measure":
        has = _MEASURE_NAMES.get(found.near[0].measure, "其他口径")
        wanted = next((_MEASURE_NAMES[m.value] for m in asked.measures if m.value in _MEASURE_NAMES), "总量")
        return f"{where}没有给出“{name}”的{wanted}，只有{has}。"
    if found.near[0].period == YEAR:
        return f"{where}没有给出所问时期的“{name}”，只有{found.near[0].year}年的。"
    if is_span_asked(request.question.text):
        return f"{where}没有给出所问时期的“{name}”，只有{found.near[0].period}的。"
    return f"{where}没有给出全年的“{name}”，只有{found.near[0].period}的。"


_MEASURE_NAMES = {"level": "总量", "growth": "增速", "share": "占比", "rank": "位次", "change": "变化", "ratio": "比例"}


# 到2016年一共帮了多少人 is about all the years up to then.
_ALL_TOLD = re.compile(r"累计|一共|总共|合计|(?:到|截至|截止)(?:了)?(?:19|20)[0-9]{2}年")


def span_of(request: Request, source: Source) -> str:
    """The span that all figures of a quote are of, where a single year is asked for; "" where one is of a year."""
    text = request.question.text
    if not request.question.understood.years or is_span_asked(text) or _ALL_TOLD.search(text):
        return ""
    told = request.told(source.report.id)
    rows = [r for r in told if r.paragraph == source.paragraph.ordinal and source.start <= r.start < source.end]
    spans = [
        row.period
        for row in rows
        if row.period not in (YEAR, SO_FAR) and not is_period_named(row.period, text, row.year)
    ]
    return spans[0] if spans and len(spans) == len(rows) else ""


def is_of_another(request: Request, source: Source, asked: Asked) -> bool:
    """Whether the figures of a quote are of other things than those that the question names in official words.

    优化航线布局,通达城市26个 gives no number of 航线.
    """
    named = request.question.vocabulary
    if not named or not asked.units or not all(m.official for m in named):
        return False
    wanted = _pairs(request.question.core).union(*(_pairs(s) for m in named for s in m.entry.spellings))
    rows = [
        row
        for row in request.told(source.report.id)
        if row.paragraph == source.paragraph.ordinal
        and source.start <= row.start < source.end
        and any(asked.is_unit(unit, row.base_unit) for unit in asked.units)
    ]
    return bool(rows) and not any(wanted & (_pairs(row.indicator) | _pairs(row.raw)) for row in rows)


def of_side(request: Request, side: Side, asked: Asked) -> list[tuple[Source, int]]:
    """One clause for each indicator that the question names, for one side of a comparison, and where its figure is."""
    found = [_clause(request, side, name, asked) for name in names_asked(request)]
    return [one for one in found if one is not None] if all(found) else []


def of_indicator(request: Request, name: str, asked: Asked) -> tuple[Source, int] | None:
    """The clause of one indicator, of the only side of a question, and where its figure is."""
    return _clause(request, request.sides[0], name, asked)


def _clause(request: Request, side: Side, name: str, asked: Asked) -> tuple[Source, int] | None:
    rows = find(request, side, name, asked, status=request.question.understood.status).rows
    if not rows:
        return None
    source = source_of(request, rows[0])
    return source, rows[0].start - source.start


def _meets(rows: Sequence[IndicatorRow], asked: Asked) -> bool:
    """Whether the rows together have every measure and unit that is asked for."""
    wanted = [Asked(measures=(measure,)) for measure in asked.measures] + [Asked(units=(unit,)) for unit in asked.units]
    return all(any(_fits(row, one) for row in rows) for one in wanted)


# More rows than this are a table to be asked for with `wenju indicators`, not an answer.
MAX_ACROSS = 30


def across(
    request: Request,
    asked: Asked,
    *,
    keep: Callable[[IndicatorRow], bool] = lambda row: True,
    lowest_first: bool = False,
    most: int = MAX_ACROSS,
) -> list[tuple[IndicatorRow, Source]]:
    """One row of the first indicator named for each place and year of all reports, the highest first.

    `keep` is asked of the row of each place, not of rows that it is chosen from.
    """
    names, understood = names_asked(request), request.question.understood
    fitting = [
        row
        for row in request.facts
        if row.indicator == names[0]
        and row.period == "year"
        and (not understood.status or row.kind == understood.status)
        and (not understood.years or row.year in understood.years)
        and _fits(row, asked)
    ]
    best: dict[tuple[str, int | None], IndicatorRow] = {}
    for row in _alike(fitting, asked):
        best.setdefault((row.place, row.year), row)
    if not understood.years:
        # Without a year, each place stands with its newest figure: years are not ranked against each other.
        newest: dict[str, int] = {}
        for place, year in best:
            newest[place] = max(newest.get(place, 0), year or 0)
        best = {(place, year): row for (place, year), row in best.items() if (year or 0) == newest[place]}
    # A county's figure in its city's report is not what is asked of the reports of places.
    sign = 1 if lowest_first else -1
    kept = [row for row in best.values() if keep(row)]
    ranked = sorted(kept, key=lambda r: (sign * _middle(r), r.place, r.year or 0))
    found: list[tuple[IndicatorRow, Source]] = []
    for row in ranked:
        if len(found) == most:
            break
        source = source_of(request, row)
        if row.place == source.report.place or same_place(row.place, source.report.place):
            found.append((row, source))
    return found


def _middle(row: IndicatorRow) -> Decimal:
    """The middle of a range, by which it is compared."""
    return sum(row.base_values, Decimal(0)) / len(row.base_values)


def _alike(rows: Sequence[IndicatorRow], asked: Asked) -> Sequence[IndicatorRow]:
    """Of the rows those that can be ranked: results or targets, levels or growth, as most places give them."""
    if any(row.kind == ACTUAL for row in rows):
        # Of a year that is over one asks for the result.
        rows = [row for row in rows if row.kind == ACTUAL]
    places: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        places.setdefault((row.measure, row.base_unit), set()).add(row.place)
    # Who has the highest income asks for income, not for its growth; of targets growth is the common form.
    levels = {key: who for key, who in places.items() if key[0] == "level" and len(who) > 1}
    wants_level = not asked and levels and rows[0].kind == ACTUAL
    common = max((levels if wants_level else places).items(), key=_most, default=None)
    return [row for row in rows if common is not None and (row.measure, row.base_unit) == common[0]]


def _most(item: tuple[tuple[str, str], set[str]]) -> tuple[int, tuple[str, str]]:
    return len(item[1]), item[0]


def tracked(request: Request, asked: Asked) -> Iterator[Piece]:
    """Target and result of one indicator beside each other, with the verdict that tracking gives."""
    for name in names_asked(request)[:2]:
        for side in request.sides:
            rows = [row for row in request.facts if row.indicator == name and _is_of(row, side)]
            targets = find(request, side, name, asked, status=TARGET).rows
            outcomes = (outcome(rows, t.place, t.year, name, measure=t.measure) for t in targets if t.year is not None)
            track = next((o for o in outcomes if o is not None and o.verdict in _VERDICTS), None)
            if track is None or track.actual is None:
                continue
            aim, result = track.target, track.actual
            year = f"{track.year}年" if track.year else ""
            slack = next((f"（{note}）" for note in track.note.split(";") if "按相差" in note), "")
            text = f"{_VERDICTS[track.verdict]}：{year}{name}目标{_shown(aim)}，实际{_shown(result)}{slack}。"
            sources = (source_of(request, aim), source_of(request, result))
            yield Piece(text, sources, formula=f"实际 {_shown(result)} 对 目标 {_shown(aim)}")


_VERDICTS = {Verdict.MET: "达到目标", Verdict.MISSED: "没有达到目标"}


def _is_of(row: IndicatorRow, side: Side) -> bool:
    if not any(row.report_id == report.id for report in side.reports):
        return False
    return any(row.place == r.place or same_place(row.place, r.place) for r in side.reports if r.id == row.report_id)


def _fits(row: IndicatorRow, asked: Asked) -> bool:
    """Whether the row has one of the measures or units asked for; anything does where none is."""
    if not asked:
        return row.measure in ("level", "growth", "share", "ratio")
    by_measure = {
        Measure.GROWTH: row.measure in ("growth", "change"),
        Measure.SHARE: row.measure == "share" or (row.unit == "%" and row.measure == "level"),
        Measure.LEVEL: row.measure == "level",
        Measure.RANK: row.measure == "rank",
    }
    if any(by_measure.get(measure, False) for measure in asked.measures):
        return True
    return any(row.measure not in ("growth", "rank") and asked.is_unit(unit, row.base_unit) for unit in asked.units)


def _best(rows: Sequence[IndicatorRow], side: Side) -> list[IndicatorRow]:
    """The report that the side prefers first, whole years before parts, then the order of the text."""
    order = {report.id: i for i, report in enumerate(side.reports)}
    # 增产300亿斤,达到9700亿斤: how much there was before how much more it was.
    return sorted(
        rows,
        key=lambda r: (
            order.get(r.report_id, 99),
            r.estimate,
            r.measure == "change",
            r.kind == ACTUAL and r.bound != "exact",  # 稳定在1300亿斤以上 beside 产量1350亿斤
            r.paragraph,
            r.start,
        ),
    )


def _pieces(request: Request, rows: Sequence[IndicatorRow], asked: Asked) -> Iterator[Piece]:
    """One clause for each measure asked for; clauses that hold one another are given once."""
    given: list[Source] = []
    measures: set[tuple[str, str]] = set()
    for row in rows:
        key = (row.measure, row.base_unit)
        if key in measures or len(given) == MAX_OF_ONE:
            continue
        measures.add(key)
        source = _with_further(source_of(request, row), row, rows)
        if any(g.paragraph == source.paragraph and g.start <= source.start and source.end <= g.end for g in given):
            continue
        given.append(source)
        yield Piece(_placed(_said(row, source), row), (source,))
        if not asked or len(asked.units) + len(asked.measures) == 1:
            return


_FURTHER = re.compile(r"(?:以上|左右)?[、,，](?:并|努力|力争|争取|奋力|冲刺|挑战|力求|奋斗)+[^,，。;；]{0,6}")


def _with_further(source: Source, row: IndicatorRow, rows: Sequence[IndicatorRow]) -> Source:
    """A target with the higher one printed right behind it: 确保增长6%、力争6.5%."""
    text = source.paragraph.text
    for other in rows:
        if other.paragraph != row.paragraph or other.report_id != row.report_id or other.quote_end <= source.end:
            continue
        if other.measure == row.measure and row.end < other.start and _FURTHER.fullmatch(text[row.end : other.start]):
            return Source(source.report, source.paragraph, source.start, other.quote_end)
    return source


def _placed(text: str, row: IndicatorRow) -> str:
    """With place, year and whether it is a target, so that the answer says by itself what its figure is of."""
    kind = "目标" if row.kind == TARGET else ""
    year = f"{row.year}年" if row.year and row.period == "year" else ""
    return f"{text}（{row.place}{year}{kind}）" if year else text


def _said(row: IndicatorRow, source: Source) -> str:
    """The clause; of a 分别 list only the member that is asked for, in the list's own words."""
    # 分别达到38210元、21460元，分别增长4.9%、6.7%: the one right before the figure.
    before = [m for m in _APART.finditer(source.quote) if m.end() <= row.start - source.start]
    if not before or "、" not in source.quote[before[-1].end() :]:
        return source.quote
    listed = before[-1]
    value = printed(row).lstrip("-")
    return f"{row.raw}{listed['verb']}{value}"


def source_of(request: Request, row: IndicatorRow) -> Source:
    report = request.load(row.report_id)
    paragraph = report.paragraph(row.paragraph)
    end = row.quote_end
    if row.raw not in row.quote:
        # The indicator stands behind its figure: 完成21个、65栋楼老旧小区改造.
        tail = re.search(r"[,，;；。！？]|$", paragraph.text[end:])
        end += tail.start() if tail else 0
    if _APART.search(row.quote):
        # The whole list is the source of each of its members.
        while (tail := _REST_OF_LIST.match(paragraph.text, end)) is not None:
            end = tail.end()
    return Source(report, paragraph, row.quote_start, end)


def _shown(row: IndicatorRow) -> str:
    if row.measure == "growth":
        value = printed(row)
        return f"下降{value.lstrip('-')}" if value.startswith("-") else f"增长{value}"
    return printed(row)
