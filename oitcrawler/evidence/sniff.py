"""What a body is, told by its bytes: servers and file names say the wrong thing too often."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from typing import TypeVar

from .model import Kind
from .ole import OLE_MAGIC, is_cut_short, root_names

T = TypeVar("T")

_HEAD = 4096
_PDF = re.compile(rb"(?:\A|[\r\n\x00>])[\s\x00]*%PDF-")
# The first stream found decides: a Word document may hold a sheet, a sheet no Word document at its top.
_STREAMS = (
    ("WordDocument", Kind.DOC),
    ("PowerPoint Document", Kind.PPT),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
)
_OTHER_STREAMS = (
    ("EncryptedPackage", "Microsoft Office behind a password"),
    ("PP40", "PowerPoint 4 or 95 (.ppt)"),
    ("Quill", "Microsoft Publisher (.pub)"),
    ("VisioDocument", "Microsoft Visio (.vsd)"),
    ("__properties_version1.0", "Outlook message (.msg)"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OPENDOCUMENT = re.compile(rb"application/vnd\.oasis\.opendocument\.(text|presentation|spreadsheet)")
_OPENDOCUMENTS = {b"text": Kind.ODT, b"presentation": Kind.ODP, b"spreadsheet": Kind.ODS}
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_IMAGES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x01\x00",
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LEADING = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE\s+(?!html)[^>]*>\s*)*", re.IGNORECASE | re.DOTALL
)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|frameset|iframe|noscript|base|center|font|form"
    r"|table|tr|td|div|span|section|main|header|nav|article|h[1-6]|p|br|hr|b|a|ul|ol|img|input|marquee)\b",
    re.IGNORECASE,
)
_HTML_INSIDE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>", re.IGNORECASE)
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\f\r\x1b")
_DELIMITERS = (",", ";", "\t", "|")


def sniff(body: bytes, content_type: str, url: str) -> Kind:
    """Return what `body` is.

    `content_type` is the header's value and only breaks ties among kinds of text; `url` is there so that every
    caller names what it asks about, and is never looked at.
    """
    del url
    binary = _binary_kind(body)
    if binary is not None:
        return binary
    text = _head_text(body)
    if text is None:  # a page keeps being one when a few bytes in it are broken
        return Kind.HTML if _HTML_START.match(_start(body[:_HEAD].decode("utf-8", "replace"))) else Kind.OTHER
    return _text_kind(text, content_type.lower())


def _binary_kind(body: bytes) -> Kind | None:
    head = body[:_HEAD]
    if head.startswith(_ZIP):
        return _zip_kind(body)
    if head.startswith(OLE_MAGIC):
        return _first_stream(body, _STREAMS, Kind.OTHER)
    if b"%PDF-" in head[:1100] and _PDF.search(head[:1100]):
        return Kind.PDF
    if head.startswith(_ARCHIVES):
        return Kind.ARCHIVE
    return _marked_kind(head)


def _marked_kind(head: bytes) -> Kind | None:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return Kind.RTF
    if head.startswith(_IMAGES) and not (head.startswith(b"BM") and _looks_like_text(head)):
        return Kind.IMAGE
    return Kind.IMAGE if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def is_encrypted_office(body: bytes) -> bool:
    """Whether this is an Office file of today's formats behind a password (an OLE container around it)."""
    return body.startswith(OLE_MAGIC) and bool(_first_stream(body, (("EncryptedPackage", "locked"),), ""))


def office_name(body: bytes) -> str:
    """Return the common name of an Office file that has no extractor (`Microsoft Publisher (.pub)`), or ""."""
    if body.startswith(OLE_MAGIC):
        return _first_stream(body, _OTHER_STREAMS, "")
    if body.startswith(_ZIP):
        members = _members(body)
        if "content.xml" in members and "mimetype" in members:
            return "OpenDocument"
        return "Pages, Numbers, Keynote" if "Index/Document.iwa" in members else ""
    return ""


def is_truncated(body: bytes, kind: Kind) -> bool:
    """Whether the end that a file of this kind must have is missing."""
    if kind is Kind.PDF:
        return b"%%EOF" not in body[-2048:] and b"startxref" not in body[-2048:]
    if body.startswith(b"PK\x03\x04"):
        return b"PK\x05\x06" not in body[-66000:]
    if kind is Kind.IMAGE and body.startswith(b"\xff\xd8\xff"):
        return b"\xff\xd9" not in body[-4096:]
    if kind is Kind.IMAGE and body.startswith(b"\x89PNG"):
        return b"IEND" not in body[-64:]
    return body.startswith(OLE_MAGIC) and is_cut_short(body)


def _zip_kind(body: bytes) -> Kind:
    members = _members(body)
    if any(name.startswith("word/document") for name in members):
        return Kind.DOCX
    if any(name.startswith("xl/workbook") for name in members):
        return Kind.XLSX
    if any(name.startswith("ppt/presentation") for name in members):
        return Kind.PPTX
    named = _OPENDOCUMENT.search(_mimetype(body, members))
    if named:
        return _OPENDOCUMENTS[named[1]]
    return Kind.OTHER if office_name(body) else Kind.ARCHIVE


def _mimetype(body: bytes, members: frozenset[str]) -> bytes:
    """Return what an OpenDocument file says it is: it stands first and unpacked, unless the file was packed again."""
    if "content.xml" not in members:
        return b""
    if _OPENDOCUMENT.search(body[:200]) or "mimetype" not in members:
        return body[:200]
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive, archive.open("mimetype") as stream:
            return stream.read(200)
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, OSError, LookupError, zlib.error):
        return b""


def _members(body: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, struct.error, zlib.error, ValueError, LookupError, OSError, EOFError, RuntimeError):
        return _members_of_damaged(body)


def _members_of_damaged(body: bytes) -> frozenset[str]:
    found = re.findall(
        rb"PK\x03\x04.{22}[\x01-\xff]\x00..([A-Za-z0-9_\[][\x20-\x7e]{0,120}?)(?=[\x00-\x1f\x7f-\xff<]|\Z)",
        body,
        re.DOTALL,
    )
    return frozenset(name.decode("ascii") for name in found)


def _first_stream(body: bytes, known: Sequence[tuple[str, T]], otherwise: T) -> T:
    """Return what the first of the known streams at the top of a container stands for."""
    names = root_names(body)
    for name, meaning in known:
        if name.lower() in names if names else (name + "\0").encode("utf-16-le") in body:
            return meaning
    return otherwise


def _looks_like_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    return len(head) - len(head.translate(None, _CONTROL)) <= len(head) // 100


def _head_text(body: bytes) -> str | None:
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return body[len(bom) : len(bom) + _HEAD * 4].decode(codec, "replace")
    head = body[: _HEAD * 4]
    return head.decode("utf-8", "replace") if _looks_like_text(head) else None


def _text_kind(text: str, content_type: str) -> Kind:
    start = _start(text)
    if start[:4].lower() == "<svg":
        return Kind.IMAGE
    if _HTML_START.match(start) or _HTML_INSIDE.search(text):
        return Kind.HTML
    is_data = start.startswith(("{", "[")) or text.lstrip("\ufeff \t\r\n").startswith(("<?xml", "<rss"))
    return _plain_kind(text, content_type, is_data)


def _start(text: str) -> str:
    return _LEADING.sub("", text.lstrip("\ufeff"), count=1)


def _plain_kind(text: str, content_type: str, is_data: bool) -> Kind:
    if is_data:
        return Kind.TEXT
    if "html" in content_type or len(_TAG.findall(text)) >= 3:
        return Kind.HTML
    return Kind.CSV if "csv" in content_type or _is_csv(text) else Kind.TEXT


def _is_csv(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()][:40]
    if len(lines) < 3:
        return False
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in lines]
        usual = max(set(counts), key=counts.count)
        if usual >= 1 and counts.count(usual) >= 0.8 * len(counts) and (usual >= 2 or delimiter != ","):
            return True
    return False
