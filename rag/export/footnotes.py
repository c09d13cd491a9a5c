"""Which note carries which citation in a document on paper: footnotes in the text, notes under a table.

A table of twenty figures with a footnote each would push itself off its page, so its sources stand under it, by report,
and the text that comes after refers to them. In the text one footnote serves all quotes from one paragraph of a
report; a statement that rests on many reports has one for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.export.document import Grid, Json, Paragraph, note_text, notes_text, where

# A statement with more new sources than this gets one footnote for all of them.
_MOST = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """`label` as printed; `opens` is the footnote that stands for the first time, 0 for none."""

    label: str
    opens: int = 0


class Footnotes:
    """Numbers notes as the document is written from its beginning to its end."""

    def __init__(self, notes: Mapping[int, Json]) -> None:
        self.texts: list[str] = []  # of footnotes, the first is number 1
        self._notes = notes
        self._numbers: dict[int, int] = {}
        self._under_tables: dict[int, int] = {}
        self._named: dict[str, str] = {}  # report: its file, once a note has given it
        self._together: dict[tuple[str, int], list[int]] = {}

    def open(self, paragraph: Paragraph) -> None:
        """Begin a paragraph: what it quotes from one paragraph of a report goes into one footnote."""
        self._together = {}
        for n in dict.fromkeys(n for piece in paragraph.pieces for n in piece.notes):
            if self._is_new(n):
                self._together.setdefault(self._address(n), []).append(n)

    def marks(self, numbers: Sequence[int]) -> list[Mark]:
        """The marks behind one piece of the paragraph that is open."""
        new = [n for n in numbers if self._is_new(n)]
        if len({self._address(n) for n in new}) > _MOST:
            self.texts.append("；".join(self._text([n]) for n in new))
            self._numbers.update(dict.fromkeys(new, len(self.texts)))
            first = [Mark(str(len(self.texts)), len(self.texts))]
        else:
            first = []
        found: dict[str, Mark] = {mark.label: mark for mark in first}
        under = sorted({self._under_tables[n] for n in numbers if n in self._under_tables})
        found.update((label, Mark(label)) for label in _ranges(under))
        for n in numbers:
            if n in self._under_tables:
                continue
            if n in self._numbers:
                mark = Mark(str(self._numbers[n]))
            elif n in self._notes:
                same = [m for m in self._together.get(self._address(n), [n]) if self._is_new(m)]
                self.texts.append(self._text(same))
                self._numbers.update(dict.fromkeys(same, len(self.texts)))
                mark = Mark(str(len(self.texts)), len(self.texts))
            else:
                continue
            found.setdefault(mark.label, mark)
        return list(found.values())

    def under(self, grid: Grid) -> list[str]:
        """Number the sources of a table; the lines to stand under it, one for each report."""
        by_report: dict[tuple[str, str], dict[str, list[str]]] = {}
        for n in dict.fromkeys(n for row in grid.rows for cell in row for n in cell.notes if n in self._notes):
            label = self._under_tables.setdefault(n, len(self._under_tables) + 1)
            note = self._notes[n]
            places = by_report.setdefault((note["report"], note["file"]), {})
            places.setdefault(where(note), []).append(f"[{_label(label)}]“{note['quote'].strip()}”")
        self._named.update(dict(by_report))
        return [
            f"{report}（{file}）：" + "；".join(place + "".join(quotes) for place, quotes in places.items()) + "。"
            for (report, file), places in by_report.items()
        ]

    def _is_new(self, n: int) -> bool:
        return n in self._notes and n not in self._numbers and n not in self._under_tables

    def _address(self, n: int) -> tuple[str, int]:
        return self._notes[n]["file"], self._notes[n]["paragraph"]

    def _text(self, numbers: Sequence[int]) -> str:
        cited = [self._notes[n] for n in numbers]
        in_full = self._named.get(cited[0]["report"]) != cited[0]["file"]
        self._named[cited[0]["report"]] = cited[0]["file"]
        return note_text(cited[0], in_full=in_full) if len(cited) == 1 else notes_text(cited, in_full=in_full)


def _ranges(numbers: Sequence[int]) -> list[str]:
    """Labels of notes in order; three and more in a row as one, 注3—7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    labels: list[str] = []
    for run in runs:
        labels += [f"{_label(run[0])}—{run[-1]}"] if len(run) > 2 else map(_label, run)
    return labels


def _label(number: int) -> str:
    """注3, in one piece at the end of a line."""
    return f"注\u2060{number}"
