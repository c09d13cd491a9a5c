"""The page: its frame, its tabs, what goes from one to another, and how it is served.

Everything comes from this machine: no analytics, no fonts or scripts from elsewhere, no sharing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.errors import UsageError
from ui.handlers import keeping as adding
from ui.jobs import Jobs
from ui.markup import Html, tag
from ui.tabs import ask, brief, check, data, library, reports
from ui.tabs.clicks import HIDDEN, Updates, clicked, panel
from ui.texts import Language, language_of, say

if TYPE_CHECKING:
    from rag.library import Library

_HERE = Path(__file__).resolve().parent
_FONTS = (
    "system-ui", "-apple-system", "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei",
    "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "sans-serif",
)  # fmt: skip
_MONO = ("ui-monospace", "Cascadia Mono", "Consolas", "Noto Sans Mono CJK SC", "monospace")
_DAY_S = 24 * 60 * 60  # how long Gradio keeps its own copies of uploads
_AT_ONCE = 8  # questions that are worked on at the same time, over all open pages


def build_app(held: Library) -> gr.Blocks:
    """Lay the page out over a library and connect its events. Nothing is launched."""
    jobs = Jobs()
    first = Language.ZH
    app: gr.Blocks
    with gr.Blocks(
        title=say(first, "app.title"), analytics_enabled=False, fill_width=True, delete_cache=(_DAY_S, _DAY_S)
    ) as app:
        with gr.Row(elem_id="wj-header"):
            brand = panel(_brand(first), name="brand")
            language = gr.Radio(
                [("中文", "zh"), ("English", "en")],
                value=first.value,
                label=say(first, "app.language"),
                container=False,
                show_label=False,
                elem_id="wj-language",
                scale=0,
                min_width=170,
            )
        with gr.Tabs(selected="ask", elem_id="wj-tabs") as tabs:
            made = _Tabs(
                ask.build(first),
                data.build(first),
                check.build(first),
                brief.build(first),
                reports.build(first),
                library.build(first),
            )
        ask.wire(made.asking, held, jobs, language)
        data.wire(made.figures, held, jobs, language)
        check.wire(made.checking, held, jobs, language)
        brief.wire(made.briefing, held, jobs, language)
        reports.wire(made.reading, held, jobs, language)
        changes = library.wire(made.keeping, held, jobs, language)
        _connect(app, held, jobs, tabs, language, brand, made, changes)
        app.queue(default_concurrency_limit=_AT_ONCE)
    return app


@dataclass(frozen=True, slots=True)
class _Tabs:
    asking: ask.AskTab
    figures: data.DataTab
    checking: check.CheckTab
    briefing: brief.BriefTab
    reading: reports.ReportsTab
    keeping: library.LibraryTab

    @property
    def all(self) -> tuple[Any, ...]:
        return (self.asking, self.figures, self.checking, self.briefing, self.reading, self.keeping)

    @property
    def states(self) -> list[Any]:
        return [state for tab in self.all for state in tab.states]

    def say_again(self, held: Library, language: Language, values: Sequence[Any]) -> Updates:
        """Give all words of all tabs; `values` are those of `states`, in order."""
        updates: Updates = {}
        rest = iter(values)
        for tab in self.all:
            updates |= tab.say_again(held, language, *(next(rest) for _ in tab.states))
        return updates


def _connect(
    app: gr.Blocks,
    held: Library,
    jobs: Jobs,
    tabs: gr.Tabs,
    language: gr.Radio,
    brand: gr.HTML,
    made: _Tabs,
    changes: list[Any],
) -> None:
    """Connect what goes from one tab to another: language, opened paragraphs, a changed library."""
    asking, reading, keeping = made.asking, made.reading, made.keeping
    states = [language, *made.states]
    everything = [*(component for tab in made.all for component in tab.shown), brand]

    def say_again(chosen: str, *values: Any) -> Updates:
        now = language_of(chosen)
        return {brand: str(_brand(now)), **made.say_again(held, now, values)}

    def start(chosen: str, *values: Any) -> Updates:
        return {language: language_of(chosen).value, **say_again(chosen, *values)}

    def refresh(chosen: str, turns: ask.Turns) -> Updates:
        return {**asking.refresh(held, language_of(chosen), tuple(turns)), **list_again(chosen)}

    def list_again(chosen: str) -> Updates:
        now = language_of(chosen)
        return {**reading.refresh(held, now), **keeping.refresh(held, now)}

    def open_here(chosen: str, event: gr.EventData) -> Updates:
        return {tabs: gr.update(selected="reports"), **reading.open(held, language_of(chosen), clicked(event).key)}

    def go_library() -> Any:
        return gr.update(selected="library")

    def add_examples(chosen: str, request: gr.Request) -> Iterator[Updates]:
        now = language_of(chosen)
        views = adding.add_examples(held, jobs, str(request.session_hash), language=now)
        for view in views:
            shown = str(view.html)
            if view.busy:
                yield {asking.result: shown, reading.reports: shown, keeping.reports: shown}
            elif view.added is None:
                yield {**refresh(chosen, ()), asking.result: shown, keeping.outcome: shown}
            else:
                yield {**refresh(chosen, ()), keeping.outcome: shown, keeping.added: view.added}

    remember = "(chosen, ...rest) => { window.wenju.remember(chosen); return [chosen, ...rest]; }"
    recall = "(chosen, ...rest) => [window.wenju.language() || chosen, ...rest]"

    def show_examples(chosen: str) -> str:
        return asking.show_examples(held, language_of(chosen))

    loaded = app.load(start, states, [language, *everything], js=recall, **HIDDEN)
    spoken = language.input(say_again, states, everything, js=remember, **HIDDEN)

    others = (made.figures.result, made.checking.result, made.briefing.result)
    lists = [*asking.depends_on_reports, reading.reports, keeping.reports]
    refreshed = [change.then(refresh, [language, asking.turns], lists, **HIDDEN) for change in changes]
    for tab in (reading.tab, keeping.tab):
        # Others may have changed the library meanwhile. The answer stays as it is: one may be on its way.
        tab.select(list_again, language, [reading.reports, keeping.reports], **HIDDEN)
    for shown in (asking.result, *others, reading.reports, keeping.reports):
        outputs = [*lists, keeping.outcome, keeping.added]
        refreshed.append(shown.add_examples(add_examples, language, outputs, **HIDDEN))
        shown.go_library(go_library, None, tabs, **HIDDEN)
    for event in (loaded, spoken, *refreshed):
        # Apart from the rest, since trying the questions takes a moment.
        event.then(show_examples, language, asking.examples, **HIDDEN)
    for source in (asking.result, asking.earlier, *others):
        source.open_paragraph(open_here, language, [tabs, *reading.opened], **HIDDEN)
    keeping.reports.open_report(open_here, language, [tabs, *reading.opened], **HIDDEN)


def _brand(language: Language) -> Html:
    name = tag("span", tag("b", "问据"), tag("span", "Wenju"), class_="wj-name")
    return tag(
        "div",
        tag("span", "据", class_="wj-seal", aria_hidden="true"),
        name,
        tag("span", say(language, "app.tagline"), class_="wj-tagline"),
        tag(
            "button", "◐", type="button", class_="wj-theme", data_theme_switch=True,
            title=say(language, "app.theme"), aria_label=say(language, "app.theme"),
        ),
        class_="wj-brand",
    )  # fmt: skip


def launch_options() -> dict[str, Any]:
    """Give what every launch of the page needs: its looks, and nothing that leaves this machine."""
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    return {
        "theme": gr.themes.Base(
            primary_hue=gr.themes.colors.blue,
            neutral_hue=gr.themes.colors.slate,
            font=list(_FONTS),
            font_mono=list(_MONO),
            radius_size=gr.themes.sizes.radius_sm,
        ).set(
            button_primary_background_fill="var(--wj-accent)",
            button_primary_background_fill_hover="var(--wj-accent-deep)",
            button_primary_background_fill_dark="var(--wj-accent)",
            button_primary_background_fill_hover_dark="var(--wj-accent-deep)",
            button_primary_text_color="var(--wj-paper)",
            button_primary_text_color_dark="var(--wj-paper)",
            button_cancel_background_fill="var(--wj-bad-tint)",
            button_cancel_background_fill_hover="var(--wj-bad-tint)",
            button_cancel_background_fill_dark="var(--wj-bad-tint)",
            button_cancel_text_color="var(--wj-bad)",
            button_cancel_text_color_dark="var(--wj-bad)",
            body_background_fill="var(--wj-ground)",
            body_background_fill_dark="var(--wj-ground)",
            color_accent="var(--wj-accent)",
        ),
        "css": (_HERE / "style.css").read_text(encoding="utf-8"),
        "head": f"<script>{script}</script>",
        "footer_links": [],
        "run_history": False,
        "share": False,
        "enable_monitoring": False,
        "ssr_mode": False,
        "mcp_server": False,
        "pwa": False,
    }


def serve(held: Library, *, host: str = "127.0.0.1", port: int = 7860, open_browser: bool = True) -> None:
    """Serve the page until interrupted; its address goes to standard error.

    Raises:
        UsageError: the port is taken, or the address is not this machine's.
    """
    # Read by Gradio at every launch; its own switch on the page does not cover all of its reports.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # Gradio looks whether it can reach its own page, and would ask a configured proxy for it.
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1", "localhost", host]))
    app = build_app(held)
    options = launch_options()
    try:
        _, address, _ = app.launch(
            server_name=host,
            server_port=port,
            inbrowser=open_browser,
            prevent_thread_lock=True,
            quiet=True,
            **options,
        )
    except OSError as error:
        raise UsageError(
            f"The page cannot be served at {host}, port {port}: the port is taken, or the address is not of this "
            "machine.",
            fix=f"Choose another port, say {port + 1 if port < 65535 else 7860}.",
        ) from error
    print(f"Wenju: {address}", file=sys.stderr, flush=True)
    app.block_thread()
