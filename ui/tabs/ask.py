"""The tab where questions are asked: question, examples, answer and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.results import Answer
from ui import handlers, render
from ui.jobs import Jobs
from ui.markup import EMPTY
from ui.tabs.clicks import clicked, panel
from ui.texts import Language, language_of, say

if TYPE_CHECKING:
    from rag.library import Library

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class AskTab:
    tab: gr.Tab
    question: gr.Textbox
    button: gr.Button
    cancel: gr.Button
    scope_box: gr.Accordion
    scope: gr.Dropdown
    examples: gr.HTML
    result: gr.HTML
    answer: gr.State

    @property
    def shown(self) -> list[Any]:
        """Every component that carries words."""
        return [self.tab, self.question, self.button, self.cancel, *self.depends_on_reports]

    @property
    def depends_on_reports(self) -> list[Any]:
        return [self.scope_box, self.scope, self.result]

    def say_again(self, library: Library, language: Language, answer: Answer | None) -> Updates:
        """Give all words in a language, the answer's own included."""
        return {
            self.tab: gr.update(label=say(language, "tab.ask")),
            self.question: gr.update(label=say(language, "ask.label"), placeholder=say(language, "ask.placeholder")),
            self.button: gr.update(value=say(language, "ask.button")),
            self.cancel: gr.update(value=say(language, "ask.cancel")),
            **self.refresh(library, language, answer),
        }

    def show_examples(self, library: Library, language: Language) -> str:
        questions = handlers.example_questions(library, language=language)
        return str(render.examples(questions, language=language))

    def refresh(self, library: Library, language: Language, answer: Answer | None) -> Updates:
        """Give what depends on which reports there are."""
        cards = library.reports()
        result = (
            handlers.show_answer(library, answer, language=language)
            if answer
            else handlers.first_view(library, language=language)
        )
        return {
            self.scope_box: gr.update(label=say(language, "ask.scope"), visible=len(cards) > 1),
            self.scope: gr.update(choices=handlers.scope_choices(cards), label=say(language, "ask.scope")),
            self.result: str(result),
        }


def build(language: Language) -> AskTab:
    with gr.Tab(say(language, "tab.ask"), id="ask", render_children=True) as tab:
        with gr.Row(elem_classes=["wj-askbar"], equal_height=False):
            question = gr.Textbox(
                label=say(language, "ask.label"),
                placeholder=say(language, "ask.placeholder"),
                lines=1,
                max_lines=4,
                scale=8,
                container=False,
                show_label=False,
                autofocus=True,
                elem_id="wj-question",
            )
            button = gr.Button(say(language, "ask.button"), variant="primary", scale=1, min_width=96, elem_id="wj-ask")
            cancel = gr.Button(
                say(language, "ask.cancel"), variant="stop", scale=1, min_width=96, visible=False, elem_id="wj-stop"
            )
        examples = panel(EMPTY, acts=("ask_example",), name="examples")
        with gr.Accordion(say(language, "ask.scope"), open=False, visible=False, elem_id="wj-scope") as scope_box:
            scope = gr.Dropdown(
                label=say(language, "ask.scope"), choices=[], multiselect=True, container=False, show_label=False
            )
        result = panel(EMPTY, acts=("open_paragraph", "add_examples", "go_library"), name="result")
        answer = gr.State(None)
    return AskTab(tab, question, button, cancel, scope_box, scope, examples, result, answer)


def wire(tab: AskTab, library: Library, jobs: Jobs, language: gr.Radio) -> None:
    """Connect the tab's own events."""
    outputs = [tab.result, tab.answer, tab.button, tab.cancel]

    def ask(question: str, files: list[str] | None, chosen: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        views = handlers.ask(
            library, jobs, str(request.session_hash), question or "", files=files or (), language=language_of(chosen)
        )
        for view in views:
            yield str(view.html), view.answer, gr.update(visible=not view.busy), gr.update(visible=view.busy)

    def take_example(event: gr.EventData) -> str:
        return clicked(event).value

    def stop(request: gr.Request) -> None:
        jobs.cancel(f"{request.session_hash}/ask")

    inputs = [tab.question, tab.scope, language]
    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    tab.button.click(ask, inputs, outputs, **hidden)
    tab.examples.ask_example(take_example, None, tab.question, **hidden).then(ask, inputs, outputs, **hidden)
    tab.cancel.click(stop, None, None, queue=False, **hidden)
