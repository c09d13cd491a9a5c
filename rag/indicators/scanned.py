"""One paragraph with its figures, and what stands before each of them in its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from rag.figures import Bound, Figure, Measure, find_periods, read_numbers
from rag.indicators import clues
from rag.indicators.keep import title_spans
from rag.indicators.naming import DEED_TAIL, head_before
from rag.indicators.phrases import ABOVE, AGAINST, FLOW, PREDICATE, STATE, TOPIC_HEAD, trimmed, without_opening
from rag.indicators.rows import AFTER_QUALIFIER, POINTS, Scene, Subject
from rag.places import Level, Mention, contains, find_places

_LAST_MARK = re.compile(r"[,;:。!?](?=[^,;:。!?]*$)")
_EACH_OVER = re.compile(r"分别(?:达到?)?(?:突破|超过?|逾|不低于|不少于)$")
_UPWARDS = "上"
_MORE_THAN = re.compile(r"(?<![线网以海路陆水地云空岸规限])上$")
_ROUND_WORD = re.compile(r"[百千万亿]")


@dataclass(slots=True)
class State:
    """What is remembered while a sentence is read."""

    start: int
    end: int
    read_to: int
    subject: Subject | None = None
    group: tuple[Subject, ...] = ()  # members of the last list
    recent: tuple[Subject, ...] = ()  # of amounts, each once: …13555元,…4677元,分别增长
    previous: Figure | None = None
    opened: bool = False  # whether the last figure counted the subject of a clause
    share_of: str = ""  # the whole that the last figure was a share of
    base: str = ""  # what the last figure was compared with, or among whom it ranked


class Scanned:
    """A paragraph that is read figure by figure."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.report = scene.report
        self.paragraph = scene.paragraph
        self.stance = scene.stance
        self.text = scene.text
        self.place = scene.place
        figures = _with_points(read_numbers(scene.paragraph.text).figures, self.text)
        self.figures = _all_bounded(_upwards(figures, self.text), self.text)
        self.titles = title_spans(self.text)

    def _before(self, figure: Figure, start: int) -> str:
        """What stands before a figure, from `start` on: 吸引|上万支队伍."""
        before = self.text[start : figure.start]
        return before.removesuffix(_UPWARDS) if figure.qualifier == _UPWARDS else before

    def _is_size(self, figure: Figure) -> bool:
        """Whether a figure is part of a name: 收入50万元以上行政村."""
        return (
            figure.kind == "threshold"
            or clues.SIZE.match(self.text, figure.end) is not None
            or self._sizes_what_is_counted(figure)
        )

    def _sizes_what_is_counted(self, figure: Figure) -> bool:
        """Whether a figure says how big each thing counted right before it is: 3座35万千瓦电站, 5个万亩示范方."""
        if figure.base_unit not in clues.SIZES or re.match(r"[一-鿿]", self.text[figure.end :]) is None:
            return False
        counts = [f.end for f in self.figures if f.kind == "quantity" and f.base_unit in clues.BUILT]
        counted = any(end == figure.start for end in counts)
        of_noun = clues.ROUND_SIZE.fullmatch(figure.text) and any(0 < figure.start - end < 5 for end in counts)
        return AFTER_QUALIFIER.match(self.text[figure.end :]) is None and (counted or bool(of_noun))

    def _own(self, left: str, offset: int) -> Subject | None:
        """The name that stands in front of a figure, between it and the one before."""
        text = self._cut(left)
        mark = _LAST_MARK.search(text)
        start = mark.end() if mark else 0
        if mark is None and (noun := clues.COUNTED_BEFORE.match(text)) is not None and self._counts_at(offset):
            more = text[noun.end() :]
            if FLOW.match(more) or clues.OTHER_DEED.match(more) or DEED_TAIL.search(more):
                start = noun.end()  # 5条|新线、新增运营里程30公里
        name = text[start:]
        shorter = without_opening(name)
        if not trimmed(shorter) and mark is not None and name and ";" not in text[mark.start() :]:
            return None
        at = offset + start + len(name) - len(shorter)
        if STATE.fullmatch(shorter):
            return None  # 历史性突破六十亿大关,增长9.4%: of what is said before
        shorter = STATE.sub("", shorter)
        places = self._places_at(at)
        if places:
            after = shorter[places[-1].end - at :]
            if clues.has_word(trimmed(after)) and not clues.PART_OF_NAME.match(after):
                shorter = after
            else:
                places = []
        name = trimmed(shorter)
        if not name or not clues.has_word(name) or (len(name) == 1 and name not in clues.GOODS):
            return None
        if clues.SCOPE_ONLY.fullmatch(name):
            return None
        name = clues.last_member(name)
        if clues.PLACED.match(name):
            return None
        if len(name) > clues.LONGEST_NAME:
            name = clues.shortened(name)
        return Subject(name, at, " ".join(m.place.label for m in places))

    def _counts_at(self, end: int) -> bool:
        """Whether a count of things ends there, so that their noun follows."""
        return any(f.end == end and f.base_unit in clues.COUNTERS and f.kind == "quantity" for f in self.figures)

    def _places_at(self, at: int) -> list[Mention]:
        """Places inside the report's own that are named from `at` on: 宜都、枝江…"""
        found: list[Mention] = []
        for mention in self.inner:
            if mention.start == at or (found and self.text[found[-1].end : mention.start] in ("、", "和")):
                found.append(mention)
            elif found:
                break
        return found

    @cached_property
    def inner(self) -> list[Mention]:
        """Places named in the paragraph that lie inside the report's."""
        report = self.report
        if report.metadata.level.value not in (Level.PROVINCE, Level.PREFECTURE) or not report.place:
            return []
        found = find_places(self.paragraph.text, prefer=frozenset({report.place}))
        return [m for m in found if contains(report.place, m.place.label)]

    def _cut(self, left: str) -> str:
        """Cut predicates and periods off the end until a name is left."""
        text = left
        while True:
            shorter = PREDICATE.sub("", text)
            found = AGAINST.search(shorter)
            if found is not None and (shorter != text or shorter.endswith(("相比", "比较"))):
                shorter = shorter[: found.start()]
            for period in reversed(find_periods(shorter[-24:])):
                if period.end == len(shorter[-24:]):
                    shorter = shorter[: len(shorter) - (period.end - period.start)]
                break
            if shorter == text:
                return text
            text = shorter

    def _against(self, left: str, measure: Measure) -> tuple[str, str]:
        """What a change is measured against, and the text before that."""
        clause = max(left.rfind(mark) for mark in ",;、。") + 1
        if measure is Measure.CHANGE and (found := ABOVE.search(left, clause)):
            base = clues.MOVED_UP.sub("", clues.COMPARING.sub("", found["base"]))
            if len(base) > 1 and found.start() >= clause:
                return base, left[: found.start()]
        shorter = PREDICATE.sub("", left)
        found = AGAINST.search(shorter)
        return (clues.MOVED_UP.sub("", found["base"]), left) if found is not None else ("", left)

    def _topic_head(self, at: int, state: State) -> str:
        """医药产业集聚发展,营业收入…: the clause before says of what."""
        before = self.text[state.start : at]
        near = head_before(before)
        found = TOPIC_HEAD.match(before)
        if found is None or clues.TOPIC_NOUN.search(near):
            return near or (head_before(before, far=True) if clues.OUTPUT.match(self.text, at) else "")
        head = trimmed(without_opening(found[0]))
        while (verb := clues.TOPIC_VERB.match(head)) is not None:
            head = head[verb.end() :]
        return head


def _with_points(figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """高于全省2.2个和3.7个百分点: the first of two gaps in points prints only half of its unit."""
    whole = list(figures)
    for i, (figure, after) in enumerate(pairwise(figures)):
        joint = text[figure.end : after.start]
        if figure.unit == "个" and after.base_unit == POINTS and joint in ("、", "和"):
            whole[i] = replace(
                figure, unit=after.unit, base_unit=POINTS, measure=after.measure, negative=after.negative
            )
    return tuple(whole)


def _upwards(figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """上万支参赛队伍: what stands before a round word says that there were more, and is no part of a name.

    >>> text = "吸引上万支队伍,开展线上百场活动"
    >>> [figure.qualifier for figure in _upwards(read_numbers(text).figures, text)]
    ['上', '']
    """
    return tuple(
        replace(f, bound=Bound.OVER, qualifier=_UPWARDS)
        if _ROUND_WORD.match(f.text) and _MORE_THAN.search(text, 0, f.start) and not f.qualifier
        else f
        for f in figures
    )


def _all_bounded(figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """分别突破20亿元、30亿元: what the first of several figures has passed is said of them all.

    >>> text = "产值分别突破20亿元、30亿元和50亿元,利润2亿元"
    >>> [figure.qualifier for figure in _all_bounded(read_numbers(text).figures, text)]
    ['突破', '突破', '突破', '']
    """
    whole = list(figures)
    shared: Figure | None = None
    for i, figure in enumerate(figures):
        joined = shared is not None and text[figures[i - 1].end : figure.start] in ("、", "和", "与", "及")
        if _EACH_OVER.search(text, 0, figure.start) is not None:
            shared = figure
        elif not joined or figure.kind != "quantity":
            shared = None
        elif shared is not None and not figure.qualifier:
            whole[i] = replace(figure, bound=shared.bound, qualifier=shared.qualifier)
    return tuple(whole)
