from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ui.markup
import ui.texts
from ui.markup import Html, join, tag, text

HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<svg/onload=alert(1)>",
    "&lt;script&gt;",
    "javascript:alert(1)",
    "${alert(1)}{{constructor}}",
    "<!-- ",
    "]]>",
]


@pytest.mark.parametrize("module", [ui.markup, ui.texts])
def test_examples_in_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_in_an_element_and_in_an_attribute_stays_text(hostile: str, page: type) -> None:
    seen = page(tag("p", hostile, data_copy=hostile))
    assert seen.tags == [("p", {"data-copy": hostile})]
    assert seen.text == hostile


@given(pieces=st.lists(st.sampled_from(["<", ">", "&", '"', "'", "=", "/", "b", "区", "[1]", "script", " "])))
def test_no_text_makes_an_element_or_is_changed(pieces: list[str], page: type) -> None:
    value = "".join(pieces)
    seen = page(tag("p", value))
    assert [name for name, _ in seen.tags] == ["p"]
    assert seen.text == value


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [("增长\u200b5.5%", "U+200B"), ("\u202e%5.5", "U+202E"), ("5\u20600", "U+2060"), ("a\x00b", "U+0000")],
)
def test_characters_that_cannot_be_seen_are_shown(hidden: str, shown: str, page: type) -> None:
    html = text(hidden)
    assert page(html).values("title") == [shown]
    assert not any(c in html for c in "\u200b\u202e\u2060\x00")


def test_attributes_carry_no_characters_that_cannot_be_seen() -> None:
    assert tag("button", data_copy="5\u200b.5\u202e%") == '<button data-copy="5.5%"></button>'


def test_markup_is_kept_and_text_beside_it_escaped() -> None:
    assert join([tag("b", "1"), "<2>", Html("<br>")], " & ") == "<b>1</b> &amp; &lt;2&gt; &amp; <br>"


def test_attributes_that_are_off_are_left_out() -> None:
    assert tag("input", hidden=True, disabled=False, title=None, size=0) == '<input hidden size="0">'
