"""Chinese numerals to numbers."""

from __future__ import annotations

import re
from decimal import Decimal

ZEROS = "零〇○"
ONES = {
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "兩": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
POWERS = {
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000,
    "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
}  # fmt: skip
_DIGITS = ONES | dict.fromkeys(ZEROS, 0)
_LARGE = (("亿億", 10**8), ("万萬", 10**4))

_LONGEST = 40  # characters; longer runs are noise

_ONE = "".join(ONES)
_SECTION = re.compile(
    rf"(?:(?P<thousands>[{_ONE}])?[千仟])?"
    rf"(?:[{ZEROS}]?(?P<hundreds>[{_ONE}])?[百佰])?"
    rf"(?:[{ZEROS}]?(?P<tens>[{_ONE}])?[十拾])?"
    rf"(?P<gap>[{ZEROS}])?(?P<ones>[{_ONE}])?"
)
_MIXED = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([十百千万萬亿億]*)")


def scale_of(scale: str) -> Decimal:
    """Multiply the powers of ten in `scale`: 万亿 is 10**12, the empty string 1."""
    product = 1
    for char in scale:
        product *= POWERS[char]
    return Decimal(product)


def parse_chinese_number(s: str) -> Decimal | None:
    """Read a numeral written in Chinese, or in Arabic and Chinese mixed; None if it is none.

    Digits without powers are read one by one, as in a year (一九八三). Percentages (百分之…) and vague numbers
    (几十, 数百) are not numerals here.

    >>> parse_chinese_number("四十三万四千"), parse_chinese_number("一九八三"), parse_chinese_number("3亿5000万")
    (Decimal('434000'), Decimal('1983'), Decimal('350000000'))
    >>> parse_chinese_number("亿万") is None
    True
    """
    if not 0 < len(s) <= _LONGEST:
        return None
    if "0" <= s[0] <= "9":
        return _mixed(s)
    whole, point, fraction = s.replace("點", "点").partition("点")
    integer = _integer(whole)
    if integer is None or not point:
        return None if integer is None else Decimal(integer)
    digits = fraction.rstrip("十百千万萬亿億")
    if not digits or any(char not in _DIGITS for char in digits):
        return None
    decimals = Decimal("0." + "".join(str(_DIGITS[char]) for char in digits))
    return (integer + decimals) * scale_of(fraction[len(digits) :])


def _mixed(s: str) -> Decimal | None:
    total, position, last = Decimal(0), 0, None
    while position < len(s):
        found = _MIXED.match(s, position)
        if found is None:
            return None
        scale = scale_of(found[2])
        if last is not None and scale >= last:
            return None
        total += Decimal(found[1].replace(",", "")) * scale
        position, last = found.end(), scale
    return total


def _integer(s: str) -> int | None:
    s = s.replace("廿", "二十").replace("卅", "三十")
    if s and all(char in _DIGITS for char in s):
        return int("".join(str(_DIGITS[char]) for char in s))
    for signs, power in _LARGE:
        cut = max(s.rfind(sign) for sign in signs)
        if cut < 0:
            continue
        left, right = s[:cut], s[cut + 1 :]
        before = _integer(left) if left else 1
        if before is None or (right and right[0] in "百佰千仟万萬"):
            return None
        if not right:
            return before * power
        if len(right) == 1 and right in ONES:  # 三万五 is 35,000
            return before * power + ONES[right] * power // 10
        after = _integer(right)
        return None if after is None or after >= power else before * power + after
    return _section(s)


def _section(s: str) -> int | None:
    """Read a number below ten thousand."""
    found = _SECTION.fullmatch(s) if s else None
    if found is None:
        return None
    total, last = 0, 0
    for name, sign, power in (("thousands", "千仟", 1000), ("hundreds", "百佰", 100), ("tens", "十拾", 10)):
        digit = found[name]
        if digit is None and not any(char in s for char in sign):
            continue
        if digit is None and total and power != 10:  # 千百 is a phrase, 一百十五 an old way to write 一百一十五
            return None
        total += (ONES[digit] if digit else 1) * power
        last = power
    if found["ones"]:
        # 三百五 is 350; 三百零五 is 305.
        total += ONES[found["ones"]] * (last // 10 if last > 10 and not found["gap"] else 1)
    return total
