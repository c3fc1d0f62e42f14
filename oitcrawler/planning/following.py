"""The last chapter of the plan: how the measures are followed up, and who signs."""

from __future__ import annotations

from ..model import Text
from ..report.plan import Block, Cell, Chapter, Paragraph, PlanTable, to_fill
from .about import About


def following(about: About) -> Chapter:
    """Return the chapter on monitoring and reporting."""
    before, year = about.year - 1, about.year
    rows: tuple[tuple[Cell, ...], ...] = (
        _row(
            "ทุก 15 วัน",
            "every 15 days",
            "ตรวจลิงก์และข้อมูลบนเว็บไซต์หลัก แก้ไขรายการที่พบ",
            "check links and data of the website",
        ),
        _row(
            "ทุกเดือน", "every month", "รายงานความก้าวหน้ารายมาตรการในการประชุมหัวหน้าส่วนราชการ", "report progress by measure"
        ),
        _row(
            f"เม.ย. {year}",
            f"Apr {year}",
            f"สรุปผลรอบ 6 เดือน (ต.ค. {before} – มี.ค. {year})",
            "sum up the first six months",
        ),
        _row(
            f"ต.ค. {year}",
            f"Oct {year}",
            "จัดทำรายงานผลการดำเนินการตามมาตรการ และเผยแพร่บนเว็บไซต์หลัก",
            "report on the year and publish",
        ),
    )
    columns = (Text("กำหนดเวลา", "When"), Text("การกำกับติดตาม", "What"), Text("ผู้รับผิดชอบ", "Who"))
    return Chapter(
        Text("6. การกำกับติดตามและการรายงานผล", "6. Monitoring and reporting"),
        (PlanTable(columns, rows, (3, 10, 5)), *signatures()),
    )


def _row(th: str, en: str, what_th: str, what_en: str) -> tuple[Cell, ...]:
    return ((Text(th, en),), (Text(what_th, what_en),), (to_fill("ผู้รับผิดชอบ", "responsible"),))


def signatures() -> tuple[Block, ...]:
    """Return the places where the makers and the head of the agency sign."""
    who = (
        (Text("ผู้จัดทำ", "Prepared by"), to_fill("ชื่อ ตำแหน่ง", "name, position")),
        (Text("ผู้ตรวจสอบ", "Reviewed by"), to_fill("ชื่อ ตำแหน่ง", "name, position")),
        (Text("ผู้อนุมัติ", "Approved by"), to_fill("ชื่อ ตำแหน่ง", "name, position")),
    )
    rows = tuple(
        (
            (role,),
            (Text("ลงชื่อ ........................................", "Signed ..............................."), name),
        )
        for role, name in who
    )
    columns = (Text("ผู้ลงนาม", "Role"), Text("ลายมือชื่อ", "Signature"))
    return (
        Paragraph(Text("ลงนามเมื่อวันที่ [กรอก: วัน เดือน ปี]", "Signed on [fill in: date]")),
        PlanTable(columns, rows, (4, 10)),
    )
