"""Enumerations inside a paragraph: 一是…二是…, (1)…(2)…, and inner lead sentences.

Each kind tiles its own list; a spoken item may hold a numbered list. A list that a paragraph break cuts up is read
paragraph by paragraph: 二是… at the start of one is an item by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rag import headings
from rag.sentences import sentences
from rag.structure.outline import number_of
from rag.types import Item, ItemKind

_EDGE = r"(?:(?<=[。！？!?；;：:，,、”\"）)])|^)\s*"
_ORDINAL = r"(?:十[一二三四五六七八九]|二十|[一二三四五六七八九十])"
_SPOKEN = re.compile(
    rf"{_EDGE}((?P<spoken>{_ORDINAL})(?:是要|要是|是|要|则|在于)|第(?P<ordered>{_ORDINAL})(?:[,，、:：]|是|要)"
    rf"|其(?P<among>{_ORDINAL})(?:[,，、:：]|是)|(?P<word>首先|其次|再次|再者|最后)(?:[,，、:：]|是|要)?)"
)
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 0}
_NUMBERED = re.compile(
    r"(?P<bracket>[(（]\s*\d{1,2}\s*[)）][、.．]?)|(?P<circle>[①-⑳])|(?P<paren>[⑴-⒇])"
    r"|(?:(?<=[。！？!?；;：:\s])|^)(?P<point>\d{1,2}(?:[.．](?!\d)|、(?!\d)))"
)
_FIRST = re.compile(r"1\s*[)）.．、]|[①⑴]")
# A sentence that starts so goes on with the subject, however short it is.
_GOES_ON = re.compile(
    r"(?:同时|此外|另外|其中|因此|所以|特别是|尤其是|这|那|我们|我市|我县|我区|我省|全市|全县|全区|全省|今年|去年|预计|目前|"
    r"一年来|五年来|各位|让|为此|对此|但|并|还|也|以及|截至|力争|确保|争取|[(（\"“]?[一二三四五六七八九十]+是|首先|其次|最后)"
)
_MIN_LEAD, _MAX_LEAD = 5, 24
# Mean length below which short sentences in a row are prose, not leads with something under them.
_MIN_SUBJECT = 36


class _Mark(NamedTuple):
    kind: str
    number: int
    start: int
    end: int


def items(text: str, lead_end: int) -> tuple[Item, ...]:
    """Find the members of every enumeration in a paragraph, in order of their beginning, outer before inner."""
    spoken = _spoken(text)
    numbered = _numbered(text)
    leads = () if spoken or numbered else _leads(text, lead_end)
    return tuple(sorted((*spoken, *numbered, *leads), key=lambda item: (item.start, -item.end)))


def _spoken(text: str) -> list[Item]:
    marks: list[_Mark] = []
    for found in _SPOKEN.finditer(text):
        kind, word = next((name, word) for name, word in found.groupdict().items() if word)
        number = _WORDS[word] if kind == "word" else number_of(word)
        start, end = found.span(1)
        marks.append(_Mark(kind, number, start, end))
    return _listed(text, marks, ItemKind.SPOKEN)


def _numbered(text: str) -> list[Item]:
    if not _FIRST.search(text) and not _NUMBERED.match(text):
        return []
    marks = []
    for found in _NUMBERED.finditer(text):
        kind = str(found.lastgroup)
        marks.append(_Mark(kind, number_of(found.group(kind)), *found.span(kind)))
    return _listed(text, marks, ItemKind.NUMBERED)


def _listed(text: str, marks: Sequence[_Mark], kind: ItemKind) -> list[Item]:
    """Put marks that count on from one another together; a mark that fits nowhere is part of the prose."""
    lists: list[list[_Mark]] = []
    for mark in marks:
        home = next((known for known in reversed(lists) if _follows(known[-1], mark)), None)
        if home is not None:
            home.append(mark)
        elif mark.number == 1 or _is_sure(text, mark):
            lists.append([mark])
    complete = [known for known in lists if len(known) > 1 or _is_sure(text, known[0])]
    found: list[Item] = []
    for at, known in enumerate(complete):
        bound = next((other[0].start for other in complete[at + 1 :] if other[0].start > known[-1].start), len(text))
        edges = [mark.start for mark in known] + [_list_end(text, known, bound)]
        for mark, end in zip(known, edges[1:], strict=True):
            label = _label(text, mark.end, end)
            found.append(Item(kind, text[mark.start : mark.end], mark.start, end, *label))
    return found


def _is_sure(text: str, mark: _Mark) -> bool:
    """Nothing but a list begins so, even alone: its other members stand in the paragraphs around."""
    before = text[: mark.start].rstrip()
    return not before or (mark.kind == "spoken" and before[-1] in "。；;：:！!")


def _follows(last: _Mark, mark: _Mark) -> bool:
    if mark.kind != last.kind:
        return False
    return mark.number == last.number + 1 or (mark.number == 0 and last.number > 0)


def _list_end(text: str, marks: Sequence[_Mark], bound: int) -> int:
    """Where the last item ends: with its sentence if semicolons part the others, else before the next list."""
    if len(marks) > 1 and all(text[: mark.start].rstrip()[-1:] in ("；", ";") for mark in marks[1:]):
        first = sentences(text[marks[-1].start : bound])[0]
        return marks[-1].start + first[1]
    if bound < len(text):
        # The sentence that announces the next list belongs to that list.
        last = sentences(text[marks[-1].start : bound])[-1]
        return marks[-1].start + last[0] if last[0] else bound
    return bound


def _label(text: str, start: int, end: int) -> tuple[int, int]:
    """The lead sentence of an item, or its first clause, without final punctuation."""
    while start < end and text[start] in " \t\u3000,，、:：":
        start += 1
    stop = start + sentences(text[start:end])[0][1] if start < end else start
    if not headings.is_label(text[start:stop]):
        clause = re.compile(r"[,，;；:：。！？!?]").search(text, start, end)
        stop = clause.start() if clause else stop
    while stop > start and text[stop - 1] in headings.SENTENCE_END + ",，:： ":
        stop -= 1
    return start, stop


def _leads(text: str, lead_end: int) -> list[Item]:
    if len(text) < 3 * _MIN_SUBJECT:
        return []
    parts = sentences(text)
    flags = [_is_lead(text[start:end]) for start, end in parts]
    starts: list[int] = []
    for at, (start, _end) in enumerate(parts[:-1]):
        if not flags[at] or flags[at + 1]:
            continue  # of several short sentences in a row the last one leads
        # The paragraph's own lead sentence stands above the inner ones.
        if at > 0 and start >= lead_end:
            starts.append(at)
    if len(starts) < 2 or (len(text) - parts[starts[0]][0]) / len(starts) < _MIN_SUBJECT:
        return []
    edges = [parts[at][0] for at in starts] + [len(text)]
    found = []
    for at, end in zip(starts, edges[1:], strict=True):
        start, stop = parts[at]
        found.append(Item(ItemKind.LEAD, "", start, end, *_label(text, start, stop)))
    return found


def _is_lead(sentence: str) -> bool:
    core = sentence.strip().rstrip(headings.SENTENCE_END)
    return (
        _MIN_LEAD <= len(core) <= _MAX_LEAD
        and len(re.findall("[,，]", core)) <= 1
        and headings.is_label(sentence)
        and not _GOES_ON.match(core)
        and not sentence.rstrip().endswith(("!", "！", "?", "？"))
    )
