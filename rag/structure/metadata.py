"""Place, level, year, date, speaker and title of a report, each with where it is from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from rag.clean import CleanText
from rag.structure import head as heads
from rag.structure import place, year
from rag.structure.clues import Verdict, settle, weigh
from rag.structure.head import Head
from rag.types import Doubt, Fact, Metadata, Paragraph, Role, Section

_OFFICES = "省长|市长|县长|区长|州长|盟长|旗长|主席|总理"
# A name ends at the line's end, at a blank, or before what the speaker does.
_SPEAKER = re.compile(
    rf"(?:代理|代)?(?:{_OFFICES})[\s:]*(?P<name>[\u4e00-\u9fa5](?:\s?[\u4e00-\u9fa5]){{1,3}}?|[\u4e00-\u9fa5]{{1,5}}(?:·[\u4e00-\u9fa5]{{1,6}})+)"
    r"(?=\s*$|\s*(?:同志|作|在|代表|所作|的)|\s*[(,。])"
)
_BEFORE_OFFICE = re.compile(rf"日\s*(?P<name>[\u4e00-\u9fa5]{{2,4}})(?:{_OFFICES})在")
_ALONE = re.compile(r"[\u4e00-\u9fa5](?:\s?[\u4e00-\u9fa5]){1,3}|[\u4e00-\u9fa5]{1,5}(?:·[\u4e00-\u9fa5]{1,6})+")
_OFFICE_LINE = re.compile(rf"(?:{_OFFICES})$")
_FILE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class Inferred(NamedTuple):
    metadata: Metadata
    doubts: tuple[Doubt, ...]


def infer(
    clean: CleanText,
    paragraphs: Sequence[Paragraph],
    sections: Sequence[Section],
    *,
    file: str,
    given: Mapping[str, Fact],
) -> Inferred:
    """Read what the text says about itself; what was given beats it, and the file name is the last resort."""
    head = heads.read(clean, paragraphs)
    bodies = [p.text for p in paragraphs if p.role in (Role.BODY, Role.GLOSSARY)]
    stem = PurePosixPath(file.replace("\\", "/")).stem
    found_place = weigh(place.clues(head, bodies), agree=place.agree)
    found_place = Verdict(place.settle_among(found_place.value, bodies), found_place.rivals)
    found_year = weigh(year.clues(head, [section.heading for section in sections], bodies))
    years = _FILE_YEAR.findall(stem)
    where, where_doubts = settle(
        "place", given.get("place"), found_place, place.from_file_name(stem), agree=place.agree
    )
    when, when_doubts = settle("year", given.get("year"), found_year, years[-1] if years else "")
    level_origin = Fact(place.level_of(where.value), where.origin) if where.value else Fact("", where.origin)
    level = given.get("level") or level_origin
    day, day_doubts = settle("date", given.get("date"), Verdict(year.date(head), ()))
    who, who_doubts = settle("speaker", given.get("speaker"), Verdict(_speaker(head), ()))
    title, _ = settle("title", given.get("title"), Verdict(_title(paragraphs, head), ()))
    metadata = Metadata(place=where, level=level, year=when, date=day, speaker=who, title=title)
    return Inferred(metadata, (*where_doubts, *when_doubts, *day_doubts, *who_doubts))


def _speaker(head: Head) -> str:
    lines = [*head.bylines, *head.titles, *(value for name, value in head.fields if name == "报告人")]
    for at, line in enumerate(lines):
        found = _SPEAKER.search(line) or _BEFORE_OFFICE.search(line)
        if found:
            return re.sub(r"\s", "", found["name"])
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if _OFFICE_LINE.search(line.strip()) and _ALONE.fullmatch(following):
            return re.sub(r"\s", "", following)
    alone = [line for line in head.bylines if _ALONE.fullmatch(line)]
    return re.sub(r"\s", "", alone[0]) if len(alone) == 1 else ""


def _title(paragraphs: Sequence[Paragraph], head: Head) -> str:
    """The printed title, without the spaces that spread it over the line."""
    printed = [p.text for p in paragraphs if p.role is Role.TITLE]
    named = [value for name, value in head.fields if name == "标题"]
    best = max(printed, key=lambda text: len(re.sub(r"\s", "", text)), default="") or (named[0] if named else "")
    return re.sub(r"(?<=[\u4e00-\u9fa5])\s+(?=[\u4e00-\u9fa5])", "", best).strip()
