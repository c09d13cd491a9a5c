"""Whether a text contains a figure as printed, and not merely its characters inside a longer number."""

from __future__ import annotations

import re

from rag.figures.widths import fold

_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_HAN_DIGITS = "零〇一二两三四五六七八九十"
_HAN_NUMERAL = _HAN_DIGITS + "百千万亿点"


def _spelling(text: str) -> str:
    return _THOUSANDS.sub("", fold(text)).replace("亿元", "亿")


def contains_figure(text: str, figure: str) -> bool:
    """Tell whether `figure` stands in `text` with its edges.

    Width, percent signs, thousands commas, 亿元/亿 and Traditional units are folded in both. Beside a digit at an end
    of `figure` no digit, point or comma may continue the number; a numeral in Chinese is held to the same rule.

    >>> contains_figure("增长６.５％", "6.5%"), contains_figure("增长6.5%", "5%"), contains_figure("共14个", "4个")
    (True, False, False)
    """
    haystack, needle = _spelling(text), _spelling(figure).strip()
    if not needle:
        return False
    at = haystack.find(needle)
    while at >= 0:
        if _edge_before(haystack, at) and _edge_after(haystack, at + len(needle)):
            return True
        at = haystack.find(needle, at + 1)
    return False


def _edge_before(text: str, at: int) -> bool:
    first, before = text[at], text[at - 1 : at]
    if "0" <= first <= "9":
        continues = bool(before) and ("0" <= before <= "9" or (before in ".," and text[at - 2 : at - 1].isdigit()))
        return not continues
    return not (first in _HAN_DIGITS and before and before in _HAN_NUMERAL)


def _edge_after(text: str, end: int) -> bool:
    last, after = text[end - 1], text[end : end + 1]
    if "0" <= last <= "9":
        continues = bool(after) and ("0" <= after <= "9" or (after in ".," and text[end + 1 : end + 2].isdigit()))
        return not continues
    return not (last in _HAN_DIGITS and after and after in _HAN_NUMERAL)
