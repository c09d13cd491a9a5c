"""Somebody's text to the plain characters that are compared: what cannot be seen, and marks, are taken out.

A draft may hold citation marks, markup, invisible characters and look-alike digits. None of them says anything, so
none may change a verdict: marks are removed, look-alikes read as what they look like.
"""

from __future__ import annotations

import html
import re
import unicodedata

from rag.figures import fold
from rag.terms import simplified

# [3], [1,2], 【4】, ［5］, [1-3], [^2]: somebody's marks, never evidence.
_MARKS = re.compile(r"[\[［【]\s*\^?\d{1,3}(?:\s*[-,，、–]\s*\d{1,3})*\s*[\]］】]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<!--.*?-->", re.S)
_MARKDOWN = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)|\*\*|__|`", re.M)
_SPACE = re.compile(r"[ \t\u3000\xa0]+")
_NOT_BETWEEN_LATIN = re.compile(r"(?<![A-Za-z0-9]) +| +(?![A-Za-z0-9])")
# Letters of other scripts that are drawn like Latin ones; between digits they were meant as digits.
_LOOK_ALIKE = str.maketrans({"О": "O", "о": "o", "Ο": "O", "ο": "o", "З": "3", "з": "3", "б": "6", "І": "1", "і": "1"})
_LETTER_AS_DIGIT = re.compile(r"(?<=[0-9.])[Oo](?=[0-9.%万亿个])|(?<=[0-9])[lI](?=[0-9])")
_ROMAN = re.compile(r"[Ⅰ-Ⅸⅰ-ⅸ](?=[0-9.%％])|(?<=[0-9.])[Ⅰ-Ⅸⅰ-ⅸ]")


def plain(text: str) -> str:
    """Text without marks, markup and invisible characters; digits of every script in ASCII; Simplified script.

    >>> plain("增長<b>６.𝟓</b>％[9]，\\u200b共٣家")
    '增长6.5%，共3家'
    """
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    text = _ROMAN.sub(lambda m: str(int(unicodedata.numeric(m[0]))), text)
    text = _ODD.sub(lambda m: _visible(m[0]), text)
    text = _MARKS.sub("", text)
    text = _MARKDOWN.sub("", text)
    text = _LETTER_AS_DIGIT.sub(lambda m: "0" if m[0] in "Oo" else "1", text.translate(_LOOK_ALIKE))
    return fold(_NOT_BETWEEN_LATIN.sub("", _SPACE.sub(" ", simplified(text)))).strip()


# What is neither ASCII nor usual in Chinese print; looking at these alone keeps long texts fast.
_ODD = re.compile("[^\x00-\x7f\u3000-\u303f\u3400-\u9fff\uff00-\uff0f\uff1a-\uff20\u2014\u2018-\u201d…·]")


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me") or char in "\ufe0f\u115f\u3164":
        return ""
    if category == "Nd":
        return str(unicodedata.digit(char))
    compatible = unicodedata.normalize("NFKC", char)
    return compatible if category[0] == "L" and len(compatible) == 1 and compatible.isascii() else char


_IGNORED = re.compile(r"[^0-9A-Za-z%㐀-鿿豈-﫿.]+|(?<![0-9])\.|\.(?![0-9])")


def squeezed(text: str) -> str:
    """Letters, digits and Chinese characters only: what is left to compare two spellings of one sentence.

    >>> squeezed("增长 6.5%，“新高”。")
    '增长6.5%新高'
    """
    return _IGNORED.sub("", text)
