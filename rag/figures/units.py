"""Units as reports print them: dimension, base unit of the dimension, factor to it.

One base per dimension, chosen so that every factor is an exact decimal:
area 亩 (公顷 is 15, 平方公里 1500, 平方米 0.0015 of it), weight 公斤, length 米, volume 立方米, energy 千瓦时,
power 千瓦, time 分钟 up to hours, 天, and 个月 from there; each currency is its own. What is counted keeps its measure
word (户 is not 家), except that people are people (人, 名) and 场次 are 场. A bare 亿 has the base "".
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    printed: str
    dimension: str
    base: str
    factor: Decimal


# dimension: base: "printed factor printed factor …"
_PHYSICAL: dict[str, dict[str, str]] = {
    "percent": {"%": "% 1", "‰": "‰ 1"},
    "point": {"百分点": "个百分点 1 百分点 1 个百分比 1", "千分点": "个千分点 1 千分点 1"},
    "multiple": {"倍": "倍 1", "番": "番 1"},
    "currency": {
        "元": "元 1 元人民币 1 块钱 1",
        "美元": "美元 1 美金 1",
        "港元": "港元 1 港币 1 元港币 1",
        "澳门元": "澳门元 1",
        "澳元": "澳元 1",
        "新台币": "新台币 1 元新台币 1",
        "欧元": "欧元 1",
        "日元": "日元 1",
        "英镑": "英镑 1",
        "卢布": "卢布 1",
    },
    "weight": {
        "公斤": "吨 1000 公吨 1000 公斤 1 千克 1 kg 1 斤 0.5 市斤 0.5 担 50 市担 50 克 0.001 毫克 0.000001 "
        "微克 0.000000001",
        "吨标准煤": "吨标准煤 1 吨标煤 1",
        "载重吨": "载重吨 1",
        "总吨": "总吨 1",
        "蒸吨": "蒸吨 1",
        "吨级": "吨级 1",
    },
    "area": {"亩": "亩 1 市亩 1 公顷 15 平方公里 1500 平方千米 1500 平方米 0.0015 平米 0.0015 ㎡ 0.0015"},
    "area sown": {"亩次": "亩次 1"},
    "length": {
        "米": "公里 1000 千米 1000 km 1000 KM 1000 米 1 延米 1 公尺 1 里 500 华里 500 海里 1852 厘米 0.01 公分 0.01 "
        "毫米 0.001 公厘 0.001 微米 0.000001 英寸 0.0254",
        "车道公里": "车道公里 1",
    },
    "transport": {"吨公里": "吨公里 1", "人公里": "人公里 1"},
    "volume": {
        "立方米": "立方米 1 立方 1 立方公尺 1 公方 1 立方公里 1000000000 升 0.001 毫升 0.000001 m³ 1 标方 1 标立方米 1"
    },
    "energy": {
        "千瓦时": "千瓦时 1 千瓦小时 1 瓦时 0.001 兆瓦时 1000 吉瓦时 1000000 度电 1 度 1 kWh 1 KWh 1 MWh 1000 "
        "GWh 1000000",
        "焦耳": "焦耳 1 吉焦 1000000000",
        "大卡": "大卡 1 千卡 1",
    },
    "power": {
        "千瓦": "千瓦 1 瓦 0.001 兆瓦 1000 吉瓦 1000000 kW 1 KW 1 kw 1 MW 1000 mw 1000 GW 1000000",
        "马力": "马力 1 匹马力 1",
        "千伏安": "千伏安 1 兆伏安 1000 kVA 1 KVA 1 MVA 1000",
        "千伏": "千伏 1 伏 0.001 千伏特 1 伏特 0.001 kV 1 KV 1 kv 1",
    },
    "data": {
        "PFLOPS": "P 1 PFLOPS 1 PFlops 1 Pflops 1 EFLOPS 1000 EFlops 1000 Eflops 1000",
        "GB": "GB 1 TB 1024 PB 1048576",
        "Mbps": "Mbps 1 Gbps 1000",
    },
    "temperature": {"摄氏度": "℃ 1 摄氏度 1"},
    "time": {
        "分钟": "分钟 1 小时 60 个小时 60",
        "秒": "秒 1 毫秒 0.001",
        "学时": "学时 1 课时 1",
        "天": "天 1 昼夜 1 个昼夜 1 周 7 个星期 7",
        "工作日": "个工作日 1 工作日 1",
        "个月": "个月 1 年 12 个年头 12 个季度 3",
    },
    "age": {"岁": "岁 1 周岁 1"},
    "container": {"标箱": "标箱 1 标准箱 1 个标箱 1 个标准箱 1 国际标箱 1 国际标准箱 1 TEU 1"},
    "people": {"人": "人 1 名 1 个人 1 口人 1 人口 1", "人次": "人次 1", "人天": "人天 1"},
}

# What is counted: measure words, each its own base unless named below.
_COUNTS = """
个 家 所 座 处 项 件 户 套 台 辆 架 艘 条 场 次 批 班 列 趟 对 组 支 部 张 本 册 份 篇 幅 首 种 类 栋 幢 间 层 片
块 宗 起 例 单 笔 枚 只 头 匹 羽 尾 株 棵 颗 粒 根 盏 眼 口 孔 门 道 段 位 席 轮 面 箱 盒 袋 瓶 包 桶 剂 针 棒
盆 圈 句 款 节 平 方 锭 词 窝 卷 股 网格 床 大类 小类 门类 大 方面 成 分 村 镇 乡 县 市 省 国 校 岗 金 银 铜
场次 批次 班次 位次 名次 户次 家次 车次 架次 列次 辆次 件次 艘次 项次 例次 剂次 条次 台次 台套 台件 人份
个位次 个片区 片区 栋楼 个车位 车位 个泊位 泊位 张床位 床位 张床 个学位 学位 个基点 基点 重量箱 标段 标准台
台(套) 台（套） 套(间) 套（间） 套(户) 套（户） 户(套) 户（套） 间(套) 间（套） 个(次) 个（次） 项(次) 项（次）
"""
_COUNT_BASES = {
    "场次": "场", "栋楼": "栋", "幢": "栋", "批次": "批", "班次": "班", "位次": "位", "个位次": "位", "名次": "位",
    "片区": "个片区", "车位": "个车位", "泊位": "个泊位", "张床位": "张", "张床": "张", "床位": "张", "学位": "个学位",
    "基点": "个基点", "台(套)": "台套", "台（套）": "台套", "套(间)": "套", "套（间）": "套", "套(户)": "套",
    "套（户）": "套", "户(套)": "户", "户（套）": "户", "间(套)": "间", "间（套）": "间",
}  # fmt: skip

# Nouns that an Arabic numeral counts without a measure word (建成3村, 覆盖11县); after Chinese numerals they are names.
ARABIC_ONLY = frozenset("村镇乡县市省国校岗床分平方词成节金银铜P")
# After one Chinese digit these are rather part of a word (三门, 一度, 两面, 四方, 五口, 四周).
_LOOSE = "度 里 口 面 门 对 道 段 根 片 层 块 首 升 克 伏 瓦 立方 头 起 单 圈 股 卷 粒 包 网格 孔 棵 株 周 词"
NOT_AFTER_ONE_DIGIT = frozenset(_LOOSE.split())

# A measure word before one of these characters is the beginning of another word: 10人才, 3条件, 2项目, 5年级.
_NOT_BEFORE = {
    "家": "庭",
    "人": "才大民员均工文社选事居行类物力身气间帮格造体心际为本情",
    "个人": "民才口员大",
    "项": "目",
    "条": "件例款",
    "台": "阶湾",
    "口": "岸",
    "场": "所地馆景",
    "部": "门分署委级队长",
    "面": "积向临对貌",
    "年": "级轻货夜均富度底末初",
    "天": "然津气",
    "组": "织",
    "次": "产",
    "元": "素旦宇",
    "度": "假过",
    "里": "程",
    "株": "洲",
    "头": "部",
    "片": "面",
    "节": "约能水日点目",
    "层": "次级面",
    "周": "年边期密口围末",
    "块": "链",
    "份": "额",
    "股": "份权东",
    "升": "级学至到为",
    "担": "当保任负",
    "瓦": "斯房",
    "轮": "换训候胎渡车",
    "亩": "均产",
    "倍": "增",
    "分": "钟别之为析布类管工享解两三局",
    "平": "均台稳安衡原",
    "方": "面式案向法针便米位",
    "成": "立为员果功就本效长品都人年交片套",
    "村": "级民庄委居屯",
    "县": "级域城乡",
    "市": "场级民政",
    "省": "级份会直",
    "镇": "街区",
    "乡": "村镇",
    "国": "家有内外道务资控省际防",
    "校": "园长",
    "岗": "位",
    "床": "位",
    "词": "条",
    "大": "型力量规学众幅地关",
    "金": "额融属砖币沙桥昌华堂县",
    "银": "行川杏发",
    "铜": "陵仁川矿",
}
# After a numeral of one Chinese character more words begin like this: 三家庭, 四处理, 五名单, 四面积, 两所有.
_NOT_BEFORE_SHORT = {
    "个": "体人性税别",
    "家": "园乡具电长政访风境禽畜纺装渠峪族教居",
    "名": "单录列牌优称校师医企村镇城胜誉义额贵特山家",
    "位": "于置居列移阶势一",
    "台": "风账州胞县区河儿山商",
    "口": "袋粮碑径腔",
    "座": "谈椅",
    "场": "镇站面",
    "处": "置理级于罚室",
    "支": "持出付撑柱线农教一部行",
    "批": "发准复示评",
    "种": "植子业养粮质苗畜",
    "套": "餐种牌现",
    "户": "籍外口均型用厕",
    "张": "家北掖店",
    "列": "入为车",
    "本": "级地土科市省届县区年月人国",
    "所": "有以需属得在长谓",
    "只": "要有能争增减跑进需",
    "件": "套",
    "篇": "章一",
    "班": "子列组车",
    "笔": "记试",
    "款": "项",
    "天": "桥地空使府元水",
    "次": "生数要贷新",
    "米": "粉面业",
    "克": "服山拉",
    "例": "如",
    "席": "卷位",
    "架": "构",
    "羽": "毛",
    "组": "建团成合",
}


def _build() -> dict[str, tuple[tuple[Unit, str, str], ...]]:
    units: dict[str, Unit] = {}
    for dimension, bases in _PHYSICAL.items():
        for base, entries in bases.items():
            words = entries.split()
            for printed, factor in zip(words[::2], words[1::2], strict=True):
                units[printed] = Unit(printed, dimension, base, Decimal(factor))
    for word in _COUNTS.split():
        units.setdefault(word, Unit(word, "count", _COUNT_BASES.get(word, word), Decimal(1)))
    by_first: dict[str, list[tuple[Unit, str, str]]] = {}
    for unit in units.values():
        by_first.setdefault(unit.printed[0], []).append(
            (unit, _NOT_BEFORE.get(unit.printed, ""), _NOT_BEFORE_SHORT.get(unit.printed, ""))
        )
    for group in by_first.values():
        group.sort(key=lambda entry: (-len(entry[0].printed), entry[0].printed))
    return {first: tuple(group) for first, group in by_first.items()}


_UNITS = _build()
NO_UNIT = Unit("", "", "", Decimal(1))


def unit_at(text: str, position: int, *, short: bool = False) -> Unit | None:
    """Find the longest unit that begins at `position` of folded text and is not the beginning of another word.

    `short` says that the number before it is a single Chinese character, with which more other words are possible.
    """
    if position >= len(text):
        return None
    for unit, not_before, not_before_short in _UNITS.get(text[position], ()):
        printed = unit.printed
        if not text.startswith(printed, position):
            continue
        after = text[position + len(printed) : position + len(printed) + 1]
        if after and (after in not_before or (short and after in not_before_short)):
            continue
        if after and printed[-1].isascii() and printed[-1].isalpha() and after.isascii() and after.isalpha():
            continue
        return unit
    return None
