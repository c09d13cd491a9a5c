"""One report as people inspect it: its outline, its clean text, and the record of what was done to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rag.quality import by_kind, shortened
from rag.types import Report

Json = dict[str, Any]
_FIELDS = ("place", "level", "year", "date", "speaker", "title")
_LEFT_OUT = {
    "excerpt": "excerpt printed above the body",
    "hidden_text": "text that the page hides",
    "markup": "scripts, styles and comments",
    "navigation": "navigation",
    "page_foot": "what stands under the report on its page",
    "page_furniture": "page numbers, running heads",
    "page_head": "what stands above the report on its page",
    "rule": "ruled lines",
    "second_copy": "the report printed a second time",
    "watermark": "watermarks of the site",
}


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
        "kinds": [
            {
                "kind": kind.kind,
                "meaning": kind.meaning,
                "times": kind.times,
                "different": kind.different,
                "examples": [
                    {
                        "start": e.start,
                        "end": e.end,
                        "before": e.before,
                        "after": e.after,
                        "source": e.source,
                        "clean": e.clean,
                        "times": e.times,
                    }
                    for e in kind.examples
                ],
            }
            for kind in by_kind(report, source)
        ],
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
    n_dropped = sum(d["end"] - d["start"] for d in document["dropped"])
    yield (
        f"{document['file']}: {_counted(document['repairs'], 'repair')}, "
        f"{_counted(document['dropped'], 'region')} left out ({n_dropped} characters), "
        f"{_counted(document['doubts'], 'doubt')}"
    )
    yield from _inferred(document["metadata"])
    if document["doubts"]:
        yield from ("", "Doubts")
        for d in document["doubts"]:
            where = f"  at {d['start']}-{d['end']}: {shortened(d['text'])}" if d["end"] > d["start"] else ""
            yield f"  {d['message']}{where}"
    if document["dropped"]:
        yield from ("", "Left out")
        for d in document["dropped"]:
            meaning = _LEFT_OUT.get(d["kind"], d["kind"].replace("_", " "))
            size = d["end"] - d["start"]
            yield f"  {meaning}, {size} characters at {d['start']}-{d['end']}: {shortened(d['text'])}"
    for kind in document["kinds"]:
        yield ""
        different = f", {kind['different']} different" if kind["different"] > 1 else ""
        yield f"{kind['meaning'][:1].upper()}{kind['meaning'][1:]}: {kind['times']}{different}"
        for e in kind["examples"]:
            times = f"  ({e['times']} times)" if e["times"] > 1 else ""
            yield f"  {e['start']:>7}  {e['source']}"
            yield f"           {e['clean'] or '(nothing)'}{times}"
        more = kind["different"] - len(kind["examples"])
        if more > 0:
            yield f"           and {more} more; --json lists all"


def _inferred(metadata: Json) -> Iterator[str]:
    known = {name: fact for name, fact in metadata.items() if fact["value"]}
    if known:
        yield from ("", "Particulars")
    for name, fact in known.items():
        rivals = "".join(f"; the {r['origin']} says {r['value']}" for r in fact["rivals"])
        yield f"  {name}: {fact['value']} (from the {fact['origin']}{rivals})"
    missing = [name for name in metadata if name not in known]
    if missing:
        yield f"  not found: {', '.join(missing)}"


def _counted(things: list[Json], noun: str) -> str:
    return f"{len(things)} {noun}" if len(things) == 1 else f"{len(things)} {noun}s"


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
