"""`python -m eval.trust`: fit the weights that tell how far a row of the ledger can be trusted.

Readers judged more than seven thousand rows of real reports against their sentences, right or wrong
(`data/indicator_labels.jsonl.gz`: short names and offsets, no sentences). The reports that the offsets count in are
looked for where the environment variable WENJU_DATA points, else in ../shared beside the project. One report in three
gave no rows, so that the others can be measured on it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rag.indicators.trust import WEIGHTS, features
from rag.indicators.types import IndicatorRow
from rag.library import Library
from rag.types import Report

ROOT = Path(__file__).resolve().parents[1]
LABELS = Path(__file__).with_name("data") / "indicator_labels.jsonl.gz"
STRENGTH = 0.1  # of the regression; the inverse of the penalty on large weights
FOLDS = 10
_RAREST = 3  # what fewer rows have teaches nothing of others
_LEAST = 0.02  # smaller weights change nothing that is shown

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that was judged: what it looks like, and whether it was right."""

    file: str
    looks: Features
    right: bool


def is_kept_back(file: str) -> bool:
    """Whether a report's rows are only measured on: one report in three, by its name."""
    return _fold(file) >= 7


def _fold(file: str) -> int:
    """One of ten parts of the reports, the same on every machine."""
    return int(hashlib.md5(file.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def judged_rows(library: Library) -> list[Judged]:
    """The judged rows whose reports the library holds."""
    # A report may be held as another format's file; its paragraphs are the same.
    files = {str(Path(card.file).with_suffix("")): card.report_id for card in library.reports()}
    reports: dict[str, Report] = {}
    known: dict[str, frozenset[int]] = {}
    found = []
    for line in gzip.decompress(LABELS.read_bytes()).decode("utf-8").splitlines():
        label = json.loads(line)
        key = str(Path(label["file"]).with_suffix(""))
        if key not in files:
            continue
        if key not in reports:
            reports[key] = library.report(files[key])
            known[key] = frozenset(p.ordinal for p in reports[key].paragraphs)
        report = reports[key]
        if label["paragraph"] not in known[key]:
            continue  # another format's file broke its lines elsewhere
        looks = features(
            _row(label, report),
            report.paragraph(label["paragraph"]).text,
            year=report.year,
            place=report.place,
            level=report.metadata.level.value,
        )
        found.append(Judged(label["file"], looks, label["right"]))
    return found


def fit(rows: Sequence[Judged]) -> dict[str, float]:
    """Weights of a logistic regression, L2-penalized, over the rows' features."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts: dict[str, int] = {}
    for row in rows:
        for name in row.looks:
            counts[name] = counts.get(name, 0) + 1
    known = {name for name, count in counts.items() if count >= _RAREST}
    shown = DictVectorizer()
    matrix = shown.fit_transform([{n: v for n, v in row.looks.items() if n in known} for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False)
    model.fit(matrix, [row.right for row in rows])
    weights = dict(zip(shown.get_feature_names_out(), model.coef_[0], strict=True))
    return {name: round(float(w), 3) for name, w in sorted(weights.items()) if abs(w) >= _LEAST}


def crossed(rows: Sequence[Judged]) -> list[tuple[float, bool]]:
    """Score and truth of each row, its report's rows left out of the fit."""
    folds = [_fold(row.file) for row in rows]
    found = []
    for fold in sorted(set(folds)):
        weights = fit([row for row, one in zip(rows, folds, strict=True) if one != fold])
        for row, one in zip(rows, folds, strict=True):
            if one == fold:
                found.append((sum(v * weights.get(n, 0.0) for n, v in row.looks.items()), row.right))
    return found


def _row(label: dict[str, Any], report: Report) -> IndicatorRow:
    section = report.section_path(report.paragraph(label["paragraph"]).section)
    given = {key: label[key] for key in ("file", "place", "year", "period", "indicator", "kind", "measure", "base")}
    return IndicatorRow(
        **given,
        report_id=report.id,
        raw=label["indicator"],
        values=(),
        unit=label["unit"],
        base_values=(),
        base_unit=label["unit"],
        bound="exact",
        qualifier="",
        estimate=False,
        topic="",
        standard=label["standard"],
        section=section,
        paragraph=label["paragraph"],
        start=label["start"],
        end=label["end"],
        quote="",
        quote_start=label["start"],
        quote_end=label["end"],
        sentence="",
        sentence_start=0,
        source_start=0,
        source_end=0,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, tell how well rows of other reports are told apart, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m eval.trust", description=__doc__)
    parser.add_argument("--home", type=Path, help="a library that holds the reports, instead of a temporary one")
    parser.add_argument("--dry-run", action="store_true", help="leave the weights alone")
    args = parser.parse_args(argv)
    data = Path(os.environ.get("WENJU_DATA", ROOT.parent / "shared")) / "corpora" / "reports"
    if args.home is None and not data.is_dir():
        print(f"no reports: {data} is missing (set WENJU_DATA to the folder that has corpora/reports)", file=sys.stderr)
        return 1
    with TemporaryDirectory(prefix="wenju-trust-") as folder, Library.open(args.home or Path(folder)) as library:
        if args.home is None:
            library.add([data])
        rows = judged_rows(library)
    told = sorted(crossed(rows))
    print(f"{len(rows)} rows judged, {sum(row.right for row in rows) / len(rows):.3f} of them right")
    for share in (0.05, 0.1, 0.15, 0.2, 0.25):
        kept = told[int(share * len(told)) :]
        chance = 1 / (1 + math.exp(-kept[0][0]))
        print(f"without the least trusted {share:.0%} (below {chance:.2f}): {sum(r for _, r in kept) / len(kept):.3f}")
    if not args.dry_run:
        weights = json.dumps(fit(rows), ensure_ascii=False, indent=0, sort_keys=True)
        WEIGHTS.write_text(weights + "\n", encoding="utf-8")
        print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size // 1024} KiB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
