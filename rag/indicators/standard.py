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
学前三年毛入园率
"""
_SAME = frozenset(_SAME_TEXT.split())
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
