"""What happens on the page, as plain functions: a library and what the user did, to what the page then shows."""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rag.errors import Cancelled, FileMissing, UsageError, WenjuError
from rag.results import Added, AddedFile, Answer, Citation, ReportCard, Status, Summary
from rag.types import Report
from ui import reader, render
from ui.jobs import Job, Jobs, Superseded
from ui.markup import EMPTY, Html, tag
from ui.texts import Language, say

if TYPE_CHECKING:
    from rag.library import Library

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "reports"
MAX_EXAMPLES = 5
UPLOADS = "uploads"
WHOLE_REPORT = -1
_LOG = logging.getLogger(__name__)
_POLL_S = 0.1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """What one part of the page shows, and whether work on it goes on."""

    html: Html
    busy: bool = False


@dataclass(frozen=True, slots=True)
class AskView(View):
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class SummaryView(View):
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class AddView(View):
    added: Added | None = None


@dataclass(frozen=True, slots=True)
class ReportView:
    """An open report: its head, outline and text."""

    key: str
    head: Html
    outline: Html
    text: Html


# Asking


def ask(
    library: Library, jobs: Jobs, page: str, question: str, *, files: Sequence[str] = (), language: Language
) -> Iterator[AskView]:
    """Answer a question, with a line of progress until the answer is there."""
    question = question.strip()
    if not library.reports():
        yield AskView(render.empty_library(language=language))
        return
    if not question:
        yield AskView(render.notice(say(language, "ask.blank"), kind="warn"))
        return

    def show_progress(_: object, seconds: float) -> AskView:
        message = say(language, "ask.working", seconds=f"{seconds:.1f}")
        return AskView(render.working(message), busy=True)

    def work(_: Job[Answer]) -> Answer:
        return library.ask(question, files=tuple(files))

    try:
        answer = yield from _waiting(jobs, f"{page}/ask", work, show_progress)
    except Superseded:
        return
    except Cancelled:
        yield AskView(render.notice(say(language, "ask.cancelled")))
    except Exception as error:
        yield AskView(failure(error, language=language))
    else:
        yield AskView(show_answer(library, answer, language=language), answer=answer)


def show_answer(library: Library, answer: Answer, *, language: Language) -> Html:
    return render.answer(answer, backing(library, answer.citations), language=language)


def first_view(library: Library, *, language: Language) -> Html:
    """Give what stands where the answer goes before anything was asked."""
    n_reports = len(library.reports())
    return render.welcome(n_reports, language=language) if n_reports else render.empty_library(language=language)


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


# Evidence


def backing(library: Library, citations: Sequence[Citation]) -> render.Backing:
    """Fetch what the cards show beside the citations; source text only where something was repaired."""
    cards = {c.report_id: c for c in library.reports()}
    reports: dict[str, Report] = {}
    sources: dict[int, render.SourceView] = {}
    for citation in citations:
        if not citation.repaired or citation.report_id not in cards:
            continue
        if citation.report_id not in reports:
            reports[citation.report_id] = library.report(citation.report_id)
        source = source_view(reports[citation.report_id], library.source(citation.report_id), citation)
        if source is not None:
            sources[citation.n] = source
    return render.Backing(reports=cards, sources=sources)


def source_view(report: Report, source: str, citation: Citation) -> render.SourceView | None:
    """Cut the source text of the cited paragraph out, with the repairs inside the quote."""
    if not 1 <= citation.paragraph <= len(report.paragraphs):
        return None
    paragraph = report.paragraph(citation.paragraph)
    if not paragraph.text:
        return None
    start, end = paragraph.alignment.to_source(0, len(paragraph.text))
    start, end = min(start, citation.start), max(end, citation.end)
    repairs = tuple(r for r in report.repairs if r.start < citation.end and citation.start < r.end)
    return render.SourceView(source[start:end], citation.start - start, citation.end - start, repairs)


# Reports


def open_report(library: Library, key: str, *, language: Language) -> ReportView:
    """Lay a report out for reading; what cannot be opened is said in its head."""
    try:
        report = library.report(key)
        source = library.source(key)
    except WenjuError as error:
        return ReportView("", failure(error, language=language), EMPTY, EMPTY)
    return ReportView(
        report.id,
        reader.report_head(report, language=language),
        reader.outline(report, language=language),
        reader.reader(report, source, language=language),
    )


def summarize(
    library: Library, jobs: Jobs, page: str, key: str, *, section: int, length: str, language: Language
) -> Iterator[SummaryView]:
    """Summarize one section of a report, by its index, or the whole report."""

    def show_progress(_: object, seconds: float) -> SummaryView:
        message = say(language, "summary.working", seconds=f"{seconds:.1f}")
        return SummaryView(render.working(message), busy=True)

    def work(_: Job[Summary]) -> Summary:
        report = library.report(key)
        if not -1 <= section < len(report.sections):
            raise UsageError(
                f"{report.name} has {len(report.sections)} sections, and none with the number {section}.",
                fix="Open the report again and choose a section from its outline.",
            )
        path = report.section_path(section) if section != WHOLE_REPORT else ()
        return library.summarize(report.file, section=path, length=length)

    try:
        summary = yield from _waiting(jobs, f"{page}/summarize", work, show_progress)
    except Superseded:
        return
    except Cancelled:
        yield SummaryView(render.notice(say(language, "summary.cancelled")))
    except Exception as error:
        yield SummaryView(failure(error, language=language))
    else:
        yield SummaryView(show_summary(library, summary, language=language), summary=summary)


def show_summary(library: Library, summary: Summary, *, language: Language) -> Html:
    return render.summary(summary, backing(library, summary.citations), language=language)


# The library


def add(library: Library, jobs: Jobs, page: str, paths: Sequence[Path], *, language: Language) -> Iterator[AddView]:
    """Add files, with progress; the account names every file."""

    def show_progress(progress: object, _: float) -> AddView:
        if progress is None:
            return AddView(render.working(say(language, "library.starting")), busy=True)
        done, total, file = (getattr(progress, name) for name in ("done", "total", "file"))
        message = say(language, "library.working", done=done, total=total, file=file)
        return AddView(render.working(message), busy=True)

    def work(job: Job[Added]) -> Added:
        return library.add(paths, progress=job.report, cancelled=job.is_cancelled)

    try:
        added = yield from _waiting(jobs, f"{page}/add", work, show_progress, patient=True)
    except Cancelled:
        yield AddView(render.notice(say(language, "library.cancelled")))
    except Exception as error:
        yield AddView(failure(error, language=language))
    else:
        yield show_added(library, added, language=language)


def add_uploads(
    library: Library, jobs: Jobs, page: str, uploads: Sequence[str], *, language: Language
) -> Iterator[AddView]:
    """Add uploaded files under the names they had, from a folder that is emptied afterwards."""
    # The folder is always the same one, since the library knows a file by its path: a new version of a report
    # that is uploaded under the same name then replaces the former.
    folder = library.home / UPLOADS
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    try:
        for i, upload in enumerate(uploads):
            place = folder / Path(upload).name
            if place in paths:
                # Two files of one name, chosen from different folders: both are wanted.
                place = folder / str(i + 1) / place.name
                place.parent.mkdir(exist_ok=True)
            shutil.copyfile(upload, place)
            paths.append(place)
        for view in add(library, jobs, page, paths, language=language):
            if view.added is None:
                yield view
            else:
                yield show_added(library, _without_folder(view.added, folder), language=language)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _without_folder(added: Added, folder: Path) -> Added:
    """Leave out of the messages where uploads lay; the user never saw that place."""

    def cleaned(file: AddedFile) -> AddedFile:
        if file.problem is None:
            return file
        message = str(file.problem.get("message", "")).replace(f"{folder}{os.sep}", "")
        return replace(file, problem={**file.problem, "message": message})

    return replace(added, files=tuple(cleaned(f) for f in added.files))


def show_added(library: Library, added: Added, *, language: Language) -> AddView:
    """Give the account of an upload; copies are named by the file that speaks for them."""
    names = {c.report_id: c.file for c in library.reports()}
    return AddView(reader.outcomes(added, names, language=language), added=added)


def add_examples(
    library: Library, jobs: Jobs, page: str, *, language: Language, folder: Path = EXAMPLES
) -> Iterator[AddView]:
    """Add the reports that come with the project."""
    if not folder.is_dir():
        problem = FileMissing(say(language, "empty.no_examples", folder=folder))
        yield AddView(failure(problem, language=language))
        return
    yield from add(library, jobs, page, [folder], language=language)


def edit(library: Library, key: str, *, place: str, level: str, year: str, language: Language) -> Html:
    """Store the user's correction. Empty fields leave what was read."""
    wanted = year.strip()
    if wanted and not (wanted.isascii() and wanted.isdigit() and len(wanted) == 4):
        return render.notice(say(language, "library.bad_year", value=wanted), kind="error")
    try:
        card = library.edit(key, place=place.strip() or None, level=level or None, year=int(wanted) if wanted else None)
    except WenjuError as error:
        return failure(error, language=language)
    return render.notice(say(language, "library.saved", report=card.report), kind="good")


def remove(library: Library, key: str, *, language: Language) -> Html:
    """Remove a report that the user has confirmed."""
    try:
        card = library.remove(key)
    except WenjuError as error:
        return failure(error, language=language)
    return render.notice(say(language, "library.removed", report=card.report, file=card.file), kind="good")


def find_card(cards: Sequence[ReportCard], key: str) -> ReportCard | None:
    return next((c for c in cards if c.report_id == key), None)


def confirm_removal(card: ReportCard, *, language: Language) -> Html:
    return render.notice(
        say(language, "library.remove_hint"),
        kind="warn",
        title=say(language, "library.remove_title", report=card.report, file=card.file),
    )


def edit_heading(card: ReportCard, *, language: Language) -> Html:
    title = tag("h3", say(language, "library.edit_title", file=card.file), class_="wj-title")
    return Html(title + tag("p", say(language, "library.edit_hint"), class_="wj-note"))


def scope_choices(cards: Sequence[ReportCard]) -> list[tuple[str, str]]:
    """Give the reports as (what is shown, file) pairs; equal names are told apart by their files."""
    names = Counter(c.report for c in cards)
    return [(c.report if names[c.report] == 1 else f"{c.report}（{c.file}）", c.file) for c in cards]


# Failing, and waiting


def failure(error: Exception, *, language: Language) -> Html:
    """Say what happened and what to do; an error that nobody foresaw is logged with its trace."""
    title = say(language, "error.title")
    if isinstance(error, WenjuError):
        said = render.problem(error.kind, error.message, error.fix, language=language)
        return render.notice(said, kind="error", title=title)
    _LOG.error("unexpected error behind the page", exc_info=error)
    message = say(language, "error.unexpected", kind=type(error).__name__, message=error)
    return render.notice(message, kind="error", title=title)


V = TypeVar("V", bound=View)


def _waiting(
    jobs: Jobs,
    key: str,
    work: Callable[[Job[T]], T],
    show_progress: Callable[[object, float], V],
    *,
    patient: bool = False,
) -> Generator[V, None, T]:
    """Run work and show its progress until it ends; its result is the generator's return value.

    When cancelled, `patient` waits for the work to stop by itself and give its account; otherwise it is left behind.

    Raises:
        Cancelled: the work was cancelled, and left no account.
        Superseded: the page started other work of this kind; there is nothing left to show of this one.
    """
    started = time.monotonic()
    job = jobs.start(key, work)
    try:
        shown: object = ()
        while not job.wait(_POLL_S):
            if job.is_cancelled() and not patient:
                break
            seconds = time.monotonic() - started
            if (state := (job.progress, round(seconds, 1))) != shown:
                shown = state
                yield show_progress(job.progress, seconds)
        if job.is_superseded:
            raise Superseded("Other work took its place.")
        if job.is_cancelled() and not patient:
            raise Cancelled("The work was stopped.")
        return job.result()
    finally:
        jobs.forget(key, job)
