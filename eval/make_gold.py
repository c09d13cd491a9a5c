"""Drafts a gold set from a library's own reports, for a person to edit.

Figures become questions by taking the number out of its clause, headings by asking for what stands under them,
glossary entries by asking what they mean. Such questions repeat the report's wording and are easy: they are a start,
and every line says so in its note.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from eval.check import contradictions
from eval.gold import parse
from rag.figures import find_figures
from rag.results import ReportCard
from rag.sentences import clauses
from rag.types import Report, Role

Json = dict[str, Any]

PER_REPORT = 12
_NOTE = "草稿：由程序从原文生成，请改写成用户的说法，核对答案，并补上易混淆的数字（must_not_include）"
_MIN_WORDS = 6
_MAX_CLAUSE = 60
_YEARS_AHEAD = 5


class Readable(Protocol):
    """A library whose reports can be read whole."""

    def reports(self) -> list[ReportCard]: ...
    def report(self, key: str) -> Report: ...


def draft(library: Readable, *, per_report: int = PER_REPORT) -> list[Json]:
    """Question lines for every report, sound by the checker; at most so many for each, from all over the report."""
    lines: list[Json] = []
    for card in library.reports():
        report = library.report(card.file)
        figures, lists, terms = list(_figures(report)), list(_lists(report)), list(_terms(report))
        n_other = min(per_report // 4, len(lists)), min(per_report // 4, len(terms))
        chosen = _spread(figures, per_report - sum(n_other) - 1)
        lines += [*chosen, *_spread(lists, n_other[0]), *_spread(terms, n_other[1])]
        lines += list(_out_of_reach(report, chosen[:1]))
    return _sound(lines)


def to_jsonl(lines: Sequence[Json]) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _line(report: Report, type: str, question: str, answer: str, groups: list[list[str]], quotes: list[str]) -> Json:
    return {
        "question": question,
        "type": type,
        "answer": answer,
        "must_include": groups,
        "must_not_include": [],
        "evidence": [{"file": report.file, "quote": quote} for quote in quotes],
        "answerable": bool(answer),
        "filters": {"place": report.place or None, "year": report.year},
        "note": _NOTE,
    }


def _figures(report: Report) -> Iterator[Json]:
    for paragraph in report.paragraphs:
        if paragraph.role is not Role.BODY:
            continue
        for start, end in clauses(paragraph.text):
            for clause in paragraph.text[start:end].replace(",", "，").split("，"):
                clause = clause.strip(" 。；;！!：:")
                found = find_figures(clause)
                if len(found) != 1 or found[0].kind != "quantity" or len(clause) > _MAX_CLAUSE:
                    continue
                figure = found[0]
                before, after = clause[: figure.start], clause[figure.end :]
                if len(before) < _MIN_WORDS or not figure.unit:
                    continue
                asked = "百分之多少" if figure.unit == "%" else f"多少{figure.unit}"
                question = f"《{report.name}》中，{before}{asked}{after}？"
                yield _line(report, "number", question, f"{figure.text}。", [[figure.text]], [clause])


def _lists(report: Report) -> Iterator[Json]:
    for index, section in enumerate(report.sections):
        below = [s.heading for s in report.sections if s.parent == index]
        if len(below) >= 3:
            question = f"《{report.name}》的“{section.heading}”分为哪{len(below)}个方面？"
            yield _line(report, "list", question, "；".join(below) + "。", [[h] for h in below], below)


def _terms(report: Report) -> Iterator[Json]:
    for entry in report.glossary:
        question = f"《{report.name}》里的“{entry.term}”指什么？"
        definition = entry.definition.strip(" 。")
        yield _line(report, "definition", question, f"{definition}。", [[definition]], [definition])


def _out_of_reach(report: Report, figures: Sequence[Json]) -> Iterator[Json]:
    """The same figure for a year that no report is about."""
    if not figures or not report.place or not report.year:
        return
    year = report.year + _YEARS_AHEAD
    asked = figures[0]["question"].split("》中，", 1)[1]
    line = _line(report, "unanswerable", f"{report.place}{year}年的政府工作报告中，{asked}", "", [], [])
    yield {**line, "filters": {"place": report.place, "year": year}}


def _spread(lines: Sequence[Json], n: int) -> list[Json]:
    """At most n of the lines, evenly from first to last."""
    if n <= 0 or not lines:
        return []
    step = max(1.0, len(lines) / n)
    return [lines[int(i * step)] for i in range(min(n, len(lines)))]


def _sound(lines: Sequence[Json]) -> list[Json]:
    """Number the lines and leave out what the checker would refuse."""
    numbered = [{"id": f"draft-{n:03d}", **line} for n, line in enumerate(lines, start=1)]
    if not numbered:
        return []
    wrong = {c.id for c in contradictions(parse("draft", to_jsonl(numbered)), {})}
    return [line for line in numbered if line["id"] not in wrong]
