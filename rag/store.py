"""The one durable truth: reports, sources, paragraphs, passages and vectors in SQLite.

One transaction a change: a report is there whole or not at all, and whatever was reported as added survives a crash.
`generation` counts the changes; whatever is derived from the store compares it to know that it is out of step.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from embeddings import Matrix
from rag.errors import LibraryProblem, NewerLibrary
from rag.indicators.types import IndicatorRow
from rag.types import (
    Alignment,
    Doubt,
    Dropped,
    Fact,
    GlossaryEntry,
    Item,
    ItemKind,
    Metadata,
    Origin,
    Paragraph,
    Passage,
    Repair,
    Report,
    Role,
    Section,
)

SCHEMA_VERSION = 3

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,        -- as it is named in citations
    path TEXT NOT NULL UNIQUE,        -- where it was read from
    digest TEXT NOT NULL,             -- of the bytes
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    place TEXT NOT NULL,
    year INTEGER,
    metadata TEXT NOT NULL,
    copy_of TEXT REFERENCES reports(id) ON DELETE SET NULL,   -- the report that speaks for this one
    shingles BLOB NOT NULL,           -- see rag/copies.py
    settings TEXT NOT NULL,           -- fingerprint of the code and options that made what follows
    stamp INTEGER NOT NULL            -- generation of its last change
);
CREATE TABLE sources (
    report_id TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE,
    format TEXT NOT NULL, encoding TEXT NOT NULL, notes TEXT NOT NULL, text BLOB NOT NULL
);
CREATE TABLE sections (
    report_id TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, heading TEXT NOT NULL, level INTEGER NOT NULL, parent INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, run_in INTEGER NOT NULL,
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;
CREATE TABLE paragraphs (
    report_id TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, section INTEGER NOT NULL,
    alignment BLOB NOT NULL, lead_end INTEGER NOT NULL, items TEXT NOT NULL,
    PRIMARY KEY (report_id, ordinal)
);
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX passages_by_report ON passages(report_id);
CREATE TABLE vectors (
    passage_id TEXT PRIMARY KEY REFERENCES passages(id) ON DELETE CASCADE, encoder TEXT NOT NULL, vector BLOB NOT NULL
);
CREATE TABLE quality (
    report_id TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE,
    repairs INTEGER NOT NULL, doubts INTEGER NOT NULL, glossary TEXT NOT NULL, record BLOB NOT NULL
);
"""
# Since schema 2; since 3 with its sentence and its trust. Quote and sentence are cut out of the paragraph.
_INDICATORS = """
CREATE TABLE indicators (
    report_id TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    place TEXT NOT NULL, year INTEGER, period TEXT NOT NULL, indicator TEXT NOT NULL, raw TEXT NOT NULL,
    amounts TEXT NOT NULL, unit TEXT NOT NULL, base_amounts TEXT NOT NULL, base_unit TEXT NOT NULL,
    kind TEXT NOT NULL, measure TEXT NOT NULL, bound TEXT NOT NULL, qualifier TEXT NOT NULL, estimate INTEGER NOT NULL,
    base TEXT NOT NULL, topic TEXT NOT NULL, standard INTEGER NOT NULL,
    paragraph INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    source_start INTEGER NOT NULL, source_end INTEGER NOT NULL, trust REAL NOT NULL,
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;
CREATE INDEX indicators_by_name ON indicators(indicator, year);
"""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells a changed file from an unchanged one without reading it again."""

    path: str
    digest: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Ingested:
    """Everything that adding one file gives, ready to be stored."""

    stamp: FileStamp
    report: Report
    source: str
    format: str
    encoding: str
    notes: tuple[str, ...]
    passages: tuple[Passage, ...]
    vectors: Matrix
    encoder: str
    settings: str
    shingles: bytes = b""
    copy_of: str | None = None
    instead_of: str | None = None  # the report that spoke till now, and is a copy of this one from now on
    indicators: tuple[IndicatorRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The line of the report list: what is known without loading the report."""

    id: str
    file: str
    path: str
    digest: str
    size: int
    modified_ns: int
    place: str
    year: int | None
    metadata: Metadata
    copy_of: str | None
    settings: str
    stamp: int
    n_paragraphs: int
    n_passages: int
    n_repairs: int
    n_doubts: int

    @property
    def name(self) -> str:
        return Report(self.id, self.file, self.metadata, (), ()).name


class Store:
    """The library's database. Safe to use from several threads and processes."""

    def __init__(self, path: Path, *, step: Callable[[int, int, str], None] | None = None) -> None:
        """Open, creating it where there is none.

        Args:
            step: told how many of how many reports were read again, and which, while an older library is brought up
                to date.

        Raises:
            NewerLibrary: a later version of Wenju wrote it.
            LibraryProblem: the file is not a library or cannot be opened.
        """
        self.path = path
        self._local = threading.local()
        self._connections: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._guard = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._prepare(step)
        except (sqlite3.Error, OSError) as error:
            # Of what SQLite raises, only damage and no database at all are a plain DatabaseError.
            fix = (
                "The file is damaged. Put a copy of it back, or move the folder away and add the reports again."
                if type(error) is sqlite3.DatabaseError
                else "Check the folder given with --home, its permissions and the space left on the disk."
            )
            raise LibraryProblem(f"{path}: the library cannot be opened: {error}.", fix=fix) from error

    def _prepare(self, step: Callable[[int, int, str], None] | None) -> None:
        if not self._is_created():
            self._db().execute("PRAGMA journal_mode = WAL")
            with self.changing() as db:
                if not self._is_created():
                    _run_script(db, _SCHEMA + _INDICATORS)
                    db.execute("INSERT INTO meta VALUES ('schema', ?), ('generation', '0')", (str(SCHEMA_VERSION),))
        version = int(self.setting("schema") or 0)
        if version > SCHEMA_VERSION:
            raise NewerLibrary(
                f"{self.path}: a later version of Wenju wrote it (schema {version}; this one knows {SCHEMA_VERSION}).",
                fix="Update Wenju, or choose another library folder with --home.",
            )
        if version < SCHEMA_VERSION:
            self._migrate(step)

    def _migrate(self, step: Callable[[int, int, str], None] | None) -> None:
        """Bring an older library up to date: read the figures out of the reports that it holds."""
        from rag.indicators import extract

        with self.changing() as db:
            if int(self.setting("schema") or 0) >= SCHEMA_VERSION:
                return  # another process was faster
            _run_script(db, "DROP TABLE IF EXISTS indicators;\n" + _INDICATORS)
            held = db.execute("SELECT id, file FROM reports").fetchall()
            for done, (report_id, file) in enumerate(held):
                if step is not None:
                    step(done, len(held), file)
                try:
                    rows = extract(self.report(report_id))
                except (ValueError, KeyError, TypeError, zlib.error) as error:
                    raise LibraryProblem(
                        f"{self.path}: {file} in this older library is damaged ({error}), so it was left as it was.",
                        fix="Add the reports to another library with --home.",
                    ) from error
                _insert_indicators(db, report_id, rows)
            db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA_VERSION),))
            _next_generation(db)

    def _is_created(self) -> bool:
        return self._db().execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is not None

    def _db(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self.path, timeout=60, isolation_level=None, check_same_thread=False)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = FULL")
            # A batch of reports fits, and is not written twice because of it.
            db.execute("PRAGMA cache_size = -65536")
            db.execute("PRAGMA wal_autocheckpoint = 4000")
            self._local.db = db
            with self._guard:
                self._connections.append((threading.current_thread(), db))
        return db

    def close(self) -> None:
        """Close the file, but for threads that still read it: each lets go of it when it is done."""
        with self._guard:
            for thread, db in self._connections:
                # SQLite breaks down where a connection is closed under a running query.
                if thread is threading.current_thread() or not thread.is_alive():
                    db.close()
            self._connections.clear()
        self._local = threading.local()

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, taken for writing at once; undone whole if anything goes wrong inside.

        Inside another one of the same thread it is a part of that.

        Raises:
            LibraryProblem: the disk is full, say, or another process has been writing for a minute; nothing changed.
        """
        db = self._db()
        if db.in_transaction:
            yield db
            return
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")
        except BaseException as error:
            if db.in_transaction:
                db.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise _cannot_write(self.path, error) from error
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Show one state of the library to everything read inside, whatever other processes do meanwhile."""
        db = self._db()
        if db.in_transaction:
            yield
            return
        db.execute("BEGIN")
        try:
            yield
        finally:
            db.execute("ROLLBACK")

    # Reading

    @property
    def generation(self) -> int:
        return int(self.setting("generation") or 0)

    def setting(self, key: str) -> str | None:
        row = self._db().execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def rows(self) -> list[Row]:
        """All reports, by place, year and file."""
        found = self._db().execute(
            "SELECT r.id, file, path, digest, size, modified_ns, place, year, metadata, copy_of, settings, stamp,"
            " (SELECT count(*) FROM paragraphs p WHERE p.report_id = r.id),"
            " (SELECT count(*) FROM passages p WHERE p.report_id = r.id), q.repairs, q.doubts"
            " FROM reports r JOIN quality q ON q.report_id = r.id ORDER BY place, year, file"
        )
        return [Row(*row[:8], _metadata(row[8]), *row[9:]) for row in found]  # type: ignore[call-arg]

    def report(self, report_id: str) -> Report:
        """Load one report whole.

        Raises:
            KeyError: there is none of that id.
        """
        with self.reading():
            return self._loaded(self._db(), report_id)

    def _loaded(self, db: sqlite3.Connection, report_id: str) -> Report:
        head = db.execute("SELECT id, file, metadata FROM reports WHERE id = ?", (report_id,)).fetchone()
        if head is None:
            raise KeyError(report_id)
        sections = db.execute(
            "SELECT heading, level, parent, first, last, run_in FROM sections WHERE report_id = ? ORDER BY position",
            (report_id,),
        )
        paragraphs = db.execute(
            "SELECT ordinal, role, text, section, alignment, lead_end, items FROM paragraphs"
            " WHERE report_id = ? ORDER BY ordinal",
            (report_id,),
        )
        glossary, record = db.execute(
            "SELECT glossary, record FROM quality WHERE report_id = ?", (report_id,)
        ).fetchone()
        quality = json.loads(zlib.decompress(record))
        return Report(
            id=head[0],
            file=head[1],
            metadata=_metadata(head[2]),
            sections=tuple(Section(h, level, up, a, z, bool(inside)) for h, level, up, a, z, inside in sections),
            paragraphs=tuple(
                Paragraph(o, Role(role), text, section, Alignment(alignment), lead, _items(items))
                for o, role, text, section, alignment, lead, items in paragraphs
            ),
            glossary=tuple(GlossaryEntry(*entry) for entry in json.loads(glossary)),
            repairs=tuple(Repair(*r) for r in quality["repairs"]),
            dropped=tuple(Dropped(*d) for d in quality["dropped"]),
            doubts=tuple(Doubt(*d) for d in quality["doubts"]),
        )

    def held(self) -> list[tuple[str, str, str]]:
        """Id, name and path of every report."""
        return self._db().execute("SELECT id, file, path FROM reports ORDER BY id").fetchall()

    def speaking(self) -> Iterator[tuple[str, str, int | None, Metadata, bytes]]:
        """Id, place, year, metadata and shingles of the reports that are no copies, the first added first."""
        found = self._db().execute(
            "SELECT id, place, year, metadata, shingles FROM reports WHERE copy_of IS NULL ORDER BY stamp, file"
        )
        return ((row[0], row[1], row[2], _metadata(row[3]), row[4]) for row in found)

    def copies(self, report_id: str) -> list[str]:
        """Ids of the reports that this one speaks for, the first added first."""
        found = self._db().execute("SELECT id FROM reports WHERE copy_of = ? ORDER BY stamp, file", (report_id,))
        return [row[0] for row in found]

    def copy_of(self, report_id: str) -> str | None:
        row = self._db().execute("SELECT copy_of FROM reports WHERE id = ?", (report_id,)).fetchone()
        return None if row is None else row[0]

    def source(self, report_id: str) -> str:
        row = self._db().execute("SELECT text FROM sources WHERE report_id = ?", (report_id,)).fetchone()
        if row is None:
            raise KeyError(report_id)
        return zlib.decompress(row[0]).decode("utf-8", "surrogatepass")

    def indicators(self, report_ids: Iterable[str], **wanted: str | int | None) -> Iterator[IndicatorRow]:
        """The ledger of these reports, in the order given and of the text.

        Args:
            wanted: values that columns of the table must have; None for any.
        """
        known = {name: value for name, value in wanted.items() if value is not None}
        where = "".join(f" AND i.{name} = ?" for name in known)
        db = self._db()
        for report_id in report_ids:
            head = db.execute("SELECT file FROM reports WHERE id = ?", (report_id,)).fetchone()
            if head is None:
                continue
            paths = _section_paths(db, report_id)
            found = db.execute(
                f"SELECT {', '.join(f'i.{name}' for name in _INDICATOR_COLUMNS)}, p.section,"
                f" {_TEXTS}"
                " FROM indicators i JOIN paragraphs p ON p.report_id = i.report_id AND p.ordinal = i.paragraph"
                f" WHERE i.report_id = ?{where} ORDER BY i.position",
                (report_id, *known.values()),
            )
            for row in found:
                *cells, section, quote, sentence = row
                values = dict(zip(_INDICATOR_COLUMNS, cells, strict=True))
                yield _indicator(report_id, head[0], paths.get(section, ()), (quote, sentence), values)

    def facts(self, names: Sequence[str], report_ids: Collection[str]) -> list[IndicatorRow]:
        """The ledger's rows of these indicators, as the vocabulary names them, in these reports; in order."""
        if not names:
            return []
        db = self._db()
        marks = ",".join("?" * len(names))
        # Of a few reports the database picks; a long list of ids costs it more than it saves.
        some = sorted(report_ids) if len(report_ids) <= 100 else []
        held = f" AND i.report_id IN ({','.join('?' * len(some))})" if some else ""
        found = db.execute(
            f"SELECT i.report_id, r.file, {', '.join(f'i.{name}' for name in _INDICATOR_COLUMNS)},"
            f" {_TEXTS}"
            " FROM indicators i JOIN reports r ON r.id = i.report_id"
            " JOIN paragraphs p ON p.report_id = i.report_id AND p.ordinal = i.paragraph"
            f" WHERE i.indicator IN ({marks}){held} ORDER BY r.file, i.position",
            (*names, *some),
        )
        rows: list[IndicatorRow] = []
        for report_id, file, *cells, quote, sentence in found:
            if report_id in report_ids:
                values = dict(zip(_INDICATOR_COLUMNS, cells, strict=True))
                rows.append(_indicator(report_id, file, (), (quote, sentence), values))
        return rows

    def passages(self, report_ids: Sequence[str] | None = None) -> Iterator[Passage]:
        db = self._db()
        if report_ids is None:
            found = db.execute("SELECT id, report_id, paragraph, start, end, text FROM passages ORDER BY id")
            yield from (Passage(*row) for row in found)
            return
        for report_id in report_ids:
            found = db.execute(
                "SELECT id, report_id, paragraph, start, end, text FROM passages WHERE report_id = ? ORDER BY id",
                (report_id,),
            )
            yield from (Passage(*row) for row in found)

    def passages_by_id(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        marks = ",".join("?" * len(passage_ids))
        found = self._db().execute(
            f"SELECT id, report_id, paragraph, start, end, text FROM passages WHERE id IN ({marks})", passage_ids
        )
        return {row[0]: Passage(*row) for row in found}

    def vectors(self, report_ids: Sequence[str] | None = None) -> tuple[list[str], Matrix]:
        """Passage ids and their vectors, row by row, in the order of ids."""
        db = self._db()
        if report_ids is None:
            found = db.execute("SELECT passage_id, vector FROM vectors ORDER BY passage_id").fetchall()
        else:
            found = []
            for report_id in report_ids:
                found += db.execute(
                    "SELECT v.passage_id, v.vector FROM passages p JOIN vectors v ON v.passage_id = p.id"
                    " WHERE p.report_id = ? ORDER BY p.id",
                    (report_id,),
                ).fetchall()
        if not found:
            return [], np.zeros((0, 0), dtype=np.float32)
        data = np.frombuffer(b"".join(row[1] for row in found), dtype=np.float32)
        return [row[0] for row in found], data.reshape(len(found), -1)

    # Changing

    def put(self, ingested: Iterable[Ingested], *, remove: Iterable[str] = ()) -> int:
        """Replace or add reports and remove others, all in one transaction. Returns the new generation."""
        with self.changing() as db:
            generation = _next_generation(db)
            for report_id in remove:
                # A copy speaks again once the report that spoke for it is gone.
                db.execute("UPDATE reports SET copy_of = NULL, stamp = ? WHERE copy_of = ?", (generation, report_id))
                db.execute("DELETE FROM reports WHERE id = ?", (report_id,))
            for one in ingested:
                if (held := self.setting("encoder")) not in (None, one.encoder):
                    raise LibraryProblem(
                        f"{one.report.file}: meanwhile the library was encoded with {held}, no longer {one.encoder}.",
                        fix="Add it again.",
                    )
                _insert(db, one, generation)
                if one.instead_of is not None:
                    self.set_copy_of(one.instead_of, one.report.id)
        return generation

    def set_copy_of(self, report_id: str, original: str) -> None:
        """Let one report speak for another and for all that the other spoke for."""
        with self.changing() as db:
            generation = _next_generation(db)
            db.execute(
                "UPDATE reports SET copy_of = ?, stamp = ? WHERE id = ? OR copy_of = ?",
                (original, generation, report_id, report_id),
            )

    def remove(self, report_ids: Iterable[str]) -> int:
        return self.put((), remove=report_ids)

    def set_metadata(self, report_id: str, metadata: Metadata, indicators: Sequence[IndicatorRow]) -> int:
        """Change what is known of a report, and with it the places and years of its figures."""
        with self.changing() as db:
            generation = _next_generation(db)
            year = int(metadata.year.value) if metadata.year.value else None
            db.execute(
                "UPDATE reports SET metadata = ?, place = ?, year = ?, stamp = ? WHERE id = ?",
                (_metadata_json(metadata), metadata.place.value, year, generation, report_id),
            )
            _insert_indicators(db, report_id, indicators)
        return generation

    def set_vectors(self, encoder: str, passage_ids: Sequence[str], vectors: Matrix) -> bool:
        """Exchange all vectors at once; false, and nothing changed, if these are no longer all the passages."""
        with self.changing() as db:
            held = {row[0] for row in db.execute("SELECT id FROM passages")}
            if held != set(passage_ids):
                return False
            rows = ((p, encoder, v.tobytes()) for p, v in zip(passage_ids, vectors, strict=True))
            db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
            _set(db, "encoder", encoder)
            _next_generation(db)
        return True

    def touch(self, report_id: str, stamp: FileStamp) -> None:
        """Remember a new modification time of an unchanged file."""
        with self.changing() as db:
            db.execute(
                "UPDATE reports SET size = ?, modified_ns = ? WHERE id = ?", (stamp.size, stamp.modified_ns, report_id)
            )

    def set_setting(self, key: str, value: str) -> None:
        with self.changing() as db:
            _set(db, key, value)


def _set(db: sqlite3.Connection, key: str, value: str) -> None:
    db.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", (key, value))


def _cannot_write(path: Path, error: sqlite3.OperationalError) -> LibraryProblem:
    if "locked" in str(error):
        return LibraryProblem(f"{path}: another process is writing to the library.", fix="Try again when it is done.")
    return LibraryProblem(
        f"{path}: the library could not be written ({error}); what was stored before is unharmed.",
        fix="Make room on the disk, check the permissions of the folder, then add again.",
    )


def _run_script(db: sqlite3.Connection, script: str) -> None:
    """Statement by statement: `executescript` would commit the transaction it stands in."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


def _next_generation(db: sqlite3.Connection) -> int:
    db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")
    return int(db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()[0])


def _insert(db: sqlite3.Connection, one: Ingested, generation: int) -> None:
    report, stamp = one.report, one.stamp
    db.execute("DELETE FROM reports WHERE id = ? OR path = ?", (report.id, stamp.path))
    db.execute(
        "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            report.id,
            report.file,
            stamp.path,
            stamp.digest,
            stamp.size,
            stamp.modified_ns,
            report.place,
            report.year,
            _metadata_json(report.metadata),
            one.copy_of,
            one.shingles,
            one.settings,
            generation,
        ),
    )
    text = zlib.compress(one.source.encode("utf-8", "surrogatepass"), 1)
    notes = json.dumps(one.notes, ensure_ascii=False)
    db.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?)", (report.id, one.format, one.encoding, notes, text))
    db.executemany(
        "INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (report.id, i, s.heading, s.level, s.parent, s.first, s.last, int(s.run_in))
            for i, s in enumerate(report.sections)
        ),
    )
    db.executemany(
        "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                report.id,
                p.ordinal,
                p.role.value,
                p.text,
                p.section,
                p.alignment.packed,
                p.lead_end,
                _items_json(p.items),
            )
            for p in report.paragraphs
        ),
    )
    db.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
        ((p.id, p.report_id, p.paragraph, p.start, p.end, p.text) for p in one.passages),
    )
    db.executemany(
        "INSERT INTO vectors VALUES (?, ?, ?)",
        ((p.id, one.encoder, v.tobytes()) for p, v in zip(one.passages, one.vectors, strict=True)),
    )
    record = {
        "repairs": [(r.kind, r.start, r.end, r.before, r.after) for r in report.repairs],
        "dropped": [(d.kind, d.start, d.end) for d in report.dropped],
        "doubts": [(d.kind, d.start, d.end, d.message) for d in report.doubts],
    }
    glossary = [(g.term, g.definition, g.paragraph, g.start, g.end) for g in report.glossary]
    db.execute(
        "INSERT INTO quality VALUES (?, ?, ?, ?, ?)",
        (
            report.id,
            len(report.repairs),
            len(report.doubts),
            json.dumps(glossary, ensure_ascii=False),
            zlib.compress(json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1),
        ),
    )
    _insert_indicators(db, report.id, one.indicators)


def _insert_indicators(db: sqlite3.Connection, report_id: str, rows: Iterable[IndicatorRow]) -> None:
    db.execute("DELETE FROM indicators WHERE report_id = ?", (report_id,))
    marks = ", ".join("?" * (len(_INDICATOR_COLUMNS) + 2))
    db.executemany(
        f"INSERT INTO indicators (report_id, position, {', '.join(_INDICATOR_COLUMNS)}) VALUES ({marks})",
        (
            (
                report_id,
                position,
                row.place,
                row.year,
                row.period,
                row.indicator,
                row.raw,
                _amounts(row.values),
                row.unit,
                _amounts(row.base_values),
                row.base_unit,
                row.kind,
                row.measure,
                row.bound,
                row.qualifier,
                int(row.estimate),
                row.base,
                row.topic,
                int(row.standard),
                row.paragraph,
                row.start,
                row.end,
                row.quote_start,
                row.quote_end,
                row.sentence_start,
                row.sentence_start + len(row.sentence),
                row.source_start,
                row.source_end,
                row.trust,
            )
            for position, row in enumerate(rows)
        ),
    )


_INDICATOR_COLUMNS = (
    *("place", "year", "period", "indicator", "raw", "amounts", "unit", "base_amounts", "base_unit", "kind", "measure"),
    *("bound", "qualifier", "estimate", "base", "topic", "standard", "paragraph", "start", "end"),
    *("quote_start", "quote_end", "sentence_start", "sentence_end", "source_start", "source_end", "trust"),
)
_TEXTS = (
    "substr(p.text, i.quote_start + 1, i.quote_end - i.quote_start),"
    " substr(p.text, i.sentence_start + 1, i.sentence_end - i.sentence_start)"
)


def _amounts(values: tuple[Decimal, ...]) -> str:
    return " ".join(map(str, values))


def _indicator(
    report_id: str, file: str, section: tuple[str, ...], texts: tuple[str, str], values: dict[str, Any]
) -> IndicatorRow:
    quote, sentence = texts
    for name, column in (("values", "amounts"), ("base_values", "base_amounts")):
        values[name] = tuple(map(Decimal, values.pop(column).split()))
    for name in ("estimate", "standard"):
        values[name] = bool(values[name])
    del values["sentence_end"]
    return IndicatorRow(report_id=report_id, file=file, section=section, quote=quote, sentence=sentence, **values)


def _section_paths(db: sqlite3.Connection, report_id: str) -> dict[int, tuple[str, ...]]:
    paths: dict[int, tuple[str, ...]] = {}
    for position, heading, parent in db.execute(
        "SELECT position, heading, parent FROM sections WHERE report_id = ? ORDER BY position", (report_id,)
    ):
        paths[position] = (*paths.get(parent, ()), heading)
    return paths


_FIELDS = ("place", "level", "year", "date", "speaker", "title")


def _metadata_json(metadata: Metadata) -> str:
    facts: dict[str, Any] = {}
    for name in _FIELDS:
        fact: Fact = getattr(metadata, name)
        facts[name] = [fact.value, fact.origin.value, [[v, o.value] for v, o in fact.rivals]]
    return json.dumps(facts, ensure_ascii=False)


# The list of reports is read again after every change, and most of it is as it was.
@lru_cache(maxsize=4096)
def _metadata(text: str) -> Metadata:
    return Metadata(
        **{
            name: Fact(value, Origin(origin), tuple((v, Origin(o)) for v, o in rivals))
            for name, (value, origin, rivals) in json.loads(text).items()
        }
    )


def _items_json(items: tuple[Item, ...]) -> str:
    rows = [(i.kind.value, i.marker, i.start, i.end, i.label_start, i.label_end) for i in items]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def _items(text: str) -> tuple[Item, ...]:
    return tuple(Item(ItemKind(kind), *rest) for kind, *rest in json.loads(text)) if text else ()
