"""Bytes to characters: which encoding a file is in, decoded strictly or not at all.

Order: byte order mark, UTF-8, the encoding that a page declares, then UTF-16, GB18030 and Big5 side by side, told apart
by how much of the result is common Chinese characters. GBK and GB2312 are read as GB18030, of which they are subsets.
Latin-1 is never tried: it fits any bytes and is right for none of our files.
"""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

from rag.errors import UndecodableText
from rag.read.frequent import FREQUENT, share_of_frequent

_BOMS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# What Windows calls Big5 is cp950; Hong Kong's supplement is tried after it.
_CODECS = {
    "gb18030": ("gb18030",),
    "big5": ("cp950", "big5hkscs"),
    "utf-16-le": ("utf-16-le",),
    "utf-16-be": ("utf-16-be",),
}
_DECLARED = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5",
    "big5-hkscs": "big5",
    "cp950": "big5",
    "x-x-big5": "big5",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_UTF8_NAMES = {"utf-8", "utf8"}
# Real reports score 0.88 to 0.97 in the right encoding and below 0.25 in a wrong one (see frequent.py).
_PLAUSIBLE = 0.5
_FEW = 64
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1a\x1b") + b"\x7f"
_RESAVE = "Open it in the program that made it and save it as UTF-8 text, then add it again."


class Decoded(NamedTuple):
    text: str
    encoding: str
    notes: tuple[str, ...] = ()


class _Candidate(NamedTuple):
    encoding: str
    text: str
    left_over: int
    score: float


def decode(data: bytes, name: str, *, declared: str = "") -> Decoded:
    """Decode the bytes of a text file.

    Args:
        data: the whole file.
        name: the file, for messages.
        declared: what the file says about itself (a page's meta charset), believed where it fits and reads as Chinese.
    Returns:
        The text without its byte order mark, the encoding, and notes on whatever the bytes alone did not settle.
    Raises:
        UndecodableText: the bytes are not text, or no encoding fits all of them.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, name)
    wide = b"\0" in data
    if not wide:
        _refuse_controls(data, name)
        utf8 = _attempt(data, "utf-8")
        if utf8 is not None and not _is_suspicious(utf8.text):
            return Decoded(utf8.text, "utf-8", _notes_on_end(utf8) + _note_on_declared(declared, "utf-8"))
    return _choose(data, name, _DECLARED.get(declared.lower(), ""), declared, wide=wide)


def _decode_marked(data: bytes, encoding: str, name: str) -> Decoded:
    found = _attempt(data, encoding)
    if found is None:
        raise UndecodableText(
            f"{name}: the file begins with the byte order mark of {encoding} but {_where(data, encoding)}.", fix=_RESAVE
        )
    return Decoded(found.text, encoding, _notes_on_end(found))


def _choose(data: bytes, name: str, declared: str, declared_as: str, *, wide: bool) -> Decoded:
    names = ("utf-16-le", "utf-16-be") if wide else ("gb18030", "big5", "utf-16-le", "utf-16-be")
    fitting = [found for encoding in names if (found := _attempt(data, encoding)) is not None]
    if wide:
        fitting = [found for found in fitting if not any(map(_is_control, set(found.text)))]
    plausible = [found for found in fitting if found.score >= _PLAUSIBLE or (wide and _is_ascii_text(found.text))]
    plausible.sort(key=lambda found: (-found.score, found.encoding))
    if not plausible:
        raise UndecodableText(f"{name}: {_why_not(data, fitting, wide=wide)}", fix=_RESAVE)
    said = [found for found in plausible if found.encoding == declared]
    best = said[0] if said else plausible[0]
    rivals = [found for found in fitting if found is not best and found.score > 0.0]
    notes = list(_notes_on_end(best) + _note_on_declared(declared_as, best.encoding))
    if said:
        rivals = []
    if rivals:
        others = ", ".join(f"{found.encoding} {found.score:.0%}" for found in rivals)
        notes.append(
            f"the bytes alone do not decide the encoding: read as {best.encoding}, in which {best.score:.0%} of the "
            f"characters are common Chinese ones ({others})"
        )
    elif best.encoding.startswith("utf-16"):
        notes.append(f"no byte order mark: read as {best.encoding} because of where the zero bytes stand")
    return Decoded(best.text.removeprefix("\ufeff"), best.encoding, tuple(notes))


def _attempt(data: bytes, encoding: str) -> _Candidate | None:
    """Decode strictly; only a character that the end of the file cuts in two is left over."""
    for codec in _CODECS.get(encoding, (encoding,)):
        decoder = codecs.getincrementaldecoder(codec)("strict")
        try:
            text = decoder.decode(data, final=False)
        except UnicodeDecodeError:
            continue
        left_over = len(decoder.getstate()[0])
        score = 1.0 if encoding in ("utf-8", "utf-32-le", "utf-32-be") else _score(text, encoding)
        return _Candidate(encoding, text, left_over, score)
    return None


def _score(text: str, encoding: str) -> float:
    """Say how far a decoding reads as Chinese: 1.0 if every character beyond ASCII is a frequent one.

    A manifest of a few lines may hold nothing but names (菏泽, 亳州), so in a short text a character that the oldest,
    smallest set of its encoding has counts for half: wrong readings mostly give characters outside it.
    """
    beyond = [character for character in text[:10_000] if character > "\x7f"]
    if not 0 < len(beyond) <= _FEW:
        return share_of_frequent(text)
    return sum(1.0 if c in FREQUENT else 0.55 if _is_ordinary(c, encoding) else 0.0 for c in beyond) / len(beyond)


def _is_ordinary(character: str, encoding: str) -> bool:
    try:
        if encoding == "gb18030":
            return len(character.encode("gb2312")) == 2
        return encoding == "big5" and b"\xa4\x40" <= character.encode("cp950") <= b"\xc6\x7e"
    except UnicodeEncodeError:
        return False


def _is_suspicious(text: str) -> bool:
    """Valid UTF-8 that holds Greek or Cyrillic letters and no Chinese may be a few words of GBK."""
    return not text.isascii() and max(text) < "\u0800"


def _is_ascii_text(text: str) -> bool:
    return text.isascii() and text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cn") and character not in "\t\n\r\x0b\x0c\x1a\x1b\x85"


def _refuse_controls(data: bytes, name: str) -> None:
    n_controls = len(data) - len(data.translate(None, _CONTROLS))
    if n_controls * 200 > len(data):
        raise UndecodableText(
            f"{name}: this is not text: {n_controls} of {len(data)} bytes are control codes.",
            fix="Add the report itself as .txt, .md, .html or .docx.",
        )


def _notes_on_end(found: _Candidate) -> tuple[str, ...]:
    if not found.left_over:
        return ()
    return (f"the file ends inside a character: its last {found.left_over} byte(s) were left out; it may be cut off",)


def _note_on_declared(declared: str, used: str) -> tuple[str, ...]:
    if not declared or declared.lower() in _UTF8_NAMES | {used} or _DECLARED.get(declared.lower()) == used:
        return () if not (declared.lower() in _UTF8_NAMES and used != "utf-8") else (_contradicted(declared, used),)
    return (_contradicted(declared, used),)


def _contradicted(declared: str, used: str) -> str:
    return f"the page says that it is in {declared[:40]}, but its bytes are {used}"


def _why_not(data: bytes, fitting: list[_Candidate], *, wide: bool) -> str:
    if wide:
        return "this is not text: it holds zero bytes and is not UTF-16 either."
    tried = "; ".join(
        [f"utf-8: {_where(data, 'utf-8')}"]
        + [
            f"{found.encoding}: fits, but only {found.score:.0%} of it are common Chinese characters"
            for found in fitting
        ]
        + [
            f"{encoding}: {_where(data, _CODECS[encoding][0])}"
            for encoding in ("gb18030", "big5")
            if all(found.encoding != encoding for found in fitting)
        ]
    )
    return f"no encoding reads all of it as Chinese text (tried {tried})."


def _where(data: bytes, encoding: str) -> str:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"byte {error.start} (line {line}) does not fit"
    return "it does not read as Chinese"
