"""What is exported, whatever the format: a title, headings, paragraphs and tables, each piece with its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.compare_years import Change, ChangeKind, Comparison
from rag.export.placed import placed

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the notes behind it, by number."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is numbered 一、, level 2 （一）."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Piece, ...], ...]


Block = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """`notes` are citations in their published JSON, by number; notes are numbered anew in the order of use."""

    title: str
    blocks: tuple[Block, ...]
    notes: Mapping[int, Json]

    @property
    def subtitle(self) -> str:
        """What the document was made from, to stand under its title; "" for one report, which its title names."""
        return f"（根据{len(self.files)}份政府工作报告整理）" if len(self.files) > 1 else ""

    @property
    def order(self) -> tuple[int, ...]:
        """The numbers of the notes in the order in which the document first uses them."""
        return tuple(dict.fromkeys(n for piece in self._pieces() for n in piece.notes if n in self.notes))

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """Report and file of everything that is cited, in the order of use."""
        return tuple(dict.fromkeys((self.notes[n]["report"], self.notes[n]["file"]) for n in self.order))

    def _pieces(self) -> Iterator[Piece]:
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield from block.pieces
            elif isinstance(block, Grid):
                yield from (cell for row in block.rows for cell in row)


_DIGITS = "零一二三四五六七八九"
_FIGURES = f"0123456789{_DIGITS}十百千万亿"


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese.

    >>> chinese(3), chinese(10), chinese(12), chinese(20)
    ('三', '十', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def numbered(headings: Sequence[Heading]) -> list[str]:
    """Headings with their numbers: 一、 for the first level, （一） for the second, begun anew under each first."""
    first = second = 0
    made = []
    for heading in headings:
        if heading.level == 1:
            first, second = first + 1, 0
            made.append(f"{chinese(first)}、{heading.text}")
        else:
            second += 1
            made.append(f"（{chinese(second)}）{heading.text}")
    return made


def note_text(citation: Json, *, in_full: bool = True) -> str:
    """A note as people write one: report, section, paragraph, the words.

    Not `in_full`, the file is left out: a note before it on the same report has named it.
    """
    file = f"（{citation['file']}）" if in_full else ""
    return f"{citation['report']}{file}，{where(citation)}：“{citation['quote'].strip()}”"


def where(citation: Json) -> str:
    """Section and paragraph: the innermost heading, since paragraphs are counted through the whole report."""
    section = f"“{_short(citation['section'][-1])}”，" if citation["section"] else ""
    return f"{section}第{citation['paragraph']}段"


def notes_text(citations: Sequence[Json], *, in_full: bool = True) -> str:
    """One note for several quotes from one paragraph."""
    return note_text(citations[0], in_full=in_full) + "".join(f"；“{c['quote'].strip()}”" for c in citations[1:])


def _short(heading: str) -> str:
    return heading if len(heading) <= 18 else f"{heading[:17]}…"


def of_brief(brief: Json) -> Document:
    """The table stands behind the first section, which gives the overall picture; who wrote that is said under it."""
    notes = {c["n"]: c for c in brief["citations"]}
    sections: list[list[Block]] = [
        [Heading(s["heading"], s.get("level", 1)), *(_of_point(p, notes) for p in s["points"])]
        for s in brief["sections"]
    ]
    if sections and brief["generator"] != "extractive":
        # The sentences of a language model, each with its notes, make one paragraph.
        pieces = tuple(Piece(p["text"], tuple(p["citations"])) for p in brief["sections"][0]["points"])
        said = f"（以上一段由语言模型{brief['generator']}撰写，逐句与所注原文核对。）"
        sections[0][1:] = [Paragraph(pieces), Paragraph((Piece(said),))]
    elif sections and brief["fallback"]:
        sections[0].append(Paragraph((Piece(f"（{brief['fallback']['message'].rstrip('。')}。）"),)))
    grids: list[Block] = []
    for table in brief["tables"]:
        rows = tuple(once([Piece(c["text"], tuple(c["citations"])) for c in row]) for row in table["rows"])
        grids += [Heading(table["title"] or "主要指标"), Grid("", tuple(table["columns"]), rows)]
    blocks: list[Block] = [*(sections[0] if sections else []), *grids]
    for section in sections[1:]:
        blocks += section
    return Document(brief["title"], tuple(blocks), notes)


def once(cells: Sequence[Piece]) -> tuple[Piece, ...]:
    """A row with each note once: at the figure that it is for, not at the names and verdicts beside it.

    Names have figures too (PM2.5平均浓度, 2025年目标), and stand before what they name.
    """
    owner: dict[int, tuple[tuple[int, bool, bool, int], int]] = {}
    for at, cell in enumerate(cells):
        for n in cell.notes:
            rank = (len(cell.notes), not any(char in _FIGURES for char in cell.text), at == 0, -at)
            owner[n] = min(owner.get(n, (rank, at)), (rank, at))
    return tuple(Piece(cell.text, tuple(n for n in cell.notes if owner[n][1] == at)) for at, cell in enumerate(cells))


def _of_point(point: Json, notes: Mapping[int, Json]) -> Paragraph:
    """A point with its marks behind the clauses that they stand for."""
    quotes = {n: notes[n]["quote"] for n in point["citations"] if n in notes}
    return Paragraph(tuple(Piece(*part) for part in placed(point["text"], point["citations"], quotes)))


def of_summary(summary: Json) -> Document:
    notes = {c["n"]: c for c in summary["citations"]}
    blocks = tuple(_of_point(p, notes) for p in summary["points"])
    return Document(summary_title(summary["report"], summary["section"]), blocks, notes)


def summary_title(report: str, section: Sequence[str]) -> str:
    return f"{report}摘要{f'：{section[-1]}' if section else ''}"


# 一、 （一） 第一部分 before a report's own heading.
_OWN_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+部分[、：:]?)\s*"
)
_NAME = re.compile(r"(.+?)(\d{4}年)(政府工作报告)")


def comparison_title(earlier: str, later: str) -> str:
    """What a comparison is called; a place is said once.

    >>> comparison_title("望川县2024年政府工作报告", "望川县2025年政府工作报告")
    '望川县2024年与2025年政府工作报告对比'
    """
    first, second = _NAME.fullmatch(earlier), _NAME.fullmatch(later)
    if first and second and first[1] == second[1]:
        return f"{first[1]}{first[2]}与{second[2]}{second[3]}对比"
    return f"{earlier}与{later}对比"


_KINDS = {
    ChangeKind.NEW: "新增",
    ChangeKind.DROPPED: "不再提及",
    ChangeKind.FIGURES: "数字变化",
    ChangeKind.WORDING: "表述变化",
}


def of_comparison(comparison: Comparison, cite: Mapping[int, Json], number: Mapping[int, int]) -> Document:
    """Sections of the later report with what changed in each, then the slogans.

    Args:
        cite: citations by number.
        number: for `id` of each source in the comparison the number of its citation.
    """
    blocks: list[Block] = []
    if comparison.slogans:
        blocks.append(Heading("提法的变化"))
        blocks += [Paragraph((Piece(f"{c.says}。", _notes(c, number)),)) for c in comparison.slogans]
    for section in comparison.sections:
        if not section.changes:
            continue
        name = (section.after or section.before)[-1:] or ("正文",)
        heading = _OWN_NUMBER.sub("", name[0]) or name[0]  # the document numbers its headings itself
        blocks.append(Heading(heading if section.after else f"{heading}（后一年无对应部分）"))
        for kind, label in _KINDS.items():
            changes = [c for c in section.changes if c.kind is kind]
            if changes:
                blocks.append(Heading(label, 2))
                blocks += [Paragraph((piece,)) for c in changes for piece in _pieces(c, number)]
    return Document(comparison_title(comparison.earlier, comparison.later), tuple(blocks), cite)


def _notes(change: Change, number: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(number[id(source)] for source in change.sources)


def _pieces(change: Change, number: Mapping[int, int]) -> tuple[Piece, ...]:
    made = []
    if change.before is not None:
        label = "前：" if change.after is not None else ""
        made.append(Piece(f"{label}{change.before.quote.strip()}", (number[id(change.before)],)))
    if change.after is not None:
        label = "后：" if change.before is not None else ""
        made.append(Piece(f"{label}{change.after.quote.strip()}", (number[id(change.after)],)))
    return tuple(made)
