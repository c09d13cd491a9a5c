"""The tables that a run prints."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eval.compare import Comparison

Json = dict[str, Any]

# What the tables show first, and whether they show it in the break-downs.
OVERVIEW = (
    "correct", "concise", "abstained", "judged correct", "success@1", "success@5", "success@10", "recall@5",
    "recall@10", "recall@1000chars", "recall@2000chars", "mrr@10", "ndcg@10", "abstention precision",
    "abstention recall", "attempted", "citation recall", "citation precision", "citations exact", "quotes in context",
    "statements cited", "figures cited", "citations support", "grounded", "coverage", "key points", "points cited",
    "points supported", "figures supported", "chars", "points", "precision", "recall", "recall with name", "names",
    "others left alone", "struck", "re-cited", "fell back",
)  # fmt: skip
BY_GROUP = (
    "correct", "concise", "abstained", "success@5", "recall@10", "citation recall", "coverage", "key points",
    "precision", "recall", "recall with name",
)  # fmt: skip
_SHOWN_CHANGES = 12


def shown(scores: Mapping[str, float], names: Sequence[str] = OVERVIEW) -> list[str]:
    """The names of these scores in the order of the tables."""
    return [name for name in names if name in scores]


def number(name: str, value: float) -> str:
    """A score as people read it: shares with three decimals, lengths whole."""
    return f"{value:.0f}" if name in ("n", "chars", "points") else f"{value:.3f}"


def tables(result: Json) -> str:
    """All sets of a run, with scores by group, and the stages."""
    parts = [line for one in result["sets"] for line in _set(one)]
    if result["stages"]:
        parts += ["", *_table(STAGE_COLUMNS, [stage_row(s) for s in result["stages"]])]
    origin = f"commit {result['commit']}" if result["commit"] else f"version {result['version']}"
    parts += ["", f"{origin}, settings {result['settings_fingerprint']}, {result['made']}"]
    return "\n".join(parts).lstrip("\n")


STAGE_COLUMNS = ("stage", "calls", "seconds", "p50 ms", "p95 ms", "memory MiB", "peak MiB")


def stage_row(stage: Json) -> list[str]:
    return [
        stage["name"],
        str(stage["n"]),
        f"{stage['seconds']:.2f}",
        f"{stage['p50_ms']:.1f}",
        f"{stage['p95_ms']:.1f}",
        f"{stage['memory_mib']:.0f}",
        f"{stage['peak_mib']:.0f}",
    ]


def _set(one: Json) -> Iterator[str]:
    yield ""
    yield f"{one['name']}  ({one['n']} items, gold {one['gold_digest']})"
    if one["unavailable"]:
        yield f"  not available: {one['unavailable']}"
        return
    for note in one["notes"]:
        yield f"  note: {note}"
    scores = one["scores"]
    pairs = [f"{name} {number(name, scores[name])}" for name in shown(scores)]
    for start in range(0, len(pairs), 5):
        yield "  " + "   ".join(pairs[start : start + 5])
    columns = shown(scores, BY_GROUP)
    for group, members in one["by"].items():
        if group == "report" and len(members) > 12:
            continue
        rows = [
            [name, number("n", s["n"]), *(number(c, s[c]) if c in s else "" for c in columns)]
            for name, s in members.items()
        ]
        yield from ("  " + line for line in _table((group, "n", *columns), rows))


def comparison_text(comparison: Comparison) -> str:
    """What changed between two runs, score by score, with the items that were won and lost."""
    lines = [f"note: {note}" for note in comparison.notes]
    rows = [
        [
            d.set,
            d.score,
            f"{d.before:.3f}",
            f"{d.after:.3f}",
            f"{d.change:+.3f}",
            f"[{d.low:+.3f}, {d.high:+.3f}]",
            d.verdict,
            str(len(d.won)),
            str(len(d.lost)),
        ]
        for d in comparison.differences
        if d.won or d.lost
    ]
    if not rows:
        return "\n".join([*lines, "no score of any item has changed"])
    lines += _table(("set", "score", "before", "after", "change", "95 % interval", "", "won", "lost"), rows)
    leading = [d for d in comparison.differences if d.score in ("correct", "success@5", "coverage", "recall")]
    for difference in leading:
        for what, ids in (("lost", difference.lost), ("won", difference.won)):
            if ids:
                more = f" and {len(ids) - _SHOWN_CHANGES} more" if len(ids) > _SHOWN_CHANGES else ""
                listed = ", ".join(ids[:_SHOWN_CHANGES])
                lines.append(f"{difference.set}, {difference.score}, {what}: {listed}{more}")
    return "\n".join(lines)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(_width(row[i]) for row in (columns, *rows)) for i in range(len(columns))]
    return ["  ".join(_pad(cell, widths[i], right=i > 0) for i, cell in enumerate(row)) for row in (columns, *rows)]


def _pad(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    """Columns that the text takes in a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
