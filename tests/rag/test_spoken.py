"""Words as people say them, and figures that are near what is asked for without being it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from rag import Library
from rag.asked import asked
from rag.compose.candidates import named_thing
from rag.figures import Measure
from rag.lexicon.spoken import _words, spoken_words
from rag.understand import understand

# Written for these tests after the manner of county reports; 岚溪县 is invented.
LANXI = """岚溪县政府工作报告

2025年1月16日在岚溪县第九届人民代表大会第五次会议上

岚溪县人民政府县长 顾一帆

一、2024年工作回顾

民生福祉持续增进。为2.4万名80岁以上老年人发放高龄津贴。改造农村户厕3200座。全县有1.6万名大学毕业生返乡，群众在教育、医疗、托育方面还有期待。新增婴幼儿托位640个。为企业清欠账款、挽回损失1.8亿元。全年资助学生5100人次，没有一名学生因贫辍学。企业用电、用气价格分别下降2.5%、6.4%。在12所学校开设暑托班。完成1.1万户气代煤改造。建成幸福食堂46个。发放创业担保贷款7300万元。

城镇居民人均可支配收入达到36120元，农村居民人均可支配收入达到19870元。来岚游客人均旅游消费超过900元。

特色产业提质增效。牛羊肉产量稳居全市第一，畜牧业产值突破30亿元。青岩山景区名气更响，全县接待游客210万人次。

各位代表，我们也清醒看到，我县发展还面临不少困难问题，主要是：产业链条偏短，龙头企业偏少；县城路网不畅，停车矛盾突出；乡镇卫生院人才短缺，服务能力偏弱；一些干部担当精神不足，服务意识不强。

二、2025年工作

整治提升城乡环境。推进厕所革命，改造农村户厕1100座。大力发展新兴产业。要大力发展新型储能、竹基材料、生物农药、数字文创等新兴产业。
"""


@pytest.fixture(scope="module")
def lanxi(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("lanxi")
    (folder / "岚溪县_2025.txt").write_text(LANXI, encoding="utf-8")
    library = Library.open(folder / "home")
    library.add([folder / "岚溪县_2025.txt"])
    return library


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("岚溪县八十岁以上的老人，有多少人领到了政府发的钱？", "2.4万名"),
        ("岚溪县2024年替企业要回来多少被拖欠的钱？", "1.8亿元"),
        ("岚溪县有没有因为家里没钱念不起书的娃娃？", "没有一名学生因贫辍学"),
        ("岚溪县的工厂2024年烧气比以前便宜了多少？", "6.4%"),
        ("岚溪县2024年城里人一年到手多少钱？", "36120元"),
        ("去岚溪县玩一趟，一个人平均花多少钱？", "900元"),
        ("岚溪县放暑假没人带的孩子，有多少学校能帮着看？", "12所"),
        ("岚溪县有多少人家冬天不用烧煤了？", "1.1万户"),
        ("岚溪县给老年人开了多少家饭堂？", "46个"),
        ("岚溪县想自己当老板的人，2024年能借到多少钱周转？", "7300万元"),
    ],
)
def test_a_question_in_spoken_words_finds_what_is_printed(lanxi: Library, question: str, wanted: str) -> None:
    answer = lanxi.ask(question)
    assert answer.status.value == "answered", answer.answer
    assert wanted in answer.answer, answer.answer


def test_a_figure_before_the_subject_is_not_given_for_it(lanxi: Library) -> None:
    answer = lanxi.ask("岚溪县2024年多了多少托育名额？")
    assert "640个" in answer.answer
    assert "1.6万名" not in answer.answer


def test_a_plan_under_a_bare_year_heading_is_not_the_result_of_the_year_before(lanxi: Library) -> None:
    answer = lanxi.ask("岚溪县乡下2024年翻修了多少厕所？")
    assert "3200座" in answer.answer
    assert "1100座" not in answer.answer


def test_problems_are_listed_when_people_ask_for_shortcomings(lanxi: Library) -> None:
    answer = lanxi.ask("岚溪县政府自己承认还有哪些短板？")
    for point in ("产业链条偏短", "路网不畅", "人才短缺", "服务意识不强"):
        assert point in answer.answer, answer.answer


def test_a_sentence_that_only_repeats_the_question_is_no_answer(lanxi: Library) -> None:
    answer = lanxi.ask("岚溪县说要大力发展哪几样新兴产业？")
    assert "竹基材料" in answer.answer, answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "岚溪县2024年羊肉卖多少钱一斤？",  # 产值 is no price
        "青岩山景区2024年一共来了多少游客？",  # 全县 is not the 景区
        "望月山庄2024年接待了多少游客？",
        "岚溪县2024年有多少人考上大学？",  # graduates who came back
    ],
)
def test_what_stands_near_the_thing_asked_for_is_no_answer(lanxi: Library, question: str) -> None:
    answer = lanxi.ask(question)
    assert answer.status.value == "abstained", answer.answer


def test_longer_spoken_words_are_taken_first_and_none_overlap() -> None:
    words = spoken_words("念不起书的小宝宝一个月花多少")
    assert [word.written[0] for word in words] == ["辍学", "婴幼儿", "消费"]
    assert all(a.end <= b.start for a, b in pairwise(words))


def test_no_spoken_word_is_listed_twice_or_has_one_character_only() -> None:
    words = [parts for parts, _ in _words()]
    assert len(words) == len(set(words))
    assert all(len(parts[0]) > 1 or len(parts) > 1 for parts in words)


def test_words_that_the_vocabulary_knows_are_not_read_a_second_time() -> None:
    question = understand("多少家工厂装了充电桩")
    assert all(not (w.start < m.end and m.start < w.end) for w in question.spoken for m in question.vocabulary)


def test_where_people_come_from_is_no_side_of_the_question() -> None:
    assert understand("有多少北京的医生在山东坐诊").understood.places == ("山东省",)
    assert understand("北京的医生和山东的医生哪个多").understood.places == ("北京市", "山东省")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青岩山景区来了多少游客", "青岩山"),
        ("去年新建了多少所乡村小学", ""),
        ("多少家工业园建成投产", ""),
        ("全县景区来了多少游客", ""),
    ],
)
def test_only_a_proper_name_names_one_thing(text: str, name: str) -> None:
    assert named_thing(text) == name


def test_households_are_no_people_and_points_are_per_cent() -> None:
    assert asked("有多少人家搬进了新房").units == ("户",)
    assert asked("想让GDP涨几个点?").measures == (Measure.GROWTH,)
    assert asked("设了几个点位?").measures == ()
    assert asked("电站一年发多少度电?").units == ("千瓦时",)
