"""Web pages: the text in document order, block by block, and what the markup says about each stretch.

Nothing that a reader would see is left out here, navigation included; it is marked, and cleaning decides.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from rag.errors import DamagedFile, LimitExceeded
from rag.read.builder import TextBuilder
from rag.read.encoding import decode
from rag.read.limits import Deadline, Limits
from rag.read.xml import names
from rag.types import Mark, MarkKind, SourceText

_FIX = "Open it in a browser and save its text as .txt."
_META_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE | re.DOTALL
)
_XML_CHARSET = re.compile(rb"""\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_HIDDEN_MARKER = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_NAVIGATION_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"}

_LEFT_OUT = names(
    "script style noscript template iframe object embed applet svg math audio video canvas map textarea "
    "datalist noframes rp rt"
)
_BLOCKS = names(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre section "
    "select summary table caption thead tbody tfoot tr td th ul title"
)
_NAVIGATION = names("nav aside")
_CONTROLS = names("select button")
_EDGES = names("header footer")
_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_CELLS = names("td th")
# A table whose cells hold this much text is there for the layout of the page, not for data.
_MAX_CELL_CHARS = 400
# White space as HTML means it: the ideographic and the no-break space are characters like any other.
_WHITE = " \t\r\n\f"
_PIECES = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")


def read_html(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read a web page.

    Raises:
        UndecodableText: no encoding fits.
        DamagedFile: the markup cannot be parsed.
    """
    declared = declared_charset(data[:8192])
    text, encoding, notes = decode(data, name, declared=declared)
    page, marks = page_text(text, name, limits)
    return SourceText(text=page, format="html", encoding=encoding, marks=marks, notes=notes)


def page_text(markup: str, name: str, limits: Limits) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of a decoded page and the marks over it."""
    if not markup.strip():
        return "", ()
    # Bytes with a fixed encoding, so that the parser heeds no charset that the page declares. "Huge" lets it go 2,048
    # elements deep, where unclosed tags take real pages beyond the usual 256.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(markup.replace("\0", "").encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(f"{name}: the page cannot be parsed ({error}).", fix=_FIX) from error
    # The parser stops at its limits without complaint; what follows would be lost.
    for problem in parser.error_log:
        if problem.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise LimitExceeded(f"{name}: the page is too large or nested too deep ({problem.message}).", fix=_FIX)
    builder = TextBuilder()
    if root is not None:
        _Page(builder, Deadline(name, limits)).write(root)
    return builder.finish()


def declared_charset(head: bytes) -> str:
    found = _META_CHARSET.search(head) or _XML_CHARSET.search(head)
    return found[1].decode("ascii") if found else ""


class _Page:
    """Writes a tree into a builder. It walks events, not calls: a page nested deep cannot exhaust Python's stack."""

    def __init__(self, builder: TextBuilder, deadline: Deadline) -> None:
        self._builder = builder
        self._deadline = deadline
        self._preformatted = 0
        self._in_article = 0
        self._owes = ""  # white space seen since the last text: "\n" if it holds a line break, else " "
        self._label = ""  # number of a list item that has no text yet
        self._lists: list[int | None] = []  # next number of each open list, None for one without numbers

    def write(self, root: Any) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        entered: list[int] = []  # how many marks each open element has opened; -1 for one that was skipped
        for n, (event, element) in enumerate(walk):
            if n % 1024 == 0:
                self._deadline.check()
            if event == "start":
                if self._is_written_otherwise(element):
                    walk.skip_subtree()
                    entered.append(-1)
                else:
                    entered.append(self._open_marks(element))
                    self._begin(element)
                continue
            n_marks = entered.pop()
            if n_marks >= 0:
                self._leave(element, n_marks)
            if element is not root:
                self._text(element.tail)

    def _is_written_otherwise(self, element: Any) -> bool:
        """Deal with an element that is not simply text and children; say whether it was one."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT or tag == "title":
            return True
        if tag == "head":
            self._write_title(element)
            return True
        if tag == "br":
            self._owes = ""
            self._builder.break_line()
            return True
        if tag == "table" and (rows := _data_rows(element)) is not None:
            self._write_table(element, rows)
            return True
        return False

    def _write_title(self, head: Any) -> None:
        """A page's title is no part of what it shows, but often the only place that names the report."""
        title = head.find(".//title")
        if title is not None:
            self._builder.open(MarkKind.HIDDEN)
            self._text("".join(title.itertext()))
            self._builder.close()
            self._end_line()

    def _open_marks(self, element: Any) -> int:
        """Open what the element means; return how many marks were opened."""
        tag = element.tag
        if tag in _BLOCKS:
            self._end_line()
        kinds: list[tuple[MarkKind, int]] = []
        if _is_hidden(element):
            kinds.append((MarkKind.HIDDEN, 0))
        if (
            tag in _NAVIGATION
            or tag in _CONTROLS
            or (tag in _EDGES and not self._in_article)
            or element.get("role", "").lower() in _NAVIGATION_ROLES
            or (tag == "div" and element.get("title") in _EDGES)  # how LibreOffice exports page headers
        ):
            kinds.append((MarkKind.NAVIGATION, 0))
        if tag in _HEADINGS:
            kinds.append((MarkKind.HEADING, int(tag[1])))
        if tag == "a" and element.get("href") is not None:
            kinds.append((MarkKind.LINK, 0))
        for kind, level in kinds:
            self._builder.open(kind, level)
        return len(kinds)

    def _begin(self, element: Any) -> None:
        tag = element.tag
        if tag in ("article", "main"):
            self._in_article += 1
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "ol":
            self._lists.append(_integer(element.get("start"), 1))
        elif tag in ("ul", "menu", "dir"):
            self._lists.append(None)
        elif tag == "li" and self._lists and self._lists[-1] is not None:
            number = _integer(element.get("value"), self._lists[-1])
            if not _HIDDEN_MARKER.search(element.getparent().get("style", "")):
                self._label = f"{number}."
            self._lists[-1] = number + 1
        self._text(element.text)

    def _leave(self, element: Any, n_marks: int) -> None:
        tag = element.tag
        for _ in range(n_marks):
            self._builder.close()
        if tag in _BLOCKS:
            self._end_line()
        if tag in ("article", "main"):
            self._in_article -= 1
        elif tag == "pre":
            self._preformatted -= 1
        elif tag in ("ol", "ul", "menu", "dir"):
            self._lists.pop()
        elif tag == "li":
            self._label = ""

    def _end_line(self) -> None:
        self._owes = ""
        self._builder.end_line()

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._preformatted:
            for n, line in enumerate(text.split("\n")):
                if n:
                    self._builder.break_line()
                self._builder.write(line.rstrip("\r"))
            return
        for piece in _PIECES.findall(text):
            if piece[0] in _WHITE:
                self._owes = "\n" if "\n" in piece or "\n" in self._owes else " "
            else:
                self._write_piece(piece)

    def _write_piece(self, piece: str) -> None:
        builder = self._builder
        # Chinese is written without spaces: a line break in the page's source between two Han characters is only how
        # the source was wrapped, although a browser shows a gap there.
        if self._owes == "\n" and _is_wide(builder.last) and _is_wide(piece[0]):
            self._owes = ""
        if self._owes and not builder.is_at_line_start:
            builder.write(" ")
        self._owes = ""
        builder.write(f"{self._label} {piece}" if self._label else piece)
        self._label = ""

    def _flat(self, cell: Any) -> str:
        """Return the text of a cell on one line."""
        inner = TextBuilder()
        _Page(inner, self._deadline).write(cell)
        line = ""
        for part in inner.finish()[0].split("\n"):
            gap = "" if not line or not part or (_is_wide(line[-1]) and _is_wide(part[0])) else " "
            line += gap + part
        return line

    def _write_table(self, table: Any, rows: list[list[Any]]) -> None:
        self._end_line()
        n_marks = self._open_marks(table)
        for caption in table.iterchildren("caption"):
            self._text(self._flat(caption))
            self._end_line()
        self._builder.open(MarkKind.TABLE)
        for row in rows:
            self._deadline.check()
            self._builder.write("\t".join(map(self._flat, row)))
            self._end_line()
        self._builder.close()
        for _ in range(n_marks):
            self._builder.close()
        self._end_line()


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style", "")) is not None


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,6}", value.strip()) else default


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef" or (character != "" and character in "“”‘’…—")


def _data_rows(table: Any) -> list[list[Any]] | None:
    """Return the rows of a table of data, or None for one that only lays out the page."""
    if next(table.iterdescendants("table", *_HEADINGS, "nav", "ul", "ol", "form"), None) is not None:
        return None
    rows = [list(row.iterchildren(*_CELLS)) for row in table.iter("tr")]
    if max(map(len, rows), default=0) < 2:
        return None
    if any(_is_hidden(element) for element in table.iter("*")):
        return None
    if any(sum(map(len, cell.itertext())) > _MAX_CELL_CHARS for row in rows for cell in row):
        return None
    return [row for row in rows if row]
