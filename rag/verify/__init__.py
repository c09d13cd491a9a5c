"""Whether a text says what the reports say: statements against cited evidence, drafts against the whole library."""

from rag.verify.statement import Checked, verify_statement

__all__ = ["Checked", "verify_statement"]
