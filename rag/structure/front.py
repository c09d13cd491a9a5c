"""What stands before the report begins: title, meeting and date, speaker, salutation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag import headings
from rag.headings import HeadingKind
from rag.structure.lines import Line
from rag.types import Role

MAX_FRONT = 30

SALUTATION = re.compile(r"(?:各位|同志|诸位)[^。;；]{0,14}[:：!！,，]")
_BYLINE = re.compile(
    r"(?:标题|发文单位|发文时间|发布时间|报告人|报告时间|来源|作者|时间|日期|记者|编辑|来源URL)\s*[:：]"
    r"|^[(（]?\s*(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九OＯ]{3})\s*年.{1,4}月.{1,4}日\s*[)）]?"
    r"|作(?:政府)?工作(?:的)?报告|(?:会[议議]|代表大会).{0,3}上|(?:人民代表大会|人大).{0,14}次会[议議]"
    r"|(?:省长|市长|县长|区长|州长|盟长|旗长|主席|总理)\s*[\u4e00-\u9fa5·\s]{0,12}$"
)
_MAX_BYLINE = 90
_SPEECH = re.compile(r"(?:各位|现在|我代表|我受)")
_NAME = re.compile(r"[\u4e00-\u9fa5](?:\s*[\u4e00-\u9fa5·]){1,7}")


def roles(lines: Sequence[Line]) -> list[Role | None]:
    """Name the role of each line before the report proper, and of every salutation; None elsewhere."""
    found: list[Role | None] = [
        Role.SALUTATION if len(line.text) <= 20 and SALUTATION.fullmatch(line.text) else None for line in lines
    ]
    for at in range(_front_length(lines, found)):
        found[at] = found[at] or _role(lines[at].text)
    return found


def _front_length(lines: Sequence[Line], found: Sequence[Role | None]) -> int:
    """Lines up to the salutation, the first heading or the first paragraph of prose, whichever comes first."""
    for at, line in enumerate(lines[:MAX_FRONT]):
        if found[at]:
            return at
        heading = headings.classify(line.text)
        if heading and heading.kind is not HeadingKind.DASH and not headings.is_title(line.text):
            return at
        if line.level and not headings.is_title(line.text) and not _BYLINE.search(line.text):
            return at
        if len(line.text) > 100 or (headings.CLOSED.search(line.text) and not _BYLINE.search(line.text)):
            return at
    return 0 if len(lines) > MAX_FRONT else len(lines)


def _role(text: str) -> Role | None:
    if headings.is_title(text):
        return Role.TITLE
    if len(text) > _MAX_BYLINE or _SPEECH.match(text):
        return None
    if headings.is_meeting(text) or _BYLINE.search(text) or _NAME.fullmatch(text):
        return Role.BYLINE
    return None
