"""Who gave the report, when, and at which meeting: the lines over its text answer, not the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.compose import Piece, Request, Source
from rag.types import Role

_ASKS = re.compile(
    r"(?:报告|政府工作报告).{0,6}(?:谁|哪位|何人)|(?:谁|哪位|何人).{0,4}(?:作|做|代表.{0,10}作)的?(?:政府工作)?报告|报告人|作报告的(?:人|是|领导)"
    r"|(?:哪次|什么|哪个|哪一次|第几次).{0,6}(?:会议|大会)(?:上)?(?:作|做|提交|报告)?|(?:何时|什么时候|哪天|哪一天).{0,6}(?:作|做|提交)"
    r"|who (?:gave|delivered|presented|made) .*report",
    re.I,
)
_WHO = re.compile(r"谁|哪位|何人|报告人|\bwho\b", re.I)
_BY_WHOM = re.compile(r"由谁|由哪位|由什么人")
_WHEN = re.compile(r"会议|大会|何时|什么时候|哪天|哪一天|when|meeting", re.I)
_MEETING = re.compile(r"会议|大会|[0-9〇一二三四五六七八九十]日")


def byline(request: Request) -> Iterator[Piece]:
    """The lines with speaker, date and meeting of the first report in scope; nothing where other things are asked."""
    is_over_all = request.question.understood.kind == "aggregate"
    if is_over_all or not _ASKS.search(request.question.text) or len(request.sides) != 1:
        return
    for report in request.sides[0].reports[:1]:
        lines = [p for p in report.paragraphs if p.role is Role.BYLINE]
        asks_who, asks_when = (bool(asks.search(request.question.text)) for asks in (_WHO, _WHEN))
        asks_who = asks_who or _BY_WHOM.search(request.question.text) is not None
        if asks_who is not asks_when:
            # Who is asked: not when; where one line says both, it is given.
            lines = [p for p in lines if bool(_MEETING.search(p.text)) is asks_when] or lines
        for paragraph in lines:
            source = Source(report, paragraph, 0, len(paragraph.text))
            yield Piece(source.quote.strip("—-() （）"), (source,))
