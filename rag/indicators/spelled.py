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
_NOTES = re.compile(r"[〔［\[【][0-9]{1,3}[〕］\]】]|\([0-9]{1,3}\)")
_UNIT_GOES_ON = re.compile(r"^\((?:、?(?:市|区|县|旗|州|盟|镇|乡|街道办?|社区|村))+\)")  # 14县(市)
# 以6项工程为抓手: the works are counted, however they serve.
_AS_MEANS = re.compile(
    r"以(?P<what>.{3,})为(?:龙头|重点|主|主体|抓手|核心|牵引|引领|支撑|载体|依托|契机|平台|突破口|切入点|代表|骨干|主线|总?目标|基础)"
)
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
    rest = _UNIT_GOES_ON.sub("", CLAUSE_ENDS.split(after)[0])
    rest = _NOTES.sub("", _BOUND.sub("", rest).strip()).removeprefix("的")
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
    if (means := _AS_MEANS.fullmatch(whole)) is not None:
        whole = means["what"]
    unpaired = any(whole.count(a) != whole.count(b) for a, b in ("“”", "()"))
    return name if unpaired or len(whole) > _LONGEST_CLAUSE or len(whole) < len(name) else whole


# To, for, or with whom something is done; 应对, 面向, 约为 are other words.
_TOWARDS = re.compile(
    r"(?:^|[^应面针绝相反核作成认称视设约均别率额量值数度])(?P<to>[为向给对与替])(?:超过?|近|约)?$|^(?P<first>[为向给对与替])$"
)
_DONE_FOR = re.compile(
    r"(?:免费|累计|共|新)?(?:提供|发放|实施|实行|开展|签署|签订|签约|建立|达成|追回|减免|减征|免除|代缴|报免|报销|投入|进行|配备|安装|办理"
    r"|招工|支付|兑现|解决|合作|对接|协同|延伸|补助|补贴|奖励|授信|融资(?!困难|平台|需求)|缓缴|返还|退还|化解|送去?|辅导|培训|诊断|帮扶|救助|资助|慰问|减轻|降低)"
)


def towards(name: str, before: str, after: str) -> str:
    """A noun and what is done, with the word that says that it is done to it, for it, or with it; else the name itself.

    >>> towards("困难群众发放保障金", "累计为", "困难群众发放保障金3亿元,")
    '为困难群众发放保障金'
    >>> towards("企业签署协议", "园区与", "企业签署协议。"), towards("强降雨", "有效应对", "强降雨,")
    ('与企业签署协议', '强降雨')
    """
    found = _TOWARDS.search(CLAUSE_ENDS.split(before)[-1])
    if found is None or name[:2] != _BOUND.sub("", after)[:2] or not _DONE_FOR.search(name, 1) or _DONE_FOR.match(name):
        return name
    return (found["to"] or found["first"]) + name


def _without_another(rest: str) -> str:
    """Cut what is said of something else behind a joint: 牧场主体工程竣工、城北牧场开工建设; 公路新改建和大桥改扩建."""
    joint = _JOINT.search(rest)
    if joint is None or len(rest) - joint.end() < _SHORT:
        return rest
    first, second = rest[: joint.start()], rest[joint.end() :]
    both = any(said.search(first) and said.search(second) for said in (VERB_ALONE, DEED_TAIL))
    return first if both and not first.endswith("等") else rest
