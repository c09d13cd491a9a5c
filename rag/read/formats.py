"""Which suffixes are read, and what content each of them promises."""

from __future__ import annotations

from rag.read.sniff import Content

PROMISED = {
    ".txt": Content.TEXT,
    ".md": Content.TEXT,
    ".html": Content.HTML,
    ".htm": Content.HTML,
    ".docx": Content.DOCX,
}
SUPPORTED: tuple[str, ...] = tuple(PROMISED)
