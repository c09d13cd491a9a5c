"""Sources as HTML: the [1] marks, and one card for each cited paragraph with all its quotes marked in it.

Marks come from the result's citation numbers, never from text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.export.placed import placed
from rag.results import Citation, Cited, ReportCard
from rag.types import Repair
from ui.markup import EMPTY, Html, join, tag, text
from ui.texts import TEXTS, Language, say

# Marks that stay on a line with the stop behind them, where there are no more than this.
_KEPT, _STOPS = 3, frozenset("；。，、：")

ParagraphKey = tuple[str, int]  # report id and ordinal


@dataclass(frozen=True, slots=True)
class SourceView:
    """The source text behind one cited paragraph; each quote's place in `text` by its citation number."""

    text: str
    quotes: Mapping[int, tuple[int, int]]
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Backing:
    """What the cards need beside the citations: the reports' cards by id, and source texts by paragraph."""

    reports: Mapping[str, ReportCard]
    sources: Mapping[ParagraphKey, SourceView]


NO_BACKING = Backing(reports={}, sources={})


def beside(
    main: Html, citations: Sequence[Citation], backing: Backing, *, language: Language, kind: str, heading: str = ""
) -> Html:
    """Put what was found on one side and its evidence on the other."""
    if not citations:
        return tag("section", main, class_="wj-result wj-result--alone", data_kind=kind)
    paragraphs = by_paragraph(citations)
    title = tag(
        "h3",
        heading or say(language, "card.evidence"),
        tag("span", say(language, "card.count", n=len(paragraphs)), class_="wj-count"),
        class_="wj-title",
    )
    cards = (card(group, backing, language=language) for group in paragraphs.values())
    aside = tag("aside", title, *cards, class_="wj-evidence", aria_label=say(language, "card.evidence"))
    return tag("section", main, aside, class_="wj-result", data_kind=kind)


def by_paragraph(citations: Sequence[Citation]) -> dict[ParagraphKey, list[Citation]]:
    """Gather the citations of one paragraph, in the order of their numbers."""
    groups: dict[ParagraphKey, list[Citation]] = {}
    for citation in citations:
        groups.setdefault((citation.report_id, citation.paragraph), []).append(citation)
    return groups


def marks(numbers: Sequence[int], *, language: Language) -> Html:
    """Make the [1] buttons behind a piece of text."""
    buttons = (
        tag(
            "button",
            f"[{n}]",
            type="button",
            class_="wj-mark",
            data_cite=n,
            aria_label=say(language, "card.mark", n=n),
        )
        for n in numbers
    )
    return tag("span", *buttons, class_="wj-marks") if numbers else EMPTY


def cited(piece: Cited, *, language: Language) -> Html:
    return join([text(piece.text), marks(piece.citations, language=language)])


def placed_marks(piece: Cited, citations: Sequence[Citation], *, language: Language) -> Html:
    """A point of several clauses, each mark behind the clause that it stands for."""
    quotes = {c.n: c.quote for c in citations if c.n in piece.citations}
    made: list[Html] = []
    before: tuple[int, ...] = ()
    for words, notes in placed(piece.text, piece.citations, quotes):
        behind = marks(before, language=language)
        if 0 < len(before) <= _KEPT and words[:1] in _STOPS:
            # A browser would break the line between a mark and the ；that closes its clause.
            made += [tag("span", behind, text(words[:1]), class_="wj-keep"), text(words[1:])]
        else:
            made += [behind, text(words)]
        before = notes
    return join([*made, marks(before, language=language)])


def open_button(report_id: str, paragraph: int, label: str, *, class_: str = "wj-button", title: str = "") -> Html:
    """Make a button that opens a report at a paragraph."""
    return tag(
        "button",
        label,
        type="button",
        class_=class_,
        title=title or None,
        data_act="open_paragraph",
        data_key=report_id,
        data_value=paragraph,
    )


# Cards


def card(citations: Sequence[Citation], backing: Backing, *, language: Language) -> Html:
    """Make the card of one paragraph: where it stands, all of it with its quotes marked, and what can be done."""
    first = citations[0]
    held = backing.reports.get(first.report_id)
    source = backing.sources.get((first.report_id, first.paragraph))
    is_repaired = any(c.repaired for c in citations)
    head = tag(
        "header",
        tag("span", *(_back_button(c.n, language=language) for c in citations), class_="wj-marks"),
        tag("strong", _place_and_year(first, held, language=language), title=first.report),
        tag("span", say(language, "card.paragraph", n=first.paragraph), class_="wj-para"),
        tag("span", say(language, "card.repaired"), class_="wj-badge wj-badge--warn") if is_repaired else EMPTY,
    )
    path = tag("p", *_path(first.section), class_="wj-path") if first.section else EMPTY
    copied = "\n".join(citation_as_text(c, language=language) for c in citations)
    buttons = tag(
        "div",
        copy_button(copied, "card.copy", language=language),
        open_button(first.report_id, first.paragraph, say(language, "card.open")),
        class_="wj-actions",
    )
    ranges = "、".join(f"{c.start}–{c.end}" for c in citations)
    offsets = tag("span", say(language, "card.offsets", ranges=ranges))
    where = tag("p", tag("span", first.file, class_="wj-file"), offsets, class_="wj-where")
    copies = tag("p", say(language, "card.copies", files="、".join(first.copies)), class_="wj-where")
    return tag(
        "article",
        head,
        path,
        _context(citations, language=language),
        _source_details(source, language=language) if source else EMPTY,
        where,
        copies if first.copies else EMPTY,
        buttons,
        class_="wj-card",
        data_card=" ".join(str(c.n) for c in citations),
        tabindex="-1",
    )


def _back_button(n: int, *, language: Language) -> Html:
    label = say(language, "card.back", n=n)
    return tag(
        "button",
        f"[{n}]",
        type="button",
        class_="wj-mark wj-mark--back",
        data_back=n,
        title=label,
        aria_label=label,
    )


def _place_and_year(citation: Citation, held: ReportCard | None, *, language: Language) -> str:
    if held is None or not held.place or held.year is None:
        return citation.report
    level = f"level.{held.level}"
    parts = [held.place, say(language, "card.year", year=held.year)]
    return " · ".join([*parts, say(language, level)] if level in TEXTS else parts)


def _path(section: Sequence[str]) -> list[Html]:
    pieces: list[Html] = []
    for heading in section:
        if pieces:
            pieces.append(tag("span", " › ", class_="wj-sep", aria_hidden="true"))
        pieces.append(tag("span", heading))
    return pieces


def _context(citations: Sequence[Citation], *, language: Language) -> Html:
    context = citations[0].context
    quotes = {c.n: (c.quote_start, c.quote_start + len(c.quote)) for c in citations if _is_in_place(c, context)}
    body = tag("blockquote", *_with_quotes(context, quotes), class_="wj-context")
    if len(quotes) == len(citations):
        return body
    return join([body, tag("p", say(language, "card.unlocated"), class_="wj-note wj-note--warn")])


def _is_in_place(citation: Citation, context: str) -> bool:
    return bool(citation.quote) and context.startswith(citation.quote, citation.quote_start)


def _with_quotes(body: str, quotes: Mapping[int, tuple[int, int]]) -> list[Html]:
    """Mark the quotes, which may overlap; where there are several each ends with its number."""
    ends = sorted({0, len(body), *(edge for quote in quotes.values() for edge in quote)})
    pieces: list[Html] = []
    for start, end in pairwise(ends):
        here = [n for n, (a, b) in quotes.items() if a <= start and end <= b]
        piece = body[start:end]
        pieces.append(tag("mark", piece, data_quote=" ".join(map(str, here))) if here else text(piece))
        if len(quotes) > 1:
            numbers = [str(n) for n, (_, b) in quotes.items() if b == end]
            pieces.extend(tag("sup", n, class_="wj-number", aria_hidden="true") for n in numbers)
    return pieces


def _source_details(source: SourceView, *, language: Language) -> Html:
    changes = EMPTY
    if source.repairs:
        rows = (tag("li", repair_line(r, language=language)) for r in source.repairs[:20])
        changes = tag("div", tag("h5", say(language, "card.changes")), tag("ul", *rows), class_="wj-changes")
    return tag(
        "details",
        tag("summary", say(language, "card.source")),
        tag("pre", *_with_quotes(source.text, source.quotes), class_="wj-source"),
        changes,
        class_="wj-details",
    )


def repair_line(repair: Repair, *, language: Language, is_named: bool = True) -> Html:
    """Say what one repair changed and where, and what kind it was unless a heading above says so."""
    nothing = say(language, "reader.nothing")
    where = f"{repair.start}–{repair.end}"
    if is_named:
        where = f"{kind_label('repair', repair.kind, language=language)} · {where}"
    return join(
        [
            tag("del", _shown(repair.before) or nothing),
            text(" → "),
            tag("ins", _shown(repair.after) or nothing),
            tag("span", where, class_="wj-where"),
        ]
    )


def kind_label(group: str, kind: str, *, language: Language) -> str:
    """Name a kind of repair, omission or doubt."""
    key = f"{group}.{kind}"
    return say(language, key) if key in TEXTS else kind


def _shown(changed: str) -> str:
    """Make white space visible; it is what many repairs change."""
    visible = changed.replace("\r", "␍").replace("\n", "⏎").replace("\t", "⇥").replace("\u3000", "□").replace(" ", "␣")
    return visible if len(visible) <= 80 else f"{visible[:60]}…{visible[-15:]}"


# What is copied


def citation_as_text(citation: Citation, *, language: Language) -> str:
    """Write a citation out for a document: the quote, the report, its section and paragraph."""
    section = "".join(citation.section)
    if section:
        section += say(language, "card.section_end")
    return say(
        language,
        "card.citation",
        quote=citation.quote,
        report=citation.report,
        section=section,
        n=citation.paragraph,
    )


def copy_button(copied: str, key: str, *, language: Language) -> Html:
    return tag(
        "button",
        say(language, key),
        type="button",
        class_="wj-button",
        data_copy=copied,
        data_done=say(language, "card.copied"),
    )
