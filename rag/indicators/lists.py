"""Members of a list that share what follows: 固定资产投资、社会消费品零售总额分别增长…"""

from __future__ import annotations

import re

from rag.indicators.phrases import FLOW
from rag.indicators.standard import exact

# 普及率, 20户及以上, 参与率 and 和美乡村 are words.
_JOINT = re.compile(r"以及|[、,跟]|(?<![普涉])及(?!以|其)|(?<!参)与|(?<![共饱])和(?![美谐平])")
_COMMA_JOINT = re.compile(r"[、,]")
_AND_JOINT = re.compile(r"(?<![共饱])和(?![美谐平])")
_COUNTED = frozenset("个家户所套座处项")  # units of things, of which something more can be measured
_BESIDE = re.compile(r"”(?=“)")  # “保交楼”“保交房”交付率
_NUMERALS = re.compile(r"[一二三四五六七八九十]+$")
# What one word says of two: 城乡居民 are those of the towns and those of the villages.
_PAIRED = (
    ("城乡", ("城镇", "农村")),
    ("存贷款", ("存款", "贷款")),
    ("一二三产", ("一产", "二产", "三产")),
    ("一二产", ("一产", "二产")),
    ("二三产", ("二产", "三产")),
    ("三次产业", ("一产", "二产", "三产")),
    ("工农业", ("工业", "农业")),
    ("粮肉奶", ("粮食", "肉", "奶")),
    ("肉蛋奶", ("肉", "蛋", "奶")),
    ("批零住餐", ("批发业", "零售业", "住宿业", "餐饮业")),
    ("产销", ("产量", "销量")),
    ("收支", ("收入", "支出")),
    ("开竣工", ("开工", "竣工")),
    ("客货运输", ("旅客运输", "货物运输")),
    ("客货运", ("客运", "货运")),
    ("客货", ("旅客", "货物")),
    ("进出口", ("进口", "出口")),
    ("国省控", ("国控", "省控")),
    ("国省考", ("国考", "省考")),
    ("中小学", ("中学", "小学")),
)
_SHARED_TAIL = re.compile(
    r"(?:保险参保(?:人数|率)|学生年?人均[一-鿿]{2,8}|(?:事项)?(?:办结|办理|参保|参合|覆盖|普及|合格|满意|满足|签约|开工|开通|到位|交付|交房|普查)率|(?:年?平均|年均)?浓度|占比|比重|比例|增加值|总?产量|总?产值|面积|余额|排放总?量|销售额|零售额|营业收入|营收|利润"
    r"|吞吐量|最低收购价(?:平均每斤)?|收购价格?|贸易额|交易额|成交额|营业额|发电量|库容|(?:领域)?投资额?|进出口(?:总?[额值])?|出口(?:总?[额值])?|进口(?:总?[额值])?|人均可支配收入|可支配收入|收入|存款余额|贷款余额|产业增加值|增速|客运量|货运量|用电量|装机容量|警情|案件|事故|立案数|发案率|处理率|利用率|总数|数量|人数|等?(?:方面)?的?支出|价格|成本|费用|均价|单价"
    r"|贷款|招生|规模|以旧换新|死亡率|产能|(?:断面)?(?:水质)?优良率|(?:城镇|机械|信息|规模|良种|绿)化率|[一-鿿]{2}(?<!化)率)$"
)
# 有色金属、食品饮料等重点产业: each of them is one of that kind.
_OF_KIND = re.compile(
    r"等(?:[0-9一二三四五六七八九十]+[大个项类])?(?:重点|主导|优势|支柱|主要|特色)*(?P<kind>(?:产业|行业|产品).*)$"
)
_RATE = re.compile(r"[一-鿿]{2}率$")
_GROUP = re.compile(r"(?:城乡|城镇|农村|企业|机关事业单位)?(?:居民|职工|农民|个人|学生|退休人员|离退休人员)")
_RANKS = tuple("国省市县区州镇乡村")
_RANK_IN_WORD = re.compile(
    r"市[政场民容区直]|国[有际家内企资防债]|区[域位]|县[域城]|省[会内外直]|[镇州]区|乡[村镇]|村[民庄集]"
)
# What several names of one kind end in: 省级和国家级…, 鄱阳湖、洞庭湖还湖面积.
_CLASS_WORDS = tuple("级产类型性控湖江河海山省市县区镇村乡业校院厂矿网")


def members(text: str, n: int) -> list[str] | None:
    """Split a list into `n` members, each a whole name; None if it cannot be.

    >>> members("城镇居民、农村居民人均可支配收入", 2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> members("限上住宿业、餐饮业营业额", 2)
    ['限上住宿业营业额', '限上餐饮业营业额']
    >>> members("城乡居民人均可支配收入", 2), members("一、二、三产", 3)
    (['城镇居民人均可支配收入', '农村居民人均可支配收入'], ['一产', '二产', '三产'])
    """
    text = _BESIDE.sub("”、", text.strip("、,和与及 ").replace("存、贷", "存贷"))
    for joint in (_JOINT, _COMMA_JOINT, _AND_JOINT):
        parts = [part.strip() for part in joint.split(text)]
        if len(parts) == n and all(parts):
            return _completed(parts)
    for word, each in _PAIRED:
        if word in text and len(each) == n:
            return [text.replace(word, one, 1) for one in each]
    parts = [part.strip() for part in _JOINT.split(text) if part.strip()]
    expanded = [one for part in parts for one in _expand(part)]
    if len(expanded) == n:
        return _completed(expanded)
    return None


def pair(name: str) -> list[str] | None:
    """The two names that one word of a name says; None where it says no two.

    >>> pair("装配式建筑开竣工比例"), pair("粮食产量")
    (['装配式建筑开工比例', '装配式建筑竣工比例'], None)
    """
    for word, each in _PAIRED:
        if word in name and len(each) == 2:
            return [name.replace(word, one, 1) for one in each]
    return None


def all_members(text: str) -> list[str]:
    """Split a list into as many members as it has (a figure that holds for each of them)."""
    parts = [part.strip() for part in _JOINT.split(text.strip("、,和与及 ")) if part.strip()]
    if len(parts) == 1:
        return _expand(parts[0])
    return _completed(parts)


def _expand(part: str) -> list[str]:
    for word, each in _PAIRED:
        if word in part:
            return [part.replace(word, one, 1) for one in each]
    return [part]


def _completed(parts: list[str]) -> list[str]:
    """Give each member the tail that only the last one prints (普惠性幼儿园、公办幼儿园占比)."""
    last = parts[-1]
    if any(map(_stands_alone, parts[:-1])) and not any(map(_NUMERALS.fullmatch, parts[:-1])):
        if len(parts) > 2 and _RATE.search(last) and _RATE.search(parts[0]) and not _stands_alone(parts[-2]):
            parts[-2] += _tail(parts[-2], last)  # 卫生厕所普及率、垃圾和污水治理率
        return [parts[0], *(of_same_body(part, parts[0]) for part in parts[1:])]
    if (kind := _OF_KIND.search(last)) is not None:
        return [*(part + kind["kind"] for part in parts[:-1]), last[: kind.start()] + kind["kind"]]
    done = []
    for part in parts[:-1]:
        deed = FLOW.match(part) is not None and FLOW.match(last) is None  # 接待游客、旅游收入
        done.append(part if deed else part + _tail(part, last))
    head = _SHARED_HEAD.match(done[0])
    if head is None or done[0] == parts[0]:
        return [*done, last]
    insured = head[0].endswith(("职工", "居民"))
    return [
        name
        if name.startswith(head[0]) or _OWN_HEAD.match(name) or (insured and not name.startswith("基本"))
        else head[0] + name
        for name in (*done, last)
    ]


# Which ones are meant, said once for all that share the measure: 限上住宿业、餐饮业营业额, 对欧盟、东盟出口额.
_SHARED_HEAD = re.compile(
    r"(?:限额?以?上|规模?以?上)(?=.)|对(?!外|口|接|标|象|虾)|[一-鿿]{2,10}用于|(?:城镇职工|城乡居民|企业职工)(?=基本)"
)
_OWN_HEAD = re.compile(r"限额?以?上|规模?以?上|对|全社会|全[国省市县区]|其[他它中]|第[一二三]")


# Bodies with books of their own; what stands in them is printed without their name once it was said.
_OWNED_BODY = (
    r"(?:(?:国有|国资|省属|省管|市属|市管|州属|区属|县属|区管|县管|中央|乡镇|集体)(?:国有|控股|重点)*(?:工业)?企业"
    r"|国企|央企|(?<![一-鿿])(?:[一-鿿]{2,6})?(?:开发区|经开区|高新区|园区|集团|公司)|(?!港口|全港|各港)[一-鿿]{2,3}港口?)"
)
_ANY_BODY = (
    rf"(?:{_OWNED_BODY}|(?:民营|私营|个体私营|外资|三资|外商投资|中小|入统|规上工业|规模以上工业)企业|民企|港口)"
)
_BODY = re.compile(rf"(?P<who>(?:全[省市县区州])?{_ANY_BODY})(?:完成|实现)?(?=[一-鿿])")
_OWNED = re.compile(rf"(?P<who>{_OWNED_BODY})(?:完成|实现)?(?=[一-鿿])")
_OF_A_BODY = re.compile(
    r"(?:实现|完成)?(?:净资产|资产总额|研发投入|研发经费投入|利润(?:总额)?|净利润|利税(?:总额)?|税收(?:收入)?|上缴税[金费收]"
    r"|营业收入|营收|主营业务收入|工业总产值|集装箱(?:吞吐)?量|货物吞吐量|旅客吞吐量|货邮吞吐量)"
)


def of_same_body(name: str, before: str, *, joint: bool = True) -> str:
    """A further figure of the books of a body: 省属企业净资产增长9%、研发投入增长34%.

    Args:
        joint: whether no comma stands between the two.

    >>> of_same_body("研发投入", "省属企业净资产"), of_same_body("税收收入", "规上工业企业利润总额", joint=False)
    ('省属企业研发投入', '税收收入')
    """
    found = (_BODY if joint else _OWNED).match(before)
    if found is None or _OF_A_BODY.fullmatch(name) is None:
        return name
    return found["who"] + name.removeprefix("实现").removeprefix("完成")


def measures(part: str) -> bool:
    """Whether a member says itself what is measured of it: 跨境电商贸易额."""
    if part.endswith("需氧量"):
        return False  # 化学需氧量、氨氮排放量
    return _SHARED_TAIL.search(part) is not None or part[-1:] in tuple("数率额量值度比价")


def _stands_alone(part: str) -> bool:
    """Whether a member needs nothing of the last one: 常住人口、城镇化率 are two indicators, 国企、民企贷款 are not."""
    if measures(part):
        return True
    entry = exact(part)
    return entry is not None and _COUNTED.isdisjoint(entry.units)


def _tail(part: str, last: str) -> str:
    if _NUMERALS.fullmatch(part):
        found = _NUMERALS.match(last) or re.match(r"[一二三四五六七八九十]+", last)
        return last[found.end() :] if found else ""
    if part in _RANKS and last[:1] in _RANKS and len(last) > 2 and not _RANK_IN_WORD.match(last):
        return last[1:]  # 省、市重点项目
    alike = _GROUP.match(last)
    if alike is not None and alike.end() < len(last) and _GROUP.fullmatch(part):
        return last[alike.end() :]  # 城镇职工、居民医保报销比例
    key = part[-2:]
    at = last.find(key)
    if at >= 0 and len(part) > 1:
        return last[at + len(key) :]
    if part[-1:] in _CLASS_WORDS and 0 <= (at := last.find(part[-1])) < len(last) - 2:
        return last[at + 1 :]
    if part in ("城镇", "城市", "农村", "乡村") and last[:2] in ("城镇", "城市", "农村", "乡村"):
        return last[2:]
    shared = _SHARED_TAIL.search(last, 1)
    tail = shared[0] if shared else ""
    return tail.removeprefix("保险") if part.endswith("保") else tail  # 基本医保、养老保险参保率
