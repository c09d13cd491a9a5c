"""One spelling for one sign: widths, percent signs, and the Traditional characters that numbers and units use.

Every replacement is one character for one character, so offsets into the folded text are offsets into the text.
Commas, full stops and quotation marks are left alone: a full-width comma separates list members.
"""

from __future__ import annotations

_TRADITIONAL = (
    "億亿萬万個个點点兩两餘余約约過过達达內内預预計计佔占長长減减畝亩噸吨頃顷戶户輛辆項项條条處处張张場场臺台間间"
    "頭头隻只棟栋歲岁倉仓單单傢家幾几數数線线級级屆届區区號号較较穩稳繳缴實实現现統统核核總总額额於于規规劃划時时"
    "間间後后來来從从為为進进積积里里層层幅幅斤斤圓元錢钱塊块華华銀银鎮镇鄉乡縣县門门國国強强輪轮種种類类節节"
    "簽签違违與与貫贯歷历訂订農农業业產产質质標标準准鐘钟週周兒儿學学車车飛飞艘艘陸陆漲涨幣币擴扩縮缩壓压紀纪歐欧"
)


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}
    table |= {code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    table |= {ord(wide): narrow for wide, narrow in zip("％﹪．＋－／：∶＄＆＝＿＊", "%%.+-/::$&=_*", strict=True)}
    table |= {ord("○"): "〇", ord("\u3000"): " ", ord("\xa0"): " ", ord("～"): "~", ord("−"): "-"}
    pairs = zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)
    return table | {ord(old): new for old, new in pairs}


_FOLD = _table()


def fold(text: str) -> str:
    """Fold width and script of numbers and units; the result has the length of `text`.

    >>> fold("４４５０億元，增長６．５％")
    '4450亿元，增长6.5%'
    """
    return text.translate(_FOLD)
