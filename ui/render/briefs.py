"""A briefing as it will read, with the marks of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.export.document import Piece, once
from rag.results import Brief, BriefSection, Citation, Cited, Table
from ui.markup import EMPTY, Html, tag
from ui.render.answers import fallback, struck, table, writer
from ui.render.evidence import Backing, beside, placed_marks
from ui.render.notices import notice
from ui.texts import Language, say


def brief(given: Brief, backing: Backing, *, language: Language) -> Html:
    """Lay a briefing out: title, tables and sections on one side, its evidence on the other."""
    if not given.sections and not given.tables:
        return notice(say(language, "brief.empty"), kind="welcome")
    main = tag(
        "div",
        tag("h2", given.title, class_="wj-brief-title"),
        writer(given.generator, "brief.written_by", language=language),
        fallback(given.fallback, language=language) if given.fallback else EMPTY,
        *_parts(given, language=language),
        struck(given.struck, language=language),
        class_="wj-main wj-brief",
        role="region",
        aria_label=say(language, "tab.brief"),
    )
    return beside(main, given.citations, backing, language=language, kind="brief")


def _parts(given: Brief, *, language: Language) -> list[Html]:
    """The overall picture, then the tables, then the rest, as in the document."""
    sections = [_section(section, given.citations, language=language) for section in given.sections]
    tables = [table(_marked_once(one), language=language) for one in given.tables]
    return [*sections[:1], *tables, *sections[1:]]


def _marked_once(given: Table) -> Table:
    """The table with each mark at its figure alone; the names beside it rest on the same sources."""
    rows = (once([Piece(cell.text, cell.citations) for cell in row]) for row in given.rows)
    return replace(given, rows=tuple(tuple(Cited(p.text, p.notes) for p in row) for row in rows))


def _section(given: BriefSection, citations: Sequence[Citation], *, language: Language) -> Html:
    lines = (tag("li", placed_marks(p, citations, language=language)) for p in given.points)
    points = tag("ul", *lines, class_="wj-brief-points") if given.points else EMPTY
    heading = tag("h4" if given.level > 1 else "h3", given.heading) if given.heading else EMPTY
    return tag("section", heading, points)
