"""Whether the bytes of a file are the file: not nothing, not a web page, with a beginning and an end."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from ...evidence.model import Kind
from ...evidence.ole import OLE_MAGIC
from ...evidence.sniff import is_truncated, sniff
from ...model import Cause

# Not .doc, .xls, .rtf, .csv or .txt: programs of agencies export HTML under these names, and people can open it.
NEVER_HTML: Final = frozenset(
    [
        "pdf",
        "docx",
        "docm",
        "dotx",
        "xlsx",
        "xlsm",
        "xlsb",
        "ods",
        "odt",
        "odp",
        "pptx",
        "pptm",
        "ppsx",
        "ppt",
        "pps",
        "zip",
        "rar",
        "7z",
        "gz",
        "tgz",
        "tar",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "bmp",
        "tif",
        "tiff",
        "svg",
        "ico",
        "mp3",
        "mp4",
        "m4a",
        "m4v",
        "mov",
        "avi",
        "wmv",
        "webm",
        "wav",
        "ogg",
        "exe",
        "apk",
    ]
)
"""Suffixes of files that are never a web page."""
_ZIPPED: Final = frozenset(
    ["docx", "docm", "dotx", "xlsx", "xlsm", "xlsb", "pptx", "pptm", "ppsx", "odt", "ods", "odp"]
)
_PICTURES: Final = frozenset(["jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff"])
_PACKED: Final = frozenset(["zip", "rar", "7z"])
_SOMETHING = re.compile(rb"[^\r\n\t ]")
_NO_ZERO = re.compile(rb"[^\x00]")
_NEAR_END: Final = 4096
_PDF_ENDS: Final = (b"%%EOF", b"startxref")
_LINEARIZED = re.compile(rb"/Linearized\b.{0,300}?/L\s+(\d{1,12})\b", re.DOTALL)
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_ROOT = re.compile(rb"/Root\b|/Catalog\b")
_PLACES: Final = 1 << 20
_RIFF: Final = 12


@dataclass(frozen=True, slots=True)
class DocumentLook:
    """What a file's bytes are. `cause` is None when nothing speaks against them, `detail` says what was found."""

    kind: Kind
    cause: Cause | None = None
    detail: str = ""


def judge_document(body: bytes, content_type: str, suffix: str, *, is_whole: bool, tail: bytes = b"") -> DocumentLook:
    """Say whether the bytes are the file that `suffix` (lower case, without dot; "" when there is none) promises.

    `is_whole` tells that `body` is all of it; else only its beginning is judged, and its end when `tail`, the last
    bytes, is given. Nothing is unpacked and nothing is rendered, so that a file that passes may still hold damage.
    """
    if _SOMETHING.search(body) is None:
        return DocumentLook(Kind.OTHER, Cause.EMPTY_FILE if is_whole else None)
    if is_whole and _NO_ZERO.search(body) is None:
        return DocumentLook(Kind.OTHER, Cause.DAMAGED, "zeros")
    kind = sniff(body, content_type, "")
    if kind is Kind.HTML:
        is_wrong = suffix in NEVER_HTML or _promises_file(content_type)
        return DocumentLook(kind, Cause.WRONG_TYPE if is_wrong else None, "text/html")
    cause, detail = _against_name(body, kind, content_type.lower(), suffix)
    if cause is None and (is_whole or tail):
        cause, detail = _unsound(body if is_whole else b"", body, kind, tail)
        if cause is None and is_whole and _is_empty_shell(kind, body, suffix):
            cause, detail = Cause.DAMAGED, "no [Content_Types].xml"
    return DocumentLook(kind, cause, detail)


def _promises_file(content_type: str) -> bool:
    name = content_type.lower()
    return name.startswith(
        ("application/pdf", "application/vnd.openxml", "application/zip", "image/", "video/", "audio/")
    )


def _against_name(body: bytes, kind: Kind, content_type: str, suffix: str) -> tuple[Cause | None, str]:
    """Compare what the bytes are with the name; a browser goes by the server's type where that is right."""
    if kind is Kind.PDF or (kind is Kind.IMAGE and content_type.startswith("image/")):
        return None, ""
    if suffix == "pdf" or (not suffix and content_type.startswith("application/pdf")):
        return (
            (Cause.DAMAGED, "no %PDF") if kind in (Kind.OTHER, Kind.TEXT, Kind.CSV) else (Cause.WRONG_TYPE, str(kind))
        )
    if kind not in (Kind.OTHER, Kind.TEXT, Kind.CSV):
        return None, ""
    if suffix in _ZIPPED | _PACKED and not body.startswith((b"PK", OLE_MAGIC, b"Rar!", b"7z\xbc\xaf")):
        return Cause.DAMAGED, "no PK"
    if suffix in _PICTURES and not _is_newer_picture(body):
        return (Cause.DAMAGED, "no image") if kind is Kind.OTHER else (Cause.WRONG_TYPE, str(kind))
    return None, ""


def _is_empty_shell(kind: Kind, body: bytes, suffix: str) -> bool:
    """Whether a file named like an Office document is a ZIP of something else."""
    is_plain_zip = kind is Kind.ARCHIVE and body.startswith(b"PK")
    return is_plain_zip and suffix in _ZIPPED and b"[Content_Types].xml" not in body and b"mimetype" not in body[:64]


def _is_newer_picture(body: bytes) -> bool:
    return body[4:8] == b"ftyp" or body.startswith(
        (b"\xff\x0a", b"\x00\x00\x00\x0cJXL", b"\x00\x00\x00\x0cjP", b"RIFF")
    )


def _unsound(whole: bytes, head: bytes, kind: Kind, tail: bytes) -> tuple[Cause | None, str]:
    end = whole or tail
    if kind is Kind.PDF:
        return _unsound_pdf(whole, end)
    if head.startswith(b"PK\x03\x04"):
        return _unsound_zip(whole, end)
    if whole and kind is Kind.IMAGE:
        return (Cause.TRUNCATED, "no end of image") if _is_cut_picture(whole) else (None, "")
    if whole.startswith(OLE_MAGIC) and is_truncated(whole, kind):
        return Cause.TRUNCATED, "OLE"
    return None, ""


def _unsound_pdf(whole: bytes, end: bytes) -> tuple[Cause | None, str]:
    """Look for the end that a PDF must have, and for what a viewer needs to open it at all."""
    promised = _LINEARIZED.search(whole, 0, 4096)
    if promised and len(whole) < int(promised[1]):
        return Cause.TRUNCATED, f"{len(whole)} / {int(promised[1])}"
    if not any(mark in end[-_NEAR_END:] or mark in end for mark in _PDF_ENDS):
        return Cause.TRUNCATED, "no %%EOF"
    if whole and not (_OBJECT.search(whole) and _names_root(whole)):
        return Cause.DAMAGED, "no objects"
    return None, ""


def _names_root(whole: bytes) -> bool:
    """Look where the root stands in most files, then in all of it."""
    return bool(_ROOT.search(whole, max(0, len(whole) - _NEAR_END)) or _ROOT.search(whole))


def _unsound_zip(whole: bytes, end: bytes) -> tuple[Cause | None, str]:
    """Look for the list of contents at the end of a ZIP, and for what it lists."""
    if b"PK\x05\x06" not in end[-_PLACES:]:
        return Cause.TRUNCATED, "no central directory"
    if not whole:
        return None, ""
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            places = [one.header_offset for one in archive.infolist()]
    except (zipfile.BadZipFile, struct.error, zlib.error, ValueError, LookupError, OSError, EOFError, RuntimeError):
        return Cause.DAMAGED, "central directory"
    lost = sum(whole[place : place + 4] != b"PK\x03\x04" for place in places)
    return (Cause.DAMAGED, "contents") if lost and lost * 2 >= len(places) else (None, "")


def _is_cut_picture(body: bytes) -> bool:
    """Whether a picture breaks off; what follows its end does not matter."""
    if body.startswith(b"\xff\xd8\xff"):
        return b"\xff\xd9" not in body[max(body.rfind(b"\xff\xda"), 0) :]
    if body.startswith(b"\x89PNG"):
        return b"IEND" not in body[8:]
    if body[:4] == b"RIFF" and body[8:_RIFF] == b"WEBP":
        return len(body) < int.from_bytes(body[4:8], "little")
    return False
