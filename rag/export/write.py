"""A file in the format that its ending names."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rag.cite import Citations
from rag.compare_years import Comparison
from rag.errors import UnsupportedFormat, UsageError
from rag.export import docx, html, markdown
from rag.export.document import Document, of_brief, of_comparison, of_summary
from rag.read.programs import find_program, run_program
from rag.results import Brief, Summary

ENDINGS = (".docx", ".md", ".html", ".pdf")
_PDF_TIMEOUT_S = 120


def write_brief(brief: Brief, path: Path) -> None:
    """Write a briefing.

    Raises:
        UsageError: the file's ending is none of those, or the folder is not there.
        UnsupportedFormat: .pdf, and LibreOffice is not installed.
    """
    _write(of_brief(brief.to_dict()), path)


def write_summary(summary: Summary, path: Path) -> None:
    """Write a summary; raises as `write_brief` does."""
    _write(of_summary(summary.to_dict()), path)


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Write a comparison of two reports; raises as `write_brief` does."""
    citations = Citations()
    changes = [*comparison.slogans, *(c for s in comparison.sections for c in s.changes)]
    number = {id(source): citations.number(source) for change in changes for source in change.sources}
    cite = {c.n: c.to_dict() for c in citations.all}
    _write(of_comparison(comparison, cite, number), path)


def _write(document: Document, path: Path) -> None:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"{path}: cannot be written in this format.", fix=f"Choose one of {', '.join(ENDINGS)}.")
    try:
        if ending == ".md":
            path.write_text(markdown.render(document), encoding="utf-8")
        elif ending == ".html":
            path.write_text(html.render(document), encoding="utf-8")
        elif ending == ".docx":
            docx.write(document, path)
        else:
            _write_pdf(document, path)
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written: {error.strerror}.", fix="Check folder and permissions."
        ) from error


def _write_pdf(document: Document, path: Path) -> None:
    program = find_program("soffice", "libreoffice")
    if program is None:
        raise UnsupportedFormat(
            f"{path}: PDF is made through LibreOffice, which was not found.",
            fix="Install it (Debian and Ubuntu: apt install libreoffice-writer), or write .docx and print that.",
        )
    with tempfile.TemporaryDirectory(prefix="wenju-", ignore_cleanup_errors=True) as folder:
        original = Path(folder, "brief.docx")
        docx.write(document, original)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(original),
        ]
        done = run_program(command, name=path.name, timeout_s=_PDF_TIMEOUT_S)
        made = Path(folder, "brief.pdf")
        if not made.is_file():
            raise UnsupportedFormat(
                f"{path}: LibreOffice made no PDF (status {done.status}) {done.complaint[-200:]}.",
                fix="Write .docx and print that.",
            )
        path.write_bytes(made.read_bytes())
