"""One small report of our own, as every format that is read, and the makers of the files."""

from __future__ import annotations

import html
import io
import zipfile

import docx

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
