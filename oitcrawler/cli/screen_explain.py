"""How `oitcrawler explain` shows people what was understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..explain import Json
from ..model import Lang, Text
from ..thai.writing import thai_day

MAX_ROWS = 6
MAX_TABLES = 4
MAX_DATES = 20
_CELL = 40

_FIELDS = (
    ("title", Text("ชื่อเอกสาร", "Title")),
    ("kind", Text("ชนิดเอกสาร", "Kind")),
    ("agency", Text("หน่วยงาน", "Agency")),
    ("fiscal_year", Text("ปีงบประมาณ", "Fiscal year")),
    ("period", Text("ช่วงเวลา", "Period")),
    ("issued", Text("วันที่ออก", "Issued")),
    ("signatory", Text("ผู้ลงนาม", "Signed by")),
)
_ORIGINS = {
    "markup": Text("ข้อความในไฟล์", "text of the file"),
    "layer": Text("ชั้นข้อความของ PDF", "text layer"),
    "repaired": Text("ชั้นข้อความของ PDF ที่ซ่อมตัวอักษรแล้ว", "text layer, repaired"),
    "ocr": Text(
        "อ่านจากภาพด้วย OCR (อาจผิด โดยเฉพาะตัวเลข)", "read from pictures by OCR (may be wrong, above all numbers)"
    ),
    "none": Text("ไม่มีข้อความ", "no text"),
}
_WHERE = {
    "content": Text("ในเนื้อหา", "content"),
    "label": Text("ข้อความลิงก์", "link"),
    "file-name": Text("ชื่อไฟล์", "file name"),
    "properties": Text("คุณสมบัติไฟล์", "properties"),
}
_KINDS = {
    "plan": Text("แผน", "plan"),
    "report": Text("รายงาน", "report"),
    "announcement": Text("ประกาศ", "announcement"),
    "order": Text("คำสั่ง", "order"),
    "manual": Text("คู่มือ", "manual"),
    "statistics": Text("สถิติ", "statistics"),
    "form": Text("แบบฟอร์ม", "form"),
    "rules": Text("กฎ ระเบียบ ข้อบัญญัติ", "rules"),
    "letter": Text("หนังสือ บันทึกข้อความ", "letter"),
    "minutes": Text("รายงานการประชุม", "minutes"),
}
_PRECISIONS = {
    "day": Text("วัน", "day"),
    "month": Text("เดือน", "month"),
    "quarter": Text("ไตรมาส", "quarter"),
    "half": Text("ครึ่งปี", "half year"),
    "fiscal_year": Text("ปีงบประมาณ", "fiscal year"),
    "year": Text("ปี", "year"),
}
_NOTHING = Text("ไม่พบ", "not found")


def show_document(told: Json, lang: Lang) -> None:
    """Print what was understood of one document."""
    out = Console(highlight=False, soft_wrap=True)
    if _shown_error(told, lang, out):
        return
    out.print(f"\n[bold]{escape(str(told['document']))}[/]")
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _lines(told, lang):
        table.add_row(name, escape(value))
    out.print(table)
    _dates(_many(told, "dates"), lang, out)
    _tables(_many(told, "tables"), lang, out)
    for member in _many(told, "members"):
        show_document(member, lang)


def show_dates(told: Json, lang: Lang) -> None:
    """Print the periods of one text."""
    out = Console(highlight=False, soft_wrap=True)
    if _shown_error(told, lang, out):
        return
    out.print(f"\n[bold]{escape(' '.join(str(told['text']).split()))}[/]")
    periods = _many(told, "periods")
    if not periods:
        out.print(Text("ไม่พบวันที่หรือช่วงเวลา", "no date or period").to(lang))
    _dates(periods, lang, out)


def show_label(told: Json, lang: Lang) -> None:
    """Print which item a text belongs to, and why."""
    out = Console(highlight=False, soft_wrap=True)
    if _shown_error(told, lang, out):
        return
    out.print(f"\n[bold]{escape(' '.join(str(told['text']).split()))}[/]")
    item = Text("ไม่เป็นของข้อใด", "belongs to no item").to(lang) if told["item"] == "none" else str(told["item"]).upper()
    out.print(f"{item}  {float(str(told['confidence'])):.0%}  {escape(_in(told['why'], lang))}")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in (Text("ข้อ", "Item"), Text("ความมั่นใจ", "Confidence"), Text("เพราะ", "Why")):
        table.add_column(heading.to(lang), overflow="fold")
    for one in _many(told, "candidates"):
        table.add_row(str(one["item"]), f"{float(str(one['confidence'])):.0%}", escape(_in(one["why"], lang)))
    if _many(told, "candidates"):
        out.print(table)


def _in(said: object, lang: Lang) -> str:
    return str(said[lang]) if isinstance(said, dict) else ""


def _shown_error(told: Json, lang: Lang, out: Console) -> bool:
    error = told.get("error")
    if isinstance(error, dict):
        out.print(f"[bold red]✗[/] {escape(str(told.get('asked', '')))}: {escape(str(error[lang]))}")
    return error is not None


def _lines(told: Json, lang: Lang) -> Iterable[tuple[str, str]]:
    pages = told["page_count"]
    count = f" · {pages} {Text('หน้า', 'pages').to(lang)}" if pages else ""
    yield Text("รูปแบบไฟล์", "Format").to(lang), f"{told['format']}{count} · {int(str(told['size'])):,} bytes"
    yield Text("ที่มาของข้อความ", "Text from").to(lang), _ORIGINS[str(told["origin"])].to(lang)
    detail = told["detail"]
    if told["obstacle"]:
        why = str(detail[lang]) if isinstance(detail, dict) else ""
        yield Text("อ่านไม่ครบ", "Not all read").to(lang), f"{why} ({told['obstacle']})"
    for key, name in _FIELDS:
        yield name.to(lang), _said(told[key], lang)
    for one in _many(told, "disagreements"):
        yield Text("ไม่ตรงกัน", "Disagrees").to(lang), f"{_said(one['believed'], lang)}  ≠  {_said(one['other'], lang)}"
    remarks = told["remarks"]
    if isinstance(remarks, list) and remarks:
        yield Text("ข้อสังเกต", "Remarks").to(lang), ", ".join(map(str, remarks))


def _said(said: object, lang: Lang) -> str:
    if not isinstance(said, dict):
        return _NOTHING.to(lang)
    value = said["value"]
    if isinstance(value, dict):
        shown = f"{_span(value, lang)} ({value['phrase']})"
    else:
        shown = _KINDS[value].to(lang) if value in _KINDS else _day(str(value), lang)
    page = f" {Text('หน้า', 'page').to(lang)} {said['page']}" if said["page"] else ""
    quote = f" “{said['quote']}”" if str(said["quote"]) not in shown else ""
    return f"{shown}  [{_WHERE[said['where']].to(lang)}{page}]{quote}"


def _dates(periods: list[Json], lang: Lang, out: Console) -> None:
    if not periods:
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in (Text("วันที่และช่วงเวลา", "Dates"), Text("ตั้งแต่", "From"), Text("ถึง", "To"), Text("ความละเอียด", "By")):
        table.add_column(heading.to(lang), overflow="fold")
    for one in periods[:MAX_DATES]:
        others = _many(one, "alternatives")
        also = "".join(f" / {_span(other, lang)}" for other in others)
        table.add_row(
            escape(" ".join(str(one["phrase"]).split()) + (" (OCR)" if one.get("origin") == "ocr" else "")),
            _day(str(one["start"] or "–"), lang),
            f"{_day(str(one['end'] or '–'), lang)}{also}",
            _PRECISIONS[str(one["precision"])].to(lang),
        )
    out.print(table)
    if len(periods) > MAX_DATES:
        more = len(periods) - MAX_DATES
        out.print(Text(f"และอีก {more} รายการ", f"and {more} more").to(lang), style="dim")


def _span(period: Json, lang: Lang) -> str:
    if period["start"] == period["end"]:
        return _day(str(period["start"]), lang)
    return f"{_day(str(period['start']), lang)} – {_day(str(period['end']), lang)}"


def _day(written: str, lang: Lang) -> str:
    """Return an ISO date as its readers expect it, and anything else as it is."""
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", written)
    return thai_day(date.fromisoformat(written)) if is_day and lang == "th" else written


def _tables(tables: list[Json], lang: Lang, out: Console) -> None:
    for number, one in enumerate(tables[:MAX_TABLES], 1):
        rows, header = _many(one, "rows"), one["header"]
        names = [str(name) for name in header] if isinstance(header, list) else []
        shown_on = f"{Text('หน้า', 'page').to(lang)} {one['page']}" if one["page"] else ""
        place = f" · {one['sheet'] or shown_on}" if one["sheet"] or shown_on else ""
        words = Text(f"ตารางที่ {number} · {len(rows)} แถว{place}", f"Table {number} · {len(rows)} rows{place}").to(lang)
        out.print(f"\n[dim]{escape(words)} {escape(str(one['caption'])[:100])}[/]")
        width = max([len(names), *(len(_cells(row)) for row in rows[:MAX_ROWS])], default=0)
        table = Table(pad_edge=False)
        for place_of in range(width):
            table.add_column(escape(_short(names[place_of])) if place_of < len(names) else "", overflow="fold")
        for row in rows[:MAX_ROWS]:
            table.add_row(*(escape(_short(cell)) for cell in _cells(row)))
        out.print(table)
        if len(rows) > MAX_ROWS:
            more = len(rows) - MAX_ROWS
            out.print(Text(f"และอีก {more} แถว", f"and {more} more rows").to(lang), style="dim")


def _cells(row: Json) -> list[str]:
    cells = row["cells"]
    return [str(cell) for cell in cells] if isinstance(cells, list) else []


def _short(cell: str) -> str:
    words = " ".join(cell.split())
    return words if len(words) <= _CELL else words[: _CELL - 1] + "…"


def _many(told: Json, key: str) -> list[Json]:
    found = told.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
