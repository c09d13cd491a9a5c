"""Names that their clause prints only in part, completed from the words around it.

All functions read folded text in which commas, colons, semicolons and brackets are ASCII.
"""

from __future__ import annotations

import re

from rag.indicators.phrases import (
    CLAUSE_ENDS,
    FLOW,
    GENERIC,
    OBJECT_VERBS,
    bearer,
    noun_after,
    one_of,
    trimmed,
    without_opening,
)

_NUMBER = r"(?:[0-9.]+|[一二三四五六七八九十两百千]+)[十百千万亿]*[余多几]?"
_MONEY = r"[0-9.一二三四五六七八九十两百千]+[余多]?[万亿]*美?元"
_COUNTER = r"[个家所项户名人条座处件种类只支款台辆宗场次期批]"

# Predicates

_DEED = re.compile(
    r"(?P<aside>\([^()]{1,6}\))?(?!以及|[和及与或])(?:全部|均|都|已|成功|正式|全面|顺利|先后|相继|陆续)*"
    r"(?P<deed>(?:[一-鿿A-Za-z]|“[^“”]{1,14}”|(?<=前)[0-9]+%?){2,24})(?=[,;。、)!]|$)"
)
# What is only praise: 57项改革加快推进.
_PRAISE = re.compile(
    r"(?:加快|有序|稳步|扎实|深入|全面|加力|顺利|持续|高效|强力|统筹|协同|同步|正在)?"
    r"(?:推进|步伐|进度|力度|进展顺利|进展|建设|实施|开展|推动|见效|运行|进行)(?:中|良好|顺利)?"
)
_SIBLINGS = re.compile(rf"(?:[、和及与]{_NUMBER}{_COUNTER}[一-鿿“”A-Za-z()]{{2,30}})+?(?=[,;。!]|$)")
_MORE = re.compile(r"(?:、[^,;。、0-9]{1,8})*、(?=[^,;。、0-9]{2,16}(?:[,;。]|$))")
# 72家医院实现114项结果互认: the count inside is of another figure.
_DONE_TO = re.compile(
    rf"^((?:全部|均|已)?(?:实现|完成|通过|推出|提供|开展|承担|获得?|建成)){_NUMBER}{_COUNTER}(?=[一-鿿])"
)
_LAST_COUNT = re.compile(rf".*[、和及与]{_NUMBER}{_COUNTER}")


def deed_of(after: str) -> str:
    """What is said of counted things, printed right behind their noun; "" if nothing plain is.

    The second of several counts may carry what is said of all of them.

    >>> deed_of("获评A级、8家企业…"), deed_of("、48个学科入选“双一流”名单。"), deed_of(",增长3%")
    ('获评A级', '入选“双一流”名单', '')
    """
    siblings = _SIBLINGS.match(after)
    after = _DONE_TO.sub(r"\1", after.removeprefix("做到").removeprefix("得到"))
    if siblings is not None:
        last = _LAST_COUNT.match(siblings[0])
        if last is None:
            return ""
        after = after[last.end() :]
        after = after[len(noun_after(after)) :]
    elif (more := _MORE.match(after)) is not None:  # 300名货车司机、骑手纳入…
        after = after[more.end() :]
        after = after[len(noun_after(after)) :]
    found = _DEED.match(after)
    if found is None or _PRAISE.fullmatch(found["deed"]):
        return ""
    return ("" if siblings is not None else found["aside"] or "") + found["deed"]


# A noun that says itself what is done.
DEED_TAIL = re.compile(
    r"(?:改造提升|提升改造|综合治理|综合整治|改造|改扩建|扩建|新建|建设|治理|修复|整治|划定|创建|培训|搬迁|升级|改建|修缮|绿化|亮化)$"
)


# 60万吨硅料、7吉瓦电池片产能, 300万亩小麦、200万亩玉米高产示范区: the last says what all of them are.
_SIBLING_SIZES = re.compile(
    rf"(?:[、和及与]{_NUMBER}(?:万?吨|[万亿]?千瓦|吉瓦|兆瓦|[GM]W|万?亩|万?头|万?只|万?立方米|万?台|万?套|万?辆|万?片)"
    r"[一-鿿“”A-Za-z()]{2,24})+?(?=[,;。!]|$)"
)
_SHARED_HEAD = re.compile(
    r"(?:(?:生产|加工|屠宰)?(?:产能|能力)|(?:高产|绿色|优质|标准化|高标准)*(?:示范区|示范片|示范方|示范基地|种植基地|生产基地|产业带))$"
)


def tail_of(after: str) -> str:
    """What is done with counted things, where only the last of several says so.

    >>> tail_of("和6座旧桥提升改造,"), tail_of("、12公里绿道,"), tail_of("、3吉瓦组件和5吉瓦电池片产能。")
    ('提升改造', '', '产能')
    """
    siblings = _SIBLINGS.match(after) or _SIBLING_SIZES.match(after)
    found = (DEED_TAIL.search(siblings[0]) or _SHARED_HEAD.search(siblings[0])) if siblings is not None else None
    return found[0] if found is not None else ""


_OF_SEVERAL = re.compile(
    rf"(?:以上)?(?:(?:、|,(?=总?投资|覆盖|惠及|涉及|占地|总|服务|受益))[^,;。、0-9]{{0,6}}{_NUMBER}[^,;。、0-9的]{{1,6}}(?:以上)?)+的(?P<noun>[^,;。、]+)"
)


def noun_of_several(after: str) -> str:
    """The noun that several figures qualify together: 29处、覆盖88万人、投资34亿元的|农村供水工程.

    >>> noun_of_several("、覆盖8.4万人、投资3亿元的农村供水工程。")
    '农村供水工程'
    """
    found = _OF_SEVERAL.match(after)
    return trimmed(noun_after(found["noun"])) if found is not None else ""


# Classes of what the figure before counted

_CLASS = re.compile(
    r"(?:(?:国家|世界|部|省部?|市|区|县|自治区|州|盟|旗|校|院|厅)级|[0-9]+亿级|[百千万]+亿级|[一二三四五六]级|[A-D]级|[1-6]A级?)"
    r"(?:及?以上)?"
)
_ALL = re.compile(r"^(?:全[国省市县区]|世界)")
_OVER = re.compile(r"超过?|过|逾|达")
_THRESHOLD = re.compile(rf"(?:超过?|过|逾|达)?{_MONEY}(?:及?以[上下])?")


def is_class(name: str) -> bool:
    """Whether a name is only a rank of what is counted: 国家级."""
    return _CLASS.fullmatch(name) is not None


def of_class(name: str, before: str) -> str:
    """A class named alone, with the noun that the figure before counted; the name itself if it is none.

    >>> of_class("省级", "国家级改革试点"), of_class("过3亿元", "年销售过8亿元商贸企业")
    ('省级改革试点', '年销售过3亿元商贸企业')
    >>> of_class("30万元以上的村", "年分红8万元以上的村")
    '年分红30万元以上的村'
    """
    if _CLASS.fullmatch(name):
        if (found := _CLASS.search(before)) is not None:
            return before[: found.start()] + name + before[found.end() :]
        verb = FLOW.match(before)
        noun = trimmed(_ALL.sub("", before[verb.end() :] if verb else before))
        return (verb[0] if verb else "") + name + noun if noun else name
    return of_threshold(name, before)


def of_threshold(name: str, before: str) -> str:
    """A threshold named alone, with what it was of before; the name itself if it is none.

    >>> of_threshold("10亿元企业", "产值超50亿元")
    '产值超10亿元企业'
    """
    now, then = _THRESHOLD.match(name), _THRESHOLD.search(before)
    if now is None or then is None:
        return name
    head, noun = before[: then.start()], before[then.end() :]
    if now.end() == len(name):
        return head + name + noun
    over = _OVER.match(then[0])
    return head + ("" if over is None or _OVER.match(name) else over[0]) + name if then.start() else name


def part_of(name: str, before: str) -> str:
    """Some of what was counted before, done as it was: 新引进项目…,其中20亿元以上项目…; the name itself if it is else.

    >>> part_of("20亿元以上项目", "新引进优质项目"), part_of("设施蔬菜", "蔬菜产量")
    ('新引进20亿元以上项目', '设施蔬菜')
    >>> part_of("工业项目", "新签约亿元以上项目")
    '新签约亿元以上工业项目'
    """
    verb = FLOW.match(before) or _PLANS.match(before)
    if name[-2:] != before[-2:] or FLOW.match(name) or _PLANS.match(name):
        return name
    done = verb[0] if verb is not None else ""
    size = _SIZE_OF_EACH.match(before, len(done))
    return done + (size[0] if size is not None and not _SAYS_SIZE.search(name) else "") + name


# How big each of those counted is: 亿元以上项目, 投资超5000万元项目; what is among them is as big.
_SIZE_OF_EACH = re.compile(
    r"(?:总?投资|年?产值|年?营收|年?销售收入)?(?:超|过|超过)?[0-9.一二三四五六七八九十百千]*[百千万亿]+(?:美?元)?(?:及?以上|级)?的?(?=[一-鿿]*(?:项目|企业)$)"
)
_SAYS_SIZE = re.compile(r"[0-9百千万亿]")


_PLANS = re.compile(
    r"谋划|储备|招商(?:引进|落地)|招引|续建|引荐|洽谈|推进|实施|完工|在建|开工|竣工|投产|签约|入库|新开工|补充|引进留用|留用|分配|制定"
)


# What a bare measure is of

_HOW = one_of(
    """
    加快 着力 持续 深入 大力 积极 全力 扎实 有序 稳步 高质量 高标准 高水平 认真 统筹 全面 强力 强化 进一步 不断
    加大 精心 协同
    """
)
_DOES = one_of(
    """
    共建 办好 用好 建好 管好 落实 加强 开发 承办 举行 抢抓 聚焦 围绕 推动 推进 发展 培育 打造 加快 壮大 提升 支持
    延伸 建设 构建 实施 扩大 加大 做大 做强 做优 做大做强 做优做强 优化 完善 健全 深化 提高 改善 巩固 拓展 抓好
    抓实 狠抓
    启动 引导 鼓励 依托 发挥 释放 激发 促进 建立 组建 设立 成立 增加 确保 保持 畅通 搭建
    """
)
_DOING = re.compile(
    rf"(?:{_HOW})*(?:{_DOES}|(?:{OBJECT_VERBS.pattern})|(?:{FLOW.pattern.removeprefix('^')}))+(?:了|好|一批|各类|各项)*"
)
_SAID_OF = re.compile(
    one_of(
        """
    增产 丰收 连续
    集聚 实现 持续 不断 发展 完成 达到 稳步 快速 加快 保持 运行 建成 投产 加速 提质 成为 入选 获批 获评 全面 进一步
    开展 推进 有力 强劲 旺盛 活跃 火爆 成效 势头 逆势 稳中 平稳 总体 较快 健康 蓬勃 迅速 明显 显著 大幅 再创 喜获
    启动 挂牌 运营 再获 取得 得到 呈现 更加 深入 扎实 圆满 超额 顺利 突飞 高位 首次 首破 企稳 回升 向好 壮大 转型
    强势 升级 扩容 增效 覆盖
    改革 建设 管理 落户 落地 开工 签约 培育 实施 高效 有序 普遍 逐步 初步 基本
    """
    )
)
_END_OF_HEAD = re.compile(
    r"(?:提质|扩量|能级|提升|升级|转型|智能|增效|优势|扩能)+$|(?:(?:[、和]?(?:建设|采购|供应|投入|实施|推进|治理|整治|工作))+力度|建设|工作|发展|改革|攻坚|行动|改造)$"
)
_STATE_OF_HEAD = re.compile(r"(?<=[一-鿿]{4})(?:经济效益|效益|发展)$")  # 国有企业效益大幅提高,利润…
_ONLY_A_NOUN = re.compile(r"[一-鿿“”]{2,14}(?:企业|产业|行业|制造业|服务业|工业|农业|园区|开发区|集团|市场|港口|机场)")
_HEAD = re.compile(r"[一-鿿A-Za-z“”()·—]{2,16}|[一-鿿A-Za-z“”()·—]{9,20}(?:项目|片区|园区?|集群|工程|计划)")
_NO_HEAD = re.compile(
    r"以来|之|我们|全[省市县区州国]$|重点$|[一二三五]年|目前|今年|去年|同时|其中|建议|成绩|工作$|方面$"
)


def head_before(text: str, *, far: bool = False) -> str:
    """What the clause before speaks of, for a measure that is printed alone; "" if that is not plain.

    Args:
        text: the sentence up to the measure.
        far: whether the first clause of the sentence may speak of it too.

    >>> head_before("粮食生产实现“三连增”,"), head_before("共建东山牛羊肉交易中心,"), head_before("成绩来之不易,")
    ('粮食', '东山牛羊肉交易中心', '')
    """
    clauses = [part for part in CLAUSE_ENDS.split(text)[:-1] if part]  # the last is the measure's own
    if not clauses:
        return ""
    return _head(clauses[-1]) or (_head(clauses[0]) if far else "")


def topic_before(text: str) -> str:
    """What the sentence speaks of before the clause that `text` ends in: the nearest plain head, or the first one.

    >>> topic_before("加强乡镇普通中学建设,新增学位"), topic_before("山海合作扎实推进,签订各类协议")
    ('乡镇普通中学', '山海合作')
    """
    clauses = [part for part in CLAUSE_ENDS.split(text)[:-1] if part]
    for clause in reversed(clauses[-2:]):
        if head := _head(clause) or _owner(clause):
            return head
    return ""


# “办事通”上线事项1万项,注册用户…; 科创学院新培养学员70名、孵化项目…
_OWNS = re.compile(
    r"(?P<who>“[^“”]{2,12}”(?:平台|[Aa][Pp][Pp]|系统|小程序)?|[一-鿿]{2,12}?(?:学院|大学|医院|研究院|实验室|平台|中心|基地|集群|园区|港区|口岸|码头|电厂|电站|机场))"
    r"(?=新|累计|已|上线|拥有|建成|实现|完成|入驻|接待|开工|投产|三期|二期|[0-9])"
)


def _owner(clause: str) -> str:
    found = _OWNS.match(clause) or _OWNS.match(without_opening(clause))  # an opening may be a quotation mark
    return found["who"] if found is not None else ""


_HARVEST = re.compile(
    r"(?P<crop>粮食|棉花|油料|小麦|水稻|玉米|大豆|薯类|蔬菜|水果)[^,;。]{0,4}(?:丰收|增产|丰产|连丰)$"
)


def _head(clause: str) -> str:
    clause = without_opening(clause)
    if (harvest := _HARVEST.search(clause)) is not None:
        return harvest["crop"]  # 战胜旱情再获粮食丰收,产量达到…
    doing = _DOING.match(clause)
    if doing is not None:
        head = clause[doing.end() :]
    else:
        said = _SAID_OF.search(clause)
        if said is None and not _ONLY_A_NOUN.fullmatch(clause):
            return ""
        head = clause[: said.start()] if said else clause
    head = trimmed(_END_OF_HEAD.sub("", trimmed(head)) if doing else _STATE_OF_HEAD.sub("", head))
    if head.startswith("“") or not _HEAD.fullmatch(head) or _NO_HEAD.search(head) or "的" in head:
        return ""
    return bearer(head.removesuffix("生产"))


_FINANCER = re.compile(r"(?:中央|各级|地方|[省市县区]级?|自治区|本级)*(?:财政|预算)(?:内资金)?")
_CAUSE = re.compile(
    r"(?:增加|加大|提高|加强|扩大|支持|强化|完善|推进)(?:对|了)*(?P<cause>[^,;:。0-9]{2,14}?)(?:的)?(?:投入|(?:支持|保障|扶持)?力度|保障|支持)?$"
)


def is_purse(name: str) -> bool:
    """Whether a name only says who pays: 中央财政, 市财政."""
    return _FINANCER.fullmatch(name) is not None


def with_cause(name: str, text: str) -> str:
    """A purse with what it pays for: 进一步增加教育投入,中央财政安排… is about 中央财政教育.

    >>> with_cause("中央财政", "要进一步增加教育投入,"), with_cause("常住人口", "增加投入,")
    ('中央财政安排教育资金', '常住人口')
    """
    if not is_purse(name):
        return name
    clauses = [part for part in CLAUSE_ENDS.split(text)[:-1] if part]
    found = _CAUSE.search(clauses[-1]) if clauses else None
    return f"{name}安排{trimmed(found['cause'])}资金" if found else name


_MORE_THAN_LAST_YEAR = re.compile(
    r"(?:资金)?,(?:比|较)(?:上年|去年|[0-9]{4}年)(?:增加|增长|多)[0-9.]+(?:[万亿]*元|%)(?=,)"
)
_NO_PURPOSE = re.compile(r"进行|给予|予以|(?:增加|提高|增长|扩大|减少|下降)[到至]")
_WHAT_FOR = re.compile(
    r"(?:为了?(?:加快|继续|进一步|积极|更好地?)*(?=[一-鿿]{2,4}[^,]{2,20}$)|(?:继续|全面|加快|启动)*(?=(?:实施|推进|推行|开展|落实)[^,0-9]{3,18}"
    r"(?:政策|制度|工程|计划|行动|改造|补贴|建设)$))(?P<what>[^,;:。0-9]{4,24})$"
)


def purse_for(text: str, after: str) -> str:
    """What a purse pays for, told behind the amount or in the clause before; "" where neither says it.

    >>> purse_for("", ",比去年增加20亿元,支持社区医院建设。"), purse_for("为加快水利建设,", "。")
    ('支持社区医院建设', '水利建设')
    """
    behind = purpose_after(_MORE_THAN_LAST_YEAR.sub("", after.removeprefix("资金"), count=1))
    if behind and _NO_PURPOSE.match(behind) is None:
        return behind
    clauses = [part for part in CLAUSE_ENDS.split(text)[:-1] if part]
    found = _WHAT_FOR.match(clauses[-1]) if clauses else None
    return trimmed(found["what"]) if found is not None else ""


_PURPOSE = re.compile(
    r"(?:左右|以上)?(?:[,]?(?:用于|用来|主要用于)|[,])?(?P<at>对|在|为)?(?P<what>[^,;:。!?()〔［]{3,90})"
)
_HOW_LONG = re.compile(r"(?:等)?(?:近|约|超过?|达到?|共|总|全长|面积|长|累计)*$")
# A count inside a purpose is of another figure: 新建公园3座, 实施102个协作项目; 110千伏 and G234 are names.
_UNIT = (
    r"(?:公里|平方公里|万?平方米|平米|万?亩|人次|[个家所项户名人条座处件种类只支款台辆宗栋套间村]"
    r"|[万亿]*千瓦|兆瓦|[万亿]*元|万?吨|万?立方米)"
)
_COUNT_INSIDE = re.compile(
    rf"(?:[、和及]|近|约|超过?|共)*(?<![A-Za-z0-9.第×])(?:[0-9.]+[余多]?[万亿千百]*|(?<=等)[一二三四五六七八九十两]+)"
    rf"[余多]?{_UNIT}(?=(?P<more>[一-鿿“])?)|(?<=[一-鿿])一[座条所处个](?=$)|^[一二三四五六七八九十两]+[座个所条处家](?=[一-鿿])"
)
_DONE_TO_IT = re.compile(r"(?P<thing>.+?)(?:进行|实施|开展|予以|给予|加以)了?(?P<deed>[一-鿿]{2,12})")
_LONGEST_PURPOSE = 30
# 救灾款和9亿元重建资金, 甲项目、投资3亿元的乙项目: other money.
_OTHER_MONEY = re.compile(r"[、和及与](?:总?投资|投入)?[0-9.]+[万亿]*美?元.*$")
_OWN_MONEY = re.compile(r"[0-9.]+[余多]?[万亿]*美?元")
_OF_ONE = re.compile(r"^的[一-鿿“”A-Za-z()]{3,28}")
_SAYS_HOW = re.compile(r"同比|比上年|较上年|增长|下降|占|其中|居|位居|列|重点(?!工程|项目)|为历年|创|带动|惠及")


def _without_count(count: re.Match[str]) -> str:
    """What is left of a count in a name: 东苑、西苑2座公园 becomes 东苑、西苑等公园."""
    before = count.string[: count.start()]
    sums_up = count["more"] and "、" in before and not count[0].startswith(("、", "和", "及")) and before[-1:] != "等"
    return "等" if sums_up and FLOW.match(before.rpartition("、")[2]) is None else ""


def _listed_shortly(what: str) -> str:
    """A long list by its first member and the noun that says what all of them are."""
    if len(what) <= _LONGEST_PURPOSE or "、" not in what:
        return what
    first, rest = what.split("、", 1)
    behind = rest.rpartition("等")[2] if "等" in rest else ""
    deed = DEED_TAIL.search(rest)
    return f"{first}等{trimmed(behind) or (deed[0] if deed is not None else '')}"


def purpose_after(after: str) -> str:
    """What money was put into, printed behind the amount, to the end of its clause; "" where nothing plain is.

    >>> purpose_after(",铺设灌溉管道8公里"), purpose_after("用于支持小微企业。"), purpose_after(",同比增长")
    ('铺设灌溉管道', '支持小微企业', '')
    >>> purpose_after("建成了东苑、西苑等6个小区,"), purpose_after(",对东山中学等3所学校进行改造。")
    ('建成了东苑、西苑等小区', '东山中学等学校改造')
    >>> purpose_after("新建东山110千伏变电站一座。"), purpose_after(",新改建乡、村道路70公里、桥梁3座。")
    ('新建东山110千伏变电站', '新改建乡、村道路、桥梁')
    """
    found = _PURPOSE.match(after)
    if found is None or after.startswith("、"):
        return ""
    printed = re.sub(r"\s+", "", found["what"].removeprefix("主要"))
    if (of_one := _OF_ONE.match(printed)) is not None:
        printed = of_one[0]
    what = without_opening(printed)
    done = _DONE_TO_IT.fullmatch(what) if found["at"] == "对" else None
    said = after.startswith((",用于", ",用来", ",主要用于")) or done is not None
    if _SAYS_HOW.match(printed) or _SAYS_HOW.match(what):
        return ""
    if after[:1] == "," and not (said or FLOW.match(what) or OBJECT_VERBS.match(what) or _DOING.match(what)):
        return ""
    if done is not None:
        what = done["thing"] + done["deed"]
    if after[:1] == "," and _OWN_MONEY.search(what):
        return ""
    what = _COUNT_INSIDE.sub(_without_count, _OTHER_MONEY.sub("", what))
    return trimmed(_HOW_LONG.sub("", _listed_shortly(what)))


# What can stand in a table

# Verbs alone: 竣工投产; what they plant is told in them.
DEEDS = re.compile(rf"(?!.*(?:造林|植树|绿化|并网))(?:启动|{FLOW.pattern.removeprefix('^')}|{OBJECT_VERBS.pattern})+")
_NOT_A_NAME = re.compile(
    rf"(?:{DEEDS.pattern}|[0-9一二三四五六七八九十]+[年月天次]|点亮|跑办|惠及|受益|覆盖|累计|提前|组织|压缩|减少|增加|提高|发展"
    rf"|补偿|补助|报销|应对|处理|接受|用好|拿出|召开|开办|开设|创造|拥有|推出|出台|建立|斩获|夺得|荣获|获得?"
    r"|[人户亩日年月]均|每[人户亩年月日]|人均每[年月])"
)
_STARTS_BADLY = re.compile(
    r"此前|以往|历史总|不含|克服|应对|面对|扣除|剔除|而(?!立)|则|但|却|因(?![素特])|由于|使(?![用馆])|让|把|被|所(?!得)|它|他们|我们|一直|在[^,]{1,16}(?:中间?|期间|时期|上|时|后|前|年|地区|率先上线|吸收)$|这|那|其(?![他余])|如果|虽然|即使|不仅|不但|只有|仅"
)
_ENDS_BADLY = re.compile(r"(?:却|只|仅|正|就|把|被|让|使|每|(?<![占对业])比|较)$")
_AMOUNT_ONLY = re.compile(
    r"[0-9零〇一二三四五六七八九十百千万亿点.]+(?:公斤|万|[吨担斤亩元箱件台千瓦公里米立方度])*(?:以上)?"
)


# Nouns that tell nothing without what is said of them: 26家企业列入….
_BARE = """
    企业 项目 工程 单位 学校 集体 个人 地区 乡镇 街道 社区 园区 城市 国家 产品 品牌 事项 村
    县 市 镇 乡 区 省 户 人 规划 应用 学科 基地 平台 机构 设施 案例 岗位 成果 经验 任务
    举措 措施 活动 内容 指标 问题 部门 干部 群众 居民 中心 方案 计划 协议 制度 机制 体系
    渠道 队伍 团队 小组 窗口 事件 案件 隐患 会议 场馆 家庭 学生 高校 医院 河流 道路 景区
    点位 场所 县区 街区 小区 行政村 乡村 村庄 人员 人才 资金 文件 政策 改革 试点 标准 行业
    领域 方面 产业 车间 车辆 线路 站点 网点 条款 建议 意见 环节 程序 专利 奖项 荣誉 作品
    节目 课程 教材 专业 班次
"""
BARE_NOUNS = frozenset(_BARE.split())


_LOOSE = re.compile(
    r"^(?:我国|有$|其[他它]$|同比|减少到|增加到|提高到|各不|每[个家县市省项]|(?:预定|预期|年度|原定|年初|总体)?(?:目标|计划)$|相关|免费为|仍|任何|约?占|即使|也|又|还|都(?!市|江|匀|昌|安|兰)|就(?!业|医|诊|学)|现在|按照|根据|据|没有|属于|单是|可使|可以|能够|求|为了|随着|通过|经过"
    r"|除了|关于|至于|对于|如|若|比(?![亚赛])|超过(?!疫))|[这那此](?:个|些|方面|种|项|部分|一)|一[八九]|[一二三四五六七八九〇零○]{4}"
    r"|(?:不完全统计|^重大|[一二三四五六七八九十]年|情况|初期|方面|引进|引入|谋划|申报|争取|(?:基础|情况|背景|条件)[上下]|下属|所属|(?<![高初])中|全[省市县国区]"
    r"|都要[^,]{1,3}|新高|四连|特质[^,]{0,8}|持续[^,]{2,4}|更加[^,]{2,4}|进一步[^,]{2,4}|成效(?!考核|评估|评价)[^,]{2,4})$|(?<![A-Za-z.0-9])[0-9]+$|[0-9]、[0-9]"
)


# Words of argument, which old reports mix with their figures.
_ARGUES = re.compile(
    r"了|是|将|要(?!素)|把|被|使|其|这|那|已|都|也|不|没|如|就|只|还|曾|我|他|它|们|因|所(?![占属有])|应|能够|可以|属于|包括|超过|只有"
)


def argues(name: str) -> bool:
    """Whether a name is rather a piece of an argument: 大家还保证要多打粮食."""
    return _ARGUES.search(name) is not None


# What a place drew in as a whole, though a sentence may say the same of some of its projects.
_BROUGHT_IN = re.compile(r"(?:协议|合同)(?:引资|投资)额?|实际到位资金|引资|到资")


def stands_alone(name: str) -> bool:
    """Whether a name tells by itself what was measured; what does not is left out of the ledger.

    >>> stands_alone("投入"), stands_alone("满意率"), stands_alone("而棉花"), stands_alone("新增学位")
    (False, False, False, True)
    """
    if name in BARE_NOUNS or _NOT_A_NAME.fullmatch(name) or _AMOUNT_ONLY.fullmatch(name):
        return False
    if GENERIC.match(name) and not _BROUGHT_IN.fullmatch(name):
        return False
    return not (_LOOSE.search(name) or _STARTS_BADLY.match(name) or _ENDS_BADLY.search(name) or _CLASS.fullmatch(name))
