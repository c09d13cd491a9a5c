"""What a text claims of each figure."""

from __future__ import annotations

import pytest

from rag.tense import ACTUAL, TARGET
from rag.verify.claims import Claim, read_claims


def figures(text: str) -> list[Claim]:
    return [claim for claim in read_claims(text) if claim.figure]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("粮食、油料产量分别增长1.5%和2%。", ["粮食产量", "油料产量"]),
        ("城乡居民收入分别增长5%和6%。", ["城镇居民收入", "农村居民收入"]),
        ("普惠园、公办园占比分别达到99%、53%。", ["普惠园占比", "公办园占比"]),
        ("税收收入7亿元，增长3%。", ["税收收入", "税收收入"]),
        ("改造21个、65栋楼老旧小区。", ["改造老旧小区", "老旧小区"]),
    ],
)
def test_each_figure_has_its_own_subject(text: str, subjects: list[str]) -> None:
    assert [claim.about for claim in figures(text)] == subjects


def test_a_list_after_its_members_goes_back_to_them() -> None:
    *_, first, second = figures("税收收入7亿元，非税收入3亿元，分别增长4%和1%。")
    assert (first.about, second.about) == ("税收收入", "非税收入")


def test_place_and_year_go_on_until_others_are_named() -> None:
    one, two, three = figures("菏泽市2023年粮食总产1万吨，增长2%。济宁市2024年粮食总产3万吨。")
    assert [c.places[0].name for c in (one, two, three)] == ["菏泽市", "菏泽市", "济宁市"]
    assert [c.periods[0].years for c in (one, two, three)] == [(2023,), (2023,), (2024,)]


def test_a_year_in_brackets_belongs_to_the_figure_before() -> None:
    one, two = figures("菏泽市12%以上（2024年），济宁市10%以上（2020年）。")
    assert [c.periods[0].years for c in (one, two)] == [(2024,), (2020,)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("力争新增就业3万人。", TARGET),
        ("实际新增就业3万人。", ACTUAL),
        ("实际利用外资3亿美元。", ""),
        ("争取上级资金3亿元。", ""),
        ("完成年度目标的105%。", ""),
        ("实现5%的增长目标。", TARGET),
        ("即将交付3套。", ""),
        ("人均预期寿命78岁。", ""),
    ],
)
def test_target_or_result_as_the_words_say(text: str, status: str) -> None:
    assert figures(text)[0].status == status


def test_what_is_compared_with_is_not_when_it_was() -> None:
    (claim,) = figures("2020年收入较2015年增长39.1%。")
    assert [p.years for p in claim.periods] == [(2020,)]
    assert [p.years for p in claim.bases] == [(2015,)]


def test_the_year_of_a_report_is_not_that_of_its_figures() -> None:
    (claim,) = figures("2021年政府工作报告提出新增就业3万人。")
    assert claim.report_year == 2021
    assert not claim.periods
