"""The tab where briefings are written: topic, reports, layout and length, preview and export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.results import Brief
from ui.handlers import briefing, keeping
from ui.jobs import Jobs
from ui.render.notices import notice
from ui.tabs import exports
from ui.tabs.clicks import HIDDEN, Updates, panel
from ui.tabs.exports import ExportBar
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
    exports: ExportBar
    result: gr.HTML
    brief: gr.State

    @property
    def shown(self) -> list[Any]:
        return [
            self.tab, self.topic, self.files, self.template, self.length, self.button, self.cancel,
            *self.exports.shown, self.result,
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
        return {
            **self.exports.say_again(language),
            self.tab: gr.update(label=say(language, "tab.brief")),
            self.topic: gr.update(label=say(language, "brief.topic"), info=say(language, "brief.topic_hint")),
            self.files: gr.update(label=say(language, "brief.reports"), choices=_reports(library)),
            self.template: gr.update(label=say(language, "brief.template"), choices=_templates(language)),
            self.length: gr.update(label=say(language, "brief.length"), choices=_lengths(language)),
            self.button: gr.update(value=say(language, "brief.button")),
            self.cancel: gr.update(value=say(language, "ask.cancel")),
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
                made, formats = exports.buttons("brief", language)
        bar = exports.bar("brief", made, formats)
        acts = ("open_paragraph", "add_examples", "go_library")
        result = panel(notice(say(language, "brief.welcome"), kind="welcome"), acts=acts, name="brief")
        brief = gr.State(None)
    return BriefTab(tab, topic, files, template, length, button, cancel, bar, result, brief)


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
                tab.exports.outcome: "",
            }

    def stop(request: gr.Request) -> None:
        jobs.cancel(f"{request.session_hash}/brief")

    inputs = [tab.topic, tab.files, tab.template, tab.length, language]
    tab.button.click(write, inputs, [tab.result, tab.brief, tab.button, tab.cancel, tab.exports.outcome], **HIDDEN)
    tab.cancel.click(stop, None, None, queue=False, **HIDDEN)
    tab.tab.select(lambda: gr.update(choices=_reports(library)), None, tab.files, **HIDDEN)
    exports.wire(tab.exports, tab.brief, language, none_yet="brief.none_yet")
