"""Several questions in one line: each is asked by itself, and the answers stand under each other.

甲县2024年粮食产量多少？财政收入呢？失业率控制住了吗？ is three questions; what the later ones leave out, they take
from those before, as in a conversation.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Sequence

from rag import followup
from rag.cite import marks
from rag.results import Answer, Citation, Cited, Derived, Statement, Status, Struck, Table

# More is a questionnaire, to be asked with --batch.
MAX_QUESTIONS = 6
_END = re.compile(r"[?？]+[”」』\"]?\s*")
_NUMBER = re.compile(
    r"^\s*(?:[(（]?[0-9一二三四五六七八九十]{1,2}[)）.、．]|第[一二三四五六]|另外|还有|其次|以及|再问一?下?)[,，:：]?\s*"
)
_ASKS = re.compile(
    r"多少|几|哪|什么|谁|吗|呢|怎|如何|为何|是否|有没有|能不能|会不会|比较|对比|\b(?:compare|what|who|how|which|when|where|why|is|are|did|does|was|were)\b",
    re.I,
)
_FOLLOWS_UP = re.compile(r"(?:那|而)?(?:后来|最后|最终|结果|实际上?|年底|完成|达到|实现|达标|有没有|是否|究竟|到底)")
_AIMED = re.compile(r"目标|计划|任务|承诺|定的|要")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年")
_HOW_MUCH = re.compile(r"多少|几[个家所公万亿人户座]")
_YEAR_EACH = re.compile(
    r"[,，;；](?=(?:而|那|到|其中|光是?|单是?)?(?:19|20)[0-9]{2}年[^,，;；]{0,14}?(?:多少|几)|(?:年均|平均每年)[^,，;；]{0,8}?(?:多少|几))"
)
_PLAN = re.compile(r"十[一二三四五]?五|[六七八九]五|[三四五]年来|过去[三四五]年")
MIN_CHARS = 3


def may_be_several(text: str) -> bool:
    """Whether a line may hold several questions, known without looking at places."""
    return len(_END.findall(text)) > 1 or (_PLAN.search(text) is not None and _YEAR_EACH.search(text) is not None)


def questions(text: str, *, held: Collection[str] = ()) -> list[str]:
    """The questions of a line, each in full; one where it is a single question.

    >>> questions("望川县2024年城镇新增就业多少人？2023年呢？", held={"望川县"})
    ['望川县2024年城镇新增就业多少人？', '望川县2023年城镇新增就业多少人?']
    """
    parts = [_NUMBER.sub("", part).strip() for part in _split(text)]
    parts = [part for part in parts if len(part) > MIN_CHARS]
    if not 1 < len(parts) <= MAX_QUESTIONS or not all(_ASKS.search(part) for part in parts):
        return [text]
    if any(_FOLLOWS_UP.match(part) for part in parts[1:]) and _AIMED.search(parts[0]):
        return [text]  # 目标是多少?后来完成了吗?: one question about both
    full: list[str] = []
    for part in parts:
        full.append(followup.in_full(part, full, held=held))
    return full


def _split(text: str) -> list[str]:
    by_year: list[str] = []
    for part in _YEAR_EACH.split(text):
        # What stands before the first of them is what all are about.
        if by_year and not _HOW_MUCH.search(by_year[-1]):
            by_year[-1] += "," + part
        else:
            by_year.append(part)
    years = [_YEAR.search(part) for part in by_year if _HOW_MUCH.search(part)]
    if len(years) == len(by_year) > 1 and all(years) and (first := years[0]) is not None:
        head = by_year[0][: first.start()]
        return [by_year[0], *(head + part for part in by_year[1:])]  # 2020年建成多少公里,2021年又要改造多少公里?
    if len(by_year) > 1 and _PLAN.search(by_year[0]) and all(_HOW_MUCH.search(part) for part in by_year):
        return by_year  # “十三五”五年一共办了多少件,光2020年又办了多少件?
    parts: list[str] = []
    start = 0
    for end in _END.finditer(text):
        parts.append(text[start : end.end()])
        start = end.end()
    return [*parts, text[start:]]


def together(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer of several: citations counted through, and what is not answered said under the rest."""
    citations: list[Citation] = []
    statements: list[Statement] = []
    nearest: list[Cited] = []
    struck: list[Struck] = []
    tables: list[Table] = []
    lines: list[str] = []
    reasons: list[str] = []
    for one in answers:
        numbers = _numbers(one.citations, citations)
        said = [s for statement in one.statements if (s := _renumbered(statement, numbers)) not in statements]
        statements += said
        lines += [f"{statement.text}{marks(statement.citations)}" for statement in said]
        nearest += [Cited(fact.text, tuple(numbers[n] for n in fact.citations)) for fact in one.nearest]
        struck += one.struck
        if one.table is not None:
            tables.append(_table_renumbered(one.table, numbers))
        if one.reason and one.status is not Status.ANSWERED:
            reasons.append(one.reason)
            lines.append(one.reason)
    answered = [one for one in answers if one.statements]
    is_whole = all(one.status is Status.ANSWERED for one in answers)
    return dataclasses.replace(
        (answered or answers)[0],
        question=question,
        status=Status.ANSWERED if is_whole else Status.PARTIAL if answered else Status.ABSTAINED,
        answer="\n".join(lines) if answered else answers[0].answer,
        statements=tuple(statements),
        struck=tuple(struck),
        table=_one_table(tables),
        reason="".join(dict.fromkeys(reasons)),
        nearest=tuple(nearest),
        citations=tuple(citations),
    )


def _numbers(own: Sequence[Citation], known: list[Citation]) -> dict[int, int]:
    """The new number of each citation; those not known yet are added."""
    numbers: dict[int, int] = {}
    for citation in own:
        same = next((k for k in known if dataclasses.replace(k, n=citation.n) == citation), None)
        if same is None:
            same = dataclasses.replace(citation, n=len(known) + 1)
            known.append(same)
        numbers[citation.n] = same.n
    return numbers


def _one_table(tables: Sequence[Table]) -> Table | None:
    """The tables of several answers as one, each row saying what it is of; a table of an answer has two columns."""
    if len(tables) < 2:
        return tables[0] if tables else None
    rows = [(Cited(f"{head.text}：{t.columns[1]}", head.citations), cell) for t in tables for head, cell in t.rows]
    return Table(("", "数值"), tuple(rows))


def _table_renumbered(table: Table, numbers: dict[int, int]) -> Table:
    rows = (tuple(Cited(c.text, tuple(numbers[n] for n in c.citations)) for c in row) for row in table.rows)
    return dataclasses.replace(table, rows=tuple(rows))


def _renumbered(statement: Statement, numbers: dict[int, int]) -> Statement:
    derived = statement.derived
    if derived is not None:
        derived = Derived(derived.formula, tuple(numbers[n] for n in derived.operands))
    return dataclasses.replace(statement, citations=tuple(numbers[n] for n in statement.citations), derived=derived)
