"""`python -m eval.bench`: all gold sets over the real reports, printed and written into README.md.

The reports and gold sets are looked for where the environment variable WENJU_DATA points, else in ../shared beside
the project.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval import robustness
from eval.bench.baselines import PastingLibrary, WindowLibrary, character_pairs, white_space_words
from eval.bench.ledger import Ledger, count
from eval.bench.speed import Added, Command, folder_mib, time_commands
from eval.bench.tables import Bench, render, write_between_marks
from eval.check import require_sound
from eval.cli import path_of, print_progress, sound_texts
from eval.document import document
from eval.gold import GoldSet, load
from eval.library import settings_of
from eval.results import SetResult, Stage
from eval.runner import Part, Progress, Session, Setting
from rag.library import Library

ROOT = Path(__file__).resolve().parents[2]
README = Path(__file__).with_name("README.md")
RETRIEVAL = frozenset({Part.RETRIEVAL})
ANSWERS = frozenset({Part.ANSWERS})


def main(argv: Sequence[str] | None = None) -> int:
    """Run what is asked for and write the table."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--seeds-only", action="store_true", help="only what needs the five seed reports")
    parser.add_argument("--robustness", action="store_true", help="also under harder conditions (slower)")
    parser.add_argument("--speed", action="store_true", help="also time the commands")
    parser.add_argument("--encoder", help="encoder of the libraries")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every result")
    parser.add_argument("--dry-run", action="store_true", help="leave README.md alone")
    args = parser.parse_args(argv)
    data = Path(os.environ.get("WENJU_DATA", ROOT.parent / "shared"))
    if not (data / "seeds").is_dir():
        print(f"no reports: {data} has no seeds/ (set WENJU_DATA to the folder that has)", file=sys.stderr)
        return 1
    started = time.perf_counter()
    bench = _run(data, args)
    bench = replace(bench, seconds=time.perf_counter() - started, date=datetime.now(UTC).date().isoformat())
    text = render(bench)
    print(text)
    if args.json:
        args.json.write_text(json.dumps(bench.result, ensure_ascii=False), encoding="utf-8")
    if not args.dry_run:
        write_between_marks(README, text)
    return 0


def _run(data: Path, args: argparse.Namespace) -> Bench:
    gold = {path.stem: load(path) for path in sorted((data / "gold").glob("*.jsonl"))}
    seeds, reports = data / "seeds", data / "corpora" / "reports"
    sets: list[SetResult] = []
    baselines: list[SetResult] = []
    stages: list[Stage] = []
    added: list[Added] = []
    settings: dict[str, Any] = {}
    commands: list[Command] = []
    ledger: Ledger | None = None
    with _library([seeds], args.encoder, added, "five seed reports") as (library, home):
        settings = settings_of(library)
        session = Session(library, progress=print_progress)
        sets += _sets(session, gold, ("seeds_dev", "seeds_summary_dev", "indicators_dev"))
        baselines += _baselines(library, gold["seeds_dev"])
        if args.robustness:
            sets += robustness.rewritten(session, gold["seeds_dev"], ANSWERS)
        if args.speed:
            commands = time_commands(home)
        if args.robustness:
            sets.append(
                robustness.without_answering_reports(
                    library,
                    gold["seeds_dev"],
                    lambda file: path_of(file, [seeds]),
                    clock=session.clock,
                    progress=print_progress,
                )
            )
        stages += session.clock.stages()
    if not args.seeds_only and reports.is_dir():
        with _library([seeds, reports], args.encoder, added, "all reports") as (library, _):
            session = Session(library, progress=print_progress)
            sets += _sets(session, gold, ("reports_dev", "indicators_exhaustive_dev"))
            ledger = count(library)
            if args.robustness:
                sets += robustness.crowded(session, gold["seeds_dev"], ANSWERS)
                sets += [r for r in [session.run(gold["reports_dev"], replace(robustness.SCOPED, parts=ANSWERS))] if r]
                sets.append(
                    robustness.without_answering_reports(
                        library,
                        gold["reports_dev"],
                        lambda file: path_of(file, [reports]),
                        clock=session.clock,
                        progress=print_progress,
                    )
                )
            stages += session.clock.stages()
    result = document(sets, stages, {**settings, "robustness": args.robustness})
    return Bench(result, tuple(baselines), tuple(added), tuple(commands), ledger)


def _sets(session: Session, gold: dict[str, GoldSet], names: Sequence[str]) -> Iterator[SetResult]:
    for name in names:
        if name in gold and isinstance(session.library, Library):
            require_sound(gold[name], sound_texts(session.library, gold[name]))
            if (result := session.run(gold[name])) is not None:
                yield result


def _baselines(library: Library, gold: GoldSet) -> Iterator[SetResult]:
    """Simple systems on the same questions."""
    for name, system, parts in (
        ("white-space words, windows", WindowLibrary(library, white_space_words), RETRIEVAL),
        ("character pairs, windows", WindowLibrary(library, character_pairs), RETRIEVAL),
        ("ten passages pasted together", PastingLibrary(library), ANSWERS),
    ):
        result = Session(system, progress=print_progress).run(gold, Setting(name, parts=parts))
        if result is not None:
            yield replace(result, name=name)


@contextmanager
def _library(
    paths: Sequence[Path], encoder: str | None, added: list[Added], name: str
) -> Iterator[tuple[Library, Path]]:
    with TemporaryDirectory(prefix="wenju-bench-") as folder, Library.open(folder, encoder=encoder) as library:
        start = time.perf_counter()
        outcome = library.add(paths, progress=lambda p: print_progress(Progress(f"add {name}", p.done, p.total)))
        seconds = time.perf_counter() - start
        for failed in outcome.failed:
            print(f"not read: {failed.file}: {failed.problem}", file=sys.stderr)
        n_chars = sum(len(library.source(card.file)) for card in library.reports())
        added.append(Added(name, len(outcome.files), n_chars, seconds, folder_mib(Path(folder))))
        yield library, Path(folder)


if __name__ == "__main__":
    sys.exit(main())
