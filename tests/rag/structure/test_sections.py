"""The tree of sections and the roles of paragraphs."""

from __future__ import annotations

from collections.abc import Callable

from rag.types import Mark, MarkKind, Report, Role

Build = Callable[..., Report]

BODY = "坚持稳字当头、稳中求进,全年工作取得新成效,高质量发展迈出坚实步伐。"


def paths(report: Report) -> list[tuple[str, ...]]:
    return [report.section_path(index) for index in range(len(report.sections))]


def test_run_in_sections_stand_under_the_chapter_and_keep_their_paragraph_whole(build: Build) -> None:
    report = build(
        "一、2023年工作回顾", BODY, "(一)工业提质增效。" + BODY, "(二)城乡协调发展。" + BODY, "二、2024年重点工作", BODY
    )
    assert paths(report) == [
        ("一、2023年工作回顾",),
        ("一、2023年工作回顾", "(一)工业提质增效"),
        ("一、2023年工作回顾", "(二)城乡协调发展"),
        ("二、2024年重点工作",),
    ]
    paragraph = report.paragraph(3)
    assert paragraph.text == "(一)工业提质增效。" + BODY
    assert paragraph.role is Role.BODY
    assert paragraph.lead == "(一)工业提质增效。"
    assert [(s.first, s.last, s.run_in) for s in report.sections] == [
        (1, 4, False), (3, 3, True), (4, 4, True), (5, 6, False),
    ]  # fmt: skip


def test_plain_headings_stand_above_the_chapters_that_follow_them(build: Build) -> None:
    report = build(
        "2020年工作回顾", BODY, "2021年重点工作安排", BODY, "一、聚焦产业升级", BODY, "二、聚焦民生改善", BODY
    )
    assert paths(report)[-1] == ("2021年重点工作安排", "二、聚焦民生改善")
    assert [s.level for s in report.sections] == [1, 1, 2, 2]


def test_a_plain_heading_between_two_chapters_stands_inside_the_first(build: Build) -> None:
    report = build("一、国内工作的回顾", BODY, "关于教育改革问题", BODY, "二、今后的任务", BODY)
    assert ("一、国内工作的回顾", "关于教育改革问题") in paths(report)
    assert paths(report)[-1] == ("二、今后的任务",)


def test_numbering_that_begins_inside_another_belongs_to_it_when_the_other_goes_on(build: Build) -> None:
    report = build("（一）经济形势", BODY, "一、依靠科学", BODY, "二、扩大生产", BODY, "（二）发展前景", BODY)
    assert paths(report)[1:3] == [("（一）经济形势", "一、依靠科学"), ("（一）经济形势", "二、扩大生产")]
    assert paths(report)[3] == ("（二）发展前景",)


def test_a_fragment_may_begin_in_the_middle_of_a_numbering(build: Build) -> None:
    report = build(
        "(三)提升服务业。" + BODY, "(四)建设宜居城市。" + BODY, "三、加强自身建设", BODY, "(一)依法行政。" + BODY
    )
    assert paths(report) == [
        ("(三)提升服务业",),
        ("(四)建设宜居城市",),
        ("三、加强自身建设",),
        ("三、加强自身建设", "(一)依法行政"),
    ]


def test_dashed_lead_paragraphs_are_sections_of_one_paragraph(build: Build) -> None:
    report = build(
        "2020年工作回顾", "——这一年,我们坚持改革创新,活力不断增强。" + BODY, "各位代表!成绩来之不易。" + BODY
    )
    assert paths(report)[1] == ("2020年工作回顾", "——这一年,我们坚持改革创新,活力不断增强")
    assert report.paragraph(3).section == 0


def test_a_lead_sentence_without_a_number_makes_no_section(build: Build) -> None:
    report = build("(一)改善环境", "切实提高管理水平。" + BODY)
    assert len(report.sections) == 1
    assert report.paragraph(2).lead == "切实提高管理水平。"


def test_whole_numbered_sentences_in_a_row_are_list_members_and_head_nothing(build: Build) -> None:
    report = build(
        "2024年民生实事",
        "1.新建学校，增加优质学位供给。",
        "2.改造管网，保障群众饮水安全。",
        "3.建设停车场，缓解停车困难。",
    )
    assert len(report.sections) == 1
    assert [p.items[0].marker for p in report.paragraphs[1:]] == ["1.", "2.", "3."]


def test_hash_marks_and_reader_marks_make_headings_without_showing(build: Build) -> None:
    report = build("# 政府工作报告", "### 一、2023年工作回顾", BODY)
    assert report.paragraph(1).role is Role.TITLE
    assert report.paragraph(1).text == "政府工作报告"
    assert report.sections[0].heading == "一、2023年工作回顾"
    marked = build("惠民工程", BODY, marks=(Mark(0, 4, MarkKind.HEADING, 2),))
    assert [s.heading for s in marked.sections] == ["惠民工程"]


def test_title_meeting_speaker_and_salutation_have_their_roles(build: Build) -> None:
    report = build(
        "政府工作报告", "——2024年1月11日在澄湖市第六届人民代表大会第三次会议上", "澄湖市市长 王 明", "各位代表：",
        "现在,我代表市人民政府向大会报告工作,请予审议。", "一、2023年工作回顾", BODY,
    )  # fmt: skip
    assert [p.role for p in report.paragraphs[:5]] == [
        Role.TITLE, Role.BYLINE, Role.BYLINE, Role.SALUTATION, Role.BODY,
    ]  # fmt: skip


def test_ordinals_count_from_one_and_every_line_is_a_paragraph_with_its_source(build: Build) -> None:
    report = build("一、工作回顾", "", "  " + BODY, "二、工作安排", BODY)
    assert [p.ordinal for p in report.paragraphs] == [1, 2, 3, 4]
    source = "\n".join(["一、工作回顾", "", "  " + BODY, "二、工作安排", BODY])
    for paragraph in report.paragraphs:
        start, end = paragraph.alignment.to_source(0, len(paragraph.text))
        assert source[start:end] == paragraph.text


def test_a_text_without_headings_has_paragraphs_and_no_sections(build: Build) -> None:
    report = build(BODY, BODY)
    assert report.sections == ()
    assert [p.section for p in report.paragraphs] == [-1, -1]
