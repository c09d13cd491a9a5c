"""What the order of evidence may depend on: one row of numbers for each passage, most between 0 and 1.

Each is about question and passage alone or about the passage among the others that were found. None knows a place, a
report or a question by name.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.asked import Asked, asked
from rag.figures import Figure, find_figures
from rag.lexicon import mentions
from rag.sentences import clauses
from rag.tense import status_of
from rag.terms import terms
from rag.types import Evidence, Role, joined
from rag.understand import Question

NAMES: tuple[str, ...] = (
    "words",  # lexical score, the best of the list being 1
    "vectors",  # cosine
    "vectors, relative",  # the best of the list being 1
    "words, English question",
    "terms in text",  # share of the question's terms, rare ones counting more
    "terms in one clause",
    "terms over it",  # in headings and lead sentence
    "terms in text or over it",
    "terms side by side",  # share of neighbouring pairs of terms that are neighbours here too
    "longest run",  # longest stretch of the question found whole, by its length
    "vocabulary in text",  # share of the question's known terms that are named
    "vocabulary over it",
    "vocabulary in one clause",
    "vocabulary and figure",  # a clause that names a known term and holds the kind of figure asked for
    "quoted",  # what the question quotes is here
    "numbers of the question",
    "figure asked for",  # the kind of figure that the question asks for
    "terms and figure",  # in one clause
    "same status",  # target where a target is asked for, result where a result is
    "other status",
    "preferred year",
    "year named",
    "glossary",
    "glossary, definition asked",
    "heading",
    "title or byline",
    "told by the ledger",  # the share of what is asked that the ledger has from here
    "ledger of another",  # the ledger has the indicator from here, of another year, kind or place
)
Row = NDArray[np.float64]


def features(question: Question, evidence: Sequence[Evidence]) -> Row:
    """Shape (len(evidence), len(NAMES))."""
    texts = [_read(e.passage.text) for e in evidence]
    heads = [_read(joined((*e.section_path, e.paragraph.lead), " ")) for e in evidence]
    weights = _rarer(question.terms, [text.terms | head.terms for text, head in zip(texts, heads, strict=True)])
    words, vectors = ([dict(e.scores).get(name, 0.0) for e in evidence] for name in ("words", "vectors"))
    best_word, best_vector = max(*words, 1e-9), max(*vectors, 1e-9)
    is_english = question.understood.language == "en"
    kind, wanted = question.understood.kind, asked(question.text)
    asks_figure = bool(wanted) or kind == "figure"
    named = dict.fromkeys((m.entry.name for m in question.vocabulary), 1.0)
    known = _rarer(named, [text.names for text in texts])
    rows: list[list[float]] = []
    for one, text, head, absolute_word, absolute_vector in zip(evidence, texts, heads, words, vectors, strict=True):
        role, printed = one.paragraph.role, one.passage.text
        word, vector = absolute_word / best_word, absolute_vector / best_vector
        parts = [
            (_share(weights, part.terms), _told(known, len(texts), part.names), _meets(wanted, part.figures))
            for part in text.parts
        ]
        status = status_of(one.report, one.paragraph, printed) if question.understood.status else ""
        rows.append(
            [
                word,
                absolute_vector,
                vector,
                word if is_english else 0.0,
                _share(weights, text.terms),
                max((share for share, _, _ in parts), default=0.0),
                _share(weights, head.terms),
                _share(weights, text.terms | head.terms),
                _side_by_side(question.core, printed),
                _longest_run(question.core, printed),
                _told(known, len(texts), text.names),
                _told(known, len(texts), head.names),
                max((named for _, named, _ in parts), default=0.0),
                max((named * met for _, named, met in parts), default=0.0) if asks_figure else 0.0,
                _part_of(question.quoted, [quoted for quoted in question.quoted if quoted in printed]),
                _part_of(_numbers(question.core), _numbers(printed)),
                _meets(wanted, text.figures) if wanted else 0.0,
                max((share * met for share, _, met in parts), default=0.0) if asks_figure else 0.0,
                float(bool(status) and status == question.understood.status),
                float(bool(status) and status != question.understood.status),
                dict(one.scores).get("preferred", 1.0),
                float(any(f"{year}年" in printed for year in question.understood.years)),
                float(role is Role.GLOSSARY),
                float(role is Role.GLOSSARY and kind == "definition"),
                float(role is Role.HEADING),
                float(role in (Role.TITLE, Role.BYLINE)),
                dict(one.scores).get("told", 0.0),
                dict(one.scores).get("told of another", 0.0),
            ]
        )
    return np.array(rows, dtype=np.float64)


def _rarer(wanted: Mapping[str, float], found: Sequence[Collection[str]]) -> dict[str, float]:
    """What is wanted, each counting the more the fewer of the passages hold it: what all hold tells nothing."""
    held = Counter(one for passage in found for one in passage if one in wanted)
    n = len(found)
    return {one: weight * math.log(1 + (n + 0.5) / (held[one] + 0.5)) for one, weight in wanted.items()}


def _told(known: Mapping[str, float], n: int, held: Collection[str]) -> float:
    """Share of the known terms that are held, as far as they tell anything among `n` passages.

    A question's only known term may be one that nearly all passages name, and its subject a word that nobody knows.
    """
    most = len(known) * math.log(1 + (n + 0.5) / 0.5)
    return sum(w for t, w in known.items() if t in held) / most if most else 0.0


def _share(weights: Mapping[str, float], held: Collection[str]) -> float:
    total = sum(weights.values())
    return sum(w for t, w in weights.items() if t in held) / total if total else 0.0


def _part_of(wanted: Collection[str], held: Collection[str]) -> float:
    return sum(1 for w in wanted if w in held) / len(wanted) if wanted else 0.0


def _meets(wanted: Asked, figures: Sequence[Figure]) -> float:
    return wanted.share_met(figures) if figures else 0.0


def _side_by_side(core: str, text: str) -> float:
    """Of the question's stretches of three characters, the share that stands in the text."""
    runs = {part[i : i + 3] for part in core.split() for i in range(len(part) - 2)}
    return _part_of(runs, {run for run in runs if run in text})


def _longest_run(core: str, text: str) -> float:
    best = 0
    for part in core.split():
        for start in range(len(part)):
            while start + best < len(part) and part[start : start + best + 1] in text:
                best += 1
    return min(best, 12) / 12


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


class _Part(NamedTuple):
    """One clause: its terms, the known terms that it names, and its figures."""

    terms: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]


class _Text(NamedTuple):
    terms: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    parts: tuple[_Part, ...]


# The same passages come up for question after question.
@lru_cache(maxsize=20_000)
def _read(text: str) -> _Text:
    named, figures = mentions(text), find_figures(text)
    parts = tuple(
        _Part(
            frozenset(terms(text[start:end])),
            frozenset(m.entry.name for m in named if start <= m.start < end),
            tuple(f for f in figures if start <= f.start < end),
        )
        for start, end in _clauses(text)
    )
    return _Text(frozenset(terms(text)), frozenset(m.entry.name for m in named), tuple(figures), parts)


_COMMA = re.compile(r"[，,、]")


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Sentences and the parts between semicolons; long ones also by commas."""
    for start, end in clauses(text):
        if end - start > 40:
            for comma in _COMMA.finditer(text, start, end):
                if comma.end() - start >= 8:
                    yield start, comma.end()
                    start = comma.end()
        if end > start:
            yield start, end
