"""The words around a figure: what is counted or measured, and what is merely said about it.

All patterns run over folded text in which commas, colons, semicolons and brackets are ASCII.
"""

from __future__ import annotations

import re


def one_of(words: str) -> str:
    """A pattern of words, the longest first, so that none is cut short by its own beginning."""
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


_VERBS = one_of(
    """
    增长达 增长达到 增长 增加 增收 增产 增至 增到 下降 降低 降至 降到 减少 减至 回落 回落至 上升 提高 提升 提至
    上涨 下跌 缩小 缩短 压缩 压减 扩大 攀升 跃升 上调 下调 调增 调减 回升 翻 放缓 加快 收窄 改善 升至 升到 到达 达到 达 冲刺 迈向
    达至 完成 实现 突破 跨越 跨过 迈上 迈过 站上 跃上 冲破 超过 超出 超越 超 逾 破 高达 多达 接近 逼近 发展到
    占到 约占 占 约为 近 将近 仅 只有 不低于 不少于 不超过 不高于 高于 低于 快于 慢于 优于 好于 领先 高出 多于
    少于 保持在 稳定在 控制在 维持在 保持 稳定 控制 为 是 共有 现有 安排
    """
)
_ADVERBS = one_of(
    """
    分别 预计可 预计将 预计 预期 力争 确保 争取 努力 有望 大约 累计 共计 总计 合计 已经 已 将要 将  再 又 首次
    历史性 成功 连续 同比 环比 年均 平均每年 每年 平均 实际 名义 以上 左右 也 都 全部 全年 大幅 明显 显著 稳步
    快速 平稳 持续 进一步 基本 拟按 拟 计划 总共 共 就 的 了 到 至 由 从 在 恢复性 逆势 最高 最低 增速 增幅 涨幅
    降幅 正增长 负增长 年度 可比 大幅度 却 则 竟 按可比口径 要求 多增 少增 同比多增 圆满 顺利 如期 预期目标 目标
    即 每月 每人每月 每人每年 每户 按可比价格 按可比价格计算 按可比价
    按可比价计算 可比口径 同口径 拟定 初步定 递增 年递增 年均递增 平均递增
    """
)
_LEAVING_OUT = r"剔除[^,;。]{0,14}后|扣除[^,;。]{0,14}(?:后|因素)"
# What stands between a subject and its figure and names nothing itself.
PREDICATE = re.compile(
    rf"(?:{_VERBS}|(?<![新净递])增|(?<![国公私所享集])有|(?<![压升涨])降|(?<![通超经])过|(?<![过社大协展商峰晚年学])会|(?<![摩])按|(?<![节签合契特])约|(?<![人年亩户地月日])均|{_ADVERBS}|{_LEAVING_OUT}|连续[0-9一二三四五六七八九十两多余]+年"
    r"|(?:要|将)?在[^,;。]{0,10}基[础数]上"
    r"|(?<![一二三四五六七八九〇零○十百千万0-9前后头])[三五]年(?:累计|间|来)?|(?<=比例|结构)(?:调整|优化)+"
    r"|\([^()]{0,20}\)|[ ,、“”\"(])+$"
)
_RANK_WORDS = one_of(
    """
    居于 分列 分居 位居 位列 名列 稳居 跃居 跻身 跃升至 跃升到 升至 升到 上升至 上升到 上升为 前移至 提升至 提升到 由 从
    排名 排在 排 居 列 位于 保持 蝉联 并列 均 为 在 的 进入 达到
    """
)
RANK_VERB = re.compile(rf"(?:{_RANK_WORDS}|[ ,、])+$")
_AMONG = one_of(
    """
    全国 全省 全市 全县 全区 全州 全盟 全旗 全自治区 全球 中西部 中部 西部 东部 东北 华东 华北 华南 西北 西南 副省级
    长三角 珠三角 世界 亚洲 同类 计划单列市 省会 京津冀 长江 沿海 省内 国内 市内 区域 关中
    """
)
# Among whom a rank is held.
RANKED_AMONG = re.compile(rf"(?:{_AMONG})[^,;、。居列]{{0,14}}$")
# What a change is measured against: 比2019年增长, 较“十二五”末, 高于全省平均水平.
_STANDARD = (
    r"(?:[年月期末初底季]|[一二三四五六七八九]五|十[一二三四]?五|全[国省市县区]"
    r"|平均|水平|计划|目标|规划|原来|以前|之前|前[一两二三]|各地)"
)
AGAINST = re.compile(
    r"(?:(?<![占同环之相可])比(?![重例率值])|(?<!比)较|(?<![合协等])[与同](?=去年|上年|前|[0-9一二]))"
    rf"(?P<base>(?=[^,;:、。()]*{_STANDARD})"
    r"(?:[^,;:、。()0-9比较]{2,20}|[^,;:、。()比较]{0,6}[0-9]{4}年[^,;:、。()]{0,8}))"
    r"(?:相比|比较|时)?$"
)
ABOVE = re.compile(
    r"(?:高于|低于|大于|小于|快于|慢于|高出|优于|好于|多于|少于|领先于?|超过|超出|超|(?:(?<=^)|(?<=[,、;幅速]))[高低快](?=[全平上规目])"
    r"|(?<![占同环之相])比(?![重例率值])|(?<!比)较)"
    r"(?P<base>[^,;:、。()]{1,20})$"
)
# 占总装机容量的58.1%: a share of what follows 占.
SHARE_OF = re.compile(r"占(?!的?比|有|地|用)(?P<whole>[^,;:、。()]{1,24}?)(?:的)?(?P<tail>比重|比例|份额|比)?$")
MOVED_VERB = re.compile(r"(?:新增|净增)$")
# Verbs that stand alone in a list, their subject being that of the member before: 新能源开工…、投产….
VERB_ALONE = re.compile(
    r"(?:开工|竣工|投产|投用|投运|并网|完工|交付|通车|签约|落地|入库|落户|新开工|新竣工|新投产|在建|续建|办结|到账)$"
)

_SCOPES = r"全[省市县区国州盟旗镇疆境](?!域)(?=.{2})|全域|我[省市县区国州](?=.{2})"
_PERIODS = (
    r"(?:19|20)\d\d ?年(?:底|末|初|以来|度)?|[“\"]?十[一二三四]?五[”\"]?(?:时期|期间|以来|末|规划)?"
    r"|\d{1,2}[—-]\d{1,2}月份?|[二三四五两]年(?:内|间|来|共|将)?(?!级|制|以)|一[八九][零〇一二三四五六七八九]{2}年"
    r"|连续[0-9一二三四五六七八九十]+年|年均|年(?=新增|产)|[一二三四五六七八九十]{1,2}是|第[一二三四五]是|重点是|(?:我国)?(?:还|已|现|共)有(?=[\u4e00-\u9fff]{2})"
)
_OPENERS = one_of(
    """
    其中 同时 并且 而且 另外 此外 以及 截至目前 截至 目前 当前 今年以来 今年 去年 明年 本年 当年 全年 年内 年底
    年末 年初 上半年 下半年 各项 一年来 五年来 五年间 三年来 近年来 过去五年 过去一年 这一年 这五年 未来五年
    今后五年 前三季度 一季度 初步统计 初步核算 预计 预计可 预期 力争 确保 争取 努力 已经 累计 共计 总共 合计
    总计 我们 继续 持续 不断 进一步 首次 成功 积极 大力 全力 全面 深入 扎实 高效 统筹 有序 稳步 加快 着力 切实
    顺利 圆满 超额 按可比价格 按可比价格计算 用于 通过 每年 只是 相应地 相应 特别是 尤其是 明确了 明确
    """
)
# The same, unless they begin another word: 高标准农田, 再就业, 共建, 对外.
_OPENERS_IF = (
    r"\((?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}|(?:预计数?|含[^()]*|以)?[,]?下同|预计数?|[组户家个册])[^()]{0,4}\)、?|"
    r"到(?=20)|实施(?=新建|改造|新改建)|组织(?=实施|开展)|完成(?![率度])|实现(?!率)|有(?=[0-9一二三四五六七八九十])"
    r"|为(?![了民])|达到?(?![标成])|高质量(?!发展)|高标准(?!农田)|高水平(?!医院|大学|学校)|有效(?=[地推改遏保防治])"
    r"|计划(?!生育|单列)|共(?![建享同有])|再(?!生|就业|贷|造)|要(?![素求])|和(?![美谐平])"
    r"|与|及|并(?![网购])|且|还"
    r"|使(?!用)|让|把|从(?!业|事)|由|是|即(?!时)|将|又|已(?!投)|拟|年度"
)
# Words that open a clause and name nothing.
OPENING = re.compile(
    rf"^(?:[、,;:。\s“”\"()—·①-⑳⑴-⒇]|[0-9]{{1,2}}[).、]|{_SCOPES}|{_PERIODS}|{_OPENERS}|{_OPENERS_IF})"
)
# Verbs that begin a name and say what was done: 新增高新技术企业 is not 高新技术企业.
FLOW = re.compile(
    "^(?:"
    + one_of(
        """
    新增 净增 新建改扩建 新建扩建 新建改造 新建和改造 新建和改造提升 新建和提升改造 新改扩建 新建改建 新改建
    改扩建 新建成 新建 新修 新开工 新开通 新开 新设 新设立 新认定 新引进 新签约 新培育 新落地 新入库 新纳入 新投产
    新竣工 新打造 新招聘 新招引 建成投用 建成开放 建成通车 建成 建设 开工建设 开工 竣工 投产 并网 改造提升
    提升改造 改造 改建 扩建 修缮 修复 整治 治理 培育 引进 签约 落地 入库 培训 发放 争取 筹集 筹建 交付 打造 创建
    争创 创成 新创 申创 新获批 新评定 遴选 新创建 新争创 新遴选 再遴选 新增遴选 招录 新招录
    认定 开通 开行 举办 开展 实施 推进 投放 投入 完成 安排 支持 帮扶 救助 资助 转移 化解 压减 淘汰 拆除 打通
    疏通 铺设 敷设 更换 安装 增设 新装 布设 配备 招聘 招引 兑现 减免 办理 查处 侦破 破获 办结 选派 选树 评选
    推荐 获批 获评 入选 入围 取缔 关闭 关停取缔 清理 清退 注销 吊销 打掉 抓获 缴获 劝返 侦办 审结 受理 调解 处置
    约谈 曝光 通报 撤销 取消 下放 精简 削减 清除 清运 清淤 收缴 追缴 立案 问责 罚没 晋升 提供 吸引 接待 带动
    惠及 覆盖 服务 解决 消除 排查 整改 关停 退出 盘活 收储
    供应 出让 流转 植树 造林 栽植 绿化 建成交付 提升
    """
    )
    + ")"
)
_OBJECT_VERBS = one_of(
    """
    改造 建设 提升 新建 改建 扩建 完成 实施 建成 支持 引进 培育 新增 打造 创建 发放 开展 举办 培训 推进 治理
    整治 修复 拆除 安装 配备 帮助 组织 提供 争取 落地 签约 开工 谋划 储备 申报 认定
    """
)
# Verbs whose object follows behind a figure: 改造提升56个老旧小区.
OBJECT_VERBS = re.compile(f"(?:{_OBJECT_VERBS})+")
# Verbs of doing that the next member of a list does not share: 完成投资…、新增….
NOT_CARRIED = re.compile(
    "(?:"
    + one_of(
        """
    完成 开展 实施 推进 提供 吸引 接待 带动 惠及 覆盖 服务 安排 支持 投入 提升 入选 获批 获评 晋升 绿化
    """
    )
    + ")$"
)
# Nouns that measure a thing named before them.
GENERIC = re.compile(
    "^年?(?:(?:计划|概算|估算|完成)?总?投资额?|"
    + one_of(
        """
    总数 总量 总额 总值 总规模 规模 规划面积 管辖面积 营业面积 治理面积 修复面积 改造面积 整治面积 实施面积 存量
    数量 总人数 人数 占比 比重 比例 份额 增速
    增幅 完成率 覆盖率 合格率
    满意率 满意度 达标率 普及率 利用率 处理率 回收率 入园率 参保率 签约率 开工率 竣工率 投产率 到位率 办结率
    到位资金 实际到位资金 资金 申报资金 营业收入 营收 主营业务收入 利润 利润总额 利税 税收 产值 总产值 产量 总产
    总产量 单产 面积 总面积 建筑面积 里程 总里程 长度 容量 总容量 装机 增加值 销售额 交易额 零售额 贷款余额
    存款余额 余额 浓度 平均浓度 均值 总收入 收入 支出 用地 占地 产业规模 年产值 综合收入
    成交额 出栏 存栏 件次 人次 批次 出口额 进口额 出口 进口 价值 均价 标准 额度 金额 指数 排名 位次 得分
    """
    )
    + ")$"
)
# Nouns and verbs that make a duration say something.
TIMED = re.compile(
    one_of(
        """
    时间 用时 时限 时长 时效 周期 寿命 年龄 工期 期限 天数 日数 天 年限 工作日 时数 车程 通勤 小时 耗时 轮候期
    办理 审批 控制 压缩 缩短
    """
    )
)
# A verb that stands before one of these belongs to a noun: 24个建成投产项目, 10个服务站点.
_UNLESS_NOUN = r"(?!项目|工程|企业|站|中心|点|区(?!位)|平台|基地|任务|机构|设施|岗位|事项|资金)"
_NOT_NOUNS = one_of(
    """
    以上 以下 以内 以外 左右 上下 之内 之上 余 的 同比 环比 比 到 以及 及 与 或 至 全部 是 已 将 且 而 但
    其中 分别 也 都 仍 又 还 就 顺利 成功 正式 陆续 相继 先后 使 让 向 由 没有 要 每 占比
    """
)
_NOT_NOUNS_IF = (
    r"较(?![强大高重多])|"
    r"和(?![美谐平])|多(?![元功层式媒])|内(?![河部陆资需外涝])|占(?!地)|(?<![宜人定安])居(?![民家住委村屋室所])"
    r"|位居|位列|列(?!车)|排(?![水污涝])"
    r"|达(?=到|[0-9])|获(?!奖)|被|为(?![民老])|在(?![建校线职岗册站园库])|均(?!衡)|并(?![网购])|再(?![生制])"
    r"|后(?!备)|前(?!沿)|时(?![尚代])|起|来(?!料)"
    r"|超(?![级高低算临])|从(?!业)|对(?![外口接俄台象标])|按(?!摩)|经(?![济营])|可(?!再)|能(?![源耗])"
    r"|不(?![动锈良])|无(?![障人线烟核废])"
    r"|未(?!来|成年|就业)|需|基本(?!农田|公共|养老|医)|有序|加快"
)
_DEEDS = one_of(
    """
    增长 增加 下降 减少 降低 提高 提升 上升 建成 完成 投入 开工 竣工 获得 获批 获评 入选 入围 实现 成为 通过
    纳入 列入 投产 落户 用于 到位 突破 超过 进入 跻身 完工 投用 投运 启动 签约 落地 开业 通车 运营 挂牌 上线
    惠及 带动 覆盖 服务 解决 受益 参与 参加 享受 入驻 集中 脱贫 摘帽 退出 出列 进展 免费 推进 实施 开展 达到
    立起 具备 参展 参会 走向 受到 得到 实行 建立 开通 搬迁 转移 派驻
    """
)
# What follows a figure and is no noun that it counts.
AFTER_VERB = re.compile(rf"(?:{_NOT_NOUNS}|{_NOT_NOUNS_IF}|(?:{_DEEDS}){_UNLESS_NOUN})")
_STOPS_IF = (
    r"平均|(?<!平)均(?!衡)|已|将(?!军)|被|首次|连续(?!剧)|保持|稳定|占(?!地)|(?<![宜人定安])居(?![民家住委村屋室所])|位居|达(?=到|[0-9])|荣获|荣膺|获(?!奖)|按(?!摩)|由|在(?![建校线职岗册站园库])"
    r"|向|于|(?<![相结])对(?![外口接俄台象标])|(?<!作)为(?![民老])|有望|并(?![网购])|且|到(?!位)|以上|和(?=[0-9])|全部|全面|有序|稳步|圆满|成功|正式|顺利|陆续|相继|先后|分别|加快"
    r"|(?<!线)上线|[超近约达](?=$|[0-9])|如期|可(?=$|[0-9达])|基本(?!农田|公共|养老|医|药|生活|建设|单)|(?<![首古成])都(?=[不有是已在能可实])"
)
_ENDS = one_of(
    """
    列入 纳入 建成 完成 实现 开工 竣工 投产 投用 投运 启动 落地 签约 获批 获评 获得 入选 通过 达到 突破 超过
    增长 增加 下降 成为 进入 跻身 入围 通车 挂牌 用于 脱贫 摘帽 退出 出列 享受 受益 参加 落户 入驻 具备 集中签约
    集中开工 立起 得到 实行 派驻 参展 参会 走向
    """
)
# A noun after a figure ends where one of these begins.
NOUN_STOP = re.compile(
    rf"(?<=[一-鿿])(?<![近前后这])年(?:生产|产(?![业权])|销售|营业|营收|主营|加工|处理|接待|出栏|存栏|均(?!衡)|收入|纳税)|[,。;:、()〔〕［］\[\]!?！？\"—《》\s]|(?<![A-Za-z])[0-9](?![0-9]*(?:强|[GDK]))|{_STOPS_IF}|(?!签约服务)(?:{_ENDS}){_UNLESS_NOUN}"
)
# 医药产业集聚发展,营业收入…: the clause before says of what.
TOPIC_HEAD = re.compile(
    r"^[^,;:。]{0,20}?(?:产业(?![链园带化基])|行业|制造业|服务业|加工业|集群|园区|开发区|经济(?=[”\",]))(?=[^,;:。]*[,])"
)
_HOW = one_of("更加 持续 不断 稳步 快速 平稳 较快 加速 全面 显著 明显 进一步 逐步 总体 大幅")
_WELL = one_of(
    """
    优化 发展 向好 提升 增强 改善 壮大 增长 回升 推进 提高 加快 扩大 突破 上新台阶 提质 增效 合理 活跃 旺盛
    """
)
# 三次产业结构更加优化: what is said of a subject without a figure.
STATE = re.compile(rf"(?:{_HOW})(?:{_WELL})+$")
_BAD_HEAD = re.compile(r"^(?:[、,与及或的了等]|和(?![美谐平])|以上|以下|左右|以内|个(?![体转税人])|项(?!目))+")
_BAD_TAIL = re.compile(
    r"(?:[、,和与或的了等在以共即]|(?<![惠普涉])及|(?<![需主重必只])要|(?<![许认])可|达到?|为|至|到|(?<=[额数率值入资量产])较)+$"
)


_MEASURE_NOUN = re.compile(
    r"(?:(?:播种|种植|养殖|建设)?总?面积|总?里程|总?产量|总?产值|总?投资额?|总量|总数|规模|数量|人数|营业收入|营收|利润|增加值|(?<!总)产值|装机容量|余额|总额|收入|(?:建成|运营)?里程|存栏|出栏|件次|总量件次|占地(?:面积)?|用地(?:面积)?)$"
)


def bearer(name: str) -> str:
    """What a further measure is of: 工业园区建成区面积 leads to 工业园区建成区, 新签约项目 to 新签约项目."""
    shorter = _MEASURE_NOUN.sub("", name)
    return shorter if len(shorter) > 1 else name


_RATE_TAIL = re.compile(r"(?:(?:水质|综合|平均)?[^的、]{0,4}(?:率|比例|占比|比重)|总?产值|总?投资额?|营业收入|总收入)$")


def counted(noun: str) -> str:
    """What can be counted of a noun: 74个国控断面水质优良比例 counts 国控断面.

    >>> counted("国控断面水质优良比例"), counted("省级基地总产值"), counted("口袋公园")
    ('国控断面', '省级基地', '口袋公园')
    """
    shorter = _RATE_TAIL.sub("", noun)
    return shorter if len(shorter) > 1 else noun


def trimmed(text: str) -> str:
    """Cut joints, particles and unpaired marks off both ends of a name.

    >>> trimmed("、“三品一标”达"), trimmed("的公共停车位")
    ('“三品一标”', '公共停车位')
    """
    text = text.strip(" \"'")
    while (shorter := _BAD_TAIL.sub("", _BAD_HEAD.sub("", text)).strip(" ")) != text:
        text = shorter
    for left, right in ("“”", "()"):
        if text.count(left) == text.count(right) + 1:
            text = text.removesuffix(left) if text.endswith(left) else text + right
        elif text.count(right) == text.count(left) + 1:
            text = text.removeprefix(right) if text.startswith(right) else left + text
    return text


def without_opening(text: str) -> str:
    """Cut what opens a clause and names nothing; a text of nothing else becomes empty."""
    while (shorter := OPENING.sub("", text, count=1)) != text:
        text = shorter
    return text


_SIZE_FIRST = re.compile(
    r"(?:超过?|逾|过)?[0-9.一二三四五六七八九十百千]+[余多]?(?:万|亿)*级的?|(?:超过?|逾|过)?[0-9.]+[余多]?(?:万|亿)*(?:美?元|吨|千瓦|亩|人|平方米|蒸吨|公里)(?:及?以上|级)(?:的|和)?|(?:超过?|逾|过)[0-9.]+(?:万|亿)*美?元(?:的)?"
    r"|年?(?:营收|产值|收入|销售额|投资|规模)(?:超过?|达到?|过|突破)[0-9.]+[万亿]*元(?:及?以上)?的?|[一二三四五]级及以上|[十百千]*[万亿]元(?:以上|级)?的?"
)
_QUOTED_FIRST = re.compile(r"“[^“”,。;]{2,20}”(?=[一-鿿])")


def noun_after(text: str) -> str:
    """The noun that begins right after a figure (21个|老旧小区改造,…); "" if a verb or a mark does."""
    if not text or AFTER_VERB.match(text):
        return ""
    first = _SIZE_FIRST.match(text) or _QUOTED_FIRST.match(text)
    skip = first.end() if first else 0  # 超50亿元项目, “15分钟生活圈”
    stop = NOUN_STOP.search(text, skip)
    return text[: stop.start()] if stop else text
