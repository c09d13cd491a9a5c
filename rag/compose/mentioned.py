"""Which reports speak of something, as in 哪些省份提到“低空经济”: each report in question is read for the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rag.compose import Piece, Request, Source
from rag.sentences import sentences
from rag.types import Report, Role

_ASKS = re.compile(
    r"(?:提到|提及|写到|写进|写入|谈到|讲到|说到|出现|涉及)(?:了|过)?(?:的)?[“\"「]?(?P<term>[^?？,，。、“”\"「」的]{2,14}?)"
    r"[”\"」]?(?:这个?词|的说法|的提法)?(?:的?(?:有哪|是哪)[^?？]{0,8})?(?:[?？,，。]|$)"
)
_JOINS = re.compile(r"[和与或及]|以及|还有")
_ASKS_SILENT = re.compile(r"(?:没有?|未|不曾)(?:提|写|谈|讲|说|出现|涉及)")
_FEW = 1  # whoever asks who speaks of it need not hear of all that do not
_ASKS_MORE = re.compile(r"多少|几|哪|什么|谁|吗|怎")
_TO_DO = re.compile(r"^(?:要|将|会|正在|继续|已经?)*(?:做好?|开展|推进|实施|搞好?|进行|抓好?|发展|建设)?(?=.{2})")
_LONGEST_NAME = 8
# Places that a statement names.
MAX_SAID = 40
MAX_SHOWN = 5  # of these the words are shown; each citation opens the others
_LONGEST = 60
_COMMAS = (",", "，", ";", "；")


def terms_of(question: str) -> list[str]:
    """The words that are looked for, one for each 提到; none where the question asks for something else.

    >>> terms_of("哪些省份2025年的报告提到“低空经济”?"), terms_of("哪些报告提到要做经济普查,哪些提到人口普查?")
    (['低空经济'], ['经济普查', '人口普查'])
    >>> terms_of("哪些省GDP最高"), terms_of("各地分别写到新增多少个学位")
    ([], [])
    """
    found = [_TO_DO.sub("", match["term"].strip()) for match in _ASKS.finditer(question)]
    asks = [
        term for term in found if len(term) < 2 or _ASKS_MORE.search(term) or (_JOINS.search(term) and len(term) > 6)
    ]
    return [] if asks else found


def is_name(term: str) -> bool:
    """Whether words are short enough to be looked for as they are: where no report has them, none speaks of it."""
    return len(term) <= _LONGEST_NAME


def mentioned(request: Request) -> Iterator[Piece]:
    """For each of the words looked for, the places whose reports hold them, with the first clause that does."""
    reports = [request.load(report_id) for report_id in request.among]
    several = Counter(report.place for report in reports)
    wanted = terms_of(request.question.text)
    for term in wanted:
        found = {report.id: source for report in reports if (source := _first(report, term)) is not None}
        if not found:
            continue
        told = sorted(
            ((_label(r, several), r.file, found[r.id]) for r in reports if r.id in found), key=lambda one: one[:2]
        )
        said = [(label, source) for label, _, source in told[:MAX_SAID]]
        names = "、".join(label for label, _ in said) + ("等" if len(told) > len(said) else "")
        text = f"{len(reports)}份报告中有{len(told)}份提到“{term}”：{names}。"
        formula = f"在{len(reports)}份报告的正文中查找“{term}”"
        yield Piece(text, tuple(source for _, source in said), formula=formula)
        if len(wanted) > 1:
            continue
        yield from (Piece(source.quote, (source,), row=label) for label, source in said[:MAX_SHOWN])
        silent = sorted(_label(report, several) for report in reports if report.id not in found)
        if len(silent) <= (MAX_SAID if _ASKS_SILENT.search(request.question.text) else _FEW):
            yield from (Piece(label, missing=True) for label in silent)


def _label(report: Report, several: Counter[str]) -> str:
    return report.place if several[report.place] == 1 else f"{report.place}{report.year or ''}年"


def _first(report: Report, term: str) -> Source | None:
    """The first clause of the body, or of the headings, that holds the words."""
    for roles in ((Role.BODY,), (Role.HEADING, Role.GLOSSARY)):
        for paragraph in report.paragraphs:
            if paragraph.role not in roles or (at := paragraph.text.find(term)) < 0:
                continue
            spans: Sequence[tuple[int, int]] = [s for s in sentences(paragraph.text) if s[0] <= at < s[1]]
            start, end = spans[0] if spans else (0, len(paragraph.text))
            if end - start > _LONGEST:
                start = max(start, *(paragraph.text.rfind(mark, start, at) + 1 for mark in _COMMAS))
                after = [p for mark in _COMMAS if (p := paragraph.text.find(mark, at + len(term), end)) >= 0]
                end = min(after, default=end)
            return Source(report, paragraph, start, end)
    return None
