"""Headings told from body lines, alone and with their neighbours."""

import pytest

from rag.headings import HeadingKind, classify, is_glossary_title, is_heading, is_title, split_run_in


@pytest.mark.parametrize(
    ("line", "kind", "heading"),
    [
        ("第一部分 过去五年的工作", HeadingKind.PART, "第一部分 过去五年的工作"),
        ("一、2023年工作回顾", HeadingKind.CHAPTER, "一、2023年工作回顾"),
        ("\u2003\u2003十一、切实加强自身建设", HeadingKind.CHAPTER, "十一、切实加强自身建设"),
        ("（三）做强县域工业", HeadingKind.SECTION, "（三）做强县域工业"),
        ("(三)做强县域工业。全年新开工项目40个。", HeadingKind.SECTION, "(三)做强县域工业"),
        ("2.提升农产品质量", HeadingKind.ITEM, "2.提升农产品质量"),
        ("——这一年,我们坚持稳中求进,发展质量明显提高。全年完成投资120亿元。", HeadingKind.DASH, None),
        ("## 民生实事", HeadingKind.MARKDOWN, "民生实事"),
        ("“十四五”时期主要目标任务", HeadingKind.PLAIN, "“十四五”时期主要目标任务"),
        ("名 词 解 释", HeadingKind.PLAIN, "名 词 解 释"),
        ("二、主要任务 今年是实施规划的关键一年,做好全年工作意义重大。", HeadingKind.CHAPTER, "二、主要任务"),
        (
            "(四)坚持“四个不摘”[18]，巩固成果。帮扶政策总体稳定。",
            HeadingKind.SECTION,
            "(四)坚持“四个不摘”[18]，巩固成果",
        ),
    ],
)
def test_each_kind_of_heading_is_read_with_its_marker(line: str, kind: HeadingKind, heading: str | None) -> None:
    found = classify(line)
    assert found is not None
    assert found.kind is kind
    if heading is not None:
        assert line[found.start : found.end] == heading


@pytest.mark.parametrize(
    "line",
    [
        "建设;城际铁路如期推进。",  # the rest of a line that a page break cut off
        "1.2万套安置房建成交付。",
        "2020、2021两年累计投入30亿元。",
        "全年新增就业6.8万人",
        "2023年工作回顾了过去,谋划了未来",
    ],
)
def test_body_lines_are_no_headings(line: str) -> None:
    assert classify(line) is None


def test_a_numbered_statement_is_run_in_with_no_words_of_heading() -> None:
    found = classify("3.完成农村户厕改造5000座，新建污水处理站12处。")
    assert found is not None
    assert found.run_in
    assert found.end == found.label


@pytest.mark.parametrize(
    ("paragraph", "lead"),
    [
        ("(一)经济运行平稳向好。我们全力稳增长。", "(一)经济运行平稳向好。"),
        ("切实改善人居环境。新建公园12处。", "切实改善人居环境。"),
        ("一是培育壮大产业。新增企业30家。", "一是培育壮大产业。"),
        ("抢抓“5G+”机遇。布局基站300个。", "抢抓“5G+”机遇。"),
        ("投资增长8.5%。消费稳步回升。", ""),
        ("提升城市品质。", ""),
        ("今年的目标是:财政收入稳定增长。其他各项同步推进。", ""),
    ],
)
def test_a_lead_sentence_is_short_holds_no_figure_and_has_something_behind_it(paragraph: str, lead: str) -> None:
    assert paragraph[: split_run_in(paragraph)] == lead


def test_a_plain_heading_needs_a_complete_line_before_it() -> None:
    after = "过去一年,全市上下攻坚克难。"
    assert is_heading("2023年工作回顾", before="各位代表:", after=after)
    assert not is_heading("2023年工作回顾", before="本次会议听取了", after=after)


def test_a_body_line_cut_by_a_page_break_is_no_heading() -> None:
    assert not is_heading("日照至兰考段加快", before="交通设施不断完善。", after="建设;城际铁路如期推进。")


def test_a_heading_too_long_for_its_line_is_not_whole() -> None:
    line = "三、坚持以科技创新引领产业创新，加快构建具有区域特色的现代化产业"
    assert not is_heading(line, before="成效明显。", after="体系建设")
    assert is_heading(line, before="成效明显。", after="把发展经济的着力点放在实体经济上,培育壮大主导产业集群。")


def test_the_two_halves_of_a_broken_meeting_line_are_not_kept_apart() -> None:
    first, second = "——2021年1月27日在澄湖市云溪区第十八届", "人民代表大会第五次会议上"
    assert not is_heading(first, before=None, after=second)
    assert not is_heading(second, before=first, after="区长 李明")
    assert is_heading(first + second, before=None, after="区长 李明")


def test_titles_may_be_spread_out_and_sentences_about_reports_are_no_titles() -> None:
    assert is_title("政 府 工 作 报 告")
    assert is_title("2021年澄湖市政府工作报告")
    assert not is_title("现在，我代表市人民政府作政府工作报告")


@pytest.mark.parametrize(
    "line", ["名词解释", "※名词解释※", "附件2 名词解释", "《政府工作报告》名词解释", "注释", "有关名词解释"]
)
def test_the_glossary_opens_under_many_names(line: str) -> None:
    assert is_glossary_title(line)


def test_a_sentence_about_terms_opens_no_glossary() -> None:
    assert not is_glossary_title("名词解释工作有序开展")
