"""One statement against the evidence that it cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.compose import Source
from rag.figures import Bound, Figure
from rag.results import Problem, ProblemKind, Verdict
from rag.verify.claims import Claim, is_generic, read_claims
from rag.verify.compare import Match, compare
from rag.verify.derived import concludes, is_difference, wrong_conclusions
from rag.verify.facts import Reading, read_source
from rag.verify.text import plain, squeezed
from rag.verify.wording import carried_by, is_label, names_missing, places_missing
from rag.verify.words import covered, weight, words

# How far a claim and a fact must be about the same to be compared at all.
ABOUT = 0.3
# When another figure of the source is nearer to the words of a claim than the one of its value: in one 分别 list by
# anything, elsewhere if the words are the very same and those of its own are not.
_SAME_LIST = 0.01
_CLEARLY = 0.5
_SAME_WORDS = 0.88
_SAME_SENTENCE = 0.07
_MUCH = 0.12
_SHORT = 3
# So little of the words of one thing stands in those of another.
_NOTHING = 0.45
_LEAST_WORDS = 1

Judge = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement, what became of it, why, and the narrowest sources that carry it or speak against it."""

    text: str
    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def ok(self) -> bool:
        return self.verdict in (Verdict.SUPPORTED, Verdict.NO_CLAIM)


def verify_statement(text: str, sources: Sequence[Source], *, about: str = "", judge: Judge | None = None) -> Checked:
    """Compare one statement with the text that it cites.

    `about` is the question that the statement answers: it says what a bare figure (7%左右。) is a figure of.

    Only figures inside the cited spans count; what stands around them says of what place, year and indicator they
    are. `judge(statement, evidence)` may be a cross-encoder: it is asked only about what is supported here, and its
    no makes that unsupported.
    """
    said = plain(text)
    readings = [read_source(source) for source in sources]
    held = frozenset(source.report.place for source in sources if source.report.place)
    claims = read_claims(said, held=held)
    if about:
        claims = _answering(claims, read_claims(plain(about), held=held))
    if not any(claim.figure or weight(claim.subject) >= _SHORT for claim in claims):
        return Checked(text, Verdict.NO_CLAIM)
    if not sources:
        return Checked(text, Verdict.UNSUPPORTED)
    verdict, problems, used = judge_claims(said, claims, list(zip(readings, sources, strict=True)))
    if verdict is Verdict.SUPPORTED and judge is not None:
        evidence = "\n".join(dict.fromkeys(source.quote for source in sources))
        if not judge(said, evidence):
            return Checked(text, Verdict.UNSUPPORTED, (Problem(ProblemKind.OTHER, said),), tuple(used))
    return Checked(text, verdict, tuple(problems), tuple(used))


def judge_claims(
    said: str, claims: Sequence[Claim], cited: Sequence[tuple[Reading, Source]]
) -> tuple[Verdict, list[Problem], list[Source]]:
    """All claims of a statement against the cited spans: verdict, problems, sources used."""
    problems: list[Problem] = []
    used: dict[tuple[str, int, int, int], Source] = {}
    unsupported = contradicted = False
    whole = _says_exactly(said, cited)
    if whole is not None:
        return Verdict.SUPPORTED, [], [whole]
    for claim in claims:
        if claim.figure is None:
            continue
        best = best_match(claim, cited)
        if (best is None or best.alike < _CLEARLY) and _counts_its_list(said, claim):
            continue
        if claim.figure.kind == "threshold" and _has_landmark(claim.figure, cited):
            continue
        if (best is None or best.problems) and is_difference(claim, claims):
            continue
        if best is None or best.alike < ABOUT:
            unsupported = True
            problems.append(Problem(ProblemKind.NUMBER, claim.figure.text))
            continue
        _use(used, best.fact.source)
        if best.problems:
            contradicted = True
            problems += best.problems
    readings = [reading for reading, _ in cited]
    for claim in claims:
        if claim.figure is not None or weight(claim.subject) < _SHORT or is_label(said, claim) or concludes(claim):
            continue
        carried, fact, against = carried_by(claim, readings)
        if fact is not None:
            _use(used, fact.source)
        if against:
            contradicted = True
            problems += against
        elif not carried:
            unsupported = True
            problems.append(Problem(ProblemKind.OTHER, claim.text.strip()))
    missing = [*names_missing(said, readings), *places_missing(claims, readings), *wrong_conclusions(claims)]
    if missing:
        contradicted = True
        problems += missing
    found = list(used.values()) or [source for _, source in cited[:1]]
    problems = list(dict.fromkeys(problems))
    if contradicted:
        return Verdict.CONTRADICTED, problems, found
    if unsupported:
        return Verdict.UNSUPPORTED, problems, found
    return Verdict.SUPPORTED, [], found


def _has_landmark(figure: Figure, cited: Sequence[tuple[Reading, Source]]) -> bool:
    """突破百亿元 where the source has 突破百亿大关: a mark, said rather than measured."""
    return any(figure.text.rstrip("元") in reading.text for reading, _ in cited)


_ENUMERATED = re.compile(r"[、；;]|和|与|以及|及")
_MOST_COUNTED = 30


def _counts_its_list(said: str, claim: Claim) -> bool:
    """政治、法治、作风、廉政四个方面: the statement counts what it lists itself."""
    figure = claim.figure
    if figure is None or len(figure.values) != 1 or figure.bound is not Bound.EXACT:
        return False
    if (
        figure.unit not in ("个", "项", "大", "件", "条", "方面", "种", "类", "家", "所", "座")
        or figure.values[0] > _MOST_COUNTED
    ):
        return False
    before = re.split(r"[，。：:]|以及", said[: figure.start].rstrip("，, "))[-1]
    listed = {len(_ENUMERATED.split(before)), len(re.split(r"[、；;]", said)), len(re.split(r"[，,]", said))}
    return int(figure.values[0]) in listed - {1}


def _answering(claims: Sequence[Claim], asked: Sequence[Claim]) -> list[Claim]:
    """Claims that say too little by themselves, completed by the question that they answer."""
    if not asked:
        return list(claims)
    subject = "".join(dict.fromkeys(one.subject for one in asked))
    places = next((one.places for one in asked if one.places), ())
    periods = next((one.periods for one in asked if one.periods and len(one.periods[-1].years) <= 1), ())
    status = next((one.status for one in asked if one.status), "")
    completed: list[Claim] = []
    for claim in claims:
        if claim.figure is not None and weight(claim.about) <= 2:
            claim = replace(claim, inherited=subject + claim.inherited)
        completed.append(
            replace(
                claim,
                places=claim.places or places,
                periods=claim.periods or periods,
                status=claim.status or status,
            )
        )
    return completed


def best_match(claim: Claim, cited: Sequence[tuple[Reading, Source]]) -> Match | None:
    """The fact that carries a claim or, where none does, the one that it most likely was meant to be."""
    matches: list[Match] = []
    for reading, source in cited:
        for fact in reading.facts:
            if fact.start < source.start or fact.end > source.end:
                continue
            match = compare(claim, reading, fact)
            if match is not None:
                matches.append(match)
    if not matches:
        return None
    best = max(matches, key=lambda match: match.score)
    if not best.problems and (other := _whose(claim, best, cited)) is not None:
        return replace(best, problems=(other,))
    rivals = [m for m in matches if m.only_another_value and _is_nearer(m, best)]
    return max(rivals, key=lambda match: match.score) if rivals and not best.problems else best


def _whose(claim: Claim, best: Match, cited: Sequence[tuple[Reading, Source]]) -> Problem | None:
    """The figure in its stead, where the value of a claim is that of something else in the sentence.

    接待游客6.3亿元 beside 接待游客120万人次，旅游收入6.3亿元: another unit, so no figure to be compared with, but the
    words are those of the other one, and none of them those of its own.
    """
    said, own = _names(claim), best.fact.claim.about
    if is_generic(said) or is_generic(own):
        return None
    if covered(said, words(own)) > _NOTHING or covered(own, words(said)) > _NOTHING:
        return None
    for reading, _ in cited:
        for fact in reading.facts:
            other = fact.claim
            is_near = fact.sentence == best.fact.sentence and fact.report.id == best.fact.report.id
            if not is_near or other.figure is None or fact.start == best.fact.start:
                continue
            name = _names(other)
            if min(covered(said, words(name)), covered(name, words(said))) >= _SAME_WORDS and not is_generic(name):
                assert claim.figure is not None
                return Problem(ProblemKind.NUMBER, claim.figure.text, other.figure.text)
    return None


def _names(claim: Claim) -> str:
    """What stands with the figure itself; what came before it where that says nothing."""
    return claim.subject if weight(claim.subject) > _LEAST_WORDS else claim.about


def _is_nearer(rival: Match, best: Match) -> bool:
    """Whether the claim names what the rival measures, and not what the fact of its own value does."""
    if rival.alike <= best.alike + _SAME_LIST:
        return False
    if rival.fact.sentence == best.fact.sentence and rival.fact.report.id == best.fact.report.id:
        if rival.fact.claim.listed and best.fact.claim.listed:
            return True
        if rival.alike >= _SAME_WORDS and rival.alike >= best.alike + _SAME_SENTENCE:
            return True
    return rival.alike >= _SAME_WORDS and rival.alike >= best.alike + _MUCH


def _use(used: dict[tuple[str, int, int, int], Source], source: Source) -> None:
    used.setdefault((source.report.id, source.paragraph.ordinal, source.start, source.end), source)


def _says_exactly(said: str, cited: Sequence[tuple[Reading, Source]]) -> Source | None:
    """The cited span that is this very sentence, but for marks and spaces."""
    wanted = squeezed(said)
    for _, source in cited:
        if squeezed(plain(source.quote)) == wanted:
            return source
    return None
