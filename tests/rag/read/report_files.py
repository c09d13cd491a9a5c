"""One small report of our own, as every format that is read, and the makers of the files."""

from __future__ import annotations

import base64
import html
import io
import quopri
import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import NamedTuple

import docx
import pypdfium2

TITLE = "临河市2024年政府工作报告"
LINES = (
    TITLE,
    "——2024年1月16日在临河市第九届人民代表大会第三次会议上",
    "各位代表：",
    "现在，我代表市人民政府向大会报告工作，请予审议，并请市政协委员和列席人员提出意见。",
    "一、2023年工作回顾",
    "（一）经济运行稳中有进。全年实现地区生产总值486.3亿元，增长5.8%；一般公共预算收入28.6亿元，增长7.2%。",
    "（二）民生福祉持续增进。新增城镇就业1.2万人，改造老旧小区36个，“一老一小”服务设施覆盖率达到91%。",
    "二、2024年工作安排",
    "主要预期目标是：地区生产总值增长5.5%左右，城镇调查失业率控制在5.5%以内，粮食产量稳定在12亿斤以上。",
)
LEVELS = {0: 1, 4: 2, 7: 2}  # line -> heading level
TEXT = "\n".join(LINES) + "\n"
TRADITIONAL = (
    "臨河市政府工作報告\n各位代表：現在，我代表市人民政府向大會報告工作，請予審議。\n"
    "全年實現地區生產總值486.3億元，增長5.8%。堅持穩中求進，經濟運行總體平穩，民生福祉持續增進。\n"
)


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def as_markdown() -> bytes:
    return "\n\n".join("#" * LEVELS.get(n, 0) + " " * (n in LEVELS) + line for n, line in enumerate(LINES)).encode()


def as_html(charset: str = "utf-8") -> bytes:
    body = "\n".join(
        f"<h{LEVELS[n]}>{html.escape(line)}</h{LEVELS[n]}>" if n in LEVELS else f"<p>{html.escape(line)}</p>"
        for n, line in enumerate(LINES)
    )
    page = f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"></head>\n<body>\n{body}\n</body></html>\n'
    return page.encode(charset)


def as_docx() -> bytes:
    document = docx.Document()
    for n, line in enumerate(LINES):
        document.add_heading(line, LEVELS[n]) if n in LEVELS else document.add_paragraph(line)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(parts: dict[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def raw_docx(body: str, **parts: str) -> bytes:
    """A Word file from the XML of its body; further parts by file name without `.xml`."""
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    files |= {f"word/{name}.xml": content for name, content in parts.items()}
    return zipped(files)


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


class Printed(NamedTuple):
    """A print line: left edge and base line from the top of the page, font size, text."""

    x: float
    y: float
    size: float
    text: str


PAGE = (595.0, 842.0)
SIZE = 16.0
LEFT = 90.0
CHARS = 26  # full-width characters a line
LINES_PER_PAGE = 9


def printed(lines: Sequence[str] = LINES) -> list[list[Printed]]:
    """Set a report as Word prints it: a centred title, indented paragraphs, a running head and page numbers."""
    rows: list[tuple[float, str]] = []
    for n, line in enumerate(lines):
        if n < 2:
            rows.append(((PAGE[0] - width_of(line)) / 2, line))
            continue
        first, *rest = broken(line, CHARS - 2)
        rows.append((LEFT + 2 * SIZE, first))
        rows.extend((LEFT, part) for part in rest)
    pages = []
    for number, start in enumerate(range(0, len(rows), LINES_PER_PAGE), 1):
        page = [Printed(240, 50, 10.5, "临河市人民政府公报")]
        page.extend(
            Printed(x, 120 + 28 * n, SIZE, text) for n, (x, text) in enumerate(rows[start : start + LINES_PER_PAGE])
        )
        pages.append([*page, Printed(280, 800, 10.5, f"— {number} —")])
    return pages


def is_wide(character: str) -> bool:
    return character > "\u2e7f" or character in "“”‘’…—"


def width_of(text: str) -> float:
    return sum(SIZE if is_wide(character) else SIZE / 2 for character in text)


def broken(text: str, n_first: int) -> list[str]:
    """Break a paragraph into print lines by the width of its characters, never inside a number."""
    lines, line, room = [], "", n_first * SIZE
    for piece in re.findall(r"[0-9.%]+|.", text):
        if width_of(line + piece) > room:
            lines.append(line)
            line, room = "", CHARS * SIZE
        line += piece
    return [*lines, line]


def as_pdf(pages: Sequence[Sequence[Printed]], *, extra: str = "", rotate: int = 0) -> bytes:
    """A PDF with one font that is not embedded, as small as it can be; `extra` is added to every content stream."""
    width, height = PAGE
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    kids = []
    for page in pages:
        shown = "\n".join(
            f"BT /F1 {line.size} Tf 1 0 0 1 {line.x:.2f} {height - line.y:.2f} Tm "
            f"<{line.text.encode('utf-16-be').hex()}> Tj ET"
            for line in page
        )
        stream = zlib.compress(f"{shown}\n{extra}".encode())
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (width, height, rotate, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """Number the objects of a PDF from 1 and write its table of them."""
    data = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + tail


MILLIMETRE = 25.4 / 72


def as_ofd(pages: Sequence[Sequence[Printed]], *, backwards: bool = True) -> bytes:
    """An OFD whose text objects come in reverse order, as some programs write them."""
    namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    parts: dict[str, bytes | str] = {
        "OFD.xml": f"<ofd:OFD {namespace}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {namespace}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for n, page in enumerate(pages):
        lines = list(reversed(page)) if backwards else page
        content = "".join(map(text_object, lines))
        parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
            f"<ofd:Page {namespace}><ofd:Area><ofd:PhysicalBox>0 0 {PAGE[0] * MILLIMETRE} {PAGE[1] * MILLIMETRE}"
            f"</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(parts)


def text_object(line: Printed) -> str:
    size = line.size * MILLIMETRE
    x, y = line.x * MILLIMETRE, line.y * MILLIMETRE
    steps = " ".join(f"{size if is_wide(character) else size / 2:.3f}" for character in line.text[:-1])
    return (
        f'<ofd:TextObject Boundary="{x:.3f} {y - size:.3f} {width_of(line.text):.3f} {size:.3f}" Size="{size:.3f}">'
        f'<ofd:TextCode X="0" Y="{size:.3f}" DeltaX="{steps}">{html.escape(line.text)}</ofd:TextCode></ofd:TextObject>'
    )


def as_mhtml(markup: bytes, *, encoding: str = "quoted-printable", charset: str = "gb2312") -> bytes:
    """A page as a browser saves it with its pictures."""
    coded = quopri.encodestring(markup) if encoding == "quoted-printable" else base64.encodebytes(markup)
    parts = [
        b'From: "Saved by a browser"\nSubject: report\nMIME-Version: 1.0\n'
        b'Content-Type: multipart/related; type="text/html"; boundary="----=_part"\n',
        f'------=_part\nContent-Type: text/html; charset="{charset}"\nContent-Transfer-Encoding: {encoding}\n'
        "Content-Location: http://www.example.gov.cn/1.html\n".encode(),
        coded,
        b"------=_part\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n------=_part--\n",
    ]
    return b"\n".join(parts).replace(b"\n", b"\r\n")


def as_scan(data: bytes, *, dpi: int = 200) -> bytes:
    """The pages of a PDF as pictures without text."""
    document = pypdfium2.PdfDocument(data)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for page in document:
        picture = page.render(scale=dpi / 72, grayscale=True)
        rows = bytes(picture.buffer)
        width, height, stride = picture.width, picture.height, picture.stride
        pixels = zlib.compress(b"".join(rows[n * stride : n * stride + width] for n in range(height)))
        objects.append(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(pixels), pixels)
        )
        draw = b"q %d 0 0 %d 0 0 cm /I Do Q" % PAGE
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /XObject << /I %d 0 R >> >> >>" % (*PAGE, len(objects), len(objects) - 1)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return assembled(objects)
