"""A checked draft as HTML: counts on top, then sentence by sentence with verdict, wrong words and sources."""

from __future__ import annotations

from collections import Counter

from rag.results import CheckedSentence, Verdict, Verification
from ui.markup import Html, tag, text
from ui.render.answers import problems
from ui.render.evidence import Backing, beside, copy_button, marks
from ui.render.notices import notice
from ui.texts import Language, say

# What needs a look first, first.
_BADGES = {
    Verdict.CONTRADICTED: "bad",
    Verdict.UNSUPPORTED: "warn",
    Verdict.SUPPORTED: "good",
    Verdict.NO_CLAIM: "plain",
}


def verification(given: Verification, backing: Backing, *, language: Language) -> Html:
    """Lay a checked draft out: its sentences in their order, and the evidence beside them."""
    if not given.sentences:
        return notice(say(language, "check.blank"), kind="warn")
    counts = Counter(sentence.verdict for sentence in given.sentences)
    chips = (
        tag(
            "button",
            say(language, f"verdict.{verdict.value}"),
            tag("b", str(counts[verdict])),
            type="button",
            class_=f"wj-only wj-only--{badge}",
            data_only=verdict.value,
            aria_pressed="false",
            title=say(language, "check.only"),
        )
        for verdict, badge in _BADGES.items()
        if counts[verdict]
    )
    title = tag(
        "h3",
        say(language, "check.result"),
        tag("span", say(language, "check.count", n=len(given.sentences)), class_="wj-count"),
        class_="wj-title",
    )
    copy = copy_button(as_text(given, language=language), "check.copy", language=language)
    lines = (_sentence(sentence, language=language) for sentence in given.sentences)
    main = tag(
        "div",
        title,
        tag("div", *chips, class_="wj-counts", role="group", aria_label=say(language, "check.only")),
        tag("ol", *lines, class_="wj-checked"),
        tag("footer", tag("span", say(language, "check.note")), copy, class_="wj-footer"),
        class_="wj-main",
        role="region",
        data_filtered=True,
    )
    return beside(main, given.citations, backing, language=language, kind="check")


def _sentence(given: CheckedSentence, *, language: Language) -> Html:
    label = say(language, f"verdict.{given.verdict.value}")
    badge = tag("span", label, class_=f"wj-badge wj-badge--{_BADGES[given.verdict]}")
    said = tag("p", *_with_wrong_words(given), marks(given.citations, language=language))
    return tag(
        "li",
        badge,
        tag("div", said, problems(given.problems, language=language)),
        class_=f"wj-sentence wj-sentence--{given.verdict.value}",
        data_verdict=given.verdict.value,
    )


def _with_wrong_words(given: CheckedSentence) -> list[Html]:
    """Mark in the sentence what the source says otherwise, where it stands there word for word."""
    spans: list[tuple[int, int]] = []
    for problem in given.problems:
        start = given.text.find(problem.said) if problem.said and problem.source else -1
        if start >= 0 and all(start >= b or start + len(problem.said) <= a for a, b in spans):
            spans.append((start, start + len(problem.said)))
    pieces: list[Html] = []
    at = 0
    for start, end in sorted(spans):
        pieces += [text(given.text[at:start]), tag("mark", given.text[start:end], class_="wj-wrong")]
        at = end
    return [*pieces, text(given.text[at:])]


def as_text(given: Verification, *, language: Language) -> str:
    """Write the verdicts out, a sentence a line, with what is wrong under it."""
    lines: list[str] = []
    for sentence in given.sentences:
        lines.append(f"[{say(language, f'verdict.{sentence.verdict.value}')}] {sentence.text}")
        for problem in sentence.problems:
            said = say(language, "answer.said", said=problem.said)
            source = say(language, "answer.source_says", source=problem.source) if problem.source else ""
            what = say(language, f"problem.{problem.kind.value}")
            lines.append(f"    {' · '.join(filter(None, [what, said if problem.said else '', source]))}")
    return "\n".join(lines)
