"""Clears away what is left of HTML: entities, tags, comments, and text that a style hides.

Only names that HTML knows count as tags or entities, so that a < or & in a sentence stays.
"""

from __future__ import annotations

import html
import re

from rag.clean.aligned import Edit, without_overlaps
from rag.clean.fixer import Context

_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,6};|#[xX][0-9a-fA-F]{1,5};|[A-Za-z]{2,8}\d?;|nbsp(?![A-Za-z;]))")
_HIDDEN = re.compile(
    # One page lost the < of this tag to a damaged character before it, and its end tag to the end of the line.
    r"[<?？]?(?P<tag>span|div|p|font)\s[^<>\n]{0,200}?display\s*:\s*none[^<>\n]{0,200}>.*?(?:</(?P=tag)\s*>|$)",
    re.IGNORECASE | re.MULTILINE,
)
_UNREAD = re.compile(r"<!--.{0,5000}?-->|<(script|style)\b[^<>]{0,400}>.{0,20000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BLOCKS = (
    "p|div|br|hr|h[1-6]|li|ul|ol|dl|dt|dd|tr|table|tbody|thead|section|article|blockquote|center|form|header|footer|nav"
)
_INLINE = "span|font|strong|b|i|u|a|em|img|td|th|sup|sub|small|big|label|input|o:p|st1:[a-z]+|v:[a-z]+|w:[a-z]+"
_TAG = re.compile(rf"</?(?:(?P<block>{_BLOCKS})|{_INLINE})(?:\s[^<>]{{0,400}})?/?>", re.IGNORECASE)


def resolve_entities(text: str, context: Context) -> list[Edit]:
    r"""&nbsp; and &ldquo; as the characters they stand for.

    >>> from rag.types import SourceText
    >>> resolve_entities("增长6%&nbsp;以上", Context(SourceText("", "txt")))[0].after
    ' '
    """
    if "&" not in text:
        return []
    edits: list[Edit] = []
    for match in _ENTITY.finditer(text):
        name = match.group().replace("amp;", "", match.group().count("amp;") - (match.group() == "&amp;"))
        after = html.unescape(name if name.endswith(";") else name + ";")
        if after != name and len(after) == 1:
            edits.append(Edit(match.start(), match.end(), " " if after.isspace() else after, "entity"))
    return edits


def remove_markup(text: str, context: Context) -> list[Edit]:
    if "<" not in text and ">" not in text:
        return []
    edits = [Edit(m.start(), m.end(), "", "hidden_text", dropped=True) for m in _HIDDEN.finditer(text)]
    edits += [Edit(m.start(), m.end(), "", "markup", dropped=True) for m in _UNREAD.finditer(text)]
    edits += [Edit(m.start(), m.end(), "\n" if m["block"] else "", "markup") for m in _TAG.finditer(text)]
    return without_overlaps(edits)
