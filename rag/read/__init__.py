"""From the bytes of a file to its text, with what its markup says and how it was decoded."""

from rag.read.files import read_bytes, read_file
from rag.read.folder import ManifestRow, find_files, read_manifest
from rag.read.formats import SUPPORTED
from rag.read.limits import Limits

__all__ = ["SUPPORTED", "Limits", "ManifestRow", "find_files", "read_bytes", "read_file", "read_manifest"]
