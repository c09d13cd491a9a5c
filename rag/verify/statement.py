"""One statement against the evidence that it cites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.compose import Source
from rag.results import Problem, ProblemKind, Verdict
from rag.verify.claims import Claim, read_claims
from rag.verify.compare import Match, compare
from rag.verify.facts import Reading, read_source
from rag.verify.text import plain, squeezed
from rag.verify.wording import clause_problems, names_missing
from rag.verify.words import weight

# How far a claim and a fact must be about the same to be compared at all.
ABOUT = 0.34
_SHORT = 3

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


def verify_statement(text: str, sources: Sequence[Source], *, judge: Judge | None = None) -> Checked:
    """Compare one statement with the text that it cites.

    Only figures inside the cited spans count; what stands around them says of what place, year and indicator they
    are. `judge(statement, evidence)` may be a cross-encoder: it is asked only about what is supported here, and its
    no makes that unsupported.
    """
    said = plain(text)
    readings = [read_source(source) for source in sources]
    held = frozenset(source.report.place for source in sources if source.report.place)
    claims = read_claims(said, held=held)
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
        if best is None or best.alike < ABOUT:
            unsupported = True
            problems.append(Problem(ProblemKind.NUMBER, claim.figure.text))
            continue
        _use(used, best)
        if best.problems:
            contradicted = True
            problems += best.problems
    readings = [reading for reading, _ in cited]
    for claim in claims:
        if claim.figure is not None or weight(claim.subject) < _SHORT:
            continue
        carried, against = clause_problems(claim, readings)
        if against:
            contradicted = True
            problems += against
        elif not carried:
            unsupported = True
            problems.append(Problem(ProblemKind.OTHER, claim.text.strip()))
    missing = names_missing(said, readings)
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


def best_match(claim: Claim, cited: Sequence[tuple[Reading, Source]]) -> Match | None:
    """The fact that carries a claim or, where none does, the one that it most likely was meant to be."""
    best: Match | None = None
    for reading, source in cited:
        for fact in reading.facts:
            if fact.start < source.start or fact.end > source.end:
                continue
            match = compare(claim, reading, fact)
            if match is not None and (best is None or match.score > best.score):
                best = match
    return best


def _use(used: dict[tuple[str, int, int, int], Source], match: Match) -> None:
    source = match.fact.source
    used.setdefault((source.report.id, source.paragraph.ordinal, source.start, source.end), source)


def _says_exactly(said: str, cited: Sequence[tuple[Reading, Source]]) -> Source | None:
    """The cited span that is this very sentence, but for marks and spaces."""
    wanted = squeezed(said)
    for _, source in cited:
        if squeezed(plain(source.quote)) == wanted:
            return source
    return None
