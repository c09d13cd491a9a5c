"""A report made for these tests, in the manner of a county's, as cleaner and structure hand it over."""

from __future__ import annotations

import pytest

from rag.clean import Aligned, CleanText
from rag.structure import structure
from rag.types import Fact, Origin, Report

LINES = (
    "望川县2025年政府工作报告",
    "一、2024年工作回顾",
    "(一)经济运行稳中有进。坚持以人民为中心的发展思想,奋力谱写新篇章。预计实现地区生产总值182.4亿元、增长5.8%,增速居全市第2位。"
    "一般公共预算收入完成9.6亿元,同比增长4.1%,其中税收收入6.3亿元。",
    "二、2025年重点工作",
    "(一)持续提升教育质量。优化教育资源配置,不断提高办学水平。积极推进望川一中新校区建设,新建幼儿园4所。"
    "围绕群众期盼,新增学位1200个。推进城东、城西、城北等12项校舍加固工程。",
    "(二)办好10件民生实事。(1)新建公共停车位600个。(2)新建充电桩200台,其中快充桩80台。(3)改造农村公路45公里。"
    "(4)完成困难老人家庭适老化改造300户。",
    "(三)守牢安全底线。压紧压实责任,加强隐患排查。建成应急救援中心1处,让群众更有安全感。",
)


@pytest.fixture(scope="session")
def county() -> Report:
    clean = CleanText(Aligned.of("\n".join(LINES)), (), (), (), ())
    given = {"place": Fact("望川县", Origin.MANIFEST), "year": Fact("2025", Origin.MANIFEST)}
    return structure(clean, file="wangchuan_2025.txt", report_id="wangchuan", given=given)
