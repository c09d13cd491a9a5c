"""`python -m embeddings.train DATA`: from reports and licensed sets to the bundled weights, repeatably.

DATA holds corpora/reports, corpora/training and gold/reports_dev.jsonl (which says what to leave out). The pairs are
kept in --work, so that a second run starts with the training. Two runs from the same data with the same code give the
same files, byte for byte; the pairs are read off the reports by this project's own reading, so that a change to it may
give other pairs. The model card says by a digest which ones the weights were made from.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from embeddings.static import BUNDLED
from embeddings.train import pairs
from embeddings.train.card import model_card
from embeddings.train.contrast import Family, Ids, Options, train
from embeddings.train.cooccurrence import initial_vectors, interleaved
from embeddings.train.hard import hard_negatives
from embeddings.train.licensed import licensed_pairs
from embeddings.train.pairs import Pair
from embeddings.train.parallel import parallel_pairs
from embeddings.train.questions import vocabulary_pairs
from embeddings.train.reports import held_out, report_pairs
from embeddings.train.save import save_model
from embeddings.train.tokens import N_PIECES, UNKNOWN, train_tokenizer

DIM = 256
_DEFAULTS = Options()
# Batches are drawn from one family at a time, this often; EXPERIMENTS.md says what else was tried.
_FAMILIES: dict[str, tuple[float, tuple[str, ...]]] = {
    "report": (3.0, ("heading", "lead", "glossary")),
    "inner": (1.5, ("rest", "neighbour")),
    "asked": (2.5, ("figure asked", "other words")),
    "english": (1.5, ("English name",)),
    "vocabulary": (1.0, ("vocabulary", "vocabulary English")),
    "parallel": (2.0, ("parallel",)),
    "reading": (2.0, ("CMRC", "DRCD")),
    "people": (2.0, ("letter", "reply", "STARD", "DuReader")),
    "news": (2.0, ("news", "CRUD event")),
}
_MADE = frozenset(["other words", "English name", "figure asked", "vocabulary English", "vocabulary"])
_HARD = ("heading", "lead", "figure asked", "other words", "CMRC", "DRCD", "letter", "reply", "STARD", "DuReader")
_TOKENIZER_TEXTS = 60_000


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m embeddings.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds corpora/ and gold/")
    parser.add_argument("--out", type=Path, default=BUNDLED, help="folder of the model (default: the bundled one)")
    parser.add_argument("--work", type=Path, required=True, help="folder for pairs and the tokenizer between runs")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=_DEFAULTS.steps)
    parser.add_argument("--batch", type=int, default=_DEFAULTS.batch)
    parser.add_argument("--learning-rate", type=float, default=_DEFAULTS.learning_rate)
    parser.add_argument("--scale", type=float, default=_DEFAULTS.scale)
    parser.add_argument("--run", type=int, default=_DEFAULTS.run)
    parser.add_argument("--without", action="append", default=[], choices=sorted(_FAMILIES), help="leave out a family")
    parser.add_argument("--reserve", action="store_true", help="leave out the texts that the re-ranker learns from")
    parser.add_argument("--random-start", action="store_true", help="start from random vectors, not from company")
    args = parser.parse_args(argv)
    args.work.mkdir(parents=True, exist_ok=True)
    found = _pairs(args.data, args.work / "pairs.jsonl", args.seed, reserve=args.reserve)
    tokenizer = _tokenizer(found, args.work / "tokenizer.json", args.seed)
    hard = _hard(found, args.work / "hard.npy")
    families = _families(found, _encoded(found, tokenizer, args.work / "ids.npz"), hard, args.without)
    n_pieces = tokenizer.get_vocab_size()
    start = args.work / "start.npy"
    if args.random_start:
        initial = np.random.default_rng(args.seed).normal(scale=1 / 16, size=(n_pieces, DIM)).astype(np.float32)
    elif start.is_file():
        initial = np.load(start)
    else:
        initial = initial_vectors(list(_texts(families)), n_pieces, DIM, seed=args.seed)
        np.save(start, initial)
    _say(f"{len(found)} pairs, {n_pieces} pieces")
    options = Options(
        steps=args.steps,
        batch=args.batch,
        learning_rate=args.learning_rate,
        scale=args.scale,
        seed=args.seed,
        run=args.run,
    )
    vectors = train(initial, families, options, _say)
    vectors[tokenizer.token_to_id(UNKNOWN)] = 0
    digest = hashlib.sha256((args.work / "pairs.jsonl").read_bytes()).hexdigest()[:16]
    save_model(args.out, tokenizer, vectors, model_card(Counter(pair.source for pair in found), options, digest))
    _say(f"saved in {args.out}")
    return 0


def _pairs(data: Path, path: Path, seed: int, *, reserve: bool) -> list[Pair]:
    if not path.is_file():
        rng = random.Random(seed)
        reports = data / "corpora" / "reports"
        made = [
            *vocabulary_pairs(rng),
            *parallel_pairs(reports),
            *licensed_pairs(data / "corpora" / "training", rng, reserve=reserve),
            *report_pairs(reports, held_out(data / "gold" / "reports_dev.jsonl"), seed=seed, reserve=reserve),
        ]
        pairs.write(made, path)
        _say(f"{len(made)} pairs made")
    return list(pairs.read(path))


def _tokenizer(found: Sequence[Pair], path: Path, seed: int) -> Tokenizer:
    if not path.is_file():
        # All English there is, and of the Chinese texts enough to count by.
        both = [text for p in found if p.source == "parallel" for text in (p.query, p.passage)]
        rest = [t for p in found if p.source not in _MADE for t in (p.query, p.passage)]
        names = [p.query for p in found if p.source in ("vocabulary", "vocabulary English") for _ in range(3)]
        texts = sorted({*both, *random.Random(seed).sample(sorted(set(rest)), min(len(set(rest)), _TOKENIZER_TEXTS))})
        train_tokenizer([*texts, *names], n_pieces=N_PIECES).save(str(path))
        _say("tokenizer made")
    return Tokenizer.from_file(str(path))


def _encoded(found: Sequence[Pair], tokenizer: Tokenizer, path: Path) -> dict[str, Ids]:
    """Every text of the pairs as numbers of its pieces."""
    texts = sorted({text for pair in found for text in (pair.query, pair.passage)})
    if not path.is_file():
        rows: list[Ids] = []
        for at in range(0, len(texts), 10_000):
            batch = tokenizer.encode_batch_fast(texts[at : at + 10_000], add_special_tokens=False)
            rows += [np.array(encoding.ids, dtype=np.int32) for encoding in batch]
        np.savez(path, ids=np.concatenate(rows), ends=np.cumsum([len(row) for row in rows]))
        _say(f"{len(texts)} texts encoded")
    saved = np.load(path)
    return dict(zip(texts, np.split(saved["ids"], saved["ends"][:-1]), strict=True))


def _hard(found: Sequence[Pair], path: Path) -> NDArray[np.int32]:
    if not path.is_file():
        np.save(path, hard_negatives(found, _HARD))
        _say("hard wrong answers found")
    hard: NDArray[np.int32] = np.load(path)
    return hard


def _families(
    found: Sequence[Pair], ids: Mapping[str, Ids], hard: NDArray[np.int32], without: Sequence[str]
) -> dict[str, Family]:
    numbers: dict[str, int] = {}
    families: dict[str, Family] = {}
    for name, (weight, sources) in _FAMILIES.items():
        chosen = [
            number
            for number, pair in enumerate(found)
            if pair.source in sources and len(ids[pair.query]) and len(ids[pair.passage])
        ]
        if chosen and name not in without:
            pairs_of = [found[number] for number in chosen]
            families[name] = Family(
                [ids[pair.query] for pair in pairs_of],
                [ids[pair.passage] for pair in pairs_of],
                _numbered([pair.key or pair.passage for pair in pairs_of], numbers),
                _numbered([pair.query for pair in pairs_of], {}),
                weight,
                _within(hard, chosen),
            )
    return families


def _numbered(texts: Sequence[str], numbers: dict[str, int]) -> NDArray[np.int64]:
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.int64)


def _within(hard: NDArray[np.int32], chosen: Sequence[int]) -> NDArray[np.int32] | None:
    """The hard wrong answers of these pairs by their place among them; those of other families are left out."""
    places = np.full(len(hard) + 1, -1, dtype=np.int32)
    places[chosen] = np.arange(len(chosen), dtype=np.int32)
    found: NDArray[np.int32] = places[hard[chosen]]
    return found if (found >= 0).any() else None


def _texts(families: dict[str, Family]) -> Iterator[Ids]:
    """Every text once for the company that its pieces keep; sentences and their translations mixed."""
    seen: set[int] = set()
    for name, family in families.items():
        for query, passage, number in zip(
            family.queries, family.passages, family.passage_numbers.tolist(), strict=True
        ):
            if name in ("parallel", "vocabulary"):
                yield interleaved(query, passage)
            elif number not in seen:
                seen.add(number)
                yield passage
            if name in ("people", "reading"):
                yield query


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
