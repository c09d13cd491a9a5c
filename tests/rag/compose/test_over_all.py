"""Questions over all reports: which place has most, who sets more than a limit, who speaks of something."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import Library

NATION = """政府工作报告

——2025年3月5日在第十四届全国人民代表大会第三次会议上

各位代表：

一、2024年工作回顾

国内生产总值增长5%。

二、2025年主要任务

今年发展主要预期目标是：国内生产总值增长5%左右，城镇新增就业1200万人以上。
"""
CITY = """政府工作报告

——2025年1月10日在柳安市第六届人民代表大会第四次会议上

柳安市市长 闻溪桥

各位代表：

一、2024年工作回顾

特色产业提质增效。云台县竹编、河口县绿茶产业产值分别突破12亿元和31亿元。河口县获评全省第四个绿茶名县。

——这一年，我们坚持稳增长，经济平稳向好。全市地区生产总值640亿元。

——这一年，我们坚持惠民生，实事件件落地。新增学位3100个。

——五年来，我们坚持创新引领，动能持续壮大。新增高新技术企业210家。

——五年来，我们坚持绿色发展，颜值更加靓丽。造林42万亩。

——五年来，我们坚持共建共享，民生更有质感。新建学校36所。

二、2025年重点工作

今年的主要预期目标是：地区生产总值增长6.5%左右，城镇新增就业2.1万人。

培育郭河县棉纺、云台县竹器生产基地，力争产业规模突破80亿元。

着力打造3个重点场景。一是口岸物流场景。拓展班列线路。二是数字茶园场景。建设云上茶仓。三是山水康养场景。提升民宿品质。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "nation.txt").write_text(NATION, encoding="utf-8")
    (folder / "liuan.txt").write_text(CITY, encoding="utf-8")
    (folder / "manifest.csv").write_text(
        "file,place,level,year\nnation.txt,国务院,national,2025\nliuan.txt,柳安市,prefecture,2025\n", encoding="utf-8"
    )
    library = Library.open(tmp_path_factory.mktemp("home"))
    library.add([folder, Path(__file__).parents[2] / "cases" / "counties"])
    return library


def test_the_place_that_has_most_is_looked_for_on_the_level_asked_for(library: Library) -> None:
    assert library.ask("哪个市2025年地区生产总值增长目标最高?").answer.startswith("柳安市2025年最高")
    counties = library.ask("哪个县2025年地区生产总值增长目标最低?")
    assert counties.answer.startswith("临溪县2025年")
    assert counties.table is not None
    assert {row[0].text for row in counties.table.rows} == {"临溪县2025年", "望川县2025年"}


def test_the_nation_is_no_place_that_others_are_compared_with(library: Library) -> None:
    most = library.ask("哪个地方2025年城镇新增就业目标最高?")
    assert most.answer.startswith("青河市2025年最高")
    assert "1200万人" not in most.answer


def test_named_places_are_compared_with_each_other_alone(library: Library) -> None:
    told = library.ask("青河市和柳安市2025年城镇新增就业目标哪个最高?")
    assert told.answer.startswith("青河市")
    assert "望川县" not in told.answer


def test_who_speaks_of_something_is_found_by_reading_every_report(library: Library) -> None:
    told = library.ask("哪些县2025年的报告提到“服务专员”?")
    assert "3份报告中有1份提到“服务专员”：临溪县。" in told.answer
    silent = library.ask("哪些县2025年的报告没有提到“服务专员”?")
    assert "未提及：望川县、青河市东岭区。" in silent.answer
    (statement,) = told.statements
    assert "服务专员" in told.citations[statement.citations[0] - 1].quote
    assert library.ask("哪些县2025年的报告提到“太空电梯”?").status.value == "abstained"


def test_a_place_without_a_report_is_told_of_by_the_report_of_the_place_around_it(library: Library) -> None:
    told = library.ask("2024年柳安市云台县的竹编产业产值突破了多少亿元?")
    assert "12亿元" in told.answer
    assert told.citations[0].report == "柳安市2025年政府工作报告"


@pytest.mark.parametrize(
    "question",
    ["柳安市云台县2025年地区生产总值增长目标是多少?", "2025年柳安市云台县的竹器产业规模目标是多少亿元?"],
)
def test_what_is_said_of_the_place_around_it_or_of_several_is_not_given_for_it(library: Library, question: str) -> None:
    told = library.ask(question)
    assert told.status.value == "abstained"
    assert "没有云台县的报告" in told.reason or "没有柳安市云台县的报告" in told.reason


def test_headings_that_open_alike_are_a_list_of_their_own(library: Library) -> None:
    told = library.ask("柳安市回顾五年来的工作时用了哪三个“坚持”?")
    assert [s.text[:9] for s in told.statements] == ["五年来，我们坚持创", "五年来，我们坚持绿", "五年来，我们坚持共"]


def test_a_list_led_to_by_its_number_and_name_is_the_one(library: Library) -> None:
    told = library.ask("柳安市2025年要打造的3个重点场景是哪几个?")
    assert [s.text.rstrip("。") for s in told.statements] == ["口岸物流场景", "数字茶园场景", "山水康养场景"]


def test_an_aim_and_what_came_of_it_are_one_question(counties: Library) -> None:
    told = counties.ask("望川县2024年地区生产总值增长目标是多少?后来完成了吗?")
    assert told.understood.kind == "tracking"
    assert "目标" in told.answer
    assert "5.8%" in told.answer


def test_without_a_place_the_answer_says_whose_it_is_and_that_others_give_the_figure_too(counties: Library) -> None:
    told = counties.ask("2025年地区生产总值增长目标是多少?")
    assert told.status.value == "answered"
    assert "问题没有指明地方" in told.reason
    assert "2个地方的报告也给出了“地区生产总值”" in told.reason
    assert not counties.ask("望川县2025年地区生产总值增长目标是多少?").reason


def test_a_year_that_no_report_tells_of_is_the_reason_though_no_place_is_named(counties: Library) -> None:
    told = counties.ask("哪些县2031年提到人工智能?")
    assert told.status.value == "abstained"
    assert "没有讲到2031年的报告" in told.reason


def test_who_has_most_of_nothing_named_is_declined(counties: Library) -> None:
    assert counties.ask("2025年哪个县的目标最高?").status.value == "abstained"


# More than the ledger gives where it is not asked for all of them.
MANY = [
    "安庆",
    "蚌埠",
    "亳州",
    "池州",
    "滁州",
    "阜阳",
    "合肥",
    "淮北",
    "淮南",
    "黄山",
    "六安",
    "马鞍山",
    "宿州",
    "铜陵",
    "芜湖",
    "宣城",
    "福州",
    "龙岩",
    "南平",
    "宁德",
    "莆田",
    "泉州",
    "三明",
    "厦门",
    "漳州",
    "抚州",
    "赣州",
    "吉安",
    "景德镇",
    "九江",
    "南昌",
    "萍乡",
    "上饶",
    "新余",
    "宜春",
    "鹰潭",
]


def test_of_many_places_all_are_counted_and_only_the_silent_are_missing(tmp_path: Path) -> None:
    for n, name in enumerate(MANY):
        growth = f"地区生产总值增长{4 + n / 10}%左右，" if name != MANY[-1] else ""
        text = CITY.split("特色产业")[0].replace("柳安市", f"{name}市")
        text += f"平稳有序。\n\n二、2025年重点工作\n\n今年的主要预期目标是：{growth}城镇新增就业2.1万人。\n"
        (tmp_path / f"{n:02}.txt").write_text(text, encoding="utf-8")
    library = Library.open(tmp_path / "library")
    library.add([tmp_path])
    told = library.ask("各市2025年地区生产总值增长目标哪个市最高?")
    assert "宜春市2025年最高" in told.answer
    assert "等35个" in told.answer
    assert told.reason == "未提及：鹰潭市。"
