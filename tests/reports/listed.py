"""A report with what only lists show: days, people, states, links that nobody could verify, answers, decisions."""

from __future__ import annotations

from dataclasses import replace

from oitcrawler.model import Cause, Outcome, Text, Verdict
from oitcrawler.report import (
    BrokenLink,
    Decided,
    DeclaredUrl,
    Filed,
    Interval,
    ItemResult,
    Links,
    LinkSource,
    Past,
    PastRun,
    Report,
    VerdictChange,
)

from .sample import BROKEN, FINDINGS, SITE, sample

DECLARED = DeclaredUrl(
    url=f"{SITE}/ita/2567/o11",
    row=12,
    sheet="OIT",
    note="",
    title="สถิติการให้บริการ 2567",
    outcome=Outcome.NOT_MET,
    reason=Text("URL ที่แจ้งไว้เป็นข้อมูลของปี 2567", "the address holds data of 2567"),
    code="declared-url-other-year",
    cause=None,
    questions=(),
    is_linked=False,
)
DECISION = Decided(
    verdict=Verdict.PASS,
    state="expired",
    note=Text("คำตัดสินหมดอายุแล้ว", "The decision has ended"),
    own=Verdict.REVIEW,
    own_summary=Text("ให้คนตรวจ", "to be looked at"),
    reason="=เปิดดูแล้วเป็นข่าวของปีนี้",
    day="2025-03-01",
    until="2025-04-01",
    by="เจ้าหน้าที่ตัวอย่าง",
    evidence=(),
)


def listed() -> Report:
    """Return the sample with everything that the lists of the webmaster can show."""
    first, second, third, fourth, fifth = FINDINGS
    findings = (
        replace(first, due="2025-05-15", id="f-1", person="นางตัวอย่าง ละเอียด 0 2000 0001", first_seen="2025-04-13"),
        replace(second, due="2025-05-01", id="f-2", status="came-back", first_seen="2025-01-31T19:30:00+00:00"),
        replace(third, id="f-3", status="mended", mended="2025-04-28", first_seen="2025-04-13"),
        replace(fourth, due="2025-05-15", id="f-4", status="could-not-check"),
        replace(fifth, id="f-5", status="set-aside"),
    )
    unverified = BrokenLink(
        "https://social.example.com/page", Cause.FORBIDDEN, 403, False, (LinkSource(f"{SITE}/", "เพจ", "footer"),), ""
    )
    remark = BrokenLink(f"{SITE}/old", Cause.TLS, 200, True, (), "", detail="incomplete-chain")
    before = PastRun("r0", "2025-04-13", Interval(50, 60), {"o6": Verdict.PASS})
    return sample(
        items=tuple(_with_answers(item) for item in sample().items),
        findings=findings,
        links=Links(412, BROKEN, (unverified,), (remark,), (f"{SITE}/mended",)),
        past=Past(
            (before,),
            (VerdictChange("o6", Verdict.PASS, Verdict.GAP, Text("เอกสารถูกเปลี่ยน", "the document was changed")),),
            ("f-3",),
            ("f-2",),
            ("f-1",),
        ),
    )


def _with_answers(item: ItemResult) -> ItemResult:
    if item.id == "o11":
        return replace(item, filed=Filed((DECLARED,), (f"{SITE}/ita/2568/o11",)))
    return replace(item, decision=DECISION) if item.id == "o4" else item
