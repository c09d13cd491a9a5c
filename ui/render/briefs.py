"""A briefing as it will read, with the marks of its sources."""

from __future__ import annotations

from rag.results import Brief, BriefSection
from ui.markup import EMPTY, Html, tag
from ui.render.answers import table
from ui.render.evidence import Backing, beside, cited
from ui.render.notices import notice
from ui.texts import Language, say


def brief(given: Brief, backing: Backing, *, language: Language) -> Html:
    """Lay a briefing out: title, tables and sections on one side, its evidence on the other."""
    if not given.sections and not given.tables:
        return notice(say(language, "brief.empty"), kind="welcome")
    main = tag(
        "div",
        tag("h2", given.title, class_="wj-brief-title"),
        *_parts(given, language=language),
        class_="wj-main wj-brief",
        role="region",
        aria_label=say(language, "tab.brief"),
    )
    return beside(main, given.citations, backing, language=language, kind="brief")


def _parts(given: Brief, *, language: Language) -> list[Html]:
    """The overall picture, then the tables, then the rest, as in the document."""
    sections = [_section(section, language=language) for section in given.sections]
    tables = [table(one, language=language) for one in given.tables]
    return [*sections[:1], *tables, *sections[1:]]


def _section(given: BriefSection, *, language: Language) -> Html:
    points = tag("ul", *(tag("li", cited(p, language=language)) for p in given.points), class_="wj-brief-points")
    heading = tag("h3", given.heading) if given.heading else EMPTY
    return tag("section", heading, points)
