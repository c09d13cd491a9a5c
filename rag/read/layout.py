"""From characters at places on pages to text in reading order; PDF and OFD share it.

Fixed-layout files say where each character stands, not what follows what. Order, lines, columns, running heads and
paragraphs are all read off the positions. Coordinates: x to the right, y downwards, in whatever unit, per page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character: its left and right edge, its base line, and its font size."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


class Page(NamedTuple):
    width: float
    height: float
    glyphs: Sequence[Glyph]


class Placed(NamedTuple):
    """The text of all pages, and notes on what was left out."""

    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Segment:
    """Characters of one row without a wide gap between them."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


_Row = list[_Segment]


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of one column, with the edges of the column."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    left: float
    right: float
    page: int


# In units of the font size, measured on report pages set by Word, WPS and LibreOffice.
_SAME_ROW = 0.45  # a superscript stands about 0.35 higher than its line
_SEGMENT_GAP = 1.0
_CELL_GAP = 3.0
_WORD_GAP = 0.2
_MIXED_GAP = 0.5  # Word opens a quarter between Han characters and digits without a space being there
_OVERPRINT = 0.1  # bold print by printing twice shifts less than this
_WIDE_GAP = 0.8  # between two Han characters: justification alone does not open so wide a gap
_INDENT = 1.0  # paragraphs are indented by two characters
_RAGGED = 1.6  # a full line may end this short of the margin, when a mark or a figure would not fit
_NARROWEST = 11.0  # no column is narrower, so a shorter line is not a full one
# On a page of headings or of a contents table every line ends where the others do.
_OPENING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条部]"
)
_LEADING = 1.35  # a line further below than this many usual distances begins a paragraph

_ENDS = "。！？!?；;：:"
_MARGIN_ZONE = 0.15  # running heads stand in the outermost part of the page
_PAGE_NUMBER = re.compile(
    r"(?:第\s*)?[-—–－·•\s~～]*(?:第\s*)?(?:[0-9０-９]{1,4}|[ivxlc]{1,7})(?:\s*[/／]\s*[0-9]{1,4})?\s*(?:页)?"
    r"(?:\s*[,，/]?\s*共\s*[0-9]{1,4}\s*页)?[-—–－·•\s~～]*",
    re.IGNORECASE,
)
_MIN_COLUMN_ROWS = 3
_MAX_DEPTH = 3  # columns within columns: newspapers print up to eight
_MIN_COLUMN_CHARS = 8  # a column of prose has lines of this length; shorter ones are cells of a table


def place(pages: Sequence[Page]) -> Placed:
    """Put the characters of all pages in reading order, one paragraph or table row a line.

    Running heads, running feet and page numbers are left out and named in a note.
    """
    rows = [_rows(page.glyphs) for page in pages]
    kept, notes = _without_running_heads(rows, pages)
    gutters: list[float] = []
    for page_rows in kept:
        _blocks(page_rows, gutters)
    lines = [
        line
        for number, page_rows in enumerate(kept)
        for block in _blocks(page_rows, gutters)
        for line in _lines(block, number)
    ]
    return Placed("\n".join(_paragraphs(_with_common_edges(lines))), notes)


def _rows(glyphs: Iterable[Glyph]) -> list[_Row]:
    """Group the characters of a page by base line, from top to bottom."""
    rows: list[list[Glyph]] = []
    top = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.y, glyph.x0)):
        if rows and glyph.y - top <= _SAME_ROW * max(size, glyph.size):
            rows[-1].append(glyph)
            size = max(size, glyph.size)
        else:
            rows.append([glyph])
            top, size = glyph.y, glyph.size
    return [segments for row in rows if (segments := _segments(row))]


def _segments(row: list[Glyph]) -> _Row:
    """Split one row at wide gaps; bold print made by printing twice is read once."""
    row.sort(key=lambda glyph: glyph.x0)
    segments: list[_Segment] = []
    run: list[Glyph] = []
    text: list[str] = []
    has_space = False
    for glyph in row:
        if glyph.text.isspace():
            has_space = True
            continue
        if run:
            last = run[-1]
            if glyph.text == last.text and abs(glyph.x0 - last.x0) < _OVERPRINT * glyph.size:
                continue
            size = max(glyph.size, last.size)
            gap = (glyph.x0 - last.x1) / size if size else 0.0
            if gap > _SEGMENT_GAP:
                segments.append(_segment(run, text))
                run, text = [], []
            elif gap > _least_gap(last.text[-1], glyph.text[0], has_space=has_space):
                text.append(" ")
        run.append(glyph)
        text.append(glyph.text)
        has_space = False
    if run:
        segments.append(_segment(run, text))
    return segments


def _least_gap(before: str, after: str, *, has_space: bool) -> float:
    """Return the gap, in font sizes, beyond which two characters stand apart."""
    n_han = _is_han(before) + _is_han(after)
    if has_space:
        return _WORD_GAP if n_han == 2 else 0.0
    return (_WORD_GAP, _MIXED_GAP, _WIDE_GAP)[n_han]


def _segment(run: list[Glyph], text: list[str]) -> _Segment:
    size = median(glyph.size for glyph in run)
    base = median(glyph.y for glyph in run)
    return _Segment("".join(text), run[0].x0, max(glyph.x1 for glyph in run), base, size)


def _is_han(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef" or character in "“”‘’…—·"


def _row_text(row: _Row) -> str:
    return " ".join(segment.text for segment in row)


def _without_running_heads(rows: list[list[_Row]], pages: Sequence[Page]) -> tuple[list[list[_Row]], tuple[str, ...]]:
    """Drop rows at the edges of pages that recur from page to page, and page numbers."""
    edges = [
        (number, row)
        for number, (page_rows, page) in enumerate(zip(rows, pages, strict=True))
        for row in {id(row): row for row in [*page_rows[:2], *page_rows[-2:]]}.values()
        if _is_in_margin(row, page)
    ]
    on_pages: defaultdict[str, set[int]] = defaultdict(set)
    for number, row in edges:
        on_pages[_pattern(row)].add(number)
    n_needed = max(2, 0.4 * len(pages))
    dropped: set[int] = set()
    heads: Counter[str] = Counter()
    n_numbers = 0
    for _, row in edges:
        text = _row_text(row)
        is_number = _PAGE_NUMBER.fullmatch(text) is not None
        # A lone number on a single page may be a figure; between dashes or after 第 it is the page's.
        if is_number and (len(on_pages[_pattern(row)]) >= 2 or not text.strip().isdigit()):
            n_numbers += 1
        elif not is_number and len(on_pages[_pattern(row)]) >= n_needed:
            heads[text] += 1
        else:
            continue
        dropped.add(id(row))
    notes = []
    if n_numbers:
        notes.append(f"page numbers were left out on {n_numbers} page(s)")
    if heads:
        shown = "; ".join(f"{text[:40]} ({count}x)" for text, count in heads.most_common(3))
        notes.append(f"{sum(heads.values())} running head(s) or foot(s) were left out: {shown}")
    return [[row for row in page_rows if id(row) not in dropped] for page_rows in rows], tuple(notes)


def _is_in_margin(row: _Row, page: Page) -> bool:
    y = row[0].y
    return y < _MARGIN_ZONE * page.height or y > (1 - _MARGIN_ZONE) * page.height


def _pattern(row: _Row) -> str:
    return re.sub(r"[0-9０-９]+|\b[ivxlc]+\b", "#", re.sub(r"\s+", "", _row_text(row)))


def _blocks(rows: list[_Row], gutters: list[float], *, depth: int = 0) -> list[list[_Row]]:
    """Order the rows of a page into blocks that are read one after another: columns, and what stands across them.

    `gutters` collects where columns of prose were found; near one of them, on any page, a column may be short or a list
    of short lines, which alone would be taken for a table.
    """
    gutter = _gutter([segment for row in rows for segment in row])
    if gutter is None or depth == _MAX_DEPTH:
        return [rows] if rows else []
    blocks: list[list[_Row]] = []
    row_size = rows[0][0].size
    across: list[_Row] = []
    band: list[_Row] = []

    def end_band() -> None:
        nonlocal across, band
        left = [part for row in band if (part := [segment for segment in row if segment.x0 < gutter])]
        right = [part for row in band if (part := [segment for segment in row if segment.x0 >= gutter])]
        is_prose = _is_prose(left) and _is_prose(right)
        if is_prose:
            gutters.append(gutter)
        if is_prose or (left and right and sum(abs(gutter - known) < 2.5 * row_size for known in gutters) > 1):
            if across:
                blocks.append(across)
            blocks.extend([*_blocks(left, gutters, depth=depth + 1), *_blocks(right, gutters, depth=depth + 1)])
            across = []
        else:
            across.extend(band)
        band = []

    for row in rows:
        if any(segment.x0 < gutter < segment.x1 for segment in row):
            end_band()
            across.append(row)
        else:
            band.append(row)
    end_band()
    return [*blocks, across] if across else blocks


def _gutter(segments: list[_Segment]) -> float | None:
    """Find where a vertical line would cross little and leave text on both sides."""
    best: tuple[float, float] | None = None
    lefts = sorted(segment.x0 for segment in segments)
    rights = sorted(segment.x1 for segment in segments)
    for x in sorted({round(left, 1) for left in lefts}):
        n_left = bisect_right(rights, x)
        n_right = len(lefts) - bisect_left(lefts, x - 0.1)
        n_crossed = len(segments) - n_left - n_right
        score = min(n_left, n_right) - n_crossed
        if min(n_left, n_right) >= _MIN_COLUMN_ROWS and score > 0 and (best is None or score > best[0]):
            best = (score, x - 0.1)
    return best[1] if best is not None else None


def _is_prose(rows: list[_Row]) -> bool:
    if len(rows) < _MIN_COLUMN_ROWS:
        return False
    return median(len(segment.text) for row in rows for segment in row) >= _MIN_COLUMN_CHARS


def _lines(block: list[_Row], page: int) -> Iterator[_Line]:
    left = min(segment.x0 for row in block for segment in row)
    right = max(segment.x1 for row in block for segment in row)
    for row in block:
        text = row[0].text
        for before, segment in pairwise(row):
            text += ("\t" if segment.x0 - before.x1 > _CELL_GAP * segment.size else " ") + segment.text
        yield _Line(text, row[0].x0, row[-1].x1, row[0].y, row[0].size, left, right, page)


def _with_common_edges(lines: list[_Line]) -> list[_Line]:
    """Give every line the edges of its column over all pages: a short last page does not show them.

    Columns are told apart by their left edge. The right edge is where all but a few lines end or stop before, so that
    one page set otherwise does not make all lines of the others look short.
    """
    columns: list[tuple[float, list[_Line]]] = []
    for line in sorted(lines, key=lambda line: line.left):
        if not columns or line.left - columns[-1][0] > 2.5 * line.size:
            columns.append((line.left, []))
        columns[-1][1].append(line)
    edges: dict[int, tuple[float, float]] = {}
    for left, members in columns:
        ends = sorted(line.x1 for line in members)
        right = ends[int(0.95 * (len(ends) - 1))]
        edges.update((id(line), (left, max(right, line.right if len(members) < 20 else line.x1))) for line in members)
    return [replace(line, left=edges[id(line)][0], right=edges[id(line)][1]) for line in lines]


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    """Join the lines of each paragraph."""
    usual = _usual_distance(lines)
    shows_starts = _shows_starts(lines, usual)
    text = ""
    for n, line in enumerate(lines):
        if n and _continues(lines[n - 1], line, usual, shows_starts=shows_starts):
            text += f" {line.text}" if _parts_words(text[-1], line.text[0]) else line.text
        else:
            if text:
                yield text
            text = line.text
    if text:
        yield text


def _is_centred_on(before: _Line, line: _Line) -> bool:
    """Whether a title runs on in a second, centred line."""
    lean = (line.x0 - line.left) - (line.right - line.x1)
    return abs(lean) < line.size and before.text[-1] not in _ENDS


def _room_needed(before: _Line, line: _Line) -> float:
    """Return how far, in characters, a line may end before the margin and still go on in the next.

    A number or word that does not fit goes to the next line whole; after a full stop it may as well begin a paragraph.
    """
    word = re.match(r"[!-~]*", line.text)
    if word is None or before.text[-1] in _ENDS:
        return _RAGGED
    return max(_RAGGED, 0.6 * len(word[0]) + 1.0)


def _usual_distance(lines: list[_Line]) -> float:
    distances = [
        (line.y - before.y) / line.size
        for before, line in pairwise(lines)
        if line.page == before.page and line.y > before.y and line.size > 0
    ]
    return median(distances) if distances else 1.5


def _parts_words(before: str, after: str) -> bool:
    """Whether a line break stood for a space: between words of Latin letters, never inside a figure."""
    is_word = before.isascii() and (before.isalnum() or before in ",.;:)") and after.isascii() and after.isalnum()
    return is_word and (before.isalpha() or after.isalpha())


def _shows_starts(lines: list[_Line], usual: float) -> bool:
    """Whether paragraphs are set off, by an indent or by a gap above them."""
    n_indented = sum(line.size < line.x0 - line.left < 3 * line.size for line in lines)
    n_gaps = sum(
        line.page == before.page and line.y - before.y > _LEADING * usual * (line.size or 1.0)
        for before, line in pairwise(lines)
    )
    return n_indented + n_gaps > len(lines) // 25


def _continues(before: _Line, line: _Line, usual: float, *, shows_starts: bool) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    size = line.size or 1.0
    if not shows_starts and before.text[-1] in "。！？!?":
        return False
    if "\t" in before.text or "\t" in line.text or abs(before.size - size) > 0.08 * size:
        return False
    if before.right - before.x1 > _room_needed(before, line) * size or before.x1 - before.left < _NARROWEST * size:
        return False
    if _OPENING.match(line.text):
        return False
    if line.x0 - line.left > _INDENT * size and not _is_centred_on(before, line):
        return False
    is_below = line.page == before.page and line.y > before.y
    return not is_below or (line.y - before.y) / size <= _LEADING * usual
