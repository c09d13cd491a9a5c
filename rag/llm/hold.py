"""A draft held to the promise: each statement is checked against the evidence, cited anew or struck.

A statement stands only where evidence carries it read as an answer to the question: 5.5%左右 with a true source is
still wrong if that source is another city's, another year's, or a result where the target was asked for. So what a
statement leaves to the question, or to the clause before it, is put back before it is checked.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from rag.compose import Source
from rag.figures import Figure, Measure, find_figures, find_periods, same_value
from rag.indicators import IndicatorRow, extract
from rag.lexicon import mentions
from rag.llm.compared import Side, compares, difference, is_right_comparison, side_of
from rag.llm.english import check_english, is_english
from rag.llm.parse import Clause, Said
from rag.places import find_places, same_place
from rag.results import Problem, ProblemKind, Verdict
from rag.sentences import clauses, sentences
from rag.tense import ACTUAL, TARGET
from rag.types import Report
from rag.understand import Question
from rag.verify import Checked, verify_statement
from rag.verify.text import squeezed
from rag.verify.words import covered, weight, words

# Against how many other passages a statement is tried that its own do not carry.
_MAX_OTHERS = 12
_BARE_CHARS = 20
# Characters of content that say what a figure is of.
_SUBJECT = 3
# This share of them must stand in the sentence with the figure. Set on reference answers
# (nearly all 0.7 and more) against figures moved to another subject of the same reports (most below).
_MIN_SUBJECT = 0.7
# A clause with this share of them is about the same; one with no more than that is about something else.
_SAME_SUBJECT, _OTHER_SUBJECT = 0.9, 0.6
_PART_END = re.compile(r"(?<!\d)[，,；;：:](?!\d)|(?<=\d)[，；：]|[，,；;](?=[一-鿿])")
# What is said with one of these may be a change: 比去年增加8000亿元. Without, it is a level, and the change is not it.
_CHANGES = re.compile(r"[增减升降涨跌多少]|提高|扩大|缩小|上调|下调|相差|差距|高出|低于|百分点")
# A paragraph with one of these speaks of more years than it prints.
_SPAN = re.compile(r"[两三四五几]年|“?十[一二三四五六]五|以来|期间|[前去后明]年|上届|本届|任期")
_BLANK = re.compile(
    r"哪(?:一|几|[两二三四五六七八九])?个?(?P<kind>省|市|县|区|镇|乡|村|街道|国家|城市|地方|企业|公司|单位|部门|项目|年)"
    r"|哪(?:一|几|些)?(?:个|座|家|条|项|位|种|所|天|类)?|什么(?:时候|时间|名字|称号|地方|样的)?|谁|何时|何地|多少[个家所条座项名人户套亿万元吨亩台米处张辆件份斤倍公里平方]*|几[个家所条座项名]?"
)


@dataclass(frozen=True, slots=True)
class Held:
    """One statement of a draft and what became of it. `sources` carry it; none where it was struck."""

    text: str
    verdict: Verdict
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    recited: bool = False  # other evidence carries it than the draft named
    formula: str = ""  # how a figure of it was computed from those of its sources

    @property
    def stands(self) -> bool:
        return self.verdict is Verdict.SUPPORTED and bool(self.sources)


@dataclass(slots=True)
class _Thread:
    """The place and year that a text has come to speak of."""

    place: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Judges the statements of one draft over numbered evidence.

    `question` is None where none was asked (a summary); `places` are those that the library has reports of.
    Where the draft `is_continuous`, a sentence speaks of the place, and of the year, of those before it; one that
    leaves open of which of several it speaks is struck.
    """

    evidence: Sequence[Source]
    question: Question | None = None
    places: frozenset[str] = frozenset()
    is_continuous: bool = False
    _sides: list[Side] = field(default_factory=list)
    _ledgers: dict[str, list[IndicatorRow]] = field(default_factory=dict)
    _thread: _Thread = field(default_factory=_Thread)

    def hold(self, said: Said) -> Iterator[Held]:
        """Judge one statement. What claims nothing gives nothing.

        Of a statement that fails as a whole all parts may stand (a comparison in one sentence); where it has marks
        inside, those clauses that stand are kept and the others struck.
        """
        place, year = self._spoken_of(said.text) if self.is_continuous else ("", "")
        held = list(self._hold(said, place, year))
        if not any(one.stands for one in held):
            # What the reader does not see says nothing of the sentence after it.
            self._thread.place = self._thread.year = ""
        yield from held

    def _hold(self, said: Said, place: str, year: str) -> Iterator[Held]:
        if is_english(said.text):
            yield self._judge_english(said.text, said.marks)
            return
        parts = _parts(said)
        # Words alone carry no comparison: the words of both sides stand in the evidence whichever is said to be more.
        is_comparing = any(map(self._compares, parts))
        if self.is_continuous and (open_problem := self._left_open(said.text, place, year)):
            yield Held(said.text, Verdict.UNSUPPORTED, problems=(open_problem,))
            return
        whole = self._judge(said.text, _carried(said.text, place, year), said.marks)
        if whole is not None and whole.stands and not is_comparing:
            self._remember(whole.text, whole.sources)
            yield whole
            return
        if len(parts) > 1 or is_comparing:
            judged = self._judge_parts(parts, said.marks, place, year)
            if judged and all(part.stands for part in judged):
                yield _joined(said.text, judged)
                return
            if is_comparing and (whole is None or whole.stands):
                problems = tuple(p for part in judged for p in part.problems)
                yield Held(said.text, Verdict.UNSUPPORTED, problems=problems)
                return
        if whole is None:
            return
        if len(said.clauses) > 1:
            apart = self._judge_parts(said.clauses, said.marks, place, year)
            # A clause that leaves its subject to the one before it says nothing without that one.
            if apart and apart[0].stands and apart[0].text == said.clauses[0].text:
                yield from map(_as_sentence, apart)
                return
        yield whole

    def _spoken_of(self, text: str) -> tuple[str, str]:
        """The place and year of a sentence: its own or, where it names none, those of the sentence before."""
        thread = self._thread
        place = _first_place(text, self.places) or thread.place
        year = _first_year(text) or (thread.year if place == thread.place else "")
        thread.place, thread.year = place, year
        return place, year

    def _left_open(self, text: str, place: str, year: str) -> Problem | None:
        """Of which of several places, or of a figure of which of several years, a sentence speaks."""
        reports = {source.report.id: source.report for source in self.evidence}.values()
        places = {report.place for report in reports if report.place}
        if len(places) > 1 and not place:
            return Problem(ProblemKind.PLACE, text, "、".join(sorted(places)))
        years = {report.year for report in reports if report.year and (not place or same_place(report.place, place))}
        if len(years) > 1 and not year and find_figures(text):
            return Problem(ProblemKind.YEAR, text, "、".join(f"{y}年" for y in sorted(years)))
        return None

    def _judge_parts(
        self, parts: Sequence[Clause], marks: Sequence[int], place: str = "", year: str = ""
    ) -> list[Held]:
        """Judge clauses in turn, each with the place and year that it takes from those before it."""
        judged: list[Held] = []
        waiting: list[int] = []
        for part in parts:
            place = _first_place(part.text, self.places) or place
            year = _first_year(part.text) or year
            if self._compares(part):
                waiting.append(len(judged))
                judged.append(Held(part.text, Verdict.UNSUPPORTED, problems=(_other(part.text),)))
                continue
            held = self._judge(part.text, _carried(part.text, place, year), part.marks or marks)
            if held is None:
                continue
            if not held.stands and (found := difference(part.text, self._sides)):
                formula, sources = found
                held = Held(part.text, Verdict.SUPPORTED, _unique(sources), formula=formula)
            elif held.stands:
                self._remember(_carried(part.text, place, year), held.sources)
            judged.append(held)
        # Which is higher can be said before the figures are.
        for at in waiting:
            if is_right_comparison(judged[at].text, self._sides):
                sources = _unique([s for side in self._sides for s in side.sources])
                judged[at] = Held(judged[at].text, Verdict.SUPPORTED, sources)
        return judged

    def _compares(self, part: Clause) -> bool:
        named = [place.short for place in self.question.places] if self.question else []
        if not compares(part.text, [*named, *self.places, *(side.label for side in self._sides)]):
            return False
        # What a report itself says to be higher is a statement like any other.
        return not any(squeezed(part.text) in squeezed(source.quote) for source in self.evidence)

    def _remember(self, text: str, sources: tuple[Source, ...]) -> None:
        if side := side_of(text, sources, self.places):
            self._sides.append(side)

    def _judge(self, text: str, read_as: str, marks: Sequence[int]) -> Held | None:
        if self.question and _is_no_answer(text, self.question):
            return Held(text, Verdict.UNSUPPORTED, problems=(_other(text),))
        cited = [self.evidence[n - 1] for n in marks if 1 <= n <= len(self.evidence)]
        full = _in_full(read_as, self.question, self.places) if self.question else read_as
        first = self._check(text, full, cited) if cited else None
        if first is not None and first.verdict is Verdict.SUPPORTED:
            return Held(text, Verdict.SUPPORTED, self._narrow(text, full, cited))
        others = self._others(full, cited)
        for source in others:
            if self._check(text, full, [source]).verdict is Verdict.SUPPORTED:
                return Held(text, Verdict.SUPPORTED, self._narrow(text, full, [source]), recited=True)
        together = [*cited, *others]
        joint = self._check(text, full, together)
        if joint.verdict is Verdict.NO_CLAIM:
            return None
        if joint.verdict is Verdict.SUPPORTED:
            sources = self._narrow(text, full, together)
            return Held(text, Verdict.SUPPORTED, sources, recited=any(not _among(s, cited) for s in sources))
        failed = first or joint
        return Held(text, failed.verdict, problems=failed.problems)

    def _judge_english(self, text: str, marks: Sequence[int]) -> Held:
        cited = [self.evidence[n - 1] for n in marks if 1 <= n <= len(self.evidence)]
        # All places of the evidence are known, also those that no table knows.
        held = self.places | {source.report.place for source in self.evidence if source.report.place}
        problems: list[Problem] = []
        for sources in (cited, *([source] for source in self.evidence if not _among(source, cited)), self.evidence):
            found = check_english(text, sources, self._ledger, question=self.question, held=held)
            if found.rows:
                carrying = _unique([_of_row(row, sources) for row in found.rows])
                recited = any(not _among(source, cited) for source in carrying)
                return Held(text, Verdict.SUPPORTED, carrying, recited=recited)
            if found.problem:
                problems.append(found.problem)
        # What is wrong with it where the indicator is spoken of, first by the evidence that was named, then by all.
        telling = [p for p in (problems[0], problems[-1]) if p.kind is not ProblemKind.INDICATOR]
        return Held(text, Verdict.UNSUPPORTED, problems=(*telling, problems[-1])[:1])

    def _ledger(self, report: Report) -> list[IndicatorRow]:
        if report.id not in self._ledgers:
            self._ledgers[report.id] = list(extract(report))
        return self._ledgers[report.id]

    def _check(self, said: str, text: str, sources: Sequence[Source]) -> Checked:
        """Check `text`, which is what was `said` with all that it leaves out."""
        checked = verify_statement(text, sources)
        if checked.verdict is not Verdict.SUPPORTED:
            return checked
        if len(sources) > 1 and _is_one_claim(said):
            # Words of one source and the figure of another make a sentence that neither says.
            for source in sources:
                alone = self._check(said, text, [source])
                if alone.verdict is Verdict.SUPPORTED:
                    return alone
            return Checked(text, Verdict.UNSUPPORTED, (_other(said),), checked.sources)
        if problem := _off_subject(said, checked.sources or sources, self.places):
            return Checked(text, Verdict.UNSUPPORTED, (problem,), checked.sources)
        if problem := _odd_year(text, checked.sources or sources):
            return Checked(text, Verdict.CONTRADICTED, (problem,), checked.sources)
        wanted = [place.label for place in self.question.places] if self.question else []
        if problems := _elsewhere(text, checked.sources or sources, wanted, self.places):
            return Checked(text, Verdict.CONTRADICTED, problems, checked.sources)
        return checked

    def _others(self, text: str, cited: Sequence[Source]) -> list[Source]:
        fresh = [(n, s) for n, s in enumerate(self.evidence) if not _among(s, cited)]
        ranked = sorted(fresh, key=lambda pair: (-covered(text, words(pair[1].quote)), pair[0]))
        return [source for _, source in ranked[:_MAX_OTHERS]]

    def _narrow(self, said: str, text: str, sources: Sequence[Source]) -> tuple[Source, ...]:
        """The fewest of these sources, each no more than the sentences that are needed."""
        for source in sources:
            if self._check(said, text, [source]).verdict is Verdict.SUPPORTED:
                return (self._sentence(said, text, source),)
        kept = _unique(sources)
        for source in reversed(sources):
            fewer = tuple(other for other in kept if other != source)
            if fewer and self._check(said, text, fewer).verdict is Verdict.SUPPORTED:
                kept = fewer
        return kept

    def _sentence(self, said: str, text: str, source: Source) -> Source:
        for split in (sentences, clauses):
            spans = split(source.quote)
            for start, end in spans if len(spans) > 1 else ():
                one = _stripped(Source(source.report, source.paragraph, source.start + start, source.start + end))
                if one.quote and self._check(said, text, [one]).verdict is Verdict.SUPPORTED:
                    source = one
                    break
        return source


def _of_row(row: IndicatorRow, sources: Sequence[Source]) -> Source:
    """The sentences of a row of the ledger, as a part of the source that it stands in."""
    source = next(s for s in sources if s.report.id == row.report_id and s.paragraph.ordinal == row.paragraph)
    spans = [(a, b) for a, b in sentences(source.paragraph.text) if a < row.end and row.start < b]
    return _stripped(Source(source.report, source.paragraph, spans[0][0], spans[-1][1]))


def _parts(said: Said) -> list[Clause]:
    """The clauses of a statement between commas, semicolons and colons, where they may stand by themselves."""
    spans = _spans(said.text)
    # 2024年目标：… says of all that follows what it is.
    for i in range(len(spans) - 2, -1, -1):
        left = said.text[slice(*spans[i])]
        if left.endswith(("：", ":")) and not find_figures(left) and not compares(left.strip("：:")):
            spans[i : i + 2] = [(spans[i][0], spans[i + 1][1])]
    return [Clause(said.text[a:b].strip(" ，,；;：:。"), said.marks) for a, b in spans]


def _spans(text: str) -> list[tuple[int, int]]:
    edges = [0, *(m.end() for m in _PART_END.finditer(text)), len(text)]
    return [(a, b) for a, b in itertools.pairwise(edges) if text[a:b].strip()]


def _joined(text: str, parts: Sequence[Held]) -> Held:
    sources = _unique([source for part in parts for source in part.sources])
    formula = "；".join(part.formula for part in parts if part.formula)
    return Held(text, Verdict.SUPPORTED, sources, recited=any(p.recited for p in parts), formula=formula)


def _unique(sources: Sequence[Source]) -> tuple[Source, ...]:
    kept: dict[tuple[str, int, int, int], Source] = {}
    for source in sources:
        kept.setdefault((source.report.id, source.paragraph.ordinal, source.start, source.end), source)
    return tuple(kept.values())


def _among(source: Source, others: Sequence[Source]) -> bool:
    return any(
        source.report.id == other.report.id
        and source.paragraph.ordinal == other.paragraph.ordinal
        and source.start < other.end
        and other.start < source.end
        for other in others
    )


def _stripped(source: Source) -> Source:
    quote = source.quote
    left = len(quote) - len(quote.lstrip())
    return Source(source.report, source.paragraph, source.start + left, source.start + len(quote.rstrip()))


def _elsewhere(text: str, sources: Sequence[Source], wanted: Sequence[str], held: Set[str]) -> tuple[Problem, ...]:
    """A statement that names no place is read as one about the place asked about.

    Places that no table knows are known here by the reports of them and by the question.
    """
    named = [label for label in sorted({*held, *wanted}) if label in text]
    if not named and find_places(text):
        return ()
    for source in sources:
        own = source.report.place
        about = named or wanted
        if own and about and not any(same_place(own, label) or label in source.quote for label in about):
            return (Problem(ProblemKind.PLACE, "、".join(about), own),)
    return ()


def _odd_year(text: str, sources: Sequence[Source]) -> Problem | None:
    """A year that no source speaks of: not the report's, not the one that it reviews, nowhere in its words."""
    years = {year for period in find_periods(text) if len(period.years) == 1 for year in period.years}
    for year in sorted(years):
        if not any(_may_speak_of(year, source) for source in sources):
            return Problem(ProblemKind.YEAR, f"{year}年", "、".join(f"{s.report.year}年" for s in sources[:1]))
    return None


def _may_speak_of(year: int, source: Source) -> bool:
    own = source.report.year
    if own is None or own - 1 <= year <= own:
        return True
    around = f"{' '.join(source.section_path)} {source.paragraph.text}"
    return str(year) in around or _SPAN.search(around) is not None


def _first_place(text: str, held: Set[str]) -> str:
    found = [(m.start, text[m.start : m.end]) for m in find_places(text)]
    found += [(text.find(label), label) for label in held if label in text]
    return min(found)[1] if found else ""


def _first_year(text: str) -> str:
    # What stands in brackets is said of that clause alone: 6.5万人以上(2024).
    text = re.sub(r"[(（][^()（）]*[)）]", "", text)
    return next((f"{p.years[0]}年" for p in find_periods(text) if len(p.years) == 1), "")


def _carried(text: str, place: str, year: str) -> str:
    """A clause with the place and year of the clauses before it, where it names none."""
    year = "" if find_periods(text) else year
    place = "" if place in text or find_places(text) else place
    return f"{place}{year}{text}"


def _in_full(text: str, question: Question, held: Set[str]) -> str:
    """The statement with what it leaves to the question: place, year, indicator, target or result.

    A bare name or figure stands in the blank of the question.
    """
    if filled := _filled(text, question):
        return filled
    understood = question.understood
    if not find_figures(text):
        return text
    parts: list[str] = []
    if len(question.places) == 1 and not _first_place(text, {*held, question.places[0].name}):
        parts.append(question.places[0].name)
    if len(understood.years) == 1 and not find_periods(text):
        parts.append(f"{understood.years[0]}年")
    names_own = any(m.entry.kind == "indicator" for m in mentions(text))
    if understood.indicator and not names_own:
        parts.append(understood.indicator)
    elif not names_own and _says_nothing(text):
        parts.append(question.core)
    if not names_own and not re.search(r"目标|计划|实际|完成", text):
        parts.append({TARGET: "目标", ACTUAL: "实际"}.get(understood.status, ""))
    prefix = "".join(parts)
    return prefix + text if prefix else text


def _says_nothing(text: str) -> bool:
    """Whether a statement is a figure and whose it is, and leaves to the question what it is a figure of."""
    return weight(_subject(text)) < _SUBJECT


def _subject(text: str) -> str:
    """A statement without its figures, places and times: what is left says what it is about."""
    spans = [(f.start, f.end) for f in find_figures(text)]
    spans += [(m.start, m.end) for m in find_places(text)]
    spans += [(p.start, p.end) for p in find_periods(text)]
    at = len(text)
    kept: list[str] = []
    for start, end in sorted(spans, reverse=True):
        if end <= at:
            kept.append(text[end:at])
            at = start
    return " ".join(reversed([*kept, text[:at]]))


def _is_one_claim(text: str) -> bool:
    """Whether it has one figure, and so one source must carry it alone."""
    return len(find_figures(text)) == 1


def _off_subject(said: str, sources: Sequence[Source], places: Set[str]) -> Problem | None:
    """A figure of something else: too few of the words around it stand in the sentences that have it."""
    there: list[str] = []
    for source in sources:
        text = source.paragraph.text
        spans = [(a, b) for a, b in sentences(text) if a < source.end and source.start < b]
        there += [text[a:b] for a, b in spans]
        there.append(source.paragraph.lead)
    known = words(" ".join(there))
    for start, end in _spans(said):
        part = said[start:end]
        subject = _subject(part)
        for place in places:
            subject = subject.replace(place, " ")
        figures = find_figures(part)
        if not figures or weight(subject) < _SUBJECT:
            continue
        if covered(subject, known) < _MIN_SUBJECT:
            return Problem(ProblemKind.INDICATOR, part.strip(" ，,；;：:。"), there[0].strip())
        if len(figures) == 1 and (other := _of_neighbour(subject, figures[0], there)):
            return Problem(ProblemKind.NUMBER, figures[0].text, other)
        if len(figures) == 1 and not _CHANGES.search(part) and (other := _only_change(figures[0], there)):
            return Problem(ProblemKind.NUMBER, figures[0].text, other)
    return None


def _of_neighbour(subject: str, said: Figure, there: Sequence[str]) -> str:
    """The figure that a neighbouring clause gives for just this subject; empty where none gives another one."""
    best, own, rival = 0.0, 0.0, ""
    named, owns, verbatim = "", False, squeezed(subject)
    for text in there:
        for start, end in _spans(text):
            has_words = len(verbatim) > _SUBJECT and verbatim in squeezed(text[start:end])
            figures = [f for f in find_figures(text[start:end]) if f.base_unit == said.base_unit]
            share = covered(subject, words(text[start:end]))
            if any(same_value(said, figure) for figure in figures):
                own = max(own, share)
                # A clause without a subject of its own has that of the one before it.
                owns = owns or has_words or weight(_subject(text[start:end])) < _SUBJECT
                continue
            if figures and has_words:
                named = figures[0].text
            if figures and share > best:
                best, rival = share, figures[0].text
    if named and own > 0 and not owns:
        # 全社会固定资产投资90亿元，其中城镇固定资产投资70亿元: to the vocabulary these are one.
        return named
    return rival if best >= _SAME_SUBJECT and 0 < own <= _OTHER_SUBJECT else ""


def _only_change(said: Figure, there: Sequence[str]) -> str:
    """The clause by which a figure is only how much something changed; empty where it stands as a level, too."""
    rival = ""
    for text in there:
        for start, end in _spans(text):
            for figure in find_figures(text[start:end]):
                if figure.base_unit != said.base_unit or not same_value(said, figure):
                    continue
                if figure.measure is not Measure.CHANGE:
                    return ""
                rival = text[start:end].strip(" ，,；;：:。")
    return rival


def _is_no_answer(text: str, question: Question) -> bool:
    """A figure alone, where no figure was asked for: nobody can tell what it is a figure of."""
    return (
        question.understood.kind in ("definition", "list", "reason")
        and bool(find_figures(text))
        and weight(_subject(text)) == 0
        and not _filled(text, question)
    )


def _filled(text: str, question: Question) -> str:
    """The question as a statement, with a bare answer (定陶区, 1.2万套以上) in its blank; empty where it is none."""
    bare = text.rstrip("。！!")
    blanks = list(_BLANK.finditer(question.text))
    if len(question.places) > 1 or len(blanks) != 1 or len(bare) > _BARE_CHARS or re.search(r"[，,；;：:]", bare):
        return ""
    figures = find_figures(bare)
    if len(figures) > 1 or (figures and len(bare) - len(figures[0].text) > 4):
        return ""
    if not figures and (len(bare) > 12 or re.search(r"[是为有在将了]", bare)):
        return ""
    blank = blanks[0]
    stem = re.sub(r"[?？吗呢。]+$", "", question.text[blank.end() :])
    return f"{question.text[: blank.start()]}{bare}{stem}"


def _other(text: str) -> Problem:
    return Problem(ProblemKind.OTHER, text)


def _as_sentence(held: Held) -> Held:
    return replace(held, text=re.sub(r"[，,；;：:]?$", "。", held.text) if held.stands else held.text)
