"""One command exchanges a library's vectors; until it is done, and if it is stopped, the old ones serve."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag import Library
from rag.cli import main
from rag.errors import Cancelled, LibraryProblem, ModelProblem
from rag.library import Progress

TEXT = (
    "望川县2024年政府工作报告\n一、今年的工作\n"
    "今年新建公共停车位600个。\n确保粮食总产稳定在15亿斤以上。\n完成老旧小区改造12个。\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    report = tmp_path / "望川县.txt"
    report.write_text(TEXT, encoding="utf-8")
    with Library.open(tmp_path / "home", encoder="hashing-256") as library:
        assert not library.add([report]).failed
    return tmp_path / "home"


def test_searches_use_the_new_encoder_and_the_library_remembers_it(home: Path) -> None:
    with Library.open(home) as library:
        seen: list[Progress] = []
        count = library.reencode("wenju-static-2@64", progress=seen.append)
        assert library.encoder.name == "wenju-static-2@64"
        assert (seen[-1].done, seen[-1].total) == (count, count)
        assert "停车位" in library.search("泊位", k=1).passages[0].text
    with Library.open(home) as again:
        assert again.encoder.dim == 64


def test_a_library_open_elsewhere_follows(home: Path) -> None:
    with Library.open(home) as open_already, Library.open(home) as other:
        assert open_already.search("停车位", k=1).passages
        other.reencode("hashing-64")
        assert "停车位" in open_already.search("停车位", k=1).passages[0].text
        assert open_already.encoder.name == "hashing-64"


def test_reports_may_be_added_after_it(home: Path, tmp_path: Path) -> None:
    later = tmp_path / "江宁县.txt"
    later.write_text(TEXT.replace("望川县", "江宁县").replace("停车位600个", "充电桩80台"), encoding="utf-8")
    with Library.open(home) as library:
        library.reencode("hashing-64")
        assert not library.add([later]).failed
        assert "充电桩" in library.search("充电桩", k=1).passages[0].text


def test_stopped_it_leaves_the_library_as_it_was(home: Path) -> None:
    with Library.open(home) as library:
        with pytest.raises(Cancelled, match="as before"):
            library.reencode("hashing-64", cancelled=lambda: True)
        assert library.encoder.name == "hashing-256"
        assert "停车位" in library.search("停车位", k=1).passages[0].text


def test_an_encoder_that_is_not_there_changes_nothing(home: Path) -> None:
    with Library.open(home) as library:
        with pytest.raises(ModelProblem, match="cannot be loaded"):
            library.reencode("hashing-many")
        assert library.encoder.name == "hashing-256"


def test_a_report_read_with_the_old_encoder_is_not_put_among_the_new_vectors(home: Path, tmp_path: Path) -> None:
    later = tmp_path / "江宁县.txt"
    later.write_text(TEXT.replace("望川县", "江宁县"), encoding="utf-8")
    with Library.open(home) as slow, Library.open(home) as other:
        old = slow.encoder
        other.reencode("hashing-64")
        slow._encoder = ("hashing-64", old)
        with pytest.raises(LibraryProblem, match="meanwhile"):
            slow.add([later])


def test_the_command_says_what_it_did(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["encode", "--encoder", "hashing-64", "--home", str(home), "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert done["encoder"] == "hashing-64"
    assert done["passages"] > 0
    assert main(["encode", "--home", str(home)]) == 0
    assert "wenju-static-2" in capsys.readouterr().out


def test_a_library_of_an_earlier_version_says_what_to_do_and_is_whole_afterwards(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(home) as library:
        library._store.set_setting("encoder", "wenju-static-1")
    with Library.open(home) as library, pytest.raises(ModelProblem, match="another version of Wenju") as problem:
        library.search("泊位")
    assert "wenju encode" in problem.value.fix
    assert main(["ask", "新建公共停车位多少个？", "--home", str(home)]) == 1
    assert "wenju encode" in capsys.readouterr().err
    assert main(["encode", "--home", str(home)]) == 0
    assert "wenju-static-2" in capsys.readouterr().out
    with Library.open(home) as library:
        assert library.encoder.name == "wenju-static-2"
        assert "停车位" in library.search("泊位", k=1).passages[0].text
