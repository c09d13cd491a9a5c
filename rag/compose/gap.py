"""The result of one year beside the target of another, of one indicator and place, and how far they are apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from rag.asked import Asked
from rag.compose import Piece, Request, Source, ledger
from rag.compose.candidates import Judge
from rag.compose.compare import Operand, apart, operand
from rag.figures import Measure
from rag.tense import ACTUAL, TARGET
from rag.understand import Question, status_asked

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年)")
_GROWTH = re.compile(r"增长|增速|增幅|涨幅|[涨增降]了?(?:多少|几)")
_COMPARES = re.compile(
    r"[高低多少快慢大小]出?(?:了)?(?:多少|几|一?些)|相?差(?:了|距|别)?(?:是|有)?(?:多少|几|多大)|[高多快大]了?还是[低少慢小]"
    r"|[低少慢小]了?还是[高多快大]|哪[个一]?[年个]?[^,，。?？]{0,4}[高低多少快慢大小]|更[高低多少快慢大小]"
)
_WHICH_YEAR = re.compile(r"哪[个一]?[年个头][^,，。?？]{0,6}(?:更|最)?(?:高|多|大|快|长)")
_NAMES = {TARGET: "目标", ACTUAL: "实际"}


class Half(NamedTuple):
    """What one half of the question asks for: the target or the result of a year."""

    year: int
    status: str


# Finds the sentence that tells the target or result of a year, where the ledger does not.
Finder = Callable[[Half], Source | None]


def halves(question: Question) -> tuple[Half, Half] | None:
    """A result and a target of different years that a question sets beside each other; None where it does not.

    某县2021年的增长目标比2020年的实际增速高几个百分点 is no question whether a target was met.
    """
    years = list(_YEAR.finditer(question.text))
    if len(years) != 2 or years[0][0] == years[1][0]:
        return None
    text = question.text
    first, second = (
        Half(int(year[0]), status_asked(text[year.end() : until]))
        for year, until in zip(years, (years[1].start(), len(text)), strict=True)
    )
    return (first, second) if {first.status, second.status} == {TARGET, ACTUAL} else None


def gap(request: Request, judge: Judge, told_in: Finder) -> Iterator[Piece]:
    """Both figures, and their difference where one asks for it; nothing where one of them is not found."""
    pair = halves(request.question)
    if pair is None or len(request.question.places) > 1:
        return
    one, other = (_operand(request, judge, half, told_in) for half in pair)
    if one is None or other is None:
        return
    between = apart(one, other)
    if between is None or not _COMPARES.search(request.question.text):
        for half, figure in zip(pair, (one, other), strict=True):
            name = "目标" if half.status == TARGET else "结果"
            yield Piece(f"{name}：{figure.source.quote.rstrip('，,；;。')}。", (figure.source,))
        return
    if _WHICH_YEAR.search(request.question.text) and one.value != other.value:
        first, second = sorted((one, other), key=lambda o: -o.value)
        more = "高" if one.figure.base_unit in ("%", "个百分点") else "多"
        text = f"{first.label}更{more}：{first.shown}，{second.label}{second.shown}，相差{between.gap}。"
    elif one.value == other.value:
        text = f"{one.label}{one.shown}，与{other.label}的{other.shown}相同。"
    else:
        words = "高低" if one.figure.base_unit in ("%", "个百分点") else "多少"
        more = words[one.value < other.value]
        text = f"{one.label}{one.shown}，比{other.label}的{other.shown}{more}{between.gap}。"
    yield Piece(_of_what(request) + text, (one.source, other.source), formula=between.formula)
    yield from (Piece(o.shown, (o.source,), row=o.label) for o in (one, other))


def _of_what(request: Request) -> str:
    """The place and the indicator that both figures are of, as far as the question names them."""
    places = {place.name for place in request.question.places}
    names = set(ledger.names_asked(request))
    return "".join([*places, *names]) if len(places) == 1 and len(names) <= 1 else ""


def _operand(request: Request, judge: Judge, half: Half, told_in: Finder) -> Operand | None:
    label = f"{half.year}年{_NAMES[half.status]}"
    names = ledger.names_asked(request)
    # The difference is asked for in points, the figures are rates.
    asked = Asked(measures=(Measure.GROWTH,)) if _GROWTH.search(request.question.text) else judge.asked
    reports = tuple(report for side in request.sides for report in side.reports)
    side = replace(request.sides[0], reports=tuple(dict.fromkeys(reports)), years=(half.year,))
    if len(set(names)) == 1 and (rows := ledger.find(request, side, names[0], asked, status=half.status).rows):
        source = ledger.source_of(request, rows[0])
        return operand(label, source, judge, rows[0].start - source.start)
    told = told_in(half)
    return operand(label, told, judge) if told is not None else None
