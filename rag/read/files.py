"""Read one report file of any supported format, or say in one message why it cannot be read."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path, PurePath

from rag.errors import DamagedFile, EmptyReport, FileMissing, FileProblem, LimitExceeded, UnsupportedFormat
from rag.read.formats import ANY_DOCUMENT, PROMISED, SUPPORTED
from rag.read.limits import Limits
from rag.read.sniff import Content, sniff
from rag.types import SourceText

_NATURAL_SUFFIX = {
    Content.HTML: ".html",
    Content.MHTML: ".mhtml",
    Content.DOCX: ".docx",
    Content.OFD: ".ofd",
    Content.PDF: ".pdf",
    Content.OLE: ".doc",
    Content.RTF: ".doc",
    Content.TEXT: ".txt",
}
_DEFAULT = Limits()
_CONTAINERS = (Content.DOCX, Content.OFD)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_file(path: Path, *, limits: Limits = _DEFAULT) -> SourceText:
    """Read one report file.

    Raises:
        FileProblem: it cannot be used; the message says what is wrong, where, and what to do.
    """
    data = _load(path, limits)
    return read_bytes(data, str(path), limits=limits)


def read_bytes(data: bytes, name: str, *, limits: Limits = _DEFAULT) -> SourceText:
    """Read a report from its bytes; `name` gives the suffix and stands in messages.

    Raises:
        FileProblem: as for `read_file`.
    """
    suffix = PurePath(name).suffix.lower()
    promised = PROMISED.get(suffix)
    if promised is None:
        raise UnsupportedFormat(
            f"{name}: files ending in {suffix or 'nothing'} are not read.",
            fix=f"Save the report as one of {' '.join(SUPPORTED)}.",
        )
    _check_size(len(data), name, limits)
    if not data:
        raise _empty(name, "the file is empty (0 bytes)")
    content = sniff(data)
    _check_content(content, promised, suffix, name, is_text=b"\0" not in data or data[:2] in _UTF_16)
    try:
        source = _read_as(content, suffix, data, name, limits)
    except (FileProblem, ImportError):
        raise
    except Exception as error:
        # Damage takes forms that no reader foresees; one broken file must not stop a folder of good ones.
        raise DamagedFile(
            f"{name}: the file cannot be read as {content.value} ({type(error).__name__}: {error}).",
            fix="Open it in the program that made it and save a new copy, or save it as plain text.",
        ) from error
    if not source.text or source.text.isspace():
        raise _empty(name, "the file holds no text")
    return source


def _load(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        # A pipe or a device would make us wait for ever, so look before opening.
        if stat.S_ISDIR(status.st_mode):
            raise UnsupportedFormat(
                f"{path}: this is a folder, not a file.", fix="Add the folder to read what is in it."
            )
        if not stat.S_ISREG(status.st_mode):
            raise UnsupportedFormat(
                f"{path}: this is not a regular file.", fix="Copy the report to a file and add that."
            )
        _check_size(status.st_size, str(path), limits)
        with path.open("rb") as stream:
            return stream.read(limits.max_bytes + 1)
    except FileNotFoundError as error:
        raise FileMissing(f"{path}: there is no such file.", fix="Check the path.") from error
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        reason = getattr(error, "strerror", None) or error
        raise FileProblem(f"{path}: the file cannot be read ({reason}).", fix="Check that you may read it.") from error


def _check_size(n_bytes: int, name: str, limits: Limits) -> None:
    if n_bytes > limits.max_bytes:
        raise LimitExceeded(
            f"{name}: the file has {n_bytes / 1048576:.1f} MB; the limit is {limits.max_bytes / 1048576:.0f} MB.",
            fix="Save the report alone, as text without pictures.",
        )


def _check_content(content: Content, promised: Content, suffix: str, name: str, *, is_text: bool) -> None:
    """Refuse a file whose suffix promises something else than it holds."""
    if content is promised or (promised is Content.OLE and content in ANY_DOCUMENT):
        return
    if content is Content.BROKEN_ZIP:
        raise DamagedFile(
            f"{name}: this is {content.value}.",
            fix="Fetch or save the file again; if it opens in Word or WPS, save a new copy there.",
        )
    if promised is Content.HTML and content is Content.TEXT:
        return  # a page without <html> around it is still a page
    if content is Content.TEXT and (promised is Content.PDF or (promised in _CONTAINERS and not is_text)):
        what = "a PDF" if promised is Content.PDF else f"a {suffix} file"
        raise DamagedFile(
            f"{name}: this is not {what}, or its beginning is damaged.",
            fix="Fetch it again, or rename it.",
        )
    natural = _NATURAL_SUFFIX.get(content, "")
    message = f"{name}: the name ends in {suffix}, but this is {content.value}."
    if natural in SUPPORTED:
        raise UnsupportedFormat(message, fix=f"Rename it to end in {natural} and add it again.")
    raise UnsupportedFormat(message, fix="Open it in the program that made it and save it as .docx or .txt.")


def _read_as(content: Content, suffix: str, data: bytes, name: str, limits: Limits) -> SourceText:
    """Call the reader of the format; lxml and friends are imported only when a file needs them."""
    if content is Content.DOCX:
        from rag.read.docx import read_docx

        return _noted(read_docx(data, name, limits), suffix, content)
    if content is Content.HTML or suffix in (".html", ".htm"):
        from rag.read.html import read_html

        return _noted(read_html(data, name, limits), suffix, content)
    if content is Content.MHTML:
        from rag.read.mhtml import read_mhtml

        return _noted(read_mhtml(data, name, limits), suffix, content)
    if content is Content.PDF:
        from rag.read.pdf import read_pdf

        return read_pdf(data, name, limits)
    if content is Content.OFD:
        from rag.read.ofd import read_ofd

        return read_ofd(data, name, limits)
    if content in (Content.OLE, Content.RTF):
        from rag.read.office import read_office

        return read_office(data, name, limits)
    from rag.read.plain import read_markdown, read_text

    return read_markdown(data, name) if suffix == ".md" else read_text(data, name)


def _noted(source: SourceText, suffix: str, content: Content) -> SourceText:
    if PROMISED[suffix] is content or content is Content.TEXT:
        return source
    return replace(source, notes=(*source.notes, f"the name ends in {suffix}, but the file is {content.value}"))


def _empty(name: str, what: str) -> EmptyReport:
    return EmptyReport(f"{name}: {what}.", fix="Check that this is the right file and that it was saved completely.")
