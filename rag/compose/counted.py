"""Lists that their own name counts: “六个精”, “四个一批”, “一核四城”.

A report may print such a name far from its members, or never: a speaker says 六个精, the report 精当规划、精美设计….
The name tells how many members there are and what is common to them, which is enough to know the list by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rag.compose import Source
from rag.compose.enumerations import members_of, sequences
from rag.figures import parse_chinese_number
from rag.sentences import sentences
from rag.types import Paragraph, Report, Role

_NUMERAL = "一二两三四五六七八九十"
_EACH = re.compile(rf"(?P<count>[{_NUMERAL}]|\d{{1,2}})[个大](?P<common>[一-鿿]{{1,6}})")
_PARTS = re.compile(rf"(?:[{_NUMERAL}][一-鿿])+")
_PART = re.compile(rf"([{_NUMERAL}])([一-鿿])")
# 十四五, 双十一: dates and plans, whose parts nobody lists.
_NO_LIST = re.compile(r"十[一二三四五]五?|[一二三四五六七八九]五")
_ASKS_MEMBERS = re.compile(r"哪|什么|包括|分别|指|内容|具体|是啥")
# Short sentences without a comma that head a longer one: 运河新城。突出发展….
MAX_HEAD = 14
MIN_TOTAL, MAX_TOTAL = 3, 12


class Counted(NamedTuple):
    """What a name tells of its list: how many members there are, and the character or words that each of them has."""

    name: str
    total: int
    common: tuple[str, ...]

    def is_member(self, text: str) -> bool:
        return any(word in text for word in self.common)


def counted(question: str, quoted: Sequence[str]) -> Counted | None:
    """Read the name of a counted list that the question asks the members of.

    >>> counted("什么是“六个精”?", ["六个精"])
    Counted(name='六个精', total=6, common=('精',))
    >>> counted("“一核四城”包括哪些?", ["一核四城"])
    Counted(name='一核四城', total=5, common=('核', '城'))
    """
    if not _ASKS_MEMBERS.search(question):
        return None
    for name in quoted:
        if each := _EACH.fullmatch(name):
            found = Counted(name, _number(each["count"]), (each["common"],))
        elif _PARTS.fullmatch(name) and not _NO_LIST.fullmatch(name):
            parts = _PART.findall(name)
            found = Counted(name, sum(_number(count) for count, _ in parts), tuple(word for _, word in parts))
        else:
            continue
        if MIN_TOTAL <= found.total <= MAX_TOTAL:
            return found
    return None


def members(reports: Sequence[Report], list_name: Counted) -> tuple[Source, ...]:
    """The members of the list, in order; empty where nothing surely is that list."""
    best: tuple[int, tuple[Source, ...]] = (0, ())
    for report in reports:
        for paragraph in report.paragraphs:
            if paragraph.role not in (Role.BODY, Role.GLOSSARY):
                continue
            is_named = list_name.name in _letters(paragraph.text)
            for group in _groups(report, paragraph, list_name):
                texts = [source.quote for source in group]
                alike = sum(map(list_name.is_member, texts))
                # Where the name does not stand beside it, all members must bear what is common to them.
                is_list = alike * 2 >= len(texts) if is_named else len(list_name.common) == 1 and alike == len(texts)
                rank = (4 if is_named else 1) + (alike == len(texts))
                if is_list and rank > best[0]:
                    best = (rank, group)
        if best[0] < 2 and len(list_name.common) == 1 and (leads := _leads(report, list_name)):
            best = (2, leads)
    return best[1]


def _leads(report: Report, list_name: Counted) -> tuple[Source, ...]:
    """Sentences that lead the paragraphs of one section and all bear what is common: 推动工业扩量发展。…"""
    for section in range(len(report.sections)):
        led = (p for p in report.in_section(section) if p.lead_end and p.role is Role.BODY)
        leads = (Source(report, p, 0, len(p.lead.rstrip("。;； "))) for p in led)
        found = tuple(source for source in leads if list_name.is_member(source.quote))
        if len(found) == list_name.total:
            return found
    return ()


def _groups(report: Report, paragraph: Paragraph, list_name: Counted) -> Iterator[tuple[Source, ...]]:
    """What may be a list of that many members in a paragraph."""
    for run, size in sequences(report, list_name.total, [paragraph]):
        if size == list_name.total and len(parts := members_of(run, list_name.total)) == list_name.total:
            yield parts
    labels = tuple(Source(report, paragraph, i.label_start, i.label_end) for i in paragraph.items)
    heads, clauses = tuple(_heads(report, paragraph)), tuple(_clauses(report, paragraph, list_name))
    for group in (labels, heads, clauses, tuple(_quotations(report, paragraph, list_name))):
        if len(group) == list_name.total:
            yield group
            continue
        of_kind = tuple(source for source in group if list_name.is_member(source.quote))
        if len(of_kind) == list_name.total:
            yield of_kind


def _heads(report: Report, paragraph: Paragraph) -> Iterator[Source]:
    parts = sentences(paragraph.text)
    for (start, end), (_, after) in pairwise(parts):
        if start < paragraph.lead_end:
            continue
        head = paragraph.text[start:end].rstrip("。 ")
        if 2 <= len(head) <= MAX_HEAD and not re.search(r"[,，、:：;；]", head) and after - end > MAX_HEAD:
            yield Source(report, paragraph, start, start + len(head))


def _clauses(report: Report, paragraph: Paragraph, list_name: Counted) -> Iterator[Source]:
    """Clauses that end in what is common to all: 在建项目竣工投产一批,…;前期项目开工建设一批,…."""
    if len(list_name.common) != 1:
        return
    ending = re.compile(
        rf"(?:(?<=[,，;；。:：])|^)[^,，;；。:：]{{2,60}}?{re.escape(list_name.common[0])}(?=[,，;；。]|$)"
    )
    for found in ending.finditer(paragraph.text):
        yield Source(report, paragraph, found.start(), found.end())


_MADE = re.compile(r"(?:打造|建设|建成|构建|形成|培育|做强|壮大|发展)“(?P<name>[^“”]{3,16})”")


def _quotations(report: Report, paragraph: Paragraph, list_name: Counted) -> Iterator[Source]:
    """Names in quotation marks behind that of the list: 推进“一带两区”建设,…打造“临湖产业带”;…打造“康养先行区”."""
    at = paragraph.text.find(f"“{list_name.name}”")
    for found in _MADE.finditer(paragraph.text, at + 1) if at >= 0 else ():
        if found["name"].endswith(list_name.common):
            yield Source(report, paragraph, *found.span("name"))


def _number(text: str) -> int:
    number = 2 if text == "两" else parse_chinese_number(text)
    return int(number) if number is not None else 0


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
