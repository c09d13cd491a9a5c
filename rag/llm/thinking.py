"""Thinking out of a stream: what a model writes between <think> and </think> is no part of its reply."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN = re.compile(r"<(think|thinking|reasoning|thought)>", re.I)
_CLOSE = re.compile(r"</(think|thinking|reasoning|thought)>", re.I)
_LONGEST = len("</reasoning>")


@dataclass(frozen=True, slots=True)
class Shown:
    """Text of the reply. With `restart`, everything before it was thinking after all."""

    text: str
    restart: bool = False


class Thinking:
    """Feed it the stream; it gives what is reply. A tag cut in two between chunks is waited for.

    Some chat templates open the block in the prompt, so that a stream begins in mid-thought and only its end is seen.
    """

    def __init__(self) -> None:
        self._held = ""
        self._inside = False

    def feed(self, chunk: str) -> list[Shown]:
        self._held += chunk
        shown: list[Shown] = []
        restart = False
        while True:
            if self._inside:
                if not (close := _CLOSE.search(self._held)):
                    self._held = self._held[-_LONGEST:]
                    break
                self._held, self._inside = self._held[close.end() :].lstrip(), False
                continue
            opening, close = _OPEN.search(self._held), _CLOSE.search(self._held)
            if close and (not opening or close.start() < opening.start()):
                shown, restart = [], True
                self._held = self._held[close.end() :].lstrip()
            elif opening:
                shown.append(Shown(self._held[: opening.start()]))
                self._held, self._inside = self._held[opening.end() :], True
            else:
                keep = _unfinished_tag(self._held)
                shown.append(Shown(self._held[: len(self._held) - keep]))
                self._held = self._held[len(self._held) - keep :]
                break
        shown = [one for one in shown if one.text]
        if restart:
            text = "".join(one.text for one in shown)
            return [Shown(text, restart=True)]
        return shown

    def end(self) -> list[Shown]:
        """What was still held back; a block that never closed is thinking to the end."""
        rest, self._held = self._held, ""
        return [Shown(rest)] if rest and not self._inside else []


def _unfinished_tag(text: str) -> int:
    """How many characters at the end may be the beginning of a tag."""
    at = text.rfind("<", max(0, len(text) - _LONGEST))
    return len(text) - at if at >= 0 and re.fullmatch(r"</?[a-z]*", text[at:], re.I) else 0


def without_thinking(text: str) -> str:
    """A whole reply without its thinking.

    >>> without_thinking("<think>先看证据。</think>增长5%[1]。"), without_thinking("看[1]。</think>增长5%[1]。")
    ('增长5%[1]。', '增长5%[1]。')
    """
    thinking = Thinking()
    reply = ""
    for shown in (*thinking.feed(text), *thinking.end()):
        reply = shown.text if shown.restart else reply + shown.text
    return reply.strip()
