"""A briefing with a language model: what it writes of the overall picture, what is struck, and where that is shown."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from chat_server import Body, Reply, serving
from docx import Document as WordFile
from scripted_models import Shown, says

from rag import Library, Progress
from rag.cli import main
from rag.errors import Cancelled
from rag.export import write_brief
from rag.llm.prompt import ABSTAIN
from rag.llm.write import Drafted, Event, Judged
from rag.results import Brief
from rag.schema import schema

TWO = ["chenghu_2025.txt", "yanxi_2025.txt"]
# Of the sample reports, in their words.
CHENGHU = "澄湖市2025年地区生产总值增长目标是5.5%左右"
YANXI = "砚溪县2025年地区生产总值增长目标是6%左右"


@pytest.fixture
def brief(library: Library, short_limits: None) -> Callable[..., Brief]:
    """Write a briefing through a scripted server, with short limits."""

    def write(reply: Reply | Callable[[int, Body], Reply], **options: Any) -> Brief:
        with serving(reply if callable(reply) else lambda *_: reply) as server:
            return library.brief("", files=TWO, generator=f"openai:{server.url}#test", **options)

    return write


def overview(made: Brief) -> list[str]:
    return [point.text for point in made.sections[0].points]


def test_overall_picture_is_written_and_each_sentence_has_its_source(brief: Callable[..., Brief]) -> None:
    made = brief(Reply(f"{CHENGHU}[1]。{YANXI}[2]。"))
    assert (made.generator, made.fallback, made.struck) == ("openai:test", None, ())
    assert overview(made) == [f"{CHENGHU}。", f"{YANXI}。"]
    cited = {c.n: c for c in made.citations}
    files = [{cited[n].file for n in point.citations} for point in made.sections[0].points]
    assert files == [{"chenghu_2025.txt"}, {"yanxi_2025.txt"}]
    assert "5.5%左右" in cited[made.sections[0].points[0].citations[0]].quote


def test_the_rest_of_the_briefing_stays_as_it_was(library: Library, brief: Callable[..., Brief]) -> None:
    quoting, made = library.brief("", files=TWO), brief(Reply(f"{CHENGHU}[1]。"))
    quotes = [{c.n: c.quote for c in one.citations} for one in (quoting, made)]

    def said(one: Brief, quote: dict[int, str]) -> list[tuple[str, list[str]]]:
        cells = [cell for table in one.tables for row in table.rows for cell in row]
        points = [point for section in one.sections[1:] for point in section.points]
        return [(cited.text, [quote[n] for n in cited.citations]) for cited in (*points, *cells)]

    assert said(made, quotes[1]) == said(quoting, quotes[0])
    assert sorted(c.n for c in made.citations) == list(range(1, len(made.citations) + 1))


def test_false_sentence_is_struck_and_shown_as_struck(brief: Callable[..., Brief]) -> None:
    made = brief(Reply(f"{CHENGHU}[1]。砚溪县2025年地区生产总值增长目标是9%左右[2]。"))
    assert overview(made) == [f"{CHENGHU}。"]
    assert [one.text for one in made.struck] == ["砚溪县2025年地区生产总值增长目标是9%左右。"]
    assert made.struck[0].problems


def test_sentence_is_of_the_place_before_it(brief: Callable[..., Brief]) -> None:
    # 5.5% is said of the one place alone, 6% of the other.
    right = brief(Reply(f"{CHENGHU}[1]。地区生产总值增长目标为5.5%左右[1]。"))
    wrong = brief(Reply(f"{CHENGHU}[1]。2025年地区生产总值增长目标为6%左右[2]。"))
    assert not right.struck
    assert [one.text for one in wrong.struck] == ["2025年地区生产总值增长目标为6%左右。"]


@pytest.mark.parametrize("before", ["", "砚溪县2025年地区生产总值增长目标是9%左右[2]。"])
def test_sentence_that_does_not_say_of_which_place_is_struck(brief: Callable[..., Brief], before: str) -> None:
    made = brief(Reply(f"{before}2025年地区生产总值增长目标为6%左右[2]。{CHENGHU}[1]。"))
    assert overview(made) == [f"{CHENGHU}。"]
    assert "2025年地区生产总值增长目标为6%左右。" in [one.text for one in made.struck]


def test_wrong_citation_is_replaced(brief: Callable[..., Brief]) -> None:
    made = brief(Reply(f"{YANXI}[1]。"))
    cited = {c.n: c for c in made.citations}
    assert [cited[n].file for n in made.sections[0].points[0].citations] == ["yanxi_2025.txt"]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply("澄湖市2025年地区生产总值增长目标是9%左右[1]。"), "nothing_stands"),
        (Reply(ABSTAIN), "empty"),
        (Reply(""), "empty"),
        (Reply(f"{CHENGHU}[1]。澄湖市", then="silence"), "cut_off"),
        (Reply(f"{CHENGHU}[1]。", then="length"), "cut_off"),
        (Reply("", then="hang"), "slow"),
        (Reply("啊" * 500), "rambling"),
        (Reply(status=500, error="out of memory"), "down"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_model_that_fails_leaves_the_picture_that_quotes(
    library: Library, brief: Callable[..., Brief], reply: Reply, kind: str
) -> None:
    made = brief(reply)
    assert made.fallback is not None
    assert (made.fallback.kind, made.generator) == (kind, "extractive")
    assert "摘自原文" in made.fallback.message
    assert made.sections == library.brief("", files=TWO).sections


def test_nothing_is_sent_to_a_remote_host_before_it_is_agreed_to(library: Library) -> None:
    made = library.brief("", files=TWO, generator="openai:https://models.invalid/v1#big")
    assert made.fallback is not None
    assert made.fallback.kind == "not_agreed"


def test_text_verdicts_and_progress_are_told(library: Library) -> None:
    events: list[Event] = []
    stages: list[Progress] = []
    library.brief("", files=TWO, generator=says(f"{CHENGHU}[1]。"), listen=events.append, progress=stages.append)
    assert isinstance(events[0], Drafted)
    assert any(isinstance(event, Judged) for event in events)
    assert stages[-1].stage == "write"


def test_stopping_leaves_a_silent_model_at_once(library: Library) -> None:
    started = time.monotonic()
    heard: list[Event] = []
    with serving(lambda *_: Reply("澄湖市", then="hang")) as server, pytest.raises(Cancelled, match="stopped"):
        library.brief(
            "", files=TWO, generator=f"openai:{server.url}#test", listen=heard.append, cancelled=lambda: bool(heard)
        )
    # The model would have stayed silent for half a minute.
    assert time.monotonic() - started < 15


def test_evidence_is_shared_out_among_the_reports(library: Library) -> None:
    shown: list[Shown] = []
    model = says(ABSTAIN)
    model.reply = lambda prompt: shown.append(prompt) or ABSTAIN  # type: ignore[func-returns-value]
    model.context_tokens = 5000
    library.brief("", files=TWO, generator=model)
    places = {where[:3] for where in shown[0].where.values()}
    assert places == {"澄湖市", "砚溪县"}


def test_template_without_an_overall_picture_is_left_alone(library: Library, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('title = "各地情况"\n[[parts]]\nkind = "places"\nheading = "{place}"\n', encoding="utf-8")
    model = says(f"{CHENGHU}[1]。")
    made = library.brief("", files=TWO, template=str(own), generator=model)
    assert (made.generator, made.fallback) == ("extractive", None)
    assert not model.seen


# Where it is shown


def test_json_says_who_wrote_it(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(lambda *_: Reply(f"{CHENGHU}[1]。澄湖市2025年地区生产总值增长目标是9%左右[1]。")) as server:
        words = ["brief", "--report", TWO[0], "--generator", f"openai:{server.url}#test"]
        assert main([*words, "--json", "--home", str(library.home)]) == 0
    made = json.loads(capsys.readouterr().out)
    jsonschema.validate(made, schema("brief"))
    assert (made["generator"], made["fallback"]) == ("openai:test", None)
    assert len(made["struck"]) == 1


def test_command_prints_who_wrote_it_and_what_was_struck(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(lambda *_: Reply(f"{CHENGHU}[1]。澄湖市2025年地区生产总值增长目标是9%左右[1]。")) as server:
        words = ["brief", "--report", TWO[0], "--generator", f"openai:{server.url}#test"]
        main([*words, "--home", str(library.home)])
    said = capsys.readouterr().out
    assert "由语言模型openai:test撰写" in said
    assert "已划去: 澄湖市2025年地区生产总值增长目标是9%左右。" in said


@pytest.mark.parametrize(
    ("reply", "said"),
    [(f"{CHENGHU}[1]。{YANXI}[2]。", "由语言模型openai:test撰写"), (ABSTAIN, "语言模型没有写出内容")],
)
def test_written_file_says_which_it_is(brief: Callable[..., Brief], tmp_path: Path, reply: str, said: str) -> None:
    made = brief(Reply(reply))
    for name in ("brief.md", "brief.html", "brief.docx"):
        write_brief(made, tmp_path / name)
    assert said in (tmp_path / "brief.md").read_text(encoding="utf-8").replace("\\", "")
    assert said in (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert said in "".join(paragraph.text for paragraph in WordFile(str(tmp_path / "brief.docx")).paragraphs)


# The journal


def test_briefings_and_summaries_are_logged_and_replayed(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    home = ("--home", str(library.home))
    main(["journal", "--delete", *home])
    with serving(lambda *_: Reply(f"{CHENGHU}[1]。")) as server:
        library.brief("", files=TWO, generator=f"openai:{server.url}#test")
        library.summarize(TWO[0], section=["总体要求和预期目标"], generator=f"openai:{server.url}#test")
    lines = (library.home / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    assert [entry["task"] for entry in entries] == ["briefing", "summary"]
    assert all(entry["draft"] == f"{CHENGHU}[1]。" for entry in entries)
    assert entries[0]["asked"] == {"topic": "", "files": TWO, "length": "medium", "template": ""}
    capsys.readouterr()
    assert main(["journal", "--replay", *home]) == 0
    assert "2 of 2" in capsys.readouterr().err
