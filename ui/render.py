"""Answers, summaries and their evidence as HTML. Marks come from the result's citation numbers, never from text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.read.formats import SUPPORTED
from rag.results import Answer, Citation, Cited, ReportCard, Statement, Status, Struck, Summary, Table, Verdict
from rag.types import Repair
from ui.markup import EMPTY, Html, join, tag, text
from ui.texts import TEXTS, Language, say


@dataclass(frozen=True, slots=True)
class SourceView:
    """The source text behind one cited paragraph; the quote stands at `start:end` of `text`."""

    text: str
    start: int
    end: int
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Backing:
    """What the cards need beside the citations: the reports' cards by id, and source texts by citation number."""

    reports: Mapping[str, ReportCard]
    sources: Mapping[int, SourceView]


NO_BACKING = Backing(reports={}, sources={})
_FAILED = {Verdict.CONTRADICTED, Verdict.UNSUPPORTED}


# Results


def answer(given: Answer, backing: Backing, *, language: Language) -> Html:
    """Lay out an answer: the finding on one side, its evidence on the other."""
    parts = [
        tag("p", given.question, class_="wj-question"),
        tag("p", say(language, f"status.{given.status.value}"), class_=f"wj-status wj-status--{given.status.value}"),
        _statements(given, language=language),
        table(given.table, language=language) if given.table else EMPTY,
        _reason(given, language=language),
        _nearest(given.nearest, language=language),
        _struck(given.struck, language=language),
        _footer(given, language=language),
    ]
    main = tag("div", *parts, class_="wj-main", role="region", aria_label=say(language, "answer.region"))
    return _result(main, given.citations, backing, language=language, kind=given.status.value)


def summary(given: Summary, backing: Backing, *, language: Language) -> Html:
    """Lay out a summary: its points in the report's order, and their evidence."""
    path = " › ".join(given.section) or say(language, "summary.whole")
    close = tag("button", say(language, "summary.close"), type="button", class_="wj-button", data_act="close_summary")
    kicker = tag("span", say(language, "summary.title"), class_="wj-kicker")
    title = tag("h3", kicker, tag("span", path), close, class_="wj-title")
    note = " · ".join(
        [
            given.report,
            say(language, f"length.{given.length}") if f"length.{given.length}" in TEXTS else given.length,
            say(language, "summary.points", n=len(given.points)),
            _generator(given.generator, language=language),
        ]
    )
    points = (
        tag("ol", *(tag("li", _cited(p, language=language)) for p in given.points), class_="wj-points")
        if given.points
        else tag("p", say(language, "summary.empty"), class_="wj-note")
    )
    main = tag("div", title, tag("p", note, class_="wj-note"), points, class_="wj-main", role="region")
    return _result(main, given.citations, backing, language=language, kind="summary")


def _result(main: Html, citations: Sequence[Citation], backing: Backing, *, language: Language, kind: str) -> Html:
    if not citations:
        return tag("section", main, class_="wj-result wj-result--alone", data_kind=kind)
    heading = tag(
        "h3",
        say(language, "card.evidence"),
        tag("span", say(language, "card.count", n=len(citations)), class_="wj-count"),
        class_="wj-title",
    )
    cards = (card(c, backing, language=language) for c in citations)
    aside = tag("aside", heading, *cards, class_="wj-evidence", aria_label=say(language, "card.evidence"))
    return tag("section", main, aside, class_="wj-result", data_kind=kind)


# The pieces of an answer


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


def _cited(piece: Cited, *, language: Language) -> Html:
    return join([text(piece.text), marks(piece.citations, language=language)])


def _statements(given: Answer, *, language: Language) -> Html:
    if given.statements:
        lines = (tag("li", _statement(s, language=language)) for s in given.statements)
        single = " wj-statements--one" if len(given.statements) == 1 else ""
        return tag("ul", *lines, class_=f"wj-statements{single}")
    if given.answer and given.status is not Status.ABSTAINED:
        return tag("p", given.answer, class_="wj-plain")
    return EMPTY


def _statement(given: Statement, *, language: Language) -> Html:
    parts = [text(given.text), marks(given.citations, language=language)]
    if given.verdict in _FAILED:
        parts.append(tag("span", say(language, "answer.not_supported"), class_="wj-badge wj-badge--bad"))
    if given.derived:
        parts.append(
            tag(
                "span",
                tag("span", say(language, "answer.computed"), class_="wj-badge"),
                tag("code", given.derived.formula),
                marks(given.derived.operands, language=language),
                class_="wj-derived",
            )
        )
    return join(parts)


def table(given: Table, *, language: Language) -> Html:
    """Make a table whose cells carry their own marks."""
    head = tag("thead", tag("tr", *(tag("th", c, scope="col") for c in given.columns)))
    rows = (tag("tr", *(tag("td", _cited(cell, language=language)) for cell in row)) for row in given.rows)
    caption = tag("caption", given.title or say(language, "table.caption"))
    return tag("div", tag("table", caption, head, tag("tbody", *rows), class_="wj-table"), class_="wj-scroll")


def _reason(given: Answer, *, language: Language) -> Html:
    if not given.reason:
        return EMPTY
    key = "answer.why" if given.status is Status.ABSTAINED else "answer.missing"
    return tag("div", tag("h4", say(language, key)), tag("p", given.reason), class_="wj-reason")


def _nearest(facts: Sequence[Cited], *, language: Language) -> Html:
    if not facts:
        return EMPTY
    lines = (tag("li", _cited(fact, language=language)) for fact in facts)
    return tag("div", tag("h4", say(language, "answer.nearest")), tag("ul", *lines), class_="wj-nearest")


def _struck(sentences: Sequence[Struck], *, language: Language) -> Html:
    if not sentences:
        return EMPTY
    lines = []
    for sentence in sentences:
        problems = (tag("li", _problem(p.kind.value, p.said, p.source, language)) for p in sentence.problems)
        lines.append(tag("li", tag("del", sentence.text), tag("ul", *problems, class_="wj-problems")))
    return tag("div", tag("h4", say(language, "answer.struck")), tag("ul", *lines), class_="wj-struck")


def _problem(kind: str, said: str, source: str, language: Language) -> str:
    parts = [say(language, f"problem.{kind}")]
    if said:
        parts.append(say(language, "answer.said", said=said))
    if source:
        parts.append(say(language, "answer.source_says", source=source))
    return ("; " if language is Language.EN else "；").join(parts)


def _generator(name: str, *, language: Language) -> str:
    key = f"generator.{name}"
    return say(language, key) if key in TEXTS else name


def _footer(given: Answer, *, language: Language) -> Html:
    understood = given.understood
    read = [*understood.places, *(say(language, "card.year", year=y) for y in understood.years), understood.indicator]
    if understood.status in ("target", "actual"):
        read.append(say(language, f"understood.{understood.status}"))
    facts = []
    if any(read):
        facts.append(f"{say(language, 'answer.understood')} {' · '.join(r for r in read if r)}")
    facts.append(f"{say(language, 'answer.generator')} {_generator(given.generator, language=language)}")
    seconds = dict(given.seconds).get("total")
    if seconds is not None:
        shown = say(language, "answer.seconds", seconds=f"{seconds:.1f}")
        facts.append(shown if seconds >= 0.1 else say(language, "answer.at_once"))
    copy = EMPTY
    if given.statements:
        copy = _copy_button(answer_as_text(given, language=language), "answer.copy", language=language)
    return tag("footer", *(tag("span", f) for f in facts), copy, class_="wj-footer")


# Evidence


def card(citation: Citation, backing: Backing, *, language: Language) -> Html:
    """Make one evidence card: where it stands, the whole paragraph with the quote marked, and what can be done."""
    held = backing.reports.get(citation.report_id)
    source = backing.sources.get(citation.n)
    number = tag(
        "button",
        f"[{citation.n}]",
        type="button",
        class_="wj-mark wj-mark--back",
        data_back=citation.n,
        title=say(language, "card.back", n=citation.n),
        aria_label=say(language, "card.back", n=citation.n),
    )
    head = tag(
        "header",
        number,
        tag("strong", _place_and_year(citation, held, language=language), title=citation.report),
        tag("span", say(language, "card.paragraph", n=citation.paragraph), class_="wj-para"),
        tag("span", say(language, "card.repaired"), class_="wj-badge wj-badge--warn") if citation.repaired else EMPTY,
    )
    path = tag("p", *_path(citation.section), class_="wj-path") if citation.section else EMPTY
    buttons = tag(
        "div",
        _copy_button(citation_as_text(citation, language=language), "card.copy", language=language),
        tag(
            "button",
            say(language, "card.open"),
            type="button",
            class_="wj-button",
            data_act="open_paragraph",
            data_key=citation.report_id,
            data_value=citation.paragraph,
        ),
        class_="wj-actions",
    )
    where = tag(
        "p",
        tag("span", citation.file, class_="wj-file"),
        tag("span", say(language, "card.offsets", start=citation.start, end=citation.end)),
        class_="wj-where",
    )
    copies = tag("p", say(language, "card.copies", files="、".join(citation.copies)), class_="wj-where")
    return tag(
        "article",
        head,
        path,
        _context(citation, language=language),
        _source_details(source, language=language) if source else EMPTY,
        where,
        copies if citation.copies else EMPTY,
        buttons,
        class_="wj-card",
        data_card=citation.n,
        tabindex="-1",
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


def _context(citation: Citation, *, language: Language) -> Html:
    start, end = citation.quote_start, citation.quote_start + len(citation.quote)
    context = citation.context
    if context[start:end] != citation.quote or not citation.quote:
        warning = tag("p", say(language, "card.unlocated"), class_="wj-note wj-note--warn")
        return join([tag("blockquote", context, class_="wj-context"), warning])
    marked = [text(context[:start]), tag("mark", context[start:end]), text(context[end:])]
    return tag("blockquote", *marked, class_="wj-context")


def _source_details(source: SourceView, *, language: Language) -> Html:
    marked = [
        text(source.text[: source.start]),
        tag("mark", source.text[source.start : source.end]),
        text(source.text[source.end :]),
    ]
    changes = EMPTY
    if source.repairs:
        rows = (tag("li", repair_line(r, language=language)) for r in source.repairs[:20])
        changes = tag("div", tag("h5", say(language, "card.changes")), tag("ul", *rows), class_="wj-changes")
    return tag(
        "details",
        tag("summary", say(language, "card.source")),
        tag("pre", *marked, class_="wj-source"),
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


def answer_as_text(given: Answer, *, language: Language) -> str:
    """Write an answer out with its sources under it."""
    lines = [s.text + "".join(f"[{n}]" for n in s.citations) for s in given.statements]
    sources = [f"[{c.n}] {citation_as_text(c, language=language)}" for c in given.citations]
    return "\n".join([*lines, "", *sources])


def _copy_button(copied: str, key: str, *, language: Language) -> Html:
    return tag(
        "button",
        say(language, key),
        type="button",
        class_="wj-button",
        data_copy=copied,
        data_done=say(language, "card.copied"),
    )


# Notices


def problem(kind: str, message: str, fix: str, *, language: Language) -> Html:
    """Say what went wrong and what to do, in the page's language; the library's own words stand under it."""
    what = f"kind.{kind}" if f"kind.{kind}" in TEXTS else "kind.error"
    advice = f"fix.{kind}"
    if advice in TEXTS:
        fix = say(language, advice, formats=" ".join(SUPPORTED))
    return join(
        [
            tag("p", say(language, what), class_="wj-what"),
            tag("p", f"{say(language, 'library.fix')}{fix}", class_="wj-fix") if fix else EMPTY,
            tag("p", say(language, "error.details", message=message), class_="wj-note") if message else EMPTY,
        ]
    )


def notice(message: str, *, kind: str = "info", title: str = "", actions: Sequence[Html] = ()) -> Html:
    """Make a boxed message; a message that is markup stands as it is."""
    return tag(
        "div",
        tag("h3", title) if title else EMPTY,
        message if isinstance(message, Html) else tag("p", message),
        tag("div", *actions, class_="wj-actions") if actions else EMPTY,
        class_=f"wj-notice wj-notice--{kind}",
        role="alert" if kind == "error" else "status",
    )


def working(message: str) -> Html:
    """Make the line that is shown while something runs."""
    return tag(
        "div",
        tag("span", class_="wj-spinner", aria_hidden="true"),
        tag("span", message),
        class_="wj-working",
        role="status",
    )


def empty_library(*, language: Language) -> Html:
    """Say what to do while there are no reports, and offer the examples."""
    actions = [
        tag(
            "button",
            say(language, "empty.examples"),
            type="button",
            class_="wj-button wj-button--main",
            data_act="add_examples",
        ),
        tag("button", say(language, "empty.upload"), type="button", class_="wj-button", data_act="go_library"),
    ]
    return notice(say(language, "empty.hint"), kind="empty", title=say(language, "empty.title"), actions=actions)


def welcome(n_reports: int, *, language: Language) -> Html:
    """Say what will appear where the answer goes."""
    message = f"{say(language, 'ask.welcome')} {say(language, 'ask.welcome_count', n=n_reports)}"
    return notice(message, kind="welcome")


def examples(questions: Sequence[str], *, language: Language) -> Html:
    """Make the row of example questions."""
    if not questions:
        return EMPTY
    chips = (tag("button", q, type="button", class_="wj-chip", data_act="ask_example", data_value=q) for q in questions)
    label = tag("span", say(language, "ask.examples"), class_="wj-label")
    return tag("div", label, *chips, class_="wj-examples")
