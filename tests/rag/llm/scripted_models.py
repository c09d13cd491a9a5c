"""Chat models that write what a test tells them to, and readers of the prompts that they are given."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rag.llm.chat import Message
from rag.llm.prompt import ABSTAIN, CLOSE, OPEN
from rag.understand import fold

_EVIDENCE = re.compile(rf"^\[(\d+)\] ([^\n]*)\n{OPEN}(.*?){CLOSE}$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a prompt lays before a model."""

    question: str
    evidence: Mapping[int, str]
    where: Mapping[int, str]  # report and headings that stand over each

    def holding(self, text: str) -> int | None:
        """The number of the first evidence that holds a text, but for spaces and marks."""
        wanted = letters(text)
        return next((n for n, held in self.evidence.items() if wanted in letters(held)), None)


def read(messages: Sequence[Message]) -> Shown:
    text = messages[-1].content
    question = re.findall(r"^(?:问题|要概括的一节|主题)：(.*)$", text, re.M)[-1]
    found = list(_EVIDENCE.finditer(text))
    return Shown(question, {int(m[1]): m[3] for m in found}, {int(m[1]): m[2] for m in found})


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


@dataclass(slots=True)
class ScriptedModel:
    """Writes `reply(prompt)` in small pieces, as a model streams."""

    reply: Callable[[Shown], str]
    name: str = "scripted"
    context_tokens: int = 16_000
    seen: list[Sequence[Message]] = field(default_factory=list)

    def count_tokens(self, text: str) -> int:
        return len(text)

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: threading.Event) -> Iterator[str]:
        self.seen.append(messages)
        text = self.reply(read(messages))
        for start in range(0, len(text), 7):
            yield text[start : start + 7]


def says(text: str) -> ScriptedModel:
    """A model that writes this, whatever it is asked."""
    return ScriptedModel(lambda _: text)


def perfect(gold: Sequence[Mapping[str, Any]]) -> ScriptedModel:
    """Knows the reference answers, cites what carries them, and says so where the evidence lacks it."""
    by_question = {letters(q["question"]): q for q in gold}

    def reply(shown: Shown) -> str:
        question = by_question[letters(shown.question)]
        if not question["answerable"]:
            return ABSTAIN
        found = {e["quote"]: n for e in question["evidence"] if (n := shown.holding(e["quote"])) is not None}
        if not found or (len(found) < len(question["evidence"]) and not question.get("evidence_any")):
            return ABSTAIN
        numbers = "".join(f"[{n}]" for n in dict.fromkeys(found.values()))
        return f"{question['answer'].rstrip('。')}{numbers}。"

    return ScriptedModel(reply, name="perfect")
