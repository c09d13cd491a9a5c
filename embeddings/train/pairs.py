"""What the encoder learns from: pairs of texts that should lie close together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple


class Pair(NamedTuple):
    """Somebody who writes `query` should find `passage`. `source` names the kind, so that kinds can be balanced.

    Passages of one `key` answer the same, so none of them is a wrong answer to a query of another; empty means that
    only the same passage is.
    """

    query: str
    passage: str
    source: str
    key: str = ""


def write(pairs: Iterable[Pair], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for pair in pairs:
            file.write(json.dumps(pair, ensure_ascii=False) + "\n")


def read(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield Pair(*json.loads(line))
