"""A question that leans on the one before it, in full: 那2023年呢? 济宁呢? 它的增速呢? 目标呢?

What the new question names replaces what the last one named: place, year, indicator, level or growth, target or
result. The rest is carried over. A question that stands alone is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rag.asked import asked
from rag.figures import Measure, find_periods
from rag.tense import TARGET
from rag.understand import Question, understand

# Further back nobody remembers what 它 was.
MAX_TURNS = 6
# A longer question says itself what it is about.
MAX_LEANING = 24

_LEANS = re.compile(
    r"^(?:那么?|还有|另外|再|同样|换成|如果是)|呢[?？]?$|它|(?<![一-鿿])其(?=[一-鿿])|[该此]的?[省市县区地年]|这里|那里|当地|同期|同年|上述|两[地者市县区省]"
    r"|^(?:and|what about|how about)\b|\b(?:its|it|there|that year)\b",
    re.I,
)
_FILLERS = re.compile(
    r"那么|那|还有|另外|同样|换成|如果是|它们?|(?<![一-鿿])其|[该此](?:省|市|县|区|地|年)|这里|那里|当地|同期|同年|上述|两[地者市县区省]|又|再|则"
    r"|(?:上|前|下|后)一?年|次年|第二年|[的是为在年和与跟同比,，。?？!！]|\b(?:and|what|how|about|in|for|of|the|is|was|then|its|it|there)\b",
    re.I,
)
_YEAR_BEFORE = re.compile(r"(?<![比较于])上一?年(?!度?末)|前一年")
_YEAR_AFTER = re.compile(r"下一年|后一年|次年|第二年")
_MEASURE = re.compile(r"增速|增幅|增长率?|同比|总量|总额|规模|绝对值|占比|比重|排名|位次|数量|人均")
_STATUS = re.compile(r"(?:年度|预期)?(?:目标|计划|任务)|实际(?:完成)?|完成(?:情况|数)?|结果|实绩")
_WHETHER = re.compile(r"(?:完成|达到|实现|做到)了?(?:吗|没有|没)")
_COMPARES = re.compile(
    r"(?:和|与|跟|同|比起?).{2,14}?(?:相?比|哪个|哪一?[省市县区]|谁)|比.{2,10}(?:高|低|多|少|快|慢|大|小)"
)
_WHICH = re.compile(r"(?:哪[个一]?[省市县区年]?|谁)(?:的|定得)?更?[高低多少快慢大小长短强].*$|相差多少.*$")
# What opens like this says something of the last subject and names none.
_NO_SUBJECT = re.compile(
    r"(?:进度|进展|年均|平均|累计|新开工|上?涨|降|比|较|同比|环比|增长|下降|增加|减少|提高|占|有?多少|排|第几|为什么|为何|怎么|主要是|达到|低于|高于|完成)"
)
# 其中2024年这一年新开工多少个, 光2020年一年又办了多少件: the year is named already.
_OF_THAT_YEAR = re.compile(r"^(?:其中|光是?|单是?|仅)? *(?:[那这]?一年(?:[里间中])?)? *(?:又|还|再)?(?=[一-鿿])")
# What stood between or before places and years that were taken out.
_OPENING = re.compile(r"^(?:[ 和与及跟、的,，]|年(?!均))+|[,，]?\s+(?:[和与及跟、]\s+)+")
_TAIL = re.compile(
    r"(?:分别)?(?:主要)?(?:是|有|为|包括|要|提出了?)?(?:哪|什么|多少|几|怎么|如何|为什么|为何).*$|(?:是什么意思|指什么).*$"
)
_STATUS_SAID = re.compile(r"(?:的)?(?:年度|预期)?(?:目标|计划|任务)|实际(?:上|完成)?|完成情况|完成")


def in_full(question: str, earlier: Sequence[str], *, held: Collection[str] = ()) -> str:
    """The question with what it leaves to the `earlier` ones, oldest first; unchanged where it leaves nothing.

    >>> in_full("那2023年呢?", ["望川县2024年城镇新增就业多少人?"], held={"望川县"})
    '望川县2023年城镇新增就业多少人?'
    """
    full = ""
    for one in (*earlier[-MAX_TURNS:], question):
        full = _joined(full, one, held) if full else one
    return full


def _joined(before: str, now: str, held: Collection[str]) -> str:
    new = understand(now, held=held)
    left = " ".join(_FILLERS.sub(" ", new.core).split())
    if not _leans(new, left):
        return now
    old = understand(before, held=held)
    where = "和".join(p.label for p in new.places or old.places)
    when = _span(new, old) or "和".join(f"{year}年" for year in _years(new, old))
    if len(old.places) == 1 and len(new.places) == 1 and _COMPARES.search(new.text):
        which = _WHICH.search(new.text)
        where = "和".join(p.label for p in (*old.places, *new.places))
        return f"{where}{when}{_subject(old)}{_measure(old)}{_target(old)}{which[0] if which else '哪个更高?'}"
    if _WHETHER.search(new.text) and not _without_status(left).strip("了达到实现做"):
        return f"{where}{when}{_subject(old)}{_measure(old)}目标完成了吗?"
    if not left:
        return f"{where}{when}{_alone(old, new)}"
    if _MEASURE.fullmatch(left):
        return f"{where}{when}{_subject(old)}{left}{_target(old)}是多少?"
    if _STATUS.fullmatch(left):
        if new.understood.status == TARGET:
            return f"{where}{when}{_subject(old)}{_measure(old)}目标是多少?"
        return f"{where}{when}实际{_subject(old)}{_measure(old)}是多少?"
    return f"{where}{when}{_new_subject(new, old, left)}"


def _leans(new: Question, left: str) -> bool:
    if _LEANS.search(new.text) and not (new.places and new.understood.years and left):
        return True
    if new.places:
        return not left or re.match(r"(?:和|与|跟|同|比)", new.text) is not None
    if new.understood.kind in ("definition", "aggregate") or new.understood.language == "en":
        return False
    asks = new.understood.kind != "fact" or _TAIL.search(new.text) is not None
    return asks and len(new.text) <= MAX_LEANING


def _years(new: Question, old: Question) -> tuple[int, ...]:
    before, now = old.understood.years, new.understood.years
    if now or not before:
        return now
    if _YEAR_BEFORE.search(new.text):
        return (min(before) - 1,)
    if _YEAR_AFTER.search(new.text):
        return (max(before) + 1,)
    return before


def _span(new: Question, old: Question) -> str:
    """The plan that the last question was about, for one that names no time of its own: 年均增长多少."""
    if new.understood.years or any(p.kind == "plan" for p in find_periods(new.text)):
        return ""
    plan = next((p.text for p in find_periods(old.text) if p.kind == "plan"), "")
    return f"{plan}期间" if plan else ""


def _alone(old: Question, new: Question) -> str:
    """What the last question asked, without its places and years."""
    text = _OPENING.sub("", old.bare.strip())
    if old.understood.kind == "comparison" and len(new.places) == 1:
        return _WHICH.sub("是多少?", text)
    return text


def _subject(old: Question) -> str:
    """What the last question was about: the indicator that it named, else its words."""
    named = next((m for m in old.vocabulary if m.exact and m.official and m.entry.kind == "indicator"), None)
    return named.entry.name if named else _without_status(_MEASURE.sub("", old.core))


def _measure(old: Question) -> str:
    return "增长" if Measure.GROWTH in asked(old.text).measures else ""


def _target(old: Question) -> str:
    return "目标" if old.understood.status == TARGET else ""


def _without_status(text: str) -> str:
    return _STATUS_SAID.sub("", text).replace(" ", "")


def _new_subject(new: Question, old: Question, left: str) -> str:
    """The new subject with the last question's way of asking, where it has none of its own."""
    text = _OPENING.sub("", re.sub(r"^(?:那么?|还有|另外)", "", new.bare.strip()))
    text = re.sub(r"^(?:它们?|其(?!中)|[该此][省市县区地])的?", "", text)
    text = _OF_THAT_YEAR.sub("", text)
    carried = "" if new.understood.status else _target(old)
    if _NO_SUBJECT.match(text):
        return f"{_subject(old)}{text}"
    if not re.search(r"呢[?？]?$", text):
        return text if _TAIL.search(text) or new.understood.kind == "yes_no" else f"{text}{carried}"
    text = re.sub(r"(?:又|则)?呢[?？]?$", "", text)
    if old.understood.kind == "definition":
        return f"什么是{text}?"
    if old.understood.kind in ("list", "reason", "aggregate", "comparison"):
        return _OPENING.sub("", _exchanged(old, text))
    return f"{text}{_measure(old) if Measure.GROWTH not in asked(text).measures else ''}{carried}是多少?"


def _exchanged(old: Question, subject: str) -> str:
    """The last question about another subject: its form says what is asked of it."""
    named = next((m for m in old.vocabulary if m.exact), None)
    if named is not None:
        return f"{old.bare[: named.start]}{subject}{old.bare[named.end :]}"
    if old.core and old.core in old.bare:
        return old.bare.replace(old.core, subject)
    tail = _TAIL.search(old.bare)
    return f"{subject}{tail[0]}" if tail else subject
