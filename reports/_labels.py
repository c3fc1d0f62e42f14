"""The labels of the screen, in Thai and English. `{name}` is filled in by the template."""

from __future__ import annotations

from collections.abc import Mapping

from oitcrawler.model import Text

from ._labels_more import MORE

LABELS: Mapping[str, Text] = {
    # the frame
    "title": Text("รายงานตรวจหลักฐาน OIT", "OIT evidence report"),
    "skip": Text("ข้ามไปยังเนื้อหา", "Skip to content"),
    "contents": Text("สารบัญ", "Contents"),
    "page": Text("หน้า", "Page"),
    "h_summary": Text("สรุปผล", "Summary"),
    "h_measures": Text("ช่องว่างและมาตรการ", "Gaps and measures"),
    "h_findings": Text("รายการแก้ไขสำหรับผู้ดูแลเว็บไซต์", "What the webmaster has to mend"),
    "h_items": Text("ผลรายข้อ", "Item by item"),
    "h_decisions": Text("คำตัดสินของคน", "Decided by people"),
    "h_links": Text("ผลตรวจลิงก์", "Link audit"),
    "h_coverage": Text("ตรวจได้ครบเพียงใด", "How much could be seen"),
    "h_method": Text("วิธีตรวจและข้อจำกัด", "Method and limits"),
    # summary
    "agency": Text("หน่วยงาน", "Agency"),
    "website": Text("เว็บไซต์", "Website"),
    "kind": Text("ประเภทหน่วยงาน", "Kind of agency"),
    "checklist": Text("รายการตรวจ", "Checklist"),
    "crawled": Text("วันที่เปิดเว็บไซต์", "Website read on"),
    "as_of": Text("ตรวจตามสภาพ ณ วันที่", "Judged as of"),
    "score": Text("คะแนน OIT ประมาณจากหลักฐานที่พบ", "OIT score, estimated from the evidence located"),
    "of_100": Text("จาก 100 คะแนน", "of 100 points"),
    "score_ungrouped": Text(
        "ยังไม่ทราบว่าข้อใดอยู่ในตัวชี้วัดใดของปีนี้ จึงคำนวณคะแนนไม่ได้ ช่วงที่แสดงเป็นจริงไม่ว่าจะจัดกลุ่มแบบใด",
        "Which item belongs to which indicator is not known for this year, so there is no score; the range shown "
        "holds for every grouping.",
    ),
    "score_decided": Text("สรุปได้ทุกข้อแล้ว คะแนนจึงเป็นตัวเลขเดียว", "Every item is decided, so the score is one number."),
    "score_open": Text(
        "ยังสรุปไม่ได้ {n} ข้อ คะแนนจึงเป็นช่วง: ได้ {low} ถ้าทุกข้อนั้นไม่ครบ และได้ {high} ถ้าทุกข้อนั้นครบ",
        "{n} items are undecided, so the score is a range: {low} if none of them is met, {high} if all of them are.",
    ),
    "line_above": Text(
        "จากหลักฐานที่พบ คะแนนไม่ต่ำกว่าเส้น 85 แต่ผู้ประเมินเป็นผู้ตัดสิน",
        "By the evidence located, the score is not below the line of 85; the assessor judges.",
    ),
    "line_below": Text("จากหลักฐานที่พบ คะแนนต่ำกว่าเส้น 85", "By the evidence located, the score is below the line of 85."),
    "line_never": Text(
        "คะแนนต่ำกว่าเส้น 85 แม้ข้อที่ยังไม่สรุปจะครบทั้งหมด",
        "The score is below the line of 85, even if all undecided items are met.",
    ),
    "line_open": Text(
        "ยังบอกไม่ได้ว่าคะแนนอยู่เหนือหรือต่ำกว่าเส้น 85 จนกว่าจะสรุปข้อที่ค้าง",
        "Whether the score is above or below the line of 85 depends on the undecided items.",
    ),
    "bar_title": Text(
        "แถบคะแนน 0 ถึง 100: คะแนน {score} เส้นเทียบ 85", "Bar from 0 to 100: score {score}, line to compare with 85"
    ),
    "legend_sure": Text("พบหลักฐานครบ", "evidence located"),
    "legend_open": Text("ยังไม่สรุป", "undecided"),
    "legend_gap": Text("มีช่องว่าง", "gaps"),
    "legend_line": Text("เส้น 85 (เกณฑ์ผ่าน ITA ไว้เทียบ)", "line of 85 (the ITA pass line, to compare)"),
    "meaning": Text(
        "“พบหลักฐานครบ” หมายถึงเครื่องมือพบหลักฐานบนเว็บไซต์ตามข้อที่ตรวจได้ ไม่ได้หมายความว่าจะได้คะแนน: ผู้ประเมินเป็นผู้ตัดสิน",
        "“Evidence located” means that the tool found evidence on the website for what it can check; it does not "
        "promise points: the assessor judges.",
    ),
    "counts": Text("จำนวนข้อตามผลตรวจ ({n} ข้อ)", "Items by verdict ({n} items)"),
    "warn_home": Text(
        "เปิดหน้าแรกของเว็บไซต์ไม่ได้ ({cause}) รายงานนี้จึงยังบอกไม่ได้ว่าหน่วยงานเผยแพร่อะไรหรือขาดอะไร",
        "The home page could not be opened ({cause}), so this report cannot say what the agency publishes or lacks.",
    ),
    "warn_partial": Text(
        "ยังไม่ได้เห็นบางส่วนของเว็บไซต์ ข้อที่เกี่ยวข้องจึงระบุว่า “ตรวจไม่ได้” ไม่ใช่ “มีช่องว่าง” ดูหัวข้อ “{section}”",
        "Some of the website was not seen; items that depend on it are “could not check”, never “gap”. "
        "See “{section}”.",
    ),
    "warn_grouping": Text(
        "การจัดข้อเข้าตัวชี้วัดย่อย {subs} ของปีนี้ยังไม่มีแหล่งยืนยัน คะแนนรวมที่คำนวณตามการจัดกลุ่มนี้จึงอาจคลาดเคลื่อน ผลรายข้อไม่ได้รับผลกระทบ",
        "Which items belong to sub-indicators {subs} is not confirmed for this year, so the scores computed by this "
        "grouping may be off. The verdicts of the items are not affected.",
    ),
    "by_indicator": Text("คะแนนแยกตามตัวชี้วัด", "Score by indicator"),
    "indicator": Text("ตัวชี้วัดที่", "Indicator"),
    "sub": Text("ตัวชี้วัดย่อยที่", "Sub-indicator"),
    "other_items": Text("ข้ออื่น", "Other items"),
    "points": Text("คะแนน", "Points"),
    "unconfirmed_group": Text("ยังไม่ยืนยัน", "not confirmed"),
    "costly": Text("ช่องว่างที่กระทบคะแนนมากที่สุด {n} ข้อ", "The {n} most costly gaps"),
    "costly_none": Text("ช่องว่าง", "Gaps"),
    "no_gap": Text("ไม่พบข้อที่มีช่องว่างในส่วนที่ตรวจได้", "No gap was seen in what could be checked."),
    "no_gap_open": Text("แต่ยังมี {n} ข้อที่ยังไม่สรุป", "{n} items are undecided, though."),
    "worth": Text("ราว {n} คะแนน", "about {n} points"),
    "all_gaps": Text("ดูช่องว่างทั้งหมด {n} ข้อ", "All {n} gaps"),
    # measures
    "measures_lead": Text(
        "ตารางนี้จัดตามแบบแผนมาตรการของหน่วยงาน นำไปปรับและเสนอผู้บริหารได้ทันที เรียงจากข้อที่กระทบคะแนนมากที่สุด",
        "Laid out as agencies' plans of measures are, the most costly gaps first; adapt it and submit it.",
    ),
    "c_issue": Text("ประเด็น", "Issue"),
    "c_measure": Text("มาตรการ", "Measure"),
    "c_steps": Text("ขั้นตอนหรือวิธีการ", "Steps"),
    "c_time": Text("ระยะเวลาดำเนินการ", "Time frame"),
    "c_owner": Text("ผู้รับผิดชอบ", "Owner"),
    "c_monitoring": Text("การกำกับติดตาม", "Monitoring"),
    "no_measure": Text("ยังไม่มีมาตรการสำเร็จรูป", "No ready-made measure"),
    "later": Text("มาตรการที่เตรียมไว้สำหรับข้อที่ยังไม่สรุป", "Measures prepared for undecided items"),
    "later_lead": Text(
        "ใช้เมื่อเจ้าหน้าที่ตรวจแล้วเห็นว่าขาดจริงเท่านั้น", "Only if a person looks and finds that something is missing."
    ),
    # findings
    "findings_lead": Text(
        "แก้ตามตำแหน่งที่ระบุ แล้วตรวจซ้ำเพื่อยืนยันว่าแก้แล้ว", "Mend each at its place, then check again to confirm."
    ),
    "findings_cut": Text(
        "มี {n} รายการ แสดงเต็ม {first} รายการที่สำคัญที่สุด ที่เหลือเป็นรายการย่อท้ายหัวข้อ",
        "{n} findings: the {first} most severe in full, the rest in the short list below.",
    ),
    "findings_broken": Text(
        "ลิงก์เสีย {n} แห่งแยกไว้ในหัวข้อ “{section}”", "{n} broken links are listed apart, in “{section}”."
    ),
    "no_findings": Text("ไม่มีรายการที่ต้องแก้ในส่วนที่ตรวจได้", "Nothing to mend in what could be checked."),
    "whole_site": Text("ทั้งเว็บไซต์", "The whole website"),
    "c_place": Text("ตำแหน่ง", "Place"),
    "c_wrong": Text("สิ่งที่พบ", "What is wrong"),
    "c_fix": Text("วิธีแก้", "How to mend"),
    "c_severity": Text("ความสำคัญ", "Severity"),
    "rest": Text("รายการย่ออีก {n} รายการ", "{n} more, in short"),
    "left_out": Text(
        "และอีก {n} รายการ ดูได้ในรายงานรูปแบบ JSON หรือ Excel", "and {n} more: see the report as JSON or Excel"
    ),
    "rest_print": Text("รายการย่อไม่ได้พิมพ์ออกมา เปิดดูได้ในไฟล์นี้", "The short list is not printed; open it in this file."),
    "at_page": Text("หน้า {n}", "page {n}"),
    "at_row": Text("แถว {n}", "row {n}"),
    "at_selector": Text("ส่วนของหน้า", "part of the page"),
    # items
    "items_lead": Text(
        "กดที่ข้อเพื่อดูข้อกำหนด หลักฐาน และเหตุผล", "Open an item to see its requirements, evidence and reasons."
    ),
    "filter": Text("กรองข้อ", "Filter items"),
    "filter_text": Text("ค้นในข้อ", "Search in items"),
    "filter_hint": Text("เช่น o13 หรือ จัดซื้อจัดจ้าง", "for example o13 or procurement"),
    "filter_verdict": Text("ผลตรวจ", "Verdict"),
    "filter_all": Text("ทั้งหมด", "All"),
    "filter_shown": Text("แสดง {shown} จาก {all} ข้อ", "Showing {shown} of {all} items"),
    "open_all": Text("เปิดทุกข้อ", "Open all"),
    "close_all": Text("ปิดทุกข้อ", "Close all"),
    "period": Text("ช่วงเวลาของข้อมูล", "Period"),
    "worth_label": Text("น้ำหนักของข้อ", "Worth"),
    "name_likely": Text(
        "ชื่อข้อนี้มาจากแหล่งเดียว ควรเทียบกับคู่มือของปีนี้", "The item's name has one source: compare with the handbook."
    ),
    "name_guess": Text(
        "ชื่อข้อนี้เป็นการคาดการณ์ ต้องเทียบกับคู่มือของปีนี้", "The item's name is a guess: compare with the handbook."
    ),
    "requirements": Text("ข้อกำหนด", "Requirements"),
    "confirmed": Text("เกณฑ์ที่ยืนยันแล้ว", "confirmed rule"),
    "advice": Text("ข้อแนะนำ (เกณฑ์ยังไม่มีแหล่งยืนยัน)", "advice only (source of the rule not confirmed)"),
    "same_reason": Text("เหตุผลเดียวกับข้อกำหนดก่อนหน้า", "For the same reason as the requirement above"),
    "rule_source": Text("ที่มาของเกณฑ์", "Source of the rule"),
    "why_unseen": Text("ตรวจไม่ได้เพราะ", "Could not be seen because"),
    "what_to_do": Text("สิ่งที่ทำได้", "What to do"),
    "evidence": Text("หลักฐานที่พบ", "Evidence located"),
    "no_evidence": Text("ไม่มีหลักฐานที่ยืนยันได้", "No evidence that could be settled on."),
    "candidates": Text("หน้าที่อาจเป็นหลักฐาน ให้เจ้าหน้าที่เลือก", "Pages that may be the evidence, for a person to choose"),
    "why": Text("เหตุที่เลือก", "Why"),
    "declared": Text("หน่วยงานแจ้งไว้", "declared by the agency"),
    "leads_to": Text("ปลายทาง", "Leads to"),
    "digest": Text("รหัสไฟล์ (SHA-256)", "Digest (SHA-256)"),
    "more_places": Text("และอีก {n} แห่ง", "and {n} more places"),
    "to_measures": Text("มาตรการสำหรับข้อนี้", "Measures for this item"),
    "to_findings": Text("รายการแก้ไขของข้อนี้ {n} รายการ", "{n} findings of this item"),
    # coverage
    "n_pages": Text("หน้าเว็บที่อ่านครบ", "Pages read whole"),
    "n_documents": Text("เอกสารที่อ่านครบ", "Documents read whole"),
    "n_refused": Text("เว็บไซต์ไม่ให้เปิด", "Refused by the website"),
    "n_failed": Text("เปิดหรืออ่านไม่สำเร็จ", "Failed"),
    "n_over": Text("ยังไม่ได้เปิดเพราะเกินจำนวนที่กำหนด", "Left over the limit"),
    "coverage_lead": Text(
        "เครื่องมือจะบอกว่า “ไม่มี” ได้ต่อเมื่อเห็นครบเท่านั้น สิ่งที่มองไม่เห็นแสดงไว้ด้านล่างพร้อมวิธีแก้",
        "The tool says “not there” only when it has seen enough. What it could not see stands below, with what to do.",
    ),
    "unseen": Text("สิ่งที่มองไม่เห็นและสิ่งที่ทำได้", "What could not be seen, and what to do"),
    "all_seen": Text("ไม่มีที่อยู่ใดที่เปิดหรืออ่านไม่ได้", "No address failed to open or to be read."),
    "c_count": Text("จำนวน", "Count"),
    "c_addresses": Text("ที่อยู่", "Addresses"),
    "addresses": Text("ดู {n} ที่อยู่", "Show {n} addresses"),
    "n_addresses": Text("{n} ที่อยู่", "{n} addresses"),
    "more_addresses": Text("และอีก {n} ที่อยู่", "and {n} more addresses"),
    "unchecked": Text("ข้อที่ยังตรวจได้ไม่ครบ", "Items that could not be checked whole"),
    "left_alone": Text("ที่อยู่ซ้ำไม่รู้จบที่เว้นไว้โดยตั้งใจ", "Endless addresses left alone on purpose"),
    "left_alone_lead": Text(
        "เช่น ปฏิทินหรือรหัสการเข้าใช้ ซึ่งสร้างที่อยู่ใหม่ได้ไม่จบ", "Calendars, session ids and the like, which never end."
    ),
    "c_pattern": Text("รูปแบบ", "Pattern"),
    # what the agency declared
    "filed": Text("URL ที่หน่วยงานแจ้งไว้", "Addresses that the agency declared"),
    "filed_row": Text("แถว {n} ของไฟล์คำตอบ", "row {n} of the answers"),
    "filed_note": Text("คำอธิบายของหน่วยงาน", "the agency's note"),
    "filed_none": Text("ไม่ได้แจ้ง URL ของข้อนี้", "No address was declared for this item."),
    "filed_better": Text("URL ที่ควรแจ้ง (เปิดตรวจก่อนใช้)", "Addresses to declare instead (open them first)"),
    "filed_unlinked": Text("ไม่มีเมนูหรือลิงก์จากหน้าแรกไปถึงหน้านี้", "No menu or link leads here from the home page."),
    "asked_on_site": Text("อยู่บนเว็บไซต์หลัก", "On the main website"),
    "asked_opens": Text("เปิดได้โดยไม่ต้องลงชื่อเข้าใช้", "Opens without a login"),
    "asked_evidence": Text("เป็นหลักฐานของข้อนี้", "Is this item's evidence"),
    "asked_year": Text("เป็นของช่วงเวลาที่ประเมิน", "Is of the period assessed"),
    "answers": Text("ไฟล์คำตอบที่ใช้เทียบ", "Answers held against the site"),
    "answers_counts": Text("{file} ({items} ข้อ {urls} URL)", "{file} ({items} items, {urls} addresses)"),
    # what people decided
    "decision": Text("คำตัดสินของคนในข้อนี้", "Decided by a person"),
    "decisions_lead": Text(
        "ข้อเหล่านี้มีคนตัดสินไว้ ผลของเครื่องมือแสดงไว้ข้างกัน คำตัดสินที่หมดอายุหรือที่หลักฐานเปลี่ยนไปแล้วไม่นับ",
        "People have decided these items; the tool's own verdict stands beside theirs. A decision that has ended, or "
        "whose evidence has changed since, does not count.",
    ),
    "c_decided_item": Text("ข้อ", "Item"),
    "c_decided": Text("คนตัดสินว่า", "Decided"),
    "c_own": Text("ผลของเครื่องมือ", "The tool's own verdict"),
    "c_reason": Text("เหตุผล", "Reason"),
    "c_decided_on": Text("วันที่ตัดสิน", "Decided on"),
    "decided_on": Text("ตัดสินเมื่อ {day}", "decided on {day}"),
    "until": Text("ใช้ถึง {day}", "counts until {day}"),
    "no_end": Text("ไม่กำหนดวันสิ้นสุด", "without end"),
    "state_counts": Text("ใช้อยู่", "Counts"),
    "state_expired": Text("หมดอายุ", "Ended"),
    "state_questioned": Text("ต้องดูอีกครั้ง", "Questioned"),
    "held_changed": Text("เปลี่ยนไปแล้ว", "changed since"),
    "held_unseen": Text("เครื่องมือเปิดดูไม่ได้ จึงไม่รู้เมื่อเปลี่ยน", "not seen by the tool, which cannot know when it changes"),
    "held_new": Text("หลักฐานที่ยังไม่มีในวันที่ตัดสิน:", "Evidence that was not there when it was decided:"),
    # method
    "m_1": Text(
        "เครื่องมือเปิดเว็บไซต์หลักของหน่วยงานอย่างสุภาพ เคารพ robots.txt แล้วอ่านหน้าเว็บและเอกสารรวมถึงไฟล์ PDF และตาราง",
        "The tool reads the agency's main website politely, keeping to robots.txt, including PDFs and spreadsheets.",
    ),
    "m_2": Text(
        "ทุกข้อเริ่มจากการหาหลักฐาน แล้วเทียบกับข้อกำหนดทีละข้อ ผลว่าครบต้องมีหลักฐานที่เปิดดูได้ ผลว่าขาดต้องมีสิ่งที่เห็นจริง",
        "For each item it looks for evidence, then compares it with each requirement. “Met” needs evidence that "
        "anybody can open; “not met” needs something that was seen.",
    ),
    "m_3": Text(
        "เมื่อเครื่องมือมองไม่เห็น เช่น เว็บไซต์ไม่ตอบหรือเอกสารเป็นภาพสแกน ผลจะเป็น “ตรวจไม่ได้” หรือ “ให้คนตรวจ” เสมอ",
        "When the tool could not see (no answer, a scan), the result is always “could not check” or “review”.",
    ),
    "m_4": Text(
        "เกณฑ์ที่ยังไม่มีแหล่งยืนยันของปีนี้ใช้เป็นข้อแนะนำเท่านั้น ไม่ทำให้เกิดช่องว่าง",
        "Rules whose source is not confirmed for the year give advice only, never a gap.",
    ),
    "m_5": Text(
        "คะแนน: ข้อที่ครบได้ 100 ข้อที่ไม่ครบได้ 0 แล้วเฉลี่ยเป็นตัวชี้วัดย่อย ตัวชี้วัด และ OIT ตามลำดับ",
        "Score: an item is 100 or 0; averaged to sub-indicators, indicators and OIT, in this order.",
    ),
    "m_6": Text(
        "เครื่องมือดูเฉพาะสิ่งที่เปิดได้ในวันที่ตรวจ ไม่ได้ดูแบบวัด IIT และ EIT และไม่ใช่ผลการประเมินของผู้ประเมิน",
        "The tool sees only what was open on that day; it knows nothing of IIT and EIT; it is no official result.",
    ),
    "notes": Text("หมายเหตุของรายการตรวจ", "Notes of the checklist"),
    "identity": Text("ข้อมูลสำหรับอ้างอิงและตรวจซ้ำ", "To cite this run and repeat it"),
    "version": Text("รุ่นของเครื่องมือ", "Tool version"),
    "run": Text("รหัสการตรวจ", "Run id"),
    "started": Text("เริ่มเปิดเว็บไซต์", "Crawl started"),
    "finished": Text("เปิดเว็บไซต์เสร็จ", "Crawl finished"),
    "list_digest": Text("รหัสเนื้อหารายการตรวจ", "Checklist digest"),
    "authority": Text("เจ้าของรายการตรวจ", "Authority"),
    "font": Text("แบบอักษร", "Typeface"),
    **MORE,
}
