"""HTML panels whose buttons are events: a click on an element with `data-act="name"` is the panel's event `name`."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import gradio as gr

from ui.markup import Html

# Gradio takes a name for an event only if it stands in quotes in this script.
_ON_LOAD = """
const known = %s;
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button && element.contains(button) && known.includes(button.dataset.act)) {
    trigger(button.dataset.act, {key: button.dataset.key || "", value: button.dataset.value || ""});
  }
});
"""


Updates = dict[Any, Any]
# For every event: no progress display of Gradio's own, and not offered as a public API.
HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


class Clicked(NamedTuple):
    """What the clicked element carries in `data-key` and `data-value`."""

    key: str
    value: str


def panel(value: Html, *, acts: tuple[str, ...] = (), name: str, visible: bool = True) -> gr.HTML:
    """Make a panel with an element id; its events are named by `acts`."""
    script = _ON_LOAD % json.dumps(acts) if acts else None
    return gr.HTML(
        str(value),
        js_on_load=script,
        apply_default_css=False,
        elem_id=f"wj-{name}",
        elem_classes=["wj"],
        visible=visible,
    )


def clicked(event: gr.EventData) -> Clicked:
    """Read what was clicked. It comes from the browser, so it may hold anything."""
    data: Any = event._data if isinstance(event._data, dict) else {}
    return Clicked(str(data.get("key") or ""), str(data.get("value") or ""))
