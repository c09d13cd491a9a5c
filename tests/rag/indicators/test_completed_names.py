"""Names that lean on their sentence: completed from it, or the figure is left out. Periods that are not one year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.indicators import extract
from rag.types import Report

Reports = Callable[..., Report]


def named(report: Report) -> list[str]:
    return [f"{r.indicator} {'/'.join(map(str, r.values))}{r.unit}" for r in extract(report)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("轻轨2号线、4号线南段等18公里线路开通。", ["轻轨2号线、4号线南段等线路开通 18公里"]),
        ("续建环湖大道、滨江路等6条道路。", ["续建环湖大道、滨江路等道路 6条"]),
        ("加快建设2个冷链基地和3个临港仓库。", ["建设冷链基地 2个", "建设临港仓库 3个"]),
    ],
)
def test_a_bare_noun_takes_the_list_or_the_verb_before_it(
    report_of: Reports, sentence: str, expected: list[str]
) -> None:
    assert named(report_of(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("加强乡镇普通高中建设，新增学位1500个。", "乡镇普通高中新增学位 1500个"),
        ("“一键办”平台上线服务事项860项，注册用户42万人。", "“一键办”平台注册用户 42万人"),
        ("市属企业已有12户完成改制。", "市属企业完成改制 12户"),
        ("新签约海外项目9个，协议投资额31亿元。", "新签约海外项目协议投资额 31亿元"),
        ("新设商务驿站3个、总数达30个。", "商务驿站总数 30个"),
        ("获批省级工程中心7家、技术转移机构4家。", "获批省级技术转移机构 4家"),
        ("新增省级智能车间10个、未来工厂2家、高新技术企业60家。", "新增省级未来工厂 2家"),
        ("新增省级智能车间10个、未来工厂2家、高新技术企业60家。", "新增高新技术企业 60家"),
        ("中央财政用于科技、教育、卫生的支出分别为77亿元、53亿元、13亿元。", "中央财政用于教育的支出 53亿元"),
        ("城乡居民基本养老保险、基本医疗保险参保率分别达到98%、96%。", "城乡居民基本医疗保险参保率 96%"),
        ("限上住宿业、餐饮业营业额分别增长12%、15%。", "限上餐饮业营业额 15%"),
        ("评定首批科技支行6家、科技金融机构9家。", "评定科技金融机构 9家"),
        ("全省研发人员达15万人、高技能人才达80万人。", "高技能人才 80万人"),
        ("新引进优质项目60个，其中10亿元以上项目7个。", "新引进10亿元以上项目 7个"),
        ("专利申请量、授权量分别为900件、640件。", "专利授权量 640件"),
        ("生产安全事故起数、死亡人数分别下降9%、14%。", "生产安全事故死亡人数 -14%"),
        ("新增在册合作社25家、达到310家。", "在册合作社 310家"),
        ("认真办理人大代表建议240件、政协提案430件。", "办理政协提案 430件"),
        ("大力发展新材料产业，新引进项目30个、新开工15个。", "新材料产业新开工项目 15个"),
        ("5亿元（3000万美元）以上产业项目新开工38个。", "5亿元(3000万美元)以上产业项目新开工 38个"),
        ("全年新签约项目47个，签约总额380亿元。", "新签约项目签约总额 380亿元"),
        ("“一码通”平台效果显现，交易转化24笔。", "“一码通”平台交易转化 24笔"),
        ("努力做到企业诉求响应率95%、诉求化解率98%。", "企业诉求化解率 98%"),
        ("治理矿山80个、面积1.3万亩。", "治理矿山面积 1.3万亩"),
        ("提出目标20项，其中预期性指标12项。", "预期性指标 12项"),
        ("惠企政策联动发力，撬动金融资金超50亿元。", "惠企政策联动撬动金融资金 50亿元"),
        ("主城区建成公园12个、公厕40座。", "主城区建成公厕 40座"),
        ("引育创新团队20支，高端领军人才30名。", "引育高端领军人才 30名"),
        ("建成高标准农田3万亩，粮食播种面积40万亩。", "粮食播种面积 40万亩"),
        ("补充中小学教师900名，其中乡村教师300名。", "补充乡村教师 300名"),
        ("建设口袋公园8个、绿化景观路5条、美丽街区3个。", "建设美丽街区 3个"),
        ("超5亿元项目新开工30个、新竣工达产20个。", "超5亿元项目新竣工达产 20个"),
        ("发放消费券8000万元，拉动消费12亿元。", "消费券拉动消费 12亿元"),
        ("一般公共预算收入增长6%，税收占比75%。", "一般公共预算收入税收占比 75%"),
        ("“一码通”用户突破90万、月访问量30万人次。", "“一码通”月访问量 30万人次"),
        (
            "牵头办理人大代表议案2件、建议240件和政协提案430件，办复率、满意率均为100%。",
            "人大代表议案、建议和政协提案办复率、满意率 100%",
        ),
        ("总投资26亿元的3个水厂项目开工。", "水厂项目总投资 26亿元"),
    ],
)
def test_what_a_name_is_of_is_taken_from_the_words_before_it(report_of: Reports, sentence: str, expected: str) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("蓝鲸集团投入帮扶资金300万元，援建学校2所，实施帮扶项目12个。", "蓝鲸集团实施帮扶项目 12个"),
        ("澄湖实验室集聚科研人员90人、转化科研成果15项。", "澄湖实验室转化科研成果 15项"),
        ("“一码通”平台上线事项2万项，汇聚服务场所460个。", "“一码通”平台汇聚服务场所 460个"),
        ("扎实开展东西部扶贫协作，落实帮扶资金800万元。", "东西部扶贫协作落实帮扶资金 800万元"),
        ("县长信箱、便民热线高效运转，全年受理群众反映事项437件。", "县长信箱、便民热线受理群众反映事项 437件"),
        ("东西部协作持续深化，实施帮扶项目31个。", "东西部协作实施帮扶项目 31个"),
        ("清溪科创中心建成投用，新增规上企业30家。", "新增规上企业 30家"),
        ("蓝鲸集团投入帮扶资金300万元，全市实施帮扶项目12个。", "实施帮扶项目 12个"),
    ],
)
def test_who_acts_besides_the_government_is_named(report_of: Reports, sentence: str, expected: str) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("累计为900多家企业提供数字化方案，关键业务上线。", "为企业提供数字化方案 900家"),
        ("5家银行向12家企业发放贷款4.6亿元。", "向企业发放贷款 12家"),
        ("与38个市县开展跨省通办。", "与市县开展跨省通办 38个"),
        ("为1.8万人提供技能培训，技能人才增多。", "提供技能培训 1.8万人"),
        ("有效应对9轮强降雨，转移群众。", "有效应对强降雨 9轮"),
    ],
)
def test_to_whom_and_with_whom_something_is_done(report_of: Reports, sentence: str, expected: str) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    "sentence",
    ["擦亮湖城、茶乡、古驿四张名片。", "做强做优，注册用户42万。", "每个县至少打造1个示范街区。", "重点抓好四件大事。"],
)
def test_what_tells_nothing_by_itself_is_left_out(report_of: Reports, sentence: str) -> None:
    assert named(report_of("", sentence)) == []


def test_a_zone_that_a_sentence_speaks_of_is_named_with_its_figures(report_of: Reports) -> None:
    rows = named(report_of("临湖自贸试验区新设企业610家，货物进出口额增长12%。"))
    assert rows[-1].startswith("临湖自贸试验区")


@pytest.mark.parametrize(
    ("sentence", "period", "year"),
    [
        ("累计签约海外项目45个。", "累计", 2023),
        ("2021年以来，建成口袋公园88个。", "2021年以来", 2023),
        ("五年来，全市地区生产总值年均增长6.1%。", "五年来年均", 2023),
        ("城区面积由2018年的40平方公里拓展到52平方公里。", "year", 2018),
        ("2023年同2019年相比，粮食产量由80亿斤增加到96亿斤。", "year", 2019),
    ],
)
def test_a_figure_is_dated_by_the_span_or_the_year_it_starts_from(
    report_of: Reports, sentence: str, period: str, year: int
) -> None:
    row = next(iter(extract(report_of(sentence))))
    assert (row.period, row.year) == (period, year)


def test_a_review_of_several_years_dates_what_was_done_in_them(report_of: Reports) -> None:
    text = (
        "一、过去五年工作回顾\n过去五年，改革成效明显。召开新闻发布会310场。9家企业实现重组。城镇化率达到58%。\n"
        "二、2024年工作安排\n新建学校3所。\n"
    )
    rows = {r.indicator: r for r in extract(report_of(text=text))}
    assert rows["召开新闻发布会"].period == "过去五年"
    assert rows["企业实现重组"].period == "过去五年"
    assert rows["常住人口城镇化率"].period == "year"  # how things stand at the end


def test_a_rank_behind_a_growth_is_that_of_the_growth(report_of: Reports) -> None:
    rows = list(extract(report_of("规模以上工业增加值增长9%，居全省第2位。")))
    assert [(r.measure, r.base) for r in rows] == [("growth", ""), ("rank", "全省增速")]


def test_rates_held_at_a_value_are_shares_and_prices_grow(report_of: Reports) -> None:
    rows = list(extract(report_of("", "城镇调查失业率、居民消费价格涨幅分别控制在5%和3%以内。")))
    assert [(r.indicator, r.measure) for r in rows] == [("城镇调查失业率", "share"), ("居民消费价格", "growth")]


def test_a_ratio_keeps_the_year_that_it_is_of(report_of: Reports) -> None:
    (row,) = extract(report_of("规模以上工业增加值是2015年的2.4倍。"))
    assert (row.measure, row.base) == ("ratio", "2015年")


def test_headings_that_plan_a_later_year_date_the_ledger(report_of: Reports) -> None:
    text = "一、2024年工作回顾\n新建学校3所。\n二、2025年工作安排\n新建公园8个。\n"
    rows = [(r.indicator, r.year, r.kind) for r in extract(report_of(text=text, year=2024))]
    assert rows == [("新建学校", 2024, "actual"), ("新建公园", 2025, "target")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("完成90个大气治理项目。", ["完成大气治理项目 90个"]),
        ("实施乡村建设项目120个、以工代赈项目45个。", ["实施乡村建设项目 120个", "实施以工代赈项目 45个"]),
        (
            "牵头和参与制定国际标准21项、国家和行业标准63项。",
            ["牵头和参与制定国际标准 21项", "牵头和参与制定国家和行业标准 63项"],
        ),
    ],
)
def test_what_was_done_with_works_and_standards_is_said_of_each(
    report_of: Reports, sentence: str, expected: list[str]
) -> None:
    assert named(report_of(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新签约亿元以上项目90个，其中工业项目60个。", "新签约亿元以上工业项目 60个"),
        ("科创小微贷款余额增长24%，贷款平均利率下降1.5个百分点。", "科创小微贷款平均利率 -1.5个百分点"),
        ("实施省、市重点项目19个，完成投资47亿元，投资完成率居全市第2位。", "省、市重点项目投资完成率 2位"),
    ],
)
def test_what_is_among_those_counted_or_measured_of_them_says_of_which(
    report_of: Reports, sentence: str, expected: str
) -> None:
    assert named(report_of(sentence))[-1] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("为加快社会保障体系建设，中央财政安排2762亿元。", "中央财政安排社会保障体系建设资金 2762亿元"),
        ("市财政累计投入25亿元，新建改建48个社区医院项目。", "市财政投入资金新建改建社区医院项目 25亿元"),
    ],
)
def test_what_a_treasury_pays_says_for_what(report_of: Reports, sentence: str, expected: str) -> None:
    assert expected in named(report_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增全国文明城市5个、全国文明村镇108个。", ["新增全国文明城市 5个", "新增全国文明村镇 108个"]),
        ("新增国家企业技术中心2家、产业创新中心1家。", ["新增国家企业技术中心 2家", "新增国家产业创新中心 1家"]),
        (
            "澄湖大通道通达全球90个国家和地区的280个港口。",
            ["澄湖大通道通达全球国家和地区 90个", "澄湖大通道通达全球港口 280个"],
        ),
    ],
)
def test_titles_keep_their_rank_and_lines_what_they_lead_to(
    report_of: Reports, sentence: str, expected: list[str]
) -> None:
    assert named(report_of(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("省属企业净资产增长8.9%、研发投入增长34%。", "省属企业研发投入 34%"),
        ("乡镇企业增加值、上缴税金分别增长17%和15%。", "乡镇企业上缴税金 15%"),
        ("澄湖港货物吞吐量1.2亿吨，集装箱吞吐量340万标箱。", "澄湖港集装箱吞吐量 340万标箱"),
        ("规上工业企业利润总额增长9%，税收收入增长5%。", "税收收入 5%"),
    ],
)
def test_what_stands_in_the_books_of_a_body_is_of_it(report_of: Reports, sentence: str, expected: str) -> None:
    assert named(report_of(sentence))[-1] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("成功举办澄湖茶业博览会等招商活动20场，签约合作项目52个。", "招商活动签约合作项目 52个"),
        ("举办澄湖茶业博览会，新签约亿元以上项目52个。", "新签约亿元以上项目 52个"),
    ],
)
def test_what_is_signed_at_a_fair_is_of_the_fair(report_of: Reports, sentence: str, expected: str) -> None:
    assert named(report_of(sentence))[-1] == expected


def test_a_price_is_of_what_was_sold(report_of: Reports) -> None:
    assert named(report_of("出让矿业权75宗、成交价61.6亿元。"))[-1] == "矿业权成交价 61.6亿元"
