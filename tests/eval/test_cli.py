"""`wenju eval` over the sample reports, as a user runs it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from eval.cli import add_arguments, path_of, run
from eval.gold import load
from rag.errors import GoldSetProblem, UsageError
from rag.library import Library

Json = dict[str, Any]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    samples = Path(__file__).resolve().parents[2] / "examples" / "reports"
    with Library.open(tmp_path_factory.mktemp("home"), encoder="hashing-256") as opened:
        opened.add([samples])
        yield opened


def evaluate(library: Library | None, *options: str, as_json: bool = False) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    args = parser.parse_args(list(options))
    args.json = as_json
    return run(args, library)


def test_the_sample_gold_set_runs_and_writes_a_page_with_its_json(
    library: Library, examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    assert evaluate(library, str(examples / "gold.jsonl"), "--out", str(page)) == 0
    assert "by type" not in capsys.readouterr().err
    kept = json.loads(page.with_suffix(".json").read_text("utf-8"))
    assert kept["sets"][0]["n"] == 30
    assert kept["settings"]["encoder"] == "hashing-256"
    assert len(kept["settings_fingerprint"]) == 12
    assert page.read_text("utf-8").count("<details") == 30


def test_one_json_document_is_printed(library: Library, examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate(library, str(examples / "summaries.jsonl"), as_json=True)
    document = json.loads(capsys.readouterr().out)
    assert document["sets"][0]["kind"] == "summaries"
    assert document["sets"][0]["gold_digest"] == load(examples / "summaries.jsonl").digest


def test_a_run_compared_with_itself_has_not_changed(
    library: Library, examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    gold = str(examples / "gold.jsonl")
    evaluate(library, gold, "--only", "retrieval", "--out", str(page))
    evaluate(library, gold, "--only", "retrieval", "--compare", str(page.with_suffix(".json")))
    assert "no score of any item has changed" in capsys.readouterr().out
    other = tmp_path / "other.json"
    other.write_text("{}")
    with pytest.raises(UsageError, match="is not a result of wenju eval"):
        evaluate(library, gold, "--compare", str(other))


def test_gates_decide_the_exit_status(
    library: Library, examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, floors = str(examples / "gold.jsonl"), str(tmp_path / "floors.json")
    retrieval = (gold, "--only", "retrieval")
    assert evaluate(library, *retrieval, "--fail-under", "success@10=0.1") == 0
    assert evaluate(library, *retrieval, "--fail-under", "success@10=1.01") == 1
    assert "success@10" in capsys.readouterr().err
    assert evaluate(library, *retrieval, "--floors", floors, "--pin") == 0
    assert evaluate(library, *retrieval, "--floors", floors) == 0
    pinned = json.loads(Path(floors).read_text("utf-8"))
    pinned["sets"]["gold"]["floors"]["success@5"] = 1.5
    Path(floors).write_text(json.dumps(pinned))
    assert evaluate(library, *retrieval, "--floors", floors) == 1
    with pytest.raises(UsageError, match="would lower floors"):
        evaluate(library, *retrieval, "--floors", floors, "--pin")
    with pytest.raises(UsageError, match="no number"):
        evaluate(library, *retrieval, "--fail-under", "success@10=high")


def test_an_answer_file_is_scored_without_a_library(
    examples: Path, tmp_path: Path, perfect: Callable[..., Json], capsys: pytest.CaptureFixture[str]
) -> None:
    gold = load(examples / "gold.jsonl")
    answers = tmp_path / "answers.jsonl"
    lines = [json.dumps({"id": q.id, **perfect(q)}, ensure_ascii=False) for q in gold.questions]
    answers.write_text("\n".join(lines), encoding="utf-8")
    given = (str(examples / "gold.jsonl"), "--answers", str(answers))
    assert evaluate(None, *given, "--fail-under", "correct=1", "--fail-under", "concise=1") == 0
    answers.write_text("", encoding="utf-8")
    assert evaluate(None, *given, as_json=True) == 0
    document = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert set(document["sets"][0]["scores"].values()) == {0.0}
    assert "30 questions have no answer" in document["sets"][0]["notes"][0]


def test_an_answer_that_failed_is_no_answer(examples: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps({"id": "ex-001", "error": {"kind": "usage"}}), encoding="utf-8")
    assert evaluate(None, str(examples / "gold.jsonl"), "--answers", str(answers), "--fail-under", "0.01") == 1
    answers.write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="line 1: not an answer with an id"):
        evaluate(None, str(examples / "gold.jsonl"), "--answers", str(answers))


def test_trec_files_are_written(library: Library, examples: Path, tmp_path: Path) -> None:
    evaluate(library, str(examples / "gold.jsonl"), "--only", "retrieval", "--trec", str(tmp_path))
    run_lines = (tmp_path / "gold.run").read_text("utf-8").splitlines()
    assert run_lines[0].split()[0] == "ex-001"
    assert all(len(line.split()) == 6 for line in run_lines)
    assert all(len(line.split()) == 4 for line in (tmp_path / "gold.qrels").read_text("utf-8").splitlines())


def test_a_gold_set_is_drafted_sound_and_answerable_in_part(library: Library, tmp_path: Path) -> None:
    drafted = tmp_path / "mine.jsonl"
    assert evaluate(library, "--make-gold", str(drafted)) == 0
    gold = load(drafted)
    types = {q.type.value for q in gold.questions}
    assert len(gold.questions) >= 20
    assert {"number", "unanswerable"} <= types
    assert all("草稿" in q.note for q in gold.questions)
    assert evaluate(library, str(drafted), "--only", "retrieval", "--fail-under", "success@10=0.5") == 0
    with pytest.raises(UsageError, match="may hold somebody's work"):
        evaluate(library, "--make-gold", str(drafted))


def test_squad_files_bring_their_own_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contexts = [
        ("云溪大桥", "云溪大桥位于澄湖之上。大桥于1998年建成通车。全长1860米。", "云溪大桥哪一年建成？", "1998年"),
        ("棠口灯塔", "棠口灯塔立在海边。灯塔由工匠周远设计。塔高42米。", "谁设计了棠口灯塔？", "周远"),
    ]
    data = [
        {"title": title, "paragraphs": [{"context": text, "qas": [
            {"id": f"q{n}", "question": question, "answers": [{"text": answer, "answer_start": text.index(answer)}]}
        ]}]}
        for n, (title, text, question, answer) in enumerate(contexts)
    ]  # fmt: skip
    squad = tmp_path / "squad.json"
    squad.write_text(json.dumps({"data": data}), encoding="utf-8")
    options = (str(squad), "--format", "squad", "--only", "retrieval", "--with-encoder", "hashing-256")
    assert evaluate(None, *options, as_json=True) == 0
    scores = json.loads(capsys.readouterr().out)["sets"][0]["scores"]
    assert scores["success@5"] == 1.0


def test_harder_conditions_are_measured_over_a_temporary_library(
    examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (examples / "gold.jsonl").read_text("utf-8").splitlines()
    gold = tmp_path / "few.jsonl"
    gold.write_text("\n".join(lines[:3]), encoding="utf-8")
    reports = examples / "reports"
    before = {path: path.read_bytes() for path in reports.iterdir()}
    options = (str(gold), "--reports", str(reports), "--with-encoder", "hashing-256", "--robustness")
    assert evaluate(None, *options, "--among", str(reports), as_json=True) == 0
    document = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in document["sets"]] == [
        "few",
        "few (in Traditional script)",
        "few (in full width)",
        "few (scoped to its reports)",
        "few (among all reports)",
        "few (answering report removed)",
    ]
    assert all(one["n"] for one in document["sets"])
    assert {path: path.read_bytes() for path in reports.iterdir()} == before


def test_a_quote_that_the_library_s_report_does_not_hold_is_refused(
    library: Library, examples: Path, tmp_path: Path
) -> None:
    line = json.loads((examples / "gold.jsonl").read_text("utf-8").splitlines()[0])
    line["evidence"][0]["quote"] = "全市地区生产总值达到2318.7亿元，增长5.5%"
    gold = tmp_path / "wrong.jsonl"
    gold.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(GoldSetProblem, match=r"is not in chenghu_2025\.txt"):
        evaluate(library, str(gold))


def test_what_is_missing_is_said(tmp_path: Path, examples: Path) -> None:
    with pytest.raises(UsageError, match="no gold set was given"):
        evaluate(None)
    with pytest.raises(UsageError, match="no library to evaluate"):
        evaluate(None, str(examples / "gold.jsonl"))
    with pytest.raises(UsageError, match="--pin needs a file"):
        evaluate(None, str(examples / "gold.jsonl"), "--pin")
    with pytest.raises(UsageError, match="no report to draft questions from"):
        evaluate(None, "--make-gold", str(tmp_path / "x.jsonl"))
    with pytest.raises(UsageError, match="lies under none of"):
        path_of("absent.txt", [examples])
