"""What a text claims: its clauses, and for every figure what it is a figure of, when, where, and whether it is an aim.

A draft and a report are read by the same function, so that equal sentences give equal claims.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rag.figures import Bound, Figure, read_numbers
from rag.figures.periods import Found
from rag.places import Level, Place, find_places
from rag.places import Mention as PlaceMention
from rag.sentences import sentences
from rag.tense import ACTUAL, TARGET
from rag.verify.words import content, weight

# An ASCII comma or colon between digits belongs to the number.
_SEPARATOR = re.compile(r"[，；;：。！？!?\n（）()]|(?<![0-9])[,:]|[,:](?![0-9])|——|\s\|\s")
_JOINER = re.compile(r"[、和与及]|以及|并(?!非)")
_EDGE = "、，,；;：:。和与及并 “”\"'（）()|-—·的"
_AFTER_FIGURE = re.compile(
    r"^ ?(?:[（(][^（）()]{1,6}[)）])?(?:及?以上|之上|以内|之内|及?以下|左右|上下|前后|余|多|内(?![部容地涵需外]))"
)
_BASE_BEFORE = re.compile(r"(?:比|较|与|同|跟|是|为|相当于|按|高于|低于|快于|超|超过|相比)[“\"]?$")
_BASE_AFTER = re.compile(
    r"^[”\"]?(?:时期|期间|末|年末|同期|时|底)?(?:相比|的[0-9一二两三四五六七八九十.]+[多余]?倍|相同|持平|水平)"
)
# 2024年政府工作报告提出: the year of the report, not of what it says.
_OF_REPORT = re.compile(r"的?[一-鿿]{0,12}?(?:政府)?工作报告|的?报告")
# So few characters do not say what a figure is of: 交付2万套.
_THIN = 2
_GENERIC = re.compile(
    r"(?:总量|总额|总数|总计|规模|数量|总面积|面积|总值|金额|总投资|增量|存量|占比|比重|比例|完成率|优良率|覆盖率|位次|排名|增减|人数|户数|其中"
    r"|平均|人均|年均|全国|全省|全市|全区|全县|位|居|列|第|名|全|省|市|县|区|国)*"
)
_TARGET = re.compile(
    r"目标|力争|争取(?!上级|中央|国家|省级|到|了|资金|各类|专项|政策|债券|项目)|确保|预期(?!寿命|收益|效果|值得)|计划(?=[新完建开实改投培引创达增到打在为用年，,])"
    r"|拟(?!定了)|打算|准备|规划(?=到)|(?<!即)将(?!军|近|领)"
    r"|(?:^|[，,、年市省县区])要(?=[一-鿿])(?!素|求|点|件)"
)
_ACTUAL = re.compile(
    r"实际(?!利用|使用|到位|投资|用电|用水|外资|需求|问题|情况|控制|成效|效果|行动|困难|工作)"
    r"|(?:完成|实现|达到|建成|新增|新建|增长|下降|提高|减少|增加|突破|改造|获批|获评|投入|引进|培育)了"
    r"|已经|已(?=[建完达实经累新])|去年|成功|圆满|超额|顺利|兑现|结果"
)
_AIM_AFTER = re.compile(r"(?:及?以上|左右|以内|以下)?的?(?:增长|增速)?(?:预期|年度|全年|年初)?目标")
# What an aim is compared with is no aim: 完成年度目标, 快于年度计划.
_MET_AIM = re.compile(
    r"(?:完成|超过?|高于|低于|快于|慢于|达到|实现)(?:了)?(?:年度|年初|预期|全年|任务|省定|市定|既定|总|五年|上级|计划)*(?:目标|计划)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One clause `start:end`, or one figure of it with what it is about."""

    start: int
    end: int
    text: str
    figure: Figure | None
    subject: str  # the words around the figure; for a clause without one, the clause
    listed: bool = False  # a member of a list with 分别
    inherited: str = ""  # what the claims before it were about, where its own words do not say
    context: str = ""  # the words before it in its sentence
    periods: tuple[Found, ...] = ()
    own_period: bool = False
    bases: tuple[Found, ...] = ()  # what is compared with: 比上年, 是“十二五”时期的
    places: tuple[Place, ...] = ()  # it speaks of these
    named: tuple[PlaceMention, ...] = ()  # other places in its words
    status: str = ""
    report_year: int | None = None  # 2024年政府工作报告提出

    @property
    def about(self) -> str:
        """What the figure is of: its own words, after those it carries on where they say too little."""
        if weight(self.subject) > _THIN and not is_generic(self.subject):
            return self.subject
        return self.inherited + self.subject if weight(self.subject) else self.inherited or self.subject


def is_generic(text: str) -> bool:
    return _GENERIC.fullmatch(content(text).replace(" ", "").strip(_EDGE)) is not None


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int


def read_claims(text: str, *, held: Collection[str] = (), carry: bool = True) -> list[Claim]:
    """All claims of a text, in order; with `carry` period and place go on into the next sentence.

    >>> [(c.about, str(c.figure.values[0])) for c in read_claims("粮食、油料产量分别增长1.5%和2%。") if c.figure]
    [('粮食产量', '1.5'), ('油料产量', '2')]
    """
    numbers = read_numbers(text)
    places = [m for m in find_places(text, prefer=held) if m.place.level is not Level.NATIONAL or m.text == "国务院"]
    places = sorted([*places, *_unheard_of(text, places)], key=lambda m: m.start)
    found: list[Claim] = []
    state = _State()
    for start, end in sentences(text):
        if not carry:
            state = _State()
        state.begin_sentence()
        inside = [f for f in numbers.figures if start <= f.start < end]
        lists = _unrolled(text, start, inside)
        taken = [(f.start, f.end) for f in inside]
        for stretch in _stretches(text, start, end, taken):
            mine = [f for f in inside if stretch.start <= f.start < stretch.end]
            timed = [p for p in numbers.periods if stretch.start <= p.start < stretch.end and text[p.start - 1] != "学"]
            placed = [p for p in places if stretch.start <= p.start < stretch.end]
            if found and not mine and _only_a_year(text, stretch, timed):
                found[-1] = replace(found[-1], periods=tuple(timed), own_period=True)  # 12%以上（2024年）
                continue
            found += _claims_of(text, stretch, mine, timed, placed, lists, state)
    return found


def _only_a_year(text: str, stretch: _Stretch, periods: Sequence[Found]) -> bool:
    in_brackets = text[stretch.start - 1 : stretch.start] in ("（", "(") and text[stretch.end : stretch.end + 1] in (
        "）",
        ")",
    )
    return in_brackets and len(periods) == 1 and (periods[0].start, periods[0].end) == (stretch.start, stretch.end)


# A place that no table knows still is one where it opens a clause as its subject: 望川县2024年…, 望川县地区生产总值….
_UNHEARD_OF = re.compile(
    r"(?:^|[。；;，,！？\n])(?P<name>[一-鿿]{2,4}?[省市县])(?=[12][0-9]{3}|的?(?:地区生产|生产总值|一般公共|规模以上|固定资产|社会消费"
    r"|城镇|农村|居民|粮食|新增|新建|实现|完成|计划|力争|政府|人民政府))"
)
_COMMON = re.compile(r"[全我本该各跨外邻这那强大城都超上夜菜股门]$")


def _unheard_of(text: str, known: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    for match in _UNHEARD_OF.finditer(text):
        name, (start, end) = match["name"], match.span("name")
        if _COMMON.search(name[:-1]) or any(m.start < end and start < m.end for m in known):
            continue
        level = Level.PROVINCE if name.endswith("省") else Level.COUNTY
        yield PlaceMention(start, end, name, Place("", name, level, (), name[:-1], False, None))


class _State:
    """What a clause takes over from those before it."""

    def __init__(self) -> None:
        self.places: tuple[Place, ...] = ()
        self.periods: tuple[Found, ...] = ()
        self.status = ""
        self.subject = ""
        self.report_year: int | None = None
        self.before: list[str] = []
        self.subjects: list[str] = []  # of the figures so far

    def begin_sentence(self) -> None:
        self.status = ""
        self.subject = ""
        self.before = []


def _stretches(text: str, start: int, end: int, figures: Sequence[tuple[int, int]]) -> Iterator[_Stretch]:
    at = start
    for mark in _SEPARATOR.finditer(text, start, end):
        if any(a < mark.start() < b for a, b in figures):
            continue  # 62，000万吨, 9.7:39.5:50.8
        if mark.start() > at:
            yield _Stretch(at, mark.start())
        at = mark.end()
    if at < end:
        yield _Stretch(at, end)


def _claims_of(
    text: str,
    stretch: _Stretch,
    figures: Sequence[Figure],
    periods: Sequence[Found],
    places: Sequence[PlaceMention],
    lists: _Lists,
    state: _State,
) -> list[Claim]:
    clause = text[stretch.start : stretch.end]
    of_report = [p for p in periods if len(p.years) == 1 and _OF_REPORT.match(text, p.end)]
    if of_report:
        state.report_year = of_report[-1].years[0]
    bases = tuple(p for p in periods if p not in of_report and _is_base(text, p))
    own = [p for p in periods if p not in bases and p not in of_report and (p.years or p.offsets)]
    subjects = _subject_places(text, stretch, places, periods)
    if subjects:
        state.places = tuple(m.place for m in subjects)
    named = tuple(m for m in places if m not in subjects)
    before_brackets = state.status
    state.status = _status(clause) or state.status
    blank = [(p.start, p.end) for p in periods] + [(m.start, m.end) for m in subjects]
    made: list[Claim] = []
    if not figures:
        if own:
            state.periods = tuple(own[-1:])
        subject = _without(text, stretch.start, stretch.end, blank)
        base = Claim(
            stretch.start, stretch.end, clause, None, subject,
            context="".join(state.before), periods=state.periods, own_period=bool(own), bases=bases,
            places=state.places, named=named, status=state.status, report_year=state.report_year,
        )  # fmt: skip
        state.before.append(subject)
        if weight(subject):
            # 完成生产总值100亿元，跃上新台阶，增长7%: what the figure before was about goes on.
            state.subject = state.subject + subject if state.subjects else subject
        made.append(base)
        return made
    bounds = [stretch.start, *(f.end for f in figures[:-1])], [*(f.start for f in figures[1:]), stretch.end]
    around = [_around(text, stretch, f, left, right, blank) for f, left, right in zip(figures, *bounds, strict=True)]
    for i, figure in enumerate(figures):
        before = [p for p in own if p.start < figure.start]
        if before:
            state.periods = tuple(before[-1:])
        elif own and not state.periods:
            state.periods = tuple(own[:1])
        subject, inherited = lists.names.get(figure.start, around[i]), ""
        n, number = lists.back.get(figure.start, (0, 0))
        listed = figure.start in lists.names or (0 < n <= len(state.subjects))
        if 0 < n <= len(state.subjects):
            inherited = state.subjects[-n]
            if len(set(state.subjects[-n - number :][:n])) < n:
                inherited += f" no{number}"  # 城乡收入达到2万元和1万元，分别增加…
        elif not listed:
            if not weight(subject) and not text[stretch.start : figure.start].strip(_EDGE):
                # 21个、65栋楼老旧小区改造: what follows the last one is what all are of.
                subject = next((words for words in around[i + 1 :] if weight(words)), subject)
            joined = i + 1 < len(figures) and not text[figure.end : figures[i + 1].start].strip("、以上左右多余")
            if joined and "、" in text[figure.end : figures[i + 1].start] and weight(around[i + 1]):
                subject += around[i + 1]
            if weight(subject) <= _THIN or is_generic(subject):
                inherited = state.subject
        claim = Claim(
            bounds[0][i],
            bounds[1][i],
            clause,
            _compared_aim(text, figure),
            subject,
            listed,
            inherited,
            "".join(state.before),
            state.periods,
            bool(before),
            bases,
            state.places,
            named,
            _status_at(text, stretch, figure) or state.status,
            state.report_year,
        )
        made.append(claim)
        state.subjects.append(claim.about)
        if weight(subject) > _THIN and not is_generic(subject):
            state.subject = subject
    state.before.append(_without(text, stretch.start, stretch.end, blank))
    if text[stretch.start - 1 : stretch.start] in ("（", "("):
        state.status = before_brackets  # （年度目标6%以上） says nothing of what follows
    return made


_COMPARED = re.compile(r"(?:高于|低于|快于|慢于|超过|超出|不及|未达到?|优于)$")


def _compared_aim(text: str, figure: Figure) -> Figure:
    """高于2%的年初目标: the aim is 2%; 高于 says how the result compares with it."""
    if _AIM_AFTER.match(text[figure.end : figure.end + 14]) and _COMPARED.search(text[: figure.start]):
        after = _AFTER_FIGURE.match(text[figure.end :])
        return figure if after else replace(figure, bound=Bound.EXACT, qualifier="")
    return figure


def _around(
    text: str, stretch: _Stretch, figure: Figure, left: int, right: int, blank: Sequence[tuple[int, int]]
) -> str:
    """The words before a figure since the one before it, and after it up to the next."""
    lead_from = left
    if past := _AFTER_FIGURE.match(text[left : figure.start]):
        lead_from = left + past.end()
    lead = _without(text, lead_from, figure.start, blank)
    if left != stretch.start and "、" in lead:
        lead = [part for part in lead.split("、") if part.strip(_EDGE)][-1]  # the rest is the tail of the figure before
    after = figure.end
    if past := _AFTER_FIGURE.match(text[after:right]):
        after += past.end()
    joined = text.find("、", after, right)
    tail = _without(text, after, right if joined < 0 else joined, blank)
    return (lead.strip(_EDGE) + tail.strip(_EDGE)).strip(_EDGE)


def _without(text: str, start: int, end: int, blank: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = start
    for a, b in sorted(blank):
        if a < end and b > at:
            parts.append(text[at : max(a, at)])
            at = max(at, min(b, end))
    parts.append(text[at:end])
    return "".join(parts).strip(_EDGE)


def _is_base(text: str, period: Found) -> bool:
    return bool(
        _BASE_BEFORE.search(text[max(0, period.start - 4) : period.start])
        or _BASE_AFTER.match(text[period.end : period.end + 10])
    )


def _subject_places(
    text: str, stretch: _Stretch, places: Sequence[PlaceMention], periods: Sequence[Found]
) -> list[PlaceMention]:
    """Places that open a clause (菏泽市2023年…, 2023年，菏泽市…); others stand inside names or are objects."""
    subjects: list[PlaceMention] = []
    at = stretch.start
    for mention in places:
        blank = [(p.start, p.end) for p in periods] + [(m.start, m.end) for m in subjects]
        gap = _without(text, at, mention.start, blank).strip(_EDGE + "在对而其中截至到以据按照根")
        if gap:
            break
        following = text[mention.end : mention.end + 2]
        if following[:1] in ("至", "到", "大", "高", "路", "段", "站", "湖", "河", "山", "港") and following != "高新":
            break
        subjects.append(mention)
    return subjects


def _status(clause: str) -> str:
    if _TARGET.search(_MET_AIM.sub("", clause)):
        return TARGET
    return ACTUAL if _ACTUAL.search(clause) else ""


def _status_at(text: str, stretch: _Stretch, figure: Figure) -> str:
    """目标6%以上、实际4%: what stands nearest before the figure, else 6%的目标."""
    if _AIM_AFTER.match(text[figure.end : figure.end + 14]):
        return TARGET
    window = text[stretch.start : figure.start]
    last, at = "", -1
    for status, pattern in ((TARGET, _TARGET), (ACTUAL, _ACTUAL)):
        for match in pattern.finditer(window):
            if match.start() > at and not (status == TARGET and _MET_AIM.search(window)):
                last, at = status, match.start()
    return last


# What may stand between two members: 6.5%左右、约7%.
_NEXT_MEMBER = re.compile(
    r"(?:左右|以上|以下|以内|多|余)?(?: ?[、，,；;]| ?[和与及]| ?以及)? ?[、，,和与及]?"
    r"(?:约|近|超|超过|突破|逾|增长|下降|达到|达|为|提高|增加|第)?"
)


class _Lists(NamedTuple):
    """Lists with 分别, by figure: its name or, if figures before name it, the list's size and its rank."""

    names: dict[int, str]
    back: dict[int, tuple[int, int]]


def _unrolled(text: str, start: int, figures: Sequence[Figure]) -> _Lists:
    shares: dict[int, str] = {}
    back: dict[int, tuple[int, int]] = {}
    for i, figure in enumerate(figures):
        if figure.start in shares or figure.start in back:
            continue
        floor = figures[i - 1].end if i else start
        at = text.rfind("分别", floor, figure.start)
        if at < 0 or figure.start - at > 14 or re.search(r"[，。；]", text[at : figure.start].lstrip("，,")[2:]):
            continue
        members = [figure]
        for following in figures[i + 1 :]:
            gap = text[members[-1].end : following.start]
            if not _NEXT_MEMBER.fullmatch(gap):
                break
            members.append(following)
        if len(members) < 2:
            continue
        before = text[floor:at]
        names = _names(before, len(members))
        clause = _last_clause(before)
        if not names and weight(clause) <= _LEAST_NAME:
            # 甲12亿元，乙9亿元，分别增长…: they are what the last figures were of.
            back |= {member.start: (len(members), number) for number, member in enumerate(members)}
            continue
        verb = text[at + 2 : figure.start].strip(_EDGE)
        for number, member in enumerate(members):
            # Where the names cannot be told apart, the place in the list stands for them.
            name = names[number] if names else f"{clause} no{number}"
            shares[member.start] = name + (verb if weight(verb) else "")
    return _Lists(shares, back)


_LEAST_NAME = 2
_PAIRED = {
    "城乡": ("城镇", "农村"), "存贷款": ("存款", "贷款"), "存贷": ("存款", "贷款"), "中小学": ("中学", "小学"),
    "进出口": ("进口", "出口"), "收支": ("收入", "支出"), "省市": ("省级", "市级"), "男女": ("男", "女"),
}  # fmt: skip


def _last_clause(before: str) -> str:
    return re.split(r"[。；;：:，,\n]", before.rstrip("，, "))[-1]


def _shared_tail(previous: str, last: str) -> str:
    """城镇、农村居民人均可支配收入; 普惠性幼儿园、公办幼儿园占比: what only the last one has and all mean."""
    for size in range(min(len(previous), 6), 1, -1):
        at = last.find(previous[-size:])
        if at >= 0:
            return last[at + size :]
    return last[len(previous) :] if len(previous) <= 6 else ""


_LEAD_WORDS = re.compile(r"^.*(?:其中|预计|实现|完成|达到|同比|确保|力争|争取|推动|促进)[：:，,]?")


def _names(before: str, n: int) -> list[str]:
    """The last n members of a list that stands before 分别; a tail that only the last one has is given to all."""
    clause = re.split(r"[。；;：:\n]", before)[-1].rstrip("，, ")
    clause = re.sub(r"[，,](?:较|比|同比|与)[^，,]*$", "", clause)
    parts = [p.strip(_EDGE) for p in re.split(r"、|，|,|以及|暨|和|与|及", clause)]
    parts = [p for p in parts if p]
    if n == 2 and parts:
        for word, pair in _PAIRED.items():
            if word in parts[-1] and (len(parts) < 2 or word not in ("进出口", "中小学")):
                return [parts[-1].replace(word, one) for one in pair]
    if len(parts) < n:
        return []
    names = parts[-n:]
    names[0] = _LEAD_WORDS.sub("", names[0]) or names[0]
    names = [
        re.sub(r"[“”\"]", "", re.sub(r"(?:较|(?<!占)比(?=上年|去年|同期|“|[0-9])).*$", "", name)) or name
        for name in names
    ]
    shared = _shared_tail(names[-2], names[-1])
    if shared and all(len(name) < len(names[-1]) for name in names[:-1]):
        names = [name if name.endswith(shared[-2:]) else name + shared for name in names[:-1]] + names[-1:]
    return names
