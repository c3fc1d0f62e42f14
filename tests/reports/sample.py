"""A report of a fictional agency, with every verdict and Thai as agencies write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import fmean

from oitcrawler.model import BlindSpot, Cause, Citation, Coverage, Outcome, Text, Verdict
from oitcrawler.report import (
    AgencyView,
    BrokenLink,
    ChecklistView,
    Finding,
    IndicatorView,
    Interval,
    ItemEvidence,
    ItemResult,
    Links,
    LinkSource,
    Measure,
    Report,
    RequirementResult,
    Run,
    Score,
    SubView,
)

SITE = "https://www.tambon-tuayang.example.go.th"
DIGEST = "3f1c8e5a9b7d2460" * 4

SUBS = {
    "9.1": ("9", Text("ข้อมูลพื้นฐาน", "Basic information"), True),
    "9.2": ("9", Text("การบริหารงานและการใช้จ่ายงบประมาณ", "Administration and budget"), False),
    "9.3": ("9", Text("การปฏิบัติงานและการให้บริการ", "Work and services"), False),
    "9.4": ("9", Text("การจัดซื้อจัดจ้าง", "Procurement"), True),
    "10.1": ("10", Text("การจัดการเรื่องร้องเรียนและการมีส่วนร่วม", "Complaints and participation"), False),
    "10.2": ("10", Text("การป้องกันการทุจริต", "Prevention of corruption"), False),
}
INDICATORS = {
    "9": Text("การเปิดเผยข้อมูล", "Disclosure of information"),
    "10": Text("การป้องกันการทุจริต", "Prevention of corruption"),
}

PASS, GAP, REVIEW = Verdict.PASS, Verdict.GAP, Verdict.REVIEW
UNSEEN, NONE = Verdict.COULD_NOT_CHECK, Verdict.NOT_APPLICABLE
ITEMS = (
    ("o1", "9.1", PASS, "โครงสร้างและอำนาจหน้าที่", "Structure and powers"),
    ("o2", "9.1", PASS, "ข้อมูลผู้บริหาร", "Executives"),
    ("o3", "9.1", PASS, "ข้อมูลการติดต่อ", "Contact"),
    ("o4", "9.1", REVIEW, "ข่าวประชาสัมพันธ์", "News"),
    ("o5", "9.1", PASS, "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน", "Strategic plan"),
    (
        "o6",
        "9.2",
        GAP,
        "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี",
        "Plan and progress of work and of the annual budget",
    ),
    ("o7", "9.2", UNSEEN, "รายงานผลการดำเนินงานประจำปี", "Annual performance report"),
    ("o8", "9.3", PASS, "คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่", "Staff manuals"),
    ("o9", "9.3", PASS, "คู่มือหรือแนวทางการขอรับบริการสำหรับผู้รับบริการหรือผู้มาติดต่อ", "Service manuals"),
    ("o10", "9.3", REVIEW, "E-Service", "E-service"),
    ("o11", "9.3", GAP, "ข้อมูลสถิติการให้บริการ", "Service statistics"),
    (
        "o12",
        "9.4",
        UNSEEN,
        "รายการการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ และความก้าวหน้าการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ",
        "List and progress of procurement",
    ),
    ("o13", "9.4", GAP, "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี", "Annual procurement report"),
    ("o17", "10.1", PASS, "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", "Complaint guideline"),
    ("o18", "10.1", PASS, "ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", "Complaint channel"),
    ("o19", "10.1", PASS, "ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", "Complaint statistics"),
    ("o22", "10.2", NONE, "รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา", "Report of property received"),
    ("o25", "10.2", PASS, "แผนปฏิบัติการป้องกันการทุจริต", "Anti-corruption plan"),
)

CITATION = Citation(
    url=f"{SITE}/uploads/plan-2568.pdf",
    digest=DIGEST,
    quote="โครงการก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 4 งบประมาณ 498,000 บาท อยู่ระหว่างดำเนินการ ร้อยละ 60",
    page=3,
    row="12",
    title="แผนการดำเนินงานและการใช้งบประมาณ ประจำปี พ.ศ. 2568",
)
HERE = Text("พบหลักฐานของข้อนี้บนเว็บไซต์หลัก", "Evidence of this item is on the main website")


def requirement(outcome: Outcome, text: Text, reason: Text, **more: object) -> RequirementResult:
    """Return one requirement's result with what its outcome needs."""
    made = RequirementResult(
        id="located",
        text=text,
        topic="sample-topic",
        confirmed=True,
        source="คู่มือการประเมิน ITA พ.ศ. 2568",
        outcome=outcome,
        reason=reason,
        evidence=(CITATION,) if outcome in (Outcome.MET, Outcome.NOT_MET) else (),
        code="period-mismatch" if outcome in (Outcome.NOT_MET, Outcome.REVIEW) else None,
        cause=Cause.SCANNED if outcome is Outcome.COULD_NOT_CHECK else None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


MET = requirement(Outcome.MET, HERE, HERE)
MISSED = requirement(
    Outcome.NOT_MET,
    Text("แสดงความก้าวหน้าของทุกโครงการรอบ 6 เดือนแรก", "Shows the progress of every project in the first six months"),
    Text(
        "เอกสารครอบคลุมถึงเดือนธันวาคม 2567 แต่ข้อนี้ต้องครอบคลุมถึงเดือนมีนาคม 2568",
        "The document covers up to December 2024; it must cover up to March 2025",
    ),
    id="first-half",
)
ADVICE = requirement(
    Outcome.REVIEW,
    Text("มีคู่มือการใช้งานระบบ", "There is a manual of the system"),
    Text("ไม่พบคู่มือในหน้าเดียวกัน (เป็นเพียงข้อแนะนำ)", "No manual on the same page (advice only)"),
    id="manual",
    confirmed=False,
    source="",
)
BLIND = requirement(
    Outcome.COULD_NOT_CHECK,
    Text("ครอบคลุมปีงบประมาณ พ.ศ. 2567", "Covers fiscal year B.E. 2567"),
    Text("ไฟล์เป็นภาพสแกน 14 หน้า อ่านปีไม่ได้แน่นอน", "The file is a scan of 14 pages; its year is not certain"),
    id="period",
)
NOT_OURS = requirement(
    Outcome.NOT_APPLICABLE, HERE, Text("ไม่ใช้กับหน่วยงานประเภทนี้", "Does not concern this kind of agency")
)
REQUIREMENTS: Mapping[Verdict, tuple[RequirementResult, ...]] = {
    PASS: (MET, replace(NOT_OURS, id="province")),
    GAP: (MET, MISSED, ADVICE),
    REVIEW: (MET, ADVICE),
    UNSEEN: (MET, BLIND),
    NONE: (NOT_OURS,),
}
EVIDENCE = ItemEvidence(
    url=f"{SITE}/public/list/data/detail/id/204/menu/1196",
    final_url=f"{SITE}/uploads/plan-2568.pdf",
    kind="pdf",
    title="แผนการดำเนินงานและการใช้งบประมาณ ประจำปี พ.ศ. 2568",
    page=1,
    quote="แผนและความก้าวหน้าในการดำเนินงาน",
    sha256=DIGEST,
    why=Text(
        "ข้อความลิงก์ตรงกับชื่อข้อ อยู่ในหน้า ITA 2568 และปีในชื่อเอกสารตรงกัน",
        "The link's text is the item's name, it stands on the page ITA 2568, and the year in the title fits",
    ),
)


def item(written: tuple[str, str, Verdict, str, str], worth: float) -> ItemResult:
    """Return one item's result."""
    name, sub, verdict, th, en = written
    requirements = REQUIREMENTS[verdict]
    deciding = {GAP: Outcome.NOT_MET, REVIEW: Outcome.REVIEW, UNSEEN: Outcome.COULD_NOT_CHECK}.get(verdict)
    reasons = [one.reason for one in requirements if one.outcome is deciding]
    fine = Text("พบหลักฐานและครบตามข้อกำหนดที่ตรวจ", "Evidence located; every requirement that was checked is met")
    return ItemResult(
        id=name,
        title=Text(th, en),
        topics=(f"topic-{name}",),
        indicator=SUBS[sub][0],
        sub=sub,
        period="ปีงบประมาณ พ.ศ. 2568" if name in ("o6", "o12") else "",
        name_confidence="likely" if name in ("o7", "o10") else "sure",
        verdict=verdict,
        worth=worth,
        summary=reasons[0] if reasons else NOT_OURS.reason if verdict is NONE else fine,
        requirements=requirements,
        evidence=() if verdict is NONE else (EVIDENCE,),
        candidates=(EVIDENCE, replace(EVIDENCE, kind="html", declared=True)) if verdict is REVIEW else (),
        measures=(measure(name, th, en),) if verdict is GAP else (),
    )


def measure(name: str, th: str, en: str) -> Measure:
    """Return the measure against an item's gap."""
    return Measure(
        code="period-mismatch",
        item=name,
        issue=Text(
            f"{name.upper()} {th} ยังไม่เป็นปัจจุบันตามช่วงเวลาที่กำหนด",
            f"{name.upper()} {en} is not of the period asked",
        ),
        measure=Text("จัดทำและเผยแพร่ข้อมูลให้ตรงช่วงเวลาของปีที่ประเมิน", "Publish the data of the assessed year's period"),
        steps=(
            Text(
                "รวบรวมผลการดำเนินงานจากทุกส่วนราชการถึงวันที่ 31 มีนาคม 2568",
                "Collect the results up to 31 March 2025",
            ),
            Text("เสนอผู้บริหารให้ความเห็นชอบ", "Have them approved"),
            Text(
                "เผยแพร่บนเว็บไซต์หลักในหน้า ITA 2568 และตรวจว่าเปิดได้",
                "Publish them and see that they open",
            ),
        ),
        time_frame=Text("ภายใน 15 วันหลังสิ้นไตรมาส", "Within 15 days after the quarter"),
        owner=Text("กองคลัง / สำนักปลัด", "Finance division / office of the clerk"),
        monitoring=Text("ปลัด อบต. ติดตามในการประชุมประจำเดือน", "The clerk follows it up in the monthly meeting"),
    )


def finding(number: int = 12, **more: object) -> Finding:
    """Return one finding."""
    made = Finding(
        code="egp-number-length",
        item="o13",
        severity="high",
        url=f"{SITE}/uploads/procurement-2567.pdf",
        page=4,
        row=str(number),
        selector=None,
        message=Text(
            f"แถว {number} เลขที่โครงการ e-GP มี 10 หลัก (6711904411) ควรมี 11 หลัก",
            f"In row {number} the e-GP number has 10 digits (6711904411); it should have 11",
        ),
        fix=Text("ตรวจเลขที่โครงการกับระบบ e-GP แล้วแก้ในไฟล์", "Compare with e-GP and correct the file"),
        owner=Text("กองคลัง (งานพัสดุ)", "Finance division (supplies)"),
    )
    return replace(made, **more)  # type: ignore[arg-type]


FINDINGS = (
    finding(12),
    finding(37),
    finding(
        41,
        code="period-mismatch",
        item="o6",
        severity="medium",
        page=None,
        row=None,
        url=f"{SITE}/uploads/plan-2568.pdf",
        message=MISSED.reason,
        fix=Text("เพิ่มข้อมูลถึงวันที่ 31 มีนาคม 2568", "Add the data up to 31 March 2025"),
    ),
    finding(
        0,
        code="statistics-not-split",
        item="o11",
        severity="medium",
        page=None,
        row=None,
        url=f"{SITE}/index.php?page=สถิติการให้บริการ",
        selector="#content > table.stat",
        message=Text("ตารางไม่แยกผู้รับบริการ Walk-in กับ E-Service", "The table does not split walk-in from e-service"),
        fix=Text("เพิ่มคอลัมน์แยกช่องทางการให้บริการ", "Add a column for each channel"),
        owner=Text("สำนักปลัด", "Office of the clerk"),
    ),
    finding(
        0,
        code="certificate-incomplete",
        item=None,
        severity="low",
        page=None,
        row=None,
        url=SITE,
        message=Text("ใบรับรอง https ติดตั้งไม่ครบสาย", "The certificate's chain is not complete"),
        fix=Text("ติดตั้งใบรับรองระหว่างทาง", "Install the intermediate certificate"),
        owner=Text("ผู้ดูแลเว็บไซต์", "Webmaster"),
    ),
)

BROKEN = (
    BrokenLink(
        f"{SITE}/uploads/%E0%B8%84%E0%B8%B9%E0%B9%88%E0%B8%A1%E0%B8%B7%E0%B8%AD-2566.pdf",
        Cause.NOT_FOUND,
        404,
        True,
        (LinkSource(f"{SITE}/manuals", "คู่มือประชาชน 2566"), LinkSource(f"{SITE}/", "")),
        "2025-04-28T02:14:09+00:00",
    ),
    BrokenLink(
        "http://procurement.tambon-tuayang.example.go.th/",
        Cause.DNS,
        None,
        False,
        (LinkSource(f"{SITE}/links", "ระบบจัดซื้อจัดจ้าง"),),
        "2025-04-28T02:15:40+00:00",
    ),
)
COVERAGE = Coverage(
    pages=214,
    documents=96,
    refused=2,
    failed_by_cause={Cause.SCANNED: 2, Cause.TIMEOUT: 3, Cause.FORBIDDEN: 1},
    over_budget=0,
    home=None,
    blind_spots=(
        BlindSpot(f"{SITE}/uploads/annual-2567.pdf", Cause.SCANNED, ("รายงานผลการดำเนินงานประจำปี 2567",)),
        BlindSpot(f"{SITE}/egp", Cause.TIMEOUT, ("จัดซื้อจัดจ้าง",)),
        BlindSpot("https://drive.example.com/file/d/1AbC", Cause.FORBIDDEN, ()),
    ),
    left_alone=((f"{SITE}/calendar?month=*", 1440),),
)


def checklist() -> ChecklistView:
    """Return the list of the sample."""
    return ChecklistView(
        key="2568",
        year=2568,
        authority="nacc",
        title=Text("รายการ OIT 2568 (o1–o28)", "OIT list 2568 (o1–o28)"),
        kind="lao",
        kind_title=Text("องค์กรปกครองส่วนท้องถิ่น", "Local administrative organisation"),
        digest=DIGEST[:40],
        notes=(
            Text("ชื่อตัวชี้วัดย่อยบางส่วนเป็นชื่อคาดการณ์", "Some sub-indicator titles are guesses"),
            Text("ชื่อข้อ o7 และ o10 พบในแหล่งเดียว", "The names of o7 and o10 have one source"),
        ),
        indicators=tuple(
            IndicatorView(
                one, title, tuple(SubView(sub, words, sure) for sub, (of, words, sure) in SUBS.items() if of == one)
            )
            for one, title in INDICATORS.items()
        ),
    )


def scored(items: tuple[ItemResult, ...]) -> Score:
    """Return the score of the items, by the arithmetic of the list."""
    ends = {PASS: (100.0, 100.0), GAP: (0.0, 0.0), REVIEW: (0.0, 100.0), UNSEEN: (0.0, 100.0)}
    pairs = {sub: [ends[one.verdict] for one in items if one.sub == sub and one.verdict in ends] for sub in SUBS}
    subs = {sub: _mean(values) for sub, values in pairs.items() if values}
    of = {
        one: _mean([(subs[sub].min, subs[sub].max) for sub in subs if SUBS[sub][0] == one])
        for one in INDICATORS
        if any(SUBS[sub][0] == one for sub in subs)
    }
    oit = _mean([(one.min, one.max) for one in of.values()])
    return Score(oit, of, subs, tuple(sub for sub, (_, _, sure) in SUBS.items() if not sure))


def _mean(pairs: list[tuple[float, float]]) -> Interval:
    return Interval(fmean(low for low, _ in pairs), fmean(high for _, high in pairs))


def sample(**more: object) -> Report:
    """Return the sample report, changed as wanted."""
    items = tuple(item(written, 50 / sum(SUBS[sub][0] == SUBS[written[1]][0] for sub in SUBS) / 4) for written in ITEMS)
    made = Report(
        version="0.1.0",
        agency=AgencyView(f"{SITE}/", "tambon-tuayang.example.go.th", ("องค์การบริหารส่วนตำบลตัวอย่าง", "อบต.ตัวอย่าง")),
        run=Run("9d1f6c02ab34e857", "2025-04-28T02:10:00+00:00", "2025-04-28T02:31:12+00:00", "2025-04-30"),
        checklist=checklist(),
        coverage=COVERAGE,
        score=scored(items),
        items=items,
        findings=FINDINGS,
        links=Links(412, BROKEN),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def all_pass() -> Report:
    """Return a report in which every item is decided and none has a gap."""
    items = tuple(item((one[0], one[1], PASS, *one[3:]), 2.5) for one in ITEMS)
    score = replace(scored(items), unconfirmed=())
    clear = replace(COVERAGE, failed_by_cause={}, blind_spots=(), left_alone=())
    return sample(items=items, score=score, findings=(), links=Links(412, ()), coverage=clear)
