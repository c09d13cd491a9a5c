"""What a briefing begins with: each report's most telling words, or one report's main results and targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.brief.material import Material, Told, When
from rag.brief.phrases import dated, head, when, without_announcement
from rag.compose import Source
from rag.summarize import Choice, Clause, Subject, choose, write
from rag.summarize.weigh import headline

# Room of one report among several, of one alone, and of all together.
_EACH, _ALONE, _MOST, _SHARE = 66, 120, 400, 0.3
# Main results and main targets take this much each where they are asked for; else the year's work needs room too.
_HEADLINES_SHARE, _HEADLINES_BESIDE = 0.33, 0.22
# A lead says something: a figure or a name. Of one report alone it may say less.
_LEAST, _LEAST_ALONE = 1.0, 0.4
_GROWTH = re.compile(r"(?:同比|比上年|按可比价格|按不变价格)?(?:计算)?[，,]?(?:名义|实际)?(?:增长|下降)[约近超]?[0-9]")


@dataclass(frozen=True, slots=True)
class Lead:
    """A point with its sources, and the clauses that it uses up."""

    text: str
    sources: tuple[Source, ...]
    choices: tuple[Choice, ...]


def leads(materials: Sequence[Material], names: Sequence[str], limit: int) -> list[Lead]:
    """One paragraph with the most telling clause of each report; of when they tell is said where it differs."""
    is_alone = len(materials) == 1
    # Of one place the years tell the reports apart.
    names = names if len({m.report.place for m in materials}) > 1 else [""] * len(names)
    room = min(int(limit * _SHARE), _MOST)
    said: list[tuple[str, Told, str]] = []
    sources: list[list[Source]] = []
    choices: list[Choice] = []
    for material, name in zip(materials, names, strict=True):
        chosen = _chosen(material, min(_ALONE if is_alone else _EACH, room), is_alone=is_alone)
        for choice in chosen if is_alone else chosen[:1]:
            points = list(write(choice, with_label=False))
            text = without_announcement("；".join(point.text.rstrip("。") for point in points))
            if not is_alone:
                # Places are parted by semicolons, so what one place says is not.
                text = text.replace("；", "，")
            if len(text) + len(name) > room:
                break
            room -= len(text) + len(name) + 1
            told = next(t for t in material.wanted() if t.subject is choice.subject)
            said.append(("" if is_alone else name, told, text))
            sources.append([source for point in points for source in point.sources])
            choices.append(choice)
    if not said:
        return []
    if is_alone:
        return [_of_time(said, sources, choices, time) for time in dict.fromkeys(when(told) for _, told, _ in said)]
    texts = dated(said)
    start = head(said[0][1]) if len({when(told) for _, told, _ in said}) == 1 else ""
    return [Lead(f"{start}{'；'.join(texts)}。", tuple(s for some in sources for s in some), tuple(choices))]


def _of_time(
    said: Sequence[tuple[str, Told, str]], sources: Sequence[Sequence[Source]], choices: Sequence[Choice], time: str
) -> Lead:
    """What one report says of one time, as a point."""
    at = [i for i, (_, told, _) in enumerate(said) if when(told) == time]
    text = "；".join(said[i][2] for i in at)
    return Lead(f"{time}：{text}。", tuple(s for i in at for s in sources[i]), tuple(choices[i] for i in at))


def _chosen(material: Material, room: int, *, is_alone: bool) -> list[Choice]:
    """The leading clauses that fit, most telling subject first: of the span that is asked for, if it has any."""
    of_span = [t.subject for t in material.wanted() if t.over_years == material.topic.over_years]
    every = [t.subject for t in material.wanted()]

    def worth(choice: Choice) -> float:
        return sum(material.leading(choice.subject, choice.subject.clauses[n]) for n in choice.clauses)

    for subjects, least in ((of_span, _LEAST), (every, _LEAST), (every, _LEAST_ALONE)):
        if is_alone and least == _LEAST:
            continue
        chosen = choose(subjects, room, weight=material.leading, with_labels=False, least=least)
        if chosen:
            return chosen if is_alone else sorted(chosen, key=worth, reverse=True)
    return []


def lead_of(material: Material, limit: int) -> list[Lead]:
    """The main results and the main targets of one report, each in its own sentences, one point for each."""
    found = []
    room = int(limit * (_HEADLINES_SHARE if material.topic.asked else _HEADLINES_BESIDE))
    for time in (When.DONE, When.PLANNED):
        told = [t for t in material.wanted() if t.when is time and t.over_years == material.topic.over_years]
        subjects = [t.subject for t in told]
        chosen = choose(subjects, room, weight=_headline_only, with_labels=False)
        points = [point for choice in chosen for point in write(choice, with_label=False)]
        if points:
            start = head(next(t for t in told if t.subject is chosen[0].subject))
            text = "；".join(without_announcement(point.text.rstrip("。")) for point in points)
            sources = tuple(source for point in points for source in point.sources)
            found.append(Lead(f"{start}{text}。", sources, tuple(chosen)))
    return found


def _headline_only(subject: Subject, clause: Clause) -> float:
    """Clauses with a headline indicator, and the growth behind its amount."""
    text = subject.paragraph.text
    if worth := headline(text[clause.start : clause.end]):
        return 1.0 + worth
    at = subject.clauses.index(clause)
    before = subject.clauses[at - 1] if at else clause
    follows = clause.continues and headline(text[before.start : before.end]) > 0
    return 2.0 if follows and _GROWTH.match(text[clause.start : clause.end]) else 0.0
