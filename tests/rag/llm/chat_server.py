"""A server that speaks the OpenAI chat API on loopback and behaves as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request gets. `text` is streamed in pieces; `then` says how the stream ends."""

    text: str = ""
    status: int = 200
    error: str = ""
    then: str = "stop"  # "stop", "length", "silence" (breaks off), "hang" (stays open, writes no more)
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    streams: bool = True


@dataclass(slots=True)
class ScriptedServer:
    """Answers request n with `script(n, body)`."""

    url: str
    script: Callable[[int, Body], Reply]
    bodies: list[Body] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serving(script: Callable[[int, Body], Reply]) -> Iterator[ScriptedServer]:
    """Serve until the block ends; `url` is what stands before /chat/completions."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def log_message(self, *_: object) -> None:
            return None

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.bodies.append(body)
            state.keys.append(self.headers.get("Authorization", ""))
            try:
                self._answer(script(len(state.bodies), body))
            except (BrokenPipeError, ConnectionResetError):
                # The client left, as it may.
                return

        def _answer(self, reply: Reply) -> None:
            if reply.status != 200:
                self._send(reply.status, json.dumps({"error": {"message": reply.error}}).encode(), reply.headers)
                return
            if reply.raw is not None:
                self._send(200, reply.raw, {"Content-Type": "text/event-stream", **reply.headers})
                return
            if not reply.streams:
                choice = {"message": {"role": "assistant", "content": reply.text}, "finish_reason": reply.then}
                self._send(200, json.dumps({"choices": [choice]}).encode(), {"Content-Type": "application/json"})
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self._event({"choices": [{"delta": {"role": "assistant"}}]})
            for start in range(0, len(reply.text), 6):
                self._event({"choices": [{"delta": {"content": reply.text[start : start + 6]}}]})
            if reply.then == "hang":
                state.closing.wait(30)
            elif reply.then != "silence":
                self._event({"choices": [{"delta": {}, "finish_reason": reply.then}]})
                self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, document: Body) -> None:
            self.wfile.write(f"data: {json.dumps(document, ensure_ascii=False)}\n\n".encode())
            self.wfile.flush()

        def _send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state = ScriptedServer(f"http://127.0.0.1:{server.server_port}/v1", script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def waits(seconds: float) -> None:
    """Let time pass in a script."""
    time.sleep(seconds)
