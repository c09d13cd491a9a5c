"""The generator that is always there: it quotes, and never writes a sentence of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.compose import Piece, Request, Side, Source, ledger
from rag.compose.byline import byline
from rag.compose.candidates import NO_SUCH_FIGURE, UNSAID_TARGET, Candidate, Judge, gives_figure_of, tells_of
from rag.compose.compare import (
    MAX_SAID,
    MAX_SHOWN,
    Operand,
    asks_least,
    asks_verdict,
    needs_all,
    operand,
    said_of,
    verdict,
)
from rag.compose.counted import counted, members
from rag.compose.gap import Half, gap, halves
from rag.compose.lists import best_list
from rag.compose.mentioned import is_name, mentioned, terms_of
from rag.compose.threshold import Threshold, threshold
from rag.compose.trim import trim
from rag.figures import Bound, Measure, find_figures, parse_chinese_number
from rag.indicators import IndicatorRow
from rag.indicators.spans import tells_of_period
from rag.sentences import sentences
from rag.tense import ACTUAL, TARGET
from rag.types import Paragraph, Report, Role
from rag.understand import Question

# Below this share of the question covered, the sentence answers something else. Tuned on the questions over the five
# seeds, answerable against unanswerable.
MIN_COVERAGE = 0.32
SURE = 0.6
# The same for a sentence that is the only answer, by what is asked for. Chosen on 146 questions (the five seeds, 306
# reports, the examples), each asked once more with the sentences that answer it left out: of the true answers the
# lowest score was 0.65 for figures, 0.90 for names, and 0.50 for everyday questions; without the true answers nine in
# ten of the best sentences for figures score less than 0.50, and two in three of those for names less than 0.75.
FIGURE = 0.5
FACT = 0.75
EVERYDAY = 0.42
EVERYDAY_FIGURE = 0.38
STANDING_OUT = 0.25
# Money is told of in so many sentences that one of them standing out tells little without words of the question.
STANDING_WORDS = 0.3
# A sentence that names what is asked for may cover less of the question where no other comes near.
PARTLY = 0.42
EVIDENT = 0.6
ALONE = 1.6
# The same for a question in everyday words: of 19 such of 406 questions that nothing else answers, the three whose
# best sentence is so far ahead are answered rightly, and none that the reports do not answer has one.
APART = 1.35
MIN_LIST_COVERAGE = 0.32
EXACT_LIST = 0.7
# Where several points are asked for, a list may cover the words so much less than a sentence that is none.
POINTS = 0.65
_ASKS_POINTS = re.compile(r"哪(?:几|[二两三四五六七八九十])(?:个)?(?:方面|点|条|项|大)|哪些方面|几(?:个)?方面")
# A second sentence must bring this much of the question that the first one lacks.
MIN_GAIN = 0.15
# To an everyday question a sentence of this share of the best one's score may as well be the answer.
CLOSE = 0.75
CLOSE_FIGURE = 0.85
# What is said beside the best sentence is of the year and kind asked about.
SAME_KIND = 0.85
# Where the best sentence covers this much of a question, it was asked in the words of the reports.
PLAIN = 0.9
# And where the vocabulary knows none of its words, this much.
UNKNOWN_WORDS = 0.4
# A sentence of so many characters is given whole where the question's own words do not tell which clause is meant.
SHORT = 70


_ASKS_THING = re.compile(
    r"什么样|哪家|哪一?[项座条个所位名支部款]|谁|叫什么|什么名字|什么名称|哪里|什么地方|哪儿|哪个", re.I
)


class ExtractiveGenerator:
    """The shortest sufficient sentences, glossary entries for definitions, items for lists, one line a side."""

    name = "extractive"

    def generate(self, request: Request) -> Iterator[Piece]:
        judge = Judge(request.question, request.idf, request.similar)
        kind = request.question.understood.kind
        if pieces := list(byline(request)):
            yield from pieces
            return
        if kind in ("definition", "list", "fact") and (pieces := list(_definition(request))):
            yield from pieces
            return
        if kind == "aggregate" and not request.question.places and (words := terms_of(request.question.text)):
            if pieces := list(mentioned(request)):
                yield from pieces
                return
            if all(map(is_name, words)):
                return
        if pieces := list(_counted(request)):
            yield from pieces
            return
        sets_apart = halves(request.question) is not None
        if sets_apart and (pieces := list(gap(request, judge, lambda half: _telling(request, judge, half)))):
            yield from pieces
            return
        if kind == "tracking" and not sets_apart and (pieces := list(ledger.tracked(request, judge.asked))):
            yield from pieces
            return
        if kind == "tracking" and not sets_apart and (pieces := list(_tracked(request, judge))):
            yield from pieces
            return
        if kind == "comparison" and len(request.sides) == 1 and (pieces := list(_between(request, judge))):
            yield from pieces
            return
        # 生产总值和财政收入分别是多少 of one place compares nothing.
        of_one = kind == "comparison" and len(request.sides) == 1 and len(ledger.indicators_named(request.question)) > 1
        if (of_one or kind == "figure") and _names_more(request) and (pieces := list(_list(request, judge))):
            yield from pieces
            return
        if kind == "figure" and (pieces := list(_each(request, judge))):
            yield from pieces
            return
        # 建成的那个码头是什么样的 asks for no figure of 码头.
        names_a_thing = kind == "fact" and not judge.asked and _ASKS_THING.search(request.question.text) is not None
        is_told = kind in ("figure", "fact", "tracking") and not names_a_thing
        if (is_told or of_one) and (pieces := list(_figures(request, judge))):
            yield from _with_rest(pieces, judge)
            return
        if kind == "figure" and (pieces := list(_by_name(request, judge))):
            yield from pieces
            return
        over_all = len(request.sides) == 1 or threshold(request.question.text) is not None
        if kind == "aggregate" and over_all and (pieces := list(_across(request, judge))):
            yield from pieces
            return
        if kind == "aggregate" or len(request.sides) > 1:
            yield from _by_side(request, judge)
            return
        if kind in ("list", "definition") and (pieces := list(_list(request, judge))):
            yield from pieces
            return
        most = max(2, min(6, len(request.question.vocabulary)))
        found = _candidates(request, judge)
        if kind == "figure":
            text = request.question.text
            found = [c for c in found if tells_of_period(c.source.quote, text, c.source.report.year)]
        is_everyday = bool(found) and _is_everyday(request.question, found[0].coverage)
        if not found or (
            found[0].score < _least(request, judge, is_everyday) and not _stands_out(found, judge, is_everyday)
        ):
            return
        if is_everyday:
            yield from _told(request, judge)
            return
        sources = (_shortest(c.source, judge, request) for c in _sufficient(found, judge, most, found[0].score * 0.5))
        pieces = [
            Piece(_statement(_without_mark(source.quote)), (source,))
            for source in (_under_name(source, request.question) for source in sources)
            if kind != "figure"
            or not (ledger.span_of(request, source) or ledger.is_of_another(request, source, judge.asked))
        ]
        yield from _with_rest(pieces, judge)


_WHICH_ONE = re.compile(r"哪一?[座个条家所处片项区]?(?P<kind>[一-鿿]{2,4}?)(?=[?？,，。]|$)")
# A name over what is said of it, and all of it, in characters.
MAX_NAME = 14
MAX_UNDER_NAME = 100


def _under_name(source: Source, question: Question) -> Source:
    """With the short sentence that names whose the statement is, where one asks for the name: 颜店新城。…建设…."""
    asked = _WHICH_ONE.search(question.text)
    text = source.paragraph.text
    if asked is None or asked["kind"] in source.quote:
        return source
    for start, end in reversed(sentences(text[: source.start])):
        name = text[start:end].rstrip("。 ")
        if len(name) <= MAX_NAME and name.endswith(asked["kind"]):
            return replace(source, start=start) if source.end - start <= MAX_UNDER_NAME else source
        if end < source.start and text[end - 1] == "。" and len(name) <= MAX_NAME:
            return source  # another name stands between
    return source


def _least(request: Request, judge: Judge, is_everyday: bool) -> float:
    """What the best sentence must score to be an answer, by what the question gives to know it by."""
    kind = request.question.understood.kind
    is_named = all(m.official for m in request.question.vocabulary)
    if kind == "figure" and is_named and ledger.lacking(request, judge.asked):
        # Where the ledger knows the indicator, but not what is asked of it, a sentence has to be surer than else.
        return SURE
    wants_figure = kind in ("figure", "comparison") or bool(judge.asked)
    if is_everyday:
        return EVERYDAY_FIGURE if wants_figure else EVERYDAY
    if request.question.understood.language == "en":
        return MIN_COVERAGE
    # That a figure is of the kind asked for tells much; a name asked for may be any.
    return FIGURE if wants_figure or kind == "list" else FACT


def _stands_out(found: Sequence[Candidate], judge: Judge, is_everyday: bool) -> bool:
    """Whether one sentence alone has the unit that is asked for, and far more of the question than any other."""
    best = found[0]
    if is_everyday and best.fit >= UNSAID_TARGET and best.score >= STANDING_OUT:
        return len(found) < 2 or best.score >= APART * found[1].score
    if not judge.wants_figure and best.fit >= 1.0 and best.coverage >= PARTLY and best.score >= EVIDENT:
        return len(found) < 2 or best.score >= ALONE * found[1].score
    if not judge.asked.units or best.fit < UNSAID_TARGET or best.score < STANDING_OUT:
        return False
    if best.coverage < STANDING_WORDS and any(unit.startswith("元") for unit in judge.asked.units):
        return False
    return len(found) < 2 or best.score >= 2 * found[1].score


def _is_everyday(question: Question, coverage: float) -> bool:
    """Whether the question names its subject as people do and not as reports do, so that words tell little.

    `coverage` is that of the best sentence found.
    """
    if question.understood.language != "zh" or question.quoted:
        return False
    if not question.vocabulary:
        return coverage < UNKNOWN_WORDS
    return coverage < PLAIN and not any(m.official for m in question.vocabulary)


def _told(request: Request, judge: Judge) -> Iterator[Piece]:
    """What the reports say on an everyday question: the best sentence, and what stands close to it."""
    found = _candidates(request, judge)
    wants_figure = bool(judge.asked)
    chosen: list[Source] = []
    for candidate in found[:8]:
        if candidate.score < found[0].score * (CLOSE_FIGURE if wants_figure else CLOSE):
            break
        if chosen and candidate.fit < SAME_KIND:
            continue
        source = candidate.source
        if wants_figure or len(source.quote) > SHORT:
            source = _shortest(source, judge, request)
        if any(source.quote in other.quote or other.quote in source.quote for other in chosen):
            continue
        chosen.append(source)
        if len(chosen) == (2 if wants_figure else 3):
            break
    chosen.sort(key=lambda s: (s.report.file, s.paragraph.ordinal, s.start))
    yield from (Piece(_statement(_without_mark(source.quote)), (source,)) for source in chosen)


_LISTED = re.compile(r"[^、,，;；。?？]{2,12}(?:、[^、,，;；。?？]{2,12}){2,}")


def _names_more(request: Request) -> bool:
    """Whether one asks for the figures of a list of subjects of which the vocabulary knows less than half."""
    listed = _LISTED.search(request.question.bare)
    if listed is None or len(request.sides) != 1:
        return False
    return len(ledger.indicators_named(request.question)) * 2 <= listed[0].count("、") + 1


def _tracked(request: Request, judge: Judge) -> Iterator[Piece]:
    """What was aimed at and what came of it, from the two reports that say so; nothing unless both do."""
    years = request.question.understood.years
    found: dict[str, Candidate] = {}
    for candidate in _candidates(request, judge):
        # Where nothing tells results from plans, a figure of the report after the year is its result.
        status = candidate.status or ACTUAL
        year = candidate.year if candidate.status or candidate.year is None else candidate.year - 1
        if candidate.coverage >= MIN_COVERAGE and (not years or year is None or year in years):
            found.setdefault(status, candidate)
    if TARGET not in found or ACTUAL not in found:
        return
    aim, result = (_shortest(found[status].source, judge, request) for status in (TARGET, ACTUAL))
    of_aim, of_result = operand("目标", aim, judge), operand("实际", result, judge)
    if of_aim and of_result and of_aim.figure.base_unit == of_result.figure.base_unit and _wants_more(request):
        met = "达到目标" if of_result.value >= of_aim.value else "没有达到目标"
        text = f"{met}：目标{of_aim.shown}，实际{of_result.shown}。"
        yield Piece(text, (aim, result), formula=f"实际 {of_result.shown} 对 目标 {of_aim.shown}")
    for label, source in (("目标", aim), ("结果", result)):
        yield Piece(f"{label}：{_statement(_without_mark(source.quote))}", (source,))


def _telling(request: Request, judge: Judge, half: Half) -> Source | None:
    """The sentence that tells the target, or the result, of a year."""
    for candidate in _candidates(request, judge):
        year = candidate.year if candidate.status or candidate.year is None else candidate.year - 1
        of_half = (candidate.status or ACTUAL) == half.status and year in (None, half.year)
        figures = find_figures(candidate.source.quote)
        fits = judge.asked.share_met(figures) > 0 if judge.asked else bool(figures)
        if of_half and fits and candidate.coverage >= MIN_COVERAGE:
            return trim(candidate.source, judge, wants_figure=True)
    return None


# What is kept within an aim, not brought up to it.
_LESS_IS_BETTER = re.compile(
    r"失业率|能耗|物价|价格|浓度|排放|不良|负债|死亡|赤字|债务|事故|用时|时限|压减|下降|降低|减少|控制|以内"
)


def _wants_more(request: Request) -> bool:
    return _LESS_IS_BETTER.search(request.question.text) is None


def _figures(request: Request, judge: Judge) -> Iterator[Piece]:
    """Figures of the ledger; for an indicator that it lacks among several, a sentence that gives it, if one does."""
    pieces: list[Piece] = []
    for piece in ledger.figures(request, judge.asked):
        if judge.thing and not any(tells_of(judge.thing, s.quote, s.paragraph.text[: s.start]) for s in piece.sources):
            continue
        told = _giving(request, judge, piece.text) if piece.missing else None
        if told is not None:
            # The sentence may hold what the ledger gave of its neighbours.
            pieces = [p for p in pieces if not any(_holds(told, source) for source in p.sources)]
            piece = Piece(_statement(_without_mark(told.quote)), (told,))
        # 完成9亿元 need not be said before 完成9亿元，增长4%.
        pieces = [p for p in pieces if not (p.text.rstrip("。") in piece.text and _is_within(p, piece))]
        pieces.append(piece if piece.missing else replace(piece, text=_statement(piece.text)))
    yield from pieces


_ASKS_EACH = re.compile(r"分别|各(?:是|为|有|达|自)?[^,，。?？]{0,6}多少")
_SIZED = re.compile(r"([二两三四五六七八九十]|[2-9]|1[0-9])(?:个|大|类|种|项|条|家)")
# Such a sentence covers at least this much of the question.
MIN_EACH = 0.5


def _each(request: Request, judge: Judge) -> Iterator[Piece]:
    """The sentence with a figure for each of so many: 五大产业集群产值分别是多少."""
    text = request.question.text
    sized = _SIZED.search(text)
    if sized is None or _ASKS_EACH.search(text) is None or len(request.sides) != 1:
        return
    number = parse_chinese_number(sized[1])
    for candidate in _candidates(request, judge):
        if number is None or candidate.coverage < MIN_EACH or "分别" not in candidate.source.quote:
            continue
        kinds = Counter(figure.base_unit for figure in find_figures(candidate.source.quote))
        if candidate.fit >= SAME_KIND and max(kinds.values(), default=0) >= number:
            source = trim(candidate.source, judge, wants_figure=True)
            yield Piece(_statement(_without_mark(source.quote)), (source,))
            return


def _by_name(request: Request, judge: Judge) -> Iterator[Piece]:
    if judge.thing or request.question.inner:
        return  # whose figure it is must stand in the sentence
    yield from (replace(piece, text=_statement(piece.text)) for piece in ledger.by_name(request, judge.asked))


def _giving(request: Request, judge: Judge, indicator: str) -> Source | None:
    """The sentence with a figure of the indicator, of the year and kind asked for."""
    for candidate in _candidates(request, judge):
        source = candidate.source
        if candidate.fit >= 1.0 and gives_figure_of(source.quote, indicator):
            return _shortest(source, judge, request) if indicator in source.quote or candidate.score >= SURE else None
    return None


_CLAUSE = re.compile(r"[^,，;；。！？]*[,，;；。！？]?")
# How far behind a figure the next one that is asked for may stand.
NEXT = 40


def _with_rest(pieces: Sequence[Piece], judge: Judge) -> list[Piece]:
    """The only statement with the clause behind it, where two figures are asked for and that one gives the second.

    签约多少个项目,总投资多少 is answered by 签约项目12个,总投资30亿元.
    """
    if len(pieces) != 1 or len(pieces[0].sources) != 1 or len(judge.asked.units) + len(judge.asked.measures) < 2:
        return list(pieces)
    (piece,), (source,) = pieces, pieces[0].sources
    met = judge.asked.share_met(find_figures(source.quote))
    text, end = source.paragraph.text, source.end
    if met >= 1 or text[end - 1] in "。；;！？":
        return list(pieces)
    until = _CLAUSE.match(text, end + (text[end : end + 1] in ("，", ",")))
    if until is None or until.end() - end > NEXT:
        return list(pieces)
    longer = replace(source, end=until.end())
    if judge.asked.share_met(find_figures(longer.quote)) <= met:
        return list(pieces)
    return [replace(piece, text=_statement(longer.quote), sources=(longer,))]


def _is_within(inner: Piece, outer: Piece) -> bool:
    return all(any(_holds(o, i) for o in outer.sources) for i in inner.sources) and not inner.missing


def _holds(outer: Source, inner: Source) -> bool:
    return outer.paragraph == inner.paragraph and outer.start <= inner.start and inner.end <= outer.end


def _candidates(request: Request, judge: Judge, side: Side | None = None) -> list[Candidate]:
    wanted = None if side is None else {report.id for report in side.reports}
    spans: list[tuple[Report, Paragraph, int, int]] = [
        (s.report, s.paragraph, s.start, s.end)
        for s in request.evidence
        # A heading announces an answer and is none; lists are made of headings elsewhere.
        if s.paragraph.role is not Role.HEADING and (wanted is None or s.report.id in wanted)
    ]
    return judge.candidates(spans)


def _sufficient(
    candidates: Sequence[Candidate], judge: Judge, most: int = 2, least: float = MIN_COVERAGE
) -> list[Candidate]:
    """The best sentence, and another only where it adds what the first lacks."""
    if not candidates or candidates[0].score < least:
        return []
    chosen = [candidates[0]]
    text = candidates[0].source.quote
    for other in candidates[1:16]:
        if len(chosen) == most:
            break
        if other.score < MIN_COVERAGE * 0.8 or other.source.quote in text:
            continue
        if judge.wants_figure and other.fit <= NO_SUCH_FIGURE:
            continue
        if judge.coverage(f"{text} {other.source.quote}") - judge.coverage(text) >= MIN_GAIN:
            chosen.append(other)
            text += " " + other.source.quote
    return sorted(chosen, key=lambda c: (c.source.report.file, c.source.paragraph.ordinal, c.source.start))


_ASKS_MEANING = re.compile(
    r"指|什么是|是什么|什么意思|含义|解释|定义|界定|代表|包括|包含|分为|里的|构成|mean|stand for", re.I
)


# “红色三馆”是哪三个馆?: a name in quotation marks, whose parts its explanation tells.
_ASKS_PARTS = re.compile(r"[”」』\"](?:分别)?(?:是|指|有|包括)(?:的是)?哪|[”」』\"]分别")


def _definition(request: Request) -> Iterator[Piece]:
    """The glossary entry of a term that the question names, or the part of it that is asked for."""
    question = request.question
    asks_parts = bool(question.quoted) and _ASKS_PARTS.search(question.text) is not None
    if not (_ASKS_MEANING.search(question.text) or asks_parts):
        return
    reports = {r.id: r for side in request.sides for r in side.reports}
    reports.update((s.report.id, s.report) for s in request.evidence)
    named = [
        (len(entry.term), report, entry)
        for report in reports.values()
        for entry in report.glossary
        if _names(question, entry.term)
    ]
    if not named:
        return
    longest = max(length for length, _, _ in named)
    _, report, entry = min((n for n in named if n[0] == longest), key=lambda n: n[1].file)
    paragraph = report.paragraph(entry.paragraph)
    start, end = entry.start, entry.end
    inner = [q for q in question.quoted if q not in entry.term and entry.term not in q]
    if inner and (part := _part_about(inner[-1], paragraph.text[start:end])):
        start, end = start + part[0], start + part[1]
    source = Source(report, paragraph, start, end)
    yield Piece(_statement(source.quote), (source,))


def _part_about(term: str, entry: str) -> tuple[int, int] | None:
    """The sentence of a glossary entry that defines this term, else the first one that holds it."""
    defines = re.compile(rf"{re.escape(term)}[”」』\"]?(?:是指|指的是|指|即|是|:|：)")
    parts = sentences(entry)
    return next((p for p in parts if defines.search(entry[p[0] : p[1]])), None) or next(
        (p for p in parts if term in entry[p[0] : p[1]]), None
    )


def _names(question: Question, term: str) -> bool:
    """Whether the question is about this term: it holds all of it, or puts in quotes what the term has in quotes."""
    asked, wanted = _letters(question.text), _letters(term)
    if len(wanted) < 2:
        return False
    quoted = [_letters(q) for q in question.quoted]
    return wanted in asked or any(len(q) > 2 and q in wanted and len(q) * 3 >= len(wanted) for q in quoted)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c == "+")


def _list(request: Request, judge: Judge) -> Iterator[Piece]:
    reports = [report for side in request.sides for report in side.reports]
    understood = request.question.understood
    found = best_list(reports, judge, request.question.text, years=understood.years, status=understood.status)
    sentences = _candidates(request, judge)
    if found is None or found.score < MIN_LIST_COVERAGE:
        return
    # A list of just the size asked for may cover the words a little less than a sentence that only announces it.
    best = max((c.coverage * c.fit for c in sentences), default=0.0)
    wants_points = _ASKS_POINTS.search(request.question.text) is not None
    if found.score < best * (EXACT_LIST if found.is_exact else POINTS if wants_points else 1.0):
        return
    yield from (Piece(member.quote.lstrip("—"), (member,)) for member in found.members)


def _counted(request: Request) -> Iterator[Piece]:
    """The members of a list whose name counts them: “四个一批”, “一核四城”."""
    name = counted(request.question.text, request.question.quoted)
    if name is None or len(request.sides) != 1:
        return
    for source in members(request.sides[0].reports, name):
        yield Piece(source.quote, (source,))


def _by_side(request: Request, judge: Judge) -> Iterator[Piece]:
    """A verdict where one is asked for, with a row for each side; else a line for each side."""
    if request.question.understood.kind == "aggregate" and (pieces := list(_ranked(request, judge))):
        yield from pieces
        return
    if asks_verdict(request.question.text) and not _says_of_what(request.question):
        return
    most = 1 if request.question.understood.kind == "aggregate" else max(1, min(3, len(request.question.vocabulary)))
    found: list[tuple[str, list[Source]]] = []
    operands: list[Operand | None] = []
    for side in request.sides:
        if known := ledger.of_side(request, side, judge.asked):
            found.append((side.label, [source for source, _ in known]))
            operands.append(operand(side.label, known[0][0], judge, known[0][1]))
            continue
        told = [c for c in _candidates(request, judge, side) if _is_of_years(c, side)]
        sources = [_shortest(c.source, judge, request) for c in _sufficient(told, judge, most)]
        found.append((side.label, sources))
        if sources:
            operands.append(operand(side.label, sources[0], judge))
    used = [o for o in operands if o is not None]
    is_whole = len(used) == len(request.sides) or request.question.understood.kind == "aggregate"
    text = request.question.text
    compared = verdict(text, used) if is_whole or not needs_all(text) else None
    if compared is not None:
        yield Piece(compared.text, tuple(o.source for o in used), formula=compared.formula)
        yield from (Piece(o.shown, (o.source,), row=o.label) for o in used)
    elif request.question.understood.kind == "aggregate" and asks_verdict(text):
        return  # who has most of something is not answered by what each says of something else
    else:
        for label, sources in found:
            for source in sources:
                yield Piece(f"{label}：{_statement(_without_mark(source.quote))}", (source,))
    yield from (Piece(label, missing=True) for label, sources in found if not sources)


_ONLY_ASKS = re.compile(
    r"最?[高低多少大小快慢长短早晚强弱]|目标|计划|哪|个|是|的|更|最|谁|定|得|在|省|市|县|区|地方|[^一-鿿A-Za-z]"
)


def _says_of_what(question: Question) -> bool:
    """Whether a question for most says of what: 哪个县的目标最高 does not."""
    return bool(question.vocabulary or question.spoken) or len(_ONLY_ASKS.sub("", question.rest)) > 1


def _ranked(request: Request, judge: Judge) -> Iterator[Piece]:
    """Which of many sides is highest, by the ledger alone; a side that gives no such figure is named as missing."""
    if request.question.places or not ledger.names_asked(request) or not asks_verdict(request.question.text):
        return
    text = request.question.text
    found = ledger.across(request, judge.asked, lowest_first=asks_least(text), most=len(request.facts))
    compared = verdict(text, operands := _operands(found, judge))
    if compared is None:
        return
    sources = tuple(o.source for o in _said(operands))
    yield Piece(_growth_only(found, judge) + compared.text, sources, formula=compared.formula)
    yield from (Piece(o.shown, (o.source,), row=o.label) for o in operands[:MAX_SHOWN])
    telling = {row.report_id for row, _ in found} | {row.place for row, _ in found}
    silent = [r.place for side in request.sides for r in side.reports if not telling & {r.id, r.place}]
    yield from (Piece(place, missing=True) for place in dict.fromkeys(silent))


def _said(operands: Sequence[Operand]) -> Sequence[Operand]:
    """Those of ranked operands that a verdict names."""
    return operands[: said_of(len(operands), sum(one.value == operands[0].value for one in operands))]


def _growth_only(found: Sequence[tuple[IndicatorRow, Source]], judge: Judge) -> str:
    """Said first where one asks who has most, and the reports tell only how much it grew."""
    grew = found and all(row.measure == "growth" and row.kind == ACTUAL for row, _ in found)
    return "没有可比的总量，只比增速：" if grew and not judge.asked else ""


def _between(request: Request, judge: Judge) -> Iterator[Piece]:
    """Which of several indicators of one place is higher; nothing unless the ledger has a like figure of each."""
    names = ledger.indicators_named(request.question)
    found = [(name, ledger.of_indicator(request, name, judge.asked)) for name in names]
    operands = [o for name, known in found if known and (o := operand(name, known[0], judge, known[1]))]
    if len(names) < 2 or len(operands) < len(names):
        return
    compared = verdict(request.question.text, operands)
    if compared is not None:
        yield Piece(compared.text, tuple(o.source for o in operands), formula=compared.formula)
        yield from (Piece(o.shown, (o.source,), row=o.label) for o in operands)


def _is_of_years(candidate: Candidate, side: Side) -> bool:
    """Whether the sentence may be about the years of this side: of 2024和2025年, each side has its own."""
    if not side.years or candidate.year is None:
        return True
    # Where nothing tells results from plans, the report's year may be meant or the one before.
    about = {candidate.year} if candidate.status else {candidate.year, candidate.year - 1}
    if about & set(side.years):
        return True
    return any(str(year) in candidate.source.quote for year in side.years)


_ITEM_MARK = re.compile(r"^(?:[(（][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]是|[0-9]{1,2}[.、])\s*")


def _across(request: Request, judge: Judge) -> Iterator[Piece]:
    """One figure of very many reports: a verdict if it is asked for, and a row for each place that gives it."""
    if not ledger.names_asked(request):
        return
    if (limit := threshold(request.question.text)) is not None:
        yield from _on_one_side(request, judge, limit)
        return
    text = request.question.text
    found = ledger.across(request, judge.asked, lowest_first=asks_least(text), most=len(request.facts))
    operands = _operands(found, judge)
    if len(operands) < 2:
        return
    compared = verdict(text, operands)
    said = _said(operands)
    listed = "，".join(f"{o.label}{o.shown}" for o in said)
    order = "从低到高" if asks_least(text) else "从高到低"
    name = ledger.names_asked(request)[0]
    yield Piece(
        _growth_only(found, judge) + compared.text
        if compared is not None
        else f"{len(operands)}个地方给出了{name}，{order}：{listed}等。",
        tuple(one.source for one in said),
        formula=compared.formula if compared is not None else " > ".join(o.figure.text for o in said),
    )
    yield from (Piece(o.shown, (o.source,), row=o.label) for o in operands[:MAX_SHOWN])


def _on_one_side(request: Request, judge: Judge, limit: Threshold) -> Iterator[Piece]:
    """The places whose figure lies above or below a limit; where none does, the one that comes nearest."""
    found = ledger.across(
        request,
        judge.asked,
        keep=lambda row: limit.is_met(row.base_values, row.base_unit, Bound(row.bound)),
        lowest_first=limit.is_upper,
        most=len(request.facts),
    )
    operands = _operands(found[: ledger.MAX_ACROSS], judge)
    name = ledger.names_asked(request)[0]
    name += "增速" if Measure.GROWTH in judge.asked.measures else ""
    name += "目标" if request.question.understood.status == TARGET else ""
    if not operands:
        nearest = _operands(ledger.across(request, judge.asked, lowest_first=limit.is_upper)[:1], judge)
        for one in nearest:
            most = "最低" if limit.is_upper else "最高"
            text = f"没有{limit.said}的{name}，{most}的是{one.label}{one.shown}。"
            yield Piece(text, (one.source,), formula=f"{one.signed} 对 {limit.said}")
        return
    listed = "，".join(f"{o.label}{o.shown}" for o in operands[:MAX_SAID])
    rest = "等" if len(operands) > MAX_SAID else ""
    shown = f"（列出前{len(operands)}个）" if len(found) > len(operands) else ""
    yield Piece(
        f"{name}{limit.said}的有{len(found)}个{shown}：{listed}{rest}。",
        tuple(o.source for o in operands[:MAX_SAID]),
        formula=f"{'、'.join(o.signed for o in operands[:MAX_SAID])} {limit.said}",
    )
    yield from (Piece(o.shown, (o.source,), row=o.label) for o in operands)


def _operands(found: Sequence[tuple[IndicatorRow, Source]], judge: Judge) -> list[Operand]:
    told = [operand(f"{row.place}{row.year or ''}年", source, judge, row.start - source.start) for row, source in found]
    return [one for one in told if one is not None]


def _without_mark(quote: str) -> str:
    """Without the number of a list item: it means nothing outside its list."""
    return _ITEM_MARK.sub("", quote)


def _shortest(source: Source, judge: Judge, request: Request) -> Source:
    kind = request.question.understood.kind
    # The words of an everyday question do not tell which clause of a sentence is meant.
    is_loose = (
        not judge.asked
        and request.question.understood.language == "zh"
        and bool(request.question.vocabulary)
        and not any(m.official for m in request.question.vocabulary)
    )
    if kind == "reason" or (len(source.quote) <= SHORT and (kind == "yes_no" or is_loose)):
        return source
    short = trim(source, judge, wants_figure=kind in ("figure", "comparison", "aggregate"))
    if kind == "definition":
        # What a name stands for is said behind it: 建设“一河三园”，重点打造….
        return Source(source.report, source.paragraph, short.start, source.end)
    return short


def _statement(quote: str) -> str:
    """A quote as a sentence of its own: what was cut off at a comma or semicolon ends with a full stop."""
    return re.sub(r"[,，;；、:：]$", "", quote) + ("" if re.search(r"[。！？!?][”’」』)）]*$", quote) else "。")
