"""Lists dealt out to their figures, money with all that it was put into, and names cut where their words end."""

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
        (
            "化学需氧量、氨氮排放量分别下降2%、3%。",
            [("化学需氧量排放量", "-2%"), ("氨氮排放量", "-3%")],
        ),
        ("国控、省控断面水质优良率分别为90%、85%。", [("国控断面水质优良率", "90%"), ("省控断面水质优良率", "85%")]),
        (
            "茶叶加工、竹木制品等重点产业分别增长8%、5%。",
            [("茶叶加工产业", "8%"), ("竹木制品产业", "5%")],
        ),
        ("“保交楼”“保交房”交付率分别达99%、97%。", [("“保交楼”交付率", "99%"), ("“保交房”交付率", "97%")]),
        (
            "农村卫生厕所普及率、生活垃圾和污水治理率分别达到80%、90%、50%。",
            [("农村卫生厕所普及率", "80%"), ("生活垃圾治理率", "90%"), ("污水治理率", "50%")],
        ),
        ("30户以上自然村光纤和5G网络通达率分别达98%和90%。", [("30户以上自然村光纤通达率", "98%")]),
        ("装配式建筑开竣工比例40%、25%。", [("装配式建筑开工比例", "40%"), ("装配式建筑竣工比例", "25%")]),
        ("绿色、普惠小微贷款分别增长20%和15%。", [("绿色贷款余额", "20%"), ("普惠小微贷款余额", "15%")]),
        ("规上工业企业、服务业企业利润总额分别增长6%、7%。", [("规上工业企业利润总额", "6%")]),
    ],
)
def test_members_of_a_list_get_what_only_the_last_one_prints(
    report_of: Reports, sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert [row for row in named(report_of(sentence)) if row in expected] == expected


def test_one_thing_that_passed_two_marks_is_not_dealt_out(report_of: Reports) -> None:
    assert {name for name, _ in named(report_of("进出口总额接连突破3千亿元、4千亿元。"))} == {"进出口总额"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("查处环境违法行为60件。", ("查处环境违法行为", "60件")),
        ("技术合同成交额实现倍增、达3000万元。", ("技术合同成交额", "3000万元")),
        ("粮食产量继续保持50亿斤以上。", ("粮食产量", "50亿斤")),
        ("18个省级新民居示范村完成验收。", ("省级新民居示范村完成验收", "18个")),
        ("涉农贷款净增加30亿元。", ("涉农贷款余额", "30亿元")),
    ],
)
def test_names_end_where_their_words_end(report_of: Reports, sentence: str, expected: tuple[str, str]) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("投资3亿元建成东苑、西苑、南苑等9个小区。", ("建成东苑、西苑、南苑等小区投资", "3亿元")),
        ("投资5000万元，新建青石110千伏变电站一座。", ("新建青石110千伏变电站投资", "5000万元")),
        ("投资900万元完成县急救中心、东湖卫生院改造。", ("县急救中心、东湖卫生院改造投资", "900万元")),
        (
            "投入资金800万元，对东湖中学、西湖中学等6所学校进行改造提升。",
            ("东湖中学、西湖中学等学校改造提升投入资金", "800万元"),
        ),
        ("总投资9亿元的东湖、西湖等4个科技社区落户。", ("东湖、西湖等科技社区总投资", "9亿元")),
        ("投资8亿元的东湖产业园、投资6亿元的西湖产业园等大项目落户。", ("西湖产业园投资", "6亿元")),
        ("实施市重点项目90个，完成投资60亿元以上，形成以项目促发展的氛围。", ("市重点项目投资", "60亿元")),
        ("筹措资金20亿元，实施十大惠民工程。", ("筹措资金实施十大惠民工程", "20亿元")),
    ],
)
def test_money_is_told_with_all_that_it_was_put_into(
    report_of: Reports, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("6个示范镇、40个和美乡村开工建设。", [("示范镇开工建设", "6个"), ("和美乡村开工建设", "40个")]),
        ("12个部门90项审批事项实现集中审批。", [("审批事项实现集中审批", "90项")]),
        ("推动30个商贸项目开工、20个文旅项目竣工。", [("文旅项目竣工", "20个")]),
    ],
)
def test_what_is_said_of_several_counts_is_said_of_the_last_one_too(
    report_of: Reports, sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert [row for row in named(report_of(sentence)) if row in expected] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("小学入学率99%，巩固率98%。", ("小学巩固率", "98%")),
        ("粮食播面60万亩、产量30万吨。", ("粮食产量", "30万吨")),
        ("新农合筹资标准提高到300元、参合率达到96%。", ("新型农村合作医疗参合率", "96%")),
        ("全年接待游客90万人次，综合收入8亿元。", ("旅游收入", "8亿元")),
        ("新登记经营主体3万户、增长9%，总量达20万户。", ("经营主体总量", "20万户")),
        ("新增公园5个、全市公园总数达60个。", ("公园总数", "60个")),
        ("新开设公交线路7条，达到50条。", ("公交线路", "50条")),
        ("压减炼钢产能80万吨、水泥90万吨。", ("压减水泥产能", "90万吨")),
        ("清理砂石料场9家、整顿搅拌站4家。", ("整顿搅拌站", "4家")),
        ("营造红树林200亩、修复300亩。", ("修复红树林", "300亩")),
        ("推动2个国家级、5个省级、9个市级重点专科建设。", ("国家级重点专科建设", "2个")),
    ],
)
def test_a_further_figure_takes_the_thing_and_leaves_its_other_measure(
    report_of: Reports, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("高质量完成15项民生工程和20项民生实事。", ("完成民生工程", "15项")),
        ("通过20个微站和一套激光雷达，线上指挥调度。", ("微站", "20个")),
        ("妥善应对3次强降雨以及多轮大范围高温。", ("妥善应对强降雨", "3次")),
        ("加快4所优质高中建设步伐。", ("优质高中建设", "4所")),
        ("开行中欧班列50列、首次开通中亚班列，口岸启用。", ("开行中欧班列", "50列")),
        ("30个重建项目全部开工、完工18个。", ("重建项目完工", "18个")),
        ("固定资产投资近千亿元、增长9%。", ("固定资产投资", "9%")),
        ("参合标准由每人50元提高到100元。", ("参合标准", "100元")),
    ],
)
def test_what_stands_apart_from_a_count_is_left_out(
    report_of: Reports, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in named(report_of(sentence))


def test_a_deficit_ratio_is_planned_by_a_verb_behind_it(report_of: Reports) -> None:
    rows = named(report_of(plan="今年赤字率拟按3%左右安排、比上年提高0.5个百分点。"))
    assert rows == [("赤字率", "3%"), ("赤字率", "0.5个百分点")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("实际利用外资增速高于全国3个百分点。", ("实际利用外资增速", "3个百分点")),
        ("小微企业、“三农”贷款增速分别比各项贷款平均增速高4个和2个百分点。", ("小微企业贷款增速", "4个百分点")),
        ("城乡居民收入增速分别低于目标2.4个、0.4个百分点。", ("农村居民收入增速", "0.4个百分点")),
    ],
)
def test_a_gap_in_points_is_one_of_growth(report_of: Reports, sentence: str, expected: tuple[str, str]) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("获得省商务厅400万元奖励。", ("获得省商务厅奖励", "400万元")),
        ("推进技术改造，安排20亿元技改专项资金支持企业。", ("安排技改专项资金支持企业", "20亿元")),
        ("成立30亿元市级招商基金。", ("成立市级招商基金", "30亿元")),
        ("“大托管”带动农户户均增收3000元。", ("“大托管”带动农户户均增收", "3000元")),
        ("对剩余70户、160名贫困人口，逐户制定方案。", ("剩余贫困人口", "70户")),
    ],
)
def test_money_says_what_it_is_and_households_who_they_are(
    report_of: Reports, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("东湖市获批示范城市，在全省平安建设考评中排名第一。", ("全省平安建设考评", "1位")),
        ("规上工业增加值增长4%，中国软件名城排名提升至第6位。", ("中国软件名城排名", "6位")),
        ("开通3条地铁新线、新增运营里程30公里。", ("新增运营里程", "30公里")),
        ("推动900个项目投产达效、新增产值50亿元。", ("新增产值", "50亿元")),
        ("9家市属企业资产总额、营业收入分别增长8%、6%。", ("市属企业营业收入", "6%")),
    ],
)
def test_a_rank_is_of_what_assesses_and_a_new_clause_of_its_own_thing(
    report_of: Reports, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新材料产业销售收入达到90亿元，化工业和纺织业分别达到50亿元以上。", ("化工业销售收入", "50亿元")),
        ("国有工业企业经济效益大幅提高，实现利润90亿元。", ("国有工业企业利润", "90亿元")),
        ("民生支出占一般公共预算支出比重在70%以上。", ("民生支出占一般公共预算支出比重", "70%")),
        ("企业开办时间提速到1个工作日。", ("企业开办时间", "1个工作日")),
        ("民间投资增长9%，增速全省第一，比上年前移3位。", ("民间投资增速", "3位")),
        ("新发布3批18项制度创新案例。", ("新发布制度创新案例", "3批")),
        ("投资3亿元的东湖水厂和投资2亿元的西湖水厂建成。", ("东湖水厂投资", "3亿元")),
    ],
)
def test_a_measure_is_said_once_and_for_all_of_them(
    report_of: Reports, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("完成森林质量提升9万亩。", ("森林质量提升", "9万亩")),
        ("新建高标准农田3万亩、改造提升2万亩。", ("改造提升高标准农田", "2万亩")),
        ("筹措30亿元实施十大惠民工程。", ("筹措资金实施十大惠民工程", "30亿元")),
        ("化学需氧量、二氧化硫排放总量分别下降3%和4%。", ("化学需氧量排放总量", "-3%")),
    ],
)
def test_a_deed_before_a_count_is_part_of_the_name(
    report_of: Reports, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in named(report_of(sentence))
