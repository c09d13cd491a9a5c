"""Reports to a briefing, by a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from rag.brief.material import Material, Told, When, places_of
from rag.brief.sides import differences, shared
from rag.brief.tables import source as source_of
from rag.brief.tables import table
from rag.brief.templates import Part, Template, load
from rag.brief.topics import Topic, topic_of
from rag.cite import Citations
from rag.compare_years import compare
from rag.errors import Cancelled, UsageError
from rag.indicators import IndicatorRow
from rag.results import Brief, BriefSection, Cited, Table
from rag.summarize import Choice, Clause, Subject, choose, write
from rag.summarize.choose import Weigh
from rag.summarize.weigh import headline
from rag.track import pair
from rag.track.export import VERDICTS
from rag.types import Report

# Characters for each report in all points together, tables aside.
CHARS = {"short": 120, "medium": 300, "long": 800}
_POINT = 120
_OVERVIEW_EACH, _OVERVIEW_ALONE, _OVERVIEW_MOST = 66, 120, 400
_SIDES_SHARE = 0.12
_HEADLINES_SHARE = 0.45
# A topic that ends so needs no 情况 behind it.
_SAYS_WHAT = re.compile(
    r"(?:举措|措施|安排|部署|情况|成就|成效|目标|任务|做法|计划|保障|培育|建设|学位|工作|进展|改革)$"
)
# A clause that has less to do with the topic than this is left out however much room there is.
_LEAST = 0.4

Step = Callable[[int, int, str], None]


def make_brief(
    reports: Sequence[Report],
    rows_of: Callable[[Report], Sequence[IndicatorRow]],
    topic: str,
    *,
    length: str = "medium",
    template: str = "",
    copies: Mapping[str, tuple[str, ...]] | None = None,
    step: Step = lambda done, total, file: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Brief:
    """Write a briefing on a topic, or on everything, over one or many reports.

    Args:
        template: a name or file; else one that fits what there is: a topic, a place, several years of one place.

    Raises:
        UsageError: there is no report, no such template, or no such length.
        Cancelled: `cancelled` returned true.
    """
    if not reports:
        raise UsageError("there is no report to write a briefing from.", fix="Add reports, or name others.")
    if length not in CHARS:
        raise UsageError(f"length is {length!r}.", fix=f"Choose one of {', '.join(CHARS)}.")
    ordered = sorted(reports, key=lambda r: [r.id for r in reports].index(r.id))
    what = topic_of(topic, [r.place for r in ordered if r.place])
    form = load(template or _fitting(ordered, what))
    materials: list[Material] = []
    ledgers: list[Sequence[IndicatorRow]] = []
    for done, report in enumerate(ordered):
        step(done, len(ordered), report.file)
        if cancelled():
            raise Cancelled(f"stopped after {done} of {len(ordered)} reports.", fix="Ask again to go on.")
        materials.append(Material(report, what))
        ledgers.append(rows_of(report))
    step(len(ordered), len(ordered), "")
    writer = _Writer(materials, ledgers, what, Citations(copies or {}), CHARS[length] * len(ordered))
    return writer.write(form)


def _fitting(reports: Sequence[Report], topic: Topic) -> str:
    places = {r.place for r in reports}
    if len(reports) > 1 and len(places) == 1 and topic.is_general:
        return "years"
    if len(reports) == 1 and topic.is_general:
        return "place"
    return "topic"


class _Writer:
    """Fills the parts of a template, each clause used once."""

    def __init__(
        self,
        materials: Sequence[Material],
        ledgers: Sequence[Sequence[IndicatorRow]],
        topic: Topic,
        citations: Citations,
        limit: int,
    ) -> None:
        self.materials = materials
        self.ledgers = ledgers
        self.topic = topic
        self.citations = citations
        self.names = places_of([m.report for m in materials])
        places = [m.report.place or m.report.name for m in materials]
        self.short = places if len(set(places)) == len(places) else self.names
        self.limit = limit
        self.left = limit
        self.used: set[tuple[int, int]] = set()

    def write(self, form: Template) -> Brief:
        sections: dict[int, list[BriefSection]] = {}
        tables: list[Table] = []
        # The places get what the other parts leave.
        order = sorted(range(len(form.parts)), key=lambda i: (form.parts[i].kind == "places", i))
        for at in order:
            part = form.parts[at]
            if part.kind == "indicators":
                reports = [m.report for m in self.materials]
                made = table(
                    reports,
                    self.ledgers,
                    self.names,
                    self.topic,
                    self.citations,
                    title=part.heading,
                    side_by_side=form.name == "compare",
                )
                tables += [made] if made else []
            elif part.kind == "places":
                sections[at] = self._places(part)
            else:
                points = self._part(part)
                self.left -= sum(len(p.text) for p in points)
                sections[at] = [BriefSection(part.heading, tuple(points))] if points else []
        listed = tuple(s for at in sorted(sections) for s in sections[at])
        return Brief(self._title(form), self.topic.asked, listed, tuple(tables), self.citations.all)

    def _title(self, form: Template) -> str:
        years = sorted({m.report.year for m in self.materials if m.report.year})
        spans = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年" if years else ""
        places = list(dict.fromkeys(m.report.place or m.report.name for m in self.materials))
        named = "、".join(places) if len(places) <= 4 else f"{places[0]}等{len(places)}地"
        asked = self.topic.asked.strip()
        if "简报" in asked:
            return asked.replace(":", "：")
        if asked and self.topic.is_general:
            return f"{'' if any(p in asked for p in places) else named}{asked}简报"
        if _SAYS_WHAT.search(asked):
            return f"{asked}简报"
        return form.title.format(topic=asked, places=named, years=spans)

    def _part(self, part: Part) -> list[Cited]:
        share = int(self.limit * _SIDES_SHARE)
        if part.kind == "overview":
            return self._overview()
        if part.kind == "targets":
            return self._targets(int(self.limit * 0.35))
        if part.kind == "changes":
            return self._changes(int(self.limit * 0.2))
        if len(self.materials) < 2:
            return []
        side = shared if part.kind == "shared" else differences
        return side(self.materials, self.short, self.citations, share)

    def _overview(self) -> list[Cited]:
        """One paragraph: the most telling clause of each report; of one as a whole, what it leads with."""
        if len(self.materials) == 1 and self.topic.is_general:
            return self._headlines(self.materials[0])
        each = _OVERVIEW_EACH if len(self.materials) > 1 else _OVERVIEW_ALONE
        room = min(int(self.limit * 0.3), _OVERVIEW_MOST)
        texts: list[str] = []
        numbers: list[int] = []
        for material, name in zip(self.materials, self.short, strict=True):
            for choice in self._choose(material, min(each, room), material.wanted(), weigh=material.leading):
                text, cited = self._said(choice)
                if len(self.materials) > 1:
                    text = f"{name}{text}" if text.startswith(tuple("0123456789")) else f"{name}：{text}"
                if len(text) > room:
                    break
                room -= len(text)
                texts.append(text)
                numbers += cited
                self._use(choice)
                if len(self.materials) > 1:
                    break
        return [Cited("；".join(texts) + "。", tuple(dict.fromkeys(numbers)))] if texts else []

    def _places(self, part: Part) -> list[BriefSection]:
        sections = []
        each = self.left // len(self.materials)
        for material, name in zip(self.materials, self.names, strict=True):
            points: list[Cited] = []
            room = each
            while room > 0:
                points = self._points(material, room)
                over = sum(len(p.text) for p in points) - each
                if over <= 0:
                    break
                room -= over
            if points:
                sections.append(BriefSection(part.heading.format(place=name), tuple(points)))
        return sections

    def _points(self, material: Material, room: int) -> list[Cited]:
        told = material.wanted()
        by_subject = {id(t.subject): t for t in told}
        points: list[Cited] = []
        open_head, parts, numbers = "", [], []  # type: str, list[str], list[int]
        for choice in self._choose(material, room, told):
            text, cited = self._said(choice)
            head = _head(by_subject[id(choice.subject)])
            if parts and (head != open_head or sum(map(len, parts)) + len(text) > _POINT):
                points.append(Cited(f"{open_head}{'；'.join(parts)}。", tuple(dict.fromkeys(numbers))))
                parts, numbers = [], []
            open_head = head
            parts.append(text)
            numbers += cited
        if parts:
            points.append(Cited(f"{open_head}{'；'.join(parts)}。", tuple(dict.fromkeys(numbers))))
        return points

    def _headlines(self, material: Material) -> list[Cited]:
        """The main results and the main targets, each in the report's own sentences, one point for each."""
        points = []
        for when in (When.DONE, When.PLANNED):
            told = [t for t in material.wanted() if t.when is when and t.over_years == self.topic.over_years]
            subjects = [t.subject for t in told]
            chosen = choose(subjects, int(self.limit * _HEADLINES_SHARE), weight=_headline_only, with_labels=False)
            said = [self._said(choice) for choice in chosen]
            if said:
                head = _head(next(t for t in told if t.subject is chosen[0].subject))
                text = "；".join(text for text, _ in said)
                points.append(Cited(f"{head}{text}。", tuple(dict.fromkeys(n for _, numbers in said for n in numbers))))
                for choice in chosen:
                    self._use(choice)
        return points

    def _choose(
        self, material: Material, limit: int, told: Sequence[Told], *, weigh: Weigh | None = None
    ) -> list[Choice]:
        given = weigh or material.weight

        def weight(subject: Subject, clause: Clause) -> float:
            return 0.0 if (id(subject), clause.start) in self.used else given(subject, clause)

        chosen = choose([t.subject for t in told], limit, weight=weight, with_labels=False, least=_LEAST)
        return [
            c for c in chosen if sum(len(c.subject.paragraph.text[slice(*_span(c, n))]) for n in c.clauses) <= limit
        ]

    def _said(self, choice: Choice) -> tuple[str, list[int]]:
        points = list(write(choice, with_label=False))
        numbers = [self.citations.number(source) for point in points for source in point.sources]
        return _without_announcement("；".join(point.text.rstrip("。") for point in points)), numbers

    def _use(self, choice: Choice) -> None:
        self.used.update((id(choice.subject), choice.subject.clauses[n].start) for n in choice.clauses)

    def _targets(self, room: int) -> list[Cited]:
        """Targets of each year beside the results of the next, where both reports are here."""
        points: list[Cited] = []
        reports = {
            (m.report.place, m.report.year): (m.report, rows)
            for m, rows in zip(self.materials, self.ledgers, strict=True)
        }
        for (place, year), (report, rows) in sorted(reports.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
            later = reports.get((place, year + 1)) if year is not None else None
            if later is None or year is None:
                continue
            for one in pair([*rows, *later[1]], place, year):
                if not one.target.standard or (self.topic.words and not self._is_topical(one.target)):
                    continue
                text = (
                    f"{year}年{one.indicator}：{one.note.split(';')[0].replace(',', '，')}，{VERDICTS[one.verdict]}。"
                )
                if one.actual is None or len(text) > room:
                    continue
                room -= len(text)
                cited = (source_of(report, one.target), source_of(later[0], one.actual))
                points.append(Cited(text, tuple(self.citations.number(s) for s in cited)))
        return points

    def _is_topical(self, row: IndicatorRow) -> bool:
        return self.topic.hits(row.indicator) > 0 or row.topic in self.topic.ledger

    def _changes(self, room: int) -> list[Cited]:
        points: list[Cited] = []
        for earlier, later in zip(self.materials, self.materials[1:], strict=False):
            if earlier.report.place != later.report.place:
                continue
            for change in compare(earlier.report, later.report).slogans:
                text = f"{change.says}。"
                if len(text) <= room:
                    room -= len(text)
                    points.append(Cited(text, tuple(self.citations.number(s) for s in change.sources)))
        return points


def _headline_only(subject: Subject, clause: Clause) -> float:
    """Clauses with a headline indicator, and the growth behind its amount."""
    text = subject.paragraph.text
    if worth := headline(text[clause.start : clause.end]):
        return 1.0 + worth
    at = subject.clauses.index(clause)
    before = subject.clauses[at - 1] if at else clause
    follows = clause.continues and headline(text[before.start : before.end]) > 0
    return 2.0 if follows and _GROWTH.match(text[clause.start : clause.end]) else 0.0


_GROWTH = re.compile(r"(?:同比|比上年|按可比价格|按不变价格)?(?:计算)?[，,]?(?:名义|实际)?(?:增长|下降)[约近超]?[0-9]")
_ANNOUNCES = re.compile(r"^[^，；]{0,40}?(?:目标|指标)(?:是|为)?[：:]")


def _without_announcement(text: str) -> str:
    """Leave out 今年的主要预期目标是: the point says so in front."""
    return _ANNOUNCES.sub("", text)


def _span(choice: Choice, n: int) -> tuple[int, int]:
    clause = choice.subject.clauses[n]
    return clause.start, clause.end


def _head(told: Told) -> str:
    if told.over_years:
        return "多年来：" if told.when is When.DONE else "中期目标："
    if told.year is None:
        return "已完成：" if told.when is When.DONE else "安排："
    return f"{told.year}年：" if told.when is When.DONE else f"{told.year}年计划："
