"""Structure of real reports: every section path of the gold summaries, and place and year of the whole corpus."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from rag.clean import clean
from rag.places import same_place
from rag.structure import find_section, structure
from rag.types import Report, SourceText


def read(path: Path, file: str = "report.txt") -> Report:
    text = path.read_text(encoding="utf-8").lstrip("\ufeff")
    return structure(clean(SourceText(text, "txt", "utf-8")), file=file, report_id="r")


def test_every_section_path_of_the_gold_summaries_is_found(shared_data: Path) -> None:
    lines = (shared_data / "gold" / "seeds_summary_dev.jsonl").read_text(encoding="utf-8").splitlines()
    tasks = [task for task in map(json.loads, lines) if task.get("section")]
    reports = {task["files"][0]: read(shared_data / "seeds" / task["files"][0]) for task in tasks}
    for task in tasks:
        found = find_section(reports[task["files"][0]], task["section"])
        assert found.first <= found.last


def test_the_spaced_glossary_of_the_traditional_report_has_its_entries(shared_data: Path) -> None:
    report = read(next((shared_data / "seeds").glob("003_*.txt")))
    terms = [entry.term for entry in report.glossary]
    assert "三品一标" in terms
    assert len(terms) >= 10
    for entry in report.glossary:
        assert entry.definition in report.paragraph(entry.paragraph).text[entry.start : entry.end]


def test_item_spans_stay_inside_their_paragraphs_and_labels_inside_items(shared_data: Path) -> None:
    for path in sorted((shared_data / "seeds").glob("*.txt")):
        for paragraph in read(path).paragraphs:
            assert 0 <= paragraph.lead_end <= len(paragraph.text)
            for item in paragraph.items:
                assert 0 <= item.start <= item.label_start <= item.label_end <= item.end <= len(paragraph.text)


@pytest.fixture(scope="module")
def guesses(shared_data: Path) -> list[tuple[dict[str, str], Report]]:
    folder = shared_data / "corpora" / "reports"
    if not (folder / "manifest.csv").is_file():
        pytest.skip(f"no corpus of reports: {folder} has no manifest.csv")
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row, read(folder / row["file"])) for row in rows]


def test_place_is_inferred_from_text_alone(guesses: list[tuple[dict[str, str], Report]]) -> None:
    right = sum(bool(report.place) and same_place(report.place, row["place"]) for row, report in guesses)
    assert right / len(guesses) >= 0.97


def test_year_is_inferred_from_text_alone(guesses: list[tuple[dict[str, str], Report]]) -> None:
    right = sum(report.metadata.year.value == row["year"] for row, report in guesses)
    assert right / len(guesses) >= 0.95


def test_files_that_bear_the_name_of_another_place_are_reported(shared_data: Path) -> None:
    folder = shared_data / "corpora" / "reports" / "prefecture_2024" / "mislabelled_in_source"
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        pytest.skip(f"no mislabelled reports: {folder} is absent")
    for path in paths:
        report = read(path, path.name)
        assert report.place == "国务院"
        assert [name for name, _ in report.metadata.place.rivals] == [path.stem.split("_")[0]]
        assert any(doubt.kind == "metadata" for doubt in report.doubts)
