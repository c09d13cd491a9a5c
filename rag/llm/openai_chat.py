"""Any server that speaks the OpenAI chat API: vLLM, Ollama, llama.cpp, transformers serve, cloud services."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rag.llm.chat import FaultKind, Message, ModelFault

if TYPE_CHECKING:
    import httpx

_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_MAX_TRIES = 4
_FIRST_PAUSE_S = 0.5
_MAX_PAUSE_S = 20.0
_CONNECT_S = 10.0
_SHOWN_CHARS = 200
_FIXES = {
    400: ("Check the model's name and context_tokens.", "请检查模型名称和 context_tokens"),
    401: ("Set the key in WENJU_API_KEY.", "请在环境变量 WENJU_API_KEY 中设置密钥"),
    403: ("Set a key that may use this model in WENJU_API_KEY.", "请在 WENJU_API_KEY 中换一个可以用这个模型的密钥"),
    404: (
        "Check the address (it ends in /v1 as a rule) and the model's name.",
        "请检查地址（一般以 /v1 结尾）和模型名称",
    ),
    429: ("Wait, or raise the limit of your account.", "请求太多，请稍候，或提高账户限额"),
}
_OTHER_FIX = ("See the server's log.", "请查看服务器日志")


class OpenAIChat:
    """A model behind an endpoint; `url` is what stands before /chat/completions."""

    def __init__(
        self,
        url: str,
        model: str,
        *,
        api_key: str = "",
        context_tokens: int = 0,
        temperature: float = 0.0,
        seed: int = 0,
        read_timeout_s: float = 120.0,
        is_local: bool = False,
        pause_s: float = _FIRST_PAUSE_S,
    ) -> None:
        self.url = url.rstrip("/")
        self.model = model
        self.name = f"openai:{model}"
        self.context_tokens = context_tokens
        self._api_key = api_key
        self._temperature = temperature
        self._seed = seed
        self._read_timeout_s = read_timeout_s
        self._is_local = is_local
        self._pause_s = pause_s

    def count_tokens(self, text: str) -> int:
        """An upper estimate: no tokenizer in use takes more than about a token for a Chinese character."""
        n_wide = sum(ord(char) > 0x2E7F for char in text)
        return n_wide + (len(text) - n_wide + 1) // 2

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: threading.Event) -> Iterator[str]:
        import httpx

        body: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            "stream": True,
            "max_tokens": max_tokens,
            "temperature": self._temperature,
            "seed": self._seed,
        }
        timeout = httpx.Timeout(self._read_timeout_s, connect=_CONNECT_S)
        headers = {"Authorization": f"Bearer {self._api_key}"} if self._api_key else {}
        # A proxy set for the outside must not be asked for a server on this machine.
        with httpx.Client(timeout=timeout, headers=headers, trust_env=not self._is_local) as client:
            pause = self._pause_s
            for attempt in range(1, _MAX_TRIES + 1):
                try:
                    with client.stream("POST", f"{self.url}/chat/completions", json=body) as response:
                        if response.status_code == httpx.codes.OK:
                            yield from self._reply(response)
                            return
                        response.read()
                        problem = self._refused(response)
                        if _without_refused(body, response):
                            continue
                        if response.status_code not in _RETRIED:
                            raise problem
                        pause = max(pause, _retry_after(response))
                except httpx.TimeoutException as error:
                    raise ModelFault(
                        FaultKind.SLOW,
                        f"{self.url} did not answer in time.",
                        fix="Is the server busy or overloaded?",
                        told=self.url,
                    ) from error
                except httpx.TransportError as error:
                    problem = ModelFault(
                        FaultKind.DOWN,
                        f"{self.url} cannot be reached: {error}.",
                        fix="Is the server running?",
                        told=f"连不上 {self.url}，请检查服务是否在运行",
                    )
                if attempt < _MAX_TRIES and stop.wait(min(pause, _MAX_PAUSE_S)):
                    return
                pause *= 2
            raise problem

    def _reply(self, response: httpx.Response) -> Iterator[str]:
        """The text of a reply that came with status 200, streamed or whole."""
        import httpx

        if "application/json" in response.headers.get("content-type", ""):
            response.read()
            yield from self._finished(_choice(response.text), "message")
            return
        has_ended = False
        try:
            for line in response.iter_lines():
                if not line.startswith("data:"):
                    continue
                data = line.removeprefix("data:").strip()
                if data == "[DONE]":
                    has_ended = True
                    break
                choice = _choice(data)
                has_ended = has_ended or bool(choice.get("finish_reason"))
                yield from self._finished(choice, "delta")
        except httpx.TimeoutException as error:
            raise ModelFault(FaultKind.SLOW, f"{self.url} stopped in the middle of its reply.") from error
        except httpx.TransportError as error:
            raise ModelFault(FaultKind.CUT_OFF, f"{self.url} broke off its reply: {error}.") from error
        if not has_ended:
            raise ModelFault(FaultKind.CUT_OFF, f"{self.url} broke off its reply.")

    def _finished(self, choice: dict[str, Any], key: str) -> Iterator[str]:
        part = choice.get(key)
        text = part.get("content") if isinstance(part, dict) else None
        if isinstance(text, str) and text:
            yield text
        if (why := choice.get("finish_reason")) not in (None, "", "stop", "eos", "end_turn", "stop_sequence"):
            raise ModelFault(
                FaultKind.CUT_OFF,
                f"{self.name} did not finish ({why}).",
                fix="Raise max_tokens in settings.toml.",
                told="可在 settings.toml 中调大 max_tokens",
            )

    def _refused(self, response: httpx.Response) -> ModelFault:
        said = " ".join(_error_text(response.text).split())[:_SHOWN_CHARS]
        fix, told = _FIXES.get(response.status_code, _OTHER_FIX)
        return ModelFault(
            FaultKind.DOWN,
            f"{self.url} answered with status {response.status_code}{f': {said}' if said else ''}.",
            fix=fix,
            told=f"{self.url} 返回状态码 {response.status_code}，{told}",
        )


def _choice(data: str) -> dict[str, Any]:
    try:
        parsed = json.loads(data)
    except ValueError:
        parsed = None
    if isinstance(parsed, dict) and parsed.get("error"):
        said = str(parsed["error"])[:_SHOWN_CHARS]
        raise ModelFault(FaultKind.DOWN, f"the server reports: {said}.", told=f"服务器报错，{_OTHER_FIX[1]}")
    choices = parsed.get("choices") if isinstance(parsed, dict) else None
    if not isinstance(choices, list) or not all(isinstance(c, dict) for c in choices):
        raise ModelFault(
            FaultKind.DOWN,
            f"the reply is none of the chat API: {data[:60]!r}.",
            fix="Check that the address is that of an OpenAI-compatible server (it ends in /v1 as a rule).",
            told="地址上没有兼容 OpenAI 接口的服务；地址一般以 /v1 结尾",
        )
    return choices[0] if choices else {}


def _without_refused(body: dict[str, Any], response: httpx.Response) -> bool:
    """Take out of the request what this server says that it does not know; false where that is not the trouble."""
    if response.status_code not in (400, 422):
        return False
    said = _error_text(response.text)
    if "max_completion_tokens" in said and "max_tokens" in body:
        body["max_completion_tokens"] = body.pop("max_tokens")
        return True
    refused = [name for name in ("seed", "temperature") if name in said and name in body]
    for name in refused:
        del body[name]
    return bool(refused)


def _error_text(text: str) -> str:
    try:
        parsed = json.loads(text)
    except ValueError:
        return text
    error = parsed.get("error", parsed) if isinstance(parsed, dict) else parsed
    return str(error.get("message", error)) if isinstance(error, dict) else str(error)


def _retry_after(response: httpx.Response) -> float:
    try:
        return max(0.0, float(response.headers.get("retry-after", "0")))
    except ValueError:
        return 0.0
