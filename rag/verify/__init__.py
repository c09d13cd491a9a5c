"""Whether a text says what the reports say: statements against cited evidence, drafts against the whole library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.results import Verdict, Verification
from rag.verify.statement import Checked, verify_statement

if TYPE_CHECKING:
    from rag.library import Library

__all__ = ["Checked", "assert_grounded", "check_text", "verify_statement"]


def check_text(text: str, library: Library, files: Sequence[str] = ()) -> Verification:
    """Check a draft sentence by sentence against a library, or against some of its reports."""
    return library.verify(text, files=files)


def assert_grounded(text: str, library: Library, files: Sequence[str] = ()) -> None:
    """For tests: every sentence of the text that claims something is supported.

    Raises:
        AssertionError: listing each sentence that is not, with what was said and what the source says.
    """
    failed = [s for s in check_text(text, library, files).sentences if s.verdict in _FAILED]
    if failed:
        lines = [f"{s.verdict.value}: {s.text}{''.join(map(_named, s.problems))}" for s in failed]
        raise AssertionError(f"{len(failed)} sentences are not grounded in the reports:\n" + "\n".join(lines))


_FAILED = (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)


def _named(problem: object) -> str:
    kind, said, source = (getattr(problem, name) for name in ("kind", "said", "source"))
    return f"\n    {kind.value}: said {said}" + (f", the source has {source}" if source else "")
