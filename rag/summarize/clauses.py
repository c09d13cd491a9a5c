"""A stretch of a report as subjects with their clauses: what a summary may keep, drop, and must keep together.

Official prose strings clauses together with commas, most of them without a subject. A clause that continues the one
before it (其中…, 同比…, 居全省第2位) is never kept without it; one that only sets the stage (围绕…, 为了…) never alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.sentences import sentences
from rag.summarize.stock import manner_end
from rag.types import Item, ItemKind, Paragraph, Report

_MARKS = re.compile(r"[,，](?!\d{3}(?!\d))|(?<!\d)[,，]|[；;。！？!?]|——|(?<=目标)[:：]|(?<=目标[是为])[:：]")
_QUOTED = re.compile(r"“[^”]{0,80}”|《[^》]{0,80}》|[(（][^)）]{0,80}[)）]|「[^」]{0,80}」")
_EDGES = " \t\u3000,，;；。！？!?、:："
# What cannot stand without the clause before it: its subject, or what it is compared with, is there.
_CONTINUES = re.compile(
    r"(?:其中|年均|涉及(?=[约近0-9])|投资(?=[约近0-9])|户均|同比|环比|比上?年|较上?年|比.{1,8}(?:高|低|快|多|少)|分别|均|都(?!市)|并(?!购|网)|且|也|又|还|同时|总数|总量|总额|存量|总投资|投资额?(?=[约达超近0-9])"
    r"|占|居(?!民|家)|位居|位列|列|排名|高于|低于|高出|快于|优于|超(?:过|出|额)?(?=[0-9全])|达到?(?=[约近了0-9历])"
    r"|突破(?=[约近了0-9])|为(?=[0-9])"
    r"|(?:增长|下降|提高|提升|降低|减少|增加|上升|缩短|压缩)(?:了|至|到|约|近)*(?=[0-9])|惠及|使|被|由|从而|进而"
    r"|创(?!新|建|业|优|设|作|客|造|城|成)"
    r"|率先|倍差|增幅|增速|完成率|规模达|[0-9]|有(?=[0-9]|[多个家项件])"
    r"|实现(?:了)?[^,，]{0,4}(?:全覆盖|翻番|清零|突破)$|成为|是(?!否)|以及|或|等|和|与|让|全部"
    r"|不(?=低于|少于|超过)"
    r"|连续[0-9一二三四五六七八九十]+年(?:呈|保持|下降|增长|增加|缩小|提升|位|居|全|正增长|实现)"
    r"|均?为?全[国省市区县州](?:第|唯一|首|领先|最)|全年(?=增长|下降|[约近超达]?[0-9])"
    r"|实际(?=[完建成达新增到为仅只约]{0,4}[0-9])|[仅只](?=[完达0-9])|名列|获评|被评|受益|带动(?=.{0,6}[0-9])|可(?=[^持再视燃])|较|累计(?=[0-9])|覆盖率|合格率|满意度|利用率|知晓率)"
)
# What says nothing without the clause after it.
_OPENS = re.compile(
    r"(?:以.{2,30}(?:为|契机|抓手|引领|牵引|目标|导向|重点|主线|统领|依托|基础)|按照|根据|围绕|随着|通过|为了|针对|面对|面向|聚焦|立足|依托|坚持|对标|抢抓|抓住"
    r"|把.{2,30}(?:位置|重点|任务|抓手|来抓)|在.{2,24}[下中上前后时]$|在.{2,24}(?:方面|领域|基础上)$"
    r"|发挥.{2,16}(?:作用|优势)$|本着|秉持|牢固树立|结合|瞄准|紧扣|紧盯|突出|借助|利用|克服)"
)
_TOPIC_ONLY = re.compile(r"[^,，]{2,26}$")
_HAS_VERB = re.compile(
    r"完成|实现|达|建|增|降|减|推|进|实施|开展|启动|打造|提|升|优|强|加|深|化|健全|落实|保|促|发展|培|做|抓|办"
    r"|解决|治|改|扩|拓|支持|引|获|入选|创|争|编|统筹|组织|举办|新|突破|成|投|开|通"
    r"|守|严|探索|鼓励|巩固|稳|补|用|设|认定|挖|构|释|盘活|修|转|居|列|荣|占|超|有|是|为|确保|力争|压|关停|取缔|整"
    r"|排查|防|打|查|出台|制定|签|引进|承接|融|联|普及|免|帮|救|养|种|划|立"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Clean characters `start:end` of a paragraph, without the punctuation around them.

    One that `continues` is kept only with the clause before it, one that `opens` only with the one after it.
    `sentence` counts from 0 in the subject; `numbered` clauses begin a member of a numbered list.
    """

    start: int
    end: int
    sentence: int
    continues: bool
    opens: bool
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """An item, a paragraph or a part of one with a lead sentence: what one point may be about.

    `label` are the clean offsets of the lead, its punctuation and manner words left off; empty for none.
    """

    report: Report
    paragraph: Paragraph
    label: tuple[int, int]
    clauses: tuple[Clause, ...]


def subjects(report: Report, paragraph: Paragraph, start: int, end: int) -> list[Subject]:
    """Cut characters `start:end` of a paragraph into subjects, in order."""
    text = paragraph.text
    opened = [i for i in paragraph.items if i.kind is not ItemKind.NUMBERED and start <= i.start and i.end <= end]
    numbered = [i for i in paragraph.items if i.kind is ItemKind.NUMBERED and start <= i.start and i.end <= end]
    edges = [start, *(i.start for i in opened if i.start > start), end]
    labels = {i.start: i for i in opened}
    found = []
    for a, b in itertools.pairwise(edges):
        label = _item_label(text, labels[a]) if a in labels else _lead(text, paragraph, a)
        body = _after(text, label[1], b) if label[1] else a
        if a in labels and not label[1]:
            body = labels[a].label_start
        if not label[1] and a < paragraph.lead_end:
            body = max(a, paragraph.lead_end) if paragraph.lead_end < b else a
        found.append(Subject(report, paragraph, label, tuple(_clauses(text, body, b, numbered))))
    return found


def _item_label(text: str, item: Item) -> tuple[int, int]:
    """The item's label, if it is a sentence of its own; a label cut from a sentence is part of the clauses."""
    stop = text[item.label_end : item.label_end + 1]
    if stop not in ("。", "：", ":", "！") or item.label_end - item.label_start > 26:
        return (0, 0)
    return _trimmed(text, item.label_start, item.label_end)


_HEAD_MARK = re.compile(
    r"\s*(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d{1,2}[.．、](?!\d)|[①-⑳])\s*"
)


def _lead(text: str, paragraph: Paragraph, at: int) -> tuple[int, int]:
    if not paragraph.lead_end or at != 0 or paragraph.lead_end >= len(text):
        return (0, 0)
    mark = _HEAD_MARK.match(text)
    return _trimmed(text, mark.end() if mark else 0, paragraph.lead_end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    while start < end and text[start] in _EDGES + "—":
        start += 1
    start += manner_end(text[start:end])
    return (start, end) if start < end else (0, 0)


def _after(text: str, at: int, end: int) -> int:
    while at < end and text[at] in _EDGES:
        at += 1
    return at


def _clauses(text: str, start: int, end: int, items: Sequence[Item]) -> Iterator[Clause]:
    cuts = sorted({i.label_start for i in items if start <= i.start < end})
    marks = {i.label_start: i.start for i in items}
    edges = [start, *cuts, end]
    number = 0
    for left, right in itertools.pairwise(edges):
        stop = marks.get(right, right)
        for a, b in sentences(text[left:stop]):
            yield from _of_sentence(text, left + a, left + b, number, is_item=left in marks and a == 0)
            number += 1


def _of_sentence(text: str, start: int, end: int, number: int, *, is_item: bool) -> Iterator[Clause]:
    spans = list(_cut(text, start, end))
    after_bare = False
    for at, (a, b) in enumerate(spans):
        clause = text[a:b]
        # A bare name before a comma is the subject of what follows: 全市12个重点项目,均已开工.
        is_last = at + 1 == len(spans)
        sets_stage = not is_last and _OPENS.match(clause) is not None
        bare = not is_last and not sets_stage and _is_bare(clause)
        continues = at > 0 and (after_bare or _CONTINUES.match(clause) is not None)
        opens = bare or sets_stage
        yield Clause(a, b, number, continues, opens, is_item and at == 0)
        after_bare = bare


def _is_bare(clause: str) -> bool:
    return _TOPIC_ONLY.match(clause) is not None and not _HAS_VERB.search(clause)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    hidden = [m.span() for m in _QUOTED.finditer(text, start, end)]
    edges = [start]
    stops = [m for m in _MARKS.finditer(text, start, end) if not any(a < m.start() < b - 1 for a, b in hidden)]
    for mark in stops:
        edges.append(mark.end())
    edges.append(end)
    for left, right in itertools.pairwise(edges):
        a, b = left, right
        while a < b and text[a] in _EDGES + "—”’":
            a += 1
        while b > a and text[b - 1] in _EDGES + "—":
            b -= 1
        if b - a >= 2:
            yield a, b
