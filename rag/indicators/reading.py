"""From a report to its ledger: each figure with what it measures, of which place, year and kind.

A sentence is read from left to right. What stands between a figure and the one before it either names what is
measured (地区生产总值达到…), or only says how (…、增长6.5%), and then the figure is about the same as the one before;
or it is a verb whose object follows (改造提升56个老旧小区).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.figures import Figure, Measure, find_periods
from rag.indicators import clues
from rag.indicators.complete import completed, each_of, entity_of, is_empty, is_plain, leans, owned
from rag.indicators.dealt import Dealt, base_of
from rag.indicators.joined import CURRENCIES
from rag.indicators.keep import is_measured
from rag.indicators.lists import all_members, members
from rag.indicators.naming import argues, stands_alone
from rag.indicators.owners import actor_before, acts, event_before, holds_rank
from rag.indicators.phrases import CLAUSE_ENDS, FLOW, GENERIC, RANK_VERB, RANKED_AMONG, SHARE_OF, noun_after, trimmed
from rag.indicators.rows import AFTER_QUALIFIER, NATION, POINTS, Found, Scene, Subject, own_measure, row_of
from rag.indicators.scanned import State
from rag.indicators.spelled import spelled_out, towards
from rag.indicators.stance import stances
from rag.indicators.standard import exact
from rag.indicators.trust import trust
from rag.indicators.types import TARGET, IndicatorRow
from rag.places import Level, find_places
from rag.sentences import sentences
from rag.types import Report, Role

_ROLES = (Role.BODY, Role.HEADING)
_FEW = 5  # at least one in each county; more is said of the whole
_PLAIN_SINCE = 2000  # reports of the State Council before argue more than they list
_PLANNED = re.compile(r"完成(?=投资$)|(?:年度|目标|任务|计划|预算)+$")
_PLANNED_YEAR = re.compile(r"((?:19|20)[0-9]{2})年[^回顾总结]{0,12}(?:安排|任务|部署|目标|重点|要求|打算)")


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


class _Reader(Dealt):
    """Reads one paragraph."""

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
        told = clues.SAYS_CAPACITY.search(name) is not None or figure.base_unit in ("米", "千瓦", *CURRENCIES)
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
        state = State(start, end, start)
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

    def _advance(self, figure: Figure, state: State) -> None:
        after = AFTER_QUALIFIER.match(self.text[figure.end : state.end])
        state.read_to = figure.end + (after.end() if after else 0)
        state.previous = figure

    def _read(
        self, figure: Figure, left: str, right: str, figures: list[Figure], index: int, state: State
    ) -> Found | None:
        if figure.kind == "rank":
            return self._rank(figure, left, state)
        base, said = "", left
        if figure.measure is Measure.MULTIPLE and (times := clues.TIMES_OF.search(left)):
            base, left = times["base"], left[: times.start()]  # 是2009年的4.1倍
        if figure.measure is Measure.SHARE and (back := clues.RECOVERED.search(left)):
            own = self._own(left[: back.start()], state.read_to) or state.subject
            return Found(figure, own, base_of(back), measure="ratio") if own is not None else None
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
        if own is not None and figure.base_unit in CURRENCIES and clues.ADDED_MONEY.fullmatch(own.name):
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
        if own is not None and figure.base_unit in CURRENCIES:
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

    def _rank(self, figure: Figure, left: str, state: State) -> Found | None:
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


def _growth_of(subject: Subject) -> Subject:
    """The rate at which something grows; a rate stays what it is."""
    return subject if clues.IS_RATE.search(subject.name) else replace(subject, name=subject.name + "增速")


def _fulfilled(figure: Figure, subject: Subject, plan: re.Match[str]) -> Found:
    """How far a plan was fulfilled: 完成年度计划的117%."""
    of_whom = _PLANNED.sub("", subject.name) or subject.name
    return Found(figure, replace(subject, name=f"{of_whom}完成{plan['aim']}比例"), measure="share")


def _with_base(found: Found, left: str, state: State) -> Found:
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
