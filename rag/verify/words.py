"""How much of one wording stands in another, and what in it says the contrary.

Words are compared by neighbouring characters after official spellings of one indicator were made one, so that
reordered clauses still agree and no segmenter is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rag.lexicon import mentions

_RUN = re.compile(r"[㐀-鿿豈-﫿]+|[0-9]+(?:\.[0-9]+)?|[A-Za-z]+[A-Za-z0-9.]*")
# Words that only carry a figure or join clauses: they neither support nor contradict.
_EMPTY = re.compile(
    r"预计|初步核算|初步统计|分别|达到了?|达(?!标|成)|完成了?|实现了?|同比|比上年|较上年|比去年|上年|全年"
    r"|全市|全省|全县|全区|全国|我市|我省|我县|我区|本市|本省"
    r"|增长率?|增速|增幅|增长|下降|提高|上升|减少|增加|目标|力争|争取|确保|计划|预期|安排|打算|准备|实际"
    r"|左右|以上|以下|以内|约|超过|突破|不低于|不少于|不超过"
    r"|其中|主要|以及|并且|同时|另外|此外|方面|为主|包括|等|共计?|总共|合计|累计|已经|已|将|要|拟"
    r"|了|的|地|得|为|是|在|有|和|与|及|或|由|从|到|至|对|于|把|被|向|按|比|较|其|该|各|均|都|也|还|又|再|就|则|而|且|会|能|可"
    r"|更[高低多少快慢大小长短]|下调|上调|数字|口径|情况|内容|工作|提出|指出|显示|根据|按照|据|报告|政府|人民"
)
_NEGATION = re.compile(
    r"取消|废除|停止|暂停|叫停|终止|撤销|放弃|未(?!来|成年)|没有|没能|没(?!收|落)|尚未|并未|并非|不再|无法|拒绝"
    r"|不(?!断|仅|但|同|低于|少于|超|高于|足|到|动|良|大于|锈|管|过|限|得|忘|懈|移|变|摇|返|愁|止|小于|多于|下)"
)
# Members of one row exclude each other: a statement that has one where its source has another says something else.
_CONTRASTS: tuple[tuple[str, ...], ...] = (
    ("城镇", "农村"),
    ("城市", "农村", "乡村"),
    ("进口", "出口"),
    ("收入", "支出"),
    ("新建", "改造"),
    ("新建", "拆除", "关停", "关闭", "淘汰"),
    ("新增", "压减", "淘汰", "关停"),
    ("建成", "关停", "拆除"),
    ("引进", "淘汰"),
    ("第一产业", "第二产业", "第三产业"),
    ("一产", "二产", "三产"),
    ("国家级", "省级", "市级", "县级", "区级"),
    ("幼儿园", "小学", "高中", "大学"),
    ("本科", "专科"),
    ("公办", "民办"),
    ("普惠", "公办"),
    ("公共", "私人"),
    ("开工", "建成", "竣工"),
    ("启动", "完成"),
    ("高速公路", "高速铁路"),
    ("铁路", "公路"),
    ("国道", "省道", "县道"),
    ("上半年", "下半年"),
    ("男", "女"),
    ("增长", "下降"),
    ("提高", "降低"),
    ("增加", "减少"),
    ("上升", "下降"),
    ("扩大", "缩小"),
    ("加强", "削弱"),
    ("加快", "放缓"),
    ("推进", "暂停"),
    ("支持", "反对"),
    ("鼓励", "限制"),
    ("允许", "禁止"),
    ("开放", "关闭"),
    ("取消", "保留"),
    ("成立", "撤销"),
    ("设立", "撤销"),
    ("引进", "输出"),
    ("流入", "流出"),
    ("东部", "西部"),
    ("南部", "北部"),
    ("常住", "户籍"),
    ("参保", "退保"),
    ("达标", "超标"),
    ("最高", "最低"),
    ("最大", "最小"),
    ("优于", "劣于"),
    ("高于", "低于"),
    ("快于", "慢于"),
    ("多于", "少于"),
    ("首次", "再次"),
    ("全部", "部分"),
    ("名义", "实际增"),
    ("存款", "贷款"),
    ("供给", "需求"),
    ("规上", "规下"),
    ("住院", "门诊"),
    ("交付", "新开工"),
    ("全国", "全省"),
)


# Looked for first, since most wordings have none of them; it may stop at a shorter word of the same row.
_CONTRASTED = re.compile("|".join(sorted({word for row in _CONTRASTS for word in row}, key=lambda w: (-len(w), w))))


@dataclass(frozen=True, slots=True)
class Words:
    """The characters and neighbouring pairs of a wording, with whole numbers and Latin words."""

    pairs: frozenset[str]
    chars: frozenset[str]


@lru_cache(maxsize=20_000)
def canonical(text: str) -> str:
    """Every official spelling of an indicator replaced by its standard name.

    >>> canonical("规上工业增加值")
    '规模以上工业增加值'
    """
    parts: list[str] = []
    at = 0
    for mention in mentions(text):
        if mention.official and mention.exact and text[mention.start : mention.end] != mention.entry.name:
            parts += text[at : mention.start], mention.entry.name
            at = mention.end
    return "".join(parts) + text[at:] if parts else text


@lru_cache(maxsize=20_000)
def content(text: str) -> str:
    """The text with a space for words that only carry a figure or join clauses."""
    return _EMPTY.sub(" ", text)


@lru_cache(maxsize=20_000)
def words(text: str) -> Words:
    pairs: set[str] = set()
    chars: set[str] = set()
    for whole in (canonical(text), text):
        for run in _RUN.findall(whole):
            if run[0] >= "㐀":
                chars.update(run)
                pairs.update(run[i : i + 2] for i in range(len(run) - 1))
            else:
                pairs.add(run.lower())
    return Words(frozenset(pairs), frozenset(chars))


def merged(many: Iterable[Words]) -> Words:
    many = list(many)
    return Words(
        frozenset(pair for one in many for pair in one.pairs), frozenset(char for one in many for char in one.chars)
    )


def covered(text: str, by: Words) -> float:
    """The share of the content of `text` that stands in `by`; 1.0 where there is none.

    A character counts whole if it stands beside the same neighbour there, and a third if it only occurs.

    >>> covered("城镇新增就业", words("新增城镇就业")), covered("粮食", words("油料"))
    (1.0, 0.0)
    """
    standard = canonical(text)
    share = _covered(content(text), by)
    return share if standard == text else max(share, _covered(content(standard), by))


def _covered(text: str, by: Words) -> float:
    total = hit = 0.0
    for run in _RUN.findall(text):
        if run[0] < "㐀":
            if run[0].isdigit():
                continue
            total += 2
            hit += 2 if run.lower() in by.pairs else 0
        elif len(run) == 1:
            total += 0.5
            hit += 0.5 if run in by.chars else 0
        else:
            total += len(run)
            for i, char in enumerate(run):
                if (i and run[i - 1 : i + 1] in by.pairs) or (run[i : i + 2] in by.pairs and i + 1 < len(run)):
                    hit += 1
                elif char in by.chars:
                    hit += 1 / 3
    return hit / total if total else 1.0


def weight(text: str) -> int:
    """How many characters of content a text has."""
    return sum(len(run) for run in _RUN.findall(content(text)))


def contrast(said: str, source: str) -> tuple[str, str] | None:
    """A word of `said` and the word of `source` that excludes it, where `source` does not have the first one.

    >>> contrast("改造学校3所", "新建学校3所")
    ('改造', '新建')
    """
    have = set(_CONTRASTED.findall(said))
    if not have:
        return None
    for row in _CONTRASTS:
        if have.isdisjoint(row):
            continue
        mine = [word for word in row if word in said]
        there = [word for word in row if word in source]
        if mine and there and not set(mine) & set(there):
            return mine[0], there[0]
    return None


def negated(text: str) -> bool:
    """Whether the wording denies something.

    >>> negated("任务没有完成"), negated("不断提高")
    (True, False)
    """
    return _NEGATION.search(text) is not None
