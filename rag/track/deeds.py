"""The list of good deeds (民生实事) of a year, and what the next report says of it, item by item and as a whole.

An item with a figure is followed by that figure. One without (新一中投入使用) can only be looked for by what it is
about: a sentence of the next report's review that names the same thing is a mention, no more; that there is none is
said of things with a name of their own alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.compose import Source
from rag.figures import find_figures
from rag.indicators import TARGET, IndicatorRow
from rag.indicators.stance import stances
from rag.sentences import clauses
from rag.summarize.stock import is_general
from rag.types import ItemKind, Report, Role

_NAME = r"(?:(?:民生|惠民|利民|便民|为民|民心)(?:利民|惠民|重点|办)?(?:实事|工程)|(?<![干抓办])实事)"
_DEEDS = re.compile(_NAME)
_DONE = re.compile(
    rf"{_NAME}[^。；;，,]{{0,14}}?(?:全部|全面|如期|圆满|顺利|基本|按时|高质量)*(?:完成|办结|落实|兑现|落地|完工|见效)"
)
# How far in front of the first item the list may be announced.
_NEAR = 80
_MOST = 60
_FIGURES = ("quantity", "rank", "ratio", "threshold")
_LABEL = re.compile(r"(?:[一二三四五六七八九十]+是|[（(]?\d{1,2}[)）.、．]|[①-⑳])")
_PRINCIPLE = re.compile(r"坚持|更加|围绕|聚焦|按照")
_BRACKETS = re.compile(r"[（(][^）)]*[)）]|[“”\"]")
_BETWEEN = re.compile(
    r"[、，,；;：:]|以及|和|与|等(?=[^级])|至|全面实行|投入|建成|开工|竣工|完工|启用|通车|开展|实行|实现"
)
_DOES = re.compile(
    r"^(?:(?:继续|全面|积极|加快|大力|扎实|深入|高标准|高质量|着力|用心|持续|稳步|进一步|为|对|将|把)*"
    r"(?:新建|改建|扩建|新改扩建|改扩建|建设|建成|完成|实施|推进|推动|启动|开展|实行|推行|打造|改造|提升|开通|增设|增加|设立|做好"
    r"|办好|落实|组织|优化|完善|健全|解决|整治|修缮|修建|谋划|争取|确保|发放|提供|保障|支持|推广|建立|提高)?)*(?:一批|全[省市县区]|我[省市县区])*"
)
_ENDS = re.compile(r"(?:使用|工程|项目|建设|工作|任务|服务|水平|机制|体系|力度|能力|活动|行动)+$")
_ACTIONS = re.compile(
    r"(?:改造|改扩建|扩建|新建|迁建|拓宽|亮化|绿化|美化|大修|整修|修缮|提升|整治|治理|开发|快速检测|[东西南北]延|[一二三]期)+$"
)
_HAN = re.compile(r"[一-鿿A-Za-z0-9]+")
_SHORTEST, _LONGEST = 4, 16
# Share of the name's pairs of characters that a clause must have to be about the same thing; by reading such pairs.
_SAME = 0.8


def deed_rows(report: Report, rows: Sequence[IndicatorRow]) -> tuple[IndicatorRow, ...]:
    """The targets that stand in the report's numbered list of good deeds."""
    spans = list(_spans(report))
    return tuple(
        row
        for row in rows
        if row.kind == TARGET
        and row.report_id == report.id
        and not _DEEDS.search(row.indicator)  # 20件民生实事 counts the list itself
        and any(row.paragraph == ordinal and start <= row.start < end for ordinal, start, end in spans)
    )


def statement(report: Report) -> str:
    """The clause in which the report says that last year's good deeds are done; "" for none."""
    for paragraph in report.paragraphs:
        if paragraph.role is not Role.BODY or ("实事" not in paragraph.text and "民生工程" not in paragraph.text):
            continue
        for start, end in clauses(paragraph.text):
            found = _DONE.search(paragraph.text[start:end])
            if found:
                left = max(paragraph.text.rfind(mark, start, start + found.start()) for mark in ",，。；;")
                return paragraph.text[max(left + 1, start) : start + found.end()][-_MOST:]
    return ""


class Deed(NamedTuple):
    """An item of the list without a figure: its clause, and the name of what it is about."""

    source: Source
    name: str


def plain_deeds(report: Report) -> Iterator[Deed]:
    """The items of the numbered list that promise something and give no figure."""
    phases = {p.ordinal: stance.phase for p, stance in zip(report.paragraphs, stances(report), strict=True)}
    for ordinal, start, end in _listed(report):
        paragraph = report.paragraph(ordinal)
        if phases[ordinal].looks_back or any(f.kind in _FIGURES for f in find_figures(paragraph.text[start:end])):
            continue
        first = next(((a, b) for a, b in clauses(paragraph.text) if start <= a + 1 and b <= end), (start, end))
        words = paragraph.text[first[0] : first[1]]
        left = len(words) - len(words.lstrip()) + (found.end() if (found := _LABEL.match(words.lstrip())) else 0)
        right = len(words.rstrip("。；;！ "))
        name = name_of_deed(words[left:right])
        if name:
            yield Deed(Source(report, paragraph, first[0] + left, first[0] + right), name)


def name_of_deed(text: str) -> str:
    """The thing that a clause is about, without what is done to it; "" where it has no name of its own.

    >>> name_of_deed("启动柳塘老街拓宽改造工程"), name_of_deed("提升困难群众关爱服务水平")
    ('柳塘老街拓宽改造', '')
    """
    if is_general(text) or _PRINCIPLE.match(text):
        return ""
    bare = _BRACKETS.sub("", text)
    parts = (_ENDS.sub("", _DOES.sub("", part)) for part in _BETWEEN.split(bare))
    named = [part for part in parts if _SHORTEST <= len(part) <= _LONGEST and _HAN.fullmatch(part)]
    return max(named, key=len, default="")


def mention(deed: Deed, later: Report) -> Source | None:
    """The clause of the next report's review that names the same thing; the closest if several do."""
    name = _without_place(deed.name, later.place)
    core = _ACTIONS.sub("", name)
    spelled = [name, core] if len(core) >= _SHORTEST - 1 else [name]
    wanted = _pairs(name)
    best: tuple[float, Source | None] = (0.0, None)
    for paragraph, stance in zip(later.paragraphs, stances(later), strict=True):
        if paragraph.role is not Role.BODY or not stance.phase.looks_back:
            continue
        for start, end in clauses(paragraph.text):
            words = paragraph.text[start:end]
            share = 1.0 if any(s in words for s in spelled) else len(wanted & _pairs(words)) / len(wanted)
            if share >= _SAME and share > best[0]:
                best = share, Source(later, paragraph, start, start + len(words.rstrip()))
    return best[1]


def _without_place(name: str, place: str) -> str:
    """涞源县新一中 is 新一中 in the county's own report."""
    for known in (place, place[-3:], place[-3:-1]):
        if len(known) > 1 and name.startswith(known) and len(name) - len(known) > 1:
            return name[len(known) :]
    return name


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _listed(report: Report) -> Iterator[tuple[int, int, int]]:
    """Paragraph and clean offsets of the items that are numbered; a paragraph under the heading alone is no item."""
    for ordinal, start, end in _spans(report):
        if any(item.start == start and item.end == end for item in report.paragraph(ordinal).items):
            yield ordinal, start, end


def _spans(report: Report) -> Iterator[tuple[int, int, int]]:
    """Paragraph and clean offsets of each item of such a list."""
    for paragraph in report.paragraphs:
        if paragraph.role is not Role.BODY:
            continue
        numbered = [i for i in paragraph.items if i.kind is ItemKind.NUMBERED]
        listed = numbered or [i for i in paragraph.items if i.kind is ItemKind.SPOKEN]
        announced = paragraph.text[: listed[0].start][-_NEAR:] if listed else ""
        heading = "".join(report.section_path(paragraph.section)[-1:])
        if listed and (_DEEDS.search(announced) or _DEEDS.search(heading)):
            yield from ((paragraph.ordinal, item.start, item.end) for item in listed)
        elif _DEEDS.search(paragraph.lead or heading):
            yield paragraph.ordinal, 0, len(paragraph.text)
