"""What a run of the evaluation gives: items with their scores, sets of items, and the whole document.

An item is one question, summary task, fact or paragraph. Its `scores` are averaged over the items that have them;
its `counts` (so many of so many) are added up first, as precision over all citations is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Counts = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was asked, how it scored, and what a person needs to see why.

    `groups` are the headings under which its scores are broken down (type, report, status).
    """

    id: str
    scores: Mapping[str, float]
    counts: Counts = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    detail: Json = field(default_factory=dict)

    def to_dict(self) -> Json:
        return {
            "id": self.id,
            "groups": dict(self.groups),
            "scores": {name: round(value, 4) for name, value in self.scores.items()},
            "counts": {name: list(pair) for name, pair in self.counts.items()},
            **self.detail,
        }


@dataclass(frozen=True, slots=True)
class SetResult:
    """One gold set in one setting (`name` says both). `unavailable` says why nothing was measured, if so."""

    name: str
    kind: str
    gold_digest: str
    items: tuple[Item, ...]
    unavailable: str = ""
    notes: tuple[str, ...] = ()

    @property
    def scores(self) -> dict[str, float]:
        return totals(self.items)

    def by(self, group: str) -> dict[str, dict[str, float]]:
        """Scores of the items under each heading of a group, with their number `n`; most items first."""
        members: defaultdict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            if group in item.groups:
                members[item.groups[group]].append(item)
        ordered = sorted(members.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return {name: {"n": float(len(items)), **totals(items)} for name, items in ordered}

    def to_dict(self) -> Json:
        names = dict.fromkeys(group for item in self.items for group in item.groups)
        return {
            "name": self.name,
            "kind": self.kind,
            "gold_digest": self.gold_digest,
            "n": len(self.items),
            "unavailable": self.unavailable,
            "notes": list(self.notes),
            "scores": _rounded(self.scores),
            "by": {group: {name: _rounded(s) for name, s in self.by(group).items()} for group in names},
            "items": [item.to_dict() for item in self.items],
        }


@dataclass(frozen=True, slots=True)
class Stage:
    """What one stage of the run took. Memory is that of the whole process, in MiB, after the stage."""

    name: str
    n: int
    seconds: float
    p50_ms: float
    p95_ms: float
    memory_mib: float
    peak_mib: float

    def to_dict(self) -> Json:
        return {
            "name": self.name,
            "n": self.n,
            "seconds": round(self.seconds, 3),
            "p50_ms": round(self.p50_ms, 2),
            "p95_ms": round(self.p95_ms, 2),
            "memory_mib": round(self.memory_mib, 1),
            "peak_mib": round(self.peak_mib, 1),
        }


def totals(items: Iterable[Item]) -> dict[str, float]:
    """Mean of every score and share of every count, over the items that have it."""
    sums: defaultdict[str, list[float]] = defaultdict(list)
    counted: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for item in items:
        for name, value in item.scores.items():
            sums[name].append(value)
        for name, pair in item.counts.items():
            counted[name].append(pair)
    means = {name: sum(values) / len(values) for name, values in sums.items()}
    return means | {name: share(pairs) for name, pairs in counted.items()}


def share(pairs: Sequence[tuple[int, int]]) -> float:
    """So many of so many, added up; 0.0 of nothing, so that giving nothing earns nothing."""
    of = sum(whole for _, whole in pairs)
    return sum(part for part, _ in pairs) / of if of else 0.0


def _rounded(scores: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in scores.items()}
