"""A chat model that lies in the ways that models do: one thing altered in a sentence that its evidence says."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scripted_models import ScriptedModel, Shown, letters

from rag.figures import Figure, find_figures
from rag.sentences import clauses
from rag.understand import understand

WAYS = ("digit", "unit", "bound", "year", "place", "swap", "bare", "compare")
_BOUNDS = ("左右", "以上", "以内")


@dataclass(slots=True)
class Liar:
    """Lies `reply` by `reply`; `told` is what it said last, and in which way it was false."""

    known: str  # all that the reports say, so that no lie is true by chance
    seed: int = 0
    told: str = ""
    way: str = ""
    _turn: int = 0
    _random: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self._random.seed(self.seed)

    @property
    def model(self) -> ScriptedModel:
        return ScriptedModel(self.reply, name="liar")

    def reply(self, shown: Shown) -> str:
        self._turn += 1
        for step in range(len(WAYS)):
            self.way = WAYS[(self._turn + step) % len(WAYS)]
            if lie := self._lie(shown):
                self.told = lie
                number = self._random.choice(list(shown.evidence))
                return f"{lie}[{number}]。"
        self.told, self.way = "", ""
        return "没有什么可说的。"

    def _lie(self, shown: Shown) -> str:
        said = list(_facts(shown))
        self._random.shuffle(said)
        for place, year, clause, figure in said[:12]:
            lie = self._altered(shown, place, year, clause, figure)
            if lie and (self.way in ("year", "bound") or not self._is_true(lie, place)):
                return lie
        return ""

    def _is_true(self, lie: str, place: str) -> bool:
        said = lie.removeprefix(place)
        figure = next(iter(find_figures(said)), None)
        # The few words before a figure and the figure itself: if a report says that, the lie may be no lie.
        return letters(said) in self.known or (
            figure is not None and letters(said[max(0, figure.start - 8) : figure.end]) in self.known
        )

    def _near(self, before: str, figure: str) -> bool:
        """Whether this figure stands somewhere behind words much like these: then it may be true of them."""
        words = letters(before)[-6:]
        pairs = {words[i : i + 2] for i in range(len(words) - 1)}
        for match in re.finditer(re.escape(letters(figure)), self.known):
            around = self.known[max(0, match.start() - 16) : match.start()]
            if sum(pair in around for pair in pairs) > 1:
                return True
        return False

    def _altered(self, shown: Shown, place: str, year: str, clause: str, figure: Figure) -> str:
        before, after = clause[: figure.start], clause[figure.end :]
        held = self.known
        if self.way == "digit":
            wrong = _other_digit(figure.text, self._random)
            return f"{place}{before}{wrong}{after}" if wrong and wrong not in held else ""
        if self.way == "unit":
            for unit, other in (("亿元", "万元"), ("万人", "人"), ("%", "个百分点"), ("公里", "米"), ("万亩", "亩")):
                if figure.text.endswith(unit):
                    return f"{place}{before}{figure.text.removesuffix(unit)}{other}{after}"
            return ""
        if self.way == "bound":
            bound = next((b for b in _BOUNDS if after.startswith(b)), "")
            if figure.unit == "%" and bound:
                other = "以内" if bound == "以上" else "以上"
                return f"{place}{year}年目标：{before}{figure.text}{other}{after.removeprefix(bound)}"
            return ""
        if self.way == "year":
            years = [y for y in range(2003, 2033) if abs(y - int(year)) > 3 and f"{y}年" not in self.known]
            if "年" in clause or not years:
                return ""
            return f"{place}{self._random.choice(years)}年{before}{figure.text}{after}"
        if self.way == "place":
            return f"{'昆明市' if '昆明' not in place else '贵阳市'}{before}{figure.text}{after}"
        if self.way == "swap":
            if after.startswith(_BOUNDS):
                return ""  # a rounded figure may be true of another one
            rivals = [f for *_, f in _facts(shown) if f.unit == figure.unit and f.text not in clause]
            wrong = self._random.choice(rivals).text if rivals else ""
            return (
                f"{place}{before}{wrong}{after}" if wrong and len(before) > 4 and not self._near(before, wrong) else ""
            )
        if self.way == "bare":
            wrong = _other_digit(figure.text, self._random)
            return wrong if wrong and wrong not in held else ""
        return self._compared(shown)

    def _compared(self, shown: Shown) -> str:
        places = [p.name for p in understand(shown.question).places]
        if len(places) < 2:
            return ""
        return f"{places[0]}99.9%，{places[1]}88.8%，{places[1]}更高"


def _facts(shown: Shown) -> Iterator[tuple[str, str, str, Figure]]:
    """Place, report's year, clause and figure of what the evidence says in numbers and what stands by itself."""
    for n, text in shown.evidence.items():
        report = re.match(r"(\D*)(\d{4})年", shown.where[n])
        if not report:
            continue
        place, year = report[1], report[2]
        for start, end in clauses(text):
            for part in re.split(r"(?<!\d)[，,]|[，,](?!\d)", text[start:end]):
                part = part.strip("。；; ")
                figures = find_figures(part)
                if len(figures) == 1 and figures[0].unit and figures[0].start > 4 and len(part) < 40:
                    yield place, year, part, figures[0]


def _other_digit(text: str, chance: random.Random) -> str:
    places = [m.start() for m in re.finditer(r"\d", text)]
    if not places:
        return ""
    at = chance.choice(places)
    # No leading zero, which would be read as a slip of the pen.
    digit = chance.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + digit + text[at + 1 :]
