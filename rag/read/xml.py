"""Parse the XML parts of a document without ever resolving an entity or fetching anything."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from rag.errors import DamagedFile

_FIX = "Save the file again in Word or WPS, or as plain text."


def parse_xml(data: bytes, name: str, part: str) -> Any:
    """Return the root element of one part.

    Depth and the size of a text node stay within the parser's own bounds (256 levels, 10 MB).

    Raises:
        DamagedFile: not well-formed, or it declares a document type, as no real document part does.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(f"{name}: its part {part} is not well-formed XML ({error}).", fix=_FIX) from error
    if root.getroottree().docinfo.doctype:
        raise DamagedFile(f"{name}: its part {part} declares entities or a document type; this is refused.", fix=_FIX)
    return root


def names(words: str) -> frozenset[str]:
    """Return a set of element names written as one string."""
    return frozenset(words.split())


def local(element: Any) -> str:
    """Return an element's name without its namespace, so that strict and transitional documents read alike."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its name without namespace, "" if it is not there."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Any, name: str) -> Any | None:
    """Return the first child of that name without namespace, or None."""
    if element is not None:
        for candidate in element:
            if local(candidate) == name:
                return candidate
    return None


def integer(value: str, default: int) -> int:
    """Read an attribute as a whole number; a damaged one gives the default."""
    return int(value) if re.fullmatch(r"-?[0-9]{1,9}", value.strip()) else default
