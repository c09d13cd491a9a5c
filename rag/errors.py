"""Everything that can go wrong, as one small tree.

WenjuError
├── UsageError            the command or call was put together wrongly (exit status 2)
├── FileProblem           one input file cannot be used; others are not affected
│   ├── FileMissing
│   ├── UnsupportedFormat
│   ├── UndecodableText   no encoding fits, or the bytes are not text
│   ├── DamagedFile       the container is broken (a truncated .docx, say)
│   ├── EmptyReport       nothing is left to index
│   ├── NoTextLayer       a scan without text
│   └── LimitExceeded     too large, too many pages, expands too far, takes too long
├── NotFound              no such report or section in the library
├── LibraryProblem        the library on disk cannot be opened or changed
│   └── NewerLibrary      written by a later version of Wenju
├── ModelProblem          an encoder or language model cannot be loaded or reached
├── GoldSetProblem        a gold set contradicts itself or is malformed
└── Cancelled             the user stopped a long piece of work
"""

from __future__ import annotations


class WenjuError(Exception):
    """What happened, where, and what to do about it (`fix`)."""

    kind = "error"

    def __init__(self, message: str, *, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message} {self.fix}".strip()

    def to_dict(self) -> dict[str, str]:
        return {"kind": self.kind, "message": self.message, "fix": self.fix}


class UsageError(WenjuError):
    kind = "usage"


class FileProblem(WenjuError):
    kind = "file"


class FileMissing(FileProblem):
    kind = "file_missing"


class UnsupportedFormat(FileProblem):
    kind = "unsupported_format"


class UndecodableText(FileProblem):
    kind = "undecodable_text"


class DamagedFile(FileProblem):
    kind = "damaged_file"


class EmptyReport(FileProblem):
    kind = "empty_report"


class NoTextLayer(FileProblem):
    kind = "no_text_layer"


class LimitExceeded(FileProblem):
    kind = "limit_exceeded"


class NotFound(WenjuError):
    kind = "not_found"


class LibraryProblem(WenjuError):
    kind = "library"


class NewerLibrary(LibraryProblem):
    kind = "newer_library"


class ModelProblem(WenjuError):
    kind = "model"


class GoldSetProblem(WenjuError):
    kind = "gold_set"


class Cancelled(WenjuError):
    kind = "cancelled"
