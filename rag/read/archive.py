"""Zip containers (.docx, .ofd) that may be damaged or made to do harm: unpack single parts within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from types import TracebackType

from rag.errors import DamagedFile, LimitExceeded
from rag.read.limits import Limits

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_SMALL = 1024 * 1024  # a part below this size may compress as well as it likes


class Archive:
    """The parts of a zip container by name. Nothing is ever written to disk, so no part can escape a folder."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise DamagedFile(
                f"{name}: the document's container is damaged or cut off ({error}).",
                fix="Fetch or save the file again; if it opens in Word or WPS, save a new copy there.",
            ) from error
        self._by_name = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()}
        if len(self._by_name) > limits.max_parts:
            raise LimitExceeded(
                f"{name}: the container holds {len(self._by_name)} parts, more than {limits.max_parts}.",
                fix="This is not what a document looks like; add the report in another format.",
            )

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return _fold(part) in self._by_name

    def read(self, part: str) -> bytes:
        """Unpack one part.

        Raises:
            DamagedFile: the part is missing, broken, or encrypted.
            LimitExceeded: it expands too far.
        """
        info = self._by_name.get(_fold(part))
        if info is None:
            raise DamagedFile(
                f"{self._name}: the document lacks its part {part}.",
                fix="Save the file again in Word or WPS, or as .txt.",
            )
        self._check_expansion(info)
        try:
            with self._zip.open(info) as stream:
                # The size in the directory may lie; never take more than it says.
                data = stream.read(info.file_size + 1)
        except _BROKEN as error:
            raise DamagedFile(
                f"{self._name}: its part {part} is damaged ({error}).",
                fix="Fetch or save the file again; if it opens in Word or WPS, save a new copy there.",
            ) from error
        self._unpacked += len(data)
        return data

    def _check_expansion(self, info: zipfile.ZipInfo) -> None:
        limits = self._limits
        packed = max(info.compress_size, 1)
        if info.file_size > _SMALL and info.file_size // packed > limits.max_ratio:
            what = f"its part {info.filename} expands {info.file_size // packed}-fold"
        elif info.file_size > limits.max_part_bytes:
            what = f"its part {info.filename} expands to more than {limits.max_part_bytes // 1024 // 1024} MB"
        elif self._unpacked + info.file_size > limits.max_expanded_bytes:
            what = f"its parts expand to more than {limits.max_expanded_bytes // 1024 // 1024} MB"
        else:
            return
        raise LimitExceeded(
            f"{self._name}: {what}; this looks like a zip bomb, not like a report.",
            fix="If it is a real report, save it as plain text and add that.",
        )


def _fold(part: str) -> str:
    return posixpath.normpath(part.replace("\\", "/").lstrip("/")).lower()
