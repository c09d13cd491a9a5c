"""Two reports of one place side by side: what is new, dropped, worded anew, and given in other figures."""

from rag.compare_years.compare import Aligned, Change, ChangeKind, Comparison, compare
from rag.compare_years.slogans import Slogan, Term, glossary, slogans

__all__ = ["Aligned", "Change", "ChangeKind", "Comparison", "Slogan", "Term", "compare", "glossary", "slogans"]
