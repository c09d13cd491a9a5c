"""HTML by construction: text is escaped where it enters, so that nothing in a report becomes live markup.

`Html` is markup that this package wrote; every other string is text. Characters that a reader cannot see, yet that
hide, join or reorder what is seen (zero-width, bidirectional and control characters), are shown by their code point.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

# Soft hyphen, zero-width space to right-to-left mark, bidirectional embeddings and isolates, word joiner to
# invisible plus, byte order mark, interlinear annotation, tags; and the C0 and C1 controls except tab and newlines.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
_VOID = frozenset({"br", "hr", "img", "input", "wbr"})


class Html(str):
    """Markup that is safe to show as it is."""

    __slots__ = ()


def text(value: str) -> Html:
    """Escape text for an element's content, and make invisible characters visible.

    >>> text("<b>1 < 2</b>")
    '&lt;b&gt;1 &lt; 2&lt;/b&gt;'
    >>> text("5.5\\u200b%")
    '5.5<span class="wj-invisible" title="U+200B">·</span>%'
    """
    escaped = html.escape(value, quote=True)
    return Html(_INVISIBLE.sub(lambda m: f'<span class="wj-invisible" title="U+{ord(m[0]):04X}">·</span>', escaped))


def attribute(value: str) -> str:
    """Escape text for a quoted attribute; invisible characters are left out there.

    >>> attribute('a"b' + chr(0x202e))
    'a&quot;b'
    """
    return html.escape(_INVISIBLE.sub("", value), quote=True)


def tag(name: str, *children: str, **attributes: str | int | bool | None) -> Html:
    """Make one element. Children that are not `Html` are escaped.

    Attribute names: `class_` is class, an underscore is a hyphen. True gives a bare attribute, False and None none.

    >>> tag("p", "a < b", tag("b", "c"), class_="lead", data_n=1, hidden=False)
    '<p class="lead" data-n="1">a &lt; b<b>c</b></p>'
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        written = key.rstrip("_").replace("_", "-")
        parts.append(written if value is True else f'{written}="{attribute(str(value))}"')
    opening = f"<{' '.join(parts)}>"
    return Html(opening) if name in _VOID else Html(f"{opening}{join(children)}</{name}>")


def join(children: Iterable[str], separator: str = "") -> Html:
    """Put markup and text behind one another, the text escaped."""
    between = separator if isinstance(separator, Html) else text(separator)
    return Html(between.join(child if isinstance(child, Html) else text(child) for child in children))


EMPTY = Html("")
