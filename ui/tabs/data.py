"""The tab of figures: filters, the ledger's rows, comparisons with a chart, targets beside results, downloads."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.errors import WenjuError
from ui.handlers import figures
from ui.handlers.figures import Missing, Mode, Wanted
from ui.handlers.work import failure
from ui.jobs import Jobs
from ui.markup import EMPTY
from ui.render.notices import notice
from ui.tabs.clicks import HIDDEN, Updates, clicked, panel
from ui.texts import Language, language_of, say

if TYPE_CHECKING:
    from rag.library import Library

KINDS = ("target", "actual")
MEASURES = ("level", "growth", "share", "rank", "change", "ratio")
FORMATS = (".csv", ".xlsx", ".png")


@dataclass(frozen=True, slots=True)
class DataTab:
    tab: gr.Tab
    mode: gr.Radio
    place: gr.Dropdown
    year: gr.Dropdown
    indicator: gr.Dropdown
    kind: gr.Dropdown
    measure: gr.Dropdown
    topic: gr.Dropdown
    sure: gr.Checkbox
    button: gr.Button
    cancel: gr.Button
    result: gr.HTML
    exports: tuple[gr.Button, ...]
    download: gr.DownloadButton
    outcome: gr.HTML
    wanted: gr.State

    @property
    def filters(self) -> list[Any]:
        return [
            self.mode, self.place, self.year, self.indicator, self.kind, self.measure, self.topic, self.sure,
        ]  # fmt: skip

    @property
    def shown(self) -> list[Any]:
        return [self.tab, *self.filters, self.button, self.cancel, self.result, *self.exports, self.outcome]

    @property
    def states(self) -> list[Any]:
        return [self.wanted]

    @property
    def depends_on_reports(self) -> list[Any]:
        return [self.place, self.year]

    def say_again(self, library: Library, language: Language, wanted: Wanted | None) -> Updates:
        labelled = {
            self.place: "place", self.year: "year", self.indicator: "indicator", self.kind: "kind",
            self.measure: "measure", self.topic: "topic", self.sure: "sure",
        }  # fmt: skip
        choices: dict[Any, Any] = {
            self.indicator: list(figures.indicator_choices(language)),
            self.kind: _words("understood", KINDS, language),
            self.measure: _words("measure", MEASURES, language),
            self.topic: _any(figures.topic_choices(), language),
        }
        updates: Updates = {
            component: gr.update(label=say(language, f"figures.{name}"), choices=choices[component])
            if component in choices
            else gr.update(label=say(language, f"figures.{name}"))
            for component, name in labelled.items()
        }
        for component, choice in self.refresh(library).items():
            updates[component] = {**updates[component], **choice}
        exports = {
            button: gr.update(value=say(language, f"figures.export{suffix}"))
            for button, suffix in zip(self.exports, FORMATS, strict=True)
        }
        return {
            **updates,
            **exports,
            self.tab: gr.update(label=say(language, "tab.data")),
            self.mode: gr.update(choices=_modes(language)),
            self.button: gr.update(value=say(language, "figures.show")),
            self.cancel: gr.update(value=say(language, "ask.cancel")),
            self.outcome: "",
            self.result: str(figures.show_at_once(library, wanted, language=language)),
        }

    def refresh(self, library: Library) -> Updates:
        cards = library.reports()
        return {
            self.place: gr.update(choices=figures.place_choices(cards)),
            self.year: gr.update(choices=["", *figures.year_choices(cards)]),
        }


def _modes(language: Language) -> list[tuple[str, str]]:
    return [(say(language, f"figures.mode_{mode.value}"), mode.value) for mode in Mode]


def _words(group: str, values: tuple[str, ...], language: Language) -> list[tuple[str, str]]:
    return [(say(language, "figures.any"), ""), *((say(language, f"{group}.{v}"), v) for v in values)]


def _any(values: tuple[str, ...], language: Language) -> list[tuple[str, str]]:
    return [(say(language, "figures.any"), ""), *((v, v) for v in values)]


def build(language: Language) -> DataTab:
    with gr.Tab(say(language, "tab.data"), id="data", render_children=True) as tab:
        with gr.Column(elem_classes=["wj-filters"]):
            mode = gr.Radio(
                _modes(language), value=Mode.LIST.value, container=False, show_label=False, elem_id="wj-mode"
            )
            with gr.Row(elem_classes=["wj-filterbar"]):
                place = _dropdown("place", [], language, multiselect=True, scale=3)
                indicator = _dropdown(
                    "indicator", list(figures.indicator_choices(language)), language, allow_custom_value=True, scale=3
                )
                year = _dropdown("year", [], language, allow_custom_value=True)
                kind = _dropdown("kind", _words("understood", KINDS, language), language)
                measure = _dropdown("measure", _words("measure", MEASURES, language), language)
                topic = _dropdown("topic", _any(figures.topic_choices(), language), language)
            sure = gr.Checkbox(label=say(language, "figures.sure"), container=False, elem_id="wj-filter-sure")
            with gr.Row(elem_classes=["wj-buttons", "wj-filterbar"]):
                button = gr.Button(
                    say(language, "figures.show"), variant="primary", scale=0, min_width=110, elem_id="wj-show"
                )
                cancel = gr.Button(
                    say(language, "ask.cancel"), variant="stop", visible=False, scale=0, min_width=96,
                    elem_id="wj-stop-figures",
                )  # fmt: skip
                exports = tuple(
                    gr.Button(
                        say(language, f"figures.export{suffix}"), scale=0, min_width=110, size="md",
                        elem_id=f"wj-export-{suffix[1:]}", elem_classes=["wj-export"],
                    )
                    for suffix in FORMATS
                )  # fmt: skip
        # Never clicked: Gradio's button downloads what was there before the click. It gives the new file its address.
        download = gr.DownloadButton("", elem_id="wj-download", elem_classes=["wj-unseen"])
        outcome = panel(EMPTY, name="export-outcome")
        result = panel(EMPTY, acts=("open_paragraph", "more_figures", "add_examples", "go_library"), name="figures")
        wanted = gr.State(None)
    return DataTab(
        tab, mode, place, year, indicator, kind, measure, topic, sure, button, cancel, result, exports, download,
        outcome, wanted,
    )  # fmt: skip


def _dropdown(name: str, choices: list[Any], language: Language, **options: Any) -> gr.Dropdown:
    options.setdefault("scale", 1)
    value = [] if options.get("multiselect") else ""
    return gr.Dropdown(
        choices,
        value=value,
        label=say(language, f"figures.{name}"),
        min_width=130,
        elem_id=f"wj-filter-{name}",
        **options,
    )


def wire(tab: DataTab, library: Library, jobs: Jobs, language: gr.Radio) -> None:
    """Connect the tab's own events."""

    def show(*values: Any, limit: int = figures.PAGE_ROWS, page: str) -> Iterator[Updates]:
        *filters, chosen = values
        now = language_of(chosen)
        try:
            asked = _wanted(filters, limit)
        except Missing as missing:
            yield {tab.result: str(notice(say(now, missing.key), kind="warn"))}
            return
        for view in figures.show(library, jobs, page, asked, language=now):
            yield {
                tab.result: str(view.html),
                tab.wanted: asked,
                tab.cancel: gr.update(visible=view.busy),
                tab.outcome: "",
            }

    def show_first(request: gr.Request, *values: Any) -> Iterator[Updates]:
        yield from show(*values, page=str(request.session_hash))

    def show_more(event: gr.EventData, request: gr.Request, *values: Any) -> Iterator[Updates]:
        shown = clicked(event).value
        limit = (int(shown) if shown.isascii() and shown.isdigit() else 0) + figures.PAGE_ROWS
        yield from show(*values, limit=limit, page=str(request.session_hash))

    def visit(request: gr.Request, seen: Wanted | None, *values: Any) -> Iterator[Updates]:
        """Show all figures at the first visit; reports may have come and gone since an earlier one."""
        yield tab.refresh(library)
        if seen is None:
            yield from show(*values, page=str(request.session_hash))

    def stop(request: gr.Request) -> None:
        jobs.cancel(f"{request.session_hash}/figures")

    def export(suffix: str, *values: Any) -> Iterator[Updates]:
        *filters, chosen = values
        now = language_of(chosen)
        # Gradio copies the file when it is handed over; then it may go.
        with tempfile.TemporaryDirectory() as folder:
            try:
                file = figures.export(library, _wanted(filters), suffix, Path(folder), language=now)
            except Missing as missing:
                yield {tab.outcome: str(notice(say(now, missing.key), kind="warn")), tab.download: None}
            except WenjuError as error:
                yield {tab.outcome: str(failure(error, language=now)), tab.download: None}
            else:
                done = notice(say(now, "figures.exported", file=file.name), kind="good")
                yield {tab.outcome: str(done), tab.download: str(file)}

    inputs = [*tab.filters, language]
    outputs = [tab.result, tab.wanted, tab.cancel, tab.outcome]
    tab.button.click(show_first, inputs, outputs, **HIDDEN)
    tab.mode.input(show_first, inputs, outputs, **HIDDEN)
    for component in (tab.place, tab.year, tab.indicator, tab.kind, tab.measure, tab.topic, tab.sure):
        component.input(show_first, inputs, outputs, **HIDDEN)
    tab.result.more_figures(show_more, inputs, outputs, **HIDDEN)
    tab.tab.select(visit, [tab.wanted, *inputs], [*outputs, *tab.depends_on_reports], **HIDDEN)
    tab.cancel.click(stop, None, None, queue=False, **HIDDEN)
    for button, suffix in zip(tab.exports, FORMATS, strict=True):
        made = button.click(_with(export, suffix), inputs, [tab.outcome, tab.download], **HIDDEN)
        made.then(None, tab.download, None, js="(file) => { window.wenju.download(file); }", **HIDDEN)


def _with(export: Any, suffix: str) -> Any:
    def run(*values: Any) -> Iterator[Updates]:
        yield from export(suffix, *values)

    return run


def _wanted(filters: list[Any], limit: int = figures.PAGE_ROWS) -> Wanted:
    mode, places, year, indicator, kind, measure, topic, sure = filters
    return figures.wanted(
        mode or "",
        places or (),
        year or "",
        indicator or "",
        kind or "",
        measure or "",
        topic or "",
        limit,
        sure=bool(sure),
    )
