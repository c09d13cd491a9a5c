"""Which clauses fit a length: the most telling for their room, with every subject given its turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rag.summarize.clauses import Clause, Subject
from rag.summarize.pare import pared
from rag.summarize.weigh import headline, weigh

Weigh = Callable[[Subject, Clause], float]

# A subject's first clause counts more, each further one less: several subjects with two figures each tell more than
# one with twelve. On 92 key points of section summaries, anything from 0.85 to 1 covers 0.80 to 0.86 of them.
_TURN = 0.95
_FIRST = 1.35
# Room that a clause takes besides its characters, and how much longer clauses are held against them.
_OVERHEAD, _DAMPING = 6, 0.8


@dataclass(frozen=True, slots=True)
class Choice:
    """A subject with the numbers of its chosen clauses, in order."""

    subject: Subject
    clauses: tuple[int, ...]


class _Candidate(NamedTuple):
    worth: float
    clauses: tuple[int, ...]
    chars: int


def own_weight(subject: Subject, clause: Clause) -> float:
    return weigh(subject.paragraph.text[clause.start : clause.end], is_item=clause.numbered)


def weight_in_whole(subject: Subject, clause: Clause) -> float:
    """What a clause is worth where a whole report is summed up."""
    return own_weight(subject, clause) + headline(subject.paragraph.text[clause.start : clause.end])


def choose(
    subjects: Sequence[Subject], limit: int, *, weight: Weigh = own_weight, with_labels: bool = True, least: float = 0.2
) -> list[Choice]:
    """Choose clauses of the subjects, at most `limit` characters with punctuation and labels.

    Clauses that weigh less than `least` are left out however much room there is. If nothing fits, the most telling
    clause is given all the same.
    """
    weighed = ((subject, [weight(subject, clause) for clause in subject.clauses]) for subject in subjects)
    # Where all clauses together weigh too little, none can be chosen.
    boards = [_Board(subject, weights, with_labels, least) for subject, weights in weighed if sum(weights) >= least]
    left = limit
    while True:
        offers = [(offer, -at) for at, board in enumerate(boards) if (offer := board.best(left))]
        if not offers:
            break
        offer, at = max(offers, key=lambda o: (o[0].worth, o[1]))
        left -= offer.chars
        boards[-at].take(offer)
    if not any(board.chosen for board in boards):
        offers = [(offer, -at) for at, board in enumerate(boards) if (offer := board.best(10**9))]
        if offers:
            offer, at = max(offers, key=lambda o: (o[0].worth, o[1]))
            boards[-at].take(offer)
    return [Choice(board.subject, tuple(sorted(board.chosen))) for board in boards if board.chosen]


class _Board:
    """One subject's clauses: chosen, and on offer."""

    def __init__(self, subject: Subject, weights: Sequence[float], with_labels: bool, least: float) -> None:
        self.subject = subject
        self.chosen: set[int] = set()
        self._weights = weights
        text = subject.paragraph.text
        self._chars = [_length(text[c.start : c.end]) + 1 for c in subject.clauses]
        self._closures = [_closure(subject.clauses, n) for n in range(len(subject.clauses))]
        self._label = subject.label[1] - subject.label[0] if with_labels else 0
        self._least = least
        self._turns = 0
        self._cached: _Candidate | None = None
        self._is_fresh = False

    def best(self, left: int) -> _Candidate | None:
        if not self._is_fresh or (self._cached is not None and self._cached.chars > left):
            self._cached = max(self._candidates(left), key=lambda c: (c.worth, -c.clauses[0]), default=None)
            self._is_fresh = True
        return self._cached

    def take(self, candidate: _Candidate) -> None:
        self.chosen.update(candidate.clauses)
        self._turns += 1
        self._is_fresh = False

    def _candidates(self, left: int) -> list[_Candidate]:
        found = []
        factor = _TURN**self._turns if self._turns else _FIRST
        for n, closure in enumerate(self._closures):
            # A clause without worth is no reason to say the ones that it hangs on.
            if n in self.chosen or self.subject.clauses[n].opens or not self._weights[n]:
                continue
            fresh = tuple(i for i in closure if i not in self.chosen)
            weight = sum(self._weights[i] for i in fresh)
            chars = sum(self._chars[i] for i in fresh)
            if not self._turns:
                # The label, and the full stop of the point, are paid for with the first clause.
                chars += self._label + 1
            if weight >= self._least and chars <= left:
                found.append(_Candidate(weight * factor / (chars + _OVERHEAD) ** _DAMPING, fresh, chars))
        return found


@lru_cache(maxsize=1 << 14)
def _length(clause: str) -> int:
    """Briefings weigh one clause against others several times over."""
    return len(pared(clause))


def _closure(clauses: Sequence[Clause], n: int) -> tuple[int, ...]:
    """A clause and those before it in its sentence that it cannot do without."""
    first = n
    while first > 0 and clauses[first].continues and clauses[first - 1].sentence == clauses[n].sentence:
        first -= 1
    return tuple(range(first, n + 1))
