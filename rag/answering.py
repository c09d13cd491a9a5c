"""Question and evidence to an answer with citations, or to an abstention with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from rag.abstain import unheld
from rag.asked import asked
from rag.cite import Citations, disarmed, marks
from rag.compose import Generator, Piece, Request, Side, Source, ledger
from rag.compose.candidates import thing_in_full
from rag.compose.extractive import ExtractiveGenerator
from rag.compose.gap import halves
from rag.compose.mentioned import terms_of
from rag.figures import find_figures
from rag.index import Index
from rag.indicators import IndicatorRow
from rag.indicators.spans import is_of_plan_asked
from rag.nearest import nearest
from rag.places import Level, find_places
from rag.results import Answer, Cited, Derived, Statement, Status, Struck, Table
from rag.scope import Scope, of_level, scopes
from rag.store import Row
from rag.tense import ACTUAL, TARGET, status_of
from rag.types import Evidence, Report
from rag.understand import Question
from rag.verify import verify_statement

# The year of a report in English says which report is meant, not of which year it tells.
_NAMED_REPORT = re.compile(
    r"(?:the )?(?:19|20)[0-9]{2} (?:national |provincial |municipal )?(?:government )?(?:work )?report", re.I
)
# A county by its name, whether or not the table of places knows it; not 县域, 县城.
_COUNTY = re.compile(r"[一-鿿]{2}[县旗](?![域城级里乡市区])")
# Reports of one side that are read whole, for their glossaries and lists.
MAX_LOADED = 8


def answer(
    question: Question,
    evidence: Sequence[Evidence],
    *,
    rows: Sequence[Row],
    load: Callable[[Row], Report],
    index: Index,
    copies: Mapping[str, tuple[str, ...]],
    facts: Callable[[Sequence[str], Collection[str]], Sequence[IndicatorRow]],
    told: Callable[[str], Sequence[IndicatorRow]],
    similar: Callable[[Sequence[str]], Sequence[float]] | None = None,
    generator: Generator | None = None,
) -> Answer:
    """Compose, number the citations, or say why there is no answer."""
    generator = generator or ExtractiveGenerator()
    citations = Citations(copies)
    sources = [Source(e.report, e.paragraph, e.passage.start, e.passage.end) for e in evidence]
    if reason := unheld(question, rows):
        near = nearest(question, sources, index.idf(question.terms))
        return _abstained(question, reason, near, citations, generator)
    by_id = {row.id: row for row in rows}
    sides = [_loaded(scope, load) for scope in scopes(question, rows)]
    request = Request(
        question=question,
        evidence=sources,
        sides=sides,
        idf=index.idf(question.terms),
        load=lambda report_id: load(by_id[report_id]),
        told=told,
        similar=similar,
        facts=facts(ledger.indicators_named(question), _asked_of(question, sides, by_id)),
        among=_among(question, rows),
    )
    pieces = list(generator.generate(request))
    if question.inner:
        pieces = [piece for piece in pieces if any(_tells(source, question) for source in piece.sources)]
    if question.understood.kind == "figure":
        pieces = [
            piece for piece in pieces if not piece.sources or any(_is_of_plan(s, question) for s in piece.sources)
        ]
    if isinstance(generator, ExtractiveGenerator):
        pieces = [_placed(piece, question, rows) for piece in pieces]
    stated, struck = _held([piece for piece in pieces if piece.sources and not piece.row], request)
    missing = [piece for piece in pieces if piece.missing]
    if not stated:
        if not question.inner and (lack := ledger.lacking(request, asked(question.text))):
            return _abstained(question, lack.reason, lack.near, citations, generator, struck)
        near = nearest(question, sources, request.idf)
        reason = _only_of_span(request, near) or _not_covered(question, rows)
        return _abstained(question, reason, near, citations, generator, struck)
    statements = tuple(
        _statement(piece, tuple(citations.number(source) for source in piece.sources)) for piece in stated
    )
    said = f"未提及：{'、'.join(piece.text for piece in missing)}。" if missing else ""
    return Answer(
        question=question.text,
        status=Status.PARTIAL if missing else Status.ANSWERED,
        answer=_joined(statements, said),
        statements=statements,
        struck=struck,
        table=_table([piece for piece in pieces if piece.row], question, citations),
        reason=said or _elsewhere(question, stated, lambda: facts(ledger.indicators_named(question), set(by_id))),
        understood=question.understood,
        citations=citations.all,
        generator=generator.name,
    )


def _is_of_plan(source: Source, question: Question) -> bool:
    return is_of_plan_asked(source.quote, question.text, source.report.year)


def _elsewhere(question: Question, stated: Sequence[Piece], of_all: Callable[[], Sequence[IndicatorRow]]) -> str:
    """That other places give the figure too, where the question names no place and one was answered for."""
    given = {source.report.place for piece in stated for source in piece.sources}
    over_all = question.understood.kind == "aggregate"
    if question.places or over_all or question.understood.language != "zh" or len(given) != 1:
        return ""
    (place,) = given
    years, status = question.understood.years, question.understood.status
    others = {
        row.place
        for row in of_all()
        if row.place not in ("", place, "全国")
        and (not years or row.year in years)
        and (not status or row.kind == status)
    }
    if not others or not place:
        return ""
    indicator = question.understood.indicator
    nation = any(source.report.metadata.level.value == Level.NATIONAL for piece in stated for source in piece.sources)
    place = "全国" if nation else place
    where = f"{len(others)}个地方" if len(others) > 1 else next(iter(others))
    return f"问题没有指明地方，这里是{place}的；{where}的报告也给出了“{indicator}”，加上地名就能看到。"


def _asked_of(question: Question, sides: Sequence[Side], rows: Mapping[str, Row]) -> Collection[str]:
    """Whose figures may be needed: the reports of the sides, or of all where one asks across reports."""
    if question.understood.kind == "aggregate":
        return {row.id for row in of_level(list(rows.values()), question.text)}
    return {report.id for side in sides for report in side.reports}


def _among(question: Question, rows: Sequence[Row]) -> Sequence[str]:
    """The reports that are read for words, where one asks which of them speak of something."""
    years = question.understood.years or question.report_years
    of_question = of_level(rows, question.text)
    return [row.id for row in of_question if not years or row.year in years]


def _placed(piece: Piece, question: Question, rows: Sequence[Row]) -> Piece:
    """Say of which place a statement is, where neither it nor the question does and several have reports."""
    places = {source.report.place for source in piece.sources}
    named = question.places or piece.row or piece.missing or question.understood.kind == "definition"
    if named or question.understood.language != "zh" or len(places) != 1 or len({row.place for row in rows}) < 2:
        return piece
    (place,) = places
    if not place or any(name in piece.text for name in (place, *(m.place.short for m in find_places(place)))):
        return piece
    return replace(piece, text=f"{place}：{piece.text}")


def _held(pieces: Sequence[Piece], request: Request) -> tuple[list[Piece], tuple[Struck, ...]]:
    """What the verifier lets stand of a draft, whoever wrote it, and what it strikes."""
    # Of several sides only the subject is common; their places and years stand in the statements and their sources.
    is_of_one = len(request.sides) == 1 and halves(request.question) is None
    about = _NAMED_REPORT.sub(" ", request.question.text) if is_of_one else request.question.core
    stated: list[Piece] = []
    struck: list[Struck] = []
    for piece in pieces:
        if piece.formula:
            # Its result stands in no source by nature; its operands are figures read out of the sources cited.
            stated.append(piece)
            continue
        checked = verify_statement(piece.text, piece.sources, about=about)
        if checked.ok:
            stated.append(piece)
        else:
            struck.append(Struck(piece.text, checked.problems))
    return stated, tuple(struck)


def _tells(source: Source, question: Question) -> bool:
    """Whether the sentence of a source speaks of the place inside the report's, and of what was aimed at or done."""
    text = source.paragraph.text
    first = max((text.rfind(mark, 0, source.start) + 1 for mark in "。；！？"), default=0)
    said, wanted = status_of(source.report, source.paragraph, source.quote), question.understood.status
    sentence = text[first : source.end]
    if question.understood.kind == "figure" and "分别" not in sentence:
        # 甲县棉纱、乙县服装…规模突破400亿元 is of both, whichever of them is known for a county.
        held = frozenset({source.report.place})
        named = {m.text for m in find_places(sentence, prefer=held) if m.place.level is Level.COUNTY}
        shared = {name for name in named | set(_COUNTY.findall(sentence)) if not name.endswith(question.inner)}
        starts = [m.start() for m in re.finditer(re.escape(question.inner), sentence)]
        if starts and all(at > 0 and sentence[at - 1] in "、和与及" for at in starts):
            return False
        figures = [f for f in find_figures(sentence) if f.kind == "quantity"]
        if shared and len(figures) <= len(shared):
            return False
    return question.inner in sentence and not (said and wanted and said != wanted)


def _statement(piece: Piece, numbers: tuple[int, ...]) -> Statement:
    # Two operands may stand in one sentence.
    return Statement(
        disarmed(piece.text),
        tuple(dict.fromkeys(numbers)),
        derived=Derived(piece.formula, numbers) if piece.formula else None,
    )


def _table(cells: Sequence[Piece], question: Question, citations: Citations) -> Table | None:
    if not cells:
        return None
    rows = tuple(
        (Cited(cell.row), Cited(disarmed(cell.text), tuple(citations.number(source) for source in cell.sources)))
        for cell in cells
    )
    if terms_of(question.text):
        return Table(("", "原文"), rows)
    # Where the rows are indicators themselves, none of them heads the column.
    of_indicators = question.understood.indicator in {cell.row for cell in cells}
    return Table(("", "数值" if of_indicators else question.understood.indicator or "数值"), rows)


def _joined(statements: Sequence[Statement], missing: str) -> str:
    lines = [f"{s.text}{marks(s.citations)}" for s in statements]
    return "\n".join([*lines, missing] if missing else lines)


def _loaded(scope: Scope, load: Callable[[Row], Report]) -> Side:
    told = [row for row in scope.rows if row.id in scope.preferred] or list(scope.rows)
    return Side(scope.label, tuple(load(row) for row in told[:MAX_LOADED]), scope.years)


def _abstained(
    question: Question,
    reason: str,
    sources: Iterable[Source],
    citations: Citations,
    generator: Generator,
    struck: tuple[Struck, ...] = (),
) -> Answer:
    nearest = tuple(Cited(disarmed(source.quote), (citations.number(source),)) for source in sources)
    return Answer(
        question=question.text,
        status=Status.ABSTAINED,
        answer=f"现有报告没有回答这个问题：{reason}",
        struck=struck,
        reason=reason,
        nearest=nearest,
        understood=question.understood,
        citations=citations.all,
        generator=generator.name,
    )


def _only_of_span(request: Request, near: Sequence[Source]) -> str:
    """That the figure is there, but of several years, where one of them was asked for."""
    question = request.question
    if question.understood.kind != "figure":
        return ""
    span = next((span for source in near if (span := ledger.span_of(request, source))), "")
    years = "、".join(f"{year}年" for year in question.understood.years)
    where = "、".join(p.label for p in question.places)
    return f"{where + '的' if where else ''}报告没有给出{years}的，只有{span}的。" if span else ""


def _not_covered(question: Question, rows: Sequence[Row]) -> str:
    if question.inner:
        around = "、".join(p.label for p in question.places)
        return f"资料库里没有{question.inner}的报告；{around}的报告提到的内容里没有所问的。"
    asked = {TARGET: "目标", ACTUAL: "完成情况"}.get(question.understood.status, "内容")
    places = "、".join(p.label for p in question.places)
    where = f"{places}的报告" if places else f"资料库中的{len(rows)}份报告"
    indicator = question.understood.indicator
    thing = thing_in_full(question.bare)
    if thing and indicator and not question.inner:
        return f"{where}没有单独给出“{thing}”的“{indicator}”。"
    # Everyday words lead to an indicator only roughly: the fare of a bus is not all that reports say of buses.
    is_named = any(m.official and m.entry.name == indicator for m in question.vocabulary)
    subject = f"“{indicator}”的{asked}" if is_named else "所问的内容"
    return f"{where}没有提到{subject}。"
