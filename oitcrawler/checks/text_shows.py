"""The evidence says everything in a list of subjects, each known by some words.

Looks at all text of the evidence: titles, headings, passages, tables. Words are compared without spaces and with one
spelling of ำ, because the text layers of agencies' files lose both.

Codes:
* `content-missing`: subjects that the evidence does not mention, one fault for each.
A document of hardly any text, one read by OCR, or one whose letters are too damaged gives a review.

Source: reference oit-2566 and oit-2568 (what each item must show at least, for example o9 of 2568: name of the work,
steps, time, channels, fee, documents).
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from ..evidence.model import Evidence
from ..model import Citation, Met, Result, Review, Text
from ._groups import Group, faults_of, names_of
from ._periods import of_year
from ._verdicts import blind_of, documents_first, in_name, lacking, nothing_found
from ._words import by_ocr, hinted, opening, own_text, seek
from .base import Case, CheckParams, Found, best_of, each

CODES = ("content-missing",)

_HARDLY_ANY = 150


class Params(CheckParams):
    """`at_least` is how many groups suffice (all when None); `whole` reads all evidence found as one text.

    `offset` (years) leaves out evidence that states another year; `pages_too` also looks at the web pages found
    when there are documents.
    """

    groups: tuple[Group, ...] = Field(min_length=1)
    at_least: int | None = None
    whole: bool = False
    pages_too: bool = True
    offset: int | None = None


def check(case: Case, params: Params) -> Result:
    """Judge whether one evidence, or all together, mentions the groups."""
    found = case.found if params.pages_too else documents_first(case)
    if params.offset is not None:
        found = of_year(found, case.year + params.offset)
    if not found:
        return nothing_found(case, CODES[0], names_of(params.groups))
    if not params.whole:
        return best_of(each(found, lambda one: _judge((one,), params)))
    result = _judge(found, params)
    return result if isinstance(result, Met) else blind_of(found) or result


def _judge(found: Sequence[Found], params: Params) -> Result:
    shown = {group: cite for group in params.groups if (cite := _shown(found, group)) is not None}
    missing = tuple(group for group in params.groups if group not in shown)
    if len(shown) >= (len(params.groups) if params.at_least is None else params.at_least):
        names = names_of(shown)
        return Met(
            in_name(found[0].evidence, f"แสดง {names.th}", f"shows {names.en}"),
            tuple(dict.fromkeys(shown.values())),
        )
    return _missing(found[0].evidence if len(found) == 1 else _longest(found), missing, tuple(shown.values()))


def _shown(found: Sequence[Found], group: Group) -> Citation | None:
    return next((hit.cite for one in found if (hit := seek(one.evidence, group.any)) is not None), None)


def _longest(found: Sequence[Found]) -> Evidence:
    return max((one.evidence for one in found), key=lambda one: len(one.text))


def _missing(evidence: Evidence, missing: tuple[Group, ...], shown: tuple[Citation, ...]) -> Result:
    names = names_of(missing)
    at = opening(evidence)
    faults = faults_of(missing, at)
    reason = in_name(evidence, f"ไม่พบ {names.th} โปรดเพิ่มให้ครบ", f"{names.en} was not found; please add it")
    if by_ocr(evidence) or _may_be_a_picture(evidence):
        look = Text(f"{reason.th} (เนื้อหาอาจเป็นภาพ โปรดเปิดดู)", f"{reason.en} (it may be in a picture: please look)")
        return Review(CODES[0], look, (at,), faults)
    if all(hinted(evidence, group.any) for group in missing):
        look = Text(
            f"{reason.th} (ตัวอักษรในไฟล์เพี้ยน อ่านได้ไม่แน่ชัด โปรดเปิดดู)",
            f"{reason.en} (the file's letters are damaged and cannot be read surely: please look)",
        )
        return Review(CODES[0], look, (at,), faults)
    return lacking(evidence, CODES[0], reason, shown[:3] or (at,), faults)


def _may_be_a_picture(evidence: Evidence) -> bool:
    said = sum(len(" ".join(row.cells)) for table in evidence.tables for row in table.rows)
    return len(own_text(evidence)) + said < _HARDLY_ANY
