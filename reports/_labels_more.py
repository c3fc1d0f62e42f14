"""The labels of the page for links, for what the history knows, for pictures and filters; and words of other lists."""

from __future__ import annotations

from collections.abc import Mapping

from oitcrawler.model import Text

MORE: Mapping[str, Text] = {
    # what changed since the last run
    "changed": Text("สิ่งที่เปลี่ยนจากการตรวจครั้งก่อน", "What changed since the last run"),
    "changed_since": Text(
        "เทียบกับการตรวจตามสภาพ ณ วันที่ {day} (คะแนน {score})", "Compared with the run as of {day} (score {score})"
    ),
    "changed_nothing": Text("ไม่มีข้อใดเปลี่ยนผล และไม่มีรายการแก้ไขใดเปลี่ยน", "No verdict and no finding has changed."),
    "changed_items": Text("ข้อที่ผลเปลี่ยนไป {n} ข้อ", "{n} items with another verdict"),
    "changed_items_none": Text("ไม่มีข้อใดเปลี่ยนผล", "No item has another verdict."),
    "change_to": Text("เปลี่ยนเป็น", "became"),
    "moved_new": Text("รายการแก้ไขใหม่ {n} รายการ", "{n} new findings"),
    "moved_came_back": Text("กลับมาอีก {n} รายการ", "{n} findings came back"),
    "moved_mended": Text("แก้แล้ว {n} รายการ", "{n} findings mended"),
    "moved_more": Text("และอีก {n} รายการ", "and {n} more"),
    "score_history": Text("คะแนนในการตรวจแต่ละครั้ง", "The score over the runs"),
    "score_of_day": Text("{day}: {score}", "{day}: {score}"),
    "item_history": Text("ผลของข้อนี้ในการตรวจแต่ละครั้ง", "This item over the runs"),
    "history_of": Text("ผลของ {item} ในการตรวจแต่ละครั้ง", "{item} over the runs"),
    "history_none": Text("ไม่ได้ตรวจข้อนี้", "not judged"),
    "history_left": Text("การตรวจก่อนหน้านั้นอีก {n} ครั้งไม่ได้แสดง", "{n} earlier runs are not shown"),
    "history_from": Text("{first} ถึง {last}", "{first} to {last}"),
    # findings
    "c_who": Text("ผู้รับผิดชอบและกำหนด", "Owner and due day"),
    "due": Text("แก้ภายใน {day}", "due {day}"),
    "overdue": Text("เกินกำหนด {day}", "overdue since {day}"),
    "mended_list": Text("แก้แล้ว {n} รายการ", "{n} mended"),
    "mended_lead": Text(
        "เคยพบในการตรวจครั้งก่อน ตรวจซ้ำแล้วไม่พบอีก", "Found before; when looked at again they were not there."
    ),
    "mended_on": Text("ตรวจแล้วว่าแก้เมื่อ {day}", "seen to be mended on {day}"),
    "filter_findings": Text("กรองรายการแก้ไข", "Filter what to mend"),
    "filter_findings_text": Text("ค้นในรายการแก้ไข", "Search in findings"),
    "findings_hint": Text("เช่น o12 แถว 4 หรือ กลับมาอีก", "for example o12, row 4 or came back"),
    "findings_shown": Text("แสดง {shown} จาก {all} รายการ", "Showing {shown} of {all} findings"),
    "filter_owner": Text("ผู้รับผิดชอบ", "Owner"),
    "filter_owner_all": Text("ทุกคน", "Everybody"),
    "filter_clear": Text("ล้างตัวกรอง", "Clear"),
    # items
    "copy": Text("คัดลอกลิงก์ของข้อนี้", "Copy the link to this item"),
    "copied": Text("คัดลอกแล้ว", "Copied"),
    "picture": Text("ภาพตำแหน่งในหน้าเว็บ", "Picture of the place on the page"),
    "picture_alt": Text(
        "ภาพหน้าเว็บ {url} ตำแหน่งที่อ้างถึงมีกรอบสีส้ม", "Picture of {url}; the cited place has an orange frame"
    ),
    "picture_note": Text(
        "ภาพถ่ายตอนตรวจ ไว้ช่วยหาตำแหน่ง ผลตรวจยึดตามสำเนาหน้าเว็บที่เก็บไว้",
        "Taken during the check, to help find the place; the verdict rests on the stored copy.",
    ),
    "picture_see": Text("ดูภาพตำแหน่ง", "See its picture"),
    # links
    "links_lead": Text(
        "ลองเปิดแล้ว {n} ที่อยู่ ยืนยันว่าเสีย {broken} แห่ง สงสัยว่าเสีย {suspects} แห่ง บอกไม่ได้ {unverified} แห่ง",
        "{n} addresses tried: {broken} broken for sure, {suspects} suspects, {unverified} that nobody knows of.",
    ),
    "no_links": Text("ไม่พบลิงก์เสียในที่อยู่ที่ลองเปิด", "No broken link among the addresses that were tried."),
    "no_links_open": Text(
        "ไม่พบลิงก์ที่ยืนยันได้ว่าเสีย แต่มีลิงก์ที่เครื่องมือบอกไม่ได้ ดูด้านล่าง",
        "No link was seen to be broken, but there are some that the tool cannot tell; see below.",
    ),
    "links_untried": Text("ยังไม่ได้ลองเปิดลิงก์ จึงบอกไม่ได้ว่ามีลิงก์เสียหรือไม่", "No link was tried, so nothing can be said."),
    "links_broken": Text("ลิงก์เสีย", "Broken links"),
    "links_unverified": Text("ลิงก์ที่บอกไม่ได้ว่าใช้ได้หรือไม่ {n} แห่ง", "{n} links that could not be verified"),
    "unverified_lead": Text(
        "ไม่นับว่าเสียและไม่นับว่าใช้ได้ ให้คนเปิดดูก่อนแก้",
        "Neither called broken nor called working: open them before anything is changed.",
    ),
    "links_remarks": Text("ลิงก์ที่ใช้ได้แต่ควรปรับ", "Links that work but could be better"),
    "links_mended": Text("ลิงก์ที่แก้แล้วตั้งแต่การตรวจครั้งก่อน {n} แห่ง", "{n} links mended since the last run"),
    "c_link": Text("ที่อยู่ที่เสีย", "Broken address"),
    "c_cause": Text("สาเหตุและสิ่งที่ทำได้", "Cause, and what to do"),
    "c_why": Text("สาเหตุ", "Cause"),
    "c_sources": Text("พบลิงก์ในหน้า", "Linked from"),
    "c_state": Text("สถานะ", "State"),
    "link_sure": Text("ยืนยันแล้ว", "confirmed"),
    "link_suspect": Text("สงสัย ต้องตรวจซ้ำ", "suspect, to be tried again"),
    "link_runs": Text("พบใน {n} ครั้งที่ตรวจ", "seen in {n} runs"),
    "first_seen": Text("พบครั้งแรก", "First seen"),
    "link_text": Text("ข้อความลิงก์", "link text"),
    "more_pages": Text("และอีก {n} หน้า", "and {n} more pages"),
    "c_remark": Text("ข้อสังเกต", "Remark"),
    "remark_permanent_redirect": Text("ย้ายไปที่อยู่ใหม่ถาวร ควรแก้ลิงก์", "moved for good; better link to the new address"),
    "remark_incomplete_chain": Text(
        "ใบรับรอง https ติดตั้งไม่ครบ บางเครื่องเปิดไม่ได้", "certificate chain not complete; some devices refuse it"
    ),
    "remark_plain_http": Text("ปลายทางไม่เข้ารหัส (http)", "leads to a page without encryption (http)"),
    "remark_other": Text("ข้อสังเกตอื่น", "other remarks"),
    # score
    "no_line": Text(
        "ไม่มีเส้นเกณฑ์ให้เทียบ เพราะยังไม่พบเกณฑ์คะแนนของรายการนี้",
        "There is no line to compare with: this list's line is not known.",
    ),
}

REF_KINDS: Mapping[str, Text] = {
    "link": Text("ลิงก์", "link"),
    "frame": Text("กรอบหน้าเว็บ (frame)", "frame"),
    "image": Text("ภาพ", "image"),
    "script": Text("สคริปต์", "script"),
    "style": Text("ไฟล์รูปแบบ (CSS)", "style sheet"),
    "media": Text("เสียงหรือวิดีโอ", "audio or video"),
    "form": Text("แบบฟอร์ม", "form"),
    "form-post": Text("แบบฟอร์มที่ส่งข้อมูล", "form that is sent"),
    "refresh": Text("การส่งต่อหน้า", "page refresh"),
    "canonical": Text("ที่อยู่หลักของหน้า", "canonical address"),
    "icon": Text("ไอคอน", "icon"),
    "css": Text("ไฟล์ที่ CSS เรียก", "file named by CSS"),
    "document": Text("ลิงก์ในเอกสาร", "link in a document"),
}

PLACES: Mapping[str, Text] = {
    "menu": Text("เมนู", "menu"),
    "header": Text("ส่วนหัวของหน้า", "header"),
    "main": Text("เนื้อหา", "main part"),
    "footer": Text("ส่วนท้ายของหน้า", "footer"),
    "sidebar": Text("แถบข้าง", "sidebar"),
    "line": Text("บรรทัดที่ {n}", "line {n}"),
    "page": Text("หน้า {n}", "page {n}"),
}

OF_OTHER_LISTS: Mapping[str, Text] = {
    "title": Text("รายงานตรวจหลักฐานการเปิดเผยข้อมูล", "Report on the evidence published"),
    "score": Text("คะแนนประมาณจากหลักฐานที่พบ", "Score, estimated from the evidence located"),
}
"""The words for a list that does not call itself OIT."""

OF_OTHER_AUTHORITIES: Mapping[str, Text] = {
    "bar_title": Text("แถบคะแนน 0 ถึง 100: คะแนน {score}", "Bar from 0 to 100: score {score}"),
    "m_5": Text(
        "คะแนน: ข้อที่ครบได้ 100 ข้อที่ไม่ครบได้ 0 แล้วเฉลี่ยเป็นตัวชี้วัดย่อย ตัวชี้วัด และคะแนนรวมตามลำดับ ดูหมายเหตุของรายการตรวจ",
        "Score: an item is 100 or 0; averaged to sub-indicators, indicators and the whole; see the checklist's notes.",
    ),
    "m_6": Text(
        "เครื่องมือดูเฉพาะสิ่งที่เปิดได้ในวันที่ตรวจ และไม่ใช่ผลการประเมินของผู้ประเมิน",
        "The tool sees only what was open on that day; it is no official result.",
    ),
}
"""The words for a list of another authority than the one whose assessment has the line and the surveys."""
