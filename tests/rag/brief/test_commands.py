"""The commands that write for people: brief, track, compare, terms, summarize --out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rag import Library
from rag.cli import main
from rag.schema import schema


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> str:
    folder = tmp_path_factory.mktemp("commands")
    with Library.open(folder) as library:
        assert not library.add([examples / "reports"]).failed
    return str(folder)


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, Any]:
    status = main([*argv, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_brief_fits_its_schema(capsys: pytest.CaptureFixture[str], home: str) -> None:
    status, brief = run(capsys, "brief", "--topic", "民生", "--report", "chenghu_2025.txt", "--home", home)
    jsonschema.validate(brief, schema("brief"))
    assert (status, brief["topic"]) == (0, "民生")


def test_brief_is_printed_as_text_or_written_to_a_file(
    capsys: pytest.CaptureFixture[str], home: str, tmp_path: Path
) -> None:
    assert main(["brief", "--topic", "就业", "--home", home]) == 0
    assert capsys.readouterr().out.startswith("# 就业情况简报")
    path = tmp_path / "brief.docx"
    assert main(["brief", "--topic", "就业", "--home", home, "--out", str(path)]) == 0
    assert path.stat().st_size > 5000
    assert capsys.readouterr().out == ""


def test_batch_of_briefs_takes_the_documented_argument_names(
    capsys: pytest.CaptureFixture[str], home: str, tmp_path: Path
) -> None:
    lines = [{"id": "a", "topic": "教育", "files": ["yanxi_2025.txt"], "length": "short"}, {"id": "b", "files": ["no"]}]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    assert main(["brief", "--batch", str(batch), "--home", home]) == 1
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    jsonschema.validate(first, schema("brief"))
    jsonschema.validate(second, schema("error"))
    assert (first["id"], second["id"]) == ("a", "b")


def test_track_fits_its_schema_and_writes_a_table(
    capsys: pytest.CaptureFixture[str], home: str, tmp_path: Path
) -> None:
    path = tmp_path / "tracked.csv"
    status, tracked = run(capsys, "track", "--place", "砚溪县", "--home", home, "--out", str(path))
    jsonschema.validate(tracked, schema("track"))
    assert status == 0
    assert {one["place"] for one in tracked} == {"砚溪县"}
    assert path.read_text(encoding="utf-8-sig").startswith("地区,年份,指标")


def test_compare_names_sections_and_changes(capsys: pytest.CaptureFixture[str], home: str, tmp_path: Path) -> None:
    path = tmp_path / "compared.html"
    argv = ("compare", "yanxi_2024.docx", "yanxi_2025.txt", "--home", home, "--out", str(path))
    status, compared = run(capsys, *argv)
    assert status == 0
    assert compared["earlier"] == "砚溪县2024年政府工作报告"
    kinds = {change["kind"] for section in compared["sections"] for change in section["changes"]}
    assert kinds >= {"new", "dropped", "figures"}
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_comparison_names_the_place_once_and_numbers_its_headings_once(
    capsys: pytest.CaptureFixture[str], home: str, tmp_path: Path
) -> None:
    path = tmp_path / "compared.md"
    assert main(["compare", "yanxi_2024.docx", "yanxi_2025.txt", "--home", home, "--out", str(path)]) == 0
    capsys.readouterr()
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# 砚溪县2024年与2025年政府工作报告对比")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings
    assert not any(
        re.match(r"## [一二三四五六七八九十]+、(?:[（(]?[一二三四五六七八九十]+[、）)])", line) for line in headings
    )
    assert all("后：" not in line for line in text.splitlines() if line.startswith("前："))


def test_compare_goes_from_the_earlier_year_to_the_later(capsys: pytest.CaptureFixture[str], home: str) -> None:
    status, compared = run(capsys, "compare", "yanxi_2025.txt", "yanxi_2024.docx", "--home", home)
    assert status == 0
    assert compared["earlier"] == "砚溪县2024年政府工作报告"


def test_compare_of_a_report_with_itself_is_refused_and_of_two_places_remarked_on(
    capsys: pytest.CaptureFixture[str], home: str
) -> None:
    assert main(["compare", "yanxi_2025.txt", "yanxi_2025.txt", "--home", home]) == 2
    assert "the same report" in capsys.readouterr().err
    assert main(["compare", "yanxi_2025.txt", "chenghu_2025.txt", "--home", home]) == 0
    assert "reports of two places, 砚溪县 and 澄湖市" in capsys.readouterr().err


def test_topic_that_no_report_has_gives_no_empty_briefing(
    capsys: pytest.CaptureFixture[str], home: str, tmp_path: Path
) -> None:
    path = tmp_path / "brief.docx"
    assert main(["brief", "--topic", "外星移民", "--home", home, "--out", str(path)]) == 0
    said = capsys.readouterr()
    assert "nothing on 外星移民" in said.err
    assert said.out == ""
    assert not path.exists()


def test_terms_lists_slogans_with_their_clauses(capsys: pytest.CaptureFixture[str], home: str) -> None:
    status, terms = run(capsys, "terms", "chenghu_2025.txt", "--home", home)
    assert status == 0
    assert terms["slogans"]
    assert all(f"“{one['text']}”" in one["quote"] for one in terms["slogans"])


def test_summary_is_written_to_a_file(capsys: pytest.CaptureFixture[str], home: str, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    assert main(["summarize", "yanxi_2025.txt", "--length", "short", "--home", home, "--out", str(path)]) == 0
    capsys.readouterr()
    assert path.read_text(encoding="utf-8").startswith("# 砚溪县2025年政府工作报告摘要")
