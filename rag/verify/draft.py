"""Somebody's draft against a whole library, sentence by sentence.

A sentence speaks of the place that it names, else of the one named before it in its paragraph, else of the one in the
heading over it. All claims of a sentence about one place have to come from one report, or a figure of another town
would vouch for a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.cite import Citations
from rag.compose import Source
from rag.errors import Cancelled
from rag.figures import fold
from rag.figures.periods import Found, resolve
from rag.places import Place, same_place
from rag.results import CheckedSentence, Problem, ProblemKind, Verdict, Verification
from rag.sentences import sentences
from rag.types import Passage
from rag.verify.claims import Claim, read_claims
from rag.verify.derived import concludes, wrong_conclusions
from rag.verify.facts import Reading
from rag.verify.search import Finder
from rag.verify.statement import Checked, Judge, judge_claims
from rag.verify.text import plain, squeezed
from rag.verify.words import weight

_SHORT = 3
MAX_REPORTS = 3
# A passage with this share of a sentence's words is what the sentence was taken from.
_CLOSE = 0.75
# Reports whose best passage has so much less of the words are not where it was taken from.
_FURTHER = 0.15
_SCALES = (1, 10_000, 100_000_000)
_HEADING_CHARS = 40
_ENDS = re.compile(r"[。！？!?；;，,]\s*[”’」』）)】]*\s*$")
_SENTENCE_ENDS = re.compile(r"[。！？!?；;：:|]\s*[”’」』）)】]*\s*$")
_STARTS = re.compile(
    r"\s*$|\s*(?:#|[-*+>|]\s|\d+[.、]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|　　)"
)
# A line shorter than this ends where it ends: a heading, a list item.
_BROKEN_CHARS = 24
_LEAD_IN = re.compile(
    r"^(?:以下|如下|现将|具体|综上|总之|总的来看|附件|注|来源|资料来源|数据来源|备注)[^，。]{0,20}[：:。]?$"
)
_QUESTION = re.compile(r"[？?]\s*[”’」』）)]*\s*$")


Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class _Context:
    """What a sentence takes over from those before it."""

    places: tuple[Place, ...] = ()
    periods: tuple[Found, ...] = ()


def check_draft(
    text: str,
    finder: Finder,
    copies: Mapping[str, tuple[str, ...]],
    judge: Judge | None = None,
    *,
    step: Step = lambda done, total, sentence: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Verification:
    """Check every sentence of a draft; sources are numbered as they come.

    Raises:
        Cancelled: `cancelled` returned true.
    """
    citations = Citations(copies)
    checked: list[CheckedSentence] = []
    heading = _Context()
    lines = [(line, sentences(line)) for line in _paragraphs(text)]
    total, done = sum(len(spans) for _, spans in lines), 0
    for line, spans in lines:
        context = heading
        for start, end in spans:
            sentence = line[start:end].strip()
            step(done, total, sentence)
            if cancelled():
                raise Cancelled(f"stopped after {done} of {total} sentences.", fix="Check it again.")
            done += 1
            if not squeezed(plain(sentence)):
                continue
            claims = read_claims(plain(sentence), held=finder.held)
            if _is_heading(sentence, claims, whole=end - start == len(line)):
                heading = context = _taken_over(heading, claims)
                checked.append(CheckedSentence(sentence, Verdict.NO_CLAIM))
                continue
            one = check_sentence(sentence, claims, finder, context.places, judge)
            numbers = tuple(sorted({citations.number(source) for source in one.sources}))
            checked.append(CheckedSentence(sentence, one.verdict, numbers, one.problems))
            context = _taken_over(context, claims)
    step(done, total, "")
    return Verification(tuple(checked), citations.all)


def _paragraphs(text: str) -> Iterator[str]:
    """Lines; one that was broken in mid-sentence is joined with the next."""
    held = ""
    for line in text.splitlines():
        if held and not _STARTS.match(line):
            held += line.strip()
        else:
            if held:
                yield held
            held = line.rstrip()
        if len(line.strip()) < _BROKEN_CHARS or _SENTENCE_ENDS.search(line):
            yield held
            held = ""
    if held:
        yield held


def _taken_over(context: _Context, claims: Sequence[Claim]) -> _Context:
    for claim in claims:
        context = _Context(claim.places or context.places, claim.periods or context.periods)
    return context


def _is_heading(sentence: str, claims: Sequence[Claim], *, whole: bool) -> bool:
    if any(claim.figure for claim in claims):
        return False
    return whole and len(sentence) <= _HEADING_CHARS and not _ENDS.search(sentence) and "，" not in sentence


# 某省经济很好。: a judgement of whoever writes it, that no report bears out or contradicts.
_PRAISE = re.compile(
    r"[一-鿿]{0,12}?(?:经济|社会|交通|环境|工作|形势|前景|发展|民生|生活|治理|建设|成绩|成效|变化|面貌|态势|产业|农业|工业|教育|医疗|文化)*(?:的)?"
    r"(?:整体|总体|各方面|一切|都|也|还|确实|真的|非常|十分|很|挺|相当|特别|比较|更|越来越|太|最)+"
    r"(?:好|不错|便利|方便|优美|繁荣|喜人|可喜|乐观|稳定|健康|漂亮|美|强|厉害|出色|突出|明显|大|差|糟|一般|落后|困难)(?:了|的)?[。!！]?"
)


def _only_praises(said: str) -> bool:
    """Whether a sentence only says how good or bad things are, with no fact that could be looked up."""
    return _PRAISE.fullmatch(said.strip()) is not None


def check_sentence(
    text: str, claims: Sequence[Claim], finder: Finder, carried: tuple[Place, ...] = (), judge: Judge | None = None
) -> Checked:
    """One sentence against the library; `carried` are the places that the text before it speaks of."""
    said = plain(text)
    if _LEAD_IN.match(said) or _QUESTION.search(said) or _only_praises(said) or not _claiming(claims):
        return Checked(text, Verdict.NO_CLAIM)
    if exact := _exactly(said, finder.find(said, finder.all_ids), finder):
        return Checked(text, Verdict.SUPPORTED, (), (exact,))
    parts = [_check_part(part, finder, carried) for part in _parts(claims)]
    if wrong := wrong_conclusions(claims):
        parts.append((Verdict.CONTRADICTED, wrong, []))
    verdict = _joined([verdict for verdict, _, _ in parts])
    problems = tuple(dict.fromkeys(p for _, some, _ in parts for p in some))
    sources = tuple({_span(s): s for _, _, some in parts for s in some}.values())
    if verdict is Verdict.SUPPORTED and judge is not None and not judge(said, "\n".join(s.quote for s in sources)):
        return Checked(text, Verdict.UNSUPPORTED, (Problem(ProblemKind.OTHER, said),), sources)
    return Checked(text, verdict, problems, sources)


def _claiming(claims: Sequence[Claim]) -> bool:
    return any(claim.figure or weight(claim.subject) >= _SHORT for claim in claims)


def _span(source: Source) -> tuple[str, int, int, int]:
    return source.report.id, source.paragraph.ordinal, source.start, source.end


def _joined(verdicts: Sequence[Verdict]) -> Verdict:
    for verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED):
        if verdict in verdicts:
            return verdict
    return Verdict.SUPPORTED


# Word for word


def _exactly(said: str, candidates: Sequence[Passage], finder: Finder) -> Source | None:
    """The place where a report says this word for word, from one mark of punctuation to the next."""
    wanted = squeezed(said)
    for passage in candidates:
        if span := _span_of(wanted, passage.text):
            return replace(finder.source(passage), start=passage.start + span[0], end=passage.start + span[1])
    for passage in candidates[:2]:  # a sentence too long for one passage
        source = finder.source(passage)
        if span := _span_of(wanted, source.paragraph.text):
            return replace(source, start=span[0], end=span[1])
    return None


def _span_of(wanted: str, raw: str) -> tuple[int, int] | None:
    text = fold(raw)  # one character for one
    if wanted not in squeezed(text):
        return None
    kept = [i for i, char in enumerate(text) if char == "." or squeezed(char)]
    at = "".join(text[i] for i in kept).find(wanted)
    if at < 0:
        return None
    first, last = kept[at], kept[at + len(wanted) - 1] + 1
    return (first, last) if _is_edge(text[:first][-1:]) and _is_edge(text[last:][:1]) else None


def _is_edge(char: str) -> bool:
    return not char or not (char.isalnum() or char in "%.")


# In other words


def _parts(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Claims about one place and time together."""
    part: list[Claim] = []
    for claim in claims:
        if part and _topic(claim) != _topic(part[-1]):
            yield part
            part = []
        part.append(claim)
    if part:
        yield part


def _topic(claim: Claim) -> tuple[tuple[str, ...], tuple[object, ...]]:
    return tuple(p.label for p in claim.places), tuple(
        (p.years, p.offsets) for p in claim.periods if p.years or p.offsets
    )


Outcome = tuple[Verdict, list[Problem], list[Source]]


def _check_part(claims: Sequence[Claim], finder: Finder, carried: tuple[Place, ...]) -> Outcome:
    if not _claiming(claims):
        return Verdict.SUPPORTED, [], []
    if not claims[0].places and carried:
        claims = [replace(claim, places=carried) for claim in claims]
    places = claims[0].places
    query = " ".join(dict.fromkeys(_words_of(claim) for claim in claims))  # places and years only choose the reports
    best: tuple[float, Outcome] | None = None
    for scope in _scopes(claims, places, finder):
        likely = finder.likely(query, scope)
        for score, outcome in _by_report(claims, likely, finder):
            if outcome[0] is Verdict.SUPPORTED:
                return outcome
            if best is None or score > best[0]:
                best = score, outcome
        if likely and likely[0][0] >= _CLOSE:
            break
    if places and len(claims) > 1 and (several := _one_by_one(claims, places, finder)):
        return several
    if best is None:
        return Verdict.UNSUPPORTED, [Problem(ProblemKind.PLACE if places else ProblemKind.OTHER, query)], []
    # A figure that another place's report gives was taken from it; words alone may be true of both.
    has_figure = any(claim.figure for claim in claims)
    taken = has_figure and _is_taken_from_another(best[1])
    own = finder.reports_of(place.label for place in places) if has_figure else _of_own(places, finder)
    if places and not own and not taken:
        return Verdict.UNSUPPORTED, [Problem(ProblemKind.PLACE, "、".join(place.name for place in places))], []
    return best[1]


def _of_own(places: Sequence[Place], finder: Finder) -> bool:
    """Whether one of the places has a report of its own, and not only one of the province around it."""
    return any(same_place(place.label, held) for place in places for held in finder.held)


def _is_taken_from_another(outcome: Outcome) -> bool:
    """Whether only the place is wrong: the figure of a town that has its report, given to one that has none."""
    return all(problem.kind is ProblemKind.PLACE for problem in outcome[1])


def _one_by_one(claims: Sequence[Claim], places: tuple[Place, ...], finder: Finder) -> Outcome | None:
    """Claims from several reports of the place that is named: the aim of one year, the result in the next."""
    scope = finder.reports_of(place.label for place in places)
    years = {row.year for row in finder.rows if row.id in scope}
    if len(years) < 2 or wrong_conclusions(claims):
        return None
    sources: list[Source] = []
    for claim in claims:
        if concludes(claim):
            continue
        found = _by_report([claim], finder.likely(_words_of(claim), scope), finder)
        outcome = next((outcome for _, outcome in found if outcome[0] is Verdict.SUPPORTED), None)
        if outcome is None:
            return None
        sources += outcome[2]
    return Verdict.SUPPORTED, [], sources


def _scopes(claims: Sequence[Claim], places: tuple[Place, ...], finder: Finder) -> Iterator[frozenset[str]]:
    """First the reports that should say it, then all: to find out what else the statement may have been taken from."""
    years = {year for claim in claims for period in claim.periods for year in resolve(period, None)}
    own = finder.reports_of(place.label for place in places) if places else finder.all_ids
    told = frozenset(row.id for row in finder.rows if row.id in own and _tells_of(row.year, years))
    yield told
    if told != own:
        yield own
    if own != finder.all_ids:
        yield finder.all_ids


def _tells_of(report_year: int | None, years: Collection[int]) -> bool:
    return not years or report_year is None or any(0 <= report_year - year <= 1 for year in years)


def _by_report(
    claims: Sequence[Claim], likely: Sequence[tuple[float, Passage]], finder: Finder
) -> Iterator[tuple[float, Outcome]]:
    groups: dict[str, list[Passage]] = {}
    for share, passage in likely:
        if share < likely[0][0] - _FURTHER and passage.report_id not in groups:
            continue
        groups.setdefault(passage.report_id, []).append(passage)
    for report_id, group in list(groups.items())[:MAX_REPORTS]:
        readings = [finder.reading(passage) for passage in group]
        outcome = _judged(claims, readings)
        if outcome[0] is not Verdict.SUPPORTED and len(claims) > 1:
            # A merged statement: the other clause stands elsewhere in the report.
            known = {(r.paragraph.ordinal, r.start) for r in readings}
            more = [p for claim in claims for p in finder.find(_words_of(claim), frozenset({report_id}), 1)]
            others = {(p.paragraph, p.start): p for p in more if (p.paragraph, p.start) not in known}
            if others:
                outcome = _judged(claims, [*readings, *map(finder.reading, others.values())])
        yield _closeness(outcome), outcome


def _words_of(claim: Claim) -> str:
    if claim.figure is None:
        return claim.subject or claim.text
    # A report may print the figure on another scale: 4450亿 for 445000000000.
    scales = [f"{(value / scale).normalize():f}" for value in claim.figure.base_values for scale in _SCALES]
    return " ".join((claim.about, claim.figure.text, *scales))


def _judged(claims: Sequence[Claim], readings: Sequence[Reading]) -> Outcome:
    text = "，".join(dict.fromkeys(claim.text for claim in claims))
    cited = [(r, Source(r.report, r.paragraph, r.start, r.end)) for r in readings]
    return judge_claims(text, claims, cited)


def _closeness(outcome: Outcome) -> float:
    """How near a failed statement came: fewer problems, and rather contradicted than nowhere found."""
    verdict, problems, _ = outcome
    weights = {ProblemKind.PLACE: 3.0, ProblemKind.YEAR: 2.0, ProblemKind.INDICATOR: 2.0}
    cost = sum(weights.get(problem.kind, 1.0) for problem in problems)
    return (0.0 if verdict is Verdict.CONTRADICTED else -2.5) - cost
