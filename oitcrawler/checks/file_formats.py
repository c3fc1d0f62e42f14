"""The evidence is offered in the wanted file format.

Looks at what the documents really are, decided by their bytes and not by their names.

Codes:
* `format-missing`: no document of that format; a link whose name ends so but which was not opened, and an online
  spreadsheet, give a review.

Source: reference oit-2568 o12 (PDF and Excel or CSV; wording incomplete, so topics mark it unconfirmed).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pydantic import Field

from ..evidence.model import Kind
from ..model import Citation, Met, Result, Review, Text
from ._channels import cite_link, host
from ._periods import of_year
from ._verdicts import absent, blind_of, in_name, nothing_found
from ._words import name
from .base import Case, CheckParams, Found, best_of, each

CODES = ("format-missing",)

_ONLINE_SHEET = re.compile(r"/spreadsheets/")


class Params(CheckParams):
    """`any` are the formats of which one suffices; `offset` leaves out evidence that states another year."""

    any: tuple[Kind, ...] = Field(default=(Kind.XLSX, Kind.XLS, Kind.ODS, Kind.CSV), min_length=1)
    offset: int | None = None


def check(case: Case, params: Params) -> Result:
    """Judge whether one of the documents found has the format."""
    found = case.found if params.offset is None else of_year(case.found, case.year + params.offset)
    if not found:
        return nothing_found(case, CODES[0], Text("เอกสาร", "a document"))
    right = tuple(one for one in found if one.evidence.kind in params.any)
    if right:
        return best_of(each(right, _right))
    if promised := _promised(found, params):
        return Review(CODES[0], _not_opened(params), promised)
    return blind_of(found) or _none(case, found, params)


def _right(found: Found) -> Met:
    evidence = found.evidence
    kind = evidence.kind.value.upper()
    return Met(in_name(evidence, f"เผยแพร่เป็นไฟล์ {kind}", f"is published as {kind}"), (evidence.cite(name(evidence)),))


def _promised(found: tuple[Found, ...], params: Params) -> tuple[Citation, ...]:
    endings = tuple(f".{kind.value}" for kind in params.any)
    sheets = any(kind in params.any for kind in (Kind.XLSX, Kind.XLS, Kind.ODS, Kind.CSV))
    return tuple(
        cite_link(one.evidence, link)
        for one in found
        for link in one.evidence.links
        if urlsplit(link.url).path.lower().endswith(endings)
        or (sheets and host(link.url) == "docs.google.com" and _ONLINE_SHEET.search(link.url))
    )[:3]


def _formats(params: Params) -> str:
    return "/".join(kind.value.upper() for kind in params.any)


def _not_opened(params: Params) -> Text:
    return Text(
        f"พบลิงก์ที่น่าจะเป็นไฟล์ {_formats(params)} แต่ยังไม่ได้เปิดอ่าน โปรดเปิดดู",
        f"A link that seems to be {_formats(params)} was found but not opened; please open it",
    )


def _none(case: Case, found: tuple[Found, ...], params: Params) -> Result:
    documents = tuple(one for one in found if not one.evidence.is_page) or found
    kinds = ", ".join(dict.fromkeys(one.evidence.kind.value.upper() for one in documents))
    return absent(
        case.coverage,
        CODES[0],
        Text(
            f"ไม่พบไฟล์ {_formats(params)} (พบเพียง {kinds}) โปรดเผยแพร่ไฟล์รูปแบบนี้เพิ่ม",
            f"no {_formats(params)} file was found (only {kinds}); please publish this format too",
        ),
        tuple(one.evidence.cite(name(one.evidence)) for one in documents[:3]),
    )
