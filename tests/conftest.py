"""Where tests find real data, and small real parts that many tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, whatever the machine's speed; WENJU_RANDOM=1 searches for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("random", deadline=None)
settings.load_profile("random" if os.environ.get("WENJU_RANDOM") else "steady")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real reports and gold sets; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("WENJU_DATA", ROOT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        pytest.skip(f"real reports are not here: {folder} has no seeds/ (set WENJU_DATA to the folder that has)")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"
