"""The other tables of a report: summary, items, links, what could not be checked, answers filed, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from oitcrawler.model import Cause, Lang, Text, Verdict
from oitcrawler.report import BrokenLink, Interval, Report

from ._tables import Address, Cell, Column, Day, Table, words
from ._text import CAUSES, OUTCOMES, VERDICTS
from ._written import rounded

_STATES: Final = {
    "sure": Text("เสีย ยืนยันแล้ว", "Broken, confirmed"),
    "suspect": Text("น่าจะเสีย รอยืนยัน", "Suspect, to be confirmed"),
    "unverified": Text("ตรวจไม่ได้ ไม่นับว่าเสีย", "Could not verify, not called broken"),
    "remark": Text("ใช้ได้ แต่ควรปรับ", "Works, could be better"),
}
_DECISIONS: Final = {
    "counts": Text("ใช้อยู่", "Counts"),
    "expired": Text("หมดอายุ", "Ended"),
    "questioned": Text("ต้องดูอีกครั้ง", "To be looked at again"),
}
_LINKED: Final = {True: Text("มี", "Yes"), False: Text("ไม่มี", "No"), None: Text("ไม่ทราบ", "Not known")}


def summary(report: Report, lang: Lang) -> Table:
    """Return what the run is about, the verdicts counted, and the score by indicator."""
    rows: list[tuple[Cell, ...]] = [
        (Text("หน่วยงาน", "Agency").to(lang), words(" / ".join(report.agency.names)), None),
        (Text("เว็บไซต์", "Website").to(lang), Address(report.agency.url), None),
        (Text("รายการตรวจ", "Checklist").to(lang), words(report.checklist.title.to(lang)), None),
        (Text("ตรวจตามสภาพ ณ วันที่", "Judged as of").to(lang), Day(report.run.as_of), None),
    ]
    rows.extend((VERDICTS[one].to(lang), report.count(one), None) for one in Verdict)
    rows.extend((Text("ข้อควรระวัง", "Beware").to(lang), words(one.to(lang)), None) for one in _warnings(report))
    rows.append(_score(Text("คะแนน OIT (ต่ำสุด–สูงสุด)", "OIT score (lowest–highest)").to(lang), report.score.oit))
    for indicator in report.checklist.indicators:
        if indicator.id in report.score.indicators:
            rows.append(_score(f"{indicator.id} {indicator.title.to(lang)}", report.score.indicators[indicator.id]))
        rows.extend(
            _score(f"{sub.id} {sub.title.to(lang)}", report.score.subs[sub.id])
            for sub in indicator.subs
            if sub.id in report.score.subs
        )
    columns = (
        Column(Text("เรื่อง", "Subject"), 52),
        Column(Text("ค่า", "Value"), 46),
        Column(Text("สูงสุด", "Highest"), 12),
    )
    return Table(Text("สรุป", "Summary"), columns, tuple(rows))


def _warnings(report: Report) -> Iterator[Text]:
    """Yield what a reader must know before the numbers are believed."""
    home = report.coverage.home
    if home is not None:
        why = CAUSES[home].name
        yield Text(
            f"เปิดหน้าแรกไม่ได้ ({why.th}) จึงยังบอกไม่ได้ว่าหน่วยงานเผยแพร่หรือขาดอะไร",
            f"the home page did not open ({why.en}): what is published or lacking cannot be said",
        )
    if not report.score.grouped:
        yield Text(
            "ยังไม่ทราบการจัดกลุ่มข้อของปีนี้ ช่วงคะแนนเป็นจริงไม่ว่าจะจัดกลุ่มแบบใด",
            "how items are grouped is not known for this year; the range holds for every grouping",
        )
    if report.score.unconfirmed:
        subs = ", ".join(report.score.unconfirmed)
        yield Text(f"การจัดกลุ่มของ {subs} ยังไม่มีแหล่งยืนยัน", f"the grouping of {subs} is not confirmed")
    yield Text(
        "พบหลักฐานไม่ได้หมายความว่าจะได้คะแนน ผู้ประเมินเป็นผู้ตัดสิน", "evidence located promises no points; the assessor judges"
    )


def _score(name: str, score: Interval) -> tuple[Cell, ...]:
    return (words(name), float(rounded(score.min)), float(rounded(score.max)))


def items(report: Report, lang: Lang) -> Table:
    """Return the items with verdict and worth."""
    columns = (
        Column(Text("ข้อ", "Item"), 7),
        Column(Text("ชื่อรายการ", "Title"), 46),
        Column(Text("ตัวชี้วัดย่อย", "Sub-indicator"), 12),
        Column(Text("ผลตรวจ", "Verdict"), 16, "verdict"),
        Column(Text("มีค่าราว (คะแนน)", "Worth (points)"), 12),
        Column(Text("เหตุผล", "Why"), 70),
        Column(Text("หลักฐานที่พบ", "Evidence located"), 52),
    )
    rows = tuple(
        (
            words(one.id.upper()),
            words(one.title.to(lang)),
            words(one.sub),
            VERDICTS[one.verdict].to(lang),
            float(rounded(one.worth)),
            words(one.summary.to(lang)),
            Address(one.evidence[0].final_url) if one.evidence else None,
        )
        for one in report.items
    )
    return Table(Text("ผลรายข้อ", "Items"), columns, rows)


def links(report: Report, lang: Lang) -> Table:
    """Return every page that carries a link that does not work, or of which nobody knows: a row each."""
    columns = (
        Column(Text("ลิงก์ปลายทาง", "Link"), 52),
        Column(Text("สถานะ", "State"), 20, "link"),
        Column(Text("สาเหตุ", "Cause"), 32),
        Column(Text("รหัสตอบกลับ", "Status"), 9),
        Column(Text("หน้าที่มีลิงก์นี้", "Page that carries it"), 52),
        Column(Text("ข้อความของลิงก์", "Words of the link"), 30),
        Column(Text("ตำแหน่ง", "Place"), 16),
        Column(Text("สิ่งที่ต้องทำ", "What to do"), 46),
        Column(Text("พบครั้งแรก", "First seen"), 14),
        Column(Text("รายละเอียด", "Detail"), 30),
    )
    rows: list[tuple[Cell, ...]] = []
    for state, found in _by_state(report):
        rows.extend(_sources(found, _STATES[state].to(lang), lang))
    return Table(Text("ลิงก์", "Links"), columns, tuple(rows))


def _by_state(report: Report) -> Iterator[tuple[str, BrokenLink]]:
    yield from (("sure" if one.confirmed else "suspect", one) for one in report.links.broken)
    yield from (("unverified", one) for one in report.links.unverified)
    yield from (("remark", one) for one in report.links.remarks)


def _sources(one: BrokenLink, state: str, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    cause = CAUSES[one.cause]
    for source in one.sources or (None,):
        yield (
            Address(one.url),
            state,
            cause.name.to(lang),
            one.status,
            Address(source.page) if source else None,
            words(source.text) if source else None,
            words(source.place) if source else None,
            cause.advice.to(lang),
            Day(one.first_seen),
            words(one.detail),
        )


def unseen(report: Report, lang: Lang) -> Table:
    """Return what was seen, and what could not be checked, with what to do about it."""
    columns = (
        Column(Text("เรื่อง", "Subject"), 34),
        Column(Text("จำนวน", "Count"), 10),
        Column(Text("สาเหตุ", "Cause"), 40),
        Column(Text("สิ่งที่ต้องทำ", "What to do"), 56),
        Column(Text("ที่อยู่", "Address"), 56),
        Column(Text("ข้อความของลิงก์", "Words of the link"), 30),
    )
    coverage = report.coverage
    rows: list[tuple[Cell, ...]] = [
        (Text("หน้าเว็บที่อ่านครบ", "Pages read").to(lang), coverage.pages, None, None, None, None),
        (Text("เอกสารที่อ่านครบ", "Documents read").to(lang), coverage.documents, None, None, None, None),
        (Text("ที่เว็บไซต์ไม่ให้เปิด", "Refused by the site").to(lang), coverage.refused, None, None, None, None),
    ]
    if coverage.home is not None:
        rows.append(_blind(Text("เปิดหน้าแรกไม่ได้", "The home page did not open"), coverage.home, lang, 1))
    if coverage.over_budget:
        named = Text("เกินจำนวนหน้าที่กำหนด", "Over the page budget")
        rows.append(_blind(named, Cause.OVER_BUDGET, lang, coverage.over_budget))
    for item in report.items:
        for cause in dict.fromkeys(one.cause for one in item.requirements if one.cause is not None):
            name = f"{item.id.upper()} {item.title.to(lang)}"
            rows.append(_blind(Text(name, name), cause, lang, None))
    place = Text("ที่อยู่ที่ไม่ได้เห็น", "Address not seen")
    for spot in coverage.blind_spots:
        *cells, _, _ = _blind(place, spot.cause, lang, None)
        rows.append((*cells, Address(spot.url), words(" / ".join(spot.labels))))
    trap = Text("แบบที่อยู่ที่เว้นไว้ (วนไม่จบ)", "Pattern left alone (a trap)").to(lang)
    rows.extend((trap, count, None, None, words(pattern), None) for pattern, count in coverage.left_alone)
    return Table(Text("ที่ตรวจไม่ได้", "Not checked"), columns, tuple(rows))


def _blind(what: Text, cause: Cause, lang: Lang, count: int | None) -> tuple[Cell, ...]:
    said = CAUSES[cause]
    return (words(what.to(lang)), count, said.name.to(lang), said.advice.to(lang), None, None)


def filed(report: Report, lang: Lang) -> Table:
    """Return the addresses that the agency declared, with what came of each."""
    columns = (
        Column(Text("ข้อ", "Item"), 7),
        Column(Text("URL ที่แจ้งไว้", "Declared address"), 56),
        Column(Text("แผ่นงาน", "Sheet"), 16),
        Column(Text("แถว", "Row"), 7),
        Column(Text("ผลตรวจ", "Outcome"), 14, "outcome"),
        Column(Text("เหตุผล", "Why"), 60),
        Column(Text("มีลิงก์จากหน้าแรก", "Linked from the home page"), 14),
        Column(Text("URL ที่ควรแจ้งแทน", "Better address"), 56),
    )
    rows = tuple(
        (
            words(item.id.upper()),
            Address(one.url),
            words(one.sheet),
            one.row,
            OUTCOMES[one.outcome].to(lang),
            words(one.reason.to(lang)),
            _LINKED[one.is_linked].to(lang),
            Address(item.filed.better[0]) if item.filed.better else None,
        )
        for item in report.items
        if item.filed is not None
        for one in item.filed.urls
    )
    return Table(Text("URL ที่แจ้งไว้", "Declared"), columns, rows)


def decisions(report: Report, lang: Lang) -> Table:
    """Return what people decided, beside what the tool found."""
    columns = (
        Column(Text("ข้อ", "Item"), 7),
        Column(Text("คำตัดสินของคน", "Decided"), 16, "verdict"),
        Column(Text("สถานะ", "State"), 16),
        Column(Text("ผลของเครื่องมือ", "The tool's own"), 16, "verdict"),
        Column(Text("เหตุผล", "Reason"), 50),
        Column(Text("วันที่ตัดสิน", "Day"), 14),
        Column(Text("ใช้ถึง", "Until"), 14),
        Column(Text("ผู้ตัดสิน", "By"), 22),
        Column(Text("หมายเหตุ", "Note"), 50),
    )
    rows = tuple(
        (
            words(item.id.upper()),
            VERDICTS[one.verdict].to(lang),
            _DECISIONS[one.state].to(lang),
            VERDICTS[one.own].to(lang),
            words(one.reason),
            Day(one.day),
            Day(one.until or ""),
            words(one.by),
            words(one.note.to(lang)),
        )
        for item in report.items
        if (one := item.decision) is not None
    )
    return Table(Text("คำตัดสิน", "Decisions"), columns, rows)
