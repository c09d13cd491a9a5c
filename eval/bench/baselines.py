"""What simple systems reach on the same questions: the rows that every other row is read against.

Both retrievers cut the source text into windows and rank by BM25. One takes terms as this project does (pairs of
characters), the other as general systems do (words between white space). A third pastes the first ten passages of a
real library together and calls that an answer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.library import Measured
from rag.results import Answer, FoundPassage, ReportCard, SearchResult, Statement, Status, Summary
from rag.terms import simplified, terms

WINDOW = 220
_K1, _B = 1.2, 0.75

Tokenize = Callable[[str], list[str]]


def white_space_words(text: str) -> list[str]:
    return text.lower().split()


def character_pairs(text: str) -> list[str]:
    return terms(simplified(text))


class WindowLibrary:
    """BM25 over windows of fixed length, whatever they cut through; finds, and never answers."""

    def __init__(self, library: Measured, tokenize: Tokenize) -> None:
        self._library = library
        self._tokenize = tokenize
        self._windows = [
            (card.file, start, text[start : start + WINDOW])
            for card in library.reports()
            for text in [library.source(card.file)]
            for start in range(0, len(text), WINDOW)
        ]
        self._counts = [Counter(tokenize(text)) for _, _, text in self._windows]
        self._lengths = [counts.total() for counts in self._counts]
        self._mean = sum(self._lengths) / max(1, len(self._lengths))
        self._found_in: dict[str, list[int]] = {}
        for n, counts in enumerate(self._counts):
            for term in counts:
                self._found_in.setdefault(term, []).append(n)

    def reports(self) -> list[ReportCard]:
        return self._library.reports()

    def source(self, key: str) -> str:
        return self._library.source(key)

    def search(self, query: str, *, k: int = 10, files: Sequence[str] = ()) -> SearchResult:
        scores: Counter[int] = Counter()
        for term in set(self._tokenize(query)):
            holding = self._found_in.get(term, [])
            weight = math.log(1 + (len(self._windows) - len(holding) + 0.5) / (len(holding) + 0.5))
            for n in holding:
                count, norm = self._counts[n][term], 1 - _B + _B * self._lengths[n] / self._mean
                scores[n] += weight * count * (_K1 + 1) / (count + _K1 * norm)  # type: ignore[assignment]
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return SearchResult(query, tuple(self._passage(n, score) for n, score in ranked[:k]))

    def _passage(self, n: int, score: float) -> FoundPassage:
        file, start, text = self._windows[n]
        return FoundPassage(file, file, file, (), n, text, text, start, start + len(text), score)

    def ask(self, question: str, *, files: Sequence[str] = ()) -> Answer:
        return Answer(question, Status.ABSTAINED, "")

    def summarize(self, file: str, *, section: Sequence[str] = (), length: str = "medium") -> Summary:
        return Summary(file, tuple(section), (), ())


@dataclass(frozen=True, slots=True)
class PastingLibrary:
    """Answers every question with the first ten passages that a library finds."""

    library: Measured

    def reports(self) -> list[ReportCard]:
        return self.library.reports()

    def source(self, key: str) -> str:
        return self.library.source(key)

    def search(self, query: str, *, k: int = 10, files: Sequence[str] = ()) -> SearchResult:
        return self.library.search(query, k=k, files=files)

    def ask(self, question: str, *, files: Sequence[str] = ()) -> Answer:
        passages = self.search(question, files=files).passages
        statements = tuple(Statement(p.text, ()) for p in passages)
        return Answer(question, Status.ANSWERED, "\n".join(p.text for p in passages), statements)

    def summarize(self, file: str, *, section: Sequence[str] = (), length: str = "medium") -> Summary:
        return self.library.summarize(file, section=section, length=length)
