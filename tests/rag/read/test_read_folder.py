"""Which files of a folder are reports, and what the manifest says."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import DamagedFile, FileMissing, UndecodableText
from rag.read import ManifestRow, find_files, read_manifest


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("各位代表：", encoding="utf-8")


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_files(folder)]


def test_reports_are_found_in_order_and_everything_else_left_out(tmp_path: Path) -> None:
    reports = ["b.txt", "a/2.docx", "a/1.MD", "c/d/e.html", "临河市_2024.htm", "readmes.txt", "源.md"]
    others = [
        "README.md", "readme.txt", "README-zh.md", "SOURCE.md", "a/SOURCES.md", "CHANGELOG.md", "LICENSE.txt",
        "licence.md", "NOTICE.md", "manifest.csv", ".hidden.txt", ".git/x.txt", "~$a.docx", "__MACOSX/._a.txt",
        "x.xlsx", "x.png", "x.py", "notes.txt.bak", "页面.html", "页面_files/广告.html", "页面.files/广告.htm",
    ]  # fmt: skip
    make(tmp_path, *reports, *others)
    assert found(tmp_path) == sorted([*reports, "页面.html"])


def test_a_folder_that_only_looks_like_a_companion_is_read(tmp_path: Path) -> None:
    make(tmp_path, "政府_files/报告.txt")
    assert found(tmp_path) == ["政府_files/报告.txt"]


def test_links_that_lead_outside_or_in_circles_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    make(inside, "a.txt")
    make(outside, "secret.txt")
    (inside / "leak.txt").symlink_to(outside / "secret.txt")
    (inside / "leak").symlink_to(outside, target_is_directory=True)
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    (inside / "self.txt").symlink_to(inside / "self.txt")
    (inside / "dead.txt").symlink_to(inside / "none.txt")
    (inside / "alias.txt").symlink_to(inside / "a.txt")
    assert found(inside) == ["a.txt", "alias.txt"]
    (tmp_path / "door").symlink_to(inside, target_is_directory=True)
    assert found(tmp_path / "door") == ["a.txt", "alias.txt"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="no such folder"):
        find_files(tmp_path / "none")


def write(folder: Path, text: str, codec: str = "utf-8") -> Path:
    (folder / "manifest.csv").write_bytes(text.encode(codec))
    return folder


MANIFEST = 'file,place,level,year,title,chars\na.txt,临河市,prefecture,2024,"临河市, 报告",9\nsub\\b.txt,,,,,\n\nc.md\n'


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_manifest_is_read_in_any_encoding(codec: str, tmp_path: Path) -> None:
    rows = read_manifest(write(tmp_path, MANIFEST, codec))
    assert rows == {
        "a.txt": ManifestRow("a.txt", "临河市", "prefecture", 2024, "临河市, 报告"),
        "sub/b.txt": ManifestRow("sub/b.txt"),
        "c.md": ManifestRow("c.md"),
    }


def test_a_short_manifest_of_rare_place_names_is_read_in_gbk(tmp_path: Path) -> None:
    rows = read_manifest(write(tmp_path, "file,place\na.txt,菏泽市\nb.txt,亳州\n", "gbk"))
    assert [row.place for row in rows.values()] == ["菏泽市", "亳州"]


def test_only_the_file_column_is_needed_and_order_does_not_matter(tmp_path: Path) -> None:
    assert read_manifest(write(tmp_path, "Year, FILE\r\n2024年, ./a.txt\r\n")) == {
        "a.txt": ManifestRow("a.txt", year=2024)
    }


def test_without_a_manifest_nothing_is_said(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1: there is no column `file`"),
        ("name,year\na.txt,2024\n", "line 1: there is no column `file`"),
        ("file,year\na.txt,2024\nb.txt,明年\n", "line 3: '明年' is not a year"),
        ("file,year\na.txt,24\n", "line 2: '24' is not a year"),
        ("file,year\n,2024\n", "line 2: the file name is missing"),
        ("file\n../a.txt\n", "line 2: ../a.txt lies outside"),
        ("file\n/etc/passwd\n", "line 2: /etc/passwd lies outside"),
        ("file,year\na.txt,2024\nb.txt,2024\na.txt,2023\n", "line 4: a.txt was already described on line 2"),
        ("file,place\na.txt,临河,市\n", "line 2: 3 cells for 2 columns"),
        ('file,place\n"a\nb.txt",x\nc.txt,"y\n', "line 4: unexpected end of data"),
    ],
)
def test_a_bad_line_is_named(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(DamagedFile, match=words) as caught:
        read_manifest(write(tmp_path, text))
    assert caught.value.fix


def test_a_manifest_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(bytes(range(256)) * 9)
    with pytest.raises(UndecodableText, match=r"manifest\.csv"):
        read_manifest(tmp_path)


def test_the_real_manifests_are_read(shared_data: Path) -> None:
    rows = read_manifest(shared_data / "corpora/reports")
    assert len(rows) > 100
    files = {
        path.relative_to(shared_data / "corpora/reports").as_posix()
        for path in find_files(shared_data / "corpora/reports")
    }
    assert set(rows) <= files
