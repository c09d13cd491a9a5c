"""Lists what still looks damaged after cleaning, so that nobody has to find out by quoting it."""

from __future__ import annotations

import re

from rag.clean.aligned import Aligned
from rag.clean.line_breaks import is_note
from rag.clean.opening import is_salutation
from rag.clean.pinyin import LETTERS
from rag.headings import CLOSED, OPEN_END
from rag.types import Doubt

_LONGEST_HEADING = 40
_OPENING_LINES = 12
_CLOSING_LINES = 4
_GLOSSARY_LINES = 60
# A speaker ends by calling upon the deputies, or with promises to the party and the people.
_ENDING = re.compile(
    r"各位(?:代表|委员)|同志们|让我们|奋斗[！!。”]?$|献礼|新篇章|更大的?贡献|华章|而努力|而奋斗|迎接党的|周年|谢谢"
)
_GLOSSARY = re.compile(
    r"(?:[※*]*\s*)?(?:附\s*[:：]\s*)?"
    r"(?:名\s*词|有\s*关|部\s*分|相\s*关|附\s*件|附\s*录|注\s*释|注\s*[:：]|说\s*明)"
)
# A lost byte that no reading of the damage explained clearly: 河?xùn)|岸.
_SHIFTED = re.compile(rf"\?[{LETTERS}]{{1,6}}\)|(?<=[\u3400-\u9fff”])\?[!?](?=[\u3400-\u9fffa-z])")
_REPLACED = re.compile("\ufffd+")


def find_doubts(text: Aligned) -> tuple[Doubt, ...]:
    doubts = [
        Doubt("unreadable", *text.source_span(m.start(), m.end()), "characters that no encoding could read")
        for m in _REPLACED.finditer(text.text)
    ]
    doubts += [
        Doubt("shifted_bytes", *text.source_span(m.start(), m.end()), "bytes read one off; no reading wins clearly")
        for m in _SHIFTED.finditer(text.text)
    ]
    ending = _missing_ending(text.text)
    if ending:
        end = text.source_span(len(text.text) - 1, len(text.text))[1]
        doubts.append(Doubt("cut_off", end - 1, end, ending))
    return tuple(sorted(doubts, key=lambda d: (d.start, d.end)))


def _missing_ending(text: str) -> str:
    lines = text.split("\n")
    last = lines[-1]
    is_open = len(last) > _LONGEST_HEADING and not CLOSED.search(last) and not _ENDING.search(last[-12:])
    if OPEN_END.search(last) or (is_open and not is_note(last)):
        return "the text stops inside a sentence"
    opens = any(is_salutation(line) for line in lines[:_OPENING_LINES])
    closes = any(_ENDING.search(line) for line in lines[-_CLOSING_LINES:])
    has_notes = any(_GLOSSARY.match(line) or is_note(line) for line in lines[-_GLOSSARY_LINES:])
    if opens and len(lines) > _OPENING_LINES and not closes and not has_notes:
        return "the report has an opening and no closing words; what follows may be missing"
    return ""
