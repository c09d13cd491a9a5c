"""Right answers score 1, nothing scores 0, and what merely holds the answer is not concise."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.answers import faults, is_concise, score_answer
from eval.citations import CitedTexts, is_exact
from eval.files import SameFile
from eval.gold import GoldSet, Polarity, Question, load
from eval.results import totals
from eval.verdict import contradicts

Json = dict[str, Any]
SAME = SameFile()
NO_TEXTS = CitedTexts()


def answered(text: str, **more: Any) -> Json:
    return {"status": "answered", "answer": text, "statements": [], "citations": [], **more}


def test_a_perfect_answer_file_scores_one_throughout(
    gold: GoldSet, texts: dict[str, str], perfect: Callable[..., Json]
) -> None:
    items = [score_answer(q, perfect(q, texts), CitedTexts(texts), SAME) for q in gold.questions]
    assert set(totals(items).values()) == {1.0}


def test_an_empty_answer_file_scores_zero_throughout(gold: GoldSet, texts: dict[str, str]) -> None:
    scores = totals([score_answer(q, {}, CitedTexts(texts), SAME) for q in gold.questions])
    assert set(scores.values()) == {0.0}


@pytest.mark.parametrize("name", ["seeds_dev", "reports_dev"])
def test_perfect_and_empty_answers_to_the_real_questions(
    shared_data: Path, name: str, perfect: Callable[..., Json]
) -> None:
    gold = load(shared_data / "gold" / f"{name}.jsonl")
    sources = {
        file: path.read_text("utf-8")
        for file in gold.files
        for folder in ("seeds", "corpora/reports")
        if (path := shared_data / folder / file).exists()
    }
    texts = CitedTexts(sources)
    best = totals([score_answer(q, perfect(q, sources), texts, SAME) for q in gold.questions])
    assert {name: value for name, value in best.items() if value < 1.0} == {}
    worst = totals([score_answer(q, {}, texts, SAME) for q in gold.questions])
    assert {name: value for name, value in worst.items() if value > 0.0} == {}


@pytest.mark.parametrize("name", ["seeds_dev", "reports_dev"])
def test_a_changed_digit_is_caught_in_every_real_answer(shared_data: Path, name: str) -> None:
    gold = load(shared_data / "gold" / f"{name}.jsonl")
    n_changed = 0
    unnoticed: list[str] = []
    for question in gold.questions:
        for group in question.must_include:
            text = question.answer
            for spelling in sorted(group, key=len, reverse=True):
                text = re.sub(rf"(?<![\d.]){re.escape(spelling)}", _with_another_digit(spelling), text)
            if text != question.answer and all(re.search(r"\d", spelling) for spelling in group):
                n_changed += 1
                unnoticed += [] if faults(question, answered(text)) else [text]
    assert n_changed > 60
    assert unnoticed == []


def _with_another_digit(spelling: str) -> str:
    """Change the last digit of the first number: 12.5亿斤 to 12.6亿斤."""
    return re.sub(r"\d(?=\D|$)", lambda m: str((int(m.group()) + 1) % 10), spelling, count=1)


def test_ten_pasted_passages_are_correct_and_not_concise(gold: GoldSet) -> None:
    grain = gold.questions[0]
    pasted = answered("粮食总产稳定在12.5亿斤以上。" + "抓好各项工作落实，推动高质量发展。" * 40)
    assert faults(grain, pasted) == []
    assert score_answer(grain, pasted, NO_TEXTS, SAME).scores == {"correct": 1.0, "concise": 0.0}


def test_a_long_table_counts_towards_the_length(gold: GoldSet) -> None:
    table = {"columns": ["县", "台"], "rows": [[{"text": "西岭县"}, {"text": "充电桩" * 80}]]}
    answer = answered("西岭县更多：640台，东湖县480台。")
    assert is_concise(gold.questions[1], answer)
    assert not is_concise(gold.questions[1], {**answer, "table": table})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("12.5亿斤[1]。", None),
        ("12．5 亿斤。", None),
        ("112.5亿斤。", "missing: 12.5亿斤"),
        ("2.5亿斤。", "missing: 12.5亿斤"),
        ("12.5亿斤，去年13.1亿斤。", "wrong: 13.1亿斤"),
        ("", "no answer was given"),
    ],
)
def test_figures_have_edges(gold: GoldSet, text: str, fault: str | None) -> None:
    assert faults(gold.questions[0], answered(text)) == ([fault] if fault else [])


def test_a_copied_list_may_hold_the_wrong_member(gold: GoldSet) -> None:
    quote = "粮食总产分别为12.5亿斤和13.1亿斤"
    grain = gold.questions[0]
    grain = dataclasses.replace(grain, evidence=(dataclasses.replace(grain.evidence[0], quote=quote),))
    assert faults(grain, answered("粮食总产分别为 12.5亿斤[1]和13.1亿斤[2]。")) == []
    assert faults(grain, answered("12.5亿斤（粮食总产分别为12.5亿斤和13.1亿斤），即13.1亿斤。")) == ["wrong: 13.1亿斤"]


def test_what_is_needed_may_stand_in_the_table(gold: GoldSet) -> None:
    rows = [[{"text": "西岭县"}, {"text": "640台"}], [{"text": "东湖县"}, {"text": "480台"}]]
    answer = answered("西岭县更多。", table={"columns": ["县", "充电桩"], "rows": rows})
    assert faults(gold.questions[1], answer) == []


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("西岭县更多：西岭县640台，东湖县480台。", True),
        ("东湖县480台，西岭县640台，西岭县更多。", True),
        ("与东湖县480台相比，西岭县的640台更多。", True),
        ("东湖县480台，少于西岭县的640台。", True),
        ("西岭县640台，比东湖县480台更多。", True),
        ("更多的是西岭县：640台，东湖县480台。", True),
        ("Xiling has more: 西岭县640台，东湖县480台。", True),
        ("东湖县更多：东湖县480台，西岭县640台。", False),
        ("东湖县480台，多于西岭县640台。", False),
        ("西岭县640台，东湖县480台。", False),
    ],
)
def test_the_winner_has_to_be_named_as_the_answer(gold: GoldSet, text: str, is_right: bool) -> None:
    assert (faults(gold.questions[1], answered(text)) == []) is is_right


def test_a_question_may_ask_for_the_smaller(gold: GoldSet) -> None:
    question = dataclasses.replace(gold.questions[1], question="2031年新建充电桩，东湖县和西岭县哪个更少？")
    assert faults(question, answered("西岭县更少：西岭县640台，东湖县480台。")) == []
    assert faults(question, answered("西岭县更多：西岭县640台，东湖县480台。")) != []


@pytest.mark.parametrize(
    ("text", "polarity", "expected"),
    [
        ("目标6%，实际5%，没有达到。", Polarity.YES, True),
        ("目标6%，实际5%，未完成目标。", Polarity.YES, True),
        ("不能，全面禁放。", Polarity.YES, True),
        ("目标6%，实际7%，完成。", Polarity.YES, False),
        ("能，不断改善。", Polarity.YES, False),
        ("目标6%，实际5%，完成了目标。", Polarity.NO, True),
        ("会，新增车位1万个。", Polarity.NO, True),
        ("目标6%，实际5%，没有达到目标。", Polarity.NO, False),
        ("实行全面禁放新能源车不受影响。", Polarity.NO, False),
    ],
)
def test_the_contrary_of_yes_and_no_is_recognised(text: str, polarity: Polarity, expected: bool) -> None:
    assert contradicts(text, polarity) is expected


def test_an_answer_where_nothing_answers_is_wrong_and_so_is_an_abstention_where_something_does(gold: GoldSet) -> None:
    grain, population = gold.questions[0], gold.questions[2]
    declined: Json = {"status": "abstained", "answer": "报告没有给出。", "statements": [], "citations": []}
    assert faults(population, answered("9万人。")) == ["it had to abstain"]
    assert faults(population, declined) == []
    assert faults(grain, declined) == ["it abstained"]
    scores = totals([score_answer(q, declined, NO_TEXTS, SAME) for q in gold.questions])
    assert scores["abstention precision"] == pytest.approx(1 / 3)
    assert scores["abstention recall"] == 1.0
    assert scores["attempted"] == 0.0


def test_a_citation_must_be_of_the_right_report_and_place(
    gold: GoldSet, texts: dict[str, str], perfect: Callable[..., Json]
) -> None:
    question = gold.questions[0]
    answer = perfect(question, texts)
    elsewhere = {**answer, "citations": [{**answer["citations"][0], "file": "xiling_2031.txt"}]}
    assert score(question, elsewhere, texts)["citation recall"] == 0.0
    whole = texts["donghu_2031.txt"]
    other = {**answer["citations"][0], "n": 2, "quote": "实施老街更新", "context": whole}
    other["quote_start"] = whole.index(other["quote"])
    statements = [{"text": other["quote"], "citations": [2]}, *answer["statements"]]
    both = {**answer, "citations": [*answer["citations"], other], "statements": statements}
    assert score(question, both, texts)["citation precision"] == 0.5
    assert score(question, both, texts)["citation recall"] == 1.0


def score(question: Question, answer: Json, texts: dict[str, str]) -> dict[str, float]:
    return totals([score_answer(question, answer, CitedTexts(texts), SAME)])


def test_exactness_is_the_source_at_the_cited_place() -> None:
    source = "粮食总产稳\n定在12.5亿斤"
    citation = {"quote": "稳定在12.5亿斤", "start": 4, "end": 14}
    assert is_exact(citation, source)
    assert not is_exact({**citation, "start": 3}, source)
    assert not is_exact({**citation, "end": 99}, source)
    assert is_exact({**citation, "quote": "稳定于12.5亿斤", "repaired": True}, source)


def test_errors_of_grounding_and_of_citation_are_told_apart(
    gold: GoldSet, texts: dict[str, str], perfect: Callable[..., Json]
) -> None:
    question = gold.questions[0]
    answer = perfect(question, texts)
    library = CitedTexts(texts, search=lambda _: list(texts.values()))

    def scored(statement: str) -> dict[str, float]:
        statements = [{"text": statement, "citations": [1], "derived": None}]
        return totals([score_answer(question, {**answer, "statements": statements}, library, SAME)])

    elsewhere = scored("改造农村公路75公里")
    assert (elsewhere["citations support"], elsewhere["grounded"], elsewhere["figures cited"]) == (0.0, 1.0, 0.0)
    nowhere = scored("改造农村公路77公里")
    assert (nowhere["citations support"], nowhere["grounded"]) == (0.0, 0.0)
    converted = scored("粮食总产稳定在125000万斤以上")
    assert (converted["citations support"], converted["figures cited"]) == (1.0, 1.0)


def test_a_statement_without_citation_is_counted(gold: GoldSet, texts: dict[str, str]) -> None:
    answer = answered("12.5亿斤。", statements=[{"text": "12.5亿斤", "citations": [], "derived": None}])
    assert score(gold.questions[0], answer, texts)["statements cited"] == 0.0


def test_what_is_merely_offered_cites_nothing(
    gold: GoldSet, texts: dict[str, str], perfect: Callable[..., Json]
) -> None:
    offered = {**perfect(gold.questions[0], texts), "status": "abstained", "statements": []}
    assert score(gold.questions[0], offered, texts)["citation recall"] == 0.0


@pytest.mark.parametrize(
    ("source", "expected"),
    [("增长5.5%左右", 1.0), ("增长5.0%—5.5%", 0.0), ("增长5.0%—5.5%，力争5.5%", 1.0), ("增长15.5%", 0.0)],
)
def test_one_end_of_a_range_is_not_the_range(
    gold: GoldSet, perfect: Callable[..., Json], source: str, expected: float
) -> None:
    answer = perfect(gold.questions[0])
    citation = {**answer["citations"][0], "quote": source, "context": source}
    statements = [{"text": "增长5.5%", "citations": [1]}]
    assert score(gold.questions[0], {**answer, "citations": [citation], "statements": statements}, {})[
        "figures cited"
    ] == pytest.approx(expected)
