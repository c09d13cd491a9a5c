"""How far one figure of an indicator lies from another of the same place: a target from a result, one year from one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.asked import Asked, asked
from rag.compose import Piece, Request, ledger
from rag.compose.candidates import Judge
from rag.compose.compare import Operand, apart, operand
from rag.figures import Measure, find_periods
from rag.tense import ACTUAL, TARGET
from rag.understand import status_asked

_HALVES = re.compile(
    r"(?P<one>.+?)(?:比|跟|和|与|同|较)(?P<other>.+?)(?:相比)?(?:[,，]|要|了|相|各|分别)*"
    r"(?:[高低多少快慢大小]出?(?:了)?(?:多少|几|一?些)|相?差(?:了|距|别)?(?:是|有)?(?:多少|几|多大)|[高多快大]还是[低少慢小]|[低少慢小]还是[高多快大])"
)
_NAMES = {TARGET: "目标", ACTUAL: "实际"}


def gap(request: Request, judge: Judge) -> Iterator[Piece]:
    """The two figures and their difference, where a question sets a target against a result; nothing else.

    某县2021年的增长目标比2020年的实际增速高几个百分点 is no question whether a target was met.
    """
    names = ledger.names_asked(request)
    halves = _HALVES.search(request.question.text)
    if halves is None or len(set(names)) != 1 or len(request.sides) != 1:
        return
    asked_for = _measure(request.question.text, judge)
    operands: list[Operand] = []
    for half in (halves["one"], halves["other"]):
        years = tuple(y for p in find_periods(half) if p.kind in ("year", "date") for y in p.years)
        status = status_asked(half)
        side = replace(request.sides[0], years=years)
        rows = ledger.find(request, side, names[0], asked_for, status=status).rows if years and status else ()
        if not rows:
            return
        source = ledger.source_of(request, rows[0])
        label = f"{rows[0].place}{rows[0].year}年{_NAMES[status]}"
        if (one := operand(label, source, judge, rows[0].start - source.start)) is None:
            return
        operands.append(one)
    one, other = operands
    if (told := apart(one, other)) is None:
        return
    text = (
        f"{one.label}{one.shown}，比{other.label}的{other.shown}{'高' if one.value > other.value else '低'}{told.gap}。"
    )
    if one.value == other.value:
        text = f"{one.label}{one.shown}，与{other.label}的{other.shown}相同。"
    yield Piece(text, (one.source, other.source), formula=told.formula)
    yield from (Piece(o.shown, (o.source,), row=o.label) for o in operands)


def _measure(text: str, judge: Judge) -> Asked:
    """The growth of both where the question speaks of it, whatever the difference is measured in."""
    return Asked(measures=(Measure.GROWTH,)) if re.search(r"增长|增速|增幅", text) else judge.asked or asked(text)
