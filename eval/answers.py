"""Whether an answer is right, whether it is short, and whether it rightly declines.

An answer is scored as its published JSON, so that a file of answers is scored as a library is. Ten passages pasted
together hold most right answers: what counts is `concise`, being right in few words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.citations import CitedTexts, citation_counts
from eval.files import SameFile
from eval.generator import generator_counts
from eval.gold import Question
from eval.matching import holds, missing_groups, strike, table_text
from eval.results import Item
from eval.verdict import contradicts, names_winner

Json = dict[str, Any]

ABSTAINED = "abstained"
_CONCISE_FACTOR = 3
_CONCISE_EXTRA = 120


def answer_text(answer: Json) -> str:
    """What the user reads: the answer, and the table under it."""
    return "\n".join(part for part in (answer.get("answer", ""), table_text(answer.get("table"))) if part)


def faults(question: Question, answer: Json) -> list[str]:
    """Why the answer is not right, in words; empty if it is.

    A question that the reports do not answer wants an abstention; every other wants an answer.
    """
    status = answer.get("status", "")
    if not question.answerable:
        if status == ABSTAINED and not answer.get("statements"):
            return []
        return ["it had to abstain"] if answer else ["no answer was given"]
    if not answer or not answer_text(answer):
        return ["no answer was given"]
    if status == ABSTAINED:
        return ["it abstained"]
    text = answer_text(answer)
    found = [f"missing: {' / '.join(group)}" for group in missing_groups(question.must_include, text)]
    outside = strike(text, tuple(e.quote for e in question.evidence))
    found += [f"wrong: {wrong}" for wrong in question.must_not_include if holds(outside, wrong)]
    if question.verdict and not names_winner(question.question, answer["answer"], question.verdict):
        found.append(f"does not name {question.verdict.winner[0]} as the answer")
    if question.polarity and contradicts(outside, question.polarity):
        found.append(f"says the contrary of {question.polarity.value}")
    return found


def is_concise(question: Question, answer: Json) -> bool:
    """Whether a right answer is short enough; an abstention always is."""
    if not question.answerable:
        return True
    return len(answer_text(answer)) <= _CONCISE_FACTOR * len(question.answer) + _CONCISE_EXTRA


def score_answer(question: Question, answer: Json, texts: CitedTexts, same_file: SameFile) -> Item:
    """Score one answer; an empty `answer` is a question that was not answered."""
    wrong = faults(question, answer)
    has_abstained = answer.get("status") == ABSTAINED
    scores = {"correct": float(not wrong), "concise": float(not wrong and is_concise(question, answer))}
    counts: dict[str, tuple[int, int]] = {}
    if has_abstained:
        counts["abstention precision"] = (int(not question.answerable), 1)
    if not question.answerable:
        counts["abstention recall"] = (int(not wrong), 1)
    else:
        counts["attempted"] = (int(bool(answer) and not has_abstained and bool(answer_text(answer))), 1)
        counts |= citation_counts(question, answer, texts, same_file)
    counts |= generator_counts(answer)
    return Item(
        id=question.id,
        scores=scores,
        counts=counts,
        groups=_groups(question, answer),
        detail={
            "question": question.question,
            "reference": question.answer,
            "faults": wrong,
            "chars": len(answer_text(answer)),
            "answer": answer,
        },
    )


def _groups(question: Question, answer: Mapping[str, Any]) -> dict[str, str]:
    files = question.answering_files
    report = files[0] if len(files) == 1 else ("several reports" if files else "none")
    return {"type": question.type.value, "report": report, "status": str(answer.get("status") or "no answer")}
