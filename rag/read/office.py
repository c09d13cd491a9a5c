"""Old Word and WPS documents (.doc, .wps, RTF) through LibreOffice, where it is installed."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from rag.errors import DamagedFile, UnsupportedFormat
from rag.read.docx import read_docx
from rag.read.limits import Deadline, Limits
from rag.read.programs import find_program, run_program
from rag.types import SourceText


def read_office(data: bytes, name: str, limits: Limits) -> SourceText:
    """Convert a document to .docx and read that.

    LibreOffice works on a copy in a folder of its own, with a fresh profile: no macro runs, and a LibreOffice that the
    user has open is not disturbed.

    Raises:
        UnsupportedFormat: LibreOffice is not installed.
        DamagedFile: it cannot convert the file.
        LimitExceeded: it takes too long.
    """
    program = find_program("soffice", "libreoffice")
    if program is None:
        raise UnsupportedFormat(
            f"{name}: this old format is read through LibreOffice, which was not found.",
            fix="Install it (Debian and Ubuntu: apt install libreoffice-writer; others: libreoffice.org) and add the "
            "file again, or save it as .docx in Word or WPS.",
        )
    deadline = Deadline(name, limits)
    with tempfile.TemporaryDirectory(prefix="wenju-", ignore_cleanup_errors=True) as folder:
        original = Path(folder, "report.doc")
        original.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(Path(folder, "out")),
            str(original),
        ]
        done = run_program(command, name=name, timeout_s=deadline.remaining_s)
        converted = Path(folder, "out", "report.docx")
        if not converted.is_file():
            raise DamagedFile(
                f"{name}: LibreOffice could not convert it (status {done.status}) {done.complaint[-200:]}.",
                fix="Open it in Word or WPS and save it as .docx.",
            )
        source = read_docx(converted.read_bytes(), name, limits)
    return replace(source, format="doc", notes=(*source.notes, "converted by LibreOffice"))
