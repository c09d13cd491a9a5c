"""Asking: a question, with the conversation before it, to an answer."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.config import Backend, load
from rag.errors import Cancelled, WenjuError
from rag.results import Answer, ReportCard, Status
from ui.handlers.sources import backing
from ui.handlers.work import View, failure, waiting
from ui.jobs import Job, Jobs, Superseded
from ui.markup import EMPTY, Html
from ui.render import answers, notices
from ui.render.answers import Draft, Judgement
from ui.texts import Language, say

if TYPE_CHECKING:
    from rag.library import Library
    from rag.llm.write import Event

MAX_EXAMPLES = 5
MAX_TURNS = 6  # of the conversation before a question; what lies further back is not what it leaves out
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AskView(View):
    answer: Answer | None = None


def ask(
    library: Library,
    jobs: Jobs,
    page: str,
    question: str,
    *,
    files: Sequence[str] = (),
    earlier: Sequence[Answer] = (),
    language: Language,
) -> Iterator[AskView]:
    """Answer a question, with a line of progress, or a language model's draft, until the answer is there."""
    from rag.library import Turn

    question = question.strip()
    if not library.reports():
        yield AskView(notices.empty_library(language=language))
        return
    if not question:
        yield AskView(notices.notice(say(language, "ask.blank"), kind="warn"))
        return

    def show_progress(draft: object, seconds: float) -> AskView:
        message = say(language, "ask.working", seconds=f"{seconds:.1f}")
        if isinstance(draft, Draft) and draft.text.strip():
            return AskView(answers.drafting(question, draft, message, language=language), busy=True)
        return AskView(notices.working(message), busy=True)

    def work(job: Job[Answer]) -> Answer:
        def listen(event: Event) -> None:
            job.report(heard(job.progress or Draft(), event))

        return library.ask(
            question,
            files=tuple(files),
            history=[Turn(turn.question, turn.answer) for turn in earlier[-MAX_TURNS:]],
            listen=listen,
            cancelled=job.is_cancelled,
        )

    try:
        answer = yield from waiting(jobs, f"{page}/ask", work, show_progress)
    except Superseded:
        return
    except Cancelled:
        yield AskView(notices.notice(say(language, "ask.cancelled")))
    except Exception as error:
        yield AskView(failure(error, language=language))
    else:
        yield AskView(show_answer(library, answer, language=language), answer=answer)


def heard(draft: Draft, event: Event) -> Draft:
    """Add to a draft what was just told of it."""
    from rag.llm.write import Drafted

    if isinstance(event, Drafted):
        return Draft(event.text) if event.restart else replace(draft, text=draft.text + event.text)
    held = event.held
    return replace(draft, judged=(*draft.judged, Judgement(held.text, held.stands, held.problems)))


def show_answer(library: Library, answer: Answer, *, language: Language) -> Html:
    return answers.answer(answer, backing(library, answer.citations), language=language)


def show_earlier(library: Library, turns: Sequence[Answer], *, language: Language) -> Html:
    """Give the conversation before the present question, its first turn first."""
    shown = [(turn, show_answer(library, turn, language=language)) for turn in turns]
    return answers.earlier(shown, language=language)


def first_view(library: Library, *, language: Language) -> Html:
    """Give what stands where the answer goes before anything was asked."""
    n_reports = len(library.reports())
    if not n_reports:
        return notices.empty_library(language=language)
    return notices.welcome(n_reports, language=language)


def show_writer(library: Library, *, language: Language) -> Html:
    """Say which language model writes the answers, and where report text goes for that; nothing if none is set."""
    try:
        settings = load(library.home, os.environ)
        spec = settings.spec
    except WenjuError as error:
        return failure(error, language=language)
    if spec.backend is Backend.EXTRACTIVE:
        return EMPTY
    if not spec.host:
        return notices.writer(say(language, "writer.local", model=spec.model), is_remote=False)
    key = "writer.remote" if settings.may_send_to(spec.host) else "writer.not_agreed"
    return notices.writer(say(language, key, model=spec.model, host=spec.host), is_remote=True)


def example_questions(library: Library, *, language: Language) -> tuple[str, ...]:
    """Make questions out of the places and years that are there, and keep those that get an answer, at most five.

    Where none does in the page's language, Chinese ones stand in.
    """
    cards = tuple(library.reports())
    return _answered(library, cards, language) or _answered(library, cards, Language.ZH)


@lru_cache(maxsize=8)  # asked again at every visit, and different only after the library changed
def _answered(library: Library, cards: tuple[ReportCard, ...], language: Language) -> tuple[str, ...]:
    kept: list[str] = []
    for question in possible_questions(cards, language=language):
        try:
            status = library.ask(question).status
        except WenjuError as error:
            _LOG.warning("example question %r failed: %s", question, error)
            continue
        if status is Status.ANSWERED:
            kept.append(question)
        if len(kept) == MAX_EXAMPLES:
            break
    return tuple(kept)


def possible_questions(cards: Sequence[ReportCard], *, language: Language) -> tuple[str, ...]:
    """Make questions that reports of this genre mostly answer, the newest first, with comparisons where possible."""
    newest_first = sorted(((c.place, c.year) for c in cards if c.place and c.year), key=lambda p: (-p[1], p[0]))
    known = list(dict.fromkeys(newest_first))[:6]
    years_of_place: dict[str, list[int]] = {}
    places_of_year: dict[int, list[str]] = {}
    for place, year in known:
        years_of_place.setdefault(place, []).append(year)
        places_of_year.setdefault(year, []).append(place)
    questions: list[str] = []
    kinds = ("example.target", "example.list", "example.jobs", "example.focus")
    for i, (place, year) in enumerate(known):
        questions.append(say(language, kinds[i % len(kinds)], place=place, year=year))
    for place, years in years_of_place.items():
        if len(years) > 1:
            questions.insert(2, say(language, "example.years", place=place, first=years[1], second=years[0]))
            break
    for year, places in places_of_year.items():
        if len(places) > 1:
            questions.insert(1, say(language, "example.places", year=year, first=places[0], second=places[1]))
            break
    for i, (place, year) in enumerate(known):
        questions.append(say(language, kinds[(i + 1) % len(kinds)], place=place, year=year))
    return tuple(questions)
