"""Files, and what a page loads: whether what came is what its address and the page promise."""

from __future__ import annotations

import json
import re
from typing import Final

from ...evidence.model import Kind
from ...evidence.ole import OLE_MAGIC
from ...evidence.sniff import sniff
from ...model import Cause
from ...urls import suffix_of
from ..model import Answer, Look, RefKind
from .documents import NEVER_HTML, judge_document
from .model import Aim
from .phrases import MISSING_PAGE, MISSING_RECORD, NO_DATA
from .standings import broken, unverified, works
from .statuses import is_wall
from .wording import says

RESOURCES: Final = frozenset({RefKind.IMAGE, RefKind.ICON, RefKind.SCRIPT, RefKind.STYLE, RefKind.MEDIA, RefKind.CSS})
"""What a page loads by itself and shows as something else than a page."""
MAY_BE_EMPTY: Final = frozenset({RefKind.SCRIPT, RefKind.STYLE, RefKind.FORM})
_SAVED_BY_PROGRAMS: Final = frozenset(["doc", "xls", "rtf", "txt", "csv"])
FILE_NAME = re.compile(r"(?i)\.(?:" + "|".join(sorted(NEVER_HTML | {"doc", "xls", "rtf"})) + r")(?:$|[?#])")
_HEAD: Final = 1_100
_GLANCE: Final = 70_000
_PAGE_HEAD: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\shtml|html)[\s>]", re.IGNORECASE)
_NO_PAGE_HEADS: Final = (b"%PDF-", b"PK\x03\x04", OLE_MAGIC, b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a")
_SHOWS_FILE = re.compile(
    rb"<(?:iframe|embed|object|frame)\b[^>]{0,400}(?:src|data)\s*=|pdf\.?js|pdfobject|viewer\.html|flip-?book|dflip"
    rb"|embedpdf|application/pdf",
    re.IGNORECASE,
)
_FILE_PAGE = re.compile(r"(?i)/(?:wiki/|blob/|file:|ไฟล์:|viewer/|view/|preview/|details/|show/)")
_SMALL_DATA: Final = 2_000
_MISSING: Final = frozenset({404, 410, "404", "410"})


def judge_empty(aim: Aim, answer: Answer) -> Look:
    """Say what it means that nothing came: a file of zero bytes, or a page that is none."""
    if aim.kind in MAY_BE_EMPTY or answer.headers.get("refresh"):
        return works()
    if aim.kind in RESOURCES or FILE_NAME.search(aim.url) or FILE_NAME.search(answer.final_url) or _names_file(answer):
        return broken(Cause.EMPTY_FILE)
    return broken(Cause.EMPTY_BODY)


def _names_file(answer: Answer) -> bool:
    kind = answer.content_type.partition(";")[0].strip().lower()
    is_document = kind.startswith(
        ("application/pdf", "application/vnd.", "application/msword", "application/zip", "image/")
    )
    return is_document or "filename" in answer.headers.get("content-disposition", "").lower()


def is_page(answer: Answer) -> bool:
    """Whether what came is a web page, by its first bytes where they are plain, else by all that tells."""
    body = answer.body
    if body.startswith(_NO_PAGE_HEADS):
        return False
    is_plain = body.startswith((b"<!DOCTYPE html", b"<!doctype html", b"<html")) or _PAGE_HEAD.match(body)
    if is_plain and body.find(b"%PDF-", 0, _HEAD) < 0:
        return True
    kind = sniff(body[:_GLANCE], answer.content_type, "")
    return kind is Kind.HTML or ("html" in answer.content_type.lower() and kind in (Kind.TEXT, Kind.CSV))


def is_file_name(aim: Aim, answer: Answer) -> bool:
    """Whether the address names a file that is never a web page."""
    if not FILE_NAME.search(aim.url) and (aim.url == answer.final_url or not FILE_NAME.search(answer.final_url)):
        return False
    suffixes = {suffix_of(aim.url), suffix_of(answer.final_url)}
    return suffix_of(aim.url) not in _SAVED_BY_PROGRAMS and not suffixes.isdisjoint(NEVER_HTML)


def shows_file(aim: Aim, answer: Answer) -> bool:
    """Whether a page under a file's name shows that file: a viewer, a gallery, the file's page in a repository."""
    if _FILE_PAGE.search(aim.url) or _FILE_PAGE.search(answer.final_url):
        return True
    if _SHOWS_FILE.search(answer.body, 0, 200_000):
        return True
    name = aim.url.partition("?")[0].rpartition("/")[2].encode("utf-8", "replace")
    return (
        len(name) > 4
        and re.search(rb"(?:src|href)\s*=\s*[\"']?[^\"'>]{0,300}" + re.escape(name), answer.body[:200_000]) is not None
    )


def judge_file(aim: Aim, answer: Answer) -> Look:
    """Judge a file, or what a page loads."""
    suffix = suffix_of(aim.url) if FILE_NAME.search(aim.url) else suffix_of(answer.final_url)
    is_whole = answer.whole and not answer.cut
    if aim.kind in RESOURCES and is_page(answer):
        return _page_as_resource(aim, answer)
    if aim.kind in (RefKind.SCRIPT, RefKind.STYLE):
        return works()
    found = judge_document(answer.body, answer.content_type, suffix, is_whole=is_whole)
    if found.cause is Cause.WRONG_TYPE and found.kind is Kind.HTML and suffix in _SAVED_BY_PROGRAMS:
        return works()
    if found.cause is None and _is_error_object(answer):
        return broken(Cause.SOFT_NOT_FOUND, answer.body[:200].decode("utf-8", "replace"))
    return broken(found.cause, found.detail) if found.cause is not None else works()


def _is_error_object(answer: Answer) -> bool:
    """Whether small JSON says by itself that what was asked for is not there."""
    if len(answer.body) > _SMALL_DATA or not answer.body.lstrip().startswith(b"{"):
        return False
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        return False
    told = told if isinstance(told, dict) else {}
    codes = [told.get(name) for name in ("status", "code", "statusCode", "error_code")]
    if any(isinstance(code, int | str) and code in _MISSING for code in codes):
        return True
    texts = [value for name in ("error", "message", "detail") if isinstance(value := told.get(name), str)]
    return any(says(pattern, text) for text in texts for pattern in (MISSING_PAGE, MISSING_RECORD, NO_DATA))


def _page_as_resource(aim: Aim, answer: Answer) -> Look:
    """Judge a web page that came where a picture, style or script was asked for."""
    if is_wall(answer, answer.status or 0):
        return unverified(Cause.BOT_WALL)
    if aim.kind is RefKind.MEDIA and not FILE_NAME.search(aim.url):
        return works()
    return broken(Cause.WRONG_TYPE, answer.content_type)
