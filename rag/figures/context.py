"""What the wording around a number makes of it: bound, estimate, measure, decline."""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.figures.types import Bound, Measure
from rag.figures.units import Unit

_BEFORE = {
    "约": Bound.ABOUT, "大约": Bound.ABOUT, "约为": Bound.ABOUT, "大致": Bound.ABOUT, "大概": Bound.ABOUT,
    "近": Bound.NEARLY, "接近": Bound.NEARLY, "将近": Bound.NEARLY, "逼近": Bound.NEARLY, "趋近": Bound.NEARLY,
    "超": Bound.OVER, "超过": Bound.OVER, "超出": Bound.OVER, "突破": Bound.OVER, "首破": Bound.OVER, "逾": Bound.OVER,
    "跨越": Bound.OVER, "跨过": Bound.OVER, "高于": Bound.OVER, "大于": Bound.OVER, "多于": Bound.OVER,
    "破": Bound.OVER, "过": Bound.OVER, "迈过": Bound.OVER, "迈上": Bound.OVER, "越过": Bound.OVER, "远超": Bound.OVER,
    "不低于": Bound.AT_LEAST, "不少于": Bound.AT_LEAST, "不小于": Bound.AT_LEAST, "至少": Bound.AT_LEAST,
    "不下": Bound.AT_LEAST, "不低": Bound.AT_LEAST, "最少": Bound.AT_LEAST, "不下于": Bound.AT_LEAST,
    "不超过": Bound.AT_MOST, "不超": Bound.AT_MOST, "不高于": Bound.AT_MOST, "不多于": Bound.AT_MOST,
    "不大于": Bound.AT_MOST, "至多": Bound.AT_MOST, "最多": Bound.AT_MOST,
    "不突破": Bound.AT_MOST, "不得超过": Bound.AT_MOST,
    "低于": Bound.UNDER, "少于": Bound.UNDER, "小于": Bound.UNDER, "不足": Bound.UNDER, "不到": Bound.UNDER,
    "不满": Bound.UNDER,
}  # fmt: skip
_LONGEST = max(map(len, _BEFORE))
_NOT_A_BOUND = re.compile(
    r"(?:[节签集合履预制契失解特邀邀盟违条]约|[附最临邻远靠亲贴拉走]近|赶超|反超|[通经不度穿渡路错胜好难]过|[打爆残击侦]破)$"
)
_FILLERS = re.compile(r"(?:了|到|至|达|达到|为|在|共|高达|多达|已|再|的) ?$")
_AFTER = re.compile(
    r" ?(?:[（(][^（）()]{1,6}[)）])?(?:"
    r"(?P<at_least>及?以 ?上|之上)|(?P<at_most>以 ?内|之内|及?以 ?下)|(?P<about>左 ?右|上下|前后)"
    r"|(?P<over>余(?![额地年家粮])|多(?![于个种样元措项方层式点年次家党部]))"
    r"|(?P<most>内(?![部容地涵需外生环陆河蒙])))"
)
_ESTIMATE = re.compile(r"预计|初步核算|初步统计|初步测算|初步预计|初步估算|预估|预测|估计|据测算|快报数")
_AIM = re.compile(r"力争|确保|争取")
_SENTENCE = re.compile(r".*[。；;!?！？\n]", re.S)
_CLAUSE = re.compile(r".*[，,:：（(]", re.S)
_CARRIES = re.compile(
    r"[^，,]*[，,](?=同?比|较|增|减|下降|上升|提高|占|居|列|其中|分别|年均|总量|高于|低于|约|达|人均)[^，,]*$"
)
# What may stand between two members of one list (分别增长7.8%、10%左右和12%).
_LIST = re.compile(
    r"(?:左右|以上|以下|以内|之内|上下)?(?: ?[、，,]| ?[和与及]| ?或| ?以及| ?至| ?到) ?"
    r"(?:约|近|超|超过|突破|逾|不低于|不超过)?$"
)

_CUE = re.compile(
    r"(?P<speed>增长率|增长速度|增速|增幅|涨幅|升幅|速度|(?P<drop>降幅|跌幅|减幅|负增长))"
    r"|(?P<verb>(?P<fall>下降|减少|降低|压减|压降|压缩|缩减|回落|削减|下跌|下滑|缩短|收窄|缩小|下调|减产|减|降(?![水雨碳成本耗])|跌)"
    r"|增长|增加|增产|增收|提高|上升|提升|上涨|扩大|攀升|改善|增(?![值补设量收进强]))(?P<to>到|至|为)?"
    r"|(?P<gap>(?P<less>低于|少于|慢于|低(?!保|收|碳|温|压|空|效))|高于|快于|高出|多于|领先)"
    r"|(?P<share>占|比重|比例|份额|率(?![先领队])|覆盖面|程度|水平|强度)"
)
_CHANGE = re.compile(
    r"(?:(?P<fall>减少|下降|降低|缩短|压减|压缩|缩减|回落|削减|收窄|缩小|下滑|下跌|下调|压降|(?<=[^减])低|(?<=[^不])少)"
    r"|增加|提高|上升|提升|上涨|增长|扩大|(?<=[^提最新])高|多|上调|前移|攀升)(?:了|出)? ?$"
)
# 实现5%左右的增长目标
_GROWTH_AFTER = re.compile(r"(?:左右|以上|上下)?的?(?:经济)?(?:中高速)?(?:增长|增速|增幅)(?!到|至|极)")
_MOVES = re.compile(
    r"(?P<fall>下降|后移|下滑|退|回落|降)|前移|进位|提升|提高|上升|跃升|前进|攀升|晋升|上移|晋位|升|进|赶超"
)


# 增长6.5%（年度目标6%以上）, 增速由5%提高到6%: still what the figure before was about.
_RESTATED = re.compile(
    r"[^，,。；;]{0,4}[（(][^，,。；;增降升占率比]{0,8}$"
    r"|(?:左右|以上)?(?:提高|上升|回升|加快|提升|下降|回落|放缓)(?:到|至|为)$"
)
# Characters before a number that are looked at.
_REACH = 48


class Setting(NamedTuple):
    """What the wording says of a number."""

    bound: Bound
    qualifier: str
    estimate: bool
    measure: Measure
    negative: bool


class Previous(NamedTuple):
    """The number before, whose reading a list carries on (分别增长7.8%、10%)."""

    end: int
    base_unit: str
    setting: Setting


def bound_before(text: str, floor: int, start: int) -> tuple[Bound, str]:
    """Read the bounding words that end at `start`; fillers such as 达到 may stand between."""
    window = text[max(floor, start - 10) : start].rstrip(" ")
    for _ in range(3):
        for length in range(min(_LONGEST, len(window)), 0, -1):
            word = window[-length:]
            bound = _BEFORE.get(word)
            if bound is not None:
                return (Bound.EXACT, "") if _NOT_A_BOUND.search(window) else (bound, word)
        filler = _FILLERS.search(window)
        if filler is None:
            break
        window = window[: filler.start()]
    return Bound.EXACT, ""


def bound_after(text: str, end: int) -> tuple[Bound, str, int]:
    """Read the bounding words that begin at `end`; also returns where they end."""
    found = _AFTER.match(text, end)
    if found is None:
        return Bound.EXACT, "", end
    group = found.lastgroup or ""
    bound = Bound.AT_MOST if group == "most" else Bound(group)
    return bound, found[group].replace(" ", ""), found.end()


def setting_of(
    text: str, start: int, end: int, *, unit: Unit, more: bool, kind: str, previous: Previous | None
) -> Setting:
    """Read the wording around the number at `start:end` of folded text."""
    floor = previous.end if previous else 0
    sentence = text[max(floor, start - _REACH) : start]
    if cut := _SENTENCE.match(sentence):
        sentence = sentence[cut.end() :]
        previous = None
    elif start - floor > _REACH:
        previous = None
    listed = previous is not None and previous.base_unit == unit.base and _LIST.match(sentence) is not None
    bound, qualifier, _ = bound_after(text, end)
    before, word = bound_before(text, floor, start)
    if more and bound is Bound.EXACT and before is Bound.EXACT:
        bound, qualifier = Bound.OVER, "多"
    elif bound is Bound.EXACT:
        bound, qualifier = before, word
    estimate = _is_estimate(sentence, previous)
    if not qualifier:
        aim = _ESTIMATE.search(sentence) or _AIM.search(sentence)
        inherited = previous.setting.qualifier if estimate and previous is not None else ""
        qualifier = aim[0] if aim else inherited if _ESTIMATE.fullmatch(inherited) else "预计" if estimate else ""
    if listed and previous is not None and kind == "quantity":
        return Setting(bound, qualifier, estimate, previous.setting.measure, previous.setting.negative)
    measure, negative = _measure(sentence, unit, kind, previous)
    if measure is Measure.SHARE and _GROWTH_AFTER.match(text, end):
        measure = Measure.GROWTH
    return Setting(bound, qualifier, estimate, measure, negative)


def _is_estimate(sentence: str, previous: Previous | None) -> bool:
    last = None
    for found in _ESTIMATE.finditer(sentence):
        last = found
    if last is not None:
        scope = sentence[last.end() :].lstrip("，,")
    elif previous is not None and previous.setting.estimate:
        scope = sentence
    else:
        return False
    return ("，" not in scope and "," not in scope) or _CARRIES.match(scope) is not None


def _measure(sentence: str, unit: Unit, kind: str, previous: Previous | None) -> tuple[Measure, bool]:
    if kind == "rank":
        return Measure.RANK, False
    if kind == "ratio":
        return Measure.RATIO, False
    cut = _CLAUSE.match(sentence)
    clause = sentence[cut.end() :] if cut else sentence
    if unit.dimension in ("percent", "multiple"):
        same = previous if previous is not None and previous.base_unit == unit.base else None
        if same and _RESTATED.match(sentence):
            return same.setting.measure, same.setting.negative
        return _proportion(clause, unit)
    if unit.dimension == "point":
        last = None
        for found in _CUE.finditer(clause):
            if found["verb"] or found["gap"]:
                last = found
        return Measure.CHANGE, bool(last and (last["fall"] or last["less"]))
    if unit.base == "位" and unit.dimension == "count":
        moves = list(_MOVES.finditer(clause))
        return (Measure.CHANGE, bool(moves[-1]["fall"])) if moves else (Measure.LEVEL, False)
    stripped = clause.rstrip(" ")
    for length in range(_LONGEST, 0, -1):
        if stripped[-length:] in _BEFORE:
            stripped = stripped[:-length]
            break
    change = _CHANGE.search(stripped)
    if change is None or (change[0].strip() in ("高", "低", "多", "少") and "比" not in clause):
        return Measure.LEVEL, False
    improves = unit.dimension == "count" and change[0].startswith("提升")
    if improves or _IMPROVED.search(stripped):  # 改造提升56个小区 improves them
        return Measure.LEVEL, False
    return Measure.CHANGE, bool(change["fall"])


_IMPROVED = re.compile(r"(?:改造|巩固|整治|修缮|提质|完善|优化)提升(?:了)?$")


def _proportion(clause: str, unit: Unit) -> tuple[Measure, bool]:
    if unit.base == "番":
        return Measure.GROWTH, False
    measure, negative = (Measure.SHARE if unit.dimension == "percent" else Measure.MULTIPLE), False
    if unit.dimension == "multiple":
        last = None
        for found in _CUE.finditer(clause):
            if found["verb"] or found["speed"]:
                last = found
        if last is not None and not last["to"] and "相当于" not in clause and not clause.endswith("的"):
            return Measure.GROWTH, bool(last["fall"])
        return measure, False
    for found in _CUE.finditer(clause):
        if found["speed"]:
            measure, negative = Measure.GROWTH, bool(found["drop"])
        elif found["verb"]:
            # 提高到76.5% gives the level reached; the noun before says of what.
            if found["to"]:
                measure, negative = (Measure.SHARE if measure is not Measure.GROWTH else measure), False
            else:
                measure, negative = Measure.GROWTH, bool(found["fall"])
        elif found["gap"]:
            if clause[found.end() :].strip(" 约近超了"):
                continue
            measure, negative = Measure.SHARE, False
        elif found["share"] and not clause[found.end() :].startswith(("增", "降", "提")):
            measure, negative = Measure.SHARE, False
    return measure, negative
