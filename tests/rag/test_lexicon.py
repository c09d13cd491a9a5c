"""The vocabulary itself (is every line sound?) and finding its words in a sentence."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from rag.figures.units import unit_at
from rag.lexicon import Entry, mentions, vocabulary

TOPICS = frozenset(
    """
    经济 工业 投资 消费 财政 金融 就业 教育 医疗 养老 住房 交通 农业 乡村 生态 科技 开放 文旅 体育 安全 城建 能源 数字
    社会保障 民生 人口 政务 法治 改革 国防
    """.split()  # noqa: SIM905
)
# Measures that appear in no other role, so that the grammar of figures has no need of them.
RATES = frozenset({"微克/立方米", "元/月", "公斤/亩", "万元/人", "吨标准煤/万元"})


def fold(spelling: str) -> str:
    return spelling.lower().replace("-", " ")


def words(entry: Entry) -> tuple[str, ...]:
    return (*entry.spellings, *entry.related, *entry.everyday, *entry.english)


def names_in(text: str) -> list[str]:
    return [m.entry.name for m in mentions(text)]


def test_there_are_enough_indicators_and_subjects_for_a_whole_report() -> None:
    kinds = Counter(entry.kind for entry in vocabulary())
    assert set(kinds) == {"indicator", "subject"}
    assert kinds["indicator"] >= 180
    assert kinds["subject"] >= 150


def test_no_spelling_belongs_to_two_entries() -> None:
    owners: dict[str, list[str]] = {}
    for entry in vocabulary():
        for spelling in words(entry):
            owners.setdefault(fold(spelling), []).append(entry.name)
    assert {spelling: names for spelling, names in owners.items() if len(names) > 1} == {}


def test_every_topic_is_one_of_the_known_ones_and_each_has_entries() -> None:
    assert {entry.topic for entry in vocabulary()} == TOPICS


def test_every_unit_is_one_that_figures_are_read_with() -> None:
    unknown = []
    for entry in vocabulary():
        for unit in entry.units:
            base = re.sub(r"^[万亿]+(?=.)", "", unit)
            found = unit_at(base, 0)
            if unit not in RATES and (found is None or found.printed != base):
                unknown.append((entry.name, unit))
    assert unknown == []


def test_every_indicator_has_a_unit() -> None:
    assert [e.name for e in vocabulary() if e.kind == "indicator" and not e.units] == []


def test_cells_are_trimmed_and_free_of_full_width_separators() -> None:
    stray = [w for e in vocabulary() for w in words(e) if w != w.strip() or re.search(r"[\t;；|｜]|  ", w)]
    assert stray == []


def test_chinese_words_have_two_characters_or_more_and_english_is_lower_case() -> None:
    assert [w for e in vocabulary() for w in words(e) if len(w) < 2] == []
    assert [w for e in vocabulary() for w in e.english if w != w.lower() or not w.isascii()] == []
    assert [w for e in vocabulary() for w in e.everyday if w.isascii()] == []


def test_words_so_general_that_they_fit_any_question_are_left_out() -> None:
    general = {"发展", "建设", "工作", "项目", "增长", "企业", "政府", "多少", "东西", "城市", "农村", "服务", "提升"}
    assert general.isdisjoint(w for e in vocabulary() for w in words(e))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("去年社消零增长多少？", "社会消费品零售总额"),
        ("规上工业增加值的目标是多少", "规模以上工业增加值"),
        ("经济总量突破了多少亿元", "地区生产总值"),
        ("新增城镇就业要完成多少人", "城镇新增就业"),
        ("今年打算新建多少公共停车泊位", "公共停车泊位"),
        ("居民消费价格涨幅控制在多少", "居民消费价格"),
        ("细颗粒物平均浓度下降了吗", "PM2.5平均浓度"),
    ],
)
def test_official_spellings_lead_to_the_standard_name(question: str, name: str) -> None:
    found = mentions(question)
    assert [m.entry.name for m in found] == [name]
    assert found[0].official
    assert found[0].exact


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("市中心找地方停车太难，有什么办法", "公共停车泊位"),
        ("小区房子烂尾了政府管不管", "保交楼"),
        ("过年还能放鞭炮吗", "烟花爆竹禁放"),
        ("老楼装电梯今年装几部", "既有住宅加装电梯"),
        ("村里冬天取暖怎么办", "供热"),
        ("家附近河水臭，什么时候治", "黑臭水体治理"),
        ("粮食打了多少", "粮食产量"),
        ("退休金涨不涨", "养老金"),
        ("门口那条路不通，啥时候修好", "断头路"),
        ("托班有多少名额", "托位"),
        ("办事跑几趟才行", "政务服务"),
        ("去年有多少人找到工作", "城镇新增就业"),
    ],
)
def test_everyday_wording_leads_to_the_standard_name(question: str, name: str) -> None:
    found = [m for m in mentions(question) if not m.official]
    assert name in [m.entry.name for m in found]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("老楼里一直没有装上电梯，今年能装吗", "既有住宅加装电梯"),
        ("一年里有多少天空气是好的", "空气质量优良天数比率"),
        ("爸妈都在外地，留在老家的孩子谁来管", "留守儿童"),
        ("暑假里孩子去哪里好", "假期托管"),
        ("住院以后能报销多少", "基本医疗保险"),
        ("在那里平均能活到多少岁", "人均预期寿命"),
    ],
)
def test_everyday_spellings_with_a_gap_are_found_in_questions(question: str, name: str) -> None:
    assert name in [m.entry.name for m in mentions(question, everyday_gaps=True)]


def test_a_gap_does_not_reach_over_a_comma_nor_far() -> None:
    assert [m.entry.name for m in mentions("暑假快要到了，孩子", everyday_gaps=True)] == []
    assert [m.entry.name for m in mentions("暑假那一带的街坊邻居都说孩子", everyday_gaps=True)] == []
    assert [m.entry.name for m in mentions("暑假的时候孩子", everyday_gaps=True)] == ["假期托管"]
    assert mentions("暑假的时候孩子") == []


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What was GDP growth last year?", "地区生产总值"),
        ("How fast did fixed-asset investment grow?", "固定资产投资"),
        ("How fast did fixed asset investment grow?", "固定资产投资"),
        ("How many kilometres of rural roads will be built?", "农村公路"),
        ("How many charging piles are there?", "充电桩"),
        ("How many old residential communities were renovated?", "城镇老旧小区改造"),
        ("Which nursing-home beds were added?", "养老床位"),
        ("Is the surveyed urban unemployment rate below 5.5%?", "城镇调查失业率"),
        ("How many 5G base stations?", "5G基站"),
        ("What share goes to R&D spending?", "全社会研发经费投入"),
        ("How many libraries are open?", "图书馆"),
    ],
)
def test_english_names_are_found_in_either_number_with_or_without_hyphen(question: str, name: str) -> None:
    assert names_in(question) == [name]


def test_an_english_plural_is_inside_the_mention() -> None:
    text = "New parking spaces"
    [found] = mentions(text)
    assert text[found.start : found.end] == "parking spaces"


@pytest.mark.parametrize("text", ["gdpr rules", "15g of salt", "transports", "a sme2 part"])
def test_english_names_are_not_found_inside_other_words(text: str) -> None:
    assert mentions(text) == []


def test_the_longest_spelling_wins_where_several_begin() -> None:
    assert names_in("规模以上工业企业利润增长8%") == ["规模以上工业企业利润"]
    assert names_in("农村居民人均可支配收入") == ["农村居民人均可支配收入"]


def test_the_longest_spelling_wins_where_a_shorter_one_begins_earlier() -> None:
    # 城镇就业 is a spelling too, and begins two characters before.
    assert names_in("帮扶城镇就业困难人员") == ["就业困难人员就业"]


def test_mentions_come_in_order_and_never_overlap() -> None:
    text = "GDP、固定资产投资和社零分别增长多少，城镇新增就业多少人？充电桩、停车位、养老院各多少？"
    found = mentions(text)
    assert len(found) == 7
    for earlier, later in pairwise(found):
        assert earlier.end <= later.start
    for mention in found:
        assert text[mention.start : mention.end].lower() in {w.lower() for w in words(mention.entry)}


def test_positions_hold_where_lower_case_would_be_longer() -> None:
    # "İ".lower() is two characters long.
    text = "İİİ GDP"
    [found] = mentions(text)
    assert (found.start, found.end) == (4, 7)


def test_a_related_word_leads_to_the_entry_but_is_not_said_to_be_the_same() -> None:
    [found] = mentions("新建变电站几座")
    assert (found.entry.name, found.official, found.exact) == ("电网建设", True, False)
    assert "变电站" not in found.entry.spellings


def test_a_share_is_no_spelling_of_a_level() -> None:
    shares = re.compile(r"(?:占比|比重)$")
    levels = [e for e in vocabulary() if e.kind == "indicator" and "%" not in e.units[:1]]
    assert [(e.name, s) for e in levels for s in e.spellings if shares.search(s)] == []


def test_text_without_any_of_the_words_has_no_mentions() -> None:
    assert mentions("") == []
    assert mentions("今天天气真不错，我们下午见。") == []
