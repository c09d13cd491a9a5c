"""Run other programs on one file: found or named as missing, bounded in time, stopped with all their children."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rag.errors import LimitExceeded

_USUAL_PLACES = {
    "soffice": (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "C:/Program Files/LibreOffice/program/soffice.exe",
        "/opt/libreoffice/program/soffice",
    ),
    "tesseract": ("C:/Program Files/Tesseract-OCR/tesseract.exe", "/opt/homebrew/bin/tesseract"),
}


class Finished(NamedTuple):
    status: int
    output: bytes
    complaint: str


def find_program(*names: str) -> str | None:
    """Return the path of the first of these programs that is installed."""
    for name in names:
        if found := shutil.which(name):
            return found
        for place in _USUAL_PLACES.get(name, ()):
            if Path(place).is_file():
                return place
    return None


def run_program(
    command: Sequence[str],
    *,
    name: str,
    timeout_s: float,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> Finished:
    """Run a program and wait for it.

    Args:
        name: the file that is being read, for messages.
        timeout_s: after this it is killed, its children included.
        given: its standard input.
    Raises:
        LimitExceeded: it took longer.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {})},
        start_new_session=True,
    )
    try:
        output, complaint = process.communicate(given, timeout=max(timeout_s, 0.01))
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            f"{name}: {Path(command[0]).name} did not finish within {timeout_s:.0f} s and was stopped.",
            fix="Save the report as .docx or as plain text and add that instead.",
        ) from error
    finally:
        if process.poll() is None:
            _kill_all(process)
    return Finished(process.returncode, output, complaint.decode("utf-8", "replace").strip())


def _kill_all(process: subprocess.Popen[bytes]) -> None:
    # LibreOffice's launcher leaves the real program behind when only the launcher is killed.
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
