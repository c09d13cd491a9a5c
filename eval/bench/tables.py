"""The tables of the benchmark as Markdown, and how they get into its README."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.bench.ledger import Ledger, told
from eval.bench.speed import Added, Command
from eval.results import SetResult

Json = dict[str, Any]

BEGIN, END = "<!-- results begin -->", "<!-- results end -->"
_RETRIEVAL = ("success@1", "success@5", "success@10", "recall@5", "recall@10", "recall@1000chars", "mrr@10", "ndcg@10")
_ANSWERS = ("correct", "concise", "abstention precision", "abstention recall", "attempted")
_CITATIONS = (
    "citation recall", "citation precision", "citations exact", "statements cited", "figures cited",
    "citations support", "grounded",
)  # fmt: skip
_SUMMARIES = ("coverage", "chars", "points", "points cited", "points supported", "figures supported")
_INDICATORS = ("precision", "recall", "recall with name", "names", "others left alone")
_MAX_FAILURES = 60


@dataclass(frozen=True, slots=True)
class Bench:
    """One run of the benchmark."""

    result: Json
    baselines: tuple[SetResult, ...]
    added: tuple[Added, ...]
    commands: tuple[Command, ...]
    ledger: Ledger | None = None
    seconds: float = 0.0
    date: str = ""


def render(bench: Bench) -> str:
    """Everything that was measured, as Markdown."""
    result = bench.result
    settings = result["settings"]
    parts = [
        f"{bench.date}, commit `{result['commit'] or result['version']}`, encoder `{settings['encoder']}`, "
        f"settings {result['settings_fingerprint']}, {os.cpu_count()} cores; the whole run took {bench.seconds:.0f} s.",
    ]
    sets = result["sets"]
    questions = [one for one in sets if "success@5" in one["scores"]]
    answered = [one for one in sets if "correct" in one["scores"]]
    simple: list[Json] = [
        {"name": f"*{b.name}*", "items": [i.to_dict() for i in b.items], "scores": b.scores} for b in bench.baselines
    ]
    finders = [b for b in simple if "success@5" in b["scores"]]
    answerers = [b for b in simple if "correct" in b["scores"]]
    parts += _section("Retrieval", _RETRIEVAL, [*questions, *finders])
    parts += _section("Answers", _ANSWERS, [*answered, *answerers])
    parts += _section("Citations", _CITATIONS, answered)
    for one in answered:
        if "(" not in one["name"]:
            parts += _by_type(one)
    declined = [one for one in sets if "abstained" in one["scores"]]
    parts += _section("With the answering report removed, it must abstain", ("abstained",), declined)
    parts += _section("Summaries", _SUMMARIES, [one for one in sets if one["kind"] == "summaries"])
    parts += _section("Indicators", _INDICATORS, [one for one in sets if one["kind"].startswith("indicators")])
    parts += _notes(sets)
    if bench.ledger is not None:
        parts += told(bench.ledger)
    parts += _speed(bench)
    parts += _failures(answered)
    return "\n".join(parts)


def _section(title: str, columns: Sequence[str], sets: Sequence[Json]) -> Iterator[str]:
    if not sets:
        return
    yield from ("", f"### {title}", "")
    yield from _table(
        ("", "n", *columns),
        [[one["name"], _n_scored(one, columns), *(_cell(c, one["scores"]) for c in columns)] for one in sets],
    )


def _n_scored(one: Json, columns: Sequence[str]) -> str:
    """How many items have one of the scores: retrieval, say, is not measured where there is nothing to find."""
    return str(sum(any(c in item["scores"] or c in item["counts"] for c in columns) for item in one["items"]))


def _by_type(one: Json) -> Iterator[str]:
    columns = ("correct", "concise", "success@5", "recall@10", "citation recall")
    yield from ("", f"### {one['name']} by type", "")
    rows = [
        [name, f"{scores['n']:.0f}", *(_cell(c, scores) for c in columns)] for name, scores in one["by"]["type"].items()
    ]
    yield from _table(("", "n", *columns), rows)


def _cell(name: str, scores: Json) -> str:
    if name not in scores:
        return "–"
    return f"{scores[name]:.0f}" if name in ("chars", "points") else f"{scores[name]:.3f}"


def _notes(sets: Sequence[Json]) -> Iterator[str]:
    for one in sets:
        if one["unavailable"]:
            yield f"\n{one['name']} is not available: {one['unavailable']}."
        for note in one["notes"]:
            yield f"\n{one['name']}: {note}."


def _speed(bench: Bench) -> Iterator[str]:
    yield from ("", "### Time and memory", "")
    rows = [
        [
            f"add {a.name}",
            str(a.n_files),
            f"{a.seconds:.1f} s",
            f"{a.n_chars / 1e6 / a.seconds:.2f} million characters/s",
            f"library of {a.mib:.0f} MiB",
        ]
        for a in bench.added
    ]
    rows += [
        [s["name"], str(s["n"]), f"{s['p50_ms']:.1f} ms p50", f"{s['p95_ms']:.1f} ms p95", f"{s['memory_mib']:.0f} MiB"]
        for s in bench.result["stages"]
    ]
    rows += [
        [f"`{c.name}`, process and all", "", f"{c.p50_ms:.0f} ms p50", f"{c.worst_ms:.0f} ms worst", ""]
        for c in bench.commands
    ]
    yield from _table(("stage", "n", "", "", "memory"), rows)


def _failures(sets: Sequence[Json]) -> Iterator[str]:
    """The failing items of every set; under harder conditions only those that fail there and not otherwise."""
    yield from ("", "### What fails", "")
    plain = {one["name"]: {item["id"] for item in one["items"] if item["faults"]} for one in sets}
    for one in sets:
        usual = plain.get(one["name"].partition(" (")[0], set()) if "(" in one["name"] else set()
        wrong = [item["id"] for item in one["items"] if item["faults"]]
        listed = [identity for identity in wrong if identity not in usual]
        more = f" and {len(listed) - _MAX_FAILURES} more" if len(listed) > _MAX_FAILURES else ""
        besides = ", only here" if usual else ""
        names = ", ".join(listed[:_MAX_FAILURES]) or "none"
        yield f"- {one['name']}: {len(wrong)} of {one['n']}{besides}: {names}{more}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "|".join("---" if i == 0 else "---:" for i in range(len(columns))) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def write_between_marks(path: Path, text: str, *, begin: str = BEGIN, end: str = END) -> None:
    """Replace what stands between the marks of a README; the rest is written by hand."""
    whole = path.read_text(encoding="utf-8")
    before, _, rest = whole.partition(begin)
    _, _, after = rest.partition(end)
    path.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
