"""Values of the kind the library gives, built by hand, and a real library over the example reports."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rag import Library
from rag.results import Citation
from rag.types import (
    Alignment,
    Doubt,
    Dropped,
    Fact,
    Metadata,
    Origin,
    Paragraph,
    Repair,
    Report,
    Role,
    Section,
    Segment,
)

SOURCE = "政府工作报告\n\n一、主要目标\n全縣生產總值(zhí)增長6%左右。城鎮新增就業3000人。\n"
CLEAN = "全县生产总值增长6%左右。城镇新增就业3000人。"

# Holds no doctests, and a second module of this name could not be collected beside the others.
collect_ignore = ["conftest.py"]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


class Page:
    """A piece of HTML as a browser would see it: its elements and its text."""

    def __init__(self, html: str) -> None:
        parser = _Elements()
        parser.feed(html)
        parser.close()
        self.tags = parser.tags
        self.text = "".join(parser.texts)

    def names(self) -> set[str]:
        return {name for name, _ in self.tags}

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes]


@pytest.fixture(scope="session")
def page() -> type[Page]:
    return Page


@pytest.fixture
def citation() -> Citation:
    return Citation(
        n=1,
        report_id="xiyuan-2024",
        file="xiyuan_2024.txt",
        report="溪源县2024年政府工作报告",
        section=("一、主要目标", "（一）经济"),
        paragraph=3,
        quote="全县生产总值增长6%左右。",
        context=CLEAN,
        start=15,
        end=35,
        quote_start=0,
    )


@pytest.fixture
def source() -> str:
    """The source text of `report`."""
    return SOURCE


@pytest.fixture
def report() -> Report:
    """Three paragraphs; the last was Traditional with pinyin in it."""
    start = SOURCE.index("全縣")
    heading = SOURCE.index("一、")
    pinyin = SOURCE.index("(zhí)")
    title = Paragraph(1, Role.TITLE, "政府工作报告", -1, Alignment.of([Segment(0, 6, 0, 6)]))
    head = Paragraph(2, Role.HEADING, "一、主要目标", 0, Alignment.of([Segment(0, 6, heading, heading + 6)]))
    body = Paragraph(
        3,
        Role.BODY,
        CLEAN,
        0,
        Alignment.of(
            [
                Segment(0, 6, start, pinyin + 5, verbatim=False),
                Segment(6, 13, pinyin + 5, pinyin + 12, verbatim=False),
                Segment(13, len(CLEAN), pinyin + 12, pinyin + 12 + len(CLEAN) - 13, verbatim=False),
            ]
        ),
        lead_end=13,
    )
    return Report(
        "xiyuan-2024",
        "xiyuan_2024.txt",
        Metadata(
            place=Fact("溪源县", Origin.TEXT, (("西源县", Origin.FILE_NAME),)),
            level=Fact("county", Origin.TEXT),
            year=Fact("2024", Origin.FILE_NAME),
        ),
        (Section("一、主要目标", 1, -1, 2, 3),),
        (title, head, body),
        repairs=(Repair("pinyin", pinyin, pinyin + 5, "(zhí)", ""),),
        dropped=(Dropped("page chrome", 0, 0),),
        doubts=(Doubt("question mark", 40, 41, "a question mark inside a sentence"),),
    )


@pytest.fixture(scope="session")
def example_library(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The four example reports, for tests that only read."""
    with Library.open(tmp_path_factory.mktemp("home")) as library:
        added = library.add([examples / "reports"])
        assert not added.failed
        yield library


@pytest.fixture
def empty_library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "home") as library:
        yield library
