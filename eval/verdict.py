"""Which side of a comparison an answer takes, and whether it says yes or no.

Both are read from cue words and are heuristic: an answer that says neither is not taken to contradict, one that names
no winner is not taken to name the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from eval.gold import Contest, Polarity
from eval.matching import strike
from rag.terms import simplified

_MORE = r"高|多|快|大|长|早|强|好|重|广|远|领先|靠前|higher|more|faster|larger|longer|greater"
_LESS = r"低|少|慢|小|短|晚|弱|差|轻|近|落后|靠后|lower|less|fewer|slower|smaller|shorter"
# "更大力度" and the like are the language of plans, not of comparison.
_NOT_A_PLAN = r"(?!力度|程度|范围|规模地|举措|步伐|作为)"
_AHEAD = re.compile(
    rf"更(?:{_MORE}){_NOT_A_PLAN}|最(?:{_MORE}|前)|(?:高|多|快|大|长|早|强|好)(?:于|过|出)|超过|胜出|领先|居首"
    r"|\b(?:higher|highest|more|most|faster|fastest|larger|largest|longer|longest|greater|greatest|exceeds)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"更(?:{_LESS}){_NOT_A_PLAN}|最(?:{_LESS}|后)|(?:低|少|慢|小|短|晚)于|不如|不及|落后"
    r"|\b(?:lower|lowest|less|least|fewer|slower|smaller|shorter)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。！？!?；;\n]+")
_CLAUSE = re.compile(r"[，,：:、（）()]+")


def names_winner(question: str, answer: str, contest: Contest) -> bool:
    """Whether the answer names a winner as the answer: at least one clause says so, and none says the contrary.

    >>> contest = Contest(("东湖县", "东湖"), ("西岭县", "西岭"))
    >>> names_winner("东湖县和西岭县哪个目标更高？", "东湖县更高：东湖县6%，西岭县5%。", contest)
    True
    >>> names_winner("东湖县和西岭县哪个目标更高？", "西岭县高于东湖县。", contest)
    False
    """
    asks_for_less = bool(_BEHIND.search(simplified(question))) and not _AHEAD.search(simplified(question))
    said = list(_judgements(simplified(answer), contest, asks_for_less=asks_for_less))
    return bool(said) and all(said)


def _judgements(answer: str, contest: Contest, *, asks_for_less: bool) -> Iterator[bool]:
    for sentence in _SENTENCE.split(answer):
        for clause in _CLAUSE.split(sentence):
            is_ahead, is_behind = _AHEAD.search(clause), _BEHIND.search(clause)
            if bool(is_ahead) == bool(is_behind):
                continue
            subject = _subject(clause, contest) or _subject(sentence, contest)
            if subject is not None:
                yield (subject == "winner") == (bool(is_ahead) != asks_for_less)


def _subject(text: str, contest: Contest) -> str | None:
    """Which side's name comes first; of names that follow directly on each other (市, then its district) the last."""
    names = [(name, "winner") for name in contest.winner] + [(name, "loser") for name in contest.loser]
    names.sort(key=lambda pair: -len(pair[0]))
    pattern = "|".join(re.escape(simplified(name)) for name, _ in names)
    for run in re.finditer(rf"(?<![比较于])(?<!\d)(?:{pattern})+(?!\d)", text):
        last = re.findall(pattern, run.group())[-1]
        return next(side for name, side in names if simplified(name) == last)
    return None


_STATE = "会|能|可以|是|行|完成|达到|达成|实现|达标|解决|实行|兑现|办到|做到|允许|准"
_DENIES = re.compile(
    rf"(?<!不)(?<!并非)(?:不|没有|没|未能|未|尚未|并未)(?:{_STATE})(?!少|断|仅|但|只|同|久|足|够)"
    r"|(?:^|[。！？；，,\n：:])(?:否|不是|没有|不行|不可以)(?=[。，,；：:！]|$)|\b(?:no|not|missed|failed)\b",
    re.IGNORECASE,
)
_AFFIRMS = re.compile(
    r"(?:^|[。！？；，,\n：:])(?:会|能|可以|是|是的|对|完成|已完成|完成了|达到|达到了|已达到|达成|达标|实现了|解决了|超额完成)"
    r"(?=[。，,；：:！]|$)"
    r"|(?<![不没未])(?<!没有)(?<!未能)(?<!是否)(?:超额|已经|已|均|都|全部|顺利|如期)?(?:完成|达到|达成|实现)了?(?:年度|全年|既定|预期|当年)*目标"
    r"|目标(?:已经|已|均|都|全部|超额|顺利|如期)*(?:完成|达到|达成|实现)(?!情况|没有|了吗|与否)|(?<![不未])达标"
    r"|\b(?:yes|met|achieved)\b",
    re.IGNORECASE,
)


def contradicts(answer: str, polarity: Polarity, quotes: Sequence[str] = ()) -> bool:
    """Whether the answer says the contrary, outside the quotes of its evidence.

    >>> contradicts("目标6%以上，实际4%，没有达到。", Polarity.YES)
    True
    >>> contradicts("目标6%以上，实际4%，没有达到。", Polarity.NO)
    False
    """
    text = simplified(strike(answer, tuple(quotes)))
    cue = _DENIES if polarity is Polarity.YES else _AFFIRMS
    return bool(cue.search(text))
