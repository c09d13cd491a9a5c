"""The shapes of numbers in folded text, shared by the modules that look for them."""

from __future__ import annotations

import re

HAN_DIGIT = "零〇一二两三四五六七八九"
HAN_NUMERAL = HAN_DIGIT + "十百千万亿廿卅"

# 千 in 千瓦, 千米 … belongs to the unit.
SCALE = r"(?:[十百万亿]|千(?![瓦米克伏卡安焦帕]))*"
ARABIC = r"[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
HAN = rf"(?:[{HAN_DIGIT}十百万亿廿卅]|千(?![瓦米克伏卡安焦帕]))+(?:点[零〇一二三四五六七八九]+{SCALE})?"
DASH = r"\s?(?:[—–―‐‑~-]{1,2}|至|到)\s?"

ARABIC_AT = re.compile(ARABIC)
# Some reports are set with a space between digits: 1 1 3 4 4 公里, 1 5 .3%.
SPACED_AT = re.compile(
    r"[0-9](?: [0-9]){1,12}(?: ?\. ?[0-9](?: [0-9]){0,4})?(?![0-9])"
    r"|[0-9]{1,12}(?: \. ?|\. )[0-9](?: [0-9]){0,4}(?![0-9])"
)
HAN_AT = re.compile(HAN)
DASH_AT = re.compile(DASH)
_PART = r"[0-9]+(?:\.[0-9]+)?"
COMPOUND_AT = re.compile(
    rf"(?:{_PART}[千百万亿]{{1,3}}){{1,3}}{_PART}(?:[百万]|千(?![瓦米克伏卡安焦帕]))*(?:[多余](?=[万亿])[万亿]*)?"
)
# 10多万, 3亿余, 4万多亿, 1000余, 1万 亿
SCALE_AT = re.compile(
    rf" ?(?P<more>[多余来几](?=[^\s]))?(?P<scale>(?:{SCALE})(?: (?=亿)亿)?)(?P<over>[多余])?"
    r"(?P<rest>(?:[百万亿]|千(?![瓦米克伏卡安焦帕]))*) ?"
)
