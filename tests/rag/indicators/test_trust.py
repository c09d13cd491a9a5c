"""How far a row can be trusted: what the score tells apart, where it is kept, shown and used."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eval.trust import LABELS, Judged, fit, is_kept_back
from rag import Library, Progress
from rag.cli import main
from rag.indicators import IndicatorRow, extract
from rag.indicators.export import write
from rag.indicators.trust import trust
from rag.indicators.types import DOUBTFUL
from rag.types import Report

Reports = Callable[..., Report]


@pytest.fixture
def rows(report_of: Reports) -> tuple[IndicatorRow, ...]:
    return extract(report_of("全市地区生产总值增长6%。划转许可事项20项、关联事项3项。"))


def test_a_headline_is_trusted_more_than_a_name_without_its_owner(rows: tuple[IndicatorRow, ...]) -> None:
    headline, _, ownerless = rows
    assert headline.trust > DOUBTFUL > ownerless.trust
    assert [row.is_doubtful for row in rows] == [False, False, True]


def test_trust_is_a_chance_and_always_the_same(rows: tuple[IndicatorRow, ...]) -> None:
    text = "全市地区生产总值增长6%。划转许可事项20项、关联事项3项。"
    for row in rows:
        again = trust(row, text, year=2024, place="澄湖市", level="prefecture")
        assert 0 < again < 1
        assert again == row.trust


def test_library_lists_all_rows_or_only_those_that_speak_for_themselves(tmp_path: Path, examples: Path) -> None:
    with Library.open(tmp_path / "home", encoder="hashing-256") as library:
        library.add([examples / "reports"])
        known, sure = library.indicator_rows(), library.indicator_rows(sure=True)
        assert sure == tuple(row for row in known if row.trust >= DOUBTFUL)
        assert len(sure) < len(known)
        assert len(library.indicators(sure=True)) == len(sure)
        assert library.indicators()["trust"].between(0, 1).all()


def test_command_marks_doubtful_rows_and_leaves_them_out_on_request(
    tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENJU_HOME", str(tmp_path / "home"))
    main(["add", str(examples / "reports"), "--encoder", "hashing-256"])
    capsys.readouterr()
    assert main(["indicators", "--json"]) == 0
    known = json.loads(capsys.readouterr().out)
    doubtful = sum(row["trust"] < DOUBTFUL for row in known)
    main(["indicators"])
    assert capsys.readouterr().out.count("(对照原文)") == doubtful > 0
    main(["indicators", "--sure"])
    told = capsys.readouterr()
    assert "(对照原文)" not in told.out
    assert f"{len(known) - doubtful} figures, {doubtful} left out" in told.err


def test_a_table_has_a_column_for_it(rows: tuple[IndicatorRow, ...], tmp_path: Path) -> None:
    write(rows, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert [float(line["把握"]) for line in lines] == [row.trust for row in rows]


def test_a_score_of_an_older_library_is_computed_when_it_is_opened(tmp_path: Path, examples: Path) -> None:
    with Library.open(tmp_path / "home", encoder="hashing-256") as library:
        library.add([examples / "reports"])
        before, store = library.indicator_rows(), library._store
        with store.changing() as db:
            db.execute("ALTER TABLE indicators DROP COLUMN trust")
            db.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
    steps: list[Progress] = []
    with Library.open(tmp_path / "home", progress=steps.append) as library:
        assert library.indicator_rows() == before
        assert [step.done for step in steps] == list(range(len(library.reports())))
        assert {(step.total, step.stage) for step in steps} == {(len(library.reports()), "update")}


def test_what_the_wrong_rows_have_in_common_costs_trust() -> None:
    made = [Judged("a", {"": 1.0, "ownerless": 1.0}, right=False), Judged("a", {"": 1.0, "headline": 1.0}, right=True)]
    weights = fit(made * 20)
    assert weights["ownerless"] < 0 < weights["headline"]


def test_what_is_rare_teaches_nothing() -> None:
    made = [Judged("a", {"": 1.0}, right=True), Judged("a", {"": 1.0}, right=False)] * 5
    assert set(fit([*made, Judged("a", {"": 1.0, "once": 1.0}, right=False)])) <= {""}


def test_no_judged_row_is_of_a_report_that_is_kept_back() -> None:
    import gzip

    labels = [json.loads(line) for line in gzip.decompress(LABELS.read_bytes()).decode().splitlines()]
    assert len(labels) > 6000
    assert not [label["file"] for label in labels if is_kept_back(label["file"])]


def test_equal_rows_differ_only_in_trust(rows: tuple[IndicatorRow, ...]) -> None:
    assert replace(rows[0], trust=0.1).is_doubtful
    assert not replace(rows[2], trust=0.9).is_doubtful


def test_a_row_carries_the_sentence_that_it_is_checked_against(
    rows: tuple[IndicatorRow, ...], tmp_path: Path, examples: Path
) -> None:
    assert [row.sentence for row in rows] == ["全市地区生产总值增长6%。", *["划转许可事项20项、关联事项3项。"] * 2]
    with Library.open(tmp_path / "home", encoder="hashing-256") as library:
        library.add([examples / "reports"])
        for row in library.indicator_rows():
            assert row.quote in row.sentence
            assert row.sentence_start <= row.start < row.sentence_start + len(row.sentence)
