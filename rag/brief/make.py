"""Reports to a briefing, by a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from rag.brief import targets
from rag.brief.lead import lead_of, leads
from rag.brief.material import Material, Told, When, places_of
from rag.brief.phrases import head, without_announcement
from rag.brief.shortcomings import shortcomings
from rag.brief.sides import Quoted, differences, shared
from rag.brief.spread import Spread, spreads
from rag.brief.tables import entries_of, table
from rag.brief.templates import Part, Template, load
from rag.brief.topics import Topic, topic_of
from rag.cite import Citations
from rag.compare_years import ChangeKind, compare
from rag.compose import Source
from rag.errors import Cancelled, UsageError
from rag.figures import find_figures
from rag.indicators import IndicatorRow
from rag.places import lookup
from rag.results import Brief, BriefSection, Cited, Table
from rag.summarize import Choice, Clause, Subject, choose, write
from rag.summarize.choose import Weigh
from rag.track import Track
from rag.types import Report

# Characters for each report in all points together, tables aside.
CHARS = {"short": 120, "medium": 300, "long": 800}
_POINT = 260
_BESIDE, _EVERYTHING = "目标与结果", "政府工作"
_SHARED_SHARE, _SIDES_SHARE, _WANTING_SHARE = 0.16, 0.12, 0.16
# A topic that ends so needs no 情况 behind it.
_SAYS_WHAT = re.compile(
    r"(?:举措|措施|安排|部署|情况|成就|成效|目标|任务|做法|计划|保障|培育|建设|学位|工作|进展|改革)$"
)
# A clause that has less to do with the topic than this is left out however much room there is.
_LEAST = 0.45
# What a clause is worth whose figures all stand in the table; less where nothing is asked for and the table is long.
_IN_TABLE, _IN_TABLE_OF_ALL = 0.6, 0.25
# The end of what a figure is a figure of: 新增就业 of 城镇新增就业2000人.
_NAME_BEFORE = re.compile(r"[一-鿿]{4}$")
# A report that fills less of its room has little to say on the topic.
_FULL = 0.6
# Of more reports than this the overall picture is who is first and last, not what each says.
_MOST_LEADS, _MOST_SPREADS = 6, 3

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

    Reports stand in the order of the administrative divisions, those of one place by year.

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
    ordered = _in_order(reports)
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
    writer = _Writer(materials, ledgers, what, Citations(copies or {}), CHARS[length] * len(ordered), cancelled)
    return writer.write(form)


def _in_order(reports: Sequence[Report]) -> list[Report]:
    codes = {place: next((p.code for p in lookup(place) if p.code), "") for place in {r.place for r in reports}}
    first = {r.place: i for i, r in reversed(list(enumerate(reports)))}
    return sorted(reports, key=lambda r: (not codes[r.place], codes[r.place], first[r.place], r.year or 0))


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
        cancelled: Callable[[], bool],
    ) -> None:
        self.materials = materials
        self.ledgers = ledgers
        self.reports = [m.report for m in materials]
        self.entries = [entries_of(r, rows, topic) for r, rows in zip(self.reports, ledgers, strict=True)]
        self.topic = topic
        self.citations = citations
        self.cancelled = cancelled
        self.names = places_of(self.reports)
        places = [r.place or r.name for r in self.reports]
        # Only a place that is there with several reports needs its year to be told apart.
        self.short = [p if places.count(p) == 1 else n for p, n in zip(places, self.names, strict=True)]
        self.limit = limit
        self.left = limit
        self.used: set[tuple[int, int]] = set()
        self.tabled: dict[tuple[str, int], set[int]] = {}  # where figures of the table begin, by report and paragraph
        self.followed: list[tuple[Track, Report, Report]] = []
        self._spreads: list[Spread] | None = None

    def write(self, form: Template) -> Brief:
        sections: dict[int, list[BriefSection]] = {}
        tables: list[Table] = []
        # The places get what the other parts leave.
        order = sorted(range(len(form.parts)), key=lambda i: (form.parts[i].kind == "places", i))
        for at in order:
            part = form.parts[at]
            if part.kind == "targets":
                self.followed = targets.followed(self.reports, self.ledgers, self._is_wanted)
                beside = targets.table(self.followed, self.citations, _BESIDE)
                tables += [beside] if beside else []
            if part.kind == "indicators":
                made = table(
                    self.reports,
                    self.entries,
                    self.names,
                    self.topic,
                    self.citations,
                    title=part.heading,
                    side_by_side=form.name == "compare",
                )
                if made:
                    tables.append(made)
                    self._note_tabled(made)
            elif part.kind == "places":
                sections[at] = self._places(part)
            else:
                points = self._part(part)
                self.left -= sum(len(p.text) for p in points)
                sections[at] = [BriefSection(part.heading, tuple(points))] if points else []
        listed = tuple(s for at in sorted(sections) for s in sections[at])
        return Brief(self._title(form), self.topic.asked, listed, tuple(tables), self.citations.all)

    def _note_tabled(self, made: Table) -> None:
        """Remember which figures stand in the table."""
        numbers = {n for row in made.rows for cell in row for n in cell.citations}
        cited = {(c.report_id, c.paragraph, c.quote_start) for c in self.citations.all if c.n in numbers}
        for row in (r for found in self.entries for e in found.values() for rows in e.values() for r in rows):
            if (row.report_id, row.paragraph, row.quote_start) in cited:
                self.tabled.setdefault((row.report_id, row.paragraph), set()).add(row.start)

    def _title(self, form: Template) -> str:
        years = sorted({r.year for r in self.reports if r.year})
        spans = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年" if years else ""
        places = list(dict.fromkeys(r.place or r.name for r in self.reports))
        named = "、".join(places) if len(places) <= 4 else f"{places[0]}等{len(places)}地"
        asked = self.topic.asked.strip()
        if "简报" in asked:
            return asked.replace(":", "：")
        if asked and self.topic.is_general:
            return f"{'' if any(p in asked for p in places) else named}{asked}简报"
        if _SAYS_WHAT.search(asked):
            return f"{asked}简报"
        # Without a topic the title of one must still say what it is: 政府工作情况简报.
        about = asked or ("" if "{places}" in form.title else _EVERYTHING)
        return form.title.format(topic=about, places=named, years=spans)

    def _part(self, part: Part) -> list[Cited]:
        if part.kind == "overview":
            return self._overview()
        if part.kind == "targets":
            return list(targets.points(self.followed, self.citations, int(self.limit * 0.35)))
        if part.kind == "changes":
            return self._changes(int(self.limit * 0.2))
        if part.kind == "shortcomings":
            return self._shortcomings(int(self.limit * _WANTING_SHARE))
        if len(self.materials) < 2:
            return []
        return self._shared() if part.kind == "shared" else self._differences()

    def _shared(self) -> list[Cited]:
        room = int(self.limit * _SHARED_SHARE)
        same = self._spread(room // 2, is_same=True)
        room -= sum(len(point.text) for point in same)
        besides = {name for found in self.entries for name in found}
        return same + shared(self.materials, self.short, self.citations, room, besides=besides, use=self._quote)

    def _differences(self) -> list[Cited]:
        room = int(self.limit * _SIDES_SHARE)
        far = [] if len(self.materials) > _MOST_LEADS else self._spread(room // 2, is_same=False)
        room -= sum(len(point.text) for point in far)
        return far + differences(self.materials, self.short, self.citations, room, use=self._quote)

    def _spread(self, room: int, *, is_same: bool) -> list[Cited]:
        if self._spreads is None:
            # Only reports of one year are compared, so that places need no year behind them.
            self._spreads = list(spreads(self.reports, self.entries, [r.place or r.name for r in self.reports]))
        points: list[Cited] = []
        for one in self._spreads:
            if one.is_same == is_same and len(one.text) <= room and len(points) < _MOST_SPREADS:
                room -= len(one.text)
                points.append(Cited(one.text, tuple(dict.fromkeys(map(self.citations.number, one.sources)))))
        return points

    def _overview(self) -> list[Cited]:
        """One paragraph: the most telling clause of each report; of one as a whole, what it leads with."""
        if len(self.materials) == 1 and self.topic.is_general:
            chosen = lead_of(self.materials[0], self.limit)
        elif len(self.materials) > _MOST_LEADS and (far := self._spread(self.limit, is_same=False)):
            return far
        else:
            # What each place says is dated, so that its reports are told apart.
            chosen = leads(self.materials, [r.place or r.name for r in self.reports], self.limit)
        points = []
        for one in chosen:
            numbers = tuple(dict.fromkeys(map(self.citations.number, one.sources)))
            points.append(Cited(one.text, numbers))
            for choice in one.choices:
                self._use(choice)
        return points

    def _places(self, part: Part) -> list[BriefSection]:
        """Each place under its own heading; of several, under one over all of them where the template gives it."""
        sections = []
        each = self.left // len(self.materials)
        level = 2 if part.over and len(self.materials) > 1 else 1
        for material, name in zip(self.materials, self.names, strict=True):
            if self.cancelled():
                raise Cancelled(f"stopped before writing of {name}.", fix="Ask again to go on.")
            points: list[Cited] = []
            room = each
            while room > 0:
                points = self._points(material, room)
                over = sum(len(p.text) for p in points) - each
                if over <= 0:
                    break
                room -= over
            if points:
                sections.append(BriefSection(part.heading.format(place=name), tuple(points), level))
        if level == 2 and sections:
            sections.insert(0, BriefSection(part.over, ()))
        return sections

    def _points(self, material: Material, room: int) -> list[Cited]:
        told = material.wanted()
        by_subject = {id(t.subject): t for t in told}
        points: list[Cited] = []
        open_head, parts, numbers = "", [], []  # type: str, list[str], list[int]
        for choice in self._balanced(material, room, told):
            text, cited = self._said(choice)
            start = head(by_subject[id(choice.subject)])
            if parts and (start != open_head or sum(map(len, parts)) + len(text) > _POINT):
                points.append(Cited(f"{open_head}{'；'.join(parts)}。", tuple(dict.fromkeys(numbers))))
                parts, numbers = [], []
            open_head = start
            parts.append(text)
            numbers += cited
        if parts:
            points.append(Cited(f"{open_head}{'；'.join(parts)}。", tuple(dict.fromkeys(numbers))))
        return points

    def _balanced(self, material: Material, room: int, told: Sequence[Told]) -> list[Choice]:
        """What was done and what is planned, each half of the room, or what the other leaves of it."""
        done, planned = ([t for t in told if t.when is when] for when in (When.DONE, When.PLANNED))
        if not done or not planned:
            return self._choose(material, room, told)
        first = self._choose(material, room // 2, done)
        second = self._choose(material, room - sum(map(_chars, first)), planned)
        first = self._choose(material, room - sum(map(_chars, second)), done)
        place = {id(t.subject): i for i, t in enumerate(told)}
        return sorted([*first, *second], key=lambda choice: place[id(choice.subject)])

    def _choose(self, material: Material, limit: int, told: Sequence[Told]) -> list[Choice]:
        """The most telling clauses for the room; where a report has few of them, what it says in general as well.

        A report gives its main targets two and three times; what is chosen twice is chosen again with one of them.
        """
        said_before: set[tuple[int, int]] = set()
        while True:
            chosen = self._chosen(material.weight, limit, told, said_before)
            if sum(map(_chars, chosen)) < _FULL * limit:
                chosen = self._chosen(material.generously, limit, told, said_before)
            again = _said_again(chosen) - said_before
            if not again:
                return [choice for choice in chosen if _chars(choice) <= limit]
            said_before |= again

    def _chosen(
        self, weigh: Weigh, limit: int, told: Sequence[Told], besides: Collection[tuple[int, int]]
    ) -> list[Choice]:
        def weight(subject: Subject, clause: Clause) -> float:
            if (id(subject), clause.start) in self.used or (id(subject), clause.start) in besides:
                return 0.0
            worth = weigh(subject, clause)
            if not worth or not self._is_tabled(subject, clause):
                return worth
            return worth * (_IN_TABLE if self.topic.asked else _IN_TABLE_OF_ALL)

        return choose([t.subject for t in told], limit, weight=weight, with_labels=False, least=_LEAST)

    def _is_tabled(self, subject: Subject, clause: Clause) -> bool:
        """Whether every figure of the clause stands in the table."""
        starts = self.tabled.get((subject.report.id, subject.paragraph.ordinal), ())
        if not any(clause.start <= start < clause.end for start in starts):
            return False
        words = subject.paragraph.text[clause.start : clause.end]
        figures = [f for f in find_figures(words) if f.kind in ("quantity", "rank", "ratio")]
        return bool(figures) and all(clause.start + f.start in starts for f in figures)

    def _said(self, choice: Choice) -> tuple[str, list[int]]:
        points = list(write(choice, with_label=False))
        numbers = [self.citations.number(source) for point in points for source in point.sources]
        return without_announcement("；".join(point.text.rstrip("。") for point in points)), numbers

    def _use(self, choice: Choice) -> None:
        self.used.update((id(choice.subject), choice.subject.clauses[n].start) for n in choice.clauses)

    def _quote(self, quoted: Quoted) -> None:
        self.used.add((id(quoted.told.subject), quoted.clause.start))

    def _is_wanted(self, row: IndicatorRow) -> bool:
        return not self.topic.words or self.topic.hits(row.indicator) > 0 or row.topic in self.topic.ledger

    def _changes(self, room: int) -> list[Cited]:
        """What one report says by name for the first time, and what the one before for the last: one point each."""
        points: list[Cited] = []
        pairs = [(a.report, b.report) for a, b in zip(self.materials, self.materials[1:], strict=False)]
        pairs = [(earlier, later) for earlier, later in pairs if earlier.place == later.place]
        many = len({later.place for _, later in pairs}) > 1
        for earlier, later in pairs:
            left = room // len(pairs)
            changes = [change for change in compare(earlier, later).slogans if self._is_of_topic(change.sources)]
            for kind in (ChangeKind.NEW, ChangeKind.DROPPED):
                texts: list[str] = []
                numbers: list[int] = []
                says = ""
                for change in changes:
                    if change.kind is kind:
                        says, name = change.says.split("“", 1)
                        if len(says) + len(name) + 4 <= left:
                            left -= len(name) + 2
                            texts.append(f"“{name}")
                            numbers += [self.citations.number(s) for s in change.sources]
                if texts:
                    left -= len(says) + 1
                    says = f"{later.place}{says}" if many and later.place not in says else says
                    points.append(Cited(f"{says}{'、'.join(texts)}。", tuple(dict.fromkeys(numbers))))
        return points

    def _is_of_topic(self, sources: Sequence[Source]) -> bool:
        return self.topic.is_general or any(self.topic.hits(source.quote) for source in sources)

    def _shortcomings(self, room: int) -> list[Cited]:
        """What the reports themselves say is wanting, one point each; not where results alone are asked for."""
        if self.topic.asked and self.topic.done != self.topic.planned:
            return []
        points: list[Cited] = []
        for report, name in zip(self.reports, self.short, strict=True):
            texts: list[str] = []
            numbers: list[int] = []
            for text, source in shortcomings(report):
                if len(text) + 1 <= room:
                    room -= len(text) + 1
                    texts.append(text)
                    numbers.append(self.citations.number(source))
            if texts:
                start = f"{name}：" if len(self.reports) > 1 else ""
                points.append(Cited(f"{start}{'；'.join(texts)}。", tuple(dict.fromkeys(numbers))))
        return points


def _chars(choice: Choice) -> int:
    return sum(choice.subject.clauses[n].end - choice.subject.clauses[n].start for n in choice.clauses)


def _said_again(choices: Sequence[Choice]) -> set[tuple[int, int]]:
    """Clauses whose every figure, with the words before it, another chosen clause has given already."""
    seen: set[str] = set()
    again = set()
    # The clauses that say most come first: 全年城镇新增就业2000人 beside 城镇新增就业2000人、转移就业900人.
    clauses = [(c.subject, c.subject.clauses[n]) for c in choices for n in c.clauses]
    figures = [_figures(subject, clause) for subject, clause in clauses]
    for at in sorted(range(len(clauses)), key=lambda i: (-len(figures[i]), i)):
        if figures[at] and figures[at] <= seen:
            subject, clause = clauses[at]
            again.add((id(subject), clause.start))
        seen |= figures[at]
    return again


def _figures(subject: Subject, clause: Clause) -> set[str]:
    """The figures of a clause, each with the last of what it is a figure of; nothing where one has no such words."""
    words = subject.paragraph.text[clause.start : clause.end]
    found = set()
    for figure in find_figures(words):
        if figure.kind not in ("quantity", "rank", "ratio"):
            continue
        name = _NAME_BEFORE.search(words[: figure.start])
        if name is None:
            return set()
        found.add(f"{name[0]}{words[figure.start : figure.end]}")
    return found
