"""The chapter that goes through the OIT items: what the check of the website found, and what it could not see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ..ita_scores import FULL
from ..model import Outcome, Text, Verdict
from ..report import BrokenLink, Finding, ItemResult
from ..report.plan import Block, Cell, Chapter, Listing, Paragraph, PlanTable
from .about import OPEN, About, day, place

_SHOWN: Final = 8
_LINKS: Final = 40
_GROUPS: Final = (
    (Verdict.GAP, Text("ข้อที่พบช่องว่าง", "Items with a gap")),
    (Verdict.REVIEW, Text("ข้อที่ต้องให้เจ้าหน้าที่ตรวจ", "Items that a person must look at")),
    (Verdict.COULD_NOT_CHECK, Text("ข้อที่โปรแกรมตรวจไม่ได้", "Items that could not be checked")),
)


def items(about: About) -> Iterator[Chapter]:
    """Yield the chapter: gaps with what is wrong and how it is mended, what is open, what is in order, broken links."""
    report = about.report
    yield Chapter(
        Text("4. การวิเคราะห์รายข้อ (OIT)", "4. Analysis item by item (OIT)"),
        (
            Paragraph(
                Text(
                    f"ผลการตรวจเว็บไซต์หลัก {report.agency.domain} ณ วันที่ {day(report.run.as_of).th} ตามรายการปี "
                    f"{report.checklist.key} “พบหลักฐาน” หมายถึงพบตามข้อกำหนดที่ตรวจ ผู้ตรวจประเมินเป็นผู้ตัดสินผล",
                    f"The main website {report.agency.domain} as of {day(report.run.as_of).en}, by the list "
                    f"{report.checklist.key}. “Located” means by what was checked; the assessor judges.",
                )
            ),
        ),
    )
    number = 0
    for verdict, title in _GROUPS:
        found = [item for item in report.items if item.verdict is verdict]
        if found:
            number += 1
            yield Chapter(
                Text(f"4.{number} {title.th} ({len(found)} ข้อ)", f"4.{number} {title.en} ({len(found)})"), (), 2
            )
            yield from (_item(about, item) for item in found)
    yield from _rest(about, number)


def _item(about: About, item: ItemResult) -> Chapter:
    code, score = item.id.upper(), _published(about, item)
    found = [one for one in about.report.findings if one.item == item.id and one.status in OPEN]
    body: list[Block] = []
    if score is not None:
        year = about.scored_year
        body.append(Paragraph(Text(f"ผลประเมินปี {year}: {score} คะแนน", f"Result of {year}: {score}")))
    if all(one.message != item.summary for one in found):
        body.append(Paragraph(item.summary))
    wrong = {
        Verdict.GAP: Outcome.NOT_MET,
        Verdict.REVIEW: Outcome.REVIEW,
        Verdict.COULD_NOT_CHECK: Outcome.COULD_NOT_CHECK,
    }
    reasons = tuple(
        Text(f"{one.text.th}: {one.reason.th}", f"{one.text.en}: {one.reason.en}")
        for one in item.requirements
        if one.outcome is wrong[item.verdict] and one.reason != item.summary
    )
    if reasons:
        body.append(Listing(reasons))
    body.extend(_findings(found))
    return Chapter(Text(f"ข้อ {code} {item.title.th}", f"{code} {item.title.en}"), tuple(body), 3)


def _published(about: About, item: ItemResult) -> Decimal | None:
    """Return what the item scored in the published result of the same year; None when that is not known."""
    scores = about.analysis.scores.items if about.analysis and about.same_year else {}
    return scores.get(item.id)


def _findings(found: Sequence[Finding]) -> Iterator[Block]:
    if not found:
        return
    yield Listing(tuple(_finding(one) for one in found[:_SHOWN]))
    if len(found) > _SHOWN:
        more = len(found) - _SHOWN
        yield Paragraph(Text(f"และอีก {more} จุด ดูรายการของผู้ดูแลเว็บไซต์", f"and {more} more: see the webmaster's list"))
    fixes = tuple(dict.fromkeys(one.fix for one in found))
    yield Paragraph(
        Text("วิธีแก้ไข: " + " / ".join(one.th for one in fixes), "How to mend: " + " / ".join(one.en for one in fixes))
    )


def _finding(one: Finding) -> Text:
    at = place(one)
    return Text(
        f"{one.message.th} ({' '.join(filter(None, (one.url, at.th)))})",
        f"{one.message.en} ({', '.join(filter(None, (one.url, at.en)))})",
    )


def _rest(about: About, number: int) -> Iterator[Chapter]:
    """Yield the items in order, those published as failed that are now located, site-wide findings and broken links."""
    passed = [item for item in about.report.items if item.verdict is Verdict.PASS]
    if passed:
        number += 1
        codes = ", ".join(item.id.upper() for item in passed)
        body: list[Block] = [Paragraph(Text(f"ข้อ {codes} ให้รักษาความเป็นปัจจุบันต่อไป", f"{codes}: keep them current"))]
        scored = [item for item in passed if (score := _published(about, item)) is not None and score < FULL]
        if scored:
            which = ", ".join(item.id.upper() for item in scored)
            body.append(
                Paragraph(
                    Text(
                        f"ข้อ {which} ไม่ได้คะแนนเต็มในผลประเมินปี {about.scored_year} แต่ปัจจุบันพบหลักฐานแล้ว "
                        "ให้เทียบกับข้อสังเกตของผู้ตรวจประเมินว่าแก้ไขครบหรือไม่",
                        f"{which} fell short in the result of {about.scored_year}, but evidence is located now: "
                        "compare with what the assessor remarked",
                    )
                )
            )
        title = Text(f"4.{number} ข้อที่พบหลักฐานครบ ({len(passed)} ข้อ)", f"4.{number} Evidence located ({len(passed)})")
        yield Chapter(title, tuple(body), 2)
    site = [one for one in about.report.findings if one.item is None and one.status in OPEN]
    if site:
        number += 1
        title = Text(f"4.{number} ข้อสังเกตทั้งเว็บไซต์", f"4.{number} The website as a whole")
        yield Chapter(title, tuple(_findings(site)), 2)
    yield Chapter(Text(f"4.{number + 1} ลิงก์เสีย", f"4.{number + 1} Broken links"), tuple(_links(about)), 2)


def _links(about: About) -> Iterator[Block]:
    links = about.report.links
    sure = [one for one in links.broken if one.confirmed]
    suspect = len(links.broken) - len(sure)
    yield Paragraph(
        Text(
            f"ตรวจลิงก์ {links.checked} รายการ ยืนยันว่าเสีย {len(sure)} รายการ น่าสงสัย {suspect} รายการ "
            f"ตรวจยืนยันไม่ได้ {len(links.unverified)} รายการ",
            f"{links.checked} links looked at: {len(sure)} confirmed broken, {suspect} suspect, "
            f"{len(links.unverified)} not verified",
        )
    )
    if sure:
        columns = (Text("ที่อยู่ของลิงก์", "Address"), Text("สาเหตุ", "Cause"), Text("อยู่ในหน้า", "On the page"))
        rows = tuple(_link(one) for one in sorted(sure, key=lambda one: one.url)[:_LINKS])
        yield PlanTable(columns, rows, (7, 3, 7))
    if len(sure) > _LINKS:
        more = len(sure) - _LINKS
        yield Paragraph(Text(f"และอีก {more} รายการ ดูรายงานลิงก์", f"and {more} more: see the link report"))


def _link(one: BrokenLink) -> tuple[Cell, ...]:
    source = one.sources[0] if one.sources else None
    page = source.page if source else ""
    words = f"“{source.text}”" if source and source.text else ""
    at = tuple(Text(part, part) for part in (page, words) if part) or (Text("", ""),)
    return ((Text(one.url, one.url),), (one.cause,), at)
