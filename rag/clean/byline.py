"""Recognises the lines between a report's title and its first sentence: meeting, date, speaker.

They are short, end without a mark and belong together, but each is a line of its own.
"""

from __future__ import annotations

import re

_OFFICE = "省长|市长|县长|区长|州长|盟长|旗长|主席|总理|行政长官|专员|主任"
_DATE = r"(?:\d{4}|[〇○零一二三四五六七八九十OＯ0]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
_BYLINE = re.compile(
    rf"""
      [（(]?\s*{_DATE}\s*[）)]?                                        # （2024年1月11日）
    | [（(]?\s*{_DATE}\s*[）)]?.{{0,40}}(?:会议|大会)(?:上)?\s*[）)]?       # 2024年1月11日在某市…会议上
    | [—–―－─-]{{1,4}}\s*.{{0,20}}在?.{{2,50}}(?:会议|大会)(?:上)?.{{0,12}}  # ——在某市…会议上的报告
    | [（(]?\s*{_DATE}\s+\S{{2,4}}\s*[）)]?                              # （2011年1月12日 某某某）
    | .{{0,20}}(?:人民政府|[省市县区州盟旗])代?(?:{_OFFICE})\s*[:：]?\s*\S(?:\s*\S){{1,3}}  # 某市人民政府市长某某某
    | .{{2,22}}(?:{_OFFICE})\s+\S(?:\s*\S){{1,4}}                        # 国务院总理 某某某
    | \S{{2,4}}\s+[（(]\s*{_DATE}\s*[）)]                              # 某某某（2024年1月11日）
    """,
    re.VERBOSE,
)
_LONGEST = 60
_SENTENCE = re.compile(r"[。，,；;！!？?]")


def is_byline(line: str) -> bool:
    """Tell whether the line names the meeting, the date or the speaker.

    >>> is_byline("某市人民政府市长  李  明"), is_byline("（2024年1月11日）"), is_byline("市长带头抓落实。")
    (True, True, False)
    """
    return len(line) <= _LONGEST and not _SENTENCE.search(line) and _BYLINE.fullmatch(line) is not None
