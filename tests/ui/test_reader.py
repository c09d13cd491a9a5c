from __future__ import annotations

from dataclasses import replace

from rag.results import Added, AddedFile, Outcome, ReportCard
from rag.types import Fact, Metadata, Origin, Repair, Report, Section
from ui import reader
from ui.texts import Language

ZH = Language.ZH
HOSTILE = '"><script>alert(1)</script><a href=javascript:alert(2)>'


def _card(**changes: object) -> ReportCard:
    card = ReportCard("xy-2024", "xy_2024.txt", "溪源县2024年政府工作报告", "溪源县", "county", 2024, "", 30, 60, 5, 2)
    return replace(card, **changes)  # type: ignore[arg-type]


def test_the_list_shows_place_year_level_file_and_counts(page: type) -> None:
    seen = page(reader.report_list([_card()], language=ZH))
    for words in ("溪源县", "2024", "县级", "xy_2024.txt", "30", "5", "2"):
        assert words in seen.text
    assert seen.values("data-act") == ["open_report"]


def test_a_list_to_manage_offers_to_correct_and_to_remove(page: type) -> None:
    seen = page(reader.report_list([_card()], language=ZH, manage=True))
    assert seen.values("data-act") == ["open_report", "edit_report", "remove_report"]
    assert set(seen.values("data-key")) == {"xy-2024"}


def test_unknown_place_and_year_are_said_and_the_file_leads_to_the_report(page: type) -> None:
    seen = page(reader.report_list([_card(place="", year=None, level="", title="")], language=ZH))
    assert seen.text.count("未知") == 2
    assert "xy_2024.txt" in seen.text


def test_each_paragraph_has_its_number_and_can_be_reached(report: Report, source: str, page: type) -> None:
    seen = page(reader.reader(report, source, language=ZH))
    assert seen.values("data-p") == ["1", "2", "3"]
    assert seen.values("data-report") == ["xiyuan-2024"]


def test_repaired_text_in_the_reader_tells_the_source_behind_it(report: Report, source: str, page: type) -> None:
    seen = page(reader.reader(report, source, language=ZH))
    assert "原文：全縣生產總值(zhí)" in seen.values("title")


def test_the_reader_shows_the_text_unchanged_and_the_lead_strong(report: Report, source: str, page: type) -> None:
    html = reader.reader(report, source, language=ZH)
    assert report.paragraph(3).text in page(html).text
    lead = html[html.index("<b>") : html.index("</b>")]
    assert page(lead).text == "全县生产总值增长6%左右。"


def test_the_outline_offers_a_summary_of_each_section_and_of_the_whole(report: Report, page: type) -> None:
    seen = page(reader.outline(report, language=ZH))
    assert seen.values("data-value") == ["-1", "0"]
    assert seen.values("data-goto") == ["2"]


def test_a_report_without_headings_says_so(report: Report, page: type) -> None:
    assert "没有识别出标题" in page(reader.outline(replace(report, sections=()), language=ZH)).text


def test_the_head_names_rival_values_and_where_they_come_from(report: Report, page: type) -> None:
    assert "另有：西源县（文件名）" in page(reader.report_head(report, language=ZH)).text


def test_the_quality_note_lists_repairs_and_doubts(report: Report, page: type) -> None:
    seen = page(reader.quality_note(report, language=ZH))
    assert "修复 1 处" in seen.text
    assert "(zhí) → （无）" in seen.text
    assert "a question mark inside a sentence" in seen.text


def test_a_quality_note_says_how_many_repairs_it_leaves_out(report: Report, page: type) -> None:
    many = tuple(Repair("line_break", i, i + 1, " ", "") for i in range(reader.MAX_LISTED + 7))
    seen = page(reader.quality_note(replace(report, repairs=many), language=ZH))
    assert "断行接合27" in seen.text
    assert "其余 7 处未列出" in seen.text


def test_what_was_repaired_once_stands_before_what_was_repaired_often(report: Report, page: type) -> None:
    repairs = (*(Repair("pinyin", i, i + 1, "(a)", "") for i in range(9)), Repair("byte_shift", 50, 51, "?", "。"))
    seen = page(reader.quality_note(replace(report, repairs=repairs), language=ZH))
    assert seen.text.index("错位字节还原") < seen.text.index("去掉括注的拼音")


def test_only_repairs_that_chose_between_readings_are_always_marked(report: Report, source: str) -> None:
    assert "wj-repaired--guess" not in reader.reader(report, source, language=ZH)
    (pinyin,) = report.repairs
    guessed = replace(report, repairs=(replace(pinyin, kind="byte_shift"),))
    assert reader.reader(guessed, source, language=ZH).count("wj-repaired--guess") == 1


def test_a_clean_report_is_said_to_be_clean(report: Report, page: type) -> None:
    clean = replace(report, repairs=(), dropped=(), doubts=())
    assert "没有修复，也没有存疑" in page(reader.quality_note(clean, language=ZH)).text


def test_every_file_has_its_outcome_and_failures_come_first(page: type) -> None:
    problem = {"kind": "damaged_file", "message": "乙.docx: not a zip file", "fix": "Save it again."}
    added = Added(
        (
            AddedFile("甲.txt", Outcome.ADDED, "a", "甲县2024年政府工作报告", 30, 60, 5, 2),
            AddedFile("丙.txt", Outcome.COPY, "c", copy_of="a"),
            AddedFile("乙.docx", Outcome.FAILED, problem=problem),
        )
    )
    seen = page(reader.outcomes(added, {"a": "甲.txt"}, language=ZH))
    assert "加入 1，更新 0，未变 0，重复 1，失败 1" in seen.text
    assert seen.text.index("乙.docx") < seen.text.index("甲.txt")
    assert "文件已损坏或不完整" in seen.text
    assert "与 甲.txt 是同一份报告" in seen.text


def test_nothing_in_a_report_becomes_live(report: Report, source: str, page: type) -> None:
    evil = replace(
        report,
        file=HOSTILE,
        metadata=Metadata(
            place=Fact(HOSTILE, Origin.TEXT, ((HOSTILE, Origin.TEXT),)),
            level=Fact(HOSTILE, Origin.TEXT),
            title=Fact(HOSTILE, Origin.TEXT),
        ),
        sections=(Section(HOSTILE, 1, -1, 1, 3),),
        paragraphs=tuple(replace(p, text=HOSTILE + p.text) for p in report.paragraphs),
        repairs=(Repair(HOSTILE, 0, 1, HOSTILE, HOSTILE),),
    )
    html = "".join(
        [
            reader.report_head(evil, language=ZH),
            reader.outline(evil, language=ZH),
            reader.reader(evil, HOSTILE * 9, language=ZH),
            reader.report_list([_card(place=HOSTILE, file=HOSTILE, copies=(HOSTILE,))], language=ZH, manage=True),
            reader.outcomes(Added((AddedFile(HOSTILE, Outcome.ADDED, report=HOSTILE),)), {}, language=ZH),
        ]
    )
    seen = page(html)
    assert not seen.names() & {"script", "a", "img", "iframe", "style", "link"}
    assert not [a for _, attributes in seen.tags for a in attributes if a.startswith("on") or a in ("src", "href")]
