"""The way from texts to weights, on a few texts of our own."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from embeddings.static import StaticEncoder
from embeddings.train.contrast import Family, Options, train
from embeddings.train.cooccurrence import initial_vectors, interleaved
from embeddings.train.hard import hard_negatives
from embeddings.train.pairs import Pair, read, write
from embeddings.train.parallel import parallel_pairs
from embeddings.train.questions import questions, vocabulary_pairs
from embeddings.train.reports import held_out, report_pairs
from embeddings.train.save import save_model
from embeddings.train.tokens import train_tokenizer

TEXTS = ["新增公共停车位600个,缓解停车难。", "完成老旧小区改造12个,惠及居民。", "The county built parking spaces."] * 12


def test_pieces_are_words_and_punctuation_is_none() -> None:
    tokenizer = train_tokenizer(TEXTS, n_pieces=120)
    cut = tokenizer.encode("停车位,Parking 60%！").tokens
    assert "".join(cut) == "停车位parking60%"
    assert "parking" in cut
    assert cut[-3:] == ["6", "0", "%"]


def test_an_unknown_character_does_not_take_its_neighbours_with_it() -> None:
    tokenizer = train_tokenizer(TEXTS, n_pieces=120)
    assert "".join(tokenizer.encode("停车龘停车").tokens) == "停车停车"


def test_long_stretches_without_punctuation_are_read_to_the_end() -> None:
    tokenizer = train_tokenizer(TEXTS, n_pieces=120)
    assert "".join(tokenizer.encode("停车" * 500).tokens) == "停车" * 500


def test_pieces_in_the_same_company_start_close_together() -> None:
    rng = np.random.default_rng(1)
    # 1 and 2 stand among 10-19, 3 among 20-29.
    texts = []
    for _ in range(300):
        kind = int(rng.integers(1, 4))
        among = rng.integers(10, 20, 6) if kind < 3 else rng.integers(20, 30, 6)
        texts.append(np.array([*among[:3], kind, *among[3:]], dtype=np.int32))
    vectors = initial_vectors(texts, 30, 8, seed=1)
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    assert unit[1] @ unit[2] > unit[1] @ unit[3] + 0.3
    assert not vectors[0].any()


def test_a_translation_is_mixed_in_by_relative_position() -> None:
    mixed = interleaved(np.array([1, 2, 3], dtype=np.int32), np.array([7, 8], dtype=np.int32))
    assert mixed.tolist() == [1, 7, 2, 3, 8]


@pytest.fixture(scope="module")
def trained() -> tuple[np.ndarray, np.ndarray]:
    """Queries of piece n belong to passages of piece n + 20; before training nothing says so."""
    start = np.random.default_rng(2).normal(size=(40, 16)).astype(np.float32)
    sides = [[np.array([n + shift], dtype=np.int32) for n in range(20)] for shift in (0, 20)]
    family = Family(sides[0], sides[1], np.arange(20), np.arange(20), 1.0)
    options = Options(steps=200, batch=20, run=1, learning_rate=0.05, dims=((16, 1.0), (8, 0.5)))
    return start, train(start, {"made": family}, options, log=lambda _: None)


@pytest.mark.parametrize("dim", [16, 8])
def test_training_brings_pairs_together_at_every_length(trained: tuple[np.ndarray, np.ndarray], dim: int) -> None:
    right = []
    for vectors in trained:
        unit = vectors[:, :dim] / np.linalg.norm(vectors[:, :dim], axis=1, keepdims=True)
        right.append(float(((unit[:20] @ unit[20:].T).argmax(axis=1) == np.arange(20)).mean()))
    assert right[0] < 0.3
    assert right[1] > 0.9


def test_training_again_gives_the_same_vectors(trained: tuple[np.ndarray, np.ndarray]) -> None:
    start = trained[0]
    sides = [[np.array([n + s], dtype=np.int32) for n in range(9)] for s in (0, 20)]
    family = Family(sides[0], sides[1], np.arange(9), np.arange(9), 1.0)
    options = Options(steps=20, batch=8, run=2, dims=((16, 1.0),))
    one, two = (train(start, {"made": family}, options, log=lambda _: None) for _ in range(2))
    assert np.array_equal(one, two)


def test_the_gradient_is_that_of_the_loss() -> None:
    from embeddings.train.contrast import _loss

    rng = np.random.default_rng(3)
    # Four queries, their passages, and two more wrong answers.
    means = rng.normal(size=(10, 6)).astype(np.float64)
    alike = np.zeros((4, 6), dtype=bool)
    alike[1, 2] = alike[2, 1] = alike[0, 5] = True
    options = Options(dims=((6, 1.0), (3, 0.4)))
    _, gradient = _loss(means, alike, options)
    for row, column in ((0, 0), (2, 5), (5, 1), (7, 2), (8, 0), (9, 4)):
        nudged = means.copy()
        nudged[row, column] += 1e-5
        slope = (_loss(nudged, alike, options)[0] - _loss(means, alike, options)[0]) / 1e-5
        assert gradient[row, column] == pytest.approx(slope, abs=1e-3)


def test_what_is_asked_alike_is_no_wrong_answer() -> None:
    from embeddings.train.contrast import _alike

    texts = [np.array([n], dtype=np.int32) for n in range(4)]
    # 0 and 1 have one passage, 1 and 2 one query.
    family = Family(texts, texts, np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2]), 1.0)
    alike = _alike(family, np.array([0, 1, 2]), np.array([0, 1, 2, 3]))
    assert alike.tolist() == [
        [False, True, False, False],
        [True, False, True, False],
        [False, True, False, False],
    ]


def test_hard_wrong_answers_share_words_with_the_query_and_are_not_as_right() -> None:
    pairs = [
        Pair("新增公共停车位多少个", "今年新增公共停车位600个,缓解停车难。", "figure asked"),
        Pair("立体停车位由谁管理", "停车位收费由物业公司管理,立体车库另议。", "figure asked"),
        Pair("新增公共停车位多少处", "去年新增公共停车位500个,方便居民。", "figure asked"),
        Pair("粮食总产量多少亿斤", "粮食总产量稳定在15亿斤以上。", "figure asked"),
        Pair("公共停车位", "停车位不够。", "news"),
    ]
    found = hard_negatives(pairs, ("figure asked",))
    # 2 says the same of another year, 3 shares no word, 4 is of a source that has none.
    assert found[0].tolist() == [1, -1, -1, -1]
    assert found[3].tolist() == found[4].tolist() == [-1] * 4


def test_saved_weights_are_those_that_were_trained(tmp_path: Path) -> None:
    tokenizer = train_tokenizer(TEXTS, n_pieces=120)
    vectors = np.random.default_rng(4).normal(size=(tokenizer.get_vocab_size(), 16)).astype(np.float32)
    save_model(tmp_path, tokenizer, vectors, "# card\n")
    rows = StaticEncoder(tmp_path, name="made").encode_passages(TEXTS[:2])
    for row, text in zip(rows, TEXTS[:2], strict=True):
        mean = vectors[tokenizer.encode(text).ids].mean(axis=0)
        assert row @ mean / np.linalg.norm(mean) > 0.999


def test_questions_ask_in_other_words_and_without_the_figure() -> None:
    made = [
        pair
        for seed in range(40)
        for pair in questions("新建公共停车位600个,粮食总产量稳定在15亿斤以上。", random.Random(seed))
    ]
    assert {"other words", "figure asked", "English name"} <= {pair.source for pair in made}
    assert all("600" not in pair.query and "15" not in pair.query for pair in made)
    assert any("停车位" not in pair.query and "停车位" in pair.passage for pair in made if pair.source == "other words")


def test_every_other_name_of_a_term_is_paired_with_it() -> None:
    pairs = list(vocabulary_pairs(random.Random(1)))
    assert len(pairs) > 1000
    assert all(pair.key and pair.passage.startswith(pair.key) for pair in pairs)


def test_reports_that_are_measured_on_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"files": ["a/望川县_2024.txt"]}\n\n{"files": []}\n', encoding="utf-8")
    leave_out = held_out(tmp_path / "gold.jsonl")
    assert "望川县_2024" in leave_out
    text = "望川县2024年政府工作报告\n一、今年的工作\n今年新建公共停车位600个。确保粮食总产稳定在15亿斤以上。\n"
    for name in ("望川县_2024", "江宁县_2024"):
        (tmp_path / f"{name}.txt").write_text(text.replace("望川县", name[:3]), encoding="utf-8")
    (tmp_path / "gold.jsonl").unlink()
    found = list(report_pairs(tmp_path, leave_out, seed=1))
    assert found
    assert not any("望川县" in text for pair in found for text in (pair.query, pair.passage))


def test_parallel_sentences_go_from_english_to_chinese(tmp_path: Path) -> None:
    unit = "<tu><tuv xml:lang='zh-CN'><seg>{}</seg></tuv><tuv xml:lang='en-US'><seg>{}</seg></tuv></tu>"
    units = unit.format("新建停车位。", "Parking was built.") + unit.format("", "Untranslated.")
    (tmp_path / "a.tmx").write_text(f"<tmx><body>{units}</body></tmx>", encoding="utf-8")
    assert next(iter(parallel_pairs(tmp_path))) == Pair("Parking was built.", "新建停车位。", "parallel")


def test_pairs_are_read_as_they_were_written(tmp_path: Path) -> None:
    pairs = [Pair("问", "答\u2028", "a"), Pair("q", "p", "b", "key")]
    write(pairs, tmp_path / "pairs.jsonl")
    assert list(read(tmp_path / "pairs.jsonl")) == pairs
