"""Figures of the ledger: listed, compared over places or years, followed from target to result, exported."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import Cancelled, UsageError, WenjuError
from rag.indicators import ACTUAL, TARGET, IndicatorRow
from rag.indicators.select import Comparison, compare_places, select, series
from rag.lexicon import Entry, vocabulary
from rag.places import same_place
from rag.results import ReportCard
from rag.track import Track
from ui.handlers.work import View, failure, waiting
from ui.jobs import Job, Jobs, Superseded
from ui.markup import EMPTY, Html
from ui.render import figures, notices
from ui.texts import Language, say

if TYPE_CHECKING:
    from rag.library import Library, Progress

PAGE_ROWS = 200
_LINKED_ALIASES = 2


class Mode(StrEnum):
    LIST = "list"
    PLACES = "places"
    YEARS = "years"
    TRACK = "track"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen: of what the figures should be, and how they are shown. Empty means any."""

    mode: Mode = Mode.LIST
    places: tuple[str, ...] = ()
    year: int | None = None
    indicator: str = ""
    kind: str = ""
    measure: str = ""
    topic: str = ""
    limit: int = PAGE_ROWS
    sure: bool = False  # only rows that say by themselves what their sentences say


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of it: rows, and their comparison or tracking where that was wanted."""

    rows: tuple[IndicatorRow, ...] = ()
    left_out: int = 0  # rows that were found and may say too little alone
    comparison: Comparison | None = None
    tracks: tuple[Track, ...] | None = None


class Missing(UsageError):
    """Something has to be chosen first; `key` names the text that says what."""

    def __init__(self, key: str) -> None:
        super().__init__(say(Language.EN, key))
        self.key = key


# What can be chosen


def wanted(
    mode: str,
    places: Sequence[str],
    year: str,
    indicator: str,
    kind: str,
    measure: str,
    topic: str,
    limit: int = PAGE_ROWS,
    sure: bool = False,
) -> Wanted:
    """Read what was chosen on the page.

    Raises:
        Missing: the year is none.
    """
    digits = year.strip().removesuffix(say(Language.ZH, "figures.year_sign"))
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) == 4):
        raise Missing("figures.bad_year")
    return Wanted(
        Mode(mode) if mode in tuple(Mode) else Mode.LIST,
        tuple(p.strip() for p in places if p.strip()),
        int(digits) if digits else None,
        indicator.strip(),
        kind,
        measure,
        topic,
        limit,
        sure,
    )


def place_choices(cards: Sequence[ReportCard]) -> list[str]:
    return list(dict.fromkeys(card.place for card in cards if card.place))


def year_choices(cards: Sequence[ReportCard]) -> list[str]:
    """The years that reports plan for, and those that they look back on; the latest first."""
    years = {card.year for card in cards if card.year} | {card.year - 1 for card in cards if card.year}
    return [str(year) for year in sorted(years, reverse=True)]


@lru_cache(maxsize=2)
def indicator_choices(language: Language) -> tuple[tuple[str, str], ...]:
    """The indicators of the vocabulary, each with other words for it, so that typing those finds it too."""
    entries = [entry for entry in vocabulary() if entry.kind == "indicator"]
    return tuple((_suggested(entry, language), entry.name) for entry in entries)


def _suggested(entry: Entry, language: Language) -> str:
    if language is Language.EN:
        return f"{entry.name} · {entry.english[0]}" if entry.english else entry.name
    others = [*entry.spellings[1:], *entry.everyday][:_LINKED_ALIASES]
    return f"{entry.name}（{'、'.join(others)}）" if others else entry.name


@lru_cache(maxsize=1)
def topic_choices() -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.topic for e in vocabulary() if e.kind == "indicator" and e.topic))


# Finding


def find(library: Library, asked: Wanted, *, job: Job[Found] | None = None) -> Found:
    """Find what was chosen.

    Raises:
        Missing: a comparison lacks its indicator, year or place.
        Cancelled: the job was cancelled.
    """
    if asked.mode is Mode.TRACK:
        return Found(tracks=_tracked(library, asked, job))
    if asked.mode is Mode.LIST:
        known = _rows(library, asked)
        rows = tuple(row for row in known if not (asked.sure and row.is_doubtful))
        return Found(rows, len(known) - len(rows))
    if not asked.indicator:
        raise Missing("figures.need_indicator")
    # Results first; targets where they alone, or more of them, are known.
    kinds = (asked.kind,) if asked.kind else (ACTUAL, TARGET)
    made = max((_compared(library, asked, kind) for kind in kinds), key=_known)
    return Found(tuple(cell.row for cell in made.cells if cell.row is not None), comparison=made)


def _compared(library: Library, asked: Wanted, kind: str) -> Comparison:
    """Places of one year, the largest first, or one place over the years."""
    measure = asked.measure or None
    if asked.mode is Mode.PLACES:
        if asked.year is None:
            raise Missing("figures.need_year")
        rows = _rows(library, replace(asked, kind=kind))
        places = asked.places or _reporting(library.reports(), asked.year, kind)
        return _by_size(compare_places(rows, places, asked.year, asked.indicator, kind=kind, measure=measure))
    if len(asked.places) != 1:
        raise Missing("figures.need_place")
    rows = _rows(library, replace(asked, kind=kind, year=None))
    return series(rows, asked.places[0], asked.indicator, kind=kind, measure=measure)


def _known(made: Comparison) -> int:
    return sum(cell.row is not None for cell in made.cells)


def _rows(library: Library, asked: Wanted) -> tuple[IndicatorRow, ...]:
    rows = [
        library.indicator_rows(
            place,
            asked.year,
            asked.indicator or None,
            asked.kind or None,
            measure=asked.measure or None,
            topic=asked.topic or None,
        )
        for place in asked.places or (None,)
    ]
    return tuple(dict.fromkeys(row for some in rows for row in some))


def _reporting(cards: Sequence[ReportCard], year: int, kind: str) -> tuple[str, ...]:
    """The places whose report would give it: this year's for targets, the next for results."""
    given_in = year if kind == TARGET else year + 1
    return tuple(dict.fromkeys(c.place for c in cards if c.place and c.year == given_in))


def _by_size(made: Comparison) -> Comparison:
    """Put the largest first, or the first of a ranking; places that do not mention it last."""
    sign = 1 if made.measure == "rank" else -1
    order = sorted(
        range(len(made.cells)),
        key=lambda i: (made.cells[i].number is None, sign * (made.cells[i].number or 0.0), made.labels[i]),
    )
    return replace(made, labels=tuple(made.labels[i] for i in order), cells=tuple(made.cells[i] for i in order))


def _tracked(library: Library, asked: Wanted, job: Job[Found] | None) -> tuple[Track, ...]:
    def report(progress: Progress) -> None:
        if job is not None:
            job.report(progress)

    place = asked.places[0] if len(asked.places) == 1 else None
    tracks = library.track(
        place,
        asked.indicator or None,
        progress=report,
        cancelled=job.is_cancelled if job is not None else lambda: False,
    )
    return tuple(
        one
        for one in tracks
        if (asked.year is None or one.year == asked.year)
        and (not asked.places or any(same_place(one.place, p) for p in asked.places))
        and (not asked.measure or one.measure == asked.measure)
        and (not asked.topic or bool(select([one.target], topic=asked.topic)))
    )


# Showing


def show(library: Library, jobs: Jobs, page: str, asked: Wanted, *, language: Language) -> Iterator[View]:
    """Show what was chosen, with a line of progress while it is gathered."""
    if not library.reports():
        yield View(notices.empty_library(language=language))
        return

    def show_progress(progress: object, _: float) -> View:
        if progress is None:
            return View(notices.working(say(language, "figures.working")), busy=True)
        done, total = (getattr(progress, name) for name in ("done", "total"))
        return View(notices.working(say(language, "figures.tracking", done=done, total=total)), busy=True)

    def work(job: Job[tuple[Found, bytes | None]]) -> tuple[Found, bytes | None]:
        found = find(library, asked, job=job)  # type: ignore[arg-type]  # only its progress is written to
        return found, picture(found, ".svg", is_line=asked.mode is Mode.YEARS)

    try:
        found, drawn = yield from waiting(jobs, f"{page}/figures", work, show_progress)
    except Superseded:
        return
    except Cancelled:
        yield View(notices.notice(say(language, "summary.cancelled")))
    except Missing as missing:
        yield View(notices.notice(say(language, missing.key), kind="welcome"))
    except Exception as error:
        yield View(failure(error, language=language))
    else:
        yield View(_shown(found, drawn, asked, language=language))


def show_at_once(library: Library, asked: Wanted | None, *, language: Language) -> Html:
    """Show again what was shown, in another language; nothing where nothing was."""
    if asked is None:
        return EMPTY
    try:
        found = find(library, asked)
        return _shown(found, picture(found, ".svg", is_line=asked.mode is Mode.YEARS), asked, language=language)
    except Missing as missing:
        return notices.notice(say(language, missing.key), kind="welcome")
    except WenjuError as error:
        return failure(error, language=language)


def _shown(found: Found, drawn: bytes | None, asked: Wanted, *, language: Language) -> Html:
    if found.tracks is not None:
        return figures.tracks(found.tracks[: asked.limit], len(found.tracks), language=language)
    if found.comparison is not None:
        return figures.comparison(found.comparison, drawn, language=language)
    return figures.ledger(found.rows[: asked.limit], len(found.rows), left_out=found.left_out, language=language)


def picture(found: Found, suffix: str, *, is_line: bool) -> bytes | None:
    """Draw a comparison; None where there is nothing to draw."""
    from rag.indicators import charts

    made = found.comparison
    if made is None or all(cell.number is None for cell in made.cells):
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"chart{suffix}"
        charts.save(made, file, line=is_line)
        return file.read_bytes()


# Exporting


def export(library: Library, asked: Wanted, suffix: str, folder: Path, *, language: Language) -> Path:
    """Write what was chosen, all of it, to a file in a folder.

    Raises:
        Missing: nothing was found, or there is nothing to draw.
        UsageError: the ending is none of .csv, .xlsx, .png.
    """
    from rag.indicators import export as rows_as_table
    from rag.track import export as tracks_as_table

    found = find(library, asked)
    name = "figures.track_file" if found.tracks is not None else "figures.file"
    file = folder / f"{say(language, name)}{suffix}"
    if suffix == ".png":
        drawn = picture(found, suffix, is_line=asked.mode is Mode.YEARS)
        if drawn is None:
            raise Missing("figures.no_chart")
        file.write_bytes(drawn)
    elif found.tracks:
        tracks_as_table.write(found.tracks, file)
    elif found.comparison is not None and found.rows:
        rows_as_table.write_comparison(found.comparison, file)
    elif found.rows:
        rows_as_table.write(found.rows, file)
    else:
        raise Missing("figures.none")
    return file
