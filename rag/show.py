"""One report as people inspect it: its outline, its clean text, and the record of what was done to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from rag.types import Report

Json = dict[str, Any]
_FIELDS = ("place", "level", "year", "date", "speaker", "title")
# How much of a dropped region is printed; the whole stands in the source text.
_EXCERPT = 60


def outline(report: Report) -> Json:
    """Metadata with origins, and the headings with the paragraphs under them."""
    return {
        "report_id": report.id,
        "file": report.file,
        "report": report.name,
        "metadata": _metadata(report),
        "sections": [
            {
                "path": list(report.section_path(i)),
                "heading": s.heading,
                "level": s.level,
                "first": s.first,
                "last": s.last,
            }
            for i, s in enumerate(report.sections)
        ],
        "paragraphs": len(report.paragraphs),
    }


def outline_lines(report: Report) -> Iterator[str]:
    yield report.name
    for name in _FIELDS:
        fact = getattr(report.metadata, name)
        if fact.value:
            rivals = "".join(f"; {origin.value} says {value}" for value, origin in fact.rivals)
            yield f"  {name}: {fact.value} ({fact.origin.value}{rivals})"
    yield ""
    for section in report.sections:
        yield f"{'  ' * section.level}{section.heading}  [{section.first}-{section.last}]"


def text(report: Report) -> Json:
    """The clean text by paragraphs."""
    return {
        "report_id": report.id,
        "file": report.file,
        "paragraphs": [
            {
                "paragraph": p.ordinal,
                "role": p.role.value,
                "section": list(report.section_path(p.section)),
                "text": p.text,
            }
            for p in report.paragraphs
        ],
    }


def text_lines(report: Report) -> Iterator[str]:
    return (f"{p.ordinal}\t{p.text}" for p in report.paragraphs)


def quality(report: Report, source: str) -> Json:
    """Every repair beside its source, every dropped region, inferred value and doubt."""
    return {
        "report_id": report.id,
        "file": report.file,
        "metadata": _metadata(report),
        "repairs": [
            {"kind": r.kind, "start": r.start, "end": r.end, "before": r.before, "after": r.after}
            for r in report.repairs
        ],
        "dropped": [
            {"kind": d.kind, "start": d.start, "end": d.end, "text": source[d.start : d.end]} for d in report.dropped
        ],
        "doubts": [
            {"kind": d.kind, "start": d.start, "end": d.end, "message": d.message, "text": source[d.start : d.end]}
            for d in report.doubts
        ],
    }


def quality_lines(document: Json) -> Iterator[str]:
    yield f"{document['file']}: {len(document['repairs'])} repairs, {len(document['dropped'])} regions left out"
    for name, fact in document["metadata"].items():
        if fact["origin"] in ("text", "file name") and fact["value"]:
            yield f"  inferred  {name}: {fact['value']} (from the {fact['origin']})"
        for rival in fact["rivals"]:
            yield f"  disagrees {name}: {fact['value']} ({fact['origin']}), but {rival['origin']} says {rival['value']}"
    counts = Counter((r["kind"], r["before"], r["after"]) for r in document["repairs"])
    for (kind, before, after), n in counts.most_common():
        yield f"  repaired  {kind}: {before!r} -> {after!r}" + (f"  ({n} times)" if n > 1 else "")
    for d in document["dropped"]:
        yield f"  left out  {d['kind']} {d['start']}-{d['end']}: {_excerpt(d['text'])}"
    for d in document["doubts"]:
        yield f"  doubt     {d['kind']} {d['start']}-{d['end']}: {d['message']}"


def _metadata(report: Report) -> Json:
    found: Json = {}
    for name in _FIELDS:
        fact = getattr(report.metadata, name)
        found[name] = {
            "value": fact.value,
            "origin": fact.origin.value,
            "rivals": [{"value": value, "origin": origin.value} for value, origin in fact.rivals],
        }
    return found


def _excerpt(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _EXCERPT else folded[:_EXCERPT] + "…"
