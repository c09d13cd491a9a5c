"""Converts a report in Traditional script to Simplified, character for character, and mends what converters leave.

Questions and most reports are in Simplified script. Only text that is predominantly Traditional is converted: in a
Simplified report 著 and 乾 are names or old words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

from rag.clean.aligned import Edit
from rag.clean.fixer import Context

# Frequent in any report, and written in one script only.
_TRADITIONAL = "國會經濟發區業產務實進總體設學農業動長開項與對關現"
_SIMPLIFIED = "国会经济发区业产务实进总体设学农业动长开项与对关现"
_SHARE = 3  # Traditional characters for each Simplified one

# The converters take 著 for the word in 著名 and leave it wherever it is a particle or part of 着力.
# In Traditional text it is the particle far more often than anything else, so it is the other words that are listed.
_WRITTEN = re.compile(
    r"[显卓昭原专论编名巨拙遗译土合所自撰新旧大]著(?!力)|著[名作称述者录文书有于《]|(?<![\u4e00-\u9fff])著(?![力眼手重实])"
)
# What else is left of words that Simplified script writes otherwise.
_LEFT_OVER = str.maketrans(
    "於佔佈週託鉅衹祇彙徵裡牠衆爲啓麽説閲衛戶羣峯牀檯菸姪踪汙産綫脈",
    "于占布周托巨只只汇征里它众为启么说阅卫户群峰床台烟侄踪污产线脉",
)


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter


def is_traditional(text: str) -> bool:
    """Tell whether the text is predominantly in Traditional script.

    >>> is_traditional("現在,我代表區人民政府,向大會報告工作"), is_traditional("著名企业与乾县的发展")
    (True, False)
    """
    traditional = sum(text.count(c) for c in set(_TRADITIONAL))
    return traditional > 0 and traditional > _SHARE * sum(text.count(c) for c in set(_SIMPLIFIED))


def simplify(text: str, context: Context) -> list[Edit]:
    """One edit a line, of equal length, so that every character keeps its place."""
    if not is_traditional(text):
        return []
    edits: list[Edit] = []
    position = 0
    for line in text.split("\n"):
        after = to_simplified(line)
        if after != line:
            first = next(i for i in range(len(line)) if line[i] != after[i])
            last = next(i for i in range(len(line), 0, -1) if line[i - 1] != after[i - 1])
            edits.append(Edit(position + first, position + last, after[first:last], "traditional"))
        position += len(line) + 1
    return edits


def to_simplified(text: str) -> str:
    """Text of the same length in Simplified script.

    >>> to_simplified("著力擴內需,隨著經濟發展,著名企業")
    '着力扩内需,随着经济发展,著名企业'
    """
    after = _converter().convert(text)
    if len(after) != len(text):
        after = "".join(_convert_one(c) for c in text)
    after = after.translate(_LEFT_OVER)
    if "著" in after:
        kept = {i for m in _WRITTEN.finditer(after) for i in range(m.start(), m.end())}
        after = "".join("着" if c == "著" and i not in kept else c for i, c in enumerate(after))
    return after


@cache
def _convert_one(character: str) -> str:
    after = _converter().convert(character)
    return after if len(after) == 1 else character
