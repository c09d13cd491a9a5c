"""Lists dealt out: A、B和C分别增长1%、2%和3%, 新建学校8所、医院3家, and amounts with the growth of each."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.figures import Figure, Measure
from rag.indicators import clues
from rag.indicators.joined import CURRENCIES, Joined
from rag.indicators.lists import all_members, measures, members, pair
from rag.indicators.naming import of_threshold
from rag.indicators.phrases import (
    AGAINST,
    FLOW,
    GENERIC,
    MOVED_VERB,
    PREDICATE,
    SHARE_OF,
    bearer,
    trimmed,
    without_opening,
)
from rag.indicators.rows import POINTS, Found, Subject
from rag.indicators.scanned import State
from rag.places import contains, find_places

_JOINED = re.compile(r"(?:左右|以上|以下|以内)?[、,和与及 ]{1,2}(?:约|近|超过?|逾)?$")


class Dealt(Joined):
    """Figures that belong together, each with its own name."""

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

    def _listed(self, figures: list[Figure], index: int, left: str, state: State) -> list[Figure]:
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

    def _respectively(self, run: list[Figure], left: str, state: State) -> list[Found]:
        cut = left.rindex("分别")
        times = clues.TIMES_OF.search(left) if run[0].measure is Measure.MULTIPLE else None
        if run[0].measure is Measure.SHARE:
            times = clues.RECOVERED.search(left)
        if times is not None:
            left = left[: max(cut + 2, times.start())]
        compared = run[0].measure in (Measure.GROWTH, Measure.CHANGE)
        base, kept = self._against(left, run[0].measure) if compared else (base_of(times), "")
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
        if traded and run[0].base_unit in CURRENCIES and state.subject is not None:
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
    def _counted_before(text: str, n: int, state: State) -> list[str] | None:
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

    def _unrolled(self, run: list[Figure], left: str, state: State) -> list[Found]:
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

    def _paired(self, run: list[Figure], own: Subject, state: State) -> list[Found]:
        """城乡低保标准提高到800元/月、6000元/年: one word says of two what two figures are told of."""
        names = pair(own.name) if len(run) == 2 else None
        ends = self.text[run[-1].end : run[-1].end + 1] in tuple(",;。、)")
        if names is None or not ends or "," in self.text[run[0].end : run[1].start]:
            return []
        subjects = tuple(replace(own, name=name) for name in names)
        state.group, state.subject = subjects, subjects[-1]
        return [Found(f, s) for f, s in zip(run, subjects, strict=True)]


def base_of(times: re.Match[str] | None) -> str:
    return next((year for year in times.groups() if year), "") if times is not None else ""
