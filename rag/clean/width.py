"""Folds full-width digits, letters and ％ to ASCII, and glyph variants to the characters they picture.

Chinese punctuation stays as printed, full-width or ASCII: a citation must be word for word.
"""

from __future__ import annotations

import re
import unicodedata

from rag.clean.aligned import Edit
from rag.clean.fixer import Context

_DIGITS = "０１２３４５６７８９"
_FOLDED = re.compile(rf"[{_DIGITS}Ａ-Ｚａ-ｚ％]+|(?<=[{_DIGITS}\d])[．](?=[{_DIGITS}\d])")
# Radicals and compatibility ideographs come out of PDFs; they look like 工 and 立 and match nothing.
_PICTURED = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


def fold_width(text: str, context: Context) -> list[Edit]:
    """One character for one, so every digit keeps its place.

    >>> from rag.types import SourceText
    >>> [edit.after for edit in fold_width("增长６．５％，完成ＧＤＰ", Context(SourceText("", "txt")))]
    ['6', '.', '5%', 'GDP']
    """
    edits = [
        Edit(m.start(), m.end(), unicodedata.normalize("NFKC", m.group()), "width") for m in _FOLDED.finditer(text)
    ]
    for match in _PICTURED.finditer(text):
        after = unicodedata.normalize("NFKC", match.group())
        if after != match.group() and len(after) == 1:
            edits.append(Edit(match.start(), match.end(), after, "glyph"))
    return edits
