"""Answers built from gold sets, and a small library whose ranking a test can state."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from eval.gold import GoldSet, Question, parse
from rag.results import Answer, FoundPassage, ReportCard, SearchResult, Status, Summary

Json = dict[str, Any]


def cite(n: int, file: str, quote: str, source: str = "") -> Json:
    """A citation of a quote that stands in `source`, or that was repaired where it does not."""
    start = source.find(quote)
    return {
        "n": n,
        "file": file,
        "report": "",
        "section": [],
        "paragraph": 1,
        "quote": quote,
        "context": f"{quote}。",
        "quote_start": 0,
        "start": max(start, 0),
        "end": max(start, 0) + len(quote),
        "repaired": start < 0,
    }


def perfect_answer(question: Question, sources: dict[str, str] | None = None) -> Json:
    """The reference answer over the gold evidence; an abstention where nothing answers."""
    if not question.answerable:
        return {"status": "abstained", "answer": "报告没有给出。", "statements": [], "citations": []}
    evidence = question.evidence[:1] if question.evidence_any else question.evidence
    citations = [cite(n, e.file, e.quote, (sources or {}).get(e.file, "")) for n, e in enumerate(evidence, start=1)]
    statements = [{"text": c["quote"], "citations": [c["n"]], "derived": None} for c in citations]
    return {"status": "answered", "answer": question.answer, "statements": statements, "citations": citations}


@pytest.fixture
def perfect() -> Callable[..., Json]:
    return perfect_answer


GOLD = [
    {
        "id": "t-1", "question": "东湖县2031年粮食总产的目标是多少？", "type": "number", "answer": "12.5亿斤以上。",
        "must_include": [["12.5亿斤"]], "must_not_include": ["13.1亿斤"], "answerable": True,
        "evidence": [{"file": "donghu_2031.txt", "quote": "粮食总产稳定在12.5亿斤以上"}],
    },
    {
        "id": "t-2", "question": "2031年新建充电桩，东湖县和西岭县哪个更多？", "type": "comparison",
        "answer": "西岭县更多：西岭县640台，东湖县480台。", "must_include": [["西岭"], ["640台"], ["480台"]],
        "answerable": True, "verdict": {"winner": ["西岭县", "西岭"], "loser": ["东湖县", "东湖"]},
        "evidence": [
            {"file": "donghu_2031.txt", "quote": "新建充电桩480台"},
            {"file": "xiling_2031.txt", "quote": "新建公共充电桩640台"},
        ],
    },
    {
        "id": "t-3", "question": "东湖县2031年常住人口有多少？", "type": "unanswerable", "answer": "",
        "must_include": [], "evidence": [], "answerable": False,
    },
]  # fmt: skip

TEXTS = {
    "donghu_2031.txt": "今年，粮食总产稳定在12.5亿斤以上，去年为13.1亿斤。新建充电桩480台。实施老街更新。",
    "xiling_2031.txt": "新建公共充电桩640台，改造农村公路75公里。完善托育服务。",
}


@pytest.fixture
def gold() -> GoldSet:
    return parse("small", "\n".join(json.dumps(line, ensure_ascii=False) for line in GOLD))


@pytest.fixture
def texts() -> dict[str, str]:
    return dict(TEXTS)


@dataclass
class ShelfLibrary:
    """Whole sentences in the order of a given preference; answers with the sentences themselves."""

    texts: dict[str, str]
    prefer: Sequence[str] = ()
    finds: int = 20

    def reports(self) -> list[ReportCard]:
        return [ReportCard(f, f, f, "", "", None, "", 1, 1, 0, 0) for f in self.texts]

    def source(self, key: str) -> str:
        return self.texts[key]

    def search(self, query: str, *, k: int = 10, files: Sequence[str] = ()) -> SearchResult:
        found: list[FoundPassage] = []
        for file, text in self.texts.items():
            if files and file not in files:
                continue
            start = 0
            for sentence in text.split("。")[:-1]:
                score = len(set(sentence) & set(query)) + 100.0 * any(word in sentence for word in self.prefer)
                end = start + len(sentence) + 1
                found.append(FoundPassage(file, file, file, (), 1, text[start:end], text, start, end, score))
                start = end
        found.sort(key=lambda p: (-p.score, p.file, p.start))
        return SearchResult(query, tuple(found[: min(k, self.finds)]))

    def ask(self, question: str, *, files: Sequence[str] = ()) -> Answer:
        passages = self.search(question, k=2, files=files).passages
        return Answer(question, Status.ANSWERED, "".join(p.text for p in passages))

    def summarize(self, file: str, *, section: Sequence[str] = (), length: str = "medium") -> Summary:
        return Summary(file, tuple(section), (), ())


@pytest.fixture
def shelf() -> Callable[..., ShelfLibrary]:
    return ShelfLibrary
