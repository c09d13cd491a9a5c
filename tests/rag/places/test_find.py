"""Places in running text: what is found, what must not be, and how shared names are told apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from rag.places import Level, find_places


def labels(text: str, *prefer: str) -> list[str]:
    """Labels of the mentions, in order."""
    return [mention.place.label for mention in find_places(text, prefer=prefer)]


# Chinese: what is found -------------------------------------------------------------------------------------------


def test_a_place_with_its_parent_in_front_is_one_mention() -> None:
    (mention,) = find_places("听取保定市徐水区政府工作报告")
    assert (mention.start, mention.end, mention.text) == (2, 8, "保定市徐水区")
    assert mention.place.parents == ("河北省", "保定市")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("济宁和菏泽今年的财政收入", ["济宁市", "菏泽市"]),
        ("内蒙古与黑龙江接壤的牧区", ["内蒙古自治区", "黑龙江省"]),
        ("山东省菏泽市牡丹区2024年", ["菏泽市牡丹区"]),
        ("山东菏泽牡丹区", ["菏泽市牡丹区"]),
        ("恩施州和甘孜州的茶园", ["恩施土家族苗族自治州", "甘孜藏族自治州"]),
        ("长阳县的柑橘", ["宜昌市长阳土家族自治县"]),
        ("湖北省潜江市的小龙虾", ["潜江市"]),
        ("唐县政府工作报告", ["保定市唐县"]),
        ("北京市朝阳区和长春市朝阳区", ["北京市朝阳区", "长春市朝阳区"]),
        ("涿州、高碑店两市", ["保定市涿州市", "保定市高碑店市"]),
    ],
)
def test_full_and_short_names_are_found(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_former_names_stay_former_and_say_what_they_are_now() -> None:
    found = [(one.place.label, one.place.former, one.place.now) for one in find_places("徐水县和襄樊市的旧志")]
    assert found == [("保定市徐水县", True, "保定市徐水区"), ("襄樊市", True, "襄阳市")]


def test_a_current_place_comes_before_a_former_one_of_the_same_short_name() -> None:
    assert labels("在晋江、莱芜两地") == ["泉州市晋江市", "济南市莱芜区"]


def test_short_names_of_the_past_count_for_prefectures_and_not_for_counties() -> None:
    assert labels("襄樊2005年的报告") == ["襄樊市"]
    assert labels("清江、渠江的流域") == []


def test_the_nation_is_a_mention_but_not_in_titles_of_honour() -> None:
    assert [one.place.level for one in find_places("全国城镇新增就业")] == [Level.NATIONAL]
    assert labels("国务院总理") == ["国务院"]
    for honour in ("全国文明城市", "全国首个试点", "中国特色社会主义", "全国乡村治理示范村", "中国移动"):
        assert labels(honour) == []


# Chinese: what must not be found ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "黄河南岸和淮河北岸的堤防",
        "中山路、西安路与北京路改造完成",
        "山东大学与南京银行签约",
        "青海湖裸鲤",
        "整合资源,振兴乡村,开展合作,公安干警和平安建设",
        "党和政府同人民和睦相处",
        "沿海城市与内陆城市",
        "隆重庆祝建党",
        "确保定期检查,环保定额",
        "向西安排运力",
        "网上海量信息",
        "大连片开发,做大连锁经营",
        "第六安置区",
        "健全现代产业体系,建成县级公路",
        "老城区、新城区和城区改造",
        "城市南区和工业西区",
        "开展新建县级医院",
        "均衡水平不断提高",
        "重大理论创新",
        "建设美丽江城",
        "平安顺利度汛",
        "聚焦作风建设",
        "坚定西进决心",
        "南通道与西南通道",
        "盐碱地综合利用，水平顺序",
        "长白山景区",
        "人民和军队",
        "农村中小学校长治校能力",
    ],
)
def test_words_that_contain_a_name_are_no_places(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中山东增长5%", ["山东省"]),
        ("省内江苏企业", ["江苏省"]),
        ("向西安和宝鸡开行", ["西安市", "宝鸡市"]),
        ("辽宁振兴与四川南部崛起", ["辽宁省", "四川省"]),
        ("美丽江苏建设", ["江苏省"]),
        ("北京时间下午到达天津", ["天津市"]),
        ("朝阳市场与辽宁朝阳", ["朝阳市"]),
        ("湖南大学坐落在长沙", ["长沙市"]),
    ],
)
def test_the_place_beside_a_trap_is_found_and_the_trap_is_not(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


# Shared names -----------------------------------------------------------------------------------------------------


def test_a_shared_name_alone_says_only_the_name() -> None:
    (mention,) = find_places("鼓楼区2024年的目标")
    assert (mention.place.name, mention.place.code, mention.place.parents) == ("鼓楼区", "", ())


@pytest.mark.parametrize("text", ["徐州市鼓楼区", "徐州鼓楼区", "江苏省徐州市鼓楼区"])
def test_a_parent_in_front_settles_a_shared_name(text: str) -> None:
    assert labels(text) == ["徐州市鼓楼区"]


def test_what_the_library_holds_settles_a_shared_name() -> None:
    assert labels("鼓楼区今年的目标", "福州市鼓楼区", "菏泽市") == ["福州市鼓楼区"]
    assert labels("朝阳的学校", "北京市朝阳区") == ["北京市朝阳区"]
    assert labels("朝阳的学校", "朝阳市") == ["朝阳市"]


def test_another_place_in_the_text_settles_a_shared_name() -> None:
    assert labels("徐州市今年重点建设云龙湖,鼓楼区先行") == ["徐州市", "徐州市鼓楼区"]


def test_a_province_is_not_taken_for_a_district_of_its_neighbour() -> None:
    assert labels("天津、河北和山西") == ["天津市", "河北省", "山西省"]


def test_short_names_that_are_words_count_when_the_library_holds_the_place() -> None:
    assert labels("天桥的孩子上学", "济南市天桥区") == ["济南市天桥区"]
    assert labels("陵城老百姓", "德州市陵城区") == ["德州市陵城区"]
    assert labels("过街天桥和立交桥", "济南市天桥区") == []
    assert labels("牡丹机场通航", "菏泽市牡丹区") == []


# Latin letters ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What GDP growth target did Heze City set?", ["菏泽市"]),
        ("Lingcheng District, Dezhou", ["德州市陵城区"]),
        ("Dezhou's Lingcheng District", ["德州市陵城区"]),
        ("Xushui District in Baoding, Hebei", ["保定市徐水区"]),
        ("how much coal did jining cut", ["济宁市"]),
        ("HOHHOT and Harbin", ["呼和浩特市", "哈尔滨市"]),
        ("Ürümqi, Urumqi and Lhasa", ["乌鲁木齐市", "乌鲁木齐市", "拉萨市"]),
        ("Shaanxi Province and Shanxi Province", ["陕西省", "山西省"]),
        ("Inner Mongolia Autonomous Region", ["内蒙古自治区"]),
        ("Xi'an, Lu’an and Bengbu", ["西安市", "六安市", "蚌埠市"]),
        ("Laoting County", ["唐山市乐亭县"]),
        ("Suzhou, Anhui", ["宿州市"]),
        ("Qingdao's new jobs", ["青岛市"]),
        ("Hong Kong and Macao", ["香港特别行政区", "澳门特别行政区"]),
    ],
)
def test_pinyin_and_english_names_are_found(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    "text",
    ["a lean budget for the dean", "see www.hebei.gov.cn", "the long song", "he and she", "GDP, PM2.5 and 5G", "an"],
)
def test_english_words_and_addresses_are_no_places(text: str) -> None:
    assert labels(text) == []


# Outside the table ------------------------------------------------------------------------------------------------


def test_places_outside_the_table_are_found_by_the_library_s_labels() -> None:
    held = ("澄湖市", "澄湖市云溪县")
    assert labels("澄湖市云溪县和澄湖的湿地", *held) == ["澄湖市云溪县", "澄湖市"]
    assert labels("云溪今年的目标", *held) == ["澄湖市云溪县"]
    assert labels("How fast did Chenghu grow? And Yunxi County, Chenghu City?", *held) == ["澄湖市", "澄湖市云溪县"]
    assert labels("澄湖市云溪县") == []


def test_spans_point_into_the_text_and_do_not_overlap() -> None:
    text = "山东省济南市、Heze City与保定市徐水区;全国第3位,鼓楼区"
    mentions = find_places(text)
    assert len(mentions) == 4
    assert all(text[one.start : one.end] == one.text for one in mentions)
    assert all(one.end <= two.start for one, two in pairwise(mentions))
