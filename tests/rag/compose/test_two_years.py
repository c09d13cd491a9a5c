"""The result of one year beside the target of another: both are given, and no target is said to be met by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import Library

CITY = """政府工作报告

——2024年1月12日在榆浦市第九届人民代表大会第三次会议上

榆浦市市长 祁望舒

各位代表：

一、2023年工作回顾

经济运行稳中有进。地区生产总值增长6.2%，一般公共预算收入增长9.5%，粮食总产达到48亿斤。新增公共停车位3200个。“渔光小镇”文创产品交易额增长22%。

二、2024年工作安排

今年的主要预期目标是：地区生产总值增长5.5%左右，一般公共预算收入增长6%，粮食总产稳定在45亿斤以上，固定资产投资确保增长7%、力争8%。

完善城市功能。年内新增公共停车位1500个。办好渔光小镇，培育文创企业12家，力争文创产品交易额增长15%以上。新建、改造提升高标准农田18万亩。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("reports")
    (folder / "city.txt").write_text(CITY, encoding="utf-8")
    library = Library.open(tmp_path_factory.mktemp("home"))
    library.add([folder])
    return library


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("榆浦市2024年地区生产总值增长目标比2023年实际增速低多少？", ("5.5%", "6.2%", "低0.7个百分点")),
        ("榆浦市2023年实际打了多少粮食，2024年定的又是多少，哪个数大？", ("48亿斤", "45亿斤", "更多", "相差3亿斤")),
        ("榆浦市2024年计划新增的公共停车位，比2023年实际新增的少多少个？", ("1500个", "3200个", "少1700个")),
    ],
)
def test_a_target_is_set_against_the_result_of_another_year(
    library: Library, question: str, said: tuple[str, ...]
) -> None:
    answer = library.ask(question)
    (statement,) = answer.statements
    assert statement.derived is not None
    assert [figure in statement.text for figure in said] == [True] * len(said)
    assert "达到目标" not in answer.answer


def test_both_are_given_where_no_difference_is_asked_for(library: Library) -> None:
    statements = library.ask("榆浦市文创产品交易额2023年实际涨了多少，2024年又打算涨多少？").statements
    assert [s.text for s in statements] == [
        "结果：“渔光小镇”文创产品交易额增长22%。",
        "目标：力争文创产品交易额增长15%以上。",
    ]


def test_a_target_comes_with_the_higher_one_behind_it(library: Library) -> None:
    (statement,) = library.ask("榆浦市2024年固定资产投资增长目标是多少？").statements
    assert "7%" in statement.text
    assert "力争8%" in statement.text


def test_a_figure_is_found_by_the_report_s_own_name_for_it(library: Library) -> None:
    (statement,) = library.ask("2024年榆浦市要新建和改造提升多少高标准农田？").statements
    assert "18万亩" in statement.text
