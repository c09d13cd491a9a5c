"""The `ChatModel` protocol, what can go wrong with one, and what happens while it writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from rag.errors import ModelProblem


@dataclass(frozen=True, slots=True)
class Message:
    role: str  # "system", "user" or "assistant"
    content: str


class ChatModel(Protocol):
    """Messages to a stream of text.

    `stream` may block; it runs in a thread of its own, ends soon after `stop` is set, and raises `ModelFault` where
    the model does not come to an end by itself.
    """

    @property
    def name(self) -> str: ...

    @property
    def context_tokens(self) -> int: ...

    def count_tokens(self, text: str) -> int: ...

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: threading.Event) -> Iterator[str]: ...


class FaultKind(StrEnum):
    """Why the extractive answer was given although a language model was asked for."""

    SLOW = "slow"
    DOWN = "down"
    EMPTY = "empty"
    CUT_OFF = "cut_off"
    RAMBLING = "rambling"
    NOTHING_STANDS = "nothing_stands"
    NOT_AGREED = "not_agreed"
    TOO_LONG = "too_long"


class ModelFault(ModelProblem):
    """A language model did not give a draft that can be used.

    `told` says to the reader, in Chinese, what `message` and `fix` say to whoever looks after the machine.
    """

    def __init__(self, fault: FaultKind, message: str, *, fix: str = "", told: str = "") -> None:
        super().__init__(message, fix=fix)
        self.fault = fault
        self.told = told
