"""What is shown, as a file to hand in: summaries, briefings, comparisons of two reports."""

from __future__ import annotations

from pathlib import Path

from rag.compare_years import Comparison
from rag.read.programs import find_program
from rag.results import Brief, Summary

Exportable = Brief | Summary | Comparison


def formats() -> tuple[str, ...]:
    """The endings that can be written on this machine: PDF is made through LibreOffice."""
    endings = (".docx", ".md", ".html")
    return (*endings, ".pdf") if find_program("soffice", "libreoffice") else endings


def export(shown: Exportable, suffix: str, folder: Path) -> Path:
    """Write it to a file named after its title, in a folder.

    Raises:
        UsageError: it cannot be written.
    """
    from rag.export import write_brief, write_comparison, write_summary

    # A title may hold what a file name may not.
    name = "".join(char for char in _title(shown) if char.isalnum() or char in "-_—")[:60] or "wenju"
    file = folder / f"{name}{suffix}"
    if isinstance(shown, Brief):
        write_brief(shown, file)
    elif isinstance(shown, Summary):
        write_summary(shown, file)
    else:
        write_comparison(shown, file)
    return file


def _title(shown: Exportable) -> str:
    from rag.export.document import comparison_title, summary_title

    if isinstance(shown, Brief):
        return shown.title
    if isinstance(shown, Summary):
        return summary_title(shown.report, shown.section)
    return comparison_title(shown.earlier, shown.later)
