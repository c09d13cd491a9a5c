"""Among whom a rank is held, what a change is measured against, and of which of two figures it is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.indicators import extract
from rag.types import Report

Reports = Callable[..., Report]


def test_two_ranks_are_of_the_amount_and_of_its_growth(report_of: Reports) -> None:
    rows = extract(report_of("贷款余额475亿元、增长18%，分别居全省第四、第二。"))
    assert [(int(r.values[0]), r.measure, r.base) for r in rows[2:]] == [(4, "rank", "全省"), (2, "rank", "全省增速")]


def test_changes_dealt_out_are_all_changes(report_of: Reports) -> None:
    rows = extract(report_of("引进领军人才150名、创新团队37个，分别增加47名和13个。"))
    assert [(r.indicator, r.measure) for r in rows[2:]] == [("引进领军人才", "change"), ("引进创新团队", "change")]


def test_what_recovered_is_a_ratio_to_that_year(report_of: Reports) -> None:
    rows = extract(report_of("游客人数、旅游收入分别恢复到2019年的108%、114%。"))
    assert [(r.year, r.measure, r.base) for r in rows] == [(2023, "ratio", "2019年")] * 2


@pytest.mark.parametrize(
    ("sentence", "base"),
    [
        ("地区生产总值增长6%，增速高于全省2.2个和0.7个百分点。", "全省"),
        ("优良天数209天，比上年190天增加19天。", "上年"),
        ("森林覆盖率达到43%，比2018年提高了6个百分点。", "2018年"),
        ("粮食产量达到45亿斤，连续2年位居全省第一。", "全省"),
    ],
)
def test_a_base_has_no_verbs_and_numbers_around_it(report_of: Reports, sentence: str, base: str) -> None:
    assert extract(report_of(sentence))[-1].base == base


def test_a_place_among_the_best_is_a_rank(report_of: Reports) -> None:
    rows = extract(report_of("外贸进出口总额增长2%，居全国外贸百强市66位。新增高层次人才33位。"))
    assert [r.measure for r in rows[1:]] == ["rank", "level"]


@pytest.mark.parametrize(
    ("sentence", "base"),
    [
        ("优良天数达到263天，比2018年增加98天；PM2.5平均浓度下降46%。", "2018年"),
        ("财政收入1330亿元，是2018年的2.3倍；工业增加值达到818亿元，增长1.1倍。", "2018年"),
        ("工业总产值比2019年增长21%，工业用电量增长9%。", "2019年"),
        ("优良天数比2018年增加98天；全年用电量同比增长4%。", ""),
        ("优良天数比2022年增加9天；用电量增长4%。", ""),
        ("地区生产总值是2018年的1.6倍，工业增加值年均增长4%。", ""),
    ],
)
def test_what_a_sentence_compared_with_holds_for_what_grew_next(report_of: Reports, sentence: str, base: str) -> None:
    assert extract(report_of(sentence))[-1].base == base


@pytest.mark.parametrize(
    ("sentence", "measure", "values"),
    [
        ("人口自然增长率由上年的5.2‰下降到4.9‰。", "share", [5.2, 4.9]),
        ("服务业对经济增长贡献率提升至59%。", "share", [59]),
        ("城乡居民收入比缩小至1.65。", "ratio", [1.65]),
    ],
)
def test_the_measure_that_a_name_tells(report_of: Reports, sentence: str, measure: str, values: list[float]) -> None:
    rows = extract(report_of(sentence))
    assert [(r.measure, r.value) for r in rows] == [(measure, v) for v in values]


def test_what_the_first_of_several_has_passed_they_all_have(report_of: Reports) -> None:
    rows = extract(report_of("粮油、茶叶产业产值分别突破20亿元、30亿元，税收2亿元。"))
    assert [r.bound for r in rows] == ["over", "over", "exact"]
