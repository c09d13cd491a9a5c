"""The one door: everything that the command, the page and the evaluation do goes through `Library`."""

from __future__ import annotations

import dataclasses
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from embeddings import DEFAULT_ENCODER, Encoder, load_encoder
from rag.errors import Cancelled, FileMissing, FileProblem, ModelProblem, NotFound, UsageError, WenjuError
from rag.index import Index
from rag.results import (
    Added,
    AddedFile,
    Answer,
    Brief,
    FoundPassage,
    Outcome,
    ReportCard,
    SearchResult,
    Summary,
    Verification,
)
from rag.store import Row, Store
from rag.types import Evidence, Fact, Metadata, Origin, Report

# What only some commands need is imported where they need it: `wenju list` waits for none of it.
if TYPE_CHECKING:
    from pandas import DataFrame

    from rag.compare_years import Comparison
    from rag.indicators import IndicatorRow
    from rag.ingest import Task
    from rag.llm.chat import ChatModel
    from rag.llm.write import Event, Listener
    from rag.llm.writer import Writer, Writers
    from rag.track import Track
    from rag.understand import Question
    from rag.verify.search import Finder

# Vectors of slow models, by model and text; may be deleted.
_ENCODED = "encoded.sqlite"
_PASSAGES_AT_ONCE = 512
_FILES_AT_ONCE = 16
LENGTHS = ("short", "medium", "long")

T = TypeVar("T")


def _unheard(_: Event) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is: `done` of `total`, and what it is at."""

    done: int
    total: int
    file: str
    stage: str = "read"


@dataclass(frozen=True, slots=True)
class _Quoting:
    """A question as it was read, the evidence, and the answer that quotes it."""

    asked: Question
    is_held: bool  # the library has reports of the place and year asked about
    evidence: list[Evidence]
    answer: Answer
    load: Callable[[str], Report]
    copies: dict[str, tuple[str, ...]]
    places: frozenset[str]
    retrieved: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation and its answer."""

    question: str
    answer: str = ""


def default_home() -> Path:
    """`WENJU_HOME`, else the place where this system keeps users' data."""
    if home := os.environ.get("WENJU_HOME"):
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "wenju"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "wenju"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "wenju"


class Library:
    """Reports on disk, and what can be asked of them. Safe to read from several threads and processes."""

    def __init__(
        self, home: Path, *, encoder: str | None = None, progress: Callable[[Progress], None] | None = None
    ) -> None:
        self.home = home

        def step(done: int, total: int, file: str) -> None:
            if progress is not None:
                progress(Progress(done, total, file, "update"))

        self._store = Store(home / "library.sqlite", step=step)
        self._encoder_name = _settled(encoder or DEFAULT_ENCODER)
        remembered = self._store.setting("encoder")
        if remembered and encoder and self._encoder_name != remembered:
            if self._store.rows():
                raise UsageError(
                    f"{home}: this library was encoded with {remembered}, not {encoder}.",
                    fix=f"Leave out --encoder, or change it for the whole library: wenju encode --encoder {encoder}",
                )
            self._store.set_setting("encoder", self._encoder_name)
        self._index = Index(home / "index", self._store)
        self._writers: Writers | None = None
        self._writers_lock = threading.Lock()
        self._finder_at: tuple[tuple[int, tuple[str, ...]], Finder] | None = None
        self._encoder_lock = threading.Lock()
        self._encoder: tuple[str, Encoder] | None = None
        self._rows_lock = threading.Lock()
        self._rows_at: tuple[int, list[Row]] = (-1, [])
        # Reports are immutable for one stamp, so the cache needs no clearing.
        self._load = lru_cache(maxsize=64)(lambda report_id, stamp: self._store.report(report_id))

    @classmethod
    def open(
        cls,
        home: Path | str | None = None,
        *,
        encoder: str | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Library:
        """Open the library in this folder, creating it where there is none.

        Args:
            progress: told how far an older library is, whose figures are read out of its reports again.

        Raises:
            LibraryProblem: it cannot be opened, or a later version wrote it.
            UsageError: it was encoded with another encoder.
        """
        return cls(Path(home) if home is not None else default_home(), encoder=encoder, progress=progress)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    @property
    def encoder(self) -> Encoder:
        """The one that made the library's vectors, also after another process has exchanged them."""
        name = self._store.setting("encoder") or self._encoder_name
        with self._encoder_lock:
            if self._encoder is None or self._encoder[0] != name:
                self._encoder = (name, _loaded(name))
            return self._encoder[1]

    # What is held

    def reports(self) -> list[ReportCard]:
        """All reports but copies, by place, year and file."""
        rows = self._rows()
        return [_card(row, rows) for row in rows if row.copy_of is None]

    def report(self, key: str) -> Report:
        """Load a report by its file, its id or its name.

        Raises:
            NotFound: there is none; the message lists what there is.
        """
        return self._steadily(lambda: self._report(self._row(key)))

    def source(self, key: str) -> str:
        """The source text of a report, unchanged: what citations' `start` and `end` count in."""
        return self._steadily(lambda: self._store.source(self._row(key).id))

    # Changing

    def add(
        self,
        paths: Iterable[Path | str],
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Added:
        """Read files, and folders with all the reports in them, and index them.

        Unchanged files are skipped, changed ones replaced. Each file succeeds or fails on its own, and what is
        reported as added is on disk.

        Raises:
            Cancelled: `cancelled` returned true; what was added until then stays.
        """
        from embeddings.cached import cached
        from rag import adding
        from rag.workers import parsed

        started = time.perf_counter()
        report_progress = progress or (lambda _: None)
        outcomes: list[AddedFile] = []
        tasks, problems = self._tasks(paths)
        outcomes.extend(problems)
        known = {row.path: row for row in self._store.rows()}
        fresh: list[Task] = []
        for task in tasks:
            row = known.get(str(task.path.resolve()))
            if row is not None and self._is_unchanged(task, row):
                outcomes.append(_outcome(row, Outcome.UNCHANGED))
            else:
                fresh.append(task)
        done = len(tasks) - len(fresh)
        report_progress(Progress(done, len(tasks), "", "read"))
        for batch in _batches(parsed(fresh, cancelled), _FILES_AT_ONCE):
            good = [(task, one) for task, one in batch if not isinstance(one, WenjuError)]
            stored = iter(adding.put(self._store, cached(self.encoder, self.home / _ENCODED), good) if good else ())
            for task, one in batch:
                if isinstance(one, WenjuError):
                    outcomes.append(AddedFile(task.file, Outcome.FAILED, problem=one.to_dict()))
                else:
                    outcomes.append(next(stored))
                done += 1
                report_progress(Progress(done, len(tasks), task.file, "read"))
            if cancelled():
                raise Cancelled(
                    f"stopped after {done} of {len(tasks)} files; what was added stays.", fix="Add again to go on."
                )
        if fresh:
            report_progress(Progress(done, len(tasks), "", "index"))
        self._index.sync()
        order = {task.file: i for i, task in enumerate(tasks)}
        outcomes.sort(key=lambda o: (order.get(o.file, -1), o.file))
        return Added(tuple(outcomes), round(time.perf_counter() - started, 3))

    def edit(
        self,
        key: str,
        *,
        place: str | None = None,
        level: str | None = None,
        year: int | None = None,
        title: str | None = None,
    ) -> ReportCard:
        """Correct what is known of a report; a user's word beats manifest and text.

        Raises:
            NotFound: no such report.
            UsageError: the year is not one, or nothing was given to change.
        """
        from rag.indicators import extract

        row = self._row(key)
        if year is not None and not 1900 <= year <= 2100:
            raise UsageError(f"{year} is not the year of a report.", fix="Give a year from 1900 to 2100.")
        values = {"place": place, "level": level, "year": None if year is None else str(year), "title": title}
        given = {name: value for name, value in values.items() if value is not None}
        if not given:
            raise UsageError("nothing to change was given.", fix="Give a place, a level, a year or a title.")
        facts: dict[str, Fact] = {}
        for name, value in given.items():
            old: Fact = getattr(row.metadata, name)
            rivals = ((old.value, old.origin), *old.rivals) if old.value and old.value != value else old.rivals
            facts[name] = Fact(value, Origin.USER, rivals)
        metadata: Metadata = dataclasses.replace(row.metadata, **facts)
        report = dataclasses.replace(self._report(row), metadata=metadata)
        self._store.set_metadata(row.id, metadata, extract(report))
        rows = self._store.rows()
        return next(_card(r, rows) for r in rows if r.id == row.id)

    def reencode(
        self,
        encoder: str,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Encode every passage with another encoder; questions are answered with the old vectors until all are done.

        Returns the number of passages. A slow model's vectors are kept as they come: stopped, it goes on from there.

        Raises:
            ModelProblem: there is no such encoder.
            Cancelled: `cancelled` returned true; the library is as it was.
        """
        import numpy as np

        from embeddings.cached import cached

        name = _settled(encoder)
        model = cached(_loaded(name), self.home / _ENCODED)
        while True:
            passages = list(self._store.passages())
            vectors = np.zeros((len(passages), model.dim), dtype=np.float32)
            for start in range(0, len(passages), _PASSAGES_AT_ONCE):
                some = passages[start : start + _PASSAGES_AT_ONCE]
                vectors[start : start + len(some)] = model.encode_passages([p.text for p in some])
                if progress:
                    progress(Progress(start + len(some), len(passages), name, "encode"))
                if cancelled():
                    raise Cancelled("stopped; the library is encoded as before.", fix="Start again to go on.")
            # False where reports came or went meanwhile.
            if self._store.set_vectors(name, [p.id for p in passages], vectors):
                break
        self._index.sync()
        return len(passages)

    def remove(self, key: str) -> ReportCard:
        """Take a report out of the library, its indexes and its caches; the file itself is left alone."""
        from rag import adding

        row = self._row(key)
        card = _card(row, self._store.rows())
        adding.remove(self._store, row.id)
        self._index.sync()
        return card

    # Asking

    def search(self, query: str, *, k: int = 10, files: Sequence[str] = (), id: str | None = None) -> SearchResult:
        """The passages that fit a query best, at most `k`, best first."""
        if k < 1:
            raise UsageError(f"k is {k}.", fix="Ask for at least one passage.")

        def find() -> list[Evidence]:
            question, rows = self._understand(query, files)
            return self._retrieve(question, rows, k)

        return SearchResult(query, tuple(_found(e) for e in self._steadily(find)), id)

    def ask(
        self,
        question: str,
        *,
        files: Sequence[str] = (),
        history: Sequence[Turn] = (),
        generator: str | ChatModel | None = None,
        listen: Listener = _unheard,
        cancelled: Callable[[], bool] = lambda: False,
        id: str | None = None,
    ) -> Answer:
        """Answer a question from the reports, each statement with its source, or say why they do not answer it.

        Args:
            generator: who writes the answer, as in the settings; None for the one that is set.
            listen: told the text of a language model and the verdicts on it while it writes.

        Raises:
            UsageError: the question is empty, or `generator` names none.
            Cancelled: `cancelled` returned true.
        """
        started = time.perf_counter()
        if not question.strip():
            raise UsageError("the question is empty.", fix="Ask something about the reports.")
        writer = self._writer(generator)
        in_full = question
        if history:
            from rag import followup

            held = {row.place for row in self._asked_of(files) if row.place}
            in_full = followup.in_full(question, [turn.question for turn in history], held=held)
        if writer:
            in_full = writer.in_full(question, history, otherwise=in_full, cancelled=cancelled)
        from rag import several

        if not writer and several.may_be_several(in_full):
            held = {row.place for row in self._asked_of(files) if row.place}
            asked_apart = several.questions(in_full, held=held)
            if len(asked_apart) > 1:
                answers = [self.ask(one, files=files, generator=generator) for one in asked_apart]
                took = (("total", round(time.perf_counter() - started, 4)),)
                return dataclasses.replace(several.together(question, answers), seconds=took, id=id)
        quoting = self._steadily(lambda: self._quote(in_full, files))
        given = quoting.answer
        if writer and quoting.is_held:
            from rag.compose import Source

            given = writer.answer(
                quoting.asked,
                [Source(e.report, e.paragraph, e.passage.start, e.passage.end) for e in quoting.evidence],
                dataclasses.replace(given, question=question),
                load=quoting.load,
                places=quoting.places,
                files=files,
                history=history,
                copies=quoting.copies,
                listen=listen,
                cancelled=cancelled,
            )
        seconds = (
            ("total", round(time.perf_counter() - started, 4)),
            ("retrieve", round(quoting.retrieved - started, 4)),
        )
        return dataclasses.replace(given, question=question, seconds=seconds, id=id)

    def _quote(self, question: str, files: Sequence[str]) -> _Quoting:
        """The answer without a language model, with all that one needs to write a better."""
        from rag.abstain import unheld
        from rag.answering import answer

        asked, rows = self._understand(question, files)
        evidence = self._retrieve(asked, rows, 24)
        retrieved = time.perf_counter()
        loaded = {e.report.id: e.report for e in evidence}

        def load(row: Row) -> Report:
            return loaded.setdefault(row.id, self._report(row))

        copies = _copies_by_speaker(self._rows())
        given = answer(
            asked,
            evidence,
            rows=rows,
            load=load,
            index=self._index,
            copies=copies,
            facts=self._store.facts,
            told=lambda report_id: list(self._store.indicators([report_id])),
            similar=self._similar_to(asked),
        )
        return _Quoting(
            asked=asked,
            is_held=not unheld(asked, rows),
            evidence=evidence,
            answer=given,
            # What was quoted stays at hand, even if it is removed while a language model writes.
            load=loaded.__getitem__,
            copies=copies,
            places=frozenset(row.place for row in self._rows() if row.place),
            retrieved=retrieved,
        )

    def summarize(
        self,
        file: str,
        *,
        section: Sequence[str] = (),
        length: str = "medium",
        generator: str | ChatModel | None = None,
        listen: Listener = _unheard,
        cancelled: Callable[[], bool] = lambda: False,
        id: str | None = None,
    ) -> Summary:
        """Summarize one section of a report, or all of it, in its own order, every point cited.

        Args:
            generator: who writes the points, as for `ask`.

        Raises:
            NotFound: no such report, or no such section in it.
            UsageError: `length` is not one of short, medium, long.
            Cancelled: `cancelled` returned true.
        """
        from rag.summarize import summarize

        if length not in LENGTHS:
            raise UsageError(f"length is {length!r}.", fix=f"Choose one of {', '.join(LENGTHS)}.")
        row, report = self._steadily(lambda: (row := self._row(file), self._report(row)))
        copies = _copies(row, self._rows())
        made = summarize(report, section, length=length, copies=copies)
        if writer := self._writer(generator):
            asked = {"file": file, "section": list(section), "length": length}
            made = writer.summary(made, report, asked=asked, copies=copies, listen=listen, cancelled=cancelled)
        return dataclasses.replace(made, id=id)

    def verify(
        self,
        text: str,
        *,
        files: Sequence[str] = (),
        id: str | None = None,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Verification:
        """Check somebody's text sentence by sentence: what the reports say, what they contradict, what they lack.

        Raises:
            NotFound: a report of `files` is not here.
            Cancelled: `cancelled` returned true.
        """
        from rag.verify.draft import check_draft

        def check() -> Verification:
            return check_draft(
                text,
                self._finder(files),
                _copies_by_speaker(self._rows()),
                step=lambda done, total, said: progress(Progress(done, total, said, "verify")) if progress else None,
                cancelled=cancelled,
            )

        return dataclasses.replace(self._steadily(check), id=id)

    def brief(
        self,
        topic: str = "",
        *,
        files: Sequence[str] = (),
        length: str = "medium",
        template: str = "",
        generator: str | ChatModel | None = None,
        id: str | None = None,
        progress: Callable[[Progress], None] | None = None,
        listen: Listener = _unheard,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Brief:
        """Write a briefing on a topic, or on everything, over these reports; over all but copies for none.

        Args:
            template: topic, place, compare, years, or a .toml file like theirs; else what fits the reports.
            generator: who writes the overall picture, as for `ask`.

        Raises:
            NotFound: a report is not here.
            UsageError: there is no report, or no such length or template.
            Cancelled: `cancelled` returned true.
        """
        from rag.brief import make_brief

        copies: dict[str, tuple[str, ...]] = {}
        loaded: dict[str, Report] = {}

        def make() -> Brief:
            # In the order in which they were named.
            order = list(dict.fromkeys(self._speaks_for(self._row(file)) for file in files))
            rows = sorted(self._asked_of(files), key=lambda row: order.index(row.id) if order else 0)
            copies.update(_copies_by_speaker(self._rows()))
            loaded.update((row.id, self._report(row)) for row in rows)
            return make_brief(
                [loaded[row.id] for row in rows],
                lambda report: self.indicator_rows(files=[report.file]),
                topic,
                length=length,
                template=template,
                copies=copies,
                step=lambda done, total, file: progress(Progress(done, total, file, "brief")) if progress else None,
                cancelled=cancelled,
            )

        made = self._steadily(make)
        if writer := self._writer(generator):
            if progress:
                progress(Progress(0, 1, "", "write"))
            asked = {"topic": topic, "files": list(files), "length": length, "template": template}
            made = writer.brief(
                made, load=loaded.__getitem__, asked=asked, copies=copies, listen=listen, cancelled=cancelled
            )
        return dataclasses.replace(made, id=id)

    def compare(self, earlier: str, later: str) -> Comparison:
        """Two reports of one place side by side: new, dropped, other figures, other words, slogans.

        Where both give their year, the years say which is the earlier.

        Raises:
            NotFound: a report is not here.
            UsageError: both are the same report.
        """
        from rag.compare_years import compare

        first, second = self.report(earlier), self.report(later)
        if first.id == second.id:
            raise UsageError(f"{earlier} and {later} are the same report.", fix="Name two reports of one place.")
        if first.year and second.year and first.year > second.year:
            first, second = second, first
        return compare(first, second)

    # Figures

    def indicator_rows(
        self,
        place: str | None = None,
        year: int | None = None,
        name: str | None = None,
        kind: str | None = None,
        *,
        measure: str | None = None,
        topic: str | None = None,
        files: Sequence[str] = (),
        sure: bool = False,
    ) -> tuple[IndicatorRow, ...]:
        """The ledger: every figure with its address, by place, year of the report, and order of the text.

        Args:
            place: any name of the place that the figure is about.
            year: that the figure is about.
            name: of the indicator, as in the vocabulary or as in a report.
            kind: "target" or "actual".
            measure: "level", "growth", "share", "rank", "change" or "ratio".
            topic: 经济, 就业 …
            files: only from these reports; else from all but copies.
            sure: only rows that say by themselves what their sentences say, as far as `IndicatorRow.trust` tells.
        """
        from rag.indicators.select import select
        from rag.places import contains, same_place

        rows = [self._row(file) for file in files] if files else [r for r in self._rows() if r.copy_of is None]
        if place:
            rows = [r for r in rows if same_place(r.place, place) or contains(r.place, place)]
        ids = [row.id for row in rows]
        ledger = self._store.indicators(ids, year=year, kind=kind, measure=measure, topic=topic)
        rows_found = select(ledger, place=place, name=name)
        return tuple(row for row in rows_found if not row.is_doubtful) if sure else rows_found

    def indicators(
        self,
        place: str | None = None,
        year: int | None = None,
        name: str | None = None,
        kind: str | None = None,
        *,
        measure: str | None = None,
        topic: str | None = None,
        files: Sequence[str] = (),
        sure: bool = False,
    ) -> DataFrame:
        """The same as a pandas frame, a row a figure; columns as in the published JSON."""
        from rag.indicators.export import frame

        return frame(self.indicator_rows(place, year, name, kind, measure=measure, topic=topic, files=files, sure=sure))

    def track(
        self,
        place: str | None = None,
        indicator: str | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Track]:
        """A year's targets beside the results in the next report of the same place, where both reports are held.

        Args:
            place: any name of a place; else all.
            indicator: standard name, or words of a report's own name; else all.

        Raises:
            Cancelled: `cancelled` returned true.
        """
        from rag.places import same_place
        from rag.track.over import Held, track

        rows = [r for r in self._rows() if r.copy_of is None and (not place or same_place(r.place, place))]
        return track(
            [Held(r.file, r.place, r.year) for r in rows if r.year is not None],
            rows_of=lambda files: self.indicator_rows(files=files),
            load=lambda file: self._report(self._row(file)),
            indicator=indicator,
            step=lambda done, total, file: progress(Progress(done, total, file, "track")) if progress else None,
            cancelled=cancelled,
        )

    # Inside

    def _rows(self) -> list[Row]:
        """The list of reports, read again only after a change."""
        generation = self._store.generation
        with self._rows_lock:
            if self._rows_at[0] != generation:
                self._rows_at = (generation, self._store.rows())
            return self._rows_at[1]

    def _row(self, key: str) -> Row:
        rows = self._rows()
        for matches in (
            lambda r: key in (r.file, r.id),
            lambda r: key == r.name,
            lambda r: Path(r.file).name == key or r.path == key,
        ):
            found = [row for row in rows if matches(row)]
            if len(found) == 1:
                return found[0]
            if len(found) > 1:
                names = ", ".join(row.file for row in found)
                raise NotFound(f"{key} names {len(found)} reports: {names}.", fix="Name one of them by its file.")
        held = ", ".join(row.file for row in rows[:20]) or "none"
        more = f" and {len(rows) - 20} more" if len(rows) > 20 else ""
        raise NotFound(f"no report {key} in this library; it holds {held}{more}.", fix="`wenju list` shows all.")

    def _report(self, row: Row | str) -> Report:
        if isinstance(row, str):
            row = {r.id: r for r in self._rows()}[row]
        report: Report = self._load(row.id, row.stamp)
        return report

    def _steadily(self, work: Callable[[], T]) -> T:
        """Do what reads reports; anew, once, where reports were removed or replaced under it.

        Raises:
            NotFound: that happened again, or what was named is gone.
        """
        for is_last in (False, True):
            generation = self._store.generation
            try:
                return work()
            except (KeyError, NotFound) as error:
                if self._store.generation == generation or (is_last and isinstance(error, NotFound)):
                    raise
        raise NotFound("reports were removed or replaced while they were read.", fix="Ask again.")

    def _writer(self, generator: str | ChatModel | None) -> Writer | None:
        """The language model that is named for this once, else the one that is set; None where none is."""
        from rag.config import Backend, load, parse_spec

        spec = load(self.home, os.environ).spec
        if isinstance(generator, str):
            spec = parse_spec(generator)
        if spec.backend is Backend.EXTRACTIVE and (generator is None or isinstance(generator, str)):
            return None
        with self._writers_lock:
            if self._writers is None:
                from rag.llm.writer import Writers

                self._writers = Writers(self.home)
        return self._writers.writer(generator, os.environ)

    def _understand(self, text: str, files: Sequence[str]) -> tuple[Question, list[Row]]:
        from rag.understand import understand

        rows = self._asked_of(files)
        return understand(text, held={row.place for row in rows if row.place}), rows

    def _asked_of(self, files: Sequence[str]) -> list[Row]:
        """The reports that speak for themselves; of `files` only, where there are any."""
        rows = [row for row in self._rows() if row.copy_of is None]
        if not files:
            return rows
        wanted = {self._speaks_for(self._row(file)) for file in files}
        return [row for row in rows if row.id in wanted]

    def _similar_to(self, question: Question) -> Callable[[Sequence[str]], Sequence[float]]:
        """Cosine of texts and the question, by the library's encoder."""

        def similar(texts: Sequence[str]) -> Sequence[float]:
            asked = self.encoder.encode_queries([question.core or question.text])[0]
            likeness: list[float] = (self.encoder.encode_passages(texts) @ asked).tolist()
            return likeness

        return similar

    def _finder(self, files: Sequence[str]) -> Finder:
        """Kept from one draft to the next, since looking up words is most of the work; made anew after a change."""
        from rag.verify.search import Finder

        key = (self._store.generation, tuple(files))
        if self._finder_at is None or self._finder_at[0] != key:
            found = Finder(self._asked_of(files), self._index, self._store, self._report, whole=not files)
            self._finder_at = (key, found)
        return self._finder_at[1]

    def _speaks_for(self, row: Row) -> str:
        return row.copy_of or row.id

    def _retrieve(self, question: Question, rows: Sequence[Row], k: int) -> list[Evidence]:
        from rag.retrieve import retrieve

        if not rows:
            return []
        by_id = {row.id: row for row in rows}
        return retrieve(
            question,
            k=k,
            store=self._store,
            index=self._index,
            encoder=self.encoder,
            load=lambda report_id: self._report(by_id[report_id]),
            rows=rows,
        )

    def _tasks(self, paths: Iterable[Path | str]) -> tuple[list[Task], list[AddedFile]]:
        from rag.ingest import Task
        from rag.read import find_files, read_manifest

        wanted: list[tuple[Path, Path | None, Mapping[str, Fact]]] = []
        problems: list[AddedFile] = []
        for path in map(Path, paths):
            try:
                if path.is_dir():
                    manifests: dict[Path, Mapping[str, Any]] = {}
                    for file in find_files(path):
                        facts = _given(path, file, manifests, read_manifest)
                        wanted.append((file, path, facts))
                elif path.exists():
                    wanted.append((path, None, _given(path.parent, path, {}, read_manifest)))
                else:
                    raise FileMissing(f"{path}: there is no such file or folder.", fix="Check the path.")
            except FileProblem as problem:
                problems.append(AddedFile(str(path), Outcome.FAILED, problem=problem.to_dict()))
        names = _names([(file, folder) for file, folder, _ in wanted], {r.path: r.file for r in self._rows()})
        edited = {row.path: _edited(row.metadata) for row in self._rows()}
        tasks = {
            file.resolve(): Task(file, names[file], _over(edited.get(str(file.resolve()), {}), facts))
            for file, _, facts in wanted
        }
        return list(tasks.values()), problems

    def _is_unchanged(self, task: Task, row: Row) -> bool:
        from rag.ingest import stamp_of

        if row.settings != task.fingerprint:
            return False
        try:
            status = task.path.stat()
            if (status.st_size, status.st_mtime_ns) == (row.size, row.modified_ns):
                return True
            stamp = stamp_of(task.path)
        except OSError:
            return False
        if stamp.digest == row.digest:
            self._store.touch(row.id, stamp)
            return True
        return False


def _settled(encoder: str) -> str:
    """A model's folder by its full path, so that the library finds it from wherever it is opened."""
    return str(Path(encoder).resolve()) if Path(encoder).is_dir() else encoder


def _loaded(name: str) -> Encoder:
    try:
        return load_encoder(name)
    except (OSError, ValueError, ImportError) as error:
        raise ModelProblem(
            f"the encoder {name} cannot be loaded: {error}.",
            fix="A library that was encoded with it is encoded anew by `wenju encode`, with the bundled encoder, or by "
            "`wenju encode --encoder MODEL` with another: a model on this machine, by its folder.",
        ) from error


def _batches(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _edited(metadata: Metadata) -> dict[str, str]:
    """What the user has said of a report; it holds when the file is read again."""
    facts = {field.name: getattr(metadata, field.name) for field in dataclasses.fields(metadata)}
    return {name: fact.value for name, fact in facts.items() if fact.origin is Origin.USER}


def _over(edited: Mapping[str, str], given: Mapping[str, Fact]) -> Mapping[str, Fact]:
    facts = dict(given)
    for name, value in edited.items():
        below = given.get(name)
        facts[name] = Fact(value, Origin.USER, ((below.value, below.origin),) if below else ())
    return facts


def _given(
    root: Path, file: Path, manifests: dict[Path, Mapping[str, Any]], read: Callable[[Path], Mapping[str, Any]]
) -> dict[str, Fact]:
    """What the manifest nearest to the file says of it: in its own folder, or in a folder over it up to the root."""
    folder = file.parent
    while True:
        if folder not in manifests:
            manifests[folder] = read(folder)
        row = manifests[folder].get(file.relative_to(folder).as_posix())
        if row is not None:
            values = {"place": row.place, "level": row.level, "year": row.year, "title": row.title}
            return {name: Fact(str(value), Origin.MANIFEST) for name, value in values.items() if value}
        if folder == root or folder == folder.parent:
            return {}
        folder = folder.parent


def _names(files: Sequence[tuple[Path, Path | None]], held: Mapping[str, str]) -> dict[Path, str]:
    """How each file is named in citations: relative to the folder added; where two would collide, that in front."""
    names: dict[Path, str] = {}
    taken = {name: path for path, name in held.items()}
    for file, folder in files:
        resolved = str(file.resolve())
        if resolved in held:
            names[file] = held[resolved]
            continue
        name = file.relative_to(folder).as_posix() if folder else file.name
        outer = (folder or file.parent).resolve()
        while taken.get(name, resolved) != resolved:
            name = f"{outer.name or 'root'}/{name}"
            outer = outer.parent
        taken[name] = resolved
        names[file] = name
    return names


def _card(row: Row, rows: Sequence[Row]) -> ReportCard:
    return ReportCard(
        report_id=row.id,
        file=row.file,
        report=row.name,
        place=row.place,
        level=row.metadata.level.value,
        year=row.year,
        title=row.metadata.title.value,
        paragraphs=row.n_paragraphs,
        passages=row.n_passages,
        repairs=row.n_repairs,
        doubts=row.n_doubts,
        copies=_copies(row, rows),
    )


def _copies(row: Row, rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(other.file for other in rows if other.copy_of == row.id)


def _copies_by_speaker(rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row.copy_of is not None:
            found[row.copy_of] = (*found.get(row.copy_of, ()), row.file)
    return found


def _outcome(row: Row, outcome: Outcome) -> AddedFile:
    return AddedFile(
        row.file,
        outcome,
        report_id=row.id,
        report=row.name,
        paragraphs=row.n_paragraphs,
        passages=row.n_passages,
        repairs=row.n_repairs,
        doubts=row.n_doubts,
        copy_of=row.copy_of or "",
    )


def _found(evidence: Evidence) -> FoundPassage:
    passage, paragraph = evidence.passage, evidence.paragraph
    start, end = paragraph.alignment.to_source(passage.start, passage.end)
    return FoundPassage(
        report_id=evidence.report.id,
        file=evidence.report.file,
        report=evidence.report.name,
        section=evidence.section_path,
        paragraph=passage.paragraph,
        text=passage.text,
        context=paragraph.text,
        start=start,
        end=end,
        score=round(evidence.score, 6),
        passage_id=passage.id,
    )
