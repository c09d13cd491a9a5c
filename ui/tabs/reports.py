"""The tab where reports are read: the list, and one open report with its outline, summary and text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.compare_years import Comparison
from rag.results import Summary
from ui import reader
from ui.handlers import comparing, reading
from ui.jobs import Jobs
from ui.markup import EMPTY
from ui.render.notices import empty_library
from ui.tabs import exports
from ui.tabs.clicks import HIDDEN, Updates, clicked, panel
from ui.tabs.exports import ExportBar
from ui.texts import Language, language_of, say

if TYPE_CHECKING:
    from rag.library import Library

Shown = Summary | Comparison
LENGTHS = ("short", "medium", "long")


@dataclass(frozen=True, slots=True)
class ReportsTab:
    tab: gr.Tab
    list_view: gr.Column
    reports: gr.HTML
    report_view: gr.Column
    back: gr.Button
    head: gr.HTML
    outline: gr.HTML
    length: gr.Radio
    compare: gr.Button
    cancel: gr.Button
    exports: ExportBar
    summary_html: gr.HTML
    text: gr.HTML
    key: gr.State
    section: gr.State
    summary: gr.State

    @property
    def states(self) -> list[Any]:
        return [self.key, self.summary]

    @property
    def shown(self) -> list[Any]:
        return [
            self.tab, self.reports, self.back, self.length, self.cancel, self.exports.outcome, *self.opened,
        ]  # fmt: skip

    @property
    def opened(self) -> list[Any]:
        """What changes when a report is opened."""
        return [
            self.list_view, self.report_view, self.head, self.outline, self.text, self.summary_html, self.key,
            self.summary, self.compare, *self.exports.buttons,
        ]  # fmt: skip

    def say_again(self, library: Library, language: Language, key: str, summary: Shown | None) -> Updates:
        lengths = [(say(language, f"length.{length}"), length) for length in LENGTHS]
        updates = {
            self.tab: gr.update(label=say(language, "tab.reports")),
            self.back: gr.update(value=say(language, "reports.back")),
            self.length: gr.update(label=say(language, "reports.length"), choices=lengths),
            self.cancel: gr.update(value=say(language, "ask.cancel")),
            **self.exports.say_again(language),
            **self.refresh(library, language),
        }
        if key:
            updates |= self.open(library, language, key)
        if key and summary:
            again = (
                reading.show_summary(library, summary, language=language)
                if isinstance(summary, Summary)
                else comparing.show_comparison(library, summary, language=language)
            )
            updates |= {self.summary_html: str(again), self.summary: summary}
            for button, suffix in zip(self.exports.buttons, self.exports.formats, strict=True):
                updates[button] = gr.update(value=say(language, f"export{suffix}"), visible=True)
        return updates

    def refresh(self, library: Library, language: Language) -> Updates:
        cards = library.reports()
        html = reader.report_list(cards, language=language) if cards else empty_library(language=language)
        return {self.reports: str(html)}

    def open(self, library: Library, language: Language, key: str) -> Updates:
        view = reading.open_report(library, key, language=language)
        return {
            self.list_view: gr.update(visible=False),
            self.report_view: gr.update(visible=True),
            self.head: str(view.head),
            self.outline: str(view.outline),
            self.text: str(view.text),
            self.summary_html: "",
            self.key: view.key,
            self.summary: None,
            self.compare: gr.update(
                value=say(language, "compare.button"),
                visible=comparing.earlier_report(library, view.key) is not None,
            ),
            **self.exports.show(False),
        }

    def close(self) -> Updates:
        return {
            self.list_view: gr.update(visible=True),
            self.report_view: gr.update(visible=False),
            self.head: "",
            self.outline: "",
            self.text: "",
            self.summary_html: "",
            self.key: "",
            self.summary: None,
            self.compare: gr.update(visible=False),
            **self.exports.show(False),
        }


def build(language: Language) -> ReportsTab:
    with gr.Tab(say(language, "tab.reports"), id="reports", render_children=True) as tab:
        with gr.Column(elem_id="wj-list-view") as list_view:
            reports = panel(EMPTY, acts=("open_report", "add_examples", "go_library"), name="reports")
        with gr.Column(visible=False, elem_id="wj-report-view") as report_view:
            back = gr.Button(say(language, "reports.back"), size="sm", elem_id="wj-back", elem_classes=["wj-plainbtn"])
            head = panel(EMPTY, name="report-head")
            with gr.Row(elem_classes=["wj-reading"]):
                with gr.Column(scale=3, min_width=300, elem_classes=["wj-side"]):
                    with gr.Row(elem_classes=["wj-lengthbar"]):
                        lengths = [(say(language, f"length.{length}"), length) for length in LENGTHS]
                        length = gr.Radio(
                            lengths,
                            value="medium",
                            label=say(language, "reports.length"),
                            container=False,
                            elem_id="wj-length",
                        )
                    compare = gr.Button(
                        say(language, "compare.button"), size="sm", visible=False, elem_id="wj-compare",
                        elem_classes=["wj-export"],
                    )  # fmt: skip
                    outline = panel(EMPTY, acts=("summarize",), name="outline")
                with gr.Column(scale=8, min_width=320):
                    cancel = gr.Button(
                        say(language, "ask.cancel"), variant="stop", size="sm", visible=False, elem_id="wj-stop-summary"
                    )
                    with gr.Row(elem_classes=["wj-buttons", "wj-filterbar"]):
                        made, formats = exports.buttons("summary", language, visible=False)
                    bar = exports.bar("summary", made, formats)
                    summary_html = panel(EMPTY, acts=("open_paragraph", "close_summary"), name="summary")
                    text = panel(EMPTY, name="text")
        key, section, summary = gr.State(""), gr.State(reading.WHOLE_REPORT), gr.State(None)
    return ReportsTab(
        tab, list_view, reports, report_view, back, head, outline, length, compare, cancel, bar, summary_html, text,
        key, section, summary,
    )  # fmt: skip


def wire(tab: ReportsTab, library: Library, jobs: Jobs, language: gr.Radio) -> None:
    outputs = [tab.summary_html, tab.summary, tab.cancel, tab.exports.outcome, *tab.exports.buttons]

    def shown(view: reading.SummaryView | comparing.ComparisonView) -> Updates:
        made = view.summary if isinstance(view, reading.SummaryView) else view.comparison
        return {
            tab.summary_html: str(view.html),
            tab.summary: made,
            tab.cancel: gr.update(visible=view.busy),
            tab.exports.outcome: "",
            **tab.exports.show(made is not None),
        }

    def open_report(chosen: str, event: gr.EventData) -> Updates:
        return tab.open(library, language_of(chosen), clicked(event).key)

    def choose_section(event: gr.EventData) -> int:
        value = clicked(event).value
        return int(value) if value.isascii() and value.isdigit() else reading.WHOLE_REPORT

    def summarize(key: str, section: int, length: str, chosen: str, request: gr.Request) -> Iterator[Updates]:
        page = str(request.session_hash)
        views = reading.summarize(
            library, jobs, page, key, section=section, length=length, language=language_of(chosen)
        )
        yield from map(shown, views)

    def summarize_again(
        key: str, section: int, length: str, chosen: str, summary: Shown | None, request: gr.Request
    ) -> Iterator[Updates]:
        if key and isinstance(summary, Summary):
            yield from summarize(key, section, length, chosen, request)
        else:
            yield {tab.cancel: gr.skip()}

    def compare(key: str, chosen: str, request: gr.Request) -> Iterator[Updates]:
        views = comparing.compare(library, jobs, str(request.session_hash), key, language=language_of(chosen))
        yield from map(shown, views)

    def close() -> Updates:
        return {
            tab.summary_html: "",
            tab.summary: None,
            tab.cancel: gr.update(visible=False),
            tab.exports.outcome: "",
            **tab.exports.show(False),
        }

    def stop(request: gr.Request) -> None:
        jobs.cancel(f"{request.session_hash}/summarize")

    inputs = [tab.key, tab.section, tab.length, language]
    tab.reports.open_report(open_report, language, tab.opened, **HIDDEN)
    tab.back.click(tab.close, None, tab.opened, **HIDDEN)
    tab.outline.summarize(choose_section, None, tab.section, **HIDDEN).then(summarize, inputs, outputs, **HIDDEN)
    tab.length.input(summarize_again, [*inputs, tab.summary], outputs, **HIDDEN)
    tab.compare.click(compare, [tab.key, language], outputs, **HIDDEN)
    tab.summary_html.close_summary(close, None, outputs, **HIDDEN)
    exports.wire(tab.exports, tab.summary, language, none_yet="summary.none_yet")
    tab.cancel.click(stop, None, None, queue=False, **HIDDEN)
