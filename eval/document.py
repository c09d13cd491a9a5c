"""The document of one run: what was measured, with which code and settings, and every result. Written as JSON."""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.results import SetResult, Stage
from rag.errors import UsageError

Json = dict[str, Any]
FORMAT = 1


def document(sets: Sequence[SetResult], stages: Sequence[Stage], settings: Mapping[str, Any]) -> Json:
    """Put a run together."""
    return {
        "wenju_eval": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": _version(),
        "commit": commit(),
        "settings": dict(settings),
        "settings_fingerprint": fingerprint(settings),
        "python": platform.python_version(),
        "sets": [one.to_dict() for one in sets],
        "stages": [stage.to_dict() for stage in stages],
    }


def fingerprint(settings: Mapping[str, Any]) -> str:
    """Equal for equal settings, whatever their order."""
    return hashlib.sha256(json.dumps(settings, sort_keys=True, default=str).encode()).hexdigest()[:12]


def commit() -> str:
    """The commit of the code that runs, with + if files are changed since; "" where it is not a checkout."""
    root = Path(__file__).resolve().parent.parent
    if not (root / ".git").exists():
        return ""
    head = _git(root, "rev-parse", "--short=10", "HEAD")
    return f"{head}+" if head and _git(root, "status", "--porcelain", "--untracked-files=no") else head


def _git(root: Path, *command: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *command], capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _version() -> str:
    try:
        return version("wenju")
    except PackageNotFoundError:
        return ""


def read(path: Path) -> Json:
    """Read the document of an earlier run.

    Raises:
        UsageError: there is none, or it is something else.
    """
    try:
        earlier = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UsageError(f"{path} cannot be read as an earlier result: {error}.", fix=_FIX) from None
    if not isinstance(earlier, dict) or earlier.get("wenju_eval") != FORMAT:
        raise UsageError(f"{path} is not a result of wenju eval.", fix=_FIX)
    return earlier


_FIX = "Give a file that `wenju eval … --json > result.json` wrote, or the .json beside an --out report."
