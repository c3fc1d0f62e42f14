"""Writes an empty file of scores to fill in: XLSX, CSV or YAML, by the name's suffix."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Final

from ..checklist import Checklist
from ..errors import UsageError
from ..model import Lang, Text
from .scale import Scale

_SHEET: Final = Text("คะแนน ITA", "ITA scores")
_HEAD: Final = (Text("รายการ", "What"), Text("ชื่อ", "Title"))
# A fixed day, so that the same list gives the same file.
_CREATED: Final = datetime(2000, 1, 1)
_YEAR: Final = Text("ปีงบประมาณ", "Year")
_AGENCY: Final = Text("หน่วยงาน", "Agency")
_RATING: Final = Text("ระดับผลการประเมิน", "Rating")
_TOTAL: Final = Text("คะแนนรวม", "Total")
_GOAL: Final = Text("เป้าหมาย", "Goal")
_NOTE: Final = Text(
    "กรอกเท่าที่มี เว้นว่างได้ คะแนนเป็นตัวเลข 0–100",
    "fill in what you have, leave the rest blank; scores are numbers from 0 to 100",
)


def scores_template(path: PurePath, scale: Scale, checklist: Checklist | None = None, lang: Lang = "th") -> bytes:
    """Return an empty file of scores for a year, as `path` asks for by its suffix (`.xlsx`, `.csv`, `.yaml`).

    `checklist` is the list of that year, for the rows of its items. Raises UsageError for another suffix.
    """
    suffix = path.suffix.lower()
    rows = tuple(_rows(scale, checklist, lang))
    if suffix == ".xlsx":
        return _xlsx(rows, scale, lang)
    if suffix == ".csv":
        return _csv(rows, scale, lang)
    if suffix in (".yaml", ".yml"):
        return _yaml(rows, scale, lang)
    raise UsageError(
        Text(
            f"ชื่อไฟล์ {path.name} ต้องลงท้ายด้วย .xlsx .csv หรือ .yaml",
            f"the name {path.name} must end in .xlsx, .csv or .yaml",
        )
    )


def _rows(scale: Scale, checklist: Checklist | None, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the label and the words of each score, in the order of a published result."""
    yield _TOTAL.to(lang), ""
    yield _GOAL.to(lang), ""
    for instrument in scale.instruments:
        yield instrument.name, instrument.title.to(lang)
    for one in scale.indicators:
        yield (f"ตัวชี้วัดที่ {one.number}" if lang == "th" else f"Indicator {one.number}"), one.title.to(lang)
        yield from ((code, "") for code, number in scale.questions.items() if number == one.number)
        if checklist is not None:
            subs = {sub.id for known in checklist.indicators if known.id == one.number for sub in known.subs}
            yield from ((item.id, item.title.to(lang)) for item in checklist.items if item.sub in subs)


def _heading(scale: Scale, lang: Lang) -> Sequence[tuple[str, ...]]:
    score = ("คะแนนปี" if lang == "th" else "Score").strip()
    before = scale.year - 1
    return (
        (_YEAR.to(lang), str(scale.year)),
        (_AGENCY.to(lang), ""),
        (_RATING.to(lang), ""),
        (*(one.to(lang) for one in _HEAD), f"{score} {scale.year}", f"{score} {before}"),
    )


def _csv(rows: Sequence[tuple[str, str]], scale: Scale, lang: Lang) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(_heading(scale, lang))
    writer.writerows((label, words, "", "") for label, words in rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: Sequence[tuple[str, str]], scale: Scale, lang: Lang) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(_SHEET.to(lang))
        plain = {"text_wrap": True, "valign": "top", "border": 1}
        head = book.add_format({**plain, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
        cell, to_fill = book.add_format(plain), book.add_format({**plain, "bg_color": "#FFF8E1", "num_format": "0.00"})
        text = book.add_format({**plain, "bg_color": "#FFF8E1", "num_format": "@"})
        for at, width in enumerate((22, 60, 16, 16)):
            sheet.set_column(at, at, width)
        heading = _heading(scale, lang)
        for number, line in enumerate(heading[:-1]):
            sheet.write_string(number, 0, line[0], cell)
            sheet.write_string(number, 1, line[1], text)
        sheet.write_string(0, 2, _NOTE.to(lang))
        for at, words in enumerate(heading[-1]):
            sheet.write_string(len(heading) - 1, at, words, head)
        for number, (label, words) in enumerate(rows, len(heading)):
            sheet.write_string(number, 0, label, cell)
            sheet.write_string(number, 1, words, cell)
            sheet.write_blank(number, 2, None, to_fill)
            sheet.write_blank(number, 3, None, to_fill)
        sheet.freeze_panes(len(heading), 2)
        sheet.repeat_rows(len(heading) - 1)
        sheet.fit_to_pages(1, 0)
    return body.getvalue()


def _yaml(rows: Sequence[tuple[str, str]], scale: Scale, lang: Lang) -> bytes:
    lines = [f"# {_NOTE.to(lang)}", f"year: {scale.year}", 'agency: ""', 'rating: ""', "scores:"]
    lines += [f"  {label}: {f'# {words}' if words else ''}".rstrip() for label, words in rows]
    lines += [f"previous: # {scale.year - 1}", "  scores:"]
    lines += [f"    {label}:" for label, _ in rows if label.startswith(("ตัวชี้วัด", "Indicator", _TOTAL.to(lang)))]
    return "\n".join(lines).encode() + b"\n"
