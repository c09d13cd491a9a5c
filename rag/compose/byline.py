"""Who gave the report, when, and at which meeting: the lines over its text answer, not the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.compose import Piece, Request, Source
from rag.types import Role

_ASKS = re.compile(
    r"(?:报告|政府工作报告).{0,6}(?:谁|哪位|何人)|(?:谁|哪位|何人).{0,4}(?:作|做|代表.{0,10}作)的?(?:政府工作)?报告|报告人|作报告的"
    r"|(?:哪次|什么|哪个|哪一次|第几次).{0,6}(?:会议|大会)(?:上)?(?:作|做|提交|报告)?|(?:何时|什么时候|哪天|哪一天).{0,6}(?:作|做|提交)"
    r"|who (?:gave|delivered|presented|made) .*report",
    re.I,
)


def byline(request: Request) -> Iterator[Piece]:
    """The lines with speaker, date and meeting of the first report in scope; nothing where other things are asked."""
    if not _ASKS.search(request.question.text) or len(request.sides) != 1:
        return
    for report in request.sides[0].reports[:1]:
        for paragraph in report.paragraphs:
            if paragraph.role is Role.BYLINE:
                source = Source(report, paragraph, 0, len(paragraph.text))
                yield Piece(source.quote.strip("—-() （）"), (source,))
