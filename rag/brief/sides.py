"""What several reports share on a topic, each in its own words, and what only one of them names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from rag.brief.material import Material, Told
from rag.brief.phrases import dated
from rag.cite import Citations
from rag.compare_years.slogans import COMMON
from rag.compose import Source
from rag.lexicon import mentions
from rag.results import Cited
from rag.summarize import Choice, Clause, write

_QUOTED = re.compile(r"“([^”，。；、]{3,12})”")
_MOST_POINTS, _MOST_OWN, _LEAST_TERM, _MOST_QUOTED = 4, 2, 2, 4
# Clauses that name the topic themselves: what stands near it in a report need not belong to it.
_NAMES_IT = 1.0
# A clause that says less than this is no example of anything; a longer one is a paragraph.
_LEAST_WEIGHT, _MOST_CHARS = 0.3, 44
# More of a clause's weight than this says nothing about how well it stands for a term.
_MOST_WEIGHT = 2.0
# Terms that every report uses.
_WORDS = """
民生 就业 教育 医疗 养老 生态 工业 农业 交通 发展 改革 项目 投资 消费 安全 科技 创新 文化 旅游 科技创新 营商环境
乡村振兴 高质量发展 服务业 制造业 人才 企业 产业 农村 城市
"""
_EVERYWHERE = frozenset(_WORDS.split())


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause that can stand alone, with its worth."""

    told: Told
    number: int
    weight: float

    @property
    def clause(self) -> Clause:
        return self.told.subject.clauses[self.number]

    @property
    def source(self) -> Source:
        subject = self.told.subject
        return Source(subject.report, subject.paragraph, self.clause.start, self.clause.end)

    @property
    def text(self) -> str:
        point = next(write(Choice(self.told.subject, (self.number,)), with_label=False))
        return point.text.rstrip("。")


Use = Callable[[Quoted], None]


def shared(
    materials: Sequence[Material],
    names: Sequence[str],
    citations: Citations,
    limit: int,
    *,
    besides: Collection[str] = (),
    use: Use = lambda quoted: None,
) -> list[Cited]:
    """Terms of the topic that half of the reports name, each with what these say of it.

    Args:
        besides: what is treated elsewhere: the indicators of the table. Terms in their names are left out.
        use: told of every clause that is quoted.
    """
    found: dict[str, dict[int, Quoted]] = {}
    for number, material in enumerate(materials):
        for name, quoted in _terms(material):
            at = found.setdefault(name, {})
            if number not in at or quoted.weight > at[number].weight:
                at[number] = quoted
    least = max(2, (len(materials) + 1) // 2)
    common = [
        (name, at) for name, at in found.items() if len(at) >= least and not any(name in other for other in besides)
    ]
    common.sort(key=lambda item: (-_worth(item[1].values(), len(materials)), -len(item[0]), item[0]))
    points: list[Cited] = []
    said: set[Source] = set()
    room = limit
    for name, at in common:
        if len(points) == _MOST_POINTS:
            break
        if 2 * sum(q.source in said for q in at.values()) > len(at):
            continue
        point = _point(name, at, materials, names)
        if len(point[0]) <= room:
            room -= len(point[0])
            said.update(q.source for q in at.values())
            for quoted in at.values():
                use(quoted)
            points.append(Cited(point[0], tuple(dict.fromkeys(citations.number(s) for s in point[1]))))
    return points


def _point(
    name: str, at: dict[int, Quoted], materials: Sequence[Material], names: Sequence[str]
) -> tuple[str, list[Source]]:
    """The term with the places' own clauses; of many places, the most telling ones as examples.

    Places that name it in passing are counted and cited, so that nobody takes them for silent.
    """
    passing = {i: use for i, m in enumerate(materials) if i not in at and (use := _in_passing(m, name)) is not None}
    best = sorted(at, key=lambda i: (-at[i].weight, i))[:_MOST_QUOTED] if len(at) > _MOST_QUOTED + 1 else list(at)
    quoted = [(names[i], at[i]) for i in sorted(best)]
    texts = dated([(place, q.told, q.text) for place, q in quoted])
    n_all = len(at) + len(passing)
    who = "各地" if n_all == len(materials) > 2 else "两地" if n_all == 2 else f"{n_all}地"
    like = "，如" if len(best) < n_all else "："
    sources = {**{i: quoted.source for i, quoted in at.items()}, **passing}
    return f"{who}都提到{name}{like}{'；'.join(texts)}。", [sources[i] for i in sorted(sources)]


def _in_passing(material: Material, name: str) -> Source | None:
    for told in material.wanted():
        subject = told.subject
        for clause in subject.clauses:
            if name in subject.paragraph.text[clause.start : clause.end]:
                return Source(subject.report, subject.paragraph, clause.start, clause.end)
    return None


def _worth(quoted: Collection[Quoted], n_reports: int) -> float:
    return sum(min(q.weight, _MOST_WEIGHT) for q in quoted) / n_reports


def differences(
    materials: Sequence[Material],
    names: Sequence[str],
    citations: Citations,
    limit: int,
    *,
    use: Use = lambda quoted: None,
) -> list[Cited]:
    """For each report what it says under a name of its own: a coinage that stands in no other report."""
    texts = ["\n".join(p.text for p in m.report.paragraphs) for m in materials]
    points: list[Cited] = []
    room = limit
    for number, (material, name) in enumerate(zip(materials, names, strict=True)):
        others = [text for i, text in enumerate(texts) if i != number]
        chosen = _own(material, others)
        text = f"只有{name}提到：{'；'.join(dated([('', q.told, q.text) for q in chosen]))}。"
        if chosen and len(text) <= room // max(1, len(materials) - number) + limit // 4 and len(text) <= room:
            room -= len(text)
            for quoted in chosen:
                use(quoted)
            points.append(Cited(text, tuple(dict.fromkeys(citations.number(q.source) for q in chosen))))
    return points


def _own(material: Material, others: Sequence[str]) -> list[Quoted]:
    chosen: list[Quoted] = []
    told: set[str] = set()
    for quoted in sorted(_coined(material), key=lambda q: (-q.weight, q.source.paragraph.ordinal, q.clause.start)):
        if len(chosen) == _MOST_OWN:
            break
        names = [m[1] for m in _QUOTED.finditer(quoted.source.quote) if m[1] not in COMMON]
        # What is said to be this report's alone must be so of each name in it.
        if not told.issuperset(names) and all(name not in text for name in names for text in others):
            chosen.append(quoted)
            told.update(names)
    return chosen


def _terms(material: Material) -> Iterator[tuple[str, Quoted]]:
    topic = material.topic
    for quoted in _standing(material):
        for mention in mentions(quoted.source.quote):
            spelled = quoted.source.quote[mention.start : mention.end]
            is_name = mention.official and mention.exact and spelled == mention.entry.name
            is_told = len(spelled) > _LEAST_TERM and spelled not in _EVERYWHERE
            if is_name and is_told and (topic.is_general or topic.hits(spelled)):
                yield spelled, quoted
        for word in topic.words:
            if len(word) > _LEAST_TERM and word not in _EVERYWHERE and word in quoted.source.quote:
                yield word, quoted


def _coined(material: Material) -> Iterator[Quoted]:
    for quoted in _standing(material):
        if any(found[1] not in COMMON for found in _QUOTED.finditer(quoted.source.quote)):
            yield quoted


def _standing(material: Material) -> Iterator[Quoted]:
    """Clauses on the topic that make sense alone."""
    for told in material.wanted():
        if told.over_years != material.topic.over_years:
            continue
        for number, clause in enumerate(told.subject.clauses):
            if clause.continues or clause.opens or clause.end - clause.start > _MOST_CHARS:
                continue
            if not material.topic.is_general and material.relevance(told.subject, clause) < _NAMES_IT:
                continue
            weight = material.generously(told.subject, clause)
            if weight >= _LEAST_WEIGHT:
                yield Quoted(told, number, weight)
