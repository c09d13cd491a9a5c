"""Figures of the ledger as tables: each row leads to its paragraph; comparisons have a chart above them."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Sequence

from rag.indicators import YEAR, IndicatorRow
from rag.indicators.select import NOT_MENTIONED, Comparison, printed
from rag.track import Track
from ui.markup import EMPTY, Html, join, tag, text
from ui.render.evidence import open_button
from ui.render.notices import notice
from ui.texts import Language, say

_VERDICT_BADGE = {"met": "good", "missed": "bad", "not_mentioned": "warn", "not_comparable": "plain"}


def ledger(rows: Sequence[IndicatorRow], total: int, *, left_out: int = 0, language: Language) -> Html:
    """Make the table of figures: `rows` are the first of `total`, and `left_out` more say too little alone."""
    others = tag("p", say(language, "figures.left_out", n=left_out), class_="wj-note") if left_out else EMPTY
    if not rows:
        return join([notice(say(language, "figures.none"), kind="welcome"), others])
    heads = ("place", "year", "indicator", "value", "kind", "quote")
    body = (_row(row, language=language) for row in rows)
    return tag(
        "section",
        _count(len(rows), total, language=language),
        others,
        _table(heads, body, language=language),
        _more(len(rows), total, language=language),
        class_="wj-list wj-figures",
    )


def _count(shown: int, total: int, *, language: Language) -> Html:
    key = "figures.count" if shown == total else "figures.count_first"
    return tag("p", say(language, key, n=total, shown=shown), class_="wj-note")


def _more(shown: int, total: int, *, language: Language) -> Html:
    if shown == total:
        return EMPTY
    label = say(language, "figures.more")
    return tag("button", label, type="button", class_="wj-button", data_act="more_figures", data_value=shown)


def _table(heads: Sequence[str], rows: object, *, language: Language) -> Html:
    head = tag("tr", *(tag("th", say(language, f"figures.{h}"), scope="col") for h in heads))
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="wj-reports wj-ledger")  # type: ignore[misc]
    return tag("div", table, class_="wj-scroll")


def _row(row: IndicatorRow, *, language: Language) -> Html:
    raw = tag("span", row.raw, class_="wj-where") if row.raw != row.indicator else EMPTY
    doubt = tag("span", say(language, "figures.doubt"), class_="wj-badge wj-badge--warn") if row.is_doubtful else EMPTY
    cells = [
        tag("td", row.place, data_label=say(language, "figures.place")),
        tag("td", _when(row, language=language), data_label=say(language, "figures.year")),
        tag("td", tag("b", row.indicator), raw, doubt, data_label=say(language, "figures.indicator")),
        tag("td", _value(row, language=language), data_label=say(language, "figures.value"), class_="wj-value"),
        tag("td", _kind(row, language=language), data_label=say(language, "figures.kind")),
        tag("td", _source(row, language=language), data_label=say(language, "figures.quote"), class_="wj-quote"),
    ]
    return tag("tr", *cells)


def _when(row: IndicatorRow, *, language: Language) -> str:
    year = str(row.year) if row.year else say(language, "reports.unknown")
    return year if row.period == YEAR else f"{year} · {row.period}"


def _value(row: IndicatorRow, *, language: Language, is_measured: bool = True) -> Html:
    """Make a figure with its measure, unless a heading above says that of all."""
    measure = tag("span", say(language, f"measure.{row.measure}"), class_="wj-where") if is_measured else EMPTY
    estimate = tag("span", say(language, "figures.estimate"), class_="wj-badge") if row.estimate else EMPTY
    return join([tag("b", printed(row)), measure, estimate])


def _kind(row: IndicatorRow, *, language: Language) -> Html:
    return tag("span", say(language, f"understood.{row.kind}"), class_=f"wj-badge wj-badge--{row.kind}")


def _source(row: IndicatorRow, *, language: Language) -> Html:
    """Make the clause that carries a figure, the figure marked, and the button that opens its paragraph."""
    start, end = row.start - row.quote_start, row.end - row.quote_start
    quote = [text(row.quote)]
    if 0 <= start < end <= len(row.quote):
        quote = [text(row.quote[:start]), tag("mark", row.quote[start:end]), text(row.quote[end:])]
    where = say(language, "card.paragraph", n=row.paragraph)
    opener = open_button(row.report_id, row.paragraph, where, class_="wj-link wj-open", title=f"{row.file} · {where}")
    return join([tag("span", *quote), opener])


# Comparisons


def comparison(given: Comparison, chart: bytes | None, *, language: Language) -> Html:
    """Make a comparison: chart, then a line for each place or year, those that are not mentioned too."""
    measure = say(language, f"measure.{given.measure}")
    kind = say(language, f"understood.{given.kind}")
    known = sum(cell.row is not None for cell in given.cells)
    if not known:
        return notice(say(language, "figures.none_compared", kind=kind, indicator=given.indicator), kind="welcome")
    title = tag("h3", given.title, class_="wj-title")
    note = " · ".join([measure, kind, say(language, "figures.known", known=known, n=len(given.cells))])
    rows = []
    for label, cell in zip(given.labels, given.cells, strict=True):
        name = tag("td", tag("b", label))
        if cell.row is None:
            blank = tag("td", NOT_MENTIONED, class_="wj-value wj-blank", colspan="2")
            rows.append(tag("tr", name, blank))
            continue
        value = tag("td", _value(cell.row, language=language, is_measured=False), class_="wj-value")
        rows.append(tag("tr", name, value, tag("td", _source(cell.row, language=language), class_="wj-quote")))
    heads = ("label", "value", "quote")
    return tag(
        "section",
        title,
        tag("p", note, class_="wj-note"),
        _chart(chart, given, language=language) if chart else EMPTY,
        _table(heads, rows, language=language),
        class_="wj-list wj-figures",
    )


def _chart(drawn: bytes, given: Comparison, *, language: Language) -> Html:
    """Show a chart as a picture: nothing in it can be live. Many bars make it scroll rather than shrink."""
    address = f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode('ascii')}"
    label = say(language, "figures.chart", title=given.title)
    width = max(300, 44 * len(given.cells))
    picture = tag("img", src=address, alt=label, style=f"min-width:{width}px")
    return tag("div", picture, class_="wj-chart wj-scroll", tabindex="0", role="group", aria_label=label)


# Targets and results


def tracks(given: Sequence[Track], total: int, *, language: Language) -> Html:
    """Make the table of targets beside their results, with a verdict in words on each."""
    if not given:
        return notice(say(language, "track.none"), kind="welcome")
    counts = Counter(one.verdict.value for one in given)
    chips = (
        tag(
            "button",
            say(language, f"track.{verdict}"),
            tag("b", str(counts[verdict])),
            type="button",
            class_=f"wj-only wj-only--{badge}",
            data_only=verdict,
            aria_pressed="false",
        )
        for verdict, badge in _VERDICT_BADGE.items()
        if counts[verdict]
    )
    heads = ("place", "year", "indicator", "target", "actual", "verdict", "note")
    body = (_track(one, language=language) for one in given)
    return tag(
        "section",
        _count(len(given), total, language=language),
        tag("div", *chips, class_="wj-counts", role="group"),
        _table(heads, body, language=language),
        _more(len(given), total, language=language),
        class_="wj-list wj-figures",
        data_filtered=True,
    )


def _track(one: Track, *, language: Language) -> Html:
    verdict = one.verdict.value
    badge = tag("span", say(language, f"track.{verdict}"), class_=f"wj-badge wj-badge--{_VERDICT_BADGE[verdict]}")
    deed = tag("span", say(language, "track.deed"), class_="wj-badge") if one.deed else EMPTY
    result = (
        tag("td", _side(one.actual, language=language), data_label=say(language, "figures.actual"))
        if one.actual
        # What the next report says of it without a figure that fits stands in the note.
        else tag(
            "td",
            NOT_MENTIONED if verdict == "not_mentioned" else "—",
            class_="wj-blank",
            data_label=say(language, "figures.actual"),
        )
    )
    measure = tag("span", say(language, f"measure.{one.measure}"), class_="wj-where")
    cells = [
        tag("td", one.place, data_label=say(language, "figures.place")),
        tag("td", str(one.year), data_label=say(language, "figures.year")),
        tag("td", tag("b", one.indicator), measure, deed, data_label=say(language, "figures.indicator")),
        tag("td", _side(one.target, language=language), data_label=say(language, "figures.target")),
        result,
        tag("td", badge, data_label=say(language, "figures.verdict")),
        tag("td", one.remark, class_="wj-quote", data_label=say(language, "figures.note")),
    ]
    return tag("tr", *cells, data_verdict=verdict)


def _side(row: IndicatorRow, *, language: Language) -> Html:
    where = say(language, "card.paragraph", n=row.paragraph)
    opener = open_button(row.report_id, row.paragraph, where, class_="wj-link wj-open", title=row.quote)
    # A good deed may promise no figure: then its sentence is all there is.
    return join([tag("b", printed(row)), text(" "), opener]) if row.values else join([text(row.quote), opener])
