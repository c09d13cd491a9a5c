"""Takes out characters that nobody sees and every search trips over.

Zero-width spaces and joiners, direction marks, soft hyphens, byte order marks inside the text, control characters.
Han text needs none of them.
"""

from __future__ import annotations

import re

from rag.clean.aligned import Edit
from rag.clean.fixer import Context

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+"
)


def remove_invisible(text: str, context: Context) -> list[Edit]:
    return [Edit(m.start(), m.end(), "", "invisible") for m in _INVISIBLE.finditer(text)]
