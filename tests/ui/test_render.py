"""Answers and summaries as HTML. Values are built by hand, as the library gives them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.results import (
    Answer,
    Citation,
    Cited,
    Derived,
    Fallback,
    Problem,
    ProblemKind,
    ReportCard,
    Statement,
    Status,
    Struck,
    Summary,
    Table,
    Understood,
)
from rag.types import Repair
from ui.markup import Html
from ui.render import answers, evidence, notices
from ui.render.answers import Draft, Judgement
from ui.texts import Language

ZH, EN = Language.ZH, Language.EN
KNOWN = {
    "section", "div", "aside", "article", "header", "footer", "h3", "h4", "h5", "p", "ul", "ol", "li", "span", "strong",
    "b", "button", "blockquote", "mark", "del", "ins", "details", "summary", "pre", "code", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "sup",
}  # fmt: skip
HOSTILE = '</blockquote><script>alert(1)</script><img src=x onerror="alert(2)">[9]\u200b'


def _answer(citation: Citation, **changes: object) -> Answer:
    values: dict[str, object] = {
        "question": "溪源县2024年生产总值增长目标？",
        "status": Status.ANSWERED,
        "answer": "全县生产总值增长6%左右。[1]",
        "statements": (Statement("全县生产总值增长6%左右。", (1,)),),
        "citations": (citation,),
        "seconds": (("total", 0.012),),
    }
    return Answer(**{**values, **changes})  # type: ignore[arg-type]


def _card(report_id: str) -> ReportCard:
    return ReportCard(
        report_id, "xiyuan_2024.txt", "溪源县2024年政府工作报告", "溪源县", "county", 2024, "", 3, 4, 1, 0
    )


def test_each_statement_carries_a_button_for_each_source(citation: Citation, page: type) -> None:
    second = replace(citation, n=2, paragraph=4)
    given = _answer(citation, statements=(Statement("增长6%左右。", (1, 2)),), citations=(citation, second))
    seen = page(answers.answer(given, evidence.NO_BACKING, language=ZH))
    assert seen.values("data-cite") == ["1", "2"]
    assert seen.values("data-card") == ["1", "2"]


def test_quotes_of_one_paragraph_share_a_card_each_marked_with_its_number(citation: Citation, page: type) -> None:
    jobs = replace(citation, n=2, quote="城镇新增就业3000人。", quote_start=13, start=35, end=47)
    given = _answer(
        citation,
        statements=(Statement("增长6%左右。", (1,)), Statement("新增就业3000人。", (2,))),
        citations=(citation, jobs, replace(citation, n=3, quote="增长6%左右", quote_start=6)),
    )
    html = answers.answer(given, evidence.NO_BACKING, language=ZH)
    seen = page(html)
    assert seen.values("data-card") == ["1 2 3"]
    assert seen.values("data-back") == ["1", "2", "3"]
    assert seen.values("data-quote") == ["1", "1 3", "1", "2"]
    assert "1 段" in seen.text
    copied = next(c for c in seen.values("data-copy") if c.startswith("“全县"))
    assert [line[:6] for line in copied.splitlines()] == ["“全县生产总", "“城镇新增就", "“增长6%左"]


def test_every_mark_is_a_button_with_a_name_for_the_keyboard(citation: Citation, page: type) -> None:
    seen = page(answers.answer(_answer(citation), evidence.NO_BACKING, language=ZH))
    marks = [(name, a) for name, a in seen.tags if "data-cite" in a]
    assert [(name, a["type"], a["aria-label"]) for name, a in marks] == [("button", "button", "查看第 1 条依据")]


def test_a_fake_mark_in_the_text_of_a_report_stays_text(citation: Citation, page: type) -> None:
    given = _answer(citation, statements=(Statement("见附表[9]，增长6%左右[1]。", (1,)),))
    seen = page(answers.answer(given, evidence.NO_BACKING, language=ZH))
    assert seen.values("data-cite") == ["1"]
    assert "见附表[9]，增长6%左右[1]。" in seen.text


def test_the_quote_is_marked_inside_its_whole_paragraph(citation: Citation) -> None:
    html = evidence.card([citation], evidence.NO_BACKING, language=ZH)
    assert '<mark data-quote="1">全县生产总值增长6%左右。</mark>城镇新增就业3000人。' in html


def test_a_quote_that_does_not_stand_where_it_should_is_said_and_not_marked(citation: Citation) -> None:
    html = evidence.card([replace(citation, quote_start=4)], evidence.NO_BACKING, language=ZH)
    assert "<mark" not in html
    assert "引文与所存段落不一致" in html
    assert citation.context in html


def test_a_card_names_place_year_path_paragraph_file_and_offsets(citation: Citation, page: type) -> None:
    backing = evidence.Backing(reports={"xiyuan-2024": _card("xiyuan-2024")}, sources={})
    seen = page(evidence.card([citation], backing, language=ZH))
    for words in ("溪源县 · 2024年 · 县级", "一、主要目标 › （一）经济", "第3段", "xiyuan_2024.txt", "15–35"):
        assert words in seen.text


def test_a_copied_citation_names_report_section_and_paragraph(citation: Citation) -> None:
    assert (
        evidence.citation_as_text(citation, language=ZH)
        == "“全县生产总值增长6%左右。”（溪源县2024年政府工作报告，一、主要目标（一）经济，第3段）"
    )


def test_a_copied_citation_without_a_section_has_no_empty_place_for_it(citation: Citation) -> None:
    written = evidence.citation_as_text(replace(citation, section=()), language=ZH)
    assert written == "“全县生产总值增长6%左右。”（溪源县2024年政府工作报告，第3段）"


def test_a_copied_answer_keeps_its_marks_and_lists_its_sources(citation: Citation) -> None:
    written = answers.answer_as_text(_answer(citation), language=ZH)
    assert written.splitlines()[0] == "全县生产总值增长6%左右。[1]"
    assert written.splitlines()[-1].startswith("[1] “全县生产总值增长6%左右。”（溪源县")


def test_an_abstention_shows_the_reason_and_keeps_nearest_facts_apart(citation: Citation, page: type) -> None:
    given = _answer(
        citation,
        status=Status.ABSTAINED,
        statements=(),
        answer="没有2026年的报告。",
        reason="没有2026年的报告；现有2024年。",
        nearest=(Cited("2024年增长6%左右。", (1,)),),
    )
    html = answers.answer(given, evidence.NO_BACKING, language=ZH)
    seen = page(html)
    assert "报告里没有答案" in seen.text
    assert "为什么不回答没有2026年的报告；现有2024年。" in seen.text
    assert html.index("不是答案") < html.index("2024年增长6%左右。")
    assert "wj-statements" not in html


def test_a_partial_answer_says_what_is_missing(citation: Citation, page: type) -> None:
    given = _answer(citation, status=Status.PARTIAL, reason="没有2023年的报告。")
    assert "还缺什么没有2023年的报告。" in page(answers.answer(given, evidence.NO_BACKING, language=ZH)).text


def test_struck_statements_are_struck_and_say_why(citation: Citation, page: type) -> None:
    struck = Struck("增长6.5%。", (Problem(ProblemKind.NUMBER, "6.5%", "6%左右"),))
    html = answers.answer(_answer(citation, struck=(struck,)), evidence.NO_BACKING, language=ZH)
    assert "<del>增长6.5%。</del>" in html
    assert "数字不符；写的是“6.5%”；原文是“6%左右”" in page(html).text


def test_when_a_language_model_failed_the_answer_says_which_and_why(citation: Citation, page: type) -> None:
    fallback = Fallback("slow", "qwen", "语言模型太慢，没有在限定时间内写完，下面是摘取原文的答案。")
    given = _answer(citation, fallback=fallback)
    chinese = page(answers.answer(given, evidence.NO_BACKING, language=ZH)).text
    assert "这次没有采用语言模型 qwen 写的文字语言模型太慢" in chinese
    english = page(answers.answer(given, evidence.NO_BACKING, language=EN)).text
    assert "qwen did not write this one" in english
    assert "It did not finish in time" in english


def test_an_answer_by_a_language_model_names_it(citation: Citation, page: type) -> None:
    text = page(answers.answer(_answer(citation, generator="qwen"), evidence.NO_BACKING, language=ZH)).text
    assert "由 qwen 撰写" in text
    assert "由 " not in page(answers.answer(_answer(citation), evidence.NO_BACKING, language=ZH)).text


def test_a_draft_shows_what_stands_and_what_was_struck(page: type) -> None:
    wrong = Judgement("增长6.5%。", False, (Problem(ProblemKind.NUMBER, "6.5%", "6%左右"),))
    draft = Draft("增长6.5%。新增就业3000人。<b>", (wrong, Judgement("新增就业3000人。", True)))
    html = answers.drafting("目标？", draft, "已用 1 秒", language=ZH)
    assert "<del>增长6.5%。</del>" in html
    assert "<b>" not in html
    seen = page(html)
    assert "已删去增长6.5%。" in seen.text
    assert "有依据新增就业3000人。" in seen.text


def test_earlier_turns_are_closed_and_show_their_question(citation: Citation, page: type) -> None:
    html = answers.earlier([(_answer(citation), Html("<section>全部</section>"))], language=ZH)
    seen = page(html)
    assert [name for name, a in seen.tags if name == "details" and "open" not in a] == ["details"]
    assert "溪源县2024年生产总值增长目标？" in seen.text
    assert answers.earlier([], language=ZH) == ""


def test_a_computed_figure_shows_its_formula_and_the_sources_of_its_operands(citation: Citation, page: type) -> None:
    statement = Statement("多1000人。", (1,), derived=Derived("4000 − 3000 = 1000", (1, 2)))
    given = _answer(citation, statements=(statement,), citations=(citation, replace(citation, n=2)))
    seen = page(answers.answer(given, evidence.NO_BACKING, language=ZH))
    assert "4000 − 3000 = 1000" in seen.text
    assert seen.values("data-cite") == ["1", "1", "2"]


def test_table_cells_carry_their_own_marks(citation: Citation, page: type) -> None:
    table = Table(("地方", "目标"), ((Cited("溪源县"), Cited("6%左右", (1,))),))
    seen = page(answers.table(table, language=ZH))
    assert seen.values("data-cite") == ["1"]
    assert [name for name, _ in seen.tags if name in ("th", "td")] == ["th", "th", "td", "td"]


def test_repaired_text_offers_the_source_text_behind_it(citation: Citation, page: type) -> None:
    source = evidence.SourceView("全縣生產總值(zhí)增長6%左右。", {1: (0, 8)}, (Repair("pinyin", 21, 26, "(zhí)", ""),))
    backing = evidence.Backing(reports={}, sources={("xiyuan-2024", 3): source})
    html = evidence.card([replace(citation, repaired=True)], backing, language=ZH)
    assert "原文有修复" in html
    assert ">全縣生產總值(z</mark>" in html
    assert "<del>(zhí)</del>" in html


def test_text_that_was_not_repaired_offers_no_source_text(citation: Citation) -> None:
    assert "<details" not in evidence.card([citation], evidence.NO_BACKING, language=ZH)


def test_a_summary_keeps_order_and_marks(citation: Citation, page: type) -> None:
    points = (Cited("增长6%左右。", (1,)), Cited("新增就业3000人。", (2,)))
    given = Summary("溪源县2024年政府工作报告", ("一、主要目标",), points, (citation, replace(citation, n=2)), "short")
    seen = page(answers.summary(given, evidence.NO_BACKING, language=ZH))
    assert seen.text.index("增长6%左右。") < seen.text.index("新增就业3000人。")
    assert seen.values("data-cite") == ["1", "2"]
    assert "短" in seen.text


@pytest.mark.parametrize("language", [ZH, EN])
def test_nothing_hostile_becomes_live_wherever_it_stands(citation: Citation, language: Language, page: type) -> None:
    evil = replace(
        citation,
        file=HOSTILE,
        report=HOSTILE,
        section=(HOSTILE,),
        quote=HOSTILE,
        context=f"前{HOSTILE}后",
        quote_start=1,
        copies=(HOSTILE,),
        repaired=True,
        report_id=HOSTILE,
    )
    given = Answer(
        HOSTILE,
        Status.PARTIAL,
        HOSTILE,
        (Statement(HOSTILE, (1,), derived=Derived(HOSTILE, (1,))),),
        (Struck(HOSTILE, (Problem(ProblemKind.OTHER, HOSTILE, HOSTILE),)),),
        Table((HOSTILE,), ((Cited(HOSTILE, (1,)),),), HOSTILE),
        HOSTILE,
        (Cited(HOSTILE, (1,)),),
        Understood((HOSTILE,), (2024,), indicator=HOSTILE),
        (evil,),
        generator=HOSTILE,
        fallback=Fallback(HOSTILE, HOSTILE, HOSTILE),
    )
    repair = Repair(HOSTILE, 0, 1, HOSTILE, HOSTILE)
    backing = evidence.Backing(
        reports={HOSTILE: replace(_card(HOSTILE), place=HOSTILE, level=HOSTILE)},
        sources={(HOSTILE, 3): evidence.SourceView(HOSTILE, {1: (2, 5)}, (repair,))},
    )
    html = answers.answer(given, backing, language=language)
    summary = Summary(HOSTILE, (HOSTILE,), (Cited(HOSTILE, (1,)),), (evil,), HOSTILE, HOSTILE)
    html += answers.summary(summary, backing, language=language)
    html += notices.notice(HOSTILE, title=HOSTILE) + notices.problem(HOSTILE, HOSTILE, HOSTILE, language=language)
    html += notices.examples([HOSTILE], language=language)
    seen = page(html)
    assert seen.names() <= KNOWN
    assert not [a for _, attributes in seen.tags for a in attributes if a.startswith("on") or a in ("src", "href")]
    assert set(seen.values("data-cite")) == {"1"}
    assert "\u200b" not in html


def test_a_library_error_is_told_in_the_language_of_the_page_with_its_details(page: type) -> None:
    html = notices.problem("undecodable_text", "a.txt: no encoding fits", "Save it as UTF-8.", language=ZH)
    seen = page(html)
    assert "读不出文字" in seen.text
    assert "怎么办：请用 UTF-8 编码另存" in seen.text
    assert "a.txt: no encoding fits" in seen.text


def test_an_error_of_a_kind_without_advice_keeps_the_library_s_own(page: type) -> None:
    assert "Free the port." in page(notices.problem("library", "busy", "Free the port.", language=ZH)).text
