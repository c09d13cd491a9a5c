"""A section summarized by a language model, each point held to the section's own text."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Sequence

from rag.cite import Citations
from rag.compose import Source
from rag.config import Settings
from rag.llm.answer import budget, reason_of
from rag.llm.chat import ChatModel, FaultKind, ModelFault
from rag.llm.hold import Holder
from rag.llm.planted import without_planted
from rag.llm.prompt import Task, writing_prompt
from rag.llm.write import Attempt, Listener, Written, silent, write
from rag.results import Cited, Fallback, Struck, Summary
from rag.structure import find_section
from rag.types import Report, Role

# A report that takes more readings than this would take a small model minutes.
_MOST_STRETCHES = 8
# Tokens of rules, task and headings around the evidence, and of one head over each paragraph.
_ROOM_FOR_RULES, _ROOM_FOR_HEAD = 700, 60
_LEAST_CHARS = 60


def summary_with(
    model: ChatModel,
    extractive: Summary,
    report: Report,
    section: Sequence[str],
    *,
    settings: Settings,
    copies: tuple[str, ...] = (),
    listen: Listener = silent,
    cancelled: Callable[[], bool] = lambda: False,
) -> Attempt[Summary]:
    """Let the model write the points; give the extractive ones, and say why, where its own do not stand.

    A text longer than the model reads at once is read in stretches, each to its own points.

    Raises:
        Cancelled: `cancelled` returned true.
    """
    sources = list(without_planted(_text(report, section)))
    subject = " > ".join(extractive.section) or extractive.report
    stretches = _stretches(sources, budget(model, settings) - _ROOM_FOR_RULES, model.count_tokens)
    if not sources or len(stretches) > _MOST_STRETCHES:
        fault = ModelFault(FaultKind.TOO_LONG, f"{model.name} reads less.")
        return Attempt(summary_fallen_back(extractive, model.name, fault))
    n_chars, n_wanted = sum(len(s.quote) for s in sources), sum(len(point.text) for point in extractive.points)
    written = Written()
    for stretch in stretches:
        share = sum(len(s.quote) for s in stretch) / max(n_chars, 1)
        prompt = writing_prompt(
            Task.SECTION,
            subject,
            stretch,
            max_chars=max(_LEAST_CHARS, round(n_wanted * share)),
            budget_tokens=budget(model, settings),
            count_tokens=model.count_tokens,
        )
        if prompt.left_out or not prompt.evidence:
            # The points of half a section would pass for those of all of it.
            written.fault = ModelFault(FaultKind.TOO_LONG, f"{model.name} reads less.")
            break
        part = write(model, prompt, Holder(prompt.evidence), settings=settings, listen=listen, cancelled=cancelled)
        written.draft += ("\n" if written.draft else "") + part.draft
        written.held += part.held
        written.fault = part.fault
        if part.fault is not None:
            break
    struck = written.told_struck
    if written.fault is None and not written.standing:
        written.fault = ModelFault(FaultKind.NOTHING_STANDS, f"{model.name}: no point stands.")
    if written.fault is not None:
        fallen = summary_fallen_back(extractive, model.name, written.fault, struck)
        return Attempt(fallen, tuple(sources), written)
    citations = Citations({report.id: copies})
    points = tuple(
        Cited(held.text, tuple(dict.fromkeys(citations.number(source) for source in held.sources)))
        for held in written.standing
    )
    made = dataclasses.replace(extractive, points=points, citations=citations.all, generator=model.name, struck=struck)
    return Attempt(made, tuple(sources), written)


def summary_fallen_back(
    extractive: Summary, generator: str, fault: ModelFault, struck: Sequence[Struck] = ()
) -> Summary:
    """The extractive points, saying that a language model was asked for and why it did not write them."""
    message = f"{reason_of(fault)}，下面是摘取原文的要点。"
    return dataclasses.replace(
        extractive, fallback=Fallback(fault.fault.value, generator, message), struck=tuple(struck)
    )


def _text(report: Report, section: Sequence[str]) -> list[Source]:
    """The text that is to be summarized: of a section no word more than that."""
    if not section:
        return [Source(report, p, 0, len(p.text)) for p in report.paragraphs if p.role is Role.BODY]
    located = find_section(report, section)
    sources: list[Source] = []
    for ordinal in range(located.first, located.last + 1):
        paragraph = report.paragraph(ordinal)
        start = located.start if ordinal == located.first else 0
        end = located.end if ordinal == located.last and located.end else len(paragraph.text)
        if paragraph.role in (Role.BODY, Role.GLOSSARY):
            sources.append(Source(report, paragraph, start, end))
    return sources


def _stretches(sources: Sequence[Source], room: int, count_tokens: Callable[[str], int]) -> list[list[Source]]:
    """The text in as few parts as the model can read, where it can between chapters, else between paragraphs."""
    stretches: list[list[Source]] = []
    left = 0
    for _, chapter in itertools.groupby(sources, key=lambda source: source.section_path[:1]):
        paragraphs = list(chapter)
        sizes = [count_tokens(source.quote) + _ROOM_FOR_HEAD for source in paragraphs]
        if sum(sizes) <= left:
            stretches[-1] += paragraphs
            left -= sum(sizes)
            continue
        left = 0
        for paragraph, size in zip(paragraphs, sizes, strict=True):
            if size > left:
                stretches.append([])
                left = room
            stretches[-1].append(paragraph)
            left -= size
    return stretches
