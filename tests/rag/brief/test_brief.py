"""Briefings over the example reports: cited, within length, true in every cell, the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from rag import Library
from rag.errors import Cancelled, NotFound, UsageError
from rag.figures import find_figures, same_value
from rag.results import Brief
from rag.schema import schema

TOPICS = ("民生", "工业", "乡村振兴", "生态", "文旅", "就业", "教育", "养老", "")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("brief")) as opened:
        assert not opened.add([examples / "reports"]).failed
        yield opened


def chars(brief: Brief) -> int:
    return sum(len(p.text) for s in brief.sections for p in s.points)


@pytest.mark.parametrize("topic", TOPICS)
def test_briefing_fits_its_schema_and_every_point_is_cited(library: Library, topic: str) -> None:
    brief = library.brief(topic, files=["chenghu_2025.txt", "yanxi_2025.txt"])
    jsonschema.validate(brief.to_dict(), schema("brief"))
    assert brief.sections
    assert all(p.citations for s in brief.sections for p in s.points)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_cell_with_a_figure_has_its_source_and_the_source_holds_the_figure(library: Library, topic: str) -> None:
    brief = library.brief(topic, files=["chenghu_2025.txt", "yanxi_2025.txt"])
    quotes = {c.n: c.quote for c in brief.citations}
    for cell in (c for t in brief.tables for row in t.rows for c in row if c.text != "—"):
        assert cell.citations
        wanted = [f for f in find_figures(cell.text) if f.kind == "quantity"]
        found = [f for n in cell.citations for f in find_figures(quotes[n])]
        assert all(any(same_value(f, other) for other in found) for f in wanted), cell


@pytest.mark.parametrize(("length", "each"), [("short", 120), ("medium", 300), ("long", 800)])
def test_points_stay_within_the_length(library: Library, length: str, each: int) -> None:
    for topic in TOPICS:
        assert chars(library.brief(topic, files=["chenghu_2025.txt"], length=length)) <= each
        both = library.brief(topic, files=["chenghu_2025.txt", "yanxi_2025.txt"], length=length)
        assert chars(both) <= 2 * each


def test_briefing_keeps_to_its_topic(library: Library) -> None:
    said = "".join(p.text for s in library.brief("养老", files=["chenghu_2025.txt"]).sections for p in s.points)
    assert "老" in said
    assert "工业" not in said
    assert "旅游" not in said


def test_one_place_as_a_whole_leads_with_its_main_results_and_targets(library: Library) -> None:
    brief = library.brief("", files=["chenghu_2025.txt"])
    done, planned = (p.text for p in brief.sections[0].points)
    assert done.startswith("2024年：")
    assert "地区生产总值" in done
    assert planned.startswith("2025年计划：")
    assert brief.title == "澄湖市2025年政府工作简报"
    assert brief.tables[0].columns == ("指标", "2024年结果", "2025年目标")


def test_names_said_to_be_one_places_own_stand_in_no_other_report(library: Library) -> None:
    files = ["chenghu_2025.txt", "yanxi_2025.txt"]
    texts = {library.report(f).place: "".join(p.text for p in library.report(f).paragraphs) for f in files}
    named = 0
    for topic in TOPICS:
        for section in library.brief(topic, files=files).sections:
            for point in section.points:
                if not point.text.startswith("只有"):
                    continue
                place = next(p for p in texts if point.text.startswith(f"只有{p}"))
                (other,) = (text for p, text in texts.items() if p != place)
                for name in re.findall(r"“([^”]{3,12})”", point.text):
                    named += 1
                    assert name not in other
    assert named


def test_year_that_is_asked_for_is_the_only_one(library: Library) -> None:
    brief = library.brief("2025年就业工作安排", files=["chenghu_2025.txt", "yanxi_2025.txt"])
    said = "".join(p.text for s in brief.sections for p in s.points)
    assert "2025年" in said
    assert "2024年" not in said
    assert "中期目标" not in said


def test_done_and_planned_both_have_their_part(library: Library) -> None:
    brief = library.brief("民生", files=["chenghu_2025.txt", "yanxi_2025.txt"])
    for section in (s for s in brief.sections if s.level == 2):
        heads = [p.text[:7] for p in section.points]
        assert any(h.startswith("2024年：") for h in heads)
        assert any(h.startswith("2025年计划") for h in heads)


def test_reports_of_one_place_stand_in_the_order_of_their_years(library: Library) -> None:
    brief = library.brief("就业", files=["chenghu_2025.txt", "chenghu_2024.md"])
    order = [s.heading for s in brief.sections if s.level == 2]
    assert order == ["澄湖市（2024年）", "澄湖市（2025年）"]


def test_two_years_of_one_place_show_targets_beside_results(library: Library) -> None:
    brief = library.brief("", files=["chenghu_2024.md", "chenghu_2025.txt"])
    (targets,) = (s for s in brief.sections if s.heading == "目标完成情况")
    assert any("未完成" in p.text for p in targets.points)
    (beside,) = (t for t in brief.tables if t.title == "目标与结果")
    assert beside.columns == ("年份", "指标", "目标", "结果", "结论")
    assert {row[4].text for row in beside.rows} >= {"完成", "未完成"}
    assert all(len(row[4].citations) == (1 if row[3].text == "—" else 2) for row in beside.rows)


def test_places_over_the_years_are_told_apart(library: Library) -> None:
    years = library.brief("就业", template="years")
    (beside,) = (t for t in years.tables if t.title == "目标与结果")
    assert beside.columns == ("地区", "年份", "指标", "目标", "结果", "结论")
    assert {row[0].text for row in beside.rows} == {"澄湖市", "砚溪县"}
    told = [p.text for s in years.sections if s.heading in ("目标完成情况", "新提法与不再提及") for p in s.points]
    assert told
    assert all(text.startswith(("澄湖市", "砚溪县")) for text in told)


def test_new_sayings_of_a_topic_are_about_the_topic(library: Library) -> None:
    of_topic = library.brief("就业", template="years")
    of_all = library.brief("", template="years")
    (some, every) = (
        [p.text for s in b.sections if s.heading == "新提法与不再提及" for p in s.points] for b in (of_topic, of_all)
    )
    assert sum(map(len, some)) < sum(map(len, every))


def test_same_request_gives_the_same_briefing(library: Library) -> None:
    files = ["chenghu_2025.txt", "yanxi_2025.txt"]
    assert library.brief("民生", files=files).to_dict() == library.brief("民生", files=files).to_dict()


def test_own_template_decides_title_parts_and_order(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'title = "关于{places}{topic}的说明"\n[[parts]]\nkind = "places"\nheading = "{place}怎么做"\n', encoding="utf-8"
    )
    brief = library.brief("就业", files=["chenghu_2025.txt"], template=str(path))
    assert brief.title == "关于澄湖市就业的说明"
    assert [s.heading for s in brief.sections] == ["澄湖市怎么做"]
    assert brief.tables == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = 1\n", "a title and"),
        ('title = "x"\n[[parts]]\nkind = "poem"\n', "no part of kind"),
        ("title = [\n", "cannot be used as a template"),
    ],
)
def test_broken_template_says_what_is_wrong(library: Library, tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        library.brief("就业", template=str(path))


def test_wrong_requests_are_refused(library: Library) -> None:
    with pytest.raises(UsageError, match="there is no template no-such-template"):
        library.brief("就业", template="no-such-template")
    with pytest.raises(UsageError, match="length is"):
        library.brief("就业", length="endless")
    with pytest.raises(NotFound, match=r"nowhere\.txt"):
        library.brief("就业", files=["nowhere.txt"])


def test_briefing_over_many_reports_can_be_watched_and_stopped(library: Library) -> None:
    steps: list[tuple[int, int]] = []
    library.brief("就业", progress=lambda p: steps.append((p.done, p.total)))
    assert steps == [(i, 4) for i in range(5)]
    with pytest.raises(Cancelled, match="stopped after 0 of 4"):
        library.brief("就业", cancelled=lambda: True)


def test_library_without_reports_has_no_briefing(tmp_path: Path) -> None:
    with Library.open(tmp_path) as empty, pytest.raises(UsageError, match="no report"):
        empty.brief("就业")
