"""`python -m eval.bench.ablation`: what words, vectors, metadata, vocabulary and re-ranker each earn in retrieval.

Each row but the last leaves one out of the whole; above them stand words alone. Written into README.md between its own
marks.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from eval.bench.tables import write_between_marks
from eval.gold import GoldSet, load
from eval.results import Item
from eval.runner import Part, Session, Setting
from rag.library import Library
from rag.rerank import rerank
from rag.retrieve import Order, Weights, retrieve
from rag.store import Row
from rag.terms import terms
from rag.types import Evidence
from rag.understand import Question, Side

ROOT = Path(__file__).resolve().parents[2]
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- ablation begin -->", "<!-- ablation end -->"
_RETRIEVAL = Setting(parts=frozenset({Part.RETRIEVAL}))
_SCORES = ("success@1", "success@5", "success@10", "recall@1000chars", "mrr@10")


@dataclasses.dataclass(frozen=True, slots=True)
class Without:
    """The retrieval of a library, with parts of it left out."""

    weights: Weights | None = None
    change: Callable[[Question], Question] = lambda question: question
    order: Order = rerank


def _without_metadata(question: Question) -> Question:
    """Places and years are words like others, and all reports are searched."""
    everything = {**dict.fromkeys(terms(question.text), 1.0), **question.terms}
    return dataclasses.replace(question, places=(), sides=(Side(None, ()),), report_years=(), terms=everything)


def _without_vocabulary(question: Question) -> Question:
    """Only the question's own words; what the vocabulary adds to them is taken out again."""
    own = set(terms(question.core))
    kept = {term: weight for term, weight in question.terms.items() if term in own}
    return dataclasses.replace(question, terms=kept, vocabulary=())


def _words_only(question: Question) -> Question:
    return _without_metadata(_without_vocabulary(question))


def _as_found(_: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    return list(evidence)


VARIANTS: Mapping[str, Without] = {
    "words alone": Without(Weights(vectors=0.0, other_year=1.0), _words_only, _as_found),
    "all but vectors": Without(Weights(vectors=0.0)),
    "all but words": Without(Weights(words=0.0)),
    "all but metadata": Without(Weights(other_year=1.0), _without_metadata),
    "all but vocabulary": Without(change=_without_vocabulary),
    "all but re-ranker": Without(order=_as_found),
    "all": Without(),
}


class AblatedLibrary(Library):
    """A library whose searches go without some of the parts."""

    without = Without()

    def _retrieve(self, question: Question, rows: Sequence[Row], k: int) -> list[Evidence]:
        by_id = {row.id: row for row in rows}
        return retrieve(
            self.without.change(question),
            k=k,
            store=self._store,
            index=self._index,
            encoder=self.encoder,
            load=lambda report_id: self._report(by_id[report_id]),
            rows=rows,
            weights=self.without.weights,
            order=self.without.order,
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Measure every variant and write the table."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.ablation", description=__doc__)
    parser.add_argument("--encoder", help="encoder of the libraries")
    parser.add_argument("--seeds-only", action="store_true", help="only the questions over the five seed reports")
    parser.add_argument("--dry-run", action="store_true", help="leave README.md alone")
    args = parser.parse_args(argv)
    data = Path(os.environ.get("WENJU_DATA", ROOT.parent / "shared"))
    if not (data / "seeds").is_dir():
        print(f"no reports: {data} has no seeds/ (set WENJU_DATA to the folder that has)", file=sys.stderr)
        return 1
    sets = [("seeds_dev", [data / "seeds"])]
    if not args.seeds_only:
        sets.append(("reports_dev", [data / "seeds", data / "corpora" / "reports"]))
    table = "\n\n".join(
        "\n".join(_table(load(data / "gold" / f"{name}.jsonl"), paths, args.encoder)) for name, paths in sets
    )
    print(table)
    if not args.dry_run:
        write_between_marks(README, table, begin=BEGIN, end=END)
    return 0


def _table(gold: GoldSet, paths: Sequence[Path], encoder: str | None) -> Iterator[str]:
    yield f"| {gold.name} | {' | '.join(_SCORES)} | paraphrase success@5 | English success@5 |"
    yield f"|---{'|---:' * (len(_SCORES) + 2)}|"
    types = {question.id: question.type.value for question in gold.questions}
    with TemporaryDirectory(prefix="wenju-ablation-") as folder:
        library = AblatedLibrary(Path(folder), encoder=encoder)
        with library:
            library.add(paths)
            for name, without in VARIANTS.items():
                library.without = without
                result = Session(library).run(gold, _RETRIEVAL)
                assert result is not None
                items = [item for item in result.items if _SCORES[0] in item.scores]
                cells = [_mean(items, score) for score in _SCORES]
                for kind in ("paraphrase", "english"):
                    cells.append(_mean([item for item in items if types[item.id] == kind], "success@5"))
                yield f"| {name} | {' | '.join(cells)} |"


def _mean(items: Sequence[Item], score: str) -> str:
    return f"{fmean(item.scores[score] for item in items):.3f}" if items else ""


if __name__ == "__main__":
    sys.exit(main())
