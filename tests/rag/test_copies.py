"""Which reports are copies of one another, who speaks for them, and what happens when that one goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import Library
from rag.copies import containment, resemblance, shingles
from rag.results import Outcome

SUBJECTS = [
    "水库",
    "道路",
    "学校",
    "医院",
    "公园",
    "厂房",
    "果园",
    "鱼塘",
    "桥梁",
    "码头",
    "粮仓",
    "泵站",
    "路灯",
    "车站",
    "剧院",
    "球场",
]
VERBS = ["新建", "扩建", "改造", "修缮", "启用", "验收", "规划", "迁建"]


def body(seed: int, lines: int = 160) -> str:
    """Prose of its own for every seed, long enough that two texts are not alike by chance."""
    return "\n\n".join(
        f"{VERBS[(seed + n) % 8]}{SUBJECTS[(seed * 3 + n * n) % 16]}{seed * 7 + n}处、"
        f"{SUBJECTS[(seed + 5 * n) % 16]}{n * 13 + seed}个,惠及第{n}村{n * seed + 17}户。"
        for n in range(1, lines)
    )


def write(folder: Path, name: str, place: str, year: int, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"{year}年{place}政府工作报告\n\n各位代表:\n\n{text}", encoding="utf-8")
    return path


def manifest(folder: Path, **rows: tuple[str, int]) -> None:
    lines = [f"{name}.txt,{place},{year}" for name, (place, year) in rows.items()]
    (folder / "manifest.csv").write_text("file,place,year\n" + "\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "home", encoder="hashing-16")


def test_a_part_is_contained_and_does_not_resemble() -> None:
    whole, part, other = shingles(body(1)), shingles(body(1, 60)), shingles(body(2))
    assert containment(whole, part) > 0.95
    assert resemblance(whole, part) < 0.6
    assert containment(whole, other) < 0.2
    assert resemblance(whole, whole) == 1


def test_one_text_under_two_places_is_linked(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write(folder, "a.txt", "望川县", 2025, body(1))
    write(folder, "b.txt", "望川县", 2025, body(1))
    manifest(folder, a=("望川县", 2025), b=("澄湖市", 2025))
    found = {f.file: f.outcome for f in library.add([folder]).files}
    assert found == {"a.txt": Outcome.ADDED, "b.txt": Outcome.COPY}
    assert [(card.file, card.copies) for card in library.reports()] == [("a.txt", ("b.txt",))]


def test_of_two_labels_the_one_that_the_text_bears_out_speaks(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write(folder, "a.txt", "望川县", 2007, body(1))
    write(folder, "b.txt", "望川县", 2007, body(1))
    manifest(folder, a=("望川县", 2006), b=("望川县", 2007))
    library.add([folder])
    assert [(card.file, card.year, card.copies) for card in library.reports()] == [("b.txt", 2007, ("a.txt",))]


def test_two_years_of_one_place_both_speak(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write(folder, "a.txt", "望川县", 2024, body(1))
    write(folder, "b.txt", "望川县", 2025, body(2))
    library.add([folder])
    assert [card.copies for card in library.reports()] == [(), ()]


def test_an_updated_version_is_a_copy_with_what_it_says_held(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write(folder, "a.txt", "望川县", 2025, body(1))
    write(folder, "final.txt", "望川县", 2025, body(1).replace("第9村", "第九村") + "\n\n修订时增加了这一段话。")
    library.add([folder])
    (card,) = library.reports()
    assert card.copies == ("final.txt",)
    assert "修订时增加" in library.source("final.txt")


def test_when_the_speaker_goes_one_copy_speaks_for_the_others(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    for name in ("a.txt", "b.txt", "c.txt"):
        write(folder, name, "望川县", 2025, body(1))
    library.add([folder])
    library.remove("a.txt")
    assert [(card.file, card.copies) for card in library.reports()] == [("b.txt", ("c.txt",))]


def test_when_the_speaker_becomes_another_report_its_copies_stay_together(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    for name in ("a.txt", "b.txt", "c.txt"):
        write(folder, name, "望川县", 2025, body(1))
    library.add([folder])
    write(folder, "a.txt", "望川县", 2024, body(2))
    library.add([folder])
    assert [(card.file, card.copies) for card in library.reports()] == [("a.txt", ()), ("b.txt", ("c.txt",))]
    write(folder, "b.txt", "望川县", 2025, body(1) + "\n\n又改了一处。")
    library.add([folder])
    assert [len(card.copies) for card in library.reports()] == [0, 1]


def test_what_the_user_corrected_holds_when_the_file_changes(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    path = write(folder, "a.txt", "望川县", 2025, body(1))
    library.add([folder])
    library.edit("a.txt", place="澄湖市")
    assert [f.outcome for f in library.add([folder]).files] == [Outcome.UNCHANGED]
    path.write_text(path.read_text(encoding="utf-8") + "\n\n补充一段。", encoding="utf-8")
    assert [f.outcome for f in library.add([folder]).files] == [Outcome.REPLACED]
    assert library.report("a.txt").place == "澄湖市"


def test_every_file_and_its_twin_in_the_real_reports_is_accounted_for(tmp_path: Path, shared_data: Path) -> None:
    twins = shared_data / "corpora" / "reports" / "prefecture_2024"
    names = ("黄山市_2024", "菏泽市_2024")
    files = [twins / f"{name}.{kind}" for name in names for kind in ("docx", "txt")]
    if not all(file.exists() for file in files):
        pytest.skip("the twins are not here")
    with Library.open(tmp_path / "home", encoder="hashing-16") as library:
        added = library.add(files).files
        assert [f.outcome for f in added] == [Outcome.ADDED, Outcome.COPY, Outcome.ADDED, Outcome.COPY]
