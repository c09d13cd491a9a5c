"""The benchmark's tables replace the earlier ones and leave the hand-written text alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.bench.baselines import PastingLibrary, WindowLibrary, character_pairs, white_space_words
from eval.bench.speed import Added, Command
from eval.bench.tables import BEGIN, END, Bench, render, write_between_marks
from eval.document import document
from eval.results import Item, SetResult

TEXTS = {
    "a.txt": "新建充电桩480台。实施老街更新。" * 9 + "粮食总产稳定在12.5亿斤以上。" + "改造农村公路75公里。" * 20,
    "b.txt": "完善托育服务，新增托位900个。" * 20,
}

HARD = {"faults": ["it abstained"]}


def result(*sets: SetResult) -> Bench:
    return Bench(
        document(sets, [], {"encoder": "none"}),
        baselines=(SetResult("simple", "questions", "d", (Item("q", {"success@1": 0.0, "success@5": 0.25}),)),),
        added=(Added("two reports", 2, 1_000_000, 0.5, 3.0),),
        commands=(Command("wenju ask", 150.0, 200.0),),
        seconds=12.4,
        date="2031-01-02",
    )


def test_scores_failures_and_what_is_not_available_are_shown() -> None:
    items = (
        Item(
            "q1", {"correct": 1.0, "success@1": 0.0, "success@5": 1.0}, groups={"type": "fact"}, detail={"faults": []}
        ),
        Item("q2", {"correct": 0.0}, groups={"type": "unanswerable"}, detail={"faults": ["it had to abstain"]}),
    )
    text = render(
        result(
            SetResult("small", "questions", "d", items),
            SetResult("small (in full width)", "questions", "d", tuple(replace(i, detail=HARD) for i in items)),
            SetResult("facts", "indicators", "d", (), unavailable="there are none"),
        )
    )
    assert "| small | 1 | 0.000 | 1.000 |" in text
    assert "| *simple* | 1 | 0.000 | 0.250 |" in text
    assert "| small | 2 | 0.500 |" in text
    assert "| unanswerable | 1 | 0.000 |" in text
    assert "- small: 1 of 2: q2" in text
    assert "- small (in full width): 2 of 2, only here: q1" in text
    assert "facts is not available: there are none." in text
    assert "2.00 million characters/s" in text
    assert text.startswith("2031-01-02, commit")


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# Title\n{BEGIN}\nold\n{END}\nnotes\n", encoding="utf-8")
    write_between_marks(readme, "new")
    write_between_marks(readme, "newer")
    assert readme.read_text("utf-8") == f"# Title\n{BEGIN}\nnewer\n{END}\nnotes\n"


def test_character_pairs_find_what_white_space_words_do_not(shelf: Callable[..., Any]) -> None:
    pairs, words = (WindowLibrary(shelf(TEXTS), t) for t in (character_pairs, white_space_words))
    assert "12.5亿斤" in pairs.search("粮食总产目标", k=1).passages[0].text
    assert words.search("粮食总产目标", k=1).passages == ()


def test_windows_are_found_where_they_stand(shelf: Callable[..., Any]) -> None:
    for passage in WindowLibrary(shelf(TEXTS), character_pairs).search("农村公路 托位", k=9).passages:
        assert TEXTS[passage.file][passage.start : passage.end] == passage.text


def test_pasting_answers_with_everything_found(shelf: Callable[..., Any]) -> None:
    answer = PastingLibrary(shelf(TEXTS)).ask("托位多少个？")
    assert answer.answer.count("\n") == 9
