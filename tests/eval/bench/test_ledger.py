"""What the benchmark says of the ledger."""

from __future__ import annotations

from pathlib import Path

from eval.bench.ledger import count, told
from rag import Library

REPORT = """2024年澄湖市政府工作报告
一、2023年工作回顾
地区生产总值增长5.9%，进出口总额增长3%。修剪行道树400株。
二、2024年工作安排
地区生产总值增长6%左右。
"""


def test_figures_are_counted_by_standard_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    with Library.open(tmp_path / "home", encoder="hashing-16") as library:
        library.add([tmp_path / "a.txt"])
        ledger = count(library)
    assert (ledger.n_reports, ledger.n_rows, ledger.n_standard) == (1, 4, 3)
    assert ledger.counts[0] == ("地区生产总值", 2, 1)
    text = "\n".join(told(ledger))
    assert "4 figures in 1 reports" in text
    assert "地区生产总值 2/1" in text
    assert "judged strictly" in text
