"""Two reports of one place side by side, section by section, each change with its clauses and their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.compare_years import Change, ChangeKind, Comparison
from rag.results import Citation, Cited
from ui.markup import EMPTY, Html, tag
from ui.render.evidence import Backing, beside, cited
from ui.render.notices import notice
from ui.texts import Language, say

# Changes of one kind in one section that are shown; a file has them all.
_MOST = 12


def comparison(
    given: Comparison,
    citations: Sequence[Citation],
    number: Mapping[int, int],
    backing: Backing,
    *,
    language: Language,
) -> Html:
    """Lay a comparison out; `number` gives the citation of each source by its `id`."""
    close = tag("button", say(language, "summary.close"), type="button", class_="wj-button", data_act="close_summary")
    kicker = tag("span", say(language, "compare.title"), class_="wj-kicker")
    title = tag("h3", kicker, tag("span", f"{given.earlier} → {given.later}"), close, class_="wj-title")
    sections = [_slogans(given.slogans, number, language)] if given.slogans else []
    shown: set[int] = {number[id(s)] for change in given.slogans for s in change.sources}
    for section in given.sections:
        if section.changes:
            name = (section.after or section.before)[-1:] or (say(language, "compare.body"),)
            heading = name[0] if section.after else say(language, "compare.only_before", heading=name[0])
            kinds = [_kind(kind, section.changes, number, shown, language) for kind in ChangeKind]
            sections.append(tag("section", tag("h4", heading), *kinds))
    if not sections:
        return notice(say(language, "compare.same"))
    main = tag("div", title, *sections, class_="wj-main wj-brief wj-compared", role="region")
    kept = [c for c in citations if c.n in shown]
    return beside(main, kept, backing, language=language, kind="comparison")


def _slogans(changes: Sequence[Change], number: Mapping[int, int], language: Language) -> Html:
    points = (Cited(f"{change.says}。", _numbers(change, number)) for change in changes)
    heading = tag("h4", say(language, "compare.slogans"))
    return tag("section", heading, tag("ul", *(tag("li", cited(p, language=language)) for p in points)))


def _kind(
    kind: ChangeKind, changes: Sequence[Change], number: Mapping[int, int], shown: set[int], language: Language
) -> Html:
    found = [change for change in changes if change.kind is kind]
    if not found:
        return EMPTY
    lines = []
    for change in found[:_MOST]:
        shown.update(_numbers(change, number))
        sides = [(source, key) for source, key in ((change.before, "before"), (change.after, "after")) if source]
        pieces = []
        for source, key in sides:
            label = tag("span", say(language, f"compare.{key}"), class_="wj-label") if len(sides) > 1 else EMPTY
            said = cited(Cited(source.quote.strip(), (number[id(source)],)), language=language)
            pieces.append(tag("div", label, said))
        lines.append(tag("li", *pieces))
    more = len(found) - _MOST
    rest = tag("p", say(language, "compare.more", n=more), class_="wj-note") if more > 0 else EMPTY
    heading = tag("h5", say(language, f"change.{kind.value}"), tag("span", str(len(found)), class_="wj-count"))
    return tag("div", heading, tag("ul", *lines), rest)


def _numbers(change: Change, number: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(number[id(source)] for source in change.sources)
