"""What the ledger of a library holds, by indicator, and how many of a drawn sample of its rows were judged right."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.indicators import extract
from rag.indicators.types import DOUBTFUL
from rag.library import Library

JUDGEMENTS = Path(__file__).parent.parent / "data" / "indicator_judgements.jsonl"
INCOMPLETE = "incomplete"  # a name that says nothing false, and needs its sentence
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Ledger:
    """Counts over a library's reports, and the time that reading them took (one process)."""

    n_reports: int
    n_rows: int
    n_standard: int  # rows under a name of the vocabulary
    n_names: int  # how many of these names occur
    seconds: float
    counts: tuple[tuple[str, int, int], ...]  # standard name, rows, reports; the commonest first


def count(library: Library) -> Ledger:
    """Extract the ledger of every report anew and count its rows."""
    reports = [library.report(card.report_id) for card in library.reports()]
    begun = time.perf_counter()
    rows = [row for report in reports for row in extract(report)]
    seconds = time.perf_counter() - begun
    standard = Counter(row.indicator for row in rows if row.standard)
    said_by: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.standard:
            said_by[row.indicator].add(row.report_id)
    counts = tuple((name, n, len(said_by[name])) for name, n in standard.most_common(_SHOWN))
    return Ledger(len(reports), len(rows), sum(standard.values()), len(standard), seconds, counts)


def told(ledger: Ledger) -> Iterator[str]:
    """The section of the benchmark's table."""
    yield from ("", "### Ledger", "")
    share = ledger.n_standard / ledger.n_rows if ledger.n_rows else 0.0
    yield (
        f"{ledger.n_rows:,} figures in {ledger.n_reports} reports, extracted in {ledger.seconds:.0f} s by one process; "
        f"{share:.0%} under one of {ledger.n_names} standard names, the others under the report's own words. "
        f"{_judged()} The {len(ledger.counts)} commonest, with figures and reports:"
    )
    yield ""
    yield "；".join(f"{name} {rows}/{reports}" for name, rows, reports in ledger.counts)


def _judged() -> str:
    lines = [json.loads(line) for line in JUDGEMENTS.read_text(encoding="utf-8").splitlines()]
    sure = [line for line in lines if line["trust"] >= DOUBTFUL]
    faults = Counter(line["fault"] for line in lines if line["fault"] not in ("", INCOMPLETE))
    named = "、".join(f"{fault} {n}" for fault, n in faults.most_common())
    return (
        f"Of {len(lines)} rows drawn at random from the reports that taught nothing of trust, and judged strictly by "
        f"readers who had not written the extraction, {_share(lines, 'right')} say by themselves what their sentence "
        f"says; {sum(line['fault'] == INCOMPLETE for line in lines)} more say nothing false but need their sentence; "
        f"the others are wrong ({named}). A reasonable reader might let {sum(line['borderline'] for line in lines)} of "
        f"the faults pass. Of the {len(sure)} rows that are not marked doubtful, {_share(sure, 'right')} are right."
    )


def _share(lines: Sequence[dict[str, Any]], key: str) -> str:
    n = sum(bool(line[key]) for line in lines)
    return f"{n} ({n / max(1, len(lines)):.2f})"
