"""A question answered by a language model, held to the promise, with the extractive answer always behind it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rag.cite import Citations, marks
from rag.compose import Source
from rag.config import Settings
from rag.errors import ModelProblem
from rag.llm.chat import ChatModel, FaultKind, ModelFault
from rag.llm.hold import Held, Holder
from rag.llm.planted import is_planted, without_planted
from rag.llm.prompt import ABSTAIN, Prompt, Task, rewriting_prompt, writing_prompt
from rag.llm.pump import pumped
from rag.llm.thinking import without_thinking
from rag.llm.write import Attempt, Listener, Written, silent, write
from rag.results import Answer, Citation, Cited, Derived, Fallback, Statement, Status, Struck, Table
from rag.types import Report
from rag.understand import Question

if TYPE_CHECKING:
    from rag.library import Turn

DEFAULT_CONTEXT = 8192
_MAX_NEAREST = 3
_MAX_QUESTION_CHARS = 200
MESSAGES = {
    FaultKind.SLOW: "语言模型太慢，没有在限定时间内写完",
    FaultKind.DOWN: "语言模型用不了",
    FaultKind.EMPTY: "语言模型没有写出内容",
    FaultKind.CUT_OFF: "语言模型的回答中途断了",
    FaultKind.RAMBLING: "语言模型的回答重复或失控，已停下",
    FaultKind.NOTHING_STANDS: "语言模型写的句子没有一句经得起核对",
    FaultKind.NOT_AGREED: "还没有同意把报告内容发给这台主机",
    FaultKind.TOO_LONG: "这一部分太长，语言模型一次读不完",
}


def reason_of(fault: ModelFault) -> str:
    """Why a language model did not write, for the reader."""
    return f"{MESSAGES[fault.fault]}{f'（{fault.told}）' if fault.told else ''}"


def fallen_back(answer: Answer, generator: str, fault: ModelFault, struck: Sequence[Struck] = ()) -> Answer:
    """The extractive answer, saying that a language model was asked for and why it did not answer."""
    message = f"{reason_of(fault)}，下面是摘取原文的答案。"
    return dataclasses.replace(answer, struck=tuple(struck), fallback=Fallback(fault.fault.value, generator, message))


def answer_with(
    model: ChatModel,
    question: Question,
    evidence: Sequence[Source],
    extractive: Answer,
    *,
    load: Callable[[str], Report],
    settings: Settings,
    places: frozenset[str] = frozenset(),
    history: Sequence[Turn] = (),
    copies: Mapping[str, tuple[str, ...]] | None = None,
    listen: Listener = silent,
    cancelled: Callable[[], bool] = lambda: False,
) -> Attempt[Answer]:
    """Let the model answer from the evidence; give the extractive answer where its own does not stand.

    Args:
        extractive: the answer without a model; what it cites is laid before the model first.
        load: a report by its id.

    Raises:
        Cancelled: `cancelled` returned true.
    """
    quoted = [source_of(citation, load) for citation in extractive.citations]
    sources = merged([*quoted, *evidence])
    prompt = _prompt(model, question, sources, settings, history)
    if not prompt.evidence:
        return Attempt(extractive)
    # What did not fit the prompt may still carry a statement.
    fitting = len(prompt.evidence)
    holder = Holder((*prompt.evidence, *sources[fitting:]), question, places)
    written = write(model, prompt, holder, settings=settings, listen=listen, cancelled=cancelled)
    struck = written.told_struck
    if written.fault is None and not written.standing and not written.abstentions:
        written.fault = ModelFault(FaultKind.NOTHING_STANDS, f"{model.name}: no statement stands.")
    if written.fault is not None:
        return Attempt(fallen_back(extractive, model.name, written.fault, struck), prompt.evidence, written)
    if not written.standing:
        # An abstention beside struck statements is what is left of a bad draft, not a reading of the evidence.
        if struck:
            fault = ModelFault(FaultKind.NOTHING_STANDS, f"{model.name}: no statement stands.")
            return Attempt(fallen_back(extractive, model.name, fault, struck), prompt.evidence, written)
        return Attempt(_abstained(model, extractive, load, copies), prompt.evidence, written)
    answer = _answered(model, written, extractive, load, copies, struck)
    return Attempt(answer, prompt.evidence, written)


def rewrite_question(
    model: ChatModel,
    question: str,
    history: Sequence[Turn],
    *,
    otherwise: str,
    settings: Settings,
    cancelled: Callable[[], bool] = lambda: False,
) -> str:
    """Put a follow-up question in full; `otherwise` where the model does not or says something new.

    Raises:
        Cancelled: `cancelled` returned true.
    """
    chunks = pumped(
        lambda stop: model.stream(rewriting_prompt(question, history), max_tokens=settings.max_tokens, stop=stop),
        cancelled=cancelled,
        first_s=settings.first_token_s,
        total_s=settings.first_token_s,
    )
    try:
        lines = without_thinking("".join(chunks)).splitlines()
    except ModelProblem:
        return otherwise
    finally:
        chunks.close()
    rewritten = next((line.strip(' “”"') for line in lines if line.strip()), "")
    known = question + "".join(f"{turn.question}{turn.answer}" for turn in history)
    return rewritten if _is_faithful(rewritten, known) else otherwise


def _is_faithful(rewritten: str, known: str) -> bool:
    """Nothing but what the conversation holds: no other figure, no other place."""
    from rag.figures import find_figures, find_periods
    from rag.places import find_places

    if not 2 < len(rewritten) <= _MAX_QUESTION_CHARS or is_planted(rewritten) or ABSTAIN in rewritten:
        return False
    held = {m.place.name for m in find_places(known)}
    years = {y for p in find_periods(known) for y in p.years}
    return (
        all(m.place.name in held for m in find_places(rewritten))
        and all(f.text in known for f in find_figures(rewritten))
        and all(set(p.years) <= years for p in find_periods(rewritten) if p.years)
    )


def budget(model: ChatModel, settings: Settings) -> int:
    """How many tokens a prompt may have; a model with a small window still gets at least half of it to read."""
    context = settings.context_tokens or model.context_tokens or DEFAULT_CONTEXT
    return max(context - settings.max_tokens, context // 2)


def _prompt(
    model: ChatModel, question: Question, sources: Sequence[Source], settings: Settings, history: Sequence[Turn]
) -> Prompt:
    understood = question.understood
    task = Task.COMPARISON if understood.kind in ("comparison", "aggregate") else Task.ANSWER
    return writing_prompt(
        task,
        question.text,
        sources,
        understood=understood,
        history=history,
        budget_tokens=budget(model, settings),
        count_tokens=model.count_tokens,
    )


def source_of(citation: Citation, load: Callable[[str], Report]) -> Source:
    """The stretch of text that a citation quotes."""
    report = load(citation.report_id)
    start = citation.quote_start
    return Source(report, report.paragraph(citation.paragraph), start, start + len(citation.quote))


def merged(sources: Iterable[Source]) -> list[Source]:
    """Each stretch of text once, in the order given, without sentences that give orders."""
    kept: list[Source] = []
    for source in without_planted(sources):
        inside = [
            other
            for other in kept
            if other.report.id == source.report.id
            and other.paragraph.ordinal == source.paragraph.ordinal
            and (other.start <= source.start and source.end <= other.end)
        ]
        around = [
            i
            for i, other in enumerate(kept)
            if other.report.id == source.report.id
            and other.paragraph.ordinal == source.paragraph.ordinal
            and (source.start <= other.start and other.end <= source.end)
        ]
        if inside:
            continue
        if around:
            # The whole passage takes the place of the quote from it: the model reads what stands around it.
            kept[around[0]] = source
            for i in reversed(around[1:]):
                del kept[i]
            continue
        kept.append(source)
    return kept


def _answered(
    model: ChatModel,
    written: Written,
    extractive: Answer,
    load: Callable[[str], Report],
    copies: Mapping[str, tuple[str, ...]] | None,
    struck: tuple[Struck, ...],
) -> Answer:
    citations = Citations(copies)
    statements = tuple(_statements(written.standing, citations))
    missing = "".join(dict.fromkeys(written.abstentions))
    lines = [f"{s.text}{marks(s.citations)}" for s in statements]
    table = _table(extractive, citations, load)
    return dataclasses.replace(
        extractive,
        status=Status.PARTIAL if missing else Status.ANSWERED,
        answer="\n".join([*lines, *([missing] if missing else [])]),
        statements=statements,
        struck=struck,
        table=table,
        reason=missing,
        nearest=(),
        citations=citations.all,
        generator=model.name,
    )


def _statements(standing: Sequence[Held], citations: Citations) -> Iterator[Statement]:
    seen: set[str] = set()
    for held in standing:
        if held.text not in seen:
            seen.add(held.text)
            numbers = tuple(dict.fromkeys(citations.number(source) for source in held.sources))
            derived = Derived(held.formula, numbers) if held.formula else None
            yield Statement(held.text, numbers, derived=derived, recited=held.recited)


def _table(extractive: Answer, citations: Citations, load: Callable[[str], Report]) -> Table | None:
    """The table of the extractive answer, its cells numbered among the new citations."""
    if extractive.table is None:
        return None
    by_number = {citation.n: citation for citation in extractive.citations}

    def renumbered(cell: Cited) -> Cited:
        return Cited(cell.text, tuple(citations.number(source_of(by_number[n], load)) for n in cell.citations))

    rows = tuple(tuple(map(renumbered, row)) for row in extractive.table.rows)
    return dataclasses.replace(extractive.table, rows=rows)


def _abstained(
    model: ChatModel, extractive: Answer, load: Callable[[str], Report], copies: Mapping[str, tuple[str, ...]] | None
) -> Answer:
    """The model read the evidence and found no answer in it; what would have been quoted is offered as nearest."""
    citations = Citations(copies)
    by_number = {citation.n: citation for citation in extractive.citations}
    offered = extractive.nearest or tuple(Cited(s.text, s.citations) for s in extractive.statements[:_MAX_NEAREST])
    nearest = tuple(
        Cited(one.text, tuple(citations.number(source_of(by_number[n], load)) for n in one.citations))
        for one in offered
    )
    reason = extractive.reason if extractive.status is Status.ABSTAINED else f"语言模型读了检索到的原文，认为{ABSTAIN}"
    return dataclasses.replace(
        extractive,
        status=Status.ABSTAINED,
        answer=f"现有报告没有回答这个问题：{reason}",
        statements=(),
        table=None,
        reason=reason,
        nearest=nearest,
        citations=citations.all,
        generator=model.name,
    )
