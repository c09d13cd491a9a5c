"""Briefings: a topic, or everything, over one or many reports."""

from rag.brief.make import CHARS, make_brief

__all__ = ["CHARS", "make_brief"]
