"""Boxed messages, the line shown while something runs, and what stands where nothing was asked yet."""

from __future__ import annotations

from collections.abc import Sequence

from rag.read.formats import SUPPORTED
from ui.markup import EMPTY, Html, join, tag
from ui.texts import TEXTS, Language, say


def problem(kind: str, message: str, fix: str, *, language: Language) -> Html:
    """Say what went wrong and what to do, in the page's language; the library's own words open with a click."""
    what = f"kind.{kind}" if f"kind.{kind}" in TEXTS else "kind.error"
    advice = f"fix.{kind}"
    if advice in TEXTS:
        fix = say(language, advice, formats=" ".join(SUPPORTED))
    return join(
        [
            tag("p", say(language, what), class_="wj-what"),
            tag("p", f"{say(language, 'library.fix')}{fix}", class_="wj-fix") if fix else EMPTY,
            _details(message, language=language) if message else EMPTY,
        ]
    )


def _details(message: str, *, language: Language) -> Html:
    """The library's own words, which are English, with files and places in them."""
    head = tag("summary", say(language, "error.details"))
    return tag("details", head, tag("p", message, class_="wj-note"), class_="wj-details")


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


def writer(message: str, *, is_remote: bool) -> Html:
    """Make the line that names the language model that is set."""
    return tag("p", message, class_="wj-writer wj-writer--remote" if is_remote else "wj-writer")


def examples(questions: Sequence[str], *, language: Language) -> Html:
    """Make the row of example questions."""
    if not questions:
        return EMPTY
    chips = (tag("button", q, type="button", class_="wj-chip", data_act="ask_example", data_value=q) for q in questions)
    label = tag("span", say(language, "ask.examples"), class_="wj-label")
    return tag("div", label, *chips, class_="wj-examples")
