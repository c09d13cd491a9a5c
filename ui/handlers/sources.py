"""What evidence cards show beside the citations: the reports' cards, and source text where something was repaired."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.results import Citation
from rag.types import Report
from ui.render.evidence import Backing, ParagraphKey, SourceView, by_paragraph

if TYPE_CHECKING:
    from rag.library import Library


def backing(library: Library, citations: Sequence[Citation]) -> Backing:
    """Fetch what the cards show beside the citations; source text only where something was repaired."""
    cards = {c.report_id: c for c in library.reports()}
    reports: dict[str, Report] = {}
    sources: dict[ParagraphKey, SourceView] = {}
    for key, group in by_paragraph(citations).items():
        report_id, _ = key
        if report_id not in cards or not any(c.repaired for c in group):
            continue
        if report_id not in reports:
            reports[report_id] = library.report(report_id)
        source = source_view(reports[report_id], library.source(report_id), group)
        if source is not None:
            sources[key] = source
    return Backing(reports=cards, sources=sources)


def source_view(report: Report, source: str, citations: Sequence[Citation]) -> SourceView | None:
    """Cut the source text of a cited paragraph out, with the repairs inside its quotes."""
    ordinal = citations[0].paragraph
    if not 1 <= ordinal <= len(report.paragraphs):
        return None
    paragraph = report.paragraph(ordinal)
    if not paragraph.text:
        return None
    start, end = paragraph.alignment.to_source(0, len(paragraph.text))
    start, end = min(start, *(c.start for c in citations)), max(end, *(c.end for c in citations))
    repairs = tuple(r for r in report.repairs if any(r.start < c.end and c.start < r.end for c in citations))
    return SourceView(source[start:end], {c.n: (c.start - start, c.end - start) for c in citations}, repairs)
