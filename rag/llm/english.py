"""English statements against Chinese evidence: every figure against the ledger of the paragraph that is cited.

Wording cannot be compared across languages, so nothing is taken on trust: a figure stands only with its unit and bound,
under the indicator, place, year, direction and target-or-result that the ledger has for it, and every other word must
be one that adds nothing. What says more than that is struck, true or not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rag.compose import Source
from rag.figures import Bound, find_figures
from rag.indicators import ACTUAL, TARGET, YEAR, IndicatorRow
from rag.indicators.select import printed
from rag.lexicon import mentions
from rag.places import Place, contains, find_places, same_place
from rag.results import Problem, ProblemKind
from rag.types import Report
from rag.understand import Question

Ledger = Callable[[Report], Sequence[IndicatorRow]]

_SCALES = {
    "thousand": 3, "ten thousand": 4, "million": 6, "hundred million": 8, "billion": 9, "trillion": 12,
    "mn": 6, "bn": 9, "tn": 12,
}  # fmt: skip
_UNITS = (
    ("个百分点", r"percentage[ -]points?|ppts?|pp"),
    ("%", r"%|per ?cent"),
    ("美元", r"(?:u\.?s\.? ?)?dollars?|usd"),
    ("元", r"(?:chinese )?yuan|rmb|cny|renminbi"),
    ("平方公里", r"(?:square|sq\.?) ?(?:kilomet(?:er|re)s?|km)|km²|km2"),
    ("平方米", r"(?:square|sq\.?) ?(?:met(?:er|re)s?|m)|m²|m2"),
    ("立方米", r"cubic met(?:er|re)s?|m³|m3"),
    ("公里", r"kilomet(?:er|re)s?|km"),
    ("千瓦时", r"kilowatt[ -]hours?|kwh"),
    ("千瓦", r"kilowatts?|kw"),
    ("公顷", r"hectares?|ha"),
    ("吨", r"(?:metric )?tonn?es?|(?:metric )?tons?"),
    ("公斤", r"kilogram(?:me)?s?|kg"),
    ("斤", r"(?:chinese )?jin|catties"),
    ("亩", r"mu"),
    ("人", r"people|persons"),
)


def _either(letter: str, patterns: Sequence[str]) -> str:
    """One of these, told apart by the name of its group; for a verbose pattern, in which spaces do not count."""
    return "|".join(f"(?P<{letter}{i}>{pattern})" for i, pattern in enumerate(patterns)).replace(" ", r"\ ")


_BOUNDS = (
    (Bound.ABOUT, r"about|around|approximately|roughly|some(?= )"),
    (Bound.NEARLY, r"nearly|almost|close to"),
    (Bound.AT_MOST, r"(?:no|not) (?:more|higher|greater) than|at most|up to|within|under|below"
                    r"|(?:less|fewer|lower) than"),
    (Bound.AT_LEAST, r"(?:no|not) (?:less|fewer|lower) than|at least|(?:more|higher|greater) than|over|above"
                     r"|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|top(?:s|ped|ping)?"),
)  # fmt: skip
_FIGURE = re.compile(
    rf"""
    (?:(?<![a-z])(?:{_either("b", [pattern for _, pattern in _BOUNDS])})\ )?
    (?P<minus>[-−–])?
    (?P<currency>rmb\ ?|cny\ ?|¥\ ?|￥\ ?|us\$\ ?|usd\ ?|\$\ ?)?
    (?<![\d.,a-z])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d]|[.,]\d)
    (?:[ -]?(?P<scale>hundred\ million|ten\ thousand|thousand|million|billion|trillion|mn|bn|tn)(?![a-z]))?
    (?:[ -]?(?:{_either("u", [pattern for _, pattern in _UNITS])})(?![a-z]))?
    (?![a-z])
    (?:,?\ (?:(?P<after_more>(?:or|and)\ (?:more|above|over|higher))|(?P<after_less>or\ (?:less|below|under|lower))
      |(?P<after_about>or\ so)))?
    """,
    re.X | re.I,
)
_YEAR = re.compile(
    r"(?<![\d.,$¥])(?:19|20)\d{2}(?![\d,]\d|\d|\.\d| ?(?:%|per|percent|yuan|rmb|million|billion|trillion|new\b))"
)
# Where one clause ends and the next may speak of another indicator, place or year.
_CLAUSE = re.compile(
    r"[,;:](?!\d)|\s[-–—]+\s|\b(?:and|while|whereas|but|versus|vs\.?|against|compared (?:with|to)|with)\b", re.I
)
_UP = re.compile(
    r"\b(?:gr(?:ow|ew|own|ows|owing|owth)|r(?:ise|ises|ose|isen|ising)|increas(?:e|es|ed|ing)|up|climb(?:s|ed|ing)?"
    r"|expan(?:d|ds|ded|ding|sion)|gain(?:s|ed)?|jump(?:s|ed)?|surg(?:e|es|ed))\b",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:f(?:all|alls|ell|allen|alling)|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|drop(?:s|ped|ping)?|down"
    r"|shr(?:ink|inks|ank|unk)|contract(?:s|ed|ion)?|reduc(?:e|es|ed|tion))\b",
    re.I,
)
_TARGET = re.compile(
    r"\b(?:target(?:s|ed|ing)?|aim(?:s|ed|ing)?|goals?|plan(?:s|ned|ning)?|expect(?:s|ed)?|project(?:s|ed)|forecasts?"
    r"|will|seeks?|strives?|intends?|should|objective)\b",
    re.I,
)
_DONE = re.compile(
    r"\b(?:grew|rose|fell|increased|decreased|declined|dropped|shrank|reached|achieved|totall?ed|amounted|stood|recorded"
    r"|completed|created|added|realized|realised|registered|actual|actually|climbed|expanded|hit|came)\b",
    re.I,
)
_GREW = re.compile(_UP.pattern + "|" + _DOWN.pattern + r"|\b(?:year[- ]on[- ]year|yoy|rate)\b", re.I)
# Words that add nothing to what the ledger says.
_IDLE_WORDS = """
    a an the of in for to at by on from is are was were be been being has have had its their his it this that which
    as so also set sets s
    year years annual annually full level figure number amount size volume
    target targets targeted targeting aim aims aimed aiming goal goals plan plans planned planning expect expects
    expected project projects projected forecast forecasts will seek seeks strive strives intend intends should
    objective would
    reach reaches reached reaching achieve achieves achieved totaled totalled totals amount amounts amounted
    stand stands stood record records recorded complete completed create creates created creating add added adds
    realize realized realise realised register registered actual actually hit came come keep kept maintain maintained
    according report reports work government states stated says said shows showed given gives
    growth rate rates pace increase
"""
_IDLE = frozenset(_IDLE_WORDS.split())
_BASE = re.compile(
    r"\b(?:year[- ]on[- ]year|yoy|(?:from|over|on|than|compared with|compared to) (?:the )?(?:previous|prior|preceding)"
    r" year|on the (?:previous|prior) year)\b",
    re.I,
)
_CLASSES = {
    "province": ("省", "自治区"), "provincial": ("省", "自治区"), "city": ("市",), "municipality": ("市",),
    "municipal": ("市",), "county": ("县", "旗"), "district": ("区",), "prefecture": ("州", "市", "盟"),
}  # fmt: skip
# 新建5G基站 is what "new 5G base stations" are, not all that there are.
_MADE = re.compile(r"^(?:新增加?|新建成?|建成|建设|新改扩建)")
_NEW = re.compile(r"^(?:new|newly|build|builds|built|building|construct|constructed|constructs|add|added|adds)$", re.I)
_MEASURED = frozenset(
    {"元", "美元", "%", "百分点", "‰", "位", "倍", "", "米", "吨", "克", "平方米", "立方米", "瓦", "瓦时"}
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|\d+|[㐀-鿿]+")
_NOT_ENGLISH = re.compile(r"[㐀-鿿]")
_SIDE = {
    Bound.OVER: "over", Bound.AT_LEAST: "over", Bound.UNDER: "under", Bound.AT_MOST: "under",
    Bound.ABOUT: "about", Bound.NEARLY: "nearly", Bound.EXACT: "exact",
}  # fmt: skip


def is_english(text: str) -> bool:
    """Whether a statement is written in English, Chinese names aside.

    >>> is_english("GDP grew by 5.4%."), is_english("GDP增长5.4%。")
    (True, False)
    """
    return sum(c.isascii() and c.isalpha() for c in text) > 4 * len(_NOT_ENGLISH.findall(text))


@dataclass(frozen=True, slots=True)
class Found:
    """The figures of a statement in the ledger, or what is wrong with it."""

    rows: tuple[IndicatorRow, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    text: str
    value: Decimal
    base_unit: str  # empty for a count
    bound: Bound
    to: bool  # "rose to 65%" says where it stands, not by how much


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a clause speaks of, its own words or those before it."""

    places: tuple[Place, ...] = ()
    years: tuple[int, ...] = ()
    indicator: str = ""
    status: str = ""


def check_english(
    text: str,
    sources: Sequence[Source],
    ledger: Ledger,
    *,
    question: Question | None = None,
    held: frozenset[str] = frozenset(),
) -> Found:
    """Find every figure of a statement in the ledger of the spans that it cites."""
    said = _BASE.sub(lambda m: " " * len(m[0]), text.replace("’", "'"))
    rows = [row for source in sources for row in ledger(source.report) if _within(row, source)]
    scene = _asked(question)
    found: list[IndicatorRow] = []
    grows = _GREW.search(text) is not None or (question is not None and _GREW.search(question.text) is not None)
    alone = {source.report.place for source in sources}
    years_later = [int(m[0]) for m in _YEAR.finditer(said)]
    is_first = True
    for start, end in _clauses(said):
        clause = said[start:end]
        reading = _read(clause, held)
        if reading.problem:
            return Found(problem=reading.problem)
        scene = _continued(scene, reading, years_later if is_first else ())
        is_first = is_first and not reading.amounts
        for amount in reading.amounts:
            row, problem = _row(amount, clause, reading, scene, rows, grows=grows, alone=alone)
            if row is None:
                return Found(problem=problem)
            found.append(row)
        if not reading.amounts and (reading.up or reading.down):
            return Found(problem=_other(clause))
        if classes := [c for word in reading.words if (c := _CLASSES.get(word))]:
            names = [place.name for place in scene.places] or sorted(alone)
            if any(not names[:1] or not names[0].endswith(c) for c in classes):
                return Found(problem=Problem(ProblemKind.PLACE, clause.strip(), "、".join(names)))
    if not found:
        return Found(problem=_other(text))
    return Found(tuple(dict.fromkeys(found)))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One clause, read."""

    amounts: tuple[_Amount, ...] = ()
    places: tuple[Place, ...] = ()
    years: tuple[int, ...] = ()
    indicators: tuple[tuple[int, int, str], ...] = ()
    words: tuple[str, ...] = ()
    news: bool = False
    up: bool = False
    down: bool = False
    status: str = ""
    problem: Problem | None = None


def _read(clause: str, held: frozenset[str]) -> _Reading:
    blank = list(clause)

    def take(start: int, end: int) -> None:
        blank[start:end] = " " * (end - start)

    years: list[int] = []
    named = [(m.start, m.end, m.entry.name) for m in mentions(clause)]
    for start, end, _ in named:
        take(start, end)
    found = find_places("".join(blank), prefer=held)
    for mention in found:
        written = clause[mention.start : mention.end]
        classes = [_CLASSES[word] for word in written.lower().split() if word in _CLASSES]
        if any(not mention.place.name.endswith(c) for c in classes):
            return _Reading(problem=Problem(ProblemKind.PLACE, written, mention.place.name))
        take(mention.start, mention.end)
    for match in list(_YEAR.finditer("".join(blank))):
        years.append(int(match[0]))
        take(*match.span())
    amounts: list[_Amount] = []
    for match in list(_FIGURE.finditer("".join(blank))):
        amount = _amount(match)
        if amount is None:
            return _Reading(problem=Problem(ProblemKind.NUMBER, match[0].strip()))
        amounts.append(amount)
        take(*match.span())
    left = "".join(blank)
    up, down = _UP.search(clause) is not None, _DOWN.search(clause) is not None
    words = [word.lower() for word in _WORD.findall(left)]
    words = [word.removesuffix("'s").removesuffix("'") for word in words]
    news = any(_NEW.match(word) for word in words)
    odd = [
        w for w in words if not (w in _IDLE or w in _CLASSES or _NEW.match(w) or _UP.fullmatch(w) or _DOWN.fullmatch(w))
    ]
    is_target, is_done = _TARGET.search(left) is not None, _DONE.search(left) is not None
    if odd or (up and down) or (is_target and is_done):
        return _Reading(problem=_other(" ".join(odd) or clause.strip()))
    return _Reading(
        tuple(amounts),
        tuple(dict.fromkeys(mention.place for mention in found)),
        tuple(dict.fromkeys(years)),
        tuple(named),
        tuple(words),
        news,
        up,
        down,
        TARGET if is_target else ACTUAL if is_done else "",
    )


def _amount(match: re.Match[str]) -> _Amount | None:
    """A figure by its value in the base unit, read as the Chinese that says the same; None for what is no figure."""
    unit = next((unit for i, (unit, _) in enumerate(_UNITS) if match[f"u{i}"]), "")
    currency = (match["currency"] or "").strip().lower()
    if currency:
        money = "美元" if "$" in currency or currency == "usd" else "元"
        if unit not in ("", money):
            return None
        unit = money
    if match["minus"]:
        return None
    value = Decimal(match["number"].replace(",", "")).scaleb(_SCALES.get((match["scale"] or "").lower(), 0))
    base_unit = ""
    if unit:
        figure = next(iter(find_figures(f"{value:f}{unit}")), None)
        if figure is None or len(figure.base_values) != 1:
            return None
        value, base_unit = figure.base_values[0], figure.base_unit
    bound = next((bound for i, (bound, _) in enumerate(_BOUNDS) if match[f"b{i}"]), Bound.EXACT)
    after = (
        Bound.AT_LEAST if match["after_more"] else Bound.AT_MOST if match["after_less"]
        else Bound.ABOUT if match["after_about"] else None
    )  # fmt: skip
    if after is not None and bound is not Bound.EXACT:
        return None
    to = re.search(r"\bto\s+$", match.string[: match.start()], re.I) is not None
    return _Amount(match.start(), match.end(), match[0].strip(), value, base_unit, after or bound, to)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CLAUSE.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip(" ."):
        yield start, len(text)


def _asked(question: Question | None) -> _Scene:
    if question is None:
        return _Scene()
    understood = question.understood
    years = understood.years if len(understood.years) == 1 else ()
    places = tuple(question.places) if len(question.places) == 1 else ()
    return _Scene(places, years, understood.indicator, understood.status)


def _continued(scene: _Scene, reading: _Reading, years_of_all: Sequence[int]) -> _Scene:
    """What a clause does not say itself it has from the one before; the first also from a year said later on."""
    years = reading.years or (tuple(set(years_of_all)) if len(set(years_of_all)) == 1 else ()) or scene.years
    return replace(
        scene,
        places=reading.places or scene.places,
        years=years,
        indicator=reading.indicators[-1][2] if reading.indicators else scene.indicator,
        status=reading.status or scene.status,
    )


def _row(
    amount: _Amount,
    clause: str,
    reading: _Reading,
    scene: _Scene,
    rows: Sequence[IndicatorRow],
    *,
    grows: bool,
    alone: set[str],
) -> tuple[IndicatorRow | None, Problem | None]:
    """The row that says what a clause says of one amount, else what speaks against it."""
    said = clause.strip(" .,")
    names = {name for _, _, name in reading.indicators}
    indicator = next(iter(names)) if len(names) == 1 else "" if names else scene.indicator
    if not indicator:
        return None, Problem(ProblemKind.INDICATOR, said)
    fitting = [row for row in rows if _is_of(row, indicator, reading)]
    fitting, problem = _narrowed(
        fitting, lambda r: _same_place(r, scene, alone), ProblemKind.PLACE, said, lambda r: r.place
    )
    if problem is None:
        if len(scene.years) > 1:
            return None, Problem(ProblemKind.YEAR, said)
        wanted = scene.years
        fitting, problem = _narrowed(
            fitting, lambda r: not wanted or r.year == wanted[0], ProblemKind.YEAR, said, lambda r: f"{r.year}年"
        )
    if problem is None:
        status = scene.status or ACTUAL
        fitting, problem = _narrowed(fitting, lambda r: r.kind == status, ProblemKind.STATUS, said, lambda r: r.kind)
    if problem is None:
        near = fitting
        fitting, problem = _narrowed(fitting, lambda r: _is_amount(amount, r), ProblemKind.NUMBER, amount.text, printed)
        if problem is None:
            fitting, problem = _narrowed(
                fitting,
                lambda r: _SIDE[Bound(r.bound)] == _SIDE[amount.bound],
                ProblemKind.BOUND,
                amount.text,
                printed,
            )
        if problem is None:
            fitting, problem = _narrowed(
                fitting,
                lambda r: _moves(amount, reading, r, near, grows=grows),
                ProblemKind.OTHER,
                said,
                lambda r: r.quote,
            )
    return (None, problem) if problem else (fitting[0], None)


def _narrowed(
    rows: list[IndicatorRow],
    keep: Callable[[IndicatorRow], bool],
    kind: ProblemKind,
    said: str,
    shown: Callable[[IndicatorRow], str],
) -> tuple[list[IndicatorRow], Problem | None]:
    kept = [row for row in rows if keep(row)]
    if kept:
        return kept, None
    if not rows:
        return [], Problem(ProblemKind.INDICATOR, said)
    return [], Problem(kind, said, "、".join(dict.fromkeys(shown(row) for row in rows)))


def _within(row: IndicatorRow, source: Source) -> bool:
    return (
        row.paragraph == source.paragraph.ordinal
        and source.start <= row.start
        and row.end <= source.end
        and row.period == YEAR
        and len(row.base_values) == 1
    )


def _is_of(row: IndicatorRow, indicator: str, reading: _Reading) -> bool:
    if row.standard and row.indicator == indicator:
        return not reading.news or bool(_MADE.match(row.quote.strip())) or "新增" in row.indicator
    made = _MADE.match(row.indicator)
    if not made or not reading.news:
        return False
    bare = row.indicator[made.end() :]
    return any(m.entry.name == indicator and m.exact and (m.start, m.end) == (0, len(bare)) for m in mentions(bare))


def _same_place(row: IndicatorRow, scene: _Scene, alone: set[str]) -> bool:
    if not scene.places:
        return len(alone) == 1
    own = [place for place in scene.places if same_place(place.label, row.place)]
    # Dingtao District of Heze City: the place and what it lies in; of two places side by side neither.
    return bool(own) and all(place in own or contains(place.label, row.place) for place in scene.places)


def _is_amount(amount: _Amount, row: IndicatorRow) -> bool:
    if abs(row.base_values[0]) != amount.value:
        return False
    if amount.base_unit:
        return row.base_unit == amount.base_unit
    return row.base_unit not in _MEASURED and row.measure == "level"


def _moves(amount: _Amount, reading: _Reading, row: IndicatorRow, rows: Sequence[IndicatorRow], *, grows: bool) -> bool:
    """Whether growth is said of growth, a level of a level, and the direction is the one of the ledger."""
    is_down = row.base_values[0] < 0
    directed = reading.up or reading.down
    if row.measure in ("growth", "change"):
        if amount.to or (amount.base_unit not in ("%", "百分点") and not directed):
            return False
        if row.measure == "change" and not directed:
            return False
        return is_down is reading.down if directed else grows and not is_down
    if amount.base_unit == "百分点" or is_down:
        return False
    if not directed:
        return True
    # Grew to 231.87 billion: the direction must be known from another figure.
    others = [r for r in rows if r.measure == "growth" and r.base_unit == "%" and r.paragraph == row.paragraph]
    grew_by = any(a is not amount and not a.to and a.base_unit == "%" for a in reading.amounts)
    return (amount.to or grew_by) and bool(others) and all((r.base_values[0] < 0) is reading.down for r in others)


def _other(text: str) -> Problem:
    return Problem(ProblemKind.OTHER, text.strip(" .,"))
