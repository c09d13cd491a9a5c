"""Citation marks in all the forms that models write them, told apart from enumerations and document numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MOST_IN_RANGE = 20

_WORD = r"(?:证据|资料|材料|来源|文献|片段|出处|参考文献|参考|参见|见|依据|注|sources?|evidence|refs?|citations?|docs?)"
_NUMBER = r"[0-9０-９]{1,3}"
_SEPARATED = (
    rf"{_NUMBER}(?:\s*(?:[,，、;；/&和与]|-|－|–|—|~|～|至|到)\s*(?:{_WORD}\s*)?(?:\[|【)?{_NUMBER}(?:\]|】)?)*"
)
_MARK = re.compile(
    rf"""
      <sup>\s*[\[【(（]?\s*(?P<sup>{_SEPARATED})\s*[\]】)）]?\s*</sup>
    | (?P<link>\[{_NUMBER}\])\([^()\s]*\)                                # [1](#source-1), as in Markdown
    | [\[［【]{{1,2}}\s*\^?\s*(?:{_WORD}\s*[:：\#]?\s*)?(?P<square>{_SEPARATED})\s*(?:号|†[^\]】]*)?\s*[\]］】]{{1,2}}
    | 〔\s*(?:{_WORD}\s*)?(?P<shell>[0-9]{{1,2}}(?:[,，、][0-9]{{1,2}})*)\s*〕
    | [(（]\s*{_WORD}\s*[:：\#]?\s*[\[［【]?\s*(?P<named>{_SEPARATED})\s*[\]］】]?\s*号?\s*[)）]
    | [(（]\s*(?P<round>{_SEPARATED})\s*[)）]
    | (?P<circled>[①-⑳]+)
    | (?P<raised>[⁰¹²³⁴-⁹]+)
    """,
    re.X | re.I,
)
_RANGE = re.compile(r"(\d+)\s*(?:-|–|—|~|至|到)\s*(?:\[|【)?(\d+)")
# What may follow a mark whose form also serves to number the members of a list.
_ENDS_CLAUSE = re.compile(r"\s*(?:$|[，,。；;！!？?、：:\n|]|[\[［【(（〔][0-9０-９]|[①-⑳])")
_OPENS = re.compile(r"(?:^|[。；;：:\n|])\s*$")
# 根据[1]，… / 证据[2]显示：… / 据证据3，…: the words that carry a mark in front of what it stands for.
_LEAD_IN = re.compile(
    rf"""^\s*(?:综上所述|综上|因此|所以|总的来说|具体来说|具体而言)?[，,]?\s*
    (?:(?:根据|依据|按照|依照|基于|结合|从|由|据)\s*(?:所给|所提供的?|提供的?|以上|上述)?\s*{_WORD}?|{_WORD})\s*[:：]?\s*
    (?P<mark>\x00(?:\s*[、，,和与及]?\s*(?:{_WORD}\s*)?\x00)*|(?<=证据|资料|材料|来源)\s*(?P<bare>[0-9]{{1,2}}(?:[、,，和与][0-9]{{1,2}})*)(?![0-9.%％]))
    \s*号?\s*(?:中|里)?的?\s*(?:{_WORD}|内容|记载|信息|数据|描述|表述|原文)?\s*(?:中|里)?\s*
    (?:所述|所示|显示|表明|指出|提到|提及|说明|可知|可见|得知|可以看出|明确|记载)?\s*[，,：:]?\s*""",
    re.X | re.I,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Numbers that stood at this position of the text without marks."""

    at: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and where they stood."""

    text: str
    anchors: tuple[Anchor, ...]


def take_marks(text: str, n_evidence: int) -> Marked:
    """Take the marks out of a line of a draft.

    Round brackets, circled digits and the like are marks only where a clause ends and they name evidence that there
    is: in 包括(1)停车位 they number the members of a list.

    >>> take_marks("城镇新增就业4.6万人[1][3]。", 5)
    Marked(text='城镇新增就业4.6万人。', anchors=(Anchor(at=11, numbers=(1, 3)),))
    >>> take_marks("(1)新建泊位600个（2）。", 5).text
    '(1)新建泊位600个。'
    """
    found: list[tuple[int, int, tuple[int, ...]]] = []
    for match in _MARK.finditer(text):
        numbers = _numbers(match)
        if numbers and _is_mark(match, numbers, n_evidence):
            found.append((match.start(), match.end(), numbers))
    text, found = _without_lead_in(text, found)
    parts: list[str] = []
    anchors: list[Anchor] = []
    at = length = 0
    for start, end, numbers in found:
        # A space that only kept the mark apart from the text goes with it.
        part = text[at:start].rstrip(" ")
        parts.append(part)
        length += len(part)
        if anchors and anchors[-1].at == length:
            numbers = tuple(dict.fromkeys((*anchors.pop().numbers, *numbers)))
        anchors.append(Anchor(length, numbers))
        at = end
    parts.append(text[at:])
    return Marked("".join(parts), tuple(anchors))


def _without_lead_in(
    text: str, found: list[tuple[int, int, tuple[int, ...]]]
) -> tuple[str, list[tuple[int, int, tuple[int, ...]]]]:
    """Drop the words that only carry marks in front of a sentence; the marks then stand at its beginning."""
    veiled = text
    for start, end, _ in found:
        veiled = veiled[:start] + "\x00" * (end - start) + veiled[end:]
    squeezed = re.sub(r"\x00+", "\x00", veiled)
    match = _LEAD_IN.match(squeezed)
    if not match:
        return text, found
    n_marks = match["mark"].count("\x00")
    carried: list[int] = []
    if match["bare"]:
        carried = [int(n) for n in re.findall(r"\d+", match["bare"])]
    runs = [m.span() for m in re.finditer(r"\x00+", veiled)][:n_marks]
    length = match.end() + sum(end - start - 1 for start, end in runs)
    inside = [numbers for start, _, numbers in found if start < length]
    carried += [n for numbers in inside for n in numbers]
    moved = [(start - length, end - length, numbers) for start, end, numbers in found if start >= length]
    return text[length:], [(0, 0, tuple(dict.fromkeys(carried))), *moved]


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    if match["circled"]:
        return tuple(int(unicodedata.numeric(c)) for c in match["circled"])
    if match["raised"]:
        return (int("".join(str(unicodedata.digit(c)) for c in match["raised"])),)
    groups = ("sup", "link", "square", "shell", "named", "round")
    text = unicodedata.normalize("NFKC", next(match[g] for g in groups if match[g]))
    numbers: list[int] = []
    at = 0
    for span in _RANGE.finditer(text):
        numbers += map(int, re.findall(r"\d+", text[at : span.start()]))
        first, last = int(span[1]), int(span[2])
        numbers += range(first, last + 1) if first <= last <= first + _MOST_IN_RANGE else (first, last)
        at = span.end()
    numbers += map(int, re.findall(r"\d+", text[at:]))
    return tuple(dict.fromkeys(numbers))


def _is_mark(match: re.Match[str], numbers: tuple[int, ...], n_evidence: int) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    if match["raised"]:
        # m², km²: a unit, not a mark.
        return not re.search(r"[A-Za-z米里]$", before)
    if match["round"] or match["circled"] or match["shell"]:
        is_held = all(1 <= n <= n_evidence for n in numbers)
        return is_held and not _OPENS.search(before) and _ENDS_CLAUSE.match(after) is not None
    return True
