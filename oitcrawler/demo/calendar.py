"""The demo site's calendar: a page for every month there is, each linking to the next. A trap for crawlers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)


def page(query: Mapping[str, Sequence[str]]) -> bytes:
    """Return the page of the month that `query` names by `y` (B.E.) and `m`, April 2568 if it names none."""
    year, month = _number(query, "y", 2568), min(12, max(1, _number(query, "m", 4)))
    before = (year, month - 1) if month > 1 else (year - 1, 12)
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    days = "".join(f"<td>{day}</td>" + ("</tr><tr>" if day % 7 == 0 else "") for day in range(1, 29))
    return (
        '<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>ปฏิทินกิจกรรม</title></head><body>'
        f"<h1>ปฏิทินกิจกรรม {escape(MONTHS[month - 1])} {year}</h1><table><tr>{days}</tr></table>"
        f'<p><a href="/calendar?y={before[0]}&amp;m={before[1]}">เดือนก่อนหน้า</a> '
        f'<a href="/calendar?y={after[0]}&amp;m={after[1]}">เดือนถัดไป</a> <a href="/">หน้าแรก</a></p></body></html>'
    ).encode()


def _number(query: Mapping[str, Sequence[str]], name: str, otherwise: int) -> int:
    values = query.get(name, ())
    return int(values[0]) if values and values[0].isdecimal() and len(values[0]) <= 6 else otherwise
