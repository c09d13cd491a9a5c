"""The tab where drafts are checked: text pasted or uploaded, verdicts and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.results import Verification
from ui.handlers import checking, keeping
from ui.jobs import Jobs
from ui.render.notices import notice
from ui.tabs.clicks import HIDDEN, Updates, panel
from ui.texts import Language, language_of, say

if TYPE_CHECKING:
    from rag.library import Library


@dataclass(frozen=True, slots=True)
class CheckTab:
    tab: gr.Tab
    draft: gr.Textbox
    button: gr.Button
    cancel: gr.Button
    upload: gr.UploadButton
    scope: gr.Dropdown
    result: gr.HTML
    verification: gr.State

    @property
    def shown(self) -> list[Any]:
        return [self.tab, self.draft, self.button, self.cancel, self.upload, self.scope, self.result]

    @property
    def states(self) -> list[Any]:
        return [self.verification]

    def say_again(self, library: Library, language: Language, verification: Verification | None) -> Updates:
        result = (
            checking.show_checked(library, verification, language=language)
            if verification
            else notice(say(language, "check.welcome"), kind="welcome")
        )
        return {
            self.tab: gr.update(label=say(language, "tab.check")),
            self.draft: gr.update(label=say(language, "check.draft"), placeholder=say(language, "check.placeholder")),
            self.button: gr.update(value=say(language, "check.button")),
            self.cancel: gr.update(value=say(language, "ask.cancel")),
            self.upload: gr.update(label=say(language, "check.upload")),
            self.scope: gr.update(label=say(language, "check.scope"), choices=_choices(library)),
            self.result: str(result),
        }


def _choices(library: Library) -> list[tuple[str, str]]:
    return keeping.scope_choices(library.reports())


def build(language: Language) -> CheckTab:
    with gr.Tab(say(language, "tab.check"), id="check", render_children=True) as tab:
        with gr.Column(elem_classes=["wj-filters"]):
            draft = gr.Textbox(
                label=say(language, "check.draft"),
                placeholder=say(language, "check.placeholder"),
                lines=5,
                max_lines=14,
                container=False,
                show_label=False,
                elem_id="wj-draft",
            )
            with gr.Row(elem_classes=["wj-buttons", "wj-filterbar"]):
                button = gr.Button(
                    say(language, "check.button"), variant="primary", scale=0, min_width=110, elem_id="wj-check"
                )
                cancel = gr.Button(
                    say(language, "ask.cancel"), variant="stop", visible=False, scale=0, min_width=96,
                    elem_id="wj-stop-check",
                )  # fmt: skip
                upload = gr.UploadButton(
                    say(language, "check.upload"), file_count="single", scale=0, min_width=190,
                    elem_id="wj-upload-draft", elem_classes=["wj-export"],
                )  # fmt: skip
                scope = gr.Dropdown(
                    [], multiselect=True, label=say(language, "check.scope"), scale=1, min_width=220,
                    elem_id="wj-check-scope",
                )  # fmt: skip
        acts = ("open_paragraph", "add_examples", "go_library")
        result = panel(notice(say(language, "check.welcome"), kind="welcome"), acts=acts, name="checked")
        verification = gr.State(None)
    return CheckTab(tab, draft, button, cancel, upload, scope, result, verification)


def wire(tab: CheckTab, library: Library, jobs: Jobs, language: gr.Radio) -> None:
    """Connect the tab's own events."""
    outputs = [tab.result, tab.verification, tab.button, tab.cancel]

    def check(draft: str, files: list[str] | None, chosen: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        page = str(request.session_hash)
        views = checking.check(library, jobs, page, draft or "", files=files or (), language=language_of(chosen))
        for view in views:
            yield str(view.html), view.verification, gr.update(visible=not view.busy), gr.update(visible=view.busy)

    def check_upload(
        upload: str, files: list[str] | None, chosen: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        draft, problem = checking.read_draft(upload, language=language_of(chosen))
        if problem:
            yield gr.skip(), str(problem), gr.skip(), gr.skip(), gr.skip()
            return
        for updates in check(draft, files, chosen, request):
            yield draft, *updates

    def stop(request: gr.Request) -> None:
        jobs.cancel(f"{request.session_hash}/check")

    inputs = [tab.draft, tab.scope, language]
    tab.button.click(check, inputs, outputs, **HIDDEN)
    tab.upload.upload(check_upload, [tab.upload, tab.scope, language], [tab.draft, *outputs], **HIDDEN)
    tab.cancel.click(stop, None, None, queue=False, **HIDDEN)
    tab.tab.select(lambda: gr.update(choices=_choices(library)), None, tab.scope, **HIDDEN)
