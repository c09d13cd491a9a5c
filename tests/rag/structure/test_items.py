"""Enumerations inside paragraphs."""

from __future__ import annotations

from rag.headings import split_run_in
from rag.structure.items import items
from rag.types import ItemKind


def parts(text: str) -> list[tuple[str, str, str]]:
    found = items(text, split_run_in(text))
    return [(item.kind.value, item.marker, text[item.label_start : item.label_end]) for item in found]


def test_spoken_items_have_their_lead_sentence_as_label() -> None:
    text = "(三)扩大消费。一是办好活动。举办展会30场。二是建设载体,新增商业街区5个。三是规范市场。"
    assert parts(text) == [
        ("spoken", "一是", "办好活动"),
        ("spoken", "二是", "建设载体"),
        ("spoken", "三是", "规范市场"),
    ]


def test_items_of_one_list_tile_it_to_the_end_of_the_paragraph() -> None:
    text = "重点做好三件事:一是修路。二是架桥。三是通水。工程年底前完工。"
    found = items(text, 0)
    assert [text[i.start : i.end] for i in found] == ["一是修路。", "二是架桥。", "三是通水。工程年底前完工。"]


def test_a_numbered_list_inside_a_spoken_item_tiles_its_own_list() -> None:
    text = "一是兴办教育。二是办好实事:(1)新建学校3所;(2)改造管网20公里;(3)发放补贴1000万元。"
    found = items(text, 0)
    numbered = [i for i in found if i.kind is ItemKind.NUMBERED]
    outer = [i for i in found if i.kind is ItemKind.SPOKEN][1]
    assert [i.marker for i in numbered] == ["(1)", "(2)", "(3)"]
    assert all(outer.start <= i.start < i.end <= outer.end for i in numbered)


def test_semicolons_end_the_last_item_with_its_sentence() -> None:
    text = "坚持三个导向:一是坚持目标导向;二是坚持问题导向;三是坚持结果导向。全市上下要同心协力。"
    assert text[items(text, 0)[-1].start : items(text, 0)[-1].end] == "三是坚持结果导向。"


def test_a_list_cut_up_by_paragraphs_goes_on_in_the_next() -> None:
    assert parts("二是培育新兴产业。新增企业20家。三是改造传统产业。") == [
        ("spoken", "二是", "培育新兴产业"),
        ("spoken", "三是", "改造传统产业"),
    ]


def test_figures_years_and_brackets_in_prose_are_no_markers() -> None:
    assert parts("投资增长1.5%,其中(1)号项目完成投资2.4亿元,2023年、2024年累计12亿元。") == []
    assert parts("第一产业增长4%,其中粮食增长2%。") == []


def test_inner_lead_sentences_open_new_subjects_and_the_paragraphs_own_stands_above_them() -> None:
    text = (
        "(一)产业提质增效。全市上下齐心协力抓产业、稳增长。工业实力持续增强。规上工业增加值增长9.5%,新增规上企业120家,"
        "主导产业产值突破千亿元。农业基础更加稳固。粮食总产量达到30亿斤,新建高标准农田25万亩,农机化率达到92%。"
    )
    assert parts(text) == [("lead", "", "工业实力持续增强"), ("lead", "", "农业基础更加稳固")]


def test_short_sentences_in_a_row_are_prose() -> None:
    assert parts("我们迎难而上。我们勇毅前行。成绩令人振奋。经验弥足珍贵。前景无限光明。道路并不平坦。") == []
