"""Reports as HTML: the list, a report's outline, its text paragraph by paragraph, and what happened to files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from rag.results import Added, AddedFile, Outcome, ReportCard
from rag.types import Fact, Origin, Paragraph, Report, Role
from ui.markup import EMPTY, Html, join, tag, text
from ui.render import doubts
from ui.render.evidence import kind_label, repair_line
from ui.render.notices import problem
from ui.texts import TEXTS, Language, say

MAX_LISTED = 20  # repairs of one kind shown in a quality note; a real report in Traditional script has thousands
# Repairs that chose between readings; the others follow a convention, and marking them all would bury these.
GUESSED = frozenset({"byte_shift", "question_marks"})


# Lists of reports


def report_list(cards: Sequence[ReportCard], *, language: Language, manage: bool = False) -> Html:
    """Make the table of reports; with `manage`, its rows can be corrected and removed."""
    columns = ["place", "year", "level", "file", "paragraphs", "repairs", "doubts"]
    numbers = {"paragraphs", "repairs", "doubts", "year"}
    heads = [
        tag("th", say(language, f"reports.{c}"), scope="col", class_="wj-num" if c in numbers else None)
        for c in columns
    ]
    if manage:
        heads.append(tag("th", say(language, "library.actions"), scope="col"))
    rows = (_report_row(card, language=language, manage=manage) for card in cards)
    search = tag(
        "input",
        type="search",
        class_="wj-filter",
        placeholder=say(language, "reports.filter"),
        aria_label=say(language, "reports.filter"),
    )
    count = tag("span", say(language, "reports.count", n=len(cards)), class_="wj-count")
    return tag(
        "div",
        tag("div", search, count, class_="wj-bar"),
        tag(
            "div",
            tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="wj-reports"),
            class_="wj-scroll",
        ),
        tag("p", say(language, "reports.none_match"), class_="wj-note wj-none", hidden=True),
        class_="wj-list",
    )


def _report_row(card: ReportCard, *, language: Language, manage: bool) -> Html:
    unknown = say(language, "reports.unknown")
    level = f"level.{card.level}"
    opener = tag(
        "button",
        card.place or card.title or card.file,
        type="button",
        class_="wj-link",
        data_act="open_report",
        data_key=card.report_id,
        title=card.report,
    )
    cells = [
        tag("td", opener, data_label=say(language, "reports.place")),
        tag("td", str(card.year) if card.year else unknown, class_="wj-num", data_label=say(language, "reports.year")),
        tag(
            "td",
            say(language, level) if level in TEXTS else card.level or unknown,
            data_label=say(language, "reports.level"),
        ),
        tag(
            "td",
            tag("span", card.file, class_="wj-file"),
            *(tag("span", f, class_="wj-file wj-file--copy") for f in card.copies),
            data_label=say(language, "reports.file"),
        ),
        tag("td", str(card.paragraphs), class_="wj-num", data_label=say(language, "reports.paragraphs")),
        tag("td", str(card.repairs), class_="wj-num", data_label=say(language, "reports.repairs")),
        tag("td", str(card.doubts), class_="wj-num", data_label=say(language, "reports.doubts")),
    ]
    if manage:
        cells.append(tag("td", *(_row_button(act, card, language) for act in ("edit", "remove")), class_="wj-acts"))
    return tag("tr", *cells, data_find=f"{card.place} {card.year or ''} {card.file} {card.title}".lower())


def _row_button(act: str, card: ReportCard, language: Language) -> Html:
    label = say(language, f"library.{act}")
    return tag(
        "button",
        label,
        type="button",
        class_=f"wj-button wj-button--{act}",
        data_act=f"{act}_report",
        data_key=card.report_id,
        aria_label=f"{label} {card.report}",
    )


# One report


def report_head(report: Report, *, language: Language) -> Html:
    """Make the head of a report: its name, where its particulars come from, and its quality note."""
    meta = report.metadata
    level = Fact(_level(meta.level.value, language), meta.level.origin, meta.level.rivals)
    facts = [
        _fact(say(language, "reports.place"), meta.place, language),
        _fact(say(language, "reports.year"), meta.year, language),
        _fact(say(language, "reports.level"), level, language),
        _fact(say(language, "reader.date"), meta.date, language),
        _fact(say(language, "reader.speaker"), meta.speaker, language),
    ]
    file = tag("span", report.file, class_="wj-file")
    return tag(
        "header",
        tag("h2", report.name),
        tag("p", *facts, file, class_="wj-facts"),
        quality_note(report, language=language),
        class_="wj-report-head",
    )


def _level(value: str, language: Language) -> str:
    key = f"level.{value}"
    return say(language, key) if key in TEXTS else value


def _fact(label: str, fact: Fact, language: Language) -> Html:
    if fact.origin is Origin.UNKNOWN or not fact.value:
        return EMPTY
    origin = say(language, "reader.from", origin=say(language, f"origin.{fact.origin.value}"))
    rivals = EMPTY
    if fact.rivals:
        values = "、".join(f"{v}（{say(language, f'origin.{o.value}')}）" for v, o in fact.rivals)
        rivals = tag("span", say(language, "reader.rivals", values=values), class_="wj-badge wj-badge--warn")
    return tag("span", tag("span", label, class_="wj-label"), tag("b", fact.value, title=origin), rivals)


def quality_note(report: Report, *, language: Language) -> Html:
    """Say what was repaired, left out and doubted in a report, with the places behind a click."""
    if not (report.repairs or report.dropped or report.doubts):
        return tag("p", say(language, "reader.clean"), class_="wj-note")
    chars = sum(d.end - d.start for d in report.dropped)
    counts = [
        say(language, "reader.repairs", n=len(report.repairs)) if report.repairs else "",
        say(language, "reader.dropped", n=len(report.dropped), chars=chars) if report.dropped else "",
        say(language, "reader.doubts", n=len(report.doubts)) if report.doubts else "",
    ]
    total = " · ".join(c for c in counts if c)
    head = tag("summary", tag("span", say(language, "reader.quality"), class_="wj-label"), tag("span", total))
    repairs = ((r.kind, repair_line(r, language=language, is_named=False)) for r in report.repairs)
    dropped = ((d.kind, tag("span", f"{d.start}–{d.end}", class_="wj-where")) for d in report.dropped)
    doubted = ((d.kind, doubts.line(d, language=language)) for d in report.doubts)
    body = [
        *_by_kind("doubt", doubted, language=language),
        *_by_kind("dropped", dropped, language=language),
        *_by_kind("repair", repairs, language=language),
    ]
    return tag("details", head, tag("div", *body, class_="wj-scrollbox"), class_="wj-details wj-quality")


def _by_kind(group: str, found: Iterable[tuple[str, Html]], *, language: Language) -> list[Html]:
    """Make one block for each kind, the rarest first: what happened once deserves the first look."""
    kinds: dict[str, list[Html]] = {}
    for kind, line in found:
        kinds.setdefault(kind, []).append(line)
    blocks = []
    for kind, lines in sorted(kinds.items(), key=lambda item: (len(item[1]), item[0])):
        title = tag("h5", kind_label(group, kind, language=language), tag("span", str(len(lines)), class_="wj-count"))
        hidden = len(lines) - MAX_LISTED
        more = tag("p", say(language, "reader.more", n=hidden), class_="wj-note") if hidden > 0 else EMPTY
        listed = tag("ul", *(tag("li", line) for line in lines[:MAX_LISTED]))
        blocks.append(tag("div", title, listed, more, class_="wj-changes"))
    return blocks


def outline(report: Report, *, language: Language) -> Html:
    """Make the outline: each heading leads to its paragraph, and has a summary button."""
    whole = tag(
        "button",
        say(language, "reports.whole"),
        type="button",
        class_="wj-button wj-button--main",
        data_act="summarize",
        data_value="-1",
    )
    lines = []
    for i, section in enumerate(report.sections):
        label = say(language, "reports.summarize_section", heading=section.heading)
        lines.append(
            tag(
                "li",
                tag(
                    "button",
                    section.heading,
                    type="button",
                    class_="wj-link",
                    data_goto=section.first,
                    title=section.heading,
                ),
                tag(
                    "button",
                    say(language, "reports.summarize"),
                    type="button",
                    class_="wj-button",
                    data_act="summarize",
                    data_value=i,
                    aria_label=label,
                    title=label,
                ),
                class_=f"wj-level wj-level--{min(section.level, 4)}",
            )
        )
    body = tag("ul", *lines) if lines else tag("p", say(language, "reports.no_sections"), class_="wj-note")
    return tag(
        "nav",
        tag("h3", say(language, "reports.outline"), class_="wj-title"),
        whole,
        body,
        class_="wj-outline",
        aria_label=say(language, "reports.outline"),
    )


def reader(report: Report, source: str, *, language: Language) -> Html:
    """Make the whole text with paragraph numbers; repaired characters show the source text behind them."""
    guessed = [(r.start, r.end) for r in report.repairs if r.kind in GUESSED]
    paragraphs = (_paragraph(p, report, source, guessed, language=language) for p in report.paragraphs)
    return tag(
        "article",
        tag("h3", say(language, "reader.title"), class_="wj-title"),
        *paragraphs,
        class_="wj-reader",
        data_report=report.id,
        lang="zh-CN",
    )


def _paragraph(
    paragraph: Paragraph, report: Report, source: str, guessed: Sequence[tuple[int, int]], *, language: Language
) -> Html:
    level = ""
    if paragraph.role is Role.HEADING and paragraph.section >= 0:
        level = f" wj-h--{min(report.sections[paragraph.section].level, 4)}"
    number = tag("span", str(paragraph.ordinal), class_="wj-ordinal", aria_hidden="true")
    body = tag("p", _repaired_text(paragraph, source, guessed, language=language))
    return tag(
        "div",
        number,
        body,
        class_=f"wj-p wj-p--{paragraph.role.value}{level}",
        data_p=paragraph.ordinal,
        tabindex="-1",
        aria_label=say(language, "card.paragraph", n=paragraph.ordinal),
    )


def _repaired_text(
    paragraph: Paragraph, source: str, guessed: Sequence[tuple[int, int]], *, language: Language
) -> Html:
    """Escape a paragraph, its lead sentence strong, with the source text behind each repaired stretch."""
    lead_end = paragraph.lead_end if paragraph.role is Role.BODY else 0
    repaired = [s for s in paragraph.alignment.segments if not s.verbatim]
    edges = {0, lead_end, len(paragraph.text), *(s.clean_start for s in repaired), *(s.clean_end for s in repaired)}
    lead: list[Html] = []
    rest: list[Html] = []
    behind = iter(repaired)
    segment = next(behind, None)
    for start, end in pairwise(sorted(edges)):
        while segment is not None and segment.clean_end <= start:
            segment = next(behind, None)
        piece = text(paragraph.text[start:end])
        if segment is not None and segment.clean_start <= start:
            first, last = segment.source_start, segment.source_end
            is_guess = any(a < last and first < b for a, b in guessed)
            piece = tag(
                "span",
                piece,
                class_="wj-repaired wj-repaired--guess" if is_guess else "wj-repaired",
                title=say(language, "reader.before", source=source[first:last]),
            )
        (lead if end <= lead_end else rest).append(piece)
    return join([tag("b", *lead) if lead else EMPTY, *rest])


# What became of files


def outcomes(added: Added, names: Mapping[str, str], *, language: Language) -> Html:
    """Make the account of an upload, one line for each file; failures say what, where and what to do.

    `names` gives the files of reports by their ids.
    """
    counts = {o.value: sum(f.outcome is o for f in added.files) for o in Outcome}
    failed_first = sorted(added.files, key=lambda f: f.outcome is not Outcome.FAILED)
    lines = (
        tag("li", _outcome(f, names, language=language), class_=f"wj-outcome--{f.outcome.value}") for f in failed_first
    )
    return tag(
        "div",
        tag("h3", say(language, "library.outcomes"), class_="wj-title"),
        tag("p", say(language, "library.outcome_line", **counts), class_="wj-note"),
        tag("ul", *lines),
        class_="wj-outcomes",
        role="status",
    )


def _outcome(file: AddedFile, names: Mapping[str, str], *, language: Language) -> Html:
    badge = "bad" if file.outcome is Outcome.FAILED else "good" if file.outcome is Outcome.ADDED else "plain"
    parts = [
        tag("span", say(language, f"outcome.{file.outcome.value}"), class_=f"wj-badge wj-badge--{badge}"),
        tag("b", file.file, class_="wj-file"),
    ]
    if file.problem:
        kind, message, fix = (str(file.problem.get(key, "")) for key in ("kind", "message", "fix"))
        parts.append(tag("div", problem(kind, message, fix, language=language)))
    elif file.outcome in (Outcome.ADDED, Outcome.REPLACED):
        counts = say(language, "library.counts", paragraphs=file.paragraphs, repairs=file.repairs, doubts=file.doubts)
        parts.append(tag("span", f"{file.report} · {counts}", class_="wj-note"))
    elif file.copy_of:
        parts.append(
            tag("span", say(language, "library.copy_of", file=names.get(file.copy_of, file.copy_of)), class_="wj-note")
        )
    return join(parts)
