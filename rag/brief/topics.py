"""What a briefing is about: words to search for, and the subjects of the ledger that belong to it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rag.lexicon import mentions
from rag.places import find_places

# Words that say what kind of text is wanted, or what every measure is called; no subject is told by them.
_GENERIC = """
工作简报 情况简报 简报 简况 汇报 材料 综述 概况 概览 总体情况 工作情况 有关情况 情况 安排部署 工作安排 安排
部署 打算 计划 思路 主要举措 重点举措 举措
措施 做法 经验 成绩单 成绩 成就 成效 进展 完成情况 落实情况 完成 主要目标 重点目标 预期目标 目标任务 目标 任务
主要指标 重点指标 经济指标 指标 数字 数据 数说
主要 重点 有关 相关 各地 几地 对比 比较 异同 分析 梳理 盘点 回顾 展望 规划 年度 全年 今年 去年 明年 五年来
这五年 过去五年 时期 建设 发展 培育 推进
加强 优化 新增 提升 改善 促进 保障 服务 深化 全面 方面 关于 以及 政府工作报告 政府 工作 报告
"""
_YEARS = re.compile(
    r"[“\"]?十[一二三四五]?五[”\"]?|(?:19|20)\d\d(?:年度?)?(?:[—\-至到](?:20)?\d\d年?)?|[一二三四五]年来?"
)
_DONE = re.compile(r"成就|成绩|完成|回顾|进展|成效|做了|实绩|结果|总结|情况")
_PLANNED = re.compile(r"目标|安排|部署|打算|计划|思路|任务|规划|下步|下一步")
_OVER_YEARS = re.compile(r"[“\"]?十[一二三四五]?五[”\"]?|[三四五]年来|[这近]五年|过去五年|今后五年")
_YEAR_ASKED = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")
_YEAR_RANGE = re.compile(r"(?<!\d)(?:19|20)\d\d年?(?:[—\-至到]+)(?:20)?\d\d(?=年)")
_BETWEEN = re.compile(r"[\s,，、;；:：。.·与和及的在以“”\"()（）—\-]+")
_LEAST = 2


@lru_cache(maxsize=64)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all words of a topic, the longest first."""
    return re.compile("|".join(sorted(words, key=lambda w: (-len(w), w))))


@dataclass(frozen=True, slots=True)
class Topic:
    """What was asked for; `words`, regular expressions, empty if the briefing is on everything."""

    asked: str
    words: tuple[str, ...]
    ledger: tuple[str, ...]
    done: bool = True  # what was achieved is asked for
    planned: bool = True  # what is intended is asked for
    over_years: bool = False  # of a plan or of five years, not of one year
    years: frozenset[int] = frozenset()  # only these; any for none

    @property
    def is_general(self) -> bool:
        return not self.words

    def hits(self, text: str) -> int:
        """How many different words of the topic a text holds."""
        return len(set(pattern(self.words).findall(text))) if self.words else 0


@dataclass(frozen=True, slots=True)
class _Subject:
    name: str
    also: tuple[str, ...]
    words: tuple[str, ...]
    ledger: tuple[str, ...]


def topic_of(asked: str, places: Sequence[str] = ()) -> Topic:
    """Read what a briefing is to be about.

    A known subject brings its words; whatever else is asked is searched for as it stands and by the spellings that
    the vocabulary has for it. Places, years and words like 简报 and 举措 are no subject.

    >>> topic_of("望川县2024年主要指标简报", ["望川县"]).is_general
    True
    >>> "医养" in topic_of("养老服务").words
    True
    """
    rest = asked
    for name in sorted({*places, *(m.text for m in find_places(asked))}, key=lambda n: (-len(n), n)):
        rest = rest.replace(name, " ")
    rest = _YEARS.sub(" ", rest)
    words: list[str] = []
    ledger: list[str] = []
    for chunk in _BETWEEN.split(rest):
        named = {s: max((n for n in (s.name, *s.also) if n in chunk), key=len, default="") for s in _subjects()}
        # 粮食安全 is about grain, not about 安全: a name inside a longer one does not count.
        longest = [name for name in named.values() if name]
        known = [s for s, name in named.items() if name and not any(name != n and name in n for n in longest)]
        for subject in known:
            words += subject.words
            ledger += subject.ledger
        core = _bare(chunk)
        if len(core) >= _LEAST and (not known or len(core) > _LEAST):
            words.append(re.escape(core))
        if not known:
            for mention in mentions(chunk):
                words += map(re.escape, (mention.entry.name, *mention.entry.aliases))
                ledger.append(mention.entry.topic)
    done, planned = bool(_DONE.search(asked)), bool(_PLANNED.search(asked))
    is_range = _YEAR_RANGE.search(asked) is not None
    return Topic(
        asked,
        tuple(dict.fromkeys(words)),
        tuple(dict.fromkeys(ledger)),
        done=done or not planned,
        planned=planned or not done,
        over_years=is_range or _OVER_YEARS.search(asked) is not None,
        years=frozenset() if is_range else frozenset(map(int, _YEAR_ASKED.findall(asked))),
    )


def _bare(chunk: str) -> str:
    for word in sorted(_GENERIC.split(), key=lambda w: (-len(w), w)):
        chunk = chunk.replace(word, "")
    return chunk


@lru_cache(maxsize=1)
def _subjects() -> tuple[_Subject, ...]:
    table = tomllib.loads((files(__package__) / "topics.toml").read_text(encoding="utf-8"))
    return tuple(
        _Subject(name, tuple(entry["also"]), tuple(entry["words"]), tuple(entry["ledger"]))
        for name, entry in table.items()
    )
