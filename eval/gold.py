"""Gold sets: what they hold, and how they are read from JSONL.

Five kinds share the format: questions, summary tasks, chosen indicator facts, paragraphs with every figure marked, and
SQuAD-style reading comprehension (`eval.squad`). What a file is shows in the keys of its lines. `eval.check` tells
whether a set contradicts itself; reading only refuses what has not the right shape.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from rag.errors import GoldSetProblem

Groups = tuple[tuple[str, ...], ...]
Value = float | tuple[float, ...]


class QuestionType(StrEnum):
    NUMBER = "number"
    FACT = "fact"
    LIST = "list"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    AGGREGATE = "aggregate"
    TRACKING = "tracking"
    PARAPHRASE = "paraphrase"
    TRADITIONAL = "traditional"
    ENGLISH = "english"
    UNANSWERABLE = "unanswerable"
    READING = "reading"  # of a reading-comprehension set


class Polarity(StrEnum):
    YES = "yes"
    NO = "no"


class Task(StrEnum):
    SECTION = "section"
    TOPIC = "topic"
    BRIEFING = "briefing"


class Kind(StrEnum):
    """What a gold set asks for."""

    QUESTIONS = "questions"
    SUMMARIES = "summaries"
    INDICATORS = "indicators"
    PARAGRAPHS = "indicators_exhaustive"
    SQUAD = "squad"


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact part of a report file."""

    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class Contest:
    """Who comes out ahead in a comparison, each with the spellings of their names."""

    winner: tuple[str, ...]
    loser: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its reference answer; `line` is where it stands in its file."""

    id: str
    line: int
    question: str
    type: QuestionType
    answer: str
    must_include: Groups
    must_not_include: tuple[str, ...]
    evidence: tuple[Quote, ...]
    evidence_any: bool
    answerable: bool
    derived: bool
    verdict: Contest | None
    polarity: Polarity | None
    files: tuple[str, ...]
    note: str = ""

    @property
    def answering_files(self) -> tuple[str, ...]:
        """The files that hold the evidence, without repeats."""
        return tuple(dict.fromkeys(e.file for e in self.evidence))


@dataclass(frozen=True, slots=True)
class KeyPoint:
    point: str
    must_include: Groups
    quote: Quote


@dataclass(frozen=True, slots=True)
class SummaryTask:
    """A section of one file, or a topic across files, and what its summary has to say."""

    id: str
    line: int
    task: Task
    files: tuple[str, ...]
    section: tuple[str, ...]
    topic: str
    key_points: tuple[KeyPoint, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of a report; `value` as printed, several for a range or a ratio."""

    line: int
    file: str
    place: str
    year: int
    period: str
    indicator: str
    raw: str
    value: Value
    unit: str
    kind: str
    measure: str
    qualifier: str
    quote: str


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A part of a file with all its indicators; `not_indicators` are what surely is none."""

    line: int
    file: str
    paragraph: str
    indicators: tuple[Indicator, ...]
    not_indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One gold file. Exactly the list that its kind names is filled."""

    name: str
    kind: Kind
    digest: str
    questions: tuple[Question, ...] = ()
    summaries: tuple[SummaryTask, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    paragraphs: tuple[MarkedParagraph, ...] = ()
    contexts: tuple[tuple[str, str], ...] = ()  # file name and text that a reading-comprehension set brings with it

    def __len__(self) -> int:
        return len(self.questions) + len(self.summaries) + len(self.indicators) + len(self.paragraphs)

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that the set quotes, sorted."""
        quoted = {file for q in self.questions for file in q.answering_files}
        quoted |= {file for s in self.summaries for file in s.files}
        quoted |= {i.file for i in self.indicators} | {p.file for p in self.paragraphs}
        return tuple(sorted(quoted))


def sample(gold: GoldSet, limit: int) -> GoldSet:
    """At most so many questions of a set, evenly from first to last; other kinds stay whole."""
    n = len(gold.questions)
    if n <= limit:
        return gold
    chosen = tuple(gold.questions[i * n // limit] for i in range(limit))
    return replace(gold, questions=chosen, digest=f"{gold.digest}/{limit}")


class Line:
    """One object of a JSONL file, with typed access that says where a value is wrong."""

    def __init__(self, source: str, number: int, values: Mapping[str, Any]) -> None:
        self.source = source
        self.number = number
        self.values = values

    def problem(self, message: str) -> GoldSetProblem:
        name = self.values.get("id") or "no id"
        return GoldSetProblem(
            f"{self.source}, line {self.number} ({name}): {message}.", fix="Correct the line and run again."
        )

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.problem(f"`{key}` must be a text")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.problem(f"`{key}` must be true or false")
        return value

    def year(self) -> int:
        value = self.values.get("year")
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.problem("`year` must be a whole number")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self.problem(f"`{key}` must be a list of texts, none of them empty")
        return tuple(value)

    def groups(self, key: str) -> Groups:
        value = self.values.get(key, [])
        ok = isinstance(value, list) and all(
            isinstance(group, list) and group and all(isinstance(s, str) and s for s in group) for group in value
        )
        if not ok:
            raise self.problem(f"`{key}` must be a list of groups, each a list of spellings")
        return tuple(tuple(group) for group in value)

    def children(self, key: str) -> list[Line]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self.problem(f"`{key}` must be a list of objects")
        # A child is reported under the id of its line.
        return [Line(self.source, self.number, {"id": self.values.get("id"), **v}) for v in value]

    def number_or_list(self, key: str) -> Value:
        value = self.values.get(key)
        given = value if isinstance(value, list) else [value]
        numbers = [float(n) for n in given if isinstance(n, int | float) and not isinstance(n, bool)]
        if not given or len(numbers) < len(given):
            raise self.problem(f"`{key}` must be a number or a list of numbers")
        return tuple(numbers) if isinstance(value, list) else numbers[0]


_Choice = TypeVar("_Choice", bound=StrEnum)


def _member(line: Line, key: str, choices: type[_Choice]) -> _Choice:
    value = line.text(key)
    try:
        return choices(value)
    except ValueError:
        raise line.problem(f"unknown {key} {value!r}; known are {', '.join(choices)}") from None


def load(path: Path, *, as_squad: bool = False) -> GoldSet:
    """Read one gold file.

    Raises:
        GoldSetProblem: the file is missing, is not UTF-8 JSON, or a line has not the shape of its kind.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise GoldSetProblem(f"There is no gold set {path}.", fix="Give the path of a .jsonl file.") from None
    except UnicodeDecodeError as error:
        raise GoldSetProblem(f"{path} is not UTF-8 (byte {error.start}).", fix="Save it as UTF-8.") from None
    if as_squad:
        from eval.squad import parse_squad

        return parse_squad(path.stem, text, digest_of(data))
    return parse(path.stem, text, digest_of(data))


def digest_of(data: bytes) -> str:
    """What tells one state of a gold set from another."""
    return hashlib.sha256(data).hexdigest()[:16]


def parse(name: str, text: str, digest: str = "") -> GoldSet:
    """Read a gold set from JSONL text; its kind shows in its first line."""
    lines = _lines(name, text)
    if not lines:
        raise GoldSetProblem(f"{name} holds no line.", fix="Add at least one JSON object.")
    kind = _kind(lines[0])
    digest = digest or digest_of(text.encode())
    if kind is Kind.QUESTIONS:
        return GoldSet(name, kind, digest, questions=tuple(_question(line) for line in lines))
    if kind is Kind.SUMMARIES:
        return GoldSet(name, kind, digest, summaries=tuple(_summary(line) for line in lines))
    if kind is Kind.INDICATORS:
        return GoldSet(name, kind, digest, indicators=tuple(_indicator(line) for line in lines))
    return GoldSet(name, kind, digest, paragraphs=tuple(_paragraph(line) for line in lines))


def _lines(name: str, text: str) -> list[Line]:
    lines: list[Line] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        try:
            values = json.loads(raw)
        except json.JSONDecodeError as error:
            raise GoldSetProblem(
                f"{name}, line {number}: not JSON ({error.msg}, column {error.colno}).", fix="One object a line."
            ) from None
        if not isinstance(values, dict):
            raise GoldSetProblem(f"{name}, line {number}: not a JSON object.", fix="One object a line.")
        lines.append(Line(name, number, values))
    return lines


def _kind(first: Line) -> Kind:
    for key, kind in (
        ("question", Kind.QUESTIONS),
        ("key_points", Kind.SUMMARIES),
        ("paragraph", Kind.PARAGRAPHS),
        ("indicator", Kind.INDICATORS),
    ):
        if key in first.values:
            return kind
    raise first.problem(
        "this is no gold set: no `question`, `key_points`, `paragraph` or `indicator` (SQuAD files need --format squad)"
    )


def _question(line: Line) -> Question:
    return Question(
        id=line.text("id"),
        line=line.number,
        question=line.text("question"),
        type=_member(line, "type", QuestionType),
        answer=line.text("answer", ""),
        must_include=line.groups("must_include"),
        must_not_include=line.texts("must_not_include"),
        evidence=tuple(Quote(e.text("file"), e.text("quote")) for e in line.children("evidence")),
        evidence_any=line.flag("evidence_any", default=False),
        answerable=line.flag("answerable"),
        derived=line.flag("derived", default=False),
        verdict=_contest(line),
        polarity=_member(line, "polarity", Polarity) if line.values.get("polarity") is not None else None,
        files=line.texts("files"),
        note=line.text("note", ""),
    )


def _contest(line: Line) -> Contest | None:
    value = line.values.get("verdict")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise line.problem("`verdict` must be an object with `winner` and `loser`")
    sides = Line(line.source, line.number, {"id": line.values.get("id"), **value})
    contest = Contest(sides.texts("winner"), sides.texts("loser"))
    if not contest.winner or not contest.loser:
        raise line.problem("`verdict` needs a `winner` and a `loser`")
    return contest


def _summary(line: Line) -> SummaryTask:
    files = line.texts("files")
    if not files:
        raise line.problem("`files` must name at least one report")
    task = _member(line, "task", Task)
    points = tuple(
        KeyPoint(p.text("point"), p.groups("must_include"), Quote(p.text("file", files[0]), p.text("quote", "")))
        for p in line.children("key_points")
    )
    section, topic = line.texts("section"), line.text("topic", "")
    if not (section if task is Task.SECTION else topic):
        raise line.problem(f"a {task} task needs a `{'section' if task is Task.SECTION else 'topic'}`")
    return SummaryTask(line.text("id"), line.number, task, files, section, topic, points)


def _indicator(line: Line, defaults: Mapping[str, Any] | None = None) -> Indicator:
    line = Line(line.source, line.number, {**(defaults or {}), **line.values})
    return Indicator(
        line=line.number,
        file=line.text("file"),
        place=line.text("place", ""),
        year=line.year(),
        period=line.text("period", "year"),
        indicator=line.text("indicator"),
        raw=line.text("raw", ""),
        value=line.number_or_list("value"),
        unit=line.text("unit"),
        kind=line.text("kind"),
        measure=line.text("measure"),
        qualifier=line.text("qualifier", ""),
        quote=line.text("quote"),
    )


def _paragraph(line: Line) -> MarkedParagraph:
    own: Sequence[str] = ("file", "place")
    defaults = {key: line.values[key] for key in own if key in line.values}
    return MarkedParagraph(
        line=line.number,
        file=line.text("file"),
        paragraph=line.text("paragraph"),
        indicators=tuple(_indicator(child, defaults) for child in line.children("indicators")),
        not_indicators=line.texts("not_indicators"),
    )
