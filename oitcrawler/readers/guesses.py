"""What a document probably is, for one that broke its reader: looked at from outside, without opening anything."""

from __future__ import annotations

import re
from typing import Final

from ..evidence.model import Kind
from ..evidence.source import Source
from ..urls import DOCUMENT_SUFFIX, suffix_of

_MARKS: Final = (
    (b"%PDF-", Kind.PDF),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"{\\rtf", Kind.RTF),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf", Kind.ARCHIVE),
)
_CONTAINERS: Final = (
    (b"PK\x03\x04", (Kind.DOCX, Kind.XLSX, Kind.PPTX, Kind.ODT, Kind.ODS, Kind.ODP), Kind.ARCHIVE),
    (b"\xd0\xcf\x11\xe0", (Kind.DOC, Kind.XLS, Kind.PPT), Kind.OTHER),
)
_PAGE: Final = re.compile(rb"\A\s*(?:<!doctype html|<html|<head|<body|<meta|<script|<!--)", re.IGNORECASE)


def probable_kind(source: Source) -> Kind:
    """Return the kind that the first bytes say, with the help of the name inside containers; `OTHER` when unsure."""
    head = source.body[:1024].removeprefix(b"\xef\xbb\xbf")
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    suffix = suffix_of(source.final_url)
    for mark, kinds, otherwise in _CONTAINERS:
        if head.startswith(mark):
            return next((kind for kind in kinds if kind.value == suffix), otherwise)
    is_named_page = "html" in source.content_type.lower() and not DOCUMENT_SUFFIX.fullmatch(suffix)
    if _PAGE.match(head) or (is_named_page and b"\x00" not in head):
        return Kind.HTML
    return Kind.CSV if suffix == "csv" else Kind.OTHER
