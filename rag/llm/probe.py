"""A small test of a language model, with an invented report: does it answer, cite, and say no where it should?"""

from __future__ import annotations

import time
from typing import NamedTuple

from rag.compose import Source
from rag.config import Settings
from rag.llm.chat import ChatModel
from rag.llm.hold import Holder
from rag.llm.prompt import Task, writing_prompt
from rag.llm.pump import waited
from rag.llm.write import write
from rag.types import Alignment, Fact, Metadata, Origin, Paragraph, Report, Role, Segment
from rag.understand import understand

_TEXT = "今年的主要预期目标是：地区生产总值增长6%左右，城镇新增就业3000人以上。"
_QUESTION = "望川县2025年城镇新增就业的目标是多少？"
_BUDGET = 1500
_LOAD_S = 900.0


class Probe(NamedTuple):
    ok: bool
    message: str


def probe(model: ChatModel, settings: Settings) -> Probe:
    """Ask and judge. No text of the user's reports is sent.

    Raises:
        ModelFault: the model cannot be loaded or reached.
    """
    started = time.perf_counter()
    waited(lambda: model.context_tokens, cancelled=lambda: False, limit_s=_LOAD_S)
    question = understand(_QUESTION)
    prompt = writing_prompt(
        Task.ANSWER,
        _QUESTION,
        [_source()],
        understood=question.understood,
        budget_tokens=_BUDGET,
        count_tokens=model.count_tokens,
    )
    written = write(model, prompt, Holder(prompt.evidence, question), settings=settings)
    seconds = time.perf_counter() - started
    if written.fault is not None:
        raise written.fault
    said = " ".join(written.draft.split())[:80]
    if written.standing:
        return Probe(True, f"answers with its source in {seconds:.1f} s: {said}")
    if written.struck:
        return Probe(
            False, f"writes what its source does not say: {said}. It is of no use here: choose a better model."
        )
    return Probe(False, f"does not answer from its source: {said}. Choose a model that follows instructions.")


def _source() -> Source:
    fact = {name: Fact(value, Origin.USER) for name, value in (("place", "望川县"), ("year", "2025"))}
    alignment = Alignment.of([Segment(0, len(_TEXT), 0, len(_TEXT))])
    paragraph = Paragraph(1, Role.BODY, _TEXT, -1, alignment)
    report = Report("probe", "probe.txt", Metadata(**fact), (), (paragraph,))
    return Source(report, paragraph, 0, len(_TEXT))
