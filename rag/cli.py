"""The `wenju` command. Answers on standard output, progress and messages on standard error.

Exit status: 0 done (an abstention is done), 1 something failed, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from rag.errors import UsageError, WenjuError
from rag.llm.arguments import add_journal_arguments, add_model_arguments

if TYPE_CHECKING:
    from rag.indicators import IndicatorRow
    from rag.indicators.select import Comparison as IndicatorComparison
    from rag.library import Library, Progress
    from rag.llm.write import Event
    from rag.results import ReportCard

OK, FAILED, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    try:
        args = parser.parse_args(argv)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else USAGE
    try:
        status: int = args.run(args)
        return status
    except WenjuError as error:
        return _fail(error, as_json=args.json)
    except BrokenPipeError:
        # The reader has gone (`wenju list | head`): nothing is left to say, and nowhere to say it.
        sys.stderr.close()
        return FAILED
    except KeyboardInterrupt:
        print("stopped.", file=sys.stderr)
        return FAILED


def _fail(error: WenjuError, *, as_json: bool) -> int:
    if as_json:
        _print_json({"id": None, "error": error.to_dict()})
    else:
        print(f"wenju: {error}", file=sys.stderr)
    return USAGE if isinstance(error, UsageError) else FAILED


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--home", metavar="DIR", help="the library's folder (default: WENJU_HOME or your data folder)")
    shared.add_argument("--json", action="store_true", help="print one JSON document")
    parser = argparse.ArgumentParser(
        prog="wenju", description="Ask Chinese government work reports; get answers with their evidence."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help, parents=[shared])
        made.set_defaults(run=run)
        return made

    add = command("add", _add, "Read and index files or folders; unchanged files are skipped, changed ones replaced.")
    add.add_argument("paths", nargs="+", metavar="PATH", help="a report, or a folder of reports")
    add.add_argument(
        "--encoder",
        help="a sentence-transformers model by name or folder, for a new library (default: the bundled one)",
    )

    encode = command("encode", _encode, "Encode the library with another model; it stays in use meanwhile.")
    encode.add_argument(
        "--encoder", dest="to", help="a sentence-transformers model by name or folder (default: the bundled one)"
    )

    command("list", _list, "List the reports in the library.")

    show = command("show", _show, "Show one report: its outline, its source text, or what was repaired in it.")
    show.add_argument("report", help="file, id or name, as `wenju list` prints them")
    what = show.add_mutually_exclusive_group()
    what.add_argument("--source", action="store_true", help="print the source text that citations' offsets count in")
    what.add_argument("--text", action="store_true", help="print the clean text, a numbered paragraph a line")
    what.add_argument("--quality", action="store_true", help="print repairs, dropped regions, inferred values, doubts")

    edit = command("edit", _edit, "Correct what is known of a report.")
    edit.add_argument("report")
    edit.add_argument("--place")
    edit.add_argument("--level", choices=("national", "province", "prefecture", "county", "township"))
    edit.add_argument("--year", type=int)
    edit.add_argument("--title")

    remove = command("remove", _remove, "Take a report out of the library; the file itself is left alone.")
    remove.add_argument("report")

    search = command("search", _search, "Find passages.")
    _add_subject(search, "query")
    search.add_argument("-k", type=int, default=10, metavar="N", help="how many passages (default 10)")
    search.add_argument("--file", action="append", dest="files", default=[], help="only in this report (repeatable)")

    ask = command("ask", _ask, "Answer a question with citations, or say why the reports do not answer it.")
    _add_subject(ask, "question")
    ask.add_argument("--file", action="append", dest="files", default=[], help="only from this report (repeatable)")
    ask.add_argument("--generator", help="who writes this answer, as for `wenju model` (default: what is set there)")

    summarize = command("summarize", _summarize, "Summarize a section, or a whole report, every point cited.")
    _add_subject(summarize, "report")
    summarize.add_argument(
        "--section",
        action="append",
        default=[],
        help="words of its heading or lead sentence; outermost first (repeatable)",
    )
    summarize.add_argument("--length", choices=("short", "medium", "long"), default="medium")
    summarize.add_argument("--out", metavar="FILE", help=".docx, .md, .html or .pdf")
    summarize.add_argument("--generator", help="who writes the points, as for `wenju model` (default: what is set)")

    brief = command("brief", _brief, "Write a briefing on a topic over one or many reports, every point cited.")
    brief.add_argument("--topic", default="", help="民生, 就业, any words; without one it is on everything")
    brief.add_argument("--report", action="append", dest="files", default=[], help="from this report (repeatable)")
    brief.add_argument("--length", choices=("short", "medium", "long"), default="medium")
    brief.add_argument("--template", default="", help="topic, place, compare, years, or a .toml file")
    brief.add_argument("--out", metavar="FILE", help=".docx, .md, .html or .pdf")
    brief.add_argument("--generator", help="who writes its first part, as for `wenju model` (default: what is set)")
    brief.add_argument("--batch", metavar="FILE.jsonl", help="one JSON object a line with id and arguments")

    compare = command("compare", _compare, "Compare two reports of one place: new, dropped, reworded, other figures.")
    compare.add_argument("earlier", help="file, id or name of the earlier report")
    compare.add_argument("later", help="the later one")
    compare.add_argument("--out", metavar="FILE", help=".docx, .md, .html or .pdf")

    terms = command("terms", _terms, "List a report's slogans, and the terms that it explains with where it uses them.")
    terms.add_argument("report", help="file, id or name, as `wenju list` prints them")

    indicators = command("indicators", _indicators, "List the figures that reports give, each with its address.")
    indicators.add_argument("--place", action="append", default=[], help="of this place (repeatable, for comparison)")
    indicators.add_argument("--year", type=int, help="about this year")
    indicators.add_argument("--name", help="of this indicator, by standard name or as a report prints it")
    indicators.add_argument("--kind", choices=("target", "actual"))
    indicators.add_argument("--measure", choices=("level", "growth", "share", "rank", "change", "ratio"))
    indicators.add_argument("--topic", help="of this subject: 经济, 就业, 教育 …")
    indicators.add_argument(
        "--compare", action="store_true", help="side by side: places in one --year, or one --place over the years"
    )
    indicators.add_argument(
        "--sure", action="store_true", help="only figures whose row says by itself what its sentence says"
    )
    indicators.add_argument("--out", metavar="FILE", help=".csv or .xlsx for a table, .svg or .png for a chart")

    verify = command("verify", _verify, "Check a draft sentence by sentence against the reports.")
    verify.description = (
        "Check a draft sentence by sentence against the reports. Exit status: 0 if every sentence that claims "
        "something is supported, 1 if one is contradicted or unsupported, or something failed, 2 for wrong usage."
    )
    drafts = verify.add_mutually_exclusive_group(required=True)
    drafts.add_argument("draft", nargs="?", metavar="DRAFT", help="a .txt, .md or .docx file; - for standard input")
    drafts.add_argument("--text", help="the text itself")
    drafts.add_argument("--batch", metavar="FILE.jsonl", help="one JSON object a line with id and text; - for stdin")
    verify.add_argument("--file", action="append", dest="files", default=[], help="only these reports (repeatable)")

    track = command("track", _track, "A year's targets beside what the next report says of them.")
    track.add_argument("--place", help="of this place")
    track.add_argument("--indicator", help="of this indicator, by standard name or as a report prints it")
    track.add_argument("--out", metavar="FILE", help=".csv or .xlsx")

    evaluate = command("eval", _eval, "Run a gold set and report the quality of retrieval, answers and citations.")
    evaluate.set_defaults(takes_rest=True)
    _add_eval_arguments(evaluate)

    ui = command("ui", _ui, "Open the page in a browser.")
    ui.add_argument("--host", default="127.0.0.1")
    ui.add_argument("--port", type=int, default=7860)
    ui.add_argument("--no-browser", action="store_true", help="do not open a browser window")

    model = command("model", _model, "Show or set who writes the answers, and which hosts may be sent report text.")
    add_model_arguments(model)

    journal = command("journal", _journal, "The local log of what language models were asked and wrote.")
    add_journal_arguments(journal)

    command("doctor", _doctor, "Check this installation, this library and the language model that is set.")
    return parser


def _add_subject(parser: argparse.ArgumentParser, name: str) -> None:
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument(name, nargs="?")
    group.add_argument(
        "--batch", metavar="FILE.jsonl", help="one JSON object a line with id and arguments; - for stdin"
    )


def _add_eval_arguments(parser: argparse.ArgumentParser) -> None:
    # Only asked for its options when it is the command: the evaluation need not load for the others.
    if "eval" in sys.argv[1:3]:
        from eval.cli import add_arguments

        add_arguments(parser)


# Commands


def _open(args: argparse.Namespace) -> Library:
    from rag.library import Library

    progress = _progress()
    library = Library.open(args.home, encoder=getattr(args, "encoder", None), progress=progress)
    if progress is not None:
        _clear_progress()
    return library


def _add(args: argparse.Namespace) -> int:
    with _open(args) as library:
        added = library.add(args.paths, progress=_progress())
    _clear_progress()
    if args.json:
        _print_json(added.to_dict())
    else:
        for file in added.files:
            if file.problem:
                print(f"wenju: {file.problem['message']} {file.problem['fix']}".rstrip(), file=sys.stderr)
            elif file.copy_of:
                print(f"{file.outcome.value:9}  {file.file}  ({file.report}: a copy of {file.copy_of})")
            elif file.outcome.value != "unchanged":
                print(f"{file.outcome.value:9}  {file.file}  ({file.report}: {file.paragraphs} paragraphs)")
        counts = added.to_dict()["counts"]
        print(", ".join(f"{n} {name}" for name, n in counts.items() if n) or "nothing to add")
    return FAILED if added.failed else OK


def _encode(args: argparse.Namespace) -> int:
    from embeddings import DEFAULT_ENCODER

    with _open(args) as library:
        n_passages = library.reencode(args.to or DEFAULT_ENCODER, progress=_progress())
        name = library.encoder.name
    _clear_progress()
    if args.json:
        _print_json({"encoder": name, "passages": n_passages})
    else:
        print(f"{n_passages} passages encoded with {name}.")
    return OK


def _list(args: argparse.Namespace) -> int:
    with _open(args) as library:
        cards = library.reports()
    if args.json:
        _print_json([card.to_dict() for card in cards])
        return OK
    if not cards:
        print("The library is empty. Add reports with: wenju add FOLDER", file=sys.stderr)
    for card in cards:
        copies = f"  = {', '.join(card.copies)}" if card.copies else ""
        print(f"{card.report_id}  {card.year or '    '}  {card.place or '?'}  {card.file}{copies}")
    return OK


def _show(args: argparse.Namespace) -> int:
    from rag import show

    with _open(args) as library:
        report = library.report(args.report)
        source = library.source(args.report)
    if args.source:
        if args.json:
            _print_json({"file": report.file, "source": source})
        else:
            sys.stdout.write(source)
        return OK
    if args.quality:
        document = show.quality(report, source)
        print_lines = show.quality_lines(document)
    elif args.text:
        document = show.text(report)
        print_lines = show.text_lines(report)
    else:
        document = show.outline(report)
        print_lines = show.outline_lines(report)
    if args.json:
        _print_json(document)
    else:
        print("\n".join(print_lines))
    return OK


def _edit(args: argparse.Namespace) -> int:
    with _open(args) as library:
        card = library.edit(args.report, place=args.place, level=args.level, year=args.year, title=args.title)
    if args.json:
        _print_json(card.to_dict())
    else:
        print(f"{card.file}: {card.report}")
    return OK


def _remove(args: argparse.Namespace) -> int:
    with _open(args) as library:
        card = library.remove(args.report)
    if args.json:
        _print_json(card.to_dict())
    else:
        print(f"removed {card.file} ({card.report})")
    return OK


def _search(args: argparse.Namespace) -> int:
    def run(library: Library, fields: dict[str, Any]) -> dict[str, Any]:
        k = fields.get("k", args.k)
        return library.search(_text(fields, "query"), k=k, files=_files(fields), id=fields.get("id")).to_dict()

    def show(result: dict[str, Any]) -> None:
        for i, passage in enumerate(result["passages"], start=1):
            where = " > ".join([passage["report"], *passage["section"]])
            print(f"{i}. {where} · 第{passage['paragraph']}段  ({passage['score']:.3f})\n   {passage['text']}\n")
        if not result["passages"]:
            print("No passage matches.", file=sys.stderr)

    return _one_or_batch(args, {"query": args.query, "files": args.files}, run, show)


def _ask(args: argparse.Namespace) -> int:
    from rag.library import Turn

    def run(library: Library, fields: dict[str, Any]) -> dict[str, Any]:
        history = [Turn(t.get("question", ""), t.get("answer", "")) for t in fields.get("history") or ()]
        asked = _text(fields, "question")
        return library.ask(
            asked,
            files=_files(fields),
            history=history,
            generator=_generator(fields),
            listen=_listener(),
            id=fields.get("id"),
        ).to_dict()

    given = {"question": args.question, "files": args.files, "generator": args.generator}
    return _one_or_batch(args, given, run, _print_answer)


def _listener() -> Callable[[Event], None]:
    """Show a draft while it is written, where somebody watches; the answer is printed afterwards."""
    watched = sys.stderr.isatty()

    def show(event: Event) -> None:
        if not watched:
            return
        # Only a language model has something to show.
        from rag.llm.write import Drafted

        if isinstance(event, Drafted):
            line = event.text.replace("\n", " ")
            print(f"{chr(10) if event.restart else ''}{line}", end="", file=sys.stderr, flush=True)
        elif not event.held.stands:
            print(f"\n✗ {event.held.text}", file=sys.stderr, flush=True)

    return show


def _print_answer(answer: dict[str, Any]) -> None:
    _print_fallback(answer)
    print(answer["answer"])
    if answer["status"] == "answered" and answer["reason"]:
        print(f"  提示: {answer['reason']}")
    _print_struck(answer)
    for nearest in answer["nearest"]:
        print(f"  最接近的内容: {nearest['text']}{''.join(f'[{n}]' for n in nearest['citations'])}")
    if answer["citations"]:
        print()
    _print_citations(answer["citations"])


def _print_fallback(result: dict[str, Any]) -> None:
    if result["fallback"]:
        print(f"{result['fallback']['generator']}: {result['fallback']['message']}", file=sys.stderr)


def _print_struck(result: dict[str, Any]) -> None:
    for struck in result["struck"]:
        problems = "；".join(
            f"{p['said']}（原文：{p['source']}）" if p["source"] else p["said"] for p in struck["problems"]
        )
        print(f"  已划去: {struck['text']}{f'  —— {problems}' if problems else ''}")


def _print_citations(citations: Sequence[dict[str, Any]]) -> None:
    for c in citations:
        where = " > ".join([c["report"], *c["section"]])
        print(f"[{c['n']}] {where} · 第{c['paragraph']}段 · {c['file']} {c['start']}-{c['end']}\n    “{c['quote']}”")


def _summarize(args: argparse.Namespace) -> int:
    def run(library: Library, fields: dict[str, Any]) -> dict[str, Any]:
        section = fields.get("section") or ()
        sections = [section] if isinstance(section, str) else list(section)
        file = _text(fields, "file")
        length = fields.get("length") or "medium"
        made = library.summarize(
            file,
            section=sections,
            length=length,
            generator=_generator(fields),
            listen=_listener(),
            id=fields.get("id"),
        )
        if args.out:
            from rag.export import write_summary

            write_summary(made, Path(args.out))
            print(f"→ {args.out}", file=sys.stderr)
        return made.to_dict()

    def show(summary: dict[str, Any]) -> None:
        _print_fallback(summary)
        print(" > ".join([summary["report"], *summary["section"]]))
        for point in summary["points"]:
            print(f"- {point['text']}{''.join(f'[{n}]' for n in point['citations'])}")
        _print_struck(summary)
        print()
        _print_citations(summary["citations"])

    fields = {"file": args.report, "section": args.section, "length": args.length, "generator": args.generator}
    return _one_or_batch(args, fields, run, show)


def _verify(args: argparse.Namespace) -> int:
    failed = False

    def run(library: Library, fields: dict[str, Any]) -> dict[str, Any]:
        nonlocal failed
        draft = _text(fields, "text")
        found = library.verify(draft, files=_files(fields), id=fields.get("id"), progress=_progress())
        _clear_progress()
        checked = found.to_dict()
        failed |= any(s["verdict"] in ("contradicted", "unsupported") for s in checked["sentences"])
        return checked

    def show(checked: dict[str, Any]) -> None:
        for sentence in checked["sentences"]:
            marks = "".join(f"[{n}]" for n in sentence["citations"])
            print(f"{sentence['verdict']:12}  {sentence['text']}{marks}")
            for problem in sentence["problems"]:
                source = f"，原文：{problem['source']}" if problem["source"] else "，原文没有"
                print(f"{'':12}    {problem['kind']}：写的是 {problem['said']}{source}")
        print()
        _print_citations(checked["citations"])

    text = "" if args.batch else _draft(args)
    status = _one_or_batch(args, {"text": text, "files": args.files}, run, show)
    return status or (FAILED if failed else OK)


def _draft(args: argparse.Namespace) -> str:
    if args.text is not None:
        return str(args.text)
    if args.draft == "-":
        return sys.stdin.read()
    from rag.read import read_file

    return read_file(Path(args.draft)).text


_OTHER_WORDS = "No briefing was written. Try other words, or more reports."


def _brief(args: argparse.Namespace) -> int:
    def run(library: Library, fields: dict[str, Any]) -> dict[str, Any]:
        made = library.brief(
            str(fields.get("topic") or ""),
            files=_files(fields),
            length=str(fields.get("length") or "medium"),
            template=str(fields.get("template") or ""),
            generator=_generator(fields),
            id=fields.get("id"),
            progress=_progress(),
            listen=_listener(),
        )
        _clear_progress()
        is_empty = not made.sections and not made.tables
        if is_empty:
            print(f"The chosen reports have nothing on {made.topic or 'this'}. {_OTHER_WORDS}", file=sys.stderr)
        elif args.out:
            from rag.export import write_brief

            write_brief(made, Path(args.out))
            print(f"→ {args.out}", file=sys.stderr)
        return made.to_dict()

    def show(brief: dict[str, Any]) -> None:
        from rag.export.markdown import text_of

        _print_fallback(brief)
        if not args.out and (brief["sections"] or brief["tables"]):
            print(text_of(brief))
        _print_struck(brief)

    fields = {
        "topic": args.topic,
        "files": args.files,
        "length": args.length,
        "template": args.template,
        "generator": args.generator,
    }
    return _one_or_batch(args, fields, run, show)


def _compare(args: argparse.Namespace) -> int:
    with _open(args) as library:
        compared = library.compare(args.earlier, args.later)
        places = [place for key in (args.earlier, args.later) if (place := library.report(key).place)]
    if len(set(places)) > 1:
        print(
            f"These are reports of two places, {' and '.join(places)}: what is called new or dropped only differs. "
            "`wenju brief --template compare` sets places side by side.",
            file=sys.stderr,
        )
    if args.out:
        from rag.export import write_comparison

        write_comparison(compared, Path(args.out))
        print(f"→ {args.out}", file=sys.stderr)
    if args.json:
        _print_json(compared.to_dict())
    elif not args.out:
        for slogan in compared.slogans:
            print(slogan.says)
        for section in compared.sections:
            if section.changes:
                print(f"\n{' > '.join(section.after or section.before)}")
            for change in section.changes:
                print(f"  {change.kind.value:8} {' → '.join(source.quote.strip() for source in change.sources)}")
        if not compared.slogans and not any(section.changes for section in compared.sections):
            print("No changes.", file=sys.stderr)
    return OK


def _terms(args: argparse.Namespace) -> int:
    from rag.compare_years import glossary, slogans

    with _open(args) as library:
        report = library.report(args.report)
    said, explained = slogans(report), glossary(report)
    if args.json:
        _print_json(
            {
                "report": report.name,
                "place": report.place,
                "year": report.year,
                "slogans": [s.to_dict() for s in said],
                "terms": [t.to_dict() for t in explained],
            }
        )
        return OK
    for slogan in said:
        print(f"“{slogan.text}”  {slogan.uses}  第{slogan.source.paragraph.ordinal}段")
    for term in explained:
        used = "、".join(f"第{use.paragraph.ordinal}段" for use in term.uses)
        print(f"{term.term}：{term.definition.quote}  {used}")
    return OK


def _indicators(args: argparse.Namespace) -> int:
    with _open(args) as library:
        found = [
            library.indicator_rows(place, args.year, args.name, args.kind, measure=args.measure, topic=args.topic)
            for place in args.place or [None]
        ]
        cards = library.reports()
    known = [row for some in found for row in some]
    rows = [row for row in known if not (args.sure and row.is_doubtful)]
    if args.compare:
        return _compared(args, rows, cards)
    if args.out:
        _write_indicators(args, rows, cards)
    if args.json:
        _print_json([row.to_dict() for row in rows])
    elif not args.out:
        from rag.indicators.select import printed

        for row in rows:
            said = {"target": "目标", "actual": "实绩"}[row.kind]
            period = "" if row.period == "year" else f"({row.period})"
            year = f"{row.year}{period}"
            where = f"{row.file} 第{row.paragraph}段"
            doubt = "  (对照原文)" if row.is_doubtful else ""
            print(f"{row.place}  {year}  {row.indicator}  {printed(row)}  {said} {row.measure}  {where}{doubt}")
    left_out = f", {len(known) - len(rows)} left out that may say too little alone" if args.sure else ""
    print(f"{len(rows)} figures{left_out}" + (f" → {args.out}" if args.out else ""), file=sys.stderr)
    return OK


def _write_indicators(args: argparse.Namespace, rows: Sequence[IndicatorRow], cards: Sequence[ReportCard]) -> None:
    path = Path(args.out)
    if path.suffix.lower() not in (".svg", ".png"):
        from rag.indicators.export import write

        write(rows, path)
        return
    from rag.indicators import charts

    charts.save(_comparison(args, rows, cards), path, line=args.year is None)


def _comparison(
    args: argparse.Namespace, rows: Sequence[IndicatorRow], cards: Sequence[ReportCard]
) -> IndicatorComparison:
    from rag.indicators.select import compare_places, series

    if not args.name:
        raise UsageError("a comparison or a chart shows one indicator.", fix="Name it with --name.")
    if args.year is None and len(args.place) != 1:
        raise UsageError(
            "a comparison sets places of one year side by side, or follows one place over the years.",
            fix="Give --year, or one --place.",
        )
    made = []
    # Results first; targets where they alone, or more of them, are known.
    for kind in (args.kind,) if args.kind else ("actual", "target"):
        if args.year is not None:
            # This year's report gives targets, the next one results; a place without that report passes nothing over.
            given_in = args.year + (kind == "actual")
            known = [row.place for row in rows if row.kind == kind]
            places = args.place or list(dict.fromkeys([*known, *(c.place for c in cards if c.year == given_in)]))
            made.append(compare_places(rows, places, args.year, args.name, kind=kind, measure=args.measure))
        else:
            made.append(series(rows, args.place[0], args.name, kind=kind, measure=args.measure))
    return max(made, key=lambda one: sum(cell.row is not None for cell in one.cells))


def _compared(args: argparse.Namespace, rows: Sequence[IndicatorRow], cards: Sequence[ReportCard]) -> int:
    made = _comparison(args, rows, cards)
    if args.out and Path(args.out).suffix.lower() in (".svg", ".png"):
        from rag.indicators import charts

        charts.save(made, Path(args.out), line=args.year is None)
    elif args.out:
        from rag.indicators.export import write_comparison

        write_comparison(made, Path(args.out))
    if args.json:
        _print_json(made.to_dict())
    elif not args.out:
        for label, cell in zip(made.labels, made.cells, strict=True):
            where = f"  {cell.row.file} 第{cell.row.paragraph}段" if cell.row is not None else ""
            print(f"{label}  {cell.text}{where}")
    known = sum(cell.row is not None for cell in made.cells)
    said = "targets" if made.kind == "target" else "results"
    written = f" → {args.out}" if args.out else ""
    print(f"{made.title}, {said}: {known} of {len(made.cells)}{written}", file=sys.stderr)
    return OK


def _track(args: argparse.Namespace) -> int:
    from rag.track.export import VERDICTS, write

    with _open(args) as library:
        tracked = library.track(args.place, args.indicator, progress=_progress())
    _clear_progress()
    if args.out:
        write(tracked, Path(args.out))
    if args.json:
        _print_json([one.to_dict() for one in tracked])
    elif not args.out:
        for one in tracked:
            print(f"{one.place}  {one.year}  {one.indicator}  {VERDICTS[one.verdict]}  {one.remark}")
    if not tracked:
        print("No place has a report with targets and the next year's report here.", file=sys.stderr)
    print(f"{len(tracked)} targets" + (f" → {args.out}" if args.out else ""), file=sys.stderr)
    return OK


def _eval(args: argparse.Namespace) -> int:
    from eval.cli import run

    with _open(args) as library:
        return run(args, library)


def _ui(args: argparse.Namespace) -> int:
    from ui.app import serve

    with _open(args) as library:
        serve(library, host=args.host, port=args.port, open_browser=not args.no_browser)
    return OK


def _model(args: argparse.Namespace) -> int:
    from rag.llm.commands import run_model

    return run_model(args, _home(args))


def _journal(args: argparse.Namespace) -> int:
    from rag.llm.commands import run_journal

    return run_journal(args, _home(args))


def _home(args: argparse.Namespace) -> Path:
    from rag.library import default_home

    return Path(args.home) if args.home else default_home()


def _doctor(args: argparse.Namespace) -> int:
    from rag.doctor import checks

    found = checks(Path(args.home) if args.home else None)
    if args.json:
        _print_json([check.to_dict() for check in found])
    else:
        for check in found:
            print(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.message}")
    return OK if all(check.ok for check in found) else FAILED


# One question or a file of them


def _one_or_batch(
    args: argparse.Namespace,
    fields: dict[str, Any],
    run: Callable[[Library, dict[str, Any]], dict[str, Any]],
    show: Callable[[dict[str, Any]], None],
) -> int:
    with _open(args) as library:
        if args.batch is None:
            result = run(library, fields)
            if args.json:
                _print_json(result)
            else:
                show(result)
            return OK
        status = OK
        defaults = {name: value for name, value in fields.items() if value}
        with _lines(args.batch) as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                given: dict[str, Any] = {}
                try:
                    given = _object(line, number)
                    print(json.dumps(run(library, {**defaults, **given}), ensure_ascii=False), flush=True)
                except WenjuError as error:
                    status = FAILED
                    print(json.dumps({"id": given.get("id"), "error": error.to_dict()}, ensure_ascii=False), flush=True)
        return status


def _lines(path: str) -> TextIO:
    try:
        return sys.stdin if path == "-" else open(path, encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read: {error.strerror}.", fix="Give a JSONL file, or - for stdin."
        ) from error


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except ValueError as error:
        raise UsageError(f"line {number} is not JSON: {error}.", fix="Write one JSON object a line.") from error
    if not isinstance(given, dict):
        raise UsageError(f"line {number} is not a JSON object.", fix="Write one JSON object a line.")
    return given


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{name} is missing or not a text.", fix=f"Give {name} as a text that is not empty.")
    return value


def _files(fields: dict[str, Any]) -> list[str]:
    files = fields.get("files") or []
    if not isinstance(files, list) or not all(isinstance(f, str) for f in files):
        raise UsageError("files is not a list of texts.", fix="Give files as a list of report files.")
    return files


def _generator(fields: dict[str, Any]) -> str | None:
    return _text(fields, "generator") if fields.get("generator") else None


def _print_json(document: Any) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


# Progress


def _progress() -> Callable[[Progress], None] | None:
    if not sys.stderr.isatty():
        return None

    def show(progress: Progress) -> None:
        name = progress.file if len(progress.file) <= 50 else "…" + progress.file[-49:]
        print(f"\r\033[K{progress.done}/{progress.total} {progress.stage} {name}", end="", file=sys.stderr, flush=True)

    return show


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def iter_commands() -> Iterator[str]:
    """Names of the commands, for the documentation's test."""
    for action in _parser()._subparsers._group_actions:  # type: ignore[union-attr]
        yield from action.choices or ()


if __name__ == "__main__":
    sys.exit(main())
