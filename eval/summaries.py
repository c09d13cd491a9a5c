"""What a summary covers, how long it is, and whether its points stand in the reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from eval.citations import quantities, supports
from eval.files import SameFile
from eval.gold import GoldSet, SummaryTask, Task
from eval.library import Measured, held_names
from eval.matching import holds, missing_groups
from eval.measure import Clock
from eval.results import Item, SetResult
from rag.errors import NotFound

Json = dict[str, Any]


def score_summaries(
    gold: GoldSet,
    library: Measured,
    same_file: SameFile,
    *,
    clock: Clock,
    step: Callable[[int], None],
) -> SetResult:
    """Ask for every summary of the set and score it; topics need a library that writes briefs."""
    items: list[Item] = []
    left_out: defaultdict[str, list[str]] = defaultdict(list)
    for done, task in enumerate(gold.summaries):
        step(done)
        with clock.stage(f"{gold.name}: {task.task}"):
            summary, problem = _summarize(library, task, same_file)
        if summary is None:
            left_out[problem].append(task.id)
        else:
            items.append(score_summary(task, summary))
    notes = tuple(f"{problem}: {len(ids)} tasks are left out" for problem, ids in left_out.items())
    return SetResult(gold.name, gold.kind.value, gold.digest, tuple(items), notes=notes)


def _summarize(library: Measured, task: SummaryTask, same_file: SameFile) -> tuple[Json | None, str]:
    """The summary as JSON, empty where the section is not found; None, and why, where it cannot be asked for."""
    files = held_names(task.files, library.reports(), same_file)
    if not files:
        return None, "none of the task's reports is in the library"
    try:
        if task.task is Task.SECTION:
            return library.summarize(files[0], section=task.section).to_dict(), ""
        brief = getattr(library, "brief", None)
        if brief is None:
            return None, "the library writes no briefs on a topic"
        return dict(brief(task.topic, files=files).to_dict()), ""
    except NotFound:
        return {}, ""


def score_summary(task: SummaryTask, summary: Json) -> Item:
    """Score one summary or brief, as its published JSON; an empty one scores 0 throughout."""
    points = points_of(summary)
    texts = [text for text, _ in points]
    citations = {c["n"]: c for c in summary.get("citations", ())}
    covered = [k for k in task.key_points if any(not missing_groups(k.must_include, text) for text in texts)]
    cited = [[citations[n] for n in numbers if n in citations] for _, numbers in points]
    n_figures = n_right = n_supported = 0
    for text, sources in zip(texts, cited, strict=True):
        whole = "\n".join(c.get("context") or c["quote"] for c in sources)
        figures = quantities(text)
        n_figures += len(figures)
        n_right += sum(holds(whole, figure.text) for figure in figures)
        # A row of a table begins with the place and year that its report is named after.
        named = "\n".join([*(f"{c.get('report', '')} {' '.join(c.get('section', ()))}" for c in sources), whole])
        n_supported += bool(sources) and supports(text, named)
    chars = sum(map(len, texts))
    coverage = len(covered) / len(task.key_points)
    missing = [k.point for k in task.key_points if k not in covered]
    return Item(
        id=task.id,
        scores={"coverage": coverage, "chars": float(chars), "points": float(len(points))},
        counts={
            "key points": (len(covered), len(task.key_points)),
            "points cited": (sum(map(bool, cited)), len(points)),
            "points supported": (n_supported, len(points)),
            "figures supported": (n_right, n_figures),
        },
        groups={"task": task.task.value, "report": task.files[0] if len(task.files) == 1 else "several reports"},
        detail={
            "question": " / ".join(task.section) or task.topic,
            "reference": "\n".join(k.point for k in task.key_points),
            "faults": [f"missing: {point}" for point in missing],
            "summary": summary,
        },
    )


def points_of(summary: Json) -> list[tuple[str, tuple[int, ...]]]:
    """The points of a summary or brief with the citations of each; a row of a table is a point."""
    points = [*summary.get("points", ())]
    for section in summary.get("sections", ()):
        points += section["points"]
    found = [(point["text"], tuple(point.get("citations", ()))) for point in points]
    for table in summary.get("tables", ()):
        for row in table["rows"]:
            numbers = dict.fromkeys(n for cell in row for n in cell.get("citations", ()))
            found.append((" ".join(cell["text"] for cell in row), tuple(numbers)))
    return found
