"""The bundled encoder: the same vectors with and without torch, small, and useful when cut short."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings import BUNDLED_ENCODER, Encoder, load_encoder
from embeddings.static import BUNDLED, StaticEncoder

TEXTS = [
    "望川县2024年新增公共停车位600个，完成老旧小区改造12个。",
    "城镇新增就业3.2万人，居民人均可支配收入增长6.5%左右。",
    "How many new parking spaces will Wangchuan County build?",
    "",
    "……",
    "ＧＤＰ增长５．８％",
    "𠮷林①②",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(BUNDLED_ENCODER)


def test_vectors_are_those_of_sentence_transformers(encoder: Encoder) -> None:
    from sentence_transformers import SentenceTransformer

    rows = SentenceTransformer(str(BUNDLED), device="cpu").encode(TEXTS, convert_to_numpy=True)
    assert np.abs(rows - encoder.encode_passages(TEXTS)).max() < 1e-4


def test_the_first_numbers_alone_are_those_of_a_model_cut_short(encoder: Encoder) -> None:
    short = load_encoder(f"{BUNDLED_ENCODER}@64")
    cut = encoder.encode_passages(TEXTS)[:, :64]
    lengths = np.linalg.norm(cut, axis=1, keepdims=True)
    expected = np.divide(cut, lengths, out=np.zeros_like(cut), where=lengths > 0)
    assert short.dim == 64
    assert short.name != encoder.name
    assert np.allclose(short.encode_passages(TEXTS), expected, atol=1e-5)


def test_a_text_without_anything_to_read_gives_zeros(encoder: Encoder) -> None:
    rows = encoder.encode_passages(["", "……", TEXTS[0]])
    assert not rows[:2].any()
    assert np.linalg.norm(rows[2]) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("停车难的问题怎么解决", "新增公共泊位600个", "新增造林面积600亩"),
        ("How many new urban jobs were created?", "城镇新增就业3.2万人", "改造农村公路320公里"),
        ("老百姓看病方不方便", "建成基层医疗服务站点165家", "建成高标准农田16.5万亩"),
        ("GDP growth target", "地区生产总值增长6%左右", "粮食总产量稳定在60亿斤"),
    ],
)
def test_everyday_wording_and_english_find_what_reports_print(
    encoder: Encoder, question: str, answer: str, other: str
) -> None:
    query = encoder.encode_queries([question])[0]
    near, far = encoder.encode_passages([answer, other])
    assert query @ near > query @ far + 0.05


def test_many_texts_at_once_have_the_vectors_they_have_alone(encoder: Encoder) -> None:
    # More pieces than are gathered at once, and one text that alone is more than that.
    many = [*TEXTS * 40, TEXTS[0] * 400, TEXTS[1]]
    rows = encoder.encode_passages(many)
    assert np.allclose(rows[: len(TEXTS)], encoder.encode_passages(TEXTS), atol=1e-6)
    assert np.allclose(rows[-2], rows[0], atol=1e-4)
    assert np.allclose(rows[-1], rows[1], atol=1e-6)


def test_the_folder_stays_small_and_says_what_it_was_made_from() -> None:
    assert sum(file.stat().st_size for file in BUNDLED.rglob("*") if file.is_file()) <= 16 * 2**20
    card = (BUNDLED / "README.md").read_text(encoding="utf-8")
    assert "CC BY-SA" in card
    assert "licence" in card


def test_loading_needs_neither_torch_nor_transformers() -> None:
    code = (
        "import sys; from embeddings import load_encoder; load_encoder('wenju-static-2').encode_queries(['停车位']);"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_folder_without_weights_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"no tokenizer\.json"):
        StaticEncoder(tmp_path, name="empty")
