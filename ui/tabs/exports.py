"""A row of buttons that write what is shown to a file, one for each format."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from rag.errors import WenjuError
from ui.handlers import exporting
from ui.handlers.work import failure
from ui.markup import EMPTY
from ui.render.notices import notice
from ui.tabs.clicks import HIDDEN, Updates, panel
from ui.texts import Language, language_of, say


@dataclass(frozen=True, slots=True)
class ExportBar:
    """`name` tells the bars of a page apart."""

    name: str
    buttons: tuple[gr.Button, ...]
    formats: tuple[str, ...]
    download: gr.DownloadButton
    outcome: gr.HTML

    @property
    def shown(self) -> list[Any]:
        return [*self.buttons, self.outcome]

    def say_again(self, language: Language) -> Updates:
        labels: Updates = {
            button: gr.update(value=say(language, f"export{suffix}"))
            for button, suffix in zip(self.buttons, self.formats, strict=True)
        }
        return {**labels, self.outcome: ""}

    def show(self, is_visible: bool) -> Updates:
        return {button: gr.update(visible=is_visible) for button in self.buttons}


def buttons(name: str, language: Language, *, visible: bool = True) -> tuple[tuple[gr.Button, ...], tuple[str, ...]]:
    """The buttons, to stand in a row of the caller's, and their formats."""
    formats = exporting.formats()
    made = tuple(
        gr.Button(
            say(language, f"export{suffix}"), visible=visible, scale=0, min_width=120,
            elem_id=f"wj-{name}-{suffix[1:]}", elem_classes=["wj-export"],
        )
        for suffix in formats
    )  # fmt: skip
    return made, formats


def bar(name: str, made: tuple[gr.Button, ...], formats: tuple[str, ...]) -> ExportBar:
    """What belongs to the buttons besides: the file's address, and the line that says what became of it."""
    # Never clicked: Gradio's button downloads what was there before the click. It gives the new file its address.
    download = gr.DownloadButton("", elem_id=f"wj-{name}-download", elem_classes=["wj-unseen"])
    return ExportBar(name, made, formats, download, panel(EMPTY, name=f"{name}-outcome"))


def wire(bar: ExportBar, shown: gr.State, language: gr.Radio, *, none_yet: str) -> None:
    """Let each button write what the state holds; `none_yet` is the key of what is said where it holds nothing."""

    def export(suffix: str, given: exporting.Exportable | None, chosen: str) -> Iterator[Updates]:
        now = language_of(chosen)
        if given is None:
            yield {bar.outcome: str(notice(say(now, none_yet), kind="warn")), bar.download: None}
            return
        # Gradio copies the file when it is handed over; then it may go.
        with tempfile.TemporaryDirectory() as folder:
            try:
                file = exporting.export(given, suffix, Path(folder))
            except WenjuError as error:
                yield {bar.outcome: str(failure(error, language=now)), bar.download: None}
            else:
                done = notice(say(now, "figures.exported", file=file.name), kind="good")
                yield {bar.outcome: str(done), bar.download: str(file)}

    for button, suffix in zip(bar.buttons, bar.formats, strict=True):
        made = button.click(partial(export, suffix), [shown, language], [bar.outcome, bar.download], **HIDDEN)
        made.then(None, bar.download, None, js="(file) => { window.wenju.download(file); }", **HIDDEN)
