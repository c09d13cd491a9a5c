"""Years, spans, plans, months and dates.

Years that the text leaves to its reader (今年, 过去五年) are kept as offsets from the year of the report.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.figures.grammar import DASH, HAN_DIGIT
from rag.figures.numerals import parse_chinese_number


class Found(NamedTuple):
    """A period at `start:end`; `offsets` are the first year and the year after the last, from the report's year."""

    start: int
    end: int
    kind: str
    years: tuple[int, ...] = ()
    offsets: tuple[int, int] | None = None


_Y = r"(?:1[89]|20|21)[0-9]{2}"
_HY = r"(?:一[八九]|二[〇零])[零〇一二三四五六七八九]{2}"
_M = r"(?:1[0-2]|0?[1-9])(?![0-9.])"
_HM = r"(?:十[一二]?|[一二三四五六七八九])"
_D = r"(?:3[01]|[12][0-9]|0?[1-9])"
_HD = r"(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = r"(?:份|底|末|初|中旬|上旬|下旬)?"
_QUARTER = r"(?:第?[一二三四1-4]季度|前[二三两23]个?季度|上半年|下半年)"

_ISO = re.compile(rf"({_Y})([-/.])(?:1[0-2]|0?[1-9])\2{_D}(?![0-9])(?:[ T]*[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?")
_SPAN = re.compile(rf"({_Y}|{_HY})年?{DASH}({_Y}|{_HY})(?![0-9.])(年度?)?")
_YEAR = re.compile(rf"({_Y}|{_HY}) ?年(?:度|底|末|初)?(?!代)")
_WITHIN_YEAR = re.compile(
    rf" ?(?:(?P<months>(?:{_M}|{_HM})(?:月份?)?{DASH}(?:{_M}|{_HM}) ?月份?|前(?:{_M}|{_HM})个月|{_QUARTER})"
    rf"|(?:{_M}|{_HM}) ?月(?:(?P<day> ?(?:{_D}|{_HD}) ?日)|{_PART}))"
)
_DECADE = re.compile(r"((?:19|20)[0-9]0|[0-9]0|[一二三四五六七八九]十)年代")
_CENTURY = re.compile(rf"(?:[0-9]{{1,2}}|[{HAN_DIGIT}十]{{1,3}})世纪")
_MONTHS = re.compile(
    rf"(?:{_M}|{_HM})(?:月份?)?{DASH}(?:{_M}|{_HM}) ?月(?:份|底|末)?(?!{_D}日)"
    rf"|(?:{_M}|{_HM})个?月{DASH}(?:{_M}|{_HM})月{_PART}|[一二三四]季度"
)
# On web pages: 04-02 for the second of April.
_DASHED = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9.%])(?![个家项条万亿元人月])")
_FIRST_QUARTERS = re.compile(r"[二三两23]个?季度")
_MONTH_DAY = re.compile(rf"(?:{_M} ?月(?P<day> ?{_D} ?日)?|{_HM}月(?P<hday>{_HD}日)?){_PART}")
# On web pages: 04-02 for the second of April.
_DASHED = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9.%])(?![个家项条万亿元人月])")
_DAY = re.compile(rf"{_D}日(?![均常报产益新子照志耗处游供])")
_PLAN = re.compile(r"(?:十[一二三四五]?五|[一二三四五六七八九]五)")
_PLAN_TAIL = re.compile(r"(?:规划|计划|时期|期间|末|初|以来|普法|收官|开局)")
_PLAN_END = re.compile(r"(?:时期|期间)?(?:末|初)?")
_NTH_PLAN = re.compile(rf"第([{HAN_DIGIT}十]{{1,3}}|[0-9]{{1,2}})个五年(?:计划|规划)")
_DURATION = re.compile(
    rf"(?P<n>[0-9]{{1,3}}|[{HAN_DIGIT}十百]{{1,4}})(?P<more>多|余)? ?(?P<unit>年|个月)(?![级轻货夜均富度底末初龄薪])"
)
_DURATION_AFTER = re.compile(
    r"(?:以来|来(?![自到看说])|之内|以内|内(?![部容地涵需外])|间(?![隔接])|期间|里(?![面程])|前(?![三四0-9]|[期列]))"
)
_RELATIVE = {
    "今年": (0, 1), "本年度": (0, 1), "本年": (0, 1), "去年": (-1, 0), "前年": (-2, -1), "明年": (1, 2),
    "来年": (1, 2), "后年": (2, 3), "今明两年": (0, 2),
}  # fmt: skip
_PAST = ("过去", "近", "最近", "前", "此前", "以往")
_FUTURE = ("今后", "未来", "接下来", "往后")
_EITHER = ("这", "上一个", "下一个", "后", "头")
RELATIVE_WORDS = (
    "今明两年|今年(?!轻)|本年度|本年(?!级)|去年|前年(?![均度底末初])|明年|来年(?![均])|后年(?![均度])|上年|上一年|次年"
    "|上半年|下半年|近年来|近年|近几年|年底(?!前?均)|年末|年初|年内"
)


def year_of(text: str) -> int:
    number = parse_chinese_number(text)
    return 0 if number is None else int(number)


def plan_years(number: int) -> tuple[int, ...]:
    """The years of the n-th five-year plan (一五 1953–57, 六五 1981–85, then every five)."""
    early = {1: 1953, 2: 1958, 3: 1966, 4: 1971, 5: 1976}
    first = early.get(number, 1981 + 5 * (number - 6))
    return tuple(range(first, first + 5))


def _within_year(text: str, end: int) -> tuple[int, str]:
    found = _WITHIN_YEAR.match(text, end)
    if found is None:
        return end, "year"
    return found.end(), "date" if found["day"] else "months"


def period_at(text: str, at: int, floor: int) -> Found | None:
    """Read a period whose first numeral is at `at` of folded text; it never begins before `floor`."""
    arabic = "0" <= text[at] <= "9"
    if found := _iso_or_span(text, at, arabic=arabic):
        return found
    if year := _YEAR.match(text, at):
        end, kind = _within_year(text, year.end())
        return Found(at, end, kind, (year_of(year[1]),))
    if decade := _DECADE.match(text, at):
        return Found(at, decade.end(), "span", _decade_years(decade[1]))
    if century := _CENTURY.match(text, at):
        return Found(at, century.end(), "span")
    if not arabic and (plan := _plan(text, at, floor)):
        return plan
    if quarters := _FIRST_QUARTERS.match(text, at) if at > floor and text[at - 1] == "前" else None:
        return Found(at - 1, quarters.end(), "months")
    if months := _MONTHS.match(text, at):
        return Found(at, months.end(), "months")
    month = _MONTH_DAY.match(text, at)
    if month and text[month.end() : month.end() + 1] not in ("球", "嫂", "亮"):
        return Found(at, month.end(), "date" if month["day"] or month["hday"] else "months")
    if arabic and (dashed := _DASHED.match(text, at)):
        return Found(at, dashed.end(), "date")
    if arabic and (day := _DAY.match(text, at)):
        return Found(at, day.end(), "date")
    return _duration(text, at, floor)


def _iso_or_span(text: str, at: int, *, arabic: bool) -> Found | None:
    if arabic and (iso := _ISO.match(text, at)):
        return Found(at, iso.end(), "date", (int(iso[1]),))
    span = _SPAN.match(text, at)
    if span is None:
        return None
    first, last = year_of(span[1]), year_of(span[2])
    if not 0 < last - first <= 100:
        return None
    return Found(at, span.end(), "span", tuple(range(first, last + 1)))


def _decade_years(digits: str) -> tuple[int, ...]:
    first = year_of(digits)
    if first < 100:
        first += 1900 if first >= 30 else 2000
    return tuple(range(first, first + 10))


def _plan(text: str, at: int, floor: int) -> Found | None:
    plan = _PLAN.match(text, at)
    if plan is None:
        return None
    end = plan.end()
    quoted = at > floor and text[at - 1] in '“"‘' and text[end : end + 1] in ("”", '"', "’")
    number = parse_chinese_number(plan[0][:-1])
    if number is None or not (quoted or len(plan[0]) == 3 or _PLAN_TAIL.match(text, end)):
        return None
    if not quoted and text[end : end + 1] in tuple("十百千万亿"):
        return None
    start = at - 1 if quoted else at
    tail = _PLAN_END.match(text, end + 1 if quoted else end)
    years = plan_years(int(number))
    if tail:
        end = tail.end()
        years = years[-1:] if tail[0].endswith("末") else years[:1] if tail[0].endswith("初") else years
    return Found(start, end, "plan", years)


def nth_plan_at(text: str, at: int) -> Found | None:
    """Read 第十四个五年规划 at 第."""
    found = _NTH_PLAN.match(text, at)
    return Found(at, found.end(), "plan", plan_years(year_of(found[1]))) if found else None


def _duration(text: str, at: int, floor: int) -> Found | None:
    duration = _DURATION.match(text, at)
    if duration is None:
        return None
    n = year_of(duration["n"])
    before = text[max(floor, at - 3) : at]
    end, years = duration.end(), duration["unit"] == "年"
    after = _DURATION_AFTER.match(text, end)
    for words, offsets in ((_PAST, (-n, 0)), (_FUTURE, (0, n)), (_EITHER, None)):
        for word in words:
            if before.endswith(word) and not before.endswith(("附近", "目前", "之前", "接近", "提前", "然后", "最后")):
                known = offsets if years and 0 < n <= 100 and not duration["more"] else None
                start = at - len(word)
                if word == "近" and before.endswith("最近"):
                    start -= 1
                kind = "span" if years else "months"
                return Found(start, after.end() if after else end, kind, (), known)
    if after:
        past = after[0] in ("以来", "来") and years and 0 < n <= 100 and not duration["more"]
        return Found(at, after.end(), "span" if years else "months", (), (-n, 0) if past else None)
    return None


def relative(text: str, at: int, word: str) -> Found:
    """Read a word such as 今年, with the part of the year that follows it."""
    offsets = _RELATIVE.get(word)
    end, kind = at + len(word), "relative"
    if offsets and offsets[1] - offsets[0] == 1:
        end, kind = _within_year(text, end)
        kind = "relative" if kind == "year" else kind
    elif word.endswith("半年"):
        kind = "months"
    return Found(at, end, kind, (), offsets)


def resolve(found: Found, report_year: int | None) -> tuple[int, ...]:
    """The years of a period, those left open counted from the year of the report."""
    if found.offsets is None or report_year is None:
        return found.years
    return tuple(range(report_year + found.offsets[0], report_year + found.offsets[1]))
