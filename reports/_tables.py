"""A report as tables: what each cell is, without a word on how a sheet or a file writes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias

from oitcrawler.model import Lang, Text
from oitcrawler.report import Finding, FindingStatus, ItemResult, Report

from ._safe import clean, readable, shortened
from ._text import SEVERITIES
from ._written import BANGKOK

LONGEST_CELL: Final = 32_000
"""Excel holds 32,767 characters in a cell."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a cell links to where that is safe."""

    url: str

    @property
    def shown(self) -> str:
        """The address as people read it."""
        return shortened(readable(self.url), LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Day:
    """A day or moment in ISO 8601, or ""."""

    iso: str

    @property
    def date(self) -> date | None:
        """The day in Thailand; None for what is no date."""
        try:
            if len(self.iso) <= 10:
                return date.fromisoformat(self.iso)
            at = datetime.fromisoformat(self.iso)
        except ValueError:
            return None
        return (at if at.tzinfo is None else at.astimezone(BANGKOK)).date()


Cell: TypeAlias = str | int | float | Address | Day | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and how many characters wide it is shown. `marks` names the colours of its values."""

    heading: Text
    width: int
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name; every row has a cell for each column. On paper come the first `printed` columns (0: all)."""

    name: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    printed: int = 0


STATUSES: Final[dict[FindingStatus, Text]] = {
    "open": Text("ยังไม่แก้", "Open"),
    "came-back": Text("กลับมาอีก", "Came back"),
    "could-not-check": Text("ตรวจซ้ำไม่ได้", "Could not check again"),
    "set-aside": Text("คนตัดสินว่าไม่ต้องแก้", "Set aside by a person"),
    "mended": Text("แก้แล้ว", "Mended"),
}
BEING_MENDED: Final = Text("กำลังแก้", "Being mended")
"""What a person may choose as well, to keep track."""
WHOLE_SITE: Final = Text("ทั้งเว็บไซต์", "Whole website")
LIST_NAME: Final = Text("รายการแก้ไข", "To mend")
LIST_COLUMNS: Final = (
    Column(Text("ข้อ", "Item"), 7),
    Column(Text("ชื่อรายการ", "Title"), 24),
    Column(Text("ความสำคัญ", "Severity"), 11, "severity"),
    Column(Text("สิ่งที่ต้องแก้", "What is wrong"), 40),
    Column(Text("วิธีแก้", "How to mend"), 36),
    Column(Text("หน้าเว็บหรือไฟล์", "Page or file"), 32),
    Column(Text("หน้า", "Page"), 7),
    Column(Text("แถว", "Row"), 8),
    Column(Text("หน่วยงานที่แก้", "Unit"), 20),
    Column(Text("ผู้รับผิดชอบ", "Person"), 18),
    Column(Text("กำหนดแก้", "Due"), 13),
    Column(Text("สถานะ", "Status"), 15, "status"),
    Column(Text("ตำแหน่งในหน้าเว็บ", "Place on the page"), 20),
    Column(Text("พบครั้งแรก", "First seen"), 14),
    Column(Text("แก้แล้วเมื่อ", "Mended on"), 14),
    Column(Text("รหัส", "Code"), 24),
    Column(Text("เลขอ้างอิง", "Reference"), 18),
)
_PRINTED: Final = 12
"""The columns that fit on a page of A4."""
_URGENCY: Final = {"high": 0, "medium": 1, "low": 2}
_LAST: Final = ("mended", "set-aside")


def words(text: str) -> str:
    """Return a text as a cell holds it: on one line, without control characters, not too long."""
    return shortened(clean(text), LONGEST_CELL)


def to_mend(report: Report, lang: Lang) -> Table:
    """Return the webmaster's list: one row a finding, what is open first, by the day it is due and its severity."""
    titles = {item.id: item for item in report.items}
    return Table(
        LIST_NAME, LIST_COLUMNS, tuple(_finding(one, titles, lang) for one in in_order(report.findings)), _PRINTED
    )


def by_owner(report: Report, lang: Lang) -> Iterator[tuple[str, tuple[tuple[Cell, ...], ...]]]:
    """Yield the rows of each owner, owners in the order of their names."""
    titles = {item.id: item for item in report.items}
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    for one in in_order(report.findings):
        groups.setdefault(words(one.owner.to(lang)), []).append(_finding(one, titles, lang))
    for owner in sorted(groups):
        yield owner, tuple(groups[owner])


def in_order(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return findings in the order in which to work: open before done, then due day, severity, item and place."""
    return sorted(
        findings,
        key=lambda one: (one.status in _LAST, one.due or "9", _URGENCY[one.severity], _number(one.item), one.url),
    )


def _number(item: str | None) -> tuple[int, str]:
    digits = "".join(char for char in item or "" if char.isdecimal())
    return (int(digits) if digits else 0, item or "")


def _finding(one: Finding, items: dict[str, ItemResult], lang: Lang) -> tuple[Cell, ...]:
    item = items.get(one.item or "")
    return (
        words(one.item.upper()) if one.item else "",
        words((item.title if item else WHOLE_SITE).to(lang)) if item or not one.item else "",
        SEVERITIES[one.severity].to(lang),
        words(one.message.to(lang)),
        words(one.fix.to(lang)),
        Address(one.url),
        one.page,
        words(one.row or ""),
        words(one.owner.to(lang)),
        words(one.person),
        Day(one.due),
        STATUSES[one.status].to(lang),
        words(one.selector or ""),
        Day(one.first_seen),
        Day(one.mended),
        words(one.code),
        words(one.id),
    )
