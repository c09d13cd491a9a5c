"""How often one character follows others in government work reports, and how likely that makes a text.

The counts decide between readings of a damaged place. `ngrams.tsv` beside this module holds them, made by
`python -m rag.clean.count_ngrams`; its first line says from what.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# What a character is counted as. Width and the kind of figure or foreign word make no difference to its neighbours.
_FOLDED = str.maketrans("，；：！？（）０１２３４５６７８９％", ",;:!?()0000000000%")
_DIGIT = re.compile(r"\d")
_LATIN = re.compile(r"[A-Za-z]")
_COUNTED = re.compile(r"[\u4e00-\u9fff0a,;:!?()%。、“”《》—\n]")
OTHER = "·"
LINE_END = "¶"  # stands for a line feed in the table

# How rare a character is that was never counted, as a logarithm.
_NEVER = math.log(1e-7)


def fold(text: str) -> str:
    """One class for each character, in the alphabet of the counts.

    >>> fold("增长６.5％，GDP")
    '增长0·0%,aaa'
    """
    folded = _LATIN.sub("a", _DIGIT.sub("0", text.translate(_FOLDED)))
    return "".join(c if _COUNTED.match(c) else OTHER for c in folded)


@dataclass(frozen=True, slots=True, eq=False)
class NGrams:
    """Logarithms of the share that a character has among the followers of none, one or two others."""

    logs: dict[str, float]
    rare: dict[str, float]  # of all rare followers of a prefix together

    def log_next(self, before: str, character: str) -> float:
        """Log-likelihood of a character behind others, of which the last two count."""
        cost = 0.0
        for start in range(max(len(before) - 2, 0), len(before) + 1):
            found = self.logs.get(before[start:] + character)
            if found is not None:
                return cost + found
            cost += self.rare.get(before[start:], 0.0)
        return cost + _NEVER

    def log_likelihood(self, text: str, *, start: int) -> float:
        """Of the characters from `start` on, each behind those before it. Text must be folded and Simplified."""
        return sum(self.log_next(text[max(i - 2, 0) : i], text[i]) for i in range(start, len(text)))

    def knows(self, pair: str) -> bool:
        return pair in self.logs


@cache
def load_ngrams() -> NGrams:
    logs: dict[str, float] = {}
    rare: dict[str, float] = {}
    totals: dict[str, float] = {}
    table = files("rag.clean").joinpath("ngrams.tsv").read_text(encoding="utf-8")
    for line in table.strip().split("\n")[1:]:
        prefix, thousandths, *groups = line.replace(LINE_END, "\n").split("\t")
        share = int(thousandths) / 1000
        rare[prefix] = math.log(share)
        # A power of two stands for all counts up to the next one.
        counts = [(follower, 1.5 * 2.0 ** int(group[0], 16)) for group in groups for follower in group[1:]]
        total = sum(n for _, n in counts)
        if len(prefix) == 1:
            totals[prefix] = total / max(1 - share, 0.001)
        scale = math.log(max(1 - share, 0.001)) - math.log(total)
        logs.update((prefix + follower, math.log(n) + scale) for follower, n in counts)
    everything = math.log(sum(totals.values()))
    logs.update((character, math.log(total) - everything) for character, total in totals.items())
    return NGrams(logs, rare)
