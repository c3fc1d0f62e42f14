"""Pages of the fictional municipality: plain words in Thai, the same menu on each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

NAME = "เทศบาลตำบลตัวอย่าง"
WHO = "กองช่าง|กองคลัง|สำนักปลัดเทศบาล|กองการศึกษา|กองสาธารณสุข|งานพัสดุ|งานทะเบียน|งานจัดเก็บรายได้|สภาเทศบาล"
DOES = (
    "ซ่อมแซม|ตรวจสอบ|จัดอบรมเรื่อง|รณรงค์เรื่อง|ประชุมเรื่อง|มอบ|รับสมัครงาน|เปิดบริการ|ปรับปรุง|สำรวจ|เชิญชวนร่วม|ชี้แจงเรื่อง|ขุดลอก|ติดตั้ง"
    "|แจกจ่าย|เยี่ยมชม|ประกวด|จัดทำ|รายงานผล"
)
WHAT = (
    "ถนนคอนกรีต|ไฟส่องสว่าง|เบี้ยยังชีพผู้สูงอายุ|ภาษีที่ดิน|ขยะมูลฝอย|โรคไข้เลือดออก|ศูนย์เด็กเล็ก|แผนอพยพ|ตลาดสด|คลองส่งน้ำ|ประเพณีลอยกระทง"
    "|ทุนการศึกษา|วัคซีนสุนัข|หอกระจายข่าว|สนามกีฬา|บ้านพักผู้พิการ|กลุ่มอาชีพ|น้ำประปา|ห้องสมุด|ทะเบียนราษฎร|งบประมาณ|ข้อบัญญัติ|สวนสาธารณะ"
)
WHERE = "หมู่ที่หนึ่ง|บ้านเหนือ|บ้านใต้|วัดกลาง|โรงเรียนประจำตำบล|ชุมชนริมน้ำ|หอประชุม|ตลาดนัด|สี่แยกใหญ่|อนามัย|ท่าเรือเก่า"
MENU = (("/", "หน้าหลัก"), ("/archive/list.php?page=1", "ข่าวประชาสัมพันธ์"), ("/contact.html", "ติดต่อเรา"))


def prose(seed: int, sentences: int = 8) -> str:
    """Return ordinary sentences, other ones for every seed."""
    return " ".join(_sentence(hashlib.sha256(f"{seed} {number}".encode()).digest()) for number in range(sentences))


def _sentence(chance: bytes) -> str:
    lists = (WHO, DOES, WHAT, WHERE, WHERE, WHAT)
    who, does, what, where, other, extra = (
        words[chance[place] % len(words)] for place, words in enumerate(one.split("|") for one in lists)
    )
    return f"{who}{does}{what} ณ {where} ร่วมกับ{other} เพื่อ{extra}"


def framed(
    title: str, text: str, *, head: str = "", menu: Sequence[tuple[str, str]] = MENU, charset: str = "utf-8"
) -> str:
    """Return a page with menu and footer. `text` is HTML."""
    items = "".join(f'<li><a href="{href}">{label}</a></li>' for href, label in menu)
    return (
        f'<!DOCTYPE html>\n<html lang="th"><head><meta charset="{charset}"><title>{title} - {NAME}</title>'
        f"{head}</head>\n"
        f"<body><header><h2>{NAME}</h2></header><nav><ul>{items}</ul></nav>\n<main><h1>{title}</h1>\n{text}\n</main>\n"
        f"<footer>{NAME} อำเภอตัวอย่าง จังหวัดตัวอย่าง โทรศัพท์ 0 0000 0000</footer></body></html>\n"
    )


def bare(title: str, text: str) -> str:
    """Return a page of its own, without menu."""
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!DOCTYPE html>\n<html>{head}\n<body>{text}</body></html>\n"
