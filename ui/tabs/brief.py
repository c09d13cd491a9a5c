"""The tab where briefings are written: topic, reports, layout and length, preview and export."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.errors import WenjuError
from rag.results import Brief
from ui.handlers import briefing, keeping
from ui.handlers.work import failure
from ui.jobs import Jobs
from ui.markup import EMPTY
from ui.render.notices import notice
from ui.tabs.clicks import HIDDEN, Updates, panel
from ui.tabs.reports import LENGTHS
from ui.texts import Language, language_of, say

if TYPE_CHECKING:
    from rag.library import Library


@dataclass(frozen=True, slots=True)
class BriefTab:
    tab: gr.Tab
    topic: gr.Dropdown
    files: gr.Dropdown
    template: gr.Dropdown
    length: gr.Dropdown
    button: gr.Button
    cancel: gr.Button
    exports: tuple[gr.Button, ...]
    download: gr.DownloadButton
    outcome: gr.HTML
    result: gr.HTML
    brief: gr.State

    @property
    def shown(self) -> list[Any]:
        return [
            self.tab, self.topic, self.files, self.template, self.length, self.button, self.cancel, *self.exports,
            self.outcome, self.result,
        ]  # fmt: skip

    @property
    def states(self) -> list[Any]:
        return [self.brief]

    def say_again(self, library: Library, language: Language, brief: Brief | None) -> Updates:
        result = (
            briefing.show_brief(library, brief, language=language)
            if brief
            else notice(say(language, "brief.welcome"), kind="welcome")
        )
        exports = {
            button: gr.update(value=say(language, f"brief.export{suffix}"))
            for button, suffix in zip(self.exports, briefing.FORMATS, strict=True)
        }
        return {
            **exports,
            self.tab: gr.update(label=say(language, "tab.brief")),
            self.topic: gr.update(label=say(language, "brief.topic"), info=say(language, "brief.topic_hint")),
            self.files: gr.update(label=say(language, "brief.reports"), choices=_reports(library)),
            self.template: gr.update(label=say(language, "brief.template"), choices=_templates(language)),
            self.length: gr.update(label=say(language, "brief.length"), choices=_lengths(language)),
            self.button: gr.update(value=say(language, "brief.button")),
            self.cancel: gr.update(value=say(language, "ask.cancel")),
            self.outcome: "",
            self.result: str(result),
        }


def _reports(library: Library) -> list[tuple[str, str]]:
    return keeping.scope_choices(library.reports())


def _templates(language: Language) -> list[tuple[str, str]]:
    named = ((say(language, f"brief.template_{name}"), name) for name in briefing.TEMPLATES)
    return [(say(language, "brief.template_any"), ""), *named]


def _lengths(language: Language) -> list[tuple[str, str]]:
    return [(say(language, f"length.{length}"), length) for length in LENGTHS]


def build(language: Language) -> BriefTab:
    with gr.Tab(say(language, "tab.brief"), id="brief", render_children=True) as tab:
        with gr.Column(elem_classes=["wj-filters"]):
            with gr.Row(elem_classes=["wj-filterbar"]):
                topic = gr.Dropdown(
                    briefing.topic_choices(), value="", allow_custom_value=True, label=say(language, "brief.topic"),
                    info=say(language, "brief.topic_hint"), scale=2, min_width=200, elem_id="wj-brief-topic",
                )  # fmt: skip
                files = gr.Dropdown(
                    [], multiselect=True, label=say(language, "brief.reports"), scale=4, min_width=260,
                    elem_id="wj-brief-files",
                )  # fmt: skip
                template = gr.Dropdown(
                    _templates(language), value="", label=say(language, "brief.template"), scale=1, min_width=130,
                    elem_id="wj-brief-template",
                )  # fmt: skip
                length = gr.Dropdown(
                    _lengths(language), value="medium", label=say(language, "brief.length"), scale=1, min_width=100,
                    elem_id="wj-brief-length",
                )  # fmt: skip
            with gr.Row(elem_classes=["wj-buttons", "wj-filterbar"]):
                button = gr.Button(
                    say(language, "brief.button"), variant="primary", scale=0, min_width=110, elem_id="wj-write"
                )
                cancel = gr.Button(
                    say(language, "ask.cancel"), variant="stop", visible=False, scale=0, min_width=96,
                    elem_id="wj-stop-brief",
                )  # fmt: skip
                exports = tuple(
                    gr.Button(
                        say(language, f"brief.export{suffix}"), scale=0, min_width=130,
                        elem_id=f"wj-brief-{suffix[1:]}", elem_classes=["wj-export"],
                    )
                    for suffix in briefing.FORMATS
                )  # fmt: skip
        # Never clicked: Gradio's button downloads what was there before the click. It gives the new file its address.
        download = gr.DownloadButton("", elem_id="wj-brief-download", elem_classes=["wj-unseen"])
        outcome = panel(EMPTY, name="brief-outcome")
        acts = ("open_paragraph", "add_examples", "go_library")
        result = panel(notice(say(language, "brief.welcome"), kind="welcome"), acts=acts, name="brief")
        brief = gr.State(None)
    return BriefTab(tab, topic, files, template, length, button, cancel, exports, download, outcome, result, brief)


def wire(tab: BriefTab, library: Library, jobs: Jobs, language: gr.Radio) -> None:
    """Connect the tab's own events."""

    def write(
        topic: str | None,
        files: list[str] | None,
        template: str | None,
        length: str,
        chosen: str,
        request: gr.Request,
    ) -> Iterator[Updates]:
        views = briefing.write(
            library,
            jobs,
            str(request.session_hash),
            topic or "",
            files=files or (),
            length=length,
            template=template or "",
            language=language_of(chosen),
        )
        for view in views:
            yield {
                tab.result: str(view.html),
                tab.brief: view.brief,
                tab.button: gr.update(visible=not view.busy),
                tab.cancel: gr.update(visible=view.busy),
                tab.outcome: "",
            }

    def export(suffix: str, brief: Brief | None, chosen: str) -> Iterator[Updates]:
        now = language_of(chosen)
        if brief is None:
            yield {tab.outcome: str(notice(say(now, "brief.none_yet"), kind="warn")), tab.download: None}
            return
        # Gradio copies the file when it is handed over; then it may go.
        with tempfile.TemporaryDirectory() as folder:
            try:
                file = briefing.export(brief, suffix, Path(folder))
            except WenjuError as error:
                yield {tab.outcome: str(failure(error, language=now)), tab.download: None}
            else:
                done = notice(say(now, "figures.exported", file=file.name), kind="good")
                yield {tab.outcome: str(done), tab.download: str(file)}

    def stop(request: gr.Request) -> None:
        jobs.cancel(f"{request.session_hash}/brief")

    inputs = [tab.topic, tab.files, tab.template, tab.length, language]
    tab.button.click(write, inputs, [tab.result, tab.brief, tab.button, tab.cancel, tab.outcome], **HIDDEN)
    tab.cancel.click(stop, None, None, queue=False, **HIDDEN)
    tab.tab.select(lambda: gr.update(choices=_reports(library)), None, tab.files, **HIDDEN)
    for button, suffix in zip(tab.exports, briefing.FORMATS, strict=True):
        made = button.click(partial(export, suffix), [tab.brief, language], [tab.outcome, tab.download], **HIDDEN)
        made.then(None, tab.download, None, js="(file) => { window.wenju.download(file); }", **HIDDEN)
