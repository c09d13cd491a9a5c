"""The word pieces: learned from the texts of the pairs, punctuation left out, digits one by one.

Chosen with a unigram model (Kudo, 2018) by counting what the model itself uses, twice over; the trainer of `tokenizers`
was not done after ten minutes, because between two commas Chinese has no spaces. Texts are then cut by longest match
(WordPiece): as many pieces a text, and more than twice as fast.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

N_PIECES = 40_000
MAX_PIECE_CHARS = 6
MAX_RUN_CHARS = 32
UNKNOWN = "[UNK]"
_N_CANDIDATES = 200_000
_ROUNDS = 2
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
# 的 and 了 belong to what stands around them: without this, 的孩子 and 孩子 are strangers.
_GLUED = re.compile(r"^(?:的.|.+的$|.+了$)")
_RUN = re.compile(r"[㐀-鿿豈-﫿𠀀-𲎯]+|[a-z]+")


def train_tokenizer(texts: Sequence[str], *, n_pieces: int = N_PIECES) -> Tokenizer:
    """Learn Chinese word pieces and lower-case English words."""
    counts = _candidates(texts)
    for left in range(_ROUNDS, 0, -1):
        tokenizer = _unigram(counts)
        used: Counter[str] = Counter()
        for start in range(0, len(texts), 10_000):
            for encoding in tokenizer.encode_batch(texts[start : start + 10_000]):
                used.update(encoding.tokens)
        size = n_pieces if left == 1 else n_pieces * 2 ** (left - 1)
        counts = _kept(used, counts, size)
    return _longest_match(_ordered(counts))


def _candidates(texts: Iterable[str]) -> Counter[str]:
    """Single characters, frequent runs of up to six of them, and English words."""
    runs = [run for text in texts for run in _RUN.findall(text.lower())]
    counts = Counter(run for run in runs if run.isascii())
    chinese = "\n".join(run for run in runs if not run.isascii())
    # Counted as numbers: a Counter of the strings took twenty times as long.
    codes = np.frombuffer(chinese.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    gaps = codes == ord("\n")
    several: Counter[str] = Counter({run: count for run, count in counts.items() if len(run) > 1 and count >= 3})
    for n in range(1, MAX_PIECE_CHARS + 1):
        size = len(codes) - n + 1
        crossing = np.zeros(size, dtype=bool)
        mixed = np.zeros(size, dtype=np.uint64)
        with np.errstate(over="ignore"):
            for i in range(n):
                crossing |= gaps[i : i + size]
                mixed = (mixed + codes[i : i + size]) * _SPREAD
        starts = np.flatnonzero(~crossing)
        _, first, found = np.unique(mixed[starts], return_index=True, return_counts=True)
        frequent = found >= (8 if n > 1 else 1)
        for at, count in zip(starts[first[frequent]].tolist(), found[frequent].tolist(), strict=True):
            piece = chinese[at : at + n]
            if not _GLUED.search(piece):
                several[piece] = count
    single = Counter({piece: count for piece, count in several.items() if len(piece) == 1})
    longer = Counter({piece: count for piece, count in several.items() if len(piece) > 1})
    return Counter(dict(sorted(longer.items(), key=lambda pc: (-pc[1], pc[0]))[:_N_CANDIDATES])) + _single(single)


def _single(counts: Counter[str]) -> Counter[str]:
    found = Counter({piece: count for piece, count in counts.items() if len(piece) == 1})
    return found + Counter(dict.fromkeys("abcdefghijklmnopqrstuvwxyz0123456789%‰", 1))


def _kept(used: Counter[str], counts: Counter[str], size: int) -> Counter[str]:
    """The pieces that the model used most; single characters always stay, or texts could not be written."""
    single = Counter({piece: max(used[piece], 1) for piece in _single(counts)})
    several = Counter({piece: count for piece, count in used.items() if len(piece) > 1 and piece != UNKNOWN})
    return Counter(dict(sorted(several.items(), key=lambda pc: (-pc[1], pc[0]))[: size - len(single) - 1])) + single


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pc: (-pc[1], pc[0]))


def _unigram(counts: Counter[str]) -> Tokenizer:
    total = sum(counts.values())
    pieces = [(UNKNOWN, 0.0), *((piece, math.log(count / total)) for piece, count in _ordered(counts))]
    return _prepared(models.Unigram(pieces, unk_id=0, byte_fallback=False), [piece for piece, _ in pieces])


def _longest_match(ordered: Sequence[tuple[str, int]]) -> Tokenizer:
    pieces = {UNKNOWN: 0, **{piece: n for n, (piece, _) in enumerate(ordered, start=1)}}
    model = models.WordPiece(
        pieces, unk_token=UNKNOWN, max_input_chars_per_word=MAX_RUN_CHARS, continuing_subword_prefix=""
    )
    return _prepared(model, pieces)


def _prepared(model: Any, pieces: Iterable[str]) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    # A stretch with one unknown character in it would become one unknown piece, so stretches hold known ones only.
    known = "".join(sorted(piece for piece in pieces if len(piece) == 1 and not piece.isascii() and piece != "‰"))
    # Longest match tries every end of a stretch, so a stretch has a limit.
    pattern = Regex(f"[{known}]{{1,{MAX_RUN_CHARS}}}|[a-z]{{1,{MAX_RUN_CHARS}}}|[0-9%‰]")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(pattern, "removed", invert=True)
    return tokenizer
