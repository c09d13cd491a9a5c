"""`wenju eval`: options, and what they do. The tables go to standard output, progress to standard error."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from eval import gate, robustness, trec
from eval.answers import score_answer
from eval.check import require_sound
from eval.citations import CitedTexts
from eval.compare import Comparison, compare
from eval.document import document, read
from eval.files import SameFile
from eval.generator import asked_with
from eval.gold import GoldSet, Kind, load, sample
from eval.judge import LanguageModelJudge
from eval.library import held_names, same_file_in, settings_of
from eval.make_gold import draft, to_jsonl
from eval.matching import loose
from eval.report import html_report
from eval.results import SetResult, Stage
from eval.runner import Part, Progress, Session, Setting
from eval.terminal import comparison_text, tables
from rag.errors import UsageError

if TYPE_CHECKING:
    from rag.library import Library

Json = dict[str, Any]
OK, FAILED = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `wenju eval`; `--home` and `--json` are those of every command."""
    parser.add_argument("gold", nargs="*", metavar="GOLD", help="gold sets (.jsonl), or folders of them")
    parser.add_argument("--format", choices=("wenju", "squad"), default="wenju", help="format of the gold sets")
    parser.add_argument("--only", action="append", choices=[p.value for p in Part], help="only this part (repeatable)")
    parser.add_argument("--limit", type=int, metavar="N", help="ask only N questions of each set, evenly chosen")
    parser.add_argument(
        "--reports",
        action="append",
        type=Path,
        metavar="PATH",
        help="evaluate over a temporary library with these reports, not over yours (repeatable)",
    )
    parser.add_argument(
        "--generator", help="who writes the answers, as for `wenju model`: counts what is struck, re-cited, given up"
    )
    parser.add_argument("--with-encoder", metavar="NAME", help="encoder of the temporary library")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="score answers that `ask --batch --json` wrote")
    parser.add_argument(
        "--robustness",
        action="store_true",
        help="also ask in Traditional script, in full width and, over --reports, with the answering report removed",
    )
    parser.add_argument(
        "--among", action="append", type=Path, metavar="PATH", help="for --robustness: more reports around (repeatable)"
    )
    output = parser.add_argument_group("output")
    output.add_argument("--out", type=Path, metavar="REPORT.html", help="write a page, and its .json beside it")
    output.add_argument("--trec", type=Path, metavar="DIR", help="write runs and qrels as TREC files")
    output.add_argument("--compare", type=Path, metavar="EARLIER.json", help="compare with an earlier result")
    gates = parser.add_argument_group("gates (exit status 1 if one is not met)")
    gates.add_argument(
        "--fail-under", action="append", default=[], metavar="[SCORE=]VALUE", help="smallest score (default: correct)"
    )
    gates.add_argument("--floors", type=Path, metavar="FILE", help="floors pinned for these gold sets")
    gates.add_argument("--pin", action="store_true", help="write what was reached into the --floors file")
    gates.add_argument("--margin", type=float, default=0.0, help="pin this much below what was reached")
    gates.add_argument("--lower-floors", default="", metavar="REASON", help="let --pin lower a floor, and say why")
    other = parser.add_argument_group("other")
    other.add_argument(
        "--make-gold", type=Path, metavar="FILE.jsonl", help="draft a gold set from the library's reports"
    )
    other.add_argument(
        "--judge", metavar="URL", help="also ask a language model (OpenAI-compatible; key from WENJU_JUDGE_KEY)"
    )
    other.add_argument("--judge-model", default="", metavar="NAME", help="its name")


def run(args: argparse.Namespace, library: Library | None) -> int:
    """Do what the options say; the exit status is 1 where a gate is not met.

    Raises:
        UsageError: options that do not go together, or no library where one is needed.
        GoldSetProblem: a gold set is malformed or contradicts itself.
    """
    if args.make_gold:
        return _make_gold(args.make_gold, library)
    minima = _minima(args.fail_under)
    if args.pin and not args.floors:
        raise UsageError("--pin needs a file.", fix="Name it with --floors.")
    sets = load_all(args.gold, as_squad=args.format == "squad")
    if args.limit is not None:
        if args.limit < 1:
            raise UsageError(f"--limit is {args.limit}.", fix="Ask at least one question.")
        sets = [sample(gold, args.limit) for gold in sets]
    earlier = read(args.compare) if args.compare else None
    if args.answers:
        result = document(_score_file(sets, args.answers, args.reports or ()), (), {"answers": args.answers.name})
    else:
        result = evaluate(sets, args, library)
    comparison = compare(earlier, result) if earlier else None
    _write(args, result, comparison)
    return _gates(args, result, minima)


def load_all(paths: Sequence[str], *, as_squad: bool) -> list[GoldSet]:
    """Load gold sets, each checked for itself; a folder stands for the .jsonl files in it."""
    if not paths:
        raise UsageError("no gold set was given.", fix="Name one, or draft one with --make-gold FILE.jsonl.")
    files = [f for p in map(Path, paths) for f in (sorted(p.glob("*.jsonl")) if p.is_dir() else [p])]
    sets = [load(file, as_squad=as_squad) for file in files]
    for gold in sets:
        require_sound(gold, dict(gold.contexts))
    return sets


def evaluate(sets: Sequence[GoldSet], args: argparse.Namespace, library: Library | None) -> Json:
    """Run the gold sets over the library, or over a temporary one."""
    parts = frozenset(map(Part, args.only)) if args.only else frozenset(Part)
    judge = (
        LanguageModelJudge(args.judge, args.judge_model, os.environ.get("WENJU_JUDGE_KEY", "")) if args.judge else None
    )
    if judge:
        print(f"questions and answers are sent to {args.judge}", file=sys.stderr)
    results: list[SetResult] = []
    stages: list[Stage] = []
    settings: Json = {"parts": sorted(parts), "robustness": args.robustness}
    with ExitStack() as stack:
        for group, paths in _libraries(sets, args.reports, stack):
            measured = stack.enter_context(open_temporary(paths, args.with_encoder)) if paths else library
            if measured is None:
                raise UsageError("there is no library to evaluate.", fix="Open one, or give --reports.")
            home = library.home if library else measured.home
            asked = asked_with(measured, args.generator, home)
            session = Session(asked, progress=print_progress, judge=judge)
            settings |= settings_of(measured) | {"generator": args.generator or "as set"}
            for gold in group:
                require_sound(gold, sound_texts(measured, gold))
                if (result := session.run(gold, Setting(parts=parts))) is not None:
                    results.append(result)
                if args.robustness and gold.questions:
                    results += _robustness(session, gold, parts, paths, args)
            stages += session.clock.stages()
            if args.trec:
                for name, ranked in session.runs.items():
                    trec.write(args.trec, name.replace(" ", "_"), ranked, session.qrels[name])
    return document(results, stages, settings)


def _robustness(
    session: Session, gold: GoldSet, parts: frozenset[Part], paths: Sequence[Path], args: argparse.Namespace
) -> Iterator[SetResult]:
    yield from robustness.rewritten(session, gold, parts)
    if args.among and paths:
        with open_temporary([*paths, *args.among], args.with_encoder) as crowd:
            inner = Session(crowd, clock=session.clock, progress=print_progress)
            yield from robustness.crowded(inner, gold, parts)
    if paths and Part.ANSWERS in parts:
        with open_temporary(paths, args.with_encoder) as spare:
            yield robustness.without_answering_reports(
                spare, gold, lambda file: path_of(file, paths), clock=session.clock, progress=print_progress
            )


def _libraries(
    sets: Sequence[GoldSet], reports: Sequence[Path] | None, stack: ExitStack
) -> Iterator[tuple[list[GoldSet], list[Path]]]:
    """Which sets are run over which reports; no paths means the user's library."""
    own = [gold for gold in sets if gold.kind is Kind.SQUAD]
    if others := [gold for gold in sets if gold.kind is not Kind.SQUAD]:
        yield others, list(reports or ())
    for gold in own:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="wenju-squad-")))
        for name, text in gold.contexts:
            (folder / name).write_text(text, encoding="utf-8")
        yield [gold], [folder]


@contextmanager
def open_temporary(paths: Sequence[Path], encoder: str | None = None) -> Iterator[Library]:
    """A library with these reports, gone afterwards."""
    from rag.library import Library

    with TemporaryDirectory(prefix="wenju-eval-") as home, Library.open(home, encoder=encoder) as library:
        added = library.add(paths, progress=lambda p: print_progress(Progress("reading reports", p.done, p.total)))
        for failed in added.failed:
            print(f"not read: {failed.file}: {(failed.problem or {}).get('message', '')}", file=sys.stderr)
        yield library


def path_of(file: str, paths: Sequence[Path]) -> Path:
    """Where a file of a library lies, given the paths that were added to it.

    Raises:
        UsageError: under none of them.
    """
    for path in paths:
        for candidate in (path / file, path.parent / file, path):
            if candidate.is_file() and str(candidate).endswith(Path(file).name):
                return candidate
    raise UsageError(f"{file} lies under none of {', '.join(map(str, paths))}.", fix="Give the folder of the reports.")


def sound_texts(library: Library, gold: GoldSet) -> dict[str, str]:
    """Texts in which the gold set's quotes must stand: those of reports whose letters needed no repair.

    Quotes of a damaged report may be given in clean form, and which form is right cannot be told from here.
    """
    cards = library.reports()
    same_file = same_file_in(cards)
    texts: dict[str, str] = {}
    for file in gold.files:
        names = held_names([file], cards, same_file)
        # A copy may differ in a sentence: only the file itself can contradict a quote.
        if not names or Path(names[0]).name != Path(file).name:
            continue
        report = library.report(names[0])
        if all(loose(r.before).text == loose(r.after).text for r in report.repairs):
            texts[file] = library.source(names[0])
    return texts


def _score_file(sets: Sequence[GoldSet], path: Path, reports: Sequence[Path]) -> list[SetResult]:
    answers = _answers_by_id(path)
    found: list[SetResult] = []
    for gold in sets:
        sources = {}
        for file in gold.files:
            for folder in reports:
                if (folder / file).suffix == ".txt" and (folder / file).is_file():
                    sources[file] = (folder / file).read_text("utf-8-sig", errors="replace")
        texts = CitedTexts(sources)
        items = tuple(score_answer(q, answers.get(q.id, {}), texts, SameFile()) for q in gold.questions)
        n_missing = sum(q.id not in answers for q in gold.questions)
        notes = (f"{n_missing} questions have no answer in {path.name}",) if n_missing else ()
        found.append(SetResult(gold.name, gold.kind.value, gold.digest, items, notes=notes))
    return found


def _answers_by_id(path: Path) -> dict[str, Json]:
    answers: dict[str, Json] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", fix="Check the path.") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answer = json.loads(line)
            answers[str(answer["id"])] = {} if "error" in answer else answer
        except (json.JSONDecodeError, KeyError, TypeError):
            raise UsageError(f"{path}, line {number}: not an answer with an id.", fix="One object a line.") from None
    return answers


def _make_gold(path: Path, library: Library | None) -> int:
    if library is None or not library.reports():
        raise UsageError("there is no report to draft questions from.", fix="Add some with `wenju add`.")
    if path.exists():
        raise UsageError(f"{path} exists; a gold set may hold somebody's work.", fix="Name another file.")
    lines = draft(library)
    path.write_text(to_jsonl(lines), encoding="utf-8")
    print(f"{len(lines)} draft questions in {path}. Edit them, then run: wenju eval {path}")
    return OK


def _minima(given: Sequence[str]) -> dict[str, float]:
    minima: dict[str, float] = {}
    for text in given:
        name, _, value = text.rpartition("=")
        try:
            minima[name or "correct"] = float(value)
        except ValueError:
            raise UsageError(f"--fail-under {text}: no number.", fix="Write 0.8 or recall@5=0.8.") from None
    return minima


def _write(args: argparse.Namespace, result: Json, comparison: Comparison | None) -> None:
    shown = {**result, "comparison": comparison.to_dict()} if comparison else result
    if args.json:
        print(json.dumps(shown, ensure_ascii=False))
    else:
        print(tables(result))
        if comparison:
            print(f"\ncompared with {args.compare}\n{comparison_text(comparison)}")
    if args.out:
        args.out.write_text(html_report(result, comparison), encoding="utf-8")
        beside = args.out.with_suffix(".json")
        beside.write_text(json.dumps(shown, ensure_ascii=False), encoding="utf-8")
        print(f"written: {args.out}, {beside}", file=sys.stderr)


def _gates(args: argparse.Namespace, result: Json, minima: Mapping[str, float]) -> int:
    found = gate.below(result, minima)
    if args.floors:
        floors = gate.read(args.floors)
        if args.pin:
            gate.write(args.floors, gate.pin(result, floors, margin=args.margin, reason_to_lower=args.lower_floors))
        else:
            found += gate.breaches(result, floors)
    for breach in found:
        print(f"below the gate: {breach}", file=sys.stderr)
    return FAILED if found else OK


def print_progress(step: Progress) -> None:
    """One line that changes in a terminal; elsewhere one line a set."""
    is_done = step.done >= step.total
    if sys.stderr.isatty():
        print(
            f"\r\033[K{step.name}: {step.done}/{step.total}", end="\n" if is_done else "", file=sys.stderr, flush=True
        )
    elif is_done:
        print(f"{step.name}: {step.total} done", file=sys.stderr)
