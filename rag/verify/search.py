"""Where in a library the evidence for a statement may stand.

Looking up goes through the word index only: the rarest words and the numbers of a statement, within the reports of
the place that it names. Nothing is scanned.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from rag.compose import Source
from rag.index import Index
from rag.places import contains, same_place
from rag.store import Row, Store
from rag.terms import terms
from rag.types import Passage, Report
from rag.verify.facts import Reading, read_source

MAX_TERMS = 12
DEPTH = 8
_LEAST_COMMON = 0.4  # terms that nearly every passage has tell nothing
_NOWHERE = "\0"  # a term that no passage has, to know the others by
# What matches this much worse than the best is not looked at.
_WORSE = 0.3


@dataclass(slots=True)
class Finder:
    """Passages that may hold the evidence for statements, from the reports `rows` of one library.

    What was looked up is kept, so it serves one state of the library only.
    """

    rows: Sequence[Row]
    index: Index
    store: Store
    load: Callable[[str], Report]
    _idf: dict[str, float] = field(default_factory=dict)
    _by_place: dict[str, frozenset[str]] = field(default_factory=dict)
    _loaded: dict[str, Report] = field(default_factory=dict)
    _passages: dict[str, Passage] = field(default_factory=dict)
    whole: bool = True  # `rows` are all reports that are indexed
    held: frozenset[str] = frozenset()
    all_ids: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.held = frozenset(row.place for row in self.rows if row.place)
        self.all_ids = frozenset(row.id for row in self.rows)

    def report(self, report_id: str) -> Report:
        if report_id not in self._loaded:
            self._loaded[report_id] = self.load(report_id)
        return self._loaded[report_id]

    def reading(self, passage: Passage) -> Reading:
        return read_source(self.source(passage))

    def source(self, passage: Passage) -> Source:
        report = self.report(passage.report_id)
        return Source(report, report.paragraph(passage.paragraph), passage.start, passage.end)

    def find(self, text: str, only: Collection[str], k: int = DEPTH) -> list[Passage]:
        """Passages that share the rarest words of the text, best first."""
        query = self._query(text)
        if not query or not only:
            return []
        hits = self.index.lexical(query, k, only=None if only == self.all_ids and self.whole else only)
        unknown = [hit.passage_id for hit in hits if hit.passage_id not in self._passages]
        if unknown:
            self._passages.update(self.store.passages_by_id(unknown))
        return [self._passages[hit.passage_id] for hit in hits if hit.passage_id in self._passages]

    def likely(self, text: str, only: Collection[str]) -> list[tuple[float, Passage]]:
        """The passages found, with the share of the text's words that each has, best first; poor ones left out."""
        wanted = set(terms(text))
        found = [(self._share(wanted, passage), passage) for passage in self.find(text, only)]
        found.sort(key=lambda one: -one[0])
        return [one for one in found if one[0] >= found[0][0] - _WORSE]

    def _share(self, wanted: set[str], passage: Passage) -> float:
        weights = {term: self._weight(term) for term in wanted}
        held = set(terms(passage.text))
        return sum(w for term, w in weights.items() if term in held) / (sum(weights.values()) or 1.0)

    def _weight(self, term: str) -> float:
        idf = self._idf.get(term, 0.0)
        if idf >= self._idf.get(_NOWHERE, 0.0):
            return 0.0
        return idf * 2 if term[0].isdigit() else idf

    def reports_of(self, places: Iterable[str]) -> frozenset[str]:
        """Reports of these places; for a place without one, of the places that contain it."""
        found: set[str] = set()
        for place in places:
            found |= self._reports_of(place)
        return frozenset(found)

    def _reports_of(self, place: str) -> frozenset[str]:
        if place not in self._by_place:
            own = frozenset(row.id for row in self.rows if row.place and same_place(place, row.place))
            above = own or frozenset(row.id for row in self.rows if row.place and contains(row.place, place))
            self._by_place[place] = above
        return self._by_place[place]

    def _query(self, text: str) -> dict[str, float]:
        wanted = list(dict.fromkeys(terms(text)))
        unknown = [term for term in wanted if term not in self._idf]
        if unknown:
            self._idf.update(self.index.idf([*unknown, _NOWHERE]))
        wanted = [term for term in wanted if self._idf[term] < self._idf[_NOWHERE]]
        telling = sorted(wanted, key=lambda term: (-self._idf[term], term))[:MAX_TERMS]
        return {term: 1.0 for term in telling if self._idf[term] > _LEAST_COMMON}
