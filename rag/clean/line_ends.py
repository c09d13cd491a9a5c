r"""Gives every line the same end, and turns line ends that were written out into real ones.

Tables exported by scripts hold the four characters \r\n where a line ended. Form feeds, vertical tabs and the Unicode
separators come from office programs.
"""

from __future__ import annotations

import re

from rag.clean.aligned import Edit, tidy
from rag.clean.fixer import Context

_LITERAL = re.compile(r"(?:\\r\\n|\\n(?![A-Za-z])|\\r(?![A-Za-z]))+")
_REAL = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def mend_line_ends(text: str, context: Context) -> list[Edit]:
    edits = [tidy(m.start(), m.end(), "\n") for m in _REAL.finditer(text)]
    if "\\" in text:
        edits += [Edit(m.start(), m.end(), "\n", "literal_line_end") for m in _LITERAL.finditer(text)]
    return edits
