"""One HTML file, with its style inside and nothing from elsewhere; notes lead to their words and back."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from rag.export.document import Document, Grid, Heading, Piece, chinese, note_text, numbered

_STYLE = """
body{max-width:46em;margin:2em auto;padding:0 1em;line-height:1.8;color:#1f2328;
font-family:"FangSong","STFangsong","Noto Serif CJK SC","SimSun",serif}
h1{text-align:center;font-size:1.6em;line-height:1.4}
h2{font-size:1.15em;font-family:"SimHei","Noto Sans CJK SC",sans-serif}
h3{font-size:1.05em;font-family:"KaiTi","STKaiti",serif}p{text-indent:2em;margin:.4em 0}
table{border-collapse:collapse;width:100%;font-size:.92em}th,td{border:1px solid #999;padding:.3em .5em;text-align:left}
th{background:#f3f4f6}sup a{text-decoration:none;color:#1a56b0}.notes{font-size:.86em;border-top:1px solid #999;
margin-top:2em;padding-top:.6em}.notes li{margin:.25em 0;overflow-wrap:anywhere}:target{background:#fff3bf}
@media print{body{max-width:none;margin:0}}
"""


def render(document: Document) -> str:
    order = {n: i for i, n in enumerate(document.order, start=1)}
    seen: set[int] = set()
    names = iter(numbered([b for b in document.blocks if isinstance(b, Heading)]))
    body = [f"<h1>{escape(document.title)}</h1>"]
    for block in document.blocks:
        if isinstance(block, Heading):
            body.append(f"<h{block.level + 1}>{escape(next(names))}</h{block.level + 1}>")
        elif isinstance(block, Grid):
            head = "".join(f"<th>{escape(column)}</th>" for column in block.columns)
            rows = (
                f"<tr>{''.join(f'<td>{_marked(cell, order, seen)}</td>' for cell in row)}</tr>" for row in block.rows
            )
            body.append(f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>")
        else:
            body.append(f"<p>{''.join(_marked(piece, order, seen) for piece in block.pieces)}</p>")
    if document.files:
        n_headings = sum(isinstance(b, Heading) and b.level == 1 for b in document.blocks)
        body.append(f"<h2>{chinese(n_headings + 1)}、资料来源</h2>")
        body += [f"<p>{escape(report)}（{escape(file)}）</p>" for report, file in document.files]
    notes = "".join(
        f'<li id="n{order[n]}">{escape(note_text(document.notes[n]))} <a href="#r{order[n]}">↩</a></li>'
        for n in document.order
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(document.title)}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(body)
        + (f'\n<ol class="notes">{notes}</ol>' if notes else "")
        + "\n</body></html>\n"
    )


def _marked(piece: Piece, order: Mapping[int, int], seen: set[int]) -> str:
    marks = []
    for n in piece.notes:
        if n not in order:
            continue
        back = "" if n in seen else f' id="r{order[n]}"'
        seen.add(n)
        marks.append(f'<sup{back}><a href="#n{order[n]}">[{order[n]}]</a></sup>')
    return escape(piece.text) + "".join(marks)
