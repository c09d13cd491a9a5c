"""Places in running text: what is found, what must not be, and how shared names are told apart."""

from __future__ import annotations

from rag.places import find_places


def labels(text: str, *prefer: str) -> list[str]:
    return [mention.place.label for mention in find_places(text, prefer=prefer)]


def test_a_place_with_its_parent_in_front_is_one_mention() -> None:
    (mention,) = find_places("听取保定市徐水区政府工作报告")
    assert (mention.start, mention.end, mention.text) == (2, 8, "保定市徐水区")
    assert mention.place.parents == ("河北省", "保定市")
