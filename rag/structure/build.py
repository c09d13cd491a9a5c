"""Clean text to a Report."""

from __future__ import annotations

from collections.abc import Mapping

from rag import headings
from rag.clean import CleanText
from rag.structure import front, lines
from rag.structure.glossary import entries
from rag.structure.items import items
from rag.structure.metadata import infer
from rag.structure.outline import outline
from rag.types import Fact, Item, Paragraph, Report, Role, Section

NO_FACTS: Mapping[str, Fact] = {}


def structure(clean: CleanText, *, file: str, report_id: str, given: Mapping[str, Fact] = NO_FACTS) -> Report:
    """Read sections, lead sentences, enumerations, glossary and metadata.

    Args:
        clean: one paragraph a line.
        file: where the text came from; its name is the last resort for metadata.
        report_id: becomes the report's id.
        given: facts of the user or the manifest, by the names of `Metadata`; they beat what the text says, which is
            then listed as a rival and doubted.
    """
    split = lines.split(clean.text, clean.marks)
    tree = outline(split, front.roles(split))
    sections = tuple(
        Section(node.heading, node.level, node.parent, node.first + 1, node.last + 1, node.run_in)
        for node in tree.nodes
    )
    alignments = clean.text.alignments([(line.start, line.end) for line in split])
    paragraphs = []
    for at, (line, role) in enumerate(zip(split, tree.roles, strict=True)):
        lead_end = 0
        members: tuple[Item, ...] = ()
        if role is Role.BODY:
            lead_end = _lead_end(line.text)
            members = items(line.text, lead_end)
        paragraphs.append(
            Paragraph(at + 1, role, line.text, tree.owners[at], alignments[at], lead_end=lead_end, items=members)
        )
    glossary = entries((p.ordinal, p.text) for p in paragraphs if p.role is Role.GLOSSARY)
    inferred = infer(clean, paragraphs, sections, file=file, given=given)
    return Report(
        id=report_id,
        file=file,
        metadata=inferred.metadata,
        sections=sections,
        paragraphs=tuple(paragraphs),
        glossary=tuple(glossary),
        repairs=tuple(clean.repairs),
        dropped=tuple(clean.dropped),
        doubts=(*clean.doubts, *inferred.doubts),
    )


def _lead_end(text: str) -> int:
    """Characters of the lead sentence; a short paragraph that is nothing but a label leads what follows it."""
    end = headings.split_run_in(text)
    if end:
        return end
    is_alone = text.endswith("。") and text.count("。") == 1 and headings.is_label(text)
    return len(text) if is_alone else 0
