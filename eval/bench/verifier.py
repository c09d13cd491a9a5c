"""`python -m eval.bench.verifier`: what the verifier catches, and whom it accuses, by kind, beside simple ways.

Statements in other words and copies with one thing altered (see verifier_cases.py) are checked against the sentences
that they cite, by `rag.verify` and by four simple ways: a longest common block of 35 % of the statement, all figures
somewhere in the evidence, the exact substring, and the similarity of hashed n-grams at the threshold that accuses 5 %
of the true ones.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from embeddings import load_encoder
from eval.bench.verifier_cases import Case, altered_cases, true_cases
from eval.gold import GoldSet, load
from rag.figures import find_figures, fold
from rag.library import Library
from rag.results import Verdict
from rag.verify import Checked, verify_statement
from rag.verify.text import plain, squeezed

ROOT = Path(__file__).resolve().parents[2]
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- verifier begin -->", "<!-- verifier end -->"
SEED = 2024
OTHERS = 6  # every so many of the reports that no gold set is about
MOST_ALONE = 600
FAILED = (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)
Accuses = Callable[[Case], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of statement: how many, and the share that each way accuses."""

    kind: str
    altered: bool
    n: int
    accused: dict[str, float]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.verifier", description=__doc__)
    parser.add_argument("--home", help="a library that holds the reports already")
    parser.add_argument("--per-kind", type=int, default=150, help="statements of each kind")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print N failures of each kind")
    parser.add_argument("--dry-run", action="store_true", help="leave README.md alone")
    args = parser.parse_args(argv)
    data = Path(os.environ.get("WENJU_DATA", ROOT.parent / "shared"))
    if not (data / "gold").is_dir():
        print(f"no gold sets: {data} has no gold/ (set WENJU_DATA to the folder that has)", file=sys.stderr)
        return 1
    gold = [load(path) for path in sorted((data / "gold").glob("*.jsonl"))]
    if args.home:
        with Library.open(args.home) as library:
            text = run(library, gold, args.per_kind, args.failures)
    else:
        with TemporaryDirectory() as folder, Library.open(folder) as library:
            library.add(_some_reports(data, gold))
            text = run(library, gold, args.per_kind, args.failures)
    print(text)
    if not args.dry_run:
        write_block(README, text)
    return 0


def _some_reports(data: Path, gold: Sequence[GoldSet]) -> list[Path]:
    """The reports that the gold sets are about, and some others: to read all takes longer than to check."""
    wanted = {Path(file).name for one in gold for file in one.files}
    corpus = sorted((data / "corpora" / "reports").rglob("*.txt"))
    others = [path for path in corpus if path.name not in wanted]
    return [data / "seeds", *(path for path in corpus if path.name in wanted), *others[::OTHERS]]


def run(library: Library, gold: Sequence[GoldSet], per_kind: int, failures: int = 0) -> str:
    """Make the statements, check them in every way, and render the table."""
    true = true_cases(library, gold, seed=SEED, per_kind=per_kind)
    altered = altered_cases(true, gold, library, seed=SEED, per_kind=per_kind)
    cases = [*true, *altered]
    started = time.perf_counter()
    checked = [verify_statement(case.text, case.sources, about=case.context) for case in cases]
    seconds = time.perf_counter() - started
    ways = {"wenju": [not one.ok for one in checked]}
    ways |= {name: [accuses(case) for case in cases] for name, accuses in _baselines(cases).items()}
    if failures:
        _print_failures(cases, checked, failures)
    text = render(_rows(cases, ways), seconds, len(cases))
    return f"{text}\n\n{_against_all(library, cases)}"


def _against_all(library: Library, cases: Sequence[Case]) -> str:
    """The same statements, without their sources, against the whole library: those that say of which place they are."""
    alone = [case for case in cases if case.base in ("indicator fact", "verbatim", "other units", "numerals")]
    alone = alone[:: max(1, len(alone) // MOST_ALONE)]
    started = time.perf_counter()
    accused = [any(s.verdict in FAILED for s in library.verify(case.text).sentences) for case in alone]
    seconds = time.perf_counter() - started
    lines = [
        f"Against a library of {len(library.reports())} reports, without being told the source: "
        f"{len(alone)} statements in {seconds:.1f} s.",
        "",
        "| made from | n | true, accused | n | altered, caught |",
        "|---|---:|---:|---:|---:|",
    ]
    for base in dict.fromkeys(case.base for case in alone):
        cells = []
        for altered in (False, True):
            said = [a for a, case in zip(accused, alone, strict=True) if case.base == base and case.altered is altered]
            cells += [str(len(said)), f"{100 * sum(said) / len(said):.1f} %" if said else "–"]
        lines.append(f"| {base} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _rows(cases: Sequence[Case], ways: dict[str, list[bool]]) -> list[Row]:
    groups: dict[tuple[bool, str], list[int]] = {}
    for i, case in enumerate(cases):
        groups.setdefault((case.altered, case.kind), []).append(i)
        groups.setdefault((case.altered, "all"), []).append(i)
        if case.altered and case.base == "verbatim":
            groups.setdefault((True, "of verbatim sentences"), []).append(i)
    return [
        Row(kind, altered, len(at), {name: sum(said[i] for i in at) / len(at) for name, said in ways.items()})
        for (altered, kind), at in groups.items()
    ]


def _evidence(case: Case) -> str:
    return "".join(squeezed(plain(source.quote)) for source in case.sources)


def _baselines(cases: Sequence[Case]) -> dict[str, Accuses]:
    encoder = load_encoder("hashing-256")

    def block(case: Case) -> bool:
        said = squeezed(plain(case.text))
        matcher = SequenceMatcher(None, said, _evidence(case), autojunk=False)
        return matcher.find_longest_match().size < 0.35 * len(said)

    def figures(case: Case) -> bool:
        evidence = fold("".join(source.quote for source in case.sources))
        return any(fold(figure.text) not in evidence for figure in find_figures(plain(case.text)))

    def substring(case: Case) -> bool:
        return squeezed(plain(case.text)) not in _evidence(case)

    said = encoder.encode_queries([case.text for case in cases])
    cited = encoder.encode_passages(["".join(s.quote for s in case.sources) for case in cases])
    scores = np.sum(said * cited, axis=1)
    honest = [score for score, case in zip(scores, cases, strict=True) if not case.altered]
    threshold = float(np.quantile(honest, 0.05))
    by_case = {id(case): float(score) for case, score in zip(cases, scores, strict=True)}
    return {
        "block 35 %": block,
        "figures": figures,
        "substring": substring,
        "similarity": lambda case: by_case[id(case)] < threshold,
    }


def _print_failures(cases: Sequence[Case], checked: Sequence[Checked], n: int) -> None:
    shown: dict[tuple[bool, str], int] = {}
    for case, one in zip(cases, checked, strict=True):
        wrong = one.ok is case.altered
        key = (case.altered, case.kind)
        if wrong and shown.setdefault(key, 0) < n:
            shown[key] += 1
            problems = [(p.kind.value, p.said, p.source) for p in one.problems]
            print(f"{'MISSED' if case.altered else 'ACCUSED'} {case.kind}: {case.text}\n    {problems}")
            print("    " + " | ".join(source.quote for source in case.sources)[:400])


def render(rows: Sequence[Row], seconds: float, n: int) -> str:
    """Two tables: altered statements caught, true ones accused."""
    ways = list(rows[0].accused)
    lines = [f"{n} statements checked in {seconds:.1f} s."]
    for altered, title in ((True, "altered, caught"), (False, "true, accused")):
        lines += ["", f"| {title} | n | {' | '.join(ways)} |", f"|---|{'---:|' * (len(ways) + 1)}"]
        chosen = [row for row in rows if row.altered is altered]
        for row in sorted(chosen, key=lambda row: (row.kind == "all", row.kind.startswith("of "))):
            shares = " | ".join(f"{100 * row.accused[way]:.1f} %" for way in ways)
            lines.append(f"| {row.kind} | {row.n} | {shares} |")
    return "\n".join(lines)


def write_block(path: Path, text: str) -> None:
    """Replace what stands between this benchmark's marks, or add it at the end."""
    if not path.is_file():
        return
    whole = path.read_text(encoding="utf-8")
    if BEGIN not in whole:
        whole = f"{whole.rstrip()}\n\n## Verifier\n\n{(__doc__ or '').strip()}\n\n{BEGIN}\n{END}\n"
    before, _, rest = whole.partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
