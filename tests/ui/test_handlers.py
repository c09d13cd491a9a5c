"""What happens on the page, over a real library: the handlers are called as functions."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rag import Library
from rag.config import change
from rag.errors import Cancelled
from rag.llm.chat import Message
from rag.llm.hold import Held
from rag.llm.write import Drafted, Judged
from rag.results import Answer, Outcome, ReportCard, Status, Verdict
from rag.types import Report
from ui.handlers import asking, keeping, reading, sources
from ui.jobs import Jobs
from ui.render.answers import Draft
from ui.texts import Language

ZH, EN = Language.ZH, Language.EN
REPORT = """# 溪源县2024年政府工作报告

## 一、2024年主要目标

今年经济社会发展的主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长4%以上，城镇新增就业3000人以上。

## 二、2024年重点工作

（一）做强工业底盘。新建标准厂房12万平方米，新增规模以上工业企业15家。推动县内三家龙头企业扩产，带动配套企业集聚。

（二）办好民生实事。改造老旧小区8个，新建公共停车位600个，让群众看得见变化。
"""


def _last(views: Iterator[Any]) -> Any:
    *_, last = views
    return last


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    file = tmp_path / "from" / "溪源县_2024.md"
    file.parent.mkdir()
    file.write_text(REPORT, encoding="utf-8")
    return file


@pytest.fixture
def small_library(empty_library: Library, report_file: Path) -> Library:
    assert not empty_library.add([report_file]).failed
    return empty_library


# Asking


def test_a_question_is_answered_with_its_evidence(example_library: Library, page: type) -> None:
    question = "澄湖市2025年地区生产总值增长预期目标是多少？"
    view = _last(asking.ask(example_library, Jobs(), "p", question, language=ZH))
    seen = page(view.html)
    assert not view.busy
    assert view.answer.status is Status.ANSWERED
    assert "5.5%" in seen.text
    assert "1" in seen.values("data-cite")
    assert seen.values("data-card")[0] == "1"


def test_the_paragraph_of_every_card_is_a_paragraph_of_that_report(example_library: Library) -> None:
    view = _last(asking.ask(example_library, Jobs(), "p", "砚溪县2024年要办好哪些民生实事？", language=ZH))
    assert view.answer.citations
    for citation in view.answer.citations:
        assert example_library.report(citation.report_id).paragraph(citation.paragraph).text == citation.context


def test_a_place_that_is_not_held_is_an_abstention(example_library: Library, page: type) -> None:
    view = _last(asking.ask(example_library, Jobs(), "p", "菏泽市2024年地区生产总值增长目标是多少？", language=ZH))
    assert view.answer.status is Status.ABSTAINED
    assert "报告里没有答案" in page(view.html).text


def test_only_the_chosen_reports_are_asked(example_library: Library) -> None:
    question = "2025年地区生产总值增长目标是多少？"
    view = _last(asking.ask(example_library, Jobs(), "p", question, files=["yanxi_2025.txt"], language=ZH))
    assert {c.file for c in view.answer.citations} <= {"yanxi_2025.txt"}


@pytest.mark.parametrize("question", ["", "  \n　"])
def test_a_blank_question_is_asked_for(example_library: Library, question: str, page: type) -> None:
    view = _last(asking.ask(example_library, Jobs(), "p", question, language=ZH))
    assert page(view.html).text == "请先写下问题。"
    assert view.answer is None


def test_an_empty_library_says_what_to_do_and_offers_the_examples(empty_library: Library, page: type) -> None:
    for html in (
        _last(asking.ask(empty_library, Jobs(), "p", "生产总值？", language=ZH)).html,
        asking.first_view(empty_library, language=ZH),
    ):
        assert page(html).values("data-act") == ["add_examples", "go_library"]


class _StandingStill:
    """A library over the same reports whose answers wait until they are let go."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.asked = threading.Event()
        self.let_go = threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def ask(self, question: str, **options: Any) -> Answer:
        self.asked.set()
        self.let_go.wait(20)
        return self._library.ask(question, **options)


@pytest.fixture
def standing_still(small_library: Library) -> Iterator[_StandingStill]:
    library = _StandingStill(small_library)
    yield library
    library.let_go.set()


def test_while_an_answer_is_awaited_the_page_says_so(standing_still: Any) -> None:
    views = asking.ask(standing_still, Jobs(), "p", "生产总值目标？", language=ZH)
    first = next(views)
    assert first.busy
    assert "正在查找并核对" in first.html
    standing_still.let_go.set()
    assert _last(views).answer is not None


def test_a_cancelled_question_gives_no_answer(standing_still: Any, page: type) -> None:
    jobs = Jobs()
    views = asking.ask(standing_still, jobs, "p", "生产总值目标？", language=ZH)
    next(views)
    assert jobs.cancel("p/ask")
    view = _last(views)
    assert not view.busy
    assert view.answer is None
    assert page(view.html).text == "已停止，没有给出回答。"


def test_a_second_question_leaves_the_screen_to_itself(standing_still: Any) -> None:
    jobs = Jobs()
    former = asking.ask(standing_still, jobs, "p", "生产总值目标？", language=ZH)
    next(former)
    latter = asking.ask(standing_still, jobs, "p", "就业目标？", language=ZH)
    next(latter)
    assert [view for view in former if not view.busy] == []
    standing_still.let_go.set()
    assert _last(latter).answer is not None


class _Broken:
    def reports(self) -> list[ReportCard]:
        return [ReportCard("a", "a.txt", "a", "", "", None, "", 0, 0, 0, 0)]

    def ask(self, question: str, **options: Any) -> Answer:
        raise ZeroDivisionError("division <b>by</b> zero")


def test_an_error_nobody_foresaw_is_said_and_logged(page: type, caplog: pytest.LogCaptureFixture) -> None:
    broken: Any = _Broken()
    view = _last(asking.ask(broken, Jobs(), "p", "问题？", language=ZH))
    assert "ZeroDivisionError：division <b>by</b> zero" in page(view.html).text
    assert "ZeroDivisionError" in caplog.text


class _Written:
    """A library over the same reports whose answers a chat model writes, which says the same to everything."""

    def __init__(self, library: Library, reply: str) -> None:
        self._library = library
        self._reply = reply
        self.histories: list[tuple[str, ...]] = []
        self.prompts: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def ask(self, question: str, **options: Any) -> Answer:
        self.histories.append(tuple(turn.question for turn in options.get("history", ())))
        return self._library.ask(question, generator=self, **options)

    # What makes it a chat model.

    name = "test model"
    context_tokens = 8192

    def count_tokens(self, text: str) -> int:
        return len(text)

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: threading.Event) -> Iterator[str]:
        self.prompts.append("".join(message.content for message in messages))
        yield from self._reply


def test_a_follow_up_question_takes_the_conversation_with_it(small_library: Library) -> None:
    library: Any = _Written(small_library, "报告没有回答这个问题。")
    first = _last(asking.ask(library, Jobs(), "p", "溪源县2024年生产总值增长目标？", language=ZH)).answer
    second = _last(asking.ask(library, Jobs(), "p", "就业呢？", earlier=(first,), language=ZH)).answer
    _last(asking.ask(library, Jobs(), "p", "停车位呢？", earlier=(first, second), language=ZH))
    assert library.histories == [(), (first.question,), (first.question, second.question)]


def test_a_language_model_s_false_sentence_is_shown_as_struck(small_library: Library, page: type) -> None:
    library: Any = _Written(small_library, "溪源县2024年地区生产总值增长预期目标是9%。[1]")
    view = _last(asking.ask(library, Jobs(), "p", "溪源县2024年地区生产总值增长目标是多少？", language=ZH))
    seen = page(view.html)
    assert "<del>" in view.html
    assert "9%" in seen.text
    assert "这次没有采用语言模型 test model 写的文字" in seen.text
    assert "6%左右" in seen.text, "the extractive answer stands instead"


def test_a_language_model_s_true_sentence_is_the_answer_and_names_its_writer(
    small_library: Library, page: type
) -> None:
    library: Any = _Written(small_library, "溪源县2024年地区生产总值增长6%左右。[1]")
    view = _last(asking.ask(library, Jobs(), "p", "溪源县2024年地区生产总值增长目标是多少？", language=ZH))
    assert view.answer.generator == "test model"
    assert "由 test model 撰写" in page(view.html).text


def test_a_draft_gathers_text_and_verdicts_until_it_is_begun_again() -> None:
    draft = asking.heard(asking.heard(Draft(), Drafted("增长")), Drafted("6%。"))
    struck = asking.heard(draft, Judged(Held("增长6%。", Verdict.UNSUPPORTED)))
    assert (struck.text, [one.stands for one in struck.judged]) == ("增长6%。", [False])
    assert asking.heard(struck, Drafted("重来", restart=True)) == Draft("重来")


def test_stopping_reaches_the_library(small_library: Library) -> None:
    seen = threading.Event()

    class Watched(_StandingStill):
        def ask(self, question: str, **options: Any) -> Answer:
            while not options["cancelled"]():
                time.sleep(0.01)
            seen.set()
            raise Cancelled("stopped")

    jobs = Jobs()
    library: Any = Watched(small_library)
    views = asking.ask(library, jobs, "p", "生产总值目标？", language=ZH)
    next(views)
    jobs.cancel("p/ask")
    assert _last(views).answer is None
    assert seen.wait(10)


def test_the_page_says_which_model_writes_and_where_reports_go(empty_library: Library, page: type) -> None:
    def said() -> str:
        return str(page(asking.show_writer(empty_library, language=ZH)).text)

    assert said() == ""
    change(empty_library.home, generator="openai:http://127.0.0.1:8080/v1#qwen3")
    assert "本机的语言模型 qwen3" in said()
    change(empty_library.home, generator="openai:https://models.example.org/v1#big")
    assert "还没有同意" in said()
    change(empty_library.home, agreed_hosts=("models.example.org",))
    assert "会发送到 models.example.org" in said()


# Example questions


def _card(place: str, year: int | None) -> ReportCard:
    return ReportCard(f"{place}{year}", "f.txt", "r", place, "county", year, "", 1, 1, 0, 0)


def test_example_questions_name_places_and_years_that_are_there() -> None:
    questions = asking.possible_questions([_card("甲县", 2023), _card("甲县", 2024), _card("乙市", 2024)], language=ZH)
    assert all("甲县" in q or "乙市" in q for q in questions)
    assert any("2023" in q and "2024" in q for q in questions), "two years of a place"
    assert any("甲县" in q and "乙市" in q for q in questions), "two places of a year"
    assert len(set(questions)) == len(questions)


def test_reports_without_place_or_year_give_no_questions() -> None:
    assert asking.possible_questions([_card("", 2024), _card("甲县", None)], language=ZH) == ()


def test_example_questions_that_are_shown_are_answered(example_library: Library) -> None:
    questions = asking.example_questions(example_library, language=ZH)
    assert 3 <= len(questions) <= asking.MAX_EXAMPLES
    assert {example_library.ask(q).status for q in questions} == {Status.ANSWERED}


# Reports


def test_an_opened_report_has_head_outline_and_text(small_library: Library, page: type) -> None:
    (card,) = small_library.reports()
    view = reading.open_report(small_library, card.report_id, language=ZH)
    assert view.key == card.report_id
    assert "新建标准厂房12万平方米" in page(view.text).text
    assert "一、2024年主要目标" in page(view.outline).text
    assert len(page(view.text).values("data-p")) == card.paragraphs


def test_a_report_that_is_gone_is_said(small_library: Library, page: type) -> None:
    view = reading.open_report(small_library, "gone", language=ZH)
    assert view.key == ""
    assert "资料库里没有这份报告" in page(view.head).text


def test_every_section_of_the_outline_can_be_summarized(small_library: Library, page: type) -> None:
    (card,) = small_library.reports()
    outline = reading.open_report(small_library, card.report_id, language=ZH).outline
    for value in page(outline).values("data-value"):
        view = _last(
            reading.summarize(
                small_library, Jobs(), "p", card.report_id, section=int(value), length="medium", language=ZH
            )
        )
        assert view.summary is not None, page(view.html).text
        assert page(view.html).values("data-cite")


def test_a_section_number_that_does_not_exist_is_refused(small_library: Library, page: type) -> None:
    (card,) = small_library.reports()
    views = reading.summarize(small_library, Jobs(), "p", card.report_id, section=99, length="short", language=ZH)
    assert "none with the number 99" in page(_last(views).html).text


# Evidence


def test_source_text_of_a_repaired_quote_is_cut_to_its_paragraph(report: Report, source: str, citation: Any) -> None:
    start = source.index("全縣")
    end = source.index("。") + 1
    view = sources.source_view(report, source, [replace(citation, start=start, end=end, repaired=True)])
    assert view is not None
    assert view.text == "全縣生產總值(zhí)增長6%左右。城鎮新增就業3000人。"
    start, end = view.quotes[1]
    assert view.text[start:end] == "全縣生產總值(zhí)增長6%左右。"
    assert [r.before for r in view.repairs] == ["(zhí)"]


def test_a_paragraph_that_is_not_in_the_report_has_no_source_text(report: Report, source: str, citation: Any) -> None:
    assert sources.source_view(report, source, [replace(citation, paragraph=9)]) is None


# The library


def test_uploads_keep_their_names_and_each_gets_its_outcome(
    empty_library: Library, report_file: Path, tmp_path: Path, page: type
) -> None:
    picture = tmp_path / "照片.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    views = keeping.add_uploads(empty_library, Jobs(), "p", [str(report_file), str(picture)], language=ZH)
    view = _last(views)
    assert [(f.file, f.outcome) for f in view.added.files] == [
        ("溪源县_2024.md", Outcome.ADDED),
        ("照片.png", Outcome.FAILED),
    ]
    text = page(view.html).text
    assert "不读这种格式的文件" in text
    assert str(tmp_path) not in text, "where uploads lay is nothing to the user"
    assert [c.file for c in empty_library.reports()] == ["溪源县_2024.md"]


def test_a_new_version_uploaded_under_the_same_name_replaces_the_former(
    empty_library: Library, report_file: Path
) -> None:
    for _ in range(2):
        view = _last(keeping.add_uploads(empty_library, Jobs(), "p", [str(report_file)], language=ZH))
    assert [f.outcome for f in view.added.files] == [Outcome.UNCHANGED]
    report_file.write_text(REPORT.replace("6%左右", "6.5%左右"), encoding="utf-8")
    view = _last(keeping.add_uploads(empty_library, Jobs(), "p", [str(report_file)], language=ZH))
    assert [f.outcome for f in view.added.files] == [Outcome.REPLACED]
    assert len(empty_library.reports()) == 1


def test_two_uploads_of_one_name_are_both_looked_at(empty_library: Library, report_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / report_file.name
    other.parent.mkdir()
    other.write_text(REPORT.replace("溪源县", "岚山县").replace("2024", "2023"), encoding="utf-8")
    view = _last(keeping.add_uploads(empty_library, Jobs(), "p", [str(report_file), str(other)], language=ZH))
    assert len(view.added.files) == 2
    assert {c.place for c in empty_library.reports()} == {"溪源县", "岚山县"}


def test_the_bundled_examples_are_added_by_one_click(empty_library: Library, examples: Path) -> None:
    view = _last(keeping.add_examples(empty_library, Jobs(), "p", language=ZH))
    assert examples / "reports" == keeping.EXAMPLES
    assert {f.outcome for f in view.added.files} == {Outcome.ADDED}
    assert len(empty_library.reports()) == len(view.added.files)


def test_an_installation_without_examples_says_so(empty_library: Library, tmp_path: Path, page: type) -> None:
    view = _last(keeping.add_examples(empty_library, Jobs(), "p", language=ZH, folder=tmp_path / "none"))
    assert "没有随附示例" in page(view.html).text


def test_a_correction_is_stored(small_library: Library, page: type) -> None:
    (card,) = small_library.reports()
    html = keeping.edit(small_library, card.report_id, place="溪原县", level="county", year="2023", language=ZH)
    assert "已保存：溪原县2023年政府工作报告" in page(html).text
    (card,) = small_library.reports()
    assert (card.place, card.year) == ("溪原县", 2023)


@pytest.mark.parametrize("year", ["二〇二四", "24", "２０２４", "2024年", "-2024"])
def test_a_year_that_is_none_is_refused_and_nothing_stored(small_library: Library, year: str, page: type) -> None:
    (before,) = small_library.reports()
    html = keeping.edit(small_library, before.report_id, place="别处", level="", year=year, language=ZH)
    assert "不是四位数字" in page(html).text
    assert small_library.reports() == [before]


def test_a_removed_report_is_gone_and_named(small_library: Library, page: type) -> None:
    (card,) = small_library.reports()
    assert f"已删除：{card.report}" in page(keeping.remove(small_library, card.report_id, language=ZH)).text
    assert small_library.reports() == []
    assert "资料库里没有这份报告" in page(keeping.remove(small_library, card.report_id, language=ZH)).text


def test_removal_is_confirmed_by_name_and_file(small_library: Library, page: type) -> None:
    (card,) = small_library.reports()
    assert f"删除《{card.report}》（{card.file}）？" in page(keeping.confirm_removal(card, language=ZH)).text


def test_reports_of_one_name_are_told_apart_by_their_files() -> None:
    named = (("a", "甲"), ("b", "甲"), ("c", "乙"))
    cards = [ReportCard(i, f"{i}.txt", name, "", "", None, "", 0, 0, 0, 0) for i, name in named]
    assert keeping.scope_choices(cards) == [("甲（a.txt）", "a.txt"), ("甲（b.txt）", "b.txt"), ("乙", "c.txt")]
