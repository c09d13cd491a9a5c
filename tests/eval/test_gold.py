"""Gold sets are read as they are, and refused where they contradict themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.check import contradictions, require_sound
from eval.gold import GoldSet, Kind, load, parse, sample
from eval.squad import parse_squad
from rag.errors import GoldSetProblem

Json = dict[str, Any]

SOUND: Json = {
    "id": "t-9", "question": "东湖县2031年新增学位多少个？", "type": "number", "answer": "新增学位4200个。",
    "must_include": [["4200个"]], "must_not_include": ["3900个"], "answerable": True,
    "evidence": [{"file": "donghu_2031.txt", "quote": "新增学位4200个"}],
}  # fmt: skip


def read(*lines: Json) -> GoldSet:
    return parse("small", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines))


def messages(*lines: Json, texts: dict[str, str] | None = None) -> str:
    return "\n".join(map(str, contradictions(read(*lines), texts or {})))


def test_a_sound_question_is_accepted() -> None:
    require_sound(read(SOUND), {"donghu_2031.txt": "今年，新增学位4200个。"})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"answer": "新增学位4300个。"}, "holds none of '4200个'"),
        ({"answer": "新增学位14200个。"}, "holds none of '4200个'"),
        ({"answer": "去年3900个，今年新增4200个。"}, "holds '3900个', which must not be included"),
        ({"must_not_include": ["4200个"]}, "must be included and must not be included"),
        ({"must_include": []}, "every answer would be right"),
        ({"evidence": []}, "without evidence"),
        ({"answer": ""}, "without a reference answer"),
        ({"answerable": False}, "not answerable, and yet"),
        ({"polarity": "yes", "answer": "没有完成，新增学位4200个。"}, "says the contrary of 'yes'"),
        ({"verdict": {"winner": ["东湖县"], "loser": ["西岭县"]}}, "does not name the winner"),
        ({"verdict": {"winner": ["东湖县"], "loser": ["东湖县"]}}, "the same name wins and loses"),
    ],
)
def test_a_question_that_contradicts_itself_is_named_with_its_line(change: Json, expected: str) -> None:
    found = messages({**SOUND, "id": "t-8", "question": "另一个问题？"}, {**SOUND, **change})
    assert expected in found
    assert all(line.startswith("line 2 (t-9)") for line in found.splitlines())


def test_a_wrong_figure_may_stand_in_the_answer_inside_a_copy_of_the_evidence() -> None:
    quote = "新建、改建学校分别新增学位4200个和3900个"
    line = {**SOUND, "answer": f"{quote}。", "evidence": [{"file": "a.txt", "quote": quote}]}
    assert messages(line) == ""


def test_a_quote_that_its_file_does_not_hold_is_found() -> None:
    assert "is not in donghu_2031.txt" in messages(SOUND, texts={"donghu_2031.txt": "新增学位42000个。"})


def test_a_quote_is_found_across_a_broken_line_and_in_full_width() -> None:
    assert messages(SOUND, texts={"donghu_2031.txt": "新增\n学位４２００个。"}) == ""


def test_a_derived_answer_needs_no_evidence_for_itself() -> None:
    assert messages({**SOUND, "evidence": [], "derived": True}) == ""


def test_repeated_ids_and_questions_are_found() -> None:
    found = messages(SOUND, SOUND)
    assert "the id occurs more than once" in found
    assert "the same question occurs more than once" in found


def test_everything_wrong_is_listed_at_once() -> None:
    with pytest.raises(GoldSetProblem, match=r"in 2 places:\n  line 1 \(t-9\).*\n  line 2 \(t-10\)"):
        require_sound(read({**SOUND, "must_include": []}, {**SOUND, "id": "t-10", "question": "？", "evidence": []}))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"type": "riddle"}, r"line 1 \(t-9\): unknown type 'riddle'; known are number, fact"),
        ({"answerable": "yes"}, "`answerable` must be true or false"),
        ({"must_include": ["4200个"]}, "`must_include` must be a list of groups"),
        ({"must_include": [[]]}, "`must_include` must be a list of groups"),
        ({"evidence": [{"file": "a.txt"}]}, "`quote` must be a text"),
        ({"verdict": {"winner": []}}, "`verdict` needs a `winner` and a `loser`"),
    ],
)
def test_a_line_of_the_wrong_shape_is_refused(change: Json, expected: str) -> None:
    with pytest.raises(GoldSetProblem, match=expected):
        read({**SOUND, **change})


def test_a_line_that_is_not_json_is_named() -> None:
    with pytest.raises(GoldSetProblem, match="small, line 2: not JSON"):
        parse("small", json.dumps(SOUND) + "\n{")


def test_a_file_that_is_no_gold_set_says_what_was_looked_for() -> None:
    with pytest.raises(GoldSetProblem, match="no `question`, `key_points`"):
        parse("small", '{"name": "x"}')
    with pytest.raises(GoldSetProblem, match="There is no gold set"):
        load(Path("absent.jsonl"))


def test_summary_points_that_miss_their_own_words_are_found() -> None:
    task = {
        "id": "s-1", "task": "section", "section": ["一、回顾"], "files": ["a.txt"],
        "key_points": [{"point": "公路75公里", "must_include": [["57公里"]], "quote": "公路75公里"}],
    }  # fmt: skip
    assert "itself holds none of '57公里'" in messages(task)
    with pytest.raises(GoldSetProblem, match="a topic task needs a `topic`"):
        read({**task, "task": "topic"})


FACT: Json = {
    "file": "a.txt", "place": "东湖县", "year": 2031, "indicator": "粮食总产量", "raw": "粮食总产", "value": 12.5,
    "unit": "亿斤", "kind": "target", "measure": "level", "qualifier": "以上", "quote": "粮食总产12.5亿斤以上",
}  # fmt: skip


def test_indicator_facts_are_checked() -> None:
    assert messages(FACT) == ""
    assert "unknown measure 'size'" in messages({**FACT, "measure": "size"})
    assert "the same fact occurs more than once" in messages(FACT, FACT)
    with pytest.raises(GoldSetProblem, match="`value` must be a number"):
        read({**FACT, "value": "12.5"})


def test_marked_paragraphs_must_hold_what_is_marked_in_them() -> None:
    line = {
        "file": "a.txt", "place": "东湖县", "paragraph": "今年，粮食总产12.5亿斤以上。",
        "indicators": [FACT], "not_indicators": ["十大工程"],
    }  # fmt: skip
    assert read(line).kind is Kind.PARAGRAPHS
    assert "'十大工程' is marked as no indicator" in messages(line)
    assert "is not in the paragraph" in messages({**line, "paragraph": "今年抓十大工程。"})


def test_the_digest_changes_with_the_set() -> None:
    assert read(SOUND).digest == read(SOUND).digest != read({**SOUND, "note": "x"}).digest


SQUAD = {
    "data": [{
        "title": "东湖",
        "paragraphs": [{
            "context": "东湖县地处平原。1998年建成大坝，2004年通车。县城人口9万。",
            "qas": [
                {"id": "q1", "question": "大坝哪一年建成？", "answers": [{"text": "1998年", "answer_start": 8}]},
                {"id": "q2", "question": "谁设计了大坝？", "answers": [], "is_impossible": True},
            ],
        }],
    }]
}  # fmt: skip


def test_squad_questions_need_the_sentence_that_holds_the_answer() -> None:
    squad = parse_squad("public", json.dumps(SQUAD), "d")
    first, second = squad.questions
    assert [e.quote for e in first.evidence] == ["1998年建成大坝，2004年通车。"]
    assert first.must_include == (("1998年",),)
    assert not second.answerable
    assert squad.contexts[0][1].startswith("东湖\n\n东湖县地处平原")
    require_sound(squad, dict(squad.contexts))


def test_contexts_of_one_article_stand_in_one_file() -> None:
    flat = [{"title": title, "context_text": text, "qas": []}
            for title, text in (("桥", "大桥通车。"), ("塔", "塔高42米。"), ("桥", "桥长1860米。"))]  # fmt: skip
    squad = parse_squad("public", json.dumps(flat), "d")
    assert squad.contexts == (("00001.txt", "桥\n\n大桥通车。\n\n桥长1860米。\n"), ("00002.txt", "塔\n\n塔高42米。\n"))


def test_a_sample_is_spread_over_the_set_and_known_by_its_digest() -> None:
    gold = read(*({**SOUND, "id": f"t-{n}", "question": f"第{n}个问题？"} for n in range(10)))
    few = sample(gold, 3)
    assert [q.id for q in few.questions] == ["t-0", "t-3", "t-6"]
    assert few.digest == f"{gold.digest}/3"
    assert sample(gold, 10) is gold


def test_the_flat_form_of_squad_is_read() -> None:
    flat = [{"context_text": "大坝1998年建成。", "qas": [{"query_id": "a", "query_text": "何时建成？",
                                                          "answers": ["1998年", "1998年"]}]}]  # fmt: skip
    (question,) = parse_squad("public", json.dumps(flat), "d").questions
    assert [e.quote for e in question.evidence] == ["大坝1998年建成。"]


def test_a_squad_answer_outside_its_context_is_refused() -> None:
    flat = [{"context_text": "大坝。", "qas": [{"query_id": "a", "query_text": "何时？", "answers": ["1998年"]}]}]
    with pytest.raises(GoldSetProblem, match=r"context 1 \(a\): the answer '1998年' does not stand"):
        parse_squad("public", json.dumps(flat), "d")
    with pytest.raises(GoldSetProblem, match="is not a SQuAD-style file"):
        parse_squad("public", '{"version": 1}', "d")


@pytest.mark.parametrize(
    "name", ["seeds_dev", "reports_dev", "seeds_summary_dev", "indicators_dev", "indicators_exhaustive_dev"]
)
def test_the_real_gold_sets_are_sound(shared_data: Path, name: str) -> None:
    gold = load(shared_data / "gold" / f"{name}.jsonl")
    folders = (shared_data / "seeds", shared_data / "corpora" / "reports")
    # The quotes of the damaged report are clean, its text is not.
    texts = {
        file: path.read_text("utf-8")
        for file in gold.files
        for folder in folders
        if (path := folder / file).exists() and not file.startswith("003_")
    }
    require_sound(gold, texts)
    assert len(gold) > 10
