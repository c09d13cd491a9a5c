"""Whether a part of a report looks back or ahead, and over which years.

A report of January 2024 reviews 2023 and plans 2024; in some years it reviews five and plans five. Most sentences say
so only by the part that they stand in. So the paragraphs are walked in order: headings decide, the openings of
paragraphs switch between one year and five, and where neither says anything the wording of the part is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rag.figures import find_periods
from rag.indicators.types import ACTUAL, TARGET
from rag.types import Paragraph, Report, Role


class Phase(StrEnum):
    REVIEW = "review"
    REVIEW_SPAN = "review of several years"
    PLAN = "plan"
    PLAN_SPAN = "plan of several years"

    @property
    def looks_back(self) -> bool:
        return self in (Phase.REVIEW, Phase.REVIEW_SPAN)


@dataclass(frozen=True, slots=True)
class Stance:
    """What a paragraph's figures are by default: results or targets, of which year, over which span."""

    phase: Phase
    year: int | None
    span: str = ""  # the span as printed, where the phase is one of several years

    @property
    def kind(self) -> str:
        return ACTUAL if self.phase.looks_back else TARGET


_SPAN_WORDS = r"(?:[二三四五两几]|十)年"
# The plans before 2001 too, but no part of 一九五八年.
_OLD_PLAN = r"(?<![一二三四五六七八九十])[六七八九]五(?![〇○零一二三四五六七八九十折])"
_PLAN_NAME = rf"[“\"]?(?:十[一二三四五]?五|{_OLD_PLAN})[”\"]?(?:规划|计划)?"
_REVIEW_HEADING = re.compile(
    rf"回顾|总结|(?:过去|前)(?:的)?(?:一年|{_SPAN_WORDS})|[一三四五]年来|成[就绩](?!效应)|完成情况|执行情况|所做的工作|这一年|胜利"
)
_PLAN_HEADING = re.compile(
    r"重点工作|主要任务|重点任务|工作安排|工作部署|总体要求|预期目标|主要目标|目标任务|工作任务|工作重点|奋斗目标|工作思路|总体思路"
    r"|计划安排|发展思路|总体安排|工作打算|今年|主要工作|工作计划|指导思想|指导方针|基本任务|下一步|明年|展望|政策取向|工作要求"
    r"|今后|未来|发展目标|工作要点|工作目标|概要|总任务|(?:完成|实现)[^,，]{0,12}而奋斗"
)
_PARTS = re.compile(r"[和及与,，、]")
_SPAN_HEADING = re.compile(
    rf"第[一二三四五六七八九十]+个五年计划|{_PLAN_NAME}(?:时期|期间|以来|工作|发展)?|(?:过去|今后|未来)(?:的)?{_SPAN_WORDS}|五年来|本届政府"
    r"|(?<=[和及与、])[三四五]年(?=来|工作|主要|的?回顾)|的[三四五]年$"
)
_ONE_YEAR = re.compile(r"(?:19|20)\d\d ?年|过去(?:的)?一年|一年来|今年|去年")

_OPENING_CHARS = 46
_LONGEST_HEADING = 30
_BACK_OVER_YEARS = re.compile(
    rf"(?:过去|这|近|刚刚过去)(?:的)?{_SPAN_WORDS}|{_SPAN_WORDS}来|{_SPAN_WORDS}间|的五年[。，,；：:]|本届政府|{_PLAN_NAME}(?:时期|期间|以来)"
)
_VAGUE = re.compile(r"(?:过去|[这近])?(?:的)?几年")
_BACK_ONE_YEAR = re.compile(r"过去(?:的)?一年|一年来|刚刚过去的|去年|这一年|初步统计|上年度")
_AHEAD_OVER_YEARS = re.compile(
    rf"(?:今后|未来|往后|接下来)(?:的)?{_SPAN_WORDS}|{_SPAN_WORDS}(?:内|之内)|展望|{_PLAN_NAME}(?:时期|期间)"
)
_AHEAD_ONE_YEAR = re.compile(
    r"今年|新的一年|本年度|全年经济社会发展的?主要(?:预期)?目标"
    r"|(?<!达到|实现|完成|超过|高于|好于|优于|快于|年度|年初)预期目标"
)
_CLAIMS_FUTURE = re.compile(
    r"开启|第一个|关键(?:的)?(?:时|五|期)|是我[国省市县区]?[^。]{0,30}(?:机遇期|关键期|时期)|要|将|必须|目标"
)

_AHEAD_WORDING = re.compile(
    r"力争|确保|争取|加快|推进|推动|强化|深化|大力|着力|积极|进一步|不断|全力|完善|健全|加强|支持|落实|要(?=[把在以坚加大着全])"
)
_BACK_WORDING = re.compile(
    r"突破|达到?(?=[0-9])|位?居全|获批|获评|荣获|荣膺|入选|首次|圆满|成功|顺利|连续|显著|明显|有效|增长(?=[0-9])|完成(?=[^。，]{0,12}[0-9])"
    r"|累计|超额|[^为]了|基本完成|全面完成|创历史|同比"
)
# In 643 parts whose heading tells, ahead/back is above this in 92 % of the plans and below it in 95 % of the reviews.
_RATIO = 1.7
_FEW = 2
_RATIO_LATE = 3.0  # to turn from review to plan inside one part


def stances(report: Report) -> Iterator[Stance]:
    """The stance of each paragraph, in order."""
    walker = _Walker(report)
    for index in range(len(report.paragraphs)):
        yield walker.step(index)


class _Walker:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.phase: Phase | None = None
        self.span = ""
        self.horizon: int | None = None  # last year of the plan spoken of
        self.turning: int | None = None  # the paragraph behind which a plan begins
        self.turned = False  # a plan has begun whose heading is no section of its own
        self.planned: int | None = None  # the year that a plan's heading names: 1981年国民经济计划 in a report of 1980
        self.announced = False  # a paragraph of its own says what the sections after it are of
        self.decider = "-"  # the heading that decided last
        # Paragraphs, by index, with which parts that plan begin.
        self.plans = [s.first - 1 for s in report.sections if self._opens_plan(s.heading)]
        self.lost = [i for i, p in enumerate(report.paragraphs) if self._is_lost_heading(p)]
        self.plans += self.lost
        self.top = -2  # section whose heading was read last
        self.allowed: bool | None = None  # True: the heading says it looks back; False: ahead; None: it does not say

    def step(self, index: int) -> Stance:
        report = self.report
        paragraph = report.paragraphs[index]
        if index in self.lost:
            self.phase, self.allowed, self.span, self.turned = Phase.PLAN, False, "", True
        elif paragraph.section != self.top:
            self.turning = None
            self._enter(paragraph.section, index)
            self.top = paragraph.section
        elif self.turning is not None and index > self.turning:
            self.phase, self.span, self.turning, self.turned = Phase.PLAN, "", None, True
        if self.phase is None:
            self.phase = self._by_wording(index)
        phase, span = self.phase, self.span
        if paragraph.role is Role.BODY:
            opening = paragraph.text[:_OPENING_CHARS]
            found = self._opening(opening)
            if found is not None:
                phase, span = found
                ends = phase is Phase.REVIEW and self.phase is Phase.REVIEW_SPAN
                if ends and (self._goes_on(index) or not self._is_of_last_year(paragraph.text)):
                    phase, span = self.phase, self.span  # 五年来,…。 2025年人均…达到…。 五年来,…。
                if self.allowed is None or phase.looks_back == self.allowed:
                    self.phase, self.span = phase, span
                    self.announced = _ANNOUNCES.search(paragraph.text) is not None
        return Stance(phase, self._year(phase, span), span if phase in (Phase.REVIEW_SPAN, Phase.PLAN_SPAN) else "")

    def _enter(self, section: int, index: int) -> None:
        """The outermost heading that tells decides; headings inside may only change the span."""
        path = self._path(section)
        self.planned = self._planned(path)
        decided: tuple[Phase, bool | None, str] | None = None
        by = ""
        for heading in path:
            found = self._heading(heading)
            if found is None:
                continue
            same_way = decided is not None and found[0].looks_back == decided[0].looks_back
            if decided is None or decided[1] is None or (same_way and _SAYS_SPAN.search(heading)):
                decided, by = found, heading
        plan_follows = any(first > index for first in self.plans)
        if decided is not None:
            spans = _SPAN_HEADING.search(by) is not None and _ONE_YEAR.search(by) is not None
            said = self.announced and by == self.decider and self.phase is not None
            if by != self.decider or not (spans or said or decided[1] is None):
                # Behind a heading of the plan that was taken for text the review's still stands above.
                goes_on = by == self.decider and self.phase is Phase.PLAN and (self.allowed is None or self.turned)
                turned = self.phase if goes_on else None
                self.phase, self.allowed, self.span = decided
                self.phase = turned or self.phase
            if decided[1] is True and not plan_follows:
                # A plan whose own heading was lost stands under the review's.
                self.allowed = None
                if by != path[-1]:
                    self._continue(index, _RATIO_LATE)
        elif len(path) == 1:
            # A part of its own whose heading says nothing: 一鼓作气勇争先. Nobody reviews after having planned.
            self.allowed = None
            if plan_follows and not self.plans_begun(index):
                self.phase, self.span = self.phase or Phase.REVIEW, ""
            else:
                self._continue(index, _RATIO)
        self.decider = by

    def _planned(self, path: tuple[str, ...]) -> int | None:
        """The next year, where a heading plans for it rather than for the year of the report."""
        year = self.report.year
        found = (_PLANNED_YEAR.search(heading) for heading in path)
        return year + 1 if year and any(m and int(m[1]) == year + 1 for m in found) else None

    def _opens_plan(self, heading: str) -> bool:
        found = self._heading(heading)
        return found is not None and found[1] is False

    def _is_lost_heading(self, paragraph: Paragraph) -> bool:
        """2024年工作安排建议 on a line of its own, taken for text."""
        text = paragraph.text.strip()
        short = paragraph.role is Role.BODY and len(text) <= _LONGEST_HEADING and text[-1:] not in "。；;：:，,！!"
        return short and self.report.year is not None and str(self.report.year) in text and self._opens_plan(text)

    def plans_begun(self, index: int) -> bool:
        return any(first <= index for first in self.plans)

    def _continue(self, index: int, ratio: float) -> None:
        """Turn from looking back to looking ahead where the wording of a section does."""
        if self.phase is None or self.phase.looks_back:
            ahead = self._by_wording(index, ratio)
            results = self._last_results(index)
            if self.phase is not None and results is not None:
                self.turning = None if ahead.looks_back else results
            elif self.phase is None or not ahead.looks_back:
                self.phase, self.span = ahead, ""
                self.turned = not ahead.looks_back

    def _last_results(self, index: int) -> int | None:
        """The first paragraph of a section, where it tells results though the rest goes on to plan."""
        section = self.report.paragraphs[index].section
        for at, paragraph in enumerate(self.report.paragraphs[index:], start=index):
            if paragraph.section == section and paragraph.role is Role.BODY:
                planned = _AHEAD_WORDING.search(paragraph.text) is not None
                return at if not planned and len(_BACK_WORDING.findall(paragraph.text)) > _FEW else None
        return None

    def _goes_on(self, index: int) -> bool:
        """Whether paragraphs behind one that names a single year take up the span again, in the same section."""
        if _BACK_ONE_YEAR.search(self.report.paragraphs[index].text[:_OPENING_CHARS]):
            return False
        section = self.report.paragraphs[index].section
        for paragraph in self.report.paragraphs[index + 1 :]:
            opening = paragraph.text[:_OPENING_CHARS]
            if paragraph.section != section or _BACK_ONE_YEAR.search(opening):
                return False
            if (again := _BACK_OVER_YEARS.match(opening)) is not None:
                return _bare(again[0]) == self.span
        return False

    def _is_of_last_year(self, text: str) -> bool:
        """Whether a paragraph that names the last year behind a review of several turns to it.

        收入较快增长。2023年…达到…, 2023年…,是2018年的1.4倍: where the several years ended.
        """
        if _TURNS_TO_YEAR.search(text[:_OPENING_CHARS]):
            return True
        opened = _OPENS_WITH_YEAR.match(text)
        if opened is None:
            return False
        first = re.split("[。;；]", text, maxsplit=1)[0]
        years = [int(y) for y in _YEAR_FIRST.findall(first)]
        before = self.report.year is not None and any(y < self.report.year - 2 for y in years)
        return not before and _OVER_YEARS.search(first) is None

    def _path(self, section: int) -> tuple[str, ...]:
        return self.report.section_path(section)

    def _heading(self, heading: str) -> tuple[Phase, bool | None, str] | None:
        year = self.report.year
        back = _REVIEW_HEADING.search(heading)
        ahead = _PLAN_HEADING.search(heading)
        years = [y for p in find_periods(heading, report_year=year) if p.kind in ("year", "relative") for y in p.years]
        if year and not back and not ahead and years:
            back_year, ahead_year = max(years) < year, max(years) >= year
            if back_year:
                return Phase.REVIEW, True, ""
            if ahead_year:
                return Phase.PLAN, False, ""
        if not back and not ahead:
            return None
        span = _SPAN_HEADING.search(heading)
        several = span is not None and not _ONE_YEAR.search(heading)
        printed = span[0].removeprefix("的") if span is not None else ""
        parts = _PARTS.split(heading)
        of_both = any(_PLAN_HEADING.search(p) and not _REVIEW_HEADING.search(p) for p in parts)
        if back and of_both and not self._is_review_of_plan(heading):
            phase = Phase.REVIEW_SPAN if several else Phase.REVIEW
            return phase, None, printed
        if back:
            return (Phase.REVIEW_SPAN if several else Phase.REVIEW), True, printed
        if year and years and max(years) < year and not several:
            return Phase.REVIEW, True, ""
        return (Phase.PLAN_SPAN if several else Phase.PLAN), False, printed

    @staticmethod
    def _is_review_of_plan(heading: str) -> bool:
        """主要目标任务完成情况, 主要工作回顾 look back though they name what was planned."""
        return heading.rstrip("：: ").endswith(("回顾", "情况", "总结", "成绩", "成就", "成效"))

    def _opening(self, opening: str) -> tuple[Phase, str] | None:
        """The phase that a paragraph's first words claim, if the heading leaves room for it."""
        year = self.report.year
        candidates: list[tuple[int, Phase, str]] = []
        looks_back = self.allowed
        spans = [(m.start(), m[0]) for m in _BACK_OVER_YEARS.finditer(opening) if not self._is_in_passing(m)]
        for at, text in spans[:1]:
            future = looks_back is False or (_PLAN_NAME_ONLY.match(text) and self._is_future_plan(text, opening))
            candidates.append((at, Phase.PLAN_SPAN if future else Phase.REVIEW_SPAN, _bare(text)))
        found = _AHEAD_OVER_YEARS.search(opening)
        if found and not any(at == found.start() for at, _, _ in candidates):
            candidates.append((found.start(), Phase.PLAN_SPAN, _bare(found[0])))
        if found := _BACK_ONE_YEAR.search(opening):
            candidates.append((found.start(), Phase.REVIEW, ""))
        if found := _AHEAD_ONE_YEAR.search(opening):
            candidates.append((found.start(), Phase.PLAN, ""))
        if year:
            for at, text in ((m.start(), m[0]) for m in _YEAR_FIRST.finditer(opening)):
                number = int(text[:4])
                if number == year and at < 24:
                    candidates.append((at, Phase.PLAN, ""))
                elif number == year - 1 and at < 24 and not (spans and _IS_A_YEAR_OF.match(opening, at)):
                    candidates.append((at, Phase.REVIEW, ""))
        candidates.sort(key=lambda c: c[0])
        for _, phase, span in candidates:
            if self.allowed is True and not phase.looks_back:
                continue
            if self.allowed is False and phase is Phase.REVIEW and not _OPENS_BACK.match(opening):
                continue
            if self.allowed is False and phase is Phase.REVIEW_SPAN:
                continue
            return phase, span
        return None

    def _is_in_passing(self, span: re.Match[str]) -> bool:
        """Whether a paragraph names fewer years than it is of: 全省…,近两年又…, or 几年来 where five are reviewed."""
        if _VAGUE.match(span[0]) is not None:
            return self.phase is Phase.REVIEW_SPAN and bool(self.span) and "几" not in self.span
        of_more = self.phase is Phase.REVIEW_SPAN and bool(self.span) and not self.span.startswith("近")
        opens = span.start() == 0 or (span.string[span.start() - 1] in "。！!；;" and not of_more)
        return span[0].startswith("近") and not opens

    def _is_future_plan(self, text: str, opening: str) -> bool:
        years = [y for p in find_periods(text) for y in p.years]
        if self.report.year is None or not years:
            return _CLAIMS_FUTURE.search(opening) is not None
        return max(years) > self.report.year or (
            max(years) == self.report.year and _CLAIMS_FUTURE.search(opening) is not None
        )

    def _by_wording(self, index: int, ratio: float = _RATIO) -> Phase:
        """Count the wording of what follows, up to the end of the section."""
        report, texts, size = self.report, [], 0
        path = self._path(report.paragraphs[index].section)
        for paragraph in report.paragraphs[index:]:
            if self._path(paragraph.section)[: len(path)] != path or size > 6000:
                break
            if paragraph.role is Role.BODY:
                texts.append(paragraph.text)
                size += len(paragraph.text)
        text = "\n".join(texts)
        ahead, back = len(_AHEAD_WORDING.findall(text)), len(_BACK_WORDING.findall(text))
        return Phase.PLAN if ahead > ratio * back else Phase.REVIEW

    def _year(self, phase: Phase, span: str) -> int | None:
        year = self.report.year
        if year is None:
            return None
        if phase.looks_back:
            return year - 1
        if phase is Phase.PLAN:
            return self.planned or year
        known = [y for p in find_periods(f"{span}时期" if span else "", report_year=year) for y in p.years]
        if span and _PLAN_NAME_ONLY.match(span) and known and max(known) >= year:
            self.horizon = max(known)
        if known and max(known) > year:
            return max(known)
        return self.horizon or year + 4


# 一年来,主要抓了以下几件事:
_ANNOUNCES = re.compile(
    r"^.{6,160}(?:以下|主要做了|重点做了|主要抓了|主要开展了|几个方面|主要工作)[^。]{0,12}[。:：]?$"
)
_PLANNED_YEAR = re.compile(
    r"((?:19|20)[0-9]{2}) ?年(?!远景|规划|以前|之前)[^,，至到—-]{0,12}(?:计划|任务|安排|目标|部署|工作)"
)
_SAYS_SPAN = re.compile(rf"{_SPAN_WORDS}来|这{_SPAN_WORDS}|一年来|这一年|的五年$")
_PLAN_NAME_ONLY = re.compile(rf"{_PLAN_NAME}|第[一二三四五六七八九十]+个五年计划")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?= ?年)")
# 2025年是规划收官之年。五年来,…: what the year is, before the years are looked back on.
_IS_A_YEAR_OF = re.compile(r"[0-9]{4} ?年,?(?:既?是|作为)[^。]{2,28}年[。,，]")
_TURNS_TO_YEAR = re.compile(r"过去(?:的)?一年|一年来|刚刚过去的|这一年|上年度")
_OPENS_WITH_YEAR = re.compile(
    r"(?:[—―–-]+|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+[、是])?(?:各位代表[，,！!：:])?(?:在|据初步统计[，,])?"
    r"(?:去年|(?:19|20)\d\d ?年)"
)
_OVER_YEARS = re.compile(r"年均|平均每年|每年平均|五年平均|[三四五]年(?:累计|共|翻|增)|五”?末")
_OPENS_BACK = re.compile(r"(?:各位代表[！!，,])?(?:过去(?:的)?一年|一年来|去年|刚刚过去)")


def _bare(span: str) -> str:
    """五年来, “十三五”时期 as a period's name."""
    return re.sub(r"[“”\"。，,；：:]|^(?:的|这|刚刚过去的?)", "", span)
