"""Text to the terms of lexical search: pairs of neighbouring Chinese characters, whole words and numbers otherwise.

Pairs need no segmenter and find what a segmenter would split elsewhere. A Chinese stretch of one character gives
that character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Numbers keep their decimals: 6.5 is one term, and 65 does not match it.
_RUN = re.compile(r"[㐀-鿿豈-﫿]+|\d+(?:\.\d+)?|[a-z]+(?:[.+-][a-z0-9]+)*")


def terms(text: str) -> list[str]:
    """Terms in order, repeats kept.

    >>> terms("GDP增长5.5%左右")
    ['gdp', '增长', '5.5', '左右']
    >>> terms("地区生产总值")
    ['地区', '区生', '生产', '产总', '总值']
    """
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if "㐀" <= run[0] <= "﫿" and len(run) > 1:
            found.extend([run[i : i + 2] for i in range(len(run) - 1)])
        else:
            found.append(run)
    return found


# Characters of grammar: a pair with one of them in it says little about the subject.
_GRAMMAR = frozenset(
    "的了是在和与或吗呢吧啊呀所被把从对为其这那哪什么怎有要会能都也就还又很最更给让说请问我你他们之而且但及以于个"
)


def term_weight(term: str) -> float:
    """How far a term is about something, 1 or less; to be multiplied onto how rare it is."""
    if len(term) == 2 and not term.isascii() and (term[0] in _GRAMMAR or term[1] in _GRAMMAR):
        return 0.2
    return 1.0


@lru_cache(maxsize=1)
def _to_simplified() -> object:
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Convert Traditional characters of a question to Simplified; other text is left alone."""
    if text.isascii():
        return text
    return str(_to_simplified().convert(text))  # type: ignore[attr-defined]
