"""The plan of measures that an agency publishes (2565 o42, 2568 o27) as a Word document, half written.

A PDF of it is made by a person who has filled in what is marked: in Word or LibreOffice with “save as PDF”.
"""

from __future__ import annotations

from oitcrawler.errors import UsageError
from oitcrawler.model import Lang, Text
from oitcrawler.report import Report
from oitcrawler.report.plan import Plan

from ._docx import written

STEM = "plan"
SUFFIX = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(report: Report, lang: Lang, *, thai_digits: bool = False) -> bytes:
    """Return the plan as a `.docx` file. Raises UsageError for a report without a plan."""
    return written(plan_in(report).measures, report, lang, thai_digits=thai_digits)


def plan_in(report: Report) -> Plan:
    """Return the plan that a report carries. Raises UsageError when there is none."""
    if report.plan is None:
        raise UsageError(
            Text(
                "รายงานนี้ไม่มีแผนมาตรการ ให้สั่ง check หรือ judge ใหม่", "this report carries no plan; run check or judge again"
            )
        )
    return report.plan
