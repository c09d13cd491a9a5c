"""The tab where questions are asked: question, examples, the conversation so far, answer and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.results import Answer
from ui.handlers import asking, keeping
from ui.jobs import Jobs
from ui.markup import EMPTY
from ui.render import notices
from ui.tabs.clicks import HIDDEN, Updates, clicked, panel
from ui.texts import Language, language_of, say

if TYPE_CHECKING:
    from rag.library import Library

Turns = tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class AskTab:
    tab: gr.Tab
    question: gr.Textbox
    button: gr.Button
    cancel: gr.Button
    anew: gr.Button
    writer: gr.HTML
    scope_box: gr.Accordion
    scope: gr.Dropdown
    examples: gr.HTML
    earlier: gr.HTML
    result: gr.HTML
    turns: gr.State

    @property
    def shown(self) -> list[Any]:
        """Every component that carries words."""
        return [self.tab, self.question, self.button, self.cancel, self.anew, *self.depends_on_reports]

    @property
    def states(self) -> list[Any]:
        """What is needed to say it all again."""
        return [self.turns]

    @property
    def depends_on_reports(self) -> list[Any]:
        return [self.scope_box, self.scope, self.writer, self.earlier, self.result]

    def say_again(self, library: Library, language: Language, turns: Turns) -> Updates:
        """Give all words in a language, those of the conversation included."""
        return {
            self.tab: gr.update(label=say(language, "tab.ask")),
            self.question: gr.update(label=say(language, "ask.label"), placeholder=_placeholder(language, turns)),
            self.button: gr.update(value=say(language, "ask.button")),
            self.cancel: gr.update(value=say(language, "ask.cancel")),
            self.anew: gr.update(value=say(language, "ask.anew"), visible=bool(turns)),
            **self.refresh(library, language, turns),
        }

    def show_examples(self, library: Library, language: Language) -> str:
        questions = asking.example_questions(library, language=language)
        return str(notices.examples(questions, language=language))

    def refresh(self, library: Library, language: Language, turns: Turns) -> Updates:
        """Give what depends on which reports there are."""
        cards = library.reports()
        result = (
            asking.show_answer(library, turns[-1], language=language)
            if turns
            else asking.first_view(library, language=language)
        )
        return {
            self.scope_box: gr.update(label=say(language, "ask.scope"), visible=len(cards) > 1),
            self.scope: gr.update(choices=keeping.scope_choices(cards), label=say(language, "ask.scope")),
            self.writer: str(asking.show_writer(library, language=language)),
            self.earlier: str(asking.show_earlier(library, turns[:-1], language=language)),
            self.result: str(result),
        }


def _placeholder(language: Language, turns: Turns) -> str:
    return say(language, "ask.follow_up" if turns else "ask.placeholder")


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
            anew = gr.Button(say(language, "ask.anew"), scale=1, min_width=96, visible=False, elem_id="wj-anew")
        writer = panel(EMPTY, name="writer")
        examples = panel(EMPTY, acts=("ask_example",), name="examples")
        with gr.Accordion(say(language, "ask.scope"), open=False, visible=False, elem_id="wj-scope") as scope_box:
            scope = gr.Dropdown(
                label=say(language, "ask.scope"), choices=[], multiselect=True, container=False, show_label=False
            )
        earlier = panel(EMPTY, acts=("open_paragraph",), name="earlier")
        result = panel(EMPTY, acts=("open_paragraph", "add_examples", "go_library"), name="result")
        turns = gr.State(())
    return AskTab(tab, question, button, cancel, anew, writer, scope_box, scope, examples, earlier, result, turns)


def wire(tab: AskTab, library: Library, jobs: Jobs, language: gr.Radio) -> None:
    """Connect the tab's own events."""
    outputs = [tab.earlier, tab.result, tab.turns, tab.button, tab.cancel, tab.anew, tab.question]

    def ask(
        question: str, files: list[str] | None, turns: Turns, chosen: str, request: gr.Request
    ) -> Iterator[Updates]:
        now = language_of(chosen)
        turns = tuple(turns)
        page = str(request.session_hash)
        views = asking.ask(library, jobs, page, question or "", files=files or (), earlier=turns, language=now)
        is_begun = False
        for view in views:
            updates: Updates = {
                tab.result: str(view.html),
                tab.button: gr.update(visible=not view.busy),
                tab.cancel: gr.update(visible=view.busy),
                tab.anew: gr.update(visible=not view.busy and bool(turns or view.answer)),
            }
            if not is_begun and (view.busy or view.answer):
                # The last answer joins the conversation above, and the next question may be written meanwhile.
                is_begun = True
                updates[tab.earlier] = str(asking.show_earlier(library, turns, language=now))
                updates[tab.question] = gr.update(value="", placeholder=say(now, "ask.follow_up"))
            if view.answer:
                updates[tab.turns] = turns = (*turns, view.answer)
            elif not view.busy:
                updates[tab.question] = question
            yield updates

    def take_example(event: gr.EventData) -> str:
        return clicked(event).value

    def stop(request: gr.Request) -> None:
        jobs.cancel(f"{request.session_hash}/ask")

    def begin_anew(chosen: str, request: gr.Request) -> Updates:
        stop(request)
        now = language_of(chosen)
        return {
            tab.earlier: "",
            tab.result: str(asking.first_view(library, language=now)),
            tab.turns: (),
            tab.anew: gr.update(visible=False),
            tab.question: gr.update(value="", placeholder=_placeholder(now, ())),
        }

    inputs = [tab.question, tab.scope, tab.turns, language]
    tab.button.click(ask, inputs, outputs, **HIDDEN)
    tab.examples.ask_example(take_example, None, tab.question, **HIDDEN).then(ask, inputs, outputs, **HIDDEN)
    tab.cancel.click(stop, None, None, queue=False, **HIDDEN)
    tab.anew.click(begin_anew, language, [tab.earlier, tab.result, tab.turns, tab.anew, tab.question], **HIDDEN)
