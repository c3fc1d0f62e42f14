"""The broken links for spreadsheets: `links.csv`, one row for a link and a page, UTF-8 with a mark for Excel.

No cell begins with what a spreadsheet takes for a formula: such a text gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from oitcrawler.model import Lang, Text
from oitcrawler.report import BrokenLink, LinkRun, LinkSource

from . import _safe, _written
from ._link_words import kind_words, place_words
from ._text import CAUSES
from .csv import safe

STEM: Final = "links"
SUFFIX: Final = "csv"
MEDIA_TYPE: Final = "text/csv"
COLUMNS: Final = (
    Text("หน้าที่ต้องแก้", "Page to mend"),
    Text("ลิงก์ที่เสีย", "Broken link"),
    Text("สาเหตุ", "Cause"),
    Text("วิธีแก้", "What to do"),
    Text("ข้อความของลิงก์", "Words of the link"),
    Text("ตำแหน่งในหน้า", "Place on the page"),
    Text("ชนิด", "Kind"),
    Text("ที่เขียนไว้ในหน้า", "As written in the page"),
    Text("ความแน่นอน", "Certainty"),
    Text("เทียบกับรอบก่อน", "Since the last run"),
    Text("เสียตั้งแต่", "Broken since"),
    Text("จำนวนรอบที่พบ", "Runs"),
    Text("รหัสสถานะ HTTP", "HTTP status"),
    Text("จำนวนหน้าที่มีลิงก์นี้", "Pages with this link"),
    Text("ไปจบที่", "Ends at"),
)
_SURE: Final = (Text("ยังสงสัย", "suspected"), Text("ยืนยันแล้ว", "confirmed"))
_NEW, _BACK = Text("เพิ่งเสีย", "newly broken"), Text("กลับมาเสียอีก", "broken again")
_BOM: Final = "\ufeff"
_MOST: Final = 2_000
"""Letters in a cell; a spreadsheet takes 32,767."""


def render(run: LinkRun, lang: Lang) -> bytes:
    """Return one row for each broken link and each page that carries it, sorted by page."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.to(lang) for column in COLUMNS])
    changes = dict.fromkeys(run.broke, _NEW.to(lang)) | dict.fromkeys(run.came_back, _BACK.to(lang))
    rows = sorted(row for one in run.links.broken for row in _rows(one, changes.get(one.url, ""), lang))
    writer.writerows(rows)
    return (_BOM + text.getvalue()).encode("utf-8")


def _rows(one: BrokenLink, change: str, lang: Lang) -> Iterator[tuple[str, ...]]:
    by_page: dict[str, list[LinkSource]] = {}
    for source in one.sources:
        by_page.setdefault(source.page, []).append(source)
    words = CAUSES[one.cause]
    before = tuple(map(_cell, (_safe.readable(one.url), words.name.to(lang), words.advice.to(lang))))
    after = tuple(map(_cell, (*_known(one, change, lang), str(len(by_page)), _safe.readable(one.final_url))))
    for page, sources in (by_page or {"": []}).items():
        yield (_cell(_safe.readable(page)), *before, *_where(sources, lang), *after)


def _where(sources: list[LinkSource], lang: Lang) -> tuple[str, ...]:
    return (
        _joined(source.text for source in sources),
        _joined(place_words(source.place, lang) for source in sources),
        _joined(kind_words(source.kind, lang) for source in sources),
        _joined(source.written for source in sources),
    )


def _known(one: BrokenLink, change: str, lang: Lang) -> tuple[str, ...]:
    status = "" if one.status is None else str(one.status)
    return (_SURE[one.confirmed].to(lang), change, _written.day(one.first_seen, lang), str(one.runs), status)


def _joined(texts: Iterable[str]) -> str:
    return _cell(" | ".join(dict.fromkeys(text for text in texts if text)))


def _cell(value: str) -> str:
    return safe(_safe.shortened(_safe.clean(value), _MOST))
