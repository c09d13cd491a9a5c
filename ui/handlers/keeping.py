"""Keeping the library: reports come in, are corrected and go."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import Cancelled, FileMissing, WenjuError
from rag.results import Added, AddedFile, ReportCard
from ui import reader
from ui.handlers.work import View, failure, waiting
from ui.jobs import Job, Jobs
from ui.markup import Html, tag
from ui.render.notices import notice, working
from ui.texts import Language, say

if TYPE_CHECKING:
    from rag.library import Library

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
UPLOADS = "uploads"


@dataclass(frozen=True, slots=True)
class AddView(View):
    added: Added | None = None


def add(library: Library, jobs: Jobs, page: str, paths: Sequence[Path], *, language: Language) -> Iterator[AddView]:
    """Add files, with progress; the account names every file."""

    def show_progress(progress: object, _: float) -> AddView:
        if progress is None:
            return AddView(working(say(language, "library.starting")), busy=True)
        done, total, file = (getattr(progress, name) for name in ("done", "total", "file"))
        message = say(language, "library.working", done=done, total=total, file=file)
        return AddView(working(message), busy=True)

    def work(job: Job[Added]) -> Added:
        return library.add(paths, progress=job.report, cancelled=job.is_cancelled)

    try:
        added = yield from waiting(jobs, f"{page}/add", work, show_progress, patient=True)
    except Cancelled:
        yield AddView(notice(say(language, "library.cancelled")))
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
        return notice(say(language, "library.bad_year", value=wanted), kind="error")
    try:
        card = library.edit(key, place=place.strip() or None, level=level or None, year=int(wanted) if wanted else None)
    except WenjuError as error:
        return failure(error, language=language)
    return notice(say(language, "library.saved", report=card.report), kind="good")


def remove(library: Library, key: str, *, language: Language) -> Html:
    """Remove a report that the user has confirmed."""
    try:
        card = library.remove(key)
    except WenjuError as error:
        return failure(error, language=language)
    return notice(say(language, "library.removed", report=card.report, file=card.file), kind="good")


def find_card(cards: Sequence[ReportCard], key: str) -> ReportCard | None:
    return next((c for c in cards if c.report_id == key), None)


def confirm_removal(card: ReportCard, *, language: Language) -> Html:
    return notice(
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
