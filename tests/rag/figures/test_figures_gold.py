"""Every figure that people marked in real reports is found where they marked it."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rag.figures import Figure, find_figures, read_numbers

RECALL_FLOOR = 0.995  # 200 of 200 when it was set
MEASURE_FLOOR = 0.98
REJECTION_FLOOR = 0.98


@pytest.fixture(scope="module")
def paragraphs(shared_data: Path) -> list[dict[str, Any]]:
    path = shared_data / "gold" / "indicators_exhaustive_dev.jsonl"
    if not path.is_file():
        pytest.skip(f"marked paragraphs are not here: {path}")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def values_of(indicator: dict[str, Any]) -> list[Decimal]:
    value = indicator["value"]
    return [abs(Decimal(str(one))) for one in (value if isinstance(value, list) else [value])]


def is_meant(figure: Figure, indicator: dict[str, Any]) -> bool:
    """Whether value and unit are those marked; the unit may be marked with its noun (栋楼, 个片区)."""
    values = values_of(indicator)
    if indicator["measure"] in ("rank", "ratio"):
        return figure.kind == indicator["measure"] and list(figure.values) == values
    marked = find_figures("—".join(map(str, values)) + indicator["unit"])
    return len(marked) == 1 and marked[0].base_values == figure.base_values and marked[0].base_unit == figure.base_unit


def places_of(quote: str, paragraph: str) -> list[tuple[int, int]]:
    return [(found.start(), found.end()) for found in re.finditer(re.escape(quote), paragraph)]


def test_every_marked_figure_is_found_inside_its_quote(paragraphs: list[dict[str, Any]]) -> None:
    total, missing, mismeasured = 0, [], []
    for paragraph in paragraphs:
        figures = find_figures(paragraph["paragraph"])
        for indicator in paragraph["indicators"]:
            total += 1
            places = places_of(indicator["quote"], paragraph["paragraph"])
            inside = [one for one in figures if any(start <= one.start and one.end <= end for start, end in places)]
            meant = [one for one in inside if is_meant(one, indicator)]
            if not meant:
                missing.append((indicator["value"], indicator["unit"], indicator["quote"]))
            elif not any(one.measure.value == indicator["measure"] for one in meant):
                mismeasured.append((meant[0].text, indicator["measure"], indicator["quote"]))
    found = total - len(missing)
    print(f"figures found: {found}/{total}; with the marked measure: {found - len(mismeasured)}/{found}")
    assert found / total >= RECALL_FLOOR, missing
    assert 1 - len(mismeasured) / found >= MEASURE_FLOOR, mismeasured


def test_what_people_marked_as_no_indicator_is_no_quantity(paragraphs: list[dict[str, Any]]) -> None:
    total, wrong = 0, []
    for paragraph in paragraphs:
        text = paragraph["paragraph"]
        quantities = [one for one in find_figures(text) if one.kind == "quantity"]
        for marked in paragraph["not_indicators"]:
            total += 1
            places = places_of(marked, text)
            hits = [one.text for one in quantities if any(one.start < end and start < one.end for start, end in places)]
            if hits:
                wrong.append((marked, hits))
    print(f"no quantity where none was marked: {total - len(wrong)}/{total}")
    assert 1 - len(wrong) / total >= REJECTION_FLOOR, wrong


def test_every_digit_of_a_real_report_is_accounted_for_once(shared_data: Path) -> None:
    for path in sorted((shared_data / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8-sig")
        numbers = read_numbers(text)
        found = (*numbers.figures, *numbers.periods, *numbers.nonquantities)
        places = [position for one in found for position in range(one.start, one.end)]
        assert len(places) == len(set(places)), f"{path.name}: two readings of one place"
        digits = {place.start() for place in re.finditer("[0-9０-９]", text)}
        assert digits <= set(places), f"{path.name}: digits left over"
