"""Reads a sheet of answers as agencies file them in ITAS: item, address, note. Whatever does not fit names its row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..checklist import Checklist
from ..errors import UsageError
from ..model import Text
from .cells import SpacedAddress, says_none, urls_in
from .columns import Columns, columns_of, items_in
from .model import Answer, Answers, Declared
from .sheets import Line, Sheet, Unreadable, readings

MAX_BYTES: Final = 20 * 1024 * 1024
_SHOWN_PROBLEMS: Final = 8


def read(path: Path, checklist: Checklist, name: str = "") -> Answers:
    """Read a file of answers for one year's list. `name` is what it is called in messages (default: its own name).

    Raises UsageError, with file and row, for a file that cannot be opened, is no sheet, has no columns for item and
    address, names an item that the list does not have, or has a cell that is neither an address nor "none".
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(_wrong(path.name, Text("ไฟล์ใหญ่เกินไป", "the file is too large")))
        body = path.read_bytes()
    except OSError as refused:
        why = refused.strerror or str(refused)
        raise UsageError(
            Text(
                f"เปิดไฟล์คำตอบ {path} ไม่ได้: {why} (ถ้าเปิดอยู่ใน Excel ให้ปิดก่อน)",
                f"cannot open the answers file {path}: {why} (close it if Excel has it open)",
            )
        ) from refused
    return parse(name or path.name, body, checklist)


def parse(name: str, body: bytes, checklist: Checklist) -> Answers:
    """Read the bytes of a file of answers; raises as `read` does."""
    try:
        ways = readings(body)
    except Unreadable as unreadable:
        raise UsageError(_wrong(name, _unreadable(unreadable))) from unreadable
    for sheets in ways:
        shaped = [(sheet, columns) for sheet in sheets if (columns := columns_of(sheet, checklist)) is not None]
        if shaped:
            return _answers(name, body, checklist, shaped)
    raise UsageError(
        _wrong(
            name,
            Text(
                "ไม่พบคอลัมน์ “ข้อ” และ “URL” ขอแบบได้ด้วยคำสั่ง oitcrawler answers template",
                "no columns for item and URL were found; “oitcrawler answers template” writes an empty sheet",
            ),
        )
    )


@dataclass(slots=True)
class _Gathered:
    """What was read so far."""

    answers: dict[str, Answer] = field(default_factory=dict)
    problems: list[Text] = field(default_factory=list)


def _answers(name: str, body: bytes, checklist: Checklist, shaped: list[tuple[Sheet, Columns]]) -> Answers:
    found = _Gathered()
    for sheet, columns in shaped:
        _read_sheet(found, sheet, columns, checklist)
    if found.problems:
        raise UsageError(_all_wrong(name, found.problems))
    ordered = {item.id: found.answers[item.id] for item in checklist.items if item.id in found.answers}
    if not ordered:
        raise UsageError(_wrong(name, Text("ไม่มีแถวของข้อใดเลย", "no row names an item")))
    return Answers(name, hashlib.sha256(body).hexdigest(), ordered, body)


def _read_sheet(found: _Gathered, sheet: Sheet, columns: Columns, checklist: Checklist) -> None:
    current: tuple[str, ...] = ()
    for line in sheet.lines[columns.first :]:
        named = line.cell(columns.item)
        try:
            urls = tuple(_urls_of(line, columns))
        except SpacedAddress as spaced:
            found.problems.append(_row(sheet, line, _spaced(str(spaced))))
            continue
        if named.strip(" -–"):
            items = items_in(named, checklist)
            current = tuple(item.id for item in items)
            if not items and (urls or _looks_like_code(named)):
                found.problems.append(_row(sheet, line, _unknown(named, checklist)))
                continue
        if current:
            _take(found, sheet, line, columns, current, urls)
        elif urls:
            found.problems.append(_row(sheet, line, Text("มี URL แต่ไม่ระบุข้อ", "a URL without an item")))


def _take(
    found: _Gathered, sheet: Sheet, line: Line, columns: Columns, items: tuple[str, ...], urls: tuple[str, ...]
) -> None:
    written = " ".join(line.cell(at) for at in columns.urls).strip()
    if not urls and not all(says_none(line.cell(at)) for at in columns.urls):
        found.problems.append(
            _row(sheet, line, Text(f"“{written[:60]}” ไม่มี URL", f"“{written[:60]}” has no URL in it"))
        )
        return
    note = line.cell(columns.note)
    declared = tuple(Declared(url, line.number, sheet.name, note) for url in urls)
    for item in items:
        had = found.answers.get(item) or Answer(item, line.number, sheet.name)
        known = {one.written for one in had.urls}
        more = tuple(one for one in declared if one.written not in known)
        found.answers[item] = Answer(item, had.row, had.sheet, had.urls + more)


def _urls_of(line: Line, columns: Columns) -> Iterator[str]:
    """Yield what the cells name; the target of a cell's link counts where its words name no address."""
    for at in columns.urls:
        written = urls_in(line.cell(at))
        if written:
            yield from written
        elif at in line.links:
            yield from urls_in(line.links[at])


def _looks_like_code(named: str) -> bool:
    from ..locate.codes import Writing, item_codes

    return any(code.writing is Writing.LETTER for code in item_codes(named)) and len(named) <= 12


def _unknown(named: str, checklist: Checklist) -> Text:
    first, last = checklist.items[0].id, checklist.items[-1].id
    return Text(
        f"“{named[:40]}” ไม่ใช่ข้อของรายการปี {checklist.key} ({first}–{last})",
        f"“{named[:40]}” is no item of the list {checklist.key} ({first}–{last})",
    )


def _spaced(written: str) -> Text:
    return Text(
        f"“{written[:120]}” มีช่องว่างอยู่ใน URL ให้คัดลอกจากแถบที่อยู่ของเบราว์เซอร์ หรือแทนช่องว่างด้วย %20",
        f"“{written[:120]}” has spaces in the URL; copy it from the browser's address bar, or write %20 for a space",
    )


def _unreadable(why: Unreadable) -> Text:
    if why.locked:
        return Text("ไฟล์ตั้งรหัสผ่าน", "the file is protected by a password")
    return Text(f"อ่านไฟล์ไม่ได้ ต้องเป็น CSV หรือ Excel ({why})", f"cannot be read as CSV or Excel ({why})")


def _row(sheet: Sheet, line: Line, what: Text) -> Text:
    place = f" ({sheet.name})" if sheet.name else ""
    return Text(f"แถว {line.number}{place}: {what.th}", f"row {line.number}{place}: {what.en}")


def _wrong(name: str, what: Text) -> Text:
    return Text(f"ไฟล์คำตอบ {name}: {what.th}", f"answers file {name}: {what.en}")


def _all_wrong(name: str, problems: list[Text]) -> Text:
    shown = problems[:_SHOWN_PROBLEMS]
    more = len(problems) - len(shown)
    rest = Text(f" และอีก {more} แถว", f" and {more} more rows") if more else Text("", "")
    return _wrong(
        name,
        Text("; ".join(one.th for one in shown) + rest.th, "; ".join(one.en for one in shown) + rest.en),
    )
