"""What a report puts in quotation marks, and the terms that it explains itself, with where they are used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rag.compose import Source
from rag.sentences import clauses
from rag.types import Paragraph, Report, Role

_QUOTED = re.compile(r"“([^”“。！？；]{2,24})”")
# Names that stand in quotation marks everywhere: periods, the common doctrine, everyday abbreviations.
_COMMON_TEXT = """
三农 房住不炒 一老一小 放管服 双碳 双减 双招双引 十二五 十三五 十四五 十五五 一带一路 两个确立 两个维护 四个意识
四个自信 五位一体 四个全面 三严三实 三公 三会一课 互联网+ 两不愁三保障 四个不摘 六稳 六保 两学一做
不忘初心、牢记使命 专精特新 小巨人 四上 五上 一件事 一网通办 最多跑一次 双随机、一公开 米袋子 菜篮子 雪亮工程
枫桥经验 三重一大 十个坚持 一岗双责 一把手 两山 两高 三品一标 双一流 双创 双拥 四好农村路 四风 中央八项规定
三区三线 三线一单 绿水青山就是金山银山 两个毫不动摇
"""
COMMON = frozenset(_COMMON_TEXT.split())


@dataclass(frozen=True, slots=True)
class Slogan:
    """A quoted phrase, how often the report uses it, and the clause where it does so first."""

    text: str
    uses: int
    source: Source

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "uses": self.uses,
            "paragraph": self.source.paragraph.ordinal,
            "section": list(self.source.section_path),
            "quote": self.source.quote,
        }


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the report's glossary: its explanation, and the clauses that use it."""

    term: str
    definition: Source
    uses: tuple[Source, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "term": self.term,
            "definition": self.definition.quote,
            "paragraph": self.definition.paragraph.ordinal,
            "uses": [{"paragraph": use.paragraph.ordinal, "quote": use.quote} for use in self.uses],
        }


def slogans(report: Report) -> tuple[Slogan, ...]:
    """Quoted phrases of the body, those that all reports use left out, in order of first use."""
    first: dict[str, Source] = {}
    uses: dict[str, int] = {}
    for paragraph in _body(report):
        for found in _QUOTED.finditer(paragraph.text):
            text = found[1].strip()
            if text in COMMON or text.isdigit():
                continue
            uses[text] = uses.get(text, 0) + 1
            first.setdefault(text, _clause_at(report, paragraph, found.start()))
    return tuple(Slogan(text, uses[text], source) for text, source in first.items())


def glossary(report: Report) -> tuple[Term, ...]:
    """The terms that the report explains, each with the clauses of the body that use it."""
    terms = []
    for entry in report.glossary:
        paragraph = report.paragraph(entry.paragraph)
        plain = re.sub(r"[“”\"]", "", entry.term)
        uses = []
        for body in _body(report):
            folded = re.sub(r"[“”\"]", "", body.text)
            if plain and plain in folded:
                at = body.text.find(plain)
                uses.append(_clause_at(report, body, max(at, 0)))
        terms.append(Term(entry.term, Source(report, paragraph, entry.start, entry.end), tuple(uses)))
    return tuple(terms)


def _body(report: Report) -> list[Paragraph]:
    return [p for p in report.paragraphs if p.role in (Role.BODY, Role.HEADING)]


def _clause_at(report: Report, paragraph: Paragraph, at: int) -> Source:
    for start, end in clauses(paragraph.text):
        if start <= at < end:
            return Source(report, paragraph, start, end)
    return Source(report, paragraph, 0, len(paragraph.text))
