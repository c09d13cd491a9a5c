"""What kind of figure a question asks for: its unit, and whether level, growth, share or rank."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rag.figures import Figure, Measure, find_figures

# Where a question has its blank; a number in its place makes the words around it readable as a figure.
_BLANK = re.compile(
    r"(?:多少|(?<![哪好这数第])几)(?=[^一-鿿]|$|[亿万千百]|[个家所条座项名人户套吨亩台米处张辆件份斤倍公平立美元次千场支间批艘架栋])|百分之几"
)
_GROWTH = re.compile(
    r"(?:增长|增加|提高|提升|下降|减少|改善|上涨|上升)(?:了|到)?(?:百分之)?(?:多少|几)(?=[^一-鿿]|$|个?百分点|个?点|倍|呢|了|和|与|以上|左右|才|比|是)|(?<!价)涨了?(?:多少|百分之)(?=[,，。?？]|$)|增速|增幅|涨幅|降幅|增长率|增长(?:的)?(?:预期)?目标"
    r"|目标增速|(?:涨|升|增|降|跌)(?:了|到)?(?:百分之几|[多几]少?个?百分点)"
    r"|(?:增长|上涨|涨|增)得?(?:最|更|比较|较)?[快慢]|growth|how fast|grow\b",
    re.I,
)
_SHARE = re.compile(r"占比|比重|比例|百分之几|[一-鿿]率(?:是|为|达|要|的|目标|多少|[?？]|$)")
_LEVEL = re.compile(r"总量|总额(?:是|为|达|目标)?多少|绝对值|多少[亿万]")
# What was its GDP, and how fast did it grow: both are asked for.
_ENGLISH_LEVEL = re.compile(r"\bwhat (?:was|is|were|are)\b.{1,60}\band how (?:fast|much)\b", re.I)
_RANK = re.compile(r"第几|排名|位次")
# 多少人家 counts households and no people; who says that something rose by 几个点 means per cent.
_HOUSEHOLDS = re.compile(r"(多少|几)[户个]?(?:人家|家庭)")
_POINTS = re.compile(r"(?<=[涨升增降跌长了])(?:多少|几)个?点(?=[^一-鿿]|$)")
# Base units of which a figure in another one is no answer. Counts differ by measure word (家, 个, 所) and may mix.
_STRICT = frozenset(
    ["%", "个百分点", "倍", "元", "美元", "亩", "公斤", "米", "立方米", "千瓦时", "千瓦", "人", "公斤/立方米"]
)
# Units that answer one question as well as another: 要多久 is answered in days or in months, 多少人坐过飞机 in 人次.
_TIME = "天|工作日|个月|分钟"
_PEOPLE = "人|人次"
# How far 12所 answers 多少个: it may, but 12个 beside it does so better.
OTHER_COUNT = 0.85
_ANY = {"天": "天|工作日"}
# What cannot be left out behind a number, as 个 and 人 can.
_MEASURED = _STRICT - {"人"}
# How people ask for a quantity whose measure word they leave out: 花了多少 for money, 能活多大 for years of life.
_EVERYDAY: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "元|美元",
        re.compile(
            r"(?:多少|几个?|几块)[一-鿿]{0,3}[钱款]|什么价|(?:领|花|掏|投入?|投资|拿出?|补贴?|补助|给|奖励?|省|赚|挣|收入|值|缴|拨|发|出|报销|借|欠|攒|存|融资?|筹)(?:了|到|过|掉|出|出去)?多少(?:钱)?(?=[?？,，。、了]|$)"
            r"|(?:总?盘子|总投资|投资额|总规模|摊子)[^,，。?？]{0,3}多[大少]|(?:工资|薪水|月薪|票价|学费|费用|租金|房租|彩礼)[^,，。?？涨跌增降提]{0,6}(?:多少|几)"
            r"|how much (?:money|did .{1,40} (?:cost|spend|invest|pay))",
            re.I,
        ),
    ),
    ("岁", re.compile(r"多大(?:年纪|岁数|年龄|寿数)|(?:活|寿命)[^,，。?？]{0,6}?(?:多[大久长少]|几岁)|几岁|多少岁")),
    ("分钟", re.compile(r"(?:多少|几个?)(?:分钟|小时|钟头)")),
    (_TIME, re.compile(r"多久|多长时间|多少时间|多少年|几个?(?:月|年|星期|周)(?=[^一-鿿]|$|[能才内之就修建完])")),
    ("天|工作日", re.compile(r"(?:多少|几)(?:天|个?工作日|日)(?!津)")),
    ("千瓦时", re.compile(r"(?:多少|几)[亿万千百]*度(?=[电?？,，。]|$)|(?:发|用|送|省)(?:了|出|掉)?多少电")),
    # Concentrations are printed 31微克/立方米 and, in tables and old reports, 31微克.
    ("公斤/立方米|公斤", re.compile(r"(?:多少|几)微克|微克每立方")),
    ("米", re.compile(r"多长(?!时间)|多远|多少里|几里|多少公里")),
    ("亩", re.compile(r"(?:多大|多少)面积|面积[^,，。?？]{0,4}多[大少]|多大一?[片块]|多少(?:平米|平方)")),
    (
        _PEOPLE,
        re.compile(
            r"(?:旅客|乘客|游客|客人)(?:人数|数量)?[^,，。?？]{0,4}(?:有|是|达|为|总共|一共)多少(?=[?？,，。]|$)|"
            r"(?:多少|几个|几名|几位)(?:[一-鿿]{0,4}?)(?:大?学生|孩子|小孩|娃娃?|老人|老年人|农民工?|工人|职工|员工|居民|市民|村民|群众|老百姓|百姓|毕业生|党员"
            r"|干部|大夫|医生|护士|老师|教师|游客|旅客|乘客|年轻人|青年|妇女|儿童|残疾人|军人|人才|专家|司机|志愿者)"
            r"|(?:坐|乘|玩|旅游|游览|参观)[^,，。?？]{0,10}(?:多少|几)[万千百]*人(?![次家均])|(?:多少|几个)人(?![次家])[^,，。?？]{0,4}(?:坐|玩|来|旅游|游览|看|参加|乘|去|用)"
        ),
    ),
    ("%", re.compile(r"几成|百分之多少|多大比例")),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Any of `units` and any of `measures`; empty where the question leaves it open."""

    units: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units or self.measures)

    def share_met(self, figures: Iterable[Figure]) -> float:
        """Which share of what is asked for the figures hold, 0 to 1."""
        found = list(figures)
        wanted = [max((_is_in(unit, figure) for figure in found), default=0.0) for unit in self.units]
        wanted += [max((_is_of(measure, figure) for figure in found), default=0.0) for measure in self.measures]
        return sum(wanted) / len(wanted) if wanted else float(bool(found))

    @staticmethod
    def is_unit(unit: str, base_unit: str) -> bool:
        """Whether a figure in `base_unit` answers a question for `unit`; several units are parted by `|`."""
        if "|" in unit:
            return base_unit in unit.split("|")
        return base_unit == unit if unit in _STRICT else base_unit not in _STRICT


def asked(question: str) -> Asked:
    """Read a question that was folded already.

    >>> asked("城镇新增就业的目标是多少万人?").units
    ('人',)
    >>> asked("看一次病要花多少钱?").units
    ('元|美元',)
    >>> asked("地区生产总值增长多少?").measures
    (<Measure.GROWTH: 'growth'>,)
    """
    question = _HOUSEHOLDS.sub(r"\1户", _POINTS.sub("百分之几", question))
    filled = _BLANK.sub(lambda m: "5%" if m[0] == "百分之几" else "5", question)
    printed = [f.base_unit for f in find_figures(filled) if f.base_unit and _is_new(f, question)]
    everyday = [units for units, asks in _EVERYDAY if asks.search(question)]
    # 多少天 was read as days already, and 多少公里 as a length.
    units = [_ANY.get(u, u) for u in printed if not any(u in other.split("|") for other in everyday)] + everyday
    measures: list[Measure] = []
    if _GROWTH.search(question):
        measures.append(Measure.GROWTH)
    elif _SHARE.search(question):
        measures.append(Measure.SHARE)
    elif _LEVEL.search(question) and not units:
        measures.append(Measure.LEVEL)
    if Measure.GROWTH in measures and _ENGLISH_LEVEL.search(question):
        measures.append(Measure.LEVEL)
    if _RANK.search(question):
        measures.append(Measure.RANK)
    return Asked(tuple(dict.fromkeys(u for u in units if not (u == "%" and measures))), tuple(measures))


def kind_of_unit(figure: Figure) -> str:
    """What figures must share to be compared: the base unit, or being counts of things."""
    return figure.base_unit if figure.base_unit in _STRICT else "count"


def _is_new(figure: Figure, question: str) -> bool:
    """Whether the figure stands in the question only because its blank was filled."""
    return "5" in figure.text and figure.text not in question


def _is_in(unit: str, figure: Figure) -> float:
    if not figure.base_unit and figure.kind == "quantity" and unit not in _MEASURED and not unit.startswith("元"):
        # 6398万农村人口 has its noun where a measure word might stand.
        return OTHER_COUNT
    if not Asked.is_unit(unit, figure.base_unit) or (unit not in _STRICT and figure.kind == "rank"):
        return 0.0
    return 1.0 if unit in _STRICT or "|" in unit or figure.base_unit == unit else OTHER_COUNT


def _is_of(measure: Measure, figure: Figure) -> float:
    if measure is Measure.GROWTH and figure.measure is Measure.CHANGE and figure.base_unit not in ("%", "倍"):
        # 提高多少 may ask for an amount: 标准提高30元.
        return OTHER_COUNT
    return float(_is_measured(measure, figure))


def _is_measured(measure: Measure, figure: Figure) -> bool:
    if measure is Measure.GROWTH:
        return figure.base_unit in ("%", "倍") and figure.measure in (Measure.GROWTH, Measure.CHANGE, Measure.SHARE)
    if measure is Measure.SHARE:
        return figure.base_unit == "%" and figure.measure is not Measure.GROWTH
    if measure is Measure.LEVEL:
        return figure.measure is Measure.LEVEL and figure.base_unit != "%"
    return figure.measure is measure
