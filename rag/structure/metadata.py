from typing import NamedTuple
from rag.types import Metadata, Doubt
class Inferred(NamedTuple):
    metadata: Metadata
    doubts: tuple
def infer(clean, paragraphs, sections, *, file, given):
    return Inferred(Metadata(), ())
