"""The last look at a name of the report's own: what it leans on is put before it, and what tells nothing is left out.

A standard indicator stands by itself wherever it is printed. Any other name is only as good as a reader finds it in a
table, far from its sentence: 线路开通 60公里 says little, 轻轨2号线、4号线南段等线路开通 says it.
All functions read folded text in which commas, colons, semicolons and brackets are ASCII.
"""

from __future__ import annotations

import re

from rag.indicators.naming import BARE_NOUNS, deed_of, topic_before
from rag.indicators.owners import is_tax_share, needs_owner, owner_before, treasury_before
from rag.indicators.phrases import CLAUSE_ENDS, FLOW, NOT_CARRIED, OBJECT_VERBS, one_of, trimmed, without_opening

_LONGEST_LIST = 20
_ACTS = one_of(
    """
    续建 谋划 调整 储备 推动 加快建设 加快推进 加速推进 提速推进 启动 启动建设 组织实施 组织 承办 承接 举办 召开 研制
    研发 开发 制定 出台 修订 发布 设立 组建 成立 建立 布局 规划 规划建设 开辟 打造 落地 引入 吸引 集聚 汇聚 聚集 推行
    推广 试点 完善 提升 巩固提升 改善 优化 扩建 迁建 重建 恢复 保护 收回 收购 储存 采购 购置 配置 建好 办好 办成 压缩
    削减 减少 降低 停办 撤并 合并 整合 重组 核准 批复 下达 拨付 拨出 筹措 筹资 募集 发行 偿还 归还 派出 派驻 招收 录取
    输送 输出 调入 调出 收治 诊治 抢救 转移 安置 接收 审查 审议 审批 抽检 检查 检测 监测 巡查 督查 督办 督导 评定 命名
    表彰 奖励 补贴 资助 捐赠 种植 播种 收割 开垦 开采 对接 签署 签订 达成 洽谈 征集 提请 开挖 挖掘 疏浚 硬化 加装 架设
    加固 维修 补种 新栽 补栽 贯通 征收 减征 免征 返还 退还 缓缴 缴纳 压降 核减 核销 注入 获得 取得 赢得 荣获 斩获 申报
    申请 成交 孵化 培养 选聘 引育 走访 慰问 救治 接种 筛查 促成 撬动 拉动 兑付 腾退 迁出 归集 捐建 援建 援助 代建
    分配 配租 配售 补充 明确 制定 参与制定 主导制定 牵头制定 入围 上榜 新上榜 授牌 征集 留用 引进留用 增补 增派
    推出 主持制定 牵头和参与制定 牵头或参与制定 主持和参与制定 主持或参与制定 主导和参与制定 主导或参与制定 参与制修订
    有效应对 妥善应对 成功应对 应对 处置 累计建成 已建成 全面建成 高标准建设 高质量建设
    """
)
# Verbs that begin a clause and act on what it counts.
_VERBS = rf"(?:{FLOW.pattern.removeprefix('^')}|{OBJECT_VERBS.pattern}|{_ACTS})"
ACTING = re.compile(rf"{_VERBS}+(?:[、和](?:{_ACTS}|改扩建|扩建|续建))*")
# Verbs whose object does something itself: 推动11个项目完成投资….
_MAKING = re.compile(r"(?:推动|促进|支持|引导|帮助|带动|吸引|组织|安排|提供|覆盖|惠及|服务)")
_LISTED = re.compile(r"^(?P<items>[^,;:。]{2,60}?)等(?:地|处|一批|重点|重大)?(?:近|约|超过?|共|全部)?$")
_SIBLING = re.compile(r"[、和与及]$")
_FIGURE = re.compile(r"[0-9][0-9.]*[余多]?[万亿]*(?![号线期届强级年月日])[一-鿿]")  # 3号线 is a name
# What became of things counted; a verb before others is not said of them.
_SAYS_WHAT_BECAME = re.compile(
    r"获评|获批|入选|荣获|实现|完成|建成|投产|投用|投运|通车|开工|竣工|落地|落户|上市|摘帽|脱贫|列入|纳入|成为|通过|晋升|跻身|进入|退出|启动"
)

# Heads of names that tell nothing without what they are of.
_THIN_HEADS = one_of(
    """
    项目 工程 线路 路段 校区 学位 床位 协议 资金 学生 师生 人员 企业 单位 事项 成果 课题 设备 设施 机构 平台 基地 中心
    园区 示范园 示范区 示范点 子项目 服务区 站点 网点 片区 板块 地块 小区 街区 村 户 县 市 区 人 专家 团队 人才 岗位
    案例 交易市场 建设 开通 治理 改造 开工 投产 完工 竣工 签约 入驻 入库 落户 转化
    """
)
_PLAIN_WORDS = one_of(
    """
    新 续 在 重点 重大 各类 各项 相关 有关 建设 续建 新建 改造 投资 实施 推进 签约 引进 开工 竣工 投产 支持 合作 大型
    优质 标志性 支撑 子 联合体 建成 完成 列入 入驻 新增 新开工 谋划 储备 落地 启动 提升 完工 全部 具体 大 共建 示范
    技改 协作 招商
    """
)
_THIN = re.compile(rf"(?:{_PLAIN_WORDS})*(?:{_THIN_HEADS})+(?:(?:{_PLAIN_WORDS})|建设|实施|投资|总投资)*")
_TELLS_NOTHING = re.compile(
    rf"(?!(?:新?签约|新?开工|新?竣工|投产|竣工投产|完工|入库|落户|入驻|建设|重点|重大|重点建设)项目$)(?:(?:重点|重大|大型|优质|具体|相关|有关|子|联合体|新)*(?:{_THIN_HEADS})+(?:建设|实施)?|项目(?:总?投资))"
)
_NO_TOPIC = re.compile(
    r"(?:作用|力度|水平|能力|效率|机遇|优势|任务|基础|机制|体系|环境|格局|活力|质量|方式)$|坚持|加快|融入|打造|持续"
)
_MADE_TO = re.compile(r"^(?:引导|推动|支持|鼓励|指导|帮助|编制|促进)")
_LEANING = re.compile(
    r"(?:(?:新增|签订|签署|落地|入驻|引进|服务|降低|减少|减轻|交易|吸引|集聚|聚集|惠及|受益|带动|培训|解决)(?:各类|各项|相关|有关|新)*"
    r"(?:学位|合作协议|协议|项目|企业|学生|师生|专家|团队|科研人员|费用负担|企业负担|负担|费用|制度创新成果|创新成果|成果|转化|群众|居民|家庭|人口)?"
    r"|在[园校院](?:师生|学生)?(?:规模|人数)?|[一-鿿]{2}率|[一-鿿]{2}占比|占比)"
)
# What somebody has; of whom stands in the clause before.
_OWNERLESS = re.compile(
    r"(?:注册|签约|活跃)?用户|从业人员|从业人数|职工|工人|会员|门类|品种|授权量|申请量|(?:死亡|受伤|伤亡)人数|(?:建设|年度|目标)?任务|总?装机|产业总装机"
    r"|门店|成员|站点|日均|客流|存货|库容|年产量|年产值|产业产值|产能|参与群众|涉及群众|设计能力"
    r"|惠及(?:家庭|群众|居民|人口|农户|学生|师生)|参保人数|参合人数|理赔|价款收益|(?:发放)?救助款|按[一-鿿]{2,8}计算|营业额|销售收入|综合产值|收入总数|产能指标"
)
# A size says which of those spoken of before are meant: 其中10亿元以上项目9个.
_ONLY_A_SIZE = re.compile(
    r"(?:超|过|总投资|投资)?[0-9一二三四五六七八九十百千-]*[亿万千百十]+(?:元|级)?(?:以上|级)?的?(?:工业|产业|重大|大)?"
    r"(?:项目|企业)"
)
# Rhetoric with a number in it, and bare verbs that what follows has lost.
_EMPTY = re.compile(
    r"(?:.*(?:新?台阶|名片|答卷|行列|金字招牌))"
    r"|(?:(?:主要)?涉及(?:我[省市县区州]|全[省市县区州])?|(?:解决|化解|处置|清理)(?:村|户|问题|企业)|扩大|调整|废止|基本建成|重点抓好|统筹|首批.{0,3}|初步[一-鿿]{2}"
    r"|过(?:十|百|千)?亿元?|[一二三四五六七八九十2-9]项指标|综合成绩|具体(?:事项|任务)|农村|农业|国家和地区|未)"
    r"|.*(?:我[县市省区]|提前|出资)"
)

# Verbs whose object was told before, or is the figure itself.
_ONLY_A_VERB = re.compile(
    r"引导|促进|组织|出动|接种|收益|巩固|做好|提出|形成|取得|未能|实际建成|预期目标低|预期低|增速仍|仍"
)

_MEASURE_HEAD = re.compile(
    r"(?P<what>招生人数|毕业生人数|在校学生|产量|产值|播种面积|投资额?|销售额|出口额)[^,;:。0-9]{0,8}[:为]"
)
_SAYS_MEASURE = re.compile(
    r"(?:[率额量值数]|面积|收入|支出|投资|人数|能力|产值|价格|规模|里程|生产|库存|储备|消费|出口|进口|收购|供应|贷款|存款|资金)"
)
_GROWN_OUTPUT = re.compile(r"(?:产量|产值)[^;。]*$")
_HEAVY = frozenset(("公斤", "立方米", "米", "千瓦时", "辆", "台", "匹", "件", "条", "双", "箱", "锭", "头", "只", "羽"))

# Whose figures they are where a sentence speaks of one part of the place from its first word on.
_ENTITY = re.compile(
    r"(?:(?:[一-鿿“”A-Za-z]{0,14}?(?:自由贸易试验区|自贸试验区|自贸港|自贸区)|[一-鿿“”A-Za-z]{2,14}?(?:新区|开发区|高新区|经开区|合作区|综合保税区|综保区|保税区"
    r"|功能区|经济圈|都市圈|城市群|度假区|科学城|大学城|科创走廊|航空港|临空区|自贸片区|教育园区))(?:[一-鿿]{2,4}片区)?)"
    r"(?!的|等|和|、|与|及|以上|[一-鿿]{0,4}、)"
    r"|[一-鿿]{2,8}(?:实验室|学院|大学|研究院|港)(?=[0-9]|集聚|新增|累计|完成|入选|获批|牵头|承担|引进|转化|货物吞吐量|集装箱吞吐量)"
)
_NO_ENTITY = re.compile(
    r"[和与及“]|推进|支持|运营|加大|抢抓|作为|建设|发展|抓好|发挥|依托|落户|国家级|省级|全部|各类|所有|现代农业"
)
_BEGINS_WITH_VERB = re.compile(
    rf"(?:编制|引导|鼓励|构建|共建|融入|建强|做强|{_VERBS}|加快|推进|支持|抓好|发挥|深化|依托|围绕|加强|以|在|从|对|与|全[省市县区国]|各|省级|国家级|市级|县级|新(?!材料|能源|一代|型|兴|区|质)"
    r"|[一二三四五六七八九十]+)"
)
_AND_WHAT_MORE = re.compile(
    r"、(?![^,;:。0-9]{0,6}(?:居|位列|名列|排|创(?!建)|数量?|总数))[^,;:。0-9]{2,12}(?=[,;。]|$)"
)
_OF_WHOLE = re.compile(r"(?:^|[,、])(?:[^,;。]{0,6})?(?:全[省市县区州国]|我[省市县区州])[^,;。]*$")


def is_thin(name: str) -> bool:
    """Whether a name only says that something was built, signed or counted, not what.

    >>> is_thin("项目建设"), is_thin("线路开通"), is_thin("口袋公园"), is_thin("续建铁路项目")
    (True, True, False, False)
    """
    return name in BARE_NOUNS or _THIN.fullmatch(name) is not None


def is_only_a_size(name: str) -> bool:
    """Whether a name says only how big those are that are counted: 30亿元以上项目."""
    return _ONLY_A_SIZE.fullmatch(name) is not None


def is_empty(name: str) -> bool:
    """Whether a name is rhetoric, or tells nothing of what is counted."""
    return _EMPTY.fullmatch(name) is not None or is_only_a_size(name)


def leans(name: str) -> bool:
    """Whether a name says only what was done or measured of a subject: 入驻学生, 营收占比."""
    return is_thin(name) or _LEANING.fullmatch(name) is not None


def completed(name: str, before: str, after: str, *, unit: str, measure: str) -> str:
    """Complete a name of the report's own from its sentence; "" where it tells nothing and nothing completes it.

    Args:
        before: the sentence, or what follows its last semicolon, up to the figure.
        after: what follows the figure, to the end of the sentence.
        unit: base unit of the figure.

    >>> completed("线路开通", "轻轨3号线、6号线南段等", "线路开通。", unit="米", measure="level")
    '轻轨3号线、6号线南段等线路开通'
    >>> completed("文化馆", "续建5个图书馆和", "文化馆。", unit="个", measure="level")
    '续建文化馆'
    >>> completed("县属企业", "县属企业已有", "完成改制,", unit="户", measure="level")
    '县属企业完成改制'
    >>> completed("名片", "擦亮", "名片。", unit="张", measure="level")
    ''
    """
    if _ONLY_A_VERB.fullmatch(name):
        rest = CLAUSE_ENDS.split(after)[0]
        if 1 < len(rest) <= _LONGEST_LIST and not _FIGURE.search(rest):
            return name + rest  # 引导1亿人在中西部就近城镇化
        whole = owner_before(before)
        return whole + name if whole else ""
    if _EMPTY.fullmatch(name) or (unit in ("元", "美元") and name.endswith("部门")):
        return ""
    if (output := _output(name, before, unit, measure)) is not None:
        return output
    piece = CLAUSE_ENDS.split(before)[-1]
    if stands_behind(name, after):
        name = _counted(name, piece)
    elif measure == "level" and unit not in ("元", "美元", "%", "") and re.search(r"[有中]$|^其中$", piece):
        # 县属企业已有7户完成改制
        deed = _whole_deed(after)
        if deed and not FLOW.match(name) and not name.endswith(deed[:2]):
            return name + deed
    if is_only_a_size(name):
        return ""
    if name in BARE_NOUNS or not (leans(name) or _OWNERLESS.fullmatch(name)):
        return owned(name, before)
    topic = _MADE_TO.sub("", topic_before(before))
    if (
        topic
        and topic not in name
        and not (_BEGINS_WITH_VERB.match(topic) or _NO_TOPIC.search(topic) or _repeats(topic, name))
    ):
        return topic + name
    if (whole := owned(name, before)) != name:
        return whole
    return "" if _TELLS_NOTHING.fullmatch(name) or _OWNERLESS.fullmatch(name) else name


# How old reports name what they measure; the rest of their figures are told in arguments.
_PLAIN_MEASURE = re.compile(
    r".+(?:产量|产值|收入|支出|人数|投资|面积|装机容量|里程|总额|赤字|贷款|存款|物价|价格|工资|库存|储备|增长率|自然增长率)"
)


# What makes people buy is not what they bought: 消费券带动消费.
_SPENT = re.compile(r"(?:消费券|以旧换新|促消费活动|购物节|消费季|补贴|贷款|政策(?:联动)?)$")


def owned(name: str, before: str) -> str:
    """A name that leans on a clause before its own, with what that speaks of; the name itself where it does not.

    >>> owned("惠及市场主体", "新增投放“惠企贷”90亿元,惠及"), owned("粮食产量", "扩种大豆,")
    ('“惠企贷”惠及市场主体', '粮食产量')
    """
    if is_tax_share(name):
        return treasury_before(before) + name
    if not needs_owner(name) or name in BARE_NOUNS:
        return name
    owner = owner_before(before, name)
    apart = owner not in name and (_SPENT.search(owner) is not None or not _repeats(owner, name))
    return owner + name if owner and apart else name


def is_plain(name: str) -> bool:
    """Whether a name ends in what is measured: 钢产量, 地方预算收入."""
    return _PLAIN_MEASURE.fullmatch(name) is not None


_EACH = re.compile(
    r"每个?[县市区乡镇](?:\([^()]*\))(?=[^均])|每(?:个|座|所|家)[一-鿿]{1,5}?(?=都|均|要|至少|力争|[0-9])|每[县市区镇乡村](?=[^均])|各(?:县|市|区|乡镇|镇|街道|园区)(?:\([^()]*\)|市区|市|区)?"
    r"(?=[^;。]{0,20}(?:打造|培育|建设|谋划|建成|创建|至少|都要|每))"
)


def each_of(before: str) -> str:
    """Of whom each is to have so many; "" where the figure is of the whole place.

    >>> each_of("鼓励各县(市)立足资源禀赋,因地制宜打造"), each_of("全市打造")
    ('各县(市)', '')
    """
    found = _EACH.search(before)
    return found[0] if found is not None else ""


def entity_of(before: str) -> str:
    """The zone that a sentence speaks of from its first word on; "" where it is none.

    >>> entity_of("临川高新区提质扩容,新增企业30家,货物进出口额增长"), entity_of("支持临川高新区发展,财政收入增长")
    ('临川高新区', '')
    """
    opened = without_opening(before)
    if _BEGINS_WITH_VERB.match(opened) or _OF_WHOLE.search(opened):
        return ""
    found = _ENTITY.match(opened)
    return found[0] if found is not None and not _NO_ENTITY.search(found[0]) else ""


def _repeats(topic: str, name: str) -> bool:
    """Whether a topic says a word of the name again: 公办学位供给,新增学位."""
    return any(name[i : i + 2] in topic for i in range(len(name) - 1))


def _whole_deed(after: str) -> str:
    """What became of things counted, to the end of its clause: 实现管办、政企分开."""
    deed = deed_of(after)
    at = after.find(deed) + len(deed)
    if not deed or after[at : at + 1] != "、":
        return deed
    more = _AND_WHAT_MORE.match(after, at)
    return deed + more[0] if more is not None else ""


def _output(name: str, before: str, unit: str, measure: str) -> str | None:
    """A product named alone where outputs are told: 产量…:钢535万吨; None where the rule does not hold."""
    if len(name) > 5 or _SAYS_MEASURE.search(name) or FLOW.match(name):
        return None
    headed = list(_MEASURE_HEAD.finditer(before))
    if headed and not re.search(r"[0-9]", CLAUSE_ENDS.split(before[headed[-1].end() :])[0]):
        return name + headed[-1]["what"] if unit == "人" or "产" in headed[-1]["what"] else None
    told = _GROWN_OUTPUT.search(before)
    if told is not None and (unit in _HEAVY or measure == "growth"):
        return name + told[0][:2]
    return None


def stands_behind(name: str, after: str) -> bool:
    """Whether a name is printed right behind its figure."""
    return len(name) > 1 and name[-2:] in after[: len(name) + 8]


def _counted(name: str, piece: str) -> str:
    """A counted noun with the verb, or the list, that stands before its figure in the clause."""
    opened = without_opening(piece)
    verb = ACTING.match(opened)
    done = verb[0] if verb is not None and _MAKING.fullmatch(verb[0]) is None else ""
    has_verb = FLOW.match(name) is not None or ACTING.match(name) is not None
    rest = opened[verb.end() :] if verb is not None else opened
    if _FIGURE.search(piece):
        beside = done and not has_verb and _SIBLING.search(piece) is not None
        if beside and not NOT_CARRIED.fullmatch(done) and not _SAYS_WHAT_BECAME.search(name):
            return trimmed(done) + name
        return name
    listed = _LISTED.match(rest)
    if listed is not None and is_thin(name):
        items = listed["items"]
        shown = trimmed(items if len(items) <= _LONGEST_LIST else items.split("、")[0])
        if (own := FLOW.match(name)) is not None and own.end() < len(name):
            return f"{own[0]}{shown}等{name[own.end() :]}"
        return f"{'' if has_verb else done}{shown}等{name}"
    if done and not has_verb and (listed is not None or not trimmed(rest)):
        return name if _SAYS_WHAT_BECAME.search(name) else trimmed(done) + name
    return name
