"""The model card: what the weights were made from, under which licences, and what they are for."""

from __future__ import annotations

from collections.abc import Mapping

from embeddings import BUNDLED_ENCODER
from embeddings.train.contrast import Options

_SOURCES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Chinese government work reports 1954-2026 (national, provinces, cities, Hebei counties)",
        "official documents, no copyright (Copyright Law of the PRC, article 5)",
        ("heading", "lead", "glossary", "rest", "neighbour", "figure asked", "other words", "English name"),
    ),
    ("National reports with their official English translations, aligned by sentence", "as above", ("parallel",)),
    (
        "This project's own vocabulary (rag/lexicon/vocabulary.tsv)",
        "Apache-2.0",
        ("vocabulary", "vocabulary English"),
    ),
    ("CMRC 2018 training set, as given in ExpMRC", "CC BY-SA 4.0", ("CMRC",)),
    ("DRCD development set, half of its articles, in Simplified script", "CC BY-SA 3.0", ("DRCD",)),
    ("DuReader 2.0 search demo", "Apache-2.0", ("DuReader",)),
    ("STARD, questions of lay people and statute articles", "MIT", ("STARD",)),
    ("Citizens' letters and replies, TipDM cup 2020 C, anonymised", "MIT", ("letter", "reply")),
    ("CRUD-RAG, news texts and events", "Apache-2.0", ("news", "CRUD event")),
)


def model_card(counts: Mapping[str, int], options: Options, digest: str) -> str:
    """The card of weights made from so many pairs of each source; `digest` is of the file of pairs."""
    rows = "\n".join(
        f"| {name} | {licence} | {sum(counts.get(s, 0) for s in sources):,} |" for name, licence, sources in _SOURCES
    )
    dims = ", ".join(str(dim) for dim, _ in options.dims)
    return f"""---
language: [zh, en]
library_name: sentence-transformers
pipeline_tag: sentence-similarity
license: apache-2.0
tags: [static-embeddings, retrieval, chinese]
---

# {BUNDLED_ENCODER}

A static text encoder for retrieval in Chinese government work reports: the mean of one trained vector for each word
piece, {options.dims[0][0]} numbers, unit length. It reads Simplified Chinese and English, and brings everyday wording
and English names near to what reports print. There is no network in it: it opens in a tenth of a second and needs no
accelerator.

```python
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("embeddings/model")          # or truncate_dim=64
query, passage = model.encode(["停车难怎么办", "新增公共泊位600个。"])
```

In this project it is opened without torch, by `embeddings.load_encoder("{BUNDLED_ENCODER}")`; both ways give the same
vectors. `model.safetensors` holds rows of 8 bits and one scale a row, named as model2vec names them.

## Made from

| source | licence | pairs |
|---|---|---|
{rows}

Left out on purpose: the reports, and a near-copy of one, that the project's own development questions ask about; half
of DRCD's articles; every gold question.

## How

Word pieces of a unigram model; first vectors from the company that pieces keep (PPMI, truncated SVD, scaled by smooth
inverse frequency); then {options.steps} contrastive steps (InfoNCE, batches of {options.batch} from one kind of pair,
hard wrong answers from lexical search, learning rate {options.learning_rate}, scale {options.scale}, Matryoshka at
{dims}), seed {options.seed}, and the mean of the second half of them. Repeat it with
`python -m embeddings.train DATA --work FOLDER`: the same pairs (the sha256 of pairs.jsonl begins {digest}) give
the same files. What was tried and dropped is in `embeddings/EXPERIMENTS.md`.

## Limits

A mean knows no order: 甲 exceeds 乙 and 乙 exceeds 甲 are one text to it, and so are a target and a result in the same
words. It is meant to be used beside lexical search, not in place of it. Figures are seen digit by digit and weigh
little. Traditional script should be converted first.
"""
