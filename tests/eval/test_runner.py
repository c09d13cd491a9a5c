"""Gold sets run over a library: what is asked, what is kept, what is not measured."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from eval.files import SameFile
from eval.gold import GoldSet, parse
from eval.library import Sources
from eval.measure import Clock, memory_mib, peak_mib, percentile
from eval.results import Item, SetResult, totals
from eval.robustness import FULL_WIDTH, SCOPED, TRADITIONAL
from eval.runner import Part, Progress, Session, Setting

Json = dict[str, Any]
RETRIEVAL, ANSWERS = frozenset({Part.RETRIEVAL}), frozenset({Part.ANSWERS})


def test_every_question_keeps_its_scores_and_what_was_found(
    gold: GoldSet, texts: dict[str, str], shelf: Callable[..., Any]
) -> None:
    result = Session(shelf(texts)).run(gold)
    assert result is not None
    first, _, third = result.items
    assert first.scores["success@5"] == 1.0
    assert first.detail["passages"][0]["file"] == "donghu_2031.txt"
    assert "recall@5" not in third.scores
    assert third.detail["faults"] == ["it had to abstain"]
    assert result.gold_digest == gold.digest


def test_only_what_is_asked_for_is_measured(gold: GoldSet, texts: dict[str, str], shelf: Callable[..., Any]) -> None:
    session = Session(shelf(texts))
    retrieval = session.run(gold, Setting(parts=RETRIEVAL))
    assert retrieval is not None
    assert "correct" not in retrieval.scores
    assert [item.id for item in retrieval.items] == ["t-1", "t-2"]
    assert session.run(gold, Setting(parts=frozenset({Part.SUMMARIES}))) is None
    assert [stage.name for stage in session.clock.stages()] == ["small: search"]


def test_the_question_reaches_the_library_as_it_was_rewritten(
    gold: GoldSet, texts: dict[str, str], shelf: Callable[..., Any]
) -> None:
    asked: list[str] = []
    library = shelf(texts)
    answer = library.ask
    library.ask = lambda question, files=(): asked.append(question) or answer(question)
    session = Session(library)
    session.run(gold, replace(TRADITIONAL, parts=ANSWERS))
    result = session.run(gold, replace(FULL_WIDTH, parts=ANSWERS))
    assert asked[0] == "東湖縣2031年糧食總產的目標是多少？"
    assert asked[3] == "东湖县２０３１年粮食总产的目标是多少？"
    assert result is not None
    assert result.name == "small (in full width)"


def test_a_scoped_question_is_asked_of_the_set_s_reports_alone(
    gold: GoldSet, texts: dict[str, str], shelf: Callable[..., Any]
) -> None:
    crowd = {**texts, "nanze_2031.txt": "东湖县2031年粮食总产的目标是多少，没有人知道。东湖县2031年粮食总产。"}
    library = shelf(crowd)
    scoped = Session(library).run(gold, replace(SCOPED, parts=RETRIEVAL))
    unscoped = Session(library).run(gold, Setting(parts=RETRIEVAL))
    assert scoped is not None
    assert unscoped is not None
    assert scoped.items[0].scores["success@1"] == 1.0
    assert unscoped.items[0].scores["success@1"] == 0.0


def test_reports_that_the_library_does_not_hold_are_named(
    gold: GoldSet, texts: dict[str, str], shelf: Callable[..., Any]
) -> None:
    result = Session(shelf({"donghu_2031.txt": texts["donghu_2031.txt"]})).run(gold)
    assert result is not None
    assert result.notes == ("1 of 2 quoted reports are not in the library: xiling_2031.txt",)


def test_a_question_that_breaks_the_library_costs_that_question_alone(
    gold: GoldSet, texts: dict[str, str], shelf: Callable[..., Any]
) -> None:
    library = shelf(texts)
    answer = library.ask

    def breaks_on_population(question: str, *, files: Sequence[str] = ()) -> Any:
        if "人口" in question:
            raise ZeroDivisionError("nobody")
        return answer(question)

    library.ask = breaks_on_population
    result = Session(library).run(gold)
    assert result is not None
    assert result.notes == ("1 questions failed, from t-3 on: ZeroDivisionError: nobody",)
    assert [item.detail["faults"] for item in result.items][2] == ["no answer was given"]
    assert len(result.items) == 3


def test_progress_reaches_its_end(gold: GoldSet, texts: dict[str, str], shelf: Callable[..., Any]) -> None:
    steps: list[Progress] = []
    Session(shelf(texts), progress=steps.append).run(gold)
    assert steps[0] == Progress("small", 0, 3)
    assert steps[-1] == Progress("small", 3, 3)


def test_a_judge_is_heard_beside_the_other_scores(
    gold: GoldSet, texts: dict[str, str], shelf: Callable[..., Any]
) -> None:
    result = Session(shelf(texts), judge=lambda question, answer: question.id == "t-1").run(gold)
    assert result is not None
    assert result.scores["judged correct"] == 0.5


def test_topics_are_left_out_and_said_so_where_no_briefs_are_written(
    texts: dict[str, str], shelf: Callable[..., Any]
) -> None:
    point = {"point": "充电桩480台", "must_include": [["480台"]], "quote": "新建充电桩480台"}
    tasks = [
        {"id": "s-1", "task": "section", "section": ["今年"], "files": ["donghu_2031.txt"], "key_points": [point]},
        {"id": "s-2", "task": "topic", "topic": "充电桩", "files": ["donghu_2031.txt"], "key_points": [point]},
    ]
    result = Session(shelf(texts)).run(parse("s", "\n".join(json.dumps(t, ensure_ascii=False) for t in tasks)))
    assert result is not None
    assert [item.id for item in result.items] == ["s-1"]
    assert result.notes == ("the library writes no briefs on a topic: 1 tasks are left out",)


def test_scores_are_averaged_and_counts_added_up() -> None:
    items = [
        Item("a", {"correct": 1.0}, {"precision": (1, 1)}, {"type": "list"}),
        Item("b", {"correct": 0.0}, {"precision": (0, 3)}, {"type": "fact"}),
        Item("c", {}, {}, {"type": "fact"}),
    ]
    assert totals(items) == {"correct": 0.5, "precision": 0.25}
    by_type = SetResult("s", "questions", "d", tuple(items)).by("type")
    assert list(by_type) == ["fact", "list"]
    assert by_type["fact"] == {"n": 2.0, "correct": 0.0, "precision": 0.0}


def test_percentiles_are_values_that_occurred() -> None:
    values = [float(n) for n in range(1, 21)]
    assert (percentile(values, 50), percentile(values, 95), percentile([7.0], 95)) == (10.0, 19.0, 7.0)


def test_a_stage_that_fails_is_counted_all_the_same() -> None:
    clock = Clock()
    with pytest.raises(ValueError, match="no"), clock.stage("ask"):
        raise ValueError("no")
    (stage,) = clock.stages()
    assert (stage.name, stage.n) == ("ask", 1)
    assert 0 < memory_mib() <= peak_mib() * 1.01


def test_each_form_of_a_report_has_its_own_source_text(shelf: Callable[..., Any]) -> None:
    library = shelf({"a.txt": "正文。", "a.docx": "  正文。", "b.txt": "其他。"})
    sources = Sources(library, ["a.txt", "a.docx", "b.txt"], SameFile([("b.txt", "copies/b.docx")]))
    assert (sources["a.txt"], sources["a.docx"]) == ("正文。", "  正文。")
    assert sources["copies/b.docx"] == "其他。"
    assert "c.txt" not in sources
