from typing import NamedTuple

from rag.types import Metadata


class Inferred(NamedTuple):
    metadata: Metadata
    doubts: tuple


def infer(clean, paragraphs, sections, *, file, given):
    return Inferred(Metadata(), ())
