"""Recognises the lines that open a report: title, meeting, date, speaker, salutation.

They are short and mostly end without a mark, but each is a line of its own.
"""

from __future__ import annotations

import re

_OFFICE = "省长|市长|县长|区长|州长|盟长|旗长|主席|总理|行政长官|专员|主任"
_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九十OＯ0]{4})"
_NUMBER = r"[\d一二三四五六七八九十]{1,3}"
_DATE = rf"{_YEAR}\s*年\s*{_NUMBER}\s*月\s*{_NUMBER}\s*日"
_TITLE = re.compile(
    r"(?:资料[:：])?(?:.{0,24}(?:政府|市长|省长|县长|区长)|关于.{4,50}的)?(?:工作)?报告"
    r"(?:[（(].{1,10}[)）])?(?:[—－-]*(?:全文|摘要))?"
)
_SALUTATION = re.compile(r"(?:各位|同志们|尊敬的|诸位)[^。，,]{0,14}[:：!！]")
_NAME = r"(?:\S(?:\s*\S){1,3}|[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8})+)"
_BYLINE = re.compile(
    rf"""
      [（(]?\s*{_DATE}\s*[）)]?                                        # （2024年1月11日）
    | [（(]?\s*{_DATE}\s*[）)]?.{{0,40}}(?:会议|大会)(?:上)?\s*[）)]?       # 2024年1月11日在某市…会议上
    | [—–―－─-]{{1,4}}\s*.{{0,20}}在?.{{2,50}}(?:会议|大会|次会)(?:上)?.{{0,12}}  # ——在某市…会议上的报告
    | [（(]?\s*{_DATE}\s+\S{{2,4}}\s*[）)]?                              # （2011年1月12日 某某某）
    | .{{0,20}}(?:人民政府|[省市县区州盟旗])代?(?:{_OFFICE})\s*[:：]?\s*{_NAME}  # 某市人民政府市长某某某
    | .{{2,22}}(?:{_OFFICE})\s+{_NAME}                        # 国务院总理 某某某
    | 代?(?:{_OFFICE})\s+[\u4e00-\u9fff]{{2,4}}                           # 省长 某某某
    | \S{{2,4}}\s+[（(]\s*{_DATE}\s*[）)]                              # 某某某（2024年1月11日）
    """,
    re.VERBOSE,
)
_LONGEST = 60
_SENTENCE = re.compile(r"[。，,；;！!？?]")


def is_title(line: str) -> bool:
    """Tell whether the whole line is the title of a report, spaced out or not.

    >>> is_title("政 府 工 作 报 告"), is_title("2021年某市政府工作报告—全文"), is_title("向大会作政府工作报告。")
    (True, True, False)
    """
    return len(line) <= _LONGEST and _TITLE.fullmatch("".join(line.split())) is not None and line.strip() != "报告"


def is_salutation(line: str) -> bool:
    """Tell whether the whole line addresses the deputies.

    >>> is_salutation("各位代表："), is_salutation("各位代表！过去的一年,成绩来之不易。")
    (True, False)
    """
    return len(line) <= _LONGEST and _SALUTATION.fullmatch(line) is not None


def is_byline(line: str) -> bool:
    """Tell whether the line names the meeting, the date or the speaker.

    >>> is_byline("某市人民政府市长  李  明"), is_byline("（2024年1月11日）"), is_byline("市长带头抓落实。")
    (True, True, False)
    """
    return len(line) <= _LONGEST and not _SENTENCE.search(line) and _BYLINE.fullmatch(line) is not None
