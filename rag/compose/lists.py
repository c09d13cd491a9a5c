"""Lists that answer a question: the items of a paragraph, or the headings under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rag.compose import Source
from rag.compose.candidates import OTHER_STATUS, OTHER_YEAR, Judge
from rag.compose.enumerations import (
    in_short,
    paragraph_lists,
    parallel_figures,
    semicolon_lists,
    sequences,
    spoken_lists,
)
from rag.figures import find_figures, parse_chinese_number
from rag.lexicon import mentions
from rag.lexicon.spoken import spoken_words
from rag.sentences import sentences
from rag.tense import status_of
from rag.types import Item, ItemKind, Report, Role

# 哪八个方面, 10件实事, 十大民生实事: how many members are asked for.
_COUNT = re.compile(r"(?:哪|这)?([一二两三四五六七八九十]{1,3}|\d{1,2})(?:个|项|条|大|件|方面|种|类|点)")


_COUNTED = re.compile(
    r"(?:[一二两三四五六七八九十]{1,3}|\d{1,2})(?:个|项|条|大|件|种|类|点)(?:[一-鿿]{0,4}(?=[“\"]))?[“\"]?([一-鿿]{2,6}?)[”\"]?(?=[?？,，。]|是|有|都|分别|具体|各|叫|$)"
)


_ANNOUNCES = re.compile(r"([一二两三四五六七八九十]{1,3}|\d{1,2})(?:个|项|条|大|件|种|类)([一-鿿“”]{2,8})")
# What is left of a list whose members do not bear the name that the question puts in quotation marks.
OTHER_NAME = 0.3
# A list of just the number and name asked for is the one, though the words around it are others.
ANNOUNCED = 0.95
MIN_ALIKE = 3
MIN_NAME = 3  # shorter names (坚持, 工程) are those of many lists
# Characters up to which the members of a list are given whole.
SHORT_LIST = 330
# Members longer than this on average are paragraphs of their own: their leads name them.
LONG_MEMBER = 130
MAX_ANNOUNCEMENT = 60


@dataclass(frozen=True, slots=True)
class FoundList:
    """Members in order, each a source of its own, and how well the list answers."""

    members: tuple[Source, ...]
    score: float
    is_exact: bool = False  # has just as many members as are asked for


class Wanted(NamedTuple):
    """How many members are asked for, and what they are called; None and empty where the question does not say."""

    size: int | None
    subject: str
    kinds: tuple[str, ...] = ()  # the noun behind 哪些, in its own words and in those that reports print for it

    def is_of_kind(self, text: str) -> bool:
        """Whether a list with its introduction names what is asked for: works are no answer to 哪些节庆."""
        return not self.kinds or any(kind[-2:] in text or kind[:2] in text for kind in self.kinds)

    @property
    def noun(self) -> str:
        """The last word of what they are called: 工程 of 暖心工程."""
        return self.subject[-2:]


def asked_count(text: str) -> int | None:
    match = _COUNT.search(text)
    if not match:
        return None
    number = parse_chinese_number(match[1])
    return int(number) if number is not None and number > 1 else None


def subject_of(text: str) -> str:
    """What is counted in the question: 计划 in 哪四个“计划”, 底线 in 哪四条底线; empty where it does not count."""
    match = _COUNTED.search(text)
    return match[1] if match else ""


# What any list is of.
_ANY_KIND = re.compile(
    r"措施|举措|方面|工作|任务|目标|内容|要求|项目|工程|重点|行动|安排|部署|打算|计划|成绩|成就|成果|成效|进展|变化|亮点|问题|困难|短板|不足|挑战"
    r"|实事|事情|事项|数据|指标|数字|领域|地方|特点|做法|经验|政策|动作|办法|手段|原因|方向|部分|东西|好事|大事|入手|着手|发力|做起"
)
_WHICH = re.compile(r"(?:哪些|哪几[个项条种类家所座]?)(?:[一-鿿]{1,6}的)?(?P<kind>[一-鿿]{2,6})[?？。]?$")


def kinds_of(text: str) -> tuple[str, ...]:
    """What is asked for behind 哪些, and how reports call it; nothing where any list may be meant.

    >>> kinds_of("今年要办好哪些展会?")[0], kinds_of("今年有哪些打算?")
    ('展会', ())
    """
    found = _WHICH.search(text)
    if found is None or _ANY_KIND.search(found["kind"]):
        return ()
    words = (w for spoken in spoken_words(found["kind"]) for w in spoken.written)
    return (found["kind"], *(spelling for m in mentions(found["kind"]) for spelling in m.entry.spellings), *words)


def best_list(
    reports: Sequence[Report], judge: Judge, question: str, *, years: Sequence[int] = (), status: str = ""
) -> FoundList | None:
    """The list whose introduction covers the question best; None where there is none at all."""
    wanted = Wanted(asked_count(question), subject_of(question), kinds_of(question))
    found = [
        replace(one, score=one.score * _fit(one, report, years, status))
        for report in reports
        for one in _lists(report, judge, wanted)
    ]
    if not found:
        return None
    return max(found, key=lambda one: one.score)


def _fit(found: FoundList, report: Report, years: Sequence[int], status: str) -> float:
    """A list belongs to the year of its report: last year's works answer no question for this year's."""
    fit = 1.0 if not years or report.year is None or report.year in years else OTHER_YEAR
    said = status_of(report, found.members[0].paragraph) if status else ""
    return fit * (OTHER_STATUS if said and said != status else 1.0)


def _lists(report: Report, judge: Judge, wanted: Wanted) -> Iterator[FoundList]:
    for paragraph in report.paragraphs:
        for kind in ItemKind:
            marked = [item for item in paragraph.items if item.kind is kind]
            for items in _by_marks(marked):
                yield from _items(Source(report, paragraph, 0, len(paragraph.text)), items, judge, wanted)
    for lead, spoken in spoken_lists(report):
        labels = tuple(Source(s.report, s.paragraph, i.label_start, i.label_end) for s, i in spoken)
        around = " ".join((*report.section_path(labels[0].paragraph.section), lead))
        whole = tuple(source for source, _ in spoken)
        yield from _found(judge, around, labels, _shown(whole, labels, ItemKind.SPOKEN, wanted), wanted)
    for lead, points in paragraph_lists(report):
        around = " ".join((*report.section_path(points[0].paragraph.section), lead))
        yield from _found(
            judge, around, points, _shown(tuple(points), tuple(points), ItemKind.NUMBERED, wanted), wanted
        )
    for parent in range(-1, len(report.sections)):
        yield from _headings(report, parent, judge, wanted)
    for intro, works in semicolon_lists(report):
        around = " ".join((*report.section_path(works[0].paragraph.section), works[0].paragraph.lead, intro))
        yield from _found(judge, around, works, works, wanted)
    for source, size in sequences(report, wanted.size):
        score = _score_of_sentence(judge, source) * (1.25 if wanted.size == size else 0.8)
        score *= 1.0 if wanted.is_of_kind(source.quote) else OTHER_NAME
        if wanted.subject and wanted.subject not in source.quote and judge.puts_in_quotes(wanted.subject):
            score *= OTHER_NAME
        yield FoundList((source,), score, wanted.size == size)
    if wanted.size is None:
        yield from (FoundList((source,), _score_of_sentence(judge, source)) for source in parallel_figures(report))


def _by_marks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items of a paragraph together, and those of each kind of mark where it has several: 第一,…一是…二是…."""
    if len(items) > 1:
        yield items
    kinds = dict.fromkeys(_mark(item) for item in items)
    if len(kinds) > 1:
        for kind in kinds:
            same = [item for item in items if _mark(item) == kind]
            if len(same) > 1:
                yield same


def _mark(item: Item) -> str:
    """What a mark is besides its number: 第、 of 第一、, 是 of 一是."""
    return re.sub(r"[0-9一二三四五六七八九十,，]", "", item.marker)


def _items(whole: Source, items: Sequence[Item], judge: Judge, wanted: Wanted) -> Iterator[FoundList]:
    report, paragraph = whole.report, whole.paragraph
    members = tuple(Source(report, paragraph, i.start, i.end) for i in items)
    labels = tuple(Source(report, paragraph, i.label_start, i.label_end) for i in items)
    intro = paragraph.text[max(0, items[0].start - 60) : items[0].start]
    path = report.section_path(paragraph.section)
    # What stands over a whole chapter says less of a list than the paragraph's own first sentence.
    outer = " ".join(path if paragraph.lead else path[:-1])
    around = " ".join((*(() if paragraph.lead else path[-1:]), paragraph.lead, intro))
    yield from _found(judge, around, labels, _shown(members, labels, items[0].kind, wanted), wanted, outer)


def _score_of_sentence(judge: Judge, source: Source) -> float:
    before = source.paragraph.text[max(0, source.start - 60) : source.start]
    around = " ".join((*source.section_path, source.paragraph.lead, before))
    return judge.coverage(source.quote, around)


def _shown(
    members: tuple[Source, ...], labels: tuple[Source, ...], kind: ItemKind, wanted: Wanted
) -> tuple[Source, ...]:
    """Works are listed with their figures, whole if that is short; points by what they are about."""
    if wanted.size == len(labels) and wanted.noun and all(wanted.noun in label.quote for label in labels):
        # 哪三项工程 asks for the works by name.
        return labels
    if sum(len(member.quote) for member in members) > LONG_MEMBER * len(members):
        return labels
    with_figures = sum(bool(find_figures(member.quote)) for member in members)
    if kind is not ItemKind.NUMBERED and with_figures * 5 < len(members) * 3:
        return labels
    if sum(len(member.quote) for member in members) <= SHORT_LIST:
        return members
    if wanted.size == len(labels) and all(_is_led(m, label) for m, label in zip(members, labels, strict=True)):
        return labels  # 哪五个行业 asks for what each point is about
    return tuple(Source(m.report, m.paragraph, m.start, in_short(m.paragraph, m.start, m.end)) for m in members)


def _is_led(member: Source, label: Source) -> bool:
    """Whether a point opens with a sentence of its own that names it."""
    return member.quote[label.end - member.start :].startswith("。")


def _headings(report: Report, parent: int, judge: Judge, wanted: Wanted) -> Iterator[FoundList]:
    """The headings right under a heading; where there are none, the lead sentences of its paragraphs."""
    around = " ".join(report.section_path(parent)) if parent >= 0 else ""
    children = [i for i, section in enumerate(report.sections) if section.parent == parent]
    if children:
        names = tuple(_heading(report, child) for child in children)
        before = report.sections[children[0]].first - 1
    elif parent >= 0:
        led = [p for p in report.in_section(parent) if p.lead_end and p.role is Role.BODY]
        names = tuple(Source(report, p, 0, len(p.lead.rstrip("。;；"))) for p in led)
        before = led[0].ordinal - 1 if led else 0
    else:
        return
    if len(names) < 2:
        return
    if before >= 1:
        around += " " + _announcement(report.paragraph(before).text)
    yield from _found(judge, around, names, names, wanted)
    # ——这一年,…/——五年来,…: two lists under one heading.
    openings = dict.fromkeys(_opening(name) for name in names)
    if len(openings) > 1:
        for opening in openings:
            same = tuple(name for name in names if _opening(name) == opening)
            if opening and len(same) >= MIN_ALIKE:
                yield from _found(judge, around, same, same, wanted)


def _opening(name: Source) -> str:
    """The words up to the first comma, without the dash: 五年来."""
    opening, comma, _ = name.quote.lstrip("—- ").partition(",")
    if not comma:
        opening, comma, _ = name.quote.lstrip("—- ").partition("，")
    return opening if comma else ""


def _announcement(text: str) -> str:
    """The sentence that leads to a list: the last one, if it ends in a colon or is short."""
    start, end = sentences(text)[-1]
    last = text[start:end]
    return last if len(last) <= MAX_ANNOUNCEMENT or last.endswith((":", "：")) else ""


def _found(
    judge: Judge, around: str, labels: Sequence[Source], shown: Sequence[Source], wanted: Wanted, outer: str = ""
) -> Iterator[FoundList]:
    if wanted.size == len(labels) and wanted.noun:
        shown = [_named(source, wanted.noun) for source in shown]
    yield FoundList(tuple(shown), _score(judge, around, labels, wanted, outer), wanted.size == len(labels))
    if wanted.size is None or not wanted.subject or len(labels) <= wanted.size:
        return
    # Four plans among eight lead sentences: those that bear the name of what is counted.
    kept = [i for i, label in enumerate(labels) if wanted.subject in label.quote]
    if len(kept) == wanted.size:
        of_kind = [labels[i] for i in kept]
        yield FoundList(tuple(shown[i] for i in kept), _score(judge, around, of_kind, wanted, outer), is_exact=True)


def _named(member: Source, noun: str) -> Source:
    """A member up to the name asked for, where what follows only praises it: 实施“提级”行动,建强主阵地."""
    found = _AFTER_NAME.search(member.quote, max(member.quote.find(noun), 0))
    if noun not in member.quote or found is None or find_figures(member.quote):
        return member
    return replace(member, end=member.start + found.start())


_AFTER_NAME = re.compile(r"[,，]")


def _score(judge: Judge, around: str, labels: Sequence[Source], wanted: Wanted, outer: str = "") -> float:
    inside = " ".join(label.quote for label in labels)
    score = max(judge.coverage(around, outer), judge.coverage(f"{around} {inside}", outer) * 0.9)
    if not wanted.is_of_kind(f"{around} {inside}") or not judge.has_quoted(f"{outer} {around} {inside}"):
        score *= OTHER_NAME
    if wanted.size is not None:
        score *= 1.25 if wanted.size == len(labels) else 0.4
    if wanted.subject and all(wanted.subject in label.quote for label in labels):
        score *= 1.2
    elif judge.puts_in_quotes(wanted.subject) and not all(wanted.noun in label.quote for label in labels):
        # 哪五个“坚持” are five that begin so.
        score *= OTHER_NAME
    if wanted.size == len(labels) and _is_announced(around, labels, wanted):
        return max(score, ANNOUNCED)
    return score


def _is_announced(around: str, labels: Sequence[Source], wanted: Wanted) -> bool:
    """Whether the number and name asked for lead to a list, or each member bears the name: 7个重点场景, 十大行动."""
    if len(wanted.subject) < MIN_NAME or not all(wanted.noun in label.quote for label in labels):
        return False
    if all(wanted.subject in label.quote for label in labels):
        return True
    counts = (parse_chinese_number(m[1]) for m in _ANNOUNCES.finditer(around) if m[2].endswith(wanted.noun))
    return any(count is not None and int(count) == wanted.size for count in counts)


def _heading(report: Report, section: int) -> Source:
    chosen = report.sections[section]
    paragraph = report.paragraph(chosen.first)
    start = max(paragraph.text.find(chosen.heading), 0)
    return Source(report, paragraph, start, start + len(chosen.heading))
