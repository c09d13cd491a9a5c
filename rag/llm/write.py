"""A prompt to a draft to statements that stand: text is shown as it comes, verdicts as they are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from rag.compose import Source
from rag.config import Settings
from rag.llm.chat import ChatModel, FaultKind, ModelFault
from rag.llm.hold import Held, Holder
from rag.llm.parse import Parser, Said, SaidKind
from rag.llm.prompt import Prompt
from rag.llm.pump import pumped
from rag.llm.rambling import is_rambling
from rag.llm.thinking import Shown, Thinking
from rag.results import Struck

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Drafted:
    """More text of the draft; `restart` takes back all that was shown before."""

    text: str
    restart: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {"event": "text", "text": self.text, "restart": self.restart}


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement of the draft and what became of it."""

    held: Held

    def to_dict(self) -> dict[str, Any]:
        held = self.held
        return {
            "event": "verdict",
            "text": held.text,
            "verdict": held.verdict.value,
            "recited": held.recited,
            "problems": [p.to_dict() for p in held.problems],
        }


Event = Drafted | Judged
Listener = Callable[[Event], None]


def silent(_: Event) -> None:
    """Listen to nothing."""


@dataclass(slots=True)
class Written:
    """A draft and what became of its statements. `fault` says why it cannot be used, if so."""

    draft: str = ""
    held: list[Held] = field(default_factory=list)
    abstentions: list[str] = field(default_factory=list)
    fault: ModelFault | None = None

    @property
    def standing(self) -> list[Held]:
        return [one for one in self.held if one.stands]

    @property
    def struck(self) -> list[Held]:
        return [one for one in self.held if not one.stands]

    @property
    def told_struck(self) -> tuple[Struck, ...]:
        """What was struck, as the reader is told it."""
        return tuple(Struck(one.text, one.problems) for one in self.struck)


@dataclass(frozen=True, slots=True)
class Attempt(Generic[T]):
    """What the user gets, whoever wrote it, and what led to it, for the journal."""

    result: T
    evidence: tuple[Source, ...] = ()
    written: Written | None = None


def write(
    model: ChatModel,
    prompt: Prompt,
    holder: Holder,
    *,
    settings: Settings,
    listen: Listener = silent,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Let the model write and hold it to the evidence of the prompt.

    A draft that is slow, cut off, empty or rambling is given with its fault, not raised.

    Raises:
        Cancelled: `cancelled` returned true.
    """
    written = Written()
    parser = Parser(len(prompt.evidence))
    thinking = Thinking()

    def take(shown: Sequence[Shown]) -> None:
        nonlocal parser
        for one in shown:
            if one.restart:
                parser = Parser(len(prompt.evidence))
                written.draft = ""
                written.held.clear()
                written.abstentions.clear()
            written.draft += one.text
            listen(Drafted(one.text, one.restart))
            judge(parser.feed(one.text))

    def judge(said: Sequence[Said]) -> None:
        for one in said:
            if one.kind is SaidKind.ABSTENTION:
                written.abstentions.append(one.text)
                continue
            for held in holder.hold(one):
                written.held.append(held)
                listen(Judged(held))

    chunks = pumped(
        lambda stop: model.stream(prompt.messages, max_tokens=settings.max_tokens, stop=stop),
        cancelled=cancelled,
        first_s=settings.first_token_s,
        total_s=settings.timeout_s,
    )
    try:
        for chunk in chunks:
            take(thinking.feed(chunk))
            if is_rambling(written.draft):
                raise ModelFault(FaultKind.RAMBLING, f"{model.name} lost its thread and was stopped.")
        take(thinking.end())
    except ModelFault as fault:
        written.fault = fault
    finally:
        chunks.close()
    # What was complete of a broken draft is judged all the same: it is shown as struck or logged, never as the answer.
    if written.fault is None:
        judge(parser.end())
        if not written.draft.strip():
            written.fault = ModelFault(FaultKind.EMPTY, f"{model.name} wrote nothing.")
    return written
