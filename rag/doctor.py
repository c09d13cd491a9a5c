"""Checks of the installation and of one library, each with what to do where it fails."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import WenjuError

_NEEDED = ("numpy", "faiss", "tantivy", "opencc", "lxml", "docx", "gradio", "transformers", "sentence_transformers")
_MIN_FREE_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    message: str

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "ok": self.ok, "message": self.message}


def checks(home: Path | None) -> list[Check]:
    """Run all checks; none changes anything but an empty library folder."""
    from rag.library import default_home

    home = home or default_home()
    return [_python(), _packages(), _disk(home), _library(home), generator_check(home)]


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", sys.version_info >= (3, 11), f"{version} (3.11 or later is needed)")


def _packages() -> Check:
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        return Check("packages", False, f"missing: {', '.join(missing)}. Install Wenju again: see README.md.")
    versions = ", ".join(f"{n} {importlib.metadata.version(n)}" for n in ("faiss-cpu", "tantivy", "gradio"))
    return Check("packages", True, versions)


def _disk(home: Path) -> Check:
    folder = next(p for p in (home, *home.absolute().parents) if p.exists())
    free = shutil.disk_usage(folder).free
    return Check("disk", free > _MIN_FREE_BYTES, f"{free / 1e9:.1f} GB free at {folder}")


def generator_check(home: Path) -> Check:
    """Put a small invented question to the language model that is set, and see whether it cites what it is given."""
    import os

    from rag.config import load
    from rag.llm.load import load_chat
    from rag.llm.probe import probe

    try:
        settings = load(home, os.environ)
        model = load_chat(settings)
        if model is None:
            return Check("generator", True, "extractive (no language model is set; `wenju model` sets one)")
        found = probe(model, settings)
    except WenjuError as error:
        return Check("generator", False, str(error))
    return Check("generator", found.ok, f"{settings.generator}: {found.message}")


def _library(home: Path) -> Check:
    from rag.library import Library

    if not (home / "library.sqlite").exists():
        return Check("library", True, f"none at {home} yet; `wenju add FOLDER` makes one")
    try:
        with Library.open(home) as library:
            n = len(library.reports())
            # Brings the search indexes up to date, rebuilding what is missing or damaged.
            library.search("检查", k=1)
    except WenjuError as error:
        return Check("library", False, str(error))
    return Check("library", True, f"{n} reports at {home}")
