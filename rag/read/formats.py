"""Which suffixes are read, and what content each of them promises."""

from __future__ import annotations

from rag.read.sniff import Content

PROMISED = {
    ".txt": Content.TEXT,
    ".md": Content.TEXT,
    ".html": Content.HTML,
    ".htm": Content.HTML,
    ".mht": Content.MHTML,
    ".mhtml": Content.MHTML,
    ".docx": Content.DOCX,
    ".pdf": Content.PDF,
    ".ofd": Content.OFD,
    ".doc": Content.OLE,
    ".wps": Content.OLE,
}
SUPPORTED: tuple[str, ...] = tuple(PROMISED)
# Offices send anything as .doc: their systems export web pages and .docx under that name.
ANY_DOCUMENT = frozenset({Content.OLE, Content.RTF, Content.DOCX, Content.HTML, Content.MHTML})
