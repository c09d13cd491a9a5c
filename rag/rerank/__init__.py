"""The order of the evidence, by what can be read off question and passage: a learned sum of a few dozen features.

`features.py` says what is looked at, `weights.json` how much each counts (written by `train.py`). A sum and not
something cleverer, so that anybody can read why one passage stands before another.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np

from rag.rerank.features import NAMES, features
from rag.types import Evidence
from rag.understand import Question


def rerank(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Put the evidence of one side of a question into the learned order; scores are 0 to 1, the best first.

    Where a list is asked for, the order is left alone: its members are often headings of two words each, and what was
    learned from questions with one answer put them behind longer passages.
    """
    if len(evidence) < 2 or question.understood.kind == "list":
        return list(evidence)
    total = features(question, evidence) @ _weights()
    likely = np.exp(total - total.max())
    scored = [dataclasses.replace(e, score=round(float(s), 6)) for e, s in zip(evidence, likely, strict=True)]
    return sorted(scored, key=lambda e: (-e.score, e.passage.id))


@lru_cache(maxsize=1)
def _weights() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    known = json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8"))["weights"]
    return np.array([known[name] for name in NAMES], dtype=np.float64)
