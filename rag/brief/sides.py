"""What several reports share on a topic, and what only one of them names: counted over the vocabulary's terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.brief.material import Material
from rag.cite import Citations
from rag.compare_years.slogans import COMMON
from rag.compose import Source
from rag.lexicon import mentions
from rag.results import Cited
from rag.sentences import clauses

_QUOTED = re.compile(r"“([^”，。；、]{3,12})”")
_MOST_TERMS, _MOST_OWN, _LEAST_TERM, _MOST_NAMES = 4, 3, 2, 6
# Clauses that name the topic themselves: what stands near it in a report need not belong to it.
_NAMES_IT = 1.0
# Terms that every report uses.
_EVERYWHERE = frozenset(
    (
        "民生",
        "就业",
        "教育",
        "医疗",
        "养老",
        "生态",
        "工业",
        "农业",
        "交通",
        "发展",
        "改革",
        "项目",
        "投资",
        "消费",
        "安全",
        "科技",
        "创新",
        "文化",
        "旅游",
    )
)


@dataclass(frozen=True, slots=True)
class _Term:
    """A term with the first clause in each report that names it, by the report's number."""

    name: str
    at: dict[int, Source]


def shared(materials: Sequence[Material], names: Sequence[str], citations: Citations, limit: int) -> list[Cited]:
    """Terms of the topic that several reports name, the commonest first."""
    terms = [t for t in _everywhere(materials, _vocabulary_terms) if len(t.at) > 1]
    terms.sort(key=lambda t: (-len(t.at), -len(t.name)))
    points: list[Cited] = []
    room = limit
    for term in terms:
        if len(term.at) == len(materials) > 2:
            who = "各地"
        elif len(term.at) > _MOST_NAMES:
            who = "多数地方" if 2 * len(term.at) > len(materials) else "多地"
        else:
            who = "、".join(names[i] for i in sorted(term.at))
        text = f"{who}都提到{term.name}。"
        if len(text) > room or len(points) == _MOST_TERMS:
            break
        room -= len(text)
        points.append(Cited(text, tuple(citations.number(term.at[i]) for i in sorted(term.at))))
    return points


def differences(materials: Sequence[Material], names: Sequence[str], citations: Citations, limit: int) -> list[Cited]:
    """For each report the coinages on the topic that stand in no other."""
    terms = [t for t in _everywhere(materials, _coinages) if len(t.at) == 1]
    points: list[Cited] = []
    room = limit
    for number, name in enumerate(names):
        chosen = [t for t in terms if number in t.at][:_MOST_OWN]
        text = f"只有{name}提到{'、'.join(t.name for t in chosen)}。"
        if chosen and len(text) <= room:
            room -= len(text)
            points.append(Cited(text, tuple(dict.fromkeys(citations.number(t.at[number]) for t in chosen))))
    return points


def _everywhere(
    materials: Sequence[Material], terms_of: Callable[[Material], Iterator[tuple[str, Source]]]
) -> list[_Term]:
    """The terms of all reports, each with every report whose text holds it: what is said of one must hold of all."""
    found: dict[str, dict[int, Source]] = {}
    for number, material in enumerate(materials):
        for name, source in terms_of(material):
            found.setdefault(name, {}).setdefault(number, source)
    for name, at in found.items():
        for number, material in enumerate(materials):
            use = None if number in at else _first_use(material, name.strip("“”"))
            if use is not None:
                at[number] = use
    return [_Term(name, at) for name, at in found.items()]


def _first_use(material: Material, term: str) -> Source | None:
    for paragraph in material.report.paragraphs:
        at = paragraph.text.find(term)
        if at >= 0:
            for start, end in clauses(paragraph.text):
                if start <= at < end:
                    return Source(material.report, paragraph, start, end)
    return None


def _vocabulary_terms(material: Material) -> Iterator[tuple[str, Source]]:
    for source in _on_topic(material):
        for mention in mentions(source.quote):
            spelled = source.quote[mention.start : mention.end]
            is_name = mention.official and mention.exact and spelled == mention.entry.name
            is_told = len(spelled) > _LEAST_TERM and spelled not in _EVERYWHERE
            if is_name and is_told and (material.topic.is_general or material.topic.hits(spelled)):
                yield spelled, source


def _coinages(material: Material) -> Iterator[tuple[str, Source]]:
    for source in _on_topic(material):
        for quoted in _QUOTED.finditer(source.quote):
            if quoted[1] not in COMMON:
                yield f"“{quoted[1]}”", source


def _on_topic(material: Material) -> Iterator[Source]:
    for told in material.wanted():
        subject = told.subject
        for clause in subject.clauses:
            if material.topic.is_general or material.relevance(subject, clause) >= _NAMES_IT:
                yield Source(subject.report, subject.paragraph, clause.start, clause.end)
