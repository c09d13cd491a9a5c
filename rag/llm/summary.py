"""A section summarized by a language model, each point held to the section's own text."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from rag.cite import Citations
from rag.compose import Source
from rag.config import Settings
from rag.llm.answer import MESSAGES, budget
from rag.llm.chat import ChatModel, FaultKind, ModelFault
from rag.llm.hold import Holder
from rag.llm.planted import without_planted
from rag.llm.prompt import Task, writing_prompt
from rag.llm.write import Attempt, Listener, silent, write
from rag.results import Cited, Fallback, Struck, Summary
from rag.types import Report, Role


def summary_with(
    model: ChatModel,
    extractive: Summary,
    report: Report,
    *,
    settings: Settings,
    copies: tuple[str, ...] = (),
    listen: Listener = silent,
    cancelled: Callable[[], bool] = lambda: False,
) -> Attempt[Summary]:
    """Let the model write the points; give the extractive ones, and say why, where its own do not stand.

    Raises:
        Cancelled: `cancelled` returned true.
    """
    sources = list(without_planted(_text(extractive, report)))
    prompt = writing_prompt(
        Task.SECTION,
        " > ".join(extractive.section) or extractive.report,
        sources,
        budget_tokens=budget(model, settings),
        count_tokens=model.count_tokens,
    )
    if prompt.left_out or not prompt.evidence:
        # The points of half a section would pass for those of all of it.
        fault = ModelFault(FaultKind.TOO_LONG, f"{model.name} reads less.")
        return Attempt(summary_fallen_back(extractive, model.name, fault))
    holder = Holder(prompt.evidence)
    written = write(model, prompt, holder, settings=settings, listen=listen, cancelled=cancelled)
    struck = written.told_struck
    if written.fault is None and not written.standing:
        written.fault = ModelFault(FaultKind.NOTHING_STANDS, f"{model.name}: no point stands.")
    if written.fault is not None:
        fallen = summary_fallen_back(extractive, model.name, written.fault, struck)
        return Attempt(fallen, prompt.evidence, written)
    citations = Citations({report.id: copies})
    points = tuple(
        Cited(held.text, tuple(dict.fromkeys(citations.number(source) for source in held.sources)))
        for held in written.standing
    )
    made = dataclasses.replace(extractive, points=points, citations=citations.all, generator=model.name, struck=struck)
    return Attempt(made, prompt.evidence, written)


def summary_fallen_back(
    extractive: Summary, generator: str, fault: ModelFault, struck: Sequence[Struck] = ()
) -> Summary:
    """The extractive points, saying that a language model was asked for and why it did not write them."""
    detail = "" if fault.fault in (FaultKind.NOTHING_STANDS, FaultKind.TOO_LONG) else f"（{fault}）"
    message = f"{MESSAGES[fault.fault]}{detail}，下面是摘取原文的要点。"
    return dataclasses.replace(
        extractive, fallback=Fallback(fault.fault.value, generator, message), struck=tuple(struck)
    )


def _text(extractive: Summary, report: Report) -> list[Source]:
    """All text between the first and the last paragraph that the extractive points are from."""
    cited = [citation.paragraph for citation in extractive.citations]
    if not cited:
        return []
    between = [report.paragraph(n) for n in range(min(cited), max(cited) + 1)]
    return [Source(report, p, 0, len(p.text)) for p in between if p.role in (Role.BODY, Role.GLOSSARY)]
