"""The command's JSON is a public interface: every result fits its published schema, on every outcome."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rag import Library
from rag.cli import main
from rag.schema import COMMANDS, schema


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    with Library.open(folder) as library:
        assert not library.add([examples / "reports"]).failed
    return folder


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, Any]:
    status = main(list(argv))
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("command", COMMANDS)
def test_schema_is_itself_valid(command: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(command))


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("澄湖市2025年地区生产总值增长目标是多少?", "answered"),
        ("火星市2025年地区生产总值增长目标是多少?", "abstained"),
        ("澄湖市2031年城镇新增就业目标是多少?", "abstained"),
    ],
)
def test_ask_fits_its_schema(capsys: pytest.CaptureFixture[str], home: Path, question: str, status: str) -> None:
    code, answer = run(capsys, "ask", question, "--json", "--home", str(home))
    jsonschema.validate(answer, schema("ask"))
    assert (code, answer["question"], answer["status"]) == (0, question, status)


def test_every_citation_leads_to_its_words_in_the_source(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    _, answer = run(capsys, "ask", "砚溪县2024年接待游客的目标是多少?", "--json", "--home", str(home))
    assert answer["citations"]
    with Library.open(home) as library:
        for citation in answer["citations"]:
            at = citation["quote_start"]
            assert citation["context"][at : at + len(citation["quote"])] == citation["quote"]
            if not citation["repaired"]:
                source = library.source(citation["file"])[citation["start"] : citation["end"]]
                assert "".join(source.split()) == "".join(citation["quote"].split())


def test_search_fits_its_schema(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    code, found = run(capsys, "search", "一般公共预算收入", "-k", "3", "--json", "--home", str(home))
    jsonschema.validate(found, schema("search"))
    assert code == 0
    assert len(found["passages"]) == 3


def test_summarize_fits_its_schema(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    argv = ("summarize", "yanxi_2025.txt", "--section", "民生", "--length", "short", "--json", "--home", str(home))
    code, summary = run(capsys, *argv)
    jsonschema.validate(summary, schema("summarize"))
    assert code == 0
    assert all(point["citations"] for point in summary["points"])


@pytest.mark.parametrize(
    ("argv", "kind", "status"),
    [
        (("summarize", "yanxi_2025.txt", "--section", "不存在的章节名"), "not_found", 1),
        (("summarize", "nowhere.txt"), "not_found", 1),
        (("show", "nowhere.txt"), "not_found", 1),
        (("remove", "nowhere.txt"), "not_found", 1),
        (("ask", "  "), "usage", 2),
        (("search", "就业", "-k", "0"), "usage", 2),
        (("edit", "yanxi_2025.txt", "--year", "25"), "usage", 2),
        (("edit", "yanxi_2025.txt"), "usage", 2),
        (("ask", "--batch", "no-such-file.jsonl"), "usage", 2),
    ],
)
def test_failure_fits_its_schema(
    capsys: pytest.CaptureFixture[str], home: Path, argv: tuple[str, ...], kind: str, status: int
) -> None:
    code, failure = run(capsys, *argv, "--json", "--home", str(home))
    jsonschema.validate(failure, schema("error"))
    assert (code, failure["error"]["kind"]) == (status, kind)


def test_batch_answers_in_order_and_a_bad_line_stays_alone(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    lines = [
        {"id": "a", "question": "澄湖市2024年新增城镇就业多少人?", "note": "unknown keys are ignored"},
        {"id": "b"},
        {"id": "c", "question": "澄湖市2025年粮食产量目标是多少?", "files": ["nowhere.txt"]},
        {"id": "d", "question": "砚溪县的县长是谁?", "files": ["yanxi_2025.txt"], "history": [{"question": "q"}]},
    ]
    batch = tmp_path / "batch.jsonl"
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    batch.write_text(text + "\n\nnot json\n[1]\n", encoding="utf-8")
    status = main(["ask", "--batch", str(batch), "--home", str(home)])
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 1
    assert [r["id"] for r in results] == ["a", "b", "c", "d", None, None]
    assert ["error" in r for r in results] == [False, True, True, False, True, True]
    for result in results:
        jsonschema.validate(result, schema("error" if "error" in result else "ask"))


def test_batch_of_summaries_takes_the_documented_argument_names(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    batch = tmp_path / "batch.jsonl"
    task = {"id": "s", "file": "yanxi_2025.txt", "section": ["民生"], "length": "long"}
    batch.write_text(json.dumps(task, ensure_ascii=False), encoding="utf-8")
    assert main(["summarize", "--batch", str(batch), "--home", str(home)]) == 0
    summary = json.loads(capsys.readouterr().out)
    jsonschema.validate(summary, schema("summarize"))
    assert (summary["id"], summary["length"]) == ("s", "long")


def test_same_question_gives_the_same_bytes(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    texts = []
    for _ in range(3):
        _, answer = run(capsys, "ask", "澄湖市和砚溪县2025年城镇新增就业目标分别是多少?", "--json", "--home", str(home))
        answer.pop("seconds")
        texts.append(json.dumps(answer))
    assert len(set(texts)) == 1


def test_wrong_words_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask"]) == 2
    assert main(["no-such-command"]) == 2
    assert main(["--help"]) == 0
    capsys.readouterr()
