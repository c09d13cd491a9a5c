"""What stands at the head of a report and of the page around it, where it says what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag import headings
from rag.clean import CleanText
from rag.figures.widths import fold
from rag.types import Paragraph, Role

_MAX_CHARS = 4000
_OPENING_PARAGRAPHS = 3
_FIELD = re.compile(r"(标题|发文单位|发文时间|发布时间|报告人|报告时间)[:：]\s*(\S.*)")
_BLANKS = re.compile(r"[ \t\u3000\xa0]+|\?{2,}")


@dataclass(frozen=True, slots=True)
class Head:
    """Lines of the head, half width, single spaces.

    `titles` and `bylines` are the report's own, `opening` its first paragraphs of prose; `fields` are what the page
    around it says under 标题, 报告人 and the like, `outside` its other lines that read like a title or meeting line.
    """

    titles: tuple[str, ...]
    bylines: tuple[str, ...]
    opening: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    outside: tuple[str, ...]


def read(clean: CleanText, paragraphs: Sequence[Paragraph]) -> Head:
    """Collect the lines of the head, and of the source before the report begins."""
    titles = [plain(p.text) for p in paragraphs if p.role is Role.TITLE]
    bylines = [plain(p.text) for p in paragraphs if p.role is Role.BYLINE]
    prose = [p for p in paragraphs[:20] if p.role is Role.BODY]
    opening = [plain(p.text)[:400] for p in prose[:_OPENING_PARAGRAPHS]]
    fields: list[tuple[str, str]] = []
    outside: list[str] = []
    for line in clean.text.source[: _source_start(paragraphs)].splitlines():
        text = plain(line)
        field = _FIELD.match(text)
        if field:
            fields.append((field[1], field[2].strip()))
        elif headings.is_title(text) or headings.is_meeting(text):
            outside.append(text)
    return Head(tuple(titles), tuple(bylines), tuple(opening), tuple(fields), tuple(outside))


def plain(line: str) -> str:
    """Fold width and blanks: the head is printed with spaces between the characters of names and titles."""
    return _BLANKS.sub(" ", fold(line)).strip()


def _source_start(paragraphs: Sequence[Paragraph]) -> int:
    """Where the report's prose begins in the source, as far as a head may reach."""
    for paragraph in paragraphs:
        if paragraph.role not in (Role.TITLE, Role.BYLINE) and paragraph.text:
            return min(_MAX_CHARS, paragraph.alignment.to_source(0, len(paragraph.text))[0])
    return _MAX_CHARS
