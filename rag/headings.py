"""Which lines are headings, and where a heading that opens a paragraph ends.

Decides about one line, with its neighbours as evidence where the line alone cannot tell. Knows nothing of reports:
cleaning asks before it joins broken lines, structuring asks again to build the tree of sections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class HeadingKind(StrEnum):
    """How a heading is marked. The order is that of `rank`: outermost first."""

    MARKDOWN = "markdown"  # # 政府工作报告
    PART = "part"  # 第一部分
    PLAIN = "plain"  # 2023年工作回顾
    CHAPTER = "chapter"  # 一、
    SECTION = "section"  # (一)
    ITEM = "item"  # 1.
    POINT = "point"  # (1), ①
    DASH = "dash"  # ——这一年,我们坚持…。


RANKS = {kind: rank for rank, kind in enumerate(HeadingKind)}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a line.

    `marker` is the printed number with its punctuation, the # marks or the dashes; characters `start:end` are the
    heading with its marker, without # marks and final punctuation, and `label` is where its words begin. With
    `run_in` the paragraph goes on behind it; `end == label` where a statement follows the number, not a heading.
    `level` is the number of # marks, else 0.
    """

    kind: HeadingKind
    marker: str
    start: int
    end: int
    label: int
    run_in: bool = False
    level: int = 0

    @property
    def rank(self) -> int:
        """Smaller stands outside; a custom of the genre, which the order of appearance may overrule."""
        return RANKS[self.kind]


SENTENCE_END = "。！？!?；;…"
# A line that ends like this is complete; what follows starts anew.
CLOSED = re.compile(r"[。！？!?；;：:…][”’」』\"')）】\]]*$")
# What cannot end a heading, because the phrase goes on.
OPEN_END = re.compile(r"[,，、—\-(（“‘《〈「『【\[]$")

_FINAL_MARKS = SENTENCE_END + ":：,，"
_NUMERAL = "一二三四五六七八九十百〇零"
_SPACE = r"[ \t\u3000\xa0]*"
_MARKERS: tuple[tuple[HeadingKind, re.Pattern[str]], ...] = (
    (HeadingKind.MARKDOWN, re.compile(r"#{1,6}(?=[ \t\u3000]|[^#\s])")),
    (HeadingKind.PART, re.compile(rf"第{_SPACE}[{_NUMERAL}\d]{{1,3}}{_SPACE}(?:部分|编|篇|章|节)[、,，:：.．]?")),
    (HeadingKind.CHAPTER, re.compile(rf"[{_NUMERAL}]{{1,3}}{_SPACE}[、.．]")),
    (HeadingKind.SECTION, re.compile(rf"(?:[(（]{_SPACE}[{_NUMERAL}]{{1,3}}{_SPACE}[)）]|[㈠-㈩])[、,，.．]?")),
    # 1.5亿元 is a figure, and so is 1.2、3.4; 2020、2021 are years.
    (HeadingKind.ITEM, re.compile(r"\d{1,2}[ \t]?(?:[.．](?!\d)|、(?!\d))")),
    (HeadingKind.POINT, re.compile(rf"(?:[(（]{_SPACE}\d{{1,2}}{_SPACE}[)）]|[①-⑳⑴-⒇])[、,，.．]?")),
    (HeadingKind.DASH, re.compile(r"(?:—{1,4}|–{2,4}|―{1,4}|－{2,4}|-{2,4}|─{2,4})(?=[^—–―－\-─\s])")),
)

_MARKER_STARTS = frozenset(f"#第(（—–―－-─{_NUMERAL}0123456789") | {
    chr(code)
    for first, last in ((0x3220, 0x3229), (0x2460, 0x2473), (0x2474, 0x2487))
    for code in range(first, last + 1)
}

# Longest heading seen in 311 reports: 55 characters, with its number.
MAX_HEADING = 64
# A first sentence longer than this is a statement and no label.
MAX_LEAD = 40
MAX_DASH = 48
MAX_PLAIN = 30
_MAY_LACK_ITS_MARK = frozenset({HeadingKind.PART, HeadingKind.CHAPTER, HeadingKind.SECTION})
_GAP = re.compile(r"[^\s。！？]{4,40}(?=[ \t\u3000]+[^\s。！？]{10})")

_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]")
_FIGURE = re.compile(r"\d|[％%]|百分之")
# Years, quoted names, model numbers and the numbers of footnotes stand in headings too.
_NAMED_NUMBER = re.compile(
    r"[\[〔【［(（]\d{1,3}[\]〕】］)）]|(?:19|20)\d\d(?:[—\-－–~～至](?:19|20)?\d\d)?年?|[“\"][^”\"]{0,12}\d[^”\"]{0,12}[”\"]|\d(?=G\b|[DG][^P])|G\d+"
)

# Words that make a short line without a closing mark a heading of this genre.
_TOPIC_END = re.compile(
    r"(?:工作|情况|成就|成绩|历程|发展|简要|主要|的)?(?:回顾|总结)(?:及|和|与|以及)?.{0,12}$"
    r"|(?:工作|任务|目标|发展|重点|计划|总体)(?:的)?(?:安排|打算|思路|要求|部署|建议|意见|重点|任务|目标|措施|举措|计划|取向)$"
    r"|(?:重点|主要|中心|政府|各项|全年|今年|\d年)的?(?:工作|任务|目标|指标|措施|举措|成绩|成就)$"
    r"|(?:总体要求|总体思路|总体目标|指导思想|基本原则|奋斗目标|预期目标|发展目标|目标任务|任务目标|重大举措|工作重点|存在问题|基本经验|经验体会|主要体会)$"
    r"|(?:政府|自身|作风|效能|廉政|法治政府)(?:的)?(?:自身)?建设(?:和.{2,12})?$"
    r"|(?:执行|完成|工作|进展|实施)的?情况$"
    r"|(?:问题|形势|外交工作|民生实事|为民实事|实事项目|治理(?:能力和)?水平|履职水平|履职能力|行政效能)$"
)
_TOPIC_WHOLE = re.compile(
    r"(?:结束语|结语|引言|前言|导言|序言|目录|(?:附件|附表|附录|附注|附)(?:[一二三四五六七八九十]|\d+)?)[:：]?"
)
_GLOSSARY = re.compile(
    r"(?:附件?(?:[一二三四五六七八九十]|\d+)?[:：、.]?)?"
    r"(?:.{0,4}(?:\d{4}年)?.{0,8}政府工作报告.{0,2})?(?:中)?(?:的)?(?:有关|相关|部分|若干|主要|专业)?"
    r"(?:(?:名词|术语|词语|用语|概念|名词术语)(?:的)?(?:解释|注释|说明|注解|释义|简释)|注释|注解|释义|名词)(?:附后)?[:：]?"
)
_ORNAMENT = re.compile(r"[※*★●■◆◇【】\[\]〔〕《》“”\"'\s]+")
_TIME_START = re.compile(
    r"(?:(?:19|20)\d\d年|二[〇○零OＯ0][〇○零一二三四五六七八九OＯ0]{2}年|今年|去年|明年|今后|未来|过去|五年来?|本届|上届|下届"
    r"|[“\"]?[一二三四五六七八九十]+五[”\"]?(?:时期|期间|规划|计划|以来)|新的一年|全面加强|切实加强|着力加强|关于)"
)
_ABOUT = re.compile(r"关于[^的了]{3,16}")
_TITLE = re.compile(r"(?:政府|市长|省长|县长|区长|州长|主席)?工作(?:的)?报告(?:[(（].{1,8}[)）]|全文|—+全文)?$")
_NOT_TITLE = re.compile(r"[。,，;；]|现在|审议|[^工]作|[:：].*[:：]")
_MEETING = re.compile(r"(?:人民代表大会|人大|代表大会|届.{1,8}次会[议議]).{0,14}(?:上|会[议議])[)）。]?$")
# A meeting line broken in the middle goes on like this.
_MEETING_REST = re.compile(r"(?:人民)?代表大会|人大|第?[一二三四五六七八九十\d]{1,3}(?:届|次)|次?会[议議]|会上")
_SALUTATION = re.compile(r"(?:各位|同志|诸位)[^。;；]{0,12}[:：!！]$")
_VERB_COMMA = re.compile(r"[,，;；]")


def classify(line: str) -> Heading | None:
    """Read the heading that the line is or starts with, from the line alone; None where there is no sign of one.

    A marker decides by itself. Where a statement follows it (long, or with a figure) the line is a numbered
    paragraph: `run_in`, and the heading is as short as the marker.

    >>> classify("二、2024年政府重点工作").kind.value
    'chapter'
    >>> heading = classify("(一)经济运行稳中向好。我们把稳经济作为头等大事。")
    >>> heading.run_in, "(一)经济运行稳中向好。我们把稳经济作为头等大事。"[heading.start : heading.end]
    (True, '(一)经济运行稳中向好')
    >>> classify("建设;城际铁路如期推进。") is None
    True
    """
    begin = _first_visible(line)
    text = line.rstrip()
    if begin < len(text) and text[begin] in _MARKER_STARTS:
        for kind, pattern in _MARKERS:
            found = pattern.match(text, begin)
            if found:
                return _marked(kind, found, text)
    if is_topic(text):
        return Heading(HeadingKind.PLAIN, "", begin, _without_final_marks(text, begin, len(text)), label=begin)
    return None


def split_run_in(line: str) -> int:
    """Length of the run-in heading or lead sentence that opens a paragraph, its final mark included; 0 if none.

    A lead sentence is short, holds no figure (years and quoted names aside), and something follows it.

    >>> split_run_in("切实提高城市管理水平。依托三级管理体系,加大整治力度。")
    11
    >>> split_run_in("全年新增就业6.8万人。发放担保贷款3亿元。")
    0
    """
    begin = _first_visible(line)
    text = line.rstrip()
    heading = classify(text)
    if heading and heading.kind is not HeadingKind.PLAIN:
        if not heading.run_in or heading.end == heading.label:
            return 0
        end = heading.end
        while end < len(text) and text[end] in _FINAL_MARKS:
            end += 1
        return end
    end = _first_sentence_end(text, begin)
    return end if 0 < end < len(text) and is_label(text[begin:end]) else 0


def is_heading(line: str, *, before: str | None, after: str | None) -> bool:
    """Tell whether the whole line is a heading, title or meeting line, so that neither neighbour may be joined to it.

    `before` and `after` are the neighbouring lines that are not blank, None at the edge of the text. A line that
    only looks like a heading because a page break cut it off is unmasked by them: the line before is left open.
    """
    text = line.strip()
    if not text or len(text) > MAX_HEADING or OPEN_END.search(text):
        return False
    heading = classify(text)
    if heading and heading.kind is HeadingKind.MARKDOWN:
        return True
    if heading and heading.kind not in (HeadingKind.PLAIN, HeadingKind.DASH):
        return _is_whole_numbered(text, heading, after)
    if is_meeting(text) or is_title(text) or _SALUTATION.match(text) or is_glossary_title(text):
        return True
    if heading and heading.kind is HeadingKind.DASH:
        return False
    if before is not None and not is_complete(before):
        return False
    return heading is not None or _stands_alone(text, before, after)


def starts_paragraph(line: str) -> bool:
    """Tell whether the line opens with a marker, so that it never continues the line before."""
    heading = classify(line)
    return heading is not None and heading.kind is not HeadingKind.PLAIN


def is_complete(line: str) -> bool:
    """Tell whether nothing can continue this line: it ends a sentence, or is a title or a marked heading."""
    text = line.strip()
    if CLOSED.search(text):
        return True
    if OPEN_END.search(text):
        return False
    if is_title(text) or is_meeting(text):
        return True
    heading = classify(text)
    return heading is not None and not heading.run_in and len(text) <= MAX_HEADING


def is_topic(text: str) -> bool:
    """Tell whether a line without a marker is worded as a heading: 2023年工作回顾, 名 词 解 释."""
    folded = _without_space(text)
    if not folded or len(folded) > MAX_PLAIN:
        return False
    if _TOPIC_WHOLE.fullmatch(folded) or is_glossary_title(folded):
        return True
    if CLOSED.search(folded) or OPEN_END.search(folded) or _VERB_COMMA.search(folded) or "。" in folded:
        return False
    return bool(_ABOUT.fullmatch(folded) or (_TOPIC_END.search(folded) and _TIME_START.match(folded)))


def is_glossary_title(text: str) -> bool:
    """Tell whether a line opens the glossary: 名 词 解 释, ※名词解释※, 附件2 名词解释.

    >>> is_glossary_title("名 词 解 释"), is_glossary_title("名词解释工作扎实推进")
    (True, False)
    """
    return len(text) <= MAX_PLAIN and bool(_GLOSSARY.fullmatch(_ORNAMENT.sub("", text)))


def is_meeting(text: str) -> bool:
    """Tell whether a line says when and to which congress the report was given, from its beginning to its end."""
    return len(text) <= 70 and bool(_MEETING.search(text)) and not _MEETING_REST.match(text)


def is_title(text: str) -> bool:
    """Tell whether a line is the title of a report: 2021年某市政府工作报告, 政 府 工 作 报 告."""
    folded = _without_space(text).lstrip("#")
    return len(folded) <= 40 and bool(_TITLE.search(folded)) and not _NOT_TITLE.search(folded)


def is_label(sentence: str, *, max_chars: int = MAX_LEAD) -> bool:
    """Tell whether a sentence names a subject, as a lead sentence does, rather than report a fact."""
    core = sentence.strip().rstrip(SENTENCE_END)
    if not 3 <= len(core) <= max_chars or re.search(r"[:：;；]", core):
        return False
    if core.startswith(("各位", "同志", "现在", "我代表")):
        return False
    return not _FIGURE.search(_NAMED_NUMBER.sub("", core))


def _marked(kind: HeadingKind, found: re.Match[str], text: str) -> Heading:
    begin, label = found.start(), found.end()
    marker = found.group()
    if kind is HeadingKind.MARKDOWN:
        label += _first_visible(text[label:])
        return Heading(kind, marker, label, len(text.rstrip("# \t\u3000")), label, level=len(marker))
    sentence_end = _first_sentence_end(text, label) or len(text)
    if kind in _MAY_LACK_ITS_MARK:
        # 二、主要任务 今年是…: only a space was left of the line break behind the heading.
        gap = _GAP.match(text, label, sentence_end)
        sentence_end = gap.end() if gap else sentence_end
    run_in = sentence_end < len(text)
    end = _without_final_marks(text, label, sentence_end)
    longest = MAX_HEADING if kind is not HeadingKind.DASH else MAX_DASH
    is_bare = kind in _MAY_LACK_ITS_MARK and label < end == len(text) <= begin + MAX_HEADING
    if not is_bare and not is_label(text[label:end], max_chars=longest):
        return Heading(kind, marker, begin, label, label, run_in=True)
    return Heading(kind, marker, begin, end, label, run_in)


def _is_whole_numbered(text: str, heading: Heading, after: str | None) -> bool:
    """A numbered line without a second sentence; left open, it is whole only if what follows starts anew."""
    if heading.run_in:
        return False
    if CLOSED.search(text) or after is None:
        return True
    # In text broken at a fixed width, a heading too long for one line is followed by a short rest.
    rest = after.strip()
    return not (len(rest) < 16 and not CLOSED.search(rest) and classify(rest) is None and len(text) >= 28)


def _stands_alone(text: str, before: str | None, after: str | None) -> bool:
    """A short open line between two complete paragraphs, worded like no sentence."""
    if before is None or after is None or not 4 <= len(text) <= 22 or CLOSED.search(text) or _VERB_COMMA.search(text):
        return False
    following = after.strip()
    if _FIGURE.search(_NAMED_NUMBER.sub("", text)) or re.search(r"[《》“”\"()（）<>:：/]", text):
        return False
    # The first line of a paragraph that was broken at a fixed width is about as long as the next.
    return len(following) >= 60 and is_label(text) and len(before.strip()) >= 60 and bool(_TOPIC_END.search(text))


def _first_sentence_end(text: str, start: int) -> int:
    found = _SENTENCE.match(text, start)
    if not found:
        return 0
    end = found.end()
    while end < len(text) and text[end] in "”’」』\"'）)":
        end += 1
    return end


def _without_final_marks(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1] in _FINAL_MARKS or text[end - 1].isspace()):
        end -= 1
    return end


def _without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _first_visible(line: str) -> int:
    begin = 0
    while begin < len(line) and (line[begin].isspace() or line[begin] in "\ufeff\u200b"):
        begin += 1
    return begin
