"""When two pieces of report text say the same: the comparisons that every score rests on.

Loosely, text is its letters and digits: white space, punctuation, width, citation marks and the Traditional script are
set aside. A decimal point stays, and so does %, so that 6.5% and 65 remain different. Figures have edges besides:
what stands in an answer must be the figure, not the end of a longer one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Any, NamedTuple

from rag.figures import contains_figure
from rag.terms import simplified, terms

_CITATION_MARK = re.compile(r"\[\d+(?:\s*[,，、]\s*\d+)*\]|【\d+】")
_DIGIT = re.compile(r"\d")
_SPACE_BESIDE_HAN = re.compile(r"[^\S\n]+(?=[㐀-鿿%％])|(?<=[㐀-鿿])[^\S\n]+")
_NUMBER = ".0123456789"
# What is cut out of a text must not join its two sides to a new word or figure.
_GAP = "\x00"


class Loose(NamedTuple):
    """The letters and digits of a text, and for each the offset that it has in the text."""

    text: str
    offsets: tuple[int, ...]


@lru_cache(maxsize=32768)
def _plain(char: str) -> str:
    """One character in its simplest form; "" if it is white space, punctuation or a symbol."""
    normal = unicodedata.normalize("NFKC", char)
    kept = "".join(c for c in normal if c in "%‰." or unicodedata.category(c)[0] in "LN")
    return simplified(kept).lower()


@lru_cache(maxsize=4096)
def loose(text: str) -> Loose:
    """Strip a text down to what it says.

    >>> loose("地区生产总值增长 5.5％[1]，").text
    '地区生产总值增长5.5%'
    """
    marks = {i for match in _CITATION_MARK.finditer(text) for i in range(*match.span())}
    chars: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        if offset in marks:
            continue
        for plain in _plain(char):
            chars.append(plain)
            offsets.append(offset)
    keep = [i for i in range(len(chars)) if chars[i] != "." or _is_decimal_point(chars, i)]
    return Loose("".join(chars[i] for i in keep), tuple(offsets[i] for i in keep))


def _is_decimal_point(chars: list[str], i: int) -> bool:
    return 0 < i < len(chars) - 1 and chars[i - 1].isdigit() and chars[i + 1].isdigit()


def find_copies(text: str, quote: str) -> list[tuple[int, int]]:
    """Where `quote` stands in `text`, loosely: offsets into `text`, first to last, not overlapping.

    A copy ends where the quote ends: 增长5% is not found in 增长5.5%.
    """
    haystack, needle = loose(text), loose(quote).text
    found: list[tuple[int, int]] = []
    at = haystack.text.find(needle) if needle else -1
    while at >= 0:
        end = at + len(needle)
        if _is_edge(text, haystack, at) and _is_edge(text, haystack, end):
            found.append((haystack.offsets[at], haystack.offsets[end - 1] + 1))
            at = haystack.text.find(needle, end)
        else:
            at = haystack.text.find(needle, at + 1)
    return found


def _is_edge(text: str, plain: Loose, at: int) -> bool:
    """Whether the text may be cut before the loose character `at`: not inside a number."""
    if not 0 < at < len(plain.text):
        return True
    left, right = plain.text[at - 1], plain.text[at]
    if left not in _NUMBER or right not in _NUMBER:
        return True
    # Two numbers may follow on each other (第8。2007年); white space and thousands commas do not part one.
    between = text[plain.offsets[at - 1] + 1 : plain.offsets[at]]
    return bool(between.strip(" \t\r\n\u3000,"))


def contains_copy(text: str, quote: str) -> bool:
    """Whether the text holds the quote, loosely."""
    return bool(find_copies(text, quote))


def strike(text: str, quotes: tuple[str, ...]) -> str:
    """Cut every copy of the quotes out of the text, the longest first; each leaves a gap."""
    for quote in sorted(quotes, key=lambda q: (-len(q), q)):
        for start, end in reversed(find_copies(text, quote)):
            text = text[:start] + _GAP + text[end:]
    return text


def holds(text: str, spelling: str) -> bool:
    """Whether the text holds this spelling: figures with their edges, words whatever stands between their characters.

    >>> holds("全年新增14个", "4个"), holds("公共停车位1万个[2]。", "1万个")
    (False, True)
    """
    if _DIGIT.search(unicodedata.normalize("NFKC", spelling)):
        return contains_figure(_printed(text), _printed(spelling))
    word = loose(spelling).text
    return any(word in loose(part).text for part in text.split(_GAP))


def _printed(text: str) -> str:
    """A text without citation marks, and without the spaces that damaged text has around figures."""
    return _SPACE_BESIDE_HAN.sub("", simplified(_CITATION_MARK.sub("", text)))


def overlap(part: str, whole: str) -> float:
    """Share of the terms of `part` that `whole` has too, each counted as often as it occurs; 0.0 for no terms."""
    wanted = Counter(terms(simplified(part)))
    if not wanted:
        return 0.0
    return sum((wanted & Counter(terms(simplified(whole)))).values()) / wanted.total()


def missing_groups(groups: tuple[tuple[str, ...], ...], text: str) -> list[tuple[str, ...]]:
    """The groups of which the text holds no spelling."""
    return [group for group in groups if not any(holds(text, spelling) for spelling in group)]


def table_text(table: dict[str, Any] | None) -> str:
    """A table as a reader sees it, a line a row; "" for none."""
    if not table:
        return ""
    lines = [" ".join(table.get("columns", ()))]
    lines += [" ".join(cell["text"] for cell in row) for row in table.get("rows", ())]
    return "\n".join(line for line in lines if line)
