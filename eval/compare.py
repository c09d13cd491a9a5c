"""Two runs over the same questions: what got better, what got worse, and whether that can be chance.

The interval is a paired bootstrap: questions are drawn with replacement, each with both of its scores, and the middle
95 % of the mean differences is given. The seed is fixed, so that the same two runs always compare alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Json = dict[str, Any]

SEED = 20240111
RESAMPLES = 10_000
# What one looks at first, in this order; other scores of the runs are compared as well.
_LEADING = ("correct", "concise", "abstained", "recall@5", "success@1", "success@5", "ndcg@10", "mrr@10", "coverage")
_NOT_BETTER_WHEN_HIGHER = ("chars", "points")


@dataclass(frozen=True, slots=True)
class Difference:
    """One score over the items that both runs have; `low` and `high` bound the difference of the means."""

    set: str
    score: str
    n: int
    before: float
    after: float
    low: float
    high: float
    won: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def change(self) -> float:
        return self.after - self.before

    @property
    def verdict(self) -> str:
        """better or worse where the interval leaves out zero, else "even"."""
        return "better" if self.low > 0 else "worse" if self.high < 0 else "even"

    def to_dict(self) -> Json:
        return {
            "set": self.set,
            "score": self.score,
            "n": self.n,
            "before": round(self.before, 4),
            "after": round(self.after, 4),
            "change": round(self.change, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "verdict": self.verdict,
            "won": list(self.won),
            "lost": list(self.lost),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]

    def to_dict(self) -> Json:
        return {"differences": [d.to_dict() for d in self.differences], "notes": list(self.notes)}


def compare(earlier: Json, later: Json) -> Comparison:
    """Compare two documents set by set and score by score; what only one of them has is noted."""
    notes: list[str] = []
    differences: list[Difference] = []
    before = {one["name"]: one for one in earlier["sets"]}
    for after in later["sets"]:
        name = after["name"]
        if name not in before:
            notes.append(f"{name} is not in the earlier result")
            continue
        if before[name]["gold_digest"] != after["gold_digest"]:
            notes.append(f"{name}: the gold set has changed; compared are the items with the same id")
        differences += _differences(name, before[name]["items"], after["items"])
    if earlier["settings_fingerprint"] != later["settings_fingerprint"]:
        notes.append("the settings differ")
    return Comparison(tuple(differences), tuple(notes))


def _differences(name: str, before: Sequence[Json], after: Sequence[Json]) -> list[Difference]:
    old, new = ({item["id"]: _values(item) for item in items} for items in (before, after))
    scores = dict.fromkeys(score for values in new.values() for score in values)
    ordered = [s for s in _LEADING if s in scores] + [s for s in scores if s not in _LEADING]
    found: list[Difference] = []
    for score in ordered:
        if score in _NOT_BETTER_WHEN_HIGHER:
            continue
        shared = [i for i in new if score in new[i] and score in old.get(i, {})]
        if shared:
            found.append(_difference(name, score, shared, old, new))
    return found


def _values(item: Json) -> dict[str, float]:
    """Scores, and counts as shares; a count of nothing says nothing about its item."""
    counted = {name: part / whole for name, (part, whole) in item["counts"].items() if whole}
    return {**item["scores"], **counted}


def _difference(
    name: str,
    score: str,
    shared: Sequence[str],
    old: Mapping[str, Mapping[str, float]],
    new: Mapping[str, Mapping[str, float]],
) -> Difference:
    before = np.array([old[i][score] for i in shared])
    after = np.array([new[i][score] for i in shared])
    low, high = paired_bootstrap(after - before)
    return Difference(
        set=name,
        score=score,
        n=len(shared),
        before=float(before.mean()),
        after=float(after.mean()),
        low=low,
        high=high,
        won=tuple(i for i, a, b in zip(shared, before, after, strict=True) if b > a),
        lost=tuple(i for i, a, b in zip(shared, before, after, strict=True) if b < a),
    )


def paired_bootstrap(
    differences: np.ndarray[Any, Any], *, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[float, float]:
    """The middle 95 % of the means of resampled differences."""
    if not differences.any():
        return 0.0, 0.0
    generator = np.random.default_rng(seed)
    drawn = generator.integers(0, len(differences), size=(resamples, len(differences)), dtype=np.int32)
    low, high = np.percentile(differences[drawn].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)
