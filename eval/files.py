"""Which file names mean the same report: a .docx and its .txt, a copy that the library names with the one that speaks.

Gold sets and libraries may count paths from different folders, so a name that ends a longer path means that file,
unless two files end alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath


class SameFile:
    """Tells whether two file names mean one report; `groups` are names that the library links as copies."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._speaker: dict[str, str] = {}
        for group in groups:
            stems = [_stem(file) for file in group]
            speaker = next((self._speaker[s] for s in stems if s in self._speaker), stems[0] if stems else "")
            self._speaker |= dict.fromkeys(stems, speaker)
        self._resolved: dict[str, str] = {}

    def key(self, file: str) -> str:
        """One name for all names of a report."""
        if file not in self._resolved:
            self._resolved[file] = self._resolve(_stem(file))
        return self._resolved[file]

    def __call__(self, one: str, other: str) -> bool:
        return self.key(one) == self.key(other)

    def _resolve(self, stem: str) -> str:
        if stem in self._speaker:
            return self._speaker[stem]
        ends_alike = {
            speaker
            for known, speaker in self._speaker.items()
            if known.endswith("/" + stem) or stem.endswith("/" + known)
        }
        return ends_alike.pop() if len(ends_alike) == 1 else stem


def _stem(file: str) -> str:
    path = PurePosixPath(file.replace("\\", "/"))
    return str(path.with_suffix("")) if path.suffix else str(path)
