"""Briefings, summaries and comparisons as files that can be handed in: Markdown, HTML, DOCX, PDF."""

from rag.export.write import ENDINGS, write_brief, write_comparison, write_summary

__all__ = ["ENDINGS", "write_brief", "write_comparison", "write_summary"]
