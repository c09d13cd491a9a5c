"""What the tests of language models share: the sample reports in a library, and a server's limits cut short."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add([examples / "reports"])
        yield opened


@pytest.fixture
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENJU_TIMEOUT_S", "5")
    monkeypatch.setenv("WENJU_FIRST_TOKEN_S", "1")
    monkeypatch.setattr("rag.llm.openai_chat._FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr("rag.llm.openai_chat._MAX_PAUSE_S", 0.05)
