"""The page stands alone, shows every question, and obeys nothing that a report says."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from eval.answers import score_answer
from eval.citations import CitedTexts
from eval.compare import compare
from eval.document import document
from eval.files import SameFile
from eval.gold import GoldSet
from eval.measure import Clock
from eval.report import html_report
from eval.results import SetResult
from eval.terminal import tables

Json = dict[str, Any]


class Balance(HTMLParser):
    """Checks that what opens closes."""

    VOID = ("meta", "input", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def result_of(gold: GoldSet, answers: list[Json], texts: dict[str, str]) -> Json:
    items = tuple(
        score_answer(q, answer, CitedTexts(texts), SameFile())
        for q, answer in zip(gold.questions, answers, strict=True)
    )
    clock = Clock()
    with clock.stage("small: ask"):
        pass
    return document([SetResult("small", "questions", gold.digest, items)], clock.stages(), {"encoder": "none"})


def test_every_question_is_unfolded_with_answer_and_source(
    gold: GoldSet, texts: dict[str, str], perfect: Callable[..., Json]
) -> None:
    answers = [perfect(q, texts) for q in gold.questions]
    answers[1] = {}
    page = html_report(result_of(gold, answers, texts))
    assert page.count("<details") == 3
    assert '<details class="bad" id="s0i1"><summary>t-2' in page
    assert '<details class="ok" id="s0i0"><summary>t-1' in page
    assert "<mark>粮食总产稳定在12.5亿斤以上</mark>" in page
    assert "no answer was given" in page


def test_the_page_is_whole_and_asks_nothing_of_a_network(
    gold: GoldSet, texts: dict[str, str], perfect: Callable[..., Json]
) -> None:
    result = result_of(gold, [perfect(q, texts) for q in gold.questions], texts)
    page = html_report(result, compare(result, result))
    balance = Balance()
    balance.feed(page)
    assert balance.open == []
    assert len(balance.ids) == len(set(balance.ids))
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//|@import|url\(""", page)


def test_text_of_reports_and_answers_is_never_markup(gold: GoldSet, texts: dict[str, str]) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    citation = {"n": 1, "file": attack, "report": attack, "section": [attack], "quote": attack, "context": attack,
                "start": 0, "end": 1}  # fmt: skip
    answer = {
        "status": "answered", "answer": f"{attack}[1]", "statements": [{"text": attack, "citations": [1]}],
        "citations": [citation], "struck": [{"text": attack}],
        "table": {"columns": [attack], "rows": [[{"text": attack, "citations": [1]}]]},
    }  # fmt: skip
    page = html_report(result_of(gold, [answer] * 3, texts))
    assert "<script" not in page
    assert "<img" not in page


def test_the_table_of_the_terminal_says_where_things_stand(
    gold: GoldSet, texts: dict[str, str], perfect: Callable[..., Json]
) -> None:
    shown = tables(result_of(gold, [perfect(gold.questions[0], texts), {}, {}], texts))
    assert "correct 0.333" in shown
    assert re.search(r"number\s+1\s+1\.000\s+1\.000", shown)
    assert "p95 ms" in shown
