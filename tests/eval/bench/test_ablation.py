"""Parts of retrieval can be left out one at a time."""

from __future__ import annotations

import pytest

from eval.bench.ablation import VARIANTS, AblatedLibrary

QUESTION = "望川县2024年新建公共停车位多少个?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> AblatedLibrary:
    folder = tmp_path_factory.mktemp("ablation")
    for place, number in (("望川县", 600), ("江宁县", 300)):
        text = f"{place}2024年政府工作报告\n一、今年的工作\n今年新建公共停车位{number}个。\n完成老旧小区改造12个。\n"
        (folder / f"{place}_2024.txt").write_text(text, encoding="utf-8")
    library = AblatedLibrary(folder / "home")
    library.add(sorted(folder.glob("*.txt")))
    return library


@pytest.mark.parametrize("name", list(VARIANTS))
def test_every_variant_finds_something(library: AblatedLibrary, name: str) -> None:
    library.without = VARIANTS[name]
    assert "停车位" in library.search(QUESTION).passages[0].text


def test_without_metadata_all_reports_are_searched(library: AblatedLibrary) -> None:
    files = {}
    for name in ("all", "all but metadata", "words alone"):
        library.without = VARIANTS[name]
        files[name] = {passage.file for passage in library.search(QUESTION).passages}
    assert files["all"] == {"望川县_2024.txt"}
    assert files["all but metadata"] == files["words alone"] == {"望川县_2024.txt", "江宁县_2024.txt"}


def test_words_alone_do_not_know_that_other_words_mean_the_same(library: AblatedLibrary) -> None:
    library.without = VARIANTS["words alone"]
    assert not library.search("泊位").passages
    library.without = VARIANTS["all"]
    assert "停车位" in library.search("泊位").passages[0].text


def test_nothing_left_out_is_what_the_library_does(library: AblatedLibrary) -> None:
    from rag import Library

    library.without = VARIANTS["all"]
    with Library.open(library.home) as whole:
        assert library.search(QUESTION) == whole.search(QUESTION)
