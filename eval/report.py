"""The HTML report: one file that opens without a network, with every question unfolded.

All text of reports, questions and answers is escaped: it is shown, never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from eval.compare import Comparison
from eval.plots import bars, line, scatter
from eval.terminal import BY_GROUP, STAGE_COLUMNS, number, shown, stage_row

Json = dict[str, Any]

_STYLE = """
:root{color-scheme:light dark;--ink:#1d2733;--soft:#667385;--page:#fff;--box:#f4f6f8;--line:#d9dfe5;--good:#1f7a4d;
--bad:#b3382c;--accent:#2b5c9e;--mark:#fff0b8}
@media(prefers-color-scheme:dark){:root{--ink:#e4e9ee;--soft:#98a5b3;--page:#14191f;--box:#1d242c;--line:#333d48;
--good:#5cc08e;--bad:#ee8276;--accent:#7fb0ee;--mark:#5c4d12}}
body{font:15px/1.65 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif;color:var(--ink);
background:var(--page);max-width:1080px;margin:0 auto;padding:24px}
h1{font-size:24px}h2{font-size:20px;border-top:1px solid var(--line);padding-top:20px;margin-top:40px}
.soft,figcaption{color:var(--soft);font-size:13px}
table{border-collapse:collapse;font-size:13px;margin:12px 0;font-variant-numeric:tabular-nums}
th,td{padding:3px 10px;border-bottom:1px solid var(--line);text-align:right}
th:first-child,td:first-child{text-align:left}.wide{overflow-x:auto}
.scores{display:flex;flex-wrap:wrap;gap:8px;margin:12px 0}.scores div{background:var(--box);border-radius:6px;
padding:6px 12px}.scores b{display:block;font-size:18px}.plots{display:flex;flex-wrap:wrap;gap:16px}
figure{margin:0}svg{max-width:100%;height:auto;font-size:12px}svg text{fill:var(--ink)}.track{fill:var(--box)}
.bar,.dot{fill:var(--accent)}.curve{fill:none;stroke:var(--accent);stroke-width:2}.grid{stroke:var(--line)}
details{border:1px solid var(--line);border-radius:6px;margin:6px 0;padding:0 12px}summary{cursor:pointer;padding:7px 0}
details[open]{padding-bottom:12px}.ok>summary::before{content:"✓ ";color:var(--good)}
.bad>summary::before{content:"✗ ";color:var(--bad)}dl{margin:0}dt{color:var(--soft);font-size:13px;margin-top:8px}
dd{margin:0;white-space:pre-wrap}.fault{color:var(--bad)}mark{background:var(--mark);color:inherit}
.context{background:var(--box);border-radius:4px;padding:6px 10px;margin:4px 0;white-space:pre-wrap}
.filter{position:sticky;top:0;background:var(--page);padding:8px 0}
body:has(#only:checked) details.ok{display:none}
"""


def html_report(result: Json, comparison: Comparison | None = None) -> str:
    """Render a run, and its comparison with an earlier one if there is one."""
    origin = f"commit {result['commit']}" if result["commit"] else f"version {result['version']}"
    settings = ", ".join(f"{key}: {_plain(value)}" for key, value in result["settings"].items())
    head = f"{origin} · settings {result['settings_fingerprint']} ({settings}) · {result['made']}"
    body = [
        "<h1>问据评测 · Wenju evaluation</h1>",
        f'<p class="soft">{escape(head)}</p>',
        '<p class="filter"><label><input type="checkbox" id="only"> 只看有问题的 · only what went wrong</label></p>',
    ]
    if comparison:
        body += _comparison(comparison)
    for n, one in enumerate(result["sets"]):
        body += _set(n, one)
    if result["stages"]:
        body += ["<h2>耗时与内存 · time and memory</h2>"]
        body += [_table(STAGE_COLUMNS, [stage_row(stage) for stage in result["stages"]])]
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Wenju evaluation</title><style>{_STYLE}</style></head>\n<body>{chr(10).join(body)}\n</body></html>\n"
    )


def _set(n: int, one: Json) -> Iterator[str]:
    yield f"<h2>{escape(one['name'])}</h2>"
    yield f'<p class="soft">{one["n"]} items · gold set {escape(one["gold_digest"])}</p>'
    if one["unavailable"]:
        yield f'<p class="fault">not available: {escape(one["unavailable"])}</p>'
        return
    for note in one["notes"]:
        yield f'<p class="fault">{escape(note)}</p>'
    scores = one["scores"]
    cells = "".join(f"<div>{escape(name)}<b>{number(name, scores[name])}</b></div>" for name in shown(scores))
    yield f'<div class="scores">{cells}</div>'
    yield f'<div class="plots">{"".join(_plots(one))}</div>'
    columns = shown(scores, BY_GROUP)
    for group, members in one["by"].items():
        rows = [
            [name, number("n", s["n"]), *(number(c, s[c]) if c in s else "" for c in columns)]
            for name, s in members.items()
        ]
        yield _table((group, "n", *columns), rows)
    yield "<h3>逐项 · item by item</h3>"
    for i, item in enumerate(one["items"]):
        yield _item(f"s{n}i{i}", item)


def _plots(one: Json) -> Iterator[str]:
    scores = one["scores"]
    for group in ("type", "report", "task", "measure"):
        members = one["by"].get(group, {})
        leading = next((c for c in BY_GROUP if any(c in s for s in members.values())), None)
        if leading and 1 < len(members) <= 16:
            yield bars({name: s[leading] for name, s in members.items() if leading in s}, f"{leading} by {group}")
    cuts = [(name.removeprefix("recall@"), scores[name]) for name in scores if re.fullmatch(r"recall@\d+", name)]
    if cuts:
        yield line(cuts, "recall@k")
    sizes = [
        (item["id"], item["scores"]["chars"], item["scores"]["coverage"])
        for item in one["items"]
        if "coverage" in item["scores"]
    ]
    if sizes:
        yield scatter(sizes, "key points covered against length", "characters")


def _item(anchor: str, item: Json) -> str:
    parts: list[tuple[str, str]] = [("问 · asked", escape(item.get("question", "")))]
    parts.append(("参考 · reference", escape(item.get("reference", "")) or "—"))
    faults = item.get("faults", ())
    if faults:
        parts.append(("问题 · what was wrong", _lines(faults)))
    answer = item.get("answer")
    if answer:
        parts += _answer(anchor, answer)
    if summary := item.get("summary"):
        parts += _summary(anchor, summary)
    if missed := item.get("not_retrieved"):
        parts.append(("未检索到 · evidence not in the first ten passages", _lines(missed)))
    if passages := item.get("passages"):
        found = "".join(
            f'<div class="context"><span class="soft">{escape(p["file"])}</span>\n{escape(p["text"])}</div>'
            for p in passages
        )
        parts.append(("检索 · first passages", found))
    if item["scores"]:
        values = {**item["scores"], **{name: f"{a}/{b}" for name, (a, b) in item["counts"].items()}}
        parts.append(("得分 · scores", escape(", ".join(f"{k} {v}" for k, v in values.items()))))
    # A right answer may rest on other evidence than the gold set names.
    is_wrong = faults or (item.get("not_retrieved") and "correct" not in item["scores"])
    state = "bad" if is_wrong else "ok"
    groups = " · ".join(item["groups"].values())
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in parts)
    title = item.get("question", "").replace("\n", " ")
    return (
        f'<details class="{state}" id="{anchor}"><summary>{escape(item["id"])} {escape(title[:90])} '
        f'<span class="soft">{escape(groups)}</span></summary><dl>{listed}</dl></details>'
    )


def _answer(anchor: str, answer: Json) -> Iterator[tuple[str, str]]:
    text = _with_links(anchor, answer.get("answer", "")) or "—"
    yield f"答 · answer ({escape(answer.get('status', ''))})", text
    if table := answer.get("table"):
        yield "表 · table", _table(table["columns"], [[cell["text"] for cell in row] for row in table["rows"]])
    if answer.get("reason"):
        yield "原因 · reason", escape(answer["reason"])
    if struck := answer.get("struck"):
        yield "划去 · struck", _lines([s["text"] for s in struck])
    if citations := answer.get("citations"):
        yield "出处 · citations", "".join(_citation(anchor, c) for c in citations)


def _summary(anchor: str, summary: Json) -> Iterator[tuple[str, str]]:
    points = [*summary.get("points", ()), *(p for s in summary.get("sections", ()) for p in s["points"])]
    lines = [_with_links(anchor, p["text"] + "".join(f"[{n}]" for n in p.get("citations", ()))) for p in points]
    yield "摘要 · summary", "\n".join(lines) or "—"
    for table in summary.get("tables", ()):
        yield "表 · table", _table(table["columns"], [[cell["text"] for cell in row] for row in table["rows"]])
    if citations := summary.get("citations"):
        yield "出处 · citations", "".join(_citation(anchor, c) for c in citations)


def _with_links(anchor: str, text: str) -> str:
    return re.sub(r"\[(\d+)\]", rf'<a href="#{anchor}c\1">[\1]</a>', escape(text))


def _citation(anchor: str, citation: Json) -> str:
    context, quote = citation.get("context", ""), citation["quote"]
    start = citation.get("quote_start")
    start = context.find(quote) if start is None else start
    if start < 0:
        shown_text = f"<mark>{escape(quote)}</mark>"
    else:
        end = start + len(quote)
        marked = f"<mark>{escape(context[start:end])}</mark>"
        shown_text = f"{escape(context[:start])}{marked}{escape(context[end:])}"
    place = " › ".join([citation.get("report") or citation["file"], *citation.get("section", ())])
    return (
        f'<div class="context" id="{anchor}c{citation["n"]}"><span class="soft">[{citation["n"]}] {escape(place)} '
        f"({escape(citation['file'])}, {citation['start']}–{citation['end']})</span>\n{shown_text}</div>"
    )


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield "<h2>与上次相比 · compared with the earlier run</h2>"
    for note in comparison.notes:
        yield f'<p class="soft">{escape(note)}</p>'
    columns = ("set", "score", "before", "after", "change", "95 % interval", "", "won", "lost")
    rows = [
        [d.set, d.score, f"{d.before:.3f}", f"{d.after:.3f}", f"{d.change:+.3f}", f"[{d.low:+.3f}, {d.high:+.3f}]",
         d.verdict, ", ".join(d.won), ", ".join(d.lost)]
        for d in comparison.differences if d.won or d.lost
    ]  # fmt: skip
    yield _table(columns, rows) if rows else "<p>no score of any item has changed</p>"


def _plain(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(f'<span class="fault">{escape(text)}</span>' for text in texts)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(c)}</th>" for c in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
