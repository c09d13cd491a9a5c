"""The optional judge asks one server and takes its word, or says that it did not answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from eval.gold import GoldSet
from eval.judge import LanguageModelJudge
from rag.errors import ModelProblem


class _Server(BaseHTTPRequestHandler):
    """Says yes to answers that hold 12.5, and keeps what it was asked."""

    asked: list[tuple[str, str | None]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        prompt = json.loads(body)["messages"][0]["content"]
        self.asked.append((self.path, self.headers.get("Authorization")))
        answer = prompt.split("<作答>")[1]
        reply = json.dumps({"choices": [{"message": {"content": " Yes." if "12.5" in answer else "no"}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    _Server.asked = []
    with HTTPServer(("127.0.0.1", 0), _Server) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


def test_the_judge_decides_by_the_reply(server: HTTPServer, gold: GoldSet) -> None:
    judge = LanguageModelJudge(f"http://127.0.0.1:{server.server_port}/v1/", "small", api_key="k")
    assert judge(gold.questions[0], "12.5亿斤")
    assert not judge(gold.questions[0], "13.1亿斤")
    assert _Server.asked[0] == ("/v1/chat/completions", "Bearer k")


def test_a_judge_that_cannot_be_reached_is_named(gold: GoldSet) -> None:
    judge = LanguageModelJudge("http://127.0.0.1:9", "small")
    with pytest.raises(ModelProblem, match=r"the judge at http://127\.0\.0\.1:9 did not answer"):
        judge(gold.questions[0], "12.5亿斤")
