"""Figures, periods and what is neither, case by case."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rag.figures import Figure, find_figures, find_nonquantities, find_periods

CASES = Path(__file__).resolve().parents[2] / "cases"


def load(name: str) -> list[Any]:
    cases = json.loads((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in cases]


def decimals(values: list[str]) -> tuple[Decimal, ...]:
    return tuple(Decimal(value) for value in values)


def check(found: list[Figure], expected: list[dict[str, Any]]) -> None:
    assert [figure.text for figure in found] == [want["text"] for want in expected]
    for figure, want in zip(found, expected, strict=True):
        seen: dict[str, Any] = {
            "values": figure.values,
            "base": figure.base_values,
            "signed": figure.signed_values,
        }
        for key, value in want.items():
            if key in seen:
                assert seen[key] == decimals(value), (figure, key)
            else:
                assert getattr(figure, "base_unit" if key == "base_unit" else key) == value, (figure, key)


@pytest.mark.parametrize("case", load("figures.json"))
def test_figure_is_read_as_a_person_reads_it(case: dict[str, Any]) -> None:
    check(find_figures(case["original"]), case["expected"])


@pytest.mark.parametrize("case", load("figures_none.json"))
def test_what_measures_nothing_is_no_figure(case: dict[str, Any]) -> None:
    assert [figure.text for figure in find_figures(case["original"])] == case["expected"]


@pytest.mark.xfail(strict=True, reason="known failure: mend it and move the case")
@pytest.mark.parametrize("case", load("figures_known_failures.json"))
def test_known_failure(case: dict[str, Any]) -> None:
    check(find_figures(case["original"]), case["expected"])


@pytest.mark.parametrize("case", load("figures_periods.json"))
def test_period_is_found_with_its_years(case: dict[str, Any]) -> None:
    found = find_periods(case["original"], report_year=2025)
    assert [[one.text, list(one.years), one.kind] for one in found] == case["expected"]


def test_relative_years_stay_open_without_the_year_of_the_report() -> None:
    assert [period.years for period in find_periods("今年，过去五年，2024年")] == [(), (), (2024,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“1+233”产业体系", [("1+233", "name")]),
        ("5G基站", [("5G", "name")]),
        ("拨打12345热线", [("12345", "code")]),
        ("第五次普查", [("第五次", "ordinal")]),
        ("（一）抓投资", [("（一）", "list_mark")]),
        ("发展现代农业。一是抓种子", [("一是", "list_mark")]),
        ("“十四五”规划", [("“十四五”", "period")]),
        ("全长55公里的G513线", [("G513", "name")]),
        ("办公时间8:30", [("8:30", "time")]),
        ("每万人拥有病床", [("万人", "denominator")]),
    ],
)
def test_nonquantity_says_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.text, one.kind) for one in find_nonquantities(text)] == expected
