"""A real Chromium, and the page served by a process of its own. Skipped, with a message, where no browser is found."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_S = 60.0
PATIENCE_MS = 15_000

# Holds no doctests, and a second module of this name could not be collected beside the others.
collect_ignore = ["conftest.py"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Playwright's handle on the Chromium of this machine."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("browser tests are skipped: playwright is not installed (run scripts/install_test_tools.sh)")
    found = os.environ.get("WENJU_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("browser tests are skipped: no Chromium found (run scripts/install_test_tools.sh)")
    with sync_playwright() as playwright:
        yield _Launcher(playwright.chromium, found)


class _Launcher:
    def __init__(self, kind: Any, executable: str) -> None:
        self._kind, self._executable = kind, executable

    def open(self, profile: Path, *, width: int, height: int, dark: bool) -> Any:
        return self._kind.launch_persistent_context(
            str(profile),
            executable_path=self._executable,
            args=FLAGS,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            permissions=["clipboard-read", "clipboard-write"],
        )


Opener = Callable[..., Any]


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open an address in a browser with a fresh profile; errors in its console fail the test."""
    contexts = []
    complaints: list[str] = []

    def opened(address: str, *, width: int = 1280, height: int = 900, dark: bool = False) -> Any:
        context = chromium.open(tmp_path / f"profile{len(contexts)}", width=width, height=height, dark=dark)
        contexts.append(context)
        page = context.pages[0]
        page.set_default_timeout(PATIENCE_MS)
        page.requested, page.complaints = [], complaints
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(address)
        page.wait_for_selector("#wj-result :is(.wj-notice, .wj-result)")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@contextmanager
def _serving(home: Path, reports: list[Path]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(ROOT / "tests" / "browser" / "served.py"), str(home), str(port), *map(str, reports)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}
    log = home.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}/"
        until = time.monotonic() + START_S
        while True:
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except (urllib.error.URLError, TimeoutError):
                if process.poll() is not None or time.monotonic() > until:
                    pytest.fail(f"the page did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def examples_page(chromium: Any, tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[str]:
    """The address of the page over the example reports, for tests that change nothing."""
    with _serving(tmp_path_factory.mktemp("served") / "home", [examples / "reports"]) as address:
        yield address


@pytest.fixture
def empty_page(chromium: Any, tmp_path: Path) -> Iterator[str]:
    """The address of the page over an empty library of this test alone."""
    with _serving(tmp_path / "home", []) as address:
        yield address
