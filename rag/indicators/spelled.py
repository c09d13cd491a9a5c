"""Names that keep all that their clause says: what stands before and behind a count is said of what is counted.

All functions read folded text in which commas, colons, semicolons and brackets are ASCII.
"""

from __future__ import annotations

import re

from rag.indicators.complete import ACTING, stands_behind
from rag.indicators.naming import DEED_TAIL
from rag.indicators.phrases import CLAUSE_ENDS, VERB_ALONE, without_opening

_SIBLING = re.compile(r"[、和与及]$")
# Done with any of a kind; the noun behind says as much without it.
_NEUTRAL = re.compile(r"(?:实施|推进|完成|开展|启动|建成|达到?|有|拥有|共有|现有|组织|进行|抓好|做好|累计|了)*")
_LONGEST_CLAUSE = 44
# Another thing that the same verb has, of which no count is told.
_OTHER_WORK = re.compile(r"(?:和|及|以及)[^,、和及]{4,24}(?:工程|管线|新校区)$")
_JOINT = re.compile(r"[、和及]")
# Things that are counted apart: 10项工程和20项实事, 20个微站和一套雷达, 3次强降雨以及多轮高温.
_COUNTED_APART = re.compile(
    r"(?:、|和|及|以及|与)(?:[0-9]+[余多]?(?:个|家|所|项|户|名|座|条|处|件|套|批|台|支)|[一两二三四五六七八九十][套批台座条个])|以及"
)
_PACE = re.compile(r"(?<=[一-鿿]{3})(?:步伐|进度)$")
_SHORT = 6  # 绿化和亮化 are of one thing
_BUILDS = re.compile(r"(?:加快|全面)?(?:开工|建设|新建|实施|推进|完成|续建|建成|启动)")
_BOUND = re.compile(r"^(?:及?以[上下内]|左右|[余多])(?:的(?!士))?")
_NOTES = re.compile(r"[〔［\[][0-9]{1,3}[〕］\]]|\([0-9]{1,3}\)")
_NOT_A_DEED = re.compile(r"(?:[由从到至较比为是]|分别|其中|相当于|不少于|不低于|超过?|突破|近|约)$")


def spelled_out(name: str, before: str, after: str, *, standard: bool) -> str:
    """A counted noun with all that its clause says of it; the name itself where the clause says nothing more.

    For a clause without another figure: what stands before and behind the count is said of what is counted.

    Args:
        before: the sentence up to the figure; `after`: what follows the figure.
        standard: whether the name is one of the vocabulary: then only a verb that makes it something else is kept.

    >>> spelled_out("优势产业", "培育壮大现代物流、绿色食品", "优势产业,", standard=False)
    '培育壮大现代物流、绿色食品优势产业'
    >>> spelled_out("城中村改造", "新启动", "城中村改造。", standard=True)
    '新启动城中村改造'
    >>> spelled_out("老旧小区改造", "实施", "老旧小区改造。", standard=True)
    '老旧小区改造'
    """
    piece = CLAUSE_ENDS.split(before)[-1].lstrip()
    rest = _NOTES.sub("", _BOUND.sub("", CLAUSE_ENDS.split(after)[0]).strip()).removeprefix("的")
    rest = _PACE.sub("", _COUNTED_APART.split(rest)[0])
    if rest.startswith("、") or not stands_behind(name, rest) or (_NOT_A_DEED.search(piece) and piece != "为"):
        return name
    opened = without_opening(piece)
    if piece in ("为", "向", "对") and ACTING.match(rest) is None:
        opened = piece  # 为2000名失能老人购买上门服务
    if _SIBLING.search(opened):  # …物流基地和16个物流枢纽加快建设
        verb = ACTING.match(opened)
        opened = verb[0] if verb is not None else ""
    kept = _without_another(rest)
    name = name.removesuffix(rest[len(kept) :]) or name
    rest = kept
    if _BUILDS.match(opened) and (other := _OTHER_WORK.search(rest)):  # 开工8个电网项目和输气管线工程
        rest = rest[: other.start()]
        name = name.removesuffix(other[0])
    if standard and (_NEUTRAL.fullmatch(opened) or not rest.startswith(name[:2])):
        return name
    whole = _NOTES.sub("", opened).rstrip().removeprefix("了") + rest
    if whole.count("“") != whole.count("”"):
        whole = piece.strip() + rest
    unpaired = any(whole.count(a) != whole.count(b) for a, b in ("“”", "()"))
    return name if unpaired or len(whole) > _LONGEST_CLAUSE or len(whole) < len(name) else whole


def _without_another(rest: str) -> str:
    """Cut what is said of something else behind a joint: 牧场主体工程竣工、城北牧场开工建设; 公路新改建和大桥改扩建."""
    joint = _JOINT.search(rest)
    if joint is None or len(rest) - joint.end() < _SHORT:
        return rest
    first, second = rest[: joint.start()], rest[joint.end() :]
    both = any(said.search(first) and said.search(second) for said in (VERB_ALONE, DEED_TAIL))
    return first if both and not first.endswith("等") else rest
