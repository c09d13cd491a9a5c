"""What was reported as done survives a killed process, a full disk, a second process, an older version, damage."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rag import Library
from rag.errors import LibraryProblem
from rag.results import Outcome, Status
from rag.store import Store
from tests.rag.changing_child import PLACES, write

ROOT = Path(__file__).resolve().parents[2]
CHILD = Path(__file__).with_name("changing_child.py")
# A hundred take minutes: WENJU_KILLS=100.
KILLS = int(os.environ.get("WENJU_KILLS", "4"))
ENCODER = "hashing-16"


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)], stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    )


def versions(home: Path) -> dict[str, int]:
    """Every report held and its version, after looking that each is whole and that all parts of the library agree."""
    with Library.open(home) as library:
        found: dict[str, int] = {}
        for card in library.reports():
            report = library.report(card.file)
            version = int(re.findall(r"总值达到(\d+)\.5亿元", library.source(card.file))[0])
            found[Path(card.file).stem] = version
            assert len(report.paragraphs) == card.paragraphs == 8 + version % 5
            (row,) = library.indicator_rows(place=card.place, name="地区生产总值", measure="level")
            assert row.values == (pytest.approx(version + 0.5),)  # type: ignore[comparison-overlap]
            passages = library.search(f"{card.place}地区生产总值达到多少亿元", files=[card.file]).passages
            assert any(f"达到{version}.5亿元" in p.text for p in passages)
        library._index.sync()
        vectors, words = library._index._vectors, library._index._lexical
        assert vectors is not None
        assert words is not None
        indexed, n_words = sorted(vectors.ids), len(words)
    with sqlite3.connect(home / "library.sqlite") as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        passage_ids = [row[0] for row in db.execute("SELECT id FROM passages ORDER BY id")]
        assert [row[0] for row in db.execute("SELECT passage_id FROM vectors ORDER BY passage_id")] == passage_ids
        assert indexed == passage_ids
        assert n_words == len(passage_ids)
    db.close()
    return found


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_killed_process_loses_nothing_reported_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "reports"
    folder.mkdir()
    chance = random.Random(20250101)
    held: dict[str, int] = {}
    for number in range(KILLS):
        process = start(CHILD, home, folder, str(number))
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        lines = [process.stdout.readline().strip() for _ in range(chance.randrange(12))]
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        lines += process.stdout.read().splitlines()
        process.wait()
        process.stdout.close()
        allowed = {place: {held.get(place, 0)} for place in PLACES}
        for line in lines:
            if line.count(" ") != 2:
                continue  # cut off by the kill
            what, place, version = line.split(" ")
            if what == "begin":
                allowed[place].add(int(version))
            elif what == "done":
                allowed[place] = {int(version)}
        held = versions(home)
        for place in PLACES:
            assert held.get(place, 0) in allowed[place], (number, place, lines[-4:])


ADD = """
import sys
from rag import Library
with Library.open(sys.argv[1], encoder="hashing-16") as library:
    for path in sys.argv[2:]:
        for file in library.add([path]).files:
            print(file.outcome.value, file.file, flush=True)
"""


def test_one_process_asks_while_another_adds(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "reports"
    folder.mkdir()
    files = [write(folder, place, 7) for place in PLACES]
    with Library.open(home, encoder=ENCODER) as library:
        library.add(files[:1])
        process = start("-c", ADD, home, *files[1:], *files[1:])
        asked = 0
        while process.poll() is None:
            assert library.ask(f"{PLACES[0]}2025年改造农村公路多少公里?").status is not Status.ABSTAINED
            assert library.search("地区生产总值", k=50).passages
            asked += 1
        assert process.returncode == 0
        assert process.stdout is not None
        process.stdout.close()
        assert asked
        assert {p.file for p in library.search("地区生产总值", k=50).passages} == {f.name for f in files}


def test_two_processes_add_at_once_and_every_file_is_held_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    folders = [tmp_path / "east", tmp_path / "west"]
    for version, folder in enumerate(folders):
        folder.mkdir()
        for place in PLACES:
            write(folder, place, 10 + version)
    # The names collide, and each process also adds what the other does.
    both = [start("-c", ADD, home, *folders), start("-c", ADD, home, *reversed(folders))]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert "failed" not in "".join(said)
    with sqlite3.connect(home / "library.sqlite") as db:
        paths = [row[0] for row in db.execute("SELECT path FROM reports ORDER BY path")]
    db.close()
    assert paths == sorted(str((folder / f"{place}.txt").resolve()) for folder in folders for place in PLACES)
    with Library.open(home) as library:
        assert library.search("地区生产总值", k=50).passages
        assert {f.outcome for f in library.add(folders).files} == {Outcome.UNCHANGED}


FULL = """
import resource, sys
from pathlib import Path
from rag import Library
from rag.errors import LibraryProblem
library = Library.open(sys.argv[1])
largest = max(f.stat().st_size for f in Path(sys.argv[1]).rglob("*") if f.is_file())
resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 20_000, resource.RLIM_INFINITY))
try:
    library.add([sys.argv[2]])
except LibraryProblem as problem:
    print(problem)
    sys.exit(3)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="files cannot be limited here")
def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    home, folder, more = tmp_path / "home", tmp_path / "reports", tmp_path / "more"
    folder.mkdir()
    more.mkdir()
    with Library.open(home, encoder=ENCODER) as library:
        library.add([write(folder, place, 5) for place in PLACES[:2]])
    before = versions(home)
    for n in range(8):
        path = write(more, PLACES[2], 6)
        text = path.read_text(encoding="utf-8").replace(PLACES[2], f"第{n}石梁县")
        lines = "\n\n".join(f"({i})新建第{i}座泵站,投资{i + n}.{i}亿元,完成{i}公里管网。" for i in range(1, 120))
        path.rename(more / f"{n}.txt").write_text(text + lines, encoding="utf-8")
    process = start("-c", FULL, home, more)
    said, _ = process.communicate()
    assert process.returncode == 3, said
    assert "could not be written" in said
    assert "Make room on the disk" in said
    assert versions(home) == before
    with Library.open(home) as library:
        assert {f.outcome for f in library.add([more]).files} <= {Outcome.ADDED, Outcome.COPY}


def test_damaged_library_is_said_to_be_damaged(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "library.sqlite").write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)
    with pytest.raises(LibraryProblem, match="damaged"):
        Library.open(home)


def test_damaged_parts_of_the_index_are_made_anew(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "reports"
    folder.mkdir()
    with Library.open(home, encoder=ENCODER) as library:
        library.add([write(folder, place, 9) for place in PLACES])
        before = library.search("示范点").to_dict()
    names = sorted(p.relative_to(home) for p in (home / "index").rglob("*") if p.is_file())
    for name in names:
        if not (home / name).exists():
            continue  # made anew under another name
        (home / name).write_bytes((home / name).read_bytes()[: (home / name).stat().st_size // 2])
        with Library.open(home) as library:
            assert library.search("示范点").to_dict() == before, name
    (home / "index" / f"state.{os.getpid()}").write_text("left behind by a killed process", encoding="utf-8")
    with Library.open(home) as library:
        library.remove(f"{PLACES[0]}.txt")
    assert not list((home / "index").glob("state.[0-9]*"))


def test_removed_means_gone_from_search_answers_ledger_and_a_second_process(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "reports"
    folder.mkdir()
    with Library.open(home, encoder=ENCODER) as library, Library.open(home) as other:
        library.add([write(folder, place, 9) for place in PLACES[:2]])
        question = f"{PLACES[0]}2024年地区生产总值是多少亿元?"
        for one in (library, other):
            assert one.ask(question).status is Status.ANSWERED
        library.remove(f"{PLACES[0]}.txt")
        for one in (library, other):
            assert one.ask(question).status is Status.ABSTAINED
            assert {p.file for p in one.search("地区生产总值", k=50).passages} == {f"{PLACES[1]}.txt"}
            assert not one.indicator_rows(place=PLACES[0])
    with sqlite3.connect(home / "library.sqlite") as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            cells = [str(cell) for row in db.execute(f"SELECT * FROM {table}") for cell in row]
            assert not any(PLACES[0] in cell for cell in cells), table
    db.close()


# As the first version made it, with one report in it.
FIRST_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (id TEXT PRIMARY KEY, file TEXT NOT NULL UNIQUE, path TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
    size INTEGER NOT NULL, modified_ns INTEGER NOT NULL, place TEXT NOT NULL, year INTEGER, metadata TEXT NOT NULL,
    copy_of TEXT REFERENCES reports(id) ON DELETE SET NULL, shingles BLOB NOT NULL, settings TEXT NOT NULL,
    stamp INTEGER NOT NULL);
CREATE TABLE sources (report_id TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, format TEXT NOT NULL,
    encoding TEXT NOT NULL, notes TEXT NOT NULL, text BLOB NOT NULL);
CREATE TABLE sections (report_id TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    heading TEXT NOT NULL, level INTEGER NOT NULL, parent INTEGER NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, run_in INTEGER NOT NULL, PRIMARY KEY (report_id, position)) WITHOUT ROWID;
CREATE TABLE paragraphs (report_id TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    role TEXT NOT NULL, text TEXT NOT NULL, section INTEGER NOT NULL, alignment BLOB NOT NULL,
    lead_end INTEGER NOT NULL, items TEXT NOT NULL, PRIMARY KEY (report_id, ordinal));
CREATE TABLE passages (id TEXT PRIMARY KEY, report_id TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX passages_by_report ON passages(report_id);
CREATE TABLE vectors (passage_id TEXT PRIMARY KEY REFERENCES passages(id) ON DELETE CASCADE, encoder TEXT NOT NULL,
    vector BLOB NOT NULL);
CREATE TABLE quality (report_id TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, repairs INTEGER NOT NULL,
    doubts INTEGER NOT NULL, glossary TEXT NOT NULL, record BLOB NOT NULL);
INSERT INTO meta VALUES ('schema', '1'), ('generation', '1'), ('encoder', 'hashing-16');
"""


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A library that holds 望川县 as the first version would have stored it."""
    import json
    import zlib
    from array import array

    home = tmp_path / "old"
    home.mkdir()
    source = "2025年望川县政府工作报告\n一、2024年工作回顾\n地区生产总值达到182.4亿元,增长5.8%。"
    lines = source.split("\n")
    facts = {"place": "望川县", "level": "county", "year": "2025", "date": "", "speaker": "", "title": lines[0]}
    metadata = json.dumps({name: [value, "text" if value else "unknown", []] for name, value in facts.items()})
    db = sqlite3.connect(home / "library.sqlite")
    db.executescript(FIRST_SCHEMA)
    db.execute(
        "INSERT INTO reports VALUES"
        " ('a1', '望川县.txt', '/reports/望川县.txt', 'd', 1, 1, '望川县', 2025, ?, NULL, x'', 's', 1)",
        (metadata,),
    )
    db.execute("INSERT INTO sources VALUES ('a1', 'txt', 'utf-8', '[]', ?)", (zlib.compress(source.encode()),))
    db.execute("INSERT INTO sections VALUES ('a1', 0, ?, 1, -1, 2, 3, 0)", (lines[1],))
    at = 0
    for ordinal, (role, line) in enumerate(zip(("title", "heading", "body"), lines, strict=True), start=1):
        alignment = array("i", (0, len(line), at, at + len(line), 1)).tobytes()
        section = -1 if role == "title" else 0
        db.execute(
            "INSERT INTO paragraphs VALUES ('a1', ?, ?, ?, ?, ?, 0, '')", (ordinal, role, line, section, alignment)
        )
        at += len(line) + 1
    db.execute("INSERT INTO passages VALUES ('a1/3#0', 'a1', 3, 0, ?, ?)", (len(lines[2]), lines[2]))
    vector = array("f", [0.25] * 16).tobytes()
    db.execute("INSERT INTO vectors VALUES ('a1/3#0', 'hashing-16', ?)", (vector,))
    record = zlib.compress(json.dumps({"repairs": [], "dropped": [], "doubts": []}).encode())
    db.execute("INSERT INTO quality VALUES ('a1', 0, 0, '[]', ?)", (record,))
    db.commit()
    db.close()
    return home


def test_a_library_of_the_first_version_is_brought_up_to_date(first_version: Path) -> None:
    with Library.open(first_version) as library:
        (row,) = library.indicator_rows(name="地区生产总值", measure="level")
        assert (row.year, row.unit, str(row.values[0])) == (2024, "亿元", "182.4")
        answer = library.ask("望川县2024年地区生产总值是多少亿元?")
        assert answer.status is Status.ANSWERED
        assert answer.citations[0].quote in library.source("望川县.txt")
    with Library.open(first_version) as library:
        assert len(library.indicator_rows(measure="level")) == 1


def test_bringing_up_to_date_that_fails_leaves_the_library_as_it_was(first_version: Path) -> None:
    path = first_version / "library.sqlite"
    db = sqlite3.connect(path)
    db.execute("UPDATE quality SET record = x'00'")  # unreadable
    db.commit()
    db.close()
    with pytest.raises(LibraryProblem, match="望川县"):
        Library.open(first_version)
    db = sqlite3.connect(path)
    assert db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("1",)
    assert db.execute("SELECT name FROM sqlite_master WHERE name = 'indicators'").fetchone() is None
    db.close()


def test_a_script_without_a_main_guard_may_add_many_files(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(30):
        path = write(folder, PLACES[n % len(PLACES)], n)
        shutil.move(path, folder / f"{n:02}.txt")
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\nfrom rag import Library\nlibrary = Library.open(sys.argv[1], encoder='hashing-16')\n"
        "print(len(library.add([sys.argv[2]]).files))\n",
        encoding="utf-8",
    )
    process = start(script, tmp_path / "home", folder)
    assert process.communicate()[0] == "30\n"
    assert process.returncode == 0


def test_a_reader_process_that_dies_costs_its_own_file_only(tmp_path: Path) -> None:
    from rag.errors import FileProblem
    from rag.ingest import Task
    from rag.workers import _Worker

    path = write(tmp_path, PLACES[0], 1)
    worker = _Worker()
    try:
        assert not isinstance(worker.parse(Task(path, path.name, {})), FileProblem)
        assert worker._process is not None
        worker._process.kill()
        worker._process.wait()
        lost = worker.parse(Task(path, path.name, {}))
        assert isinstance(lost, FileProblem)
        assert "ended without a result" in lost.message
        assert not isinstance(worker.parse(Task(path, path.name, {})), FileProblem)
    finally:
        worker.close()


def test_closing_leaves_a_thread_that_is_reading_alone(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, PLACES[0], 4)
    library = Library.open(tmp_path / "home")
    library.add([folder])
    library.close()
    store = Store(tmp_path / "home" / "library.sqlite")
    has_begun, is_closed = threading.Event(), threading.Event()
    read: list[str] = []

    def reading() -> None:
        for passage in store.passages():
            read.append(passage.text)
            has_begun.set()
            is_closed.wait(20)

    thread = threading.Thread(target=reading)
    thread.start()
    assert has_begun.wait(20)
    store.close()
    is_closed.set()
    thread.join(20)
    assert len(read) == sum(1 for _ in Store(tmp_path / "home" / "library.sqlite").passages()) > 1
