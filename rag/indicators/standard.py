"""Standard names: which entry of the vocabulary a phrase of a report is, if it is one.

The vocabulary is made for finding, so its spellings reach wider than a ledger may: 水库 leads to 水库除险加固, but
five reservoirs are not five repairs. A spelling counts here only if it says as much as the standard name does.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rag.indicators.phrases import FLOW
from rag.lexicon import Entry, mentions, vocabulary

# Names that share few characters with the standard one and still mean exactly it.
_SAME_TEXT = """
GDP 生产总值 国内生产总值 经济总量 人均GDP 单位GDP能耗 万元GDP能耗 单位生产总值能耗 一产 二产 三产 第一产业
第二产业 第三产业 三产占比 社零 社消零 社零总额 固投 全社会固投 CPI PPI 外贸 进出口 出口 进口 物价总水平
价格总水平 市场主体 市场经营主体 规模工业增加值 规上工业 规模以上工业 规模工业 储蓄存款 居民储蓄 住户存款余额
住户存款 财政收入 财政支出 税收 土地出让金 餐饮收入 高企 户籍人口城镇化率 城镇化率 农民收入 城镇居民收入
农村居民收入 农民纯收入 人均寿命 失业率 调查失业率 登记失业率 优良天数比例 空气质量优良率 细颗粒物浓度
细颗粒物平均浓度 PM2.5浓度 用电量 社会用电量 粮食总产 各项存款余额 各项贷款余额 存款余额 贷款余额 研发投入强度
国家级高新技术企业 国家高新技术企业 研发经费投入占地区生产总值比重 研发经费投入强度 R&D经费 R&D经费投入强度
学前三年毛入园率 高铁里程 高铁运营里程 高铁营业里程 高铁营运里程 高铁运营总里程 高速铁路里程 高速铁路运营里程
外贸进出口总值 外贸出口 新农合参合率
民间投资占比 高新技术产业产值占比 医保参保率 细颗粒物年均浓度 细颗粒物(PM2.5)浓度 能耗强度 最低生活保障标准
全社会研发投入占地区生产总值比重 接待国内外游客 游客接待量 入境旅游人次 旅游总花费 游客总花费 每千人口托位数
千人口托位数 每千人口床位数 千人口床位数 技术交易额 新设经营主体
民营经济增加值占比 一、二、三产业比
"""
_SAME = frozenset(_SAME_TEXT.split())
# Spellings that lead a reader to an entry but are narrower than it, wider, or another measure.
_OTHER_TEXT = """
农村生活垃圾无害化处理率 自然湿地保护率 智能算力规模 城镇新建绿色建筑占比 家电以旧换新补贴 志愿服务队 规模以上服务业
潜在独角兽企业 A股上市公司 城镇固定资产投资 高技术制造业投资 重点项目 省重点项目 市重点项目 招商引资签约
批发业销售额 零售业销售额 餐饮业营业额 住宿业营业额 惠民消费券 文旅消费券 电子消费券 农贸市场改造 政府隐性债务
政府债务风险 制造业中长期贷款余额 规上企业 科技型企业 高价值发明专利拥有量 发明专利授权量 发明专利授权
全国重点实验室 国家重点实验室 省重点实验室 省实验室 吸纳技术合同成交额 技术合同登记额 中亚班列 高校毕业生
应届高校毕业生 居民人均消费支出 居民消费支出 人均消费支出 群众安全感满意度 公办幼儿园 幼儿园学位 国家医学中心
省域医疗中心 区域医疗中心 国家临床重点专科 新冠疫苗接种 癌症筛查 家庭养老床位 养老机构床位 机构养老床位
公办养老机构 城乡居民养老保险参保人数 企业职工养老保险参保人数 城乡居民基本医疗保险参保率 基础养老金
人均基本公共卫生服务经费 基本公共卫生服务经费 城中村 城边村改造 棚户区 棚户区改造安置房 商品房销售额 城市主干道
城市快速路 城区道路 市政道路 雨水管网 雨污管网 雨污水管网 生活污水管网 污水收集管网 污水处理 污水处理能力 城镇污水处理
污水处理设施 城市污水处理 垃圾分类小区 通村公路 农村公路养护 农村公路改造 货运量 铁路货运量 公路客货运周转量
公路货运周转量 公共充电桩 汽车充电桩 粮食产能 肉蛋奶产量 肉蛋奶总产量 国家现代农业产业园 现代农业园区
现代农业示范园 有机农产品 村集体收入 村集体经济收入 油气产量 林木覆盖率 造林 可再生能源 国内旅游收入
入境过夜游客 文化旅游产业增加值 博物馆之城 类博物馆 乡村博物馆 农村黑臭水体 城市黑臭水体 农村黑臭水体治理
耕地保有量 战略性新兴产业增加值占比 高新技术产业增加值占比 企业用电成本 应届毕业生 高标准农田建设
"""
_OTHER = frozenset(_OTHER_TEXT.split())
# The least part that the longer of two spellings may share with the other.
_SHARED = 0.6
_RANKS = ("国家级", "省级", "市级", "县级", "区级", "自治区级", "世界级")
_QUOTES = str.maketrans("", "", "“”\"'‘’ ")


class Standard(NamedTuple):
    """A standard name with its topic; `exact` unless only part of the phrase is in the vocabulary."""

    name: str
    topic: str
    exact: bool


@lru_cache(maxsize=1)
def _by_spelling() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    entries = [e for e in vocabulary() if e.kind == "indicator"]
    for entry in entries:
        found[entry.name.translate(_QUOTES)] = entry
    for entry in entries:
        for spelling in entry.aliases:
            plain = spelling.translate(_QUOTES)
            deed = FLOW.match(plain)
            if deed is not None and deed[0] not in entry.name:
                continue  # 新建高标准农田 is not the stock
            if plain in _OTHER:
                continue
            if plain not in _SAME and any(rank in plain and rank not in entry.name for rank in _RANKS):
                continue  # 省级绿色工厂 are not all of them
            if ("省级" in plain) != ("省级" in entry.name) and "国家" in entry.name:
                continue  # another rank
            if plain in _SAME or _shared(plain, entry.name) >= _SHARED:
                found.setdefault(plain, entry)
    return found


def _shared(one: str, other: str) -> float:
    """Length of the longest common subsequence against the longer text."""
    row = [0] * (len(other) + 1)
    for a in one:
        above = 0
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], above + 1 if a == b else max(row[j], row[j - 1])
    return row[-1] / max(len(one), len(other), 1)


@lru_cache(maxsize=65536)
def exact(phrase: str) -> Entry | None:
    """The entry that the whole phrase names."""
    plain = phrase.translate(_QUOTES)
    if plain[:1] in tuple("一二三") and plain[1:3] == "产业":
        plain = f"第{plain}"
    return _by_spelling().get(plain)


@lru_cache(maxsize=65536)
def topic_of(phrase: str) -> str:
    """The topic of the last entry named in a phrase; "" for none."""
    found = mentions(phrase)
    best = max(found, key=lambda m: (m.end - m.start, m.end), default=None)
    return best.entry.topic if best else ""
