"""Whether a figure tells of a whole span of years, as what was done in it does, or of how things stand at its end."""

from __future__ import annotations

import re

from rag.indicators.complete import ACTING
from rag.indicators.phrases import FLOW, OBJECT_VERBS, without_opening

# What is said of a whole span rather than of its last year: sums, means, growth, and what was done.
_TOTAL = re.compile(
    r"年均|累计|平均每年|每年平均|年平均|总共|合计|共计|[三四五]年共|(?:增长|下降|增加|减少|提高|减量|缩减|削减|压减|压缩|压降|降低|上升|增产|翻|前进|前移|进位)(?![到至为值量额率速幅]|的?贡献)"
)
_DONE_IN_SPAN = re.compile(
    r"新增|净增|新改?扩?建|改扩建|建成(?![区率])|完成(?!率)|提请|减负|新(?:上|办|签|添|探明|发现|设立?|批|安装|补充)(?![市海])|先后"
)
# 依法拆除, 先后选派: how it was done stands before the verb.
_MANNER = re.compile(
    "(?:依法|综合(?=治理|整治)|先后|统一|妥善|集中|规范|直接|主动|精准|陆续|相继|稳妥|全部|彻底|坚决|自主|创新|升格|探索|共同|联合|分别|牵头|协调|择优"
    "|向[^,;。]{1,8}?(?=下放|选派|派驻|派出|输送|发放|提供|赠送|捐赠)|对[^,;。]{2,14}?(?=实施|进行|开展))+"
)
# 县财政投入资金…, 惠民政策惠及…: who did it stands before the verb, which is never the head of a name.
_DOES = re.compile(
    r"取消|确定并|实现(?=[^,;。]{2,12}就业)|还清|下放|投入(?!强度|产出|品|使用|运[行营])|追回|挽回|惠及|派驻|选派|派出|派遣|资助|救助(?!标准|站)|兑付|兑现|增补|补充"
    r"|节[省约](?!型)|筹措|争取|撬动|减轻|减免|免除|化解|淘汰|关停|取缔|拆除|压减|设置|形成|更换|更新|封堵|压采|腾出|腾退|培育|实施(?!率)"
    r"|安置(?!点|房|区)|承担|发射|夺得|勇夺|斩获|获得(?!感)|荣获|消化|增容|投资支持|处置|抓获|破获|刑事拘留|行政拘留"
)
# 湿地保护修复2万亩, 劳动力转移8万人: what was done stands last.
_DONE_LAST = re.compile(
    r"(?:建设|改造(?:住房|面积)?|改扩建|修复|治理(?:面积)?|整治|搬迁|迁建|拆迁|绿化|植树|造林|育林|还草|还林|补水|转移|转移就业|再就业|培训|退出|压降|减税|退税"
    r"|融资|发射|销号|清运|回收|流转|开行|(?<![总划议同])投资|投入|支出)(?:约|近|超过?|逾|共)?$"
)
# 接待游客216万人次,比上个五年增长65%: so many in all the years.
_THEN_SPAN = re.compile(
    r"[^,;。、]{0,12}[,、](?:分别)?[比较是为](?:上个?五年|前[三四五]年|[“\"]?[七八九十][一二三四]?五[”\"]?(?![”\"]?(?:时期|期间)?末|五))"
)
# 投资20亿元的项目, 占地300亩的公园: a size.
_IS_SIZE = re.compile(r"[0-9.]+[余多]?[万亿]*(?:美?元|亩|公顷|平方米|公里|平方公里|万?吨|万?千瓦)的")
_COUNTED_BOTH = re.compile(r"[0-9.]+[余多]?[万亿]*(?:[个家户人名件项座处批]|人次)[ ,]?$")
_SIZE_OF_DEED = re.compile(
    r"(?:总投资额?|投资额|协议资金|合同金额|总长度?|全长|总面积|其中.{0,12})(?:约|近|超过?|达到?|逾)?$"
)
_SINCE_LONG = re.compile(r"(?<![二两三四五]年)(?<!五)(?<!五[”\"])以来")
_OVER_MANY_YEARS = re.compile(r"多年[来累]|历年|历史上")
_NEXT_OF_LIST = re.compile(r"(?:[0-9.]+[%‰](?:以上|左右)?[和与])?(?:约|近)?")
_PERCENT = re.compile(r"[0-9.]+[%‰]")
_GROWS = re.compile(r"增|降|减|涨|提高|压|缩|削|升|年均|累计|翻")
# How things stand, whatever was done before.
_HOLDS = re.compile(
    r"达到?(?=$|[0-9约近])|拥有|现有|(?<![含没])有(?=$|[0-9约近])|保持|稳定|位居|居(?=[全首前第世])|总数|总量|余额|存量|保有量|覆盖率?|占|共有|存栏"
)
# 43个社区获评…, 3家企业入选…: what became of so many.
_ACHIEVED = re.compile(
    r"[0-9.一二三四五六七八九十百千万亿]+[余多]?(?:[^0-9,;:。%]{1,16}[、和][0-9.]+[余多]?)?[^0-9,;:。、%]{0,18}?(?:\[[0-9]+\])?"
    r"(?:被?(?:评为|命名|授予|认定)|全部(?!为|是)|退市|提供了|挂牌|出列|清零|交付|改制|销号|获评|获批|获|入选|荣获|荣膺|获得|实现|完成|建成|投产|投用|投运|通车|开工|竣工|落地|落户|上市|摘帽|脱贫|列入|纳入|成为|通过|晋升|升级|跻身|进入|退出|关停|重组|上榜|迁入|搬迁|开通|启用|并网|复工"
    r"|(?:住|搬)[上进]了?|[喝用吃]上了?|告别|入驻|设立|(?:在[^,;。、0-9]{1,6})?推广)"
)
# 完成27亿元,比2006年增长15亿元: what a span came to, not what was done in all of it.
_THEN_COMPARED = re.compile(
    r"[^,;。、]{0,12}[,、](?:按[^,;。]{0,6}口径[^,;。]{0,4},?)?(?:分别)?"
    r"(?:[比较是](?:19|20)[0-9]{2}年(?![到至—–-])|[比较是]“?[七八九十][一二三四]?五”?末|年均|平均每年)"
)
_OF_ONE_YEAR = re.compile(r"全年(?!均)|同比|[比较]上年|[比较]去年|当年")
_NOW = re.compile(r"目前|现[有已共]|(?<!平均)每年(?!平均)")
_REACHED = re.compile(r"(?:达到?|为|突破|超过?|到|至|占|居|列)[约近超]?$")
# 37家单位援助资金31亿元: money that was given, no stand of anything.
_PUT_IN = re.compile(r"(?:资金|投资|投入|补贴|补助|奖补|贷款额|支出|捐赠|援助)$")


def is_of_span(text: str, at: int, start: int, span: int, *, deed: bool) -> bool:
    """Whether the figure at `at` tells of a whole span, which is named at `span`, or of where it ended."""
    first = max(start, *(text.rfind(mark, start, at) + 1 for mark in ",;:。、"))
    clause = text[first:at]
    if _OF_ONE_YEAR.search(_stretch(text, start, at)):
        return False
    if not _TOTAL.search(clause) and _THEN_COMPARED.match(text, at):
        return False
    # 改造棚户区16万套、老旧小区6594个: the verb stands before the first member.
    whole = text[max(start, *(text.rfind(mark, start, at) + 1 for mark in ",;:。")) : at]
    if _NEXT_OF_LIST.fullmatch(clause):
        clause = whole  # 分别下降15%、14%和18%
    if _IS_SIZE.match(text, at) or (_PERCENT.match(text, at) and not _GROWS.search(whole)):
        return False
    if _THEN_SPAN.match(text, at) and not _REACHED.search(clause):
        return True
    if _SINCE_LONG.search(text, start, at) or _OVER_MANY_YEARS.search(whole) or _NOW.search(whole):
        return False
    if _is_deed(clause):
        return True
    if whole.startswith("其中") and whole != clause and not (_REACHED.search(clause) or _HOLDS.search(whole)):
        # 新增装机90万千瓦,其中水电30万千瓦、光伏60万千瓦: every part is of the years of the whole.
        return is_of_span(text, at - len(whole) - 1, start, span, deed=False)
    of_deed = _SIZE_OF_DEED.match(without_opening(clause)) and first > start and text[first - 1] in ",、"
    if of_deed and is_of_span(text, first - 1, start, span, deed=False):
        return True
    if _REACHED.search(clause):
        return False
    if _does(clause):
        return True
    if deed and not _HOLDS.search(clause):
        return True
    done = _is_deed(whole) or _DONE_IN_SPAN.search(whole) or _DOES.search(whole)  # 36个村完成改造20户、绿化3万株
    if first <= span < at or (whole != clause and done and not _HOLDS.search(whole)):
        return True
    said = whole.removesuffix("有")  # 有36户企业落户: no stand of them
    return _HOLDS.search(said) is None and _ACHIEVED.match(text, at) is not None


def is_put_in(text: str, at: int, start: int) -> bool:
    """Whether the figure at `at` is money that was put in, in the sentence that begins at `start`.

    >>> is_put_in("9家单位援助资金3亿元", 8, 0), is_put_in("年末贷款余额3亿元", 6, 0)
    (True, False)
    """
    clause = text[max(start, *(text.rfind(mark, start, at) + 1 for mark in ",;:。、")) : at]
    return _PUT_IN.search(clause) is not None and text[at : at + 12].partition("元")[1] == "元"


def _stretch(text: str, start: int, at: int) -> str:
    """From the last semicolon to what is said right behind the figure: 完成20亿元,同比增长8%."""
    first = max(start, text.rfind(";", start, at) + 1)
    return text[first:at] + re.split("[;。]", text[at : at + 20], maxsplit=1)[0]


def _is_deed(clause: str) -> bool:
    """Whether a clause says that something was done or grew, not how things stand."""
    if _TOTAL.search(clause) or _DONE_IN_SPAN.search(clause):
        return True
    opened = without_opening(clause)
    if opened.startswith("获") and not opened.startswith("获得感"):
        return True
    if ACTING.match(opened) is not None and not _HOLDS.search(clause):
        return True
    if opened.startswith("覆盖"):
        return False
    return FLOW.match(opened) is not None or (OBJECT_VERBS.match(opened) is not None and not _HOLDS.search(clause))


def _does(clause: str) -> bool:
    """Whether a clause says that something was done, with its verb behind who did it or how, or last.

    >>> _does("县财政投入资金"), _does("依法拆除窑炉"), _does("湿地保护修复"), _does("高新技术企业")
    (True, True, True, False)
    """
    clause = _COUNTED_BOTH.sub("", clause)  # 搬迁1.7万户5.3万人
    if _HOLDS.search(clause):
        return False
    opened = _MANNER.sub("", without_opening(clause), count=1)
    return ACTING.match(opened) is not None or _DOES.search(opened) is not None or _DONE_LAST.search(opened) is not None
