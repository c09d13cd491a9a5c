"""Answers, the conversation before them, drafts that are still being written, and summaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.results import Answer, Cited, Fallback, Problem, Statement, Status, Struck, Summary, Table, Verdict
from ui.markup import EMPTY, Html, join, tag, text
from ui.render.evidence import Backing, beside, citation_as_text, cited, copy_button, marks, placed_marks
from ui.render.notices import working
from ui.texts import TEXTS, Language, say

EXTRACTIVE = "extractive"
_FAILED = {Verdict.CONTRADICTED, Verdict.UNSUPPORTED}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A statement of a draft and what became of it."""

    text: str
    stands: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a language model has written so far, and the verdicts that are known."""

    text: str = ""
    judged: tuple[Judgement, ...] = ()


def answer(given: Answer, backing: Backing, *, language: Language) -> Html:
    """Lay out an answer: the finding on one side, its evidence on the other."""
    parts = [
        tag("p", given.question, class_="wj-question"),
        tag("p", _status(given, language=language), writer(given.generator, language=language), class_="wj-verdict"),
        fallback(given.fallback, language=language) if given.fallback else EMPTY,
        _statements(given, language=language),
        table(given.table, language=language) if given.table else EMPTY,
        _reason(given, language=language),
        _nearest(given.nearest, language=language),
        struck(given.struck, language=language),
        _footer(given, language=language),
    ]
    main = tag("div", *parts, class_="wj-main", role="region", aria_label=say(language, "answer.region"))
    return beside(main, given.citations, backing, language=language, kind=given.status.value)


def earlier(turns: Sequence[tuple[Answer, Html]], *, language: Language) -> Html:
    """Make the conversation before the present question: each turn a line that opens."""
    if not turns:
        return EMPTY
    lines = (
        tag(
            "details",
            tag(
                "summary",
                _status(given, language=language),
                tag("span", given.question, class_="wj-turn-question"),
                tag("span", _in_short(given), class_="wj-turn-answer"),
            ),
            html,
            class_="wj-turn",
        )
        for given, html in turns
    )
    title = tag("h3", say(language, "ask.earlier"), class_="wj-label")
    return tag("section", title, *lines, class_="wj-turns", aria_label=say(language, "ask.earlier"))


def _in_short(given: Answer) -> str:
    said = given.statements[0].text if given.statements else given.reason
    return said if len(said) <= 60 else f"{said[:58]}…"


def drafting(question: str, draft: Draft, message: str, *, language: Language) -> Html:
    """Show a draft while it is written, with the verdicts on its statements as they come."""
    judged = EMPTY
    if draft.judged:
        lines = (tag("li", _judgement(one, language=language)) for one in draft.judged)
        judged = tag("div", tag("h4", say(language, "draft.judged")), tag("ul", *lines), class_="wj-judged")
    written = tag(
        "div",
        tag("h4", say(language, "draft.title")),
        tag("p", draft.text, class_="wj-draft-text"),
        class_="wj-draft",
        aria_live="polite",
    )
    parts = [tag("p", question, class_="wj-question"), written, judged, working(message)]
    main = tag("div", *parts, class_="wj-main", role="region", aria_label=say(language, "answer.region"))
    return tag("section", main, class_="wj-result wj-result--alone", data_kind="draft")


def _judgement(one: Judgement, *, language: Language) -> Html:
    if one.stands:
        badge = tag("span", say(language, "draft.stands"), class_="wj-badge wj-badge--good")
        return join([badge, tag("span", one.text)])
    badge = tag("span", say(language, "draft.struck"), class_="wj-badge wj-badge--bad")
    return join([badge, tag("del", one.text), problems(one.problems, language=language)])


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
            generator_name(given.generator, language=language),
        ]
    )
    points = (
        tag(
            "ol",
            *(tag("li", placed_marks(p, given.citations, language=language)) for p in given.points),
            class_="wj-points",
        )
        if given.points
        else tag("p", say(language, "summary.empty"), class_="wj-note")
    )
    main = tag(
        "div",
        title,
        tag("p", note, class_="wj-note"),
        fallback(given.fallback, language=language) if given.fallback else EMPTY,
        points,
        struck(given.struck, language=language),
        class_="wj-main",
        role="region",
    )
    return beside(main, given.citations, backing, language=language, kind="summary")


# The pieces of an answer


def _status(given: Answer, *, language: Language) -> Html:
    status = given.status.value
    return tag("span", say(language, f"status.{status}"), class_=f"wj-status wj-status--{status}")


def writer(generator: str, key: str = "answer.written_by", *, language: Language) -> Html:
    """Say which language model wrote, in the words of `key`; nothing for the reports' own words."""
    if generator == EXTRACTIVE:
        return EMPTY
    return tag("span", say(language, key, generator=generator), class_="wj-badge")


def fallback(given: Fallback, *, language: Language) -> Html:
    """Say that a language model was to answer and why it did not; the library's own words are Chinese."""
    key = f"fallback.{given.kind}"
    reason = say(language, key) if language is Language.EN and key in TEXTS else given.message
    title = tag("h4", say(language, "answer.fallback", generator=given.generator))
    return tag("div", title, tag("p", reason), class_="wj-fallback", role="status")


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
    if given.recited:
        recited = tag(
            "span", say(language, "answer.recited"), class_="wj-badge", title=say(language, "answer.recited_why")
        )
        parts.append(recited)
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
    rows = (tag("tr", *(tag("td", cited(cell, language=language)) for cell in row)) for row in given.rows)
    caption = tag("caption", given.title or say(language, "table.caption"))
    return tag("div", tag("table", caption, head, tag("tbody", *rows), class_="wj-table"), class_="wj-scroll")


def _reason(given: Answer, *, language: Language) -> Html:
    if not given.reason:
        return EMPTY
    keys = {Status.ABSTAINED: "answer.why", Status.PARTIAL: "answer.missing", Status.ANSWERED: "answer.hint"}
    key = keys[given.status]
    return tag("div", tag("h4", say(language, key)), tag("p", given.reason), class_="wj-reason")


def _nearest(facts: Sequence[Cited], *, language: Language) -> Html:
    if not facts:
        return EMPTY
    lines = (tag("li", cited(fact, language=language)) for fact in facts)
    return tag("div", tag("h4", say(language, "answer.nearest")), tag("ul", *lines), class_="wj-nearest")


def struck(sentences: Sequence[Struck], *, language: Language) -> Html:
    """List what a model wrote and the reports do not bear out."""
    if not sentences:
        return EMPTY
    lines = (tag("li", tag("del", s.text), problems(s.problems, language=language)) for s in sentences)
    return tag("div", tag("h4", say(language, "answer.struck")), tag("ul", *lines), class_="wj-struck")


def problems(found: Sequence[Problem], *, language: Language) -> Html:
    """List what is wrong with a statement: what it said, and what the source says instead."""
    if not found:
        return EMPTY
    return tag("ul", *(tag("li", _problem(p, language=language)) for p in found), class_="wj-problems")


def _problem(given: Problem, *, language: Language) -> Html:
    parts = [text(say(language, f"problem.{given.kind.value}"))]
    if given.said:
        parts.append(text(say(language, "answer.said", said=given.said)))
    if given.source:
        parts.append(tag("span", say(language, "answer.source_says", source=given.source), class_="wj-right"))
    return join(parts, "; " if language is Language.EN else "；")


def generator_name(name: str, *, language: Language) -> str:
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
    facts.append(f"{say(language, 'answer.generator')} {generator_name(given.generator, language=language)}")
    seconds = dict(given.seconds).get("total")
    if seconds is not None:
        shown = say(language, "answer.seconds", seconds=f"{seconds:.1f}")
        facts.append(shown if seconds >= 0.1 else say(language, "answer.at_once"))
    copy = EMPTY
    if given.statements:
        copy = copy_button(answer_as_text(given, language=language), "answer.copy", language=language)
    return tag("footer", *(tag("span", f) for f in facts), copy, class_="wj-footer")


def answer_as_text(given: Answer, *, language: Language) -> str:
    """Write an answer out with its sources under it."""
    lines = [s.text + "".join(f"[{n}]" for n in s.citations) for s in given.statements]
    sources = [f"[{c.n}] {citation_as_text(c, language=language)}" for c in given.citations]
    return "\n".join([*lines, "", *sources])
