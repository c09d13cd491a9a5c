"""Pairs from published sets whose licences allow it. Sources and licences are listed in the model card."""

from __future__ import annotations

import hashlib
import json
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from embeddings.train.pairs import Pair
from rag.sentences import sentences
from rag.terms import simplified

MAX_CHARS = 250
# Share of DRCD's articles that are never trained on, chosen by the article's id.
_DRCD_HELD_OUT_OF_4 = 2


def licensed_pairs(folder: Path, rng: random.Random, *, reserve: bool = False) -> Iterator[Pair]:
    """All pairs of all sets that are there; with `reserve`, without the texts that the re-ranker learns from."""
    yield from _reading(folder / "qa_expmrc" / "train-pseudo-cmrc2018.json", "CMRC", reserve)
    if not reserve:
        yield from _reading(folder / "qa_drcd" / "DRCD_dev.json", "DRCD", reserve)
    yield from _dureader(folder / "qa_dureader2_search_demo")
    yield from _stard(folder / "rag_stard_queries" / "queries.json")
    yield from _letters(folder / "gov_hotline_letters")
    yield from _events(folder / "rag_crud" / "event_summary_complete_records.json")
    yield from _news(folder / "rag_crud_news", rng)


def is_held_out(article_id: str) -> bool:
    """Whether a DRCD article is kept for measuring.

    >>> [is_held_out(i) for i in ("1147", "1148", "1149", "1150")]
    [False, True, True, False]
    """
    return int(article_id) % 4 < _DRCD_HELD_OUT_OF_4


def is_reserved(name: str) -> bool:
    """Whether a text is one that the re-ranker learns from: a third of all, by name.

    >>> [name for name in ("甲县", "乙县", "丙县", "丁县", "戊县", "己县") if is_reserved(name)]
    ['乙县', '己县']
    """
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def _reading(path: Path, source: str, reserve: bool) -> Iterator[Pair]:
    """Questions against the passage that holds their answer."""
    if not path.is_file():
        return
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        if source == "DRCD" and is_held_out(article["id"]):
            continue
        if reserve and is_reserved(article["title"]):
            continue
        for paragraph in article["paragraphs"]:
            tiles = _tiles(paragraph["context"])
            for qa in paragraph["qas"]:
                at = qa["answers"][0]["answer_start"]
                tile = next((paragraph["context"][a:b] for a, b in tiles if a <= at < b), "")
                yield Pair(simplified(qa["question"]), simplified(tile), source)


def _tiles(context: str) -> list[tuple[int, int]]:
    """Whole sentences packed to passages that do not overlap, so that the neighbours are wrong answers."""
    tiles: list[tuple[int, int]] = []
    for start, end in sentences(context):
        if tiles and end - tiles[-1][0] <= MAX_CHARS:
            tiles[-1] = (tiles[-1][0], end)
        else:
            tiles.append((start, end))
    return tiles


def _dureader(folder: Path) -> Iterator[Pair]:
    for path in sorted(folder.glob("search.*.json")):
        # Not splitlines(): the texts hold separators that it would split at.
        for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
            item: dict[str, Any] = json.loads(line)
            for document in item["documents"]:
                if document.get("is_selected"):  # the test split has no marks
                    yield Pair(item["question"], document["title"], "DuReader")
                    most = document["paragraphs"][document["most_related_para"]]
                    yield Pair(item["question"], most[:MAX_CHARS], "DuReader")
            for answer in item.get("answers") or []:
                yield Pair(item["question"], answer[:MAX_CHARS], "DuReader")


def _stard(path: Path) -> Iterator[Pair]:
    if path.is_file():
        for item in json.loads(path.read_text(encoding="utf-8")):
            for name, text in item["相关法规"].items():
                yield Pair(item["问题"], f"{name} {text.strip()}"[:MAX_CHARS], "STARD")


def _events(path: Path) -> Iterator[Pair]:
    if path.is_file():
        for item in json.loads(path.read_text(encoding="utf-8")):
            body = item["text"].split("正文：", 1)[-1]
            at = len(body) // 3
            yield Pair(item["title"], body[:MAX_CHARS], "CRUD event")
            yield Pair(item["event"], body[at : at + MAX_CHARS], "CRUD event")
            yield Pair(item["title"], item["summary"][:MAX_CHARS], "CRUD event")


def _news(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """A sentence of a news text against what follows it."""
    for path in sorted(folder.glob("documents_*")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            text = re.split(r"正文[：:]", line, maxsplit=1)[-1].strip()
            parts = [text[a:b] for a, b in sentences(text) if b - a >= 12]
            if len(parts) >= 4:
                at = rng.randrange(len(parts) - 2)
                yield Pair(parts[at][:120], "".join(parts[at + 1 : at + 4])[:MAX_CHARS], "news")
                yield Pair(parts[0][:120], "".join(parts[2:5])[:MAX_CHARS], "news")


def _letters(folder: Path) -> Iterator[Pair]:
    """Citizens' letters: the subject against the letter, and both against the reply in official words."""
    for name in ("附件3.xlsx", "附件4.xlsx"):
        if (folder / name).is_file():
            for row in _rows(folder / name):
                subject, letter, reply = (row.get(k, "") for k in ("留言主题", "留言详情", "答复意见"))
                if len(subject) >= 5 and len(letter) >= 15:
                    yield Pair(subject, letter[:MAX_CHARS], "letter")
                if len(subject) >= 5 and len(reply) >= 60:
                    yield Pair(subject, _without_greeting(reply)[:MAX_CHARS], "reply")
                    yield Pair(letter[:120], _without_greeting(reply)[:MAX_CHARS], "reply")


def _without_greeting(reply: str) -> str:
    found = re.search(r"(?:回复|答复|告知)如下[：:，,。]?", reply)
    return reply[found.end() :] if found and len(reply) - found.end() > 40 else reply


_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of the first sheet under the names of its first row."""
    with zipfile.ZipFile(path) as book:
        strings = [
            " ".join("".join(si.itertext()).split())
            for si in etree.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{_SHEET}si")
        ]
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    names: dict[str, str] = {}
    for row in sheet.iter(f"{_SHEET}row"):
        cells = {
            re.sub(r"\d", "", cell.get("r")): strings[int(cell.findtext(f"{_SHEET}v"))]
            for cell in row.iter(f"{_SHEET}c")
            if cell.get("t") == "s" and cell.findtext(f"{_SHEET}v")
        }
        if not names:
            names = cells
        else:
            yield {names[column]: text for column, text in cells.items() if column in names}
