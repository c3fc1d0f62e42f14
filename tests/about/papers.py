"""Turn the compact papers of a case file into evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from oitcrawler.evidence.model import Evidence, Heading, Kind, Passage, Row, Table
from oitcrawler.model import Cause, Origin

HOST = "https://www.example.go.th"
KEYS = {"kind", "pages", "sheets", "title", "headings", "file", "origin", "obstacle", "page_count"}
UNPAGED = (Kind.DOCX, Kind.HTML)


def evidence_of(raw: Mapping[str, Any]) -> Evidence:
    """Return the evidence that a case describes; a PDF named `document.pdf` unless it says otherwise."""
    assert set(raw) <= KEYS, set(raw) - KEYS
    kind = Kind(raw.get("kind", "pdf"))
    sheets = tuple(raw.get("sheets", ()))
    return Evidence(
        url=HOST,
        final_url=HOST,
        kind=kind,
        digest="sha256:" + "0" * 64,
        title=raw.get("title", ""),
        file_name=raw.get("file", "" if kind is Kind.HTML else f"document.{kind.value}"),
        obstacle=Cause(raw["obstacle"]) if "obstacle" in raw else None,
        passages=(*_pages(kind, raw), *(_sheet_text(one, number) for number, one in enumerate(sheets, 1))),
        headings=tuple(Heading(1, one) for one in raw.get("headings", ())),
        tables=tuple(_sheet_table(one, number) for number, one in enumerate(sheets, 1)),
        page_count=raw.get("page_count"),
    )


def _pages(kind: Kind, raw: Mapping[str, Any]) -> Sequence[Passage]:
    origin = Origin(raw.get("origin", "layer" if kind is Kind.PDF else "markup"))
    pages = [(number, text.strip()) for number, text in enumerate(raw.get("pages", ()), 1)]
    if kind in UNPAGED:
        return [Passage(line, origin=origin) for _, text in pages for line in text.splitlines() if line.strip()]
    return [Passage(text, page=number, origin=origin) for number, text in pages if text]


def _sheet_text(raw: Mapping[str, Any], number: int) -> Passage:
    lines = [raw["name"], *raw["titles"], " ".join(raw["header"]), *(" ".join(row) for row in raw["rows"])]
    return Passage("\n".join(lines), page=number)


def _sheet_table(raw: Mapping[str, Any], number: int) -> Table:
    first = len(raw["titles"]) + 2
    rows = tuple(Row(tuple(row), place, number) for place, row in enumerate(raw["rows"], first))
    return Table(tuple(raw["header"]), rows, " ".join(raw["titles"]), page=number, sheet=raw["name"])
