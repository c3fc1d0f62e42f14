"""Tables of purchases: the monthly summary (สขร.1), the annual report with e-GP numbers, the list of 16 columns.

Everything follows from the running number of a purchase, so the tables are the same at every build.
"""

from __future__ import annotations

from ..calendar import MONTHS
from .markup import Grid
from .purchases import PURCHASES, VENDORS

SHORT_NUMBERS = (19, 29)
"""Rows of the annual report of FY2567 whose e-GP number has lost its last digit (seed 001, o13, FY2568)."""

MONTHLY_HEAD = (
    "ลำดับที่", "งานที่จัดซื้อหรือจัดจ้าง", "วงเงินที่จะซื้อหรือจ้าง (บาท)", "ราคากลาง (บาท)", "วิธีซื้อหรือจ้าง",
    "รายชื่อผู้เสนอราคาและราคาที่เสนอ", "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง", "เหตุผลที่คัดเลือกโดยสรุป",
    "เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
)  # fmt: skip
ANNUAL_HEAD = (
    "ลำดับที่", "รายการจัดซื้อจัดจ้าง", "วงเงินงบประมาณ (บาท)", "ราคากลาง (บาท)", "วิธีจัดซื้อจัดจ้าง", "ผู้ได้รับการคัดเลือก",
    "ราคาที่ตกลงซื้อหรือจ้าง (บาท)", "วันที่ทำสัญญา", "เลขที่โครงการในระบบ e-GP",
)  # fmt: skip
LIST_HEAD = (
    "ที่", "ปีงบประมาณ", "ชื่อหน่วยงาน", "อำเภอ", "จังหวัด", "กระทรวง", "ประเภทหน่วยงาน", "ชื่อรายการของงานที่ซื้อหรือจ้าง",
    "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)", "แหล่งที่มาของงบประมาณ", "สถานะการจัดซื้อจัดจ้าง", "วิธีการจัดซื้อจัดจ้าง",
    "ราคากลาง (บาท)", "ราคาที่ตกลงซื้อหรือจ้าง (บาท)", "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก", "เลขที่โครงการในระบบ e-GP",
)  # fmt: skip


def generated(name: str) -> Grid:
    """Return a table by its name, for example `monthly 2564-10`. Raises KeyError for another name."""
    kind, _, argument = name.partition(" ")
    if kind == "monthly":
        year, month = argument.split("-")
        return monthly(int(year), int(month))
    return {"annual-2567": annual, "list-2568": listing, "list-2568-months": list_months}[kind]()


def baht(amount: int) -> str:
    """Write an amount of baht as reports do."""
    return f"{amount:,}.00"


def monthly(year: int, month: int) -> Grid:
    """Return the monthly summary for a calendar month B.E.; January has one purchase less than the others."""
    start = (year * 12 + month) * 3
    rows = []
    for number in range(1, 6 - (month == 1)):
        name, amount, vendor, other = _purchase(start + number)
        agreed = baht(amount)
        rows.append(
            (
                str(number),
                name,
                agreed,
                agreed,
                "เฉพาะเจาะจง",
                f"{vendor} {agreed} / {other} {baht(amount + 300)}",
                f"{vendor} {agreed}",
                "เสนอราคาต่ำสุดและมีคุณสมบัติถูกต้อง",
                f"เลขที่ {number + 4}/{year} ลงวันที่ {number * 4} {MONTHS[month - 1]} {year}",
            )
        )
    return Grid(MONTHLY_HEAD, tuple(rows), (0.6, 2, 1, 1, 1, 2, 1.7, 1.5, 1.7))


def annual() -> Grid:
    """Return the 42 purchases of FY2567; the e-GP numbers of rows 19 and 29 lack a digit."""
    rows = []
    for number in range(1, 43):
        name, amount, vendor, _ = _purchase(number)
        month = (number - 1) * 12 // 42
        year, calendar = _month_of(2567, month)
        project = egp_number(year, calendar, number)
        rows.append(
            (
                str(number),
                name,
                baht(amount + 500),
                baht(amount),
                _method(amount),
                vendor,
                baht(amount),
                f"{number % 26 + 1} {MONTHS[calendar - 1]} {year}",
                project[:-1] if number in SHORT_NUMBERS else project,
            )
        )
    return Grid(ANNUAL_HEAD, tuple(rows), (0.6, 2.6, 1.1, 1.1, 1.3, 1.8, 1.1, 1.3, 1.3))


def listing() -> Grid:
    """Return the purchases of October 2567 to March 2568 in the 16 columns."""
    rows = []
    for number in range(1, 25):
        name, amount, vendor, _ = _purchase(number + 11)
        year, calendar = _month_of(2568, (number - 1) // 4)
        status = "สิ้นสุดสัญญา" if number <= 18 else "อยู่ระหว่างการดำเนินการและตรวจรับ"
        rows.append(
            (
                str(number),
                "2568",
                "อบต.ตัวอย่างสุข",
                "บ้านสมมุติ",
                "สมมุติบุรี",
                "กระทรวงมหาดไทย",
                "องค์กรปกครองส่วนท้องถิ่น",
                name,
                baht(amount + 500),
                "ข้อบัญญัติงบประมาณรายจ่าย",
                status,
                _method(amount),
                baht(amount),
                baht(amount - 100),
                vendor,
                egp_number(year, calendar, number + 50),
            )
        )
    return Grid(LIST_HEAD, tuple(rows), (0.4, 0.9, 1.1, 0.8, 0.8, 1.2, 1.2, 2, 1, 1.1, 1.2, 1.1, 0.9, 0.9, 1.5, 1.1))


def list_months() -> Grid:
    """Return the number and value of the purchases of `listing` by month."""
    rows = []
    for month in range(6):
        year, calendar = _month_of(2568, month)
        amounts = [_purchase(month * 4 + one + 11)[1] - 100 for one in range(1, 5)]
        rows.append((f"{MONTHS[calendar - 1]} {year}", str(len(amounts)), baht(sum(amounts))))
    return Grid(("เดือน", "จำนวนรายการ", "รวมราคาที่ตกลงซื้อหรือจ้าง (บาท)"), tuple(rows))


def egp_number(year: int, month: int, running: int) -> str:
    """Return an e-GP project number: two digits of the B.E. year, two of the month, seven running (11 in all)."""
    return f"{year % 100:02d}{month:02d}9{100000 + running * 7919 % 899999:06d}"


def _month_of(fiscal_year: int, index: int) -> tuple[int, int]:
    return (fiscal_year - 1, 10 + index) if index < 3 else (fiscal_year, index - 2)


def _purchase(number: int) -> tuple[str, int, str, str]:
    name, amount, kind = PURCHASES[number % len(PURCHASES)]
    vendors = VENDORS[kind]
    return name, amount, vendors[number % 2], vendors[1 - number % 2]


def _method(amount: int) -> str:
    return "ประกาศเชิญชวนทั่วไป (e-bidding)" if amount > 500_000 else "เฉพาะเจาะจง"
