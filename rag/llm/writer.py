"""Who writes the answers of one library: the language model that its settings name, with its journal."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.compose import Source
from rag.config import Backend, Settings, load
from rag.journal import Journal
from rag.llm.answer import Attempt, answer_with, fallen_back, rewrite_question
from rag.llm.chat import ChatModel, ModelFault
from rag.llm.load import load_chat
from rag.llm.pump import waited
from rag.llm.summary import summary_fallen_back, summary_with
from rag.llm.write import Listener, silent
from rag.results import Answer, Summary
from rag.types import Report
from rag.understand import Question

if TYPE_CHECKING:
    from rag.library import Turn

_LOAD_S = 900.0


@dataclass(frozen=True, slots=True)
class Writer:
    """A chat model and how it is used; `refused` says why it may not be, if so."""

    model: ChatModel | None
    settings: Settings
    journal: Journal | None = None
    refused: ModelFault | None = None

    def in_full(self, question: str, history: Sequence[Turn], *, cancelled: Callable[[], bool] = lambda: False) -> str:
        """A follow-up question with what it leaves to the questions before it."""
        if not history or self.model is None:
            return question
        return rewrite_question(self.model, question, history, settings=self.settings, cancelled=cancelled)

    def answer(
        self,
        question: Question,
        evidence: Sequence[Source],
        extractive: Answer,
        *,
        load: Callable[[str], Report],
        places: frozenset[str] = frozenset(),
        files: Sequence[str] = (),
        history: Sequence[Turn] = (),
        copies: Mapping[str, tuple[str, ...]] | None = None,
        listen: Listener = silent,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Answer:
        """Let the model answer; give the extractive answer, and say why, where it cannot.

        Raises:
            Cancelled: `cancelled` returned true.
        """
        name = self.model.name if self.model else str(self.settings.spec)
        try:
            model = self._ready(cancelled)
            attempt = answer_with(
                model,
                question,
                evidence,
                extractive,
                load=load,
                settings=self.settings,
                places=places,
                history=history,
                copies=copies,
                listen=listen,
                cancelled=cancelled,
            )
        except ModelFault as fault:
            attempt = Attempt(fallen_back(extractive, name, fault))
        if self.journal is not None:
            self.journal.write(_entry(attempt, question, name, files, history))
        return attempt.answer

    def summary(
        self,
        extractive: Summary,
        report: Report,
        *,
        copies: tuple[str, ...] = (),
        listen: Listener = silent,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Summary:
        """Let the model write the points of a section; give the extractive ones, and say why, where it cannot.

        Raises:
            Cancelled: `cancelled` returned true.
        """
        name = self.model.name if self.model else str(self.settings.spec)
        try:
            model = self._ready(cancelled)
            return summary_with(
                model,
                extractive,
                report,
                settings=self.settings,
                copies=copies,
                listen=listen,
                cancelled=cancelled,
            )
        except ModelFault as fault:
            return summary_fallen_back(extractive, name, fault)

    def _ready(self, cancelled: Callable[[], bool]) -> ChatModel:
        """The model, loaded."""
        if self.model is None:
            assert self.refused is not None
            raise self.refused
        model = self.model
        waited(lambda: model.context_tokens, cancelled=cancelled, limit_s=_LOAD_S)
        return model


class Writers:
    """The writer of a library as its settings stand at each question; a model once loaded is kept."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._kept: tuple[Settings, Writer] | None = None

    def writer(self, generator: str | ChatModel | None, environ: Mapping[str, str]) -> Writer | None:
        """For a generator given for one question, else for the one that is set; None for the extractive one.

        Raises:
            UsageError: it names no generator.
        """
        settings = load(self._home, environ)
        if generator is not None and not isinstance(generator, str):
            return Writer(generator, settings)
        if generator is not None:
            settings = replace(settings, generator=generator)
        if settings.spec.backend is Backend.EXTRACTIVE:
            return None
        journal = Journal(self._home) if settings.journal else None
        with self._lock:
            if self._kept is None or self._kept[0] != settings:
                try:
                    writer = Writer(load_chat(settings), settings, journal)
                except ModelFault as refused:
                    writer = Writer(None, settings, journal, refused)
                self._kept = (settings, writer)
            return self._kept[1]


def _entry(
    attempt: Attempt, question: Question, generator: str, files: Sequence[str], history: Sequence[Turn]
) -> dict[str, Any]:
    written, answer = attempt.written, attempt.answer
    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "question": answer.question,
        "asked": question.text,
        "history": [{"question": turn.question, "answer": turn.answer} for turn in history],
        "files": list(files),
        "generator": generator,
        "evidence": [
            {"report_id": s.report.id, "file": s.report.file, "paragraph": s.paragraph.ordinal, "quote": s.quote}
            for s in attempt.evidence
        ],
        "draft": written.draft if written else None,
        "statements": [
            {
                "text": held.text,
                "verdict": held.verdict.value,
                "recited": held.recited,
                "problems": [p.to_dict() for p in held.problems],
            }
            for held in (written.held if written else ())
        ],
        "fallback": answer.fallback.to_dict() if answer.fallback else None,
        "status": answer.status.value,
        "answer": answer.answer,
    }
