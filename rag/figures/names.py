"""Numbers that measure nothing: names, codes, ordinals, list marks, clock times."""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.figures.grammar import HAN, HAN_DIGIT, HAN_NUMERAL


class Named(NamedTuple):
    start: int
    end: int
    kind: str


_NUMERAL = rf"[{HAN_DIGIT}十]{{1,3}}"
_PLUS = re.compile(
    rf"[0-9A-Za-z.]{{1,12}}(?:\+(?:[0-9]+(?:\.[0-9]+)?(?![0-9.%])|[A-Za-z]+|[{HAN_DIGIT}]))+"
    r"|[0-9]{1,4}[A-Za-z]?\+(?=[“\"\u4e00-\u9fff])(?![个家项多余名人万亿])"
)
_ROUND_THE_CLOCK = re.compile(r"[0-9]{1,2} ?[×xX*] ?24(?= ?小时)")
_VERSION = re.compile(r"[0-9]\.0(?![0-9%])")
_CODE_LEFT = re.compile(r"[A-Za-z_@#&=?][A-Za-z0-9_@#&=?./:%+-]*$")
_CODE_RIGHT = re.compile(r"[0-9A-Za-z_./%-]*[0-9A-Za-z]")
_LETTERS = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:.])(?=[^0-9]|$)")
_RATIO_CUE = re.compile(r"(?:比|比例|比重|结构|之比|至|为|到|从|由)[^，。；]{0,6}$")
_DAY_NAME = re.compile(r"[0-9]{1,2}[·•・‧][0-9]{1,2}")
_PHONE = re.compile(r"0[0-9]{2,3}[-—]?[0-9]{7,8}|1[3-9][0-9]{9}(?![0-9])|400-?[0-9]{3}-?[0-9]{4}")
_HOTLINE = re.compile(r"(?:12[0-9]{3}|96[0-9]{3}|1(?:10|19|20|22))(?=[”\"]?(?:[^0-9.%个家件万亿元人项,，户]|$))")
_AFTER_NUMBER = re.compile(
    r"强(?:企业|[县区市镇])?(?![化度劲降调制])|号线?|届|期(?!间)|级|版|代(?![表理替价])|型|周年|[国省县]道|线(?![上下])"
    r"|路(?=公交|车|[、，。）]|$)|连[增冠升丰胜涨]|(?:计划|工程|高校|院校|专项|行动|模式|机制|战略|工作法|体系|布局|格局|平台|热线|便民|服务热线|政务|规划|部署|工作|目标|架构|产业|政策)"
)
_ROAD = ("国道", "省道", "县道", "乡道", "高速")
ORDINAL = re.compile(
    rf"第 ?(?P<n>[0-9]+|{HAN})"
    r"(?P<unit>个|次|批|届|产业|期|轮|级|章|条|节|页|部|步|项|代|类|任|季|年|天|位|名|号|线|方)?"
)
RANK_AFTER = re.compile(r"$|[，,。；;、！!)）】”\"\s\\]|和|且|及|并|与|的")
RANK_BEFORE = re.compile(
    r"(?:居|列|位|排|名|跃|升至|上升到|保持|蝉联|夺得|获|均|全[国省市县区州盟球旗军]|中部|西部|东部|同类|世界|亚洲"
    r"|副省级|城市|地区|总量|增[速幅]|综合|考核|连续)[^，,。；;]{0,12}$"
)
FIRST = re.compile(r"[居列排占位获夺全均第为跃][^，,。；;]{0,12}$")
_LIST_DOT = re.compile(r"[0-9]{1,3}[.、](?![0-9])")
_HAN_LIST = re.compile(rf"{_NUMERAL}(?:、|是(?!否)|要(?!求)|曰)")
_HAN_NAME = re.compile(
    rf"(?:{HAN})(?:届(?:[{HAN_DIGIT}]中)?(?:全会)?|次(?=全会|会议|全体|党代|人代)|强(?:企业|[县区市镇])?(?![化度劲降调制])"
    r"|级|期(?!间)|星级?|周年|连[增冠升丰胜涨])"
)
_CONGRESS = re.compile(r"(?:二十|十[一二三四五六七八九]|[七八九])大(?![类项力量型])")
_PROGRAMME = re.compile(
    r"年(?:[^，,。；、 ]{0,5}?(?:行动|计划|攻坚|倍增|规划|方案|提升|大变样|工程)|一贯制|制(?![定造])|义务教育|教育)"
)
TALLY = re.compile(
    r"(?:个(?:方面|层面|环节|维度|关键环节|毫不动摇|务必|确立|维护|代表|全面|自信|意识)"
    r"|大(?:类)?|方面"
    r"|件[^，,。；;、\s]{0,10}?实事"
    r"|项[^，,。；;、\s]{0,8}?(?:指标|任务|措施|举措|工作|实事|政策|行动|规定|机制)"
    r"|条[^，,。；;\s]{0,16}?(?:政策|措施|举措|意见|规定|建议))"
)
PER_OUTPUT = re.compile(r"(?:GDP|地区生产总值|国内生产总值|生产总值|工业增加值|增加值|产值)")
CLASS_AFTER = re.compile(
    r"(?:(?:及?以上|以下)的?[^，,。；;、\s]{0,8}?(?:项目|企业|工程|产业|老年人|老人|人口|人群|群体|单位|儿童|园区|大户|工业|村|集体"
    r"|机组|锅炉)|级|大?企业|产业|集群|园区|俱乐部)"
)


def quoted(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The inside of a short quotation around `start:end`, if there is one without a clause mark in it."""
    left = text[max(0, start - 12) : start]
    opening = max(left.rfind(sign) for sign in '“"‘「')
    if opening < 0 or any(sign in left[opening + 1 :] for sign in "”’」，。；、"):
        return None
    right = text[end : end + 14]
    closings = [at for sign in '”"’」' if (at := right.find(sign)) >= 0]
    if not closings or any(sign in right[: min(closings)] for sign in "“‘「，。；"):
        return None
    return start - len(left) + opening + 1, end + min(closings)


def code_at(text: str, at: int, floor: int, *, has_unit: bool) -> Named | None:
    """Read a number with letters in front (G513, PM2.5, t2024_1.html)."""
    found = _CODE_LEFT.search(text, max(floor, at - 40), at)
    if found is None or (has_unit and not found[0].startswith("PM")):
        return None
    end = _CODE_RIGHT.match(text, at)
    return Named(found.start(), end.end() if end else at + 1, "name")


def arabic_name_at(text: str, at: int, end: int, floor: int) -> Named | None:
    """Read a name that an Arabic number at `at:end` begins or belongs to, by its form alone."""
    if plus := _PLUS.match(text, at):
        return Named(at, plus.end(), "name")
    if at > floor and text[at - 1] == "+" and text[end : end + 1] not in ("%", "."):
        return Named(at, end, "name")
    if always := _ROUND_THE_CLOCK.match(text, at):
        return Named(at, always.end(), "name")
    if (version := _VERSION.match(text, at)) and text[version.end() : version.end() + 1] not in ("、", "和", ":"):
        return Named(at, version.end() + (text[version.end() : version.end() + 1] == "版"), "name")
    if phone := _PHONE.match(text, at):
        return Named(at, phone.end(), "code")
    if day := _DAY_NAME.match(text, at):
        return Named(at, day.end(), "name")
    if (anniversary := text.startswith("周年", end)) or text.startswith("路公交", end):
        return Named(at, end + 2 if anniversary else end + 1, "name")
    if hotline := _HOTLINE.match(text, at):
        return Named(at, hotline.end(), "code")
    if text[max(floor, at - 2) : at] in _ROAD and text[end : end + 1] not in ("公", "米", "."):
        return Named(at, end, "name")
    after = text[end : end + 1]
    if after.isascii() and after.isalpha() and (letters := _LETTERS.match(text, end)):
        stop = letters.end()
        return Named(at, stop + (text[stop : stop + 1] == "级"), "name")
    if found := _AFTER_NUMBER.match(text, end):
        word = found[0]
        kind = "ordinal" if word[0] in "号届期代" else "name"
        # Only what is part of the name as a word (号线, 强县) is taken in; 计划, 工程 … merely tell that it is one.
        return Named(at, found.end() if word[0] in "号届期代级强版周线型国省县" else end, kind)
    return None


def clock_at(text: str, at: int) -> Named | None:
    """Read 8:30 or 15:20:47 where no proportion is being spoken of."""
    found = _CLOCK.match(text, at)
    if found is None or _RATIO_CUE.search(text[max(0, at - 14) : at]):
        return None
    return Named(at, found.end(), "time")


def list_mark_at(text: str, at: int, end: int, floor: int) -> Named | None:
    """Read (1), 〔1〕, 1. or 1、 at the beginning of an item."""
    before, after = text[at - 1 : at], text[end : end + 1]
    year = end - at == 4 and text[at] in "12"
    if not year and before and before in "(（[【〔［﹝" and after and after in ")）]】〕］﹞" and at - 1 >= floor:
        return Named(at - 1, end + 1, "list_mark")
    if not before or before in "。；;：:！\n\r\t 　":
        found = (_LIST_DOT if "0" <= text[at] <= "9" else _HAN_LIST).match(text, at)
        if found:
            return Named(at, found.end(), "list_mark")
    if text[at] in HAN_NUMERAL and before and before in "，,、—“":
        found = _HAN_LIST.match(text, at)
        if found and found[0][-1] != "、":
            return Named(at, found.end(), "list_mark")
    return None


def is_top(text: str, at: int, end: int) -> bool:
    """Whether the bare number at `at:end` closes 居全国前10."""
    if text[at - 1 : at] != "前" or RANK_AFTER.match(text, end) is None:
        return False
    return RANK_BEFORE.search(text[max(0, at - 16) : at]) is not None


def is_programme(text: str, year_at: int) -> bool:
    """Whether the 年 at `year_at` names a plan or a school form (三年行动计划, 九年一贯制)."""
    return _PROGRAMME.match(text, year_at) is not None


def han_name_at(text: str, at: int) -> Named | None:
    """Read a name that begins with a numeral in Chinese (二十大, 百强县, 三级, 十四届三中全会)."""
    if congress := _CONGRESS.match(text, at):
        return Named(at, congress.end(), "name")
    if found := _HAN_NAME.match(text, at):
        return Named(at, found.end(), "ordinal" if "届" in found[0] or found[0][-1] == "期" else "name")
    return None
