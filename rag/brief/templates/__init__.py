"""How a briefing is put together, as data: one .toml a template, more can be given by path."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from rag.errors import UsageError

SHIPPED = ("topic", "place", "compare", "years")
PARTS = ("overview", "indicators", "places", "shared", "differences", "targets", "changes", "shortcomings")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a briefing: what makes it, its heading, and the heading `over` several places."""

    kind: str
    heading: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """Title (with {topic}, {places}, {years} to fill in) and parts in order."""

    name: str
    title: str
    parts: tuple[Part, ...]


def load(name: str) -> Template:
    """Load a template by its name, or from a file of the user's.

    Raises:
        UsageError: there is none, or it is not put together as one.
    """
    try:
        if name in SHIPPED:
            text = (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
        else:
            text = Path(name).read_text(encoding="utf-8-sig")
        return _template(name, tomllib.loads(text))
    except FileNotFoundError as error:
        raise UsageError(
            f"there is no template {name}, and no file of that name.",
            fix=f"Name one of {', '.join(SHIPPED)}, or a .toml file like them.",
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            f"{name}: cannot be used as a template: {error}.",
            fix=f"Name one of {', '.join(SHIPPED)}, or a .toml file like them.",
        ) from error


def _template(name: str, data: dict[str, Any]) -> Template:
    parts = data.get("parts")
    if not isinstance(data.get("title"), str) or not isinstance(parts, list) or not parts:
        raise UsageError(f"{name}: a template has a title and [[parts]].", fix="See rag/brief/templates for examples.")
    made = []
    for part in parts:
        if part.get("kind") not in PARTS:
            raise UsageError(
                f"{name}: there is no part of kind {part.get('kind')!r}.", fix=f"Use one of {', '.join(PARTS)}."
            )
        made.append(Part(part["kind"], str(part.get("heading", "")), str(part.get("over", ""))))
    return Template(str(data.get("name", name)), data["title"], tuple(made))
