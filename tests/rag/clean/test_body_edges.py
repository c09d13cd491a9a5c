"""Where the report begins and ends in dirty pages, against marks made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from rag.clean import clean
from rag.types import SourceText

MARKS = Path(__file__).resolve().parents[2] / "cases" / "body_edges.json"


class Edges(NamedTuple):
    file: str
    start: int
    end: int


def test_at_least_38_of_40_pages_begin_and_end_where_the_report_does(shared_data: Path) -> None:
    pages = json.loads(MARKS.read_text(encoding="utf-8"))["pages"]
    marked = [Edges(page["file"], page["start"], page["end"]) for page in pages]
    found = []
    for page in marked:
        source = (shared_data / "corpora" / "reports" / page.file).read_text(encoding="utf-8")
        text = clean(SourceText(source, "txt")).text
        found.append(Edges(page.file, int(text.starts[0]), int(text.ends[-1])))
    wrong = [(mark, edges) for mark, edges in zip(marked, found, strict=True) if mark != edges]
    assert len(marked) >= 40
    assert len(wrong) <= 0.05 * len(marked), wrong
