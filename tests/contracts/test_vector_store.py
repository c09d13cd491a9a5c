"""What every vector store promises: exact where it says so, restricted where asked, the same after a reload."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings import Matrix
from rag.vectors import FaissStore

DIM = 16


def rows(n: int, seed: int = 0) -> Matrix:
    found = np.random.default_rng(seed).normal(size=(n, DIM)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def names(n: int, first: int = 0) -> list[str]:
    return [f"r{i % 7}/p{i:05d}#0" for i in range(first, first + n)]


@pytest.fixture
def store() -> FaissStore:
    made = FaissStore(DIM)
    made.add(names(300), rows(300))
    return made


def brute(query: Matrix, ids: list[str], vectors: Matrix, k: int) -> list[str]:
    scores = vectors @ query
    ranked = sorted(zip(ids, scores, strict=True), key=lambda pair: (-pair[1], pair[0]))
    return [name for name, score in ranked[:k] if score > 0]


def test_finds_what_a_full_comparison_finds(store: FaissStore) -> None:
    query = rows(1, seed=5)
    found = store.search(query, 10)[0]
    assert [hit.passage_id for hit in found] == brute(query[0], names(300), rows(300), 10)
    assert all(a.score >= b.score for a, b in itertools.pairwise(found))


def test_a_restricted_search_finds_only_what_is_allowed(store: FaissStore) -> None:
    allowed = [i for i, name in enumerate(names(300)) if name.startswith(("r2/", "r5/"))]
    query = rows(1, seed=6)
    found = [hit.passage_id for hit in store.search(query, 50, {"r2", "r5"})[0]]
    assert found == brute(query[0], [names(300)[i] for i in allowed], rows(300)[allowed], 50)
    assert store.search(query, 5, []) == [[]]
    assert store.search(query, 5, ["no such report"]) == [[]]


def test_more_neighbours_than_there_are_gives_all_that_are_alike_and_no_fillers(store: FaissStore) -> None:
    found = store.search(rows(1, seed=7), 10_000)[0]
    assert 0 < len(found) <= 300
    assert all(hit.score > 0 for hit in found)


def test_equal_scores_are_ordered_by_id() -> None:
    store = FaissStore(DIM)
    store.add(["b", "c", "a"], np.repeat(rows(1), 3, axis=0))
    assert [hit.passage_id for hit in store.search(rows(1), 3)[0]] == ["a", "b", "c"]


def test_what_was_removed_is_not_found(store: FaissStore) -> None:
    gone = set(names(300)[:150])
    store.remove(gone)
    found = {hit.passage_id for hit in store.search(rows(1, seed=8), 300)[0]}
    assert found
    assert not found & gone
    assert len(store.ids) == 150


def test_saved_and_loaded_it_answers_the_same(store: FaissStore, tmp_path: Path) -> None:
    store.save(tmp_path)
    queries = rows(4, seed=9)
    assert FaissStore.load(tmp_path, DIM).search(queries, 10) == store.search(queries, 10)


def test_a_damaged_file_is_told(store: FaissStore, tmp_path: Path) -> None:
    store.save(tmp_path)
    (tmp_path / "vectors.faiss").write_bytes(b"IxFI broken")
    with pytest.raises(ValueError, match="damaged"):
        FaissStore.load(tmp_path, DIM)
    store.save(tmp_path)
    with pytest.raises(ValueError, match="dimensions"):
        FaissStore.load(tmp_path, DIM + 1)


def test_wrong_shapes_are_refused(store: FaissStore) -> None:
    with pytest.raises(ValueError, match="expected"):
        store.add(["x"], rows(2))


def test_past_the_limit_an_approximate_index_still_finds_nearly_all() -> None:
    store = FaissStore(DIM, exact_limit=2000)
    vectors, ids = rows(4000), names(4000)
    store.add(ids, vectors)
    queries = rows(50, seed=11)
    found = store.search(queries, 10)
    wanted = [set(brute(query, ids, vectors, 10)) for query in queries]
    share = np.mean([len({h.passage_id for h in f} & w) / len(w) for f, w in zip(found, wanted, strict=True)])
    assert share > 0.5
    store.remove(ids[:3500])
    assert len(store.ids) == 500
    assert store.search(vectors[3999:], 1)[0][0].passage_id == ids[3999]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["add", "remove"]), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_any_order_of_changes_leaves_what_a_dictionary_would_hold(steps: list[str], random: object) -> None:
    store, held, at = FaissStore(DIM), dict[str, int](), 0
    vectors = rows(200, seed=3)
    for step in steps:
        if step == "add":
            ids = names(10, first=at)
            store.add(ids, vectors[at : at + 10])
            held.update({name: at + i for i, name in enumerate(ids)})
            at += 10
        elif held:
            gone = sorted(held)[:: max(1, len(held) // 3)]
            store.remove(gone)
            for name in gone:
                del held[name]
    assert sorted(store.ids) == sorted(held)
    for name, row in list(held.items())[:5]:
        assert store.search(vectors[row : row + 1], 1)[0][0].passage_id == name
