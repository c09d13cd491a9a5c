"""Whether the indicators that a library extracts are those that people marked.

An extracted indicator matches a marked one on value (after conversion of units), measure, kind, year and place; the
name is scored apart. Facts chosen here and there tell recall only; paragraphs with every figure marked tell precision
too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from eval.files import SameFile
from eval.gold import GoldSet, Indicator, Kind, MarkedParagraph, Value
from eval.library import Measured, Sources, held_names
from eval.matching import contains_copy, find_copies, loose
from eval.results import Item, SetResult
from rag.figures import find_figures, same_value

Json = dict[str, Any]


def score_indicators(gold: GoldSet, library: Measured, same_file: SameFile) -> SetResult:
    """Compare the library's indicators with a gold set; says so where the library extracts none."""
    extract = getattr(library, "indicator_rows", None)
    if extract is None:
        return SetResult(gold.name, gold.kind.value, gold.digest, (), unavailable="the library extracts no indicators")
    cards = library.reports()
    extracted: dict[str, list[Json]] = {same_file.key(file): [] for file in gold.files}
    for record in extract(files=held_names(gold.files, cards, same_file)):
        values = record.to_dict()
        extracted[same_file.key(values["file"])].append(values)
    if gold.kind is Kind.INDICATORS:
        items = [score_fact(fact, extracted[same_file.key(fact.file)]) for fact in gold.indicators]
    else:
        sources = Sources(library, [card.file for card in cards], same_file)
        items = [score_paragraph(p, inside(p, extracted[same_file.key(p.file)], sources)) for p in gold.paragraphs]
    return SetResult(gold.name, gold.kind.value, gold.digest, tuple(items))


def score_fact(fact: Indicator, extracted: Sequence[Json]) -> Item:
    """Whether one chosen fact was extracted. These sets call shares levels: both are right."""
    found = [record for record in extracted if matches(fact, record, share_is_level=True)]
    is_named = any(same_name(fact, record) for record in found)
    shown = f"{fact.place} {fact.year} {fact.indicator}"
    return Item(
        id=f"{fact.line}",
        scores={},
        counts={"recall": (int(bool(found)), 1), "recall with name": (int(is_named), 1)},
        groups={"kind": fact.kind, "measure": fact.measure, "report": fact.file},
        detail={
            "question": shown,
            "reference": f"{_printed(fact.value)}{fact.unit} ({fact.kind}, {fact.measure}): {fact.quote}",
            "faults": [] if is_named else ["other name"] if found else ["not extracted"],
        },
    )


def score_paragraph(paragraph: MarkedParagraph, extracted: Sequence[Json]) -> Item:
    """Precision and recall over one paragraph; each extracted indicator answers for one marked one."""
    free = list(extracted)
    missing: list[Indicator] = []
    n_named = 0
    for fact in paragraph.indicators:
        found = [r for r in free if matches(fact, r)]
        if not found:
            missing.append(fact)
            continue
        best = max(found, key=lambda r: (same_name(fact, r), contains_copy(fact.quote, r["quote"])))
        n_named += same_name(fact, best)
        free.remove(best)
    n_right = len(extracted) - len(free)
    taken = [text for text in paragraph.not_indicators if any(_is_printed_as(r, text) for r in free)]
    n_not = len(paragraph.not_indicators)
    faults = [f"missing: {f.indicator} {_printed(f.value)}{f.unit} ({f.kind}, {f.measure}, {f.year})" for f in missing]
    faults += [
        f"not marked: {r['indicator']} {_printed_any(r['value'])}{r['unit']} ({r['kind']}, {r['measure']}, {r['year']})"
        for r in free
    ]
    return Item(
        id=f"{paragraph.line}",
        scores={},
        counts={
            "precision": (n_right, len(extracted)),
            "recall": (n_right, len(paragraph.indicators)),
            "names": (n_named, len(paragraph.indicators)),
            "others left alone": (n_not - len(taken), n_not),
        },
        groups={"report": paragraph.file},
        detail={"question": paragraph.paragraph, "reference": "", "faults": faults},
    )


def inside(paragraph: MarkedParagraph, extracted: Sequence[Json], sources: Mapping[str, str]) -> list[Json]:
    """The extracted indicators that stand in the marked part of the file."""
    spans = find_copies(sources[paragraph.file], paragraph.paragraph) if paragraph.file in sources else []
    if spans:
        return [r for r in extracted if any(a <= r["start"] < b for a, b in spans)]
    # Damaged text: the marked part is clean, the source is not.
    return [r for r in extracted if contains_copy(paragraph.paragraph, r["quote"])]


def matches(fact: Indicator, record: Json, *, share_is_level: bool = False) -> bool:
    """Whether an extracted indicator says what a marked one says, whatever it calls it."""
    measures = {fact.measure, record["measure"]}
    same_measure = len(measures) == 1 or (share_is_level and measures == {"level", "share"})
    return (
        same_measure
        and record["kind"] == fact.kind
        and record["year"] == fact.year
        and _same_place(fact.place, record.get("place") or "")
        and _same_amount(fact.value, fact.unit, record["value"], record["unit"])
    )


def same_name(fact: Indicator, record: Json) -> bool:
    """Whether the names agree: one of the gold set's two names, or a longer or shorter form of one."""
    name = loose(record["indicator"]).text
    known = [loose(text).text for text in (fact.indicator, fact.raw) if text]
    return bool(name) and any(name in other or other in name for other in known)


def _same_place(one: str, other: str) -> bool:
    """区 or 菏泽市…区: a place may be named with the one that holds it."""
    return one == other or (bool(other) and (one.endswith(other) or other.endswith(one)))


def _same_amount(value: Value, unit: str, other: float | Sequence[float], other_unit: str) -> bool:
    ours, theirs = _members(value), _members(other)
    if len(ours) != len(theirs) or any((a < 0) != (b < 0) for a, b in zip(ours, theirs, strict=True)):
        return False
    if unit == other_unit or len(ours) > 1:
        return all(abs(a - b) < 1e-9 * max(1.0, abs(a)) for a, b in zip(ours, theirs, strict=True))
    mine, given = find_figures(_printed(abs(ours[0])) + unit), find_figures(_printed(abs(theirs[0])) + other_unit)
    return len(mine) == 1 and len(given) == 1 and same_value(mine[0], given[0])


def _members(value: Any) -> tuple[float, ...]:
    return tuple(float(v) for v in value) if isinstance(value, Sequence) else (float(value),)


def _printed(value: Value) -> str:
    """A value as reports print it, without exponent or idle zeros."""
    return "—".join(format(Decimal(str(v)).normalize(), "f") for v in _members(value))


def _printed_any(value: Any) -> str:
    return _printed(_members(value))


def _is_printed_as(record: Json, text: str) -> bool:
    return loose(_printed_any(record["value"]) + record["unit"]).text == loose(text).text
