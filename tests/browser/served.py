"""Serve the page for the browser tests: `python tests/browser/served.py HOME PORT [REPORTS…]`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from rag import Library
from rag.results import Answer
from ui.app import serve

SLOW = "慢慢回答"  # a question that holds these words takes long enough to be stopped
LONG_S = 30.0


class Slowable(Library):
    def ask(self, question: str, **options: Any) -> Answer:
        if SLOW in question:
            time.sleep(LONG_S)
        return super().ask(question, **options)


if __name__ == "__main__":
    home, port, *reports = sys.argv[1:]
    with Slowable.open(home) as library:
        if reports:
            library.add([Path(report) for report in reports])
        serve(library, port=int(port), open_browser=False)
