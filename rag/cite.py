"""Sources to numbered citations."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rag.compose import Source
from rag.results import Citation

_MARK = re.compile(r"[\[［]\s*([0-9０-９]{1,4}(?:\s*[,，、-]\s*[0-9０-９]{1,4})*)\s*[\]］]")


class Citations:
    """Numbers sources from 1 in the order in which they are first used; one span gets one number."""

    def __init__(self, copies: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._copies = copies or {}
        self._numbers: dict[tuple[str, int, int, int], int] = {}
        self._made: list[Citation] = []

    def number(self, source: Source) -> int:
        key = (source.report.id, source.paragraph.ordinal, source.start, source.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._made) + 1
            self._made.append(self._cite(len(self._made) + 1, source))
        return self._numbers[key]

    @property
    def all(self) -> tuple[Citation, ...]:
        return tuple(self._made)

    def _cite(self, n: int, source: Source) -> Citation:
        alignment = source.paragraph.alignment
        start, end = alignment.to_source(source.start, source.end)
        return Citation(
            n=n,
            report_id=source.report.id,
            file=source.report.file,
            report=source.report.name,
            section=source.section_path,
            paragraph=source.paragraph.ordinal,
            quote=source.quote,
            context=source.paragraph.text,
            start=start,
            end=end,
            quote_start=source.start,
            repaired=not alignment.is_verbatim(source.start, source.end),
            copies=self._copies.get(source.report.id, ()),
        )


def marks(numbers: tuple[int, ...]) -> str:
    """`[1][3]`, as they stand behind a statement."""
    return "".join(f"[{n}]" for n in numbers)


def disarmed(text: str) -> str:
    """A report's own [9] as 〔9〕: only we set marks.

    >>> disarmed("改造老旧小区12个[9]，国发[2024]9号")
    '改造老旧小区12个〔9〕，国发〔2024〕9号'
    """
    return _MARK.sub(r"〔\1〕", text)
