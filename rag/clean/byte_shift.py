"""Restores places where a page's GBK bytes were read one off.

What happened to them: a tool wrote pinyin behind Traditional characters and looked for them at the wrong byte, so
that it wrote into the middle of a character; a byte that then made no sense was replaced by a question mark, together
with the bracket behind it if there was one; what followed was read one byte off until an ASCII byte or another lost
byte brought the reading back into step. Pairs of bytes that mean nothing vanished, and later full-width marks were
folded to ASCII.

So a damaged run can be undone by arithmetic: write it as bytes again, put a lost byte before it, read it anew. Each
lost byte and vanished pair leaves several candidates; pinyin left over from a lost bracket rules most of them out, and
how often the characters follow each other in reports decides among the rest. Only a clear winner is applied. It must
read much better than the damaged text and than every other candidate.

    務(wù)?!包c(diǎn)   ? = A1   A1+A3A1 B0FC 63 = A1A3 A1B0 FC63   務。“點
    河?xùn)|岸           ? = 96   東 is 967C, | is 7C; D3 96, one byte early, is 訓 (xùn)
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from rag.clean.aligned import Edit
from rag.clean.fixer import Context
from rag.clean.ngrams import NGrams, fold, load_ngrams
from rag.clean.pinyin import LETTERS, TONED, is_reading
from rag.clean.script import to_simplified

_PINYIN = re.compile(rf"[{LETTERS}]{{1,6}}\)")
_BRACKETED = re.compile(rf"\([{LETTERS}]{{1,6}}\)")
# The pages this happens to have pinyin everywhere; elsewhere a question mark is a question.
_PAGE = re.compile(rf"[\u3400-\u9fff]\([{LETTERS}]{{0,3}}[{TONED}]")
_MIN_PINYIN = 3
_LONGEST_RUN = 24

# Natural logarithms, set on the 21 places of one page and on 400 made up after them: 37 % restored, 3 % wrongly, most
# of those by a comma. A lead of 2 is seven to one; a pair of characters that no report has must be outweighed.
_CLEAR_LEAD = 2.0
_LEAD_PER_UNKNOWN = 3.0
_RIVAL_GAIN, _RIVAL_MARGIN = 8.0, 0.3
_VANISHED_COST = 2.5  # one pair of bytes in twelve has no meaning
_MOST_VANISHED = 2
# A page with more question marks that say nothing has another fault; each costs 30 ms.
_MOST_UNCLEAR = 30
_BEAM = 80
_VANISHED_BEAM = 12

_HAN_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")
_UNFOLDED = {"!": "！", ",": "，", ":": "：", ";": "；", "?": "？"}
_FOLDED_MARKS = str.maketrans({wide: narrow for narrow, wide in _UNFOLDED.items()})
_TAG_NAME = re.compile(r"/?(?:span|div|p|br|font|a|strong)\b")


class _State(NamedTuple):
    """A reading up to here: how likely, as what, the lead byte still waiting for its second, pairs filled in."""

    score: float
    text: str
    waiting: int
    n_vanished: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Source characters from the first lost byte to `end`, read as `text`.

    `gain` is how much more likely that makes them than the damaged text; `per_pair` how likely it is for each pair of
    neighbouring characters; `n_unknown` counts the pairs that no report has.
    """

    text: str
    end: int
    gain: float
    per_pair: float
    n_unknown: int


def restore_shifted_bytes(text: str, context: Context) -> list[Edit]:
    """Runs before pinyin is removed: a damaged place has its pinyin behind the wrong character."""
    if "?" not in text or len(_PAGE.findall(text)) < _MIN_PINYIN:
        return []
    folds_marks = text.count(",") > text.count("，")
    edits: list[Edit] = []
    done = n_unclear = 0
    for match in re.finditer(r"\?", text):
        start = match.start()
        if start < done or n_unclear >= _MOST_UNCLEAR:
            continue
        chosen = _clear_winner(candidates(text, start))
        if chosen:
            after = chosen.text.translate(_FOLDED_MARKS) if folds_marks else chosen.text
            edits.append(Edit(start, chosen.end, after, "byte_shift"))
            done = chosen.end
        else:
            n_unclear += 1
    return edits


def candidates(text: str, start: int) -> list[Candidate]:
    """Every reading of the damage that starts with the lost byte at `start`, the greatest gain first."""
    found = _search(text, start, most_vanished=0)
    if found and _is_known(_plain(found[0].text)) and _clear_winner(found):
        return found
    return _search(text, start, most_vanished=_MOST_VANISHED)


def _is_known(text: str) -> bool:
    """Whether reports have all its pairs, so that nothing can be missing in between."""
    model = load_ngrams()
    return all(model.knows(text[i : i + 2]) for i in range(len(text) - 1))


def _clear_winner(found: list[Candidate]) -> Candidate | None:
    if not found or found[0].gain <= 0:
        return None
    best, *rivals = found
    lead = best.gain - rivals[0].gain if rivals else best.gain
    if lead < _CLEAR_LEAD + _LEAD_PER_UNKNOWN * best.n_unknown:
        return None
    # A longer reading has more pairs to pay for, though a vanished comma may well be in it.
    is_rivalled = any(
        len(rival.text) > len(best.text)
        and rival.gain > best.gain - _RIVAL_GAIN
        and rival.per_pair > best.per_pair - _RIVAL_MARGIN
        for rival in rivals
    )
    return None if is_rivalled else best


def _search(text: str, start: int, *, most_vanished: int) -> list[Candidate]:
    previous = _last_character(text, start)
    last_bytes = _encoded(previous)
    if len(last_bytes) != 2:
        return []
    model = load_ngrams()
    lead_in = _plain(_without_pinyin(text[max(start - 24, 0) : start]))[-2:]
    layers: dict[int, list[_State]] = {}
    ends: dict[tuple[str, int], float] = {}
    found = _PINYIN.match(text, start + 1)
    for lost in range(0x81, 0xFF):
        if found is None:
            layers.setdefault(start + 1, []).append(_State(0.0, "", lost, 0))
        elif (straddling := _character(last_bytes[1], lost)) and is_reading(straddling, found.group()[:-1]):
            layers.setdefault(found.end(), []).append(_State(0.0, "", lost, 0))
    for position in range(start + 1, min(start + _LONGEST_RUN, len(text))):
        states = _best(layers.pop(position, []), _BEAM)
        for _ in range(most_vanished):
            likely = _best(states, _VANISHED_BEAM)
            states = _best(
                [*states, *_with_vanished_pair(text[position], likely, lead_in, model, most_vanished)], _BEAM
            )
        for state in states:
            for after, next_position in _steps(text, position, state, lead_in, model):
                if after.waiting:
                    layers.setdefault(next_position, []).append(after)
                else:
                    key = (after.text, next_position)
                    ends[key] = max(ends.get(key, -math.inf), after.score)
    return _ranked(text, start, lead_in, ends, model)


def _best(states: list[_State], n: int) -> list[_State]:
    """The `n` most likely; those that have read nothing yet are all as likely, and all kept."""
    begun = sorted({s for s in states if s.text}, key=lambda s: (-s.score, s.text, s.waiting))
    return [s for s in states if not s.text] + begun[:n]


def _steps(text: str, position: int, state: _State, lead_in: str, model: NGrams) -> list[tuple[_State, int]]:
    """Readings of the next unit of the run; one without a waiting byte is back in step, and the run is over."""
    shown = text[position]
    found = _PINYIN.match(text, position + 1)
    steps: list[tuple[_State, int]] = []

    def step(second: int, waiting: int, next_position: int, *, pinyin: str = "", behind: str = "") -> None:
        character = _character(state.waiting, second)
        if character and (not pinyin or is_reading(character, pinyin)):
            score = state.score + model.log_next((lead_in + _plain(state.text))[-2:], _plain(character))
            steps.append((_State(score, state.text + character + behind, waiting, state.n_vanished), next_position))

    if shown == "?" and found:
        for lost in range(0x40, 0xFF):
            step(lost, 0, found.end(), pinyin=found.group()[:-1])
    elif shown == "?" and _TAG_NAME.match(text, position + 1):
        for lost in range(0x81, 0xFF):  # a lost lead byte that took the < with it
            step(lost, 0, position + 1, behind="<")
    elif shown == "?":
        follower = _encoded(text[position + 1 : position + 2])
        for lost in range(0x81, 0xFF):
            if len(follower) == 2 and (lost, follower[0]) not in _defined():
                step(lost, 0, position + 1)
    data = _encoded(_UNFOLDED.get(shown, shown))
    if len(data) == 2:
        step(data[0], data[1], position + 1)
    elif data and data[0] >= 0x40:
        bracketed = _BRACKETED.match(text, position + 1)
        if bracketed:
            step(data[0], 0, bracketed.end(), pinyin=bracketed.group()[1:-1])
        else:
            step(data[0], 0, position + 1)
    return steps


def _with_vanished_pair(
    shown: str, states: list[_State], lead_in: str, model: NGrams, most_vanished: int
) -> list[_State]:
    """The states with a pair filled in that means nothing to a decoder; only readings whose pairs are known."""
    data = _encoded(_UNFOLDED.get(shown, shown))
    more: list[_State] = []
    for state in states:
        if state.n_vanished >= most_vanished:
            continue
        before = (lead_in + _plain(state.text))[-2:]
        for first, seconds in _vanishing().items():
            character = _character(state.waiting, first)
            if not character or not model.knows(before[-1:] + _plain(character)):
                continue
            likelihood = model.log_next(before, _plain(character))
            for second in seconds:
                following = _character(second, data[0]) if data else ""
                if following and model.knows(_plain(character) + _plain(following)):
                    score = state.score + likelihood - _VANISHED_COST
                    more.append(_State(score, state.text + character, second, state.n_vanished + 1))
    return more


def _ranked(text: str, start: int, lead_in: str, ends: dict[tuple[str, int], float], model: NGrams) -> list[Candidate]:
    """Compare with the text as displayed, so that readings of runs of different length can be compared."""
    ranked: list[Candidate] = []
    for (reading, end), score in ends.items():
        plain = _plain(reading)
        # Behind a tag that lost its < begins another line.
        behind = "\n" if reading.endswith("<") else _plain(_without_pinyin(text[end : end + 16]))[:2]
        if reading.endswith("<"):
            plain = plain[:-1]
        score += model.log_likelihood((lead_in + plain)[-2:] + behind, start=len((lead_in + plain)[-2:]))
        shown = lead_in + _plain(_without_pinyin(text[start:end])) + behind
        gain = score - model.log_likelihood(shown, start=len(lead_in))
        whole = lead_in[-1:] + plain + behind[:1]
        pairs = (whole[i : i + 2] for i in range(len(whole) - 1))
        n_unknown = sum(_HAN_PAIR.fullmatch(pair) is not None and not model.knows(pair) for pair in pairs)
        ranked.append(Candidate(reading, end, gain, score / (len(plain) + len(behind)), n_unknown))
    return sorted(ranked, key=lambda c: (-c.gain, c.text, c.end))


def _last_character(text: str, start: int) -> str:
    """The character before a lost byte; its own pinyin may stand between."""
    before = text[max(start - 10, 0) : start]
    found = re.search(rf"(.)(?:\([{LETTERS}]{{1,6}}\))?$", before, re.DOTALL)
    return found.group(1) if found else ""


def _without_pinyin(shown: str) -> str:
    return _PINYIN.sub("", _BRACKETED.sub("", shown))


@cache
def _plain(text: str) -> str:
    """As the counts know it: Simplified, folded."""
    return fold(to_simplified(text)) if text else ""


@cache
def _encoded(character: str) -> bytes:
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b""


@cache
def _defined() -> frozenset[tuple[int, int]]:
    """Pairs of bytes that GBK gives a meaning."""
    return frozenset(_decoded())


@cache
def _decoded() -> dict[tuple[int, int], str]:
    table: dict[tuple[int, int], str] = {}
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                table[first, second] = bytes((first, second)).decode("gbk")
            except UnicodeDecodeError:
                continue
    return table


def _character(first: int, second: int) -> str:
    """The Chinese character or mark of a pair of bytes; empty for symbols that no report has, and for no meaning."""
    character = _decoded().get((first, second), "")
    return character if character in _MARKS or _is_in_use(character) else ""


@cache
def _is_in_use(character: str) -> bool:
    """Whether it is a common Chinese character of either script: in GB 2312, or in the first level of Big5."""
    if not "\u4e00" <= character <= "\u9fff":
        return False
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return b"\xa4\x40" <= character.encode("big5", "ignore") <= b"\xc6\x7e"


_MARKS = frozenset("。，、；：？！“”《》（）—·…％")


@cache
def _vanishing() -> dict[int, tuple[int, ...]]:
    """Pairs without a meaning, second bytes by first byte."""
    return {
        first: tuple(second for second in range(0x81, 0xFF) if (first, second) not in _defined())
        for first in range(0x81, 0xFF)
    }
