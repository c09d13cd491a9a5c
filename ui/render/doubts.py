"""What still looks damaged or disagrees in a report, in the page's language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rag.types import Doubt
from ui.markup import Html, join, tag, text
from ui.texts import TEXTS, Language, say

# The store keeps a doubt as an English sentence; these are all that cleaning and reading write.
_METADATA = re.compile(
    r"(?P<name>\w+): (?P<value>.*) \(from (?P<origin>[\w ]+)\), but (?P<source>[\w ]+) says (?P<other>.*)", re.DOTALL
)


def line(doubt: Doubt, *, language: Language) -> Html:
    """Say one doubt with its place; a sentence that is not known here stands as it is."""
    return join([text(said(doubt, language=language)), tag("span", f"{doubt.start}–{doubt.end}", class_="wj-where")])


def said(doubt: Doubt, *, language: Language) -> str:
    if language is Language.EN:
        return doubt.message
    known = (key for key in TEXTS if key.startswith("doubt_said.") and TEXTS[key][1] == doubt.message)
    if key := next(known, ""):
        return say(language, key)
    if found := _METADATA.fullmatch(doubt.message):
        return say(language, "doubt_said.metadata", **_particulars(found.groupdict(), language))
    return doubt.message


def _particulars(words: Mapping[str, str], language: Language) -> dict[str, str]:
    """The words of such a sentence, those that are the library's own in the page's language."""
    named = {
        "name": f"reports.{words['name']}",
        "origin": f"origin.{words['origin']}",
        "source": f"origin.{words['source']}",
    }
    if words["name"] == "level":
        named |= {key: f"level.{words[key]}" for key in ("value", "other")}
    return {key: say(language, named[key]) if named.get(key) in TEXTS else word for key, word in words.items()}
