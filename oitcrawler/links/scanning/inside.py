"""The links inside documents: whether reading one for them is worth the time, and what its reader found."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import unescape

from ...evidence.encoding import decode
from ...evidence.model import Evidence, Link
from ..model import Ref, RefKind
from .labels import short
from .spelling import is_of_this_machine

MAX_REFS: Final = 2_000
_MAX_ROW: Final = 100
_MAX_PARTS: Final = 400
_MAX_UNPACKED: Final = 8 * 1024 * 1024
_PIECE: Final = 64 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0"
_WORDS_OF_OLE: Final = tuple(word.encode(codec) for word in ("HYPERLINK", "http") for codec in ("ascii", "utf-16-le"))
_PDF_MARK: Final = re.compile(rb"/(?:URI|ObjStm)")
_OBJECT_STREAM: Final = re.compile(rb"/ObjStm\b[\s\S]{0,300}?stream\r?\n")
_RELATIONS: Final = re.compile(r"(?:word|xl|ppt)/(?:\w+/)?_rels/[^/]+\.rels")
_CONTENT: Final = re.compile(r"word/document\.xml|xl/worksheets/[^/]+\.xml|content\.xml")
_MARKS: Final = re.compile(rb"HYPERLINK|<text:a[ >]|<draw:a[ >]")
_TARGET: Final = re.compile(rb"<Relationship\b[^>]*/hyperlink\"[^>]*>")
_TARGET_NAME: Final = re.compile(rb"\bTarget=\"([^\"]{1,2000})\"")
_ACTION: Final = re.compile(rb"/URI\s*\(((?:[^\\()]|\\[\s\S]){1,2000})\)")
_PDF_ESCAPE: Final = re.compile(rb"\\([\\()])")
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, RuntimeError, ValueError)


def may_hold_links(body: bytes) -> bool:
    """Whether reading a document could bring links, by a look at its bytes; in doubt it could.

    PDF, Word, Excel, PowerPoint, OpenDocument and RTF are told; anything else holds none. Never raises.
    """
    if b"%PDF" in body[:1024]:
        return _pdf_may_link(body)
    if body.startswith(b"PK\x03\x04"):
        return _office_may_link(body)
    if body.startswith(b"{\\rtf"):
        return b"HYPERLINK" in body
    return body.startswith(_OLE) and any(word in body for word in _WORDS_OF_OLE)


def refs_of(evidence: Evidence, body: bytes = b"") -> tuple[Ref, ...]:
    """Return what a document names, each reference once: its links, those of an archive's members included.

    The readers keep only addresses of the web; with the document's `body`, the addresses of somebody's own machine in
    it (`file:`, a drive letter, an office's server) are references too.
    """
    found = [_ref(link) for link in _links(evidence)]
    found += [Ref(raw, RefKind.DOCUMENT) for raw in _local_addresses(body)]
    return tuple(dict.fromkeys(found))[:MAX_REFS]


def _links(evidence: Evidence) -> Iterator[Link]:
    yield from evidence.links
    for member in evidence.members:
        yield from _links(member)


def _ref(link: Link) -> Ref:
    row = " ".join(link.row.split())
    place = f"row {row[: _MAX_ROW - 1]}…" if len(row) > _MAX_ROW else f"row {row}" if row else ""
    place = f"page {link.page}" if link.page is not None else place
    return Ref(link.url, RefKind.DOCUMENT, short(link.text), place)


def _pdf_may_link(body: bytes) -> bool:
    """Look for a link, or for object streams that may hold one: once through bytes of which there are many."""
    first = _PDF_MARK.search(body)
    if first is None or first[0] == b"/URI":
        return first is not None
    if body.rfind(b"/URI", first.end()) >= 0:  # backwards takes half the time
        return True
    return any(b"/URI" in part for part in _object_streams(body, first.start()))


def _object_streams(body: bytes, start: int = 0) -> Iterator[bytes]:
    """Yield the unpacked object streams of a PDF; one that cannot be looked into counts as one with a link."""
    view = memoryview(body)
    for count, found in enumerate(_OBJECT_STREAM.finditer(body, start)):
        part, is_whole = _unpacked(view[found.end() : found.end() + _MAX_UNPACKED])
        is_plain = part and is_whole and count < _MAX_PARTS and b"/Predictor" not in found[0]
        yield part if is_plain else part + b"/URI"
        if count >= _MAX_PARTS:
            return


def _unpacked(packed: memoryview) -> tuple[bytes, bool]:
    """Return what a stream at the beginning of some bytes unpacks to, and whether it came to its end.

    In pieces: whatever follows the stream in the piece is copied.
    """
    unpacking = zlib.decompressobj()
    parts: list[bytes] = []
    left = _MAX_UNPACKED
    for place in range(0, len(packed), _PIECE):
        try:
            parts.append(unpacking.decompress(packed[place : place + _PIECE], left))
        except zlib.error:
            return b"", False
        left -= len(parts[-1])
        if unpacking.eof or left <= 0:
            break
    return b"".join(parts), unpacking.eof


def _office_may_link(body: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return any(_names_links(archive, one) for one in archive.infolist()[:_MAX_PARTS])
    except _BROKEN:
        return False  # what cannot be opened is told elsewhere


def _names_links(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if _RELATIONS.fullmatch(part.filename):
        return part.file_size > _MAX_UNPACKED or b'/hyperlink"' in archive.read(part)
    if not _CONTENT.fullmatch(part.filename):
        return False
    with archive.open(part) as opened:
        return bool(_MARKS.search(opened.read(_MAX_UNPACKED))) or part.file_size > _MAX_UNPACKED


def _local_addresses(body: bytes) -> Iterator[str]:
    """Yield the targets of links in a document that are files of somebody's own machine."""
    for raw in _actions(body) if b"%PDF" in body[:1024] else _related(body):
        text = unescape(decode(raw, "")[0], {"&quot;": '"', "&apos;": "'"}).strip()
        if is_of_this_machine(text):
            yield text


def _actions(body: bytes) -> Iterator[bytes]:
    for part in (body, *_object_streams(body)):
        for raw in _ACTION.findall(part):
            yield _PDF_ESCAPE.sub(rb"\1", raw)


def _related(body: bytes) -> Iterator[bytes]:
    if not body.startswith(b"PK\x03\x04"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for part in archive.infolist()[:_MAX_PARTS]:
                if _RELATIONS.fullmatch(part.filename) and part.file_size <= _MAX_UNPACKED:
                    for relation in _TARGET.findall(archive.read(part)):
                        yield from _TARGET_NAME.findall(relation)
    except _BROKEN:
        return
