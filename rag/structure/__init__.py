"""Clean text to a Report: sections, lead sentences, enumerations, glossary, metadata."""

from rag.structure.build import structure
from rag.structure.locate import Located, find_section

__all__ = ["Located", "find_section", "structure"]
