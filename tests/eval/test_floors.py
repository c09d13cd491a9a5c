"""What the sample gold sets reach may not fall below the pinned floors.

Where the real reports are absent, this is what tells that quality has fallen. After an improvement, raise the floors:
`wenju eval examples/*.jsonl --reports examples/reports --floors eval/floors.json --pin --margin 0.05`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval import gate
from eval.check import require_sound
from eval.cli import open_temporary, sound_texts
from eval.document import document
from eval.gold import load
from eval.library import settings_of
from eval.runner import Session

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ROOT / "eval" / "floors.json"


@pytest.fixture(scope="module")
def result() -> Iterator[gate.Json]:
    """Both sample sets over the sample reports, with the encoder that users get."""
    with open_temporary([ROOT / "examples" / "reports"]) as library:
        session = Session(library)
        sets = [load(ROOT / "examples" / name) for name in ("gold.jsonl", "summaries.jsonl")]
        for gold in sets:
            require_sound(gold, sound_texts(library, gold))
        results = [session.run(gold) for gold in sets]
        yield document([r for r in results if r], session.clock.stages(), settings_of(library))


def test_the_samples_stay_above_their_floors(result: gate.Json) -> None:
    assert [str(breach) for breach in gate.breaches(result, gate.read(FLOORS))] == []


def test_every_sample_set_has_floors(result: gate.Json) -> None:
    pinned = gate.read(FLOORS)["sets"]
    assert {one["name"] for one in result["sets"]} == set(pinned)
    assert all(one["floors"] for one in pinned.values())
