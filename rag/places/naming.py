"""How names of divisions are made: class at the end, peoples before it, a parent in front."""

from __future__ import annotations

import re

from rag.places.model import Level

HAN = re.compile(r"[㐀-鿿]")

# The peoples in names of autonomous divisions, as they are written there (mostly with 族).
_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔|哈萨克族|哈萨克|苗族|彝族|壮族|僮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|傣族|"
    "黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|"
    "仡佬族|锡伯|普米族|塔吉克|怒族|鄂温克族|保安族|裕固族|独龙族|蒙古|各族"
)
_PEOPLE = re.compile(f"(?:{_PEOPLES})$")
_CLASS = re.compile(
    "(特别行政区|自治区|自治州|自治县|自治旗|行政区|生产建设兵团|地区|回族区|达斡尔族区|特区|矿区|新区|"
    "省|市|县|区|盟|旗|州)$"
)
_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
# Where the rule would cut too much or leave what nobody says.
_SHORT = {
    "鄂温克族自治旗": "鄂温克旗", "东乡族自治县": "东乡", "井陉矿区": "井陉矿区", "滨海新区": "滨海新区",
    "神农架林区": "神农架", "前郭尔罗斯蒙古族自治县": "前郭", "喀喇沁左翼蒙古族自治县": "喀左",
    "新疆生产建设兵团": "新疆生产建设兵团",
    "郊区": "郊区", "矿区": "矿区", "新区": "新区", "海南行政区": "海南行政区", "雄安新区": "雄安",
}  # fmt: skip

_QUALIFIED = re.compile(
    r"(?P<outer>.{2,}?(?:特别行政区|自治区|自治州|地区|省|市|盟|州))(?P<inner>.{2,}(?:自治县|自治旗|林区|市|县|区|旗|州))$"
)


def short_name(name: str) -> str:
    """Return the name without its class and peoples; a name of one character keeps its class.

    >>> short_name("黔西南布依族苗族自治州"), short_name("唐县"), short_name("内蒙古自治区")
    ('黔西南', '唐县', '内蒙古')
    """
    if name in _SHORT:
        return _SHORT[name]
    core = _CLASS.sub("", name)
    if name.endswith(_AUTONOMOUS) and name != "内蒙古自治区":
        while len(cut := _PEOPLE.sub("", core)) >= 2 and cut != core:
            core = cut
    return core if len(core) >= 2 else name


def level_of_code(code: str) -> Level:
    """Return the level that a six-digit code stands for."""
    if code[2:] == "0000":
        return Level.PROVINCE
    return Level.PREFECTURE if code[4:] == "00" else Level.COUNTY


def level_of_name(name: str, *, inside: bool = False) -> Level:
    """Guess the level of a division outside the table; a 市 inside another is a county.

    >>> level_of_name("澄湖市"), level_of_name("云溪县"), level_of_name("河阳市", inside=True)
    (<Level.PREFECTURE: 'prefecture'>, <Level.COUNTY: 'county'>, <Level.COUNTY: 'county'>)
    """
    if name.endswith(("省", "自治区", "特别行政区")):
        return Level.PROVINCE
    if name.endswith(("州", "盟", "地区")) or (name.endswith("市") and not inside):
        return Level.PREFECTURE
    return Level.COUNTY


def split_qualified(name: str) -> tuple[str, str] | None:
    """Split a name with its parent in front by the class words alone; None if there is no parent.

    >>> split_qualified("澄湖市云溪县"), split_qualified("云溪县")
    (('澄湖市', '云溪县'), None)
    """
    found = _QUALIFIED.match(name)
    return (found["outer"], found["inner"]) if found else None
