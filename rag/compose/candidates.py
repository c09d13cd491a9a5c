"""How well one sentence answers a question: what of the question it covers, and whether year and kind agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.asked import asked
from rag.compose import Source
from rag.figures import Figure, Measure, find_figures
from rag.lexicon import Mention, mentions
from rag.lexicon.spoken import Spoken, spoken_words
from rag.sentences import clauses
from rag.tense import TARGET, status_of, year_of
from rag.terms import term_weight, terms
from rag.types import Paragraph, Report
from rag.understand import Question

# Words in the headings over a sentence cover the question, but less surely than words in it.
CONTEXT_CREDIT = 0.6
# What is left of a score where the sentence is about another year, tells results for targets or targets for results,
# or holds no figure of the kind that is asked for.
OTHER_YEAR = 0.5
OTHER_STATUS = 0.55
# A figure of another year, a target for a result, or a figure per head is worse than no answer.
FIGURE_OF_OTHER = 0.1
NO_SUCH_FIGURE = 0.3
# Of a year that is named without saying which, one asks for the result rather than for the target.
UNSAID_TARGET = 0.9
# What is left where the indicator asked for is not in the sentence, or the figures in it are those of others.
OTHER_INDICATOR = 0.3
# A sentence that says this much of what the question says besides the indicator, in so many words, is of the same.
MIN_REST = 3
MOST_OF_REST = 0.6
# What is left of a figure where the question names one thing (青石桥, 云湖景区) and the sentence another.
OTHER_THING = 0.3
# And where the question counts something that the sentence does not name.
OTHER_COUNTED = 0.5
# What is asked about must be named, this much of it, before the last figure that may be meant.
TOLD_BEFORE = 0.5
# What is left of a sentence that holds nothing beside the question's own words, but for this share of its terms.
NOTHING_NEW = 0.3
REPEATED = 0.15
# What is left where a reason is asked for and the sentence gives none.
NO_CAUSE = 0.6
# What the standard term is worth where the question names something related to it.
RELATED = 0.6
# What a written word is worth where the question says it in speech: it may be another one that is meant.
SPOKEN = 0.85
_OPENING = 16  # characters in which a paragraph says of which years it is
# How much the likeness of vectors counts beside the words covered. Tuned on the questions over the five seeds: 0.4,
# 0.6, 0.8 and 1.0 were tried; with wenju-static-2 again, over all reports: 0.6 and 0.75 decline questions in everyday
# words that 0.9 answers, 1.05 and 1.2 do as well as 0.9.
SIMILARITY = 0.9
# What cannot score more than this, whatever its vector, is not looked at further: half of what an answer needs.
HOPELESS = 0.16
# Words that the question itself puts in quotation marks are what it is about: as much as so many rare pairs.
QUOTED = 4.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence or clause with the share of the question it covers, 0 to 1, and its final score."""

    source: Source
    coverage: float
    score: float
    status: str
    year: int | None
    fit: float = 1.0  # what year, kind and figures leave of the score


class Judge:
    """Scores sentences against one question."""

    def __init__(
        self,
        question: Question,
        idf: Mapping[str, float],
        similar: Callable[[Sequence[str]], Sequence[float]] | None = None,
    ) -> None:
        self._question = question
        self._similar = similar
        self._ranked: dict[tuple[tuple[str, int, int, int], ...], list[Candidate]] = {}
        self.asked = asked(question.text)
        common = min(idf.values(), default=1.0)
        unquoted = _TALK.sub(" ", question.rest)
        for text in question.quoted:
            unquoted = unquoted.replace(text, " ")
        self._idf = {term: idf.get(term, common) * term_weight(term) for term in dict.fromkeys(terms(unquoted))}
        self._names = [run for run in _HAN.findall(unquoted) if len(run) > 2]
        # Everyday words lead to an indicator only roughly: 自来水管换多长 is told of 供水管网, not of 城乡供水.
        self._names_indicator = all(m.official for m in question.vocabulary)
        self._names_figure = _FIGURE_ITSELF.search(question.text) is not None
        self.wants_figure = question.understood.kind == "figure" or bool(self.asked) or self._names_figure
        # 唱了多少场戏、放了多少场电影 asks for two figures, though of one unit.
        self.asks_figures = len(_HOW_MANY.findall(question.text))
        self._counted = _counted(question)
        self.asks_when = _WHEN.search(question.text) is not None
        self._is_per_head = _EACH.search(question.bare) is not None
        self._asks_price = _ASKS_PRICE.search(question.bare) is not None
        self.thing = question.inner or _thing_of(question)
        self._asked_terms = frozenset(terms(question.text))
        rarest = max(idf.values(), default=1.0)
        self._quoted = [(_letters(text), QUOTED * rarest) for text in question.quoted]
        self._concepts = [_spellings(m, question.bare) for m in question.vocabulary]
        self._concepts += [_written(word, question.bare) for word in question.spoken]
        self._concept_weights = [
            max(sum(idf.get(t, common) for t in spelling) for spelling, _ in spellings) for spellings in self._concepts
        ]
        self._total = sum(self._idf.values()) + sum(self._concept_weights) + sum(weight for _, weight in self._quoted)

    def coverage(self, text: str, context: str = "") -> float:
        """Share of the question's words and concepts in the text; those only in its context count in part."""
        if not self._total:
            return 0.0
        inside, around = frozenset(terms(text)), _terms(context)
        covered = sum(
            weight * (1.0 if term in inside else CONTEXT_CREDIT if term in around else 0.0)
            for term, weight in self._idf.items()
        )
        for quoted, weight in self._quoted:
            if quoted in _letters(text):
                covered += weight
            elif quoted in _letters(context):
                covered += weight * CONTEXT_CREDIT
        for spellings, weight in zip(self._concepts, self._concept_weights, strict=True):
            covered += weight * max(
                credit * max(_share(s, inside), CONTEXT_CREDIT * _share(s, around)) for s, credit in spellings
            )
        return covered / self._total

    def is_of_level(self, text: str) -> bool:
        """Whether a text says the level that the question does: 省级, not 国家级; any does where it says none."""
        levels = _LEVELS.findall(self._question.bare)
        return not levels or any(level in text for level in levels)

    def has_quoted(self, text: str) -> bool:
        """Whether a text has all that the question puts in quotation marks."""
        letters = _letters(text)
        return all(quoted in letters for quoted, _ in self._quoted)

    def puts_in_quotes(self, name: str) -> bool:
        """Whether the question has this name, and nothing else, in quotation marks."""
        return name in self._question.quoted

    def candidates(self, paragraphs: Iterable[tuple[Report, Paragraph, int, int]]) -> list[Candidate]:
        """Score the clauses in clean spans of paragraphs; best first, ties by place in the report."""
        spans = list(paragraphs)
        key = tuple((report.id, paragraph.ordinal, start, end) for report, paragraph, start, end in spans)
        if key not in self._ranked:
            # One question looks at the same sentences for its figures, its list and its answer.
            self._ranked[key] = self._rank(spans)
        return self._ranked[key]

    def _rank(self, spans: Sequence[tuple[Report, Paragraph, int, int]]) -> list[Candidate]:
        found = [
            self._candidate(report, paragraph, start + left, start + right)
            for report, paragraph, start, end in spans
            for left, right in clauses(paragraph.text[start:end])
        ]
        if self._similar is not None and found:
            # What words do not share, meaning may: the likeness of vectors is added, under the same discounts.
            hopeful = [i for i, c in enumerate(found) if (c.coverage + SIMILARITY) * c.fit >= HOPELESS]
            alike = self._similar([found[i].source.quote for i in hopeful]) if hopeful else []
            for i, likeness in zip(hopeful, alike, strict=True):
                c = found[i]
                found[i] = replace(c, score=c.score + SIMILARITY * max(float(likeness), 0.0) * c.fit)
        return sorted(
            found,
            key=lambda c: (-c.score, c.source.report.file, c.source.paragraph.ordinal, c.source.start),
        )

    def _candidate(self, report: Report, paragraph: Paragraph, start: int, end: int) -> Candidate:
        start, end = _trimmed(paragraph.text, start, end)
        source = Source(report, paragraph, start, end)
        # The words before, in steps, so that sentences close together share them.
        first = max(0, start - 80) // 40 * 40
        context = " ".join((*source.section_path, paragraph.lead, paragraph.text[first:start]))
        coverage = self.coverage(source.quote, context)
        status = status_of(report, paragraph, source.quote)
        year = year_of(report, status)
        score = coverage
        understood = self._question.understood
        wants_figure = self.wants_figure
        if understood.status and status and status != understood.status:
            score *= FIGURE_OF_OTHER if wants_figure else OTHER_STATUS
        elif not understood.status and understood.years and status == TARGET and understood.kind == "figure":
            score *= UNSAID_TARGET
        # Where nothing tells results from plans, the report's year may be meant or the one before.
        told = () if year is None else (year,) if status else (year, year - 1)
        if understood.years and told and not any(y in understood.years for y in told):
            # 到2026年… in the plan of 2025 is about 2026 nevertheless.
            named = any(str(y) in source.quote or str(y) in context for y in understood.years)
            score *= OTHER_YEAR if named or not wants_figure else FIGURE_OF_OTHER
        hopeless = coverage > 0 and (coverage + SIMILARITY) * score / coverage < HOPELESS
        if wants_figure and not hopeless:
            met = self.asked.share_met(_figures(source.quote))
            is_ordered = Measure.RANK in self.asked.measures and _ORDINAL.search(source.quote) is not None
            met = 1.0 if is_ordered and len(self.asked.measures) == 1 and not self.asked.units else met
            score *= NO_SUCH_FIGURE + (1 - NO_SUCH_FIGURE) * met
            if (
                understood.kind == "figure"
                and self._names_indicator
                and not gives_figure_of(source.quote, understood.indicator)
                and not (met >= 1.0 and self._says_rest(source.quote, context))
            ):
                score *= OTHER_INDICATOR
            if (
                any(_only_per_head(source.quote, name) for name in self._names)
                or (self._is_per_head and not _SAYS_EACH.search(source.quote))
                or (self._asks_price and not _SAYS_PRICE.search(source.quote))
            ):
                score *= FIGURE_OF_OTHER
            if self._counted and not self._names_counted(source.quote, context):
                score *= OTHER_COUNTED
            if self._is_of_years(source, start):
                score *= OTHER_YEAR
            if self._is_told_too_late(source.quote, context, coverage):
                score *= OTHER_INDICATOR
            if self.thing and not (
                tells_of(self.thing, source.quote, context) or (is_ordered and self.thing in source.quote)
            ):
                score *= OTHER_THING
        if understood.kind == "reason" and not _CAUSE.search(source.quote):
            score *= NO_CAUSE
        if understood.kind != "yes_no" and self._only_repeats(source.quote):
            score *= NOTHING_NEW
        return Candidate(source, coverage, score, status, year, score / coverage if coverage else 1.0)

    def _says_rest(self, text: str, context: str) -> bool:
        """Whether a sentence says what the question does besides the indicator: 招商引资,过亿元项目要落地多少个."""
        if self.thing:
            return tells_of(self.thing, text, context)
        total = sum(self._idf.values())
        said = frozenset(terms(text))
        known = sum(weight for term, weight in self._idf.items() if term in said)
        return len(self._idf) >= MIN_REST and known >= MOST_OF_REST * total

    def _names_counted(self, text: str, context: str) -> bool:
        """Whether a sentence, or what stands before it, names what the question counts: 多少名教师."""
        said = text + context
        return any(word in said for word in self._counted)

    def _is_of_years(self, source: Source, start: int) -> bool:
        """Whether a sentence tells of several years together where the question names single ones."""
        understood = self._question.understood
        if not understood.years or _OF_YEARS.search(self._question.text):
            return False
        text = source.paragraph.text
        first = max(text.rfind(mark, 0, start) + 1 for mark in "。；！？")
        said = f"{text[:_OPENING]} {text[first : source.end]}"
        return _OF_YEARS.search(said) is not None and not any(str(year) in said for year in understood.years)

    def _is_told_too_late(self, text: str, context: str, coverage: float) -> bool:
        """Whether what is asked about is named only behind the figures, which are then those of something else.

        今年有17万毕业生，群众在教育、托育方面还有期待 gives no figure of 托育.
        """
        fitting = [f for f in _figures(text) if self.asked.share_met([f]) > 0]
        if not fitting:
            return False
        end = _COMMA_STOP.search(text, max(f.end for f in fitting))
        if end is None:
            return False
        return self.coverage(text[: end.start()], context) < coverage * TOLD_BEFORE

    def _only_repeats(self, text: str) -> bool:
        """Whether a sentence says nothing that the question does not: 大力发展新兴产业 does not tell which."""
        said = [term for term in terms(text) if term_weight(term) == 1.0]
        return (
            bool(said)
            and not _figures(text)
            and sum(term not in self._asked_terms for term in said) <= len(said) * REPEATED
        )


@lru_cache(maxsize=4096)
def _figures(text: str) -> tuple[Figure, ...]:
    """Of one sentence, which is looked at for its figures several times in a question."""
    return tuple(find_figures(text))


@lru_cache(maxsize=512)
def _terms(context: str) -> frozenset[str]:
    """Of the words over and before a sentence, which neighbouring sentences share."""
    return frozenset(terms(context))


_COMMA = re.compile(r"[,，;；、]")
_COMMA_STOP = re.compile(r"[,，;；]")
# A price is one of a piece or a measure: 多少钱一斤, 一平米卖几千.
_ASKS_PRICE = re.compile(
    r"(?:多少|几块|几毛)钱?一(?:公?斤|吨|平米?|平方米?|亩|度|方|立方|张|个|件|台|套|瓶|箱|头|只|桶|升|晚|次|趟)"
    r"|一(?:公?斤|吨|平米?|平方米?|亩|度|方|立方|张|桶|升|晚)(?:要|卖|得|是|收|涨到)?(?:多少|几块)|卖(?:多少钱|什么价)|单价"
)
_SAYS_PRICE = re.compile(
    r"价|每(?:公?斤|吨|平方米|亩|度|立方米|千瓦时|张|个|件|台|套|头|只|桶|升|人|户|次)|元/|/(?:公?斤|吨|平方米|亩|度|千瓦时|人)"
)
# What people say around a question, and no report does: it tells nothing of the subject.
_TALK = re.compile(
    r"自己|承认|坦承|坦言|老实说|说实话|老毛病|毛病|老问题|老大难|好消息|坏消息|好不好|怎么办|有?(?:什么|啥)?办法|想办法|指望|盼头|改观|改善|好转|变化|变好|变坏|解决|治好|搞好|弄好|管用|管不管"
    r"|帮上?(?:什么|啥)?忙|帮忙|照顾|帮|会不会|能不能|可不可以|有没有|是不是|要不要|好了没|没有|了没|行不行"
    r"|我们家?|咱们?家?|俺们?|大家|人家|别人|老百姓|百姓|普通人|家里|家门口|身边|住在|住的|地方|政府|公家|上面|当地|本地|这里|那里|这儿|那儿"
    r"|比起?(?:以前|过去|从前|去年|前一?年|上年)|跟(?:以前|过去|去年|上年)比|和(?:以前|过去|去年|上年)比|能帮着|帮着|帮忙|现在|如今|今后|以后|将来|以前|过去|一年里?|一年|全年|今年|明年|去年|每年|平均|大概|大约|左右|差不多|一共|总共|全部|到底|究竟|真的?|还|最后|后来|终于"
    r"|打算|准备|计划|想要?|愿意|希望|听说|据说|知道|觉得|看看|说说|讲讲|一下|事情|事儿|东西|情况|方面|样子|程度|多少|怎样|如何|什么|啥|哪些?|哪里"
    r"|更容易|容易|方便|太差|太难|太多|太少|太贵|太|很|更|越来越|比较|特别|非常|一些|一点|有点|点儿|就行|只要|只需|才能|才行"
)
_HOW_MANY = re.compile(r"多少|几(?=[个家所条座项名户套亿万处场只支间批艘架栋亩吨件])")
# 多少名中小学教师: what is counted, behind its measure word.
_COUNTS = re.compile(
    r"(?:多少|几)[万千百]*[个家所条座项名位套处支场只件间批艘架栋部辆台](?P<noun>(?:(?!的)[一-鿿]){3,8}?)(?=[?？,，。、了和与]|$)"
)
_WHEN = re.compile(r"哪一?天|什么时[候间]|啥时候|何时|几月|几号|哪个月|哪一年|哪年(?!的)|\bwhen\b", re.I)
_FIGURE_ITSELF = re.compile(r"数字|数量|数目|数值")
_CAUSE = re.compile(
    r"因(?!地制宜|时制宜|企|人|素|子|而)|由于|鉴于|考虑到|原因|在于|旨在|目的|得益于|源于|来自|受.{2,20}影响|为了|针对|之所以"
)
_HAN = re.compile(r"[一-鿿]+")
PER_HEAD = ("人均", "户均", "亩均", "地均", "单位", "村均")
# 成为全国第七个…: an order that is no rank among those that are measured.
_ORDINAL = re.compile(r"第[一二三四五六七八九十百0-9]+[个座家位名]")
_LEVELS = re.compile(r"国家级|省级|自治区级|市级|县级")
# Of several years: what it gives is no figure of one of them.
_OF_YEARS = re.compile(r"[三四五]年(?:来|间|内)|过去[三四五]年|这五年|[“\"]?十[一二三四]五[”\"]?(?:时期|期间|以来)")
_EACH = re.compile(r"人均|户均|亩均|地均|村均")
_SAYS_EACH = re.compile(r"均|每[人户亩村家平]|单位")


def gives_figure_of(text: str, indicator: str) -> bool:
    """Whether a figure follows the indicator before another indicator is named; lists with 分别 share theirs."""
    named = [m for m in mentions(text) if m.official]
    own = [i for i, m in enumerate(named) if m.entry.name == indicator]
    if not own:
        # Its lead sentence may have named it: 大力发展电子商务。…力争交易额突破…
        return indicator[-3:] in text
    if "分别" in text:
        return True
    figures = _figures(text)
    for i in own:
        until = named[i + 1].start if i + 1 < len(named) else len(text)
        if any(named[i].end <= f.start < until for f in figures):
            return True
        # 新增高新技术企业20家 names the thing before its figure, 完成20万户清洁取暖改造 behind it.
        since = named[i - 1].end if i else 0
        if any(
            since <= f.start and not _COMMA.search(text[f.end : named[i].start])
            for f in figures
            if f.end <= named[i].start
        ):
            return True
    return False


# One thing by its own name, of the kinds that figures are given of one by one.
_THING = re.compile(
    r"([一-鿿]{2,5}?)(景区|风景区|古镇|古城|机场|火车站|高铁站|车站|大桥|隧道|水库|电站|核电站|公园|湿地|医院|大学|学院|中学|小学|博物馆"
    r"|体育馆|体育场|山庄|度假区|度假村|乐园|动物园|植物园|石窟|滑雪场|故居|步行街|商圈|夜市|综保区|开发区|高新区|经开区|新区|自贸区|自贸试验区|产业园|工业园|集团|公司|高铁|铁路|城际)"
    r"(?![一-鿿]*(?:各|哪))"
)
# What stands before such a word and names none of them: words of grammar, or nothing but general words.
_NO_NAME = re.compile(
    r"计划|增|办|创|考|读|念|上|进|入|就|坐|乘|看|住|哪|多少|几|有|的|了|在|和|与|及|或|为|把|给|被|让|从|向|建|修|通|开|来|去|到|个|家|所|座|条|是|要|能|会|对"
    r"|^(?:第|全|各|每|新|老|旧|大|小|本|该|这|那|所有|其他|今年|去年|国家|全国|省级|市级|县级|区级|[省市县区乡镇村]|国|级|类|型|业|性|化"
    r"|工业|产业|高新|经济|技术|科技|创新|旅游|文化|体育|乡村|农村|乡镇|城市|城镇|城区|社区|县域|口袋|湿地|森林|郊野|主题|城郊|社会"
    r"|人民|中医|中心|妇幼|儿童|综合|专科|三甲|公立|民营|私立|民办|公办|普通|职业|重点|示范|特色|高等|本科|寄宿|九年|一贯|义务"
    r"|国际|国内|支线|通用|货运|客运|航空|跨江|过江|跨海|公路|城际|长途|地铁|轻轨|高速|普速|动车|山区|边远|偏远|易地|搬迁|安置"
    r"|老旧|历史|文明|美丽|和美|数字|智慧|绿色|生态|红色|康养|养老|上市|外资|外贸|国有|央企|国企|民企|龙头|骨干|物流|抽水|蓄能"
    r"|水|火|核|风|光|陆路|内陆|沿海|沿江|沿边|保税|自贸|名山|革命|老区|贫困|脱贫|示范性)+$"
)


_THING_OF_PLACE = re.compile(
    r"([一-鿿]{2,4}?)(医院|大学|学院|综保区|开发区|高新区|经开区|新区|自贸区|自贸试验区|产业园|工业园|集团|公司)"
)


def _counted(question: Question) -> tuple[str, ...]:
    """Words of which one must be named where the question counts a thing: its first or last two characters, or others
    that reports print for it."""
    found = _COUNTS.search(question.text)
    if found is None:
        return ()
    noun = found["noun"]
    # In everyday words it may be written in any way.
    is_everyday = any(not m.official for m in mentions(noun, everyday_gaps=True)) or bool(spoken_words(noun))
    return () if is_everyday else (noun[-2:], noun[:2], *(s for m in mentions(noun) for s in m.entry.spellings))


def _thing_of(question: Question) -> str:
    """The name that tells one thing from the place that the question is about."""
    shorts = {place.short for place in question.places}
    # 兰溪高新区 is 高新区 in the report of 兰溪; 兰溪机场 is the airport of 兰溪, whatever its name is.
    for match in _THING_OF_PLACE.finditer(question.bare):
        if match[1] in shorts:
            return match[2]
    name = named_thing(question.bare)
    return "" if name in shorts else name


def thing_in_full(text: str) -> str:
    """The same with the word that says what it is: 云岭山景区; empty where the question asks for no one thing."""
    name = named_thing(text)
    found = next((m for m in _THING.finditer(text) if name and m[0].startswith(name)), None)
    return found[0] if found is not None else ""


def named_thing(text: str) -> str:
    """The proper name of the one thing that a question asks about; empty where it asks for all of a kind.

    >>> named_thing("云岭山景区去年来了多少游客")
    '云岭山'
    >>> named_thing("新建了多少所乡村小学")
    ''
    """
    for match in _THING.finditer(text):
        name = match[1]
        if (match.start() == 0 or not "一" <= text[match.start() - 1] <= "鿿") and not _NO_NAME.search(name):
            # 避暑 alone is a common word: only with 山庄 it names the thing.
            return match[0] if match[2] in ("山庄", "乐园", "故居", "度假村") else name
    return ""


# What begins to tell of the whole place.
_OF_ALL = re.compile(r"全[市县区省州国旗盟乡镇]|我[市县区省州]")


def tells_of(thing: str, text: str, before: str = "") -> bool:
    """Whether the figures of a text are of the one thing named in it, or before it, and not of the whole place.

    >>> tells_of("云岭山", "云岭山景区接待游客60万人次")
    True
    >>> tells_of("云岭山", "云岭山景区名气更响,全县接待游客300万人次")
    False
    """
    whole = f"{before} {text}"
    # Named again at the end of a sentence, it was told of before that.
    places = [m.start() for m in re.finditer(re.escape(thing), whole) if m.start() > len(before)] or [
        whole.rfind(thing)
    ]
    figures = _figures(whole)
    return any(at >= 0 and at < f.start and not _OF_ALL.search(whole[at : f.start]) for at in places for f in figures)


def _only_per_head(text: str, name: str) -> bool:
    """Whether the text has the name behind 人均 or the like only: 人均公园绿地面积 is not 公园绿地面积."""
    before = [text[max(0, m.start() - 2) : m.start()] for m in re.finditer(re.escape(name), text)]
    return bool(before) and all(word in PER_HEAD for word in before)


def _letters(text: str) -> str:
    """Without quotation marks and spaces, which vary."""
    return "".join(c for c in text if c.isalnum() or c in "+-·.")


def _spellings(mention: Mention, asked_in: str) -> list[tuple[frozenset[str], float]]:
    """The term sets that express what was asked, each with its credit."""
    found = [(frozenset(terms(s)), 1.0 if mention.exact else RELATED) for s in mention.entry.spellings]
    if not mention.official:
        # Who asks in everyday words may mean a part of it: 看病报销 is 基本医疗保险, and 门诊统筹 as well.
        found += [(frozenset(terms(s)), RELATED) for s in mention.entry.related]
    found.append((frozenset(terms(asked_in[mention.start : mention.end])), 1.0))
    return [(spelling, credit) for spelling, credit in found if spelling]


def _written(word: Spoken, asked_in: str) -> list[tuple[frozenset[str], float]]:
    """The term sets that a report may print for a spoken word."""
    found = [(frozenset(terms(written)), SPOKEN) for written in word.written]
    return [*found, (frozenset(terms(asked_in[word.start : word.end])), 1.0)]


def _share(wanted: frozenset[str], found: frozenset[str]) -> float:
    """Share of a spelling's terms that are there, discounted steeply: half of a name is not the name."""
    if not wanted:
        return 0.0
    share = len(wanted & found) / len(wanted)
    return share * share


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
