"""Why a verdict is another than in the run before, as far as two reports tell without judging again. Pure.

`oitcrawler diff` replays both runs and is certain; here is said what is enough for the first page of a report.
"""

from __future__ import annotations

from dataclasses import replace

from .model import Text
from .report import ItemResult, Report

_SITE = Text("เว็บไซต์เปลี่ยนไป", "the website changed")
_DECISION = Text("คนตัดสินไว้", "a person decided")
_UNSURE = Text(
    "เกณฑ์หรือโปรแกรมเปลี่ยนรุ่นด้วย (ดูเหตุที่แน่ชัดด้วย oitcrawler diff)",
    "the list or the program changed too (oitcrawler diff tells for certain)",
)
_QUESTION = Text("วันที่ใช้ตรวจหรือคำตอบที่ยื่นเปลี่ยนไป", "the day of judgement or the filed answers changed")


def with_reasons(report: Report, before: Report | None) -> Report:
    """Return a report whose changes of verdicts say why, compared with the report before it."""
    if report.past is None or before is None or not report.past.changes:
        return report
    now = {one.id: one for one in report.items}
    earlier = {one.id: one for one in before.items}
    changes = tuple(
        replace(one, why=_why(now[one.item], earlier.get(one.item), report, before))
        for one in report.past.changes
        if one.item in now
    )
    return replace(report, past=replace(report.past, changes=changes))


def _why(now: ItemResult, then: ItemResult | None, report: Report, before: Report) -> Text:
    if then is not None and (now.decision is None) is not (then.decision is None):
        return _DECISION
    place = _changed_place(now, then)
    site = _joined(_SITE, Text(f": {place}", f": {place}")) if place else _SITE
    if _rules(report) != _rules(before) or report.version != before.version:
        return _joined(site, Text(f" · {_UNSURE.th}", f"; {_UNSURE.en}")) if place else _UNSURE
    if not place and (report.run.as_of != before.run.as_of or report.answers != before.answers):
        return _QUESTION
    return site


def _changed_place(now: ItemResult, then: ItemResult | None) -> str:
    """Return the first page or document behind an item that is new, gone or has other bytes."""
    held = {one.url: one.sha256 for one in then.grounds} if then is not None else {}
    have = {one.url: one.sha256 for one in now.grounds}
    changed = sorted(url for url in held.keys() | have.keys() if held.get(url) != have.get(url))
    return changed[0] if changed else ""


def _rules(report: Report) -> tuple[str, tuple[tuple[str, str], ...]]:
    return report.checklist.digest, report.checklist.files


def _joined(first: Text, second: Text) -> Text:
    return Text(first.th + second.th, first.en + second.en)
