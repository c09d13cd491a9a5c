"""The same report asked in the many ways that people ask: with preambles, by kind, by parts of names, in pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import Library

CITY = """政府工作报告

——2024年1月12日在云汐市第四届人民代表大会第五次会议上

云汐市市长 祁望舒

各位代表：

一、2023年工作回顾

文旅融合加快。青禾县“渔鼓”、“竹编”，成功入选省级非遗代表性项目名录。青禾一中女篮获第六届全国初中联赛亚军。云汐学院新设专业6个。青禾县、白露县分别荣膺“中国竹编之乡”、“中国银杏之乡”称号。

招商成果丰硕。全市新签约项目62个，总投资240亿元。加快建设开放平台，云汐机场开通航线16条、通达城市19个，全年客运量52万人次。地区生产总值增长6.1%。

二、2024年工作安排

办好国际渔鼓文化旅游节、中国竹编博览会、云汐马拉松等重要节庆。工程建设项目审批全流程用时控制在75天以内。优化机场航线布局，争取通达城市24个。

推进“一带三区”建设，依托青溪水系，打造“青溪生态文化带”；立足主城功能，打造“主城产业集聚区”；立足临港优势，打造“临港开放先行区”；立足山地资源，打造“南山康养度假区”。

加快建设三座新城。

东湖新城。突出生态优先，完善公共配套，规划建设云汐会展中心。

西岭新城。突出产业支撑，引进龙头企业，规划建设新能源电池产业园。

办好十件民生实事：1.新建幼儿园8所。2.改造老旧小区30个。3.新建公园12处。4.新增停车位4000个。
"""

COUNTY = """政府工作报告

——2024年1月8日在云汐市青禾县第九届人民代表大会第四次会议上

青禾县县长 温如故

各位代表：

一、2023年工作回顾

产业集群壮大。竹编、渔鼓、茶叶三大产业分别实现产值8亿元、5亿元、12亿元。2023年11月3日，成功举办首届竹编创意大赛。云青高速青禾段建成通车，结束了青禾不通高速的历史。PM2.5平均浓度23微克。社会消费品零售总额增长8.5%。

二、2024年工作安排

今年的主要预期目标是：社会消费品零售总额增长9%。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("reports")
    (folder / "city.txt").write_text(CITY, encoding="utf-8")
    (folder / "county.txt").write_text(COUNTY, encoding="utf-8")
    library = Library.open(tmp_path_factory.mktemp("home"))
    library.add([folder])
    return library


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "我们公司打算在云汐建厂，想了解一下：按2024年的要求，工程建设项目审批走完全部流程最长多少天以内？",
            "75天",
        ),
        ("云汐市2024年要办好哪些节会？", "中国竹编博览会"),
        ("云汐2023年有哪两个项目进了省级非遗名录？", "“渔鼓”"),
        ("云汐会展中心规划建在哪座新城？", "东湖新城"),
        ("2023年云汐新签约多少个项目，总盘子多大？", "240亿元"),
        ("云汐机场2023年运送旅客多少人次？", "52万人次"),
        ("青禾县三大产业2023年产值分别是多少？", "8亿元、5亿元、12亿元"),
        ("青禾县首届竹编创意大赛是哪一天办的？", "11月3日"),
        ("青禾县哪条高速建成通车，结束了不通高速的历史？", "云青高速"),
        ("青禾县2024年社会消费品零售总额增长目标比2023年实际增速高还是低？", "高0.5个百分点"),
    ],
)
def test_the_answer_has_what_is_asked_for(library: Library, question: str, said: str) -> None:
    answer = library.ask(question)
    assert said in answer.answer
    assert "民生实事" not in answer.answer


def test_members_that_a_name_counts_stand_in_quotation_marks(library: Library) -> None:
    statements = library.ask("云汐市“一带三区”分别是什么？").statements
    assert [s.text for s in statements] == [
        "青溪生态文化带",
        "主城产业集聚区",
        "临港开放先行区",
        "南山康养度假区",
    ]


@pytest.mark.parametrize("question", ["南浦新区2023年地区生产总值增长多少？", "云汐机场2024年打算一共开多少条航线？"])
def test_the_figure_of_something_else_is_no_answer(library: Library, question: str) -> None:
    assert library.ask(question).statements == ()
