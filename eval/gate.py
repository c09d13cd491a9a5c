"""Floors that quality may not fall below, pinned in a file together with the digest of the gold set.

Raising a floor is easy; lowering one takes saying so and a reason, which stays in the file. Floors pinned on another
state of the gold set do not count: they have to be pinned anew.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rag.errors import UsageError

Json = dict[str, Any]

# What is pinned of each set, where it has it.
PINNED = (
    "correct", "concise", "abstained", "success@1", "success@5", "recall@5", "ndcg@10", "abstention precision",
    "abstention recall", "citation recall", "citations exact", "figures cited", "grounded", "coverage",
    "points supported", "figures supported", "precision", "recall", "recall with name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Breach:
    """A score below its floor, or a floor that cannot be held against anything."""

    set: str
    message: str

    def __str__(self) -> str:
        return f"{self.set}: {self.message}"


def breaches(result: Json, floors: Json) -> list[Breach]:
    """Everything in a run that falls below the floors; sets that have none are free."""
    found: list[Breach] = []
    measured = {one["name"]: one for one in result["sets"]}
    for name, pinned in floors.get("sets", {}).items():
        if name not in measured:
            continue
        one = measured[name]
        if one["gold_digest"] != pinned["gold_digest"]:
            found.append(
                Breach(name, f"the floors are for gold set {pinned['gold_digest']}, this is {one['gold_digest']}")
            )
            continue
        found += [Breach(name, message) for message in _below(one["scores"], pinned["floors"])]
    return found


def below(result: Json, minima: Mapping[str, float]) -> list[Breach]:
    """Scores of a run below what --fail-under asks for; a score that no set has is a breach too."""
    found: list[Breach] = []
    for score, minimum in minima.items():
        having = [one for one in result["sets"] if score in one["scores"]]
        if not having:
            known = sorted({name for one in result["sets"] for name in one["scores"]})
            found.append(Breach("every set", f"no score {score!r}; there are {', '.join(known)}"))
        for one in having:
            found += [Breach(one["name"], message) for message in _below(one["scores"], {score: minimum})]
    return found


def _below(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    return [
        f"{name} is {scores[name]:.4f}, its floor {floor:.4f}" if name in scores else f"{name} was not measured"
        for name, floor in floors.items()
        if scores.get(name, -math.inf) < floor
    ]


def pin(
    result: Json, floors: Json, *, margin: float = 0.0, names: Sequence[str] = PINNED, reason_to_lower: str = ""
) -> Json:
    """New floors from a run: what it reached, less a margin.

    Raises:
        UsageError: a floor on the same gold set would be lowered, and no reason is given.
    """
    sets: Json = {**floors.get("sets", {})}
    lowered: list[str] = []
    for one in result["sets"]:
        scores = {n: one["scores"][n] for n in names if n in one["scores"]}
        if not scores:
            continue
        before = sets.get(one["name"], {})
        old: Json = before.get("floors", {}) if before.get("gold_digest") == one["gold_digest"] else {}
        reached = {n: _floor(value - margin) for n, value in scores.items()}
        # The margin leaves room below what is new; a floor that still holds, or was not measured, stays where it is.
        held = {n: floor for n, floor in old.items() if scores.get(n, math.inf) >= floor}
        lowered += [
            f"{one['name']}: {n} from {floor:.4f} to {reached[n]:.4f}" for n, floor in old.items() if n not in held
        ]
        floors_now = {**held, **{n: max(floor, held.get(n, 0.0)) for n, floor in reached.items()}}
        sets[one["name"]] = {"gold_digest": one["gold_digest"], "floors": floors_now}
    if lowered and not reason_to_lower:
        raise UsageError(
            f"this would lower floors: {'; '.join(lowered)}.", fix="If that is meant, give --lower-floors REASON."
        )
    history = list(floors.get("lowered", ()))
    if lowered:
        history.append({"date": datetime.now(UTC).date().isoformat(), "reason": reason_to_lower, "floors": lowered})
    return {"sets": sets, "lowered": history}


def _floor(value: float) -> float:
    """Down to four decimals: the rounding of a result must not put it below its own floor."""
    return max(0.0, math.floor(value * 10_000) / 10_000)


def read(path: Path) -> Json:
    """Read a floors file; one that is not there pins nothing.

    Raises:
        UsageError: it is not a floors file.
    """
    if not path.exists():
        return {"sets": {}, "lowered": []}
    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UsageError(f"{path} is not a floors file: {error}.", fix="Correct it or pin anew.") from None
    if not isinstance(floors, dict) or not isinstance(floors.get("sets"), dict):
        raise UsageError(f"{path} is not a floors file: no `sets`.", fix="Correct it or pin anew.")
    return floors


def write(path: Path, floors: Json) -> None:
    path.write_text(json.dumps(floors, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
