"""Against an implementation of the chat API that is not ours: `transformers serve`, with the tiny model."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tiny_model import build

from rag import Library
from rag.llm.write import Drafted, Event

_NEEDED = ("fastapi", "uvicorn", "openai", "accelerate")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"`transformers serve` needs {', '.join(missing)}: pip install {' '.join(missing)}")
    folder = build(tmp_path_factory.mktemp("served"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = "from transformers.cli.transformers import main; main()"
    command = [sys.executable, "-c", program, "serve", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    log = (folder / "serve.log").open("wb")
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    server = subprocess.Popen([*command, "--device", "cpu"], stdout=log, stderr=log, env=environment)
    try:
        _wait(server, f"http://127.0.0.1:{port}/health", folder / "serve.log")
        yield f"openai:http://127.0.0.1:{port}/v1#{folder}"
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.skip(f"`transformers serve` does not run here: {log.read_text(errors='replace')[-300:]}")
        try:
            if httpx.get(address, trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.skip("`transformers serve` did not start within two minutes on this machine")


def test_answer_of_a_real_server_is_streamed_rejected_and_told(
    served: str, tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENJU_MAX_TOKENS", "40")
    events: list[Event] = []
    with Library.open(tmp_path) as library:
        library.add([examples / "reports"])
        question = "澄湖市2025年地区生产总值增长目标是多少？"
        answer = library.ask(question, generator=served, listen=events.append)
    assert any(isinstance(event, Drafted) and event.text for event in events)
    assert answer.generator == "extractive"
    assert answer.fallback is not None
    # Random weights never come to an end by themselves.
    assert answer.fallback.kind in ("cut_off", "nothing_stands", "rambling")
    assert "5.5%左右" in answer.answer


def test_name_of_no_model_is_refused_with_a_reason(served: str, tmp_path: Path, examples: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add([examples / "reports"])
        answer = library.ask("澄湖市2025年粮食总产目标是多少？", generator=f"{served.split('#')[0]}#/no/such/model")
    assert answer.fallback is not None
    assert answer.fallback.kind in ("down", "cut_off", "nothing_stands", "rambling")
