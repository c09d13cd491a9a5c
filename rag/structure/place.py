"""The place whose government gives a report, from the text alone.

The head names it (title, meeting, office of the speaker, “我代表…人民政府”); where a file begins without one, the
body is asked: what level it speaks of itself at (我市, 全县), and which place of that level it names most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rag.places import Level, canonical, find_places, lookup, same_place
from rag.places.naming import level_of_name, split_qualified
from rag.structure.clues import Clue
from rag.structure.head import Head

NATION = "国务院"

_NAME = r"(?P<name>[^\W\d_在届]{2,24}?(?:省|自治区|市|县|区|州|盟|旗))"
_MEETING = re.compile(rf"(?:在|日|^|[—―－ -]){_NAME}第?[一二三四五六七八九十]{{1,3}}届(?:人民代表大会|人大)")
_OFFICE = re.compile(rf"(?:^|[\s:：日上]){_NAME}(?:人民政府)?(?:代理|代)?(?:省长|市长|县长|区长|州长|盟长|旗长|主席)")
_GOVERNMENT = re.compile(rf"(?:代表|^){_NAME}(?:第.{{1,4}}届)?人民政府")
_TITLE = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:度)?(?P<name>[^\W\d_在届的]{2,20}?)(?:(?:19|20)\d\d年)?(?:度)?(?:人民)?政府工作(?:的)?报告"
)
_PLAN_TITLE = re.compile(rf"关于{_NAME}国民经济和社会发展")
_NATIONAL = re.compile(r"代表国务院|国务院总理|全国人民代表大会|国务院的(?:决定|委托)")
_BARE = re.compile(r"(?:省|市|县|区|州|盟|旗|自治区|自治州|本市|我市|全市|大会|政府|.{0,3}年)$")
# 对照市十届人大三次会议: a name outside the table must not begin with what leads up to “the city's congress”.
_LED_UP_TO = re.compile(
    r"对照|按照|依照|遵照|参照|根据|依据|围绕|贯彻|落实|执行|完成|经过|通过|听取|审议|召开|迎接|筹备|服务|紧扣|聚焦|"
    r"上[届次]|本[届次]|去年|今年|全面|认真|圆满|顺利"
)
# How a report speaks of its own place. 省委 and 市政府 are also the superiors of those who speak of them.
_OWN_CLASS = re.compile(r"代表(?:本)?(省|自治区|市|县|区|州|盟|旗)(?:人民)?政府|代表(行署)")
_SELF = re.compile(r"[我全](省|市|县|区|州|盟|旗)")
_LEVELS = {
    "省": Level.PROVINCE, "自治区": Level.PROVINCE, "市": Level.PREFECTURE, "州": Level.PREFECTURE,
    "盟": Level.PREFECTURE, "行署": Level.PREFECTURE, "县": Level.COUNTY, "区": Level.COUNTY, "旗": Level.COUNTY,
}  # fmt: skip
# A place named less often than this in a whole report is not the one that it is about.
_OFTEN = 6
_GRAM = re.compile(r"[\u4e00-\u9fa5]+")
_OPENING_CHARS = 400


def clues(head: Head, bodies: Sequence[str]) -> Iterator[Clue]:
    """Everything that speaks for one place; `bodies` are the paragraphs of prose, asked only if the head is silent."""
    stated = list(_from_head(head))
    yield from stated
    if not stated:
        yield from _from_body(bodies)


def from_file_name(stem: str) -> str:
    """The place that a file is named after, as a label; empty if there is none."""
    mentions = find_places(stem)
    if not mentions:
        return NATION if NATION in stem else ""
    return mentions[-1].place.label


def agree(a: str, b: str) -> bool:
    return a == b or same_place(a, b)


def level_of(label: str) -> str:
    """The level of a place's government; empty for no place."""
    if not label:
        return ""
    places = lookup(label)
    if places:
        return places[0].level.value
    split = split_qualified(label)
    return (level_of_name(split[1], inside=True) if split else level_of_name(label)).value


def settle_among(label: str, bodies: Sequence[str]) -> str:
    """Tell a name that several places share apart by the parent that the body names most; else leave it."""
    places = lookup(label)
    shared = {place.label: place for place in places if place.name == label and place.label != label}
    if len(shared) < 2:
        return label
    text = "".join(bodies)
    counts = {name: sum(text.count(parent[:2]) for parent in place.parents) for name, place in shared.items()}
    best = max(counts, key=lambda name: (counts[name], name))
    rest = [count for name, count in counts.items() if name != best]
    return best if counts[best] > 2 * max(rest) else label


def _from_head(head: Head) -> Iterator[Clue]:
    for line in (*head.bylines, *head.titles, *head.opening[:2]):
        if _NATIONAL.search(line[:_OPENING_CHARS]):
            yield Clue(NATION, 9)
            return
    for line in (*head.bylines, *head.titles):
        yield from _named((_MEETING, _OFFICE, _PLAN_TITLE), line, 9)
    for title in head.titles:
        yield from _named((_TITLE,), re.sub(r"\s", "", title), 8)
    for line in head.opening:
        yield from _named((_GOVERNMENT, _MEETING), line[:_OPENING_CHARS], 9)
    for name, value in head.fields:
        patterns = (_GOVERNMENT, _OFFICE) if name in ("发文单位", "报告人") else (_MEETING, _TITLE, _PLAN_TITLE)
        yield from _named(patterns, value, 7)
    for line in head.outside:
        yield from _named((_MEETING, _TITLE), line, 6)


def _named(patterns: Sequence[re.Pattern[str]], line: str, weight: int) -> Iterator[Clue]:
    for pattern in patterns:
        for found in pattern.finditer(line):
            label = _label(found["name"])
            if label:
                yield Clue(label, weight)


def _label(name: str) -> str:
    """A printed name as a label; empty for what only looks like one (市, 我省, 本届)."""
    if _BARE.fullmatch(name):
        return ""
    if lookup(name):
        return canonical(name)
    mentions = find_places(name)
    if mentions and mentions[-1].end == len(name):
        return mentions[-1].place.label
    if _LED_UP_TO.match(name):
        return ""
    return name if re.search("[省市县区州盟旗]$", name) and len(name) >= 3 and not re.search("[我全本各]", name) else ""


def _from_body(bodies: Sequence[str]) -> Iterator[Clue]:
    text = "\n".join(bodies)
    own = _own_class(text)
    if not own:
        if text.count("国务院") >= 2:
            yield Clue(NATION, 4)
        return
    named = Counter(mention.place.label for mention in find_places(text))
    fitting = [(times, label) for label, times in named.items() if _fits(label, own)]
    times, label = max(fitting, key=lambda entry: (entry[0], entry[1]), default=(0, ""))
    if times < _OFTEN:
        # A name that is also a word (新安) is passed over one by one; said on every page it is a name.
        label = _often_said(text, own, named) or (label if times >= 2 else "")
    if label:
        yield Clue(_in_class(label, own), 4)


def _own_class(text: str) -> str:
    """The class of division that a report speaks for: 市 for 我市, 全市 and “代表市人民政府”."""
    found = _OWN_CLASS.search(text[: 4 * _OPENING_CHARS])
    if found:
        return str(found[1] or found[2])
    counts = Counter(_SELF.findall(text))
    own, times = max(counts.items(), key=lambda entry: (entry[1], entry[0]), default=("", 0))
    if own == "区" and text.count("自治区") > times:
        return "自治区"
    return own if times >= 3 else ""


def _fits(label: str, own: str) -> bool:
    """我市 is said by prefectures, by the four municipalities and by county-level cities; 我区 by districts."""
    level = level_of(label)
    if own == "市":
        return label.endswith("市") and level != Level.NATIONAL
    if own == "区":
        return level == Level.COUNTY or label.endswith("自治区")
    return level == _LEVELS[own]


def _often_said(text: str, own: str, named: Counter[str]) -> str:
    grams: Counter[str] = Counter()
    for run in _GRAM.findall(text):
        for size in (2, 3):
            grams.update(run[at : at + size] for at in range(len(run) - size + 1))
    best = (0, "")
    for gram, times in grams.items():
        if times < _OFTEN:
            continue
        for place in lookup(gram):
            nearby = sum(named[parent] for parent in place.parents)
            if place.short == gram and _fits(place.label, own) and nearby:
                best = max(best, (times + 2 * nearby, place.label))
    return best[1]


def _in_class(label: str, own: str) -> str:
    """A county that has become a district speaks of itself as what it was: 我县 in a report of 清苑 is 清苑县's."""
    if own not in "县区市" or label.endswith(own):
        return label
    for place in lookup(lookup(label)[0].short):
        if place.label.endswith(own) and same_place(place.label, label):
            return place.label
    return label
