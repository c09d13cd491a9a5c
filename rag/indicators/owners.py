"""Whose a figure is, where its own clause does not say: read from the clauses before it in the sentence.

All functions read folded text in which commas, colons, semicolons and brackets are ASCII.
"""

from __future__ import annotations

import re

from rag.indicators.naming import topic_before
from rag.indicators.phrases import CLAUSE_ENDS, FLOW, OBJECT_VERBS, one_of, trimmed, without_opening

_QUANTITY = re.compile(
    r"(?:[约近超逾]|超过|达到?|突破|为|共|至少)*[0-9][0-9.]*[余多]?(?:[万亿千百]+)?(?![号期届五])"
    r"(?:平方公里|场次|万?人次|班次|标准?箱|架次|户次|平方米|立方米|公里|千瓦时|千瓦|万吨|吨|亩|元|美元|人次|人|户|个百分点|[%‰]|[一-鿿])?(?:以上|左右|以内|以下)?"
)
_ONLY_SAYS_HOW = re.compile(
    r"(?:同比|比上年|较上年|年均|分别|约|净)*(?:增长|下降|提高|增加|减少|达到?|突破|居[^,]{0,8}|位居[^,]{0,8}|列[^,]{0,8}|完成|实现)*"
)
_VERBS = one_of(
    """
    推动 推进 加快推进 发展 培育 打造 壮大 提升 支持 延伸 建设 构建 实施 扩大 加大 优化 完善 健全 深化 提高 改善 巩固
    拓展 抓好 做好 办好 用好 建好 管好 落实 加强 强化 开发 承办 举办 举行 召开 抢抓 聚焦 围绕 启动 引导 鼓励 依托 发挥
    释放 激发 促进 建立 组建 设立 成立 增加 畅通 搭建 发放 投放 新增 投入 开展 办理 推出 出台 制定 编制 编制完成
    制定出台 实行 推行 推广 组织 扎实 高效 统筹 运营 整合 规范 开通 新建 新改建 改扩建 扩建 改造 建成 完成 拥有 创建
    申报 争取 储备 谋划 策划 动态储备 包装 签约 引进 招引 盘活 清理 整治 治理 上线 落地 运行 创新 全面落实 认真落实
    坚持 探索 兑现 发行 获得 获批 升级 瞄准 融入 构筑 利用 对接 联系对接 配置 撬动 筹措 吸纳 保证 争取到 新争取 严格
    """
)
_ACTS = re.compile(
    rf"(?:牵头|认真|主动|共|及时|精心|依法)*(?:{_VERBS}|{OBJECT_VERBS.pattern}|{FLOW.pattern.removeprefix('^')})+(?:了|好|一批|各类|各项)*"
)
# What a clause says of its subject, printed behind it.
_SAYS_OF_IT = re.compile(
    one_of(
        """
        扎实 持续 稳步 有序 深入 全面 加快 不断 高效 顺利 蓬勃 快速 稳定 实现 完成 达到 保持 启动 挂牌 建成 投用 投产
        运行 运营 开工 竣工 落地 签约 入选 获批 获评 荣获 取得 成为 突破 集聚 汇聚 拥有 新增 累计 发展到 增加到 增至
        发展 推进 开展 进展 见效 提质 提速 升级 加速 强劲 向好 活跃 发放 投入 支持 带动 覆盖 惠及 复制 推广 实施 上线
        发力 效果 作用 初步 基本 正式 进一步 更加 逐步 显著 明显 成效 总资产 总数 总量
        """
    )
)
_NOT_A_NAME = re.compile(
    r"以来|本级$|^债务$|我们|^全[省市县区州国]|^(?:重点|各项|各类|相关|主要|部分|其他|一批|目前|今年|去年|同时|其中|年内|全年)$|[一二三五]年"
    r"|(?:水平|质量|能力|力度|效能|效率|优势|活力|动力|机制|体系|环境|格局|方式|成效|作用|基础|目标|方面|措施|理念|要求|战略|导向|思路|工期|意识)$|^[和与的在对将以按从]|^面向|^配套$|[的由从在]$|不|分别|[由从].*[增提升降减]|同比|^[一二三]是|(?:增长|投入|放大|办复|受理|投资)$"
)
_THINGS = one_of(
    """
    市场主体 经营主体 企业 农户 群众 困难群众 贫困人口 贫困户 脱贫人口 学生 儿童 行政村 自然村 村 村庄 镇街 乡镇 家庭
    人口 居民 省区市 国家和地区 就业 就业岗位 消费 投资 融资 企业成本 融资成本 企业负担 县区 区县 市县 职工 老人
    老年人 师生 社区居民 市民 3岁以下婴幼儿 婴幼儿 成果 科研成果 科技成果 落地成果 制度创新成果 创新成果 首创成果
    应用场景 场景 服务场所 项目 落地企业 落地项目 资金 帮扶资金 援助资金 财政援助资金 担保资本金 奖励资金 人员
    贫困群众 困难家庭 特殊困难群体 失能老人 学生和青少年 青少年 残疾人 妇女 农牧民 种粮农户 用户 消费者 观众 运动员
    选手 客商 嘉宾 参会企业 参展企业 社会资本 社会投资 民间投资 民间资本 金融资金 金融资本 银行贷款 信贷资金 信贷投放
    配套投资 贷款 消费额 消费金额 销售 销售额 销售金额 商品销售 家电销售 汽车销售
    机械设备 专家 数据 服务事项 事项 问题 线索 隐患 新品种 品种 标准 学位 床位 岗位
    """
)
_DID = one_of(
    """
    惠及 覆盖 受益 服务 带动 诊断 帮扶 资助 救助 涉及 拉动 减轻 降低 节约 受理 转化 探索形成 形成 复制推广 推广 归集
    接入 上线 出动 筹捐 募集 扩充 可提供 可直接提供 产生 解决 吸引 撬动 服务覆盖
    """
)
_AMOUNTS = one_of(
    """
    总长 总长度 总里程 总面积 基地总面积 总覆盖面积 覆盖面积 规划面积 投资规模 储备规模 资金规模 支出规模 招生规模
    网络点击量 点击量 浏览量 曝光量 综合曝光量 播放量 额度数 项目数量 入选数量 入围数量 企业数量 数量 总装机 装机规模
    总体配套装机规模 年储存能力 储存能力 加工能力 处理能力 年产能 设计产能 单箱货值 均价 客单价 亩均产值 亩均效益
    办件量 访问量 月访问量 下载量 参与运动员 参赛选手 参会嘉宾 年开行班列 全长 总载重吨 检查总量 检查频次 检查次数
    新增床位 新增病床 交易转化 挽回损失 挽回经济损失 核减资金 审减资金 促进财政增收节支 增收节支 骨干龙头企业
    转运能力 日处理能力 年处理能力 每小时处理能力 日供水能力
    补贴资金 补贴标准 补助标准 财政补助 实到资金 到位资金 协议资金 协议投资 协议投资额 合同金额 成交金额 融资意向
    全行业销售收入 销售利税 利税 匡算总投资 概算总投资 估算总投资 核心产业营收 全产业链产值 综合产值 品牌价值
    区域公用品牌价值 融资落地 落地融资 总营收 现场签约额 意向成交额 意向签约额
    """
)
_RATES = one_of(
    """
    办结 满意 完成 实施 有效实施 履约 签约 开工 交办 受理 到位 入住 转化 合格 达标 处置 化解 销号 整改 响应 联系 解决
    办复 见面 走访 面商 沟通 沟通见面 答复满意 办复满意 办理满意 代表满意 委员满意 代表委员满意 按时办复 按期办复
    按时答复 按期答复 按时交办 采纳 落实 化解成功 调处成功 调解成功
    接通 复工 达产 开业 出租 竣工 投产 资金到位 投资完成 按时办结 按期办结 群众满意 企业满意 巩固 见面 答复 受理办结
    """
)
_OF_WHAT = one_of(
    """
    增加值 产值 发电量 投资 收入 营业收入 外贸 营收 利润 从业人员 合同投资额 装机 产量 用电量 出口 销售额 贸易额
    注册资本
    """
)
_COUNTED_TOO = re.compile(rf"(?:累计|直接|有效|共)*(?:{_DID})(?:各类|各项|相关)?(?:{_THINGS})|(?:{_AMOUNTS})")
_LEANS = re.compile(
    rf"{_COUNTED_TOO.pattern}|(?:{_RATES})率(?:[、和与及](?:{_RATES})率)*"
    rf"|(?:企业牵头|高端产品|亿元以上项目|路段|产业类项目)?(?:占比|比例)|(?:{_OF_WHAT})占[^,]{{2,14}}"
)


def needs_owner(name: str) -> bool:
    """Whether a name says only what was done, or how much, of something that another clause names.

    >>> needs_owner("惠及市场主体"), needs_owner("按时办结率"), needs_owner("产值占规上工业比重")
    (True, True, True)
    >>> needs_owner("粮食产量")
    False
    """
    return _LEANS.fullmatch(name) is not None


_HONOURED = re.compile(r"(?:荣获|荣膺|获评|入选|列入|跻身|首创|成为)")
_NAME = re.compile(r"[一-鿿A-Za-z0-9“”()+·、—-]{2,18}")
_WORK = re.compile(r"(?:总?用户数?|建设|工作|行动|攻坚|推进|治理|改革|实施|运营|发展)$")


_TAX_SHARE = re.compile(r"(?:税收收入|税收|税|非税收入|非税)占比")
_BUDGET = re.compile(r"(?:地方)?(?:一般)?公共(?:财政)?预算收入")
_MOTIONS = (
    ("人大代表议案", re.compile(r"人大[^,;。]{0,6}议案")),
    ("人大代表建议", re.compile(r"(?:代表|议案)[^,;。]{0,10}建议")),
    ("政协提案", re.compile(r"政协[^,;。]{0,6}提案")),
)


_MOTION = re.compile(r"议案|建议(?!案)|提案")


def holds_rank(name: str) -> bool:
    """Whether a name that ranks is of what another clause names: 品牌价值, not 入选数量."""
    return is_tax_share(name) or (_COUNTED_TOO.fullmatch(name) is not None and not name.endswith("数量"))


def is_tax_share(name: str) -> bool:
    """Whether a name is the share of taxes in what a treasury took in."""
    return _TAX_SHARE.fullmatch(name) is not None


def treasury_before(before: str) -> str:
    """The income that a share of taxes is of.

    >>> treasury_before("一般公共预算收入增长6%,税收占比"), treasury_before("经济质量提高,税收占比")
    ('一般公共预算收入', '')
    """
    found = _BUDGET.search(before)
    return found[0] if found is not None else ""


def _motions(before: str) -> list[str]:
    """What deputies and delegates handed in: the rates of a sentence are of all kinds that it counts."""
    return [name for name, said in _MOTIONS if said.search(before)]


def owner_before(before: str, name: str = "") -> str:
    """What the clauses before a figure's own speak of, the nearest first; "" where none names a thing.

    Args:
        before: the sentence, or what follows its last semicolon, up to the figure.
        name: what is asked for; some may be of what its own clause counts before it: 发放消费券2亿元、带动消费….

    >>> owner_before("新增投放“惠企贷”90亿元,增长8%,惠及")
    '“惠企贷”'
    >>> owner_before("办理代表建议、委员提案93件,按时办结率")
    '代表建议、委员提案'
    >>> owner_before("清水实验室集聚科研人员110人,转化成果")
    '清水实验室'
    >>> owner_before("不断提高服务质量,满意率")
    ''
    """
    *clauses, own = (part for part in CLAUSE_ENDS.split(before) if part.strip())
    if _COUNTED_TOO.fullmatch(name):
        first = own[: own.find(name)] if name in own else own.rpartition("、")[0]
        if _QUANTITY.search(first) and (beside := _spoken_of(first.rstrip("、"))):
            return beside
    for clause in reversed(clauses[-3:]):
        plain = trimmed(_QUANTITY.sub("", clause))
        if _ONLY_SAYS_HOW.fullmatch(plain) or _HONOURED.match(plain):
            continue
        owner = _spoken_of(clause)
        if re.search(r"建议|提案|议案", plain) and len(motions := _motions(before)) > len(_MOTION.findall(owner)):
            return "、".join(motions).replace("议案、人大代表建议", "议案、建议")
        return owner
    return ""


_GREW = re.compile(r"、?(?:同比)?(?:增长|下降|提高|增加|减少)$")
_COST = re.compile(r"(?:总|计划)?投资的")


def _spoken_of(clause: str) -> str:
    """What a clause speaks of: its subject, or what it says was dealt with."""
    plain = trimmed(_GREW.sub("", _COST.sub("", _QUANTITY.sub("", clause))))
    return _subject(clause) or _object(plain) or _name(topic_before(clause + ","))


_DOES = re.compile(
    rf"{_ACTS.pattern}|集聚|汇聚|聚集|吸引|转化|孵化|归集|接入|受理|承担|牵头|竣工|入驻|落户|帮助|到位|援建|捐建|援助|捐赠"
)
_OF_ALL = re.compile(r"全[省市县区州国盟旗]|我[省市县区州们国]|各[县市区地]")
# Who does things of their own beside the government of the place.
_WHO = (
    r"(?!各|全|我|每|与|和|对|以|在|由|从|为|将|把|推动|支持|促进|引导|市区|县城|一批|所有|其中|指导|鼓励|加快|推进|发挥|依托)"
    r"[一-鿿A-Za-z0-9“”()·—]{0,16}?"
)
_ZONES = "高新区|开发区|经开区|自贸试验区|自贸区|自贸片区|合作区|综保区|保税区|新区"
_ACTOR = re.compile(
    rf"(?P<who>{_WHO}(?:集团|公司|银行|基金会?|协会|商会|实验室|研究院|大学|学院|医院|片区|园区|社区|港区|试验区|示范区|度假区|{_ZONES}"
    r"|新城|科学城|创谷|集群|平台|小程序|APP|地图”?|基地|孵化器|服务中心|集结中心|创新中心|协作))"
    r"(?:全年|目前|累计|已经?|成功|新|共|又|再)*"
    r"(?:投入|投资|援助|援建|捐赠|捐助|落实|筹集|到位|实施|承担|牵头|集聚|汇聚|聚集|吸引|引进|招引|引育|入驻|落户|落地|签约"
    r"|新?开工|竣工|孵化|培育|转化|研发|上线|归集|接入|受理|办理|办结|发放|投放|化解|增设|新增|设立|改造|建成|建设|新建|打造"
    r"|拥有|总资产|生产|销售|完成|实现|复制推广)[^,;。]*[0-9]"
)
# A zone runs its own affairs, whether or not the first of its deeds is counted.
_ZONE = re.compile(
    rf"(?P<who>{_WHO}(?:{_ZONES}|产业园区?))"
    r"(?:启动(?!建设|运营)|深化|开展|探索|推行|创新|率先|首创)[^,;。]+"
)
# What is only there to help, or to hear people out, whatever else is said of it.
_HELPER = re.compile(
    rf"(?:开展|深化|推进|深入推进|强化|加强|做好|抓好|拓展)?(?P<who>(?:[一-鿿0-9]{{2,8}}、)*(?![^,]*(?:开通|设立)){_WHO}"
    r"(?:(?:扶贫|帮扶|东西部|对口|山海)(?:协作|支援)|定点帮扶|对口援[一-鿿]|热线|信箱))"
    r"(?:[一-鿿“”]{2,14})?"
)


# What is signed right after a fair was held was signed there; what is newly signed is so all the year.
_EVENT = re.compile(
    r"(?:成功|首次|在[^,]{2,14}|组织|组团)*(?:举办|承办|召开|举行|参加)了?(?:[^,]{2,60}等)?(?P<held>[^,、]{2,30}?"
    r"(?:活动|推介会?|洽谈会|恳谈会|对接会|博览会|大会|峰会|论坛|年会|展会|交易会|招商会|招商周))(?:[0-9余多]+(?:场次?|次))?"
    r"|(?P<went>[一-鿿、]{3,30}(?:会|周|节))(?:成果丰硕|(?:成功|圆满|隆重)(?:举办|举行|召开))"
)
_SIGNED = re.compile(r"(?:累计|现场|集中|成功|共)*(?:签约|签订|签署|达成(?!率|投产))")


def event_before(before: str) -> str:
    """The fair told of in the clause before, at which something was signed; "" where there is none.

    >>> event_before("成功举办澄湖茶博会等招商活动20场,现场签约项目"), event_before("举办茶博会,新签约项目")
    ('招商活动', '')
    """
    *clauses, own = CLAUSE_ENDS.split(before)
    if not clauses or _SIGNED.match(own.strip()) is None:
        return ""
    found = _EVENT.fullmatch(clauses[-1].strip())
    return (found["held"] or found["went"]) if found is not None else ""


def actor_before(before: str) -> str:
    """Who did what a clause tells that begins with its verb, if it is another than the place.

    >>> actor_before("蓝鲸集团投入帮扶资金300万元,援建学校2所,实施")
    '蓝鲸集团'
    >>> actor_before("清溪科创中心建成投用,新增"), actor_before("蓝鲸集团投入资金300万元,全市实施")
    ('', '')
    """
    *clauses, own = CLAUSE_ENDS.split(before)  # the subject stays until a clause names another
    first, joint, last = without_opening(own).rpartition("、")
    goes_on = joint and _DOES.match(first) is not None
    if _OF_ALL.search(own) or not (goes_on or _DOES.match(last)):
        return ""
    if joint and not goes_on:  # 澄湖实验室集聚科研人员90人、转化成果…
        found = _ACTOR.match(first)
        return trimmed(found["who"]) if found is not None else ""
    for clause in reversed(clauses):
        opened = without_opening(clause)
        if _OF_ALL.search(clause) or not opened:
            return ""
        if (helper := _HELPER.fullmatch(opened)) is not None and not _DOES.match(helper["who"]):
            return trimmed(helper["who"])
        if _DOES.match(opened) or _ONLY_SAYS_HOW.fullmatch(trimmed(_QUANTITY.sub("", opened))):
            continue
        found = _ACTOR.match(opened) or _ZONE.fullmatch(opened)
        return trimmed(found["who"]) if found is not None and not _DOES.match(found["who"]) else ""
    return ""


def acts(name: str) -> bool:
    """Whether a name begins with what was done: 转化科研成果."""
    return _DOES.match(name) is not None


_QUOTED = re.compile(r"“[^“”]{2,14}”")


def _subject(clause: str) -> str:
    plain = _QUANTITY.sub("", clause)
    opened = plain.strip() if _QUOTED.match(plain.strip()) else without_opening(plain)
    if _ACTS.match(opened):
        return ""
    said = _SAYS_OF_IT.search(opened)
    return _name(opened[: said.start()]) if said is not None else ""


def _object(clause: str) -> str:
    opened = without_opening(clause)
    acts = _ACTS.match(opened)
    if acts is not None:
        return _name(opened[acts.end() :])
    return _name(opened)


def _name(text: str) -> str:
    name = trimmed(text)
    shorter = _WORK.sub("", name)
    name = shorter if len(shorter) > 3 else name
    if not _NAME.fullmatch(name) or _NOT_A_NAME.search(name) or name.count("“") != name.count("”"):
        return ""
    return name
