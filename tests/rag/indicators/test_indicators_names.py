"""A name that its clause prints only in part is completed from the words around it, or the figure is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.indicators import extract
from rag.types import Report

Reports = Callable[..., Report]


def named(report: Report) -> list[tuple[str, str]]:
    return [(r.indicator, "/".join(map(str, r.values)) + r.unit) for r in extract(report)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("3家企业获评A级。", [("企业获评A级", "3家")]),
        ("9所中学、12个学科入选省级培育名单。", [("中学入选省级培育名单", "9所"), ("学科入选省级培育名单", "12个")]),
        ("18家医院实现42项检查结果互认。", [("医院实现检查结果互认", "18家")]),
        ("推动200家企业接入工业互联网。", [("推动企业接入工业互联网", "200家")]),
        ("30项改革加快推进。", []),
    ],
)
def test_what_is_said_of_counted_things_belongs_to_their_name(
    report_of: Reports, sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert [row for row in named(report_of(sentence)) if row in expected] == expected
    assert len(named(report_of(sentence))) <= max(1, len(expected) + 1)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("实施18处、覆盖6.2万人、投资2亿元的农村供水工程。", ("实施农村供水工程", "18处")),
        ("设立20亿元科创母基金。", ("设立科创母基金", "20亿元")),
        ("总投资46亿元的7个城建项目开工。", ("城建项目总投资", "46亿元")),
        ("投资3000万元，敷设供热管网12公里。", ("敷设供热管网投资", "3000万元")),
        ("取缔了河道周边的6家采砂企业。", ("取缔了河道周边的采砂企业", "6家")),
        ("粮食生产再获丰收，总产达到36.8万吨。", ("粮食产量", "36.8万吨")),
        ("要进一步增加教育投入，市财政安排8亿元。", ("市财政安排教育资金", "8亿元")),
        ("工业收入完成预算数的96.2%。", ("工业收入完成预算数比例", "96.2%")),
    ],
)
def test_name_is_completed_from_its_clause(report_of: Reports, sentence: str, expected: tuple[str, str]) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "新增国家级水利风景区3家、省级11家。",
            [("新增国家级水利风景区", "3家"), ("新增省级水利风景区", "11家")],
        ),
        (
            "新增2家国家级、15家省级工业设计中心。",
            [("新增国家级工业设计中心", "2家"), ("新增省级工业设计中心", "15家")],
        ),
        (
            "年分红8万元以上的村达到310个、30万元以上的村达到26个。",
            [("年分红8万元以上的村", "310个"), ("年分红30万元以上的村", "26个")],
        ),
        ("新培育智能工厂、数字化车间各3家。", [("新培育智能工厂", "3家"), ("新培育数字化车间", "3家")]),
        (
            "诉求解决率、满意率分别达到95.1%和96.3%。",
            [("诉求解决率", "95.1%"), ("诉求满意率", "96.3%")],
        ),
        (
            "原煤、天然气产量达到640万吨、9.1亿立方米。",
            [("原煤产量", "640万吨"), ("天然气产量", "9.1亿立方米")],
        ),
    ],
)
def test_members_of_a_list_carry_what_only_one_of_them_prints(
    report_of: Reports, sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert named(report_of(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "五年共取消和调整审批事项。",
        "统筹管好四本预算。",
        "做好三篇文章。",
        "在全省45个区比拼中争先。",
        "成为全省首个经济总量突破5000亿元的城市。",
        "以4家骨干企业为龙头。",
        "落实“两个15%”政策。",
        "健儿斩获3金1银。",
        "某企业12GW单晶硅片投产。",
        "全年累计发放1.2亿元。",
    ],
)
def test_figure_whose_object_is_not_told_or_is_no_measure_is_left_out(report_of: Reports, sentence: str) -> None:
    assert named(report_of(sentence)) == []


def test_class_of_size_is_no_figure_of_its_own(report_of: Reports) -> None:
    rows = named(report_of("招引亿元以上茶旅项目13个、总投资86亿元，其中20亿元项目2个。"))
    assert rows == [
        ("招引亿元以上茶旅项目", "13个"),
        ("招引亿元以上茶旅项目总投资", "86亿元"),
        ("招引20亿元项目", "2个"),
    ]


def test_year_compared_with_is_not_the_year_told(report_of: Reports) -> None:
    (row,) = extract(report_of("全年接待过夜游客恢复到2019年的108%。"))
    assert row.year == 2023


def test_improving_is_no_change_of_the_amount(report_of: Reports) -> None:
    (row,) = extract(report_of("高标准农田改造提升2.3万亩。"))
    assert row.measure == "level"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "城乡居民人均可支配收入分别增长5.1%、6.2%，居全省第2、第4位。",
            [
                ("城镇居民人均可支配收入", "5.1%"),
                ("农村居民人均可支配收入", "6.2%"),
                ("城镇居民人均可支配收入", "2位"),
                ("农村居民人均可支配收入", "4位"),
            ],
        ),
        (
            "对东盟、中亚国家进出口总额分别增长10.2%、8.4%。",
            [("对东盟进出口总额", "10.2%"), ("对中亚国家进出口总额", "8.4%")],
        ),
        ("财政总收入突破8亿元大关，增长7.3%。", [("财政总收入", "8亿元"), ("财政总收入", "7.3%")]),
        (
            "新建村级食堂6个，为2.1万名70岁以上老年人送餐。",
            [("新建村级食堂", "6个"), ("为70岁以上老年人送餐", "2.1万名")],
        ),
        ("及时消除210户604人返贫致贫风险。", [("消除返贫致贫风险", "210户"), ("消除返贫致贫风险", "604人")]),
        ("预计（下同）全市粮食产量增长2.1%。", [("粮食产量", "2.1%")]),
        (
            "粮食播种面积与产量稳定在31万亩、14万吨。",
            [("粮食播种面积", "31万亩"), ("粮食产量", "14万吨")],
        ),
        ("火灾起数和死亡人数下降12%、20%。", [("火灾起数", "-12%"), ("火灾死亡人数", "-20%")]),
        (
            "新签农业项目8个、协议资金3.5亿元，分别居全省第6、第4位。",
            [
                ("新签农业项目", "8个"),
                ("新签农业项目协议资金", "3.5亿元"),
                ("新签农业项目", "6位"),
                ("新签农业项目协议资金", "4位"),
            ],
        ),
        ("抓好总投资3.2亿元的5所续建学校。", [("续建学校总投资", "3.2亿元"), ("续建学校", "5所")]),
        ("完成农村住房条件改善900户。", [("农村住房条件改善", "900户")]),
        ("7名教师入选全球前2%学者名单。", [("教师入选全球前2%学者名单", "7名")]),
        ("支持某公司8英寸晶圆扩产。", []),
        ("云汀湾科学城汇聚120多个科研团队。", [("云汀湾科学城汇聚科研团队", "120个")]),
        (
            "新增的生产能力有：化肥4万吨，机制纸2万吨，发电装机容量3万千瓦。",
            [("新增化肥生产能力", "4万吨"), ("新增机制纸生产能力", "2万吨"), ("发电装机容量", "3万千瓦")],
        ),
        ("示范带动全市畜禽粪污综合利用率达到93%。", [("畜禽粪污综合利用率", "93%")]),
        ("服务业增加值增速连续三个季度居全省第2位。", [("服务业增加值", "2位")]),
    ],
)
def test_a_name_is_neither_lent_to_a_neighbour_nor_padded(
    report_of: Reports, sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert named(report_of(sentence)) == expected


def test_an_industry_of_the_future_is_no_plan(report_of: Reports) -> None:
    (row,) = extract(report_of("创成省级未来社区12个。"))
    assert (row.year, row.kind) == (2023, "actual")


def test_a_year_named_first_dates_the_figures_behind_it_in_a_plan(report_of: Reports) -> None:
    rows = extract(report_of("到2027年，粮食产量达到20万吨，高新技术企业达到30家。"))
    assert [(row.year, row.kind) for row in rows] == [(2027, "target")] * 2


def test_what_was_done_since_is_no_target(report_of: Reports) -> None:
    rows = extract(report_of("", "建县以来，水库增加了12座。"))
    assert [row.kind for row in rows] == ["actual"]


@pytest.mark.parametrize(
    "sentence",
    [
        "粮食、油料产量分别比2020年增长3%、4%。",
        "粮食产量20万吨，油料产量6万吨，分别比2020年增长3%和4%。",
        "粮食、油料产量较2020年分别增长3%、4%。",
    ],
)
def test_what_a_list_is_compared_with_is_kept_out_of_the_names(report_of: Reports, sentence: str) -> None:
    rows = [row for row in extract(report_of(sentence)) if row.measure == "growth"]
    assert [(row.indicator, row.base) for row in rows] == [("粮食产量", "2020年"), ("油料产量", "2020年")]


def test_whom_a_measure_reaches_is_told_with_the_measure(report_of: Reports) -> None:
    rows = named(report_of("落实育儿补贴政策，惠及3.4万户家庭。"))
    assert rows == [("育儿补贴政策惠及家庭", "3.4万户")]
