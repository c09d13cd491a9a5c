"""Who writes the answers of one library: the language model that its settings name, with its journal."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.cite import marks
from rag.compose import Source
from rag.config import Backend, Settings, load
from rag.journal import Journal
from rag.llm.answer import answer_with, fallen_back, rewrite_question
from rag.llm.briefing import brief_fallen_back, brief_with, overview_text
from rag.llm.chat import ChatModel, ModelFault
from rag.llm.load import load_chat
from rag.llm.pump import waited
from rag.llm.summary import summary_fallen_back, summary_with
from rag.llm.write import Attempt, Listener, silent
from rag.results import Answer, Brief, Fallback, Summary
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

    def in_full(
        self,
        question: str,
        history: Sequence[Turn],
        *,
        otherwise: str,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> str:
        """A follow-up question with what it leaves to the questions before it; `otherwise` where the model fails."""
        if not history:
            return question
        try:
            model = self._ready(cancelled)
        except ModelFault:
            return otherwise
        return rewrite_question(
            model, question, history, otherwise=otherwise, settings=self.settings, cancelled=cancelled
        )

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
        given = attempt.result
        self._log(
            attempt,
            name,
            given.fallback,
            {
                "question": given.question,
                "asked": question.text,
                "history": [{"question": turn.question, "answer": turn.answer} for turn in history],
                "files": list(files),
                "status": given.status.value,
                "answer": given.answer,
            },
        )
        return given

    def summary(
        self,
        extractive: Summary,
        report: Report,
        *,
        asked: Mapping[str, Any],
        copies: tuple[str, ...] = (),
        listen: Listener = silent,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Summary:
        """Let the model write the points of a section; give the extractive ones, and say why, where it cannot.

        Args:
            asked: what it was asked for with, so that the journal can ask again.

        Raises:
            Cancelled: `cancelled` returned true.
        """
        name = self.model.name if self.model else str(self.settings.spec)
        try:
            model = self._ready(cancelled)
            attempt = summary_with(
                model,
                extractive,
                report,
                asked["section"],
                settings=self.settings,
                copies=copies,
                listen=listen,
                cancelled=cancelled,
            )
        except ModelFault as fault:
            attempt = Attempt(summary_fallen_back(extractive, name, fault))
        given = attempt.result
        points = "\n".join(f"{point.text}{marks(point.citations)}" for point in given.points)
        where = " > ".join((given.report, *given.section))
        self._log(
            attempt, name, given.fallback, {"task": "summary", "question": where, "asked": asked, "answer": points}
        )
        return given

    def brief(
        self,
        extractive: Brief,
        *,
        load: Callable[[str], Report],
        asked: Mapping[str, Any],
        copies: Mapping[str, tuple[str, ...]] | None = None,
        listen: Listener = silent,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Brief:
        """Let the model write a briefing's overall picture; leave the one that quotes, and say why, where it cannot.

        Args:
            asked: what it was asked for with, so that the journal can ask again.

        Raises:
            Cancelled: `cancelled` returned true.
        """
        name = self.model.name if self.model else str(self.settings.spec)
        template = str(asked.get("template", ""))
        try:
            model = self._ready(cancelled)
            attempt = brief_with(
                model,
                extractive,
                load=load,
                settings=self.settings,
                template=template,
                copies=copies,
                listen=listen,
                cancelled=cancelled,
            )
        except ModelFault as fault:
            attempt = Attempt(brief_fallen_back(extractive, name, fault))
        given = attempt.result
        said = overview_text(given, template)
        self._log(
            attempt, name, given.fallback, {"task": "briefing", "question": given.title, "asked": asked, "answer": said}
        )
        return given

    def _log(
        self,
        attempt: Attempt[Any],
        generator: str,
        fallback: Fallback | None,
        asked_and_given: Mapping[str, Any],
    ) -> None:
        if self.journal is not None:
            self.journal.write(_entry(attempt, generator, fallback, asked_and_given))

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
    attempt: Attempt[Any], generator: str, fallback: Fallback | None, asked_and_given: Mapping[str, Any]
) -> dict[str, Any]:
    written = attempt.written
    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "task": "answer",
        **asked_and_given,
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
        "fallback": fallback.to_dict() if fallback else None,
    }
