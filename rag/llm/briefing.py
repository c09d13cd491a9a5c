"""The overall picture of a briefing written by a language model, each statement held to what the briefing quotes.

The other parts of a briefing stay in the reports' own words: they are lists and tables, which a model cannot better.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence

from rag.brief.templates import SHIPPED
from rag.brief.templates import load as load_template
from rag.cite import Citations
from rag.compose import Source
from rag.config import Settings
from rag.llm.answer import budget, merged, reason_of, source_of
from rag.llm.chat import ChatModel, FaultKind, ModelFault
from rag.llm.hold import Holder
from rag.llm.prompt import Task, writing_prompt
from rag.llm.write import Attempt, Listener, silent, write
from rag.results import Brief, BriefSection, Cited, Fallback, Struck, Table
from rag.sentences import sentences
from rag.types import Report

_LEAST_CHARS, _MOST_CHARS = 150, 400


def brief_with(
    model: ChatModel,
    extractive: Brief,
    *,
    load: Callable[[str], Report],
    settings: Settings,
    template: str = "",
    copies: Mapping[str, tuple[str, ...]] | None = None,
    listen: Listener = silent,
    cancelled: Callable[[], bool] = lambda: False,
) -> Attempt[Brief]:
    """Let the model write the overall picture; leave the one that quotes, and say why, where its own does not stand.

    A briefing by a template without an overall picture is given as it is.

    Args:
        load: a report by its id.
        template: as the briefing was asked for with.

    Raises:
        Cancelled: `cancelled` returned true.
    """
    at = _overview(extractive, template)
    if at is None:
        return Attempt(extractive)
    overview = extractive.sections[at]
    by_number = {citation.n: source_of(citation, load) for citation in extractive.citations}
    prompt = writing_prompt(
        Task.BRIEFING,
        extractive.title,
        merged(_whole(by_number[n]) for n in _by_worth(extractive, at, by_number)),
        max_chars=min(max(_LEAST_CHARS, 2 * sum(len(point.text) for point in overview.points)), _MOST_CHARS),
        budget_tokens=budget(model, settings),
        count_tokens=model.count_tokens,
    )
    if not prompt.evidence:
        fault = ModelFault(FaultKind.TOO_LONG, f"{model.name} reads less.")
        return Attempt(brief_fallen_back(extractive, model.name, fault))
    held = frozenset(source.report.place for source in prompt.evidence if source.report.place)
    holder = Holder(prompt.evidence, places=held, is_continuous=True)
    written = write(model, prompt, holder, settings=settings, listen=listen, cancelled=cancelled)
    if written.fault is None and not written.standing:
        silent_one = written.abstentions and not written.held
        kind = FaultKind.EMPTY if silent_one else FaultKind.NOTHING_STANDS
        written.fault = ModelFault(kind, f"{model.name}: no statement stands.")
    if written.fault is not None:
        fallen = brief_fallen_back(extractive, model.name, written.fault, written.told_struck)
        return Attempt(fallen, prompt.evidence, written)
    citations = Citations(copies)
    points = tuple(
        Cited(one.text, tuple(dict.fromkeys(citations.number(source) for source in one.sources)))
        for one in written.standing
    )
    return Attempt(
        dataclasses.replace(
            _renumbered(extractive, by_number, citations, at, points),
            generator=model.name,
            struck=written.told_struck,
        ),
        prompt.evidence,
        written,
    )


def brief_fallen_back(extractive: Brief, generator: str, fault: ModelFault, struck: Sequence[Struck] = ()) -> Brief:
    """The briefing that quotes, saying that a language model was asked for and why it did not write."""
    message = f"{reason_of(fault)}，总体情况一段摘自原文。"
    return dataclasses.replace(
        extractive, fallback=Fallback(fault.fault.value, generator, message), struck=tuple(struck)
    )


def overview_text(brief: Brief, template: str = "") -> str:
    """The overall picture as one text with its marks, for the journal."""
    at = _overview(brief, template)
    points = brief.sections[at].points if at is not None else ()
    return "".join(f"{p.text}{''.join(f'[{n}]' for n in p.citations)}" for p in points)


def _overview(brief: Brief, template: str) -> int | None:
    headings = {
        part.heading
        for name in (*SHIPPED, *([template] if template else []))
        for part in load_template(name).parts
        if part.kind == "overview"
    }
    return next((i for i, section in enumerate(brief.sections) if section.heading in headings), None)


def _by_worth(brief: Brief, at: int, sources: Mapping[int, Source]) -> Iterator[int]:
    """Numbers of citations: those of the overall picture, then of the points, report by report in turn, then tables."""
    yield from (n for point in brief.sections[at].points for n in point.citations)
    queues: dict[str, list[int]] = {}
    for section in brief.sections:
        for point in section.points:
            for n in point.citations:
                queues.setdefault(sources[n].report.id, []).append(n)
    for turn in range(max(map(len, queues.values()), default=0)):
        yield from (queue[turn] for queue in queues.values() if turn < len(queue))
    yield from (n for table in brief.tables for row in table.rows for cell in row for n in cell.citations)


def _whole(source: Source) -> Source:
    """The sentences that a quote is from: a model that reads half a sentence guesses the rest."""
    spans = [(a, b) for a, b in sentences(source.paragraph.text) if a < source.end and source.start < b]
    return Source(source.report, source.paragraph, spans[0][0], spans[-1][1]) if spans else source


def _renumbered(
    brief: Brief, sources: Mapping[int, Source], citations: Citations, at: int, written: tuple[Cited, ...]
) -> Brief:
    """The briefing with another overall picture, and its citations numbered in the order in which they are used."""

    def renumbered(one: Cited) -> Cited:
        return Cited(one.text, tuple(citations.number(sources[n]) for n in one.citations))

    sections: list[BriefSection] = []
    for i, section in enumerate(brief.sections):
        points = written if i == at else tuple(map(renumbered, section.points))
        sections.append(dataclasses.replace(section, points=points))
    tables: list[Table] = []
    for table in brief.tables:
        tables.append(dataclasses.replace(table, rows=tuple(tuple(map(renumbered, row)) for row in table.rows)))
    return dataclasses.replace(brief, sections=tuple(sections), tables=tuple(tables), citations=citations.all)
