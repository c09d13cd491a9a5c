"""From a report to its ledger: each figure with what it measures, of which place, year and kind.

A sentence is read from left to right. What stands between a figure and the one before it either names what is
measured (地区生产总值达到…), or only says how (…、增长6.5%), and then the figure is about the same as the one before;
or it is a verb whose object follows (改造提升56个老旧小区).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from rag.figures import Bound, Figure, Measure, find_periods, read_numbers
from rag.indicators import clues
from rag.indicators.complete import (
    ACTING,
    completed,
    each_of,
    entity_of,
    is_empty,
    is_only_a_size,
    is_plain,
    leans,
    owned,
)
from rag.indicators.keep import is_measured, title_spans
from rag.indicators.lists import all_members, measures, members, of_same_body, pair
from rag.indicators.naming import (
    BARE_NOUNS,
    DEED_TAIL,
    DEEDS,
    argues,
    deed_of,
    head_before,
    is_class,
    is_purse,
    noun_of_several,
    of_class,
    of_threshold,
    part_of,
    purpose_after,
    purse_for,
    stands_alone,
    tail_of,
    with_cause,
)
from rag.indicators.owners import actor_before, acts, event_before, holds_rank
from rag.indicators.phrases import (
    ABOVE,
    AGAINST,
    CLAUSE_ENDS,
    FLOW,
    GENERIC,
    MOVED_VERB,
    NOT_CARRIED,
    OBJECT_VERBS,
    PREDICATE,
    RANK_VERB,
    RANKED_AMONG,
    SHARE_OF,
    STATE,
    TOPIC_HEAD,
    VERB_ALONE,
    bearer,
    counted,
    noun_after,
    trimmed,
    without_opening,
)
from rag.indicators.rows import AFTER_QUALIFIER, NATION, POINTS, Found, Scene, Subject, own_measure, row_of
from rag.indicators.spelled import spelled_out, towards
from rag.indicators.stance import stances
from rag.indicators.standard import exact
from rag.indicators.trust import trust
from rag.indicators.types import TARGET, IndicatorRow
from rag.places import Level, Mention, contains, find_places
from rag.sentences import sentences
from rag.types import Report, Role

_ROLES = (Role.BODY, Role.HEADING)
_JOINED = re.compile(r"(?:左右|以上|以下|以内)?[、,和与及 ]{1,2}(?:约|近|超过?|逾)?$")
_LAST_MARK = re.compile(r"[,;:。!?](?=[^,;:。!?]*$)")
_BOUND = re.compile(r"^(?:左右|以[上下内])")
_ETC = re.compile(r"等(?:[^,;。、]{0,6})?$")
_EACH_OVER = re.compile(r"分别(?:达到?)?(?:突破|超过?|逾|不低于|不少于)$")
_UPWARDS = "上"
_MORE_THAN = re.compile(r"(?<![线网以海路陆水地云空岸规限])上$")
_ROUND_WORD = re.compile(r"[百千万亿]")
_CURRENCIES = ("元", "美元", "欧元", "港元")
_FEW = 5  # at least one in each county; more is said of the whole
_PLAIN_SINCE = 2000  # reports of the State Council before argue more than they list


@dataclass(slots=True)
class _Sentence:
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


def extract(report: Report) -> tuple[IndicatorRow, ...]:
    """Extract the ledger of a report, in the order of the text. One row per printed figure and meaning."""
    rows: list[IndicatorRow] = []
    told = _of_told_year(report)
    level = report.metadata.level.value
    for paragraph, stance in zip(told.paragraphs, stances(told), strict=True):
        if paragraph.role in _ROLES:
            for row in _Reader(Scene(told, paragraph, stance)).rows():
                chance = trust(row, paragraph.text, year=report.year, place=report.place, level=level)
                rows.append(replace(row, trust=chance))
    return tuple(rows)


_PLANNED = re.compile(r"完成(?=投资$)|(?:年度|目标|任务|计划|预算)+$")
_PLANNED_YEAR = re.compile(r"((?:19|20)[0-9]{2})年[^回顾总结]{0,12}(?:安排|任务|部署|目标|重点|要求|打算)")


def _of_told_year(report: Report) -> Report:
    """The report with the year that its headings plan for: some are filed under the year that they look back on."""
    year = report.year
    if year is None or report.metadata.level.value == Level.NATIONAL:
        return report
    planned = {int(m[1]) for section in report.sections for m in _PLANNED_YEAR.finditer(section.heading)}
    if year in planned or year + 1 not in planned:
        return report
    told = replace(report.metadata.year, value=str(year + 1))
    return replace(report, metadata=replace(report.metadata, year=told))


class _Reader:
    """Reads one paragraph."""

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

    def rows(self) -> Iterator[IndicatorRow]:
        if not self.figures:
            return
        for start, end in sentences(self.text):
            figures = [f for f in self.figures if start <= f.start < end]
            if figures:
                for found in self._sentence(figures, start, end):
                    found = self._completed(self._of_capacity(found, start), start, end)
                    name = found.subject.name
                    if name and (exact(name) or self._can_stand(name, found)):
                        yield row_of(found, self.scene, start, end)

    def _completed(self, found: Found, start: int, end: int) -> Found:
        """With a name that stands by itself: what the sentence says of it elsewhere is put into it."""
        figure, name = found.figure, found.subject.name
        first = max(start, self.text.rfind(";", start, figure.start) + 1)
        before, after = self._before(figure, first), self.text[figure.end : end]
        entity = self._entity(found, before)
        whole = name
        counted = figure.kind == "quantity" and not found.share_of and not found.subject.place
        if counted and not is_empty(name) and self._is_alone(figure, start, end):
            whole = spelled_out(name, before, after, standard=exact(name) is not None)
        if entity and entity not in whole:
            whole = entity + whole
        elif whole != name or (figure.kind == "rank" and holds_rank(name)):
            whole = owned(whole, before)
        elif not (exact(name) or found.share_of or figure.kind == "rank"):
            measure = found.measure or own_measure(figure)
            whole = completed(name, before, after, unit=figure.base_unit, measure=measure)
        if counted and whole == name:
            whole = towards(name, before, after)
        return replace(found, subject=replace(found.subject, name=whole)) if whole != name else found

    def _entity(self, found: Found, before: str) -> str:
        """The zone, or each of the counties, that the figure is of; "" where it is of the place."""
        figure, name = found.figure, found.subject.name
        entity = entity_of(before) if not found.subject.place else ""
        if entity and (exact(name) or leans(name) or GENERIC.match(name) or clues.OF_ZONE.fullmatch(name)):
            return entity
        if self.stance.kind == TARGET and max(figure.base_values, default=_FEW + 1) <= _FEW:
            return each_of(before)
        if not found.subject.place and figure.kind != "rank" and acts(name):
            return event_before(before) or actor_before(before)
        return ""

    def _is_alone(self, figure: Figure, start: int, end: int) -> bool:
        """Whether a clause has no other quantity."""
        first = max(start, *(self.text.rfind(mark, start, figure.start) + 1 for mark in ",;:。!?"))
        marks = [at for mark in ",;:。!?" if (at := self.text.find(mark, figure.end, end)) >= 0]
        stop = min(marks, default=end)
        others = (f for f in self.figures if first <= f.start < stop and f is not figure)
        return all(self._is_size(f) or f.kind == "tally" for f in others)

    def _of_capacity(self, found: Found, start: int) -> Found:
        """新增的生产能力有:化肥4万吨、纸2万吨: a list of capacities, not of what was produced."""
        figure, name = found.figure, found.subject.name
        told = clues.SAYS_CAPACITY.search(name) is not None or figure.base_unit in ("米", "千瓦", *_CURRENCIES)
        if figure.measure is not Measure.LEVEL or told:
            return found
        if clues.CAPACITIES.search(self.text[start : figure.start]) is None:
            return found
        capacities = clues.CAPACITIES.search(self.text[start : figure.start])
        lead = self.text[start : start + capacities.start()] if capacities is not None else ""
        added = "新增" if clues.NEW.search(lead) else ""
        return replace(found, subject=replace(found.subject, name=f"{added}{name}生产能力"))

    def _can_stand(self, name: str, found: Found) -> bool:
        year = self.report.year
        if self.place == NATION and year is not None and year < _PLAIN_SINCE and (argues(name) or not is_plain(name)):
            return False
        if found.figure.kind != "rank" and (places := find_places(name)) and places[0].text == name:
            return False  # 某省由千分之二十四降到…: of what is said before
        return bool(found.share_of) or stands_alone(name)

    def _sentence(self, figures: list[Figure], start: int, end: int) -> Iterator[Found]:
        state = _Sentence(start, end, start)
        done: set[int] = set()
        for index, figure in enumerate(figures):
            if index in done:
                continue
            left = self._before(figure, state.read_to)
            stop = next((f.start for f in figures[index + 1 :] if not self._is_size(f)), end)
            right = self.text[figure.end : stop]
            if clues.SIZE_TWICE.match(self.text, figure.end) or self._sizes_what_is_counted(figure):
                continue
            if any(a <= figure.start < b for a, b in self.titles) or not is_measured(self.text, figure, left, right):
                continue
            if ";" in left:
                state.subject, state.group, state.recent, state.share_of = None, (), (), ""
            if clues.EACH.search(left) and figure.kind == "quantity":
                run = self._listed(figures, index, left, state)
                found = _alike(self._respectively(run, left, state))
                if figure.base_unit == "%" and (plan := clues.FULFILS.search(left)):
                    found = [_fulfilled(f.figure, f.subject, plan) for f in found]
                if found:
                    done.update(range(index, index + len(run)))
                    yield from found
                    self._advance(run[-1], state)
                    continue
            run = self._run(figures, index)
            members_before = state.group if len(state.group) == len(run) else state.recent
            if len(run) > 1 and len(members_before) == len(run) and (grows := clues.GROWS.fullmatch(left)):
                done.update(range(index, index + len(run)))
                base = grows["base"] or grows["since"] or ""
                grown = state.previous is not None and state.previous.measure is Measure.GROWTH
                if grown and run[0].base_unit == POINTS:  # 分别增长9%和8%,高于全省2个和1个百分点
                    members_before = tuple(map(_growth_of, members_before))
                yield from (Found(f, s, base) for f, s in zip(run, members_before, strict=True))
                self._advance(run[-1], state)
                continue
            plan = clues.FULFILS.fullmatch(left.lstrip(",、")) if figure.base_unit == "%" else None
            if len(run) > 1 and len(members_before) == len(run) and plan is not None:  # 为年度计划的123%、106%
                done.update(range(index, index + len(run)))
                yield from (_fulfilled(f, s, plan) for f, s in zip(run, members_before, strict=True))
                self._advance(run[-1], state)
                continue
            run = self._run(figures, index, any_unit=True)  # 原煤、天然气产量达到6640万吨、9.1亿立方米
            if len(run) > 1 and (unrolled := self._unrolled(run, left, state)):
                done.update(range(index, index + len(run)))
                yield from unrolled
                self._advance(run[-1], state)
                continue
            one = self._read(figure, left, right, figures, index, state)
            ranks = self._ranks(figures, index)
            if one is not None and one.subject == state.subject and self._ranks_both(figures, index, left):
                base = one.base.removesuffix("增速")
                done.update((index, index + 1))  # 贷款余额4755亿元、增长18%,分别居全省第四、第二
                yield from (replace(one, base=base), replace(one, figure=ranks[1], base=f"{base}增速"))
                self._advance(ranks[-1], state)
                continue
            held = state.group
            if len(held) != len(ranks) and state.previous is not None and state.previous.measure is Measure.LEVEL:
                held = state.recent
            if "分别" in left:
                held = held[-len(ranks) :]
            if one is not None and one.subject == state.subject and len(held) == len(ranks) > 1:
                done.update(range(index, index + len(ranks)))  # 城乡居民收入分别增长…,居全省第1、第3位
                yield from (replace(one, figure=f, subject=s) for f, s in zip(ranks, held, strict=True))
                self._advance(ranks[-1], state)
                continue
            if (
                one is not None
                and len(ranks) > 1
                and "分别" in left
                and (each := members(one.subject.name, len(ranks)))
            ):
                done.update(range(index, index + len(ranks)))  # 臭氧、PM2.5浓度分别居全省第3、第5位
                pairs = list(zip(ranks, each, strict=True))
                state.group = tuple(replace(one.subject, name=name) for _, name in pairs)
                yield from (replace(one, figure=f, subject=replace(one.subject, name=name)) for f, name in pairs)
                self._advance(ranks[-1], state)
                continue
            if one is not None:
                one = _with_base(one, left, state)
                state.base = one.base
                yield from _each(one)
                if clues.FULFILLED.search(one.subject.name) is None:
                    state.subject, state.share_of = one.subject, one.share_of
                if figure.measure is Measure.LEVEL and one.subject not in state.recent:
                    state.recent = (*state.recent, one.subject)
                self._advance(figure, state)

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

    def _advance(self, figure: Figure, state: _Sentence) -> None:
        after = AFTER_QUALIFIER.match(self.text[figure.end : state.end])
        state.read_to = figure.end + (after.end() if after else 0)
        state.previous = figure

    def _run(self, figures: list[Figure], index: int, *, any_unit: bool = False) -> list[Figure]:
        """The figures of one list from `index` on, all of one unit unless any will do."""
        run = [figures[index]]
        for figure in figures[index + 1 :]:
            between = self.text[run[-1].end : figure.start]
            if (
                (figure.base_unit != run[0].base_unit and not any_unit)
                or figure.kind != "quantity"
                or not _JOINED.fullmatch(between)
            ):
                break
            run.append(figure)
        return run

    def _listed(self, figures: list[Figure], index: int, left: str, state: _Sentence) -> list[Figure]:
        """The figures that 分别 deals out: of one unit, or as many of several as there are names before it."""
        run, wide = self._run(figures, index), self._run(figures, index, any_unit=True)
        if len(wide) == len(run):
            return run
        own = self._own(left[: left.rindex("分别")], state.read_to)
        if own is None and run[0].measure is Measure.CHANGE and len(state.recent) == len(wide):
            return wide  # 引进人才153名、团队37个,分别增加47名和13个
        return wide if own is not None and members(own.name, len(wide)) else run

    def _ranks(self, figures: list[Figure], index: int) -> list[Figure]:
        """The ranks of one list from `index` on: 第1、第3位."""
        run: list[Figure] = []
        for figure in figures[index:]:
            if figure.kind != "rank" or (run and not _JOINED.fullmatch(self.text[run[-1].end : figure.start])):
                break
            run.append(figure)
        return run

    def _ranks_both(self, figures: list[Figure], index: int, left: str) -> bool:
        """Whether two ranks are those of an amount and of its growth: 20亿元、增长5%,分居全省第2、第4."""
        if index < 2 or clues.RANKED_APART.match(left) is None or len(self._ranks(figures, index)) != 2:
            return False
        amount, growth = figures[index - 2 : index]
        said = clues.GREW.fullmatch(self.text, amount.end, growth.start)
        return amount.measure is Measure.LEVEL and growth.measure is Measure.GROWTH and said is not None

    # Lists

    def _respectively(self, run: list[Figure], left: str, state: _Sentence) -> list[Found]:
        cut = left.rindex("分别")
        times = clues.TIMES_OF.search(left) if run[0].measure is Measure.MULTIPLE else None
        if run[0].measure is Measure.SHARE:
            times = clues.RECOVERED.search(left)
        if times is not None:
            left = left[: max(cut + 2, times.start())]
        compared = run[0].measure in (Measure.GROWTH, Measure.CHANGE)
        base, kept = self._against(left, run[0].measure) if compared else (_base_of(times), "")
        after = left[cut + 2 :]
        if base and compared and (at_base := left.rfind(base)) < cut:  # 较2020年分别增长
            cut = max(left.rfind(word, 0, at_base) for word in "比较与同")
            after = clues.COMPARING.sub("", after)
        elif base and compared:  # 分别比2020年增长
            after = AGAINST.sub("", PREDICATE.sub("", kept[cut + 2 :]))
        subject = self._own(left[:cut], state.read_to)
        if subject is None:
            for members_before in (state.group, state.recent[-len(run) :], self._both(state.subject, len(run))):
                if len(members_before) == len(run):
                    return [Found(f, s, base) for f, s in zip(run, members_before, strict=True)]
            return [Found(f, state.subject, base) for f in run] if state.subject else []
        at, text = subject.start, subject.name
        tail = trimmed(without_opening(PREDICATE.sub("", after)))
        verb = ""
        if MOVED_VERB.fullmatch(tail) or FLOW.fullmatch(tail):
            verb, tail = tail, ""
        whole = SHARE_OF.search(text)
        share = ""
        if whole is not None and whole.start() > 0 and not whole["whole"].startswith("比"):
            text, share = text[: whole.start()], whole["whole"]
        names: list[str] | None
        n = len(run)
        owners = subject.place.split()
        if n > 1 and len(owners) == n:
            pairs = list(zip(run, [text] * n, strict=True))
        elif n == 1:
            names = all_members(text)
            pairs = [(run[0], name) for name in names]
        else:
            names = members(text, n) or self._counted_before(text, n, state)
            pairs = list(zip(run, names or [text] * n, strict=True))
        first = pairs[0][1]
        pairs = [(f, of_threshold(name, first)) for f, name in pairs]
        held = clues.IN_TIME.sub("", clues.RATE_OF.sub("", bearer(first)))
        if held != first:  # 粮食播种面积、总产; 热线诉求解决率、满意率
            pairs = [pairs[0], *((f, held + name if clues.is_bare_measure(name) else name) for f, name in pairs[1:])]
        pairs = [pairs[0], *((f, clues.with_kind(name, first)) for f, name in pairs[1:])]
        gap = run[0].base_unit == POINTS and clues.GROWTH_GAP.search(left) is not None
        if gap and not any(clues.IS_RATE.search(name) for _, name in pairs):
            tail += "增速"  # 居民收入增速分别高于全国1个、2个百分点
        traded = all(clues.A_TRADE.search(name) for _, name in pairs) and run[0].measure is Measure.LEVEL
        if traded and run[0].base_unit in _CURRENCIES and state.subject is not None:
            produced = clues.PRODUCED.search(state.subject.name)  # 化工产业产值9亿元,食品业和纺织业分别达到…
            tail += produced[0] if produced is not None else ""
        head = self._topic_head(at, state) if all(GENERIC.match(name) for _, name in pairs) else ""
        shared = subject.place if len(owners) == 1 else ""
        if len(owners) == 1 and len(pairs) > 1:  # 望川刺绣、清水汉服产值分别…: each of its own county
            owners, pairs = self._owned(pairs, owners[0])
        found = [
            Found(figure, Subject(verb + head + trimmed(name) + tail, at, place), base, share_of=share)
            for (figure, name), place in zip(pairs, owners if len(owners) == n else [shared] * len(pairs), strict=True)
            if trimmed(name)
        ]
        state.group = tuple(f.subject for f in found)
        state.subject = found[-1].subject if found else state.subject
        return found

    @staticmethod
    def _counted_before(text: str, n: int, state: _Sentence) -> list[str] | None:
        """What a list counted: 60个市级项目、9个省级项目分别完成投资…; None where it did not."""
        names = [clues.without_verb(subject.name) for subject in state.recent[-n:]]
        before = state.previous
        if n < 2 or len(names) != n or len(text) < 2 or before is None or before.base_unit not in clues.PIECES:
            return None
        if not (text.startswith(names[-1]) or names[-1].startswith(text)):
            return None
        tail = text[len(names[-1]) :].removesuffix("预计")
        return [name + tail for name in names]

    @staticmethod
    def _both(subject: Subject | None, n: int) -> tuple[Subject, ...]:
        """What one word says of two: 城乡居民人均可支配收入居全省第2,分别增长3.9%、6.9%."""
        names = members(subject.name, n) if subject is not None and n > 1 else None
        return tuple(replace(subject, name=name) for name in names) if subject is not None and names else ()

    def _owned(self, pairs: list[tuple[Figure, str]], first: str) -> tuple[list[str], list[tuple[Figure, str]]]:
        """Whose each member of a list is, and its name without that; the first one's place was cut off before."""
        owners, named = [first], [pairs[0]]
        for figure, name in pairs[1:]:
            places = [m for m in find_places(name, prefer=frozenset({self.report.place})) if m.start == 0]
            inside = [m for m in places if contains(self.report.place, m.place.label)]
            owners.append(inside[0].place.label if inside else first)
            named.append((figure, name[inside[0].end :] if inside else name))
        return owners, named

    def _unrolled(self, run: list[Figure], left: str, state: _Sentence) -> list[Found]:
        """火灾起数、受伤人数下降9%、7%: a list of as many names as figures, though 分别 is not said."""
        own = self._own(left, state.read_to)
        if own is None:
            return []
        share = SHARE_OF.search(own.name)
        if share is not None:  # 新兴产业、高技术产业产值占规上工业比重达40%、50%
            names = members(own.name[: share.start()], len(run))
            of_shares = run[0].measure is Measure.SHARE and not share["whole"].startswith("比") and "、" in own.name
            if names is None or not of_shares:
                return []
            return [Found(f, Subject(n, own.start), share_of=share["whole"]) for f, n in zip(run, names, strict=True)]
        two = len(run) == 2 and "," not in self.text[run[0].end : run[1].start] and clues.AND.search(own.name)
        if not ("、" in own.name or two):
            return [] if clues.ONE_AFTER_OTHER.search(left) else self._paired(run, own, state)
        dealt = own.name.count("、") + 1 == len(run) and self.text[run[-1].end : run[-1].end + 1] in tuple(",;。、)")
        if run[0].measure is not Measure.GROWTH and not dealt and not measures(own.name.split("、")[-1]):
            return []
        names = members(own.name, len(run))
        if names is None or len(re.split("[、和与及]" if "、" not in own.name else "、", own.name)) != len(run):
            return []
        grows = run[0].measure is Measure.GROWTH
        if two and "、" not in own.name and not grows and not all(map(clues.is_measure, names)):
            return []
        held = clues.IN_TIME.sub("", clues.RATE_OF.sub("", bearer(names[0])))
        if held != names[0]:  # 粮食播种面积与产量稳定在…
            names = [names[0], *(held + name if clues.is_bare_measure(name) else name for name in names[1:])]
        verb = FLOW.match(names[0])
        if verb is not None and dealt and not grows and verb.end() < len(names[0]):
            names = [names[0], *(n if FLOW.match(n) else verb[0] + n for n in names[1:])]
        subjects = tuple(Subject(name, own.start) for name in names)
        state.group, state.subject = subjects, subjects[-1]
        return [Found(f, s) for f, s in zip(run, subjects, strict=True)]

    def _paired(self, run: list[Figure], own: Subject, state: _Sentence) -> list[Found]:
        """城乡低保标准提高到800元/月、6000元/年: one word says of two what two figures are told of."""
        names = pair(own.name) if len(run) == 2 else None
        ends = self.text[run[-1].end : run[-1].end + 1] in tuple(",;。、)")
        if names is None or not ends or "," in self.text[run[0].end : run[1].start]:
            return []
        subjects = tuple(replace(own, name=name) for name in names)
        state.group, state.subject = subjects, subjects[-1]
        return [Found(f, s) for f, s in zip(run, subjects, strict=True)]

    # Single figures

    def _read(
        self, figure: Figure, left: str, right: str, figures: list[Figure], index: int, state: _Sentence
    ) -> Found | None:
        if figure.kind == "rank":
            return self._rank(figure, left, state)
        base, said = "", left
        if figure.measure is Measure.MULTIPLE and (times := clues.TIMES_OF.search(left)):
            base, left = times["base"], left[: times.start()]  # 是2009年的4.1倍
        if figure.measure is Measure.SHARE and (back := clues.RECOVERED.search(left)):
            own = self._own(left[: back.start()], state.read_to) or state.subject
            return Found(figure, own, _base_of(back), measure="ratio") if own is not None else None
        if figure.measure is Measure.CHANGE or figure.measure is Measure.GROWTH:
            base, left = self._against(left, figure.measure)
        share = ""
        bare = clues.verbless(left)
        of = SHARE_OF.search(bare) if figure.measure is Measure.SHARE else None
        if of is not None and not of["whole"].startswith("比"):
            share, left = trimmed(of["whole"]), bare[: of.start()]
        if figure.base_unit == "%" and (done := clues.FULFILS.search(left)):
            of_whom = self._own(left[: done.start()], state.read_to) or state.subject
            if of_whom is not None:
                return _fulfilled(figure, of_whom, done)
        if figure.base_unit == "%" and right.startswith("的") and clues.CUT.search(left):
            what = trimmed(noun_after(right[1:]))
            if len(what) > 1:  # 压减20%的一般性支出
                return Found(figure, Subject(what, figure.start), base, measure="growth")
        own = self._own(left, state.read_to)
        bettered = clues.DEED_BEFORE.search(said) if figure.base_unit in clues.THINGS_BETTERED else None
        if own is not None and bettered is not None and not own.name.endswith(bettered[1]):
            own = replace(own, name=own.name + bettered[1])
        of_it = own is not None and figure.base_unit == "%" and left.endswith("的")
        if own is not None and of_it and (used := clues.USED_FOR.match(right)):
            return Found(figure, replace(own, name=own.name + used[0]), measure="share")  # 新增财力的9%用于科技
        counts_on = figure.base_unit != "%" and state.opened and clues.COUNTS_ON.fullmatch(left) is not None
        opens = counts_on or self._opens(own, left, state)
        noun = self._noun(figure, right, opens=opens)
        state.opened = opens and (bool(noun) or right in ("", "、"))
        if own is not None and figure.base_unit in _CURRENCIES and clues.ADDED_MONEY.fullmatch(own.name):
            money = trimmed(noun_after(right))
            if len(money) > 1:  # 新增6亿元市级财政资金
                return Found(figure, Subject("新增" + money, own.start))
        if (
            own is not None
            and GENERIC.match(clues.without_verb(own.name))
            and figure.base_unit in ("元", "平方米", "亩")
            and right.startswith("的")
        ):
            owner = self._owner_behind(figure, state)
            if len(owner) > 1:  # 总投资35亿元的重点项目, 总投资35亿元的12个重点项目
                size = clues.of_the_year(left) or clues.without_verb(own.name)
                return Found(figure, Subject(owner + size, own.start))
        if own is not None and figure.base_unit == "元" and right.startswith("的") and exact(own.name) is None:
            put_in = clues.PUT_IN.search(own.name)
            owner = self._owner_behind(figure, state)
            if put_in is not None and len(owner) > 1:  # 压茬推进总投资9亿元的水毁修复项目
                size = "总投资" if put_in[0] == "投资" else put_in[0]
                size = clues.of_the_year(left) or size
                return Found(figure, Subject(owner + size, own.start))
        if own is not None and figure.base_unit in _CURRENCIES:
            told_of = self._money(own, figure, left, right, state)
            if told_of is None and (more := clues.EARNS_MORE.search(said)):
                how = "" if own.name.endswith(more["how"]) else more["how"]  # 带动农户户均增收3千元
                how = how.removeprefix("户") if own.name.endswith("户") else how
                told_of = replace(own, name=f"{own.name}{how}增收")
            if told_of is not None:
                return Found(figure, told_of, base)
        if noun:
            if own is not None and clues.REACHES.search(left) and not self._is_of_another_clause(own, left, state):
                return Found(figure, self._joined(own, left, figure, state), base)  # 友城增至35个国家
            if own is not None and self._is_of_another_clause(own, left, state):
                own = None
            if left.endswith(("从", "由")) and own is not None and not own.name.endswith(noun):
                return Found(figure, replace(own, name=own.name + noun))  # 托管帮扶从15个县扩大到57个县
            if state.subject is not None and self._changed_to(left, state) and state.subject.name.endswith(noun):
                return Found(figure, state.subject)
            led = clues.LED_TO.fullmatch(state.subject.name) if state.subject is not None else None
            if led is not None and left == f"{led['where']}的":
                return Found(figure, Subject(led["lead"] + noun, figure.start))
            plain = noun == self._noun(figure, right)  # nothing is said behind it
            name = trimmed(self._deed(own, left, noun, state, plain) + noun)
            at = own.start if own is not None else figure.start
            return Found(figure, Subject(name, at)) if name else None
        if own is None or clues.WON.match(self.text, state.read_to, state.end):
            won = clues.WON.match(self.text, figure.end, state.end) if figure.base_unit in clues.WINNERS else None
            if won is not None and figure.measure is Measure.LEVEL and left.strip()[-1:] in ("", ",", ";", "、"):
                alike = state.previous is not None and state.previous.base_unit == figure.base_unit
                thing = clues.winner(state.subject.name) if alike and state.subject is not None else ""
                return Found(figure, Subject(thing + won[0], figure.start))  # 5人入选…、2人获评…
        households = figure.unit.endswith(("户", "批")) and left[-1:] not in tuple(",:;")  # 带动80户、200名脱贫人口增收
        if own is None or households or (FLOW.fullmatch(own.name) and not share):
            shared = self._noun_of_next(figure, right, figures, index)
            of_own = own is not None and not (households and self._is_of_another_clause(own, left, state))
            if shared and not find_periods(shared):
                name = (own.name.removeprefix("对") if own is not None and of_own else "") + shared
                return Found(figure, Subject(name, own.start if own else figure.start))
        if own is not None and state.subject is not None and self._changed_to(left, state):
            own = None  # 由71所优化整合为47所
        stranger = figure.measure is Measure.LEVEL and left.rstrip(" ")[-1:] in tuple(",:;")
        bounded = right.startswith(("以上", "以下", "以内", "左右"))
        tells = right[:1] not in tuple(",;。、()!") and not bounded and bool(right.strip())
        if stranger and own is not None and (tells or not right or clues.STARTS_WITH_DEED.match(own.name)):
            return None  # 推进…试点,1.2万户…: the count is of something else
        if own is None:
            if state.subject is None or self._is_of_others(figure, left, state):
                return None
            before = state.previous
            if before is not None and before.measure is Measure.GROWTH and clues.RAISED.fullmatch(left):
                return Found(figure, state.subject, measure="growth")  # 增长15%以上、力争达到20%
            if clues.TO_TOTAL.match(left) and (stock := self._stock(state.subject.name)) != state.subject.name:
                return Found(figure, replace(state.subject, name=stock))  # 新增在保企业25家、达到225家
            name = state.subject.name
            if figure.base_unit in clues.PEOPLE and len(left.strip()) < 2 and clues.COUNTS_VILLAGES.search(name):
                people = clues.COUNTS_VILLAGES.sub(clues.PEOPLE[figure.base_unit], name)
                return Found(figure, replace(state.subject, name=people))
            if figure.base_unit == "位" and figure.measure is Measure.CHANGE and state.base.endswith("增速"):
                return Found(figure, _growth_of(state.subject), base)  # 增速全省第一,比上年前移3位
            of_share = figure.measure is Measure.SHARE or figure.base_unit == POINTS
            grown = (before is not None and before.measure is Measure.GROWTH) or clues.GROWTH_GAP.search(said)
            if figure.base_unit == POINTS and grown and not clues.IS_RATE.search(state.subject.name):
                return Found(figure, _growth_of(state.subject), base)
            return Found(figure, state.subject, base, share or (state.share_of if of_share else ""))
        if figure.measure is Measure.SHARE and not share and (done := clues.DONE_OF_ALL.match(self.text, figure.end)):
            return Found(figure, replace(own, name=own.name + done[0]))  # 建制村100%通硬化路
        if figure.base_unit == "%" and figure.measure is Measure.SHARE and left[-1:] == "," and bounded:
            return None  # 推进…治理,96%以上实现…: of what is not said
        if (
            figure.base_unit == "元"
            and clues.OF_EACH_VILLAGE.search(own.name)
            and (all_do := clues.ALL_DO.search(left))
        ):
            return Found(figure, replace(own, name=own.name + all_do[1]))  # 村集体收入全部突破10万元
        if clues.SAYS_MEASURE.search(own.name) is None and exact(own.name) is None:
            if figure.measure is Measure.SHARE and not share and clues.IS_DONE.search(left):
                return Found(figure, replace(own, name=own.name + "完成比例"))  # 征收完成95%
            if figure.measure is Measure.GROWTH and (more := clues.EARNS_MORE.search(said)):
                return Found(figure, replace(own, name=own.name + more["how"] + "增收"), base)  # 农民增收7%
        subject = self._joined(own, left, figure, state)
        if figure.base_unit == POINTS and clues.GROWTH_GAP.search(said):
            subject = _growth_of(subject)  # 利用外资增速高于全国2个百分点
        return Found(figure, subject, base, share, measure="level" if bettered is not None else "")

    def _money(self, own: Subject, figure: Figure, left: str, right: str, state: _Sentence) -> Subject | None:
        """Money with what it is, or was put into, where that stands behind the amount; None where nothing does."""
        after = self.text[figure.end : state.end]
        if clues.MONEY_PUT_IN.fullmatch(own.name) and left[:1] != "、":
            apart = state.subject is None or state.subject.name.endswith(("投资", "投入"))
            behind = _BOUND.sub("", after)[:1] == ","
            completes = behind and "完成" in CLAUSE_ENDS.split(left)[-1]  # 实施项目9个,完成投资6亿元以上,形成…
            if (apart or not behind) and not completes and (purpose := purpose_after(after)):
                return Subject(purpose + own.name, own.start)
        if figure.measure is Measure.LEVEL and (money := clues.MONEY_BEHIND.match(after)) is not None:
            piece = clues.UP_TO.sub("", without_opening(CLAUSE_ENDS.split(left)[-1]).strip())
            told = exact(own.name) is not None or clues.SAYS_MONEY.search(own.name) is not None
            told = told or (is_purse(own.name) and money["noun"] == "资金")
            if piece and not told and not left.endswith(("、", "和", "及")):
                return Subject(trimmed(piece + money["noun"]), figure.start)  # 获得上级8亿元资金支持
        if clues.MONEY_FOUND.fullmatch(own.name) and (purpose := purpose_after(after)):
            money_found = own.name if own.name.endswith("资金") else own.name + "资金"
            return replace(own, name=money_found + purpose)
        purse = clues.PURSE_PAYS.fullmatch(own.name)
        if purse is not None and (purpose := purse_for(self.text[state.start : figure.start], after)):
            return replace(own, name=f"{purse['who']}{purse['how']}资金{purpose}")
        spent = clues.SPENT_ON.match(after) if figure.measure is Measure.LEVEL and exact(own.name) is None else None
        if spent is not None:  # 安排特别国债30亿元支持以旧换新
            payer = "安排" if self._is_of_another_clause(own, left, state) else own.name
            fund = "资金" if payer.endswith(("安排", "拿出", "投入", "筹集", "筹措", "统筹")) else ""
            if stands_alone(payer + fund + spent["on"]):
                return replace(own, name=payer + fund + spent["on"])
        if clues.HANDS_OUT.fullmatch(own.name):
            fund = trimmed(noun_after(right.removeprefix("的")))
            if len(fund) > 2:  # 设立50亿元科创母基金
                return Subject(own.name + fund, own.start)
        return None

    def _owner_behind(self, figure: Figure, state: _Sentence) -> str:
        """Whose size a figure is, where 的 and the noun follow it: 总投资35亿元的12个重点项目."""
        after = clues.VOLTAGE.sub("", clues.COUNT_FIRST.sub("", self.text[figure.end + 1 : state.end]))
        if clues.NEXT_OF_SIZES.search(self.text[state.start : figure.start]):  # 投资3亿元的甲、投资2亿元的乙等项目
            return clues.WENT_ON.sub("", trimmed(clues.AND_SUCH.sub("", noun_after(after))))
        if (listed := clues.LISTED_OF_KIND.match(after)) is not None:  # 总投资9亿元的东苑、西苑等4个小区
            kind = clues.WENT_ON.sub("", trimmed(noun_after(listed["kind"])))
            return f"{listed['items']}等{kind}" if len(kind) > 1 else ""
        return clues.WENT_ON.sub("", trimmed(clues.AND_INVESTS.sub("", noun_after(after))))

    def _opens(self, own: Subject | None, left: str, state: _Sentence) -> bool:
        """Whether a counted noun is the subject of its clause: 26家企业列入…, 防洪规划等4个规划完成."""
        return (
            own is None
            or left.endswith("等")
            or clues.MAKES.search(left) is not None
            or self._is_of_another_clause(own, left, state)
        )

    def _changed_to(self, left: str, state: _Sentence) -> bool:
        """Whether the words before a figure lead to it from the one before: 由71所优化整合为."""
        if state.previous is None or "," in left or not left.endswith(("到", "至", "为")):
            return False
        return re.search(r"(?:由|从)[^,;。]{0,10}$", self.text[state.start : state.previous.start]) is not None

    def _is_of_another_clause(self, own: Subject, left: str, state: _Sentence) -> bool:
        """Whether a comma stands between a name and the figure."""
        return max(left.rfind(mark) for mark in ",:;") > own.start - state.read_to

    @staticmethod
    def _is_of_others(figure: Figure, left: str, state: _Sentence) -> bool:
        """Whether a count opens a clause of its own: …投资72亿元,587万人用上了…; it is not about what was before."""
        before = state.previous
        opens = left.rstrip(" ")[-1:] in tuple(",;:") and figure.kind == "quantity"
        return opens and figure.measure is Measure.LEVEL and before is not None and before.base_unit != figure.base_unit

    def _joined(self, own: Subject, left: str, figure: Figure, state: _Sentence) -> Subject:
        """Complete a name that leans on the one before it: 总投资, 占比, 交付; 新建…、幼儿园."""
        before = state.subject
        if before is not None and (clues.AMONG_THEM.search(left) is not None or is_only_a_size(own.name)):
            if (fuller := of_class(own.name, before.name)) != own.name:
                return replace(own, name=fuller)  # 纳税超800万元企业3家、超300万元企业8家
            parts = (part_of(own.name, one.name) for one in (before, *reversed(state.recent)))
            parted = next((part for part in parts if part != own.name), own.name)
            if parted != own.name:
                return replace(own, name=parted)
        apart = ";" in left or clues.OF_ALL.search(left) is not None
        if before is not None and not apart and (same := clues.of_the_same(own.name, before.name)) != own.name:
            return replace(own, name=same)  # 普惠小微贷款余额增长9%,贷款平均利率下降…
        if before is not None and not apart:
            of_body = of_same_body(own.name, before.name, joint=left[:1] != ",")
            if of_body != own.name:
                return replace(own, name=of_body)
        if before is not None and clues.CONTRIBUTES.match(own.name):
            return Subject(bearer(before.name) + own.name, before.start)
        if GENERIC.match(own.name):
            if exact(own.name) or (before is not None and GENERIC.match(before.name)):
                return own
            if own.name in clues.TRADE and left[:1] != "、":
                return replace(own, name=f"{own.name}总额")  # 参加展会520场,出口增长3.7%
            if before is not None:
                return self._measured(own, before, figure)
            return Subject(clues.overlapped(self._topic_head(own.start, state), own.name), own.start)
        if before is not None and (of_whom := clues.MOVER.search(before.name)) and clues.MOTION.fullmatch(own.name):
            return replace(own, name=before.name[: of_whom.end()] + own.name)  # 办理市人大代表议案5项、建议800件
        if (
            before is not None
            and clues.PROPOSALS.fullmatch(own.name)
            and (deals := clues.DEALS_WITH.match(before.name))
        ):
            return replace(own, name=deals[0] + own.name)  # 办理代表建议20件,政协提案30件
        if left[:1] == "、" and before is not None and (rated := clues.same_rated(own.name, before.name)) != own.name:
            return replace(own, name=rated)
        cut = clues.CUT_CAPACITY.search(before.name) if before is not None and left[:1] == "、" else None
        if cut is not None and figure.base_unit in clues.WEIGHTS and "产能" not in own.name:
            return replace(own, name=f"{cut[0]}{own.name}产能")  # 压减炼钢产能80万吨、水泥90万吨
        if left[:1] == "、" and figure.measure is Measure.LEVEL and not FLOW.match(own.name):
            lessened = self._lessened(state)
            if lessened:
                return replace(own, name=lessened + own.name)  # 减少企业税负3500亿元、涉企收费2000亿元
        if before is not None and figure.base_unit in clues.COUNTERS:
            own = replace(own, name=clues.with_own_rank(own.name, left, before.name))
        own = replace(own, name=with_cause(own.name, self.text[state.start : own.start]))
        if is_purse(own.name) and left.endswith("安排"):
            what = purse_for(self.text[state.start : figure.start], self.text[figure.end : state.end])
            what = what.removesuffix("资金")
            return replace(own, name=f"{own.name}安排{what}资金")  # 中央财政安排51亿元,用于支持…
        if before is None:
            if FLOW.fullmatch(own.name) and exact(own.name) is None:
                return replace(own, name=head_before(self.text[state.start : own.start]) + own.name)
            return own
        if (name := of_class(own.name, before.name)) != own.name:
            return replace(own, name=name)
        money = figure.base_unit in _CURRENCIES and figure.measure is Measure.LEVEL
        if money and clues.A_TRADE.search(own.name) and (produced := clues.PRODUCED.search(before.name)):
            return replace(own, name=own.name + produced[0])  # 有色产业产值超4千亿元,钢铁产业超3千亿元
        last = state.previous
        grows_on = figure.measure is Measure.GROWTH and last is not None and last.measure is Measure.GROWTH
        if grows_on and left[:1] == "、" and exact(own.name) is None and not FLOW.match(own.name):
            produced = clues.PRODUCED.search(before.name)
            if produced is not None and clues.SAYS_MEASURE.search(own.name) is None:
                return replace(own, name=own.name + produced[0])  # 化工产值增长9%、医药增长8%
        part = clues.PART_OF_PLACE.match(before.name) if left[:1] == "、" and exact(own.name) else None
        if part is not None and figure.base_unit in (*_CURRENCIES, "%"):
            return replace(own, name=part[0] + own.name)  # 园区企业100家、工业总产值…
        if clues.REACHES_OUT.fullmatch(own.name) and not before.name.endswith("率"):
            return replace(own, name=bearer(clues.without_verb(before.name)) + own.name)
        joint = left[:1] in ("、", "和", "及", "与") and "," not in left
        follows = joint or left[:1] == ","
        if follows and VERB_ALONE.fullmatch(own.name) and (verb := VERB_ALONE.search(before.name)):
            return Subject(before.name[: verb.start()] + own.name, before.start)
        if follows and VERB_ALONE.fullmatch(own.name) and DEED_TAIL.search(before.name):
            return Subject(before.name + own.name, before.start)  # 棚户区改造完成680套、开工建设804套
        if (joint and DEEDS.fullmatch(own.name)) or (follows and VERB_ALONE.fullmatch(own.name)):
            whole = clues.without_verb(clues.INVESTED.sub("", before.name))
            return Subject(own.name + clues.NOT_OF_FLOW.sub("", whole, count=1), before.start)
        makes = clues.PRODUCED.search(own.name) is not None  # 建成药材基地3个、鲜药产量2万吨
        makes = makes or clues.OWN_VERB.fullmatch(own.name) is not None
        makes = makes or clues.acts_itself(own.name)
        makes = makes or clues.OTHER_DEED.match(own.name) is not None or clues.IS_TOTAL.search(own.name) is not None
        more = left[:1] == "," and clues.goes_on(own.name, before.name) and self._counts_on(own, left, figure)
        if (joint or more) and figure.measure is Measure.LEVEL and not FLOW.match(own.name) and not makes:
            done, thing = self._shared_verb(before.name, own.name, figure)
            amount = figure.base_unit in _CURRENCIES
            if done and thing and not (amount and exact(own.name) and not clues.SOUGHT.match(done)):
                return Subject(done + clues.with_level(own.name, thing, done), own.start)
        return own

    @staticmethod
    def _shared_verb(before: str, name: str, figure: Figure) -> tuple[str, str]:
        """What was done with the thing counted before, in which part of the place, and the thing itself."""
        part = clues.PART_DONE.match(before)
        where = part[0] if part is not None else ""
        rest = before[len(where) :]
        verb = clues.VERBS.match(rest)
        if verb is None and figure.base_unit in clues.PIECES and not ACTING.match(name):
            verb = clues.ACTED_ON.match(rest) and ACTING.match(rest)  # 建立工作站36处、服务站46处
        alike = clues.IS_A_WORK.search(name) is not None and clues.IS_A_WORK.search(before) is not None
        if verb is None or (NOT_CARRIED.fullmatch(verb[0]) and not alike):  # 实施乡村建设项目90个、以工代赈项目8个
            return "", ""
        return where + verb[0], rest[verb.end() :]

    def _measured(self, own: Subject, before: Subject, figure: Figure) -> Subject:
        """A measure named alone, of what the name before measures or counts: 总投资, 巩固率, 总量."""
        total = clues.TOTAL.fullmatch(own.name) is not None
        amount = figure.measure is Measure.LEVEL and figure.kind == "quantity"
        stock = self._stock(before.name)
        if amount and stock != before.name and (total or own.name == "总数"):
            return replace(before, name=clues.overlapped(stock, own.name))  # 新登记企业9万户、总量达80万户
        ranked = figure.kind == "rank" and FLOW.match(before.name) is not None
        if total and (exact(before.name) or ranked):
            return before  # 地区生产总值增长5.8%,总量达到…
        without_verb = clues.without_verb(before.name)
        kept = without_verb in BARE_NOUNS or clues.of_new_ones(before.name, own.name)
        owner = before.name if kept else without_verb  # 签约项目37个、总投资…
        thing = clues.thing_of(owner)
        if thing == "游客" and own.name.endswith("收入"):
            thing = "旅游"  # 接待游客90万人次,综合收入…
        return Subject(trimmed(clues.overlapped(thing, own.name)), before.start)

    @staticmethod
    def _stock(name: str) -> str:
        """What there is in all of a thing of which so many are new: 新登记企业 leads to 企业."""
        added = clues.ADDED.search(name)
        rest = name[: added.start()] + name[added.end() :] if added is not None else ""
        return rest if len(rest) > 1 else name

    def _lessened(self, state: _Sentence) -> str:
        """The verb by which the amount before was taken off something; "" where it was not."""
        before = state.previous
        if before is None or state.subject is None:
            return ""
        if (said := clues.LESSENS.match(state.subject.name)) is not None:
            return said[0]
        found = clues.LESS.search(self.text, state.start, before.start) if before.measure is Measure.CHANGE else None
        return found[1] if found is not None else ""

    def _counts_on(self, own: Subject, left: str, figure: Figure) -> bool:
        """Whether a clause only counts a further kind: 新增规上企业10家,“专精特新”企业1家."""
        said = left.lstrip(", ").strip("“”") != own.name.strip("“”") and left.lstrip(", ") != own.name
        return not said and figure.base_unit in clues.COUNTERS and ACTING.match(own.name) is None

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

    def _noun(self, figure: Figure, right: str, *, opens: bool = False) -> str:
        """What a figure counts, if that follows it: 56个老旧小区.

        Args:
            opens: whether the figure opens its clause, so that what is said of the noun follows: 3家企业获批….
        """
        right = clues.FOOTNOTE.sub("", right)  # 7所乡村学校[11]改造
        if figure.unit.endswith(clues.PLACE_UNITS) and (more := clues.UNIT_GOES_ON.match(right)) is not None:
            right = right[more.end() :]  # 14县(市)统筹发展试点
        size = next((f for f in self.figures if f.start == figure.end), None)
        if size is not None and size.text[0].isdigit() and self._sizes_what_is_counted(size):
            right = right.removeprefix(size.text)  # 4个2000亩果园
        bounded = AFTER_QUALIFIER.match(right)
        if bounded:
            right = right[bounded.end() :]
        # 95%的村, 80%以上村级服务中心完成…
        is_share = figure.measure is Measure.SHARE and (right.startswith("的") or (opens and bounded is not None))
        if figure.kind != "quantity" or not (is_share or figure.measure in (Measure.LEVEL, Measure.CHANGE)):
            return ""
        if figure.base_unit in _CURRENCIES or figure.base_unit in ("", POINTS, "倍"):
            return ""
        right = right.removeprefix("的").removeprefix("幅度")
        if clues.LEADS_ON.fullmatch(right):
            return ""  # 由30个工作日压减至…
        following = noun_after(right)
        if not following and (several := noun_of_several(self.text[figure.end :])):
            return several
        if len(following) == 1 and right[1:2] == "、":  # 国、省考核断面
            following = right[:2] + noun_after(right[2:])
        if following[-1:] in tuple("级定属管") and (
            more := self._listed_on(right, following, figure)
        ):  # 2家国家级、9家省级绿色工厂
            following += more["noun"]
        if 1 < len(following) < 6 and (more := clues.AND_MORE.match(right[len(following) :])):
            following += more[0][: len(more[0])]  # 12台燃油、燃煤窑炉改造
        if clues.DIGIT.match(right, len(following)):  # 84个教育集团辐射|707所学校
            following = clues.ACTS_ON.sub("", following)
        noun = counted(clues.WENT_ON.sub("", trimmed(following)))
        if (opens or noun in BARE_NOUNS) and noun and noun == trimmed(following):
            shift = len(self.text[figure.end :]) - len(self.text[figure.end :].lstrip(" "))
            at = self.text.find(right, figure.end + shift) if right else figure.end
            if self.text.startswith(following, at):
                rest = self.text[at + len(following) :].split("。")[0]
                over = clues.PASSES.match(rest) if is_share else None  # 95%以上的村集体收入超过10万元
                noun += over[0] if over is not None else deed_of(rest)
        if noun and noun == trimmed(following) and not DEED_TAIL.search(noun):
            noun += tail_of(self.text[figure.end :].partition(following)[2].split("。")[0])
        if is_class(noun) or re.fullmatch(r"水平|大关|台阶|规模|增速|增幅|位次|排名|任务|目标|指标", noun):
            return ""
        return noun if len(noun) > 1 or noun in clues.SHORT_NOUNS else ""

    def _listed_on(self, right: str, following: str, figure: Figure) -> re.Match[str] | None:
        """2家国家级、9家省级绿色工厂: the class behind the first figure has its noun behind the next."""
        return clues.LISTED_ON.match(self.text, self.text.find(right, figure.end) + len(following))

    def _noun_of_next(self, figure: Figure, right: str, figures: list[Figure], index: int) -> str:
        """21个、65栋楼老旧小区改造: the first of two figures is about the noun behind the second."""
        joint = right.lstrip("、和及 ")
        if index + 1 == len(figures) or len(right) - len(joint) > 2 or (joint and not FLOW.fullmatch(joint)):
            return ""
        after = figures[index + 1]
        stop = figures[index + 2].start if index + 2 < len(figures) else len(self.text)
        return self._noun(after, self.text[after.end : stop].split("。")[0])

    def _deed(self, own: Subject | None, left: str, noun: str, state: _Sentence, plain: bool) -> str:
        """What was done with a counted noun, said before it; "" for nothing.

        Args:
            plain: whether nothing is said of the noun behind it.
        """
        adjacent = not left.endswith(("、", "及", "和", "与")) or left.endswith("惠及")
        if plain and clues.COMPLETES.search(left) and clues.IS_A_WORK.search(noun):
            return "完成"  # 完成90个管网改造项目: those done, not all there are
        if own is not None and adjacent and (clues.GATHERS.fullmatch(own.name) or clues.LEADS_TO.fullmatch(own.name)):
            return own.name  # 科学城汇聚120个研究团队, 大通道通达90个国家
        verb = self._verb_of(own) if adjacent else ""
        if verb == "惠及" and own is not None and own.name == verb:
            return head_before(self.text[state.start : own.start]) + verb  # 落实育儿补贴政策,惠及4万户家庭
        if not verb and plain and own is not None and clues.OF_WHAT.search(left) and (done := FLOW.match(own.name)):
            verb = done[0]  # 新开工…等2个项目, 取缔河边的3家企业
        apart = own is None or is_class(own.name)  # 新增2家国家级、9家省级绿色工厂
        beside = left[-1:] in ("、", "和", "及") or (not left.strip() and state.previous is not None)  # 4户11人
        if apart and beside and "," not in left and state.subject is not None:
            shared = FLOW.match(state.subject.name)
            if shared is None or NOT_CARRIED.fullmatch(shared[0]) or DEED_TAIL.search(noun):
                return ""
            return "" if noun.startswith(shared[0]) else shared[0]
        return verb

    @staticmethod
    def _verb_of(own: Subject | None) -> str:
        """The verb before a counted noun, if what stands before the figure ends in one."""
        if own is None or _ETC.search(own.name):
            return ""
        for start in range(max(0, len(own.name) - 8), len(own.name)):
            if FLOW.fullmatch(own.name[start:]) or OBJECT_VERBS.fullmatch(own.name[start:]):
                return own.name[start:]
        return ""

    def _rank(self, figure: Figure, left: str, state: _Sentence) -> Found | None:
        before = state.previous
        of_members = before is not None and before.kind == "quantity" and before.measure is Measure.LEVEL
        if of_members and left and not re.search(r"[,、;。(]", left) and left[0] not in "居列排位":
            return None  # 6项增速位居全省第1: no rank of the place
        piece = CLAUSE_ENDS.split(left)[-1]
        assessed = clues.ASSESSED.fullmatch(piece) if piece != left else None
        if assessed is not None:  # 创建示范市,在全省平安建设考评中排名第1
            name, at = trimmed(assessed["name"]), figure.start - len(piece)
            if len(name) > 3 and clues.HELD_IN_IT.search(name) is None:
                return Found(figure, Subject(name, at), assessed["among"] or "")
        shorter = RANK_VERB.sub("", left)
        among = RANKED_AMONG.search(shorter)
        if among is not None:
            base, head = among[0], shorter[: among.start()]
        else:
            verbs = list(re.finditer(r"居|列|排名?|位于|升至|上升至|上升到|由|从", shorter))
            cut = verbs[-1].end() if verbs else max(shorter.rfind(m) for m in ",、;") + 1
            base, head = trimmed(shorter[cut:]), shorter[:cut]
        head = RANK_VERB.sub("", head)
        for period in find_periods(base):
            base = base.replace(period.text, "")
        own = self._own(clues.MEASURED_BEFORE.sub("", head), state.read_to)
        subject = own or state.subject
        if subject is None:
            return None
        acted = own is not None and clues.STARTS_WITH_DEED.match(own.name) and not clues.IS_RATE.search(own.name)
        if acted and state.subject is None:
            return None  # 加力提速…,居全国第7位: what holds the rank is not said
        if own is not None and state.subject is not None:
            if GENERIC.match(own.name):
                subject = self._joined(own, head, figure, state)
            elif clues.OF_ALL.search(head) is None:  # 拿地即开工项目90个,项目占比居全省第二
                subject = replace(own, name=clues.of_the_same(own.name, state.subject.name))
        counted_before = before is not None and own is None
        if not (counted_before or exact(subject.name) or clues.HOLDS_RANK.search(subject.name)):
            return None  # 图书馆新馆建成投用、居全省第3: what holds the rank is not said
        grown = before is not None and before.measure is Measure.GROWTH and before.kind == "quantity" and own is None
        is_rate = subject.name.endswith(("增速", "增幅", "率")) or clues.CONTEST.search(base) is not None
        if (clues.SPEED.search(head) or (grown and "由" not in left)) and "总量" not in head and not is_rate:
            base += "降幅" if before is not None and before.negative else "增速"  # 增长18%,增速居全市第一
        return Found(figure, subject, trimmed(base))

    def _topic_head(self, at: int, state: _Sentence) -> str:
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


def _base_of(times: re.Match[str] | None) -> str:
    return next((year for year in times.groups() if year), "") if times is not None else ""


def _growth_of(subject: Subject) -> Subject:
    """The rate at which something grows; a rate stays what it is."""
    return subject if clues.IS_RATE.search(subject.name) else replace(subject, name=subject.name + "增速")


def _fulfilled(figure: Figure, subject: Subject, plan: re.Match[str]) -> Found:
    """How far a plan was fulfilled: 完成年度计划的117%."""
    of_whom = _PLANNED.sub("", subject.name) or subject.name
    return Found(figure, replace(subject, name=f"{of_whom}完成{plan['aim']}比例"), measure="share")


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


def _with_base(found: Found, left: str, state: _Sentence) -> Found:
    """比2018年提升11%、17%; 由全国第12位升至第5位: what the first is compared with holds for the second."""
    before, figure = state.previous, found.figure
    if found.base or not state.base or before is None or before.measure is not figure.measure:
        return found
    changed = figure.kind == "rank" and clues.RISES.fullmatch(left) is not None
    return replace(found, base=state.base) if changed or left in ("、", "和") else found


def _alike(found: list[Found]) -> list[Found]:
    """分别增加47名和13个: both are changes, though the verb stands before the first; what recovered is a ratio."""
    if not found or found[0].figure.measure is Measure.CHANGE:
        return [replace(f, measure="change") if f.figure.measure is Measure.LEVEL else f for f in found]
    if found[0].base and found[0].figure.measure is Measure.SHARE:
        return [replace(f, measure="ratio") for f in found]  # 分别恢复到2019年的108%、114%
    return found


def _each(found: Found) -> Iterator[Found]:
    """One figure said of several standard indicators is said of each: 社会消费品零售总额、固定资产投资增长4%."""
    name = found.subject.name
    if name.endswith("各") and found.figure.measure is Measure.LEVEL:  # 智能工厂、数字化车间各3家
        verb = FLOW.match(name)
        done = verb[0] if verb else ""
        for part in all_members(name[len(done) : -1]):
            yield replace(found, subject=replace(found.subject, name=trimmed(done + part)))
        return
    parts = re.split(r"[、和]", name)
    if len(parts) > 1 and found.figure.measure is Measure.GROWTH and all(map(exact, parts)):
        yield from (replace(found, subject=replace(found.subject, name=part)) for part in parts)
    else:
        yield found
