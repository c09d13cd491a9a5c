"""Saved pages and old office documents."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from report_files import LINES, as_docx, as_html, as_mhtml, lines_of

from rag.errors import DamagedFile, EmptyReport, FileProblem, LimitExceeded, UndecodableText, UnsupportedFormat
from rag.read import Limits, read_bytes
from rag.types import MarkKind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize(("codec", "charset"), [("gbk", "gb2312"), ("utf-8", "utf-8"), ("gb18030", "gb18030")])
@pytest.mark.parametrize("suffix", ["mht", "mhtml"])
def test_a_saved_page_has_the_lines_of_the_page(encoding: str, codec: str, charset: str, suffix: str) -> None:
    source = read_bytes(as_mhtml(as_html(codec), encoding=encoding, charset=charset), f"page.{suffix}")
    assert lines_of(source.text) == list(LINES)
    assert source.format == "mhtml"
    assert sum(mark.kind is MarkKind.HEADING for mark in source.marks) == 3


def test_a_saved_page_cut_off_is_read_and_says_so() -> None:
    data = as_mhtml(as_html("gbk"))
    source = read_bytes(data[: data.index(b"image/png") - 30], "page.mht")
    assert lines_of(source.text) == list(LINES)
    assert "cut off" in source.notes[-1]


def test_a_saved_page_of_a_single_part_is_read() -> None:
    head = b"From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: text/html; charset=gbk\n\n"
    assert lines_of(read_bytes(head + as_html("gbk"), "page.mht").text) == list(LINES)


BROKEN: dict[str, tuple[bytes, type[FileProblem], str]] = {
    "no page in it": (as_mhtml(b"x").replace(b"text/html", b"text/css"), DamagedFile, "no text/html part"),
    "an empty page": (as_mhtml(b""), EmptyReport, "no text"),
    "a page in latin-1": (as_mhtml("<p>été à la plage où</p>".encode("latin-1") * 9), UndecodableText, "no encoding"),
    "not a saved page": (as_html(), UnsupportedFormat, "web page"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_bad_saved_page_gets_one_clear_message(case: str) -> None:
    data, kind, words = BROKEN[case]
    with pytest.raises(kind, match=words) as caught:
        read_bytes(data, "page.mht")
    assert caught.value.fix


@pytest.mark.parametrize(
    ("data", "what"),
    [(as_docx(), "Word document"), (as_html(), "web page"), (as_mhtml(as_html("gbk")), "saved web page")],
)
@pytest.mark.parametrize("suffix", ["doc", "wps"])
def test_a_doc_that_is_something_newer_is_read_as_that(data: bytes, what: str, suffix: str) -> None:
    source = read_bytes(data, f"report.{suffix}")
    assert lines_of(source.text) == list(LINES)
    assert what in source.notes[-1]


def test_without_libreoffice_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name, data in (("a.doc", OLE), ("a.wps", OLE), ("a.doc", rb"{\rtf1 text}")):
        with pytest.raises(UnsupportedFormat, match="LibreOffice, which was not found") as caught:
            read_bytes(data, name)
        assert "libreoffice-writer" in caught.value.fix


def program(folder: Path, script: str) -> None:
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_converter_that_hangs_is_stopped_with_its_children(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    child = tmp_path / "child.pid"
    program(
        tmp_path,
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(child)!r}, 'w').write(str(child.pid))\ntime.sleep(60)",
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LimitExceeded, match="soffice did not finish within 2 s"):
        read_bytes(OLE, "a.doc", limits=Limits(timeout_s=2.0))
    status = Path("/proc", child.read_text(), "status")
    assert not status.exists() or "Z" in status.read_text().split("State:")[1].split("\n")[0]


def test_a_converter_that_fails_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "import sys; sys.exit('source file could not be loaded')")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DamagedFile, match=r"could not convert it .*could not be loaded"):
        read_bytes(OLE, "a.doc")


def test_an_old_document_is_read_where_libreoffice_is_installed(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "report.docx").write_bytes(as_docx())
    profile = (tmp_path / "profile").as_uri()
    command = [
        office,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(tmp_path / "report.docx")], capture_output=True, check=True, timeout=120)
    source = read_bytes((tmp_path / "report.doc").read_bytes(), "report.doc")
    assert lines_of(source.text) == list(LINES)
    assert source.notes[-1] == "converted by LibreOffice"
