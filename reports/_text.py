"""The words for verdicts, outcomes, severities and causes, in Thai and English, for every format.

The labels of the screen are in `_labels.py`, the words for causes in `_causes.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from oitcrawler.model import Outcome, Text, Verdict
from oitcrawler.report import Severity

from ._causes import CAUSES, CauseWords

__all__ = [
    "CAUSES",
    "KINDS",
    "OUTCOMES",
    "OUTCOME_VERDICTS",
    "SEVERITIES",
    "VERDICTS",
    "VERDICT_MEANINGS",
    "CauseWords",
]

VERDICTS: Mapping[Verdict, Text] = {
    Verdict.PASS: Text("พบหลักฐานครบ", "Evidence located"),
    Verdict.GAP: Text("มีช่องว่าง", "Gap"),
    Verdict.REVIEW: Text("ให้คนตรวจ", "Review by a person"),
    Verdict.COULD_NOT_CHECK: Text("ตรวจไม่ได้", "Could not check"),
    Verdict.NOT_APPLICABLE: Text("ไม่เกี่ยวข้อง", "Not applicable"),
}

VERDICT_MEANINGS: Mapping[Verdict, Text] = {
    Verdict.PASS: Text("พบหลักฐานตามข้อกำหนดที่ตรวจ", "every requirement that was checked has evidence"),
    Verdict.GAP: Text("มีข้อกำหนดที่เห็นแล้วว่ายังไม่ครบ", "a requirement was seen not to be met"),
    Verdict.REVIEW: Text("เครื่องมือตัดสินแทนไม่ได้", "the tool cannot decide this"),
    Verdict.COULD_NOT_CHECK: Text("เครื่องมือมองไม่เห็น จึงไม่สรุป", "the tool could not see, so it does not judge"),
    Verdict.NOT_APPLICABLE: Text("ไม่ใช้กับหน่วยงานนี้", "does not concern this agency"),
}

OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.MET: Text("ครบ", "Met"),
    Outcome.NOT_MET: Text("ยังไม่ครบ", "Not met"),
    Outcome.REVIEW: Text("ให้คนตรวจ", "Review"),
    Outcome.COULD_NOT_CHECK: Text("ตรวจไม่ได้", "Could not check"),
    Outcome.NOT_APPLICABLE: Text("ไม่ต้องตรวจ", "Not applicable"),
}

# An outcome is drawn with the icon and colour of the verdict that it leads to.
OUTCOME_VERDICTS: Mapping[Outcome, Verdict] = {
    Outcome.MET: Verdict.PASS,
    Outcome.NOT_MET: Verdict.GAP,
    Outcome.REVIEW: Verdict.REVIEW,
    Outcome.COULD_NOT_CHECK: Verdict.COULD_NOT_CHECK,
    Outcome.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
}

SEVERITIES: Mapping[Severity, Text] = {
    "high": Text("สูง", "High"),
    "medium": Text("ปานกลาง", "Medium"),
    "low": Text("ต่ำ", "Low"),
}

KINDS: Mapping[str, Text] = {
    "html": Text("หน้าเว็บ", "Web page"),
    "pdf": Text("ไฟล์ PDF", "PDF"),
    "doc": Text("ไฟล์ Word", "Word document"),
    "docx": Text("ไฟล์ Word", "Word document"),
    "odt": Text("ไฟล์เอกสาร OpenDocument", "OpenDocument text"),
    "rtf": Text("ไฟล์ RTF", "RTF document"),
    "ppt": Text("ไฟล์ PowerPoint", "PowerPoint slides"),
    "pptx": Text("ไฟล์ PowerPoint", "PowerPoint slides"),
    "odp": Text("ไฟล์นำเสนอ OpenDocument", "OpenDocument slides"),
    "xlsx": Text("ไฟล์ Excel", "Excel workbook"),
    "xls": Text("ไฟล์ Excel", "Excel workbook"),
    "ods": Text("ไฟล์ตารางคำนวณ", "Spreadsheet"),
    "csv": Text("ไฟล์ CSV", "CSV file"),
    "text": Text("ไฟล์ข้อความ", "Text file"),
    "image": Text("ไฟล์ภาพ", "Image"),
    "archive": Text("ไฟล์บีบอัด", "Archive"),
    "other": Text("ไฟล์ชนิดอื่น", "Other file"),
}
