"""The year a report plans for, and the day it was given, from the text alone.

A report given in January 2024 reviews 2023 and plans 2024: its year is 2024. The older national reports name no
year at their head; the congress they were given to does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rag.figures.numerals import parse_chinese_number
from rag.figures.periods import plan_years
from rag.figures.widths import fold
from rag.structure.clues import Clue
from rag.structure.head import Head, plain

_NUMERAL = "〇零一二三四五六七八九十"
_YEAR = rf"(?:(?:19|20)\d\s?\d|[一二][{_NUMERAL}OＯ]{{3}})"
_DATE = re.compile(
    rf"(?P<y>{_YEAR})\s*年\s*(?P<m>\d{{1,2}}|[{_NUMERAL}]{{1,3}})\s*月\s*(?P<d>\d{{1,2}}|[{_NUMERAL}]{{1,3}})\s*日"
)
_ISO_DATE = re.compile(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})")
_TITLE_YEAR = re.compile(rf"({_YEAR})\s*年")
_PLAN = re.compile(
    rf"({_YEAR})\s*年(?:的|度|发展|全市|全县|全区|全省|我市|我县|我区|我省|政府|经济|社会|主要|重点|总体|全年)*"
    r"(?:工作|任务|目标|预期目标|发展目标)?(?:的)?"
    r"(?:安排|打算|思路|要求|部署|建议|意见|重点|任务|目标|措施|举措|计划|取向|工作|民生实事|为民实事)"
    r"(?!.{0,6}(?:回顾|总结|情况|成就|成绩|完成))"
)
_REVIEW = re.compile(
    rf"({_YEAR})\s*年(?:的)?(?:政府|主要|各项|经济社会|国内|发展)*(?:工作|情况|发展|成就|成绩)*(?:的)?(?:基本)?(?:回顾|总结|情况)"
)
_NEXT = re.compile(
    rf"(?:今年|{_YEAR}\s*年)[^。；;]{{0,24}}?[“\"]?([十一二三四五六七八九]{{1,3}})五[”\"]?(?:规划|计划|时期)?[^。；;]{{0,12}}?(开局|起步|第一年|头一年|首年|收官|最后一年|完成之年)"
)
_CONGRESS = re.compile(
    rf"第?([{_NUMERAL}]{{1,3}})届全国(?:人民代表大会|人大)(?:第?([{_NUMERAL}]{{1,3}})次会[议議]|(?=作))"
    r"(?P<since>(?:闭幕)?(?:以来|到现在|到我们|到这次|[,，]到这次|至今))?(?P<five>的?[,，]?五年)?"
)
_PROVINCIAL = re.compile(rf"(?:省|自治区)第?([{_NUMERAL}]{{1,3}})届(?:人民代表大会|人大)第?([{_NUMERAL}]{{1,3}})次会")
# First sessions of the National People's Congress; before 1978 the sessions did not come every year.
_SESSIONS = {
    (1, 1): 1954, (1, 2): 1955, (1, 3): 1956, (1, 4): 1957, (1, 5): 1958,
    (2, 1): 1959, (2, 2): 1960, (2, 3): 1962, (2, 4): 1963, (3, 1): 1964, (4, 1): 1975,
}  # fmt: skip
_THIS_YEAR = re.compile(rf"(?:今年|新的一年|做好|面对)?({_YEAR})\s*年,?(?:是|将是)")
_MENTION = re.compile(rf"({_YEAR})\s*年")


def date(head: Head) -> str:
    """The day the report was given, as 2024-01-11; empty where the head does not say."""
    for text in (*head.bylines, *head.titles, *head.opening[:2], *head.outside):
        for found in _DATE.finditer(text):
            return _iso(found)
    for name, value in head.fields:
        if name == "标题" and (named := _DATE.search(value)):
            return _iso(named)
    return ""


def clues(head: Head, names: Sequence[str], bodies: Iterable[str]) -> Iterator[Clue]:
    """Everything that speaks for one year; `names` are the headings, `bodies` the paragraphs of prose."""
    for title in head.titles:
        yield from (Clue(str(year), 10) for year in _years(_TITLE_YEAR, title))
    yield from _meeting((*head.bylines, *head.titles, *head.opening), 9)
    yield from _meeting(head.outside, 7)
    for name, value in head.fields:
        if name == "标题":
            yield from (Clue(str(year), 7) for year in _years(_TITLE_YEAR, value))
            yield from _meeting((value,), 7)
        elif "时间" in name and (stamp := _ISO_DATE.search(value)):
            yield Clue(stamp[1], 5)
    for title in head.outside:
        yield from (Clue(str(year), 6) for year in _years(_TITLE_YEAR, title))
    planned = [year for name in names for year in _years(_PLAN, plain(name))]
    # 关于2014年政府工作 may head a review, if a later year is planned for.
    yield from (Clue(str(year), 6 if year == max(planned) else 2) for year in planned)
    yield from (Clue(str(year + 1), 5) for name in names for year in _years(_REVIEW, plain(name)))
    yield from _from_prose([fold(text) for text in bodies])


def _meeting(lines: Iterable[str], weight: int) -> Iterator[Clue]:
    for line in lines:
        for found in _DATE.finditer(line):
            year, month = _number(found["y"]), _number(found["m"])
            # Meetings late in the year are about the next one, mostly; the headings decide.
            yield Clue(str(year), weight if month <= 9 else weight // 2)
            if month >= 11:
                yield Clue(str(year + 1), weight // 2)
        for found in _CONGRESS.finditer(line):
            year = _congress_year(found, line)
            if year:
                yield Clue(str(year), weight - 1)
        for found in _PROVINCIAL.finditer(line):
            term, session = _number(found[1]), _number(found[2])
            if term >= 9:
                yield Clue(str(1998 + 5 * (term - 9) + session - 1), weight // 2)


def _congress_year(found: re.Match[str], line: str) -> int:
    """The year of a session, or of the one after it where a report counts “since” it; 0 if unknown."""
    term, session = _number(found[1]), _number(found[2] or "一")
    if found["since"]:
        if session == 1 and (found["five"] or "五年" in line):
            term += 1
        else:
            session += 1
    if term < 5:
        return _SESSIONS.get((term, session), 0)
    return 1978 + 5 * (term - 5) + session - 1


def _from_prose(bodies: Sequence[str]) -> Iterator[Clue]:
    said: Counter[int] = Counter()
    is_year: Counter[int] = Counter()
    for text in bodies:
        for found in _NEXT.finditer(text):
            plan = plan_years(_number(found[1]))
            is_first = found[2] in ("开局", "起步", "第一年", "头一年", "首年")
            if found.group().startswith("今年"):
                yield Clue(str(plan[0] if is_first else plan[-1]), 5)
        said.update(_years(_MENTION, text))
        is_year.update(_years(_THIS_YEAR, text))
    if is_year:
        # “2023年是…” opens the review, “2024年是…” the plan.
        yield Clue(str(max(is_year)), 1)
    if said:
        latest, times = max(said.items(), key=lambda entry: (entry[1], entry[0]))
        yield Clue(str(latest + 1), 1)
        if said[latest + 1] * 3 >= times:
            yield Clue(str(latest + 1), 1)
        else:
            yield Clue(str(latest), 1)


def _years(pattern: re.Pattern[str], text: str) -> list[int]:
    return [_number(found[1]) for found in pattern.finditer(text)]


def _number(numeral: str) -> int:
    """Read a numeral of a date; 0 if it is none."""
    number = parse_chinese_number(re.sub(r"\s", "", numeral).replace("O", "〇").replace("Ｏ", "〇"))
    return int(number) if number is not None else 0


def _iso(found: re.Match[str]) -> str:
    return f"{_number(found['y']):04d}-{_number(found['m']):02d}-{_number(found['d']):02d}"
