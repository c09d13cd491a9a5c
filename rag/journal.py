"""A log of what language models were asked and wrote, beside the library: question, evidence, draft, verdicts.

It never leaves this machine. An entry can be replayed: the same draft, held to the reports as they are now.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from rag.cite import marks
from rag.errors import LibraryProblem, NotFound, UsageError
from rag.llm.chat import Message

if TYPE_CHECKING:
    from rag.library import Library

FILE, OLDER = "journal.jsonl", "journal.1.jsonl"
_MAX_BYTES = 20_000_000
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Replayed:
    """One entry asked again with the draft of then."""

    question: str
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        return self.before == self.after

    def to_dict(self) -> dict[str, Any]:
        return {"question": self.question, "same": self.is_same, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Journal:
    """The log in one library's folder; where it grows large, the older half is kept in a second file, then dropped."""

    home: Path

    @property
    def path(self) -> Path:
        return self.home / FILE

    def write(self, entry: dict[str, Any]) -> None:
        line = json.dumps({"wenju_journal": _FORMAT, **entry}, ensure_ascii=False) + "\n"
        with FileLock(self.home / "journal.lock"):
            if self.path.exists() and self.path.stat().st_size > _MAX_BYTES:
                self.path.replace(self.home / OLDER)
            # Questions are nobody else's business on a shared machine.
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "a", encoding="utf-8") as file:
                file.write(line)

    def entries(self) -> Iterator[dict[str, Any]]:
        """All entries, the oldest first; a line that was cut off by a crash is passed over."""
        for path in (self.home / OLDER, self.path):
            try:
                lines = path.read_text(encoding="utf-8").splitlines()
            except FileNotFoundError:
                continue
            except (OSError, UnicodeDecodeError) as error:
                raise LibraryProblem(f"{path}: cannot be read: {error}.", fix="wenju journal --delete") from None
            for line in lines:
                try:
                    yield json.loads(line)
                except ValueError:
                    continue

    def delete(self) -> int:
        """Delete all entries; say how many there were."""
        n = sum(1 for _ in self.entries())
        for name in (FILE, OLDER, "journal.lock"):
            (self.home / name).unlink(missing_ok=True)
        return n


def replay(library: Library) -> Iterator[Replayed]:
    """Hold the draft of every entry to the reports as they are now, without any model."""
    for entry in Journal(library.home).entries():
        if entry.get("draft") is None:
            continue
        model = _Recorded(entry["generator"], entry["draft"])
        try:
            now = _again(library, entry, model)
        except (NotFound, UsageError) as missing:
            now = str(missing)
        yield Replayed(entry["question"], entry["answer"], now)


def _again(library: Library, entry: dict[str, Any], model: _Recorded) -> str:
    """What the reader would get now, in the form in which the entry says what was got then."""
    match entry.get("task", "answer"):
        case "summary":
            points = library.summarize(**entry["asked"], generator=model).points
            return "\n".join(f"{point.text}{marks(point.citations)}" for point in points)
        case "briefing":
            from rag.llm.briefing import overview_text

            return overview_text(library.brief(**entry["asked"], generator=model), entry["asked"]["template"])
        case _:
            return library.ask(entry["asked"], files=entry["files"], generator=model).answer


@dataclass(frozen=True, slots=True)
class _Recorded:
    """A chat model that writes a draft of the past."""

    name: str
    draft: str
    context_tokens: int = 0

    def count_tokens(self, text: str) -> int:
        return 0

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: threading.Event) -> Iterator[str]:
        yield self.draft
