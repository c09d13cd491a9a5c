"""The page as a whole, without a browser: it can be built, says itself in two languages, and stays on this machine.

Gradio runs in a process of its own: it leaves event loops unclosed, which would be errors here.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ui.texts import Language

UI = Path(__file__).resolve().parents[2] / "ui"
BUILD = """
import json, sys
from rag import Library
from ui.app import build_app, launch_options
with Library.open(sys.argv[1]) as library:
    app = build_app(library)
    options = launch_options()
    print(json.dumps({
        "running": app.is_running,
        "analytics": app.analytics_enabled,
        "labels": [b.label for b in app.blocks.values() if isinstance(getattr(b, "label", None), str)],
        "visibility": sorted({fn.api_visibility for fn in app.fns.values()}),
        "share": options["share"],
        "stylesheets": options["theme"]._stylesheets,
    }))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = str(tmp_path_factory.mktemp("home"))
    command = [sys.executable, "-c", BUILD, home]
    done = subprocess.run(command, cwd=UI.parent, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    facts: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return facts


def test_a_port_that_is_taken_is_said_with_what_to_do(tmp_path: Path) -> None:
    code = "import sys\nfrom rag import Library\nfrom ui.app import serve\n" + (
        "serve(Library.open(sys.argv[1]), port=int(sys.argv[2]), open_browser=False)"
    )
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-c", code, str(tmp_path / "home"), port]
        done = subprocess.run(command, cwd=UI.parent, capture_output=True, encoding="utf-8", timeout=90, check=False)
    assert done.returncode != 0
    assert f"UsageError: The page cannot be served at 127.0.0.1, port {port}" in done.stderr


def test_building_the_page_launches_nothing(built: dict[str, Any]) -> None:
    assert not built["running"]
    assert {"提问", "报告", "资料"} <= set(built["labels"])


def test_no_function_of_the_page_is_offered_as_a_public_api(built: dict[str, Any]) -> None:
    assert built["visibility"] == ["private"]


def test_nothing_is_reported_shared_or_fetched_from_elsewhere(built: dict[str, Any]) -> None:
    assert not built["analytics"]
    assert not built["share"]
    assert built["stylesheets"] == []


@pytest.mark.parametrize("name", ["style.css", "page.js"])
def test_nothing_in_the_page_s_own_files_points_to_another_machine(name: str) -> None:
    assert not re.search(r"https?:|[\"'(]//|@import|url\(", (UI / name).read_text(encoding="utf-8"))


def test_the_words_of_the_page_stand_in_one_place() -> None:
    han = re.compile("[\u4e00-\u9fff]")
    # The name, its seal, the name of the language in itself, and what joins names in Chinese.
    allowed = re.compile('"据"|"问据"|"中文"|#.*')
    elsewhere = [
        (file.name, line)
        for file in UI.rglob("*.py")
        if file.name != "texts.py"
        for line in file.read_text(encoding="utf-8").splitlines()
        if han.search(allowed.sub("", line))
    ]
    assert elsewhere == []


def test_handlers_and_rendering_need_no_gradio() -> None:
    code = "import sys, ui.handlers.asking, ui.handlers.keeping, ui.handlers.reading; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=UI.parent, check=False).returncode == 0


def test_the_first_language_is_chinese() -> None:
    assert next(iter(Language)) is Language.ZH
