"""What every encoder promises, the tiny one and a real sentence-transformers model alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embeddings import Encoder, load_encoder

TEXTS = ["粮食总产稳定在15亿斤以上。", "新建公共停车位600个。", "GDP grew by 5.8%", "𠮷林"]


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny real sentence-transformers model: static embeddings of single characters, random but fixed."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    characters = sorted({c for text in TEXTS for c in text})
    vocabulary = {"[UNK]": 0, **{c: i for i, c in enumerate(characters, start=1)}}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    weights = np.random.default_rng(7).normal(size=(len(vocabulary), 16)).astype(np.float32)
    folder = tmp_path_factory.mktemp("model")
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu").save(str(folder))
    return folder


@pytest.fixture(params=["hashing-256", "hashing-64", "wenju-static-2", "wenju-static-2@64", "sentence-transformers"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "sentence-transformers":
        return load_encoder(str(request.getfixturevalue("model_folder")))
    return load_encoder(request.param)


def test_rows_are_unit_length_float32(encoder: Encoder) -> None:
    for rows in (encoder.encode_passages(TEXTS), encoder.encode_queries(TEXTS)):
        assert rows.shape == (len(TEXTS), encoder.dim)
        assert rows.dtype == np.float32
        assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_equal_texts_have_equal_vectors_whatever_stands_around_them(encoder: Encoder) -> None:
    alone = encoder.encode_passages(TEXTS[:1])
    among = encoder.encode_passages(TEXTS)
    assert np.allclose(alone[0], among[0], atol=1e-6)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode_passages([]).shape == (0, encoder.dim)


def test_an_empty_text_does_not_break_the_others(encoder: Encoder) -> None:
    rows = encoder.encode_passages(["", TEXTS[0]])
    assert np.isfinite(rows).all()
    assert np.allclose(rows[1], encoder.encode_passages(TEXTS[:1])[0], atol=1e-6)


def test_a_text_is_nearest_to_itself(encoder: Encoder) -> None:
    scores = encoder.encode_queries(TEXTS) @ encoder.encode_passages(TEXTS).T
    assert scores.argmax(axis=1).tolist() == list(range(len(TEXTS)))


def test_hashing_tells_shared_spelling_from_none() -> None:
    rows = load_encoder("hashing-256").encode_passages(["粮食总产160亿斤", "粮食总产150亿斤", "建设幼儿园"])
    assert rows[0] @ rows[1] > 0.6 > 0.3 > rows[0] @ rows[2]


def test_a_name_without_a_model_is_refused_at_once() -> None:
    with pytest.raises((OSError, ValueError)):
        load_encoder("/no/such/folder")
    with pytest.raises(ValueError, match="dim is 2"):
        load_encoder("hashing-2")


def test_a_library_can_be_encoded_with_any_model(model_folder: Path, tmp_path: Path) -> None:
    from rag import Library

    report = tmp_path / "望川县.txt"
    report.write_text(
        "望川县政府工作报告\n今年新建公共停车位600个。\n确保粮食总产稳定在15亿斤以上。\n", encoding="utf-8"
    )
    with Library.open(tmp_path / "home", encoder=str(model_folder)) as library:
        assert not library.add([report]).failed
        assert "停车位" in library.search("停车位", k=1).passages[0].text
    with Library.open(tmp_path / "home") as again:
        assert again.encoder.dim == 16
