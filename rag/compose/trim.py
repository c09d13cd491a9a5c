"""A sentence cut down to the clauses that answer, where grammar allows.

Chinese official prose strings clauses together with commas; most stand alone. A clause that starts with its verb
takes its subject from the clause before it and stays with it.
"""

from __future__ import annotations

import itertools
import re

from rag.compose import Source
from rag.compose.candidates import Judge
from rag.figures import find_figures

_COMMA = re.compile(r"[,，](?![0-9]{3}(?![0-9]))")
# What cannot open a statement: its subject stands in the clause before.
_NEEDS_SUBJECT = re.compile(
    r"(?:成功|顺利|先后|相继|再次|双双|已|正式|连续[^,，]{1,6}|全部|率先|一举|共同)*(?:是|系|成为|荣获|荣膺|获评|获批|获得|入选|跻身|列入|纳入|进入|首次|打破|同比|比上年|较上年|分别|均|都|并|且|也|又|其中|累计|总数|总量|存量|占|居|列|位|高于|低于|快于|比|较|超|增长|下降|提高|提升|降低|减少|增加|达|到|为|突破|惠及|使|被|由|从而"
    r"|创|结束|告别|填补|开创|标志|同时|以及|和|与|或|等|率先|额度|规模|完成率|增幅|增速|[0-9])"
)
# A clause like this sets the stage for the one after it and says nothing alone.
_OPENS = re.compile(r"^(?:以|按照|根据|围绕|随着|通过|为了?|在.{2,20}[下中上前后时]|面对|聚焦|立足|依托|对)")


_DATE = re.compile(r"[0-9〇一二三四五六七八九十]+[年月日]|[年月]底|[上下]半年|[一二三四]季度|今年|明年|去年|年内")


def trim(source: Source, judge: Judge, *, wants_figure: bool) -> Source:
    """The shortest run of whole clauses that covers about as much of the question as the sentence does."""
    text = source.quote
    parts = _parts(text)
    if len(parts) < 2:
        return source
    whole = judge.coverage(text)
    if whole <= 0:
        return source
    met = judge.asked.share_met(find_figures(text))
    wanted = min(judge.asks_figures, _fitting(judge, text))
    dated = judge.asks_when and _DATE.search(text) is not None
    best: tuple[int, int] | None = None
    for first in range(len(parts)):
        for last in range(first, len(parts)):
            start, end = parts[first][0], parts[last][1]
            window = text[start:end]
            if judge.coverage(window) < 0.98 * whole:
                continue
            if wants_figure and (judge.asked.share_met(find_figures(window)) < met or _fitting(judge, window) < wanted):
                continue
            if (first and _NEEDS_SUBJECT.match(window)) or (dated and not _DATE.search(window)):
                continue
            if best is None or end - start < best[1] - best[0]:
                best = (start, end)
            break
    if best is None:
        return source
    start, end = best
    if _OPENS.match(text[start:end]) and end < len(text) and "," not in text[start : end - 1]:
        return source
    return Source(source.report, source.paragraph, source.start + start, source.start + end)


def _fitting(judge: Judge, text: str) -> int:
    """How many figures of a text are of a kind that is asked for."""
    return sum(judge.asked.share_met([figure]) > 0 for figure in find_figures(text)) if judge.asked else 0


def _parts(text: str) -> list[tuple[int, int]]:
    edges = [0, *(m.end() for m in _COMMA.finditer(text)), len(text)]
    return [(a, b) for a, b in itertools.pairwise(edges) if b > a]
