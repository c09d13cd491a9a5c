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
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.append(run)
    return found


@lru_cache(maxsize=1)
def _to_simplified() -> object:
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Convert Traditional characters of a question to Simplified; other text is left alone."""
    if text.isascii():
        return text
    return str(_to_simplified().convert(text))  # type: ignore[attr-defined]
