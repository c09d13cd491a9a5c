"""What the evaluation asks of a library: the part of `rag.Library` that it measures.

Tests measure worse ones through the same door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from eval.citations import CitedTexts
from eval.files import SameFile
from rag.chunk import MAX_CHARS, TARGET_CHARS
from rag.errors import NotFound
from rag.results import Answer, ReportCard, SearchResult, Summary

if TYPE_CHECKING:
    from rag.library import Library

N_SUPPORTING = 10


class Measured(Protocol):
    """A library that can be searched and asked."""

    def reports(self) -> list[ReportCard]: ...
    def source(self, key: str) -> str: ...
    def search(self, query: str, *, k: int = 10, files: Sequence[str] = ()) -> SearchResult: ...
    def ask(self, question: str, *, files: Sequence[str] = ()) -> Answer: ...
    def summarize(self, file: str, *, section: Sequence[str] = (), length: str = "medium") -> Summary: ...


def ask(library: Measured, question: str, files: Sequence[str] = ()) -> tuple[dict[str, Any], str]:
    """The answer as JSON, or none and why: one question that breaks must not cost the results of the others."""
    try:
        return library.ask(question, files=files).to_dict(), ""
    except Exception as error:
        return {}, f"{type(error).__name__}: {error}"


def settings_of(library: Library) -> dict[str, Any]:
    """What decides the results of a library besides its reports and the code."""
    from rag.ingest import PIPELINE_VERSION

    return {
        "encoder": library.encoder.name,
        "pipeline": PIPELINE_VERSION,
        "passage_chars": [TARGET_CHARS, MAX_CHARS],
        "reports": len(library.reports()),
    }


class Sources(Mapping[str, str]):
    """Source texts of a library by file name, read when asked for."""

    def __init__(self, library: Measured, files: Sequence[str], same_file: SameFile) -> None:
        self._library = library
        self._exact = set(files)
        self._files = {same_file.key(file): file for file in files}
        self._same_file = same_file
        self._texts: dict[str, str] = {}

    def __getitem__(self, file: str) -> str:
        # The .docx and the .txt of one report are one file to the gold sets, but each has its own source text.
        held = file if file in self._exact else self._files[self._same_file.key(file)]
        if held not in self._texts:
            try:
                self._texts[held] = self._library.source(held)
            except NotFound:
                raise KeyError(file) from None
        return self._texts[held]

    def __contains__(self, file: object) -> bool:
        return isinstance(file, str) and (file in self._exact or self._same_file.key(file) in self._files)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files.values())

    def __len__(self) -> int:
        return len(self._files)


def same_file_in(cards: Sequence[ReportCard]) -> SameFile:
    """File names as the library links them."""
    return SameFile((card.file, *card.copies) for card in cards)


def cited_texts(library: Measured, cards: Sequence[ReportCard], same_file: SameFile) -> CitedTexts:
    """What the citations of this library are checked against."""
    return CitedTexts(Sources(library, [card.file for card in cards], same_file), _searcher(library))


def _searcher(library: Measured) -> Callable[[str], Sequence[str]]:
    return lambda statement: [p.text for p in library.search(statement, k=N_SUPPORTING).passages]


def held_names(files: Sequence[str], cards: Sequence[ReportCard], same_file: SameFile) -> tuple[str, ...]:
    """The names under which the library holds these files; those that it does not hold are left out."""
    held = {same_file.key(card.file): card.file for card in cards}
    keys = dict.fromkeys(same_file.key(file) for file in files)
    return tuple(held[key] for key in keys if key in held)
