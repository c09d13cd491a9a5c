"""What a report has to say on a topic: its subjects with their clauses, each weighed, done apart from planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.brief.shortcomings import admitted_from
from rag.brief.topics import Topic, pattern
from rag.indicators.stance import Phase, Stance, stances
from rag.summarize import Clause, Subject, own_weight, subjects, weight_in_whole
from rag.summarize.stock import is_stock
from rag.summarize.weigh import headline
from rag.types import Paragraph, Report, Role


class When(StrEnum):
    """What a subject tells of."""

    DONE = "done"
    PLANNED = "planned"


# A clause that names the topic counts in full; one under a lead or heading that does, in part; one beside it in the
# same sentence, a little.
_UNDER_LEAD, _UNDER_HEADING, _BESIDE = 0.42, 0.3, 0.08
_MORE = 0.15
_NAMED = 0.3
# What a clause of the topic is worth at least where a report has little to say: 加强公益性岗位开发管理 could stand in
# every report, but where jobs are asked for it is an answer.
_GENERAL = 0.5
# A long clause with a single word of the topic names it among other things.
_LONG, _IN_PASSING = 60, 0.15
# So does a long list: 深化科技、物流、农业、会展等方面合作.
_LIST, _FEW = 4, 2
# Where a plan or five years are asked for, what is said of one year counts this much, and the other way round.
_OTHER_SPAN = 0.35


@dataclass(frozen=True, slots=True)
class Told:
    """One subject of a report, with the time that it tells of."""

    subject: Subject
    when: When
    year: int | None
    over_years: bool
    span: str = ""  # of several years, as printed


class Material:
    """One report, read for a topic."""

    def __init__(self, report: Report, topic: Topic) -> None:
        self.report = report
        self.topic = topic
        self._pattern = pattern(topic.words) if topic.words else None
        self._hit_counts: dict[str, int] = {}
        self.told = [
            Told(subject, *_time(stance))
            for paragraph, stance in zip(report.paragraphs, stances(report), strict=True)
            if paragraph.role is Role.BODY and self._is_near(paragraph)
            for subject in subjects(report, paragraph, 0, len(paragraph.text))
            # What a report calls wanting is not what was done.
            if subject.clauses
            and not (stance.phase.looks_back and subject.clauses[0].start >= admitted_from(paragraph))
        ]
        self._times = {id(t.subject): t for t in self.told}
        self._weights: dict[tuple[int, int], float] = {}
        self._leading: dict[tuple[int, int], float] = {}
        self._relevances: dict[tuple[int, int], float] = {}
        self._wanted: list[Told] | None = None

    def wanted(self) -> list[Told]:
        """What the topic asks for: done, planned or both; of the years asked for, where the report tells of them."""
        if self._wanted is None:
            kinds = {k for k, asked in ((When.DONE, self.topic.done), (When.PLANNED, self.topic.planned)) if asked}
            of_kind = [t for t in self.told if t.when in kinds]
            if not self.topic.is_general:
                of_kind = [t for t in of_kind if any(self.relevance(t.subject, c) for c in t.subject.clauses)]
            of_years = [t for t in of_kind if t.year in self.topic.years and not t.over_years]
            if self.topic.over_years:
                of_years = [t for t in of_kind if t.over_years]
            self._wanted = of_years or of_kind
        return self._wanted

    def _is_near(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph, its lead or the heading over it has a word of the topic: no other can be about it."""
        if self._pattern is None:
            return True
        texts = (paragraph.text, paragraph.lead or "", *self.report.section_path(paragraph.section)[-1:])
        return any(self._pattern.search(text) for text in texts)

    def _hits(self, text: str) -> int:
        if text not in self._hit_counts:
            self._hit_counts[text] = self.topic.hits(text)
        return self._hit_counts[text]

    def weight(self, subject: Subject, clause: Clause) -> float:
        """What a clause is worth in a briefing on the topic; 0 if it has nothing to do with it."""
        key = id(subject), clause.start
        if key not in self._weights:
            self._weights[key] = self._weigh(subject, clause)
        return self._weights[key]

    def _weigh(self, subject: Subject, clause: Clause) -> float:
        span = _OTHER_SPAN if self._times[id(subject)].over_years != self.topic.over_years else 1.0
        if self.topic.is_general:
            return weight_in_whole(subject, clause) * span
        relevance = self.relevance(subject, clause)
        if not relevance:
            return 0.0
        own = own_weight(subject, clause)
        # What is said on the topic without a figure still says more of it than a figure about something near it.
        return (own + _NAMED if relevance >= 1 and own > 0 else own) * relevance * span

    def generously(self, subject: Subject, clause: Clause) -> float:
        """What a clause is worth where there is room left: any on the topic itself, stock phrases aside."""
        worth = self.weight(subject, clause)
        if self.topic.is_general or self.relevance(subject, clause) < 1:
            return worth
        return worth if is_stock(subject.paragraph.text[clause.start : clause.end]) else max(worth, _GENERAL)

    def leading(self, subject: Subject, clause: Clause) -> float:
        """What a clause is worth in the overall picture: it names the topic itself, and says what comes first."""
        if not self.topic.is_general and self.relevance(subject, clause) < 1:
            return 0.0
        key = id(subject), clause.start
        if key not in self._leading:
            self._leading[key] = self._lead(subject, clause)
        return self._leading[key]

    def _lead(self, subject: Subject, clause: Clause) -> float:
        span = _OTHER_SPAN if self._times[id(subject)].over_years != self.topic.over_years else 1.0
        first = headline(subject.paragraph.text[clause.start : clause.end]) * span
        # What fills the place of a year's work is held against its own kind.
        return (self.weight(subject, clause) + first) / span

    def relevance(self, subject: Subject, clause: Clause) -> float:
        key = id(subject), clause.start
        if key not in self._relevances:
            self._relevances[key] = self._relate(subject, clause)
        return self._relevances[key]

    def _relate(self, subject: Subject, clause: Clause) -> float:
        text = subject.paragraph.text
        words = text[clause.start : clause.end]
        if hits := self._hits(words):
            if hits <= _FEW and words.count("、") >= _LIST:
                return _IN_PASSING
            return 1.0 + _MORE * min(hits - 1, 2) if hits > 1 or clause.end - clause.start <= _LONG else _IN_PASSING
        if subject.label[1] and self._hits(text[slice(*subject.label)]):
            return _UNDER_LEAD
        path = subject.report.section_path(subject.paragraph.section)
        if (path and self._hits(path[-1])) or (subject.paragraph.lead and self._hits(subject.paragraph.lead)):
            return _UNDER_HEADING
        same = [c for c in subject.clauses if c.sentence == clause.sentence]
        return _BESIDE if self._hits(text[same[0].start : same[-1].end]) else 0.0


def _time(stance: Stance) -> tuple[When, int | None, bool, str]:
    over_years = stance.phase in (Phase.REVIEW_SPAN, Phase.PLAN_SPAN)
    return (When.DONE if stance.phase.looks_back else When.PLANNED), stance.year, over_years, stance.span


def places_of(reports: Sequence[Report]) -> list[str]:
    """How each report is headed: its place, with the year where the reports are of different years."""
    years = {report.year for report in reports}
    return [
        f"{report.place or report.name}（{report.year}年）"
        if len(years) > 1 and report.year
        else report.place or report.name
        for report in reports
    ]
