"""The README: it names every command, and each of its lines does what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from rag.cli import iter_commands, main

README = Path(__file__).parents[1] / "README.md"
LINES = re.findall(r"^\.venv/bin/wenju (.+)$", README.read_text(encoding="utf-8"), re.M)
# The page waits for visitors, another encoder has to be downloaded: theirs are tests of their own.
RUN = [shlex.split(line, comments=True) for line in LINES if not line.startswith(("ui", "encode"))]


def test_every_command_is_named() -> None:
    assert {line.split()[0] for line in LINES} == set(iter_commands())


def test_each_line_runs(tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(examples, tmp_path / "examples")
    (tmp_path / "FOLDER").symlink_to(tmp_path / "examples" / "reports")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WENJU_HOME", str(tmp_path / "home"))
    main(["add", "FOLDER"])
    write_draft(tmp_path / "draft.docx")
    failed = {}
    for words in RUN:
        # The evaluation asks for its options only when it is the command.
        monkeypatch.setattr("sys.argv", ["wenju", *words])
        if status := main(words):
            failed[" ".join(words)] = status
    assert failed == {}
    assert (tmp_path / "brief.docx").stat().st_size > 0
    assert (tmp_path / "gdp.xlsx").stat().st_size > 0


def write_draft(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("澄湖市2025年地区生产总值增长目标是5.5%左右。")
    document.save(str(path))
