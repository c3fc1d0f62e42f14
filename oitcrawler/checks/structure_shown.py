"""The structure of the agency is shown, as a chart or by its units.

Looks for a picture whose words or page speak of the structure, or for the names of units in the text. When `sides`
are asked for (a local government's political side and its permanent officials), each must be named.

Codes:
* `structure-not-shown`: neither a chart nor enough units were found.
* `structure-side-missing`: a side is not named; the text inside a picture cannot be read, so a chart that is only a
  picture gives a review.

Source: reference oit-2565 o1 (chart of the division of work, important posts and units), oit-2566 o1 (local
government: political side and permanent officials).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..evidence.model import Evidence, Image, Kind
from ..model import Citation, Met, Result, Review, Text
from ..thai.fold import fold
from ._groups import Group, faults_of, names_of
from ._verdicts import blind_of, in_name, lacking, missing, nothing_found
from ._words import by_ocr, name, opening, own_text, says, seek, spots
from .base import Case, CheckParams, Found

CODES = ("structure-not-shown", "structure-side-missing")

STRUCTURE = ("โครงสร้าง", "แผนผัง", "ผังองค์กร", "แผนภูมิ", "การแบ่งส่วนราชการ", "organization", "structure", "org chart")
UNITS = ("สำนัก", "กอง", "ฝ่าย", "กลุ่มงาน", "กลุ่ม", "ศูนย์", "แผนก", "ส่วนราชการ", "หน่วยตรวจสอบ", "งาน")
_UNIT_AT = re.compile(r"(?<![ก-๙])(สำนัก|กอง|ฝ่าย|กลุ่มงาน|กลุ่ม|ศูนย์|แผนก|หน่วยตรวจสอบ|งาน)([ก-๙]{2,24})")
_NOT_UNITS = re.compile(r"^(กองทุน|งานนี้|งานที่|งานของ|ศูนย์ข้อมูล|ศูนย์ดำรง|สำนักงาน$|กลุ่มคน|ฝ่ายที่)")
_FIRST_LINES = 300
_DECORATION = re.compile(r"logo|banner|icon|slide|header|footer|button|bg[_-]", re.IGNORECASE)


class Params(CheckParams):
    """`units` are words by which units are known, `at_least_units` how many suffice; `sides` must all be named."""

    units: tuple[str, ...] = UNITS
    at_least_units: int = 3
    sides: tuple[Group, ...] = ()


def check(case: Case, params: Params) -> Result:
    """Judge the chart and the units over all evidence found, then the sides."""
    if not case.found:
        return nothing_found(case, CODES[0], Text("โครงสร้างหน่วยงาน", "the agency's structure"))
    charts = tuple(cite for one in case.found for cite in _charts(one))
    named = next((units for one in case.found if len(units := _units(one, params)) >= params.at_least_units), ())
    if not charts and not named:
        return blind_of(case.found) or _not_shown(case)
    return _judge_sides(case, charts, named, params)


def _is_about(found: Found) -> bool:
    """Whether an evidence's names, headings or first lines say that it is about the structure."""
    evidence = found.evidence
    names = (evidence.title, *evidence.breadcrumb[-1:], *found.labels, *(one.text for one in evidence.headings[:3]))
    first = "" if evidence.is_page else evidence.text[:_FIRST_LINES]
    return says(" ".join((*names, first)), STRUCTURE) is not None


def _charts(found: Found) -> tuple[Citation, ...]:
    """Return pictures that show a structure: by their own words, or by standing on the structure's page."""
    evidence = found.evidence
    on_its_page = _is_about(found)
    if evidence.kind is Kind.IMAGE and on_its_page:
        return (evidence.cite(" ".join(found.labels) or name(evidence)),)
    return tuple(
        evidence.cite(f"{one.alt or one.near} {one.url}".strip(), selector=one.selector)
        for one in evidence.images
        if not _DECORATION.search(one.url) and (on_its_page or _speaks_of_it(one))
    )


def _speaks_of_it(image: Image) -> bool:
    return says(f"{image.alt} {image.near} {image.url}", STRUCTURE) is not None


def _units(found: Found, params: Params) -> tuple[Citation, ...]:
    """Return one citation for each different unit that an evidence about the structure names."""
    evidence = found.evidence
    if not _is_about(found):
        return ()
    seen: dict[str, Citation] = {}
    for spot in spots(evidence):
        for unit in _UNIT_AT.finditer(fold(spot.text)):
            if says(unit[1], params.units) and not _NOT_UNITS.match(unit[0]):
                cite = evidence.cite(unit[0], page=spot.page, row=spot.row, selector=spot.selector, origin=spot.origin)
                seen.setdefault(unit[0], cite)
    return tuple(seen.values())


def _not_shown(case: Case) -> Result:
    evidence = case.found[0].evidence
    reason = in_name(
        evidence,
        "ไม่พบแผนผังโครงสร้างหรือชื่อส่วนงาน โปรดแสดงแผนผังโครงสร้างและการแบ่งส่วนงานภายใน",
        "no chart of the structure and no units were found; please show the structure and its units",
    )
    if evidence.images or len(own_text(evidence)) < 100:
        return Review(CODES[0], reason, (opening(evidence),))
    return missing(evidence, CODES[0], reason)


def _judge_sides(case: Case, charts: tuple[Citation, ...], named: tuple[Citation, ...], params: Params) -> Result:
    shown = {side: cite for side in params.sides if (cite := _side(case.found, side)) is not None}
    absent = tuple(side for side in params.sides if side not in shown)
    if not absent:
        return Met(
            Text("แสดงโครงสร้างของหน่วยงาน", "The agency's structure is shown"),
            tuple(dict.fromkeys((*charts[:2], *named[:4], *shown.values()))),
        )
    return blind_of(case.found) or _side_missing(case, charts, named, absent)


def _side(found: Sequence[Found], side: Group) -> Citation | None:
    for one in found:
        if (hit := seek(one.evidence, side.any)) is not None:
            return hit.cite
        picture = next((image for image in one.evidence.images if says(f"{image.alt} {image.near}", side.any)), None)
        if picture is not None:
            return one.evidence.cite(picture.alt or picture.near, selector=picture.selector)
    return None


def _side_missing(
    case: Case, charts: tuple[Citation, ...], named: tuple[Citation, ...], absent: tuple[Group, ...]
) -> Result:
    evidence: Evidence = case.found[0].evidence
    names = names_of(absent)
    at = (named or charts)[0]
    if charts or any(by_ocr(one.evidence) for one in case.found):
        return Review(
            CODES[1],
            in_name(
                evidence,
                f"แผนผังเป็นภาพจึงอ่านข้อความในภาพไม่ได้ โปรดเปิดดูว่าแสดง {names.th} ด้วยหรือไม่",
                f"the chart is a picture whose text cannot be read; please look whether it shows {names.en}",
            ),
            charts[:2] or (at,),
            faults_of(absent, at),
        )
    reason = in_name(evidence, f"โครงสร้างไม่แสดง {names.th}", f"the structure does not show {names.en}")
    return lacking(evidence, CODES[1], reason, named[:3], faults_of(absent, at))
