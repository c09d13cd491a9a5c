"""Libraries over small reports written for the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import Library

CASES = Path(__file__).resolve().parent.parent / "cases"


@pytest.fixture(scope="session")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Two counties, a city and its district: 望川县 2024 and 2025, 临溪县, 青河市 and 东岭区 2025."""
    library = Library.open(tmp_path_factory.mktemp("counties"))
    library.add([CASES / "counties"])
    return library
