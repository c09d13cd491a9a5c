"""The quality note: what was done to a text, grouped, with the source beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import show
from rag.ingest import Task, parse

DAMAGED = (
    "2025年望川縣政府工作報(bào)告\n各位代表:\n經(jīng)濟(jì)穩(wěn)中向好,河?xùn)|岸綠道順(shùn)利貫(guàn)通。\n"
    + "".join(f"堅(jiān)持項(xiàng)目為王,第{n}個(gè)工業(yè)項(xiàng)目建成投產(chǎn)。\n" for n in range(1, 40))
)


@pytest.fixture
def document(tmp_path: Path) -> show.Json:
    path = tmp_path / "望川县_2024.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    parsed = parse(Task(path, path.name, {}))
    return show.quality(parsed.report, parsed.source.text)


def test_repairs_of_a_kind_stand_together_with_their_number(document: show.Json) -> None:
    kinds = {kind["kind"]: kind for kind in document["kinds"]}
    assert sum(kind["times"] for kind in kinds.values()) == len(document["repairs"])
    pinyin = kinds["pinyin"]
    assert pinyin["times"] > 150 > 20 > pinyin["different"]
    assert len(pinyin["examples"]) == 5
    assert pinyin["examples"][0]["before"] == "(xiàng)"  # twice in every line
    assert pinyin["examples"][0]["times"] == 78


def test_each_example_shows_the_source_and_the_clean_text_of_one_place(document: show.Json) -> None:
    (shift,) = (kind for kind in document["kinds"] if kind["kind"] == "byte_shift")
    (example,) = shift["examples"]
    assert "河?xùn)|岸" in example["source"]
    assert "河东岸" in example["clean"]
    for kind in document["kinds"]:
        for example in kind["examples"]:
            assert DAMAGED[example["start"] : example["end"]]


def test_thousands_of_repairs_are_told_on_a_screen_or_two(document: show.Json) -> None:
    lines = list(show.quality_lines(document))
    assert len(lines) < 60
    text = "\n".join(lines)
    assert "Pinyin in brackets removed: " in text
    assert "more; --json lists all" in text
    assert "year: 2025 (from the text; the file name says 2024)" in text
    assert "not found: date, speaker" in text


def test_what_was_left_out_and_doubted_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    body = "".join(f"过去一年,第{n}项重点任务如期完成,群众满意度稳步提高,各项指标好于预期。\n" for n in range(14))
    path.write_text(
        "各位代表:\n现在,我向大会报告工作。\n" + body + '作风转变。<span style="display:none">工程资料</span>\n',
        encoding="utf-8",
    )
    parsed = parse(Task(path, path.name, {}))
    text = "\n".join(show.quality_lines(show.quality(parsed.report, parsed.source.text)))
    assert "1 region left out" in text
    assert "text that the page hides" in text
    assert "工程资料" in text
    assert "what follows may be missing" in text
