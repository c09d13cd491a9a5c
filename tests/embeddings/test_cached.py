"""Vectors that are kept: nothing is encoded twice, and a damaged file costs only time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from embeddings import Matrix, load_encoder
from embeddings.cached import CachedEncoder, cached
from embeddings.hashing import HashEncoder

TEXTS = ["新增公共停车位600个", "粮食总产15亿斤", "新增公共停车位600个"]


class Counting(HashEncoder):
    """Remembers what it was asked to encode."""

    def __init__(self, dim: int = 64) -> None:
        super().__init__(dim)
        self.asked: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        self.asked += texts
        return super().encode_passages(texts)


class Stopping(HashEncoder):
    """Breaks off once it has encoded so many texts."""

    def __init__(self, *, after: int) -> None:
        super().__init__(64)
        self._left = after

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        self._left -= len(texts)
        if self._left < 0:
            raise KeyboardInterrupt
        return super().encode_passages(texts)


def test_a_text_is_encoded_once_and_has_the_same_vector_ever_after(tmp_path: Path) -> None:
    inner = Counting()
    encoder = CachedEncoder(inner, tmp_path / "kept.sqlite")
    first = encoder.encode_passages(TEXTS)
    assert inner.asked == TEXTS[:2]
    again = CachedEncoder(inner, tmp_path / "kept.sqlite").encode_passages([*TEXTS, "新建公园3处"])
    assert inner.asked == [*TEXTS[:2], "新建公园3处"]
    assert np.array_equal(again[:3], first)
    assert np.array_equal(first, HashEncoder(64).encode_passages(TEXTS))


def test_encoders_do_not_share_vectors(tmp_path: Path) -> None:
    CachedEncoder(Counting(64), tmp_path / "kept.sqlite").encode_passages(TEXTS)
    other = CachedEncoder(Counting(32), tmp_path / "kept.sqlite").encode_passages(TEXTS)
    assert np.array_equal(other, HashEncoder(32).encode_passages(TEXTS))


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite"
    path.write_bytes(b"this is no database, but long enough to look like one" * 40)
    assert CachedEncoder(Counting(), path).encode_passages(TEXTS).shape == (3, 64)


def test_what_was_encoded_before_a_stop_is_kept(tmp_path: Path) -> None:
    texts = [f"第{n}件实事" for n in range(600)]
    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(Stopping(after=300), tmp_path / "kept.sqlite").encode_passages(texts)
    inner = Counting()
    CachedEncoder(inner, tmp_path / "kept.sqlite").encode_passages(texts)
    assert inner.asked == texts[256:]


def test_new_weights_in_a_folder_are_not_mistaken_for_the_old_ones(tmp_path: Path) -> None:
    class InFolder(Counting):
        @property
        def name(self) -> str:
            return str(tmp_path / "model")

    (tmp_path / "model").mkdir()
    for weights in ("old", "newer"):
        (tmp_path / "model" / "weights").write_text(weights, encoding="utf-8")
        inner = InFolder()
        CachedEncoder(inner, tmp_path / "kept.sqlite").encode_passages(TEXTS)
        assert inner.asked == TEXTS[:2]


def test_encoders_that_are_faster_than_the_disk_go_without(tmp_path: Path) -> None:
    for name in ("hashing-64", "wenju-static-2", "wenju-static-2@64"):
        encoder = load_encoder(name)
        assert cached(encoder, tmp_path / "kept.sqlite") is encoder


def test_no_texts_give_no_rows(tmp_path: Path) -> None:
    assert CachedEncoder(Counting(), tmp_path / "kept.sqlite").encode_passages([]).shape == (0, 64)
