"""How likely a row, read alone, says what its report says.

Learned from rows that readers judged against their sentences: a name that lost its owner, a verb or its scope looks
much like another that lost its own, and so does a total of several years that is dated as one. The weights are of a
logistic regression over what the row and the words around its figure look like; `python -m eval.trust` makes them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from rag.indicators.complete import ACTING, is_thin, leans
from rag.indicators.owners import needs_owner
from rag.indicators.types import YEAR, IndicatorRow

WEIGHTS = Path(__file__).with_name("trust.json")
_SENTENCE_ENDS = "。；;！？"
_CLAUSE = re.compile(r"[，,；;：:。]")
_FIGURE = re.compile(r"[0-9][0-9.]*")
# Whose a figure may be where its own clause does not say.
_SCOPE = re.compile(
    r"园区|开发区|高新区|经开区|试验区|自贸|新区|片区|集团|公司|平台|实验室|行动|协作|对口|帮扶|基金|产业|集群|流域|“[^”]+”"
)
_SPAN = re.compile(r"五年|“十.五|过去|以来")
_CUES = ("五年", "累计", "其中", "年均", "比", "较", "“十", "两年", "力争", "连续", "分别", "由", "从", "每", "均")
_OLD = 2000  # reports before told their figures in arguments


def features(row: IndicatorRow, text: str, *, year: int | None, place: str, level: str) -> dict[str, float]:
    """What a row and the words around its figure look like.

    Args:
        text: the paragraph that the row's offsets count in.
        year, place, level: of the report.
    """
    found: dict[str, float] = {"": 1.0}
    found.update((name, 0.5) for name in _pairs(row))
    found.update((name, 1.0) for name in _words(row, text, year=year, place=place, level=level))
    found.update(_amounts(row, text))
    return found


def trust(row: IndicatorRow, text: str, *, year: int | None, place: str, level: str) -> float:
    """Chance between 0 and 1 that a reader who checks the row against its sentence agrees; two decimals."""
    weights = _weights()
    seen = features(row, text, year=year, place=place, level=level)
    score = sum(value * weights.get(name, 0.0) for name, value in seen.items())
    return round(1 / (1 + math.exp(-score)), 2)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _pairs(row: IndicatorRow) -> Iterator[str]:
    name = row.indicator
    if not row.standard:
        yield from {f"pair {name[i : i + 2]}" for i in range(len(name) - 1)}


def _words(row: IndicatorRow, text: str, *, year: int | None, place: str, level: str) -> Iterator[str]:
    name, kind = row.indicator, "standard" if row.standard else "own"
    acts = ACTING.match(name) is not None
    spans = row.period != YEAR
    if row.standard:
        yield f"is {name}"
    else:
        yield from (f"begins {name[:1]}", f"begins {name[:2]}", f"ends {name[-1:]}", f"ends {name[-2:]}")
        yield f"ends {name[-3:]}"
    yield from (
        kind,
        f"unit {row.base_unit}",
        f"measure {row.measure}",
        f"unit {row.base_unit} {row.measure}",
        row.kind,
    )
    yield from (
        f"period {row.period[:2]}",
        f"{row.kind} {spans} {row.measure}",
        f"level {level}",
        f"level {level} {kind}",
    )
    yield f"acts {acts} {row.measure} {kind}"
    if year is not None and year < _OLD:
        yield from ("old", f"old {kind}")
    for says, holds in (("thin", is_thin(name)), ("leans", leans(name)), ("needs", needs_owner(name))):
        if holds:
            yield says
    yield from (f"long {len(name) // 3}", *(f"name has {mark}" for mark in "“、的和及()" if mark in name))
    if _FIGURE.search(name):
        yield "name has a figure"
    if row.place != place:
        yield "of another place"
    if row.base:
        yield from ("base", f"base {row.measure}")
    if row.year is not None and year is not None:
        yield f"years {max(-9, min(9, row.year - year))}"
    yield from _around(row, text, kind, acts)


def _around(row: IndicatorRow, text: str, kind: str, acts: bool) -> Iterator[str]:
    """What the sentence before the figure, and the words right around it, look like."""
    name = row.indicator
    first = max(text.rfind(mark, 0, row.start) for mark in _SENTENCE_ENDS) + 1
    sentence = text[first : row.start]
    *before, clause = _CLAUSE.split(sentence)
    yield from (f"before {clause[-1:]}", f"before {clause[-2:]}", f"opens {clause[:1]}", f"opens {clause[:2]}")
    yield from (f"after {text[row.end : row.end + 1]}", f"after {text[row.end : row.end + 2]}")
    if not before:
        yield from ("first clause", f"first clause {kind}")
    else:
        told = _FIGURE.search(before[-1]) is not None
        yield from (f"led {before[-1][:2]}", f"led by figure {told}", f"led by figure {told} {kind} {acts}")
        if not told:
            yield f"led by {before[-1][-2:]}"
    if _FIGURE.search(clause):
        yield "figure in clause"
    if not _FIGURE.search(sentence):
        yield "first figure"
    for says, holds in (
        ("name in clause", name in clause),
        ("name in text", name in text),
        ("name behind", name[-2:] in text[row.end : row.end + len(name) + 4]),
        ("short clause", len(clause) <= 2),
    ):
        if holds:
            yield says
    scopes = {word for part in before for word in _SCOPE.findall(part) if word not in name}
    if scopes:
        yield from ("scope", f"scope {kind}")
        yield from sorted(f"scope {word}" for word in scopes if not word.startswith("“"))
    if row.period == YEAR and row.kind == "actual":
        for where, words in (("text", text[: row.start]), ("opening", text[:40]), ("heading", "/".join(row.section))):
            if _SPAN.search(words):
                yield from (f"span in {where}", f"span in {where} {row.measure}", f"span in {where} {acts}")
    for cue in _CUES:
        if cue in clause:
            yield f"clause has {cue}"
        if cue in sentence:
            yield f"sentence has {cue}"


def _amounts(row: IndicatorRow, text: str) -> Iterator[tuple[str, float]]:
    name = row.indicator
    first = max(text.rfind(mark, 0, row.start) for mark in _SENTENCE_ENDS) + 1
    sentence = text[first : row.start]
    clauses = _CLAUSE.split(sentence)
    tail = _CLAUSE.split(text[row.end : row.end + 60])[0]
    near = clauses[-1] + tail
    yield "clauses", min(len(clauses), 6) / 3
    yield "figures", min(len(_FIGURE.findall(sentence)), 6) / 3
    yield "tail", min(len(tail), 20) / 10
    yield "length", min(len(name), 24) / 10
    yield "printed near", len(set(name) & set(near)) / max(1, len(set(name)))
    yield "printed elsewhere", sum(char not in near for char in name) / max(1, len(name))
