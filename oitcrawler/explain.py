"""What was understood of a document or a text, as plain values for people and programs. Pure.

`oitcrawler.document/1` and `oitcrawler.dates/1` are the shapes that `explain … --json` writes, one JSON object a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from .about import About, Disagreement, Said, understand
from .checklist import available, load
from .errors import UsageError
from .evidence.model import Evidence, Passage, Row, Table
from .locate.labelling import Labeller
from .model import Origin, Text
from .thai.dates import find_periods
from .thai.periods import Period

DOCUMENT_SCHEMA = "oitcrawler.document/1"
DATES_SCHEMA = "oitcrawler.dates/1"
LABEL_SCHEMA = "oitcrawler.label/1"
NO_TEXT = "none"
MAX_DATES = 200

Json = dict[str, object]
T = TypeVar("T")


def document(name: str, evidence: Evidence, labels: Sequence[str] = ()) -> Json:
    """Return what was understood of one document; `name` is what it was asked for by."""
    about = understand(evidence, labels)
    return {
        "schema": DOCUMENT_SCHEMA,
        "document": name,
        "final_url": evidence.final_url,
        "format": str(evidence.kind),
        "sha256": evidence.digest,
        "size": evidence.size,
        "obstacle": str(evidence.obstacle) if evidence.obstacle else None,
        "detail": both(evidence.detail),
        "remarks": [str(one) for one in evidence.remarks],
        "origin": origin_of(evidence),
        "page_count": evidence.page_count,
        "unread_pages": list(evidence.unread_pages),
        **_about(about),
        "dates": dates_in(evidence.passages),
        "tables": [_table(one) for one in evidence.tables],
        "pages": [{"page": one.page, "origin": str(one.origin), "text": one.text} for one in evidence.passages],
        "links": [{"url": one.url, "text": one.text} for one in evidence.links],
        "members": [document(one.file_name, one) for one in evidence.members],
    }


def texts(text: str) -> Json:
    """Return the periods that a text names."""
    return {"schema": DATES_SCHEMA, "text": text, "periods": [period(one) for one in find_periods(text)]}


class Lists:
    """The lists that labels are held against, each read once."""

    def __init__(self) -> None:
        self._labellers: dict[str, Labeller] = {}

    def label(self, text: str, year: str, kind: str, section: str) -> Json:
        """Return which item of a list a text belongs to. Raises UsageError without a year, ChecklistError for no list.

        `year` is a list's key ("2568", "ovec-2569"), or a year with the list's authority as `kind`.
        """
        if not year:
            raise UsageError(Text("ต้องระบุปี เช่น --year 2568", "name the year, for example --year 2568"))
        key = f"{kind}-{year}" if f"{kind}-{year}" in available() else year
        if key not in self._labellers:
            self._labellers[key] = Labeller(load(key))
        view = self._labellers[key].explain(text, section)
        return {
            "schema": LABEL_SCHEMA,
            "text": text,
            "list": key,
            "item": view.item,
            "confidence": round(view.confidence, 4),
            "why": both(view.why),
            "by_code": view.by_code,
            "candidates": [
                {"item": one.item, "confidence": round(one.confidence, 4), "why": both(one.why)}
                for one in view.candidates
            ],
        }


def origin_of(evidence: Evidence) -> str:
    """Return where most of a document's text comes from: `layer`, `repaired`, `ocr`, `markup`, or `none`.

    A layer that had to be repaired anywhere counts as repaired.
    """
    letters: Counter[Origin] = Counter()
    for one in evidence.passages:
        letters[one.origin] += len(one.text)
    if not letters:
        return NO_TEXT
    best = max(sorted(letters), key=lambda origin: letters[origin])
    return str(Origin.REPAIRED if best is Origin.LAYER and Origin.REPAIRED in letters else best)


def dates_in(passages: Sequence[Passage]) -> list[Json]:
    """Return the periods that a document names, each phrase once, with the page where it stands first."""
    found: dict[tuple[str, date | None, date | None], Json] = {}
    for one in passages:
        for named in find_periods(one.text):
            key = (" ".join(named.phrase.split()), named.start, named.end)
            if key in found:
                continue
            found[key] = {"page": one.page, "origin": str(one.origin), **period(named)}
            if len(found) >= MAX_DATES:
                return list(found.values())
    return list(found.values())


def period(one: Period) -> Json:
    """Return a period; days are ISO 8601 in the common era, both inclusive."""
    return {
        "phrase": one.phrase,
        "start": one.start.isoformat() if one.start else None,
        "end": one.end.isoformat() if one.end else None,
        "precision": str(one.precision),
        "position": one.position,
        "alternatives": [
            {
                "start": other.start.isoformat() if other.start else None,
                "end": other.end.isoformat() if other.end else None,
                "precision": str(other.precision),
            }
            for other in one.alternatives
        ],
    }


def both(text: Text | None) -> Json | None:
    """Return a sentence in both languages."""
    return {"th": text.th, "en": text.en} if text else None


def _about(about: About) -> Json:
    return {
        "title": said(about.title),
        "kind": said(about.kind),
        "agency": said(about.agency),
        "fiscal_year": said(about.fiscal_year),
        "period": said(about.period),
        "issued": said(about.issued),
        "signatory": said(about.signatory),
        "disagreements": [_disagreement(one) for one in about.disagreements],
    }


def said(one: Said[T] | None) -> Json | None:
    """Return a value with the words that say it and where they stand."""
    if one is None:
        return None
    value: object = one.value
    plain = value
    if isinstance(value, Period):
        plain = period(value)
    elif isinstance(value, date):
        plain = value.isoformat()
    elif isinstance(value, str):
        plain = str(value)
    return {"value": plain, "quote": one.quote, "where": str(one.where), "page": one.page}


def _disagreement(one: Disagreement) -> Json:
    return {"field": one.field, "believed": said(one.believed), "other": said(one.other)}


def _table(table: Table) -> Json:
    return {
        "page": table.page,
        "sheet": table.sheet,
        "caption": table.caption,
        "origin": str(table.origin),
        "header": list(table.header),
        "rows": [_row(one) for one in table.rows],
    }


def _row(row: Row) -> Json:
    return {"number": row.number, "page": row.page, "cells": list(row.cells)}
