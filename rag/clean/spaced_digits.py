"""Joins figures whose digits were set apart: 1 9 9 7 年, 4 9 2 5 0 万吨, 33 5.5公里.

Typesetting of the 1990s put a space behind every digit; some pages have spaces where a line of the print ended. Rows
of a table look alike, so the text as a whole must show the fault, and a single number must stand in prose, before a
word that numbers stand before. No digit is changed.
"""

from __future__ import annotations

import re

from rag.clean.aligned import Edit
from rag.clean.fixer import Context

_EDGE = r"(?<![\d.．,，:：/“‘\"'(（-])(?<![\d.．][ 、,，])"
_POINT = r"(?: ?[．.] ?)"
_SPREAD_NUMBER = rf"\d(?: \d)*(?:{_POINT}\d(?: \d)*)?"
# A text is set so throughout, or it is not.
_SPREAD_YEAR = re.compile(r"(?<!\d)(?<!\d )[12] [089] \d \d ?年")
_FEWEST_YEARS = 3
# The space behind the last digit is of the digit, too.
_SPREAD = re.compile(rf"(?<![\d.．:：/“‘\"'-]){_SPREAD_NUMBER} ?(?=[\u4e00-\u9fff%％‰℃、，,。；;）)—－～~])")

_PART = r"\d+(?:[.．]\d+)?"
_UNIT = r"(?:[年月日万亿千百元吨亩户人个条项家座所处台套米名村起件次辆张岁倍年级]|公[里顷斤]|平方?米|立方|%|％|‰)"
_TORN = re.compile(rf"{_EDGE}{_PART}(?: {_PART})+(?= ?{_UNIT})")
_FEWEST_TORN = 3
_SHORTEST_PROSE = 60
_YEAR = re.compile(r"(?:19|20)\d\d")


def join_digits(text: str, context: Context) -> list[Edit]:
    """Take the spaces out of figures, where the text shows that they mean nothing.

    >>> from rag.types import SourceText
    >>> set_apart = "1 9 9 7 年产量达到4 9 2 5 0 万吨，比1 9 9 2 年、1 9 9 3 年增长1 5 ．3 %。"
    >>> [edit.after for edit in join_digits(set_apart, Context(SourceText("", "txt")))]
    ['1997', '49250', '1992', '1993', '15.3']
    """
    if len(_SPREAD_YEAR.findall(text)) >= _FEWEST_YEARS:
        return [_joined(m) for m in _SPREAD.finditer(text) if " " in m.group()]
    torn = [m for m in _TORN.finditer(text) if _is_one_number(m.group()) and _is_prose(text, m.start(), m.end())]
    return [_joined(m) for m in torn] if len(torn) >= _FEWEST_TORN else []


def _joined(found: re.Match[str]) -> Edit:
    return Edit(found.start(), found.end(), found.group().replace(" ", "").replace("．", "."), "spaced_digits")


def _is_one_number(printed: str) -> bool:
    """A part of one digit is no number beside another; a whole year may well be."""
    parts = printed.split(" ")
    whole = "".join(parts)
    if _YEAR.fullmatch(whole):
        return True
    points = sum(c in ".．" for c in printed)
    short = any(len(re.split("[.．]", part)[0]) == 1 for part in parts)
    return points <= 1 and short and not _YEAR.fullmatch(parts[0]) and not whole.startswith("0")


def _is_prose(text: str, start: int, end: int) -> bool:
    """Tell whether the line is running text, and the number stands behind a word."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    before = text[first:start].rstrip(" ")
    return len(line) >= _SHORTEST_PROSE and re.search("[，,。；;]", line) is not None and before[-1:] > "㐀"
