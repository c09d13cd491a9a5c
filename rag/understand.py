"""What a question asks for: places, years, kind, target or result, and the words to search for."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.figures import Period, find_periods
from rag.lexicon import Mention, mentions
from rag.lexicon.spoken import Spoken, spoken_words
from rag.places import Level, Place, contains, find_places, same_place
from rag.places import Mention as PlaceMention
from rag.places.relations import NATION_NAMES
from rag.results import Understood
from rag.terms import simplified, term_weight, terms


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: a place, or None for all, and the years asked about it."""

    place: Place | None
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, folded to Simplified script and half width, with what was understood of it."""

    text: str
    understood: Understood
    places: tuple[Place, ...]
    sides: tuple[Side, ...]
    report_years: tuple[int, ...]  # 2026年的报告: the year of the report itself, not of what it tells
    terms: Mapping[str, float]  # what to search for, with weights; place and year are left out
    core: str  # the question without places, years and question words
    rest: str  # the core without what the vocabulary knows and without words that only tell target from result
    bare: str  # the text without places and years, in which `vocabulary` has its offsets
    vocabulary: tuple[Mention, ...] = ()
    quoted: tuple[str, ...] = ()  # what the question puts in quotation marks
    spoken: tuple[Spoken, ...] = ()  # words of speech outside the vocabulary, with offsets in `bare`
    inner: str = ""  # a place without a report of its own: the report of the place that holds it may tell of it


# What each word that may be printed for a spoken one weighs in the search: it is only one of several.
SPOKEN = 0.35

# What a question says besides its subject. Left in, these words would match wherever a report happens to use them.
_QUESTION_WORDS = re.compile(
    r"请问|请解释(?:一下)?|请列出|请介绍|请说明|请|汇总|列出|介绍一下|解释一下|告诉我|想知道|我想"
    r"|(?:分别|各自|各)?(?:是|为|有|达到?|完成|定在|增长|下降)?(?:了)?多少[亿万千百]*(?:平方[公千]?米|立方米|[公海]里|美元|元|[人户]?次|千瓦时?|[个家所条座项名人户套吨亩台米处张辆件岁份斤倍位只株栋部对])?|百分之几|几个百分点|第几"
    r"|有?哪[一二两三四五六七八九十0-9]*(?:些|个|几[个项条份所家]?|家|所|座|条|项|位|种|类|方面|里|儿)?|什么样的?|什么时候|什么地方|什么|怎么样|怎样|怎么|如何|为什么|为何"
    r"|是不是|是否|会不会|能不能|有没有|可不可以|要不要|吗|呢|吧|呀|\?|？"
    r"|(?:指|说|讲)的是|是指|是什么意思|意思|含义|包括|分别|各是|都有|一共|总共|到底|究竟|相当于|相比|比较"
    r"|量化的?|具体的?|(?:写|提|讲|说|谈)到了?|所[说称指]的?|提及|涉及|(?<!主)要做|年度|地方|地区的?|口径|数字|情况(?=[?？,，。]|$)|这几份|这些|各份|各地|各个|报告(?:里|中|说的?|提到|提出)?(?:的)?|政府工作报告|工作报告"
)
_REPORT_YEAR = re.compile(
    r"(?:the|in|of|'s|to) ((?:19|20)[0-9]{2}) (?:national |provincial |municipal )?(?:government )?(?:work )?report"
    r"|((?:19|20)[0-9]{2})年(?!代)[^0-9,，。]{0,12}?(?:政府工作报告|工作报告|报告(?=[里中说提的,，]|$))",
    re.I,
)
# Why somebody asks is no part of what is asked: 我们公司想在某市建厂,请问….
_PREAMBLE = re.compile(
    r"^(?:(?:(?:我们?|咱们?|本)(?:这家|这个)?(?:公司|单位|企业|厂|报社|杂志社|电视台|机构|研究[所院]|协会|部门)[^,，:：。?？]*"
    r"|我(?:是|在[写做查]|正在|手头|最近)[^,，:：。?？]*|(?:我|你好|您好|麻烦|请|先)*(?:想|要)?(?:了解|知道|问|请教|请问|打听|查)(?:一下|个事|下|一问)*"
    r"|按照?[^,，:：。?？]{0,10}(?:要求|安排|规划|部署|说法))[,，:：。]\s*)+(?=[^,，:：。?？]{6})"
)
_ASKS_ONLY_REPORT = re.compile(r"提出|定在|目标|计划|(?<![主重])要|重点|target|plan|aim|goal", re.I)
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{2,30})[”」』\"]")
_STATUS_WORDS = re.compile(
    r"目标|计划|预期|打算|准备|力争|争取|安排|要求|实际上?|完成情况|完成|实现|达到|做到|提出|确定|设定|定在|拟|将要|现在|目前|如今"
)
_ENGLISH_STOP = frozenset(
    """
    a an and are at by can city county current did district do does fast for from get go has have how in is it its
    kilometres kilometers many much new number of on or over plan planned plans province rate report reports set
    target targeted targets that the their there this to up was were what when where which who why will with work
    year yuan billion million percent growth grow
    """.split()  # noqa: SIM905
)

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "list",
        re.compile(
            r"(?:[二两三四五六七八九十]{1,3}|\d{1,2})(?:件|项|个|大|条|种|类)[^,，。?？]{0,20}(?:叫什么|是什么|有什么|什么名字|名称是)"
        ),
    ),
    (
        "definition",
        re.compile(
            r"什么是|是什么意思|指的是什么|是指什么|指什么|是什么[?？]?$|什么含义|含义是|怎么界定|如何定义|请解释|解释一下"
            r"|代表什么|具体指|what (?:is|are) meant|what does .+ mean|define\b",
            re.I,
        ),
    ),
    (
        "aggregate",
        re.compile(
            r"哪些(?:地方|地区|城市|省份?|市|县|区|报告)|哪几(?:个地方|个省|个市|份报告|份|个城市)|各地|各报告|各份报告|各省|各市|各县"
            r"|这几份报告|这些报告|每份报告|这几个地方|汇总|所有(?:地方|报告)|(?:地方|地区|城市|省份?|省区|省市|[市县区])(?:都|分别)?(?:有|是)哪(?:些|几)"
            r"|哪一?个?(?:地方|地区|城市|省份?|市|县|区|报告|份报告)[^,，?？]{0,30}最[高低多少大小快慢长]"
            r"|最[高低多少大小快慢长]的?(?:是|在)?(?:哪里|哪个地方|哪个?[省市县区]|谁)"
            r"|which (?:places|cities|provinces|reports)",
            re.I,
        ),
    ),
    (
        "comparison",
        re.compile(
            r"哪个更|谁更|[比差](?:.{0,14})(?:多|少|高|低|长|短|大|小|快|慢)(?:多少|出?了?几|出多少)|哪一?年(?:更|[^,，。?？]{0,6}[多高快大少低长]些?(?=[?？]|$))|哪个(?:多|高|大|快|长|少|低)|哪[个一]?(?:产业|项|样|类|种)?[^,，。?？]{0,5}(?:最|更|得)最?[高低多少大小快慢长猛]|谁[^,，。?？]{0,6}得(?:更|最)?[快慢多少高低大长](?=[?？些一点]|$)|是[^,，。?？]{2,22}[快高多]还是[^,，。?？]{2,22}[快高多]|谁(?:定得)?更|更[高多大快长少低]|[高多大快长]了?还是更?[低少小慢短]|[低少小慢短]了?还是更?[高多大快长]|[高低多少大小快慢长短]的是[哪谁]|相差|对比|比较|区别|不同|变化|相比"
            r"|与.+(?:各|分别)|和.+(?:各|分别)|compare|difference|higher|lower|more than",
            re.I,
        ),
    ),
    ("reason", re.compile(r"为什么|为何|什么原因|why\b", re.I)),
    (
        "list",
        re.compile(
            r"(?:有|是|包括|都有|提出了?|设定了?|实施|打造|守牢|聚焦|办好?|要|推进)?哪[“\"]?(?:些|几|[二两三四五六七八九十0-9]+[个项条大件方]?)"
            r"|分别聚焦|哪[二两三四五六七八九十]|分别(?:是|有)什么|几(?:大|个方面|项)(?!.{0,6}多少)"
            r"|列出|列举|what are the|list the|which .+s\b",
            re.I,
        ),
    ),
    (
        "figure",
        re.compile(
            r"多少|什么水平|多大规模|几[个家所条座项名人户套亿万成倍天年月块元次趟岁里分小站班辆台处场只支间批艘架栋亩吨斤米眼头件口]|多[久远]|百分之几|第几|增速|增幅|占比|比例|总量|数量|多大|多高|多快|多长|几倍"
            r"|how (?:many|much|fast|large|long)|growth|gdp|percent",
            re.I,
        ),
    ),
    (
        "yes_no",
        re.compile(r"吗[?？]?$|是否|是不是|会不会|能不能|有没有|可不可以|^(?:is|are|did|does|will|can)\b", re.I),
    ),
)
# 某省2026年地区生产总值增长目标: what is left of a question that only names an indicator, as one types it to search.
_ASKS_NO_MORE = re.compile(
    r"(?:“?(?:十[一二三四五]?|[六七八九])五”?(?:时期|期间|末)?|年均|平均|增长|和|及|规模|水平|任务|指标|值|的| )*"
)
_TARGET = re.compile(
    r"目标|计划|预期|打算|准备|力争|争取|将要?|拟|安排|(?<![主重需必紧不只])要(?=[实完新建达改办推培做重守稳给让把开添修增种招投盖拆铺])|要求|底线要求|(?<!完成)任务(?!的)|定在|定得|定的(?=又?是|多少|$|[,，?？])|target|plan|aim|will\b",
    re.I,
)
_REALLY = re.compile(
    r"实际|结果如何|完成情况|完成得?[了怎如]|达到了吗|完成了吗|(?:完成|达到|实现)[^,，。]{0,16}(?:目标|任务)(?:了吗|没有)"
    r"|(?:是否|有没有|有无|能否|到底|究竟)(?:按期|如期|超额)?(?:完成|达到|达成|实现|兑现|做到)|actual"
    r"|(?:目标|任务|计划|承诺)[^,，。?？]{0,8}(?:完成|达到|达成|实现|做到|兑现|落空|落实|超额)[^,，。?？]{0,4}(?:吗|没|了|否|怎|如何)"
    r"|(?:控制|稳定|保持|降到|守)[^,，。?？]{0,6}目标[^,，。?？]{0,4}(?:吗|没|了没|否)|(?:完成|实现|达到|做到|兑现)(?:了没|没有?[?？]|得?怎么?样|得?如何)"
    r"|(?:最后|最终|后来|年底)[^,，。?？]{0,8}(?:完成|达到|做到|实现|怎么样|如何|多少)|达标",
    re.I,
)
_UP_TO_MARK = re.compile(r"达标(?:了|吗|没|否)")
_ACTUAL = re.compile(
    r"(?:[装建修种办给发帮招引开通搬拆治改换铺挖植救送花投赚收卖买加][上成好完出下掉到起过]?|得到|用上|吃上|喝上|住上|坐上)了(?!吗|没)|完成(?!率|时|情况|任务|目标)|达到了|实现了|增长了|下降了|新增了|新建了|建成了|拿到|获得|入选|获评|去年|已经|过去|累计|回顾|比上年"
    r"|\bdid\b|\bwas\b|\bwere\b",
    re.I,
)


# A place that no table knows still is one where it stands as the subject: 望川县2024年…, 望川县的…, …和望川县.
_UNKNOWN_PLACE = re.compile(
    r"(?:^|[,，、:：;；和与及跟比在] ?)(?P<name>[一-鿿]{1,6}?(?:自治[区州县旗]|[省市县区旗盟州]))"
    r"(?=的|[12][0-9]{3}|[今明去前]年|[和与及跟、]|政府|报告|计划|准备|打算|提出|有|要|能|$)"
)
_INSIDE = re.compile(r"(?P<name>[一-鿿]{2,4}?[县旗])(?=的|[12][0-9]{3}|[今明去前]年|政府|计划|准备|打算|提出|有|要|能)")
_COMMON_PLACE = re.compile(
    r"(?:小|社|园|城|市|地|新|景|库|灾|山|牧|林|校|街|片|郊|辖|全|我|本|该|各|这|那|哪|开发|示范|试验|功能|保护|引领|先行|自贸|产业|高新|经开"
    r"|合作|综合|集聚|灌|湖|矿|厂|战|特|老|生活|住宅|工业|农业|旅游|商业)区$|(?:城|全|我|本|该|超|上|各|夜|菜|股|楼|门|车|都|省|这|那|哪)市$"
    r"|(?:全|我|本|该|各|外|这|那|哪|跨)省$|(?:全|我|本|该|各|邻|这|那|哪|强|大)县$|[市县]区$|^[一二三四五六七八九十百几哪各每这那]|^(?:所有|全部|其他|其它|多少)"
)


def fold(text: str) -> str:
    """Half width, Simplified script, white space collapsed."""
    return " ".join(simplified(unicodedata.normalize("NFKC", text)).split())


_THREE = r"(?:第?一(?:产业?)?[、,，]?第?二(?:产业?)?[、,，和与]?第?三(?:次产业|产业?)|三次产业)"
_STRUCTURE = re.compile(
    rf"(?:{_THREE}|(?<![第一二])三产)(?:增加值)?(?:的)?(?:之?比(?!上年|去年|前)(?:例|重)?|结构|占比)"
)
_EACH_OF_THREE = re.compile(rf"{_THREE}(?:增加值)?(?!结构)(?=[^,，。?？]*(?:分别|各|哪|最|谁|增长|增速))")
# (不论已完成还是计划): targets and results alike.
_EITHER = re.compile(
    r"[(（](?:不论|无论|不管)[^)）]*[)）]|[,，]?(?:不论|无论|不管)是?[^,，。?？]{2,10}(?:还是|或)[^,，。?？]{2,6}(?=[,，。?？]|$)"
)
# 城里人收入涨得快还是农村人涨得快 compares two indicators.
_TOWN_OR_COUNTRY = re.compile(
    r"(?:城里|城镇|城市)[^,，。?？]{0,12}(?:收入|挣|赚)[^,，。?？]{0,8}(?:还是|和|与|跟|比)[^,，。?？]{0,6}(?:农村|乡下|农民|村里)"
    r"|(?:城里|城镇|城市)人?(?:和|与|跟|还是)(?:农村|乡下|农民)人?[^,，。?？]{0,8}(?:收入|挣|赚)[^,，。?？]{0,6}(?:谁|哪|更|快|多)"
)
_TOWN = re.compile(r"(?:城里人?|城镇居民|城市居民|城镇|城市)(?:们)?的?(?:人均)?(?:可支配)?(?:收入|挣的?钱?|赚的?钱?)?")
_COUNTRY = re.compile(
    r"(?:农村居民|农村人?|乡下人?|农民|村里人?)(?:们)?的?(?:人均)?(?:可支配)?(?:收入|挣的?钱?|赚的?钱?)?"
)
# 投资、消费、外贸三样里哪样增长得最快: short for the indicators that go by these words.
_HEADLINE = {
    "投资": "固定资产投资",
    "消费": "社会消费品零售总额",
    "外贸": "进出口总额",
    "进出口": "进出口总额",
    "工业": "规模以上工业增加值",
    "财政收入": "一般公共预算收入",
}
_HEADLINE_WORD = r"投资|消费|外贸|进出口|工业|财政收入"
_HEADLINES = re.compile(
    rf"(?<![一-鿿])(?:{_HEADLINE_WORD})(?:[、和与跟](?:{_HEADLINE_WORD}))+(?=[一-鿿]{{0,4}}(?:里|中|当中|之中|[,，]|哪|谁|各|分别|增|涨))"
)
_SAYS_GROWTH = re.compile(r"增长|增速|增幅|涨|快|猛")
# 保定市(含定州) asks about one place.
_ASIDE = re.compile(r"[(（][^)）]*?(?:含|包括|扣除|including|excluding|without|with\b)[^)）]*[)）]", re.I)
# The state as the one who acts; in 国家级 and 国家高新技术企业 it is only part of a name.
_NATION_ACTS = re.compile(
    r"(?:(?<=^)|(?<=年)|(?<=[,，])|(?<=时))国家(?=[给说讲提对为把从要拿花投出让种修建造发收减免帮办治补用又还新]|解决|支持|增加|准备|计划|打算|一共|总共|财政|每年|每人|今年|去年)"
)


_PLANS = (
    "一五",
    "二五",
    "三五",
    "四五",
    "五五",
    "六五",
    "七五",
    "八五",
    "九五",
    "十五",
    *(f"十{n}五" for n in "一二三四五"),
)
_PLAN_IN_ENGLISH = re.compile(r"(?:the )?\b([1-9]|1[0-5])(?:st|nd|rd|th) Five-Year Plan(?: period)?", re.I)
_MEAN_IN_ENGLISH = re.compile(r"average annual(?:ly)?\b|annual average\b|on average (?:per|each|every|a) year", re.I)
_ABBREVIATED = {
    "京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "蒙": "内蒙古", "辽": "辽宁", "吉": "吉林", "黑": "黑龙江",
    "沪": "上海", "苏": "江苏", "浙": "浙江", "皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东", "豫": "河南",
    "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南", "渝": "重庆", "川": "四川", "黔": "贵州",
    "贵": "贵州", "滇": "云南", "云": "云南", "藏": "西藏", "陕": "陕西", "甘": "甘肃", "青": "青海", "宁": "宁夏",
    "新": "新疆",
}  # fmt: skip
# 京沪两市, 粤苏浙三省: provinces by their one-character names.
_PAIRED = re.compile(rf"(?P<names>[{''.join(_ABBREVIATED)}]{{2,5}})(?:[两二三四五](?:省[市区]?|[市地区]))")


def _spelled_out(text: str) -> str:
    """一、二、三产业 is three names; 三产结构 is the one figure that tells their shares."""
    text = _EITHER.sub("", text)
    text = _PLAN_IN_ENGLISH.sub(lambda m: f"“{_PLANS[int(m[1]) - 1]}”期间", text)
    text = _MEAN_IN_ENGLISH.sub("年均 ", text)
    text = _PAIRED.sub(lambda m: "、".join(_ABBREVIATED[one] for one in m["names"]), text)
    text = _STRUCTURE.sub("三次产业结构", text)
    if _TOWN_OR_COUNTRY.search(text):
        text = _COUNTRY.sub("农村居民人均可支配收入", _TOWN.sub("城镇居民人均可支配收入", text, count=1), count=1)
    if (listed := _HEADLINES.search(text)) is not None and _SAYS_GROWTH.search(text):
        full = "、".join(_HEADLINE[word] for word in re.findall(_HEADLINE_WORD, listed[0]))
        text = text[: listed.start()] + full + text[listed.end() :]
    return _EACH_OF_THREE.sub("第一产业增加值、第二产业增加值、第三产业增加值", text)


def understand(question: str, *, held: Collection[str] = ()) -> Question:
    """Read a question; `held` are the places that the library has reports of, which settle ambiguous names."""
    text = _spelled_out(fold(question))
    asides = [m.span() for m in _ASIDE.finditer(text)]
    found = [m for m in find_places(text, prefer=held) if not any(a <= m.start < b for a, b in asides)]
    found = _without_origins(_without_destinations(found, text), text) or _held_first(text, frozenset(held))
    found = _unknown_inside(text, found)
    found += _unknown_places(text, [(m.start, m.end) for m in found])
    if not found and (nation := _NATION_ACTS.search(text)):
        found += [PlaceMention(nation.start(), nation.end(), nation[0], m.place) for m in find_places("国务院")]
    found = _without_parts_of_names(found, text)
    found, inner = _within_held(found, held)
    all_periods = find_periods(text)
    # 2020年代 is no year of a report.
    periods = [p for p in all_periods if not p.text.endswith("年代") and not text.startswith("代", p.end)]
    named_reports = [(m.start(), m.end()) for m in _REPORT_YEAR.finditer(text)]
    report_years = tuple(dict.fromkeys(y for m in _REPORT_YEAR.finditer(text) for y in _listed_years(text, m)))
    if report_years and not _ASKS_ONLY_REPORT.search(text):
        periods = [p for p in periods if not any(a <= p.start < b for a, b in named_reports)]
    dated = [(p.start, p.end) for p in all_periods if p.kind == "year"]
    preamble = [m.span() for m in [_PREAMBLE.match(text)] if m is not None]
    said = [(m.start, m.end) for m in found if not _PART_OF_NAME.match(text, m.end)]
    rest = inner + _without(text, said + dated + preamble)
    named = tuple(
        m for m in mentions(rest, everyday_gaps=True) if not _is_quoted(rest, m.start, m.end) and _says_more(m, rest)
    )
    language = "en" if sum(c.isascii() and c.isalpha() for c in text) > len(text) / 2 else "zh"
    kind = _kind(text, found)
    # “归鸿计划” is a name and plans nothing.
    status = status_asked(_QUOTED.sub(" ", rest))
    # 甲市实际新建的和乙市计划新建的哪个多 compares two places and follows no target.
    if (
        _REALLY.search(rest)
        and (_TARGET.search(rest) or _UP_TO_MARK.search(rest))
        and len({m.place.label for m in found}) < 2
    ):
        kind = "tracking"
    core = _core(rest)
    spoken = tuple(
        word
        for word in spoken_words(rest)
        if not any(word.start < m.end and m.start < word.end for m in named)
        and not _is_quoted(rest, word.start, word.end)
    )
    left = _without(rest, [*((m.start, m.end) for m in named if m.exact), *((w.start, w.end) for w in spoken)])
    left_over = _content(_core(left))
    indicator = next((m.entry.name for m in named if m.entry.kind == "indicator" and m.exact), "")
    if kind == "fact" and indicator and _ASKS_NO_MORE.fullmatch(left_over):
        kind = "figure"
    years = tuple(dict.fromkeys(y for p in periods if p.kind in ("year", "date") for y in p.years))
    places = _outermost_left_out(_without_nation([m.place for m in found], text), text)
    return Question(
        text=text,
        understood=Understood(
            places=tuple(p.label for p in places),
            years=years,
            kind=kind,
            indicator=indicator,
            status=status,
            language=language,
            terms=tuple(dict.fromkeys(m.entry.name for m in named)),
        ),
        places=tuple(places),
        sides=_sides(text, places, found, periods, kind),
        report_years=report_years,
        terms=_weighted_terms(core, named, spoken),
        core=core,
        rest=left_over or (core if not named and not spoken else ""),
        bare=rest,
        vocabulary=named,
        quoted=tuple(_QUOTED.findall(text)),
        spoken=spoken,
        inner=inner,
    )


# 兰溪学院, 云和湖: the name of the place is part of that of a thing, which the question is about.
_PART_OF_NAME = re.compile(
    r"(?:大学|学院|医院|机场|火车站|高铁站|集团|银行|大桥|博物馆|图书馆|体育馆|大剧院|古城|古镇|[山湖寺岛湾港]|新区|高新区|经开区|开发区|综保区|保税区|自贸区|自贸试验区)"
    r"(?![市县区省])"
)
_NATURE = re.compile(r"[山湖江河寺岛湾泉]")


def _without_parts_of_names(found: list[PlaceMention], text: str) -> list[PlaceMention]:
    """舟山普陀山 is a mountain, not the district of that name, where a place that holds it is named as well."""
    return [
        m
        for m in found
        if m.text != m.place.short
        or not _NATURE.match(text, m.end)
        or not any(contains(other.place.label, m.place.label) for other in found if other is not m)
    ]


# 云溪市各县 are told of in the report of 云溪市.
_ALL_PARTS = re.compile(r"各[市县区地]")


_YEARS_BEFORE = re.compile(r"(?:(?:19|20)[0-9]{2}年?[、,，和及与])+$")


def _listed_years(text: str, report: re.Match[str]) -> tuple[int, ...]:
    """The years of the reports that are named together: 2011、2014和2017年的政府工作报告."""
    before = _YEARS_BEFORE.search(text, 0, report.start())
    listed = re.findall(r"(?:19|20)[0-9]{2}", before[0]) if before is not None else []
    return (*map(int, listed), int(report[1] or report[2]))


def _kind(text: str, found: Sequence[PlaceMention]) -> str:
    """What is asked for; the name of a place says nothing of it: 云溪区有哪些项目 does not ask which districts."""
    masked = text
    for mention in sorted(found, key=lambda m: -m.start):
        masked = f"{masked[: mention.start]}某地{masked[mention.end :]}"
    matches = ((name, match[0]) for name, pattern in _KINDS for match in pattern.finditer(masked))
    kind = next((name for name, said in matches if not (found and _ALL_PARTS.fullmatch(said))), "fact")
    several_years = len(set(_YEAR.findall(masked))) > 1 and _EACH_YEAR.search(masked) is not None
    return "comparison" if kind == "figure" and several_years else kind


_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年|[、和](?:19|20)[0-9]{2})")
_EACH_YEAR = re.compile(r"分别|各(?!项|类|级|地|市|县|区)[^,，。?？]{0,6}(?:多少|几)|各(?:是|为|有|达)")


def _within_held(found: list[PlaceMention], held: Collection[str]) -> tuple[list[PlaceMention], str]:
    """The places with one that has no report replaced by the held place that it lies in, and its short name.

    Only where a question names no other place: of several, each is to have its own report.
    """
    # The nation in a name (第二届全国联赛) is no other place.
    places = {m.place.label: m.place for m in found if m.place.level is not Level.NATIONAL}
    inner = [p for p in places.values() if not any(same_place(p.label, h) for h in held)]
    if len(inner) != 1 or any(not contains(p.label, inner[0].label) for p in places.values() if p is not inner[0]):
        return found, ""
    outer = [h for h in held if contains(h, inner[0].label) and h not in NATION_NAMES]
    deepest = [h for h in outer if not any(contains(h, other) for other in outer)]
    around = [m.place for h in deepest[:1] for m in find_places(h, prefer=held)]
    if not around:
        return found, ""
    replaced = [dataclasses.replace(m, place=around[-1]) for m in found if m.place == inner[0]]
    one = inner[0]
    # Reports say 曹县 in full, and of a city only 泉州.
    return replaced, one.name if one.level is Level.COUNTY or len(one.short) < 2 else one.short


_GOES_TO = re.compile(r"(?:去|往|赴|飞|前往|来自|通往|直达|进京|到)$")


def _without_destinations(found: list[PlaceMention], text: str) -> list[PlaceMention]:
    """安国人去北京天津看病 asks about 安国: where one goes to is no side of the question."""
    kept: list[PlaceMention] = []
    gone_to = -1
    for mention in found:
        if kept and (_GOES_TO.search(text, 0, mention.start) or mention.start == gone_to):
            gone_to = mention.end
        else:
            kept.append(mention)
    return kept


_FROM = re.compile(
    r"的(?![^,，。?？]*(?:谁|哪|更|比))[一-鿿]{1,8}?(?:在|来到?|到|去|进|给|帮|支援|落户|搬到|迁到|投资)"
)


def _without_origins(found: list[PlaceMention], text: str) -> list[PlaceMention]:
    """有多少省城的医生在云河县坐诊 asks about 云河县: where people come from is no side of the question."""
    if len(found) == 2 and _FROM.fullmatch(text[found[0].end : found[1].start]) and found[0].place != found[1].place:
        return found[1:]
    return found


_OPENING_YEAR = re.compile(r"(?:在|问|请问)?(?:(?:19|20)[0-9]{2}年)?(?:在)?")


def _held_first(text: str, held: frozenset[str]) -> list[PlaceMention]:
    """A held place whose short name opens the question, though it may be a common word: 安国农村有多少户…."""
    opening = _OPENING_YEAR.match(text)
    start = opening.end() if opening else 0
    for short, place in _short_names(held):
        if text.startswith(short, start):
            return [PlaceMention(start, start + len(short), short, place)]
    return []


@lru_cache(maxsize=8)
def _short_names(held: frozenset[str]) -> tuple[tuple[str, Place], ...]:
    """Short names of the held places, the longest first; of several places with one name, none."""
    places = [found[-1].place for label in sorted(held) if (found := find_places(label, prefer=held))]
    names = [place.short for place in places]
    alone = [(place.short, place) for place in places if len(place.short) > 1 and names.count(place.short) == 1]
    return tuple(sorted(alone, key=lambda one: (-len(one[0]), one[0])))


def _says_more(mention: Mention, text: str) -> bool:
    """年度目标 only says that targets are asked for, not of what."""
    return bool(_STATUS_WORDS.sub("", _core(text[mention.start : mention.end])).strip("主要全年的"))


def _is_quoted(text: str, start: int, end: int) -> bool:
    """What stands in quotation marks is a name of its own, whatever words it is made of."""
    return any(m.start(1) <= start and end <= m.end(1) for m in _QUOTED.finditer(text))


def _content(core: str) -> str:
    """Without words that only tell target from result; empty where nothing but grammar is left."""
    kept = " ".join(_STATUS_WORDS.sub(" ", core).split())
    return kept if any(term_weight(term) == 1.0 and len(term) > 1 for term in terms(kept)) else ""


# How much of a plan was done is a result: 占年度计划百分之多少.
_OF_A_PLAN = re.compile(
    r"(?:占|为|是|完成|达到?)?(?:了)?(?:年度|全年|年初)?(?:投资)?(?:计划|任务|目标)(?:任务|投资)?的?(?=百分之|多少比例|几成)"
)


def status_asked(text: str) -> str:
    """Target, actual, or empty where the question does not say or asks for both (目标和实际完成)."""
    text = _OF_A_PLAN.sub("完成", text)
    if _REALLY.search(text):
        return "" if _TARGET.search(text) else "actual"
    if _TARGET.search(text):
        return "target"
    return "actual" if _ACTUAL.search(text) else ""


def _unknown_places(text: str, known: list[tuple[int, int]]) -> list[PlaceMention]:
    unknown: list[PlaceMention] = []
    for match in _UNKNOWN_PLACE.finditer(text):
        name, (start, end) = match["name"], match.span("name")
        if _COMMON_PLACE.search(name) or any(start < b and a < end for a, b in known):
            continue
        level = Level.PROVINCE if name.endswith(("省", "自治区")) else Level.COUNTY
        place = Place(code="", name=name, level=level, parents=(), short=name[:-1], former=False, now=None)
        unknown.append(PlaceMention(start, end, name, place))
    return unknown


def _unknown_inside(text: str, found: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions with a county behind a city's name made one with it: 柳安市云台县, though no table knows it."""
    joined: list[PlaceMention] = []
    for mention in found:
        inner = _INSIDE.match(text, mention.end)
        is_city = mention.place.level in (Level.PREFECTURE, Level.PROVINCE) and mention.text == mention.place.name
        if inner is None or not is_city or _COMMON_PLACE.search(inner["name"]):
            joined.append(mention)
            continue
        name = inner["name"]
        parents = (*mention.place.parents, mention.place.name)
        place = Place(code="", name=name, level=Level.COUNTY, parents=parents, short=name[:-1], former=False, now=None)
        joined.append(PlaceMention(mention.start, inner.end(), mention.text + name, place))
    return joined


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    for start, end in reversed(merged):
        text = f"{text[:start]} {text[end:]}"
    return text


def _core(text: str) -> str:
    return " ".join(_QUESTION_WORDS.sub(" ", text).split())


def _weighted_terms(core: str, named: tuple[Mention, ...], spoken: tuple[Spoken, ...] = ()) -> dict[str, float]:
    weights: dict[str, float] = {}
    for term in terms(core):
        if term not in _ENGLISH_STOP:
            weights[term] = term_weight(term)
    for mention in named:
        # The official word for what was asked in everyday words or in English; other spellings of it count less.
        share = 0.5 if mention.official or not mention.exact else 1.0
        spelt = [(mention.entry.name, 0.8), *((s, 0.4) for s in mention.entry.aliases)]
        if not mention.official:
            # Reports may have only a part of what people mean: 饮水困难 for 喝上干净的水.
            spelt += [(s, 0.15) for s in mention.entry.related]
        for spelling, weight in spelt:
            for term in terms(spelling):
                weights[term] = max(weights.get(term, 0.0), weight * share)
    for word in spoken:
        for term in (term for written in word.written for term in terms(written)):
            weights[term] = max(weights.get(term, 0.0), SPOKEN)
    return weights


_SAYS_MORE = re.compile(r"的[^,，、]{2,}[和与跟及同比]")


def _sides(
    text: str, places: list[Place], found: list[PlaceMention], periods: list[Period], kind: str
) -> tuple[Side, ...]:
    """Pair places with years: a year belongs to the place before it, one before all places to all of them.

    济宁市2020年与菏泽市2024年 has two sides with a year each; 菏泽市和济宁市2024年 has two sides of one year;
    山东省2025年和2026年…哪一年更高 has two sides of one place.
    """
    dated = [(p.start, p.end, y) for p in periods if p.kind in ("year", "date") for y in p.years]
    every = tuple(dict.fromkeys(year for _, _, year in dated))
    if not places:
        return (Side(None, every),)
    if len(places) == 1:
        if len(every) > 1 and kind == "comparison":
            return tuple(Side(places[0], (year,)) for year in every)
        return (Side(places[0], every),)
    starts = sorted({next(m.start for m in found if m.place == place) for place in places})
    own: dict[int, tuple[int, ...]] = {}
    bracketed: set[int] = set()
    for at, start in enumerate(starts):
        until = starts[at + 1] if at + 1 < len(starts) else len(text)
        inside = [(s, year) for s, _, year in dated if start < s < until]
        own[start] = tuple(dict.fromkeys(year for _, year in inside))
        bracketed.update(start for s, _ in inside if text[s - 1] in "(（")
    before = tuple(dict.fromkeys(year for s, _, year in dated if s < starts[0]))
    with_years = [start for start in starts if own[start]]
    # 甲区的粮食目标和乙区2021年的…: what is said of the first by itself is not of the other's year.
    apart = any(_SAYS_MORE.search(text[m.end : starts[-1]]) for m in found if m.start == starts[0])
    shared = before or (own[with_years[0]] if with_years == starts[-1:] and not bracketed and not apart else ())
    order = {next(m.start for m in found if m.place == place): place for place in places}
    return tuple(Side(order[start], own[start] or shared) for start in starts)


_NATION = re.compile(r"(?:^|年|[,，])(?:国务院|中国|我国|全国|国家)|\bchina\b|\bnational\b", re.I)


def _without_nation(places: list[Place], text: str) -> list[Place]:
    """全国 inside a name (第七次全国人口普查, 全国文明城市) is no place that is asked about."""
    if not any(place.level is Level.NATIONAL for place in places):
        return places
    is_asked = len({place.label for place in places}) == 1 and _NATION.search(text)
    return [place for place in places if place.level is not Level.NATIONAL or is_asked]


_SAME_RANK = re.compile(r"(?:和|与|跟|及|、|比|还是|同)$")


def _names_region_of(text: str, outer: Place, inner: Place) -> bool:
    """Whether the outer place only says among whom: 某市成为广西全区首个…."""
    if not contains(outer.label, inner.label):
        return False
    at, behind = text.find(outer.short), text.find(inner.short)
    first = re.match(
        r"(?:省|市|自治区|壮族自治区|回族自治区)?(?:全[省区市]|首个|首家|第[一二三]|唯一|率先|之最|最)",
        text[at + len(outer.short) :],
    )
    return -1 < behind < at and first is not None and _SAME_RANK.search(text[:at]) is None


def _is_left_behind(text: str, outer: Place, inner: Place) -> bool:
    """Whether the outer place only says against whom: 某山的外省游客比湖北本省的多."""
    against = rf"{outer.short}[省市州县]?(?:本[省市州县地]|省内|市内|当地)"
    return contains(outer.label, inner.label) and re.search(against, text) is not None


def _holds_all(text: str, outer: Place, others: Sequence[Place]) -> bool:
    """Whether a place is only named as the one that the others lie in: 贵州的黔南州和黔西南州."""
    if len(others) < 2 or not all(contains(outer.label, other.label) for other in others):
        return False
    return (
        re.search(rf"(?:{outer.name}|{outer.short}[省市州]?)(?:的|内|境内|下辖的?|下面的?|所辖的?)", text) is not None
    )


def _outermost_left_out(places: list[Place], text: str) -> list[Place]:
    """In 菏泽市牡丹区 the outer place only says where the inner one is."""
    kept: list[Place] = []
    names = {p.name for p in places}
    for place in dict.fromkeys(places):
        others = [other for other in places if other is not place]
        if any(_names_region_of(text, place, other) or _is_left_behind(text, place, other) for other in others):
            continue
        if _holds_all(text, place, others):
            continue
        is_outer = any(
            place.name in other.parents
            and (f"{place.name}{other.name}" in text or f"{place.short}{other.name}" in text)
            for other in places
        )
        if not is_outer and place.name in names:
            kept.append(place)
            names.discard(place.name)
    return kept
