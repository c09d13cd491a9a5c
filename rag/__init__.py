"""Wenju: ask Chinese government work reports; get answers with their evidence.

>>> from rag import Library
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.library import Library, Progress, Turn
    from rag.verify import assert_grounded

__all__ = ["Library", "Progress", "Turn", "assert_grounded"]


def __getattr__(name: str) -> Any:
    # Loaded on first use, so that `wenju --help` does not wait for numpy.
    if name == "assert_grounded":
        from rag.verify import assert_grounded

        return assert_grounded
    if name in __all__:
        from rag import library

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
