"""Adding, replacing, skipping, editing and removing: what was reported is true, and nothing else is disturbed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from rag import Library, Progress
from rag.errors import Cancelled, LibraryProblem, NewerLibrary, NotFound, UsageError
from rag.results import Added, Outcome, Status
from rag.store import Row
from rag.types import Evidence
from rag.understand import Question

# Written for these tests, in the manner of a county's report.
REPORT = """# 政府工作报告

——{year}年1月9日在{place}第三届人民代表大会第{n}次会议上

{place}县长 林知远

各位代表:

## 一、{last}年工作回顾

(一)经济运行稳中有进。地区生产总值达到{gdp}亿元,增长5.8%。一般公共预算收入完成9.6亿元,增长4.1%。

(二)民生保障持续加强。城镇新增就业3120人,新建幼儿园4所,改造老旧小区12个。

## 二、{year}年重点工作

今年的主要预期目标是:地区生产总值增长6%左右,一般公共预算收入增长5%以上,城镇新增就业3000人以上。

(一)做强工业。一是培育龙头企业,新增规上工业企业15家。二是建设园区,新建标准厂房8万平方米。

(二)办好实事。(1)新建公共停车位600个。(2)新建充电桩200台。(3)改造农村公路45公里。
"""


def write(folder: Path, place: str = "望川县", year: int = 2025, gdp: str = "182.4", name: str = "") -> Path:
    text = REPORT.format(place=place, year=year, last=year - 1, gdp=gdp, n="四" if year == 2025 else "五")
    path = folder / (name or f"{place}_{year}.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    write(folder, "望川县")
    write(folder, "临溪县", gdp="97.3")
    rows = "file,place,level,year\n望川县_2025.txt,望川县,county,2025\n临溪县_2025.txt,临溪县,county,2025\n"
    (folder / "manifest.csv").write_text(rows, encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "home")


def outcomes(added: Added) -> dict[str, Outcome]:
    return {file.file: file.outcome for file in added.files}


def test_a_folder_is_added_and_the_second_time_skipped(library: Library, reports: Path) -> None:
    first = outcomes(library.add([reports]))
    assert first == {"望川县_2025.txt": Outcome.ADDED, "临溪县_2025.txt": Outcome.ADDED}
    assert set(outcomes(library.add([reports])).values()) == {Outcome.UNCHANGED}
    assert [card.report for card in library.reports()] == ["临溪县2025年政府工作报告", "望川县2025年政府工作报告"]


def test_a_changed_file_replaces_what_it_said(library: Library, reports: Path) -> None:
    library.add([reports])
    write(reports, "望川县", gdp="199.9")
    assert outcomes(library.add([reports]))["望川县_2025.txt"] is Outcome.REPLACED
    texts = [p.text for p in library.search("望川县地区生产总值达到多少亿元", k=20).passages]
    assert any("199.9亿元" in text for text in texts)
    assert not any("182.4亿元" in text for text in texts)
    assert len(library.reports()) == 2


def test_a_touched_file_is_not_read_again_in_vain(library: Library, reports: Path) -> None:
    library.add([reports])
    os.utime(reports / "望川县_2025.txt", (1, 1))
    assert set(outcomes(library.add([reports])).values()) == {Outcome.UNCHANGED}


def test_a_changed_manifest_changes_the_report(library: Library, reports: Path) -> None:
    library.add([reports])
    rows = "file,place,level,year\n望川县_2025.txt,望川县,county,2024\n临溪县_2025.txt,临溪县,county,2025\n"
    (reports / "manifest.csv").write_text(rows, encoding="utf-8")
    assert outcomes(library.add([reports]))["望川县_2025.txt"] is Outcome.REPLACED
    assert library.report("望川县_2025.txt").year == 2024


def test_a_removed_report_is_gone_from_list_search_and_answers(library: Library, reports: Path) -> None:
    library.add([reports])
    library.ask("望川县2024年地区生产总值是多少亿元?")
    library.remove("望川县_2025.txt")
    assert [card.place for card in library.reports()] == ["临溪县"]
    assert {p.file for p in library.search("地区生产总值", k=50).passages} == {"临溪县_2025.txt"}
    assert library.ask("望川县2024年地区生产总值是多少亿元?").status is Status.ABSTAINED
    assert (reports / "望川县_2025.txt").exists()


def test_links_survive_removing_and_adding_again(library: Library, reports: Path) -> None:
    library.add([reports])
    before = [p.passage_id for p in library.search("标准厂房", k=5).passages]
    library.remove("望川县_2025.txt")
    library.add([reports])
    assert [p.passage_id for p in library.search("标准厂房", k=5).passages] == before


def test_a_bad_file_gets_its_own_line_and_the_others_are_added(library: Library, reports: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "picture.txt").write_bytes(bytes(range(256)) * 20)
    (reports / "broken.docx").write_bytes(b"PK\x03\x04 and then nothing")
    added = library.add([reports, reports / "missing.txt"])
    failed = {Path(f.file).name: f for f in added.failed}
    assert set(failed) == {"empty.txt", "picture.txt", "broken.docx", "missing.txt"}
    for file in failed.values():
        assert file.problem is not None
        assert file.problem["message"]
        assert file.problem["fix"]
    assert len(library.reports()) == 2


def test_two_files_of_one_report_are_linked_and_the_first_speaks(library: Library, reports: Path) -> None:
    library.add([reports])
    shutil.copy(reports / "望川县_2025.txt", reports / "again.txt")
    text = (reports / "望川县_2025.txt").read_text(encoding="utf-8")
    (reports / "near.md").write_text(text.replace("3120人", "3121人"), encoding="utf-8")
    rows = "file,place,level,year\n" + "".join(
        f"{name},望川县,county,2025\n" for name in ("望川县_2025.txt", "again.txt", "near.md")
    )
    (reports / "manifest.csv").write_text(rows + "临溪县_2025.txt,临溪县,county,2025\n", encoding="utf-8")
    found = outcomes(library.add([reports]))
    assert found["again.txt"] is found["near.md"] is Outcome.COPY
    card = next(card for card in library.reports() if card.place == "望川县")
    assert card.copies == ("again.txt", "near.md")
    answer = library.ask("望川县2024年城镇新增就业多少人?")
    assert {c.file for c in answer.citations} == {"望川县_2025.txt"}
    assert answer.citations[0].copies == ("again.txt", "near.md")
    library.remove("望川县_2025.txt")
    assert library.ask("望川县2024年城镇新增就业多少人?").citations[0].file in ("again.txt", "near.md")


def test_file_names_that_collide_get_the_folder_in_front(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "east", "望川县", name="report.txt")
    write(tmp_path / "west", "临溪县", name="report.txt")
    library.add([tmp_path / "east", tmp_path / "west"])
    assert sorted(card.file for card in library.reports()) == ["report.txt", "west/report.txt"]


def test_a_users_word_beats_the_manifest_and_the_old_value_stays_known(library: Library, reports: Path) -> None:
    library.add([reports])
    library.edit("望川县_2025.txt", place="澄江县", year=2023)
    report = library.report("望川县_2025.txt")
    assert (report.place, report.year) == ("澄江县", 2023)
    assert report.metadata.place.rivals[0][0] == "望川县"
    assert library.ask("澄江县2023年城镇新增就业目标是多少人?").status is Status.ANSWERED


def test_search_can_be_held_to_some_files(library: Library, reports: Path) -> None:
    library.add([reports])
    found = library.search("地区生产总值", files=["临溪县_2025.txt"]).passages
    assert {p.file for p in found} == {"临溪县_2025.txt"}
    with pytest.raises(NotFound, match=r"no report nowhere\.txt"):
        library.search("地区生产总值", files=["nowhere.txt"])


def test_damaged_or_missing_indexes_are_rebuilt(library: Library, reports: Path, tmp_path: Path) -> None:
    library.add([reports])
    before = library.search("标准厂房").to_dict()
    library.close()
    home = tmp_path / "home"
    for spoil in ("faiss", "words", "state", "all"):
        if spoil == "faiss":
            (home / "index" / "vectors" / "vectors.faiss").write_bytes(b"nonsense")
        elif spoil == "words":
            for file in (home / "index" / "words").iterdir():
                file.write_bytes(b"nonsense")
        elif spoil == "state":
            (home / "index" / "state.json").write_text("{", encoding="utf-8")
        else:
            shutil.rmtree(home / "index")
        with Library.open(home) as again:
            assert again.search("标准厂房").to_dict() == before, spoil


def test_another_process_sees_what_was_added(library: Library, reports: Path, tmp_path: Path) -> None:
    library.add([reports / "望川县_2025.txt"])
    assert library.search("地区生产总值").passages
    with Library.open(tmp_path / "home") as other:
        other.add([reports / "临溪县_2025.txt"])
    assert {p.file for p in library.search("地区生产总值").passages} == {"望川县_2025.txt", "临溪县_2025.txt"}


def test_many_threads_may_ask_while_one_adds(library: Library, reports: Path) -> None:
    library.add([reports / "望川县_2025.txt"])
    problems: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(5):
                assert library.ask("望川县2025年新建充电桩多少台?").status is Status.ANSWERED
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    library.add([reports / "临溪县_2025.txt"])
    for thread in threads:
        thread.join()
    assert not problems


def test_stopping_keeps_what_was_added(library: Library, tmp_path: Path) -> None:
    for i in range(20):
        write(tmp_path / "many", f"第{i}望川县", gdp=str(100 + i), name=f"{i:02}.txt")
    seen: list[int] = []
    with pytest.raises(Cancelled, match="what was added stays"):
        library.add([tmp_path / "many"], progress=lambda p: seen.append(p.done), cancelled=lambda: len(seen) > 3)
    held = len(library.reports())
    assert 0 < held < 20
    assert len(library.add([tmp_path / "many"]).files) == 20


def test_a_library_of_a_later_version_is_refused(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    db.close()
    with pytest.raises(NewerLibrary, match="a later version"):
        Library.open(tmp_path)


def test_a_file_that_is_no_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_text("these are my notes, not a database", encoding="utf-8")
    with pytest.raises(LibraryProblem, match="cannot be opened"):
        Library.open(tmp_path)
    assert (tmp_path / "library.sqlite").read_text(encoding="utf-8").startswith("these are my notes")


def test_a_library_keeps_its_encoder(library: Library, reports: Path, tmp_path: Path) -> None:
    library.add([reports])
    with pytest.raises(UsageError, match="encoded with wenju-static-2"):
        Library.open(tmp_path / "home", encoder="hashing-64")


@pytest.mark.parametrize("words", [["--help"], ["ask", "望川县2025年新建充电桩多少台?"], ["search", "充电桩"]])
def test_the_command_loads_no_heavy_package(library: Library, reports: Path, tmp_path: Path, words: list[str]) -> None:
    library.add([reports])
    home = [] if words == ["--help"] else ["--home", str(tmp_path / "home")]
    code = (
        "import sys\nfrom rag.cli import main\n"
        f"status = main({words + home!r})\n"
        "heavy = {'torch', 'gradio', 'transformers', 'sentence_transformers', 'pandas'} & set(sys.modules)\n"
        "sys.exit(status or (f'loaded {sorted(heavy)}' if heavy else 0))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, rag; sys.exit(bool({'numpy', 'torch', 'faiss', 'gradio'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("words", [["list"], ["ask", "望川县2025年新建充电桩多少台?"]])
def test_what_belongs_to_language_models_is_not_loaded_without_one(
    library: Library, reports: Path, tmp_path: Path, words: list[str]
) -> None:
    library.add([reports])
    code = (
        "import sys\nfrom rag.cli import main\n"
        f"main({[*words, '--home', str(tmp_path / 'home')]!r})\n"
        "models = {'rag.llm.hold', 'rag.llm.write', 'rag.llm.writer', 'httpx'} & set(sys.modules)\n"
        "sys.exit(f'loaded {sorted(models)}' if models else 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


class Meddled(Library):
    """A library out of which another process takes reports in the middle of a question."""

    meddle: Callable[[], object] = staticmethod(lambda: None)

    def _retrieve(self, question: Question, rows: Sequence[Row], k: int) -> list[Evidence]:
        self.meddle()
        return super()._retrieve(question, rows, k)


def test_a_report_removed_in_the_middle_of_a_question_is_asked_no_more(
    library: Library, reports: Path, tmp_path: Path
) -> None:
    library.add([reports])
    question = "2025年新建充电桩多少台?"
    with Library.open(tmp_path / "home") as other, Meddled.open(tmp_path / "home") as meddled:
        meddled.meddle = once(lambda: other.remove("临溪县_2025.txt"))
        answer = meddled.ask(question)
        assert {c.file for c in answer.citations} == {"望川县_2025.txt"}
        other.add([reports])
        meddled.meddle = once(lambda: other.remove("临溪县_2025.txt"))
        assert {p.file for p in meddled.search("充电桩").passages} == {"望川县_2025.txt"}


def test_a_report_asked_about_that_is_removed_meanwhile_is_named(
    library: Library, reports: Path, tmp_path: Path
) -> None:
    library.add([reports])
    with Library.open(tmp_path / "home") as other, Meddled.open(tmp_path / "home") as meddled:
        meddled.meddle = once(lambda: other.remove("临溪县_2025.txt"))
        with pytest.raises(NotFound, match="no report 临溪县_2025"):
            meddled.ask("新建充电桩多少台?", files=["临溪县_2025.txt"])


def test_a_library_that_keeps_changing_says_so(library: Library, reports: Path, tmp_path: Path) -> None:
    write(reports, "澄源县")
    library.add([reports])
    with Library.open(tmp_path / "home") as other, Meddled.open(tmp_path / "home") as meddled:
        gone = iter(["临溪县_2025.txt", "望川县_2025.txt"])
        # What was read once stays readable; here nothing was.
        meddled.meddle = lambda: (meddled._load.cache_clear(), other.remove(next(gone)))
        with pytest.raises(NotFound, match="while they were read"):
            meddled.ask("2025年新建充电桩多少台?")


def once(work: Callable[[], object]) -> Callable[[], None]:
    """Do it the first time only."""
    left = [work]

    def do() -> None:
        if left:
            left.pop()()

    return do


DRAFT = "望川县2024年地区生产总值182.4亿元。\n临溪县城镇新增就业3120人。临溪县新建幼儿园4所。"


def test_checking_a_draft_tells_how_far_it_is(library: Library, reports: Path) -> None:
    library.add([reports])
    seen: list[Progress] = []
    library.verify(DRAFT, progress=seen.append)
    assert [(p.done, p.total, p.stage) for p in seen] == [(n, 3, "verify") for n in range(4)]
    assert seen[1].file == "临溪县城镇新增就业3120人。"


def test_checking_a_draft_can_be_stopped(library: Library, reports: Path) -> None:
    library.add([reports])
    seen: list[Progress] = []
    with pytest.raises(Cancelled, match="after 1 of 3"):
        library.verify(DRAFT, progress=seen.append, cancelled=lambda: len(seen) > 1)
