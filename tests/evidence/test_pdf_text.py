"""Text of PDF layers: old fonts, legibility, and what a document calls itself."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.evidence.pdf_text import clean_text, is_legible, title_from

SENTENCE: Final = "ประกาศองค์การบริหารส่วนตำบลตัวอย่าง เรื่อง แผนการจัดซื้อจัดจ้าง ปัญหา ปี ป้องกัน เป็น ฝ่าย ญาติ ให้ได้"
# What Windows-1252 and MacRoman show for the variants that old fonts draw after tall letters and above low ones.
WINDOWS: Final = {"ปี": "»‚", "ปั": "»˜", "ป้": "»‡", "เป็": "à»š", "ฝ่": "½†", "ได้": "ä´Œ", "อย่าง": "ÍÂ‹Ò§"}
MACINTOSH: Final = {
    "การ": "°“√",
    "เรื่อง": "‡√◊ËÕß",
    "ได้": "‰¥â",
    "อย่าง": "Õ¬à“ß",
    "ปี": "ªï",
    "ป้องกัน": "ªÑÕß°—π",
    "ส": "\xa0",
}

TITLES: Final = {
    "an announcement": (
        "",
        "ประกาศเทศบาลตำบลตัวอย่าง\nเรื่อง ประกาศผู้ชนะการเสนอราคา จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก\nบ้านหนองน้ำใส หมู่ที่ 4\n"
        "-------------------\nตามที่ เทศบาลตำบลตัวอย่าง ได้มีประกาศ",
        "ประกาศเทศบาลตำบลตัวอย่าง เรื่อง ประกาศผู้ชนะการเสนอราคา จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก บ้านหนองน้ำใส หมู่ที่ 4",
    ),
    "an announcement whose properties are another's": (
        "คำสั่งสำนักงานเขตพื้นที่การศึกษาตัวอย่าง เขต 1",
        "(สำเนา)\nประกาศสำนักงานสาธารณสุขอำเภอตัวอย่าง\nเรื่อง มาตรการป้องกันการทุจริต\n.........\nตามพระราชบัญญัติ",
        "ประกาศสำนักงานสาธารณสุขอำเภอตัวอย่าง เรื่อง มาตรการป้องกันการทุจริต",
    ),
    "an earlier year's properties": (
        "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2565",
        "แผนปฏิบัติการป้องกันการทุจริต\nประจำปีงบประมาณ พ.ศ. 2568\nองค์การบริหารส่วนตำบลตัวอย่าง\nอำเภอตัวอย่าง จังหวัดตัวอย่าง",
        "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568",
    ),
    "properties that say the same": (
        "รายงานผลการดำเนินงาน รอบ 6 เดือน ปี 2568",
        "รายงานผลการดำเนินงาน รอบ 6 เดือน\nปี 2568",
        "รายงานผลการดำเนินงาน รอบ 6 เดือน ปี 2568",
    ),
    "a cover below a letterhead": (
        "Microsoft Word - cover",
        "องค์การบริหารส่วนตำบลตัวอย่าง\nอำเภอตัวอย่าง จังหวัดตัวอย่าง\nแผนพัฒนาท้องถิ่น\n(พ.ศ. 2566 – 2570)\nเพิ่มเติม ครั้งที่ 1/2568",
        "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 – 2570) เพิ่มเติม ครั้งที่ 1/2568",
    ),
    "a memorandum": (
        "บันทึกข้อความ",
        "บันทึกข้อความ\nส่วนราชการ สำนักปลัด องค์การบริหารส่วนตำบลตัวอย่าง\nที่ ตย 71001/12 วันที่ 5 เมษายน 2568\n"
        "เรื่อง รายงานผลการประเมินความเสี่ยงการทุจริต\nประจำปีงบประมาณ พ.ศ. 2568\nเรียน นายกองค์การบริหารส่วนตำบลตัวอย่าง",
        "บันทึกข้อความ เรื่อง รายงานผลการประเมินความเสี่ยงการทุจริต ประจำปีงบประมาณ พ.ศ. 2568",
    ),
    "a letter": (
        "",
        "ที่ ตย 71001/34\nที่ทำการองค์การบริหารส่วนตำบลตัวอย่าง\nถนนตัวอย่าง\n๑ ตุลาคม ๒๕๖๗\nเรื่อง ส่งรายงานการประชุม\n"
        "เรียน นายอำเภอตัวอย่าง",
        "หนังสือ เรื่อง ส่งรายงานการประชุม",
    ),
    "an order": (
        "",
        "คำสั่งเทศบาลตำบลตัวอย่าง\nที่ ๑๒๓/๒๕๖๘\nเรื่อง แต่งตั้งคณะทำงานประเมินคุณธรรม\n---------\nด้วยเทศบาลตำบลตัวอย่าง",
        "คำสั่งเทศบาลตำบลตัวอย่าง ที่ ๑๒๓/๒๕๖๘ เรื่อง แต่งตั้งคณะทำงานประเมินคุณธรรม",
    ),
    "a manual": (
        "",
        "1\nคู่มือการปฏิบัติงาน\nการรับเรื่องร้องเรียน\nจัดทำโดย\nสำนักปลัด",
        "คู่มือการปฏิบัติงาน การรับเรื่องร้องเรียน",
    ),
    "a table that starts at once": (
        "สรุปผลการจัดซื้อจัดจ้าง เดือนมกราคม 2568",
        "แบบ สขร. 1\nสรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน มกราคม 2568\nองค์การบริหารส่วนตำบลตัวอย่าง\nวันที่ 31 มกราคม 2568\n"
        "ลำดับที่ งานที่จัดซื้อ",
        "สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน มกราคม 2568",
    ),
    "a form": (
        "",
        "แบบคำขอข้อมูลข่าวสาร\nเขียนที่ ........................\nวันที่ ...... เดือน ............ พ.ศ. ......",
        "แบบคำขอข้อมูลข่าวสาร",
    ),
    "a regulation in the gazette": (
        "Microsoft Word - 4.doc",
        "หน้า ๔\nเล่ม ๑๓๔ ตอนที่ ๖๔ ก ราชกิจจานุเบกษา ๑๔ มิถุนายน ๒๕๖๐\nกฎกระทรวง\n"
        "แบ่งส่วนราชการกรมตัวอย่าง\nพ.ศ. ๒๕๖๐\nอาศัยอำนาจตามความ",
        "กฎกระทรวง แบ่งส่วนราชการกรมตัวอย่าง พ.ศ. ๒๕๖๐",
    ),
    "minutes": (
        "",
        "รายงานการประชุมสภาเทศบาลตำบลตัวอย่าง\nสมัยสามัญ สมัยที่ 2 ครั้งที่ 1 ประจำปี พ.ศ. 2568\nณ ห้องประชุมสภา\nผู้มาประชุม",
        "รายงานการประชุมสภาเทศบาลตำบลตัวอย่าง สมัยสามัญ สมัยที่ 2 ครั้งที่ 1 ประจำปี พ.ศ. 2568",
    ),
    "nothing but properties": ("แผนปฏิบัติการป้องกันการทุจริต", "- 1 -\n..........", "แผนปฏิบัติการป้องกันการทุจริต"),
    "properties of damaged text": ("แผนการด าเนินงาน", "", "แผนการดำเนินงาน"),
    "properties of an empty page that say nothing": ("สไลด์ 1", "", ""),
}


@pytest.mark.parametrize("case", TITLES)
def test_title(case: str) -> None:
    metadata, page, title = TITLES[case]

    assert title_from(metadata, [page]) == title


def test_the_first_page_with_words_names_a_document() -> None:
    assert title_from("", ["", "1\n", "รายงานผลการดำเนินงาน\nประจำปี 2568"]) == "รายงานผลการดำเนินงาน ประจำปี 2568"


@given(st.text(max_size=60), st.lists(st.text(max_size=300), max_size=3))
def test_a_title_is_one_short_line(metadata: str, pages: list[str]) -> None:
    title = title_from(metadata, pages)

    assert len(title) <= 250
    assert "\n" not in title


def test_thai_codes_read_as_latin_are_read() -> None:
    assert clean_text(SENTENCE.encode("cp874").decode("latin-1")) == SENTENCE


@pytest.mark.parametrize("table", [WINDOWS, MACINTOSH], ids=["windows", "macintosh"])
def test_variants_of_old_fonts_are_read(table: dict[str, str]) -> None:
    words = [word for word in table if word != "ส"]
    written = "\n".join(table[word] for word in words)
    frame = "√“¬ß“π·≈–·ºπ°“√" if table is MACINTOSH else "ÃÒÂ§Ò¹áÅÐá¼¹¡ÒÃ"

    assert clean_text(frame + "\n" + written).splitlines() == ["รายงานและแผนการ", *words]


@pytest.mark.parametrize(
    "text",
    [
        "déjà vu à la carte où l’été était très léger et à côté, ça va, où, é, à, ç, ê",
        "100 % – “quoted” — 5 °C ± 2 µm × 3",
    ],
)
def test_european_text_stays(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "ลำดับ 1 | 1,000.00 | 50 %\n" * 20,
        "......................................................... (ลงชื่อ) ____________ " * 5,
        "Integrity and Transparency Assessment (ITA) https://example.go.th/a?b=1&c=2 " * 4,
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 - - - - 100.00 20,000.00 " * 5,
    ],
)
def test_tables_forms_and_numbers_are_legible(text: str) -> None:
    assert is_legible(text)


@pytest.mark.parametrize(
    "text", ["\x01\x04 1 \x07\x08 \x02\x05" * 5, "!\"#$ &' ( 2540 $ - \". / 0 - . & !1 !2 3$$' 1 !.$ " * 5]
)
def test_glyph_numbers_are_not_legible(text: str) -> None:
    assert not is_legible(text)
