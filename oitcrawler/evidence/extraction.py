"""From a fetched body to evidence: told by its bytes, read by the extractor of its kind, refused with a reason."""

from __future__ import annotations

import csv
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from docx.opc.exceptions import OpcError
from lxml import etree  # type: ignore[import-untyped]

from ..model import Cause, Text
from ..shares import describe, resolve_share
from ..urls import DOCUMENT_SUFFIX, suffix_of
from .archive import Allowance, extract_archive
from .doc import extract_doc
from .docx import extract_docx
from .html import extract_html
from .image import extract_image
from .macros import has_macros
from .model import Depth, Evidence, Kind, Remark
from .odp import extract_odp
from .odt import extract_odt
from .pdf import extract_pdf
from .ppt import extract_ppt
from .rtf import extract_rtf
from .sheet import extract_csv, extract_sheet
from .sniff import is_encrypted_office, is_truncated, office_name, sniff
from .source import Source
from .text import extract_text

MAX_BODY: Final = 60 * 1024 * 1024


def _extract_pptx(source: Source) -> Evidence:
    from .pptx import extract_pptx  # its library takes 0.2 seconds to load, in every worker and at every start

    return extract_pptx(source)


_EXTRACTORS: Final[dict[Kind, Callable[[Source], Evidence]]] = {
    Kind.HTML: extract_html,
    Kind.DOC: extract_doc,
    Kind.DOCX: extract_docx,
    Kind.ODT: extract_odt,
    Kind.PPT: extract_ppt,
    Kind.PPTX: _extract_pptx,
    Kind.ODP: extract_odp,
    Kind.RTF: extract_rtf,
    Kind.XLSX: lambda source: extract_sheet(source, Kind.XLSX),
    Kind.XLS: lambda source: extract_sheet(source, Kind.XLS),
    Kind.ODS: lambda source: extract_sheet(source, Kind.ODS),
    Kind.CSV: extract_csv,
    Kind.TEXT: extract_text,
    Kind.IMAGE: extract_image,
}

# What the parsers raise on broken files: their own errors, those of zip and XML, and what slips through when a part
# of a file is missing (KeyError, IndexError, AttributeError, TypeError), of the wrong kind (ValueError, AssertionError)
# or nested too deep (RecursionError). PdfError is a RuntimeError.
_BROKEN: Final = (
    OpcError,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    csv.Error,
    RuntimeError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)
_ERROR_PAGE: Final = re.compile(
    r"\b(?:403|404|410|500|502|503)\b|not found|forbidden|denied|does not exist|error|unavailable|log ?in|sign ?in"
    r"|ไม่พบ|ไม่มีหน้า|ไม่มีไฟล์|ไม่อนุญาต|ไม่มีสิทธิ์|เข้าสู่ระบบ|ลงชื่อเข้า|ล็อกอิน|ผิดพลาด|ปิดปรับปรุง|ถูกลบ",
    re.IGNORECASE,
)
_SHORT_PAGE: Final = 1500


def extract(source: Source, depth: Depth = Depth.WHOLE) -> Evidence:
    """Return what a fetched body says; a body that cannot be read is evidence with an obstacle. Never raises."""
    return _extract(source, depth, Allowance())


def _extract(source: Source, depth: Depth, allowance: Allowance) -> Evidence:
    if source.cause is not None:
        kind = sniff(source.body, source.content_type, source.final_url) if source.body else Kind.OTHER
        return source.evidence(kind, obstacle=source.cause, detail=_why_not_shared(source.url, source.cause))
    if not source.body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return source.evidence(Kind.OTHER, obstacle=Cause.EMPTY_BODY, detail=_empty())
    kind = sniff(source.body, source.content_type, source.final_url)
    if len(source.body) > MAX_BODY:
        return source.evidence(kind, obstacle=Cause.TOO_LARGE, detail=_too_large(len(source.body)))
    try:
        found = _read(source, kind, depth, allowance)
    except _BROKEN as error:
        found = _broken(source, kind, error)
    if kind is not Kind.ARCHIVE and Remark.MACROS not in found.remarks and has_macros(source.body):
        return replace(found, remarks=(*found.remarks, Remark.MACROS))
    return found


def _read(source: Source, kind: Kind, depth: Depth, allowance: Allowance) -> Evidence:
    if kind is Kind.PDF:
        return extract_pdf(source, depth)
    if kind is Kind.ARCHIVE:
        return extract_archive(source, lambda member, left: _extract(member, depth, left), allowance)
    return _checked(_EXTRACTORS.get(kind, _unknown)(source), source)


def _why_not_shared(url: str, cause: Cause) -> Text | None:
    """Say in words why a share link did not give its document; None for other addresses."""
    share = resolve_share(url)
    return describe(share, cause) if share else None


def _checked(evidence: Evidence, source: Source) -> Evidence:
    """Mark an error or login page that came in place of a document."""
    named = source.final_url.replace("#", "/", 1)  # the fragment names a member of an archive
    if evidence.kind is not Kind.HTML or not DOCUMENT_SUFFIX.fullmatch(suffix_of(named)):
        return evidence
    head = " ".join((evidence.title, *(heading.text for heading in evidence.headings), evidence.text[:400]))
    is_refusal = any(form.is_login for form in evidence.forms) or _ERROR_PAGE.search(head)
    if evidence.obstacle is None and is_refusal and len(evidence.text) <= _SHORT_PAGE:
        return replace(evidence, obstacle=Cause.WRONG_TYPE, detail=_wrong_type())
    return evidence


def _unknown(source: Source) -> Evidence:
    kind = sniff(source.body, source.content_type, source.final_url)
    if is_encrypted_office(source.body):
        return source.evidence(kind, obstacle=Cause.ENCRYPTED, detail=_locked())
    if is_truncated(source.body, kind):
        return source.evidence(kind, obstacle=Cause.TRUNCATED, detail=_cut_short())
    name = office_name(source.body)
    detail = Text(
        f"ยังอ่านไฟล์ชนิดนี้ไม่ได้{f' ({name})' if name else ''} ควรเผยแพร่เป็น PDF ที่คัดลอกข้อความได้",
        f"files of this type cannot be read{f' ({name})' if name else ''}; publish a PDF with real text",
    )
    return source.evidence(kind, obstacle=Cause.UNKNOWN_TYPE, detail=detail)


def _broken(source: Source, kind: Kind, error: Exception) -> Evidence:
    if is_truncated(source.body, kind):
        return source.evidence(kind, obstacle=Cause.TRUNCATED, detail=_cut_short())
    said = " ".join(str(error).split())[:200]
    detail = Text(
        f"ไฟล์เสียหรือผิดรูปแบบ เปิดอ่านไม่ได้ ({type(error).__name__})",
        f"the file is broken and cannot be read ({type(error).__name__}: {said})",
    )
    return source.evidence(kind, obstacle=Cause.PARSER_ERROR, detail=detail)


def _empty() -> Text:
    return Text("เซิร์ฟเวอร์ส่งเนื้อหาว่างเปล่า", "the server sent an empty body")


def _cut_short() -> Text:
    return Text("ไฟล์ขาดส่วนท้าย ดาวน์โหลดมาไม่ครบหรือต้นฉบับเสีย", "the file ends too early, as if it were cut short")


def _locked() -> Text:
    return Text("ไฟล์ตั้งรหัสผ่าน เปิดอ่านไม่ได้", "the file is protected by a password")


def _too_large(size: int) -> Text:
    return Text(
        f"ไฟล์ใหญ่ {size // 1048576:,} MB เกินขีดจำกัด {MAX_BODY // 1048576} MB",
        f"the file has {size // 1048576:,} MB, more than the limit of {MAX_BODY // 1048576} MB",
    )


def _wrong_type() -> Text:
    return Text(
        "ลิงก์เอกสารเปิดแล้วได้หน้าแจ้งข้อผิดพลาดหรือหน้าเข้าสู่ระบบ ไม่ใช่เอกสาร",
        "the address of a document leads to an error or login page instead",
    )
