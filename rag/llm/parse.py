"""A draft to its statements, each with the evidence that it names, while the draft is still being written.

What says nothing about the reports is told apart: greetings, lead-ins, reference lists, and sentences that say that
the evidence does not answer.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rag.llm.marks import Anchor, take_marks
from rag.llm.prompt import ABSTAIN
from rag.sentences import sentences


class SaidKind(StrEnum):
    STATEMENT = "statement"
    ABSTENTION = "abstention"  # the evidence does not answer, or not one side of the question


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a draft without its marks. `clauses` are its parts where marks stand inside it."""

    text: str
    marks: tuple[int, ...] = ()
    kind: SaidKind = SaidKind.STATEMENT
    clauses: tuple[Clause, ...] = ()


_BULLET = re.compile(
    r"^\s*(?:>\s*)*(?:[-*+•·●▪◦–—]\s+|[-•·●▪◦]\s*(?=[^\s\d-])|#{1,6}\s+|\d{1,2}[.．、)）]\s*(?![\d%％])|[a-zA-Z][.)]\s+)?"
)
_IS_HEADING = re.compile(r"^\s*#{1,6}\s|^\s*(?:\*\*|__)[^*_]{1,40}(?:\*\*|__)\s*[:：]?\s*$")
_EMPHASIS = re.compile(
    r"\*\*|__|(?<!\*)\*(?=\S)|(?<=\S)\*(?!\*)|`+|</?(?:b|i|p|br|strong|em|u|li|ul|ol|div|span)\s*/?>", re.I
)
_REFERENCES = re.compile(
    r"^\W*(?:参考(?:资料|文献|来源)?|引用(?:来源|资料|列表)?|资料来源|证据来源|来源|出处|引文|注释?|依据|证据|references?|sources?|citations?)\W*$",
    re.I,
)
_SOURCE_LINE = re.compile(r"^[(（\[【]?\s*(?:资料|证据|数据)?(?:来源|出处|参考|引用|依据)(?:资料|文献)?\s*[:：]", re.I)
_TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-{2,}[\s:|-]*\|?\s*$")
# The words "the evidence does not say", in the ways that models put them.
_ABSTAINS = re.compile(
    r"(?:未(?:能|曾|有)?(?:明确)?|没有?(?:能|明确|直接|具体)?|无(?:法|从)?|不(?:能|足以|包含|涉及)?|并未|缺乏|找不到|尚未)"
    r"(?:明确|直接|具体|相关|足够)?(?:的)?"
    r"(?:提及|提到|提供|给出|说明|涉及|包含|回答|找到|查到|披露|列出|显示|记载|得出|确定|判断|得知|作答|信息|内容|数据|材料|证据|依据)"
    r"|cannot (?:be )?answer|can't answer|not (?:mentioned|provided|given|found|stated|contain)"
    r"|no (?:relevant )?(?:information|evidence)",
    re.I,
)
_ABOUT_EVIDENCE = re.compile(
    r"证据|材料|资料|报告|文中|文本|片段|上下文|信息|问题|evidence|report|context|passage", re.I
)
_IDLE = re.compile(
    r"^(?:好的|当然|没问题|您好|你好|以下(?:是|为)|下面(?:是|为)|希望|如(?:果|需|有|您)|若(?:需|有|您)|请(?:注意|问|随时|告诉)|谢谢|感谢您|作为(?:一个)?(?:AI|人工智能|语言模型)|我(?:将|会|来|是|可以|已)"
    r"|让我|首先[，,]?我|注[:：]|sure|here (?:is|are)|certainly|i hope|let me|okay|ok[,，])",
    re.I,
)
_CONNECTIVE = re.compile(
    r"^(?:综上所述|综上|总之|总的来说|总体来看|因此|所以|此外|另外|同时|答案?[:：]|回答[:：]|最终答案[:：])[，,]?\s*"
)
_INNER_END = re.compile(r"[，,；;。]")
_WORD = re.compile(r"[A-Za-z㐀-鿿]")
_LETTER = re.compile(r"[0-9A-Za-z㐀-鿿]")


@dataclass(slots=True)
class Parser:
    """Feed it the draft as it grows; it gives each statement once it is complete."""

    n_evidence: int
    _text: str = ""
    _given: int = 0

    def feed(self, text: str) -> list[Said]:
        self._text += text
        if not re.search(r"[\n。！？!?；;]", text) and not re.search(r"[。！？!?]", self._text[-40:]):
            return []
        return self._new(is_complete=False)

    def end(self) -> list[Said]:
        return self._new(is_complete=True)

    def _new(self, *, is_complete: bool) -> list[Said]:
        said = parse(self._text, self.n_evidence, is_complete=is_complete)
        new = said[self._given :]
        self._given = max(self._given, len(said))
        return new


def parse(draft: str, n_evidence: int, *, is_complete: bool = True) -> list[Said]:
    """Read a draft; of one that is not complete only the statements that no further text can change.

    >>> [(s.text, s.marks) for s in parse("好的，以下是回答：\\n- 新建泊位600个[2]。\\n- 新建充电桩200台。【3】", 4)]
    [('新建泊位600个。', (2,)), ('新建充电桩200台。', (3,))]
    >>> parse(ABSTAIN, 4)[0].kind.value
    'abstention'
    """
    said: list[Said] = []
    state = _State()
    lines = draft.split("\n")
    for number, line in enumerate(lines):
        is_last = number == len(lines) - 1
        said += _line(line, n_evidence, state, is_open=is_last and not is_complete)
        if state.in_references:
            break
    return said


@dataclass(slots=True)
class _State:
    header: list[str] = field(default_factory=list)
    in_table: bool = False
    in_references: bool = False


def _line(line: str, n_evidence: int, state: _State, *, is_open: bool) -> list[Said]:
    if is_open and (_TABLE_ROW.match(line) or line.lstrip().startswith("|")):
        return []
    if _TABLE_RULE.match(line):
        return []
    if _TABLE_ROW.match(line):
        return _row(line, n_evidence, state)
    state.header, state.in_table = [], False
    bare = _EMPHASIS.sub("", _BULLET.sub("", line, count=1)).strip()
    if not bare or (is_open and not re.search(r"[。！？!?]", bare)):
        return []
    if _REFERENCES.match(bare):
        state.in_references = True
        return []
    if _SOURCE_LINE.match(bare) or (_IS_HEADING.match(line) and not re.search(r"[。；;]", bare)):
        return []
    return list(_sentences(bare, n_evidence, is_open=is_open))


def _row(line: str, n_evidence: int, state: _State) -> list[Said]:
    """A row of a table as a sentence: each cell under its heading."""
    cells = [_EMPHASIS.sub("", cell).strip() for cell in line.strip().strip("|").split("|")]
    if not state.in_table:
        state.in_table, state.header = True, [take_marks(cell, n_evidence).text for cell in cells]
        return []
    heads = state.header if len(state.header) == len(cells) else [""] * len(cells)
    # The first column says what the row is about; its heading (地区, 指标) adds nothing to that.
    parts = [
        cells[0],
        *(f"{h}{c}" if h else c for h, c in zip(heads[1:], cells[1:], strict=True) if c not in ("", "-", "—")),
    ]
    return list(_sentences("，".join(parts), n_evidence, is_open=False))


def _sentences(line: str, n_evidence: int, *, is_open: bool) -> Iterator[Said]:
    marked = take_marks(line, n_evidence)
    spans = sentences(marked.text)
    if is_open and spans:
        # The last sentence may go on, and behind it may stand the beginning of a mark.
        while spans and not _WORD.search(marked.text[slice(*spans[-1])]):
            spans = spans[:-1]
        spans = spans[:-1]
    owned = [_own(marked.anchors, start, end, is_first=start == 0) for start, end in spans]
    if is_open:
        # A sentence without marks takes those of the next that has some: wait for that one.
        while spans and not owned[-1]:
            spans, owned = spans[:-1], owned[:-1]
    for i, (start, end) in enumerate(spans):
        anchors = owned[i]
        marks = _numbers(anchors) or next((_numbers(later) for later in owned[i + 1 :] if later), ())
        text = _CONNECTIVE.sub("", marked.text[start:end].strip())
        if not _LETTER.search(text):
            continue
        kind = _kind(text)
        if kind is SaidKind.STATEMENT and not _is_telling(text, bool(marks)):
            continue
        yield Said(text, marks, kind, tuple(_clauses(marked.text, start, end, anchors)))


def _own(anchors: tuple[Anchor, ...], start: int, end: int, *, is_first: bool) -> list[Anchor]:
    return [a for a in anchors if start < a.at <= end or (is_first and a.at == 0)]


def _numbers(anchors: list[Anchor]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for anchor in anchors for n in anchor.numbers))


def _clauses(text: str, start: int, end: int, anchors: list[Anchor]) -> Iterator[Clause]:
    """The parts of a sentence between its marks, where marks stand behind more than one of them."""
    inner = sorted({a.at for a in anchors if start < a.at < end - 1 and _INNER_END.match(text[a.at : a.at + 1])})
    if not inner:
        return
    edges = [start, *(at + 1 for at in inner), end]
    for left, right in itertools.pairwise(edges):
        part = text[left:right].strip()
        if _LETTER.search(part):
            yield Clause(part, _numbers([a for a in anchors if left < a.at <= right or a.at == left == 0]))


def _kind(text: str) -> SaidKind:
    plain = re.sub(r"\W", "", text)
    if re.sub(r"\W", "", ABSTAIN) in plain:
        return SaidKind.ABSTENTION
    # 未提及 in a sentence with figures is part of a statement: it has to be checked like any other.
    if _ABSTAINS.search(text) and not re.search(r"\d(?!\d{3}年|\d{0,3}年)", text):
        return SaidKind.ABSTENTION if _ABOUT_EVIDENCE.search(text) or len(plain) <= 24 else SaidKind.STATEMENT
    return SaidKind.STATEMENT


def _is_telling(text: str, has_marks: bool) -> bool:
    if text.endswith(("：", ":")):
        return False
    return has_marks or not _IDLE.match(text)
