"""What a PDF leads to and carries: link annotations with their words, scripts, embedded files. Nothing is followed."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from pypdfium2 import raw  # type: ignore[import-untyped]

from .encoding import decode
from .model import Remark
from .pdf_shapes import Box, Handle

MAX_SPOTS: Final = 500
_MAX_ADDRESS: Final = 4000
_OBJECT_STREAM: Final = re.compile(rb"/ObjStm\b[\s\S]{0,300}?stream\r?\n")
_MAX_STREAMS: Final = 300
_MAX_UNPACKED: Final = 256 * 1024
_SCRIPTS: Final = (b"/JavaScript",)
_EMBEDDED: Final = (b"/EmbeddedFile", b"/FileAttachment")


class Spot(NamedTuple):
    """An address as it stands in the file, and the box on the page (not turned) that leads to it."""

    address: str
    box: Box


def spots_of(page: Handle) -> Iterator[Spot]:
    """Yield the addresses of the link annotations of pypdfium2's page, at most `MAX_SPOTS`."""
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    found = 0
    while found < MAX_SPOTS and raw.FPDFLink_Enumerate(page.raw, place, link):
        found += 1
        address, box = _address(page.pdf.raw, raw.FPDFLink_GetAction(link)), raw.FS_RECTF()
        if address and raw.FPDFLink_GetAnnotRect(link, box):
            left, right = sorted((box.left, box.right))
            bottom, top = sorted((box.bottom, box.top))
            yield Spot(address, (left, bottom, right, top))


def _address(document: Handle, action: Handle) -> str:
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length <= _MAX_ADDRESS:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    return decode(buffer.raw[: length - 1], "")[0].strip("\x00 \t\r\n")


def remarks_of(body: bytes) -> tuple[Remark, ...]:
    """Return whether a PDF holds scripts and whether it embeds files, as far as that can be seen without a key."""
    scripts = embedded = False
    for part in _parts(body):
        scripts = scripts or any(word in part for word in _SCRIPTS)
        embedded = embedded or any(word in part for word in _EMBEDDED)
    return (*((Remark.SCRIPT,) if scripts else ()), *((Remark.ATTACHMENTS,) if embedded else ()))


def _parts(body: bytes) -> Iterator[bytes]:
    """Yield the body and its object streams, unpacked as far as they are small."""
    yield body
    for count, found in enumerate(_OBJECT_STREAM.finditer(body)):
        if count >= _MAX_STREAMS:
            return
        try:
            yield zlib.decompressobj().decompress(body[found.end() : found.end() + _MAX_UNPACKED], _MAX_UNPACKED)
        except zlib.error:
            continue
