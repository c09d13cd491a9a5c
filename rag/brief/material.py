"""What a report has to say on a topic: its subjects with their clauses, each weighed, done apart from planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.brief.topics import Topic
from rag.indicators.stance import Phase, Stance, stances
from rag.summarize import Clause, Subject, own_weight, subjects, weight_in_whole
from rag.summarize.weigh import headline
from rag.types import Report, Role


class When(StrEnum):
    """What a subject tells of."""

    DONE = "done"
    PLANNED = "planned"


# A clause that names the topic counts in full; one under a lead or heading that does, in part; one beside it in the
# same sentence, a little.
_UNDER_LEAD, _UNDER_HEADING, _BESIDE = 0.42, 0.3, 0.08
_MORE = 0.15
_NAMED = 0.3
# A long clause with a single word of the topic names it among other things.
_LONG, _IN_PASSING = 60, 0.15
# Where a plan or five years are asked for, what is said of one year counts this much, and the other way round.
_OTHER_SPAN = 0.35


@dataclass(frozen=True, slots=True)
class Told:
    """One subject of a report, with the time that it tells of."""

    subject: Subject
    when: When
    year: int | None
    over_years: bool


class Material:
    """One report, read for a topic."""

    def __init__(self, report: Report, topic: Topic) -> None:
        self.report = report
        self.topic = topic
        self.told = [
            Told(subject, *_time(stance))
            for paragraph, stance in zip(report.paragraphs, stances(report), strict=True)
            if paragraph.role is Role.BODY
            for subject in subjects(report, paragraph, 0, len(paragraph.text))
            if subject.clauses
        ]
        self._times = {id(t.subject): t for t in self.told}
        self._weights: dict[tuple[int, int], float] = {}

    def wanted(self) -> list[Told]:
        """What the topic asks for: done, planned or both."""
        kinds = {k for k, asked in ((When.DONE, self.topic.done), (When.PLANNED, self.topic.planned)) if asked}
        return [t for t in self.told if t.when in kinds]

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

    def leading(self, subject: Subject, clause: Clause) -> float:
        """What a clause is worth in the overall picture: it names the topic itself, and says what comes first."""
        if self._times[id(subject)].over_years != self.topic.over_years:
            return 0.0
        if not self.topic.is_general and self.relevance(subject, clause) < 1:
            return 0.0
        return self.weight(subject, clause) + headline(subject.paragraph.text[clause.start : clause.end])

    def relevance(self, subject: Subject, clause: Clause) -> float:
        topic, text = self.topic, subject.paragraph.text
        hits = topic.hits(text[clause.start : clause.end])
        if hits:
            return 1.0 + _MORE * min(hits - 1, 2) if hits > 1 or clause.end - clause.start <= _LONG else _IN_PASSING
        if subject.label[1] and topic.hits(text[slice(*subject.label)]):
            return _UNDER_LEAD
        path = subject.report.section_path(subject.paragraph.section)
        if (path and topic.hits(path[-1])) or (subject.paragraph.lead and topic.hits(subject.paragraph.lead)):
            return _UNDER_HEADING
        same = [c for c in subject.clauses if c.sentence == clause.sentence]
        return _BESIDE if topic.hits(text[same[0].start : same[-1].end]) else 0.0


def _time(stance: Stance) -> tuple[When, int | None, bool]:
    over_years = stance.phase in (Phase.REVIEW_SPAN, Phase.PLAN_SPAN)
    return (When.DONE if stance.phase.looks_back else When.PLANNED), stance.year, over_years


def places_of(reports: Sequence[Report]) -> list[str]:
    """How each report is headed: its place, with the year where the reports are of different years."""
    years = {report.year for report in reports}
    return [
        f"{report.place or report.name}（{report.year}年）"
        if len(years) > 1 and report.year
        else report.place or report.name
        for report in reports
    ]
