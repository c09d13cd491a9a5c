"""The table itself: complete, consistent, and read without the packages that built it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

from rag.places.model import Level
from rag.places.table import table


def test_the_table_has_every_province_and_about_as_many_counties_as_there_are() -> None:
    current = [level for row, level in zip(table().rows, table().levels, strict=True) if not row.until]
    count = Counter(current)
    assert count[Level.PROVINCE] == 34 + 1  # and the 新疆生产建设兵团, which reports like one
    assert count[Level.PREFECTURE] in range(333, 336)  # and 雄安新区
    assert count[Level.COUNTY] in range(2840, 2860)


def test_every_successor_is_current_and_every_row_has_a_short_name_and_pinyin() -> None:
    for number, row in enumerate(table().rows):
        assert len(row.short) >= 2
        assert row.pinyin.isascii()
        assert row.pinyin.isalpha()
        assert all(not table().rows[one].until for one in table().successors(number))


def test_codes_of_current_divisions_are_unique() -> None:
    codes = [row.code for row in table().rows if not row.until]
    assert len(codes) == len(set(codes))


def test_recognising_needs_no_pinyin_package_for_places_in_the_table() -> None:
    code = (
        "import sys; from rag.places import find_places; "
        "assert find_places('Heze City与徐水区', prefer=['菏泽市']); assert 'pypinyin' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
