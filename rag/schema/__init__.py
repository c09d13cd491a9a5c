"""The published JSON of every command, as JSON Schema (draft 2020-12). Keys may be added, never changed or dropped."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

COMMANDS = ("ask", "search", "summarize", "brief", "indicators", "track", "verify", "error")


def schema(command: str) -> dict[str, Any]:
    """Load the schema of one command's result, or of `error`.

    Raises:
        KeyError: there is no such command.
    """
    if command not in COMMANDS:
        raise KeyError(command)
    loaded: dict[str, Any] = json.loads((files(__package__) / f"{command}.json").read_text(encoding="utf-8"))
    return loaded
