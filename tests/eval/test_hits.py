"""A passage is found when it holds the quote, in the right report, and is no longer than a passage may be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ir_measures
import pytest

from eval.files import SameFile
from eval.gold import GoldSet
from eval.hits import missed, qrels, ranking, retrieval_scores
from eval.trec import write

Json = dict[str, Any]
SAME = SameFile()


def passage(text: str, file: str = "donghu_2031.txt", start: int = 0) -> Json:
    return {"file": file, "text": text, "start": start, "end": start + len(text), "score": 1.0}


def test_the_quote_may_differ_in_width_and_punctuation_but_not_in_a_digit(gold: GoldSet) -> None:
    grain = gold.questions[0]
    good = passage("粮食总产，稳定在１２.５亿斤以上。")
    bad = passage("粮食总产稳定在12.6亿斤以上。")
    assert retrieval_scores(grain, [bad, good], SAME)["mrr@10"] == 0.5
    assert retrieval_scores(grain, [bad], SAME)["success@20"] == 0.0


def test_the_same_words_in_another_report_are_no_hit(gold: GoldSet) -> None:
    words = "粮食总产稳定在12.5亿斤以上"
    assert retrieval_scores(gold.questions[0], [passage(words, "xiling_2031.txt")], SAME)["success@1"] == 0.0
    assert retrieval_scores(gold.questions[0], [passage(words, "donghu_2031.docx")], SAME)["success@1"] == 1.0


def test_a_copy_that_the_library_names_is_the_same_report(gold: GoldSet) -> None:
    copies = SameFile([("cities/东湖县_2031.txt", "donghu_2031.txt")])
    found = [passage("粮食总产稳定在12.5亿斤以上", "cities/东湖县_2031.txt")]
    assert retrieval_scores(gold.questions[0], found, copies)["success@1"] == 1.0


def test_ten_pasted_passages_are_no_passage(gold: GoldSet) -> None:
    words = "粮食总产稳定在12.5亿斤以上"
    assert retrieval_scores(gold.questions[0], [passage(f"{words}。" + "抓好落实。" * 60)], SAME)["success@1"] == 0.0
    assert retrieval_scores(gold.questions[0], [passage(words + "，抓好落实" * 60)], SAME)["success@1"] == 1.0


def test_all_evidence_is_needed_unless_any_suffices(gold: GoldSet) -> None:
    both = gold.questions[1]
    scores = retrieval_scores(both, [passage("无关。"), passage("新建充电桩480台。", start=9)], SAME)
    assert scores["recall@5"] == 0.5
    assert scores["recall@1"] == 0.0
    assert missed(both, [passage("新建充电桩480台。")], SAME) == ["新建公共充电桩640台"]


def test_reading_stops_after_so_many_characters(gold: GoldSet) -> None:
    filler = [passage("其他工作" * 50 + "。", start=i) for i in range(5)]
    scores = retrieval_scores(gold.questions[0], [*filler, passage("粮食总产稳定在12.5亿斤以上")], SAME)
    assert scores["recall@1000chars"] == 0.0
    assert scores["recall@2000chars"] == 1.0


def test_trec_files_score_as_we_do(gold: GoldSet, tmp_path: Path) -> None:
    found = {
        "t-1": [passage("无关。"), passage("粮食总产稳定在12.5亿斤以上")],
        "t-2": [passage("新建充电桩480台"), passage("其他。"), passage("新建公共充电桩640台", "xiling_2031.txt")],
    }
    asked = {q.id: q for q in gold.questions if q.evidence}
    run_file, qrels_file = write(
        tmp_path,
        "small",
        {i: ranking(asked[i], passages, SAME) for i, passages in found.items()},
        {i: qrels(q) for i, q in asked.items()},
    )
    theirs = ir_measures.calc_aggregate(
        [ir_measures.nDCG @ 10, ir_measures.RR @ 10],
        ir_measures.read_trec_qrels(str(qrels_file)),
        ir_measures.read_trec_run(str(run_file)),
    )
    ours = [retrieval_scores(asked[i], passages, SAME) for i, passages in found.items()]
    assert theirs[ir_measures.nDCG @ 10] == pytest.approx(sum(s["ndcg@10"] for s in ours) / 2)
    assert theirs[ir_measures.RR @ 10] == pytest.approx(sum(s["mrr@10"] for s in ours) / 2)


def test_a_worse_retriever_scores_worse(gold: GoldSet, texts: dict[str, str], shelf: Callable[..., Any]) -> None:
    question = gold.questions[0]
    good, bad = shelf(texts), shelf(texts, prefer=("老街", "托育", "公路"))
    scores = [
        retrieval_scores(question, [p.to_dict() for p in lib.search(question.question).passages], SAME)["mrr@10"]
        for lib in (good, bad)
    ]
    assert scores[0] > scores[1]
