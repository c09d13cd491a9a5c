"""Pairs of English and Chinese sentences that say the same: how the encoder learns English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from embeddings.train.pairs import Pair

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parallel_pairs(folder: Path) -> Iterator[Pair]:
    """English sentences against Chinese ones, from all .tmx files below the folder; runs of three as passages."""
    for path in sorted(folder.rglob("*.tmx")):
        sentences = [s for s in _sentences(path) if all(s)]
        for at, (chinese, english) in enumerate(sentences):
            yield Pair(english, chinese, "parallel")
            around = "".join(zh for zh, _ in sentences[max(0, at - 1) : at + 2])
            if len(around) <= 250:
                yield Pair(english, around, "parallel")


def _sentences(path: Path) -> Iterator[tuple[str, str]]:
    for unit in etree.parse(str(path)).iter("tu"):
        said = {v.get(_LANGUAGE, "")[:2].lower(): " ".join((v.findtext("seg") or "").split()) for v in unit.iter("tuv")}
        yield said.get("zh", ""), said.get("en", "")
