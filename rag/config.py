"""Settings of one library: `settings.toml` in its folder, overruled by the environment. The only place that reads them.

Every setting may be given as `WENJU_` and its name in capitals (`WENJU_GENERATOR`). A key for an endpoint comes from
`WENJU_API_KEY` alone and is never written down.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rag.errors import LibraryProblem, UsageError

FILE = "settings.toml"
_SPECS = "extractive, transformers:MODEL_OR_FOLDER, or openai:http://HOST:PORT/v1#MODEL"


class Backend(StrEnum):
    EXTRACTIVE = "extractive"
    TRANSFORMERS = "transformers"
    OPENAI = "openai"


@dataclass(frozen=True, slots=True)
class Spec:
    """Which generator writes the answers; `url` is the base of an OpenAI-compatible endpoint, else empty."""

    backend: Backend
    model: str = ""
    url: str = ""

    def __str__(self) -> str:
        if self.backend is Backend.EXTRACTIVE:
            return self.backend.value
        return f"{self.backend.value}:{self.url}#{self.model}" if self.url else f"{self.backend.value}:{self.model}"

    @property
    def host(self) -> str:
        """Where report text would go, with the port if one is given; empty where it stays on this machine."""
        if not self.url:
            return ""
        parts = urlsplit(self.url)
        name = parts.hostname or ""
        if _is_loopback(name):
            return ""
        return f"{name}:{parts.port}" if parts.port else name


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides who writes the answers, and how. The defaults need no network and no model."""

    generator: str = Backend.EXTRACTIVE.value
    agreed_hosts: tuple[str, ...] = ()  # remote hosts that report text may go to
    journal: bool = True  # whether questions put to a language model are logged beside the library
    context_tokens: int = 0  # 0: what the model itself says, or 8192 where it does not say
    max_tokens: int = 2048  # of one reply, thinking included
    timeout_s: float = 120.0  # for one reply
    first_token_s: float = 60.0  # until its first word
    temperature: float = 0.0
    seed: int = 0
    device: str = ""  # empty: a GPU where there is one
    dtype: str = ""  # empty: chosen for the device
    api_key: str = field(default="", repr=False)

    @property
    def spec(self) -> Spec:
        return parse_spec(self.generator)

    def may_send_to(self, host: str) -> bool:
        """Whether report text may go there: to this machine always, elsewhere where the user agreed."""
        return not host or host in self.agreed_hosts


def parse_spec(text: str) -> Spec:
    """Read the setting `generator`.

    Raises:
        UsageError: it is none of the forms.

    >>> parse_spec("openai:http://127.0.0.1:11434/v1#qwen3:4b").model
    'qwen3:4b'
    >>> parse_spec("openai:https://models.example.org/v1#big").host
    'models.example.org'
    """
    backend, _, rest = text.strip().partition(":")
    if text.strip() == Backend.EXTRACTIVE:
        return Spec(Backend.EXTRACTIVE)
    if backend == Backend.TRANSFORMERS and rest.strip():
        return Spec(Backend.TRANSFORMERS, model=rest.strip())
    if backend == Backend.OPENAI:
        url, _, model = rest.partition("#")
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname and model and "@" not in parts.netloc:
            return Spec(Backend.OPENAI, model=model, url=url.rstrip("/"))
    raise UsageError(f"{text!r} names no generator.", fix=f"Give {_SPECS}.")


def load(home: Path, environ: Mapping[str, str]) -> Settings:
    """Read the settings of the library in this folder; what is set nowhere keeps its default.

    Raises:
        LibraryProblem: the file cannot be read, or holds what it may not.
        UsageError: a value is not of its kind.
    """
    values: dict[str, Any] = {}
    for name, value in _in_file(home / FILE).items():
        values[name] = _typed(name, value, f"{home / FILE}")
    for name in _NAMES:
        variable = f"WENJU_{name.upper()}"
        if (text := environ.get(variable)) is not None:
            values[name] = _typed(name, _from_text(name, text, variable), variable)
    values["api_key"] = environ.get("WENJU_API_KEY", "").strip()
    settings = Settings(**values)
    parse_spec(settings.generator)
    return settings


def change(home: Path, **changes: Any) -> Settings:
    """Write changed settings to the file, and give what the file now says."""
    path = home / FILE
    held = {name: _typed(name, value, str(path)) for name, value in _in_file(path).items()}
    settings = dataclasses.replace(Settings(**held), **changes)
    default = Settings()
    lines = [
        f"{name} = {_toml(getattr(settings, name))}"
        for name in _NAMES
        if getattr(settings, name) != getattr(default, name)
    ]
    home.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    draft.write_text("\n".join(lines) + ("\n" if lines else ""), encoding="utf-8")
    draft.replace(path)
    return settings


_NAMES = tuple(f.name for f in dataclasses.fields(Settings) if f.name != "api_key")
_DEFAULTS = Settings()


def _in_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    import tomllib

    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LibraryProblem(f"{path}: cannot be read: {error}.", fix="Mend or delete it.") from None
    if "api_key" in held:
        raise LibraryProblem(
            f"{path}: holds a key.", fix="Take api_key out of it, and set WENJU_API_KEY in the environment."
        )
    if unknown := sorted(set(held) - set(_NAMES)):
        raise LibraryProblem(
            f"{path}: unknown setting {', '.join(unknown)}.", fix=f"Settings are: {', '.join(_NAMES)}."
        )
    return held


def _typed(name: str, value: Any, where: str) -> Any:
    default = getattr(_DEFAULTS, name)
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not type(default) or (isinstance(value, int | float) and value < 0):
        kind = {bool: "true or false", int: "a number", float: "a number", str: "a text", tuple: "a list of texts"}
        raise UsageError(f"{where}: {name} is {value!r}.", fix=f"It must be {kind[type(default)]}.")
    return value


def _from_text(name: str, text: str, where: str) -> Any:
    default = getattr(_DEFAULTS, name)
    try:
        if isinstance(default, bool):
            return {"1": True, "true": True, "on": True, "0": False, "false": False, "off": False}[text.lower()]
        if isinstance(default, tuple):
            return [part.strip() for part in text.split(",") if part.strip()]
        return type(default)(text)
    except (KeyError, ValueError):
        raise UsageError(f"{where} is {text!r}.", fix=f"It must be like {default!r}.") from None


def _toml(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(json.dumps(v, ensure_ascii=False) for v in value)}]"
    return json.dumps(value, ensure_ascii=False)


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
