"""Lexical search: BM25 over character pairs, kept by Tantivy.

Derived from the store and rebuilt from it whenever the two are out of step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from rag.terms import terms


class Hit(NamedTuple):
    """A passage and how well it matches; higher is better."""

    passage_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage as lexical search sees it: its text, and the words that stand over it (place, year, headings)."""

    passage_id: str
    report_id: str
    text: str
    head: str


# Words in the headings over a passage tell its subject, but many passages share them.
HEAD_WEIGHT = 0.35


class LexicalIndex:
    """BM25 (Tantivy's k1 1.2, b 0.75) over passages, each found under its report."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        self._index: Any = tantivy.Index(_schema(), path=str(folder))
        self._index.reload()

    def update(self, *, remove: Iterable[str], add: Iterable[Entry]) -> None:
        """Remove all passages of these reports, then add; one commit, so that readers see all of it or nothing."""
        import tantivy

        writer = self._index.writer(heap_size=64_000_000, num_threads=1)
        for report_id in remove:
            writer.delete_documents_by_term("report", report_id)
        for entry in add:
            document = tantivy.Document()
            document.add_text("id", entry.passage_id)
            document.add_text("report", entry.report_id)
            document.add_text("text", " ".join(terms(entry.text)))
            document.add_text("head", " ".join(terms(entry.head)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, query: Mapping[str, float], k: int, *, only: Collection[str] | None = None) -> list[Hit]:
        """Best passages for weighted terms, best first, ties by id; `only` names the reports to look in."""
        from tantivy import Occur, Query

        if not query or (only is not None and not only):
            return []
        schema = self._index.schema
        clauses = []
        for term, weight in query.items():
            for field, scale in (("text", 1.0), ("head", HEAD_WEIGHT)):
                clauses.append((Occur.Should, Query.boost_query(Query.term_query(schema, field, term), weight * scale)))
        wanted = Query.boolean_query(clauses)
        if only is not None:
            reports = Query.const_score_query(Query.term_set_query(schema, "report", sorted(only)), 0.0)
            wanted = Query.boolean_query([(Occur.Must, reports), (Occur.Must, wanted)])
        searcher = self._index.searcher()
        found = searcher.search(wanted, limit=k, count=False).hits
        hits = [Hit(searcher.doc(address).get_first("id"), float(score)) for score, address in found if score > 0]
        return sorted(hits, key=lambda h: (-h.score, h.passage_id))

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many passages each term occurs."""
        searcher = self._index.searcher()
        return {term: int(searcher.doc_freq("text", term)) for term in terms}

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("report", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("head", stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
