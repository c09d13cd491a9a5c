"""Saved web pages (.mht, .mhtml): a mail message whose main part is the page."""

from __future__ import annotations

import email
import email.errors
import email.policy
from email.message import EmailMessage

from rag.errors import DamagedFile, LimitExceeded
from rag.read.encoding import decode
from rag.read.html import declared_charset, page_text
from rag.read.limits import Limits
from rag.types import SourceText

_MAX_NESTED = 50  # the parser's work grows with the square of the nesting; browsers write one level or two
_CUT = (email.errors.CloseBoundaryNotFoundDefect, email.errors.StartBoundaryNotFoundDefect)


def read_mhtml(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read the page that a browser saved with its pictures; the pictures are ignored, and so are frames.

    Raises:
        DamagedFile: there is no page in it.
        UndecodableText: the page is in no known encoding.
    """
    if data.lower().count(b"multipart/") > _MAX_NESTED:
        raise LimitExceeded(f"{name}: the saved page is nested beyond reason.", fix="Save the page again, as HTML.")
    message = email.message_from_bytes(data, policy=email.policy.default)
    page = _main_page(message)
    if page is None:
        raise DamagedFile(
            f"{name}: the saved page holds no text/html part.", fix="Save the page again, as HTML or as text."
        )
    payload = page.get_payload(decode=True)
    markup = payload if isinstance(payload, bytes) else b""
    declared = page.get_content_charset() or declared_charset(markup)
    text, encoding, notes = decode(markup, name, declared=declared)
    content, marks = page_text(text, name, limits)
    if any(isinstance(defect, _CUT) for part in message.walk() for defect in part.defects):
        notes = (*notes, "the saved page lacks its end; it may be cut off")
    return SourceText(text=content, format="mhtml", encoding=encoding, marks=marks, notes=notes)


def _main_page(message: EmailMessage) -> EmailMessage | None:
    """Return the part that `start` names, else the first page."""
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = str(message.get_param("start", "") or "")
    named = [part for part in pages if start and part.get("Content-ID") == start]
    return (named or pages)[0] if pages else None
