"""Measuring a language model: a library asked with it, and what became of its statements."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.library import Measured
from eval.results import Counts
from rag.config import load
from rag.library import Library
from rag.llm.chat import ChatModel
from rag.llm.load import load_chat
from rag.results import Answer, ReportCard, SearchResult, Summary


@dataclass(frozen=True, slots=True)
class Asked:
    """A library whose answers one generator writes; everything else is the library's own."""

    library: Library
    generator: str | ChatModel

    def __getattr__(self, name: str) -> Any:
        # Parts that not every library has, such as the ledger.
        return getattr(self.library, name)

    def reports(self) -> list[ReportCard]:
        return self.library.reports()

    def source(self, key: str) -> str:
        return self.library.source(key)

    def search(self, query: str, *, k: int = 10, files: Sequence[str] = ()) -> SearchResult:
        return self.library.search(query, k=k, files=files)

    def ask(self, question: str, *, files: Sequence[str] = ()) -> Answer:
        return self.library.ask(question, files=files, generator=self.generator)

    def summarize(self, file: str, *, section: Sequence[str] = (), length: str = "medium") -> Summary:
        return self.library.summarize(file, section=section, length=length)


def asked_with(library: Library, generator: str | None, home: Path) -> Measured:
    """The library asked with this generator, or as it is where none is given.

    Which hosts report text may go to is taken from the user's own settings, not from a temporary library's.

    Raises:
        UsageError: it names no generator.
        ModelFault: it is at a host that the user has not agreed to.
    """
    if generator is None:
        return library
    settings = replace(load(home, os.environ), generator=generator)
    return Asked(library, load_chat(settings) or generator)


def generator_counts(answer: Mapping[str, Any]) -> Counts:
    """What became of a language model's statements; nothing where none took part."""
    fallback = answer.get("fallback")
    if not fallback and answer.get("generator", "extractive") == "extractive":
        return {}
    kept = [] if fallback else answer.get("statements", [])
    struck = len(answer.get("struck", []))
    counts: dict[str, tuple[int, int]] = {"fell back": (int(bool(fallback)), 1)}
    if kept or struck:
        counts["struck"] = (struck, struck + len(kept))
    if kept:
        counts["re-cited"] = (sum(bool(s.get("recited")) for s in kept), len(kept))
    return counts
