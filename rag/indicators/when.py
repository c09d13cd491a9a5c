"""Which year a figure is about, and whether it is a result or a target."""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.figures import Period
from rag.indicators.deeds import is_of_span, is_put_in
from rag.indicators.phrases import without_opening
from rag.indicators.spans import MEAN, years_in
from rag.indicators.stance import Phase, Stance
from rag.indicators.types import ACTUAL, TARGET, YEAR

# 比2019年, 较“十二五”末, 同一九五二年比较: the period compared with, not the one the figure is about.
_COMPARED_BEFORE = re.compile(
    r"(?:比|较|同|与|和|跟|相对于|相较|相比|高于|低于|快于|慢于|好于|优于|多于|少于|高出"
    r"|恢复[到至]|相当于)(?:了|于)? ?[“\"]?$"
)
_COMPARED_AFTER = re.compile(
    r"^(?:[^,;。]{0,6}(?:相比|比较|同期水平|基[础数]上)"
    r"|的? ?(?:约|近)?(?:[0-9.]+倍?[、和])?[0-9.一二三四五六七八九十点]+ ?倍)"
)
_ON_BASIS = re.compile(r"[^,;。年]{7,18}基[础数]上")  # 在去年市核任务的基础上增长8%
_NAMES_SOMETHING = re.compile(
    r"^[”\"]?(?:规划|计划|收官|开局|之年|普法|纲要|行动|建议|是(?=[^约近])|目标|关键|重点|版|以前|之前|(?:来|以来)?(?:最|新[高低])|前(?!三)|度预算|政府工作报告|的(?:平均)?水平|(?:[0-9]+年)?的?(?:总和|之和)"
    r"|,?(?:我们|国务院|中央|[省市县区]委|[省市县区]?政府)(?:就)?(?:提出|作出|决定|印发|出台|确定)[^0-9]*,)"
)
# 产量在1957年达到80亿元,比1952年的50亿元增长…: what is compared next with another year is still of the same.
_GOES_ON = re.compile(r"[^,;。]*,[比较同与][^,;。]*[0-9一二三四五六七八九十][^,;。]*")
_UNTIL = re.compile(r"^(?:[要将力争预计到至在]+|计划规定)$")
_FROM = re.compile(r"(?:由|从)[^,;。]{0,3}$")
_PART_OF_YEAR = re.compile(r"[—–\-至到~]|前|季度|上半年|下半年|个月")
_MEAN = re.compile(r"(?:年均|累计|平均每年|每年平均|年平均|年均递增)[^,;:。、]*$")
_WITHIN_YEAR = re.compile(r"全年|今年|去年|年内|一年来|[0-9]月")
_THAN_A_YEAR_AGO = re.compile(r"同比|[比较](?:上年|去年)")
_RUNNING = re.compile(r"(?<!全年)(?<!年内)(?<!今年)累计(?!增速|增幅|增长|投票)")
_YEARLY = re.compile(MEAN)
_FROM_YEAR = re.compile(r"(?:由|从)((?:19|20)[0-9]{2})年[底末初]?的")
_EVER_SINCE = re.compile(r"[^,;。0-9]{0,14}以来")  # 2017年以来, 2017年试点开展以来
_YEAR_SAID = re.compile(r"((?:19|20)[0-9]{2})年")
_UP_TO = re.compile(r"到[^,;。]{0,3}$")
# 经过八年持续努力,…: so many years are meant.
_AFTER_YEARS = re.compile(
    r"(?:经过|历经|历时|通过|用了?)(?:近|整整|连续)?([二两三四五六七八九十]年)(?:多)?(?:的|来)?[^,;。]{0,6}(?:努力|奋斗|攻坚|奋战|建设|时间)[^,;。]{0,2},"
)
_TARGET_ASIDE = re.compile(r"目标(?:任务)?(?:是|为|值|:)?[^,;。]{0,14}$")
# 未来产业 is an industry, no time to come.
_AHEAD = re.compile(r"今后|未来(?=[的,几数一二两三五十0-9]|一段)|将来|需要保持")
_TARGET_DONE = re.compile(
    r"目标(?:任务)?的$|目标(?:任务)?(?:完成|[镇乡村户人])|[比较][^,;。]{0,8}目标(?:值|任务)?[高低多少快好]|完成[^,;。]*目标[^,;。]*$|(?:超|大于|高于|低于|优于|好于|多于|少于|完成)[^,;。]*目标"
)
_BACK = re.compile(r"(?:年|以)来$")  # 两年来
_AIMS = re.compile(
    r"力争|今年(?:要|将|计划|拟|预期)|明年(?:要|将|计划|预计)|(?<![年度占动])计划(?:到|今年|明年|投资|实施|新)(?![^,;。]{0,12}的)"
)
_DONE = re.compile(
    r"(?<!项)目前|现有[^,;。]{0,6}$|现已|(?<!早)已(?:经)?(?:建成|完成|达|有|实现|累计|突破)|(?<![比较同于])去年|截至|[0-9一二三四五六七八九十两几近]年来|以来|过去|上年度"
    r"|(?:增加|减少|增长|下降|提高|扩大)了[^,;。]{0,4}$"
)


# 由全省第六位上升至第五位: the first of the two is of the time before.
_FROM_HERE = re.compile(r"(?:由|从)[^,;。0-9]{0,12}(?:[0-9.]+[^,;。0-9、和]{1,6}[、和与])?$")
_TO = re.compile(
    r"[^,;。]{1,24}?(?:提高|增加|增长|上升|提升|扩大|跃升|前移|回落|放缓|收窄|攀升|压降|下降|降低|减少|压减|压缩|缩短|缩小|调整|优化|改善|变|发展|扩展|整合|升|降|增)(?:到|至|为)"
)


_SPANS = re.compile(
    r"(?:过去|这|近|前)?(?:的)?[二两三四五]年(?:来|间|(?=[,总共]))|(?:十[二三四五]|[七八九十])五”?(?:时期|期间|以来)"
)
_OPENS_WITH_YEARS = re.compile(r"([两三四五]年)(?![级制度间前后以内])(?:来|共|累计)?[一-鿿]")
_YEARS_FIRST = re.compile(
    r"(?:(?:^|,)([两三四五]年)(?![级制度间前后以内])(?:来|共|累计)?[一-鿿][^,;。]*"
    r"|(?<![第前后连续〇○零一二三四五六七八九十0-9])([三四五]年)(?:共|累计)?(?:增长|增加|下降|减少|翻)[^,;。]{0,4})$"
)
# 用三年时间建成…, 三年共改造…: so many years are planned for it.
_IN_YEARS = re.compile(
    r"用([一二两三四五1-5](?:[至到—~-][三四五3-5])?年)(?:左右)?的?时间[^;。]*$"
    r"|(?:^|[,:])(?:计划|力争|争取|将|拟|确保)?([两三四五]年)(?:内|共|累计|投资|新增|完成|淘汰|改造|建成|培育)[^,;。]*$"
)
_ONE_YEAR_AGAIN = re.compile(r"去年|全年|(?:19|20)[0-9]{2}年|上年|一年来|这一年")


class When(NamedTuple):
    year: int | None
    period: str
    kind: str


def is_mean(text: str, at: int, start: int) -> bool:
    """Whether the figure at `at` is a yearly average: 年均增长5%; 分别 lists share the word."""
    clause = max(start, *(text.rfind(mark, start, at) + 1 for mark in ",;:。"))
    return _YEARLY.search(text[clause:at]) is not None


def is_so_far(text: str, at: int, start: int) -> bool:
    """Whether the figure at `at` is a running total: 累计签约项目100个; one of a year says so (全年累计)."""
    clause = max(start, *(text.rfind(mark, start, at) + 1 for mark in ",;:。"))
    if _WITHIN_YEAR.search(text[start:at]) or _THAN_A_YEAR_AGO.match(text, text.find(",", at, at + 12) + 1):
        return False
    return _RUNNING.search(text[clause:at]) is not None


def when(
    text: str,
    at: int,
    start: int,
    periods: list[Period],
    stance: Stance,
    report_year: int | None,
    *,
    deed: bool = False,
) -> When:
    """Date the figure at `at` in folded `text`, whose sentence begins at `start`.

    Args:
        deed: whether the figure's name says that something was done: 新增高速公路.
        periods: those of the paragraph, in order, their years resolved where the text tells them.
    """
    clause = max(text.rfind(mark, start, at) for mark in ";。") + 1
    clause = max(clause, start)
    before = text[clause:at]
    kind, year, period = stance.kind, stance.year, YEAR
    of_whole = text.rfind("。", 0, max(start - 1, 0)) + 1 if text.startswith("其中", start) else start
    found = _governing(text, at, of_whole, periods)
    if found is not None:
        years = found.years
        if found.kind in ("year", "relative") and years:
            settled = None if _is_batch(text, found, stance) else _settled(found, years[-1], stance, report_year)
            if settled is not None:
                year, kind = settled
            if stance.span and text[: found.start].endswith(("到", "至")) and _MEAN.search(before):
                period = _plain(stance.span)  # 到2025年…,年均增长6%
            until = stance.span and stance.phase is Phase.PLAN_SPAN and year == stance.year
            until = until and not any(int(y) < found.years[-1] - 5 for y in _YEAR_SAID.findall(before))
            if until and _UP_TO.search(text, start, found.start) and is_of_span(text, at, start, at, deed=deed):
                period = _plain(stance.span)  # 到2028年,新建公园20个
            if found.kind == "year" and stance.phase.looks_back and _EVER_SINCE.match(text, found.end):
                period, year = f"{_plain(found.text)}以来", stance.year
        elif found.kind == "months" and _PART_OF_YEAR.search(found.text) and stance.phase.looks_back:
            period = found.text
            if years:
                year = years[-1]
        elif found.kind == "months" and years and report_year and years[-1] < report_year:
            year, kind = years[-1], ACTUAL
        elif found.kind in ("span", "plan"):
            if kind == TARGET and (_BACK.search(found.text) or (years and report_year and years[-1] < report_year)):
                kind = ACTUAL  # 五年来, 2019年到2022年
            if years:
                year = min(years[-1], report_year - 1) if kind == ACTUAL and report_year else years[-1]
                if report_year and years[-1] > report_year and not stance.phase.looks_back:
                    kind = TARGET
            if len(years) != 1 and is_of_span(text, at, start, found.start, deed=deed or is_put_in(text, at, start)):
                period = _plain(found.text)
    elif stance.span and is_of_span(text, at, start, at, deed=deed):
        period = _plain(stance.span)
    after = _AFTER_YEARS.search(text, start, at) if kind == ACTUAL and stance.phase.looks_back else None
    if after is not None and (found is None or found.end <= after.end()) and is_of_span(text, at, start, at, deed=deed):
        period = after[1]
    several = _YEARS_FIRST.search(before) if stance.phase.looks_back else None
    if several is not None:
        years_said = several[1] or several[2]
        period = period if years_said in period else years_said  # 五年出版图书…, 存款余额五年增长1倍
    elif period == YEAR and stance.phase.looks_back and deed and (several := _OPENS_WITH_YEARS.match(text, start)):
        period = several[1]  # 五年建成铁路…,其中高速铁路…
    planned = (
        _IN_YEARS.search(before)
        if kind == TARGET and period == YEAR and (found is None or not found.years or found.end <= clause)
        else None
    )
    if planned is not None and is_of_span(text, at, start, at, deed=deed):
        period = planned[1] or planned[2]
    came = _FROM_HERE.search(before)
    if came is not None and year is not None and _TO.match(text[at:]):
        if found is not None and found.end > clause + came.start():
            return When(year, period, kind)  # 由2018年的61%提高到66%
        # What it was before.
        since = _compared_with(text, start, at, periods)
        said = _FROM_YEAR.findall(text, start, at) if stance.phase.looks_back else []
        if since is not None or said:
            return When(since or int(said[-1]), YEAR, ACTUAL)
        if found is not None and found.kind == "span" and len(found.years) > 1 and re.match("[0-9一二]", found.text):
            return When(found.years[0], YEAR, ACTUAL)
        if kind == TARGET and not stance.phase.looks_back and report_year and year == report_year:
            return When(report_year - 1, YEAR, ACTUAL)
        if kind == ACTUAL:
            span = stance.span if stance.phase is Phase.REVIEW_SPAN else _span_before(text, at)
            year -= (years_in(span) or 5) if span else 1
            period = YEAR
    if kind == ACTUAL and _TARGET_ASIDE.search(before) and not _TARGET_DONE.search(before):
        return When(year, period, TARGET)
    if stance.phase is Phase.REVIEW and kind == ACTUAL and (found is None or not found.years) and _AIMS.search(before):
        return When(report_year, period, TARGET)
    if stance.phase is Phase.REVIEW and kind == ACTUAL and report_year and found is None and _AHEAD.search(before):
        return When(None, period, TARGET)
    undated = found is None or not found.years
    if report_year and kind == TARGET and undated and not stance.phase.looks_back and _DONE.search(before):
        return When(report_year - 1, period, ACTUAL)
    return When(year, period, kind)


def _compared_with(text: str, start: int, at: int, periods: list[Period]) -> int | None:
    """The year that a sentence compares with: 1986年同1978年相比,…由3480亿元增加到….

    >>> from rag.figures import find_periods
    >>> text = "1986年同1978年相比,产量由100吨增加到200吨"
    >>> _compared_with(text, 0, text.index("100吨"), find_periods(text))
    1978
    """
    for one in reversed(periods):
        is_before = start <= one.start and one.end <= at and one.kind == "year" and one.years
        if is_before and _COMPARED_AFTER.match(text[one.end : at]) and _COMPARED_BEFORE.search(text[start : one.start]):
            return one.years[-1]
    return None


def _governing(text: str, at: int, start: int, periods: list[Period]) -> Period | None:
    """The last period before the figure that the figure can be about."""
    for one in reversed(periods):
        if one.end > at or one.kind == "date":
            continue
        if one.start < start:
            return None
        if text[one.end : one.end + 1] == ")":
            continue  # 总体规划(2022—2035年): part of a name
        if one.text.startswith("前") and text[one.start - 1 : one.start] == "学":
            continue  # 学前三年毛入园率
        before, between = text[max(start, one.start - 6) : one.start], text[one.end : at]
        if re.fullmatch('[”"]?末?的', between) and re.search('[比较][“"]?$', before) and one.kind in ("year", "plan"):
            return one  # 达到880亿元,比1957年的537亿元增长…: the second is of 1957
        if (
            _COMPARED_BEFORE.search(before)
            or _COMPARED_AFTER.match(text[one.end : at + 12])
            or _NAMES_SOMETHING.match(between)
            or _ON_BASIS.match(between)
        ):
            continue
        if one.kind in ("relative",) and not one.years:
            continue
        if _FROM.search(before) and not re.fullmatch(r"[的约近]{0,2}[^,;。0-9]{0,4}", between):
            continue  # 由2018年的61%提高到66%: the second is no longer of 2022
        if one.kind == "months" and (";" in between or "全年" in between):
            continue
        if one.kind == "year" and ("。其中" in between or _GOES_ON.fullmatch(between)):
            return one  # 产量在1957年达到80亿元,比1952年增长68%。其中,…
        segment = max(text.rfind(mark, start, one.start) for mark in ",;:。、(") + 1
        opening = _UNTIL.sub("", without_opening(text[max(segment, start) : one.start].strip()).strip())
        if "," in between and one.kind != "plan" and opening:
            continue  # 园区2008年列入…,累计投资…: the year is said of the first only
        if one.kind == "months" and not _PART_OF_YEAR.search(one.text) and not one.years:
            continue
        return one
    return None


def _settled(found: Period, year: int, stance: Stance, report_year: int | None) -> tuple[int, str] | None:
    if report_year is None:
        return year, stance.kind
    if year < report_year:
        return year, ACTUAL
    if stance.phase.looks_back:
        if found.kind == "relative" and year == report_year:
            return None  # a review that was given in December says 今年 of the year it reviews
        return (year, TARGET) if year > report_year else (year, stance.kind)
    return year, TARGET


# 建成2022年棚改500户: which year's works are to be completed in the year of the plan.
_BATCH = re.compile(
    r"(?:^|[,;:。])[^,;:。、0-9]{0,8}?(?:建成|完成|推进|实施|开工|开工建设|竣工|续建|改造|启动|抓好|交付|加快|落实|做好)(?:[^,;。]*、)?$"
)


def _is_batch(text: str, found: Period, stance: Stance) -> bool:
    """Whether the year of a works programme is named, in a plan for another: 完成2022年棚改500户."""
    if stance.phase is not Phase.PLAN or found.kind != "year" or not stance.year or found.years[-1] >= stance.year:
        return False
    named = text[found.end : found.end + 1] not in tuple("底末初前以,、比到至—-")
    return named and _BATCH.search(text, 0, found.start) is not None


def _span_before(text: str, at: int) -> str:
    """The span that the paragraph spoke of last before `at`, if it spoke of one year no more since: 五年来…."""
    spans = list(_SPANS.finditer(text, 0, at))
    if not spans or _ONE_YEAR_AGAIN.search(text, spans[-1].end(), at):
        return ""
    return spans[-1][0]


def _plain(text: str) -> str:
    return re.sub(r"[“”\"]", "", text)
