"""What is derived from the store for search: words in Tantivy, vectors in FAISS.

Both are brought up to the store's generation before every search: by the reports that changed since, or from nothing
where files are missing or damaged. A lock file keeps two processes from doing it at once.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from embeddings import Matrix
from rag.errors import LibraryProblem
from rag.lexical import Entry, Hit, LexicalIndex
from rag.store import Store
from rag.types import Report, joined
from rag.vectors import FaissStore

# Rebuild what an older layout of these files holds.
_LAYOUT = 2


@dataclass(frozen=True, slots=True)
class _State:
    """What the files hold: for every report in them the generation of its last change, and whose vectors they are."""

    generation: int
    dim: int
    encoder: str
    reports: Mapping[str, int]


_EMPTY = _State(-1, 0, "", {})


class Index:
    """Lexical and vector search over all passages of a store."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._lock = threading.RLock()
        self._held = _EMPTY
        self._lexical: LexicalIndex | None = None
        self._vectors: FaissStore | None = None

    def lexical(self, query: Mapping[str, float], k: int, *, only: Collection[str] | None = None) -> list[Hit]:
        with self._lock:
            self.sync()
            assert self._lexical is not None
            return self._lexical.search(query, k, only=only)

    def nearest(self, vectors: Matrix, k: int, *, only: Collection[str] | None = None) -> list[list[Hit]]:
        with self._lock:
            self.sync()
            assert self._vectors is not None
            return self._vectors.search(vectors, k, only)

    def idf(self, terms: Iterable[str]) -> dict[str, float]:
        """How much each term tells: BM25's inverse document frequency over all passages."""
        with self._lock:
            self.sync()
            assert self._lexical is not None
            n = len(self._lexical)
            return {t: math.log(1 + (n - df + 0.5) / (df + 0.5)) for t, df in self._lexical.frequencies(terms).items()}

    def sync(self) -> None:
        """Bring both up to the store's generation."""
        with self._lock:
            if self._held.generation == self._store.generation and self._lexical is not None:
                return
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                with FileLock(self._folder / "lock", timeout=600), self._store.reading():
                    self._clear_drafts()
                    try:
                        self._bring_up(self._read_state())
                    except (ValueError, OSError):
                        # Damaged files: the store has everything, so start again.
                        self._bring_up(_EMPTY)
            except (ValueError, OSError) as error:
                raise LibraryProblem(
                    f"{self._folder}: the search index could not be written ({error}); the reports are stored.",
                    fix="Make room on the disk and check the permissions of the folder; the next search brings the "
                    "index up to date.",
                ) from error

    def _bring_up(self, state: _State) -> None:
        generation = self._store.generation
        wanted = {row.id: row.stamp for row in self._store.rows() if row.copy_of is None}
        encoder = self._store.setting("encoder") or ""
        if state.encoder != encoder:
            state = _EMPTY
        lexical, vectors = self._open(state)
        stale = [i for i in state.reports if state.reports[i] != wanted.get(i)]
        fresh = [i for i in wanted if state.reports.get(i) != wanted[i]]
        if stale or fresh:
            # Until the new state is written, the old one stays on disk: after a crash the same work is done again,
            # and removing before adding makes it come out the same.
            lexical.update(remove=sorted({*stale, *fresh}), add=self._entries(fresh))
            ids, rows = self._store.vectors(fresh)
            if vectors is None and ids:
                vectors = FaissStore(rows.shape[1])
            if vectors is not None:
                gone = {*stale, *fresh}
                vectors.remove([i for i in vectors.ids if _report_of(i) in gone])
                if ids:
                    vectors.add(ids, rows)
                vectors.save(self._folder / "vectors")
        if vectors is None:
            vectors = FaissStore(8)
        self._held = _State(generation, vectors.dim, encoder, wanted)
        if stale or fresh or state.generation != generation:
            self._write_state(self._held)
        self._lexical, self._vectors = lexical, vectors

    def _open(self, state: _State) -> tuple[LexicalIndex, FaissStore | None]:
        if state is _EMPTY:
            for name in ("words", "vectors", "state.json"):
                _delete(self._folder / name)
        lexical = LexicalIndex(self._folder / "words")
        if not state.reports:
            return lexical, None
        vectors = FaissStore.load(self._folder / "vectors", state.dim)
        if len(lexical) != len(vectors.ids):
            raise ValueError(f"{len(lexical)} passages in words, {len(vectors.ids)} in vectors")
        return lexical, vectors

    def _clear_drafts(self) -> None:
        """Delete what a process left behind that ended while it wrote; the lock is held."""
        for draft in [*self._folder.glob("state.*"), *(self._folder / "vectors").glob("*.*.*")]:
            if draft.suffix[1:].isdigit():
                draft.unlink(missing_ok=True)

    def _entries(self, report_ids: Sequence[str]) -> Iterator[Entry]:
        for report_id in report_ids:
            report = self._store.report(report_id)
            for passage in self._store.passages([report_id]):
                yield Entry(passage.id, report_id, passage.text, _head(report, passage.paragraph))

    def _read_state(self) -> _State:
        try:
            raw = json.loads((self._folder / "state.json").read_text(encoding="utf-8"))
            if raw["layout"] != _LAYOUT:
                return _EMPTY
            return _State(raw["generation"], raw["dim"], raw["encoder"], raw["reports"])
        except (OSError, ValueError, KeyError):
            return _EMPTY

    def _write_state(self, state: _State) -> None:
        draft = self._folder / f"state.{os.getpid()}"
        fields = {
            "layout": _LAYOUT,
            "generation": state.generation,
            "dim": state.dim,
            "encoder": state.encoder,
            "reports": dict(state.reports),
        }
        draft.write_text(json.dumps(fields), encoding="utf-8")
        os.replace(draft, self._folder / "state.json")


def _head(report: Report, ordinal: int) -> str:
    paragraph = report.paragraph(ordinal)
    year = f"{report.year}年" if report.year else ""
    return joined((report.place, year, *report.section_path(paragraph.section), paragraph.lead), " ")


def _report_of(passage_id: str) -> str:
    return passage_id.split("/", 1)[0]


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
