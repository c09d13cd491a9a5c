"""What a file is, from its first bytes; a suffix is only what somebody called it."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum


class Content(StrEnum):
    """Kinds of content that are told apart, with the words that a message uses for them."""

    TEXT = "plain text"
    HTML = "a web page (HTML)"
    MHTML = "a saved web page (MHTML)"
    DOCX = "a Word document (.docx)"
    OFD = "an OFD document"
    PDF = "a PDF document"
    OLE = "an old Office document (.doc, .wps, .xls or .ppt)"
    RTF = "an RTF document"
    BROKEN_ZIP = "a damaged or cut-off zip container"
    OTHER_ZIP = "a zip archive that is no document we read"
    SPREADSHEET = "a spreadsheet (.xlsx)"
    SLIDES = "a presentation (.pptx)"
    OPEN_DOCUMENT = "an OpenDocument file"
    EPUB = "an e-book (.epub)"
    ENCRYPTED = "a document protected by a password"
    IMAGE = "a picture"
    ARCHIVE = "a compressed archive"
    PROGRAM = "a program"


_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.OLE),
    (b"{\\rtf", Content.RTF),
    (b"\x89PNG\r\n", Content.IMAGE),
    (b"\xff\xd8\xff", Content.IMAGE),
    (b"GIF8", Content.IMAGE),
    (b"II*\0", Content.IMAGE),
    (b"MM\0*", Content.IMAGE),
    (b"Rar!\x1a\x07", Content.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Content.ARCHIVE),
    (b"\x1f\x8b\x08", Content.ARCHIVE),
    (b"BZh", Content.ARCHIVE),
    (b"\xfd7zXZ\0", Content.ARCHIVE),
    (b"\x7fELF", Content.PROGRAM),
    (b"MZ\x90\0", Content.PROGRAM),
)
_HTML_START = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_MIME_HEADER = re.compile(
    rb"\A(?:[!-9;-~]{1,76}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,60}?(?:MIME-Version|Content-Type):", re.IGNORECASE
)
# UTF-16LE "EncryptedPackage": the stream in which Office keeps an encrypted .docx.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def sniff(data: bytes) -> Content:
    """Name the kind of content; anything not known otherwise is taken for text, which decoding then has to bear out."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if b"%PDF-" in data[:1024] and not data[:1024].lstrip().startswith(b"<"):
        return Content.PDF
    for magic, content in _MAGIC:
        if data.startswith(magic):
            return Content.ENCRYPTED if content is Content.OLE and _ENCRYPTED in data else content
    head = _to_bytes_of_ascii(data[:8192]).lstrip(b" \t\r\n\x0b\x0c")
    if _HTML_START.match(head):
        return Content.HTML
    if _is_mhtml(head):
        return Content.MHTML
    return Content.TEXT


def _sniff_zip(data: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError, EOFError):
        return Content.BROKEN_ZIP
    folded = {name.lower() for name in names}
    if "ofd.xml" in folded:
        return Content.OFD
    for folder, content in (("word/", Content.DOCX), ("xl/", Content.SPREADSHEET), ("ppt/", Content.SLIDES)):
        if "[content_types].xml" in folded and any(name.startswith(folder) for name in folded):
            return content
    if "meta-inf/container.xml" in folded:
        return Content.EPUB
    if "mimetype" in folded and "content.xml" in folded:
        return Content.OPEN_DOCUMENT
    return Content.OTHER_ZIP


def _to_bytes_of_ascii(head: bytes) -> bytes:
    """Drop byte order marks and, for UTF-16, the zero bytes, so that ASCII markup can be looked for."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _is_mhtml(head: bytes) -> bool:
    folded = head.lower()
    is_mail = b"multipart/" in folded or (b"mime-version:" in folded and b"text/html" in folded)
    return is_mail and _MIME_HEADER.match(head) is not None
