"""The numbers that Word writes before the paragraphs of an automatic list; the file holds only the rule for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rag.read.xml import attribute, child, integer, local

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    restarts_after: int | None = None  # 1-based level after which it begins anew; 0 never; None any higher one
    is_legal: bool = False  # write the numbers of higher levels as 1, not 一
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of one document, and how far each has counted."""

    lists: Mapping[str, str]  # numId -> abstractNumId
    levels: Mapping[str, Mapping[int, Level]]  # abstractNumId -> level
    overrides: Mapping[str, Mapping[int, Level]]  # numId -> level
    start_overrides: Mapping[tuple[str, int], int]
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """Count one more paragraph of this list and return what Word writes before it, "" for a bullet or nothing."""
        abstract = self.lists.get(list_id)
        if abstract is None or not 0 <= level < _MAX_LEVELS:
            return ""
        rule = self._rule(list_id, abstract, level)
        counters = self._counters.setdefault(abstract, [None] * _MAX_LEVELS)
        override = self.start_overrides.get((list_id, level))
        if override is not None and (list_id, level) not in self._started:
            counters[level] = override
        else:
            before = counters[level]
            counters[level] = rule.start if before is None else before + 1
        self._started.add((list_id, level))
        self._restart_below(list_id, abstract, level, counters)
        if rule.number_format in ("bullet", "none"):
            return "" if rule.number_format == "bullet" else re.sub(r"%\d", "", rule.pattern)
        return self._fill(rule, list_id, abstract, counters)

    def level_of_style(self, list_id: str, style: str) -> int:
        """Return the level that a list links to a paragraph style, 0 if it links none."""
        levels = self.levels.get(self.lists.get(list_id, ""), {})
        return next((number for number, level in levels.items() if style and level.style == style), 0)

    def _rule(self, list_id: str, abstract: str, level: int) -> Level:
        return self.overrides.get(list_id, {}).get(level) or self.levels.get(abstract, {}).get(level) or Level()

    def _restart_below(self, list_id: str, abstract: str, level: int, counters: list[int | None]) -> None:
        for lower in range(level + 1, _MAX_LEVELS):
            after = self._rule(list_id, abstract, lower).restarts_after
            if after is None or (after and level < after):
                counters[lower] = None

    def _fill(self, rule: Level, list_id: str, abstract: str, counters: list[int | None]) -> str:
        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = self._rule(list_id, abstract, at)
            value = counters[at]
            number_format = "decimal" if rule.is_legal else other.number_format
            return write_number(other.start if value is None else value, number_format)

        label = re.sub(r"%([1-9])", number, rule.pattern)
        # Word sets a tab after it; after a Chinese mark or a bracket people type nothing, after `1.` a space.
        return f"{label} " if label and label[-1] < "\x7f" and label[-1] != ")" else label


def parse_numbering(root: Any | None) -> Numbering:
    """Read word/numbering.xml; without one, no paragraph has an automatic number."""
    lists: dict[str, str] = {}
    levels: dict[str, dict[int, Level]] = {}
    overrides: dict[str, dict[int, Level]] = {}
    starts: dict[tuple[str, int], int] = {}
    by_style: dict[str, str] = {}  # a list style -> the abstract list that defines it
    links: dict[str, str] = {}  # abstract list -> the list style that it borrows
    for element in root if root is not None else ():
        if local(element) == "abstractNum":
            abstract = attribute(element, "abstractNumId")
            levels[abstract] = {integer(attribute(lvl, "ilvl"), 0): _level(lvl) for lvl in _named(element, "lvl")}
            if (defines := child(element, "styleLink")) is not None:
                by_style[attribute(defines, "val")] = abstract
            if (borrows := child(element, "numStyleLink")) is not None:
                links[abstract] = attribute(borrows, "val")
        elif local(element) == "num":
            list_id = attribute(element, "numId")
            abstract_ref = child(element, "abstractNumId")
            if abstract_ref is not None:
                lists[list_id] = attribute(abstract_ref, "val")
            for override in _named(element, "lvlOverride"):
                at = integer(attribute(override, "ilvl"), 0)
                if (lvl := child(override, "lvl")) is not None:
                    overrides.setdefault(list_id, {})[at] = _level(lvl)
                if (start := child(override, "startOverride")) is not None:
                    starts[list_id, at] = integer(attribute(start, "val"), 1)
    for abstract, style in links.items():
        if not levels.get(abstract) and style in by_style:
            levels[abstract] = levels[by_style[style]]
    return Numbering(lists, levels, overrides, starts)


def _named(element: Any, name: str) -> list[Any]:
    return [candidate for candidate in element if local(candidate) == name]


def _level(element: Any) -> Level:
    values = {local(part): attribute(part, "val") for part in element}
    restart = values.get("lvlRestart")
    return Level(
        start=integer(values.get("start", ""), 1),
        number_format=values.get("numFmt") or "decimal",
        pattern=values.get("lvlText", ""),
        restarts_after=integer(restart, 0) if restart is not None else None,
        is_legal="isLgl" in values and values["isLgl"] not in ("0", "false"),
        style=values.get("pStyle", ""),
    )


def write_number(value: int, number_format: str) -> str:
    """Write a list number the way Word's format of that name does; unknown formats give digits.

    >>> [write_number(21, f) for f in ("chineseCounting", "upperRoman", "decimalEnclosedCircle", "upperLetter")]
    ['二十一', 'XXI', '㉑', 'U']
    """
    writer = _WRITERS.get(number_format)
    return writer(value) if writer is not None and 0 < value < 10_000 else str(value)


def _chinese(value: int, digits: str = _DIGITS, units: str = "千百十", *, drops_one: bool = True) -> str:
    text = ""
    for power, unit in zip((1000, 100, 10, 1), (*units, ""), strict=True):
        digit = value // power % 10
        if digit:
            text += digits[digit] + unit
        elif text and text[-1] != digits[0] and value % power:
            text += "零" if digits is _DIGITS else digits[0]
    text = re.sub("零零+", "零", text)
    return text[1:] if drops_one and text.startswith("一十") else text


def _circled(value: int) -> str:
    if value <= 20:
        return chr(0x2460 + value - 1)
    if value <= 35:
        return chr(0x3251 + value - 21)
    return chr(0x32B1 + value - 36) if value <= 50 else str(value)


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 10)


def _roman(value: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        text += letters * (value // amount)
        value %= amount
    return text


_WRITERS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "koreanCounting": _chinese,
    "chineseLegalSimplified": lambda value: _chinese(value, _LEGAL_DIGITS, "仟佰拾", drops_one=False),
    "ideographDigital": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "taiwaneseDigital": lambda value: "".join("○一二三四五六七八九"[int(digit)] for digit in str(value)),
    "japaneseDigitalTenThousand": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "ideographTraditional": lambda value: _STEMS[value - 1] if value <= 10 else str(value),
    "ideographZodiac": lambda value: _BRANCHES[value - 1] if value <= 12 else str(value),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda value: chr(0x2474 + value - 1) if value <= 20 else f"({value})",
    "decimalEnclosedFullstop": lambda value: chr(0x2488 + value - 1) if value <= 20 else f"{value}.",
    "ideographEnclosedCircle": lambda value: chr(0x3280 + value - 1) if value <= 10 else str(value),
    "decimalFullWidth": lambda value: str(value).translate({48 + n: 0xFF10 + n for n in range(10)}),
    "decimalFullWidth2": lambda value: str(value).translate({48 + n: 0xFF10 + n for n in range(10)}),
    "decimalZero": lambda value: f"{value:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
