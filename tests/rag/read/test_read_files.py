"""Any file at all: the same text from every format, or one clear message."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_files import (
    LINES,
    TEXT,
    as_docx,
    as_html,
    as_markdown,
    as_mhtml,
    as_ofd,
    as_pdf,
    lines_of,
    printed,
    raw_docx,
    zipped,
)  # fmt: skip

from rag.errors import DamagedFile, EmptyReport, FileMissing, FileProblem, LimitExceeded, UnsupportedFormat
from rag.read import SUPPORTED, Limits, read_bytes, read_file
from rag.types import MarkKind, SourceText

DOCX = as_docx()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

ROUND_TRIP = {
    "utf8.txt": TEXT.encode(),
    "bom.txt": b"\xef\xbb\xbf" + TEXT.encode(),
    "utf16.txt": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "gb18030.txt": TEXT.encode("gb18030"),
    "utf16be.txt": TEXT.encode("utf-16-be"),
    "crlf.txt": TEXT.replace("\n", "\r\n").encode("gbk"),
    "page.html": as_html(),
    "page.htm": as_html("gb18030"),
    "report.docx": DOCX,
    "大写.DOCX": DOCX,
    "saved.mht": as_mhtml(as_html("gbk")),
    "saved.mhtml": as_mhtml(as_html(), encoding="base64", charset="utf-8"),
    "printed.pdf": as_pdf(printed()),
    "printed.ofd": as_ofd(printed()),
}


@pytest.mark.parametrize("name", ROUND_TRIP)
def test_one_report_has_the_same_lines_in_every_format(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(ROUND_TRIP[name])
    assert lines_of(read_file(path).text) == list(LINES)


def test_markdown_keeps_its_text_and_marks_its_headings() -> None:
    source = read_bytes(as_markdown(), "report.md")
    assert [line.lstrip("# ") for line in lines_of(source.text)] == list(LINES)
    headings = [(source.text[m.start : m.end], m.level) for m in source.marks if m.kind is MarkKind.HEADING]
    assert headings == [(LINES[0], 1), (LINES[4], 2), (LINES[7], 2)]


def cut_central_directory(data: bytes) -> bytes:
    return data[: data.rindex(b"PK\x01\x02")]


def flip(data: bytes, part: str) -> bytes:
    """Damage the packed bytes of one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.getinfo(part).header_offset + 30 + len(part) + 40
    return data[:start] + bytes(b ^ 0x5A for b in data[start : start + 64]) + data[start + 64 :]


def encrypted_flag(data: bytes) -> bytes:
    """Set the bit that says that parts need a password."""
    changed = bytearray(data)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


HOSTILE: dict[str, tuple[str, bytes, type[FileProblem], str]] = {
    "nothing at all": ("a.txt", b"", EmptyReport, "empty"),
    "an empty docx": ("a.docx", b"", EmptyReport, "empty"),
    "an empty page": ("a.html", b"", EmptyReport, "empty"),
    "only white space": ("a.txt", " \r\n\u3000\n".encode(), EmptyReport, "no text"),
    "only a byte order mark": ("a.txt", b"\xef\xbb\xbf", EmptyReport, "no text"),
    "a page of nothing": ("a.html", b"<html></html>", EmptyReport, "no text"),
    "a comment only": ("a.html", b"<!-- -->", EmptyReport, "no text"),
    "random bytes": ("a.txt", bytes(range(255, -1, -1)) * 40, FileProblem, r"a\.txt"),
    "zero bytes": ("a.txt", bytes(4096), FileProblem, "not text"),
    "latin-1": ("a.txt", "Où est l'été à Orléans? ".encode("latin-1") * 20, FileProblem, "no encoding"),
    "shift-jis": ("a.txt", "これは日本語の文章です。カタカナ".encode("shift_jis") * 9, FileProblem, "no encoding"),
    "a broken utf-8": ("a.txt", TEXT.encode()[:-30] + b"\xff\xfe" + TEXT.encode()[-30:], FileProblem, "line 9"),
    "a broken utf-16": ("a.txt", b"\xff\xfe\x00\xd8\x41\x00", FileProblem, "byte order mark"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), UnsupportedFormat, "picture"),
    "a photo as docx": ("a.docx", b"\xff\xd8\xff\xe0" + bytes(99), UnsupportedFormat, "picture"),
    "a program": ("a.txt", b"\x7fELF" + bytes(99), UnsupportedFormat, "program"),
    "gzip": ("a.txt", b"\x1f\x8b\x08" + bytes(99), UnsupportedFormat, "archive"),
    "rar": ("a.docx", b"Rar!\x1a\x07\x01" + bytes(99), UnsupportedFormat, "archive"),
    "a page named txt": ("a.txt", as_html(), UnsupportedFormat, r"web page.* Rename it to end in \.html"),
    "a gbk page named txt": ("a.txt", as_html("gbk"), UnsupportedFormat, "web page"),
    "a utf-16 page named txt": (
        "a.txt",
        b"\xff\xfe" + as_html().decode().encode("utf-16-le"),
        UnsupportedFormat,
        "web page",
    ),
    "a page named docx": ("a.docx", as_html(), UnsupportedFormat, "web page"),
    "text named docx": ("a.docx", TEXT.encode(), UnsupportedFormat, r"plain text.* Rename it to end in \.txt"),
    "gbk text named docx": ("a.docx", TEXT.encode("gbk"), UnsupportedFormat, "plain text"),
    "docx named txt": ("a.txt", DOCX, UnsupportedFormat, r"Word document.* Rename it to end in \.docx"),
    "docx named html": ("a.html", DOCX, UnsupportedFormat, "Word document"),
    "an old doc named docx": ("a.docx", OLE, UnsupportedFormat, "old Office document"),
    "rtf named docx": ("a.docx", rb"{\rtf1\ansi text}", UnsupportedFormat, "RTF"),
    "an encrypted docx": (
        "a.docx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        UnsupportedFormat,
        "password",
    ),
    "pdf named txt": ("a.txt", b"%PDF-1.7\n" + bytes(99), UnsupportedFormat, "PDF"),
    "a spreadsheet": (
        "a.docx",
        zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
        UnsupportedFormat,
        "spreadsheet",
    ),
    "slides": (
        "a.docx",
        zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"}),
        UnsupportedFormat,
        "presentation",
    ),
    "an open document": (
        "a.docx",
        zipped({"mimetype": "application/x", "content.xml": "<x/>"}),
        UnsupportedFormat,
        "OpenDocument",
    ),
    "a plain zip": ("a.docx", zipped({"甲.txt": "x"}), UnsupportedFormat, "zip archive"),
    "a zip that climbs out": ("a.docx", zipped({"../../etc/x": "x"}), UnsupportedFormat, "zip archive"),
    "docx of other bytes": ("a.docx", b"\x07\x00\x91\xe3\x00\x12" * 40, DamagedFile, r"not a \.docx file"),
    "docx cut in half": ("a.docx", DOCX[: len(DOCX) // 2], DamagedFile, "cut-off"),
    "docx cut after the start": ("a.docx", DOCX[:40], DamagedFile, "cut-off"),
    "docx without directory": ("a.docx", cut_central_directory(DOCX), DamagedFile, "damaged"),
    "docx with damaged part": ("a.docx", flip(DOCX, "word/document.xml"), DamagedFile, "document.xml is damaged"),
    "docx with a password": ("a.docx", encrypted_flag(DOCX), DamagedFile, "damaged|password|encrypted"),
    "docx without body part": (
        "a.docx",
        zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<x/>"}),
        DamagedFile,
        r"lacks its part word/document\.xml",
    ),
    "docx with broken xml": (
        "a.docx",
        zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document><w:body>"}),
        DamagedFile,
        "not well-formed",
    ),
    "docx with odd numbers": (
        "a.docx",
        raw_docx('<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="?"/></w:numPr></w:pPr></w:p>'),
        EmptyReport,
        "no text",
    ),
    "docx of another kind": (
        "a.docx",
        zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<html/>"}),
        EmptyReport,
        "no text",
    ),
    "a suffix that is not read": ("a.xlsx", b"x", UnsupportedFormat, r"\.xlsx are not read"),
    "no suffix": ("report", TEXT.encode(), UnsupportedFormat, "are not read"),
    "a page nested absurdly": ("a.html", b"<b>" * 99_999 + "深".encode(), LimitExceeded, "too deep"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_bad_file_gets_one_clear_message(case: str) -> None:
    name, data, kind, words = HOSTILE[case]
    with pytest.raises(kind, match=words) as caught:
        read_bytes(data, name)
    assert caught.value.message.startswith(f"{name}: ")
    assert caught.value.fix
    assert "\n" not in str(caught.value)


def test_a_missing_file_a_folder_and_a_pipe_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="no such file"):
        read_file(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UnsupportedFormat, match="is a folder"):
        read_file(tmp_path / "folder.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnsupportedFormat, match="not a regular file"):
        read_file(tmp_path / "pipe.txt")
    with pytest.raises(FileProblem, match="cannot be read"):
        read_file(tmp_path / "a\0b.txt")
    with pytest.raises(FileProblem, match="cannot be read"):
        read_file(tmp_path / ("长" * 200 + ".txt"))


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(51 * 1024 * 1024)
    with pytest.raises(LimitExceeded, match=r"51\.0 MB; the limit is 50 MB"):
        read_file(path)
    with pytest.raises(LimitExceeded, match="limit"):
        read_bytes(b"x" * 11, "a.txt", limits=Limits(max_bytes=10))


def test_importing_the_readers_loads_no_heavy_library() -> None:
    code = (
        "import sys, rag.read; rag.read.read_bytes('各位代表'.encode(), 'a.txt'); "
        "print([m for m in ('lxml', 'docx', 'email', 'pypdfium2', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_single_stray_control_character_does_not_make_text_binary() -> None:
    assert read_bytes((TEXT + "\x1a").encode(), "a.txt").text == TEXT + "\x1a"


SEEDS = [TEXT.encode(), TEXT.encode("gb18030"), as_html("gb18030"), DOCX, as_mhtml(as_html("gbk")), as_ofd(printed())]


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(SEEDS),
    # Each PDF costs a process, and LibreOffice seconds: they have their own tests.
    st.sampled_from([suffix for suffix in SUPPORTED if suffix not in (".pdf", ".doc", ".wps")]),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=8)), max_size=6),
    st.floats(0.1, 1.0),
)
def test_damaged_files_of_any_name_are_read_or_refused_but_never_crash(
    seed: bytes, suffix: str, wounds: list[tuple[float, bytes]], keep: float
) -> None:
    data = bytearray(seed)
    for where, what in wounds:
        at = int(where * len(data))
        data[at : at + len(what)] = what
    outcome = read_or_refuse(bytes(data[: int(keep * len(data))]), f"wounded{suffix}")
    if isinstance(outcome, FileProblem):
        assert outcome.message.startswith(f"wounded{suffix}: ")
        assert outcome.fix
        return
    assert outcome.text.strip()
    assert all(0 <= mark.start < mark.end <= len(outcome.text) for mark in outcome.marks)


def read_or_refuse(data: bytes, name: str) -> SourceText | FileProblem:
    try:
        return read_bytes(data, name)
    except FileProblem as error:
        return error
