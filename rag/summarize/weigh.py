"""How much a clause tells: figures, names, results and commitments against what every report says."""

from __future__ import annotations

import re

from rag.figures import find_figures
from rag.summarize.stock import is_general, is_stock

# Figures of speech in quotation marks: they name nothing.
_WORDS = """
大动脉 绣花 压舱石 主力军 先手棋 牛鼻子 主引擎 稳定器 加速度 最后一公里 最先一公里 关键变量 最大增量
护城河 金字招牌 排头兵 领头雁 主心骨 定盘星 助推器 动力源 推进器 突破口 主阵地 主战场 桥头堡 软实力
硬支撑 硬骨头 硬任务 硬措施 大文章 组合拳 连心桥 幸福账 民生账 放大镜 显微镜 金钥匙 试验田 责任田
高压线 生命线 红线 底线 主旋律 最强音 好声音 及时雨 定心丸 强心针 冲锋号 紧箍咒 最大公约数 同心圆
店小二 急先锋 答卷 施工图 实景图 时间表 路线图 任务书 军令状 含金量 含绿量 含新量 新名片 亮丽名片
加速跑 开门红 开门稳 全年红 加减法 乘法 一盘棋 一张网 一股绳 下好 满格电 烟火气 人情味 颜值 气质 底色
成色 面子 里子
"""
_METAPHORS = frozenset(_WORDS.split())
_QUOTED_NAME = re.compile(r"“[^”]{2,20}”|《[^》]{2,30}》")
_NAMED = re.compile(
    r"[一-鿿A-Za-z0-9]{2,}(?:高铁|高速|铁路|国道|省道|机场|港口?|大桥|隧道|地铁|医院|院区|校区|新区|学院|大学|中学|学校|[一二三四五六七八九十]中|水库|水厂|电站|管网|园区|产业园|开发区|高新区|自贸区|保税区|示范区|示范县"
    r"|示范村|示范镇|先行区|试验区|试点|基地|条例|品牌|博物馆|图书馆|体育馆|公园|景区|古城|平台|实验室|研究院"
    r"|医联体|医共体|集团|联盟|大会|论坛|博览会|运动会|文化节|片区|专项规划|规划编制"
    r"|清单|名单|基金|专项行动|三年行动|五年行动|工程|项目|生产线|工厂|车间|集群|产业链|中心|社区|街道|服务站"
    r"|工作站|幸福院|食堂|驿站|停车场|充电桩|安置房|保障房)"
)
_RESULT = re.compile(
    r"获批|获评|入选|入围|荣获|荣膺|跻身|上榜|创历史|历史新高|历史最好|首个|首批|首家|首次|首创|率先|居全[国省市]"
    r"|列全[国省市]|位居|第一位|全省第|全国第|全市第|全覆盖"
    r"|清零|不发生|零增长|全面完成|超额完成|建成|投用|投产|竣工|启用|通车|通航|开工|落地|封顶|上市|验收|摘帽|脱贫"
    r"|翻番|升格|推广"
)
_COMMITS = re.compile(
    r"确保|守住|力争|禁放|取消|免费|全部|一律|立法|条例|制度|机制|动态清零|不低于|控制在|编制|争创|创建|改革|严处"
    r"|严惩|整治|试点"
)
_PLACE = re.compile(r"[一-鿿]{2}(?:[县镇](?![域级乡村])|[乡村](?=[^村镇]*(?:经验|做法|模式)))")
# The indicators that every report leads with and every reader looks for first.
_HEADLINE = re.compile(
    r"生产总值|GDP|一般公共预算收入|固定资产投资|社会消费品零售总额|规模以上工业|规上工业|居民人均(?:可支配)?收入"
    r"|人均可支配收入|居民收入|进出口|城镇新增就业|新增城镇就业"
    r"|粮食总?产|三次产业|城镇化率|失业率|居民消费价格|研发(?:经费)?投入"
)
_OUTPUT = re.compile(r"生产总值|GDP|经济增长|经济总量")
# A headline indicator as the measure of something else, or talk about its target.
_ASIDE = re.compile(r"单位(?:地区)?生产总值|能耗|占(?!比)|占比|比重|比率|目标比|增速目标|排名|增速(?:居|位|列|排)")
# Shorter than this, a clause without a figure is rhetoric: 改革没有失步.
_BRIEF = 9
# No figure is without one of these; most clauses are, and need no closer look.
_NUMERAL = re.compile(r"[0-9０-９零〇一二两三四五六七八九十百千万亿半双翻倍成首]")
_DETAIL = re.compile(r"其中|包括|分别为|主要(?:用于|是)")


def headline(clause: str) -> float:
    """What a clause is worth besides where a whole report is summed up: economic output first, then its companions."""
    if not _HEADLINE.search(clause) or _ASIDE.search(clause) or not find_figures(clause):
        return 0.0
    return 3.0 if _OUTPUT.search(clause) else 1.0


def weigh(clause: str, *, is_item: bool = False) -> float:
    """What a clause is worth in a summary, about 0 for stock phrases, 1 to 3 for figures and names."""
    has_numeral = _NUMERAL.search(clause) is not None
    figures = [f for f in find_figures(clause) if f.kind in ("quantity", "rank", "ratio")] if has_numeral else []
    weight = 0.12
    weight += sum((1.1, 0.7, 0.45, 0.3)[min(i, 3)] for i in range(len(figures)))
    if figures and _HEADLINE.search(clause):
        weight += 0.8
    names = [name for name in _QUOTED_NAME.findall(clause) if name.strip("“”") not in _METAPHORS]
    weight += 0.45 * min(len(names), 2)
    if _NAMED.search(clause) or _PLACE.search(clause):
        weight += 0.35
    if _RESULT.search(clause):
        weight += 0.35
    if _COMMITS.search(clause):
        weight += 0.2
    if is_item:
        weight += 0.9
    if _DETAIL.match(clause):
        weight -= 0.5
    if is_stock(clause):
        weight = min(weight * 0.5, weight - 0.5) if figures else weight - 0.8
    elif not figures and is_general(clause):
        weight -= 0.1 if names else 0.2
    if not figures and len(clause) < _BRIEF:
        weight *= 0.4
    return max(weight, 0.0)
