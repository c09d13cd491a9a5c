"""Which figures are said of an indicator; the others are part of a name or only tell how much of something is meant."""

from __future__ import annotations

import re

from rag.figures import Figure, Measure
from rag.indicators.phrases import FLOW, OBJECT_VERBS, PREDICATE, TIMED

_CAPACITY_NAME = re.compile(r"(?:(?:年产|年处理|日处理|日产|年加工|年出栏)各?|单机|首套|首台|首艘)$")
_SPECIFIED = re.compile(
    r"^[^,;。、:的]{0,16}?(?:项目|工程|机组|生产线|电站|基地|储能|锅炉|输变电|变电站|线路|专用线|码头|泊位|装置|火箭|客机|卫星|高炉|转炉|风机)"
)
_SPECIFIC_UNITS = frozenset(
    ("公斤", "千瓦", "千瓦时", "千伏", "千伏安", "吨级", "载重吨", "立方米", "马力", "米", "GB", "Mbps", "PFLOPS")
)
_TIME_UNITS = frozenset(("分钟", "秒", "学时", "天", "工作日", "个月", "年"))
_INDEX = re.compile(r"(?:指数|系数|得分|评分)[^,;。]{0,8}$")
_INHABITANTS = re.compile(
    r"及?以[上下]的?(?:自然[村屯组]|村|屯|居民点|城市|城镇|社区|单位|企业|机构|小区|聚居|集中|安置|规模)"
)
_MADE_THERE = re.compile(
    r"(?!及?以[上下]|左右|[多余的])[一-鿿A-Za-z]{2,14}(?:[、及和等]|项目|技改|扩建|一期|二期|三期)"
)
_FIRST_BATCH = re.compile(r"(?:全国|国家|全省|自治区|世界)(?:首批|第[一二三四五]批)$")
_AGED_PEOPLE = re.compile(r"(?:及?以[上下])?的?(?![提增升达至到左延])[一-鿿]")
_DOUBLED = re.compile(r"翻了?(?:将?近|约|超)?$")
_AGED = re.compile(r"(?:寿命|年龄)[^,;。]{0,8}$")
_AS_NATION = re.compile(r"(?:口)?的(?:[一-鿿]{0,4}(?:大国|国家|大省|大市|大县|城市|县城))")
_FINENESS = frozenset(("英寸", "纳米", "微米"))
_POWER = frozenset(("GW", "MW", "兆瓦", "吉瓦"))
_MILESTONES = re.compile(r"[百千万]*亿元?(?:大关|台阶)|(?:大关|台阶)")
_PROJECT_SIZE = re.compile(r"[^,;。的0-9、]{2,10}(?:、[^,;。的0-9、]{2,14}){0,4}等[^,;。、0-9]{0,8}项目")
_DID_IT = re.compile(
    rf"(?:{FLOW.pattern.removeprefix('^')}|{OBJECT_VERBS.pattern}|{PREDICATE.pattern.removesuffix('+$')})$|^[,;、]?$"
)
_FIRST_OF = re.compile(r"(?:首个|首座|唯一|第[0-9一二三四五六七八九十]+个)[^,;。]{0,14}$")
_OF_PLACE = re.compile(r"(?:以上)?的[^,;。]{0,8}(?:城市|[省市县区州旗]|企业|产业|园区|集群|大关|港口|机场|国家)")
_AS_CORE = re.compile(r"[^,;。]{2,20}为(?:龙头|重点|主|抓手|核心|牵引|引领|支撑|载体|依托|示范|试点|基础|代表|骨干)")
_QUOTE_OPENS = re.compile(r"“[^“”0-9]{0,4}$")
_REACH_UNITS = frozenset(("米", "公里", "分钟", "小时", "天", "工作日", "个月", "年"))
_WITHIN = re.compile(r"(?:以?内|范围|半径)[一-鿿“]{2}|[^,;。]{0,8}(?:生活|交通|通勤|服务|医疗|健身|养老|文化|经济)圈")
_MEASURED_BARE = re.compile(r"(?:指数|系数|比|得分|评分|值|数|总量|存量|用户|人口|规模)[^,;。]{0,8}$")
_CLASS = re.compile(r"^(?:\([^)]*\))?及?以上的?[^,;。、]{0,10}?(?:项目|企业|工程|产业)")
_CLASS_OF_COUNTED = re.compile(r"及?以[上下]的?(?:[\u4e00-\u9fff]|\([\u4e00-\u9fff]{1,6}\)){0,14}")
_AT_MOST = re.compile(r"及?以下的?[\u4e00-\u9fff]")
_PASSED = re.compile(r"(?:超过?|过|逾)$")
_OF_SIZE = re.compile(r"(?:产值|营收|投资|税收|收入|纳税|规模)(?:超过?|过)$")
_NEXT_SIZE = re.compile(r"(?:、(?:超过?|过)?[0-9.]+[万亿]*元?)+[^,;。、0-9]{0,6}(?:企业|项目|园区|集群|县)")
_AN_AMOUNT = re.compile(r"(?:投资|资金|收入|产值|营收|税收|贷款|融资|达到?|为)(?:约|近|超过?)?$")
_CLASS_THEN_COUNT = re.compile(
    r"(?:或者?(?:超过?)?[0-9.]+[万亿]*美?元)?(?:及?以上)?的?[一-鿿]{0,6}?(?:项目|企业|产业|园区|集群|大户|村|镇|县区?)"
    r"(?:数量?|总数)?(?:[达有]到?|突破|不少于|超过?|增至|约|近|分别|各)*[0-9]"
)
_OF_THE_CLASS = re.compile(r"^[达有]到?$|^的?(?:[\u4e00-\u9fff]{0,6})(?:项目|企业|产业|集群|园区|大户|村)|^的?$")
_ONE_OF = re.compile(r"^[^,;。]{0,14}之一|^大事|^(?:预期性|约束性|主要)?指标(?![^,;。、]{0,4}[居位])")
# What is only supposed, compared or told as an example is no figure of the place.
_POINTS_FOLLOW = re.compile(r"[、和][0-9.]+个百分点")
_SAMPLED = re.compile(r"^[^,;。]{0,4}(?:抽样|抽查|普查)")
_LANDMARK = re.compile(r"[十百千万]+人口")
# 万人发明专利拥有量, 千斤重担, 千万亩工程: round numbers in words that name rather than count.
_ROUND = re.compile(r"[十百千万]+[人斤亩户名]")
_NAMED_BY_ROUND = re.compile(
    r"^(?:[^,;。]{0,14}(?:拥有|工程|行动|计划|大军)|重担|[,、]?一条心|发明|大会|评议|评|名[老中]*[医师家])"
)
_FIELDS = re.compile(r"[百千万]+亩")
_COUNTED_FIELDS = re.compile(r"^[^,;。、0-9]{2,16}[0-9]+[个处片块]")
_SEASONS = re.compile(r"^(?:榨季|季度|月|赛季|年度|学期|交易日|小时|工作日)")
_EVERYBODY = re.compile(r"[百千万]+[家村校企]")
_UP_TO_FIGURE = re.compile(r"[^,;。、]{1,16}")
_AMONG_ALL = re.compile(r"(?:全国|全省|全区|全市|全球|世界)的?$")
_RANKED_THERE = re.compile(
    r"^[^,;。]{0,12}(?:前(?:[0-9]|$)|中(?=[^一-鿿]|排|位|居|脱|获|名列|率先|唯一|最)|比拼|评比|考核|里)|^[^,;。]{0,14}(?:排名|中排|中位|中居|位列|名单|[一二三四五六七八九十]+条)"
)
_SUPPOSED = re.compile(
    r"如果|假如|倘若|假使|譬如|例如|比如|相当于(?![^,;。]{0,24}(?:比例|比重))[^,;。]*$|好比|就能|就将|就可以"
)
_PROGRAMME = re.compile(r"^[^,;。、的]{0,6}?(?:行动|计划|战略|攻坚|工程(?!师)|大军)")
# 两个市场, 三次全会: small numbers in words count what everybody knows, unless something was done with them.
_SMALL = re.compile(r"[两二三四五六七八九十][个种面次方句步层类位条点度项届大倍岸者人轮翼本头篇]")
_DID = re.compile(
    r"(?:^|[,;:。、已新共又再了]|先后|全年|年内|[0-9一二三四五]年)(?:新[建增设开]|建成|建设|增加|增[至到]|完成|建立|引进|设立|成立|修建|改造|实施|达到|超过|突破|翻|发展到|投产|开工|竣工|共有|共|召开|举办)了?$"
)
# 两个10亿元, “3个80%”, 三个1亿人: so many of a figure is a slogan.
_SO_MANY = re.compile(r"(?:[“\"、]|解决|落实|实现|打造)[两二三四五六七八九十2-9]个$")
# “一圈两场五位”, “百场戏曲进学校、万场演出惠民生”: numbers strung together in quotation marks.
_STRUNG = re.compile(r"(?:[一二两三四五六七八九十百千万0-9]+[^一二两三四五六七八九十百千万0-9、,;。]{1,7}、?){2,}")
_ROUND_WORD = re.compile(r"[一二两三四五六七八九十百千万]+[一-鿿]{1,2}")
_POLICY = re.compile(r"(?:落实|落细|执行|用好|抓好|贯彻)[^,;。]{0,6}“[^“”]{1,12}”$")
_MEETING = re.compile(r"(?:、?[一二三四五六七八九十]+次)*(?:全会|全体会议|会议)")
_PRESENT = re.compile(r"(?:应|实际|实)(?:出席|到会?)(?:代表|委员)?$")
# 空置率30%以下的村, 人口20万以上的县, 过50万元的超过…, 超1000亩的设施基地10个: which ones are meant.
_WHICH = re.compile(
    r"以[上下]的?[“\"]?[^,;。、:0-9]{0,6}?(?:村|镇|乡|街道|县|市|区|社区|城市|企业|项目|地区|单位|园区|家庭|人群)"
)
_OVER = re.compile(r"(?:超过?|大于|不低于|过)$")
_OVER_COUNTED = re.compile(r"的[一-鿿]{2,14}")
_OF_THOSE_OVER = re.compile(r"的(?:超过?|达到?|占|比例)*(?:[0-9.]+%)?$")
_RANKED_OF_SO_MANY = re.compile(r"[^,;。、0-9]{2,12}第[0-9一二三四五六七八九十]+[位名]")
_RANKED_CITIES = re.compile(r"[^,;。]{0,6}城市(?:中?第|[“\"]?(?:倒数)?[前后]|中?[排位居]|综合)")
_HOTLINE = re.compile(r"(?:12345|12315|12309|12329|12333|12348|12388|12393|12110|96110)[市省]?$")
_PER_THOUSAND = re.compile(r"^(?:口)?(?:拥有)?(?:托位|床位|医师|病床|护士|学位|婴幼儿|刑事|电话)")
_EACH_SO_MANY = re.compile(r"每[一-鿿]{0,6}$")
_HAS_ONE = re.compile(r"[一-鿿]{0,8}?(?:就|中就?|便)有")
_COUNTS = ("个", "家", "所", "座", "处", "项", "件", "户", "套", "台", "辆", "条")
# 万亩草原, 千家企业节能行动: a round word alone says how large a thing is or how a campaign is called and counts
# nothing, unless more or less than so many are told of: 近万亩, 突破千家.
_ROUND_ALONE = re.compile(r"[百千万亿](?![百千万亿])[一-鿿]{1,2}")
_ABOUT = re.compile(r"[近约超过破逾达到至在为有数计]$")
_AFTER_ROUND = re.compile(r"$|[,;。、()!]|及?以[上下内]|左右|上下|大关|规模|[余多]")
_SIZES = frozenset(("亩", "吨", "斤", "只", "头", "羽", "米", "人"))
_CAMPAIGN = re.compile(
    r"[^,;。、0-9]{0,16}?(?:工程(?!师|技)|行动|计划|论坛|大会|恳谈会|项目库|进(?!一步|[入行展出程而])[一-鿿]{1,2}|行(?=等|[,;。、]))"
    r"|[^,;。、0-9]{2,10}活动(?=[,;。、])"
)
_CAMPAIGNERS = frozenset(("家", "名", "项", "所"))
_A_RATE = re.compile(r"[^,;。、0-9]{2,8}率")
_NO_TIME = ("来", "以来", "前", "后", "内", "行动", "计划")
_NAMED_BEFORE = re.compile(r"[A-Za-z_.]$")
_TITLES = re.compile(r"《[^《》]*》")


_PLANNED_AT = re.compile(r"(?:左右|以上|以内)?安排")  # 赤字率拟按3%安排


def title_spans(text: str) -> list[tuple[int, int]]:
    """The insides of 《》; what is printed there are names."""
    return [match.span() for match in _TITLES.finditer(text)]


def is_measured(text: str, figure: Figure, left: str, right: str) -> bool:
    """Whether a figure can be said of an indicator.

    Args:
        text: the folded paragraph.
        left: what stands between the figure and the last one that was kept, or the start of the sentence.
        right: what follows, up to the next figure or the end of the sentence.
    """
    if figure.kind in ("tally", "threshold"):
        return False
    if (left.endswith(("按", "按照", "“")) and not _PLANNED_AT.match(right)) or _LANDMARK.fullmatch(figure.text):
        return False
    if figure.base_unit in _REACH_UNITS and _WITHIN.match(right):
        return False  # 车站与码头80米内换乘比例
    if _FIRST_OF.search(left) and _OF_PLACE.match(right):
        return False  # 全省首个产值突破3千亿元的县
    if figure.base_unit == "人" and _AS_NATION.match(right):
        return False  # 13亿多人口的大国
    if text.startswith(("万人饮用水", "万人水源", "万人供水", "万人工程"), figure.end):
        return False  # 千吨万人水源地
    if figure.unit in _FINENESS or (figure.kind == "quantity" and figure.base_unit == "%" and left.endswith("前")):
        return False  # 12英寸硅片; 入选全球前2%
    if figure.unit == "番" and left.rfind("“") > left.rfind("”"):
        return False  # “五年翻一番”: a slogan
    if left.rstrip().endswith("以") and _AS_CORE.match(right):
        return False  # 以4家企业为龙头
    if text[figure.end : figure.end + 1] == "”" and _QUOTE_OPENS.search(left):
        return False  # “两个10亿元”资金
    if (
        figure.base_unit == "公斤"
        and _MADE_THERE.match(right)
        and re.search(r"[一-鿿]$", left)
        and not _DID_IT.search(left)
    ):
        return False  # 某地12.5万吨阴极铜、某厂30万吨负极材料: what a project makes
    if figure.unit in ("kV", "千伏") or _FIRST_BATCH.search(left):
        return False  # 10kV线路; 列入全国首批127个…
    if _FIELDS.fullmatch(figure.text) and left.endswith("的"):
        return False  # 3个相连的万亩苗木基地
    if figure.unit[-1:] in ("人", "口") and right.startswith(("规模", "论坛", "智库", "大会")):
        return False  # 建设50万人口规模的城市; 青年50人论坛
    if figure.unit in ("岁", "周岁", "分") and _AGED_PEOPLE.match(right) and not _AGED.search(left):
        return False  # 招收2—3岁幼儿
    if figure.unit == "番" and not _DOUBLED.search(left):
        return False  # 闯出一番新天地
    if figure.unit == "户" and right.startswith("外"):
        return False  # S101户外集散中心
    if figure.unit[-1:] in ("户", "人") and _INHABITANTS.match(right):
        return False  # 20户以上自然村
    if figure.unit == "个" and _MILESTONES.match(right):
        return False  # 跨过3个万亿元大关
    if figure.unit in _POWER and right[:1] not in tuple(",;。、()") and right and not _DID_IT.search(left):
        return False  # 某企业12GW单晶硅片
    if _PROJECT_SIZE.match(right) and (left.endswith("、") or not _DID_IT.search(left)):
        return False  # 某地20万羽肉鸭养殖等扩建项目
    if _is_by_name(text, figure, left, right) or _is_which(text, figure, left, right) or _is_round(figure, left, right):
        return False
    if figure.unit in ("金", "银", "铜"):
        return False  # medals
    if figure.unit == "个" and _POINTS_FOLLOW.match(text, figure.end):
        return False  # 12.7个、12个百分点: the first lost its unit
    if figure.base_unit == "%" and _SAMPLED.match(right):
        return False
    if figure.base_unit == "%" and left.endswith("率") and right.startswith(("以上的", "以下的")):
        return False  # 空置率50%以上的村
    if _EVERYBODY.fullmatch(figure.text) and _UP_TO_FIGURE.fullmatch(right):
        return False  # 万家企业…培训14万人次
    if _AMONG_ALL.search(left) and _RANKED_THERE.match(right):
        return False  # 在全国168个重点城市中排名…
    if _ROUND.fullmatch(figure.text) and _NAMED_BY_ROUND.match(text[figure.end : figure.end + 30]):
        return False
    if _FIELDS.fullmatch(figure.text) and _COUNTED_FIELDS.match(text[figure.end : figure.end + 24]):
        return False  # 万亩粮油示范片8个
    if figure.base_unit == "个" and _SEASONS.match(right):
        return False
    if _SUPPOSED.search(left) or (figure.base_unit == "条" and left.endswith(("新", "“", "国"))):
        return False
    if figure.kind == "ratio" and ("分之" in figure.text or "/" in figure.text):
        return False  # 压减三分之一以上: no ratio of two things
    if figure.kind == "rank" and left.endswith(("末", "倒数", "后")):
        return False  # 无指标居全省末3位
    if figure.kind == "rank":
        return not (right.startswith("的") and not re.search(r"[居列排位]", left[-16:]))
    if figure.kind != "quantity":
        return True
    if _SMALL.fullmatch(figure.text) and not _DID.search(left):
        return False
    if _ONE_OF.match(right):
        return False
    if figure.base_unit in ("元", "美元"):
        if _OF_SIZE.search(left) and (right[:1] not in tuple(",;。、以左") or _NEXT_SIZE.match(text, figure.end)):
            return False  # 产值过50亿元企业
        if not _AN_AMOUNT.search(left) and _NEXT_SIZE.match(text, figure.end):
            return False  # 力争50亿元、100亿元以上项目有新突破
        if not left.endswith("投资") and _CLASS_THEN_COUNT.match(text, figure.end):
            return False  # 30亿元项目2个, 40亿元或4亿美元项目1个
        of_class = _PASSED.search(left[-2:]) is not None and _OF_THE_CLASS.match(right) is not None
        if of_class or _CLASS.match(right):
            return False
    if figure.base_unit != "%" and _AT_MOST.match(right):
        return False  # 10蒸吨及以下燃煤锅炉
    if figure.base_unit != "%" and _CLASS_OF_COUNTED.fullmatch(right):
        return False  # 10万人口以上中小城市8个
    if figure.unit[-1:] not in _COUNTS and _PROGRAMME.match(right):
        return False
    if not figure.base_unit and figure.measure in (Measure.GROWTH, Measure.CHANGE):
        return (
            figure.text.endswith(("万", "亿")) or _INDEX.search(left) is not None
        )  # 增长12: the percent sign was lost
    if not figure.base_unit:
        return _MEASURED_BARE.search(left) is not None and not _NAMED_BEFORE.search(left)
    if _CAPACITY_NAME.search(left):
        return False
    if figure.base_unit in _SPECIFIC_UNITS and _SPECIFIED.match(right) and figure.unit[-2:] not in ("公里", "千米"):
        return False
    if figure.base_unit in _TIME_UNITS and left.endswith("连续"):
        return False  # 审批效率连续2年居全省第一: how long it lasts is no length of the thing
    if figure.base_unit in _TIME_UNITS:
        clause = re.split(r"[,;:。、]", left)[-1] or left[-12:]
        return TIMED.search(clause) is not None and not right.startswith(_NO_TIME)
    return True


def _is_by_name(text: str, figure: Figure, left: str, right: str) -> bool:
    """Whether a number is part of what something is called: 九届五次全会, “民营经济”33条, 12345热线, 56个民族."""
    if _SO_MANY.search(left) or _HOTLINE.match(figure.text):
        return True
    if figure.unit == "次" and left.endswith("届") and _MEETING.match(right):
        return True
    if figure.unit == "条" and _POLICY.search(left):
        return True
    if figure.unit == "张" and right.startswith(("网", "牌", "名片", "答卷", "蓝图", "图绘到底")):
        return True  # 织密两张网
    if figure.unit == "人" and right.startswith("制"):
        return True  # 3人制篮球场
    if figure.base_unit == "个" and right.startswith("民族") and figure.base_values[0] == 56:
        return True
    if _ROUND.fullmatch(figure.text) and _PER_THOUSAND.match(right):
        return True
    if figure.unit == "番" and left.endswith(("个翻", "两个翻")):
        return True
    opened = text.rfind("“", 0, figure.start)
    if opened >= 0 and opened > text.rfind("”", 0, figure.start) and _ROUND_WORD.fullmatch(figure.text):
        return _STRUNG.fullmatch(text[opened + 1 : text.find("”", figure.end)]) is not None
    return False


def _is_which(text: str, figure: Figure, left: str, right: str) -> bool:
    """Whether a figure says which things are meant, not how many: 空置率30%以下的村, 超1000亩的基地10个."""
    if figure.base_unit == "%" and left.endswith("率") and _WHICH.match(right):
        return True
    if not figure.base_unit and left.endswith("人口") and _WHICH.match(right):
        return True
    if (
        _OVER.search(left)
        and figure.base_unit != "%"
        and (_OVER_COUNTED.fullmatch(right) or _OF_THOSE_OVER.fullmatch(right))
    ):
        return True
    if _PRESENT.search(left):
        return True
    if _AMONG_ALL.search(left) and _RANKED_CITIES.match(right):
        return True
    if figure.kind == "quantity" and _AMONG_ALL.search(left) and _RANKED_OF_SO_MANY.match(text, figure.end):
        return True  # 位居全国90个地级市第7位
    return _EACH_SO_MANY.search(left) is not None and _HAS_ONE.match(right) is not None


def _is_round(figure: Figure, left: str, right: str) -> bool:
    """Whether a figure is a round word that names a thing or a campaign: 万亩草原, 百家企业进校园活动, 部/百人."""
    if not _ROUND_ALONE.fullmatch(figure.text) or figure.qualifier:
        return False
    if left.endswith(("/", "每")):
        return True
    if _ABOUT.search(left) or _AFTER_ROUND.match(right):
        return False
    if figure.text[0] == "亿" or (figure.unit == "人" and _A_RATE.match(right)):
        return True
    return figure.unit in _SIZES or (figure.unit in _CAMPAIGNERS and _CAMPAIGN.match(right) is not None)
