"""Tracking over a whole library: every place with two reports in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from rag.compose import Source
from rag.errors import Cancelled
from rag.figures import fold
from rag.indicators import ACTUAL, TARGET, YEAR, IndicatorRow
from rag.indicators.select import name_test
from rag.indicators.stance import Phase, stances
from rag.indicators.standard import exact
from rag.sentences import clauses
from rag.track.announced import announced
from rag.track.deeds import Deed, deed_rows, mention, plain_deeds, statement
from rag.track.judge import shown
from rag.track.pair import pair
from rag.track.types import DEED, Track, Verdict
from rag.types import Report, Role

# A shorter name stands in many a word; a longer clause is cut for the note.
_LEAST_NAME, _MOST_SAID = 4, 80


class Held(NamedTuple):
    """One report as the library lists it."""

    file: str
    place: str
    year: int


def track(
    held: Sequence[Held],
    *,
    rows_of: Callable[[Sequence[str]], Iterable[IndicatorRow]],
    load: Callable[[str], Report],
    indicator: str | None = None,
    step: Callable[[int, int, str], None] = lambda done, total, file: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Track]:
    """Track the targets of every report whose next one is held, by place, year and order of the report.

    Args:
        rows_of: the ledger of some files.
        step: told how many of how many pairs are done, and the file at hand.

    Raises:
        Cancelled: `cancelled` returned true.
    """
    by_key = {(one.place, one.year): one for one in held if one.place and one.year}
    pairs = [
        (one, by_key[place, year + 1]) for (place, year), one in sorted(by_key.items()) if (place, year + 1) in by_key
    ]
    named = name_test(indicator) if indicator else None
    found: list[Track] = []
    for done, (earlier, later) in enumerate(pairs):
        step(done, len(pairs), earlier.file)
        if cancelled():
            raise Cancelled(f"stopped after {done} of {len(pairs)} pairs of reports.", fix="Track again to go on.")
        planning = load(earlier.file)
        rows = announced(planning, rows_of([earlier.file, later.file]))
        deeds = deed_rows(planning, rows)
        reviewing = load(later.file)
        plain = list(plain_deeds(planning))
        done_all = statement(reviewing) if deeds or plain else ""
        spans = looks_back_over_years(reviewing)
        tracked = pair(rows, earlier.place, earlier.year, deeds=deeds, statement=done_all, spans=spans)
        tracked = [checked(one, reviewing) for one in tracked]
        tracked += [follow(deed, reviewing, earlier, done_all) for deed in plain]
        found += [t for t in tracked if named is None or t.indicator == indicator or named(t.target)]
    step(len(pairs), len(pairs), "")
    return found


def checked(track: Track, later: Report) -> Track:
    """A target without a result, unless the next report's review names its indicator all the same.

    That something is passed over in silence is a grave thing to say: a name without a figure, or with one that the
    ledger did not read, is a mention.
    """
    if track.verdict is not Verdict.NOT_MENTIONED:
        return track
    for paragraph, stance in zip(later.paragraphs, stances(later), strict=True):
        if paragraph.role is not Role.BODY or not stance.phase.looks_back:
            continue
        found = next((name for name in _names(track) if name in paragraph.text), "")
        if found:
            at = paragraph.text.find(found)
            start, end = next((a, b) for a, b in clauses(paragraph.text) if a <= at < b)
            said = paragraph.text[start:end].strip()[:_MOST_SAID]
            note = f"目标{shown(track.target)};下一年报告提到,数字未能对上,请看原文:{said}"
            return replace(track, verdict=Verdict.NOT_COMPARABLE, note=note)
    return track


def _names(track: Track) -> list[str]:
    entry = exact(fold(track.indicator))
    names = {track.indicator, track.target.raw, *(entry.spellings if entry else ())}
    return sorted((name for name in names if len(name) >= _LEAST_NAME), key=lambda name: (-len(name), name))


def follow(deed: Deed, later: Report, held: Held, done_all: str) -> Track:
    """What the next report says of a good deed without a figure: mentioned, which is no verdict, or not."""
    target = _row(deed.source, deed.name, TARGET, held)
    said = mention(deed, later)
    track = Track(held.place, held.year, deed.name, DEED, target, None, Verdict.NOT_MENTIONED, "", deed=True)
    if said is not None:
        note = f"事项没有数字目标,是否完成请看原文;下一年报告提到:{said.quote}"
        return replace(track, actual=_row(said, deed.name, ACTUAL, held), verdict=Verdict.NOT_COMPARABLE, note=note)
    note = f"事项没有数字目标;下一年报告的回顾没有提到“{deed.name}”"
    return replace(track, note=f"{note};只有总的说法:{done_all}" if done_all else note)


def _row(source: Source, name: str, kind: str, held: Held) -> IndicatorRow:
    """A sentence in the shape of the ledger: no value, and an address like every figure's."""
    start, end = source.paragraph.alignment.to_source(source.start, source.end)
    return IndicatorRow(
        report_id=source.report.id,
        file=source.report.file,
        place=held.place,
        year=held.year,
        period=YEAR,
        indicator=name,
        raw=name,
        values=(),
        unit="",
        base_values=(),
        base_unit="",
        kind=kind,
        measure=DEED,
        bound="exact",
        qualifier="",
        estimate=False,
        base="",
        topic="",
        standard=False,
        section=source.section_path,
        paragraph=source.paragraph.ordinal,
        start=source.start,
        end=source.end,
        quote=source.quote,
        quote_start=source.start,
        quote_end=source.end,
        sentence=source.quote,
        sentence_start=source.start,
        source_start=start,
        source_end=end,
    )


def looks_back_over_years(report: Report) -> frozenset[tuple[str, int]]:
    """The paragraphs that take stock of several years."""
    return frozenset(
        (report.id, paragraph.ordinal)
        for paragraph, stance in zip(report.paragraphs, stances(report), strict=True)
        if stance.phase is Phase.REVIEW_SPAN
    )
