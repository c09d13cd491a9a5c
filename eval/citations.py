"""Whether the citations of an answer are the right ones, exact, and carry what the answer says.

Two kinds of error are kept apart: a statement that another passage of the library supports has a wrong citation; one
that no passage supports is not grounded at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.files import SameFile
from eval.gold import Question, Quote
from eval.matching import find_copies, holds, loose, overlap
from rag.figures import find_figures, same_value
from rag.figures.types import Figure

Json = dict[str, Any]

# A statement put together from words of its source shares most of its terms with it; one about something else shares
# the few that all reports have. Between the two, by reading statements of both kinds, lies about a half.
_SUPPORTING_OVERLAP = 0.5


def _nothing_found(_: str) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class CitedTexts:
    """What citations are checked against.

    `sources` are source texts by file name, `search` gives passage texts of the library for a statement. Without
    them exactness is not scored, and every unsupported statement counts as not grounded.
    """

    sources: Mapping[str, str] = field(default_factory=dict)
    search: Callable[[str], Sequence[str]] = _nothing_found


def citation_counts(
    question: Question, answer: Json, texts: CitedTexts, same_file: SameFile
) -> dict[str, tuple[int, int]]:
    """Counts, right of all, for one answer to an answerable question."""
    statements = list(answer.get("statements", ()))
    citations = _used(answer)
    cited = [_overlapping(citation, question.evidence, same_file) for citation in citations]
    counts = {
        "citation recall": _evidence_cited(question, cited),
        "citation precision": (sum(map(bool, cited)), len(citations)),
        "statements cited": (sum(bool(s.get("citations")) for s in statements), len(statements)),
        "quotes in context": (sum(c["quote"] in c.get("context", "") for c in citations), len(citations)),
    }
    if texts.sources:
        checked = [is_exact(c, texts.sources[c["file"]]) for c in citations if c["file"] in texts.sources]
        counts["citations exact"] = (sum(checked), len(checked))
    return counts | _support_counts(statements, {c["n"]: c for c in citations}, texts)


def _used(answer: Json) -> list[Json]:
    """The citations of statements and table cells; those of merely offered, nearest facts are no part of the answer."""
    cells = [cell for row in (answer.get("table") or {}).get("rows", ()) for cell in row]
    used = {n for part in (*answer.get("statements", ()), *cells) for n in part.get("citations", ())}
    return [c for c in answer.get("citations", ()) if c["n"] in used]


def _evidence_cited(question: Question, cited: Sequence[set[int]]) -> tuple[int, int]:
    found = set().union(*cited) if cited else set()
    if question.evidence_any:
        return int(bool(found)), 1
    return len(found), len(question.evidence)


def _overlapping(citation: Json, evidence: Sequence[Quote], same_file: SameFile) -> set[int]:
    """The evidence (by place) that a citation overlaps in the same report."""
    names = (citation["file"], *citation.get("copies", ()))
    return {
        n
        for n, one in enumerate(evidence)
        if any(same_file(name, one.file) for name in names) and _overlaps(citation, one.quote)
    }


def _overlaps(citation: Json, quote: str) -> bool:
    """Whether the cited words and the gold quote share characters of the paragraph."""
    context, cited = citation.get("context", ""), citation["quote"]
    start = citation.get("quote_start")
    if start is None:
        start = context.find(cited)
    if start >= 0 and any(a < start + len(cited) and start < b for a, b in find_copies(context, quote)):
        return True
    # A quote that runs on past the paragraph, or damaged text whose context differs.
    one, other = loose(cited).text, loose(quote).text
    return bool(one) and bool(other) and (one in other or other in one)


def is_exact(citation: Json, source: str) -> bool:
    """Whether `source[start:end]` is the quote up to white space; of repaired text, whether the span is a span."""
    start, end = citation["start"], citation["end"]
    if not 0 <= start < end <= len(source):
        return False
    if citation.get("repaired"):
        return True
    return "".join(source[start:end].split()) == "".join(citation["quote"].split())


def _support_counts(
    statements: Sequence[Json], citations: Mapping[int, Json], texts: CitedTexts
) -> dict[str, tuple[int, int]]:
    figures_right = figures_all = grounded = rightly_cited = 0
    for statement in statements:
        cited = [citations[n] for n in statement.get("citations", ()) if n in citations]
        wanted = [] if statement.get("derived") else quantities(statement["text"])
        absent = [f for f in wanted if not any(_stands_in(f, text) for text in _cited_texts(cited))]
        figures_all += len(wanted)
        figures_right += len(wanted) - len(absent)
        if not absent and _is_worded_as(statement, cited):
            rightly_cited += 1
            grounded += 1
        elif any(supports(statement["text"], text) for text in texts.search(statement["text"])):
            grounded += 1
    return {
        "figures cited": (figures_right, figures_all),
        "citations support": (rightly_cited, len(statements)),
        "grounded": (grounded, len(statements)),
    }


def _cited_texts(citations: Sequence[Json]) -> Iterator[str]:
    for citation in citations:
        yield citation["quote"]
        yield "\n".join([citation.get("report", ""), *citation.get("section", ())])


def _is_worded_as(statement: Json, cited: Sequence[Json]) -> bool:
    if statement.get("derived"):
        return bool(cited)
    whole = "\n".join("\n".join([c.get("report", ""), *c.get("section", ()), c.get("context", "")]) for c in cited)
    return bool(cited) and (overlap(statement["text"], whole) >= _SUPPORTING_OVERLAP or not _is_han(statement["text"]))


def _is_han(text: str) -> bool:
    """Whether wording can be compared at all: an English statement shares no words with a Chinese source."""
    return any("㐀" <= char <= "鿿" for char in text)


def supports(statement: str, text: str) -> bool:
    """Whether a text holds every figure of a statement and most of its words."""
    return all(_stands_in(f, text) for f in quantities(statement)) and overlap(statement, text) >= _SUPPORTING_OVERLAP


def quantities(text: str) -> list[Figure]:
    """The figures that need a source; years and ordinals are not among them."""
    return [f for f in find_figures(text) if f.kind in ("quantity", "rank", "ratio", "threshold")]


def _stands_in(figure: Figure, text: str) -> bool:
    """Whether the text gives this figure; 5.5% taken out of 5.0%—5.5% is another."""
    given = find_figures(text)
    if any(same_value(figure, other) for other in given):
        return True
    is_end_of_range = any(other.is_range and holds(other.text, figure.text) for other in given)
    return not is_end_of_range and holds(text, figure.text)
