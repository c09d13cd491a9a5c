"""The tab where reports come in, are corrected and go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.read.formats import SUPPORTED
from rag.results import Added
from ui import reader
from ui.handlers import keeping
from ui.jobs import Jobs
from ui.markup import EMPTY, Html, tag
from ui.render.notices import empty_library
from ui.tabs.clicks import HIDDEN, Updates, clicked, panel
from ui.texts import Language, language_of, say

if TYPE_CHECKING:
    from rag.library import Library

LEVELS = ("national", "province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class LibraryTab:
    tab: gr.Tab
    upload: gr.UploadButton
    hint: gr.HTML
    cancel: gr.Button
    outcome: gr.HTML
    edit_box: gr.Column
    edit_heading: gr.HTML
    place: gr.Textbox
    year: gr.Textbox
    level: gr.Dropdown
    save: gr.Button
    dismiss: gr.Button
    remove_box: gr.Column
    remove_heading: gr.HTML
    remove: gr.Button
    keep: gr.Button
    reports: gr.HTML
    key: gr.State
    added: gr.State

    @property
    def states(self) -> list[Any]:
        return [self.added]

    @property
    def shown(self) -> list[Any]:
        return [
            self.tab, self.upload, self.hint, self.cancel, self.outcome, self.place, self.year, self.level, self.save,
            self.dismiss, self.remove, self.keep, self.reports, self.edit_box, self.remove_box,
        ]  # fmt: skip

    def say_again(self, library: Library, language: Language, added: Added | None) -> Updates:
        outcome = str(keeping.show_added(library, added, language=language).html) if added else ""
        return {
            self.tab: gr.update(label=say(language, "tab.library")),
            self.upload: gr.update(label=say(language, "library.upload")),
            self.hint: str(_hint(language)),
            self.cancel: gr.update(value=say(language, "library.cancel")),
            self.outcome: outcome,
            self.place: gr.update(label=say(language, "reports.place")),
            self.year: gr.update(label=say(language, "reports.year")),
            self.level: gr.update(label=say(language, "reports.level"), choices=_levels(language)),
            self.save: gr.update(value=say(language, "library.save")),
            self.dismiss: gr.update(value=say(language, "library.dismiss")),
            self.remove: gr.update(value=say(language, "library.remove_confirm")),
            self.keep: gr.update(value=say(language, "library.keep")),
            self.edit_box: gr.update(visible=False),
            self.remove_box: gr.update(visible=False),
            **self.refresh(library, language),
        }

    def refresh(self, library: Library, language: Language) -> Updates:
        cards = library.reports()
        html = reader.report_list(cards, language=language, manage=True) if cards else empty_library(language=language)
        return {self.reports: str(html)}


def _hint(language: Language) -> Html:
    formats = " ".join(SUPPORTED)
    return tag(
        "div",
        tag("span", say(language, "library.drop")),
        tag("span", say(language, "library.formats", formats=formats), class_="wj-where"),
        class_="wj-drop",
    )


def _levels(language: Language) -> list[tuple[str, str]]:
    return [(say(language, "reports.unknown"), ""), *((say(language, f"level.{v}"), v) for v in LEVELS)]


def build(language: Language) -> LibraryTab:
    with gr.Tab(say(language, "tab.library"), id="library", render_children=True) as tab:
        with gr.Row(elem_classes=["wj-uploadbar"]):
            upload = gr.UploadButton(
                say(language, "library.upload"),
                file_count="multiple",
                variant="primary",
                scale=0,
                min_width=160,
                elem_id="wj-upload",
            )
            hint = panel(_hint(language), name="drop")
            cancel = gr.Button(
                say(language, "library.cancel"), variant="stop", visible=False, scale=0, min_width=96,
                elem_id="wj-stop-upload",
            )  # fmt: skip
        outcome = panel(EMPTY, name="outcome")
        with gr.Column(visible=False, elem_id="wj-edit-box", elem_classes=["wj-box"]) as edit_box:
            edit_heading = panel(EMPTY, name="edit-heading")
            with gr.Row():
                place = gr.Textbox(label=say(language, "reports.place"), elem_id="wj-place")
                year = gr.Textbox(label=say(language, "reports.year"), elem_id="wj-year")
                level = gr.Dropdown(_levels(language), label=say(language, "reports.level"), elem_id="wj-level")
            with gr.Row(elem_classes=["wj-buttons"]):
                save = gr.Button(
                    say(language, "library.save"), variant="primary", scale=0, min_width=110, elem_id="wj-save"
                )
                dismiss = gr.Button(say(language, "library.dismiss"), scale=0, min_width=110)
        with gr.Column(visible=False, elem_id="wj-remove-box", elem_classes=["wj-box"]) as remove_box:
            remove_heading = panel(EMPTY, name="remove-heading")
            with gr.Row(elem_classes=["wj-buttons"]):
                remove = gr.Button(
                    say(language, "library.remove_confirm"), variant="stop", scale=0, min_width=110, elem_id="wj-remove"
                )
                keep = gr.Button(say(language, "library.keep"), scale=0, min_width=110, elem_id="wj-keep")
        acts = ("open_report", "edit_report", "remove_report", "add_examples", "go_library")
        reports = panel(EMPTY, acts=acts, name="library")
        key, added = gr.State(""), gr.State(None)
    return LibraryTab(
        tab, upload, hint, cancel, outcome, edit_box, edit_heading, place, year, level, save, dismiss, remove_box,
        remove_heading, remove, keep, reports, key, added,
    )  # fmt: skip


def wire(tab: LibraryTab, library: Library, jobs: Jobs, language: gr.Radio) -> list[Any]:
    """Connect the tab's own events. Those that change the library are returned, for the page to follow them."""
    boxes = [tab.edit_box, tab.remove_box]

    def add_files(uploads: list[str] | None, chosen: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        page = str(request.session_hash)
        views = keeping.add_uploads(library, jobs, page, uploads or [], language=language_of(chosen))
        for view in views:
            yield str(view.html), view.added, gr.update(visible=not view.busy), gr.update(visible=view.busy)

    def stop(request: gr.Request) -> None:
        jobs.cancel(f"{request.session_hash}/add")

    def begin_edit(chosen: str, event: gr.EventData) -> tuple[Any, ...]:
        card = keeping.find_card(library.reports(), clicked(event).key)
        if card is None:
            return tuple(gr.skip() for _ in range(7))
        heading = str(keeping.edit_heading(card, language=language_of(chosen)))
        level = card.level if card.level in LEVELS else ""
        year = str(card.year) if card.year else ""
        return card.report_id, heading, card.place, year, level, gr.update(visible=True), gr.update(visible=False)

    def begin_removal(chosen: str, event: gr.EventData) -> tuple[Any, ...]:
        card = keeping.find_card(library.reports(), clicked(event).key)
        if card is None:
            return tuple(gr.skip() for _ in range(4))
        heading = str(keeping.confirm_removal(card, language=language_of(chosen)))
        return card.report_id, heading, gr.update(visible=False), gr.update(visible=True)

    def save(key: str, place: str, year: str, level: str | None, chosen: str) -> tuple[Any, ...]:
        html = keeping.edit(library, key, place=place, level=level or "", year=year, language=language_of(chosen))
        return str(html), None, *close()

    def remove(key: str, chosen: str) -> tuple[Any, ...]:
        return str(keeping.remove(library, key, language=language_of(chosen))), None, *close()

    def close() -> tuple[Any, Any]:
        return gr.update(visible=False), gr.update(visible=False)

    added = tab.upload.upload(
        add_files, [tab.upload, language], [tab.outcome, tab.added, tab.upload, tab.cancel], **HIDDEN
    )
    tab.cancel.click(stop, None, None, queue=False, **HIDDEN)
    tab.reports.edit_report(
        begin_edit, language, [tab.key, tab.edit_heading, tab.place, tab.year, tab.level, *boxes], **HIDDEN
    )
    tab.reports.remove_report(begin_removal, language, [tab.key, tab.remove_heading, *boxes], **HIDDEN)
    saved = tab.save.click(
        save, [tab.key, tab.place, tab.year, tab.level, language], [tab.outcome, tab.added, *boxes], **HIDDEN
    )
    removed = tab.remove.click(remove, [tab.key, language], [tab.outcome, tab.added, *boxes], **HIDDEN)
    tab.dismiss.click(close, None, boxes, **HIDDEN)
    tab.keep.click(close, None, boxes, **HIDDEN)
    return [added, saved, removed]
