"""The labels of the page of a link run, in Thai and English. `{name}` is filled in by the template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oitcrawler.model import Text

LABELS: Final[Mapping[str, Text]] = {
    "title": Text("รายงานตรวจลิงก์", "Link audit"),
    "skip": Text("ข้ามไปยังเนื้อหา", "Skip to content"),
    "contents": Text("สารบัญ", "Contents"),
    "page": Text("หน้า", "Page"),
    "website": Text("เว็บไซต์", "Website"),
    "looked_at": Text("วันที่ตรวจ", "Checked on"),
    "before": Text("เทียบกับรอบวันที่", "Compared with the run of"),
    "no_before": Text("ไม่มีรอบก่อน", "no run before"),
    "h_changes": Text("สรุปและสิ่งที่เปลี่ยนจากรอบก่อน", "Summary, and what changed since the last run"),
    "h_pages": Text("สิ่งที่ต้องแก้ เรียงตามหน้า", "What to mend, page by page"),
    "h_broken": Text("ลิงก์เสีย เรียงตามสาเหตุ", "Broken links, by cause"),
    "h_unverified": Text("ลิงก์ที่ยืนยันไม่ได้ (ไม่นับว่าเสีย)", "Could not be verified (not counted as broken)"),
    "h_remarks": Text("ลิงก์ที่เปิดได้ แต่ควรปรับ", "Links that work, and could be better"),
    "h_coverage": Text("ตรวจได้ครบเพียงใด", "How much was looked at"),
    "h_findings": Text("ข้อสังเกตเรื่องเว็บไซต์", "About the website as a whole"),
    "h_method": Text("วิธีอ่านรายงานนี้", "How to read this report"),
    # the numbers
    "n_spots": Text("จุดที่ต้องแก้", "places to mend"),
    "n_spots_note": Text("ลิงก์ในเมนูนับเป็นจุดเดียว", "a link in a menu counts once"),
    "n_confirmed": Text("ลิงก์เสีย ยืนยันแล้ว", "broken for certain"),
    "n_confirmed_note": Text("ลองหลายครั้งต่างเวลากัน", "tried at different times"),
    "n_suspects": Text("สงสัยว่าเสีย", "suspected"),
    "n_suspects_note": Text("อาจขัดข้องชั่วคราว", "it may pass"),
    "n_unverified": Text("ยืนยันไม่ได้", "could not be verified"),
    "n_unverified_note": Text("ไม่นับว่าเสีย", "not counted as broken"),
    "n_checked": Text("ที่อยู่ที่ตรวจ", "addresses looked at"),
    "n_checked_note": Text("จากลิงก์ใน {n} หน้า", "named by {n} pages"),
    # what can be said on the whole
    "none_seen": Text(
        "การตรวจครั้งนี้ไม่ได้อ่านหน้าใดของเว็บไซต์ จึงสรุปไม่ได้ว่ามีลิงก์เสียหรือไม่",
        "No page of the website was read in this run, so it cannot be said whether links are broken.",
    ),
    "all_clear": Text("ไม่พบลิงก์เสียในที่อยู่ทั้ง {n} แห่งที่ตรวจ", "None of the {n} addresses that were looked at is broken."),
    "not_whole": Text(
        "ยังสรุปไม่ได้ว่าทั้งเว็บไซต์ไม่มีลิงก์เสียเพิ่ม เพราะตรวจได้ไม่ครบ:",
        "It cannot be said that nothing else is broken, because not everything was seen:",
    ),
    "over_budget": Text(
        "มี {n} ที่อยู่ที่ทราบแต่ยังไม่ได้เปิด เพราะเกินจำนวนที่กำหนด (--max-links)",
        "{n} addresses were known and not looked at, because of the limit (--max-links).",
    ),
    "some_unverified": Text(
        "มี {n} ลิงก์ที่เครื่องมือยืนยันไม่ได้ว่าเปิดได้หรือเสีย",
        "Of {n} links the tool cannot say whether they work.",
    ),
    "some_left": Text(
        "มี {n} ที่อยู่ที่เว้นไว้ เพราะเป็นรูปแบบที่ไม่สิ้นสุดหรือไม่นำไปสู่เนื้อหาใหม่",
        "{n} addresses were left alone, of patterns without end that lead to nothing new.",
    ),
    # changes
    "first_run": Text(
        "ไม่มีผลการตรวจรอบก่อนให้เปรียบเทียบ รอบถัดไปจะบอกได้ว่าลิงก์ใดเพิ่งเสีย แก้แล้ว หรือกลับมาเสียอีก",
        "There is no earlier run to compare with. The next will say which links broke, were mended or came back.",
    ),
    "no_change": Text("ไม่มีลิงก์ใดเพิ่งเสีย แก้แล้ว หรือกลับมาเสียอีก", "No link broke, was mended or came back."),
    "broke": Text("เพิ่งเสีย", "Newly broken"),
    "came_back": Text("กลับมาเสียอีก", "Broken again"),
    "mended": Text("แก้แล้ว ใช้ได้แล้ว", "Mended"),
    "more_all": Text("และอีก {n} ดูทั้งหมดใน {file}", "and {n} more, all in {file}"),
    "more_links": Text("และอีก {n} ลิงก์", "and {n} more links"),
    # filter
    "filter": Text("กรองรายการ", "Filter"),
    "f_cause": Text("สาเหตุ", "Cause"),
    "f_kind": Text("ชนิด", "Kind"),
    "f_state": Text("ความแน่นอน", "Certainty"),
    "f_words": Text("คำในลิงก์หรือที่อยู่", "Words in the link or address"),
    "any": Text("ทั้งหมด", "All"),
    "clear": Text("ล้าง", "Clear"),
    "shown": Text("ตรงกับที่กรอง {shown} จาก {all} ลิงก์", "{shown} of {all} links fit"),
    # entries
    "h_shared": Text("แก้ครั้งเดียว หายทุกหน้า", "Mend once, and all pages are mended"),
    "shared_lead": Text(
        "ลิงก์เหล่านี้อยู่ในส่วนที่หลายหน้าใช้ร่วมกัน เช่น เมนู แก้ที่แม่แบบของเว็บไซต์เพียงที่เดียว",
        "These links are in parts that many pages share, such as the menu: mend them in the website's template.",
    ),
    "in_pages": Text("{place} อยู่ใน {n} หน้า", "{place}, on {n} pages"),
    "in_pages_alike": Text(
        "อยู่ใน {n} หน้าเหมือนกัน น่าจะมาจากแม่แบบเดียวกัน", "alike on {n} pages, probably from one template"
    ),
    "for_example": Text("เช่น", "for example"),
    "h_single": Text("แก้ทีละหน้า", "Mend page by page"),
    "pages_lead": Text(
        "เปิดหน้าแต่ละหน้าในระบบจัดการเว็บไซต์ แล้วแก้ลิงก์ตามรายการ",
        "Open each page in the website's editor and mend its links.",
    ),
    "on_page": Text("{n} ลิงก์", "{n} links"),
    "more_pages": Text(
        "และอีก {n} หน้า ดูทั้งหมดใน links.csv ซึ่งเปิดด้วย Excel ได้", "and {n} more pages, all in links.csv, which Excel opens"
    ),
    "more_shared": Text("และอีก {n} จุด ดูทั้งหมดใน links.csv", "and {n} more places, all in links.csv"),
    "nothing_to_mend": Text("ไม่มีลิงก์เสียที่ต้องแก้", "There is no broken link to mend."),
    "what_to_do": Text("วิธีแก้", "What to do"),
    "words": Text("ข้อความของลิงก์", "words of the link"),
    "no_words": Text("(ไม่มีข้อความ)", "(no words)"),
    "written_as": Text("ในหน้าเขียนว่า", "written as"),
    "ends_at": Text("ไปจบที่", "ends at"),
    "found_on": Text("พบที่", "found on"),
    "more_spots": Text("และอีก {n} จุด ดูใน links.csv", "and {n} more places, in links.csv"),
    "since": Text("เสียตั้งแต่", "broken since"),
    "runs": Text("พบ {n} รอบ", "in {n} runs"),
    "sure": Text("ยืนยันแล้ว", "Confirmed"),
    "suspect": Text("ยังสงสัย", "Suspected"),
    "links_of_group": Text("{n} ลิงก์", "{n} links"),
    "broken_lead": Text("ลิงก์ที่อยู่ในหลายหน้าที่สุดมาก่อน", "What most pages have comes first."),
    # unverified and remarks
    "unverified_lead": Text(
        "เครื่องมือบอกไม่ได้ว่าลิงก์เหล่านี้เปิดได้หรือไม่ โปรดเปิดดูด้วยตนเอง อย่าลบเพียงเพราะอยู่ในรายการนี้",
        "The tool cannot say whether these work. Open them yourself; do not remove one merely because it is here.",
    ),
    "no_unverified": Text("ไม่มี", "None."),
    "remarks_lead": Text("ลิงก์เหล่านี้เปิดได้ ไม่ใช่ลิงก์เสีย", "These links work; none of them is broken."),
    "leads_to": Text("ที่อยู่ใหม่", "new address"),
    "n_pages": Text("{n} หน้า", "{n} pages"),
    # coverage
    "pages_read": Text("หน้าที่อ่านเพื่อหาลิงก์", "Pages read for their links"),
    "addresses": Text("ที่อยู่ที่ตรวจ", "Addresses looked at"),
    "not_opened": Text("ทราบแต่ไม่ได้เปิด (เกินจำนวน)", "Known and not looked at (limit)"),
    "left_count": Text("เว้นไว้ตามรูปแบบ", "Left alone by pattern"),
    "h_left": Text("รูปแบบที่อยู่ที่เว้นไว้", "Patterns that were left alone"),
    "left_lead": Text(
        "ปฏิทิน ตัวกรอง หน้าพิมพ์ และเลขกำกับผู้ชม สร้างที่อยู่ได้ไม่สิ้นสุด เครื่องมือเปิดบางส่วน แล้วเว้นที่เหลือซึ่งไม่พบเนื้อหาใหม่",
        "Calendars, filters, print copies and session numbers make addresses without end. The tool opened some, "
        "and left the others alone once they brought nothing new.",
    ),
    "pattern": Text("รูปแบบ", "Pattern"),
    "pattern_count": Text("ที่เว้นไว้", "Left alone"),
    "pattern_line": Text("ที่อยู่ {n} แห่งในรูปแบบนี้ไม่ได้เปิด", "{n} addresses of this pattern were left alone"),
    "not_crawled": Text("หน้าที่การตรวจหลักฐานไม่ได้เปิด", "pages that the crawl for evidence did not open"),
    "more_patterns": Text("และอีก {n} รูปแบบ ดูใน links.json", "and {n} more patterns, in links.json"),
    "nothing_left": Text("ไม่มีที่อยู่ใดถูกเว้นไว้", "No address was left alone."),
    # method
    "m_confirmed": Text(
        "“ยืนยันแล้ว” คือลองเปิดหลายครั้งต่างเวลากัน หรือพบตั้งแต่สองรอบขึ้นไป “ยังสงสัย” อาจเป็นเหตุขัดข้องชั่วคราว ให้เปิดดูก่อนแก้",
        "“Confirmed”: tried at different times, or found in two runs. “Suspected” may pass: open it first.",
    ),
    "m_unverified": Text(
        "เว็บไซต์ที่ปิดกั้นโปรแกรมอัตโนมัติ เช่น เครือข่ายสังคมออนไลน์ ไม่นับว่าเสีย",
        "Websites that keep programs out, such as social networks, are not called broken.",
    ),
    "m_files": Text(
        "ไฟล์ links.csv มีทุกหน้าที่มีลิงก์เสีย เปิดด้วย Excel ได้ ไฟล์ links.json มีข้อมูลทั้งหมดสำหรับโปรแกรม",
        "links.csv has every page with a broken link and opens in Excel; links.json has everything, for programs.",
    ),
    "m_again": Text(
        "แก้แล้วให้สั่งตรวจอีกครั้ง รายงานรอบหน้าจะแสดงว่าลิงก์ใดแก้แล้ว",
        "Run the audit again after mending; the next report shows it.",
    ),
    "run": Text("รหัสการตรวจ", "Run"),
    "tool": Text("เครื่องมือ", "Tool"),
    "owner": Text("ผู้รับผิดชอบ", "Owner"),
}
