"""Which files of a folder are reports, and what its manifest.csv says about them."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rag.errors import DamagedFile, FileMissing, FileProblem, LimitExceeded
from rag.read.encoding import decode
from rag.read.formats import SUPPORTED

MANIFEST = "manifest.csv"
_MAX_MANIFEST_BYTES = 10 * 1024 * 1024
# Files that speak about the folder, and leavings of programs. `~$x.docx` is Word's lock file.
_NOT_A_REPORT = re.compile(
    r"(?:\.|~\$|__macosx$|thumbs\.db$|(?:readme|changelog|changes|license|licence|notice|contributing|copying|authors)"
    r"(?:[._ -].*)?$|sources?\.(?:md|txt)$|manifest\.)",
    re.IGNORECASE,
)
_COMPANION = re.compile(r"(.+)[_.](?:files?|文件)$", re.IGNORECASE)
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?")


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What a manifest says about one file; an empty field says nothing."""

    file: str
    place: str = ""
    level: str = ""
    year: int | None = None
    title: str = ""


def find_files(folder: Path) -> list[Path]:
    """List the files below a folder that may be reports, sorted by their path in it.

    Hidden files, files that describe the folder (README, LICENSE…), the picture folders that browsers save beside a
    page, and links that lead out of the folder are left out; links to folders are not followed.

    Raises:
        FileMissing: there is no such folder.
        FileProblem: a folder in it cannot be read.
    """
    if not folder.is_dir():
        raise FileMissing(f"{folder}: there is no such folder.", fix="Check the path.")
    root = folder.resolve()
    found = [path for path in _walk(folder) if not path.is_symlink() or _stays_inside(path, root)]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _walk(folder: Path) -> Iterator[Path]:
    for current, folders, files in os.walk(folder, onerror=_cannot_list):
        pages = {PurePosixPath(name).stem for name in files if name.lower().endswith((".htm", ".html"))}
        folders[:] = [name for name in folders if not _NOT_A_REPORT.match(name) and not _is_companion(name, pages)]
        for name in files:
            if name.lower().endswith(SUPPORTED) and not _NOT_A_REPORT.match(name):
                yield Path(current, name)


def _is_companion(folder: str, pages: set[str]) -> bool:
    found = _COMPANION.fullmatch(folder)
    return found is not None and found[1] in pages


def _stays_inside(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # a dangling link or a circle of links
        return False
    return target.is_relative_to(root) and target.is_file()


def _cannot_list(error: OSError) -> None:
    raise FileProblem(
        f"{error.filename}: the folder cannot be read ({error.strerror}).",
        fix="Allow reading it, or add its files singly.",
    ) from error


def read_manifest(folder: Path) -> Mapping[str, ManifestRow]:
    """Read `manifest.csv` of a folder: what it says, by file path relative to the folder, with `/`.

    Columns `file, place, level, year, title` in any order, all but `file` optional, others ignored. Without a manifest
    the mapping is empty.

    Raises:
        DamagedFile: a line is wrong; the message names it.
        UndecodableText: the file is neither UTF-8 nor GB18030 text.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    if path.stat().st_size > _MAX_MANIFEST_BYTES:
        raise LimitExceeded(f"{path}: the manifest is larger than 10 MB.", fix="Check that it is the right file.")
    rows: dict[str, ManifestRow] = {}
    first_line: dict[str, int] = {}
    for line, cells in _records(path):
        row = _parse_row(cells, path, line)
        if row.file in rows:
            raise _bad(
                path, line, f"{row.file} was already described on line {first_line[row.file]}", "Keep one of the two"
            )
        rows[row.file] = row
        first_line[row.file] = line
    return rows


def _records(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and cells by column name."""
    reader = csv.reader(io.StringIO(decode(path.read_bytes(), str(path)).text, newline=""), strict=True)
    line = 1
    try:
        columns = [column.strip().lower() for column in next(reader, [])]
        if "file" not in columns:
            raise _bad(path, 1, f"there is no column `file` among {columns}", "Name the columns in the first line")
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > len(columns):
                    raise _bad(
                        path, line, f"{len(cells)} cells for {len(columns)} columns", 'Put a cell with a comma in ""'
                    )
                yield line, dict(zip(columns, (cell.strip() for cell in cells), strict=False))
            line = reader.line_num + 1
    except csv.Error as error:
        raise _bad(path, line, str(error), "Check the quotation marks") from error


def _parse_row(cells: Mapping[str, str], path: Path, line: int) -> ManifestRow:
    file = PurePosixPath(cells.get("file", "").replace("\\", "/"))
    if not file.name:
        raise _bad(path, line, "the file name is missing", "Fill in the column `file`")
    if file.is_absolute() or ".." in file.parts:
        raise _bad(path, line, f"{file} lies outside the folder", "Name files relative to the folder of the manifest")
    year = cells.get("year", "")
    found = _YEAR.fullmatch(year)
    if year and found is None:
        raise _bad(path, line, f"{year!r} is not a year", "Write four digits, such as 2024")
    return ManifestRow(
        file=file.as_posix(),
        place=cells.get("place", ""),
        level=cells.get("level", ""),
        year=int(found[1]) if found else None,
        title=cells.get("title", ""),
    )


def _bad(path: Path, line: int, what: str, fix: str) -> DamagedFile:
    return DamagedFile(f"{path}, line {line}: {what}.", fix=f"{fix}.")
