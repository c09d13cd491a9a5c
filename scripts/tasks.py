"""What a developer runs: `python scripts/tasks.py run|test|check|bench|install`. `make` calls the same.

Needs nothing but Python 3.11 or later: the first call makes a virtual environment in .venv and installs the pinned
versions into it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed"
HOME = ROOT / ".wenju"
TORCH = "2.13.0"


def install() -> int:
    """Make .venv and install what the project needs, if that has not been done for these pins."""
    wanted = hashlib.sha256(
        b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt", "scripts/tasks.py"))
    ).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return 0
    print("Installing into .venv (once; some minutes) …", file=sys.stderr)
    if not PYTHON.exists() and (code := _call([sys.executable, "-m", "venv", str(VENV)])):
        print("No virtual environment could be made. On Debian: apt-get install python3-venv", file=sys.stderr)
        return code
    if code := _install_torch():
        return code
    dependencies = ["-c", "constraints.txt", "-e", ".[dev]"]
    if code := _call([str(PYTHON), "-m", "pip", "install", "-q", *dependencies]):
        return code
    STAMP.write_text(wanted)
    return 0


def _install_torch() -> int:
    """The build for this machine: where there is no NVIDIA GPU the CPU build, if pip can find one."""
    pip = [str(PYTHON), "-m", "pip", "install", "-q"]
    if sys.platform.startswith("linux") and not Path("/proc/driver/nvidia/version").exists():
        asked = subprocess.run([*pip, f"torch=={TORCH}+cpu"], cwd=ROOT, capture_output=True, check=False)
        if asked.returncode == 0:
            return 0
        print("pip finds no CPU build of torch by that name; taking the default build.", file=sys.stderr)
    return _call([*pip, f"torch=={TORCH}"])


def run() -> int:
    """Open the page over a library in .wenju, with the sample reports in it the first time."""
    if code := install():
        return code
    wenju = [str(PYTHON), "-m", "rag.cli"]
    is_new = not (HOME / "library.sqlite").exists()
    if is_new and (code := _call([*wenju, "add", "examples/reports", "--home", str(HOME)])):
        return code
    return _call([*wenju, "ui", "--home", str(HOME), *sys.argv[2:]])


def test() -> int:
    """Install what the tests need, a browser too where that is possible, and run them all."""
    if code := install():
        return code
    tools = ROOT / "scripts" / "install_test_tools.sh"
    if os.name != "nt" and tools.exists():
        _call(["bash", str(tools)])
    return _call([str(PYTHON), "-m", "pytest", *sys.argv[2:]])


def check() -> int:
    """Format, lint, strict types, then the tests."""
    if code := install():
        return code
    steps = (
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "ruff", "check", "."],
        ["-m", "mypy"],
    )
    for step in steps:
        if code := _call([str(PYTHON), *step]):
            return code
    return test()


def bench() -> int:
    """Measure, and write the table of eval/bench/README.md."""
    return install() or _call([str(PYTHON), "-m", "eval.bench", *sys.argv[2:]])


def _call(command: Sequence[str]) -> int:
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


TASKS: dict[str, Callable[[], int]] = {"install": install, "run": run, "test": test, "check": check, "bench": bench}


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(TASKS[sys.argv[1]]())
