"""The tree of sections, from headings of many numbering styles mixed in one report.

A heading is the sibling of the open heading of its style. A style that is not open stands where the custom of the
genre puts it (第一部分 over 一、 over (一) over 1.), unless the numbers show the contrary: where 一、 begins inside
(二) and (三) follows later, 一、 is part of (二).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from rag import headings
from rag.headings import Heading, HeadingKind
from rag.structure.lines import Line
from rag.types import Role

_CLAUSE = re.compile(r"[^,，:：;；。！？!?]{4,}?(?=[,，:：;；。！？!?]|$)")
_NUMBERS = {character: value for value, character in enumerate("零一二三四五六七八九十")}
_CIRCLED = re.compile(r"[①-⑳⑴-⒇㈠-㈩]")
# Where the speaker turns to the deputies again, the section before is over.
_ADDRESS = re.compile(r"(?:各位代表|同志们|各位主任)[,，!！:：]")
_MAX_SHORT = 40


class Style(NamedTuple):
    """Headings of one style are siblings; a smaller rank stands outside."""

    rank: float
    kind: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """A section as it grows: line `first` opens it; `last` is its last line, included."""

    heading: str
    level: int
    parent: int
    first: int
    last: int
    run_in: bool


class Outline(NamedTuple):
    nodes: list[Node]
    owners: list[int]  # of each line: index of the innermost section, or -1
    roles: list[Role]


def outline(lines: Sequence[Line], roles: Sequence[Role | None]) -> Outline:
    """Build the tree of sections and say which section each line belongs to."""
    found = _headings(lines, roles)
    styles = _styles(found, lines)
    nodes: list[Node] = []
    owners: list[int] = []
    final: list[Role] = []
    stack: list[tuple[Style, int]] = []
    in_glossary = False
    for at, line in enumerate(lines):
        heading, style = found[at], styles[at]
        if heading is None or style is None:
            if stack and _ADDRESS.match(line.text):
                del stack[0 if nodes[stack[0][1]].run_in else 1 :]
            owner = stack[-1][1] if stack else -1
            owners.append(owner)
            final.append(roles[at] or (Role.GLOSSARY if in_glossary else Role.BODY))
            continue
        _pop(stack, style, partial(_begins_inside, found, styles, at))
        parent = stack[-1][1] if stack else -1
        nodes.append(Node(_text(line.text, heading), len(stack) + 1, parent, at, at, heading.run_in))
        stack.append((style, len(nodes) - 1))
        owners.append(len(nodes) - 1)
        final.append(Role.BODY if heading.run_in else Role.HEADING)
        in_glossary = headings.is_glossary_title(line.text)
        if heading.kind is HeadingKind.DASH and heading.run_in:
            # ——这一年,…。 covers its own paragraph; what follows is again the wider section's.
            stack.pop()
    return Outline(_with_ends(nodes, owners), owners, final)


def number_of(marker: str) -> int:
    """Read the number in a printed marker: 十二、 is 12, (3) is 3, ② is 2; 0 where there is none."""
    circled = _CIRCLED.search(marker)
    if circled:
        code = ord(circled.group())
        return code - next(base for base in (0x3220, 0x2474, 0x2460) if code >= base) + 1
    digits = re.search(r"\d+", marker)
    if digits:
        return int(digits.group())
    total = 0
    for character in marker:
        value = _NUMBERS.get(character)
        if value is None:
            continue
        total = (total or 1) * 10 if value == 10 else total + value
    return total


def _headings(lines: Sequence[Line], roles: Sequence[Role | None]) -> list[Heading | None]:
    """The heading that each line is or starts with; list members and bylines left out."""
    found: list[Heading | None] = []
    in_glossary = False
    for at, line in enumerate(lines):
        heading = None if roles[at] else _heading(line, lines[at - 1] if at else None, lines[at + 1 : at + 2])
        if in_glossary and heading and heading.kind not in (HeadingKind.PLAIN, HeadingKind.MARKDOWN):
            heading = None  # entries are numbered too
        if heading:
            in_glossary = headings.is_glossary_title(line.text)
        found.append(heading)
    return [None if _is_list_member(found, lines, at) else heading for at, heading in enumerate(found)]


def _heading(line: Line, before: Line | None, after: Sequence[Line]) -> Heading | None:
    heading = headings.classify(line.text)
    if heading and heading.kind is HeadingKind.PLAIN:
        context = before.text if before else None, after[0].text if after else None
        is_real = line.level or headings.is_heading(line.text, before=context[0], after=context[1])
        return heading if is_real else None
    if heading and heading.end == heading.label and heading.kind not in _ALWAYS_SECTIONS:
        return None
    if heading is None and line.level:
        return Heading(HeadingKind.MARKDOWN, "", 0, len(line.text), 0, level=line.level)
    return heading


_ALWAYS_SECTIONS = frozenset({HeadingKind.PART, HeadingKind.CHAPTER, HeadingKind.SECTION})
_LIST_KINDS = frozenset({HeadingKind.ITEM, HeadingKind.POINT})


def _is_list_member(found: Sequence[Heading | None], lines: Sequence[Line], at: int) -> bool:
    """A numbered line that is one whole sentence, with its like directly before or after, heads nothing."""
    heading = found[at]
    if heading is None or heading.run_in or not heading.marker or heading.kind is HeadingKind.DASH:
        return False
    if not headings.CLOSED.search(lines[at].text) and heading.kind not in _LIST_KINDS:
        return False
    number = number_of(heading.marker)
    for other_at, other_number in ((at - 1, number - 1), (at + 1, number + 1)):
        other = found[other_at] if 0 <= other_at < len(found) else None
        if other and other.kind is heading.kind and not other.run_in and number_of(other.marker) == other_number:
            return True
    return False


def _styles(found: Sequence[Heading | None], lines: Sequence[Line]) -> list[Style | None]:
    styles: list[Style | None] = []
    chapter = inner = 0
    has_whole_chapters = any(h and h.kind is HeadingKind.CHAPTER and not h.run_in for h in found)
    for at, heading in enumerate(found):
        if heading is None:
            styles.append(None)
            continue
        rank: float = heading.rank
        name, level = heading.kind.value, 0
        if heading.kind is HeadingKind.CHAPTER:
            number = number_of(heading.marker)
            is_statement = heading.run_in and has_whole_chapters and number != chapter + 1
            if is_statement or (inner and number == inner + 1 != chapter + 1) or _restarts(found, at, chapter):
                # A numbered list inside a chapter that is itself numbered so.
                inner = number
                rank, name = _inside(HeadingKind.ITEM if heading.run_in else HeadingKind.CHAPTER), "inner chapter"
            else:
                chapter, inner = number, 0
        elif heading.kind is HeadingKind.PLAIN:
            if _is_inside_chapter(found, at, chapter):
                rank, name = _inside(HeadingKind.CHAPTER), "inner plain"
            else:
                chapter = inner = 0
        elif heading.kind is HeadingKind.MARKDOWN:
            level = lines[at].level
        styles.append(Style(rank, name, level))
    return styles


def _inside(kind: HeadingKind) -> float:
    return headings.RANKS[kind] + 0.5


def _restarts(found: Sequence[Heading | None], at: int, chapter: int) -> bool:
    """Tell whether 一、 begins anew inside 二、: the numbers after it run on and then fall back to 三、."""
    heading = found[at]
    if chapter == 0 or heading is None or heading.run_in or number_of(heading.marker) != 1:
        return False
    last = 1
    for other in found[at + 1 :]:
        if other is None or other.kind is not HeadingKind.CHAPTER or other.run_in:
            continue
        number = number_of(other.marker)
        if number == last + 1 and number != chapter + 1:
            last = number
        else:
            return number == chapter + 1 and last != chapter
    return False


def _is_inside_chapter(found: Sequence[Heading | None], at: int, chapter: int) -> bool:
    """A plain heading between 二、 and 三、 stands inside 二、; one before 一、 stands above it."""
    following = next((h for h in found[at + 1 :] if h and h.kind is HeadingKind.CHAPTER and not h.run_in), None)
    return chapter > 0 and following is not None and number_of(following.marker) == chapter + 1


def _pop(stack: list[tuple[Style, int]], style: Style, begins_inside: Callable[[Style], bool]) -> None:
    """Close the sections that the new heading does not stand in."""
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][0] == style:
            del stack[depth:]
            return
    while stack and _is_outside(style, stack[-1][0]) and not begins_inside(stack[-1][0]):
        stack.pop()


def _is_outside(style: Style, other: Style) -> bool:
    return style.level < other.level if style.kind == other.kind else style.rank < other.rank


def _begins_inside(found: Sequence[Heading | None], styles: Sequence[Style | None], at: int, open_style: Style) -> bool:
    """Tell whether a numbering that begins here is part of the open one, which goes on afterwards."""
    heading = found[at]
    if heading is None or number_of(heading.marker) != 1:
        return False
    before = next((h for h, s in zip(found[:at][::-1], styles[:at][::-1], strict=True) if h and s == open_style), None)
    after = next((h for h, s in zip(found[at:], styles[at:], strict=True) if h and s == open_style), None)
    if before is None or after is None or not before.marker:
        return False
    return number_of(after.marker) == number_of(before.marker) + 1


def _text(text: str, heading: Heading) -> str:
    if heading.end > heading.label:
        return text[heading.start : heading.end].strip()
    clause = _CLAUSE.match(text, heading.label)
    end = min(clause.end() if clause else len(text), heading.label + _MAX_SHORT)
    return text[heading.start : end].strip()


def _with_ends(nodes: Sequence[Node], owners: Sequence[int]) -> list[Node]:
    """Give each section its last line: the last that belongs to it or to a section inside it."""
    last = [node.first for node in nodes]
    for line, owner in enumerate(owners):
        while owner >= 0:
            last[owner] = max(last[owner], line)
            owner = nodes[owner].parent
    return [
        Node(node.heading, node.level, node.parent, node.first, end, node.run_in)
        for node, end in zip(nodes, last, strict=True)
    ]
