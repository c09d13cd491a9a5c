"""SQuAD-style reading comprehension as a gold set: each context is a text to search, each question has one in it.

Read are SQuAD 1.1 and 2.0 (`data` → `paragraphs` → `qas`) and the flat form of CMRC 2018 (`context_text`,
`query_text`). What must be retrieved is the sentence that holds the answer: a bare "1998年" may stand anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from eval.gold import GoldSet, Kind, Question, QuestionType, Quote
from rag.errors import GoldSetProblem
from rag.sentences import sentences


class _Asked(NamedTuple):
    id: str
    question: str
    answers: tuple[tuple[str, int], ...]  # text, offset in the context (-1: not given)
    is_impossible: bool


class _Context(NamedTuple):
    title: str
    text: str
    asked: tuple[_Asked, ...]


def parse_squad(name: str, text: str, digest: str) -> GoldSet:
    """Read a SQuAD-style file.

    Raises:
        GoldSetProblem: it is not JSON of a known form, or an answer does not stand in its context.
    """
    try:
        document = json.loads(text)
        contexts = list(_contexts(document))
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise GoldSetProblem(
            f"{name} is not a SQuAD-style file ({type(error).__name__}: {error}).",
            fix="Looked for `data` → `paragraphs` → `qas`, and for a list with `context_text` and `qas`.",
        ) from None
    texts: dict[str, str] = {}
    files: dict[str, str] = {}
    questions: list[Question] = []
    for number, context in enumerate(contexts, start=1):
        # What belongs to one article stands in one file, a paragraph each, as it does where it comes from.
        title = context.title or f"{number:05d}"
        file = files.setdefault(title, f"{len(files) + 1:05d}.txt")
        texts[file] = texts.get(file, f"{context.title}\n" if context.title else "") + f"\n{context.text}\n"
        questions += [_question(name, number, file, context.text, asked) for asked in context.asked]
    return GoldSet(name, Kind.SQUAD, digest, questions=tuple(questions), contexts=tuple(texts.items()))


def _contexts(document: Any) -> Iterator[_Context]:
    for entry in document["data"] if isinstance(document, Mapping) else document:
        if "paragraphs" in entry:
            for paragraph in entry["paragraphs"]:
                asked = tuple(_asked(qa) for qa in paragraph["qas"])
                yield _Context(entry.get("title", ""), paragraph["context"], asked)
        else:
            yield _Context(entry.get("title", ""), entry["context_text"], tuple(_asked(qa) for qa in entry["qas"]))


def _asked(qa: Mapping[str, Any]) -> _Asked:
    given = qa.get("answers", [])
    answers = tuple((a, -1) if isinstance(a, str) else (a["text"], int(a.get("answer_start", -1))) for a in given)
    identity = qa["id"] if "id" in qa else qa["query_id"]
    question = qa["question"] if "question" in qa else qa["query_text"]
    return _Asked(str(identity), question, answers, bool(qa.get("is_impossible", not answers)))


def _question(name: str, number: int, file: str, context: str, asked: _Asked) -> Question:
    spellings = tuple(dict.fromkeys(text.strip() for text, _ in asked.answers if text.strip()))
    holding: list[str] = []
    for text, start in asked.answers:
        at = start if start >= 0 and context.startswith(text, start) else context.find(text)
        if at < 0:
            raise GoldSetProblem(
                f"{name}, context {number} ({asked.id}): the answer {text!r} does not stand in its context.",
                fix="Correct the answer or leave the question out.",
            )
        holding += [context[a:b].strip() for a, b in sentences(context) if a <= at < b]
    is_answerable = bool(spellings) and not asked.is_impossible
    return Question(
        id=asked.id,
        line=number,
        question=asked.question,
        type=QuestionType.READING if is_answerable else QuestionType.UNANSWERABLE,
        answer=spellings[0] if is_answerable else "",
        must_include=(spellings,) if is_answerable else (),
        must_not_include=(),
        evidence=tuple(Quote(file, quote) for quote in dict.fromkeys(holding)) if is_answerable else (),
        evidence_any=True,
        answerable=is_answerable,
        derived=False,
        verdict=None,
        polarity=None,
        files=(),
    )
