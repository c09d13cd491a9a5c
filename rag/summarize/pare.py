"""Words that a clause can lose: manner at its start, and the examples in front of a count."""

from __future__ import annotations

import re

from rag.summarize.stock import manner_end

# 推进综合交通、绿地系统等29项规划编制: the count says it all, if the verb in front is known to be one.
_EXAMPLES = re.compile(
    r"^(?P<verb>[^，,；。、\d]{0,6}?(?:推进|推动|实施|打通|抓好|完成|建设|建成|新建|开工|改造|启动|办好|提升|整治|培育|引进|打造|编制|修复|治理))"
    r"[^，,；。“”、\d]{2,16}(?:、[^，,；。“”、\d]{2,16}){1,6}等(?=\d)"
)


# 我市获评…: whoever reads a summary is not of the place.
_OURS = re.compile(r"^我[省市县区州旗](?=[获入被成荣率跻])")


def pared(clause: str) -> str:
    """Leave out what the clause can lose; what is left stands in it in the same order.

    >>> pared("加快推进城东、城西、城北等12项道路工程"), pared("全面完成任务")
    ('推进12项道路工程', '全面完成任务')
    """
    return _EXAMPLES.sub(r"\g<verb>", _bare(clause))


def _bare(clause: str) -> str:
    ours = _OURS.sub("", clause)
    return ours[manner_end(ours) :]
