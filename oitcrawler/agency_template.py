"""The file that an agency fills in: every unit by its usual name, everything else as an example in comments."""

from __future__ import annotations

from .errors import UsageError
from .measures import Measures
from .model import Text

_HEAD = """\
# ไฟล์ข้อมูลของหน่วยงาน ใช้กับ oitcrawler (เปิดแก้ด้วย Notepad แล้วบันทึกเป็น UTF-8)
# The agency's own file. Everything may be left out.
#
# บรรทัดที่ขึ้นต้นด้วย # เป็นคำอธิบายหรือตัวอย่าง โปรแกรมไม่อ่าน ลบ # ออกเมื่อต้องการใช้ และรักษาช่องว่างหน้าบรรทัดไว้
# Lines that begin with # are not read: take it away to use an example, and keep the spaces at the beginning.

# ชื่อหน่วยงาน ชื่อเต็มก่อน แล้วตามด้วยชื่อย่อ · names of the agency, the full one first
# names: [องค์การบริหารส่วนตำบลตัวอย่าง, อบต.ตัวอย่าง]

# ประเภทหน่วยงาน · kind of agency
kind: {kind}

# เว็บไซต์หลัก · the main website
# url: https://www.example.go.th/

# ชื่อหน่วยงานภายในที่ใช้จริง แก้ชื่อด้านขวาให้ตรงกับของท่าน คำด้านซ้ายห้ามแก้
# the agency's own names of its units: change what stands on the right, never the key on the left
units:
"""
_TAIL = """\

# หัวหน้าหรือผู้ประสานงานของแต่ละหน่วยงานภายใน (ใส่เบอร์โทรในเครื่องหมายคำพูด)
# who heads each unit; write telephone numbers in quotation marks
# people:
#   webmaster: {name: นางสาวตัวอย่าง ใจดี, position: นักประชาสัมพันธ์, phone: "0 2000 0000"}

# ผู้รับผิดชอบเฉพาะเรื่องหรือเฉพาะข้อ ใช้ชื่อหัวเรื่องดีกว่าเลขข้อ เพราะเลขข้อเปลี่ยนทุกปี
# who answers for a topic or an item; numbers of items change every year, topics do not
# responsible:
#   procurement-list: {unit: procurement, person: {name: นายตัวอย่าง รอบคอบ, phone: "0 2000 0001"}}
#   o13: {unit: procurement}

# มาตรการของหน่วยงานเอง เขียนเฉพาะช่องที่ต้องการเปลี่ยน · own measures: only the columns that you change
# measures:
#   broken-link:
#     time_frame: ทุกวันที่ 1 และ 16 ของเดือน
#     monitoring: รายงานปลัดทุก 15 วัน
#     due: {within_days: 3}

# คำที่เว็บไซต์ของท่านใช้เรียกหัวเรื่องหรือข้อ · words by which your website calls a topic or an item
# aliases:
#   service-statistics: [สถิติผู้มาใช้บริการ, จำนวนผู้รับบริการรายเดือน]
"""


def template(measures: Measures, kind: str) -> str:
    """Return the file for a kind of agency. Raises UsageError for a kind that no unit knows."""
    every = measures.units.written
    kinds = sorted({name for unit in every.values() for name in unit.names})
    if kind not in kinds:
        there = ", ".join(kinds)
        raise UsageError(
            Text(f"ไม่มีประเภทหน่วยงาน {kind!r} มี: {there}", f"no kind of agency {kind!r}; there are: {there}")
        )
    named = measures.of(kind)
    units = "".join(f'  {key}: "{named.unit(key).th}"\n' for key in every)
    return _HEAD.format(kind=kind) + units + _TAIL
