"""From a figure and what it is about to a row of the ledger: standard name, date, measure, base and address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rag.figures import Figure, Measure, Period, find_periods, fold
from rag.indicators import clues
from rag.indicators.complete import ACTING
from rag.indicators.naming import DEED_TAIL
from rag.indicators.phrases import noun_after, trimmed
from rag.indicators.stance import Stance
from rag.indicators.standard import exact, topic_of
from rag.indicators.types import ACTUAL, SO_FAR, YEAR, YEARLY, IndicatorRow
from rag.indicators.when import is_mean, is_so_far, when
from rag.lexicon import Entry
from rag.places import Level
from rag.types import Paragraph, Report

POINTS = "百分点"
AFTER_QUALIFIER = re.compile(
    r"^(?:大关|以上|以下|以内|以外|左右|上下|之内|之上|及以上|内(?![河陆资])|多(?!功能|业态|层|媒体|式联运|能互补)|余)"
)
NATION = "全国"  # the State Council speaks, the nation has the figures
_MARKS = str.maketrans("，；：（）？！", ",;:()?!")
_LONGEST_QUOTE = 120
_NEAR = 80  # a base told in the sentence before still holds


@dataclass(frozen=True, slots=True)
class Subject:
    """What figures of a sentence are about, where it is printed, and whose it is if not the report's place."""

    name: str
    start: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure with what it is about."""

    figure: Figure
    subject: Subject
    base: str = ""  # what it is compared with, or among whom it ranks
    share_of: str = ""
    measure: str = ""  # where it is not the figure's own


@dataclass(frozen=True)
class Scene:
    """A paragraph as it is read: of which report, looking back or ahead, its text folded with ASCII marks."""

    report: Report
    paragraph: Paragraph
    stance: Stance

    @cached_property
    def text(self) -> str:
        return fold(self.paragraph.text).translate(_MARKS)

    @cached_property
    def place(self) -> str:
        return NATION if self.report.metadata.level.value == Level.NATIONAL else self.report.place

    @cached_property
    def section(self) -> tuple[str, ...]:
        return self.report.section_path(self.paragraph.section)

    @cached_property
    def periods(self) -> list[Period]:
        return find_periods(self.paragraph.text, report_year=self.report.year)


def own_measure(figure: Figure) -> str:
    """The measure that a figure has by itself."""
    return "ratio" if figure.measure is Measure.MULTIPLE else figure.measure.value


def row_of(found: Found, scene: Scene, sentence: int, sentence_end: int) -> IndicatorRow:
    """Make the row of a figure in the sentence between these offsets."""
    figure, subject, text = found.figure, found.subject, scene.text
    name, indicator, entry = _names(found)
    dated = when(
        text,
        figure.start,
        sentence,
        scene.periods,
        scene.stance,
        scene.report.year,
        deed=ACTING.match(subject.name) is not None,
    )
    measure = _measure(found, indicator, text, sentence)
    period = _period(dated.period, name, measure, text, figure.start, sentence)
    since_then = measure == "growth" and dated.kind == ACTUAL and period == YEAR
    fell = figure.negative and not clues.CUTS.search(name) and measure in ("growth", "change")  # 减碳96% did not fall
    sign = -1 if fell else 1
    start, end = _quote(found, text, sentence)
    source_start, source_end = scene.paragraph.alignment.to_source(start, end)
    return IndicatorRow(
        report_id=scene.report.id,
        file=scene.report.file,
        place=subject.place if subject.place and " " not in subject.place else scene.place,
        year=dated.year,
        period=period,
        indicator=indicator,
        raw=subject.name,
        values=tuple(sign * v for v in figure.values),
        unit=figure.unit or ("位" if figure.kind == "rank" else ""),
        base_values=tuple(sign * v for v in figure.base_values),
        base_unit=figure.base_unit,
        kind=dated.kind,
        measure=measure,
        bound=figure.bound.value,
        qualifier=figure.qualifier,
        estimate=figure.estimate,
        base=_tidied(found.base)
        or _base(figure, measure, text, sentence)
        or (_base_before(dated.year, text, figure.start, sentence) if since_then else ""),
        topic=entry.topic if entry else topic_of(name),
        standard=entry is not None,
        section=scene.section,
        paragraph=scene.paragraph.ordinal,
        start=figure.start,
        end=figure.end,
        quote=scene.paragraph.text[start:end],
        quote_start=start,
        quote_end=end,
        sentence=scene.paragraph.text[sentence:sentence_end],
        sentence_start=sentence,
        source_start=source_start,
        source_end=source_end,
    )


def _names(found: Found) -> tuple[str, str, Entry | None]:
    """The name as the report has it, the indicator that it is, and its entry of the vocabulary if it has one."""
    figure, raw = found.figure, found.subject.name
    bare = clues.without_verb(raw)
    name = f"{bare}占{found.share_of}比重" if found.share_of else raw
    entry = exact(name)
    if entry is None and clues.PRODUCT.fullmatch(found.share_of):
        entry = _of_product(bare)
    if entry is not None and clues.IS_RATE.search(entry.name) and figure.base_unit not in ("%", POINTS, "位"):
        entry = None  # 优良天数265天 is not the rate
    if name in clues.ECONOMY and figure.measure is Measure.GROWTH:
        name = "地区生产总值"  # 经济增长5%左右
        entry = exact(name)
    if entry is not None:
        return name, entry.name, entry
    if (drives := clues.DRIVES.match(name)) and (stock := exact(name[drives.end() :])):
        return name, stock.name, stock  # 带动一般公共预算收入增长
    does = clues.DOES.match(name) if figure.measure is Measure.LEVEL and DEED_TAIL.search(name) else None
    if does is not None and (done := exact(name[does.end() :])):
        return name, done.name, done  # 实施老旧小区改造
    if (more := clues.INCREASE.match(name)) and (stock := exact(name[more.end() :])):
        return name, more[0] + stock.name, stock
    return name, name, None


def _of_product(thing: str) -> Entry | None:
    """The vocabulary's entry for a thing's share in the gross product, however either is spelled."""
    for spelled in (thing, thing.removeprefix("全社会"), thing.removeprefix("全社会").replace("经费支出", "经费投入")):
        if (entry := exact(f"{spelled}占地区生产总值比重")) is not None:
            return entry
    return None


_RATE_BY_NAME = re.compile(r"(?:自然增长率|人口增长率|贡献率)$")
_RATIO_BY_NAME = re.compile(r"(?:收入|消费)(?:比|比值|倍差|差距)$")


def _measure(found: Found, indicator: str, text: str, sentence: int) -> str:
    figure = found.figure
    before = text[sentence : figure.start]
    measure = found.measure or own_measure(figure)
    if measure == "share" and clues.SPEED.search(before):
        return "growth"  # 增速不低于10%
    if measure == "change" and figure.base_unit == "位" and before.endswith(("至", "到")):
        return "rank"  # 进至全国百强92位
    if measure == "level" and figure.unit == "位" and clues.AT_RANK.search(before):
        return "rank"
    if measure == "growth" and indicator.endswith("率") and clues.HELD_AT.search(before):
        return "share"  # 失业率、涨幅分别控制在4%和2%
    if measure == "growth" and _RATE_BY_NAME.search(indicator):
        return "share"  # 人口自然增长率降到5‰: the rate itself, not its growth
    if measure == "level" and not figure.base_unit and _RATIO_BY_NAME.search(indicator):
        return "ratio"
    if measure == "share" and figure.base_unit == "%" and indicator in clues.PRICES:
        return "growth"  # 价格控制在2%以内
    if measure == "level" and (clues.RAISED_OUTPUT.search(before) or clues.STEPS.match(text, figure.end)):
        return "change"  # 增产500亿斤, 提升2个等级
    return measure


def _period(period: str, name: str, measure: str, text: str, at: int, sentence: int) -> str:
    """The period with what is said of it: a yearly average, or all that there was up to then."""
    averages = measure in ("growth", "change", "level", "ratio") and clues.MEAN_NAME.search(name) is None
    if averages and is_mean(text, at, sentence):
        return YEARLY if period == YEAR else period + YEARLY
    of_all = measure == "level" or (measure == "growth" and clues.CUT_SO_FAR.search(text[sentence:at]) is not None)
    if period == YEAR and of_all and is_so_far(text, at, sentence):
        return SO_FAR
    return period


_BASE_HEAD = re.compile(
    r"^(?:.*由(?=全)|[一-鿿]{2,8}(?=在全[国省区市])|跻身|入围|位列|列入|增速(?=连)|在(?=全|同|中|各|平|世)"
    r"|连续[0-9一二三四五六七八九十]+(?:年|次|个?月|个?季度)(?:保持|稳居|位居)?)"
)
_BASE_TAIL = re.compile(
    r"(?:\s|分别|[0-9.]+个?(?:百分点|天|亿元|万元|位)?[和、]?|(?<=[评测核查])中|有望|排名?由[^,;。]{0,4}前"
    r"|(?:增[加长]|提[高升]|前[移进]|下降|减少|削减|降低|同比|上升|相比)[了超约近]?)$"
)


def _tidied(base: str) -> str:
    """What is compared with, or among whom a rank is held, without the verbs and numbers around it.

    >>> _tidied("各项贷款平均增速6.4个和"), _tidied("2020年增加超"), _tidied("连续2年在全省考评中"), _tidied("2020年")
    ('各项贷款平均增速', '2020年', '全省考评', '2020年')
    """
    while (shorter := _BASE_TAIL.sub("", _BASE_HEAD.sub("", base))) != base and shorter:
        base = shorter
    return base


def _base(figure: Figure, measure: str, text: str, sentence: int) -> str:
    """What is compared with, said once for all that follows."""
    since = clues.SINCE.match(text[sentence : figure.start]) if measure in ("growth", "ratio") else None
    if since is not None:
        return since["base"]
    if measure == "growth" and figure.base_unit == "倍":
        told = [m["base"] for m in clues.SINCE_THEN.finditer(text, max(0, sentence - _NEAR), figure.start)]
        return told[-1] if told else ""  # 比“十五”末增长74%;…增长1.4倍
    return ""


_COMPARED_WITH = re.compile(
    r"[比较是为] ?(?P<base>(?:19|20)[0-9]{2}年|[一二三四五六七八九〇零○]{4}年|[“\"]?十[一二三四]?五[”\"]?末|五年前)"
)
_WITH_LAST_YEAR = re.compile(r"同比|上年|去年|全年|当年")


def _base_before(year: int | None, text: str, at: int, sentence: int) -> str:
    """The year that the sentence last compared with; what it goes on to say has grown since then too.

    >>> text = "2020年优良天数比2015年增加9天;PM2.5平均浓度下降46%"
    >>> _base_before(2020, text, text.index("46%"), 0), _base_before(2016, text, text.index("46%"), 0)
    ('2015年', '')
    """
    told = list(_COMPARED_WITH.finditer(text, sentence, at))
    if not told or _WITH_LAST_YEAR.search(text, told[-1].end(), at):
        return ""
    base, near = told[-1]["base"], re.search("[,;]", text[told[-1].end() : at]) is None
    years = [y for period in find_periods(base) for y in period.years]
    return "" if not near and year is not None and years[-1:] == [year - 1] else base


def _quote(found: Found, text: str, sentence: int) -> tuple[int, int]:
    """The smallest clause that carries the figure and its subject."""
    figure, subject = found.figure, found.subject
    after = AFTER_QUALIFIER.match(text[figure.end :])
    end = figure.end + (after.end() if after else 0)
    noun = noun_after(text[end:])
    if subject.start <= figure.start and noun and subject.name.endswith(trimmed(noun)):
        end += len(noun)
    first = min(subject.start, figure.start)
    if end - first > _LONGEST_QUOTE:
        first = figure.start
    start = max(text.rfind(mark, sentence, first) for mark in ",;:。") + 1
    start = max(start, sentence)
    while start < first and text[start] in " 、":
        start += 1
    return start, end
