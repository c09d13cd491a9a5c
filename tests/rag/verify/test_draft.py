"""A draft against a library: the right source is found, the wrong digit named, and places are kept apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import rag
from rag import Library
from rag.cli import main
from rag.results import Verdict
from rag.verify import check_text


def verdicts(library: Library, text: str, **options: list[str]) -> list[Verdict]:
    return [sentence.verdict for sentence in library.verify(text, **options).sentences]


def test_sentences_are_found_in_the_report_of_their_place(library: Library) -> None:
    checked = library.verify("望川县2024年地区生产总值182.4亿元。临溪县2024年地区生产总值97.3亿元。")
    assert [s.verdict for s in checked.sentences] == [Verdict.SUPPORTED, Verdict.SUPPORTED]
    files = [checked.citations[s.citations[0] - 1].file for s in checked.sentences]
    assert files == ["望川县_2025.txt", "临溪县_2025.txt"]


def test_the_figure_of_one_place_does_not_vouch_for_another(library: Library) -> None:
    assert verdicts(library, "临溪县2024年地区生产总值182.4亿元。") == [Verdict.CONTRADICTED]


def test_figures_of_two_reports_do_not_make_one_statement(library: Library) -> None:
    assert verdicts(library, "地区生产总值达到182.4亿元，增长5.1%。") == [Verdict.CONTRADICTED]


def test_a_heading_says_of_which_place_the_draft_speaks(library: Library) -> None:
    text = "临溪县经济简报\n地区生产总值97.3亿元。\n地区生产总值182.4亿元。\n"
    assert verdicts(library, text) == [Verdict.NO_CLAIM, Verdict.SUPPORTED, Verdict.CONTRADICTED]


def test_the_wrong_digit_is_named_beside_its_source(library: Library) -> None:
    checked = library.verify("望川县2025年地区生产总值增长5.6%左右。")
    (sentence,) = checked.sentences
    assert [(p.kind.value, p.said, p.source) for p in sentence.problems] == [("number", "5.6%左右", "6%左右")]
    assert "地区生产总值增长6%左右" in checked.citations[sentence.citations[0] - 1].quote


def test_quotes_of_citations_stand_in_the_source(library: Library) -> None:
    checked = library.verify("望川县新建充电桩200台。粮食总产45.2万吨。望川县建成公租房1200套。")
    assert checked.citations
    for citation in checked.citations:
        assert library.source(citation.file)[citation.start : citation.end] == citation.quote
        assert citation.context[citation.quote_start :].startswith(citation.quote)


def test_a_place_without_a_report_is_not_held_to_that_of_another(library: Library) -> None:
    (sentence,) = library.verify("岭南市2025年地区生产总值增长9.9%。").sentences
    assert sentence.verdict is Verdict.UNSUPPORTED
    assert [(p.kind.value, p.said) for p in sentence.problems] == [("place", "岭南市")]
    assert sentence.citations == ()


def test_what_no_report_says_is_unsupported(library: Library) -> None:
    assert verdicts(library, "望川县建成两座跨海大桥和一座国际机场。") == [Verdict.UNSUPPORTED]


def test_only_the_reports_asked_for_count(library: Library) -> None:
    assert verdicts(library, "新建充电桩200台。", files=["临溪县_2025.txt"]) != [Verdict.SUPPORTED]
    assert verdicts(library, "新建充电桩200台。", files=["望川县_2025.txt"]) == [Verdict.SUPPORTED]


def test_a_sentence_broken_over_two_lines_is_one(library: Library) -> None:
    text = "望川县2024年的固定资产投资、社会消费品零售总额和进出口总\n额分别增长6.2%、7.5%和3.3%。"
    assert verdicts(library, text) == [Verdict.SUPPORTED]


@pytest.mark.parametrize("text", ["", "\n\n", "[1]", "具体情况如下：", "是否属实？"])
def test_text_without_claims_has_nothing_to_fail(library: Library, text: str) -> None:
    assert all(verdict is Verdict.NO_CLAIM for verdict in verdicts(library, text))


@pytest.mark.parametrize("text", ["砚溪县经济很好。", "全县的发展形势非常喜人。", "澄湖市交通十分便利。"])
def test_praise_without_a_fact_claims_nothing(library: Library, text: str) -> None:
    assert verdicts(library, text) == [Verdict.NO_CLAIM]


def test_the_same_draft_gives_the_same_result(library: Library) -> None:
    text = "望川县粮食总产45.2万吨，城镇新增就业3120人。临溪县新建幼儿园3所。"
    assert library.verify(text) == library.verify(text) == check_text(text, library)


def test_assert_grounded_lists_what_fails(library: Library) -> None:
    rag.assert_grounded("望川县粮食总产45.2万吨。", library)
    with pytest.raises(
        AssertionError, match=r"1 sentences.*\n.*粮食总产54\.2万吨.*\n.*said 54\.2万吨, the source has 45\.2万吨"
    ):
        rag.assert_grounded("望川县粮食总产54.2万吨。", library)


def test_the_command_tells_by_its_exit_status(
    library: Library, draft: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(library.home)
    good, bad = draft("good.txt", "望川县粮食总产45.2万吨。"), draft("bad.md", "# 简报\n\n望川县粮食总产54.2万吨。\n")
    assert main(["verify", str(good), "--home", home]) == 0
    capsys.readouterr()
    assert main(["verify", str(bad), "--home", home, "--json"]) == 1
    checked = json.loads(capsys.readouterr().out)
    assert [s["verdict"] for s in checked["sentences"]] == ["no_claim", "contradicted"]
    assert main(["verify", "--text", "望川县粮食总产45.2万吨。", "--home", home]) == 0


def test_a_batch_gives_a_line_for_each_draft(
    library: Library, draft: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"id": "a", "text": "望川县粮食总产45.2万吨。", "note": 1},
        {"id": "b"},
        {"id": "c", "text": "望川县粮食总产4吨。"},
    ]
    path = draft("batch.jsonl", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    assert main(["verify", "--batch", str(path), "--home", str(library.home)]) == 1
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], first["sentences"][0]["verdict"]) == ("a", "supported")
    assert second["error"]["kind"]
    assert (third["id"], third["sentences"][0]["verdict"]) == ("c", "contradicted")
