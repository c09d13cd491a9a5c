"""Questions made from passages of reports: a clause with its figures asked for and its terms said in other words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from embeddings.train.pairs import Pair
from rag.figures import find_figures
from rag.lexicon import Entry, Mention, mentions, vocabulary

# Of the questions that a passage gives; there would be ten times as many of them as of all other pairs.
_KEPT = 0.25
_CLAUSE = re.compile(r"[^，,。；;！？!?：:]+")
_ENGLISH = (
    "How many {} are planned?",
    "What is the {} target?",
    "What was the {} last year?",
    "By how much did {} grow?",
    "{}",
    "What will be done about {}?",
    "How much {}?",
    "Which {} will be built or improved?",
    "What growth of {} is expected?",
)
_CHINESE = ("{}", "{}是多少", "{}怎么样", "{}有什么打算", "{}有哪些措施", "今年{}目标多少", "去年{}完成了多少")


def questions(text: str, rng: random.Random) -> Iterator[Pair]:
    """Questions that this passage answers: some in its own words, some in everyday words, some in English."""
    found = mentions(text)
    for match in _CLAUSE.finditer(text):
        clause = match[0].strip()
        if not 6 <= len(clause) <= 40:
            continue
        here = [m for m in found if match.start() <= m.start and m.end <= match.end()]
        if here:
            yield from _about(match.start(), match[0], here, text, rng)
        elif (asked := _asked(clause)) != clause:
            yield Pair(asked, text, "figure asked")


def _about(offset: int, clause: str, here: list[Mention], text: str, rng: random.Random) -> Iterator[Pair]:
    said = _in_other_words(offset, clause, here, rng)
    if said and rng.random() < _KEPT:
        yield Pair(_asked(said), text, "other words")
    english = [rng.choice(m.entry.english) for m in here if m.entry.english]
    if english and rng.random() < _KEPT:
        # Against the clause: dozens of passages of a batch hold the same term, and against the whole passage nothing
        # was learned.
        name = " and ".join(dict.fromkeys(english[:2]))
        key = "|".join(sorted({m.entry.name for m in here}))
        yield Pair(rng.choice(_ENGLISH).format(name), clause, "English name", key)
    if rng.random() < 0.3 and (asked := _asked(clause)) != clause:
        yield Pair(asked, text, "figure asked")


def _in_other_words(offset: int, clause: str, here: list[Mention], rng: random.Random) -> str:
    parts: list[str] = []
    at = 0
    changed = False
    for mention in here:
        printed = clause[mention.start - offset : mention.end - offset]
        others = [s for s in _chinese_names(mention.entry) if s != printed]
        parts.append(clause[at : mention.start - offset])
        parts.append(rng.choice(others) if others else printed)
        changed = changed or bool(others)
        at = mention.end - offset
    return "".join([*parts, clause[at:]]) if changed else ""


def _chinese_names(entry: Entry) -> tuple[str, ...]:
    # Everyday words count double: they are what words alone cannot find.
    return (entry.name, *entry.aliases, *entry.everyday, *entry.everyday, *entry.everyday)


def _asked(clause: str) -> str:
    """Replace each figure by the word that asks for it."""
    for figure in reversed(find_figures(clause)):
        unit = figure.unit if figure.unit != "%" else ""
        word = "百分之几" if figure.unit == "%" else f"多少{unit}"
        clause = f"{clause[: figure.start]}{word}{clause[figure.end :]}"
    return clause


def vocabulary_pairs(rng: random.Random) -> Iterator[Pair]:
    """The vocabulary itself: every other name of a term against the term."""
    for entry in vocabulary():
        official = " ".join((entry.name, *entry.aliases[:3]))
        for name in entry.aliases + entry.everyday:
            yield Pair(rng.choice(_CHINESE).format(name), official, "vocabulary", entry.name)
        for name in entry.english:
            yield Pair(rng.choice(_ENGLISH).format(name), official, "vocabulary English", entry.name)
